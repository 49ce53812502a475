//! Whether a text that was decoded by a guess reads like one that someone wrote.
//!
//! The detector always names an encoding. When the true one is not among those that it knows,
//! the text it gives is mojibake: letters in places where no language has them.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};

use super::charset::Charset;

/// Marks below this share of the characters that are not ASCII are slips of the pen, in
/// thousandths.
const TOLERATED: usize = 12;

/// In thousandths.
const HALF: usize = 500;

/// Signs that are the letters of another code page between two letters. `…` is not one of them
/// (`I…I think`), nor are the signs that are typed for an apostrophe.
const BETWEEN: &str = "†‡ˆ‰‹“”•˜™›¡¢£¤¥¦§¨©«¬®¯°±²³¶¸¹»¼½¾¿×÷";

/// Signs that are the letters of another code page beside one letter.
const BESIDE: &str = "∂∆∏∑√∞∫≈≠≤≥◊";

/// Han characters and Hangul that no one uses every day, in thousandths: more is mojibake.
/// Cantonese has up to 50.
const RARE: usize = 200;

/// Fewer of them may all be in a name.
const RARE_COUNT: usize = 6;

/// Everyday characters of Cantonese that no first level has.
const CANTONESE: &str =
    "佢哋喺嗰啲嘢咗嚟㗎唔冇咁嘅咩噉瞓攰嗌俾畀嘥喎啫囉嘞嗱孖氹冚㨃揸摞搵屙唞嚿啱啩嗮晒𠵱咪嘩呃";

/// So many letters are no headline, if they are capitals.
const CAPITALS: usize = 40;

/// Offset in the text of what makes it incredible.
pub(super) fn doubt(text: &str, charset: Charset) -> Option<usize> {
    control(text)
        .or_else(|| misplaced(text))
        .or_else(|| isolated(text))
        .or_else(|| shouted(text))
        .or_else(|| rare(text).filter(|_| accepts_anything(charset)))
}

/// Nearly any bytes above ASCII make characters of these; Japanese ones have more gaps.
fn accepts_anything(charset: Charset) -> bool {
    [encoding_rs::GB18030, BIG5, EUC_KR]
        .into_iter()
        .any(|encoding| charset == Charset::Table(encoding))
}

/// C1 control characters are what code pages have where they have nothing.
fn control(text: &str) -> Option<usize> {
    text.find(|c| matches!(c, '\u{80}'..='\u{9F}'))
}

/// A character with its offset in the text and the characters around it.
struct Placed {
    at: usize,
    before: char,
    character: char,
    after: char,
}

/// The characters that are not ASCII.
fn placed(text: &str) -> impl Iterator<Item = Placed> {
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, character) = rest.next()?;
        let after = rest.peek().map_or(' ', |(_, next)| *next);
        let placed = Placed { at, before, character, after };
        before = character;
        Some(placed)
    })
    .filter(|placed| !placed.character.is_ascii())
}

/// Offset of the first marked character, if so many of those that are not ASCII are marked, in
/// thousandths.
fn marked(text: &str, share: usize, mark: impl Fn(&Placed) -> bool) -> Option<usize> {
    let mut first = None;
    let (mut marks, mut all) = (0_usize, 0_usize);
    for placed in placed(text) {
        all += 1;
        if mark(&placed) {
            marks += 1;
            first = first.or(Some(placed.at));
        }
    }
    first.filter(|_| marks * 1000 >= all * share)
}

/// Letters and signs where no language has them.
fn misplaced(text: &str) -> Option<usize> {
    marked(text, TOLERATED, is_misplaced)
}

fn is_misplaced(placed: &Placed) -> bool {
    let (before, after) = (placed.before, placed.after);
    match placed.character {
        // East Asian characters stand next to anything.
        '\u{2E80}'..='\u{D7FF}' => false,
        '\u{E000}'..='\u{F8FF}' => true,
        // Before other letters these are capitals.
        '†' | '‡' | '‰' | '€' if after.is_alphabetic() && !after.is_ascii() => true,
        // These open a quotation; after a letter they are one themselves.
        '‚' | '„' => is_latin(before),
        '\u{2320}' | '\u{2321}' | '\u{2500}'..='\u{25A0}' => {
            before.is_alphabetic() && after.is_alphabetic()
        }
        sign if BETWEEN.contains(sign) => is_latin(before) && is_latin(after),
        sign if BESIDE.contains(sign) => is_latin(before) || is_latin(after),
        letter => is_capital_inside(before, letter) || mixes(before, letter),
    }
}

