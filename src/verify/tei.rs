//! TEI, read as XML events: the text of the `text` element in order, with what stands in the
//! place of characters that XML cannot hold read back.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::back::{Blanks, Person, Place, ReadBack, Role, Said, Spoken};
use super::fault::Fault;

/// Reads it back.
pub(super) fn read(bytes: &[u8]) -> Result<ReadBack, Fault> {
    let xml = std::str::from_utf8(bytes).map_err(Fault::damaged)?;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    let mut back = ReadBack::of_text(xml, Blanks::Kept);
    back.people = Some(Vec::new());
    let mut walk = Walk {
        back,
        open: Vec::new(),
        chunk: None,
        header: String::new(),
        kind: String::new(),
        at: 0,
    };
    loop {
        walk.at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| walk.damaged(&error.to_string()))?;
        match event {
            Event::Start(start) => {
                let element = element(&start);
                walk.start(&element);
                walk.open.push(element.name);
            }
            Event::Empty(start) => {
                let element = element(&start);
                walk.start(&element);
                walk.open.push(element.name);
                walk.end();
            }
            Event::End(_) => walk.end(),
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => walk.text(c.encode_utf8(&mut [0; 4])),
                _ => match &*reference.xml10_content() {
                    "amp" => walk.text("&"),
                    "lt" => walk.text("<"),
                    "gt" => walk.text(">"),
                    "quot" => walk.text("\""),
                    "apos" => walk.text("'"),
                    other => return Err(walk.damaged(&format!("unknown entity `{other}`"))),
                },
            },
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if !walk.open.is_empty() {
        return Err(walk.damaged("it ends before its elements do"));
    }
    Ok(walk.back)
}

/// A start tag.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value);
        let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        (attribute.key.as_ref().to_owned(), value)
    });
    Element { name: start.local_name().as_ref().to_owned(), attributes: attributes.collect() }
}

struct Walk {
    back: ReadBack,
    /// The elements around.
    open: Vec<String>,
    /// How deep the element stands that is the chunk.
    chunk: Option<usize>,
    /// Words of the header element that was opened last, and its type.
    header: String,
    kind: String,
    /// Offset in the file.
    at: usize,
}

impl Walk {
    fn start(&mut self, element: &Element) {
        if self.within("text") {
            self.start_in_text(element);
        } else {
            self.start_in_header(element);
        }
    }

    fn start_in_header(&mut self, element: &Element) {
        self.header.clear();
        let id = element.get("xml:id");
        match element.name.as_str() {
            "TEI" => {
                let language = element.get("xml:lang").filter(|tag| *tag != "und");
                self.back.recorded.language = language.map(str::to_owned);
            }
            "person" | "personGrp" => {
                let person = Person { id: id.unwrap_or_default().to_owned(), name: None };
                self.back.people.get_or_insert_default().push(person);
            }
            _ => {}
        }
        self.kind = element.get("type").unwrap_or_default().to_owned();
    }

    fn start_in_text(&mut self, element: &Element) {
        match element.name.as_str() {
            "u" => self.turn(element),
            "pb" => self.text("\u{C}"),
            "gap" if element.get("reason") == Some("control-character") => {
                let code = element.get("n").and_then(|name| name.strip_prefix("U+"));
                let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    self.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ if self.chunk.is_some() => {}
            "note" if element.get("type") == Some("speaker") => {
                self.begin(Role::Label);
                // A label stands before its turn, which it belongs to.
                let first = self.back.chunks.len().saturating_sub(1);
                self.turn_to_come(first);
            }
            "seg" | "p" | "desc" => self.begin(Role::Paragraph),
            _ => {}
        }
    }

    fn begin(&mut self, role: Role) {
        self.back.begin(role);
        self.chunk = Some(self.open.len());
    }

    /// Notes where the next turn begins: at its label.
    fn turn_to_come(&mut self, first: usize) {
        self.back.turns.push(Spoken {
            id: None,
            speakers: Said::Nothing,
            beside: None,
            basis: None,
            first,
            end: None,
            place: Place::Offset(self.at),
        });
    }

    fn turn(&mut self, element: &Element) {
        let here = self.back.chunks.len();
        // The turn of a label that stands directly before.
        let labelled =
            self.back.turns.last().is_some_and(|turn| turn.id.is_none() && turn.first + 1 == here);
        if !labelled {
            self.turn_to_come(here);
        }
        let who = element.get("who").unwrap_or_default().split_whitespace();
        let who = who.map(|id| id.trim_start_matches('#').to_owned()).collect();
        let basis = match element.get("resp") {
            None => "labelled",
            Some("#resp.transcripta") => "inferred",
            Some(_) => "supplied",
        };
        if let Some(turn) = self.back.turns.last_mut() {
            turn.id = Some(element.get("xml:id").unwrap_or_default().to_owned());
            turn.speakers = Said::Ids(who);
            turn.basis = Some(basis.to_owned());
            turn.place = Place::Offset(self.at);
        }
    }

    fn text(&mut self, text: &str) {
        if !self.within("text") {
            self.header.push_str(text);
            return;
        }
        if self.chunk.is_none() {
            // Between the elements there is only layout; anything else is too much.
            if text.trim().is_empty() {
                return;
            }
            self.back.begin(Role::Paragraph);
        }
        self.back.push(text, Place::Offset(self.at));
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if self.chunk == Some(self.open.len()) {
            self.chunk = None;
        }
        if !self.within("text") {
            return self.end_in_header(&name);
        }
        if name == "u" {
            self.back.end_turn();
        }
    }

    fn end_in_header(&mut self, name: &str) {
        let words = std::mem::take(&mut self.header);
        let kind = self.kind.as_str();
        let recorded = &mut self.back.recorded;
        match name {
            "idno" if kind == "SHA-256" => recorded.sha256 = Some(words),
            "note" if kind == "encoding" => {
                recorded.encoding = words.split_once("charset=").map(|(_, name)| name.to_owned());
            }
            "persName" if kind != "variant" => {
                if let Some(person) = self.back.people.as_mut().and_then(|people| people.last_mut())
                {
                    person.name.get_or_insert(words);
                }
            }
            "p" if self.open.last().is_some_and(|name| name == "application") => {
                if let Some(rules) = words.strip_prefix("Attribution rules: ") {
                    recorded.rules = Some(rules.to_owned());
                }
                let option = words.strip_prefix("Option ").and_then(|rest| rest.split_once(": "));
                if let Some((name, value)) = option {
                    recorded.options.insert(name.to_owned(), value.to_owned());
                }
            }
            _ => {}
        }
    }

    fn within(&self, name: &str) -> bool {
        self.open.get(1).is_some_and(|second| second == name)
    }

    fn damaged(&self, what: &str) -> Fault {
        Fault::damaged(format!("{}: {what}", self.back.describe(&Place::Offset(self.at))))
    }
}
