//! `transcripta inspect`: everything that was found, a line each.

mod body;
mod doubts;
mod people;
mod template;

use std::io;

use anstyle::Style;
use terminal_size::{Width, terminal_size_of};
use transcripta::batch::{self, CorrectionsFrom, Failure, Finding, Input};
use transcripta::convert::{self, ReadOptions, ReadOutcome};
use transcripta::diagnostic::{Code, Diagnostic};
use transcripta::model::Transcript;
use transcripta::write::WriteOptions;

use super::args::InspectArgs;
use super::console::{Console, Talk};
use super::convert::{input, read_options};
use super::exit::Exit;
use super::stdout;
use super::text;

/// Columns when standard output is no terminal.
const PIPED: usize = 100;

/// Shows what is in a transcript.
pub(super) fn run(args: InspectArgs) -> Exit {
    let talk = Talk::from(&args.talk);
    let console = Console::new(talk);
    let input = input(args.input);
    let from = args.read.decide.corrections();
    let options = match read_options(args.read) {
        Ok(options) => options,
        Err(failure) => {
            console.fault(&failure);
            return Exit::Usage;
        }
    };
    let read = match read(&input, options, &from) {
        Ok(read) => read,
        Err(failure) => {
            console.failure(&input, &failure);
            return match failure {
                Failure::Missing | Failure::Folder => Exit::Usage,
                _ => Exit::SomeFailed,
            };
        }
    };
    let finding = |diagnostic| Finding { format: None, diagnostic };
    // What is going to be shown, or to stand in the file, need not be said before.
    let shown = args.show.doubts || args.show.write_corrections.is_some();
    let is_shown = |d: &Diagnostic| shown && d.code == Code::SpeakerDoubtful;
    let findings: Vec<Finding> =
        read.diagnostics.into_iter().filter(|d| !is_shown(d)).map(finding).collect();
    console.findings(&input, &findings);
    let width = terminal_size_of(io::stdout()).map_or(PIPED, |(Width(width), _)| width.into());
    let show = args.show;
    if let Some(file) = show.write_corrections {
        return template::write(&console, &input, &read.transcript, file, show.force);
    }
    if show.doubts {
        return stdout::print(&doubts::render(&read.transcript, width));
    }
    if args.json {
        return print_json(&console, &input, &read.transcript);
    }
    let all_rules = talk == Talk::Verbose;
    stdout::print(&render(&read.transcript, width, all_rules))
}

fn read(
    input: &Input,
    mut options: ReadOptions,
    from: &CorrectionsFrom,
) -> Result<ReadOutcome, Failure> {
    let loaded = batch::load(input, &mut io::stdin(), u64::MAX)?;
    options.corrections = batch::corrections(input, from)?;
    Ok(convert::read(&loaded.name, &loaded.bytes, &options)?)
}

fn print_json(console: &Console, input: &Input, transcript: &Transcript) -> Exit {
    match convert::write(transcript, "json", &WriteOptions::default()) {
        Ok(written) => stdout::print_raw(&written.bytes),
        Err(error) => {
            console.failure(input, &error.into());
            Exit::SomeFailed
        }
    }
}

fn render(transcript: &Transcript, width: usize, all_rules: bool) -> String {
    let mut out = heading(transcript);
    if !transcript.participants.is_empty() {
        out.push('\n');
        out.push_str(&people::render(transcript, width));
    }
    if !transcript.body.is_empty() {
        out.push('\n');
        out.push_str(&body::render(transcript, width, all_rules));
    }
    out
}

/// What the document is: a line for the file, a line for what is known of it.
fn heading(transcript: &Transcript) -> String {
    let bold = Style::new().bold();
    let source = &transcript.source;
    let mut out = format!(
        "{bold}{}{bold:#}: {}, {}, {} bytes, {} lines\n",
        text::clean(&source.name),
        text::clean(&source.media_type),
        text::clean(&source.encoding),
        source.bytes,
        source.lines,
    );
    let metadata = &transcript.metadata;
    for (name, value) in [
        ("title", &metadata.title),
        ("date", &metadata.date),
        ("language", &metadata.language),
        ("publisher", &metadata.publisher),
    ] {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {}\n", text::clean(value)));
        }
    }
    let (turns, people) = (transcript.turns().count(), transcript.participants.len());
    out.push_str(&format!("turns: {turns}; participants: {people}\n"));
    out
}
