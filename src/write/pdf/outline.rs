//! The outline (bookmarks): headings, and below them the questions.

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::model::{Block, Function, Transcript};

use super::chars::is_ideographic;
use super::compose::Composition;
use super::draw::Drawn;
use super::elements::{ElementId, Role};
use super::metadata::text;

/// How much of a question is shown, in letters; an ideograph counts for two.
const SHOWN: usize = 72;

/// An entry on its way into the document.
#[derive(Debug)]
struct Entry {
    title: String,
    /// Page and height.
    place: (usize, f32),
    below: Vec<Entry>,
}

/// Adds the outline; `None` when there is nothing to list.
pub(super) fn add(
    document: &mut Document,
    transcript: &Transcript,
    composition: &Composition,
    drawn: &Drawn,
    pages: &[ObjectId],
    left: f32,
) -> Option<ObjectId> {
    let entries = entries(transcript, composition, drawn);
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let (first, last) = level(document, &entries, root, pages, left)?;
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => first,
        "Last" => last,
        "Count" => shown(&entries),
    };
    document.objects.insert(root, outline.into());
    Some(root)
}

/// Headings in a row; a question goes below the heading before it.
fn entries(transcript: &Transcript, composition: &Composition, drawn: &Drawn) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut places = places(composition, drawn).into_iter();
    let mut below_heading = false;
    for (n, block) in transcript.body.iter().enumerate() {
        let (listed, is_heading) = match block {
            Block::Turn(turn) => (turn.function == Some(Function::Question), false),
            // The title of the document is no part of it.
            Block::Heading(heading) => (n > 0 || heading.level > 1, true),
            Block::Direction(_) | Block::Paratext(_) => continue,
        };
        let Some(place) = places.next().flatten().filter(|_| listed) else {
            continue;
        };
        let entry = Entry { title: opening(block), place, below: Vec::new() };
        match entries.last_mut() {
            Some(last) if below_heading && !is_heading => last.below.push(entry),
            Some(_) | None => {
                below_heading |= is_heading;
                entries.push(entry);
            }
        }
    }
    entries
}

/// Where each turn and heading of the source begins, in order.
fn places(composition: &Composition, drawn: &Drawn) -> Vec<Option<(usize, f32)>> {
    let of = |id: ElementId| drawn.places.get(id.0 as usize).copied().flatten();
    let mut out: Vec<Option<(usize, f32)>> = Vec::new();
    let mut open = None;
    for (n, element) in composition.elements.iter().enumerate() {
        let id = ElementId(n as u32);
        match element.role {
            Role::Heading(_) => out.push(of(id)),
            Role::Turn(_) => {
                open = Some((id, out.len()));
                out.push(None);
            }
            // A turn begins where the first of its parts does.
            Role::Speaker | Role::AddedSpeaker | Role::Segment => {
                if let Some((turn, at)) = open
                    && element.parent == turn
                    && out[at].is_none()
                {
                    out[at] = of(id);
                }
            }
            Role::Document
            | Role::AddedTitle
            | Role::Front
            | Role::FrontLine
            | Role::Direction
            | Role::InlineDirection
            | Role::TimeMark
            | Role::Link
            | Role::Furniture
            | Role::Paratext(_) => {}
        }
    }
    out
}

/// The first words of a block.
fn opening(block: &Block) -> String {
    let whole: String =
        block.segments().iter().take(1).map(|segment| segment.plain_text()).collect();
    let mut words = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    words.retain(|c| !c.is_control());
    let mut width = 0;
    let too_much = words.char_indices().find(|&(_, c)| {
        width += if is_ideographic(c) { 2 } else { 1 };
        width > SHOWN
    });
    if let Some((at, _)) = too_much {
        words.truncate(at);
        words.push('…');
    }
    words
}

/// How many entries are open to view: all.
fn shown(entries: &[Entry]) -> i64 {
    entries.iter().map(|entry| 1 + shown(&entry.below)).sum()
}

/// Adds a row of entries; returns its first and last.
fn level(
    document: &mut Document,
    entries: &[Entry],
    parent: ObjectId,
    pages: &[ObjectId],
    left: f32,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (n, entry) in entries.iter().enumerate() {
        let mut item = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parent,
        };
        if let Some(page) = pages.get(entry.place.0) {
            let top = Object::Real(entry.place.1.round());
            let left = Object::Real(left.floor());
            let place = vec![(*page).into(), "XYZ".into(), left, top, Object::Null];
            item.set("Dest", place);
        }
        if n > 0 {
            item.set("Prev", ids[n - 1]);
        }
        if let Some(next) = ids.get(n + 1) {
            item.set("Next", *next);
        }
        if let Some((first, last)) = level(document, &entry.below, ids[n], pages, left) {
            item.set("First", first);
            item.set("Last", last);
            item.set("Count", shown(&entry.below));
        }
        document.objects.insert(ids[n], item.into());
    }
    Some((*ids.first()?, *ids.last()?))
}
