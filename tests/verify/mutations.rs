//! One character changed at random, hundreds of times a format: each has to be caught.

use std::collections::BTreeMap;

use transcripta::verify::Original;

use crate::common::{Fixture, fixtures};
use crate::pdf;
use crate::random::Random;
use crate::support::{original, proven, written};

/// Chinese without labels; English with labels and stage directions; English wrapped at the page's
/// edge, with headings and notes.
const FIXTURES: [&str; 3] = ["zh-water-bureau", "en-lighthouse-labelled", "en-deposition-qa"];

/// Changes a format and a fixture.
const CHANGES: usize = 500;

fn fixture(name: &str) -> (Fixture, Original) {
    let fixture = fixtures().into_iter().find(|fixture| fixture.name == name).unwrap();
    let original = original(&fixture.input, &fixture.bytes()).unwrap();
    (fixture, original)
}

/// What is done to a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    Replace,
    Drop,
    Double,
    Move,
}

pub(crate) const KINDS: [Change; 4] = [Change::Replace, Change::Drop, Change::Double, Change::Move];

/// Changes one of the items; `None` when the change would change nothing.
pub(crate) fn changed<T: Clone + PartialEq>(
    items: &[T],
    at: usize,
    change: Change,
    other: T,
    random: &mut Random,
) -> Option<Vec<T>> {
    let mut out = items.to_vec();
    match change {
        Change::Replace => out[at] = other,
        Change::Drop => drop(out.remove(at)),
        Change::Double => out.insert(at, items[at].clone()),
        Change::Move => {
            let item = out.remove(at);
            out.insert(random.below(out.len() + 1), item);
        }
    }
    (out != items).then_some(out)
}

/// What was changed, and the output with the change.
pub(crate) type Mutant = (String, Vec<u8>);

/// Makes changes until there are enough, and asks that each is caught.
fn all_are_caught(format: &str, mutate: &mut dyn FnMut(&[u8], &mut Random) -> Option<Mutant>) {
    for (seed, name) in FIXTURES.iter().enumerate() {
        let (_, original) = fixture(name);
        let output = written(&original, format);
        proven(format, &output, &original).unwrap();
        let mut random = Random::new(seed as u64);
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut made = 0;
        for _ in 0..CHANGES * 20 {
            let Some((what, bytes)) = mutate(&output, &mut random) else { continue };
            let verified = proven(format, &bytes, &original);
            assert!(verified.is_err(), "{name}.{format}: passes with {what}");
            *kinds.entry(what.split(' ').next().unwrap().to_owned()).or_default() += 1;
            made += 1;
            if made == CHANGES {
                break;
            }
        }
        assert_eq!(made, CHANGES, "{name}.{format}");
        assert!(kinds.len() >= 4 && kinds.values().all(|count| *count > 25), "{kinds:?}");
    }
}

/// A change of the text at some of these places (offsets of characters).
fn change_text(text: &str, places: &[usize], random: &mut Random) -> Option<(String, String)> {
    let at = *random.of(places);
    let other = *random.of(places);
    let c = text[at..].chars().next()?;
    let other = text[other..].chars().next()?;
    let change = *random.of(&KINDS);
    let (start, end) = (at, at + c.len_utf8());
    let mut out = text.to_owned();
    match change {
        Change::Replace => out.replace_range(start..end, other.encode_utf8(&mut [0; 4])),
        Change::Drop => out.replace_range(start..end, ""),
        Change::Double => out.insert(start, c),
        Change::Move => {
            let to = *random.of(places);
            out.insert(to, c);
            let from = if to <= start { start + c.len_utf8() } else { start };
            out.replace_range(from..from + c.len_utf8(), "");
        }
    }
    // The same text again, as when a character moves over its like.
    (out != text).then(|| (format!("{change:?} of {c:?} at {at}"), out))
}

