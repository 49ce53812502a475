//! Tags, white space and characters: what every part of the document is written with.
//!
//! Elements are either *blocks* on lines of their own, indented, where white space is layout
//! only, or they stand in the line, where nothing may be added to the text.

use std::fmt::{self, Display, Write as _};
use std::io;

use super::value::Value;

/// A document, or a part of one, being written.
pub(super) struct Xml {
    /// What stands before `out`, in pieces.
    before: Vec<String>,
    out: String,
    depth: usize,
    substituted: Substituted,
}

/// How many characters of the source could not stand in the text as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Substituted {
    /// Written as `gap`.
    pub(super) gaps: u64,
    /// Form feeds, written as `pb`.
    pub(super) page_breaks: u64,
}

impl Xml {
    /// A document with its XML declaration.
    pub(super) fn document() -> Self {
        let mut xml = Self::within(0, 0);
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        xml
    }

    /// A part of a document at this depth of elements, with room for about so many bytes.
    pub(super) fn within(depth: usize, bytes: usize) -> Self {
        Self {
            before: Vec::new(),
            out: String::with_capacity(bytes),
            depth,
            substituted: Substituted::default(),
        }
    }

    /// The bytes, in pieces that follow each other.
    pub(super) fn into_pieces(self) -> Vec<Vec<u8>> {
        self.before.into_iter().chain([self.out]).map(String::into_bytes).collect()
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Adds a part that was written for itself, at the depth where this one is. It is not copied: what
    /// follows is written behind it.
    pub(super) fn append(&mut self, part: Self) {
        self.depth = part.depth;
        self.substituted.gaps += part.substituted.gaps;
        self.substituted.page_breaks += part.substituted.page_breaks;
        self.before.push(std::mem::replace(&mut self.out, part.out));
    }

    /// What was substituted so far.
    pub(super) fn substituted(&self) -> Substituted {
        self.substituted
    }

    /// A tag in the line.
    pub(super) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.raw("<");
        self.raw(name);
        Tag { xml: self, name }
    }

    /// A tag on a line of its own.
    pub(super) fn block(&mut self, name: &'static str) -> Tag<'_> {
        self.line();
        self.tag(name)
    }

    /// Closes an element in the line.
    pub(super) fn close(&mut self, name: &'static str) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        self.end(name);
        Ok(())
    }

    /// Closes an element whose children stand on lines of their own.
    pub(super) fn close_block(&mut self, name: &'static str) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        self.line();
        self.end(name);
        Ok(())
    }

    fn end(&mut self, name: &str) {
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }

    fn line(&mut self) {
        const BLANKS: &str = "                ";
        self.raw("\n");
        let mut left = 2 * self.depth;
        while left > 0 {
            let some = left.min(BLANKS.len());
            self.raw(&BLANKS[..some]);
            left -= some;
        }
    }

    /// Text of the header: what XML cannot hold is left out, since the header only repeats what
    /// stands in the text or tells about it.
    pub(super) fn words(&mut self, text: impl Display) -> io::Result<()> {
        let (out, attribute) = (&mut self.out, false);
        // Writing to a `String` does not fail.
        let _ = write!(Escape { out, attribute }, "{text}");
        Ok(())
    }

    /// Text of the source, character for character. XML 1.0 (2.2) forbids most control
    /// characters even as references: an element takes their place, so they can be read back.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        if !may_stop(text.as_bytes()) {
            self.raw(text);
            return Ok(());
        }
        while let Some(at) = stop(rest.as_bytes()) {
            // Every stop is the first byte of a character, so this cuts between characters.
            let (plain, from) = rest.split_at(at);
            self.raw(plain);
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                self.special(c)?;
            }
            rest = chars.as_str();
        }
        self.raw(rest);
        Ok(())
    }

    /// Text that is escaped already, or mark-up.
    pub(super) fn raw(&mut self, escaped: &str) {
        self.out.push_str(escaped);
    }

    fn special(&mut self, c: char) -> io::Result<()> {
        match c {
            '&' => self.raw("&amp;"),
            '<' => self.raw("&lt;"),
            // A bare `]]>` is fatal (XML 1.0, 2.4).
            '>' => self.raw("&gt;"),
            // A bare CR would be read as LF (XML 1.0, 2.11).
            '\r' => self.raw("&#13;"),
            '\u{c}' => {
                self.substituted.page_breaks += 1;
                self.tag("pb").empty()?;
            }
            c if is_allowed(c) => self.raw(c.encode_utf8(&mut [0; 4])),
            c => {
                self.substituted.gaps += 1;
                self.tag("gap")
                    .attr("reason", "control-character")
                    .attr("unit", "character")
                    .attr("quantity", "1")
                    .attr("n", format_args!("U+{:04X}", u32::from(c)))
                    .empty()?;
            }
        }
        Ok(())
    }
}

/// A start tag in the making.
#[must_use]
pub(super) struct Tag<'a> {
    xml: &'a mut Xml,
    name: &'static str,
}

