//! All words of all rules, found in one pass.

use std::borrow::Cow;
use std::collections::HashMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A cue of the rule of this index.
    Rule(usize),
    /// A word of the first person.
    FirstPerson,
    /// A word of the second person.
    SecondPerson,
    /// A phrase in which the second person means anybody.
    Generic,
    /// A title.
    Title,
    /// A word for the one who asks.
    Host,
}

/// Something found in a text, by byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) owner: Owner,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Words to look for, ready to search with.
pub(super) struct Search {
    /// Steps by characters, not bytes: several times faster on Chinese.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// What each word stands for; the same word may be a cue of several rules.
    owners: Vec<Vec<Owner>>,
}

impl Search {
    /// Of words in lower case.
    pub(super) fn of<'a>(words: impl Iterator<Item = (Owner, Cow<'a, str>)>) -> Self {
        let (mut numbers, mut distinct) = (HashMap::new(), Vec::new());
        let mut owners: Vec<Vec<Owner>> = Vec::new();
        for (owner, word) in words {
            let next = owners.len();
            let number = *numbers.entry(word.clone()).or_insert(next);
            if number == next {
                owners.push(Vec::new());
                distinct.push((word, next as u32));
            }
            owners[number].push(owner);
        }
        // Without words there is nothing to build; tests see to it that tables have some.
        Self { automaton: CharwiseDoubleArrayAhoCorasick::with_values(distinct).ok(), owners }
    }

    /// Everything found in `text`, overlapping finds too. A word in a script that sets words
    /// apart has to begin and end where one does.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let lower = match has_capital(text) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
        let found = automaton.find_overlapping_iter(&*lower);
        found
            .filter(|found| is_word(text, found.start(), found.end()))
            .flat_map(|found| {
                let owners = self.owners.get(found.value() as usize);
                let hit = move |owner: &Owner| Hit {
                    owner: *owner,
                    start: found.start(),
                    end: found.end(),
                };
                owners.into_iter().flatten().map(hit)
            })
            .collect()
    }
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Search of {} words", self.owners.len())
    }
}

/// Whether there is a capital letter of ASCII. (All bytes are looked at: sixteen at once.)
pub(crate) fn has_capital(text: &str) -> bool {
    text.bytes().fold(false, |any, b| any | b.is_ascii_uppercase())
}

/// Whether no letter that is written with spaces between words goes on at either end.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let joins = |at: usize| {
        // What begins with this byte or a greater one is past U+2FFF.
        if text.as_bytes().get(at).is_none_or(|byte| *byte >= 0xE3) {
            return false;
        }
        let spaced = |c: char| (c as u32) < 0x2E80 && c.is_alphanumeric();
        text[at..].chars().next().is_some_and(spaced)
            && text[..at].chars().next_back().is_some_and(spaced)
    };
    !joins(start) && !joins(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&'static str], text: &str) -> Vec<(usize, usize)> {
        let words = words.iter().map(|word| (Owner::Title, Cow::Borrowed(*word)));
        Search::of(words).hits(text).iter().map(|hit| (hit.start, hit.end)).collect()
    }

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        assert_eq!(found(&["why"], "Why not? WHY! A whyte knight."), [(0, 3), (9, 12)]);
        assert_eq!(found(&["局长", "李局长"], "李局长好"), [(0, 9), (3, 9)]);
    }

    #[test]
    fn a_word_of_two_rules_is_found_for_both() {
        let words = [(Owner::Rule(1), Cow::Borrowed("you")), (Owner::Rule(2), "you".into())];
        let hits = Search::of(words.into_iter()).hits("Are you there?");
        assert_eq!(
            hits.iter().map(|h| h.owner).collect::<Vec<_>>(),
            [Owner::Rule(1), Owner::Rule(2)]
        );
        assert!(Search::of(std::iter::empty()).hits("anything").is_empty());
    }
}
