//! Who opens a talk and says no more has a label that stands once, and before all proven ones.

use crate::model::name::{bare, key};
use crate::read::text::rules::rules;

use super::accept::Seen;
use super::shape::is_chinese_name;

/// The line from which on labels may stand: that of the first known one, or of those just before it that
/// somebody speaks under. What is a key of the header ends them.
pub(super) fn first(
    seen: &[&Seen<'_>],
    singles: &[&Seen<'_>],
    known: u32,
    lines: &[&str],
    speaks: impl Fn(&Seen<'_>) -> bool,
) -> u32 {
    let before = seen.iter().rev().filter(|one| one.number < known);
    let opens = |one: &&&Seen<'_>| {
        let fits = singles.binary_search_by_key(&one.number, |single| single.number).is_ok();
        fits && !names_a_part(&one.key) && speaks(one) && speaks_to(one, lines)
    };
    before.take_while(opens).last().map_or(known, |one| one.number)
}

/// Whether a name of several words has one for a part of the document: `Editor's Note`, `Project Summary`.
fn names_a_part(key: &str) -> bool {
    let is_one =
        |word: &str| rules().labels.nobody.find(word) || rules().paratext.header_keys.find(word);
    key.contains(' ') && key.split(' ').any(is_one)
}

/// Whether under a label that is no key of a header somebody speaks of themself, to somebody, or asks.
fn speaks_to(one: &Seen<'_>, lines: &[&str]) -> bool {
    let is_header = rules().paratext.header_keys.find(&key(bare(one.candidate.name)));
    let line = lines.get(one.at + usize::from(one.candidate.bare));
    let words = line.and_then(|line| match one.candidate.bare {
        true => Some(*line),
        false => line.get(one.candidate.length..),
    });
    let Some(words) = words.filter(|_| one.speaks) else { return false };
    let words = blanked(words);
    // `Host: Ada Hale, of the Wick Herald.` is a header, `Host: Good evening!` is none.
    let is_name = is_header && words.split_whitespace().count() < 4;
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
