//! The pages: the text of each numbered piece of marked content, and which glyphs show it.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::fonts::{FontKey, Fonts, Shown};
use super::paragraphs::{Paragraphs, Part};
use super::places::{Place, Places};
use super::words::Words;
use crate::verify::fault::Fault;
use crate::write::glyphs as ours;

/// The marked content of all pages: page and number, the text.
pub(super) type Marked = BTreeMap<(ObjectId, i64), Said>;

/// What a piece of marked content says.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) text: String,
    /// Page number, from 1.
    pub(super) page: u32,
    /// How many pieces stand before it on its page.
    pub(super) order: usize,
}

/// Reads all pages.
pub(super) fn read_all(
    document: &Document,
    fonts: &mut Fonts,
    paragraphs: &mut Paragraphs,
    budget: &mut Budget,
) -> Result<Marked, Fault> {
    let mut marked = Marked::new();
    for (number, id) in document.get_pages() {
        let named = fonts.of_page(document, id, budget)?;
        let content = Content::decode(&budget.page(document, id)?).map_err(Fault::damaged)?;
        let mut page = Page {
            places: Places::of(document, id).map_err(|what| fault(number, what))?,
            pieces: 0,
            words: Words::default(),
            id,
            number,
            fonts,
            paragraphs,
            named,
            font: None,
            open: Vec::new(),
            last: None,
            marked: &mut marked,
        };
        for operation in &content.operations {
            page.operation(operation)?;
        }
        page.see_last();
        page.words.finish(page.fonts, number).map_err(|what| fault(number, what))?;
        page.places.check(page.paragraphs).map_err(|what| fault(number, what))?;
        if !page.open.is_empty() {
            return Err(page.fault("marked content is left open".to_owned()));
        }
    }
    Ok(marked)
}

struct Page<'a> {
    id: ObjectId,
    number: u32,
    fonts: &'a mut Fonts,
    paragraphs: &'a mut Paragraphs,
    /// The fonts of this page by their names.
    named: BTreeMap<Vec<u8>, FontKey>,
    font: Option<FontKey>,
    places: Places,
    words: Words,
    /// Numbered pieces so far.
    pieces: usize,
    open: Vec<Open>,
    /// What was shown with its text beside it, as long as marks may follow that are of it.
    last: Option<(FontKey, Shown)>,
    marked: &'a mut Marked,
}

/// A piece of marked content that is open.
#[derive(Default)]
struct Open {
    number: Option<i64>,
    /// The text that is said beside the glyphs.
    actual: Option<Actual>,
}

#[derive(Default)]
struct Actual {
    text: String,
    glyphs: Vec<(FontKey, u16)>,
    /// Where the first of them stands.
    place: Option<Place>,
    /// The drawing that is shown with them.
    drawing: Option<Vec<u8>>,
}

