//! Speaker labels, learned from the document itself.
//!
//! Anything short before a colon might be a label (`注意：`, `10:30`, `https:`). So a label has
//! to prove itself: it repeats, it stands where paragraphs start, it has speech behind it, and it
//! is not alone. Once a document has proven labels, a name of the same make that occurs once is
//! one too.

mod accept;
mod alone;
mod bold;
mod bullet;
mod candidate;
mod dashed;
mod form;
mod kin;
mod make;
mod one_side;
mod open;
mod opening;
mod person;
mod set_aside;
mod shape;
mod slip;
mod times;
mod trim;

use std::collections::{HashMap, HashSet};

use crate::columns::columns;
use crate::model::TimeSpan;
use crate::model::name::{bare, key};
use crate::parallel;
use crate::read::Roles;
use crate::script::Trim;

use super::headings;
use super::inline;
use super::lines::is_hard_wrapped;
use super::pages::Row;

pub(super) use candidate::{Candidate, candidate, joined};
pub(super) use form::Form;
pub(super) use shape::is_chinese_name;
pub(super) use times::is_dated_time;

use accept::{Proven, Seen};

/// The labels of a document; empty when it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Labels {
    /// Names in their comparable form.
    names: HashSet<String>,
    /// What counts as one.
    kind: Kind,
    /// What a line begins with whose mark slipped, or that has a dash before its label, by where the line
    /// begins in the text.
    slips: HashMap<usize, Found>,
    /// Whether nearly all labels are in brackets: `沈桂兰：山沟里的小学校` is a title, then.
    bracketed: bool,
    /// Whether labels stand behind the bullets of a list.
    bulleted: bool,
    /// Where names begin in the text that stand in a list of them and are nobody's label there.
    listed: HashSet<usize>,
    /// Line (from 1) and name of what looks like a label and is not proven.
    pub(super) doubtful: Vec<(u32, String)>,
    /// Line (from 1) and name of what begins with a proven name and has no mark of a label.
    pub(super) unmarked: Vec<(u32, String)>,
    /// Lines (from 1) on which somebody else speaks, who has no label.
    pub(super) dashed: Vec<u32>,
}

/// What the labels of a document have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// A colon, brackets, bold, a time.
    #[default]
    Marked,
    /// A name alone on its line.
    Alone,
    /// Less than that: `open`.
    Open,
}

/// A label at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes from the start of the paragraph up to the speech.
    pub(super) length: usize,
    /// The name.
    pub(super) name: String,
    /// Further names in it.
    pub(super) with: Vec<String>,
    /// Its form.
    pub(super) form: Form,
    /// The time printed beside the name.
    pub(super) time: Option<TimeSpan>,
}

