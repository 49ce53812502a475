//! Who is named before a talk is told of behind it: what publishers say of whoever was spoken with.

use std::collections::HashSet;

use crate::attribute::language::is_han;
use crate::attribute::rules::{Feature, RuleSet};
use crate::attribute::told::is_surname;
use crate::script::is_letter_or_digit;

use super::sentences::ends_in_question;
use super::unsaid::SMALL;
use super::{Seen, Spoken, fire};

/// Marks the last paragraphs where they tell of somebody whom the lead names: `Ada Hale's book is out.`
pub(super) fn mark(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    const LAST: usize = 3;
    let names = introduced(rules, spoken, seen);
    let tells_of_one = |(paragraph, seen): &(&Spoken<'_>, &mut Seen)| {
        let text = paragraph.text.trim();
        let is_told = seen.has(rules, Feature::NoPersons) && !ends_in_question(text);
        is_told && name_at_start(text).is_some_and(|name| names.contains(name))
    };
    let last = spoken.iter().zip(seen.iter_mut()).skip(1).rev().take(LAST);
    for (_, seen) in last.take_while(tells_of_one) {
        fire(rules, seen, Feature::TellsOfNamed);
    }
}

/// The names of those whom the lead begins a sentence with.
fn introduced<'t>(rules: &RuleSet, spoken: &[Spoken<'t>], seen: &[Seen]) -> HashSet<&'t str> {
    /// A title may stand before it.
    const NEAR: usize = 12;
    let is_lead =
        |seen: &Seen| seen.has(rules, Feature::Introduces) || seen.has(rules, Feature::BeforeTalk);
    let lead = spoken.iter().zip(seen).take(NEAR).filter(|(_, seen)| is_lead(seen));
    let sentences = lead.flat_map(|(paragraph, _)| paragraph.text.split(['.', '。', '，', ',']));
    sentences.filter_map(name_at_start).collect()
}

/// The full name that a text begins with: two words with a capital, or three Chinese characters of which the
/// first is a surname.
fn name_at_start(text: &str) -> Option<&str> {
    const HAN_NAME: usize = 9;
    let text = text.trim_start();
    if text.starts_with(is_han) {
        let name = text.get(..HAN_NAME)?;
        return (name.chars().all(is_han) && is_surname(name)).then_some(name);
    }
    let mut words = text.split(' ');
    let (first, second) = (words.next()?, words.next()?);
    let second = second.trim_end_matches(|c| !is_letter_or_digit(c));
    let second = second.strip_suffix("'s").or(second.strip_suffix("’s")).unwrap_or(second);
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let is_small = SMALL.contains(&first.to_lowercase().as_str());
    (is_name(first) && is_name(second) && !is_small)
        .then(|| &text[..first.len() + 1 + second.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_begin_with_a_name() {
        assert_eq!(name_at_start("Teodor Vance's memoir is out."), Some("Teodor Vance"));
        assert_eq!(name_at_start("陈知远的新书已经出版。"), Some("陈知远"));
        assert_eq!(name_at_start("The Calder span was closed."), None);
        assert_eq!(name_at_start("Rust is slow."), None);
        assert_eq!(name_at_start(""), None);
    }

    #[test]
    fn who_is_named_in_the_lead_is_told_of_at_the_end() {
        let lead = "Teodor Vance has spent thirty-one years tapping steel with a small hammer, in all weathers.";
        let talk = ["How did you begin?", "I was nine.", "And then?", "I stayed."];
        let fired = |last: &str| {
            let texts: Vec<&str> = [lead].into_iter().chain(talk).chain([last]).collect();
            let spoken: Vec<Spoken<'_>> = texts.iter().copied().map(Spoken::plain).collect();
            let rules = RuleSet::of(Some("en"));
            let seen = crate::attribute::features::observe(rules, &spoken);
            (0..texts.len())
                .filter(|at| seen[*at].has(rules, Feature::TellsOfNamed))
                .collect::<Vec<_>>()
        };
        assert_eq!(fired("Teodor Vance's memoir is published in May."), [5]);
        assert_eq!(fired("Teodor Vance is what they call me."), [] as [usize; 0]);
        assert_eq!(fired("Ada Hale's memoir is published in May."), [] as [usize; 0]);
    }
}
