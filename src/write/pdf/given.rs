//! Fonts that the user gives, for what the shipped faces lack.

use std::fmt;
use std::sync::Arc;

/// A font file that can be embedded: opened, with outlines, and allowing it.
#[derive(Clone, PartialEq, Eq)]
pub struct Font {
    name: String,
    bytes: Arc<Vec<u8>>,
}

/// Why a file cannot serve as a font.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The bytes are none.
    #[error("not a TrueType or OpenType font: {0}")]
    NoFont(String),
    /// Its glyphs have no outlines.
    #[error("the font has no outlines that a PDF can hold (`glyf` or `CFF`)")]
    NoOutlines,
    /// Its glyphs are pictures in colour.
    #[error("a colour font: its glyphs are pictures, not outlines (`glyf` or `CFF`)")]
    Colour,
    /// Its outlines are in a form that cannot be cut down to the glyphs used.
    #[error("a variable font of the form `CFF2`, which a PDF cannot hold")]
    Cff2,
    /// Its maker forbids it (the bits `fsType` of its table `OS/2`).
    #[error("its maker does not allow the font to be embedded: {0} (fsType)")]
    Forbidden(&'static str),
}

impl FontError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoFont(_) => "give a .ttf, .otf or .ttc file",
            Self::NoOutlines => "give a .ttf or .otf file with outlines",
            Self::Colour => {
                "give one in black and white: for emoji Noto Emoji, or Symbola (Debian: \
                 fonts-symbola)"
            }
            Self::Cff2 => "give a static font of the family (Regular.otf) or its TrueType form",
            Self::Forbidden(_) => "give a font under a free licence, such as one of Noto's",
        }
    }
}

impl Font {
    /// Opens a font file; of a collection, its first font.
    ///
    /// # Errors
    /// [`FontError`]: it is no font, has no outlines, or may not be embedded.
    pub fn open(bytes: Vec<u8>) -> Result<Self, FontError> {
        let face = ttf_parser::Face::parse(&bytes, 0)
            .map_err(|error| FontError::NoFont(error.to_string()))?;
        if face.tables().glyf.is_none() && face.tables().cff.is_none() {
            return Err(why_no_outlines(&face));
        }
        if let Some(reason) = forbidden(&face) {
            return Err(FontError::Forbidden(reason));
        }
        let name = name(&face);
        Ok(Self { name, bytes: Arc::new(bytes) })
    }

    /// PostScript name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has a glyph for this character.
    pub fn has(&self, c: char) -> bool {
        self.face().is_some_and(|face| face.glyph_index(c).is_some())
    }

    /// Whether it is neither slanted nor bold nor light.
    pub fn is_upright_regular(&self) -> bool {
        self.face().is_some_and(|face| face.weight().to_number() == 400 && !face.is_italic())
    }

    fn face(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(&self.bytes, 0).ok()
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, shared.
    pub(super) fn shared(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.bytes)
    }
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Font({}, {} bytes)", self.name, self.bytes.len())
    }
}

fn has_table(face: &ttf_parser::Face, tag: &[u8; 4]) -> bool {
    face.raw_face().table(ttf_parser::Tag::from_bytes(tag)).is_some()
}

/// Whether some glyphs may be pictures in colour.
fn is_coloured(face: &ttf_parser::Face) -> bool {
    [b"COLR", b"CBDT", b"SVG ", b"sbix"].into_iter().any(|tag| has_table(face, tag))
}

fn why_no_outlines(face: &ttf_parser::Face) -> FontError {
    if has_table(face, b"CFF2") {
        FontError::Cff2
    } else if is_coloured(face) {
        FontError::Colour
    } else {
        FontError::NoOutlines
    }
}

/// Whether a glyph of a font with colours has an outline too: else it would be seen by nobody.
pub(super) fn is_drawn(face: &ttf_parser::Face, glyph: ttf_parser::GlyphId) -> bool {
    !is_coloured(face) || face.glyph_bounding_box(glyph).is_some()
}

/// What the embedding bits forbid of a PDF with a subset of the font (OpenType, `OS/2`). To
/// view and print is enough; a font without the table says nothing against it.
fn forbidden(face: &ttf_parser::Face) -> Option<&'static str> {
    face.tables().os2?;
    if face.permissions() == Some(ttf_parser::Permissions::Restricted) {
        Some("restricted licence")
    } else if !face.is_outline_embedding_allowed() {
        Some("bitmaps only")
    } else if !face.is_subsetting_allowed() {
        Some("only whole, not as a subset")
    } else {
        None
    }
}

/// The PostScript name, cut down to the characters that a name of PDF holds as they are.
fn name(face: &ttf_parser::Face) -> String {
    const LONGEST: usize = 63;
    let names = face.names().into_iter();
    let wanted = [ttf_parser::name_id::POST_SCRIPT_NAME, ttf_parser::name_id::FULL_NAME];
    let found = wanted.into_iter().find_map(|id| {
        let name = names.filter(|name| name.name_id == id).find_map(|n| n.to_string())?;
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name: String = name.chars().filter(plain).take(LONGEST).collect();
        (!name.is_empty()).then_some(name)
    });
    found.unwrap_or_else(|| "Unnamed".to_owned())
}
