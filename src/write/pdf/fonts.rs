//! The faces, and which of them sets a character.

use std::rc::Rc;

use ttf_parser::{GlyphId, OutlineBuilder};

use crate::error::Error;

use super::FORMAT;
use super::chars::is_ignorable;
use super::clusters::{Cluster, Words};
use super::given::{Font, is_drawn};
use super::tradition::Tradition;

/// The two cuts of a page: text, and what tells speakers and headings from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Serif, regular: the words.
    Text,
    /// Sans serif, bold: labels and headings.
    Label,
}

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaceId {
    /// Noto Serif CJK SC.
    TextCjk,
    /// Noto Serif.
    TextWestern,
    /// Noto Sans CJK SC, bold.
    LabelCjk,
    /// Noto Sans, bold.
    LabelWestern,
    /// One that the user gives.
    Given(u8),
}

impl FaceId {
    /// The shipped ones, in order.
    const SHIPPED: [Self; 4] =
        [Self::TextCjk, Self::TextWestern, Self::LabelCjk, Self::LabelWestern];

    /// Place in [`Faces`].
    pub(super) fn index(self) -> usize {
        match self {
            Self::TextCjk => 0,
            Self::TextWestern => 1,
            Self::LabelCjk => 2,
            Self::LabelWestern => 3,
            Self::Given(n) => 4 + usize::from(n),
        }
    }

    /// The Chinese face of a family.
    pub(super) fn cjk(family: Family) -> Self {
        match family {
            Family::Text => Self::TextCjk,
            Family::Label => Self::LabelCjk,
        }
    }

    /// The face of a family for alphabetic text.
    pub(super) fn western(family: Family) -> Self {
        match family {
            Family::Text => Self::TextWestern,
            Family::Label => Self::LabelWestern,
        }
    }

    /// Whether its punctuation marks stand in the square of an ideograph.
    pub(super) fn is_cjk(self) -> bool {
        matches!(self, Self::TextCjk | Self::LabelCjk)
    }
}

/// File and PostScript name of the shipped faces, in order.
pub(super) const SHIPPED: [(&[u8], &str); 4] = [
    (include_bytes!("fonts/noto-serif-sc-regular.ttf"), "NotoSerifCJKsc-Regular"),
    (include_bytes!("fonts/noto-serif-regular.ttf"), "NotoSerif-Regular"),
    (include_bytes!("fonts/noto-sans-sc-bold.ttf"), "NotoSansCJKsc-Bold"),
    (include_bytes!("fonts/noto-sans-bold.ttf"), "NotoSans-Bold"),
];

/// A glyph of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    /// Its number in the face as shipped.
    pub(super) id: u16,
    /// Its advance in thousandths of an em.
    pub(super) advance: u16,
}

/// What the character map says of a character of the Basic Multilingual Plane.
#[derive(Debug, Clone, Copy)]
enum Looked {
    NotYet,
    Missing,
    Found(Glyph),
}

/// An open face.
pub(super) struct Face<'a> {
    /// Which.
    pub(super) id: FaceId,
    /// The file.
    pub(super) data: &'a [u8],
    /// PostScript name; no two faces have the same.
    pub(super) name: String,
    /// Which marks stand in the middle of their square.
    tradition: Tradition,
    parsed: ttf_parser::Face<'a>,
    /// Where the words are shaped.
    words: Words<'a>,
    /// Looked up once a character: a long transcript asks for the same ones over and over.
    known: Vec<Looked>,
}

impl<'a> Face<'a> {
    fn open(id: FaceId, data: &'a [u8], name: &str, words: Words<'a>) -> Result<Self, Error> {
        let parsed = ttf_parser::Face::parse(data, 0).map_err(|error| Error::Write {
            format: FORMAT.name,
            reason: format!("the face {name} cannot be opened: {error}"),
        })?;
        let (name, tradition) = (name.to_owned(), Tradition::Western);
        Ok(Self { id, data, name, tradition, parsed, words, known: Vec::new() })
    }

    /// The glyph of a character.
    pub(super) fn glyph(&mut self, c: char) -> Option<Glyph> {
        let Ok(code) = u16::try_from(u32::from(c)) else {
            return self.look_up(c);
        };
        if self.known.is_empty() {
            self.known = vec![Looked::NotYet; 1 << 16];
        }
        let code = usize::from(code);
        match self.known[code] {
            Looked::Found(glyph) => Some(glyph),
            Looked::Missing => None,
            Looked::NotYet => {
                let found = self.look_up(c);
                self.known[code] = found.map_or(Looked::Missing, Looked::Found);
                found
            }
        }
    }

    fn look_up(&self, c: char) -> Option<Glyph> {
        let centred = self.tradition.centres(c).then(|| centred(&self.parsed, c)).flatten();
        let id = centred.or_else(|| self.parsed.glyph_index(c)).filter(|&id| id != GlyphId(0))?;
        let is_given = matches!(self.id, FaceId::Given(_));
        if is_given && !c.is_whitespace() && !is_ignorable(c) && !is_drawn(&self.parsed, id) {
            return None;
        }
        Some(Glyph { id: id.0, advance: self.advance(id.0) })
    }

    /// The advance of a glyph in thousandths of an em.
    pub(super) fn advance(&self, id: u16) -> u16 {
        let units = u32::from(self.parsed.units_per_em()).max(1);
        let advance = u32::from(self.parsed.glyph_hor_advance(GlyphId(id)).unwrap_or(0));
        u16::try_from(advance * 1000 / units).unwrap_or(u16::MAX)
    }

