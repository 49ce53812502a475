//! What holds a decision to its paragraph.

use sha2::{Digest, Sha256};

use crate::model::{Inline, Paragraph};

/// The hash of a paragraph: the first eight hexadecimal digits of the SHA-256 of its words,
/// without its label and without white space, so that wrapping lines anew changes nothing.
pub fn hash(content: &[Inline]) -> String {
    let mut digest = Sha256::new();
    for inline in content {
        for word in inline.source_text().split_whitespace() {
            digest.update(word);
        }
    }
    digest.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Where a decision says that it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Line of the source, 1-based; a hint when there is a hash.
    pub(super) line: u32,
    /// Hash of the paragraph.
    pub(super) hash: Option<String>,
}

/// The paragraphs of a text, to find anchors in.
pub(super) struct Places {
    hashes: Vec<String>,
    lines: Vec<(u32, u32)>,
}

impl Places {
    pub(super) fn of(paragraphs: &[Paragraph]) -> Self {
        let lines = |p: &Paragraph| match &p.label {
            Some(label) => label.label.span.to(p.span).lines,
            None => p.span.lines,
        };
        Self {
            hashes: paragraphs.iter().map(|p| hash(&p.content)).collect(),
            lines: paragraphs.iter().map(lines).collect(),
        }
    }

    /// The paragraph of an anchor: the one with the hash that is nearest to the line.
    pub(super) fn find(&self, anchor: &Anchor) -> Option<usize> {
        let Some(hash) = &anchor.hash else {
            return self.at_line(anchor.line);
        };
        let same = (0..self.hashes.len()).filter(|i| self.hashes[*i].eq_ignore_ascii_case(hash));
        same.min_by_key(|i| self.distance(*i, anchor.line))
    }

    /// The paragraph that a line is part of.
    pub(super) fn at_line(&self, line: u32) -> Option<usize> {
        (0..self.lines.len()).find(|i| self.distance(*i, line) == 0)
    }

    pub(super) fn hash(&self, index: usize) -> &str {
        &self.hashes[index]
    }

    pub(super) fn line(&self, index: usize) -> u32 {
        self.lines[index].0
    }

    /// How many lines a paragraph is away from a line.
    pub(super) fn distance(&self, index: usize, line: u32) -> u32 {
        let (first, last) = self.lines[index];
        first.saturating_sub(line).max(line.saturating_sub(last))
    }
}
