//! The fonts of a PDF: what their glyphs are read as, and which of them are shown for what.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::resolve;
use crate::verify::fault::Fault;
use crate::write::glyphs as ours;

/// Place of a font in [`Fonts`].
pub(super) type FontKey = usize;

/// All fonts.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    pub(super) fonts: Vec<Font>,
    /// Fonts by the object that they are.
    known: HashMap<ObjectId, FontKey>,
}

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Its name, without the tag of a subset.
    pub(super) name: String,
    /// The file of its glyphs.
    pub(super) file: Option<ObjectId>,
    /// What each glyph is read as.
    texts: HashMap<u16, String>,
    /// How wide each is, in thousandths of an em.
    widths: HashMap<u16, f32>,
    /// What was shown, with the first page on which it was.
    pub(super) shown: BTreeMap<Shown, u32>,
    /// Glyphs that were shown for their own text.
    plain: HashMap<u16, u32>,
    /// Words that were shown, of a font that is not ours, with the first page of each.
    pub(super) words: BTreeMap<Vec<Shown>, u32>,
}

/// Glyphs, and what is said to be seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shown {
    /// One; of a script that is shaped several, which show the text only together.
    pub(super) glyphs: Vec<u16>,
    pub(super) text: String,
    /// A drawing that is shown with the glyph.
    pub(super) drawing: Option<Vec<u8>>,
}

impl Fonts {
    /// The fonts of a page by their names.
    pub(super) fn of_page(
        &mut self,
        document: &Document,
        page: ObjectId,
        budget: &mut Budget,
    ) -> Result<BTreeMap<Vec<u8>, FontKey>, Fault> {
        let mut named = BTreeMap::new();
        let (own, inherited) = document.get_page_resources(page).map_err(Fault::damaged)?;
        let inherited = inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok());
        for resources in own.into_iter().chain(inherited) {
            let fonts = resources.get(b"Font").ok().and_then(|fonts| resolve(document, fonts));
            let Some(fonts) = fonts.and_then(|fonts| fonts.as_dict().ok()) else { continue };
            budget.name(fonts.len())?;
            for (name, font) in fonts {
                if named.contains_key(name) {
                    continue;
                }
                let id = font.as_reference().ok();
                let known = id.and_then(|id| self.known.get(&id).copied());
                let key = match known {
                    Some(key) => key,
                    None => {
                        let font = resolve(document, font).and_then(|font| font.as_dict().ok());
                        let font = font.map(|font| read(document, font, budget)).transpose()?;
                        self.fonts.push(font.unwrap_or_default());
                        self.fonts.len() - 1
                    }
                };
                if let Some(id) = id {
                    self.known.insert(id, key);
                }
                named.insert(name.clone(), key);
            }
        }
        Ok(named)
    }

    /// What a glyph is read as.
    pub(super) fn text(&self, font: FontKey, glyph: u16) -> Option<&str> {
        self.fonts.get(font)?.texts.get(&glyph).map(String::as_str)
    }

    /// How wide a glyph is, in thousandths of an em; 1,000 unless the font says so (ISO 32000-1,
    /// 9.7.4.3).
    pub(super) fn width(&self, font: FontKey, glyph: u16) -> f32 {
        let width = self.fonts.get(font).and_then(|font| font.widths.get(&glyph));
        width.copied().unwrap_or(1000.0)
    }

    /// Notes that a glyph is shown for what it is read as.
    pub(super) fn see_plain(&mut self, font: FontKey, glyph: u16, page: u32) {
        if let Some(font) = self.fonts.get_mut(font) {
            font.plain.entry(glyph).or_insert(page);
        }
    }

    /// Whether a font is one of this program.
    pub(super) fn is_ours(&self, font: FontKey) -> bool {
        self.fonts.get(font).is_some_and(|font| ours::face(&font.name).is_some())
    }

    /// Notes that a word is shown by these.
    pub(super) fn see_word(&mut self, font: FontKey, items: Vec<Shown>, page: u32) {
        if let Some(font) = self.fonts.get_mut(font) {
            font.words.entry(items).or_insert(page);
        }
    }

    /// Notes that a glyph is shown for this.
    pub(super) fn see(&mut self, font: FontKey, shown: Shown, page: u32) {
        if let Some(font) = self.fonts.get_mut(font) {
            font.shown.entry(shown).or_insert(page);
        }
    }
}

impl Font {
    /// Everything that is shown by this font, in the order of the glyphs.
    pub(super) fn all_shown(&self) -> Vec<(Shown, u32)> {
        let plain = self.plain.iter().filter_map(|(glyph, page)| {
            let text = self.texts.get(glyph)?.clone();
            Some((Shown { glyphs: vec![*glyph], text, drawing: None }, *page))
        });
        let mut all: Vec<(Shown, u32)> =
            self.shown.iter().map(|(shown, page)| (shown.clone(), *page)).chain(plain).collect();
        all.sort_unstable();
        all
    }
}

fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Result<Font, Fault> {
    let descendant = font.get(b"DescendantFonts").ok().and_then(|fonts| resolve(document, fonts));
    let descendant = descendant.and_then(|fonts| fonts.as_array().ok()?.first());
    let descendant = descendant.and_then(|font| resolve(document, font)?.as_dict().ok());
    let descriptor = descendant.and_then(|font| font.get(b"FontDescriptor").ok());
    let descriptor = descriptor.and_then(|it| resolve(document, it)?.as_dict().ok());
    let file =
        descriptor.and_then(|it| it.get(b"FontFile2").or_else(|_| it.get(b"FontFile3")).ok());
    let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    let name = name.split_once('+').map_or(&*name, |(_, name)| name).to_owned();
    let map = font.get(b"ToUnicode").ok().and_then(|map| resolve(document, map)?.as_stream().ok());
    let map = map.map(|map| budget.stream(map)).transpose()?.unwrap_or_default();
    let widths = descendant.map(|font| widths(document, font, budget)).transpose()?;
    Ok(Font {
        name,
        file: file.and_then(|file| file.as_reference().ok()),
        texts: character_map(&String::from_utf8_lossy(&map), budget)?,
        widths: widths.unwrap_or_default(),
        ..Font::default()
    })
}

/// Reads widths: a glyph with those of itself and the next ones, or two with that of all between.
fn widths(
    document: &Document,
    font: &Dictionary,
    budget: &mut Budget,
) -> Result<HashMap<u16, f32>, Fault> {
    let list = font.get(b"W").ok().and_then(|list| resolve(document, list)?.as_array().ok());
    let mut rest = list.map(Vec::as_slice).unwrap_or_default();
    let glyph = |object: &Object| object.as_i64().ok().and_then(|n| u16::try_from(n).ok());
    let mut widths = HashMap::new();
    while let [first, second, after @ ..] = rest {
        let Some(first) = glyph(first) else { break };
        if let Some(some) = resolve(document, second).and_then(|some| some.as_array().ok()) {
            budget.describe(some.len())?;
            let some = some.iter().filter_map(|width| width.as_float().ok());
            widths.extend((first..=u16::MAX).zip(some));
            rest = after;
        } else if let ([width, after @ ..], Some(last)) = (after, glyph(second)) {
            let width = width.as_float().unwrap_or(1000.0);
            budget.describe((first..=last).len())?;
            widths.extend((first..=last).map(|glyph| (glyph, width)));
            rest = after;
        } else {
            break;
        }
    }
    Ok(widths)
}

/// Reads a character map (ISO 32000-1, 9.10.3): `bfchar` and the plain form of `bfrange`.
fn character_map(map: &str, budget: &mut Budget) -> Result<HashMap<u16, String>, Fault> {
    let mut texts = HashMap::new();
    let mut strings: Vec<Vec<u16>> = Vec::new();
    let mut rest = map;
    while let Some(at) = rest.find(['<', 'e', 'b']) {
        rest = &rest[at..];
        if let Some((hex, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            strings.push(units(hex));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("begin") {
            strings.clear();
            rest = after;
        } else if let Some(after) = rest.strip_prefix("endbfchar") {
            budget.describe(strings.len() / 2)?;
            for pair in strings.chunks_exact(2) {
                if let ([glyph], Ok(text)) = (pair[0].as_slice(), String::from_utf16(&pair[1])) {
                    texts.insert(*glyph, text);
                }
            }
            rest = after;
        } else if let Some(after) = rest.strip_prefix("endbfrange") {
            for range in strings.chunks_exact(3) {
                if let ([first], [last], Some((end, start))) =
                    (range[0].as_slice(), range[1].as_slice(), range[2].split_last())
                {
                    budget.describe((*first..=*last).len())?;
                    for (n, glyph) in (*first..=*last).enumerate() {
                        let last = end.wrapping_add(u16::try_from(n).unwrap_or(u16::MAX));
                        let text = [start, &[last]].concat();
                        if let Ok(text) = String::from_utf16(&text) {
                            texts.insert(glyph, text);
                        }
                    }
                }
            }
            rest = after;
        } else {
            let mut chars = rest.chars();
            chars.next();
            rest = chars.as_str();
        }
    }
    Ok(texts)
}

fn units(hex: &str) -> Vec<u16> {
    let digits: Vec<u16> =
        hex.chars().filter_map(|c| c.to_digit(16)).filter_map(|d| u16::try_from(d).ok()).collect();
    digits.chunks(4).map(|four| four.iter().fold(0, |all, digit| (all << 4) | digit)).collect()
}
