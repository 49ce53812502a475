//! PDF, read by what the file says of itself: the structure tree gives the order, the marked
//! content of the pages the glyphs, the character maps (ToUnicode) and ActualText their text. The
//! glyphs themselves are then looked at: what is seen has to be what is said.

mod budget;
mod fonts;
mod glyphs;
mod outlines;
mod page;
mod paragraphs;
mod places;
mod structure;
mod words;

use lopdf::{Document, Object};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::back::{Blanks, ReadBack};
use super::fault::Fault;
use crate::write::Font;

/// Reads it back. With the fonts that it was written with, their glyphs are looked at too.
pub(super) fn read(bytes: &[u8], given: &[Font]) -> Result<ReadBack, Fault> {
    let mut budget = budget::Budget::of(bytes);
    let document = budget.load(bytes)?;
    let mut back = ReadBack::of_blanks(Blanks::Set);
    back.recorded.sha256 = recorded_hash(&document);
    back.recorded.language = language(&document);
    let mut fonts = fonts::Fonts::default();
    let mut paragraphs = paragraphs::Paragraphs::of(&document);
    let pages = page::read_all(&document, &mut fonts, &mut paragraphs, &mut budget)?;
    structure::walk(&document, pages, &mut back)?;
    back.unchecked = glyphs::check(&document, fonts, given, &mut budget)?;
    back.unchecked.extend(paragraphs.unchecked());
    Ok(back)
}

/// The hash in the XMP packet: that of the file which this one is derived from.
fn recorded_hash(document: &Document) -> Option<String> {
    let packet = document.catalog().ok()?.get(b"Metadata").ok()?;
    let packet = document.dereference(packet).ok()?.1.as_stream().ok()?;
    let packet = packet.get_plain_content().ok()?;
    let mut reader = Reader::from_str(std::str::from_utf8(&packet).ok()?);
    let mut is_origin = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => is_origin = start.name().as_ref() == "stRef:documentID",
            Event::Text(text) if is_origin => {
                let text = text.xml10_content();
                return text.strip_prefix(crate::write::HASH_SCHEME).map(str::to_owned);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The language of the text; `zh` and `und` stand for none that is known.
fn language(document: &Document) -> Option<String> {
    let tag = document.catalog().ok()?.get(b"Lang").ok()?;
    let tag = lopdf::decode_text_string(tag).ok()?;
    Some(tag).filter(|tag| !["und", "zh"].contains(&tag.as_str()))
}

/// Reads through a reference, if it is one.
fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}
