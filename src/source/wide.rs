//! UTF-16 and UTF-32 without a byte order mark, known by their NULs.

use super::charset::{Charset, Endian};

const BOTH: [Endian; 2] = [Endian::Little, Endian::Big];

/// UTF-32, if every four bytes make a character of a plane in use.
pub(super) fn utf32(bytes: &[u8]) -> Option<Charset> {
    let (fours, rest) = bytes.as_chunks::<4>();
    if fours.is_empty() || !rest.is_empty() {
        return None;
    }
    BOTH.into_iter()
        .find(|endian| {
            fours.iter().all(|four| {
                let scalar = endian.scalar(four);
                scalar != 0 && char::from_u32(scalar).is_some() && matches!(scalar >> 16, 0..=3)
            })
        })
        .map(Charset::Utf32)
}

/// UTF-16 of a mostly Latin text: every other byte is NUL, or nearly.
pub(super) fn utf16_by_nuls(bytes: &[u8]) -> Option<Charset> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let (mut first, mut second) = (0, 0);
    for [a, b] in pairs {
        first += usize::from(*a == 0);
        second += usize::from(*b == 0);
    }
    let (endian, nuls, others) = if second >= first {
        (Endian::Little, second, first)
    } else {
        (Endian::Big, first, second)
    };
    // A text with stray NULs has them at both places, and never so many.
    (nuls > 0 && nuls * 5 >= pairs.len() * 2 && others * 50 <= nuls)
        .then_some(Charset::Utf16(endian))
}

/// UTF-16 of any other text: nearly all characters are usual ones, and some are the blanks,
/// line ends, kana or punctuation that no other encoding makes of such bytes.
///
/// For bytes that are not UTF-8, or full of control characters. Chinese has few NULs there, and at both places (U+4E00 is a
/// frequent character), so they cannot be counted.
pub(super) fn utf16_by_letters(bytes: &[u8]) -> Option<Charset> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    BOTH.into_iter()
        .find(|endian| {
            let units = pairs.iter().map(|pair| endian.unit(pair));
            convincing(char::decode_utf16(units).map(Result::ok))
        })
        .map(Charset::Utf16)
}

fn convincing(characters: impl Iterator<Item = Option<char>>) -> bool {
    let (mut all, mut usual, mut telling) = (0_usize, 0_usize, 0_usize);
    for character in characters {
        let Some(character) = character else {
            return false;
        };
        all += 1;
        telling += usize::from(is_telling(character));
        usual += usize::from(is_telling(character) || is_usual(character));
    }
    telling > 0 && telling * 50 >= all && usual * 100 >= all * 95
}

/// What legacy bytes, taken in pairs, do not make.
fn is_telling(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{3001}'..='\u{3011}' | '\u{3041}'..='\u{30FF}'
        | '\u{FF01}'..='\u{FF5E}')
}

/// Letters of the scripts that transcripts are written in.
fn is_usual(character: char) -> bool {
    matches!(character,
        '\u{A0}'..='\u{17F}' | '\u{370}'..='\u{6FF}' | '\u{900}'..='\u{97F}'
        | '\u{E00}'..='\u{E7F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2030}'
        | '\u{3000}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{323AF}')
}
