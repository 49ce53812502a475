//! Labels of which the mark slipped: `王建国；`, `HALE. The cold`, `HALE The cold`, and where labels have lines of
//! their own, `Hale` without its colon.
//!
//! Only names that the document proves before a colon are looked for, as they are printed there, and
//! only where a paragraph may begin.

use std::collections::{HashMap, HashSet};

use crate::read::text::headings;
use crate::read::text::pages::Row;
use crate::read::text::rules::rules;
use crate::script::{is_han, is_loud};

use super::accept::Seen;
use super::form::Form;
use super::{Found, speaks};

/// What slipped in a document.
#[derive(Debug, Default)]
pub(super) struct Slips {
    /// What lines begin with that is a label all the same, by where they begin in the text.
    pub(super) labels: HashMap<usize, Found>,
    /// Line (from 1) and name of what may be one.
    pub(super) doubtful: Vec<(u32, String)>,
}

/// What stands behind a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A mark in place of the colon, of so many bytes.
    Sure(usize),
    /// What may also be the end of a sentence or nothing.
    Doubtful,
}

/// The slips among the lines of a document; `label` tells the name of those that have their mark.
pub(super) fn slips(
    rows: &[Row<'_>],
    seen: &[&Seen<'_>],
    names: &HashSet<String>,
    label: impl Fn(&str) -> Option<String>,
) -> Slips {
    let mut slips = Slips::default();
    let Some(printed) = Printed::of(seen, names) else { return slips };
    let mut begins = true;
    let mut last: Option<String> = None;
    let alone = if printed.bare { alone(rows, &printed, &label) } else { HashSet::new() };
    for (number, row) in (1..).zip(rows) {
        let line = row.text.trim_end();
        if row.is_furniture || row.cue.is_some() || row.is_blank() {
            begins = true;
            continue;
        }
        let may = begins;
        begins = !printed.set_off && headings::ends_a_sentence(line);
        if let Some(name) = label(row.text) {
            last = Some(name);
            continue;
        }
        // Before anybody spoke it is a list of those who are there.
        if !may || last.is_none() {
            continue;
        }
        match printed.at(line) {
            // Somebody is named, not announced.
            Some((name, ..))
                if printed.bare && (last.as_deref() == Some(name) || !alone.contains(&number)) => {}
            Some((name, at, Mark::Sure(mark))) => {
                let length = line.len() - line[at + mark..].trim_start().len();
                let (name, with, form) = (name.to_owned(), Vec::new(), Form::Slip);
                last = Some(name.clone());
                let found = Found { length, name, with, form, time: None };
                slips.labels.insert(row.start, found);
            }
            // Whose name it is speaks already.
            Some((name, ..)) if last.as_deref() == Some(name) => {}
            Some((name, _, Mark::Doubtful)) => slips.doubtful.push((number, name.to_owned())),
            None => {}
        }
    }
    slips
}

/// The lines (from 1) of a name alone that stand where a label may: behind a sentence, above words that are
/// neither a label nor a name, and before the last label that has its colon.
fn alone(
    rows: &[Row<'_>],
    printed: &Printed<'_>,
    label: impl Fn(&str) -> Option<String>,
) -> HashSet<u32> {
    let filled: Vec<(u32, &str)> = (1..)
        .zip(rows)
        .filter(|(_, row)| !row.is_furniture && row.cue.is_none() && !row.is_blank())
        .map(|(number, row)| (number, row.text.trim()))
        .collect();
    let is_label: Vec<bool> = filled.iter().map(|(_, line)| label(line).is_some()).collect();
    let last = is_label.iter().rposition(|is| *is).unwrap_or(0);
    let is_name = |line: &str| printed.names.contains(line);
    let ends = |line: &str| {
        headings::ends_a_sentence(line) && !line.ends_with([':', '：', ',', '，', '、'])
    };
    let fits = |at: &usize| {
        let (before, below) = (filled[at - 1].1, filled[at + 1].1);
        is_name(filled[*at].1)
            && !is_label[at - 1]
            && ends(before)
            && !is_label[at + 1]
            && !is_name(below)
    };
    (1..last).filter(fits).map(|at| filled[at].0).collect()
}

/// The names as they are printed before colons.
struct Printed<'a> {
    names: HashSet<&'a str>,
    /// How long they are in bytes, the longest first.
    lengths: Vec<usize>,
    /// Whether nearly all stand after a blank line.
    set_off: bool,
    /// Whether nearly all are in capitals.
    loud: bool,
    /// Whether nearly all have a line of their own, which a name without its colon may have too.
    bare: bool,
}

impl<'a> Printed<'a> {
    /// None where labels are not known by their colon alone.
    fn of(seen: &[&Seen<'a>], names: &HashSet<String>) -> Option<Self> {
        let known: Vec<&&Seen<'_>> = seen.iter().filter(|s| names.contains(&s.key)).collect();
        let most = |test: fn(&Seen<'_>) -> bool| {
            known.iter().filter(|s| test(s)).count() * 20 >= known.len() * 19
        };
        let by_colon = |s: &Seen<'_>| {
            let candidate = &s.candidate;
            matches!(candidate.form, Form::Colon | Form::Small)
                && !candidate.stamped
                && candidate.mark.is_none()
        };
        let bare = most(|s| s.candidate.bare);
        if known.is_empty() || !most(by_colon) || !(bare || most(|s| !s.candidate.bare)) {
            return None;
        }
        let names: HashSet<&'a str> = known.iter().map(|s| s.candidate.name).collect();
        let mut lengths: Vec<usize> = names.iter().map(|name| name.len()).collect();
        lengths.sort_unstable_by_key(|length| std::cmp::Reverse(*length));
        lengths.dedup();
        Some(Self {
            names,
            lengths,
            set_off: most(|s| s.after_blank),
            loud: most(|s| is_loud(s.candidate.name)),
            bare,
        })
    }

    /// The name that a line begins with, where it ends, and what stands behind it.
    fn at(&self, line: &str) -> Option<(&'a str, usize, Mark)> {
        let lead = line.len() - line.trim_start().len();
        let text = &line[lead..];
        if self.bare {
            let name = self.names.get(text).copied()?;
            return Some((name, line.len(), Mark::Sure(0)));
        }
        let mut heads = self.lengths.iter().filter_map(|length| text.get(..*length));
        let name = heads.find_map(|head| self.names.get(head).copied())?;
        let mark = self.mark(name, &text[name.len()..])?;
        Some((name, lead + name.len(), mark))
    }

    /// What the text behind a name is.
    fn mark(&self, name: &str, rest: &str) -> Option<Mark> {
        let tight = rest.trim_start();
        let mark = tight.chars().next()?;
        let words = tight[mark.len_utf8()..].trim_start();
        let length = rest.len() - tight.len() + mark.len_utf8();
        match mark {
            // Names in a row are a list.
            ';' | '；' if self.lists(words) || lists_those_present(words) => None,
            _ if !speaks(words) && !speaks(tight) => None,
            ';' | '；' if begins_a_sentence(words) && !may_be_a_list(words) => {
                Some(Mark::Sure(length))
            }
            ';' | '；' => Some(Mark::Doubtful),
            '.' if self.loud && length == 1 && is_long(name) => {
                begins_a_sentence(words).then_some(Mark::Sure(length))
            }
            '。' | '.' if length == mark.len_utf8() && is_long(name) => {
                begins_a_sentence(words).then_some(Mark::Doubtful)
            }
            '-' | '–' | '—' if is_long(name) => {
                begins_a_sentence(words).then_some(Mark::Doubtful)
            }
            // Nothing but a blank.
            _ if tight.len() < rest.len() && is_long(name) => {
                let han = name.chars().all(is_han) && is_han(mark);
                let loud = self.loud && mark.is_uppercase() && !is_loud(first_word(tight));
                (han || loud).then_some(Mark::Doubtful)
            }
            _ => None,
        }
    }

    /// Whether words begin with a further name and a mark.
    fn lists(&self, words: &str) -> bool {
        let end = words.find([';', '；', '、', ',', '，', '。', '.']).unwrap_or(words.len());
        self.names.contains(words[..end].trim())
    }
}

/// `李大爷、老周，还有两个学生，都在场。`
fn lists_those_present(words: &str) -> bool {
    words.contains(['、', ',']) && rules().labels.were_present.find(&words.to_lowercase())
}

/// Whether words are in parts as a list is: `he said; take the oar`, `船、桥、路`, `Roe, Tom Pell and I`.
fn may_be_a_list(words: &str) -> bool {
    let clause = words.split(['，', '。', '！', '？']).next().unwrap_or("");
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word != "I";
    let mut parts = words.split([',', '.', '?', '!']);
    let mut names = || parts.next().unwrap_or("").split_whitespace();
    let first = names();
    let latin = first.clone().next().is_some()
        && first.into_iter().all(capital)
        && names().next().is_some_and(capital);
    words.contains([';', '；']) || clause.contains('、') || latin
}

/// Not `A`, which is an article as well, nor one character of Chinese.
fn is_long(name: &str) -> bool {
    let least = if name.chars().all(is_han) { 2 } else { 3 };
    name.chars().count() >= least
}

fn begins_a_sentence(words: &str) -> bool {
    let begins = |c: char| (c.is_alphanumeric() && !c.is_lowercase()) || "\"“‘「《".contains(c);
    words.starts_with(begins)
}

fn first_word(text: &str) -> &str {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // `I` and `A` are in capitals wherever they stand.
    if word.chars().count() == 1 { "" } else { word }
}
