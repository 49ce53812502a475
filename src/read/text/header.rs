//! The header: the run of `key: value` lines before the first turns, and whom it names.
//!
//! `Interviewer: Jane Roe` there looks like a label, but says who asks: a label that is the word for a
//! part (`Interviewer:`, `INT:`, `问：`) or initials (`JR:`) has its name from there.

mod alone;
mod heads;

use std::collections::HashMap;
use std::ops::Range;

use crate::columns::columns;
use crate::model::name::{bare, key};
use crate::model::{FullName, Role};
use crate::script::{is_han, is_kana};
use crate::source::Source;

use super::headings;
use super::labels::{Labels, is_chinese_name, joined};
use super::lines::Stretch;
use super::paratext;
use super::rules::rules;

/// The header of a document.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Its paragraphs.
    lines: Range<usize>,
    /// Paragraphs that are the word for a part, with a name in the next one.
    alone: Vec<usize>,
    /// Who is behind a label, by its comparable form.
    names: HashMap<String, FullName>,
}

/// A line that names somebody.
#[derive(Debug, Clone, Copy)]
struct Named<'a> {
    /// `Interviewer`
    part: &'a str,
    /// `INT` of `Interviewer (INT): Jane Roe`, `JR` of `Interviewer: Jane Roe (JR)`
    short: Option<&'a str>,
    name: &'a str,
    /// Where the name stands in the source.
    at: usize,
    /// How it is known.
    rule: &'static str,
}

impl Header {
    /// Of a document; empty when it has none.
    pub(super) fn of(source: &Source, stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        let lines = lines(stretches, labels);
        let mut named: Vec<Named<'_>> = stretches[lines.clone()].iter().flat_map(named).collect();
        let (alone, names_alone) = alone::named(stretches, labels);
        named.extend(names_alone);
        let heads = heads::named(stretches, labels);
        let told = |head: &Named<'_>| {
            let role = Role::of_label(head.part);
            named.iter().any(|one| Role::of_label(one.part) == role)
        };
        let heads: Vec<Named<'_>> = heads.into_iter().filter(|head| !told(head)).collect();
        named.extend(heads);
        let mut names = HashMap::new();
        for one in &named {
            let Some(label) = label_of(one, &named, labels) else { continue };
            let full = FullName {
                name: one.name.to_owned(),
                also: Vec::new(),
                role: Role::of_label(one.part),
                rule: one.rule,
                span: Some(source.span(one.at, one.at + one.name.len())),
            };
            names.entry(label).or_insert(full);
        }
        Self { lines, alone, names }
    }

    /// Whether a paragraph is part of it.
    pub(super) fn has(&self, paragraph: usize) -> bool {
        self.lines.contains(&paragraph) || self.is_alone(paragraph)
    }

    /// Whether a paragraph is the word for a part, or the name below it.
    fn is_alone(&self, paragraph: usize) -> bool {
        self.alone.iter().any(|at| paragraph == *at || paragraph == *at + 1)
    }

    /// Whether a paragraph is a line of it, rather than a heading among its lines.
    pub(super) fn is_line(&self, paragraph: usize, stretch: &Stretch<'_>) -> bool {
        // Cheap before dear: nearly every paragraph is asked.
        let line = || is_line(stretch.text) || !stretch.after_blank;
        self.is_alone(paragraph) || (self.has(paragraph) && line())
    }

    /// The name that it gives for a label.
    pub(super) fn name_of(&self, label: &str) -> Option<&FullName> {
        self.names.get(&key(label))
    }
}

/// Where the header stands. It has a key that is no label (`Date:`) or names people, and no key twice.
fn lines(stretches: &[Stretch<'_>], labels: &Labels) -> Range<usize> {
    const NEAR: usize = 12;
    const TURNS: usize = 2;
    // A label whose words are a sentence is no key: the first turn follows the header.
    let says = |s: &Stretch<'_>| {
        labels.starts(s.start, s.text)
            && headings::ends_a_sentence(s.text)
            && !describes_a_party(s.text)
    };
    let mut turns = 0;
    let before_turns = stretches.iter().enumerate().take_while(|(i, s)| {
        turns += usize::from(!is_line(s.text) && labels.starts(s.start, s.text));
        (*i < NEAR && turns < NEAR / 2) || (!labels.is_empty() && turns < TURNS)
    });
    let Some((start, _)) = before_turns.into_iter().find(|(_, s)| is_line(s.text)) else {
        return 0..0;
    };
    // A short line without a key may stand among them, or under one: `Interview 14`.
    let goes_on = |i: &usize| {
        let s = &stretches[*i];
        let next = stretches.get(i + 1).is_some_and(|next| is_line(next.text));
        let short = s.text.len() <= 120 && !headings::ends_a_sentence(s.text);
        let other = short && !labels.is_empty() && !labels.starts(s.start, s.text);
        (is_line(s.text) || (other && (next || !s.after_blank))) && !says(s)
    };
    let end = (start..stretches.len()).take_while(goes_on).last().map_or(start, |last| last + 1);
    let run: Vec<&Stretch<'_>> = stretches[start..end].iter().filter(|s| is_line(s.text)).collect();
    let mut keys: Vec<&str> = Vec::new();
    for line in &run {
        let key = line.text.split([':', '：']).next().unwrap_or("").trim();
        if keys.contains(&key) || keys.len() > NEAR {
            return 0..0;
        }
        keys.push(key);
    }
    let has_other_key = keys.iter().any(|key| !labels.knows(key));
    // Each line names somebody by a part: what is said is longer than a name.
    let names = run.len() > 1 && run.iter().all(|line| named(line).next().is_some());
    if has_other_key || names { start..end } else { 0..0 }
}

