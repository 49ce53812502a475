//! `transcripta convert`

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use transcripta::batch::{self, Failure, Gate, Input, Output, Request, Streams};
use transcripta::convert::ReadOptions;
use transcripta::source::DecodeOptions;
use transcripta::write::{PdfOptions, WriteOptions};

use super::args::pdf::font_folders;
use super::args::{ConvertArgs, ReadArgs};
use super::console::{Console, Talk};
use super::exit::Exit;
use super::stdout::Pipe;

/// Converts.
pub(super) fn run(args: ConvertArgs) -> Exit {
    let mut console = Console::new(Talk::from(&args.talk));
    let strict = args.strict;
    let pdf = match args.pdf.options() {
        Ok(pdf) => pdf,
        Err(reason) => {
            console.say(&reason);
            return Exit::Usage;
        }
    };
    let request = match request(args, pdf) {
        Ok(request) => request,
        Err(failure) => {
            console.fault(&failure);
            return Exit::Usage;
        }
    };
    let gate = Arc::new(Gate::default());
    end_on_interrupt(Arc::clone(&gate));
    let mut streams = Streams { input: &mut io::stdin(), output: &mut Pipe::new(io::stdout()) };
    match batch::run(&request, &mut streams, &gate, &mut console) {
        Ok(summary) => {
            console.summary(&summary);
            Exit::of(&summary, strict)
        }
        Err(refusal) => {
            console.refusal(&refusal);
            Exit::Usage
        }
    }
}

fn request(args: ConvertArgs, pdf: PdfOptions) -> Result<Request, Failure> {
    let mut to = args.to;
    to.extend(args.writing.format().filter(|format| !to.contains(format)));
    Ok(Request {
        inputs: args.inputs.into_iter().map(input).collect(),
        to,
        output: match args.output {
            None => Output::Unsaid,
            Some(path) if path == Path::new("-") => Output::Stream,
            Some(path) => Output::Path(path),
        },
        corrections: args.read.decide.corrections(),
        read: read_options(args.read)?,
        font_folders: if args.pdf.system_fonts { font_folders() } else { Vec::new() },
        write: WriteOptions { pdf, ..args.writing.options() },
        keep_extension: args.keep_extension,
        force: args.force,
        verify: args.verify.verify,
    })
}

/// `-` is standard input.
pub(super) fn input(path: PathBuf) -> Input {
    if path == Path::new("-") { Input::Stream } else { Input::Path(path) }
}

/// How to read. The rules of the user are read and tried here, once for all inputs.
pub(super) fn read_options(args: ReadArgs) -> Result<ReadOptions, Failure> {
    Ok(ReadOptions {
        from: args.from.map(|format| format.name.to_owned()),
        decode: DecodeOptions { encoding: args.encoding, lossy: args.lossy },
        title: args.title,
        language: args.language,
        min_confidence: args.decide.min_confidence,
        corrections: None,
        rules: args.decide.rules()?,
    })
}

/// Ctrl-C ends the program between two outputs, so that no temporary file stays behind.
fn end_on_interrupt(gate: Arc<Gate>) {
    // Without a handler Ctrl-C still ends the program: nothing to tell the user.
    let _ = ctrlc::set_handler(move || {
        gate.close(|| {
            Console::default().say("interrupted");
            std::process::exit(Exit::Interrupted as i32)
        })
    });
}
