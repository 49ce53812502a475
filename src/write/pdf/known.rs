//! What `verify` has to know of the faces to tell whether a glyph shows what is said.

use super::fonts::SHIPPED;
use super::{bidi, chars};

/// The file of the face of this name, as shipped.
pub(crate) fn face(name: &str) -> Option<&'static [u8]> {
    SHIPPED.into_iter().find(|(_, known)| *known == name).map(|(data, _)| data)
}

/// Whether a character has no ink of its own.
pub(crate) fn is_ignorable(c: char) -> bool {
    chars::is_ignorable(c)
}

/// The bracket that is drawn for this one among words that run from right to left.
pub(crate) fn mirrored(c: char) -> Option<char> {
    bidi::mirrored(c)
}
