//! Pull quotes: what a text prints twice, once by itself.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::script::is_letter_or_digit;

use super::Spoken;

/// A short paragraph may be one from so wide to so wide.
const LEAST_WIDTH: usize = 40;
const MOST_WIDTH: usize = 300;

/// Short paragraphs, to be looked for in longer ones.
pub(super) struct Quotes<'t> {
    /// By how they begin.
    heads: HashMap<&'t str, Vec<Alike<'t>>>,
    firsts: Firsts,
}

/// Short paragraphs of the same words.
struct Alike<'t> {
    words: &'t str,
    places: Vec<usize>,
    /// Whether they stand inside a longer one as well.
    is_quoted: AtomicBool,
}

/// How a text begins: so many bytes find the place.
fn key(text: &str) -> &str {
    const KEY: usize = 18;
    &text[..text.floor_char_boundary(KEY)]
}

impl<'t> Quotes<'t> {
    /// Those of a text.
    pub(super) fn of(spoken: &[Spoken<'t>]) -> Self {
        /// Of those that begin alike so many are looked for.
        const MOST_ALIKE: usize = 8;
        let mut quotes = Self { heads: HashMap::new(), firsts: Firsts([0; 64]) };
        let is_short = |p: &Spoken<'_>| (LEAST_WIDTH..=MOST_WIDTH).contains(&p.width);
        for (at, paragraph) in spoken.iter().enumerate().filter(|(_, p)| is_short(p)) {
            let words = paragraph.text.trim_matches(|c| !is_letter_or_digit(c));
            let alike = quotes.heads.entry(key(words)).or_default();
            match alike.iter().position(|alike| alike.words == words) {
                Some(same) => alike[same].places.push(at),
                None if alike.len() < MOST_ALIKE => {
                    quotes.firsts.add(words);
                    let is_quoted = AtomicBool::new(false);
                    alike.push(Alike { words, places: vec![at], is_quoted });
                }
                None => {}
            }
        }
        quotes
    }

    /// Looks for them in a paragraph. Several threads may do so at the same time.
    pub(super) fn look_in(&self, longer: &Spoken<'_>) {
        if longer.width <= LEAST_WIDTH {
            return;
        }
        let rests = clause_starts(longer.text).map(|start| &longer.text[start..]);
        for rest in rests.filter(|rest| self.firsts.may_have(rest)) {
            for alike in self.heads.get(key(rest)).into_iter().flatten() {
                if longer.text.len() > alike.words.len() * 3 / 2 && rest.starts_with(alike.words) {
                    alike.is_quoted.store(true, Ordering::Relaxed);
                }
            }
        }
    }

    /// Where those stand that were found, in order.
    pub(super) fn found(self) -> Vec<usize> {
        let mut alike: Vec<Alike<'_>> = self.heads.into_values().flatten().collect();
        alike.retain_mut(|alike| *alike.is_quoted.get_mut());
        let mut places: Vec<usize> = alike.into_iter().flat_map(|alike| alike.places).collect();
        places.sort_unstable();
        places
    }
}

/// Bytes that texts begin with: most clauses begin otherwise, and a look here is cheap.
struct Firsts([u64; 64]);

impl Firsts {
    fn add(&mut self, text: &str) {
        let (word, bit) = Self::place(text);
        self.0[word] |= bit;
    }

    fn may_have(&self, text: &str) -> bool {
        let (word, bit) = Self::place(text);
        self.0[word] & bit != 0
    }

    /// Of the first six bytes, two Chinese characters, twelve bits.
    fn place(text: &str) -> (usize, u64) {
        let mix = |bytes: &[u8]| {
            bytes.iter().fold(0u64, |all, byte| all.wrapping_mul(31) + u64::from(*byte))
        };
        // Of six bytes that are known to be there each is mixed in at once.
        let mixed = match text.as_bytes().first_chunk::<6>() {
            Some(bytes) => mix(bytes),
            None => mix(text.as_bytes()),
        };
        ((mixed as usize >> 6) % 64, 1 << (mixed % 64))
    }
}

/// Where clauses begin in a text.
fn clause_starts(text: &str) -> impl Iterator<Item = usize> {
    let (mut next, mut after_mark) = (0, true);
    std::iter::from_fn(move || {
        loop {
            if !after_mark {
                // Within a clause only a mark tells, and Chinese has none for a dozen characters.
                while matches!(text.as_bytes().get(next), Some(0xE4..=0xE9)) {
                    next += 3;
                }
            }
            let (at, byte) = (next, *text.as_bytes().get(next)?);
            let (is_word, is_inside, length) = match byte {
                // The first byte of most Chinese characters; every clause of a text is asked for.
                0xE4..=0xE9 => (true, false, 3),
                _ if byte.is_ascii() => {
                    (byte.is_ascii_alphanumeric(), matches!(byte, b' ' | b'\'' | b'-'), 1)
                }
                _ => {
                    let c = text[at..].chars().next()?;
                    (is_letter_or_digit(c), c == '’', c.len_utf8())
                }
            };
            let starts = after_mark && is_word;
            after_mark = !is_word && (after_mark || !is_inside);
            next += length;
            if starts {
                return Some(at);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken<'a>(texts: &[&'a str]) -> Vec<Spoken<'a>> {
        texts.iter().map(|text| Spoken::plain(text)).collect()
    }

    fn pull_quotes(spoken: &[Spoken<'_>]) -> Vec<usize> {
        let quotes = Quotes::of(spoken);
        spoken.iter().for_each(|longer| quotes.look_in(longer));
        quotes.found()
    }

    #[test]
    fn a_pull_quote_repeats_words_of_the_text() {
        let long = "I was nine. The lamp was never out of our minds, not for an hour, and my mother \
            would get up at two to look at it from the landing.";
        let quote = "“The lamp was never out of our minds, not for an hour”";
        let texts =
            spoken(&["Were you there?", long, quote, "Never for an hour, I should say, no."]);
        assert_eq!(pull_quotes(&texts), [2]);
        // A whole paragraph that comes back is a refrain, not a quotation of it.
        assert_eq!(pull_quotes(&spoken(&[long, long])), [] as [usize; 0]);
    }

    #[test]
    fn clauses_begin_after_marks() {
        let starts: Vec<usize> = clause_starts("So it's late, you see: “go”").collect();
        assert_eq!(starts, [0, 14, 26]);
    }
}
