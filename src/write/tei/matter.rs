//! Blocks that are no turns: headings, events, paratext.

use std::io;

use crate::model::{
    Block, Direction, Heading, Inline, Paratext, ParatextKind, Segment, Transcript,
};

use super::inline::{self, Event};
use super::layout;
use super::names::Lines;
use super::time::Stamp;
use super::turn;
use super::xml::{self, Tag, Xml};

/// Writes a heading as the `head` of the `div` that is open.
pub(super) fn head(xml: &mut Xml, heading: &Heading) -> io::Result<()> {
    let tag = xml
        .block("head")
        .attr("xml:id", heading.id)
        .attr("type", format_args!("level-{}", heading.level));
    container(tag, "head", &heading.segments)
}

/// Writes an event between the turns.
pub(super) fn direction(xml: &mut Xml, direction: &Direction) -> io::Result<()> {
    let id = direction.id;
    let source = turn::whole(&direction.segments).and_then(Lines::of);
    let only = match direction.segments.as_slice() {
        [segment] => {
            let mut pieces = segment.content.iter().filter(|piece| !is_empty(piece));
            let first = pieces.next().map(|piece| (segment, piece));
            first.filter(|_| pieces.next().is_none())
        }
        _ => None,
    };
    match only {
        Some((segment, Inline::Direction { kind, text })) if xml::is_plain(text) => {
            let event = Event::of(*kind);
            let mut tag = xml.block(event.name).attr("xml:id", id);
            if let Some((name, value)) = event.detail {
                tag = tag.attr(name, value);
            }
            let xml = tag.opt("source", source).open()?;
            alone(xml, "desc", segment, text)?;
            xml.close(event.name)
        }
        Some((segment, Inline::TimeMark { text, milliseconds })) => {
            let xml = xml
                .block("note")
                .attr("xml:id", id)
                .attr("type", "timestamp")
                .attr("synch", format_args!("#{}", Stamp(*milliseconds)))
                .opt("source", source)
                .open()?;
            alone(xml, "seg", segment, text)?;
            xml.close("note")
        }
        // A `div` takes no loose text, so whatever is no single event stands in a note.
        Some(_) | None => {
            let tag = xml.block("note").attr("xml:id", id).attr("type", "direction");
            container(tag, "note", &direction.segments)
        }
    }
}

/// Whether a reader would find nothing of it.
fn is_empty(piece: &Inline) -> bool {
    matches!(piece, Inline::Text { text } if text.is_empty())
}

/// The text of a segment that holds one event or time only, which the element around it tells.
fn alone(xml: &mut Xml, name: &'static str, segment: &Segment, text: &str) -> io::Result<()> {
    xml.tag(name)
        .attr("xml:id", segment.id)
        .opt("xml:space", inline::space([text].into_iter()))
        .text(text)
}

/// Writes paratext in the midst of the conversation.
pub(super) fn paratext(xml: &mut Xml, paratext: &Paratext) -> io::Result<()> {
    match paratext.kind {
        ParatextKind::Furniture => furniture(xml, paratext),
        // Prose is text in its own right; the rest are remarks beside the conversation.
        ParatextKind::Prose => paragraphs(xml, &paratext.segments),
        ParatextKind::Rights
        | ParatextKind::Credits
        | ParatextKind::Note
        | ParatextKind::Header
        | ParatextKind::Narration
        | ParatextKind::Caption => {
            let tag =
                xml.block("note").attr("xml:id", paratext.id).attr("type", paratext.kind.as_str());
            let xml = tag.open()?;
            paragraphs(xml, &paratext.segments)?;
            xml.close_block("note")
        }
    }
}

fn furniture(xml: &mut Xml, paratext: &Paratext) -> io::Result<()> {
    let tag = xml.block("fw").attr("xml:id", paratext.id).attr("type", "furniture");
    container(tag, "fw", &paratext.segments)
}

fn paragraphs(xml: &mut Xml, segments: &[Segment]) -> io::Result<()> {
    for segment in segments {
        inline::block(xml, "p", segment)?;
    }
    Ok(())
}

