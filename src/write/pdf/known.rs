//! What `verify` has to know of the faces to tell whether a glyph shows what is said.

use super::clusters::Words;
use super::fonts::SHIPPED;
use super::{bidi, chars, shape};

/// The file of the face of this name, as shipped.
pub(crate) fn face(name: &str) -> Option<&'static [u8]> {
    SHIPPED.into_iter().find(|(_, known)| *known == name).map(|(data, _)| data)
}

/// The glyphs that the face of this name, as shipped, has for a word by its layout tables: letters
/// that change beside others are none of a character alone. `None` when it cannot shape it.
pub(crate) fn shaped(name: &str, word: &str) -> Option<Vec<u16>> {
    let clusters = Words::of_static(face(name)?).clusters(word)?;
    Some(clusters.iter().flat_map(|cluster| &cluster.parts).map(|part| part.id).collect())
}

/// Whether lines of the source are joined without a blank between these two characters.
pub(crate) fn joins_lines(before: char, after: char) -> bool {
    shape::joins_lines(Some(before), Some(after))
}

/// Whether a character has no ink of its own.
pub(crate) fn is_ignorable(c: char) -> bool {
    chars::is_ignorable(c)
}

/// The bracket that is drawn for this one among words that run from right to left.
pub(crate) fn mirrored(c: char) -> Option<char> {
    bidi::mirrored(c)
}
