//! Which blocks stand before the conversation, which are it, which come after.

use crate::model::{Block, Heading, ParatextKind, Transcript};

/// The blocks of a transcript, in source order, cut in three.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout<'a> {
    /// Title, header lines, introduction.
    pub(super) front: &'a [Block],
    /// From the first turn to the last. Without turns, the prose; without prose, everything.
    pub(super) main: &'a [Block],
    /// Rights, credits, notes.
    pub(super) back: &'a [Block],
}

impl<'a> Layout<'a> {
    /// Cuts the body. Section headings and events just before the first turn, and events just
    /// after the last, belong to the conversation.
    pub(super) fn of(transcript: &'a Transcript) -> Self {
        let body = transcript.body.as_slice();
        let has_turns = transcript.turns().next().is_some();
        let is_core = |block: &Block| {
            if has_turns { is_turn(block) } else { is_prose(block) }
        };
        let (Some(first), Some(last)) =
            (body.iter().position(is_core), body.iter().rposition(is_core))
        else {
            return Self { front: &[], main: body, back: &[] };
        };
        let (before, rest) = body.split_at(first);
        let leads = before.iter().rev().take_while(|b| leads_in(b)).count();
        let (core, after) = rest.split_at(last - first + 1);
        let trails = after.iter().take_while(|b| trails_out(b)).count();
        let start = before.len() - leads;
        let end = before.len() + core.len() + trails;
        Self { front: &body[..start], main: &body[start..end], back: &body[end..] }
    }
}

fn is_turn(block: &Block) -> bool {
    match block {
        Block::Turn(_) => true,
        Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => false,
    }
}

fn is_prose(block: &Block) -> bool {
    match block {
        Block::Paratext(paratext) => paratext.kind == ParatextKind::Prose,
        Block::Turn(_) | Block::Heading(_) | Block::Direction(_) => false,
    }
}

/// Whether the heading is the title of the document rather than of a section.
pub(super) fn is_title(heading: &Heading) -> bool {
    heading.level <= 1
}

fn leads_in(block: &Block) -> bool {
    match block {
        Block::Heading(heading) => !is_title(heading),
        Block::Direction(_) => true,
        Block::Turn(_) | Block::Paratext(_) => false,
    }
}

fn trails_out(block: &Block) -> bool {
    match block {
        Block::Direction(_) => true,
        Block::Turn(_) | Block::Heading(_) | Block::Paratext(_) => false,
    }
}
