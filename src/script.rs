//! What script a character is of, as far as reading transcripts needs to know.

use std::borrow::Cow;

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
        || ('\u{F900}'..='\u{FAFF}').contains(&c)
        || ('\u{20000}'..='\u{3FFFF}').contains(&c)
}

/// A kana; not the marks that Chinese sets too (`・`, `ー`).
pub(crate) fn is_kana(c: char) -> bool {
    ('\u{3040}'..='\u{30FF}').contains(&c) && c != '・' && c != 'ー'
}

/// A syllable of Hangul.
pub(crate) fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7AF}').contains(&c)
}

/// A digit, or a Chinese character that numbers are written with.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百两兩".contains(c)
}

/// Whether a text is in capitals.
pub(crate) fn is_loud(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// A letter or a digit, as [`char::is_alphanumeric`] tells, which searches tables for whatever is
/// not ASCII; nearly all of a Chinese text is told here by its place.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // Chinese characters; Hangul.
        '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => true,
        // Punctuation: of any script, of Chinese, in its full-width forms.
        '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Taking white space off the ends of a text.
pub(crate) trait Trim {
    /// As [`str::trim`], which looks at characters and searches tables. Every paragraph is asked dozens of
    /// times, and hardly any begins or ends with white space: that its bytes tell.
    fn trimmed(&self) -> &str;
}

impl Trim for str {
    fn trimmed(&self) -> &str {
        let is_visible = |byte: u8| matches!(byte, b'!'..=b'~');
        // The first byte of a Chinese character, or of a full-width form, which has three.
        let is_wide = |byte: u8| matches!(byte, 0xE4..=0xE9 | 0xEF);
        let is_trimmed = match *self.as_bytes() {
            [first, .., a, b, c] => {
                let is_mark = a == 0xE3 && b == 0x80 && c > 0x80;
                (is_visible(first) || is_wide(first)) && (is_visible(c) || is_wide(a) || is_mark)
            }
            _ => false,
        };
        if is_trimmed { self } else { self.trim() }
    }
}

/// A text in lower case, as [`str::to_lowercase`] gives it. Most texts in a script without case are so
/// already, and looking them up character by character costs more than all else that is done with them.
pub(crate) fn lower(text: &str) -> Cow<'_, str> {
    if are_low(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let Some((first, _)) = text.char_indices().find(|(_, c)| !is_low(*c)) else {
        return Cow::Borrowed(text);
    };
    let mut low = String::with_capacity(text.len());
    low.push_str(&text[..first]);
    for c in text[first..].chars() {
        match c {
            _ if is_low(c) => low.push(c),
            'A'..='Z' => low.push(c.to_ascii_lowercase()),
            // The only letter whose small form depends on where it stands.
            'Σ' => return Cow::Owned(text.to_lowercase()),
            _ => low.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(low)
}

/// Whether bytes are those of such characters only, as [`is_low`] knows: of ASCII, punctuation from U+2000
/// on, from U+3000 to U+9FFF, and full-width forms but for the capitals.
fn are_low(bytes: &[u8]) -> bool {
    let is_other = |a: u8, b: u8, c: u8| {
        let mark = (b == 0x80) | (b == 0x81);
        let full_width = (b == 0xBC) & !matches!(c, 0xA1..=0xBA);
        let wide = matches!(a, 0xE3..=0xE9) | (a == 0xE2) & mark | (a == 0xEF) & full_width;
        a.is_ascii_uppercase() | (a >= 0xC0) & !wide
    };
    !any_three(bytes, is_other)
}

/// Whether three bytes that follow each other are such; behind the last one stand zeros. Sixteen are looked
/// at together, where `are` takes no branch: most texts are done with in a few steps.
pub(crate) fn any_three(bytes: &[u8], are: impl Fn(u8, u8, u8) -> bool) -> bool {
    const TOGETHER: usize = 16;
    let mut from = 0;
    while let Some(some) = bytes[from..].first_chunk::<{ TOGETHER + 2 }>() {
        if (0..TOGETHER).fold(false, |any, i| any | are(some[i], some[i + 1], some[i + 2])) {
            return true;
        }
        from += TOGETHER;
    }
    // What is left is looked at with some of what was, but for the last two.
    if let Some(some) = bytes.last_chunk::<{ TOGETHER + 2 }>() {
        if (0..TOGETHER).fold(false, |any, i| any | are(some[i], some[i + 1], some[i + 2])) {
            return true;
        }
        from = bytes.len() - 2;
    }
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    (from..bytes.len()).any(|i| are(at(i), at(i + 1), at(i + 2)))
}

/// Whether a character is known, without looking it up, to have no other small form.
fn is_low(c: char) -> bool {
    match c {
        '\0'..='\x7f' => !c.is_ascii_uppercase(),
        // Punctuation; kana, Chinese characters and their full-width marks; Hangul.
        '\u{2010}'..='\u{205F}' | '\u{3000}'..='\u{9FFF}' => true,
        '\u{AC00}'..='\u{D7AF}' | '\u{FF01}'..='\u{FF20}' => true,
        _ => false,
    }
}

/// What stands before a remark in brackets at the end: `Second door.` of `Second door. [laughter]`.
pub(crate) fn before_remark(text: &str) -> &str {
    let open = match text.chars().next_back() {
        Some(']') => text.rfind('['),
        Some('>') => text.rfind('<'),
        Some(')') => text.rfind('('),
        Some('）') => text.rfind('（'),
        _ => None,
    };
    open.map_or(text, |at| text[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Trim, is_letter_or_digit, lower};

    #[test]
    fn all_white_space_is_taken_off_the_ends() {
        for c in '\0'..=char::MAX {
            for text in [
                format!("{c}ab中文"),
                format!("中文ab{c}"),
                format!("ab中文{c}"),
                format!("{c}{c}"),
            ] {
                assert_eq!(text.trimmed(), text.trim(), "{c:?}");
            }
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn what_is_said_to_have_no_case_has_none() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert_eq!(lower(&text), text.to_lowercase(), "{c:?}");
        }
        for text in ["编辑：LI Ａ", "中国“ÉCOLE”·Ω", "中 ΟΔΟΣ", "ß İ"] {
            assert_eq!(lower(text), text.to_lowercase());
        }
    }
}
