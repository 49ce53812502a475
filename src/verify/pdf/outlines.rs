//! Outlines of glyphs, of a whole font and of the part of it that a PDF holds.

use ttf_parser::{Face, GlyphId, OutlineBuilder, cff};

/// The operators of an outline with their coordinates.
pub(super) type Outline = Vec<u32>;

pub(super) fn outline(face: &Face<'_>, glyph: GlyphId) -> Outline {
    let mut path = Path::default();
    face.outline_glyph(glyph, &mut path);
    path.0
}

/// A font in the form in which a PDF holds it.
pub(super) enum Embedded<'a> {
    /// The whole of it or a subset, with its tables.
    Font(Box<Face<'a>>),
    /// Its outlines only.
    Cff(Box<cff::Table<'a>>),
}

impl<'a> Embedded<'a> {
    pub(super) fn parse(file: &'a [u8]) -> Option<Self> {
        let face = Face::parse(file, 0).map(|face| Self::Font(Box::new(face))).ok();
        face.or_else(|| cff::Table::parse(file).map(|table| Self::Cff(Box::new(table))))
    }

    /// The font, when it is one that may say which glyph is that of a character.
    pub(super) fn face(&self) -> Option<&Face<'a>> {
        match self {
            Self::Font(face) => Some(face),
            Self::Cff(_) => None,
        }
    }

    pub(super) fn outline(&self, glyph: u16) -> Outline {
        match self {
            Self::Font(face) => outline(face, GlyphId(glyph)),
            Self::Cff(table) => {
                let mut path = Path::default();
                // A glyph that cannot be drawn has no outline.
                let _ = table.outline(GlyphId(glyph), &mut path);
                path.0
            }
        }
    }
}

#[derive(Default)]
struct Path(Outline);

impl Path {
    fn add(&mut self, operator: char, points: &[f32]) {
        self.0.push(u32::from(operator));
        self.0.extend(points.iter().map(|n| n.to_bits()));
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('m', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('l', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('c', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.add('z', &[]);
    }
}
