//! What a run is asked to do.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::discover::Shape;
use super::{CorrectionsFrom, Input, Output, Selection};
use crate::convert::ReadOptions;
use crate::format::Format;
use crate::write::WriteOptions;

/// Longest input that is read when nothing else is said, in bytes. A transcript of a whole day
/// is a thousandth of it; a larger file is more likely a slip than a transcript.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// What to do.
#[derive(Debug)]
pub struct Request {
    /// What to read, in order.
    pub inputs: Vec<Input>,
    /// Further inputs, of a list: names, never patterns. Their outputs mirror the paths as listed.
    pub listed: Option<Vec<PathBuf>>,
    /// What is taken of a folder.
    pub selection: Selection,
    /// What to write; empty when the name of the output tells.
    pub to: Vec<&'static Format>,
    /// Where to.
    pub output: Output,
    /// How to read.
    pub read: ReadOptions,
    /// Where a person's decisions are.
    pub corrections: CorrectionsFrom,
    /// A table of metadata of the inputs.
    pub metadata: Option<PathBuf>,
    /// How to write.
    pub write: WriteOptions,
    /// Where to look for fonts that a PDF lacks; nowhere when empty.
    pub font_folders: Vec<PathBuf>,
    /// Make `a.txt.json` of `a.txt`, instead of `a.json`.
    pub keep_extension: bool,
    /// Put all outputs into one folder, instead of mirroring the tree.
    pub flatten: bool,
    /// Replace outputs that exist and differ.
    pub force: bool,
    /// Read every output back and compare it with its input before it gets its name.
    pub verify: bool,
    /// How to go about it.
    pub work: Work,
}

/// How to go about a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Inputs that are converted at a time; as many as there are processors when nobody says.
    pub jobs: Option<NonZeroUsize>,
    /// Find out what would be done, and write nothing.
    pub dry_run: bool,
    /// Begin no further input when one has failed.
    pub fail_fast: bool,
    /// Skip what is recorded and intact; replace what is intact and out of date.
    pub resume: bool,
    /// Keep the record that a later run can resume from.
    pub manifest: bool,
    /// Wait until each output is on the disk.
    pub durable: bool,
    /// Longest input that is read, in bytes.
    pub max_bytes: u64,
    /// Tell the SHA-256 of each output.
    pub digests: bool,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            jobs: None,
            dry_run: false,
            fail_fast: false,
            resume: false,
            manifest: true,
            durable: false,
            max_bytes: MAX_BYTES,
            digests: false,
        }
    }
}

impl Request {
    /// Whether it names one file. A folder, a pattern or a list counts as several inputs even
    /// when it holds one file: what the command does must not hang on how many there happen to be.
    pub(super) fn names_one_input(&self) -> bool {
        match (self.inputs.as_slice(), &self.listed) {
            ([input], None) => {
                matches!(Shape::of(input), Shape::Stream | Shape::File | Shape::Absent(_))
            }
            _ => false,
        }
    }

    /// Whether a record of what is written is kept: for one file only when it is asked for.
    pub(super) fn has_manifest(&self) -> bool {
        self.work.resume || (self.work.manifest && !self.names_one_input())
    }
}

/// The two standard streams, for [`Input::Stream`] and [`Output::Stream`].
pub struct Streams {
    /// Read to its end.
    pub input: Box<dyn io::Read + Send>,
    /// Gets the bytes of the one output.
    pub output: Box<dyn io::Write + Send>,
}
