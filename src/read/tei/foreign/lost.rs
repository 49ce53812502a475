//! What the model has no place for, counted by element and told once.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

use super::super::tree::Tree;

/// Counts by element.
#[derive(Debug, Default)]
pub(super) struct Lost {
    markup: BTreeMap<String, usize>,
    left_out: BTreeMap<String, usize>,
    wordless: BTreeMap<String, usize>,
    header: BTreeMap<String, usize>,
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

    /// What stands beside the text (`standOff`, `facsimile`), and what of a header is not taken.
    /// Of a description that is taken in part the other parts are named.
    pub(super) fn around(&mut self, tree: &Tree<'_>, silent: usize) {
        for at in 0..tree.nodes.len() {
            let parent = tree.nodes.get(at).map_or(at, |node| node.parent);
            let name = tree.name(at);
            let is_lost = match tree.name(parent) {
                _ if name.is_empty() || parent == at => false,
                "TEI" | "teiCorpus" | "TEI.2" => {
                    if !matches!(name, "teiHeader" | "text" | "TEI" | "include") {
                        self.left_out(name);
                    }
                    false
                }
                "teiHeader" => !matches!(name, "fileDesc" | "profileDesc"),
                "fileDesc" => !matches!(name, "titleStmt" | "publicationStmt" | "sourceDesc"),
                "profileDesc" => !matches!(name, "langUsage" | "particDesc" | "settingDesc"),
                "titleStmt" => {
                    !matches!(name, "title" | "author") || tree.get(at, "type") == Some("sub")
                }
                "publicationStmt" => !matches!(
                    name,
                    "publisher" | "authority" | "distributor" | "idno" | "availability"
                ),
                _ => false,
            };
            if is_lost {
                *self.header.entry(name.to_owned()).or_insert(0) += 1;
            }
        }
        if silent > 0 {
            self.header.insert("person".to_owned(), silent);
        }
    }

    /// Tells of all of it.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        let said = [
            ("mark-up of words that are kept", self.markup),
            ("left out, as it is no text of the source", self.left_out),
            ("left out, as it has no words", self.wordless),
            ("of the header", self.header),
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
