//! `transcripta stream`

use std::io::{self, BufReader, BufWriter};

use transcripta::batch::{self, CorrectionsFrom, Failure, StreamOptions};
use transcripta::format::Medium;
use transcripta::write::WriteOptions;

use super::args::StreamArgs;
use super::console::{Console, Talk};
use super::convert::read_options;
use super::exit::Exit;

/// Converts the records of standard input.
pub(super) fn run(args: StreamArgs) -> Exit {
    let console = Console::new(if args.quiet { Talk::Quiet } else { Talk::Normal });
    if args.to.medium == Medium::Binary {
        console.say(&format!("`{}` is a binary format: a record holds text", args.to.name));
        return Exit::Usage;
    }
    let corrections = args.read.decide.corrections();
    if matches!(corrections, CorrectionsFrom::File(_)) {
        console.say("--corrections takes one input, and a stream has many records");
        return Exit::Usage;
    }
    let read = match read_options(args.read) {
        Ok(read) => read,
        Err(failure) => {
            console.fault(&failure);
            return Exit::Usage;
        }
    };
    // A panic is told as the fault of one record.
    std::panic::set_hook(Box::new(|_| {}));
    let options = StreamOptions {
        to: args.to,
        read,
        corrections,
        write: WriteOptions::default(),
        max_bytes: args.max_bytes,
    };
    let mut input = BufReader::with_capacity(1 << 16, io::stdin());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout());
    match batch::stream(&mut input, &mut output, &options) {
        Ok(summary) if summary.failed == 0 => Exit::Done,
        Ok(summary) => {
            if !args.quiet {
                console.say(&format!(
                    "{} records converted, {} failed (each has an error in its place)",
                    summary.converted, summary.failed
                ));
            }
            Exit::SomeFailed
        }
        // Whoever reads has seen enough: no more records need to be made.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            console.failure(&"stream", &Failure::Unwritable(error));
            Exit::SomeFailed
        }
    }
}
