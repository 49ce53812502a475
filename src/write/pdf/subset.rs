//! Which glyphs of the faces are used, and the faces cut down to those.

use std::collections::BTreeSet;

use printpdf::font::PdfFont;
use printpdf::{FontId, ParsedFont, XObject, XObjectId};
use subsetter::GlyphRemapper;

use crate::error::Error;

use super::FORMAT;
use super::boxes::Drawing;
use super::fonts::{Face, FaceId, Faces};
use super::pen::font_id;

/// The glyphs of one face that are used. New numbers count up in order of first use.
#[derive(Debug, Default)]
struct Used {
    remapper: GlyphRemapper,
    /// New number of a glyph by its old one; 0 for none yet.
    new: Vec<u16>,
    /// What a glyph is read as (ToUnicode), by its new number less one: the first text shown
    /// by it. Another text that has the same glyph is said beside it.
    texts: Vec<String>,
}

/// The used glyphs of all faces, and what is drawn otherwise.
#[derive(Debug, Default)]
pub(super) struct Subsets {
    used: Vec<Used>,
    drawn: BTreeSet<Drawing>,
}

impl Subsets {
    /// The new number of a glyph, which is shown for `text`.
    pub(super) fn glyph(&mut self, face: FaceId, old: u16, text: &str) -> u16 {
        if self.used.len() <= face.index() {
            self.used.resize_with(face.index() + 1, Used::default);
        }
        let used = &mut self.used[face.index()];
        let at = usize::from(old);
        if let Some(&new) = used.new.get(at).filter(|&&new| new != 0) {
            return new;
        }
        if used.new.len() <= at {
            used.new.resize(at + 1, 0);
        }
        let new = used.remapper.remap(old);
        used.new[at] = new;
        if usize::from(new) == used.texts.len() + 1 {
            used.texts.push(text.to_owned());
        }
        new
    }

    /// What a glyph is read as.
    pub(super) fn text(&self, face: FaceId, new: u16) -> &str {
        usize::from(new)
            .checked_sub(1)
            .and_then(|at| self.used.get(face.index())?.texts.get(at))
            .map_or("", String::as_str)
    }

    /// Notes that this is drawn.
    pub(super) fn drawn(&mut self, drawing: Drawing) {
        self.drawn.insert(drawing);
    }

    /// What is drawn without a font.
    pub(super) fn drawings(&self, faces: &Faces) -> impl Iterator<Item = (XObjectId, XObject)> {
        self.drawn.iter().map(|drawing| (drawing.id(), drawing.object(faces)))
    }

    /// Every used glyph of a face with its text.
    pub(super) fn glyphs(&self, face: FaceId) -> impl Iterator<Item = (u16, &str)> {
        let texts = self.used.get(face.index()).map_or(&[][..], |used| &used.texts);
        texts.iter().enumerate().map(|(at, text)| (at as u16 + 1, text.as_str()))
    }

    /// The faces that are used at all, cut down.
    pub(super) fn fonts(&self, faces: &Faces) -> Result<Vec<(FontId, PdfFont)>, Error> {
        faces
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !used.texts.is_empty())
            .map(|(face, used)| Ok((font_id(face.id), used.font(face)?)))
            .collect()
    }
}

impl Used {
    /// The face cut down.
    fn font(&self, face: &Face) -> Result<PdfFont, Error> {
        let failed = |reason: String| Error::Write {
            format: FORMAT.name,
            reason: format!("the face {} cannot be cut down: {reason}", face.name),
        };
        let remapper = &self.remapper;
        let bytes =
            subsetter::subset(face.data, 0, remapper).map_err(|error| failed(error.to_string()))?;
        // It warns of a character map that is not there: we show glyphs, not characters.
        let mut warnings = Vec::new();
        let mut font = ParsedFont::from_bytes(&bytes, 0, &mut warnings)
            .ok_or_else(|| failed("the subset cannot be read".to_owned()))?;
        font.font_name = Some(format!("{}+{}", tag(remapper), face.name));
        font.font_metrics.ascent = face.ascent();
        font.font_metrics.descent = face.descent();
        font.pdf_font_metrics.us_weight_class = face.weight();
        Ok(PdfFont::new(font))
    }
}

/// Six capitals that stand for the set of glyphs (ISO 32000-1, 9.6.4): the same set, the same
/// name.
fn tag(remapper: &GlyphRemapper) -> String {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in remapper.remapped_gids().flat_map(u16::to_be_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mut name = String::with_capacity(6);
    for _ in 0..6 {
        name.push(char::from(b'A' + (hash % 26) as u8));
        hash /= 26;
    }
    name
}
