//! The structure tree: the text in reading order, and which part of it is what.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::page::{Marked, Said as Content};
use super::resolve;
use crate::verify::back::{Place, ReadBack, Role, Said, Spoken};
use crate::verify::fault::Fault;

/// No tree of ours is deeper than five.
pub(super) const DEEPEST: usize = 32;

/// Walks the tree, and takes what is marked.
pub(super) fn walk(document: &Document, marked: Marked, back: &mut ReadBack) -> Result<(), Fault> {
    let no_tree = || Fault::damaged("it has no structure tree");
    let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot"));
    let root = root.ok().and_then(|root| resolve(document, root)?.as_dict().ok());
    let root = root.ok_or_else(no_tree)?;
    let pages = document.get_pages().into_iter().map(|(number, page)| (page, number)).collect();
    let seen = BTreeSet::new();
    let mut walk = Walk { document, pages, marked, back, seen, last: None, ours: false };
    walk.kids(root, None, 0)?;
    match walk.marked.into_iter().next() {
        None => Ok(()),
        Some((_, said)) => Err(Fault::Structure {
            place: format!("page {}", said.page),
            what: format!("“{}” is in no element of the structure", said.text),
        }),
    }
}

struct Walk<'a> {
    document: &'a Document,
    /// The numbers of the pages.
    pages: BTreeMap<ObjectId, u32>,
    /// What no element has taken yet.
    marked: Marked,
    back: &'a mut ReadBack,
    /// Elements that were visited.
    seen: BTreeSet<ObjectId>,
    /// Page and place on it of the content that was taken last.
    last: Option<(u32, usize)>,
    /// Whether this part of the tree holds our own words.
    ours: bool,
}

impl Walk<'_> {
    fn kids(
        &mut self,
        element: &Dictionary,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::damaged("its structure has no end"));
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match element.get(b"K") {
            Ok(Object::Array(kids)) => {
                for kid in kids {
                    self.kid(kid, page, depth)?;
                }
                Ok(())
            }
            Ok(kid) => self.kid(kid, page, depth),
            Err(_) => Ok(()),
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, depth: usize) -> Result<(), Fault> {
        if let Object::Reference(id) = kid
            && !self.seen.insert(*id)
        {
            return Err(Fault::damaged("an element stands twice in its structure"));
        }
        match resolve(self.document, kid) {
            Some(Object::Integer(number)) => self.content(page, *number),
            Some(Object::Dictionary(kid)) => match kid.get(b"MCID").and_then(Object::as_i64) {
                Ok(number) => {
                    let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    self.content(page, number)
                }
                Err(_) if is_place(kid) => Ok(()),
                Err(_) => self.element(kid, page, depth + 1),
            },
            Some(Object::Array(kids)) => {
                kids.iter().try_for_each(|kid| self.kid(kid, page, depth + 1))
            }
            _ => Err(Fault::damaged("its structure points at nothing")),
        }
    }

    fn element(
        &mut self,
        element: &Dictionary,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Result<(), Fault> {
        let kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let around = self.ours;
        match kind {
            b"Turn" => {
                self.turn(element, page);
                self.kids(element, page, depth)?;
                self.back.end_turn();
                return Ok(());
            }
            b"Speaker" => self.back.begin(Role::Label),
            b"AddedSpeaker" => return self.speaker(element, page, depth),
            // What stands in the line goes on with what is around it.
            b"InlineDirection" | b"TimeMark" | b"Furniture" | b"Link" | b"Document"
            | b"Paratext" => {}
            b"Front" | b"FrontLine" | b"AddedTitle" => {
                self.back.begin(Role::Ours);
                self.ours = true;
            }
            _ if self.ours => {}
            b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" => self.back.begin(Role::Heading),
            _ => self.back.begin(Role::Paragraph),
        }
        self.kids(element, page, depth)?;
        self.ours = around;
        Ok(())
    }

    fn turn(&mut self, element: &Dictionary, page: Option<ObjectId>) {
        let id = element.get(b"T").ok().and_then(|title| lopdf::decode_text_string(title).ok());
        let place = match self.page_of(element, page) {
            Some(page) => Place::Page(page),
            None => Place::Output,
        };
        self.back.turns.push(Spoken {
            id,
            speakers: Said::Nothing,
            beside: None,
            basis: None,
            first: self.back.chunks.len(),
            end: None,
            place,
        });
    }

    /// A name that is ours: what it says is who speaks.
    fn speaker(
        &mut self,
        element: &Dictionary,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Result<(), Fault> {
        let chunks = self.back.chunks.len();
        let label = self.back.chunks.last().is_some_and(|chunk| chunk.role == Role::Label);
        // A person put another in the place of the label that is printed before.
        let is_beside = match self.back.turns.last() {
            Some(turn) if turn.first == chunks => false,
            Some(turn) if turn.first + 1 == chunks && label => true,
            _ => return Err(Fault::damaged("the name of a speaker stands within what was said")),
        };
        self.back.begin(Role::Ours);
        self.kids(element, page, depth)?;
        let shown = self.back.chunks.last().map(|chunk| self.back.said(chunk).to_owned());
        match (self.back.turns.last_mut(), shown) {
            (Some(turn), Some(shown)) if is_beside => turn.beside = Some(shown),
            (Some(turn), Some(shown)) => turn.speakers = Said::Shown(shown),
            _ => {}
        }
        Ok(())
    }

    /// The number of the page on which the first content of an element stands.
    fn page_of(&self, element: &Dictionary, page: Option<ObjectId>) -> Option<u32> {
        let mut element = element;
        for _ in 0..DEEPEST {
            let own = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
            if let Some(id) = own {
                return self.pages.get(&id).copied();
            }
            let first = match element.get(b"K").ok()? {
                Object::Array(kids) => kids.first()?,
                kid => kid,
            };
            element = resolve(self.document, first)?.as_dict().ok()?;
        }
        None
    }

    fn content(&mut self, page: Option<ObjectId>, number: i64) -> Result<(), Fault> {
        let taken = page.and_then(|page| self.marked.remove(&(page, number)));
        let Some(Content { text, page, order }) = taken else {
            return Err(Fault::damaged(format!(
                "its structure names marked content {number}, which is not there or stands twice"
            )));
        };
        if self.last >= Some((page, order)) {
            return Err(Fault::Structure {
                place: format!("page {page}"),
                what: format!("“{text}” is said after what is seen below it"),
            });
        }
        self.last = Some((page, order));
        self.back.push(&text, Place::Page(page));
        Ok(())
    }
}

/// Whether a kid is the place of a link on its page, which has no text of its own.
fn is_place(kid: &Dictionary) -> bool {
    kid.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"OBJR")
}
