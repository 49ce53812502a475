//! All words of all rules, found in one pass.
//!
//! A paragraph is looked at character by character: most begin no word at all, which a table tells at
//! once, or none that goes on with the character that follows; the few words that are left are compared.
//! That costs about what an automaton does, and next to nothing has to be built.

use std::borrow::Cow;

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
///
/// What is looked at for each character is small, so that it stays near the processor.
pub(super) struct Search {
    /// By the number of a character in Unicode, modulo [`SLOTS`]: one more than the number of the group of the
    /// words that begin so.
    slots: Vec<u16>,
    /// How the words of each group go on behind their first character, by [`bit`]; in any way if one of them
    /// has no other.
    go_on: Vec<u64>,
    groups: Vec<Group>,
}

/// The words of a slot.
#[derive(Default)]
struct Group {
    /// Words of one character.
    single: Vec<Word>,
    /// By [`bit`], how the others go on.
    next: u64,
    /// Those that go on alike, for each bit of `next` from the lowest on.
    alike: Vec<Vec<Word>>,
}

impl Group {
    /// Where in `alike` those stand that go on with this bit.
    fn place(&self, follows: u64) -> usize {
        (self.next & (follows - 1)).count_ones() as usize
    }

    /// The words that go on with this bit.
    fn going_on(&self, follows: u64) -> &[Word] {
        match self.next & follows {
            0 => &[],
            _ => &self.alike[self.place(follows)],
        }
    }

    /// Where to add one that goes on with this bit.
    fn going_on_mut(&mut self, follows: u64) -> &mut Vec<Word> {
        let place = self.place(follows);
        if self.next & follows == 0 {
            self.next |= follows;
            self.alike.insert(place, Vec::new());
        }
        &mut self.alike[place]
    }
}

/// A word to look for.
struct Word {
    text: Box<str>,
    /// What it stands for; the same word may be a cue of several rules.
    owners: Vec<Owner>,
}

/// What is seen of the character that bytes begin with: of a Chinese one the last byte tells most. Where
/// nothing follows, any will do.
fn bit(bytes: &[u8]) -> u64 {
    let byte = match bytes.first() {
        Some(0xE0..) => bytes.get(2),
        first => first,
    };
    byte.map_or(1, |byte| 1 << (byte % 64))
}

/// How many slots there are: two Chinese characters share one at most.
const SLOTS: usize = 1 << 14;

/// The slot of the first character of a text, and what stands behind it. (Most characters of a Chinese
/// text have three bytes.)
fn first(text: &[u8]) -> Option<(usize, &[u8])> {
    let low = |byte: u8| u16::from(byte & 0x3F);
    let (number, rest) = match text {
        // That has sixteen bits; of four bytes these are the low ones.
        [a @ 0xE0..0xF0, b, c, rest @ ..] => (u16::from(*a) << 12 | low(*b) << 6 | low(*c), rest),
        [a @ 0..0x80, rest @ ..] => (u16::from(*a), rest),
        [a @ ..0xE0, b, rest @ ..] => (u16::from(a & 0x1F) << 6 | low(*b), rest),
        [_, b, c, d, rest @ ..] => (low(*b) << 12 | low(*c) << 6 | low(*d), rest),
        _ => return None,
    };
    Some((usize::from(number) % SLOTS, rest))
}

