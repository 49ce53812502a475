//! Speaker labels, learned from the document itself.
//!
//! Anything short before a colon might be a label (`注意：`, `10:30`, `https:`). So a label has
//! to prove itself: it repeats, it stands where paragraphs start, and it is not alone. Once a
//! document has proven labels, a name of the same make that occurs once is one too.

mod accept;
mod candidate;

use std::collections::{HashMap, HashSet};

use crate::model::TimeSpan;
use crate::model::name::key;
use crate::source::Source;

pub(super) use candidate::{Candidate, Form, candidate};

/// The labels of a document; empty when it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Labels {
    /// Names in their comparable form.
    names: HashSet<String>,
    /// Whether a name alone on its line counts.
    alone: bool,
}

/// A label at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes from the start of the paragraph up to the speech.
    pub(super) length: usize,
    /// The name.
    pub(super) name: String,
    /// What proved it.
    pub(super) rule: &'static str,
    /// The time printed beside the name.
    pub(super) time: Option<TimeSpan>,
}

impl Labels {
    /// Learns the labels of a document.
    pub(super) fn learn(source: &Source) -> Self {
        let lines: Vec<&str> =
            source.lines().map(|line| line.text).filter(|text| !text.trim().is_empty()).collect();
        let candidates: Vec<Option<Candidate<'_>>> = lines.iter().map(|l| candidate(l)).collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for found in candidates.iter().flatten() {
            *counts.entry(key(found.name)).or_default() += 1;
        }
        let spoken: Vec<Candidate<'_>> =
            candidates.iter().flatten().copied().filter(|c| c.form != Form::Alone).collect();
        let names = accept::proven(&spoken, &counts, &lines);
        if !names.is_empty() {
            return Self { names, alone: false };
        }
        let alone: Vec<Candidate<'_>> =
            candidates.iter().flatten().copied().filter(|c| c.form == Form::Alone).collect();
        let names = accept::proven_alone(&alone, &counts, lines.len());
        Self { alone: !names.is_empty(), names }
    }

    /// Whether the document has labels.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a name is a label here.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.names.contains(&key(name))
    }

    /// Whether a line begins with a label.
    pub(super) fn starts(&self, line: &str) -> bool {
        self.at(line).is_some()
    }

    /// The label that a paragraph begins with.
    pub(super) fn at(&self, paragraph: &str) -> Option<Found> {
        if self.names.is_empty() {
            return None;
        }
        let line = paragraph.lines().next()?;
        let found = candidate(line)?;
        if (found.form == Form::Alone) != self.alone {
            return None;
        }
        let key = key(found.name);
        self.names.contains(&key).then(|| Found {
            length: found.length,
            name: found.name.to_owned(),
            rule: found.form.rule(),
            time: found.start.map(|start| TimeSpan { start, end: None }),
        })
    }
}

#[cfg(test)]
mod tests;
