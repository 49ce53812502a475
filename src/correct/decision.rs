//! Decisions that have found their paragraphs.

use crate::model::{Role, Span};

/// What a person decided on a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The person's initials or name.
    pub by: Option<String>,
    /// On the people.
    pub people: Vec<PersonDecision>,
    /// On each paragraph of the text, in order; empty when there is none on any.
    pub paragraphs: Vec<Decision>,
    /// Where the paragraphs stand of which the person said what they are, other than speech.
    pub kinds: Vec<Span>,
    /// How many decisions found their place.
    pub applied: u32,
    /// How many did not.
    pub unfit: u32,
}

impl Decisions {
    /// Whether there is nothing to go by.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.paragraphs.iter().all(Decision::is_empty)
    }
}

/// On a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// Who says it.
    pub speaker: Option<Called>,
    /// Whether a turn begins with it.
    pub begins: Option<bool>,
    /// That it is speech.
    pub speaks: bool,
    /// Where the file says so: `talk.transcripta.toml, line 12`.
    pub place: String,
}

impl Decision {
    /// Whether it decides nothing.
    pub fn is_empty(&self) -> bool {
        self.speaker.is_none() && self.begins.is_none() && !self.speaks
    }
}

/// How a decision names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// Nobody can tell who: `unknown`.
    Nobody,
    /// By a name, a role such as `host`, or an id such as `p1`.
    Somebody(String),
}

/// On a participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDecision {
    /// Whom it is about; `None` for somebody whom the program did not find.
    pub who: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The role.
    pub role: Option<Role>,
    /// Others whom the program found and who are the same person.
    pub also: Vec<String>,
    /// Where the file says so.
    pub place: String,
}
