//! Who opens a talk and says no more has a label that stands once, and before all proven ones.

use crate::model::name::{bare, key};
use crate::read::text::rules::rules;
use crate::script::is_loud;

use super::accept::Seen;
use super::shape::is_chinese_name;

/// The line from which on labels may stand: that of the first known one, or of those just before it that
/// somebody speaks under. What is a key of the header ends them.
pub(super) fn first(
    seen: &[&Seen<'_>],
    singles: &[&Seen<'_>],
    known: u32,
    opens: &Opens<'_>,
    speaks: impl Fn(&Seen<'_>) -> bool,
) -> u32 {
    let before = seen.iter().rev().filter(|one| one.number < known);
    let begins = |one: &&&Seen<'_>| {
        let fits = singles.binary_search_by_key(&one.number, |single| single.number).is_ok();
        fits && !names_a_part(&one.key) && speaks(one) && opens.has(one)
    };
    before.take_while(begins).last().map_or(known, |one| one.number)
}

/// What tells who opens a talk.
pub(super) struct Opens<'a> {
    /// The lines that are not blank.
    pub(super) lines: &'a [&'a str],
    /// Whether the labels are in capitals on lines of their own, as in a play.
    pub(super) loud: bool,
}

impl Opens<'_> {
    fn has(&self, one: &Seen<'_>) -> bool {
        speaks_to(one, self.lines) || self.is_listed(one) || self.is_loud(one)
    }

    /// Whether a full name stands in a list above: those who take part.
    fn is_listed(&self, one: &Seen<'_>) -> bool {
        /// Lines from the first one, behind which nobody is listed.
        const FARTHEST: usize = 200;
        const MARKS: [char; 6] = ['*', '-', '•', '–', '+', ' '];
        let name = one.candidate.name;
        let is_item = |line: &&str| {
            let item = line.trim();
            item.starts_with(MARKS) && item.trim_start_matches(MARKS).trim_end() == name
        };
        let mut above = self.lines.iter().take(one.at.min(FARTHEST));
        one.speaks && name.contains(' ') && above.any(is_item)
    }

    /// Whether words stand right below a word in capitals that is no key of a header.
    fn is_loud(&self, one: &Seen<'_>) -> bool {
        // A verse goes on for some lines.
        let goes_on = || {
            let below = self.lines.iter().skip(one.at + 1).take(2);
            below.map(|line| line.trim_end()).any(|line| line.ends_with([',', ';', '.', '!']))
        };
        let says = one.speaks || goes_on();
        let is_part = || is_header(one) || PARTS.contains(&one.key.as_str());
        self.loud && one.heads && says && is_loud(one.candidate.name) && !is_part()
    }
}

/// What stands above a play and names nobody.
const PARTS: [&str; 10] = [
    "cast",
    "characters",
    "persons",
    "personen",
    "personnages",
    "personaggi",
    "personajes",
    "setting",
    "synopsis",
    "argument",
];

fn is_header(one: &Seen<'_>) -> bool {
    rules().paratext.header_keys.find(&key(bare(one.candidate.name)))
}

/// Whether a name of several words has one for a part of the document: `Editor's Note`, `Project Summary`.
fn names_a_part(key: &str) -> bool {
    let is_one =
        |word: &str| rules().labels.nobody.find(word) || rules().paratext.header_keys.find(word);
    key.contains(' ') && key.split(' ').any(is_one)
}

/// Whether under a label that is no key of a header somebody speaks of themself, to somebody, or asks.
fn speaks_to(one: &Seen<'_>, lines: &[&str]) -> bool {
    let line = lines.get(one.at + usize::from(one.candidate.bare));
    let words = line.and_then(|line| match one.candidate.bare {
        true => Some(*line),
        false => line.get(one.candidate.length..),
    });
    let Some(words) = words.filter(|_| one.speaks) else { return false };
    let words = blanked(words);
    // `Host: Ada Hale, of the Wick Herald.` is a header, `Host: Good evening!` is none.
    let is_name = is_header(one) && words.split_whitespace().count() < 4;
    !is_name && rules().labels.speaks_to.find(&words)
}

/// Whether a word for a part stands before the name of who takes it, as in a header or where a record is signed:
/// `被询问人（签名）：贺长林`.
pub(super) fn names_part(one: &Seen<'_>, lines: &[&str]) -> bool {
    let value = lines.get(one.at).and_then(|line| line.get(one.candidate.length..));
    let Some(value) = value.filter(|_| !one.candidate.bare && !one.speaks) else { return false };
    let value = value.trim();
    let first = value.split([' ', '　', '（', '(']).next().unwrap_or_default();
    let words = value.split_whitespace().count();
    is_chinese_name(first)
        || ((2..=3).contains(&words)
            && value.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && value.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'')))
}

/// A text in lower case, with blanks for its marks and around it.
pub(super) fn blanked(text: &str) -> String {
    let mark =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | ':' | ';' | '"' | '“' | '”');
    format!(" {} ", text.to_lowercase().replace(mark, " "))
}
