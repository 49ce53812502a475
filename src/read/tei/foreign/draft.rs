//! Paragraphs outside of turns: a text of which nobody is said to speak is for `attribute`.

use std::collections::HashMap;

use crate::model::{
    Block, Label, Paragraph, ParagraphKind, ParatextKind, Segment, SegmentId, Span, SpokenLabel,
};

/// Without turns it is a text: who speaks in it, if anybody, is for `attribute` to find.
pub(super) fn paragraphs(block: Block, labels: &mut HashMap<SegmentId, Label>) -> Vec<Paragraph> {
    let (kind, segments) = match block {
        Block::Turn(turn) => (ParagraphKind::Speech, turn.segments),
        Block::Heading(heading) => (ParagraphKind::Heading(heading.level), heading.segments),
        Block::Direction(direction) => (ParagraphKind::Direction, direction.segments),
        Block::Paratext(piece) => match piece.kind {
            ParatextKind::Narration => (ParagraphKind::Speech, piece.segments),
            kind => (ParagraphKind::Paratext(kind), piece.segments),
        },
    };
    let spoken = |label: Label| {
        Box::new(SpokenLabel {
            name: label.text.trim_end_matches([':', '：', '.', ' ']).to_owned(),
            label,
            with: Vec::new(),
            full: None,
            rule: "label.markup",
            time: None,
        })
    };
    let of = |segment: Segment| Paragraph {
        kind,
        label: labels.remove(&segment.id).map(spoken),
        content: segment.content,
        span: segment.span,
    };
    segments.into_iter().map(of).collect()
}

pub(super) fn paratext_segments(block: &mut Block) -> Option<&mut Vec<Segment>> {
    match block {
        Block::Paratext(paratext) => Some(&mut paratext.segments),
        Block::Turn(_) | Block::Heading(_) | Block::Direction(_) => None,
    }
}

/// A segment without words of its own stands where its label ends.
pub(super) fn after_label(mut segment: Segment, label: Option<&Label>) -> Segment {
    if let (true, Some(label)) = (segment.content.is_empty(), label) {
        let (line, byte) = (label.span.lines.1, label.span.bytes.1);
        segment.span = Span { lines: (line, line), bytes: (byte, byte) };
    }
    segment
}
