//! What stands inside a segment.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A piece of a segment. The texts of a segment's pieces, one after the other, are the text of
/// the source, character for character; a line end inside a hard-wrapped paragraph is `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Words.
    Text {
        /// Verbatim.
        text: String,
    },
    /// A stage direction or event: `(笑)`, `[applause]`.
    Direction {
        /// What kind of event it is.
        kind: DirectionKind,
        /// Verbatim, with its brackets.
        text: String,
    },
    /// A time mark: `[00:04:10]`.
    TimeMark {
        /// Verbatim, with its brackets.
        text: String,
        /// Milliseconds from the start of the recording.
        milliseconds: u64,
    },
    /// A page number or running head that stands between the words.
    Furniture {
        /// Verbatim.
        text: String,
    },
}

impl Inline {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// The characters of the source that this piece holds.
    pub fn source_text(&self) -> &str {
        match self {
            Self::Text { text }
            | Self::Direction { text, .. }
            | Self::TimeMark { text, .. }
            | Self::Furniture { text } => text,
        }
    }
}

/// The characters of the source that these pieces hold.
pub fn plain_text(content: &[Inline]) -> Cow<'_, str> {
    match content {
        [only] => Cow::Borrowed(only.source_text()),
        pieces => Cow::Owned(pieces.iter().map(Inline::source_text).collect()),
    }
}

/// Kinds of event, after TEI's `vocal`, `kinesic`, `incident`, `pause` and `gap`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DirectionKind {
    /// Made with the voice, not words: laughs, coughs, sighs.
    Vocal,
    /// Made with the body: applause, nods, gestures.
    Kinesic,
    /// Silence.
    Pause,
    /// Words that could not be made out.
    Inaudible,
    /// Several people at once.
    Crosstalk,
    /// Anything else that happens.
    Incident,
}

impl DirectionKind {
    /// The word used in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vocal => "vocal",
            Self::Kinesic => "kinesic",
            Self::Pause => "pause",
            Self::Inaudible => "inaudible",
            Self::Crosstalk => "crosstalk",
            Self::Incident => "incident",
        }
    }
}
