//! The invariants of a transcript, checked.

use std::collections::HashMap;
use std::fmt;

use super::{Attribution, Block, BlockId, BlockKind, ParticipantId, SegmentId, Transcript};

/// An invariant that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A participant or block is not the next of its kind.
    Numbering(String),
    /// A turn, heading, direction or paratext holds nothing.
    Empty(BlockId),
    /// A speaker or addressee is not among the participants.
    NoSuchParticipant(BlockId, ParticipantId),
    /// `answers` points at something that is not an earlier turn.
    AnswersNothing(BlockId, BlockId),
    /// A turn that the source labels has no speaker.
    LabelledWithoutSpeaker(BlockId),
    /// A turn names its speaker and guesses as well.
    GuessBesideSpeaker(BlockId),
    /// A boundary was nearly placed where the turn has no segment, or at its first.
    NearNothing(BlockId, SegmentId),
    /// A span ends before it begins, or before the one before it.
    Order(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbering(id) => write!(f, "`{id}` is out of number"),
            Self::Empty(id) => write!(f, "`{id}` holds no segment"),
            Self::NoSuchParticipant(id, who) => {
                write!(f, "`{id}` points at `{who}`, who is not there")
            }
            Self::AnswersNothing(id, to) => {
                write!(f, "`{id}` answers `{to}`, which is no earlier turn")
            }
            Self::LabelledWithoutSpeaker(id) => write!(f, "`{id}` is labelled but has no speaker"),
            Self::GuessBesideSpeaker(id) => write!(f, "`{id}` has a speaker and a guess"),
            Self::NearNothing(id, segment) => {
                write!(f, "`{segment}` is no later segment of `{id}`")
            }
            Self::Order(id) => write!(f, "the span of `{id}` is out of order"),
        }
    }
}

/// Everything about `transcript` that breaks an invariant; empty when it is sound.
///
/// Whether the *text* is whole is another question: see [`source_text`].
pub fn check(transcript: &Transcript) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (i, participant) in transcript.participants.iter().enumerate() {
        if participant.id.0 as usize != i + 1 {
            faults.push(Fault::Numbering(participant.id.to_string()));
        }
    }
    let mut counts: HashMap<BlockKind, u32> = HashMap::new();
    let mut last_end = 0;
    for block in &transcript.body {
        let id = block.id();
        let count = counts.entry(id.kind).or_insert(0);
        *count += 1;
        if id.number != *count || id.kind != kind_of(block) {
            faults.push(Fault::Numbering(id.to_string()));
        }
        if block.segments().is_empty() {
            faults.push(Fault::Empty(id));
        }
        if let Block::Turn(turn) = block {
            check_turn(transcript, turn, &mut faults);
        }
        let label = match block {
            Block::Turn(turn) => turn.label.as_ref().map(|label| (id.to_string(), label.span)),
            Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => None,
        };
        let segments = block.segments().iter().map(|s| (s.id.to_string(), s.span));
        for (name, span) in label.into_iter().chain(segments) {
            if span.bytes.0 < last_end || span.bytes.1 < span.bytes.0 || span.lines.1 < span.lines.0
            {
                faults.push(Fault::Order(name));
            }
            last_end = last_end.max(span.bytes.1);
        }
        for (i, segment) in block.segments().iter().enumerate() {
            if segment.id.block != id || segment.id.number as usize != i + 1 {
                faults.push(Fault::Numbering(segment.id.to_string()));
            }
        }
    }
    faults
}

fn kind_of(block: &Block) -> BlockKind {
    match block {
        Block::Turn(_) => BlockKind::Turn,
        Block::Heading(_) => BlockKind::Heading,
        Block::Direction(_) => BlockKind::Direction,
        Block::Paratext(_) => BlockKind::Paratext,
    }
}

fn check_turn(transcript: &Transcript, turn: &super::Turn, faults: &mut Vec<Fault>) {
    let guess = turn.attribution.guess();
    for &who in turn.speakers.iter().chain(&turn.addressee).chain(guess) {
        if transcript.participant(who).is_none() {
            faults.push(Fault::NoSuchParticipant(turn.id, who));
        }
    }
    if let Some(to) = turn.answers
        && (to.kind != BlockKind::Turn || to.number == 0 || to.number >= turn.id.number)
    {
        faults.push(Fault::AnswersNothing(turn.id, to));
    }
    if matches!(turn.attribution, Attribution::Labelled { .. }) && turn.speakers.is_empty() {
        faults.push(Fault::LabelledWithoutSpeaker(turn.id));
    }
    if !guess.is_empty() && !turn.speakers.is_empty() {
        faults.push(Fault::GuessBesideSpeaker(turn.id));
    }
    for near in turn.attribution.near() {
        if !turn.segments.iter().skip(1).any(|segment| segment.id == near.segment) {
            faults.push(Fault::NearNothing(turn.id, near.segment));
        }
    }
}

/// Every character of the source that the transcript holds, in order, white space left out.
///
/// Coverage (nothing lost, nothing added, nothing moved) means that this equals the decoded
/// source with its white space left out.
pub fn source_text(transcript: &Transcript) -> String {
    let mut text = String::new();
    let mut push = |piece: &str| text.extend(piece.chars().filter(|c| !c.is_whitespace()));
    for block in &transcript.body {
        if let Block::Turn(turn) = block
            && let Some(label) = &turn.label
        {
            push(&label.text);
        }
        for segment in block.segments() {
            for inline in &segment.content {
                push(inline.source_text());
            }
        }
    }
    text
}
