//! The frequent words of a text; of Chinese and Japanese the characters, since nothing sets words apart there.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::script::{is_han, is_kana, is_letter_or_digit};

/// So many of the most frequent words are looked at.
const MOST: usize = 1000;
/// A word counts that stands so often.
const OFTEN: u32 = 5;
/// Of fewer words nobody is told.
const FEWEST: usize = 20;
/// The characters that have a place in a table of their own: all but the rarest.
const PLACES: usize = 0x10000;

/// A word of a text.
enum Word<'a> {
    /// A character that stands for itself.
    Alone(usize),
    /// Letters, digits and apostrophes.
    Letters(&'a str),
}

/// The frequent words of a text, numbered.
#[derive(Default)]
pub(super) struct Frequent {
    /// By character, one more than its number.
    alone: Vec<u32>,
    /// In small letters.
    letters: HashMap<String, u32>,
    count: usize,
}

impl Frequent {
    /// The frequent words of these paragraphs.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        // How often each word stands.
        let mut totals: Vec<u32> = Vec::new();
        for text in texts {
            each_word(text, |word| {
                let number = all.number(word) as usize;
                if number >= totals.len() {
                    totals.resize(number + 1, 0);
                }
                totals[number] += 1;
            });
        }
        let mut order: Vec<usize> =
            (0..totals.len()).filter(|word| totals[*word] >= OFTEN).collect();
        order.sort_by(|a, b| totals[*b].cmp(&totals[*a]).then(a.cmp(b)));
        order.truncate(MOST);
        if order.len() < FEWEST {
            return Self::default();
        }
        let mut places = vec![0; totals.len()];
        for (place, word) in (1..).zip(&order) {
            places[*word] = place;
        }
        all.renumber(&places);
        Self { count: order.len(), ..all }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Room to count in.
    pub(super) fn room(&self) -> Vec<u16> {
        vec![0; self.count]
    }

    /// The frequent words of a text by number, and how often each stands there; counted in a room that is
    /// empty again afterwards.
    pub(super) fn counted(&self, room: &mut [u16], text: &str) -> Vec<(u16, u16)> {
        let mut found = Vec::new();
        if room.is_empty() {
            return found;
        }
        each_word(text, |word| {
            let number = match word {
                Word::Alone(c) => self.alone.get(c).copied().unwrap_or(0).checked_sub(1),
                Word::Letters(word) => self.letters.get(&*small(word)).copied(),
            };
            // There are at most MOST of them.
            if let Some(number) = number {
                let times = &mut room[number as usize];
                if *times == 0 {
                    found.push((number as u16, 0));
                }
                *times = times.saturating_add(1);
            }
        });
        for (number, times) in &mut found {
            *times = std::mem::take(&mut room[usize::from(*number)]);
        }
        found
    }

    /// The number of a word, which it gets now if it has none.
    fn number(&mut self, word: Word<'_>) -> u32 {
        let next = self.count as u32;
        let number = match word {
            Word::Alone(c) => {
                if self.alone.is_empty() {
                    self.alone.resize(PLACES, 0);
                }
                let number = &mut self.alone[c];
                if *number == 0 {
                    *number = next + 1;
                }
                *number - 1
            }
            Word::Letters(word) => {
                let word = small(word);
                match self.letters.get(&*word) {
                    Some(number) => *number,
                    None => *self.letters.entry(word.into_owned()).or_insert(next),
                }
            }
        };
        self.count += usize::from(number == next);
        number
    }

    /// Gives the words other numbers, by number one more than the new one; those with zero go.
    fn renumber(&mut self, places: &[u32]) {
        for number in self.alone.iter_mut().filter(|number| **number > 0) {
            *number = places[*number as usize - 1];
        }
        self.letters.retain(|_, number| {
            let place = places[*number as usize];
            *number = place.saturating_sub(1);
            place > 0
        });
    }
}

/// A word in small letters, with straight apostrophes.
fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('’', "'"))
}

/// Calls `f` with each word of a text.
fn each_word<'a>(text: &'a str, mut f: impl FnMut(Word<'a>)) {
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_alone = !c.is_ascii() && (is_han(c) || is_kana(c)) && (c as usize) < PLACES;
        let is_letter = !is_alone && (is_letter_or_digit(c) || matches!(c, '\'' | '’'));
        if is_letter {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            f(Word::Letters(&text[start..at]));
        }
        if is_alone {
            f(Word::Alone(c as usize));
        }
    }
    if let Some(start) = start {
        f(Word::Letters(&text[start..]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_has_characters_and_other_languages_words() {
        let mut found = Vec::new();
        each_word("我们Don’t知道, it’s カ.", |word| {
            found.push(match word {
                Word::Alone(c) => char::from_u32(c as u32).unwrap().to_string(),
                Word::Letters(word) => small(word).into_owned(),
            });
        });
        assert_eq!(found, ["我", "们", "don't", "知", "道", "it's", "カ"]);
    }

    #[test]
    fn rare_words_have_no_number() {
        let text = "a b c d e f g h i j k l m n o p q r s t ".repeat(5) + "rare Rare";
        let frequent = Frequent::of([text.as_str()].into_iter());
        assert_eq!(frequent.len(), 20);
        assert_eq!(frequent.counted(&mut frequent.room(), "A b rare, b"), [(0, 1), (1, 2)]);
        assert_eq!(Frequent::of(["a b c a b c a b c a b c a b c"].into_iter()).len(), 0);
    }
}
