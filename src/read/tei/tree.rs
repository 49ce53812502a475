//! An XML document as a flat list of nodes in document order.
//!
//! An element holds the nodes from the one after it up to its `end`. So a walk is a loop over
//! numbers, however deep the elements nest, and nothing recurses. Entities are never expanded:
//! there is nothing to fetch and nothing that grows.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};

/// A document.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    attributes: Vec<(&'a str, Cow<'a, str>)>,
    /// References to entities that the document would have to define: kept as they are written.
    pub(super) entities: usize,
}

/// An element or a piece of text.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Local name of the element; empty for text.
    pub(super) name: &'a str,
    /// The text; empty for an element.
    pub(super) text: Cow<'a, str>,
    /// The number of the first node that is not within this one.
    pub(super) end: usize,
    /// The number of the element around it; its own at the top.
    pub(super) parent: usize,
    /// Where it stands in the text of the source, tags included.
    pub(super) place: (usize, usize),
    /// Whether it holds words that are marked up one by one: blanks between them are layout.
    pub(super) has_words: bool,
    attributes: (usize, usize),
}

/// Why a document cannot be read.
#[derive(Debug)]
pub(super) struct Malformed {
    /// Offset in the text.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) cause: String,
}

impl<'a> Tree<'a> {
    /// Parses a document.
    pub(super) fn parse(text: &'a str) -> Result<Self, Malformed> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().enable_all_checks(true);
        let mut tree = Self { nodes: Vec::new(), attributes: Vec::new(), entities: 0 };
        let mut open: Vec<usize> = Vec::new();
        loop {
            let start = offset(reader.buffer_position());
            let event = reader.read_event().map_err(|error| Malformed {
                at: offset(reader.error_position()),
                cause: error.to_string(),
            })?;
            let end = offset(reader.buffer_position());
            let raw = &text[start..end];
            let wrong = |cause: String| Malformed { at: start, cause };
            match event {
                Event::Start(_) => {
                    tree.element(raw, (start, end), &open).map_err(wrong)?;
                    open.push(tree.nodes.len() - 1);
                }
                Event::Empty(_) => tree.element(raw, (start, end), &open).map_err(wrong)?,
                Event::End(_) => {
                    let count = tree.nodes.len();
                    if let Some(element) = open.pop().and_then(|at| tree.nodes.get_mut(at)) {
                        element.end = count;
                        element.place.1 = end;
                    }
                }
                Event::Text(_) => tree.text(Cow::Borrowed(raw), (start, end), &open)?,
                Event::CData(data) => {
                    tree.text(data.xml10_content(), (start, end), &open)?;
                }
                Event::GeneralRef(reference) => {
                    let text = tree.reference(&reference, raw).map_err(wrong)?;
                    tree.text(text, (start, end), &open)?;
                }
                // A document type is passed over: what it declares is not used.
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
                Event::Eof => break,
            }
        }
        match open.last().and_then(|at| tree.nodes.get(*at)) {
            Some(element) => Err(Malformed {
                at: element.place.0,
                cause: format!("<{}> is not closed", element.name),
            }),
            None if tree.nodes.is_empty() => {
                Err(Malformed { at: 0, cause: "there is no element".to_owned() })
            }
            None => Ok(tree),
        }
    }

    fn element(
        &mut self,
        raw: &'a str,
        place: (usize, usize),
        open: &[usize],
    ) -> Result<(), String> {
        let inner = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let is_end = |c: char| c.is_ascii_whitespace() || c == '/';
        let name = &inner[..inner.find(is_end).unwrap_or(inner.len())];
        if open.is_empty() && !self.nodes.is_empty() {
            return Err(format!("<{name}> stands after the end of the document"));
        }
        let first = self.attributes.len();
        for attribute in Attributes::new(inner, name.len()) {
            let attribute = attribute.map_err(|error| format!("in <{name}>: {error}"))?;
            self.attributes.push((attribute.key.into_inner(), value(attribute.value)));
        }
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        let number = self.nodes.len();
        let parent = open.last().copied().unwrap_or(number);
        if matches!(local, "w" | "pc")
            && let Some(around) = self.nodes.get_mut(parent)
        {
            around.has_words = true;
        }
        self.nodes.push(Node {
            name: local,
            text: Cow::Borrowed(""),
            end: number + 1,
            parent,
            place,
            has_words: false,
            attributes: (first, self.attributes.len()),
        });
        Ok(())
    }