/// As records of Chinese courts have them: `原告：赵立新，男，1968年生。`, `诉讼代理人：钱颖，临溪正衡律师事务所律师。`
fn describes_a_party(text: &str) -> bool {
    const TELLS: [&str; 10] = [
        "，男，",
        "，女，",
        ",男,",
        ",女,",
        "律师事务所",
        "律師事務所",
        "法定代表人",
        "住所地",
        "住址",
        "汉族",
    ];
    const WIDEST: usize = 160;
    let value = text.split_once(['：', ':']).map_or("", |(_, value)| value);
    let name = value.split(['，', ',']).next().unwrap_or("");
    (is_chinese_name(name.trim()) || name.ends_with("公司"))
        && columns(text) <= WIDEST
        && TELLS.iter().any(|word| value.contains(word))
}

/// `Date: 4 May`, or `Interviewer (INT): Jane Roe`.
fn is_line(text: &str) -> bool {
    paratext::is_header_line(text)
        || describes_a_party(text)
        || pairs(text).any(|(part, value, _)| is_named(part, value))
}

/// The people whom a line names.
fn named<'a>(line: &Stretch<'a>) -> impl Iterator<Item = Named<'a>> {
    let start = line.start;
    let named = pairs(line.text).filter(|(part, value, _)| is_named(part, value));
    named.map(move |(part, value, at)| {
        let (name, behind) = name_of(value);
        let short = bracketed(part).or(behind);
        let at = at + value.find(name).unwrap_or(0);
        Named { part: bare(part), short, name, at: start + at, rule: "name.header" }
    })
}

/// Keys and values of a line, with the place of the value: `采访人：张三 / 受访人：李四` has two, and so has
/// `采访人：张三 受访人：李四`, where both keys are words for parts.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str, usize)> {
    const LONGEST: usize = 160;
    let short = (text.len() <= LONGEST && !text.contains('\n')).then_some(text);
    let parts = short.into_iter().flat_map(|text| {
        let ends = text.match_indices(['/', '／', '|', ';', '；', '\u{3000}']);
        let ends = ends.map(|(at, mark)| (at, at + mark.len()));
        let mut ends: Vec<(usize, usize)> = ends.chain(before_parts(text)).collect();
        ends.sort_unstable();
        ends.dedup();
        ends.push((text.len(), text.len()));
        ends.into_iter().scan(0, move |from, (to, next)| {
            let part = (*from, &text[*from..to]);
            *from = next;
            Some(part)
        })
    });
    parts.filter_map(|(from, part)| {
        let (key, value) = part.split_once([':', '：'])?;
        let at = from + part.len() - value.trim_start().len();
        let value = value.trim();
        Some((key.trim().trim_matches(['*', '【', '】', ' ']), value, at))
    })
}

/// The blanks before words for parts that have a colon behind them.
fn before_parts(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices([':', '：']).filter_map(|(colon, _)| {
        let (blank, mark) = text[..colon].char_indices().rfind(|(_, c)| c.is_whitespace())?;
        let from = blank + mark.len_utf8();
        let before = !text[..blank].trim().is_empty();
        (before && Role::of_label(&text[from..colon]).is_some()).then_some((blank, from))
    })
}

/// The name in a value, and the short form beside it: `Jane Roe (JR), Harbour Museum`, `JR (Jane Roe)`.
fn name_of(value: &str) -> (&str, Option<&str>) {
    let first = person(value);
    let inside = value.split_once(['(', '（', '[']).and_then(|(_, rest)| {
        let inner = rest.split([')', '）', ']']).next()?.trim();
        let short = first.chars().count() <= 6 && !first.contains(' ');
        (short && may_be_name(inner) && initials_of(inner).starts_with(first)).then_some(inner)
    });
    match inside {
        Some(name) => (name, Some(first)),
        None => (first, bracketed(value)),
    }
}

