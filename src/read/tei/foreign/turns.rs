//! Turns: where they begin, who is named, and what is left of one that another stands within.

use crate::model::{Block, BlockKind, Label, Segment, SegmentId, Span, TimeSpan, Turn};

use super::people::{around, attribution};
use super::words::Piece;
use super::{Walk, segments};

/// A turn that is open.
#[derive(Debug)]
pub(super) struct Open {
    /// The first node that is not within it.
    pub(super) end: usize,
    /// Its element.
    at: usize,
    label: Option<Label>,
    pub(super) segments: Vec<Piece>,
    /// It goes on after another one that stands within it.
    resumed: bool,
}

impl Walk<'_> {
    /// A turn begins. One that is open is cut in two.
    pub(super) fn turn(&mut self, at: usize) {
        self.flush();
        if let Some(outer) = self.turns.pop() {
            let rest = Open {
                end: outer.end,
                at: outer.at,
                label: None,
                segments: Vec::new(),
                resumed: true,
            };
            self.push_turn(outer);
            self.turns.push(rest);
        }
        let label = self.label.take();
        let end = self.tree.end(at);
        self.turns.push(Open { end, at, label, segments: Vec::new(), resumed: false });
    }

    /// The speaker's name in a play: a label, if it stands where labels do.
    pub(super) fn speaker(&mut self, at: usize) -> usize {
        self.flush();
        let label = self.label_of(at);
        match self.turns.last_mut() {
            Some(turn) if turn.segments.is_empty() && turn.label.is_none() => {
                turn.label = label;
                self.tree.end(at)
            }
            Some(_) | None => {
                self.paragraph = Some(self.tree.end(at));
                at + 1
            }
        }
    }

    pub(super) fn push_turn(&mut self, open: Open) {
        let Open { at, label, segments: pieces, resumed, .. } = open;
        if pieces.is_empty() && label.is_none() {
            if !resumed {
                self.lost.wordless(self.tree.name(at));
            }
            return;
        }
        let id = self.id(BlockKind::Turn);
        let mut segments = segments(self.source, id, pieces);
        // A name alone: nothing was said, and this is where it would stand.
        if let (true, Some(label)) = (segments.is_empty(), &label) {
            let (line, byte) = (label.span.lines.1, label.span.bytes.1);
            let span = Span { lines: (line, line), bytes: (byte, byte) };
            let id = SegmentId { block: id, number: 1 };
            segments.push(Segment { id, content: Vec::new(), span });
        }
        let tree = self.tree;
        let speakers = self.people.of_turn(tree, at, label.as_ref());
        let time = |name| around(tree, at, name).and_then(|pointer| self.times.at(pointer));
        let turn = Turn {
            id,
            attribution: attribution(tree, at, !speakers.is_empty()),
            speakers,
            addressee: None,
            function: None,
            answers: None,
            time: time("start").map(|start| TimeSpan { start, end: time("end") }),
            label,
            segments,
        };
        self.blocks.push(Block::Turn(turn));
    }
}