/// `donÕt`: a capital after a small letter.
fn is_capital_inside(before: char, character: char) -> bool {
    character.is_uppercase() && before.is_lowercase()
}

/// East Asian characters that stand alone within Latin words: an accented letter and the one
/// after it, read as one character.
fn isolated(text: &str) -> Option<usize> {
    marked(text, HALF, |placed| {
        let (before, after) = (placed.before, placed.after);
        matches!(placed.character, '\u{2E80}'..='\u{D7FF}')
            && before.is_ascii()
            && after.is_ascii()
            && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic())
    })
}

/// A whole text of capitals: the small letters of another code page, or letters without case.
fn shouted(text: &str) -> Option<usize> {
    let (mut capitals, mut small, mut all) = (0_usize, 0_usize, 0_usize);
    let mut first = None;
    for (at, character) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        all += 1;
        if alphabet(character).is_none() {
            continue;
        }
        small += usize::from(character.is_lowercase());
        if character.is_uppercase() {
            capitals += 1;
            first = first.or(Some(at));
        }
    }
    first.filter(|_| capitals >= CAPITALS && capitals > 4 * small && capitals * 2 > all)
}

/// A letter of another alphabet than the one before it.
fn mixes(before: char, character: char) -> bool {
    match (alphabet(before), alphabet(character)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

fn is_latin(character: char) -> bool {
    alphabet(character) == Some(Alphabet::Latin)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    HalfwidthKana,
}

/// Of scripts that do not stand within one word with another.
fn alphabet(character: char) -> Option<Alphabet> {
    Some(match character {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' => Alphabet::Latin,
        '\u{370}'..='\u{3FF}' => Alphabet::Greek,
        '\u{400}'..='\u{52F}' => Alphabet::Cyrillic,
        '\u{5D0}'..='\u{5EA}' => Alphabet::Hebrew,
        '\u{620}'..='\u{6D3}' => Alphabet::Arabic,
        '\u{E01}'..='\u{E4E}' => Alphabet::Thai,
        '\u{FF66}'..='\u{FF9D}' => Alphabet::HalfwidthKana,
        _ => return None,
    })
}

/// Han characters and Hangul syllables that are in no everyday set, if they are many.
fn rare(text: &str) -> Option<usize> {
    let mut counts: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    let mut all = 0;
    for (at, character) in text.char_indices().filter(|(_, c)| is_east_asian(*c)) {
        all += 1;
        counts.entry(character).or_insert((at, 0)).1 += 1;
    }
    let (mut first, mut rare) = (usize::MAX, 0);
    for (character, (at, count)) in counts {
        if !is_everyday(character) {
            rare += count;
            first = first.min(at);
        }
    }
    (rare >= RARE_COUNT && rare * 1000 >= all * RARE).then_some(first)
}

fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{20000}'..='\u{323AF}')
}

/// Whether a national standard has it in its first level: some 3 000 to 5 000 characters,
/// which make up all but a few in a thousand of a text.
fn is_everyday(character: char) -> bool {
    let in_level = |encoding: &'static Encoding, lead: std::ops::RangeInclusive<u8>, trail: u8| {
        let mut buffer = [0; 4];
        let (bytes, _, missing) = encoding.encode(character.encode_utf8(&mut buffer));
        !missing && matches!(*bytes, [a, b] if lead.contains(&a) && b >= trail)
    };
    CANTONESE.contains(character)
        || in_level(GBK, 0xB0..=0xD7, 0xA1)
        || in_level(BIG5, 0xA4..=0xC6, 0x40)
        || in_level(SHIFT_JIS, 0x88..=0x97, 0x40)
        || in_level(EUC_KR, 0xB0..=0xC8, 0xA1)
}
