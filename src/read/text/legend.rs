//! A key to the labels: `問：記者　　黎：黎照昌` on one line, or `JS = John Smith` a line each. It has
//! the form of turns, but says who the labels are.

use std::collections::{HashMap, HashSet};

use crate::model::name::key;
use crate::model::{FullName, Role};
use crate::script::is_han;
use crate::source::Source;

use super::headings;
use super::labels::Labels;
use super::lines::Stretch;
use super::rules::rules;

/// The key of a document.
#[derive(Debug, Default)]
pub(super) struct Legend {
    names: HashMap<String, FullName>,
    /// Indices of the paragraphs that it takes.
    paragraphs: HashSet<usize>,
}

/// Only so many paragraphs from the start may hold a key.
const NEAR: usize = 40;

impl Legend {
    /// Of a document; empty when it has none.
    pub(super) fn of(source: &Source, stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        let mut legend = Self::default();
        if labels.is_empty() {
            return legend;
        }
        legend.lines(source, stretches, labels);
        legend.cast(stretches, labels);
        let near = stretches.iter().take(NEAR);
        for (i, entries) in near.map(|s| entries(s.text, labels)).enumerate() {
            if entries.is_empty() {
                // A key stands before the first turn.
                if labels.starts(stretches[i].start, stretches[i].text) {
                    break;
                }
                continue;
            }
            legend.paragraphs.insert(i);
            for (label, name) in entries {
                let full = full_name(source, &stretches[i], name);
                legend.names.entry(key(label)).or_insert(full);
            }
        }
        legend
    }

    /// A key of a line each: `JS: John Smith`, `記：眾新聞記者`. Labels that differ, each before what may
    /// be its name, and most of them are made of it.
    fn lines(&mut self, source: &Source, stretches: &[Stretch<'_>], labels: &Labels) {
        let entry = |i: usize| {
            let text = stretches.get(i)?.text.trim();
            let (label, name) = text.split_once([':', '：'])?;
            let (label, name) = (label.trim(), name.trim().trim_end_matches('.'));
            let fits = text.len() <= 120 && labels.knows(label) && is_name(name);
            (fits && is_short_for(label, name)).then_some((label, name))
        };
        let Some(start) = (0..stretches.len().min(NEAR))
            .find(|i| labels.starts(stretches[*i].start, stretches[*i].text))
        else {
            return;
        };
        let mut found: Vec<(&str, &str)> = Vec::new();
        let mut keys = HashSet::new();
        while let Some(one) = entry(start + found.len()) {
            if !keys.insert(key(one.0)) {
                break;
            }
            found.push(one);
        }
        // One line of it may be a turn: `Host: Jane Roe`.
        let role = |(label, _): &(&str, &str)| Role::of_label(label).is_some();
        if found.len() < 2 && !found.iter().all(role) {
            return;
        }
        for (at, (label, name)) in (start..).zip(found) {
            self.paragraphs.insert(at);
            let full = full_name(source, &stretches[at], name);
            self.names.entry(key(label)).or_insert(full);
        }
    }

    /// A list of those who speak with what they are, under a heading that says so; each stands once. It
    /// ends at a blank line, or where a paragraph has no label; who stands there twice takes turns.
    fn cast(&mut self, stretches: &[Stretch<'_>], labels: &Labels) {
        let heads = |s: &Stretch<'_>| {
            let text = s.text.trim().trim_end_matches([':', '：']).to_lowercase();
            text.len() <= 60 && rules().labels.cast_heads.find(&text)
        };
        let Some(head) = stretches.iter().take(NEAR).position(heads) else { return };
        let mut met: HashSet<String> = HashSet::new();
        let mut entries: Vec<usize> = Vec::new();
        // Somebody asks in it.
        let mut says = false;
        for (i, stretch) in stretches.iter().enumerate().skip(head + 1) {
            let Some(found) = labels.at(stretch.start, stretch.text) else { break };
            let tight = entries.len() > 1 && !stretches[i - 1].after_blank;
            if tight && stretch.after_blank {
                break;
            }
            // A list of which each entry stands for itself is over where the first of them speaks.
            let loose = entries.len() > 1 && stretch.after_blank;
            if !met.insert(found.name) {
                if loose && !says {
                    break;
                }
                return;
            }
            says |= stretch.text.trim_end().ends_with(['?', '？']);
            entries.push(i);
        }
        if !says {
            self.paragraphs.extend(entries);
        }
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

/// A name that a paragraph gives, with its place.
fn full_name(source: &Source, stretch: &Stretch<'_>, name: &str) -> FullName {
    let at = stretch.text.rfind(name).map(|at| stretch.start + at);
    let span = at.map(|at| source.span(at, at + name.len()));
    FullName { name: name.to_owned(), also: Vec::new(), role: None, rule: "name.key", span }
}

/// Whether a label may stand for a name: its characters or the initials of the name (`GP: Garret
/// Pell`, `裴：裴立本`), or a word for a role.
fn is_short_for(label: &str, name: &str) -> bool {
    if let Some(role) = Role::of_label(label) {
        let words = || name.split_whitespace();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let latin = (2..=5).contains(&words().count()) && words().all(capital);
        let wide = name.chars().all(is_han) && (2..=12).contains(&name.chars().count());
        return latin
            || (wide && (name.chars().count() <= 4 || Role::of_label(name) == Some(role)));
    }
    // 記：眾新聞記者
    if Role::of_label(name).is_some() && label.chars().all(is_han) {
        return label.chars().count() <= 2 && name.contains(label);
    }
    let mut rest = name.chars().flat_map(char::to_lowercase);
    let letters = label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    label.chars().count() <= 6
        && label.chars().count() < name.chars().count()
        && letters.clone().next() == rest.clone().next()
        && letters.into_iter().all(|letter| rest.any(|c| c == letter))
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
        // `采访人：张三 / 受访人：李四`
        let name = name.trim().trim_end_matches(['/', '／', '|', ';', '；']).trim_end();
        pairs.push((label, name));
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
