//! What a reader of plain text hands over: paragraphs told apart, speakers not yet.

use super::{Inline, Label, Metadata, ParatextKind, Role, SourceInfo, Span, TimeSpan};

/// A source as paragraphs. Only `attribute` makes a [`super::Transcript`] of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What the source says of itself.
    pub metadata: Metadata,
    /// The whole source, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The file.
    pub source: SourceInfo,
}

impl Draft {
    /// Whether the source names its speakers.
    pub fn is_labelled(&self) -> bool {
        self.paragraphs.iter().any(|p| p.label.is_some())
    }
}

/// A paragraph of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is, as far as its form tells.
    pub kind: ParagraphKind,
    /// The speaker label that it begins with. Only speech has one, and most has none.
    pub label: Option<Box<SpokenLabel>>,
    /// The words after the label; empty when the label stands alone.
    pub content: Vec<Inline>,
    /// Where the words stand (the label has a span of its own).
    pub span: Span,
}

/// What a paragraph is, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Speech, or prose: `attribute` tells which.
    Speech,
    /// Speech that begins with what looks like a label, and is not proven to be one.
    MaybeTurn,
    /// Speech of somebody else than before, and nothing tells of whom: `- Come on Monday.` in a caption.
    OtherTurn,
    /// A title or heading of this level.
    Heading(u8),
    /// Has the form of a heading, but so has a short reply without a full stop: `attribute` tells.
    MaybeHeading(u8),
    /// Nothing but stage directions and time marks.
    Direction,
    /// Not part of the conversation.
    Paratext(ParatextKind),
}

/// A speaker label, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenLabel {
    /// As printed.
    pub label: Label,
    /// The name without punctuation, brackets and time.
    pub name: String,
    /// Further names in it, when several speak together: `Ann & Ben:`.
    pub with: Vec<String>,
    /// The name that the source gives elsewhere for this label.
    pub full: Option<FullName>,
    /// The form that proved it, such as `label.colon`.
    pub rule: &'static str,
    /// The time printed beside the name.
    pub time: Option<TimeSpan>,
}

/// A name that a source gives for a label that is none: a key (`JS = John Smith`), the head of an
/// examination (`BY MR. HALE:` for `Q`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullName {
    /// The name.
    pub name: String,
    /// Further forms of it.
    pub also: Vec<String>,
    /// The part that the source gives to whoever bears it.
    pub role: Option<Role>,
    /// How it is known, such as `name.key`.
    pub rule: &'static str,
    /// Where it stands, when the source gives it for the label in one place.
    pub span: Option<Span>,
}
