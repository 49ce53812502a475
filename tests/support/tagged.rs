//! A PDF as text by its structure tree: what a screen reader would say, and in which order.
//! Reads only what the file says of itself: marked content, ToUnicode, ActualText.

// Each test binary uses a part of this.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Structure, reading order and metadata of a PDF.
pub fn projection(bytes: &[u8]) -> String {
    let file = File::open(bytes);
    let mut out = String::new();
    let info = file.dictionary(file.document.trailer.get(b"Info").unwrap());
    for (key, value) in info {
        let text = lopdf::decode_text_string(value).unwrap();
        let _ = writeln!(out, "{}: {text}", String::from_utf8_lossy(key));
    }
    let catalog = file.document.catalog().unwrap();
    let _ = writeln!(out, "Lang: {}", file.text(catalog, b"Lang").unwrap());
    let _ = writeln!(out, "Pages: {}", file.pages.len());
    if let Ok(outline) = catalog.get(b"Outlines") {
        out.push_str("Outline:\n");
        file.outline(file.dictionary(outline), 1, &mut out);
    }
    out.push('\n');
    file.walk(&mut |depth, element, text| {
        let _ = write!(out, "{}{}", "  ".repeat(depth), name(element, b"S"));
        for key in [b"T".as_slice(), b"Lang"] {
            if let Some(value) = file.text(element, key) {
                let _ = write!(out, " {value}");
            }
        }
        if !text.is_empty() {
            let _ = write!(out, ": {}", text.replace(PLACE, "{}"));
        }
        out.push('\n');
    });
    out
}

/// The text in reading order, without our own lines at the head of the document.
pub fn reading(bytes: &[u8]) -> String {
    let file = File::open(bytes);
    let mut out = String::new();
    file.walk(&mut |_, element, text| {
        if !["Front", "FrontLine", "AddedTitle"].contains(&name(element, b"S").as_str()) {
            insert(&mut out, text);
        }
    });
    out
}

/// Adds the text of an element: it begins where the text around left a place for it.
fn insert(out: &mut String, text: &str) {
    match out.find(PLACE) {
        Some(at) => out.replace_range(at..at + PLACE.len_utf8(), text),
        None => out.push_str(text),
    }
}

/// Where the text of an element inside stands. No transcript of the tests has this character.
const PLACE: char = '\u{10FFFD}';

struct File {
    document: Document,
    pages: Vec<ObjectId>,
    /// The text of the marked content of each page.
    marked: BTreeMap<(ObjectId, i64), String>,
}

impl File {
    fn open(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut file = Self { document, pages, marked: BTreeMap::new() };
        for page in file.pages.clone() {
            let said = file.read_page(page);
            file.marked.extend(said.into_iter().map(|(number, text)| ((page, number), text)));
        }
        file
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.document.dereference(object).unwrap().1.as_dict().unwrap()
    }

    fn text(&self, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
        dictionary.get(key).ok().map(|value| lopdf::decode_text_string(value).unwrap())
    }

    fn outline(&self, parent: &Dictionary, depth: usize, out: &mut String) {
        let mut next = parent.get(b"First");
        while let Ok(item) = next {
            let item = self.dictionary(item);
            let title = self.text(item, b"Title").unwrap();
            let _ = writeln!(out, "{}{title}", "  ".repeat(depth));
            self.outline(item, depth + 1, out);
            next = item.get(b"Next");
        }
    }

    /// Every element with its depth and its own text; [`PLACE`] stands for an element inside.
    fn walk(&self, visit: &mut dyn FnMut(usize, &Dictionary, &str)) {
        let root = self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let document = self.dictionary(self.dictionary(root).get(b"K").unwrap());
        self.visit(document, 0, visit);
    }

    fn visit(
        &self,
        element: &Dictionary,
        depth: usize,
        visit: &mut dyn FnMut(usize, &Dictionary, &str),
    ) {
        let mut text = String::new();
        let mut inside = Vec::new();
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        for kid in &kids {
            match self.document.dereference(kid).unwrap().1 {
                Object::Integer(number) => text.push_str(&self.marked[&(page.unwrap(), *number)]),
                Object::Dictionary(kid) if kid.has(b"MCID") => {
                    let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                    let number = kid.get(b"MCID").unwrap().as_i64().unwrap();
                    text.push_str(&self.marked[&(page, number)]);
                }
                // A link, whose words stand beside it.
                Object::Dictionary(kid) if kid.has_type(b"OBJR") => {}
                Object::Dictionary(kid) => {
                    if page.is_some() {
                        text.push(PLACE);
                    }
                    inside.push(kid);
                }
                other => panic!("no kid: {other:?}"),
            }
        }
        visit(depth, element, &text);
        for kid in inside {
            self.visit(kid, depth + 1, visit);
        }
    }

