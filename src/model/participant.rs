//! The people who speak.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ParticipantId, Role, Span};

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// `p1`, `p2`, ...
    pub id: ParticipantId,
    /// The name, and how it is known.
    #[serde(flatten)]
    pub name: PersonName,
    /// The part taken in the conversation, when it is plain.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<Role>,
    /// Further forms of the name in this document (`MARGARET HALE` for `HALE`).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also: Vec<String>,
    /// Where the name stands for the first time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Span>,
}

impl Participant {
    /// The name, or the part, or the id: what a person can find them by in a list.
    pub fn call_sign(&self) -> String {
        match (self.name.as_str(), self.role) {
            (Some(name), _) => name.to_owned(),
            (None, Some(role)) => format!("the {}", role.as_str()),
            (None, None) => self.id.to_string(),
        }
    }
}

/// A name together with how it is known: a name that was worked out can't pass for one that
/// the source prints as a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "basis", content = "name", rename_all = "kebab-case")]
pub enum PersonName {
    /// The source prints it as a speaker label, or states it in its mark-up.
    Labelled(String),
    /// Another speaker addresses the person so (`李局长好`, "Thank you, Dr. Voss").
    Addressed(String),
    /// A heading, an introduction or the person's own words give it ("I'm ...").
    Introduced(String),
    /// A person supplied it.
    Supplied(String),
    /// Nobody names the person; there is a voice and a role only.
    Unnamed,
}

impl PersonName {
    /// The name, when there is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Labelled(name)
            | Self::Addressed(name)
            | Self::Introduced(name)
            | Self::Supplied(name) => Some(name),
            Self::Unnamed => None,
        }
    }

    /// How the name is known, in the word that every format uses.
    pub fn basis(&self) -> &'static str {
        match self {
            Self::Labelled(_) => "labelled",
            Self::Addressed(_) => "addressed",
            Self::Introduced(_) => "introduced",
            Self::Supplied(_) => "supplied",
            Self::Unnamed => "unnamed",
        }
    }

    /// Whether the name was worked out by the program.
    pub fn is_inferred(&self) -> bool {
        match self {
            Self::Addressed(_) | Self::Introduced(_) | Self::Unnamed => true,
            Self::Labelled(_) | Self::Supplied(_) => false,
        }
    }
}
