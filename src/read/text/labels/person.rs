//! One person before a comma: `Jane Tolliver, Coast Gazette`, `王海川，自然资源局副局长`, `Smith, J.`

use crate::model::Role;
use crate::model::name::bare;
use crate::read::text::rules::rules;
use crate::script::is_han;

use super::shape::{is_capitalised, is_name};

/// Longest office behind a name, in characters.
const LONGEST_OFFICE: usize = 120;

/// The person whom a label with a comma names, when it does not name two: the name before what its
/// bearer is, or the whole where a surname stands before initials.
pub(super) fn person(label: &str) -> Option<&str> {
    let (name, what) = label.split_once([',', '，'])?;
    let (name, what) = (name.trim(), what.trim());
    if is_surname(name) && is_initials(what) {
        return Some(label.trim());
    }
    (is_full_name(name) && is_office(what)).then_some(name)
}

/// Two words or more that begin with capitals, or two to four Chinese characters.
fn is_full_name(name: &str) -> bool {
    if !is_name(name) || Role::of_label(name).is_some() {
        return false;
    }
    let name = bare(name);
    if name.chars().all(is_han) {
        return (2..=4).contains(&name.chars().count());
    }
    let small = |word: &str| rules().labels.before_names.find(&word.to_lowercase());
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let words = || name.split_whitespace();
    (2..=6).contains(&words().count())
        && words().all(|word| capital(word) || small(word))
        && words().last().is_some_and(capital)
}

/// What somebody is: no clause (`Mr. Speaker, I say this:`), and in capitals or in words for an office.
fn is_office(what: &str) -> bool {
    const OTHER: [char; 12] = ['!', '?', ';', '"', '“', '”', '«', '»', '。', '！', '？', '；'];
    let lower = what.to_lowercase();
    let mut words = lower.split([' ', ',', '(', ')']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let words_of = || std::iter::once(first).chain(words.clone());
    if what.chars().count() > LONGEST_OFFICE
        || what.contains(OTHER)
        || words_of().any(|word| rules().labels.clauses.find(word))
    {
        return false;
    }
    if what.chars().any(is_han) {
        return rules().labels.titles.find(what) || Role::of_label(what).is_some();
    }
    let office = rules().labels.before_names.find(first) || Role::of_label(first).is_some();
    office || (what.starts_with(char::is_uppercase) && is_capitalised(what))
}

fn is_surname(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !word.contains(char::is_whitespace)
}

/// `J.`, `J. R.`, `J.R.`
fn is_initials(text: &str) -> bool {
    let letters = text.split(['.', ' ']).filter(|part| !part.is_empty());
    let one = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    (1..=3).contains(&letters.clone().count()) && letters.into_iter().all(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_and_what_that_person_is() {
        for (label, name) in [
            ("Jane Tolliver, Coast Gazette", "Jane Tolliver"),
            ("Jens Hartwig, Minister für Umwelt, Energie und Klima", "Jens Hartwig"),
            ("M. Paul Girard, ministre délégué chargé des transports", "M. Paul Girard"),
            ("王海川，自然资源局副局长", "王海川"),
            ("Smith, J.", "Smith, J."),
        ] {
            assert_eq!(person(label), Some(name), "{label}");
        }
        for label in [
            "Mr. Speaker, I say this",
            "Dear John, please note",
            "In the end, Mr. Hale",
            "Ann, Ben",
            "Ladies and gentlemen, friends",
            "第一，总量增长",
        ] {
            assert_eq!(person(label), None, "{label}");
        }
    }
}
