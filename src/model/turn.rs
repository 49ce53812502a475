//! A turn: the unit of a transcript.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Attribution, BlockId, Inline, ParticipantId, SegmentId, Span, plain_text};

/// What one speaker, or several together, say until another one speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// `t1`, `t2`, ... the same in every format.
    pub id: BlockId,
    /// None: unknown stays unknown. More than one: they speak together.
    pub speakers: Vec<ParticipantId>,
    /// Who is spoken to, when the words say so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub addressee: Option<ParticipantId>,
    /// What the turn does in the conversation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub function: Option<Function>,
    /// The turn that this one answers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub answers: Option<BlockId>,
    /// The speaker label as printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<Label>,
    /// When it is said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time: Option<TimeSpan>,
    /// How the speaker is known.
    pub attribution: Attribution,
    /// The paragraphs, at least one.
    pub segments: Vec<Segment>,
}

/// What a turn does in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Function {
    /// Greeting or introduction.
    Opening,
    /// Question, or a request that calls for an answer.
    Question,
    /// Answer to a question.
    Answer,
    /// Neither asks nor answers.
    Statement,
    /// Thanks or farewell.
    Closing,
}

impl Function {
    /// The word used in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Statement => "statement",
            Self::Closing => "closing",
        }
    }
}

/// A speaker label as printed: `主持人：`, `Q.`, `MR. HALE:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// Verbatim from the start of its line, with punctuation and the blanks that set it off.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// When a turn is said, in milliseconds from the start of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeSpan {
    /// Start.
    pub start: u64,
    /// End, when known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end: Option<u64>,
}

/// A paragraph of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// `t1.s1`, ...
    pub id: SegmentId,
    /// Words, directions and time marks in order.
    pub content: Vec<Inline>,
    /// Where it stands in the source.
    pub span: Span,
}

impl Segment {
    /// The characters of the source that this segment holds.
    pub fn plain_text(&self) -> String {
        plain_text(&self.content).into_owned()
    }
}
