//! The transcript: what every reader makes and every writer takes.
//!
//! The model imports nobody. Its serde form *is* the JSON format (see `write::json`), so a
//! field added here is a field added to the published schema.
//!
//! Invariants, checked by [`check::check`] and by property tests:
//! - every non-white-space character of the source is in exactly one label, segment, heading,
//!   direction or paratext, in source order;
//! - ids are unique and count up through the document (`t1`, `t2`, ..., `t1.s1`, ...);
//! - every speaker, addressee and `answers` points at something that exists.

mod attribution;
mod block;
pub mod check;
mod draft;
mod dublin_core;
mod id;
mod inline;
mod metadata;
pub(crate) mod name;
pub(crate) mod name_words;
mod participant;
mod role;
mod score;
mod span;
mod turn;

pub use attribution::{Attribution, Evidence, NearBoundary, RunnerUp};
pub use block::{Block, Direction, Heading, Paratext, ParatextKind};
pub use draft::{Draft, FullName, Paragraph, ParagraphKind, SpokenLabel};
pub use dublin_core::dublin_core;
pub(crate) use id::decimals;
pub use id::{BlockId, BlockKind, ParseIdError, ParticipantId, SegmentId};
pub use inline::{DirectionKind, Inline, plain_text};
pub use metadata::{Metadata, Process, Revision, SchemaVersion, SourceInfo};
pub use participant::{Participant, PersonName};
pub use role::Role;
pub use score::{CertaintyWord, Confidence, Score};
pub use span::Span;
pub use turn::{Function, Label, Segment, TimeSpan, Turn};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A transcript as a sequence of turns, with everything that is not speech kept beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transcript {
    /// Name and version of this form, `transcripta/MAJOR.MINOR`.
    pub schema: SchemaVersion,
    /// What is known of the document, from the source or from the user.
    pub metadata: Metadata,
    /// Everybody who speaks, in order of first speech.
    pub participants: Vec<Participant>,
    /// The document, in source order.
    pub body: Vec<Block>,
    /// The file that this was read from.
    pub source: SourceInfo,
    /// How it was read.
    pub process: Process,
}

impl Transcript {
    /// The turns, in order.
    pub fn turns(&self) -> impl Iterator<Item = &Turn> {
        self.body.iter().filter_map(|block| match block {
            Block::Turn(turn) => Some(turn),
            Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => None,
        })
    }

    /// The participant of this id.
    pub fn participant(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.iter().find(|p| p.id == id)
    }
}
