//! Sizes, spaces and colours: the design of the page, in one place. `paper` has its measures.

use super::fonts::Family;
use super::tradition::Tradition;

/// Size of the running head and the page number.
pub(super) const FURNITURE_SIZE: f32 = 8.0;

/// Size of the numbers of lines.
pub(super) const LINE_NUMBER_SIZE: f32 = 7.0;

/// What a paragraph is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of the document.
    Title,
    /// Our own lines below it.
    Front,
    /// A heading of level 2 or deeper.
    Heading(u8),
    /// A paragraph that begins with the name of its speaker.
    Opening,
    /// Any other paragraph of speech or prose.
    Body,
    /// A stage direction on its own.
    Direction,
    /// Narrative around the conversation.
    Narration,
    /// Rights, credits, notes, captions, header lines.
    Paratext,
    /// Page numbers of the source.
    Furniture,
}

/// Black, or lighter for what is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Black.
    Black,
    /// Grey, still 5.7 : 1 against the paper.
    Grey,
}

impl Ink {
    /// DeviceGray, 0 is black.
    pub(super) fn level(self) -> f32 {
        match self {
            Self::Black => 0.0,
            Self::Grey => 0.4,
        }
    }
}

/// How the lines of a paragraph stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Both edges straight.
    Justified,
    /// Left edge straight.
    Left,
    /// Right edge straight: for what runs from right to left.
    Right,
    /// In the middle.
    Centred,
}

/// How a paragraph is set. Points throughout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Size of the type.
    pub(super) size: f32,
    /// From base line to base line.
    pub(super) leading: f32,
    /// Indent of the first line.
    pub(super) first_indent: f32,
    /// Indent of all lines, on both sides.
    pub(super) indent: f32,
    /// Space before it when it opens a block.
    pub(super) before: f32,
    /// Space after it.
    pub(super) after: f32,
    /// Edges.
    pub(super) align: Align,
    /// Whether it must stand with what follows.
    pub(super) keep_with_next: bool,
}

impl Style {
    /// With the indent of a tradition.
    pub(super) fn indented(self, tradition: Tradition) -> Self {
        let indented = self.first_indent > 0.0;
        let first_indent = if indented { tradition.indent() * self.size } else { 0.0 };
        Self { first_indent, ..self }
    }

    /// All of it larger or smaller.
    pub(super) fn scaled(self, scale: f32) -> Self {
        Self {
            size: self.size * scale,
            leading: self.leading * scale,
            first_indent: self.first_indent * scale,
            indent: self.indent * scale,
            before: self.before * scale,
            after: self.after * scale,
            ..self
        }
    }
}

impl Kind {
    /// The cut that it is set in.
    pub(super) fn family(self) -> Family {
        match self {
            Self::Title | Self::Heading(_) => Family::Label,
            Self::Front
            | Self::Opening
            | Self::Body
            | Self::Direction
            | Self::Narration
            | Self::Paratext
            | Self::Furniture => Family::Text,
        }
    }

    /// The colour of its words.
    pub(super) fn ink(self) -> Ink {
        match self {
            Self::Title | Self::Heading(_) | Self::Opening | Self::Body => Ink::Black,
            Self::Narration | Self::Paratext => Ink::Black,
            Self::Front | Self::Direction | Self::Furniture => Ink::Grey,
        }
    }

    /// Sizes and spaces. `document` says whether the document is set as Chinese, `paragraph`
    /// whether this paragraph is: a letter in English inside a Chinese interview is ragged.
    pub(super) fn style(self, document: bool, paragraph: bool) -> Style {
        let (size, leading, em) = if document { (10.5, 18.0, 2.0) } else { (11.0, 16.5, 1.5) };
        let align = if paragraph { Align::Justified } else { Align::Left };
        let body = Style {
            size,
            leading,
            first_indent: em * size,
            indent: 0.0,
            before: 6.0,
            after: 0.0,
            align,
            keep_with_next: false,
        };
        match self {
            Self::Title => Style {
                size: 18.0,
                leading: 27.0,
                first_indent: 0.0,
                before: 0.0,
                after: 10.0,
                align: if document { Align::Centred } else { Align::Left },
                keep_with_next: true,
                ..body
            },
            Self::Front => Style {
                size: 8.5,
                leading: 13.0,
                first_indent: 0.0,
                align: Align::Left,
                keep_with_next: true,
                ..body
            },
            Self::Heading(level) => Style {
                size: if level <= 2 { 13.0 } else { size + 0.5 },
                leading: 20.0,
                first_indent: 0.0,
                before: 16.0,
                after: 4.0,
                align: Align::Left,
                keep_with_next: true,
                ..body
            },
            // A Chinese paragraph is always indented; in English the label shows the start.
            Self::Opening => {
                Style { first_indent: if document { body.first_indent } else { 0.0 }, ..body }
            }
            Self::Body | Self::Direction => body,
            Self::Narration => {
                Style { size: size - 0.5, indent: 2.0 * size, before: 8.0, after: 4.0, ..body }
            }
            Self::Paratext => Style {
                size: 9.0,
                leading: 14.5,
                first_indent: 0.0,
                before: 10.0,
                after: 0.0,
                align: Align::Left,
                ..body
            },
            Self::Furniture => {
                Style { size: 8.0, leading: 14.0, first_indent: 0.0, align: Align::Left, ..body }
            }
        }
    }
}
