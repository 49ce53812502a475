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

/// The frequent words of the paragraphs of a text.
#[derive(Default)]
pub(super) struct Frequent {
    /// By number, and how often each stands in a paragraph, in the order in which they come there.
    pub(super) paragraphs: Vec<Vec<(u16, u16)>>,
    /// How many words there are.
    pub(super) count: usize,
}

impl Frequent {
    /// The frequent words of these paragraphs.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers = Numbers::default();
        // All words of the text one after the other, and where each paragraph ends.
        let (mut said, mut ends) = (Vec::new(), Vec::new());
        for text in texts {
            each_word(text, |word| said.push(numbers.number(word)));
            ends.push(said.len());
        }
        let (places, count) = places(&numbers.totals);
        let mut room = vec![0; count];
        let mut start = 0;
        let paragraph =
            |end| counted(&said[std::mem::replace(&mut start, end)..end], &places, &mut room);
        Self { paragraphs: ends.into_iter().map(paragraph).collect(), count }
    }
}

/// One more than the place of each word among the frequent ones, zero of the others; and how many are frequent.
fn places(totals: &[u32]) -> (Vec<u16>, usize) {
    let mut places = vec![0; totals.len()];
    let mut order: Vec<usize> = (0..totals.len()).filter(|word| totals[*word] >= OFTEN).collect();
    order.sort_by(|a, b| totals[*b].cmp(&totals[*a]).then(a.cmp(b)));
    order.truncate(MOST);
    if order.len() < FEWEST {
        order.clear();
    }
    for (place, word) in (1..).zip(&order) {
        places[*word] = place;
    }
    (places, order.len())
}

/// The frequent ones of these words; counted in a room that is empty again afterwards.
fn counted(said: &[u32], places: &[u16], room: &mut [u16]) -> Vec<(u16, u16)> {
    let mut found = Vec::new();
    for place in said.iter().filter_map(|word| places[*word as usize].checked_sub(1)) {
        let times = &mut room[usize::from(place)];
        if *times == 0 {
            found.push((place, 0));
        }
        *times = times.saturating_add(1);
    }
    for (place, times) in &mut found {
        *times = std::mem::take(&mut room[usize::from(*place)]);
    }
    found
}

/// All words of a text, numbered as they come.
#[derive(Default)]
struct Numbers {
    /// By character, one more than its number.
    alone: Vec<u32>,
    /// In small letters.
    letters: HashMap<String, u32>,
    /// How often each stands.
    totals: Vec<u32>,
}

impl Numbers {
    /// The number of a word, which it gets now if it has none; it is counted.
    fn number(&mut self, word: Word<'_>) -> u32 {
        let next = self.totals.len() as u32;
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
        if number == next {
            self.totals.push(0);
        }
        self.totals[number as usize] += 1;
        number
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
        let frequent = Frequent::of([text.as_str(), "B a rare, B"].into_iter());
        assert_eq!(frequent.count, 20);
        // The most frequent one is the first.
        assert_eq!(frequent.paragraphs[0][..2], [(1, 5), (0, 5)]);
        assert_eq!(frequent.paragraphs[1], [(0, 2), (1, 1)]);
        let few = Frequent::of(["a b c a b c a b c a b c a b c"].into_iter());
        assert_eq!((few.count, few.paragraphs), (0, vec![Vec::new()]));
    }
}
