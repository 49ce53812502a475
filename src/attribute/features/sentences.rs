//! Where sentences and quotations begin and end in a stretch of text.

use crate::attribute::rules::{Hit, Place};
use crate::script::is_letter_or_digit;

/// Bytes that are looked at together: most stretches of a text have no mark.
const TOGETHER: usize = 16;

/// The characters of a text that end a sentence or stand around a quotation, with their places.
pub(super) fn find_marks(text: &str, found: &mut Vec<(usize, char)>) {
    found.clear();
    let bytes = text.as_bytes();
    let mut from = 0;
    // Two bytes more: the last ones may begin a wide mark.
    while let Some(wider) = bytes[from..].first_chunk::<{ TOGETHER + 2 }>() {
        let mut places = may_begin(wider);
        while places != 0 {
            found.extend(mark_at(bytes, from + places.trailing_zeros() as usize / 8));
            places &= places - 1;
        }
        from += TOGETHER;
    }
    found.extend((from..bytes.len()).filter_map(|at| mark_at(bytes, at)));
}

/// Where marks may begin among the first sixteen of these bytes, which all are looked at together: a byte
/// of each is 1 there, the first the lowest. A wide comma is none, and Chinese is full of them.
fn may_begin(bytes: &[u8; TOGETHER + 2]) -> u128 {
    let mut places = [0; TOGETHER];
    for (i, place) in places.iter_mut().enumerate() {
        let comma = (bytes[i] == 0xEF) & (bytes[i + 1] == 0xBC) & (bytes[i + 2] == 0x8C);
        *place = u8::from(begins_mark(bytes[i]) & !comma);
    }
    u128::from_le_bytes(places)
}

/// The mark at this place, with the place.
fn mark_at(bytes: &[u8], at: usize) -> Option<(usize, char)> {
    let mark = match bytes[at] {
        byte if !begins_mark(byte) => None,
        byte @ 0..0x80 => Some(char::from(byte)),
        byte => bytes.get(at + 1..at + 3).and_then(|rest| wide_mark(byte, rest)),
    };
    mark.map(|mark| (at, mark))
}

/// The mark of these three bytes, of what [`is_stop`] or [`is_quotation_mark`] know; a test compares.
fn wide_mark(first: u8, rest: &[u8]) -> Option<char> {
    Some(match (first, rest) {
        (0xE2, [0x80, 0x9C]) => '“',
        (0xE2, [0x80, 0x9D]) => '”',
        (0xE2, [0x80, 0xA6]) => '…',
        (0xE3, [0x80, 0x82]) => '。',
        (0xE3, [0x80, 0x8C]) => '「',
        (0xE3, [0x80, 0x8D]) => '」',
        (0xE3, [0x80, 0x8E]) => '『',
        (0xE3, [0x80, 0x8F]) => '』',
        (0xEF, [0xBC, 0x81]) => '！',
        (0xEF, [0xBC, 0x9B]) => '；',
        (0xEF, [0xBC, 0x9F]) => '？',
        _ => return None,
    })
}

/// Whether a byte is the first of what [`is_stop`] or [`is_quotation_mark`] know; a test compares.
fn begins_mark(byte: u8) -> bool {
    let ascii = (byte == b'!') | (byte == b'?') | (byte == b'.') | (byte == b'"');
    ascii | (byte == 0xE2) | (byte == 0xE3) | (byte == 0xEF)
}

pub(super) const CLOSERS: [char; 10] = ['"', '”', '’', '\'', '」', '』', ')', '）', ']', ' '];
/// What ends a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '.' | '…' | '；')
}

/// Whether a text ends in a question; a note in brackets behind it is nothing that is said: `Why? [laughs]`.
pub(super) fn ends_in_question(text: &str) -> bool {
    ends_in_question_mark(text) || without_note(text).is_some_and(ends_in_question_mark)
}

/// The words before what stands in brackets at the end.
fn without_note(text: &str) -> Option<&str> {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];
    let text = text.trim_end();
    let (open, close) = BRACKETS.into_iter().find(|(_, close)| text.ends_with(*close))?;
    let inside = text.strip_suffix(close)?;
    let at = inside.rfind(open)?;
    (!inside[at..].contains(close)).then(|| &text[..at])
}

fn ends_in_question_mark(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(['?', '？', '؟', ';'])
        && !text.trim_end_matches(CLOSERS).ends_with(';')
}

