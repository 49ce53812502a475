//! Reads a TEI file back, as a conforming XML parser would, and rebuilds the source from it.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug)]
pub(crate) enum Node {
    Text(String),
    Element(Element),
}

/// Parses a whole document.
pub(crate) fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap_or_else(|error| {
            panic!("not well-formed: {error}\n{xml}");
        });
        let top = open.last_mut().unwrap();
        match event {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => top.children.push(Node::Element(element(&start))),
            Event::End(_) => {
                let done = open.pop().unwrap();
                let parent = open.last_mut().unwrap();
                parent.children.push(Node::Element(done));
            }
            Event::Text(text) => top.push(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(c) => top.push(c.encode_utf8(&mut [0; 4])),
                None => top.push(match &*reference.xml10_content() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    other => panic!("entity {other}"),
                }),
            },
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("did not expect {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "an element is still open");
    let root = open.remove(0);
    root.elements().len().eq(&1).then_some(()).expect("one root");
    root.children
        .into_iter()
        .find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
        .unwrap()
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("attributes are unique and quoted");
        assert!(
            !attribute.value.contains(['\t', '\n', '\r', '<']),
            "{attribute:?} would not survive a parser"
        );
        let value = quick_xml::escape::unescape(&attribute.value).unwrap();
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

impl Element {
    fn push(&mut self, text: &str) {
        if let Some(Node::Text(last)) = self.children.last_mut() {
            last.push_str(text);
        } else {
            self.children.push(Node::Text(text.to_owned()));
        }
    }

    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub(crate) fn elements(&self) -> Vec<&Element> {
        self.children
            .iter()
            .filter_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
            .collect()
    }

    /// This element and all below it, in document order.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut found = vec![self];
        for child in self.elements() {
            found.extend(child.all());
        }
        found
    }

    /// All elements of this name, in document order.
    pub(crate) fn named(&self, name: &str) -> Vec<&Element> {
        let mut found = self.all();
        found.retain(|element| element.name == name);
        found
    }

    /// The first element of this name.
    pub(crate) fn first(&self, name: &str) -> &Element {
        self.named(name).first().copied().unwrap_or_else(|| panic!("no <{name}>"))
    }

    pub(crate) fn by_id(&self, id: &str) -> &Element {
        self.all()
            .into_iter()
            .find(|element| element.get("xml:id") == Some(id))
            .unwrap_or_else(|| panic!("no `{id}`"))
    }

    /// The characters of the source that stand here: the text, with what stands in the place
    /// of characters that XML cannot hold read back.
    pub(crate) fn source_text(&self) -> String {
        if self.name == "pb" {
            return "\u{c}".to_owned();
        }
        if self.get("reason") == Some("control-character") {
            let code = self.get("n").unwrap().strip_prefix("U+").unwrap();
            let code = u32::from_str_radix(code, 16).unwrap();
            return char::from_u32(code).unwrap().to_string();
        }
        self.children
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.clone(),
                Node::Element(element) => element.source_text(),
            })
            .collect()
    }
}
