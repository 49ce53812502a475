//! The arguments. No logic: names of formats come from the registries, and so do the errors
//! for names that are none.

mod batch;
mod decide;
pub(super) mod pdf;
mod show;
mod stream;
mod verify;
mod writing;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use transcripta::format::Format;
use transcripta::{read, write};

pub(super) use batch::BatchArgs;
pub(super) use decide::DecideArgs;
pub(super) use show::ShowArgs;
pub(super) use stream::StreamArgs;
pub(super) use verify::{VerifyArgs, VerifyFlag};

/// Turns transcripts into forms an archive can keep: who said what, and how sure that is
#[derive(Debug, Parser)]
#[command(name = "transcripta", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Convert(ConvertArgs),
    Inspect(InspectArgs),
    Verify(VerifyArgs),
    Stream(StreamArgs),
    /// List what can be read and written
    Formats,
    /// Print the JSON Schema of the JSON output, or of another form
    Schema {
        /// The form
        #[arg(value_enum, default_value_t)]
        form: Form,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of the program or of one of its commands
    Man {
        /// The command
        #[arg(value_parser = ["convert", "inspect", "verify", "stream", "formats", "schema", "completions", "man"])]
        command: Option<String>,
    },
}

/// A form of JSON that has a schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// What `--to json` writes
    #[default]
    Transcript,
    /// A line of what `--report` writes
    Report,
    /// A line of transcripta-manifest.jsonl
    Manifest,
    /// A record that `transcripta stream` writes
    Stream,
    /// A record that `transcripta stream` reads
    StreamInput,
}

/// Convert transcripts to JSON, TEI, Markdown, PDF
#[derive(Debug, Args)]
#[command(after_help = CONVERT_HELP)]
pub(super) struct ConvertArgs {
    /// Files, folders (everything below them that can be read), patterns such as 'talks/**/*.txt',
    /// or `-` for standard input
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// Formats to write, comma-separated; may be left out when the name of the output tells
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true, value_parser = writers())]
    pub(super) to: Vec<&'static Format>,
    /// Folder or file to write to; `-` is standard output
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) batch: BatchArgs,
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) writing: writing::WritingArgs,
    #[command(flatten)]
    pub(super) pdf: pdf::PdfArgs,
    /// Name the output of `a.txt` `a.txt.json`, not `a.json`
    #[arg(long)]
    pub(super) keep_extension: bool,
    /// Replace outputs that exist and differ
    #[arg(long)]
    pub(super) force: bool,
    /// End with exit code 3 when there are warnings
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) verify: VerifyFlag,
    #[command(flatten)]
    pub(super) talk: TalkArgs,
}

const CONVERT_HELP: &str = "\
An output is named after its input: `talk.txt` becomes `talk.json`, `talk.tei.xml`, `talk.md`,
`talk.pdf`. With several inputs or formats, a `/` at its end, or when it exists as a folder,
--output is a folder; else it is a file, and one without an extension is said to be one. One input
in one text format may go without it.

Exit codes: 0 done; 1 some inputs failed, the others are done; 2 wrong usage, or nothing could be
started; 3 warnings, with --strict; 4 is for `verify`; 5 an existing output that differs was kept;
130 interrupted (Ctrl-C or SIGTERM; a second one ends at once).";

/// Show the turns, the speakers and how they are known
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    /// A file, or `-` for standard input
    #[arg(value_name = "INPUT")]
    pub(super) input: PathBuf,
    /// Print the whole model as JSON
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) show: ShowArgs,
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) talk: TalkArgs,
}

/// How to read.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// Format to read; else the extension tells, then the content
    #[arg(short, long, value_name = "FORMAT", ignore_case = true, value_parser = readers())]
    pub(super) from: Option<&'static Format>,
    /// Title of the document
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Language of the document, such as `en` or `zh-Hans`
    #[arg(long, value_parser = language)]
    pub(super) language: Option<String>,
    /// Encoding of the input, such as `gb18030`
    #[arg(long)]
    pub(super) encoding: Option<String>,
    /// Replace bytes that are no text by U+FFFD, instead of failing
    #[arg(long)]
    pub(super) lossy: bool,
    #[command(flatten)]
    pub(super) decide: DecideArgs,
}

/// How much to say.
#[derive(Debug, Args)]
pub(super) struct TalkArgs {
    /// Say only what failed or was kept
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what is done, and notes
    #[arg(short, long)]
    pub(super) verbose: bool,
}

fn writers() -> impl TypedValueParser<Value = &'static Format> {
    let formats = write::WRITERS.iter().map(|writer| writer.format());
    names(formats).try_map(|name| write::by_name(&name).map(|writer| writer.format()))
}

fn readers() -> impl TypedValueParser<Value = &'static Format> {
    let formats = read::READERS.iter().map(|reader| reader.format());
    names(formats).try_map(|name| read::by_name(&name).map(|reader| reader.format()))
}

fn names(formats: impl Iterator<Item = &'static Format>) -> PossibleValuesParser {
    let values = formats
        .map(|format| PossibleValue::new(format.name).aliases(format.aliases).help(format.summary));
    PossibleValuesParser::new(values)
}

/// A language tag in the usual form (BCP 47): a language of two or three letters, then subtags.
fn language(text: &str) -> Result<String, String> {
    let mut subtags = text.split('-');
    let primary = subtags.next().unwrap_or("");
    let letters =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let rest =
        subtags.all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
    if letters && rest {
        Ok(text.to_owned())
    } else {
        Err("a language tag looks like `en`, `de-AT` or `zh-Hans`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_make_sense() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_a_manual_page() {
        for command in Cli::command().get_subcommands() {
            let args = ["transcripta", "man", command.get_name()];
            assert!(Cli::try_parse_from(args).is_ok(), "{}", command.get_name());
        }
    }
}
