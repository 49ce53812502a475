//! The parts people take, and the words by which labels name them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name_words::name_words;

/// The part that somebody takes in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Asks and leads: interviewer, moderator, examiner.
    Host,
    /// Is asked: interviewee, panellist, witness.
    Guest,
    /// Presides over a sitting.
    Chair,
    /// Several people at once: "ALL", 众人.
    Group,
}

impl Role {
    /// The word used in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Guest => "guest",
            Self::Chair => "chair",
            Self::Group => "group",
        }
    }

    /// The role that a label names by its words; `None` for a plain name.
    pub fn of_label(name: &str) -> Option<Self> {
        name_words().role_of_label(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_name_a_role() {
        for (label, role) in [
            ("主持人", Role::Host),
            ("財新記者", Role::Host),
            ("主持人Vincent", Role::Host),
            ("Q", Role::Host),
            ("嘉宾2", Role::Guest),
            ("Guest 3", Role::Guest),
            ("THE CHAIR", Role::Chair),
            ("众人", Role::Group),
        ] {
            assert_eq!(Role::of_label(label), Some(role), "{label}");
        }
        for name in ["Hale", "李文亮", "Speaker 1", "Ada", "问天"] {
            assert_eq!(Role::of_label(name), None, "{name}");
        }
    }
}
