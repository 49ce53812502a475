//! The arguments of `convert` that are for many files.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use transcripta::batch::{Glob, MAX_BYTES};

/// Many files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Many files")]
pub(in super::super) struct BatchArgs {
    /// Inputs listed in a file, one a line, or each before a NUL byte (`find -print0`); `-` is
    /// standard input
    #[arg(long, value_name = "FILE")]
    pub(in super::super) files_from: Option<PathBuf>,
    /// Of a folder, take only what matches: a name such as '*.log' at any depth, or a path from
    /// the folder such as '2024/**'
    #[arg(long, value_name = "GLOB")]
    pub(in super::super) include: Vec<Glob>,
    /// Of a folder, leave out what matches, and what lies in a folder that does
    #[arg(long, value_name = "GLOB")]
    pub(in super::super) exclude: Vec<Glob>,
    /// Put all outputs into one folder, instead of mirroring the tree
    #[arg(long)]
    pub(in super::super) flatten: bool,
    /// Inputs to convert at a time [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub(in super::super) jobs: Option<NonZeroUsize>,
    /// Skip what an earlier run wrote and is up to date and intact; replace what is out of date;
    /// keep what was edited since
    #[arg(long, conflicts_with = "no_manifest")]
    pub(in super::super) resume: bool,
    /// Do not keep the record that --resume needs (transcripta-manifest.jsonl)
    #[arg(long)]
    pub(in super::super) no_manifest: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    pub(in super::super) dry_run: bool,
    /// Begin no further input when one has failed
    #[arg(long)]
    pub(in super::super) fail_fast: bool,
    /// Wait until each output is on the disk (a power cut then loses nothing that was reported)
    #[arg(long)]
    pub(in super::super) durable: bool,
    /// Longest input to read, such as 500k, 20M, 2G
    #[arg(long, value_name = "SIZE", value_parser = size, default_value_t = MAX_BYTES, hide_default_value = true)]
    pub(in super::super) max_bytes: u64,
    /// Metadata of the inputs: a CSV table (column `filename`, then elements of Dublin Core) or
    /// TOML
    #[arg(long, value_name = "FILE")]
    pub(in super::super) metadata: Option<PathBuf>,
    /// Write a report, one JSON object for each input; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub(in super::super) report: Option<PathBuf>,
    /// Say in the report how many milliseconds each input took
    #[arg(long, requires = "report")]
    pub(in super::super) timings: bool,
    /// List the files that were written on standard output, one a line
    #[arg(long)]
    pub(in super::super) print_outputs: bool,
    /// The same, with a NUL byte after each (`xargs -0`)
    #[arg(long, conflicts_with = "print_outputs")]
    pub(in super::super) print_outputs0: bool,
    /// Show no progress
    #[arg(long)]
    pub(in super::super) no_progress: bool,
}

/// A number of bytes, with `k`, `M` or `G` for powers of 1024.
pub(in super::super) fn size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.char_indices().next_back() {
        Some((end, 'k' | 'K')) => (&text[..end], 10),
        Some((end, 'm' | 'M')) => (&text[..end], 20),
        Some((end, 'g' | 'G')) => (&text[..end], 30),
        _ => (text, 0),
    };
    let number = digits.parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift));
    number.filter(|n| *n > 0).ok_or_else(|| "a size looks like `500k`, `20M` or `2G`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_a_unit_or_none() {
        assert_eq!(size("7"), Ok(7));
        assert_eq!(size("20M"), Ok(20 << 20));
        assert_eq!(size("2g"), Ok(2 << 30));
        for wrong in ["", "k", "-1", "0", "1.5G", "99999999999G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