impl Page<'_> {
    fn operation(&mut self, operation: &Operation) -> Result<(), Fault> {
        let operands = operation.operands.as_slice();
        if !matches!(operation.operator.as_str(), "Tj" | "TJ") {
            self.places.follow(operation).map_err(|what| self.fault(what))?;
        }
        match (operation.operator.as_str(), operands) {
            ("BDC", [_, Object::Dictionary(properties)]) => self.begin(properties)?,
            ("BDC" | "BMC", _) => self.open.push(Open::default()),
            ("EMC", _) => self.end()?,
            ("Tf", [Object::Name(name), ..]) => self.font = self.named.get(name).copied(),
            ("Tj", [Object::String(glyphs, _)]) => self.show(glyphs)?,
            ("TJ", [Object::Array(pieces)]) => {
                for piece in pieces {
                    match piece {
                        Object::String(glyphs, _) => self.show(glyphs)?,
                        number => self.places.shift(number.as_float().unwrap_or(0.0)),
                    }
                }
            }
            ("Do", [Object::Name(name)]) => {
                if let Some(actual) = self.open.last_mut().and_then(|open| open.actual.as_mut()) {
                    actual.drawing = Some(name.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, properties: &Dictionary) -> Result<(), Fault> {
        let number = properties.get(b"MCID").and_then(Object::as_i64).ok();
        let actual = match properties.get(b"ActualText") {
            Ok(text) => {
                let text = lopdf::decode_text_string(text).map_err(Fault::damaged)?;
                Some(Actual { text, ..Actual::default() })
            }
            Err(_) => None,
        };
        if let Some(number) = number {
            self.words.finish(self.fonts, self.number).map_err(|what| fault(self.number, what))?;
            let said = Said { text: String::new(), page: self.number, order: self.pieces };
            self.pieces += 1;
            if self.marked.insert((self.id, number), said).is_some() {
                return Err(self.fault(format!("marked content {number} stands twice")));
            }
        }
        self.open.push(Open { number, actual });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Fault> {
        let Some(open) = self.open.pop() else {
            return Err(self.fault("marked content ends that never began".to_owned()));
        };
        let Some(actual) = open.actual else { return Ok(()) };
        let piece = open.number.or_else(|| self.piece());
        if let (Some(place), Some(piece)) = (actual.place, piece) {
            self.place(place, &actual.text, false, piece);
        }
        let Some((font, _)) = actual.glyphs.first().copied() else {
            return Err(self.fault(format!("“{}” is said where nothing is seen", actual.text)));
        };
        if actual.glyphs.iter().any(|(other, _)| *other != font) {
            return Err(self.fault(format!("“{}” is shown in two fonts", actual.text)));
        }
        let glyphs: Vec<u16> = actual.glyphs.iter().map(|(_, glyph)| *glyph).collect();
        let is_blank = |glyph: &u16| {
            let text = self.fonts.text(font, *glyph);
            text.is_some_and(|text| text.chars().all(char::is_whitespace))
        };
        if actual.text.chars().any(ours::is_right_to_left) && glyphs.iter().all(is_blank) {
            self.words.said(&actual.text);
        } else {
            self.words.shown(self.fonts, font, &glyphs, &actual.text, self.number);
        }
        match &mut self.last {
            // Marks that say nothing of their own are of the letter before. Letters that run from
            // right to left are said before they are shown.
            Some((before, shown))
                if actual.text.is_empty()
                    && *before == font
                    && !shown.text.chars().any(ours::is_right_to_left) =>
            {
                shown.glyphs.extend(glyphs);
            }
            _ => {
                self.see_last();
                let shown = Shown { glyphs, text: actual.text.clone(), drawing: actual.drawing };
                self.last = Some((font, shown));
            }
        }
        self.say(&actual.text, open.number)
    }

    /// Notes what was shown, now that nothing more is of it.
    fn see_last(&mut self) {
        if let Some((font, shown)) = self.last.take() {
            self.fonts.see(font, shown, self.number);
        }
    }

    fn show(&mut self, glyphs: &[u8]) -> Result<(), Fault> {
        let Some(font) = self.font else {
            return Err(self.fault("text is shown in a font that is not there".to_owned()));
        };
        if !glyphs.len().is_multiple_of(2) {
            return Err(self.fault("half a glyph is shown".to_owned()));
        }
        let glyphs = glyphs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        if let Some(actual) = self.open.last_mut().and_then(|open| open.actual.as_mut()) {
            for glyph in glyphs {
                let place = self.places.show(self.fonts.width(font, glyph));
                self.places.is_seen(place, "glyph").map_err(|what| fault(self.number, what))?;
                actual.place.get_or_insert(place);
                actual.glyphs.push((font, glyph));
            }
            return Ok(());
        }
        self.see_last();
        let piece = self.piece();
        let mut text = String::new();
        for glyph in glyphs {
            let place = self.places.show(self.fonts.width(font, glyph));
            let Some(said) = self.fonts.text(font, glyph).map(str::to_owned) else {
                return Err(self.fault(format!("glyph {glyph} is shown and has no text")));
            };
            self.places.is_seen(place, &said).map_err(|what| fault(self.number, what))?;
            if let Some(piece) = piece {
                self.place(place, &said, true, piece);
            }
            text.push_str(&said);
            self.words.shown(self.fonts, font, &[glyph], &said, self.number);
            self.fonts.see_plain(font, glyph, self.number);
        }
        self.say(&text, None)
    }

    /// To the innermost numbered piece. What is marked and not numbered is the page's own: running
    /// heads and page numbers.
    fn say(&mut self, text: &str, own: Option<i64>) -> Result<(), Fault> {
        match own.or_else(|| self.piece()) {
            Some(number) => {
                if let Some(said) = self.marked.get_mut(&(self.id, number)) {
                    said.text.push_str(text);
                }
                Ok(())
            }
            None if self.open.is_empty() => {
                Err(self.fault(format!("“{text}” stands outside of the structure")))
            }
            None => Ok(()),
        }
    }

    /// The number of the innermost numbered piece that is open.
    fn piece(&self) -> Option<i64> {
        self.open.iter().rev().find_map(|open| open.number)
    }

    /// Notes that a text of that piece begins there.
    fn place(&mut self, place: Place, text: &str, plain: bool, piece: i64) {
        let part: Option<Part> = self.paragraphs.part(self.id, piece);
        self.paragraphs.note(part, text, self.number);
        self.places.place(place, text, plain, part);
    }

    fn fault(&self, what: String) -> Fault {
        fault(self.number, what)
    }
}

fn fault(page: u32, what: String) -> Fault {
    Fault::Structure { place: format!("page {page}"), what }
}
