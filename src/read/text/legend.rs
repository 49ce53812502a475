//! A key to the labels: `問：記者　　黎：黎照昌` on one line, or `JS = John Smith` a line each. It has
//! the form of turns, but says who the labels are.

use std::collections::HashMap;

use crate::model::FullName;
use crate::model::name::key;

use super::headings;
use super::labels::Labels;
use super::lines::Stretch;

/// The key of a document.
#[derive(Debug, Default)]
pub(super) struct Legend {
    names: HashMap<String, FullName>,
    /// Indices of the paragraphs that it takes.
    paragraphs: Vec<usize>,
}

/// Only so many paragraphs from the start may hold a key.
const NEAR: usize = 40;

impl Legend {
    /// Of a document; empty when it has none.
    pub(super) fn of(stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        let mut legend = Self::default();
        if labels.is_empty() {
            return legend;
        }
        let near = stretches.iter().take(NEAR);
        for (i, entries) in near.map(|s| entries(s.text, labels)).enumerate() {
            if entries.is_empty() {
                // A key stands before the first turn.
                if labels.starts(stretches[i].text) {
                    break;
                }
                continue;
            }
            legend.paragraphs.push(i);
            for (label, name) in entries {
                let full = FullName { name: name.to_owned(), also: Vec::new(), rule: "name.key" };
                legend.names.entry(key(label)).or_insert(full);
            }
        }
        legend
    }

    /// Whether a paragraph is part of it.
    pub(super) fn has(&self, paragraph: usize) -> bool {
        self.paragraphs.contains(&paragraph)
    }

    /// The name that it gives for a label.
    pub(super) fn name_of(&self, label: &str) -> Option<&FullName> {
        self.names.get(&key(label))
    }
}

/// The labels with their names in a paragraph that is nothing but such pairs.
fn entries<'a>(text: &'a str, labels: &Labels) -> Vec<(&'a str, &'a str)> {
    let text = text.trim();
    if text.len() > 400 || text.contains('\n') {
        return Vec::new();
    }
    if let Some(pair) =
        text.split_once(['=', '＝']).map(|(label, name)| (label.trim(), name.trim()))
    {
        return if labels.knows(pair.0) && is_name(pair.1) { vec![pair] } else { Vec::new() };
    }
    let pairs = pairs(text);
    let all = pairs.iter().all(|(label, name)| labels.knows(label) && is_name(name));
    if all && pairs.len() > 1 { pairs } else { Vec::new() }
}

/// The pairs of a line `a：x　　b：y`: a label begins where a blank stands before.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some((at, colon)) = rest.char_indices().find(|(_, c)| matches!(c, ':' | '：')) {
        let label = rest[..at].trim();
        let after = &rest[at + colon.len_utf8()..];
        // Up to the blank before the next label.
        let next = after
            .find([':', '：'])
            .and_then(|colon| after[..colon].trim_end().rfind(char::is_whitespace));
        let (name, more) = next.map_or((after, ""), |at| after.split_at(at));
        pairs.push((label, name.trim()));
        rest = more;
    }
    pairs
}

/// Whether the words may be who somebody is: short, and no sentence.
fn is_name(words: &str) -> bool {
    !words.is_empty()
        && words.chars().count() <= 40
        && !words.contains([':', '：'])
        && !headings::ends_a_sentence(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_one_line() {
        assert_eq!(pairs("問：記者 　　黎：黎照昌"), [("問", "記者"), ("黎", "黎照昌")]);
        assert_eq!(pairs("Q: Jane Roe  A: Tom Hale"), [("Q", "Jane Roe"), ("A", "Tom Hale")]);
        assert_eq!(pairs("no pair"), []);
    }
}
