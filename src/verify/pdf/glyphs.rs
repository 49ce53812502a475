//! What is seen against what is said. A glyph is its outline: the one that is embedded has to be
//! the one which the face has for the character. The faces of this program are known by heart; of
//! another one the embedded character map is asked.

use std::collections::HashMap;

use lopdf::Document;
use ttf_parser::Face;
use unicode_normalization::char::compose;

use super::budget::Budget;
use super::fonts::{Font, Fonts, Shown};
use super::outlines::{Embedded, Outline, outline};
use crate::verify::fault::Fault;
use crate::write::glyphs as ours;

/// Checks everything that is shown; returns what could not be checked.
pub(super) fn check(
    document: &Document,
    fonts: Fonts,
    given: &[ours::Font],
    budget: &mut Budget,
) -> Result<Vec<String>, Fault> {
    let mut unchecked = Vec::new();
    let is_known = |font: &Font| ours::face(&font.name).is_some() || of(font, given).is_some();
    let all_known = fonts.fonts.iter().all(is_known);
    for font in &fonts.fonts {
        let shown = font.all_shown();
        if shown.is_empty() {
            continue;
        }
        let file = file(document, font, budget)?;
        let embedded = file.as_deref().and_then(Embedded::parse);
        let Some(embedded) = embedded else {
            return Err(Fault::damaged(format!("the font {} is not in it", font.name)));
        };
        if let Some(whole) = of(font, given)
            && let Ok(face) = Face::parse(whole.bytes(), 0)
        {
            let shaping = ours::Shaping::given(whole);
            let mut look =
                Look { embedded: &embedded, face: &face, shaping, outlines: HashMap::new() };
            look.words(font)?;
            continue;
        }
        let known = ours::face(&font.name).and_then(|file| Face::parse(file, 0).ok());
        let mapped = embedded.face().filter(|face| has_map(face));
        let face = match (&known, mapped) {
            (Some(known), _) => known,
            (None, Some(face)) => face,
            (None, None) => {
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
                if !all_known {
                    unseen = Some("blanks of NAME before letters of other fonts");
                }
                continue;
            }
            // By which rules another font shapes its letters is not in the file.
            if known.is_none() && (look.is_no_character(&shown) || look.are_some(&shown)) {
                unseen = Some("letters of NAME that change beside others");
                continue;
            }
            return Err(another(&shown, page));
        }
        unchecked.extend(unseen.map(|what| what.replace("NAME", &font.name)));
    }
    Ok(unchecked)
}

/// The font that was given and is this one.
fn of<'g>(font: &Font, given: &'g [ours::Font]) -> Option<&'g ours::Font> {
    given.iter().find(|given| {
        let rest = font.name.strip_prefix(given.name());
        // Two of one name are numbered.
        rest.is_some_and(|rest| {
            let number = rest.strip_prefix('-').unwrap_or_default();
            rest.is_empty() || number.parse::<u8>().is_ok()
        })
    })
}

fn another(shown: &Shown, page: u32) -> Fault {
    let what = if shown.text.is_empty() {
        "glyphs are shown that say nothing".to_owned()
    } else {
        let names = names(&shown.text);
        match shown.glyphs.len() {
            1 => format!("the glyph shown for {names} is that of another character"),
            _ => format!("the glyphs shown for {names} are not those of its characters"),
        }
    };
    Fault::Structure { place: format!("page {page}"), what }
}

fn file(document: &Document, font: &Font, budget: &mut Budget) -> Result<Option<Vec<u8>>, Fault> {
    let file = font.file.and_then(|file| document.get_object(file).ok()?.as_stream().ok());
    file.map(|file| budget.stream(file)).transpose()
}

fn has_map(face: &Face<'_>) -> bool {
    face.tables().cmap.is_some_and(|map| map.subtables.into_iter().any(|map| map.is_unicode()))
}

struct Look<'a> {
    /// What is shown.
    embedded: &'a Embedded<'a>,
    /// What should be.
    face: &'a Face<'a>,
    /// How the face shapes words, when it is one of ours.
    shaping: Option<ours::Shaping<'a>>,
    /// Outlines of characters, by the face.
    outlines: HashMap<char, Option<Outline>>,
}

impl Look<'_> {
    /// Whether all words of a font that is given are shown by the glyphs that it has for them.
    fn words(&mut self, font: &Font) -> Result<(), Fault> {
        for (items, page) in &font.words {
            if self.agree_shaped(&joined(items)) {
                continue;
            }
            // Not set as a whole: beside Chinese, marks are set by themselves.
            let one_word = |a: &Shown, b: &Shown| {
                let (before, after) = (a.text.chars().next_back(), b.text.chars().next());
                before.zip(after).is_some_and(|(a, b)| ours::is_one_word(a, b))
            };
            for part in items.chunk_by(one_word) {
                if self.agree_shaped(&joined(part)) {
                    continue;
                }
                for shown in part {
                    if !self.agrees(shown) && !self.agree_shaped(shown) {
                        return Err(another(&joined(part), *page));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the glyphs show this text.
    fn agrees(&mut self, shown: &Shown) -> bool {
        let [glyph] = shown.glyphs.as_slice() else {
            return false;
        };
        let glyph = self.embedded.outline(*glyph);
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
            ('—', ['—']) | ('―', ['―']) => Some('⸺'),
            (_, marks) => marks.iter().try_fold(base, |base, mark| compose(base, *mark)),
        };
        let pictures = [seen, seen.and_then(ours::mirrored)];
        pictures.into_iter().flatten().any(|c| {
            self.of(c).is_some_and(|own| own == glyph)
                || ours::centred(self.face, c).is_some_and(|id| outline(self.face, id) == glyph)
        })
    }

    /// Whether the glyphs are those that our face has for the whole text, in their order.
    fn agree_shaped(&mut self, shown: &Shown) -> bool {
        let shaped = self.shaping.as_mut().and_then(|shaping| shaping.glyphs(&shown.text));
        let Some(shaped) = shaped else { return false };
        let seen = shown.glyphs.iter().map(|glyph| self.embedded.outline(*glyph));
        seen.eq(shaped.into_iter().map(|glyph| outline(self.face, ttf_parser::GlyphId(glyph))))
    }

    /// Whether nothing is seen, and said to be a letter that runs from right to left: the glyphs of
    /// such words follow, of a font that has no blank.
    fn is_blank_before_letters(&self, shown: &Shown) -> bool {
        let nothing = |glyph: &u16| self.embedded.outline(*glyph).is_empty();
        !shown.text.is_empty()
            && shown.text.chars().all(ours::is_right_to_left)
            && shown.glyphs.iter().all(nothing)
    }

    /// Whether none of the glyphs is that of a character by the embedded map.
    fn is_no_character(&self, shown: &Shown) -> bool {
        let map = self.embedded.face().and_then(|face| face.tables().cmap);
        let subtables = map.into_iter().flat_map(|map| map.subtables);
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
            let glyph = self.embedded.outline(*glyph);
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

/// Glyphs and text of all of them.
fn joined(items: &[Shown]) -> Shown {
    let glyphs = items.iter().flat_map(|item| item.glyphs.iter().copied()).collect();
    let text = items.iter().map(|item| item.text.as_str()).collect();
    Shown { glyphs, text, drawing: None }
}

fn names(text: &str) -> String {
    let names: Vec<String> = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    format!("“{text}” ({})", names.join(" "))
}
