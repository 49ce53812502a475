//! The map from the text back to the lines and the bytes of the file.

use super::Line;
use crate::model::Span;

/// Where every line begins, and which bytes of the file each character came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineMap {
    /// Offsets in the text.
    starts: Vec<usize>,
    runs: Vec<Run>,
}

/// Neighbouring characters that take equally many bytes each, in the text and in the file.
///
/// A file is a few runs (UTF-8 with `\n` is one), so no copy of its bytes has to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Offset of the first character in the text.
    pub(super) text: usize,
    /// Its offset in the file.
    pub(super) byte: u64,
    /// Size of each character.
    pub(super) unit: Unit,
}

/// What cannot be taken apart: a character, mostly.
///
/// A run of UTF-8 counts bytes, `(1, 1)`, as both sides are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Bytes in the text, never 0.
    pub(super) text: u32,
    /// Bytes in the file.
    pub(super) bytes: u32,
}

impl LineMap {
    /// Of a text, and the runs that cover all of it.
    pub(super) fn new(text: &str, runs: Vec<Run>) -> Self {
        let mut starts = Vec::with_capacity(1 + text.len() / 64);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        // What follows the last line end is a line only if there is something.
        starts.pop_if(|start| *start == text.len());
        Self { starts, runs }
    }

    /// Number of lines.
    pub(super) fn count(&self) -> u32 {
        number(self.starts.len())
    }

    /// The lines in order.
    pub(super) fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        self.starts.iter().enumerate().map(|(i, &start)| {
            let end = self.starts.get(i + 1).map_or(text.len(), |next| *next);
            let line = &text[start..end];
            Line { number: number(i + 1), start, text: line.strip_suffix('\n').unwrap_or(line) }
        })
    }

    /// Number (from 1) of the line that holds the byte at `offset` of the text.
    pub(super) fn line_of(&self, offset: usize) -> u32 {
        number(self.starts.partition_point(|start| *start <= offset)).max(1)
    }

    /// Lines and bytes of a stretch of the text, `end` excluded.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.byte_at(start);
        if end <= start {
            let line = self.line_of(start);
            return Span { lines: (line, line), bytes: (from, from) };
        }
        Span {
            lines: (self.line_of(start), self.line_of(end - 1)),
            bytes: (from, self.byte_after(end)),
        }
    }

    /// First byte of the character that stands at `offset` of the text.
    pub(super) fn byte_at(&self, offset: usize) -> u64 {
        self.run(self.runs.partition_point(|run| run.text <= offset))
            .map_or(0, |run| run.byte_of((offset - run.text) / run.unit.size()))
    }

    /// The byte after the character that ends at `offset` of the text. Not the same as where
    /// the next one begins: a line end or an escape sequence may stand between them.
    fn byte_after(&self, offset: usize) -> u64 {
        self.run(self.runs.partition_point(|run| run.text < offset))
            .map_or(0, |run| run.byte_of((offset - run.text).div_ceil(run.unit.size())))
    }

    /// The last one of the first `count` runs.
    fn run(&self, count: usize) -> Option<&Run> {
        self.runs.get(count.checked_sub(1)?)
    }
}

impl Run {
    /// Offset in the file of its unit `index`.
    fn byte_of(&self, index: usize) -> u64 {
        self.byte + index as u64 * u64::from(self.unit.bytes)
    }
}

impl Unit {
    /// UTF-8 in both.
    pub(super) const SAME: Self = Self { text: 1, bytes: 1 };

    fn size(self) -> usize {
        self.text.max(1) as usize
    }
}

/// Line numbers are kept small; a file of more than 2³² lines would stop counting there.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