impl Labels {
    /// Learns the labels of a document, and where captions say that somebody without one speaks; `roles`
    /// knows the words for parts.
    pub(super) fn learn(rows: &[Row<'_>], roles: Roles<'_>) -> Self {
        let mut labels = Self::learn_names(rows, roles);
        if labels.is_empty() {
            return labels;
        }
        let dashed = dashed::dashed(rows, |line| labels.marked(line).is_some());
        for (row, dash) in dashed.before_labels {
            if let Some(found) = row.text.get(dash..).and_then(|text| labels.marked(text)) {
                let length = dash + found.length;
                labels.slips.insert(row.start, Found { length, ..found });
            }
        }
        labels.dashed = dashed.lines;
        labels
    }

    /// Learns the names.
    fn learn_names(rows: &[Row<'_>], roles: Roles<'_>) -> Self {
        let bulleted = bullet::is_usual(rows);
        let (lines, mut seen) = look(rows, bullet::look(bulleted));
        accept::tell_persons(&mut seen);
        let counts = count(&seen);
        let spoken: Vec<&Seen<'_>> =
            seen.iter().filter(|one| one.candidate.form != Form::Alone).collect();
        let mut proven = accept::proven(&spoken, &counts, &lines, roles);
        accept::add_voices(&mut proven.names, &spoken);
        if !proven.names.is_empty() {
            let Proven { names, doubtful } = proven;
            let bracketed = are_in_brackets(&spoken, &names);
            let labels = Self { names, doubtful, bracketed, bulleted, ..Self::default() };
            let label = |line: &str| Some(labels.marked(line)?.name);
            let slips = slip::slips(rows, &spoken, &labels.names, label);
            return Self { slips: slips.labels, unmarked: slips.doubtful, ..labels };
        }
        let names_alone: Vec<&Seen<'_>> =
            seen.iter().filter(|one| one.candidate.form == Form::Alone).collect();
        let (names_alone, listed) = alone::without_lists(&names_alone);
        let cues = rows.iter().filter(|row| row.cue.is_some()).count();
        let mut names = alone::proven_in_cues(&names_alone, cues);
        if names.is_empty() {
            names = alone::proven_alone(&names_alone, &counts, lines.len());
        }
        if !names.is_empty() {
            let Proven { names, doubtful } = alone::add_single(names, &names_alone, roles);
            let listed = listed.iter().map(|number| rows[*number as usize - 1].start).collect();
            return Self { kind: Kind::Alone, names, doubtful, listed, ..Self::default() };
        }
        Self::learn_open(rows, roles)
    }

    /// Learns labels that are less marked off.
    fn learn_open(rows: &[Row<'_>], roles: Roles<'_>) -> Self {
        let (lines, seen) = look(rows, open::candidate);
        let counts = count(&seen);
        let borne_out = open::borne_out(&seen, &counts, lines.len(), blocks(rows, lines.len()));
        let proven = accept::proven(&borne_out, &counts, &lines, roles);
        let Proven { names, doubtful } = proven;
        // What these labels have is little: who is listed above the talk says nothing.
        let listed = open::listed(&seen, &names);
        let listed = listed.iter().map(|number| rows[*number as usize - 1].start).collect();
        Self { names, kind: Kind::Open, doubtful, listed, ..Self::default() }
    }

    /// Whether the document has labels.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether labels stand behind the bullets of a list.
    pub(super) fn are_bulleted(&self) -> bool {
        self.bulleted
    }

    /// All of them, in their comparable form, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a name is a label here.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.names.contains(&key(bare(name)))
    }

    /// Whether the paragraph that begins at `start` of the text begins with a label.
    pub(super) fn starts(&self, start: usize, paragraph: &str) -> bool {
        self.at(start, paragraph).is_some()
    }

    /// The label that the paragraph at `start` of the text begins with.
    pub(super) fn at(&self, start: usize, paragraph: &str) -> Option<Found> {
        if self.listed.contains(&start) {
            return None;
        }
        self.slips.get(&start).cloned().or_else(|| self.marked(paragraph))
    }

    /// The label with its mark that a paragraph begins with.
    fn marked(&self, paragraph: &str) -> Option<Found> {
        if self.names.is_empty() {
            return None;
        }
        let line = paragraph.lines().next()?;
        let candidate = bullet::look(self.bulleted);
        let found = match self.kind {
            // Brackets may slip; a title says nothing.
            Kind::Marked if self.bracketed => candidate(line).filter(|c| {
                c.form == Form::Bracket || (c.form != Form::Alone && speaks(&line[c.length..]))
            })?,
            Kind::Marked => candidate(line).filter(|c| c.form != Form::Alone)?,
            Kind::Alone => candidate(line).filter(|c| c.form == Form::Alone)?,
            Kind::Open => open::candidate(line)?,
        };
        let one = || found.person.filter(|person| self.knows(person));
        let one = || one().map(|person| (person.to_owned(), Vec::new()));
        let (name, with) = self.names_in(found.name).or_else(one)?;
        let form = match found.form {
            // One person, and what that person is.
            Form::Joint if with.is_empty() => Form::Colon,
            form if with.is_empty() => form,
            _ => Form::Joint,
        };
        Some(Found {
            length: found.length,
            name,
            with,
            form,
            time: found.start.map(|start| TimeSpan { start, end: None }),
        })
    }

    /// The known name, or the known names that it joins.
    fn names_in(&self, name: &str) -> Option<(String, Vec<String>)> {
        if self.knows(name) {
            return Some((name.to_owned(), Vec::new()));
        }
        let parts = joined(name);
        let known = parts.len() > 1 && parts.iter().all(|part| self.knows(part));
        let mut parts = parts.into_iter().filter(|_| known).map(str::to_owned);
        Some((parts.next()?, parts.collect()))
    }
}

/// A line that is wrapped is at least so wide.
const WRAPPED: usize = 50;

/// How many lines a label may begin: all that are not blank, or where they are wrapped those behind blank ones.
fn blocks(rows: &[Row<'_>], lines: usize) -> usize {
    if !is_hard_wrapped(rows) {
        return lines;
    }
    let is_blank = |row: &Row<'_>| row.is_furniture || row.is_blank();
    let first = rows.first().is_some_and(|row| !is_blank(row));
    let begin = rows.windows(2).filter(|pair| is_blank(&pair[0]) && !is_blank(&pair[1])).count();
    begin + usize::from(first)
}

/// Whether nearly all labels of these names are in brackets.
fn are_in_brackets(seen: &[&Seen<'_>], names: &HashSet<String>) -> bool {
    const LEAST: usize = 6;
    let known = || seen.iter().filter(|one| names.contains(&one.key));
    let inside = known().filter(|one| one.candidate.form == Form::Bracket).count();
    inside >= LEAST && known().count() - inside <= inside / 4
}

/// How often each name occurs.
fn count<'s>(seen: &'s [Seen<'_>]) -> HashMap<&'s str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for one in seen {
        *counts.entry(&one.key).or_default() += 1;
    }
    counts
}

/// The lines that are not blank, and what might be a label among them.
fn look<'a>(
    rows: &[Row<'a>],
    candidate: impl for<'b> Fn(&'b str) -> Option<Candidate<'b>> + Sync,
) -> (Vec<&'a str>, Vec<Seen<'a>>) {
    let mut lines = Vec::with_capacity(rows.len());
    let mut seen: Vec<Seen<'a>> = Vec::new();
    // A label alone on its line waits for the next line, and so does one whose words go on there.
    let mut waits = false;
    let mut breaks_off = false;
    let mut after_blank = true;
    let length: usize = rows.iter().map(|row| row.text.len()).sum();
    // In boxes: most lines have none, and all of them are kept until the end.
    let candidates = parallel::map(length >= parallel::WORTH_IT, rows, |_, row| {
        candidate(row.text).filter(|found| !is_torn(found.name)).map(Box::new)
    });
    let mut after_cue = false;
    let cued = rows.iter().any(|row| row.cue.is_some()) || is_timed(rows);
    for ((number, row), found) in (1..).zip(rows).zip(candidates) {
        if row.is_furniture || row.cue.is_some() || row.is_blank() {
            after_blank = true;
            after_cue = row.cue.is_some();
            continue;
        }
        lines.push(row.text);
        if waits && let Some(last) = seen.last_mut() {
            let says = last.candidate.stamped || speaks(row.text);
            last.speaks = says && found.as_ref().is_none_or(|c| c.form == Form::Alone);
            last.is_quoted = row.text.starts_with("> ");
            last.heads_a_cue = after_cue && !after_blank;
            last.heads = !after_blank;
        }
        if breaks_off
            && !after_blank
            && found.as_ref().is_none_or(|c| c.form == Form::Alone)
            && let Some(last) = seen.last_mut()
        {
            last.speaks = true;
        }
        breaks_off = false;
        waits = found.as_ref().is_some_and(|c| c.bare);
        if let Some(candidate) = found.map(|candidate| *candidate) {
            // A value of a key has no time.
            let words = &row.text[candidate.length..];
            let speaks = !candidate.bare && (candidate.stamped || cued || speaks(words));
            breaks_off = !candidate.bare && !speaks && columns(row.text) >= WRAPPED;
            let key = key(bare(candidate.name));
            seen.push(Seen {
                candidate,
                key,
                number,
                at: lines.len() - 1,
                after_blank,
                speaks,
                is_quoted: false,
                heads: false,
                heads_a_cue: false,
            });
        }
        after_blank = false;
    }
    (lines, seen)
}

/// Whether a name begins with a bracket that closes behind it: `(Dr. Enkelmann [DIE LINKE]: Oh!)` is called out,
/// not a label.
fn is_torn(name: &str) -> bool {
    let count = |marks: [char; 2]| name.matches(marks).count();
    name.starts_with(['(', '（']) && count(['(', '（']) > count([')', '）'])
}

/// Whether a line in four is a time and nothing else, as captions are copied: what is said there
/// breaks off in mid-sentence.
fn is_timed(rows: &[Row<'_>]) -> bool {
    let is_time = |row: &Row<'_>| inline::parse_time(row.text.trimmed()).is_some();
    let filled = rows.iter().filter(|row| !row.is_blank()).count();
    let times = rows.iter().filter(|row| is_time(row)).count();
    times > 2 && times * 4 >= filled
}

/// Whether words are a sentence rather than the value of a key.
fn speaks(words: &str) -> bool {
    const LONG: usize = 60;
    let words = words.trimmed();
    // What a chat prints behind it: `Where can we park? [10:08]`
    let time = words.ends_with(']').then(|| words.rfind('[')).flatten();
    let is_time = |at: &usize| inline::parse_time(&words[at + 1..words.len() - 1]).is_some();
    let time = time.filter(is_time);
    let words = time.map_or(words, |at| words[..at].trim_end());
    let stops =
        headings::ends_a_sentence(words) && !words.ends_with([',', '，', '、', ':', '：', '-']);
    stops || words.len() > LONG
}

#[cfg(test)]
mod tests;
