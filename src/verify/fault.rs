//! Why an output does not prove its source.

use std::fmt;

/// What is wrong with an output, the first thing only. The message does not name the output:
/// whoever opened it does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// No way is known to read this format back.
    #[error("`{format}` cannot be verified")]
    NoVerification {
        /// Name of the format.
        format: String,
    },
    /// It is cut off, or no file of its format.
    #[error("cannot be read back: {reason}")]
    Damaged {
        /// What is wrong, with its place where known.
        reason: String,
    },
    /// Nothing says which source it was made of.
    #[error("records no SHA-256 of its source")]
    NoHash,
    /// It was made of something else.
    #[error(
        "was made of another source: it records SHA-256 {recorded}, {source_name} has {actual}"
    )]
    OtherSource {
        /// As the output records it.
        recorded: String,
        /// Name of the source.
        source_name: String,
        /// Of the source.
        actual: String,
    },
    /// The text is not that of the source.
    #[error("{0}")]
    Text(Box<TextDifference>),
    /// A turn, a speaker or something else that stands beside the text is not as in the source.
    #[error("{place}: {what}")]
    Structure {
        /// Where in the output.
        place: String,
        /// What is wrong.
        what: String,
    },
}

impl Fault {
    /// What to do about it, when there is something.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoVerification { .. } => {
                Some(format!("these can: {}", super::formats().join(", ")))
            }
            Self::OtherSource { .. } => {
                Some("give the file that it was made of with --source".to_owned())
            }
            Self::Damaged { .. } | Self::NoHash | Self::Text(_) | Self::Structure { .. } => None,
        }
    }

    pub(super) fn damaged(reason: impl fmt::Display) -> Self {
        Self::Damaged { reason: reason.to_string() }
    }
}

/// The first difference of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDifference {
    /// Name of the source.
    pub source_name: String,
    /// Where in the source.
    pub source_place: String,
    /// Where in the output.
    pub place: String,
    /// What the source has there; `None` at its end.
    pub expected: Option<Character>,
    /// What the output has there; `None` at its end.
    pub found: Option<Character>,
    /// The words around it in the source.
    pub source_excerpt: String,
    /// The words around it in the output.
    pub excerpt: String,
}

/// A character that can be named whatever it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Character(pub char);

impl fmt::Display for Character {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(c) = self;
        // What cannot be seen, or would turn the line round, is named only.
        let unseen = c.is_whitespace() || c.is_control() || !c.is_alphanumeric() && !c.is_ascii();
        if !unseen {
            write!(f, "`{c}` ")?;
        }
        write!(f, "U+{:04X}", u32::from(*c))
    }
}

impl fmt::Display for TextDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source_name, source_place, place, expected, found, .. } = self;
        match (expected, found) {
            (Some(expected), Some(found)) => write!(
                f,
                "{place}: has {found} where {source_name} has {expected} ({source_place})"
            )?,
            (Some(expected), None) => write!(
                f,
                "{place}: ends where {source_name} goes on with {expected} ({source_place})"
            )?,
            (None, Some(found)) => {
                write!(f, "{place}: has {found} where {source_name} has ended ({source_place})")?;
            }
            (None, None) => write!(f, "{place}: differs from {source_name} ({source_place})")?,
        }
        write!(f, ": source “{}”, output “{}”", self.source_excerpt, self.excerpt)
    }
}