impl<'a> Tag<'a> {
    /// Adds an attribute. Characters that XML cannot hold are left out.
    pub(super) fn attr(self, name: &str, value: impl Value) -> Self {
        let out = &mut self.xml.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        let from = out.len();
        value.put(out);
        // Mostly there is nothing to escape.
        if !value.is_plain() && !out.as_bytes()[from..].iter().all(|byte| stands(*byte)) {
            let value = out.split_off(from);
            let _ = Escape { out, attribute: true }.write_str(&value);
        }
        out.push('"');
        self
    }

    /// Adds an attribute, if there is a value.
    pub(super) fn opt(self, name: &str, value: Option<impl Value>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Writes it as a start tag.
    pub(super) fn open(self) -> io::Result<&'a mut Xml> {
        self.xml.raw(">");
        self.xml.depth += 1;
        Ok(self.xml)
    }

    /// Writes it as an element without content.
    pub(super) fn empty(self) -> io::Result<()> {
        self.xml.raw("/>");
        Ok(())
    }

    /// Writes the element with text of the source.
    pub(super) fn text(self, text: &str) -> io::Result<()> {
        let name = self.name;
        let xml = self.open()?;
        xml.text(text)?;
        xml.close(name)
    }

    /// Writes the element with text of the header.
    pub(super) fn words(self, text: impl Display) -> io::Result<()> {
        let name = self.name;
        let xml = self.open()?;
        xml.words(text)?;
        xml.close(name)
    }
}

/// Escapes what goes through it for an attribute or for text of the header.
struct Escape<'a> {
    out: &'a mut String,
    attribute: bool,
}

impl fmt::Write for Escape<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' if self.attribute => self.out.push_str("&quot;"),
                // A parser makes blanks of these in attributes (XML 1.0, 3.3.3).
                '\t' if self.attribute => self.out.push_str("&#9;"),
                '\n' if self.attribute => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                c if is_allowed(c) => self.out.push(c),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a byte of a value stands for itself, whatever is beside it.
fn stands(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"')
}

/// Whether XML 1.0 can hold the character (production 2, `Char`; a `char` is no surrogate).
fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// Whether the text can stand in an element that takes neither `gap` nor `pb`.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(is_allowed)
}

/// Whether a character that needs a closer look may stand in the text. Few texts have one, and
/// this looks at sixteen bytes at once.
fn may_stop(text: &[u8]) -> bool {
    let special =
        |b: u8| ((b < 0x20) & (b != b'\t') & (b != b'\n')) | matches!(b, b'&' | b'<' | b'>');
    let one = text.iter().fold(false, |any, b| any | special(*b));
    let next = text.get(1..).unwrap_or_default();
    let two = |any, (a, b): (&u8, &u8)| any | ((*a == 0xef) & (*b == 0xbf));
    one || text.iter().zip(next).fold(false, two)
}

/// Where the first character stands that needs a closer look. U+FFFE and U+FFFF begin with a
/// byte that full-width punctuation begins with too, so the next byte decides.
fn stop(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].iter().position(|byte| STOPS[usize::from(*byte)]) {
        let at = from + found;
        if text[at] != 0xef || text.get(at + 1) == Some(&0xbf) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The first bytes of all characters that need a closer look: the five that are escaped or
/// substituted by themselves, the control characters, and those that begin as U+FFFE does.
static STOPS: [bool; 256] = stops();

const fn stops() -> [bool; 256] {
    let mut stops = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        stops[control] = control != 0x09 && control != 0x0a;
        control += 1;
    }
    stops[b'&' as usize] = true;
    stops[b'<' as usize] = true;
    stops[b'>' as usize] = true;
    stops[0xef] = true;
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut xml = Xml::within(0, 0);
        xml.text(text).unwrap();
        String::from_utf8(xml.into_pieces().concat()).unwrap()
    }

    #[test]
    fn no_character_that_needs_a_closer_look_is_missed() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}");
            let looked = stop(text.as_bytes()).is_some();
            assert!(!looked || may_stop(text.as_bytes()), "{c:?}");
        }
    }

    #[test]
    fn text_that_looks_like_markup_is_escaped() {
        assert_eq!(written("a]]>&<b>\"'"), "a]]&gt;&amp;&lt;b&gt;\"'");
    }

    #[test]
    fn every_line_end_but_lf_is_a_reference_or_stays() {
        assert_eq!(written("a\r\nb\u{85}c\u{2028}d\te"), "a&#13;\nb\u{85}c\u{2028}d\te");
    }

    #[test]
    fn what_xml_cannot_hold_becomes_an_element() {
        let gap = |n| {
            format!(
                "<gap reason=\"control-character\" unit=\"character\" quantity=\"1\" n=\"U+{n}\"/>"
            )
        };
        assert_eq!(written("a\x01b"), format!("a{}b", gap("0001")));
        assert_eq!(written("\u{ffff}"), gap("FFFF"));
        assert_eq!(written("\x0c"), "<pb/>");
        assert_eq!(written("\u{fffd}，\u{1fffe}\u{7f}"), "\u{fffd}，\u{1fffe}\u{7f}");
    }

    #[test]
    fn attributes_keep_line_ends_and_drop_what_xml_cannot_hold() {
        let mut xml = Xml::within(0, 0);
        xml.tag("note").attr("n", "a\"\n\t\x00\x0c&").empty().unwrap();
        assert_eq!(xml.into_pieces().concat(), b"<note n=\"a&quot;&#10;&#9;&amp;\"/>");
    }
}
