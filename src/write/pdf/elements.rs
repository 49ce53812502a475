//! The logical structure of the document (ISO 32000-1, 14.7 and 14.8): a tree of elements,
//! made while the document is composed.

use crate::model::{BlockId, ParatextKind};

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The root.
    Document,
    /// A title that does not stand in the source: the user's, or the file's name.
    AddedTitle,
    /// Our own lines at the head of the document.
    Front,
    /// One of them.
    FrontLine,
    /// A heading of the source.
    Heading(u8),
    /// A turn.
    Turn(BlockId),
    /// The speaker label, as printed in the source.
    Speaker,
    /// The name of a speaker, where the source prints none.
    AddedSpeaker,
    /// A paragraph of the source.
    Segment,
    /// A stage direction between turns.
    Direction,
    /// A stage direction inside a segment.
    InlineDirection,
    /// A time mark.
    TimeMark,
    /// An address of the web, which the words lead to.
    Link,
    /// Page number of the source between its words.
    Furniture,
    /// Text of the source that is not speech.
    Paratext(ParatextKind),
}

/// Place of an element in [`Elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElementId(pub(super) u32);

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    /// What it is.
    pub(super) role: Role,
    /// What it stands in.
    pub(super) parent: ElementId,
}

/// The tree, in reading order: a parent stands before its children.
#[derive(Debug)]
pub(super) struct Elements(Vec<Element>);

impl Elements {
    /// The document.
    pub(super) const ROOT: ElementId = ElementId(0);

    /// A tree of the root alone.
    pub(super) fn new() -> Self {
        Self(vec![Element { role: Role::Document, parent: Self::ROOT }])
    }

    /// Adds an element as the last child of `parent`.
    pub(super) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = ElementId(self.0.len() as u32);
        self.0.push(Element { role, parent });
        id
    }

    /// The elements, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Element> {
        self.0.iter().copied()
    }

    /// What an element is.
    pub(super) fn role(&self, id: ElementId) -> Option<Role> {
        self.0.get(id.0 as usize).map(|element| element.role)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Elements {
    /// The tag of an element's content: its standard structure type.
    pub(super) fn tag(&self, id: ElementId) -> &'static str {
        let role = self.0.get(id.0 as usize).map(|element| element.role);
        role.map_or("P", Role::standard)
    }
}

impl Role {
    /// The standard structure type (ISO 32000-1, 14.8.4) that this is.
    pub(super) fn standard(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::AddedTitle => "H1",
            Self::Front | Self::Turn(_) | Self::Paratext(_) => "Sect",
            Self::Heading(level) => match level {
                0 | 1 => "H1",
                2 => "H2",
                3 => "H3",
                4 => "H4",
                5 => "H5",
                _ => "H6",
            },
            Self::FrontLine | Self::Speaker | Self::AddedSpeaker | Self::Segment => "P",
            Self::Direction => "P",
            Self::InlineDirection | Self::TimeMark | Self::Furniture => "Span",
            Self::Link => "Link",
        }
    }
}
