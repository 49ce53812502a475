//! What `inspect` shows instead of everything.

use std::path::PathBuf;

/// What to show, or to make.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ShowArgs {
    /// Show only what is in doubt, the least sure first, with what came second and the scores
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) doubts: bool,
    /// Make a file to decide in, beside the input or under this name: the doubts first, then every
    /// paragraph, a line each
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with_all = ["json", "doubts"]
    )]
    pub(in crate::cli) write_corrections: Option<Option<PathBuf>>,
    /// Replace a file of corrections that is there
    #[arg(long, requires = "write_corrections")]
    pub(in crate::cli) force: bool,
}
