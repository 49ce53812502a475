//! `transcripta convert`

mod tell;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use transcripta::Error;
use transcripta::batch::{
    self, CorrectionsFrom, Failure, Gate, Input, Output, Request, Selection, Streams, Work,
};
use transcripta::convert::ReadOptions;
use transcripta::correct::Corrections;
use transcripta::source::DecodeOptions;
use transcripta::write::{PdfOptions, WriteOptions};

use super::args::pdf::font_folders;
use super::args::{BatchArgs, ConvertArgs, ReadArgs};
use super::console::{Console, Talk};
use super::exit::Exit;
use super::interrupt::stop_on_signal;
use super::stdout::Pipe;
use tell::Teller;

/// Converts.
pub(super) fn run(args: ConvertArgs) -> Exit {
    let console = Console::new(Talk::from(&args.talk)).of_dry_run(args.batch.dry_run);
    let strict = args.strict;
    let pdf = match args.pdf.options() {
        Ok(pdf) => pdf,
        Err(reason) => {
            console.say(&reason);
            return Exit::Usage;
        }
    };
    let mut teller = match Teller::new(console, &args) {
        Ok(teller) => teller,
        Err(exit) => return exit,
    };
    let request = match request(args, pdf, &teller.console) {
        Ok(request) => request,
        Err(exit) => return exit,
    };
    let gate = Arc::new(Gate::default());
    stop_on_signal(&gate);
    // A panic is told as the fault of one input.
    std::panic::set_hook(Box::new(|_| {}));
    let streams =
        Streams { input: Box::new(io::stdin()), output: Box::new(Pipe::new(io::stdout())) };
    match batch::run(request, streams, &gate, &mut teller) {
        Ok(summary) => teller.end(&summary, Exit::of(&summary, strict)),
        Err(refusal) => {
            teller.console.refusal(&refusal);
            Exit::Usage
        }
    }
}

fn request(args: ConvertArgs, pdf: PdfOptions, console: &Console) -> Result<Request, Exit> {
    let inputs: Vec<Input> = args.inputs.into_iter().map(input).collect();
    if args.batch.files_from.as_deref() == Some(Path::new("-")) && inputs.contains(&Input::Stream) {
        console.refusal(&batch::Refusal::StreamTwice);
        return Err(Exit::Usage);
    }
    let listed = args.batch.files_from.as_ref().map(|list| listed(list, console)).transpose()?;
    let mut to = args.to;
    to.extend(args.writing.format().filter(|format| !to.contains(format)));
    let corrections = args.read.decide.corrections();
    let read = read_options(args.read).map_err(|failure| {
        console.fault(&failure);
        Exit::Usage
    })?;
    Ok(Request {
        inputs,
        listed,
        work: work(&args.batch),
        selection: Selection { include: args.batch.include, exclude: args.batch.exclude },
        to,
        output: match args.output {
            None => Output::Unsaid,
            Some(path) if path == Path::new("-") => Output::Stream,
            Some(path) => Output::Path(path),
        },
        corrections,
        read,
        metadata: args.batch.metadata,
        font_folders: if args.pdf.system_fonts { font_folders() } else { Vec::new() },
        write: WriteOptions { pdf, ..args.writing.options() },
        keep_extension: args.keep_extension,
        flatten: args.batch.flatten,
        force: args.force,
        verify: args.verify.verify,
    })
}

fn work(args: &BatchArgs) -> Work {
    Work {
        jobs: args.jobs,
        dry_run: args.dry_run,
        fail_fast: args.fail_fast,
        resume: args.resume,
        manifest: !args.no_manifest,
        durable: args.durable,
        max_bytes: args.max_bytes,
        digests: args.report.is_some(),
    }
}

/// The inputs that a list names.
fn listed(list: &Path, console: &Console) -> Result<Vec<PathBuf>, Exit> {
    let list = input(list.to_path_buf());
    match batch::read_list(&list, &mut io::stdin()) {
        Ok(paths) if paths.is_empty() => {
            console.say(&format!("{list}: names no inputs"));
            Err(Exit::Usage)
        }
        Ok(paths) => Ok(paths),
        Err(failure) => {
            console.failure(&list, &failure);
            Err(Exit::Usage)
        }
    }
}

/// `-` is standard input.
pub(super) fn input(path: PathBuf) -> Input {
    if path == Path::new("-") { Input::Stream } else { Input::Path(path) }
}

/// How to read. The rules of the user are read and tried here, once for all inputs.
pub(super) fn read_options(args: ReadArgs) -> Result<ReadOptions, Failure> {
    let decode = DecodeOptions { encoding: args.encoding, lossy: args.lossy };
    decode.check().map_err(Error::from)?;
    if let CorrectionsFrom::File(path) = args.decide.corrections() {
        let file = batch::read_text(&path)?;
        Corrections::parse(&file.name, &file.text)?;
    }
    Ok(ReadOptions {
        from: args.from.map(|format| format.name.to_owned()),
        decode,
        title: args.title,
        language: args.language,
        min_confidence: args.decide.min_confidence,
        all_speech: args.decide.all_speech,
        rules: args.decide.rules()?,
        ..ReadOptions::default()
    })
}
