//! How to write: options of single formats.

use clap::{Args, ValueEnum};
use transcripta::write::{self, JsonLines, WriteOptions};

/// Options of single formats.
#[derive(Debug, Args)]
pub(in crate::cli) struct WritingArgs {
    /// Markdown: tell the lines of the source in comments
    #[arg(long)]
    locators: bool,
    /// Write JSON lines too (as --to jsonl), a line for each turn or each segment
    #[arg(long, value_name = "UNIT", num_args = 0..=1, require_equals = true, default_missing_value = "turn")]
    json_lines: Option<Unit>,
}

/// What stands on a line of JSON lines.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Unit {
    /// A turn
    Turn,
    /// A paragraph
    Segment,
}

impl WritingArgs {
    /// The format that an option asks for.
    pub(in crate::cli) fn format(&self) -> Option<&'static transcripta::format::Format> {
        self.json_lines?;
        write::by_name("jsonl").ok().map(|writer| writer.format())
    }

    /// The options.
    pub(in crate::cli) fn options(&self) -> WriteOptions {
        let json_lines = match self.json_lines {
            Some(Unit::Segment) => JsonLines::Segment,
            Some(Unit::Turn) | None => JsonLines::Turn,
        };
        WriteOptions { locators: self.locators, json_lines, ..WriteOptions::default() }
    }
}
