//! What is seen against what is said. A glyph is its outline: the one that is embedded has to be
//! the one which the face has for the character. The faces of this program are known by heart; of
//! another one the embedded character map is asked.

use std::collections::HashMap;

use lopdf::Document;
use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_normalization::char::compose;

use super::fonts::{Font, Fonts, Shown};
use crate::verify::fault::Fault;
use crate::write::glyphs as ours;

/// Checks everything that is shown; returns what could not be checked.
pub(super) fn check(document: &Document, fonts: Fonts) -> Result<Vec<String>, Fault> {
    let mut unchecked = Vec::new();
    for font in &fonts.fonts {
        let shown = font.all_shown();
        if shown.is_empty() {
            continue;
        }
        let file = file(document, font);
        let embedded = file.as_deref().and_then(|file| Face::parse(file, 0).ok());
        let Some(embedded) = embedded else {
            return Err(Fault::damaged(format!("the font {} is not in it", font.name)));
        };
        let known = ours::face(&font.name).and_then(|file| Face::parse(file, 0).ok());
        let face = match (&known, has_map(&embedded)) {
            (Some(known), _) => known,
            (None, true) => &embedded,
            (None, false) => {
                unchecked.push(format!("the glyphs of {}", font.name));
                continue;
            }
        };
        let shaping = ours::Shaping::of(&font.name);
        let mut look = Look { embedded: &embedded, face, shaping, outlines: HashMap::new() };
        let mut unseen = None;
        for (shown, page) in shown {
            if look.agrees(&shown) || look.agree_shaped(&shown) {
                continue;
            }
            if look.is_blank_before_letters(&shown) {
                unseen = Some("blanks of NAME before letters of other fonts");
                continue;
            }
            // By which rules another font shapes its letters is not in the file.
            if known.is_none() && (look.is_no_character(&shown) || look.are_some(&shown)) {
                unseen = Some("letters of NAME that change beside others");
                continue;
            }
            let what = if shown.text.is_empty() {
                "glyphs are shown that say nothing".to_owned()
            } else {
                let names = names(&shown.text);
                match shown.glyphs.len() {
                    1 => format!("the glyph shown for {names} is that of another character"),
                    _ => format!("the glyphs shown for {names} are not those of its characters"),
                }
            };
            return Err(Fault::Structure { place: format!("page {page}"), what });
        }
        unchecked.extend(unseen.map(|what| what.replace("NAME", &font.name)));
    }
    Ok(unchecked)
}

fn file(document: &Document, font: &Font) -> Option<Vec<u8>> {
    let file = document.get_object(font.file?).ok()?.as_stream().ok()?;
    file.get_plain_content().ok()
}

fn has_map(face: &Face<'_>) -> bool {
    face.tables().cmap.is_some_and(|map| map.subtables.into_iter().any(|map| map.is_unicode()))
}

struct Look<'a> {
    /// What is shown.
    embedded: &'a Face<'a>,
    /// What should be.
    face: &'a Face<'a>,
    /// How the face shapes words, when it is one of ours.
    shaping: Option<ours::Shaping>,
    /// Outlines of characters, by the face.
    outlines: HashMap<char, Option<Outline>>,
}

impl Look<'_> {
    /// Whether the glyphs show this text.
    fn agrees(&mut self, shown: &Shown) -> bool {
        let [glyph] = shown.glyphs.as_slice() else {
            return false;
        };
        let glyph = outline(self.embedded, GlyphId(*glyph));
        if let Some(drawing) = &shown.drawing {
            // A character that no face has: a box, and its code point drawn inside.
            let named = shown.text.chars().next().map(|c| format!("U{:04X}", u32::from(c)));
            return named.is_some_and(|name| name.as_bytes() == drawing)
                && self.of('□').is_some_and(|square| square == glyph);
        }
        // A glyph stands for a character, with what clings to it: accents that it bears, and what
        // has no ink.
        // Of characters without ink before it, the glyph says nothing.
        let inked = |c: &char| !ours::is_ignorable(*c);
        let first = shown.text.chars().find(inked).or_else(|| shown.text.chars().next());
        let Some(base) = first else { return false };
        let mut chars = shown.text.chars().skip_while(|c| *c != base);
        chars.next();
        let clinging: Vec<char> =
            chars.filter(|c| !ours::is_ignorable(*c) && !c.is_whitespace()).collect();
        let is_blank = ours::is_ignorable(base) || base.is_whitespace();
        if clinging.is_empty() && is_blank && glyph.is_empty() {
            return true;
        }
        let seen = match (base, clinging.as_slice()) {
            ('—', ['—']) => Some('⸺'),
            (_, marks) => marks.iter().try_fold(base, |base, mark| compose(base, *mark)),
        };
        let pictures = [seen, seen.and_then(ours::mirrored)];
        pictures.into_iter().flatten().any(|c| self.of(c).is_some_and(|own| own == glyph))
    }

    /// Whether the glyphs are those that our face has for the whole text, in their order.
    fn agree_shaped(&mut self, shown: &Shown) -> bool {
        let shaped = self.shaping.as_mut().and_then(|shaping| shaping.glyphs(&shown.text));
        let Some(shaped) = shaped else { return false };
        let seen = shown.glyphs.iter().map(|glyph| outline(self.embedded, GlyphId(*glyph)));
        seen.eq(shaped.into_iter().map(|glyph| outline(self.face, GlyphId(glyph))))
    }

    /// Whether nothing is seen, and said to be a letter that runs from right to left: the glyphs of
    /// such words follow, of a font that has no blank.
    fn is_blank_before_letters(&self, shown: &Shown) -> bool {
        let nothing = |glyph: &u16| outline(self.embedded, GlyphId(*glyph)).is_empty();
        !shown.text.is_empty()
            && shown.text.chars().all(ours::is_right_to_left)
            && shown.glyphs.iter().all(nothing)
    }

    /// Whether none of the glyphs is that of a character by the embedded map.
    fn is_no_character(&self, shown: &Shown) -> bool {
        let subtables = self.embedded.tables().cmap.into_iter().flat_map(|map| map.subtables);
        let mut is_any = false;
        for subtable in subtables.filter(|table| table.is_unicode()) {
            subtable.codepoints(|code| {
                let glyph = subtable.glyph_index(code);
                is_any |= glyph.is_some_and(|glyph| shown.glyphs.contains(&glyph.0));
            });
        }
        !is_any
    }

    /// Whether each glyph shows a character of the text, and none twice.
    fn are_some(&mut self, shown: &Shown) -> bool {
        let mut rest: Vec<char> = shown.text.chars().filter(|c| !ours::is_ignorable(*c)).collect();
        shown.glyphs.iter().all(|glyph| {
            let glyph = outline(self.embedded, GlyphId(*glyph));
            let at = rest.iter().position(|c| self.of(*c).is_some_and(|own| own == glyph));
            at.map(|at| rest.remove(at)).is_some()
        })
    }

    /// The outline of a character; `None` when the face does not have it.
    fn of(&mut self, c: char) -> Option<Outline> {
        let face = self.face;
        let found = self.outlines.entry(c).or_insert_with(|| {
            let glyph = face.glyph_index(c).filter(|glyph| glyph.0 != 0)?;
            Some(outline(face, glyph))
        });
        found.clone()
    }
}

fn names(text: &str) -> String {
    let names: Vec<String> = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    format!("“{text}” ({})", names.join(" "))
}

/// The operators of an outline with their coordinates.
type Outline = Vec<u32>;

fn outline(face: &Face<'_>, glyph: GlyphId) -> Outline {
    let mut path = Path::default();
    face.outline_glyph(glyph, &mut path);
    path.0
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
