//! What script a character is of, as far as reading transcripts needs to know.

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