    fn text(
        &mut self,
        text: Cow<'a, str>,
        place: (usize, usize),
        open: &[usize],
    ) -> Result<(), Malformed> {
        let Some(parent) = open.last().copied() else {
            if text.trim().is_empty() {
                return Ok(());
            }
            let cause = "text outside of any element".to_owned();
            return Err(Malformed { at: place.0, cause });
        };
        let end = self.nodes.len() + 1;
        self.nodes.push(Node {
            name: "",
            text,
            end,
            parent,
            place,
            has_words: false,
            attributes: (0, 0),
        });
        Ok(())
    }

    /// What `&name;` or `&#n;` stands for. A name that XML does not define stays as written: its
    /// definition is not looked for, and nothing is lost.
    fn reference(
        &mut self,
        reference: &BytesRef<'_>,
        raw: &'a str,
    ) -> Result<Cow<'a, str>, String> {
        if let Some(c) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
            return Ok(Cow::Owned(c.to_string()));
        }
        let name = raw.trim_start_matches('&').trim_end_matches(';');
        match quick_xml::escape::resolve_predefined_entity(name) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => {
                self.entities += 1;
                Ok(Cow::Borrowed(raw))
            }
        }
    }

    /// The value of an attribute, by its name as written (`xml:id`).
    pub(super) fn get(&self, node: usize, name: &str) -> Option<&str> {
        let (first, last) = self.nodes.get(node)?.attributes;
        let of_node = self.attributes.get(first..last)?;
        of_node.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// The name of an element; empty for text.
    pub(super) fn name(&self, node: usize) -> &'a str {
        self.nodes.get(node).map_or("", |node| node.name)
    }

    /// The number of the first node after this one and what it holds.
    pub(super) fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(node + 1, |node| node.end)
    }

    /// The children of an element.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.end(node);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// The elements of this name within a node, in document order.
    pub(super) fn named(&self, node: usize, name: &str) -> impl Iterator<Item = usize> {
        (node + 1..self.end(node)).filter(move |at| self.name(*at) == name)
    }

    /// The first element of this name within a node.
    pub(super) fn first(&self, node: usize, name: &str) -> Option<usize> {
        self.named(node, name).next()
    }

    /// All text within a node, as it is written.
    pub(super) fn text_of(&self, node: usize) -> String {
        let within = self.nodes.get(node + 1..self.end(node)).unwrap_or_default();
        within.iter().map(|node| node.text.as_ref()).collect()
    }

    /// All text within a node, every run of white space one blank.
    pub(super) fn words_of(&self, node: usize) -> String {
        self.text_of(node).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// An attribute's value as a parser gives it (XML 1.0, 3.3.3): literal white space is a blank.
fn value(raw: Cow<'_, str>) -> Cow<'_, str> {
    let plain = if raw.contains(['\t', '\n', '\r']) {
        Cow::Owned(raw.replace(['\t', '\n', '\r'], " "))
    } else {
        raw
    };
    match quick_xml::escape::unescape(&plain) {
        Ok(Cow::Borrowed(_)) | Err(_) => plain,
        Ok(Cow::Owned(unescaped)) => Cow::Owned(unescaped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_as_a_parser_gives_them() {
        let tree = Tree::parse("<a b='1&lt;\n2'>x&amp;<![CDATA[<y>]]>&#65;<c/>z</a>").unwrap();
        assert_eq!(tree.text_of(0), "x&<y>Az");
        assert_eq!(tree.get(0, "b"), Some("1< 2"));
        assert_eq!(tree.children(0).filter(|at| tree.name(*at) == "c").count(), 1);
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        for (xml, at) in
            [("<a>\n<b></a>", 7), ("<a", 0), ("<a/><b/>", 4), ("<a x=1/>", 0), ("<a>", 0)]
        {
            let error = Tree::parse(xml).unwrap_err();
            assert_eq!(error.at, at, "{xml}: {}", error.cause);
        }
    }

    #[test]
    fn an_entity_is_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"&y;&y;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                    <a>&x;&f;</a>";
        let tree = Tree::parse(bomb).unwrap();
        assert_eq!(tree.text_of(0), "&x;&f;");
        assert_eq!(tree.entities, 2);
    }
}
