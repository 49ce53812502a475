//! The arguments of `stream`.

use clap::Args;
use transcripta::batch::MAX_BYTES;
use transcripta::format::Format;

use super::batch::size;
use super::{ReadArgs, writers};

/// Convert a stream of records: a JSON object a line in, one out for each, in order
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(in super::super) struct StreamArgs {
    /// Text format to write
    #[arg(short, long, value_name = "FORMAT", ignore_case = true, value_parser = writers())]
    pub(in super::super) to: &'static Format,
    #[command(flatten)]
    pub(in super::super) read: ReadArgs,
    /// Longest record to read, and longest file that one names, such as 500k, 20M, 2G
    #[arg(long, value_name = "SIZE", value_parser = size, default_value_t = MAX_BYTES, hide_default_value = true)]
    pub(in super::super) max_bytes: u64,
    /// Say nothing of records that failed
    #[arg(short, long)]
    pub(in super::super) quiet: bool,
}

const HELP: &str = "\
In:  {\"id\": ANY, \"text\": \"...\" or \"path\": \"FILE\", \"metadata\": {\"title\": \"...\"}}
Out: {\"id\": ANY, \"output\": \"...\", ...} or {\"id\": ANY, \"error\": {...}}
`--to text` is `--to turns`: plain text.
(`transcripta schema stream-input` and `transcripta schema stream` describe them.)

Exit codes: 0 done; 1 some records failed, the others are done; 2 wrong usage.";