    /// Whether it is of the bold kind.
    fn is_bold(&self) -> bool {
        self.weight() >= 600
    }

    /// Width of a character in ems.
    pub(super) fn width(&self, c: char) -> f32 {
        self.look_up(c).map_or(0.0, |glyph| f32::from(glyph.advance) / 1000.0)
    }

    /// The outline of a character as operators of PDF with their coordinates, in ems.
    pub(super) fn outline(&self, c: char) -> Vec<(&'static str, Vec<f32>)> {
        let mut path =
            Path { units: f32::from(self.parsed.units_per_em()).max(1.0), ..Path::default() };
        if let Some(id) = self.parsed.glyph_index(c) {
            self.parsed.outline_glyph(id, &mut path);
        }
        path.operators
    }

    /// Ascender of the font, in its own units.
    pub(super) fn ascent(&self) -> i16 {
        self.parsed.typographic_ascender().unwrap_or(self.parsed.ascender())
    }

    /// Descender of the font, in its own units, negative.
    pub(super) fn descent(&self) -> i16 {
        self.parsed.typographic_descender().unwrap_or(self.parsed.descender())
    }

    /// Height of the capitals, in thousandths of an em.
    pub(super) fn cap_height(&self) -> i64 {
        let units = i64::from(self.parsed.units_per_em()).max(1);
        i64::from(self.parsed.capital_height().unwrap_or(self.ascent())) * 1000 / units
    }

    /// 400 is regular, 700 bold.
    pub(super) fn weight(&self) -> u16 {
        self.parsed.weight().to_number()
    }
}

/// The glyph of a mark in the middle of its square: a standardized variation sequence of Unicode.
pub(super) fn centred(face: &ttf_parser::Face, c: char) -> Option<GlyphId> {
    face.glyph_variation_index(c, '\u{FE01}')
}

/// An outline on its way into operators.
#[derive(Default)]
struct Path {
    units: f32,
    at: (f32, f32),
    operators: Vec<(&'static str, Vec<f32>)>,
}

impl Path {
    fn add(&mut self, key: &'static str, points: &[(f32, f32)]) {
        let ems = points.iter().flat_map(|&(x, y)| [x, y]);
        let ems = ems.map(|n| n / self.units).collect();
        self.operators.push((key, ems));
        self.at = points.last().copied().unwrap_or(self.at);
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add("m", &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add("l", &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // The same curve with two control points, which is what PDF knows.
        let toward = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        let first = (toward(self.at.0, x1), toward(self.at.1, y1));
        let second = (toward(x, x1), toward(y, y1));
        self.add("c", &[first, second, (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add("c", &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.add("h", &[]);
    }
}

/// All faces, open.
pub(super) struct Faces<'a>(Vec<Face<'a>>);

impl<'a> Faces<'a> {
    /// Opens the shipped faces and those given; reads headers only.
    pub(super) fn open(given: &'a [Font], tradition: Tradition) -> Result<Self, Error> {
        let mut faces = Vec::with_capacity(SHIPPED.len() + given.len());
        for (id, (data, name)) in FaceId::SHIPPED.into_iter().zip(SHIPPED) {
            let face = Face::open(id, data, name, Words::of_static(data))?;
            faces.push(if id.is_cjk() { Face { tradition, ..face } } else { face });
        }
        for (n, font) in (0..=u8::MAX).zip(given) {
            let mut name = font.name().to_owned();
            if faces.iter().any(|face: &Face| face.name == name) {
                name = format!("{name}-{}", n + 1);
            }
            faces.push(Face::open(FaceId::Given(n), font.bytes(), &name, Words::of(font))?);
        }
        Ok(Self(faces))
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Face<'a>> {
        self.0.iter()
    }

    /// The face of this id.
    pub(super) fn get(&self, id: FaceId) -> &Face<'a> {
        &self.0[id.index()]
    }

    /// The glyph of a character in this face.
    pub(super) fn glyph(&mut self, id: FaceId, c: char) -> Option<Glyph> {
        self.0[id.index()].glyph(c)
    }

    /// Whether a face has this mark in the middle of its square.
    pub(super) fn centres(&self, id: FaceId, c: char) -> bool {
        self.0[id.index()].tradition.centres(c)
    }

    /// The faces that the user gave: for text the regular ones first, for labels the bold.
    pub(super) fn given(&self, family: Family) -> Vec<FaceId> {
        let mut given: Vec<&Face> = self.0.iter().skip(SHIPPED.len()).collect();
        given.sort_by_key(|face| face.is_bold() != (family == Family::Label));
        given.into_iter().map(|face| face.id).collect()
    }

    /// A word as clusters of glyphs of this face; `None` when it cannot be shaped.
    pub(super) fn clusters(&mut self, id: FaceId, word: &str) -> Option<Rc<[Cluster]>> {
        let face = &mut self.0[id.index()];
        face.words.clusters(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_opens_and_stands_at_its_own_number() {
        let faces = Faces::open(&[], Tradition::Simplified).unwrap();
        for id in FaceId::SHIPPED {
            assert_eq!(faces.get(id).id, id);
        }
    }

    #[test]
    fn chinese_stands_in_the_square_and_unknown_is_none() {
        let mut faces = Faces::open(&[], Tradition::Simplified).unwrap();
        assert_eq!(faces.glyph(FaceId::TextCjk, '中').unwrap().advance, 1000);
        assert_eq!(faces.glyph(FaceId::TextCjk, '😀'), None);
        assert_eq!(faces.glyph(FaceId::TextWestern, 'ع'), None);
    }
}
