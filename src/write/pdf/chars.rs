//! What kind of character it is: just the distinctions that setting a line needs.

use unicode_normalization::char::is_combining_mark;

/// Ideographs, kana, bopomofo, Hangul and what stands in their square without being
/// punctuation: a line may break on either side.
pub(super) fn is_ideographic(c: char) -> bool {
    // Nearly every character of a Chinese text is one of these.
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3003}'..='\u{3007}'
        | '\u{3012}' | '\u{3013}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{30FA}'
        | '\u{30FD}'..='\u{4DBF}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF10}'..='\u{FF19}'
        | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{1B000}'..='\u{1B16F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Characters without ink of their own: Unicode's Default_Ignorable_Code_Point, as far as it
/// is assigned. They are kept in the text and not drawn.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks that stand over or under the letter before them.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}' | '\u{302A}'..='\u{302D}'
        | '\u{3099}' | '\u{309A}' | '\u{FE20}'..='\u{FE2F}')
}

/// A letter of an alphabet, or what belongs to its word.
pub(super) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !is_ideographic(c) && c.is_alphanumeric()
        || is_mark(c)
        || is_ignorable(c)
        || is_combining_mark(c)
}

/// Whether two letters may be shaped as one word: a script is known by its block, which is
/// fine enough for those whose letters change with their neighbours.
pub(super) fn same_script(a: char, b: char) -> bool {
    let group = |c: char| match u32::from(c) {
        0..0x590 | 0x1E00..0x2000 => 0,
        _ if is_right_to_left(c) => 1,
        code => 2 + (code >> 7),
    };
    !is_letter(a) || !is_letter(b) || group(a) == group(b)
}

/// A letter proper: marks and joiners go with any script.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_combining_mark(c)
}

/// Whether `c` goes on with the picture that `before` begins: joiners and selectors, tones of
/// skin, the second half of a flag.
pub(super) fn continues(before: char, c: char) -> bool {
    is_ignorable(c)
        || is_combining_mark(c)
        || before == '\u{200D}' && is_picture(c)
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Thai, Lao, Burmese, Khmer: written without blanks between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

/// A letter that two of make a flag.
pub(super) fn is_regional(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Letters that are written from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' | '\u{200F}' | '\u{202B}'
        | '\u{202E}' | '\u{2067}')
}

/// The same, with ink: a mark that only turns the direction makes no such word of others.
pub(super) fn is_right_to_left_letter(c: char) -> bool {
    is_right_to_left(c) && !is_ignorable(c)
}

/// Whether a text is Chinese by its script: four letters of an alphabet say about as much as
/// one ideograph. `None` when it has neither.
pub(super) fn is_chinese(text: &str) -> Option<bool> {
    let (mut ideographs, mut letters) = (0_usize, 0_usize);
    for c in text.chars() {
        if is_ideographic(c) {
            ideographs += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        }
    }
    (ideographs + letters > 0).then_some(ideographs * 4 > letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_a_text_is_that_of_its_weight() {
        assert_eq!(is_chinese("我们的 GPS 定位系统"), Some(true));
        assert_eq!(is_chinese("The word 道 means way"), Some(false));
        assert_eq!(is_chinese("12:30 — ?"), None);
    }

    #[test]
    fn marks_and_selectors_go_with_their_letter() {
        assert!(is_mark('\u{301}') && is_ignorable('\u{FE0F}') && is_ignorable('\u{200D}'));
        assert!(!is_mark('中') && !is_ignorable(' '));
    }
}