/// Offsets of characters that are text and not mark-up; of blanks, those between two words.
fn places(text: &str, start: usize, is_text: impl Fn(usize, char) -> bool) -> Vec<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut places = Vec::new();
    for window in chars.windows(3) {
        let [(_, before), (at, c), (_, after)] = *window else { continue };
        let is_blank_between =
            c == ' ' && before.is_alphanumeric() && after.is_alphanumeric() && is_text(at, c);
        if at > start && (is_blank_between || !c.is_whitespace() && is_text(at, c)) {
            places.push(at);
        }
    }
    places
}

#[test]
fn every_change_of_json_is_caught() {
    all_are_caught("json", &mut |output, random| {
        let text = std::str::from_utf8(output).unwrap();
        let body = text.find("\"body\": [").unwrap();
        let end = text.find("\n  \"source\": {").unwrap();
        // Values of `text`, without escapes.
        let mut all = Vec::new();
        let mut at = body;
        while let Some(found) = text[at..end].find("\"text\": \"") {
            let from = at + found + "\"text\": \"".len();
            let length = text[from..].find('\n').unwrap();
            let value = text[from..from + length].trim_end_matches(',').trim_end_matches('"');
            if !value.contains('\\') {
                all.extend(value.char_indices().map(|(i, _)| from + i));
            }
            at = from + length;
        }
        let (what, out) = change_text(text, &all, random)?;
        Some((what, out.into_bytes()))
    });
}

#[test]
fn every_change_of_json_lines_is_caught() {
    all_are_caught("jsonl", &mut |output, random| {
        let text = std::str::from_utf8(output).unwrap();
        // Values of `text`, without escapes.
        let key = "\"text\":\"";
        let mut all = Vec::new();
        for (found, _) in text.match_indices(key) {
            let from = found + key.len();
            let value = &text[from..from + text[from..].find('"').unwrap()];
            if !value.contains('\\') {
                all.extend(value.char_indices().map(|(i, _)| from + i));
            }
        }
        let (what, out) = change_text(text, &all, random)?;
        Some((what, out.into_bytes()))
    });
}

#[test]
fn every_change_of_tei_is_caught() {
    all_are_caught("tei", &mut |output, random| {
        let text = std::str::from_utf8(output).unwrap();
        let start = text.find("<text>").unwrap();
        let mut in_tag = false;
        let mut in_entity = false;
        let marks: Vec<bool> = text
            .bytes()
            .map(|byte| {
                in_tag |= byte == b'<';
                in_entity |= byte == b'&';
                let is_mark = in_tag || in_entity;
                in_tag &= byte != b'>';
                in_entity &= byte != b';';
                is_mark
            })
            .collect();
        let (what, out) = change_text(text, &places(text, start, |at, _| !marks[at]), random)?;
        Some((what, out.into_bytes()))
    });
}

#[test]
fn every_change_of_markdown_is_caught() {
    all_are_caught("md", &mut |output, random| {
        let text = std::str::from_utf8(output).unwrap();
        let start = text.find("\n---\n").unwrap() + 5;
        let is_text = |_: usize, c: char| !"\\`*_[]<>|~$#&;".contains(c);
        let (what, out) = change_text(text, &places(text, start, is_text), random)?;
        Some((what, out.into_bytes()))
    });
}

/// Everything below the first line: the last one too.
#[test]
fn every_change_of_turns_is_caught() {
    all_are_caught("turns", &mut |output, random| {
        let text = std::str::from_utf8(output).unwrap();
        let start = text.find("\n\n").unwrap();
        let (what, out) = change_text(text, &places(text, start, |_, _| true), random)?;
        Some((what, out.into_bytes()))
    });
}

#[test]
fn every_change_of_a_pdf_is_caught() {
    let mut open = None;
    all_are_caught("pdf", &mut |output, random| {
        if open.as_ref().is_none_or(|(of, _): &(Vec<u8>, _)| of != output) {
            open = Some((output.to_vec(), pdf::Open::new(output)));
        }
        open.as_ref().and_then(|(_, file)| file.mutate(random))
    });
}
