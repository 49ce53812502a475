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

/// A text in lower case. Most texts in a script without case are so already, and looking them
/// up character by character costs more than all else that is done with them.
pub(crate) fn lower(text: &str) -> Cow<'_, str> {
    let is_low = |c: char| match c {
        '\0'..='\x7f' => !c.is_ascii_uppercase(),
        // Punctuation, kana, Chinese characters and their full-width forms; Hangul.
        '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{FF01}'..='\u{FF20}' => true,
        _ => false,
    };
    if text.chars().all(is_low) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn what_is_said_to_have_no_case_has_none() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert_eq!(lower(&text), text.to_lowercase(), "{c:?}");
        }
        assert_eq!(lower("编辑：LI Ａ"), "编辑：li ａ");
    }
}
