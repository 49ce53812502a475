//! What `verify` has to know of the faces to tell whether a glyph shows what is said.

use ttf_parser::{Face, GlyphId};

use super::clusters::{Order, Part, Words};
use super::fonts::{self, SHIPPED};
pub(crate) use super::given::Font;
use super::{bidi, chars, shape};

/// The file of the face of this name, as shipped.
pub(crate) fn face(name: &str) -> Option<&'static [u8]> {
    SHIPPED.into_iter().find(|(_, known)| *known == name).map(|(data, _)| data)
}

/// Shapes by the layout tables of a face.
pub(crate) struct Shaping<'a> {
    words: Words<'a>,
    face: Face<'a>,
}

impl<'a> Shaping<'a> {
    /// Of a font that was given.
    pub(crate) fn given(font: &'a Font) -> Option<Self> {
        Some(Self { words: Words::of(font), face: Face::parse(font.bytes(), 0).ok()? })
    }

    /// Of the shipped face of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let data = face(name)?;
        Some(Self { words: Words::of_static(data), face: Face::parse(data, 0).ok()? })
    }

    /// The glyphs that the face has for these characters, in the order in which they are shown;
    /// `None` when it cannot shape them.
    pub(crate) fn glyphs(&mut self, text: &str) -> Option<Vec<u16>> {
        let units = f32::from(self.face.units_per_em().max(1));
        let advance = |part: &Part| self.face.glyph_hor_advance(GlyphId(part.id)).unwrap_or(0);
        let clusters = self.words.clusters(text)?;
        let shown = clusters.iter().flat_map(|cluster| {
            let order = Order::of(&cluster.parts, |part| f32::from(advance(part)) / units);
            let all: Vec<usize> = order.first.into_iter().chain(order.apart).collect();
            all.into_iter().filter_map(|n| cluster.parts.get(n)).map(|part| part.id)
        });
        Some(shown.collect())
    }
}

/// Whether lines of the source are joined without a blank between these two characters.
pub(crate) fn joins_lines(before: char, after: char) -> bool {
    shape::joins_lines(Some(before), Some(after))
}

/// Whether `c`, after `before`, is set in one word with it.
pub(crate) fn is_one_word(before: char, c: char) -> bool {
    chars::is_alphabetic(before) && chars::is_alphabetic(c) && chars::same_script(before, c)
}

/// Whether a character has no ink of its own.
pub(crate) fn is_ignorable(c: char) -> bool {
    chars::is_ignorable(c)
}

/// Whether a character has ink and is written from right to left.
pub(crate) fn is_right_to_left(c: char) -> bool {
    chars::is_right_to_left_letter(c)
}

/// The glyph of a mark that stands in the middle of its square in some countries.
pub(crate) fn centred(face: &Face<'_>, c: char) -> Option<GlyphId> {
    fonts::centred(face, c)
}

/// The bracket that is drawn for this one among words that run from right to left.
pub(crate) fn mirrored(c: char) -> Option<char> {
    bidi::mirrored(c)
}