/// An element that holds segments in one line.
fn container(tag: Tag<'_>, name: &'static str, segments: &[Segment]) -> io::Result<()> {
    let xml = tag.open()?;
    inline::in_line(xml, segments)?;
    xml.close(name)
}

/// Writes `front` or `back`: a `div` for each piece of paratext, with the headings before it.
pub(super) fn around(xml: &mut Xml, name: &'static str, blocks: &[Block]) -> io::Result<()> {
    if blocks.is_empty() {
        return Ok(());
    }
    xml.block(name).open()?;
    let mut rest = blocks;
    while let Some((block, after)) = rest.split_first() {
        rest = match block {
            Block::Heading(heading) => headed(xml, heading, rest)?,
            Block::Direction(event) => {
                direction(xml, event)?;
                after
            }
            Block::Paratext(piece) => {
                division(xml, &[], piece)?;
                after
            }
            // `Layout` leaves every turn to the body.
            Block::Turn(_) => after,
        };
    }
    xml.close_block(name)
}

/// Writes the headings that `blocks` begins with, and the paratext that they head; returns what
/// is left. The title of the document heads nothing but itself.
fn headed<'a>(xml: &mut Xml, first: &Heading, blocks: &'a [Block]) -> io::Result<&'a [Block]> {
    let headings: Vec<&Heading> = blocks
        .iter()
        .map_while(|block| match block {
            Block::Heading(heading) => Some(heading),
            Block::Turn(_) | Block::Direction(_) | Block::Paratext(_) => None,
        })
        .take_while(|heading| layout::is_title(heading) == layout::is_title(first))
        .collect();
    let rest = &blocks[headings.len()..];
    if layout::is_title(first) {
        heads(xml, "title", &headings)?;
        return Ok(rest);
    }
    match rest.split_first() {
        Some((Block::Paratext(piece), after)) if piece.kind != ParatextKind::Furniture => {
            division(xml, &headings, piece)?;
            Ok(after)
        }
        Some(_) | None => {
            heads(xml, "section", &headings)?;
            Ok(rest)
        }
    }
}

fn heads(xml: &mut Xml, kind: &'static str, headings: &[&Heading]) -> io::Result<()> {
    xml.block("div").attr("type", kind).open()?;
    for heading in headings {
        head(xml, heading)?;
    }
    xml.close_block("div")
}

fn division(xml: &mut Xml, headings: &[&Heading], piece: &Paratext) -> io::Result<()> {
    if piece.kind == ParatextKind::Furniture {
        return furniture(xml, piece);
    }
    xml.block("div")
        .attr("xml:id", piece.id)
        .attr("type", division_type(piece.kind))
        .opt("source", turn::whole(&piece.segments).and_then(Lines::of))
        .open()?;
    for heading in headings {
        head(xml, heading)?;
    }
    paragraphs(xml, &piece.segments)?;
    xml.close_block("div")
}

/// The `div/@type` of paratext before or after the conversation.
fn division_type(kind: ParatextKind) -> &'static str {
    match kind {
        ParatextKind::Narration => "intro",
        ParatextKind::Note => "notes",
        ParatextKind::Rights
        | ParatextKind::Credits
        | ParatextKind::Header
        | ParatextKind::Caption
        | ParatextKind::Furniture
        | ParatextKind::Prose => kind.as_str(),
    }
}

/// The rights statement: as the reader found it, else the paratext that states it, each line
/// with the place it stands at when that is known.
pub(super) fn rights(transcript: &Transcript) -> Vec<(String, Option<Lines>)> {
    let lines: Vec<(String, Option<Lines>)> = transcript
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paratext(piece) if piece.kind == ParatextKind::Rights => Some(&piece.segments),
            Block::Turn(_) | Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => None,
        })
        .flatten()
        .map(|segment| (segment.plain_text(), Lines::of(segment.span)))
        .collect();
    let stated = &transcript.metadata.rights;
    if stated.is_empty() {
        return lines;
    }
    let place = |text: &str| {
        let same = lines.iter().find(|(line, _)| line.trim() == text.trim());
        same.and_then(|(_, place)| *place)
    };
    stated.iter().map(|text| (text.clone(), place(text))).collect()
}