impl Search {
    /// Of words in lower case.
    pub(super) fn of<'a>(words: impl Iterator<Item = (Owner, Cow<'a, str>)>) -> Self {
        let mut search = Self { slots: vec![0; SLOTS], go_on: Vec::new(), groups: Vec::new() };
        for (owner, word) in words {
            if let Some((slot, rest)) = first(word.as_bytes()) {
                search.add(owner, &word, slot, rest);
            }
        }
        search
    }

    /// Adds a word of this slot, behind the first character of which `rest` stands.
    fn add(&mut self, owner: Owner, word: &str, slot: usize, rest: &[u8]) {
        let number = match self.slots[slot] {
            0 => {
                let Ok(next) = u16::try_from(self.groups.len() + 1) else { return };
                self.slots[slot] = next;
                self.groups.push(Group::default());
                self.go_on.push(0);
                self.groups.len() - 1
            }
            known => usize::from(known) - 1,
        };
        let words = match rest {
            [] => {
                self.go_on[number] = u64::MAX;
                &mut self.groups[number].single
            }
            _ => {
                self.go_on[number] |= bit(rest);
                self.groups[number].going_on_mut(bit(rest))
            }
        };
        match words.iter_mut().find(|known| *known.text == *word) {
            Some(known) => known.owners.push(owner),
            None => words.push(Word { text: word.into(), owners: vec![owner] }),
        }
    }

    /// Puts into `hits` everything found in `text`, overlapping finds too: by their ends, of those that
    /// end together the longest first. A word in a script that sets words apart has to begin and end
    /// where one does.
    pub(super) fn hits(&self, text: &str, hits: &mut Vec<Hit>) {
        hits.clear();
        let lower = match has_capital(text) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
        let mut behind = lower.as_bytes();
        while let Some((slot, after)) = first(behind) {
            let rest = behind;
            behind = after;
            // There is none of the number 0.
            let group = usize::from(self.slots[slot]).wrapping_sub(1);
            let Some(go_on) = self.go_on.get(group) else {
                continue;
            };
            let follows = bit(behind);
            if go_on & follows == 0 {
                continue;
            }
            let start = lower.len() - rest.len();
            if joins(text, start) {
                continue;
            }
            let group = &self.groups[group];
            for word in group.single.iter().chain(group.going_on(follows)) {
                let end = start + word.text.len();
                if rest.starts_with(word.text.as_bytes()) && !joins(text, end) {
                    hits.extend(word.owners.iter().map(|owner| Hit { owner: *owner, start, end }));
                }
            }
        }
        // Hits of one word stay in the order of its owners.
        hits.sort_by_key(|hit| (hit.end, hit.start));
    }
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = |group: &Group| group.single.len() + group.alike.iter().flatten().count();
        let words: usize = self.groups.iter().map(words).sum();
        write!(f, "Search of {words} words")
    }
}

/// Whether there is a capital letter of ASCII. (All bytes are looked at: sixteen at once.)
pub(crate) fn has_capital(text: &str) -> bool {
    text.bytes().fold(false, |any, b| any | b.is_ascii_uppercase())
}

/// Whether a letter that is written with spaces between words stands on both sides of a place.
fn joins(text: &str, at: usize) -> bool {
    // What begins with this byte or a greater one is past U+2FFF.
    if text.as_bytes().get(at).is_none_or(|byte| *byte >= 0xE3) {
        return false;
    }
    let spaced = |c: char| (c as u32) < 0x2E80 && c.is_alphanumeric();
    text[at..].chars().next().is_some_and(spaced)
        && text[..at].chars().next_back().is_some_and(spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(search: &Search, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        search.hits(text, &mut hits);
        hits
    }

    fn found(words: &[&'static str], text: &str) -> Vec<(usize, usize)> {
        let words = words.iter().map(|word| (Owner::Title, Cow::Borrowed(*word)));
        hits(&Search::of(words), text).iter().map(|hit| (hit.start, hit.end)).collect()
    }

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        assert_eq!(found(&["why"], "Why not? WHY! A whyte knight."), [(0, 3), (9, 12)]);
        assert_eq!(found(&["局长", "李局长"], "李局长好"), [(0, 9), (3, 9)]);
        assert_eq!(found(&["ab c", "c d", "b"], "ab c d. b"), [(0, 4), (3, 6), (8, 9)]);
        assert_eq!(found(&["𠮷野", ""], "和𠮷野说"), [(3, 10)]);
    }

    #[test]
    fn a_word_of_two_rules_is_found_for_both() {
        let words = [(Owner::Rule(1), Cow::Borrowed("you")), (Owner::Rule(2), "you".into())];
        let found = hits(&Search::of(words.into_iter()), "Are you there?");
        assert_eq!(
            found.iter().map(|h| h.owner).collect::<Vec<_>>(),
            [Owner::Rule(1), Owner::Rule(2)]
        );
        assert!(hits(&Search::of(std::iter::empty()), "anything").is_empty());
    }
}
