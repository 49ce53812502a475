//! What the model has no place for, counted by element and told once.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Counts by element.
#[derive(Debug, Default)]
pub(super) struct Lost {
    markup: BTreeMap<String, usize>,
    left_out: BTreeMap<String, usize>,
    wordless: BTreeMap<String, usize>,
}

impl Lost {
    /// The words within stay; what the element says of them goes.
    pub(super) fn markup(&mut self, name: &str) {
        *self.markup.entry(name.to_owned()).or_insert(0) += 1;
    }

    /// Annotation, or another reading of words that are kept: it goes whole.
    pub(super) fn left_out(&mut self, name: &str) {
        *self.left_out.entry(name.to_owned()).or_insert(0) += 1;
    }

    /// An event or a turn without a word.
    pub(super) fn wordless(&mut self, name: &str) {
        *self.wordless.entry(name.to_owned()).or_insert(0) += 1;
    }

    /// Tells of all of it.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        let said = [
            ("mark-up of words that are kept", self.markup),
            ("left out, as it is no text of the source", self.left_out),
            ("left out, as it has no words", self.wordless),
        ];
        let parts: Vec<String> = said
            .into_iter()
            .filter(|(_, counts)| !counts.is_empty())
            .map(|(what, counts)| format!("{what}: {}", list(&counts)))
            .collect();
        if !parts.is_empty() {
            let message = format!("not held by the model: {}", parts.join("; "));
            diagnostics.push(
                Diagnostic::warning(Code::NotRepresented, message)
                    .with_hint("keep the TEI file beside what was made of it"),
            );
        }
    }
}

fn list(counts: &BTreeMap<String, usize>) -> String {
    let one = |(name, n): (&String, &usize)| format!("{n} <{name}>");
    counts.iter().map(one).collect::<Vec<_>>().join(", ")
}