    /// The text of each numbered sequence of marked content.
    fn read_page(&self, page: ObjectId) -> BTreeMap<i64, String> {
        let fonts = self.document.get_page_fonts(page).unwrap();
        let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
            fonts.into_iter().map(|(name, font)| (name, self.to_unicode(font))).collect();
        let content = self.document.get_page_content(page);
        let mut reading = Reading::default();
        for operation in Content::decode(&content).unwrap().operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BDC" => reading.begin(operands[1].as_dict().unwrap()),
                "EMC" => reading.end(),
                "Tf" => reading.font = operands[0].as_name().unwrap().to_vec(),
                "Tj" => reading.show(&operands[0], &fonts),
                "TJ" => {
                    operands[0].as_array().unwrap().iter().for_each(|o| reading.show(o, &fonts))
                }
                _ => {}
            }
        }
        assert!(reading.open.is_empty());
        reading.said
    }

    fn to_unicode(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let map = self.document.dereference(font.get(b"ToUnicode").unwrap()).unwrap().1;
        let map = map.as_stream().unwrap().get_plain_content().unwrap();
        let map = String::from_utf8(map).unwrap();
        let hex = |text: &str| -> Vec<u16> {
            let digits: Vec<char> = text.trim_matches(['<', '>']).chars().collect();
            let number = |c: &[char]| u16::from_str_radix(&c.iter().collect::<String>(), 16);
            digits.chunks(4).map(|c| number(c).unwrap()).collect()
        };
        map.lines()
            .filter(|line| line.starts_with('<') && line.matches('<').count() == 2)
            .filter_map(|line| {
                let (glyph, text) = line.split_once(char::is_whitespace)?;
                Some((*hex(glyph).first()?, String::from_utf16(&hex(text.trim())).ok()?))
            })
            .collect()
    }
}

/// What has been read of a page.
#[derive(Default)]
struct Reading {
    font: Vec<u8>,
    /// The sequences that are open: the number, and whether its text is said beside it.
    open: Vec<(Option<i64>, bool)>,
    said: BTreeMap<i64, String>,
}

impl Reading {
    fn begin(&mut self, properties: &Dictionary) {
        let number = properties.get(b"MCID").and_then(Object::as_i64).ok();
        let actual = properties.get(b"ActualText").ok();
        if let Some(actual) = actual {
            self.say(&lopdf::decode_text_string(actual).unwrap());
        }
        self.open.push((number, actual.is_some()));
        if let Some(number) = number {
            assert!(self.said.insert(number, String::new()).is_none());
        }
    }

    fn end(&mut self) {
        self.open.pop().unwrap();
    }

    fn show(&mut self, shown: &Object, fonts: &BTreeMap<Vec<u8>, BTreeMap<u16, String>>) {
        let Ok(glyphs) = shown.as_str() else { return };
        let font = &fonts[&self.font];
        let text: String = glyphs
            .chunks(2)
            .map(|glyph| font[&u16::from_be_bytes([glyph[0], glyph[1]])].as_str())
            .collect();
        self.say(&text);
    }

    /// To the innermost numbered sequence, unless its text was said already. Outside there is
    /// only what is no part of the text: running heads, page numbers.
    fn say(&mut self, text: &str) {
        if self.open.iter().any(|(_, said)| *said) {
            return;
        }
        let number = self.open.iter().rev().find_map(|(number, _)| *number);
        if let Some(number) = number {
            self.said.get_mut(&number).unwrap().push_str(text);
        } else {
            assert!(!self.open.is_empty(), "text outside of marked content: {text}");
        }
    }
}

fn name(dictionary: &Dictionary, key: &[u8]) -> String {
    String::from_utf8(dictionary.get(key).unwrap().as_name().unwrap().to_vec()).unwrap()
}
