//! Arguments of `verify`, and what `convert` has of it.

use std::path::PathBuf;

use clap::Args;

use super::{ReadArgs, TalkArgs};

/// Prove that outputs hold their source: text, turns, speakers, character for character
#[derive(Debug, Args)]
#[command(after_help = VERIFY_HELP)]
pub(in crate::cli) struct VerifyArgs {
    /// Outputs of this program, by their extension: JSON, TEI, Markdown, PDF
    #[arg(required = true, value_name = "OUTPUT")]
    pub(in crate::cli) outputs: Vec<PathBuf>,
    /// The file that they were made of, or `-` for standard input
    #[arg(short, long, value_name = "INPUT")]
    pub(in crate::cli) source: PathBuf,
    /// Font that a PDF was made with (--font of `convert`); without it the glyphs of that font are
    /// not looked at
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) font: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) read: ReadArgs,
    #[command(flatten)]
    pub(in crate::cli) talk: TalkArgs,
}

const VERIFY_HELP: &str = "\
Each output is read back by other means than it was written by and compared with the decoded
source in order; a PDF by its structure, its character maps and the glyphs that it shows. The
SHA-256 that it records, its turns and its speakers are checked against a fresh reading of the
source, with the options that the output records unless others are given here.

Not compared are blank lines and line wraps, and what the outputs mark as added: names of speakers
that the source does not print, the head of a page, page numbers. The first difference is shown
with both places.

Exit codes: 0 all outputs hold their source; 1 some outputs could not be read, the others are
sound; 2 wrong usage, or nothing could be verified; 4 an output differs.";

/// What `convert` has of it.
#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyFlag {
    /// Read every output back before it gets its name, and compare it with the input; see `verify`
    #[arg(long)]
    pub(in crate::cli) verify: bool,
}
