//! What a body is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BlockId, Segment, Turn};

/// A block of the body.
// Nearly every block is a turn: a box around it would save nothing.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// Somebody speaks.
    Turn(Turn),
    /// A title, a heading.
    Heading(Heading),
    /// A stage direction or time mark between turns.
    Direction(Direction),
    /// Text that is not part of the conversation.
    Paratext(Paratext),
}

impl Block {
    /// The id.
    pub fn id(&self) -> BlockId {
        match self {
            Self::Turn(turn) => turn.id,
            Self::Heading(heading) => heading.id,
            Self::Direction(direction) => direction.id,
            Self::Paratext(paratext) => paratext.id,
        }
    }

    /// The segments, in order.
    pub fn segments(&self) -> &[Segment] {
        match self {
            Self::Turn(turn) => &turn.segments,
            Self::Heading(heading) => &heading.segments,
            Self::Direction(direction) => &direction.segments,
            Self::Paratext(paratext) => &paratext.segments,
        }
    }
}

/// A title or heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// `h1`, `h2`, ...
    pub id: BlockId,
    /// 1 for the title of the document, 2 for its sections, and so on.
    pub level: u8,
    /// The words.
    pub segments: Vec<Segment>,
}

/// Something that happens between turns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Direction {
    /// `d1`, `d2`, ...
    pub id: BlockId,
    /// The words; the kind stands in the content.
    pub segments: Vec<Segment>,
}

/// Text that is not part of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paratext {
    /// `x1`, `x2`, ...
    pub id: BlockId,
    /// What it is.
    pub kind: ParatextKind,
    /// The words, a segment a paragraph.
    pub segments: Vec<Segment>,
}

/// Kinds of paratext.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ParatextKind {
    /// Copyright and terms of use.
    Rights,
    /// Who wrote, photographed, translated, edited.
    Credits,
    /// Editor's notes and footnotes.
    Note,
    /// Key and value lines of a header: `Date: ...`.
    Header,
    /// Introductory or narrative text around the conversation.
    Narration,
    /// Caption of a picture.
    Caption,
    /// Page and line numbers, running heads.
    Furniture,
    /// Prose that is no conversation at all: the whole of an essay, for example.
    Prose,
}

impl ParatextKind {
    /// The word used in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rights => "rights",
            Self::Credits => "credits",
            Self::Note => "note",
            Self::Header => "header",
            Self::Narration => "narration",
            Self::Caption => "caption",
            Self::Furniture => "furniture",
            Self::Prose => "prose",
        }
    }
}
