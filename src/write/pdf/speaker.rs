//! How a turn's speaker is known, as far as the page tells it.

use crate::model::{Attribution, CertaintyWord, Turn};

/// What stands before a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    /// The label, as the source prints it.
    Printed,
    /// A name that the source's mark-up gives.
    Stated,
    /// A name that was worked out.
    Inferred,
    /// A name that was worked out with less than high confidence.
    Doubtful,
    /// A name that a person gave.
    Supplied,
    /// A mark that nobody knows.
    Unknown,
    /// Nothing: in this document nobody is known to speak at all, so nobody is missed.
    Nobody,
}

impl Basis {
    /// What stands after a printed label: whom a person put in its place.
    pub(super) fn beside_label(turn: &Turn) -> Option<Self> {
        let supplied = matches!(turn.attribution, Attribution::Supplied { .. });
        let who = if turn.speakers.is_empty() { Self::Unknown } else { Self::Supplied };
        (turn.label.is_some() && supplied).then_some(who)
    }

    /// Of a turn, in a document in which somebody is known to speak or not.
    pub(super) fn of(turn: &Turn, some_speakers: bool) -> Self {
        if turn.label.is_some() {
            return Self::Printed;
        }
        if turn.speakers.is_empty() {
            return if some_speakers { Self::Unknown } else { Self::Nobody };
        }
        match &turn.attribution {
            Attribution::Labelled { .. } => Self::Stated,
            Attribution::Supplied { .. } => Self::Supplied,
            Attribution::Inferred { confidence, .. } => match confidence.word() {
                CertaintyWord::High => Self::Inferred,
                CertaintyWord::Medium | CertaintyWord::Low | CertaintyWord::Unknown => {
                    Self::Doubtful
                }
            },
        }
    }
}
