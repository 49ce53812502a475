//! Which marked content is of one paragraph, by the structure, and in which direction it runs: what
//! sets the direction of a paragraph holds on from line to line and from page to page.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use unicode_bidi::{BidiClass, bidi_class};

use super::resolve;
use super::structure::DEEPEST;
use crate::write::glyphs as ours;

/// The paragraphs of a document.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    /// The part of a paragraph that is in each piece of marked content, by page and number.
    parts: BTreeMap<(ObjectId, i64), Part>,
    /// What was seen of each, as far as anything was.
    seen: BTreeMap<usize, Direction>,
}

/// A part of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    paragraph: usize,
    /// Whether it tells who speaks: the words after it decide in which direction the whole runs.
    is_label: bool,
}

impl Part {
    /// Whether both are of one paragraph.
    pub(super) fn is_of(self, other: Self) -> bool {
        self.paragraph == other.paragraph
    }
}

/// What was seen of the direction of a paragraph.
#[derive(Debug, Default)]
struct Direction {
    /// Whether the first letter is one that runs from right to left.
    backward: Option<bool>,
    /// Whether embeddings, overrides or isolates stand in it.
    turned: bool,
    /// The first page on which characters without ink tell the direction.
    told: Option<u32>,
}

impl Paragraphs {
    /// Those of the structure, as far as it is sound: reading the structure tells what is not.
    pub(super) fn of(document: &Document) -> Self {
        let mut walk = Walk { document, all: Self::default(), seen: BTreeSet::new(), last: None };
        let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot"));
        if let Some(root) = root.ok().and_then(|root| resolve(document, root)?.as_dict().ok()) {
            walk.kids(root, None, 0);
        }
        walk.all
    }

    /// The part that a piece of marked content is.
    pub(super) fn part(&self, page: ObjectId, number: i64) -> Option<Part> {
        self.parts.get(&(page, number)).copied()
    }

    /// Notes what is said next in a part.
    pub(super) fn note(&mut self, part: Option<Part>, text: &str, page: u32) {
        let Some(part) = part else { return };
        let direction = self.seen.entry(part.paragraph).or_default();
        if !part.is_label && direction.backward.is_none() {
            direction.backward = text.chars().find_map(is_backward);
        }
        if text.contains(directs) {
            direction.told.get_or_insert(page);
            direction.turned |= text.contains(turns);
        }
    }

    /// Whether a part runs from right to left as a whole, so that digits and stops may stand
    /// anywhere on a line.
    pub(super) fn is_backward(&self, part: Option<Part>) -> bool {
        self.direction(part).is_some_and(|it| it.backward == Some(true))
    }

    /// Whether a part turns its direction in a way that letters do not tell.
    pub(super) fn is_turned(&self, part: Option<Part>) -> bool {
        self.direction(part).is_some_and(|it| it.turned)
    }

    fn direction(&self, part: Option<Part>) -> Option<&Direction> {
        self.seen.get(&part?.paragraph)
    }

    /// What could not be looked at, in words.
    pub(super) fn unchecked(&self) -> Option<String> {
        let told: Vec<u32> = self.seen.values().filter_map(|it| it.told).collect();
        let first = told.iter().min()?;
        let paragraphs = match told.len() {
            1 => "a paragraph".to_owned(),
            many => format!("{many} paragraphs"),
        };
        Some(format!(
            "all of left and right in {paragraphs} with marks of direction, first on page {first}"
        ))
    }
}

struct Walk<'a> {
    document: &'a Document,
    all: Paragraphs,
    /// Elements that were visited.
    seen: BTreeSet<ObjectId>,
    last: Option<Part>,
}

impl Walk<'_> {
    fn kids(&mut self, element: &Dictionary, page: Option<ObjectId>, depth: usize) {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, page, depth)),
            Ok(kid) => self.kid(kid, page, depth),
            Err(_) => {}
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, depth: usize) {
        let again = kid.as_reference().is_ok_and(|id| !self.seen.insert(id));
        if again || depth > DEEPEST {
            return;
        }
        match resolve(self.document, kid) {
            Some(Object::Integer(number)) => self.content(page, *number),
            Some(Object::Array(kids)) => {
                kids.iter().for_each(|kid| self.kid(kid, page, depth + 1));
            }
            Some(Object::Dictionary(kid)) => match kid.get(b"MCID").and_then(Object::as_i64) {
                Ok(number) => {
                    let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    self.content(page, number);
                }
                Err(_) => {
                    self.begin(kid.get(b"S").and_then(Object::as_name).unwrap_or_default());
                    self.kids(kid, page, depth + 1);
                }
            },
            _ => {}
        }
    }

    /// Begins a paragraph, unless the element stands within one or tells who speaks in it.
    fn begin(&mut self, kind: &[u8]) {
        if matches!(kind, b"InlineDirection" | b"TimeMark" | b"Furniture" | b"Link") {
            return;
        }
        let is_label = matches!(kind, b"Speaker" | b"AddedSpeaker");
        let paragraph = match self.last {
            Some(Part { paragraph, is_label: true }) => paragraph,
            Some(Part { paragraph, .. }) => paragraph + 1,
            None => 0,
        };
        self.last = Some(Part { paragraph, is_label });
    }

    fn content(&mut self, page: Option<ObjectId>, number: i64) {
        if let (Some(page), Some(part)) = (page, self.last) {
            self.all.parts.insert((page, number), part);
        }
    }
}

/// Whether a letter runs from right to left; nothing of what is no letter.
pub(super) fn is_backward(c: char) -> Option<bool> {
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Some(true),
        BidiClass::L => Some(false),
        _ => None,
    }
}

/// Whether letters that run from right to left, or a mark that stands for one, are in a text.
pub(super) fn is_mixed(text: &str) -> bool {
    text.contains(|c| ours::is_right_to_left(c) || is_mark(c))
}

/// Characters without ink that tell a direction (Unicode Standard Annex 9).
pub(super) fn directs(c: char) -> bool {
    is_mark(c) || turns(c)
}

/// Marks: as a letter of that direction would, they move what is no letter beside them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Embeddings, overrides and isolates.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