/// Whether a key is the word for a part, or says who else was there under which letters, and its value a
/// name.
fn is_named(part: &str, value: &str) -> bool {
    let (name, short) = name_of(value);
    let there = || short.is_some() && rules().labels.present.find(&bare(part).to_lowercase());
    may_be_name(name)
        && (Role::of_label(bare(part)).is_some() || there())
        && Role::of_label(name).is_none()
}

/// Two to five words with capitals, of which one may be a nickname in quotation marks, or a Chinese or
/// Japanese name.
fn may_be_name(name: &str) -> bool {
    let words = || name.split_whitespace().map(|word| word.trim_matches(['"', '“', '”', '‘', '’']));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let latin = (2..=5).contains(&words().count())
        && words().all(|word| capital(word) || word.chars().count() <= 3)
        && words().next_back().is_some_and(capital)
        && joined(name).len() == 1
        && !headings::ends_a_sentence(name);
    let chinese = (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
    let japanese = (2..=6).contains(&name.chars().count()) && name.chars().all(is_japanese);
    latin || chinese || japanese
}

fn is_japanese(c: char) -> bool {
    is_han(c) || is_kana(c) || matches!(c, '々' | 'ー')
}

/// A name without what its bearer is: `Jane Roe (JR), Harbour Museum`.
fn person(value: &str) -> &str {
    let end = value.find([',', '，', '(', '（', '[', '、']).unwrap_or(value.len());
    value[..end].trim_end_matches(['*', ' '])
}

/// What stands in brackets behind a key or a name, when it may be a label.
fn bracketed(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(['(', '（', '['])?;
    let inner = rest.split([')', '）', ']']).next()?.trim();
    (!inner.is_empty() && inner.chars().count() <= 6).then_some(inner)
}

/// The label of whom a line names: the one that it says, its key, initials, the surname of a Chinese or
/// Japanese name, or the only one for the same part.
fn label_of(one: &Named<'_>, all: &[Named<'_>], labels: &Labels) -> Option<String> {
    let known = |label: &str| labels.knows(label).then(|| key(label));
    let said = one.short.and_then(known).or_else(|| known(one.part));
    let initials = || {
        let letters = initials_of(one.name);
        let same = |other: &&Named<'_>| {
            key(other.name) != key(one.name) && initials_of(other.name) == letters
        };
        (letters.chars().count() > 1 && !all.iter().any(|other| same(&other)))
            .then(|| known(&letters))
            .flatten()
    };
    let role = Role::of_label(one.part);
    let only = || {
        let others = all.iter().filter(|other| Role::of_label(other.part) == role).count();
        let mut of_role = labels.names().filter(|name| Role::of_label(name) == role);
        let (label, None) = (of_role.next()?, of_role.next()) else { return None };
        (others == 1).then(|| label.to_owned())
    };
    let surname = || {
        let begins = |label: &&str| {
            label.chars().count() < one.name.chars().count() && one.name.starts_with(label)
        };
        let mut found =
            labels.names().filter(|label| label.chars().all(is_japanese)).filter(begins);
        let (label, None) = (found.next()?, found.next()) else { return None };
        let others = all.iter().filter(|other| other.name.starts_with(label)).count();
        (others == 1).then(|| label.to_owned())
    };
    said.or_else(initials).or_else(surname).or_else(only)
}

fn initials_of(name: &str) -> String {
    // A nickname in quotation marks has none.
    let first = |word: &str| word.chars().next().filter(|c| !matches!(c, '"' | '“' | '‘'));
    name.split([' ', '-']).filter_map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_somebody() {
        for (part, value) in [
            ("Interviewer (INT)", "Ann Droste"),
            ("Interviewee", "Edith van Marlowe, baker"),
            ("采访人", "张三"),
            ("聞き手", "佐々木玲"),
            ("Interviewee", "Rosalind \"Roz\" Takeda (RT)"),
            ("Interviewer", "MF (Martin Fell)"),
            ("Also present", "June Takeda (JT), daughter"),
        ] {
            assert!(is_named(part, value), "{part}: {value}");
        }
        for (part, value) in [
            ("Interviewer", "Was it cold?"),
            ("Date", "Ann Droste"),
            ("Interviewer", "Ann Droste and Ben Keel"),
            ("受訪者", "A"),
            ("Also present", "June Takeda, daughter"),
            ("Weather", "Fine Day (FD)"),
            ("Interviewer", "MF (Harbour Museum)"),
            ("Interviewer", "You were there."),
            ("主持人", "大家好，欢迎"),
        ] {
            assert!(!is_named(part, value), "{part}: {value}");
        }
    }

    #[test]
    fn two_on_a_line() {
        let found: Vec<_> = pairs("采访人：张三 / 受访人：李四").map(|(a, b, _)| (a, b)).collect();
        assert_eq!(found, [("采访人", "张三"), ("受访人", "李四")]);
    }
}