/// Where sentences begin and end in a window.
pub(super) struct Sentences<'s> {
    /// Starts of sentences.
    starts: &'s [usize],
    /// End of the first sentence; 0 when the window is not the start of its paragraph.
    first_end: usize,
    /// Start of the last sentence; past the end when the window is not the end.
    pub(super) last: usize,
    /// Start of the paragraph's words, past opening punctuation.
    opening: Option<usize>,
}

impl<'s> Sentences<'s> {
    /// `starts` is room for their starts, taken again for each window.
    pub(super) fn of(
        window: &str,
        marks: &[(usize, char)],
        (is_head, is_tail): (bool, bool),
        starts: &'s mut Vec<usize>,
    ) -> Self {
        let opening = window.len() - window.trim_start_matches(|c| !is_letter_or_digit(c)).len();
        starts.clear();
        starts.extend([0, opening]);
        for &(at, stop) in marks.iter().filter(|(_, c)| is_stop(*c)) {
            let after = &window[at + stop.len_utf8()..];
            // A full stop inside a number or a name ends nothing.
            if stop == '.'
                && !after.starts_with(|c: char| c.is_whitespace() || CLOSERS.contains(&c))
            {
                continue;
            }
            let rest = after.trim_start_matches(|c| !is_letter_or_digit(c));
            if !rest.is_empty() {
                starts.push(window.len() - rest.len());
            }
        }
        let first_end = starts.iter().copied().find(|s| *s > opening).unwrap_or(window.len());
        Self {
            first_end: if is_head { first_end } else { 0 },
            last: if is_tail { starts.last().copied().unwrap_or(0) } else { window.len() + 1 },
            opening: is_head.then_some(opening),
            starts,
        }
    }

    pub(super) fn is_at(&self, window: &str, hit: &Hit, place: Place) -> bool {
        match place {
            Place::Any => true,
            Place::Start => self.opening == Some(hit.start),
            Place::First => hit.end <= self.first_end,
            Place::Last => hit.start >= self.last,
            Place::Sentence => {
                self.starts.contains(&hit.start) && window.is_char_boundary(hit.start)
            }
        }
    }
}

/// Stretches in quotation marks: what somebody else said does not tell who speaks here.
pub(super) fn find_quoted(marks: &[(usize, char)], stretches: &mut Vec<(usize, usize)>) {
    stretches.clear();
    let mut from: Option<(usize, char)> = None;
    for &(at, mark) in marks.iter().filter(|(_, c)| is_quotation_mark(*c)) {
        let opens = matches!(mark, '“' | '「' | '『' | '"');
        match from {
            // A quotation inside a quotation is in it already.
            Some((start, open)) if closes(open, mark) => {
                stretches.push((start, at));
                from = None;
            }
            None if opens => from = Some((at, mark)),
            // The window begins inside a quotation.
            None if stretches.is_empty() => stretches.push((0, at)),
            Some(_) | None => {}
        }
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '「' | '」' | '『' | '』' | '"')
}

/// Whether a closing mark belongs to an opening one.
fn closes(open: char, mark: char) -> bool {
    matches!((open, mark), ('“', '”') | ('「', '」') | ('『', '』') | ('"', '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<(usize, char)> {
        let mut found = Vec::new();
        find_marks(text, &mut found);
        found
    }

    #[test]
    fn a_note_behind_a_question_is_not_said() {
        assert!(ends_in_question("作为当事人有何感想？（编按：根据判词。）"));
        assert!(ends_in_question("And then? [laughs]"));
        assert!(ends_in_question("Did you (really?)"));
        assert!(!ends_in_question("I did (why?) and then (so)."));
        assert!(!ends_in_question("I did [laughs]"));
        assert!(!ends_in_question(")"));
    }

    #[test]
    fn no_stop_and_no_quotation_mark_is_passed_over() {
        for c in '\0'..=char::MAX {
            let is_mark = is_stop(c) || is_quotation_mark(c);
            let expected = if is_mark { vec![(1, c)] } else { Vec::new() };
            assert_eq!(marks(&format!("a{c}中")), expected);
        }
        let text = "说。“好”".repeat(9);
        let expected: Vec<(usize, char)> =
            text.char_indices().filter(|(_, c)| is_stop(*c) || is_quotation_mark(*c)).collect();
        assert_eq!(marks(&text), expected);
    }
}
