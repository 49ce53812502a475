//! What the front matter says.

use std::collections::BTreeMap;

use crate::model::{
    Metadata, Participant, ParticipantId, PersonName, Process, Revision, Role, SourceInfo,
};

use super::yaml::Value;

/// The front matter of a document.
#[derive(Debug)]
pub(super) struct FrontMatter {
    pub(super) metadata: Metadata,
    pub(super) participants: Vec<Participant>,
    /// The speakers of each turn.
    pub(super) turns: Vec<Vec<ParticipantId>>,
    /// Whether it says that names in brackets were worked out.
    pub(super) infers: bool,
    /// The person who supplied speakers, if given.
    pub(super) by: Option<String>,
    pub(super) source: SourceInfo,
    pub(super) process: Process,
}

impl FrontMatter {
    /// Reads it; what has to be there and is not is the error.
    pub(super) fn of(value: &Value) -> Result<Self, &'static str> {
        let text = |key: &str| value.text(key).map(str::to_owned);
        let list = |key: &str| value.get(key).map(Value::texts).unwrap_or_default();
        let terms = value.get("terms").map(Value::pairs).unwrap_or_default();
        let participants = value.get("participants").map(Value::entries).unwrap_or_default();
        Ok(Self {
            metadata: Metadata {
                title: text("title"),
                date: text("date"),
                language: text("lang"),
                publisher: text("publisher"),
                rights: list("rights"),
                identifiers: list("identifiers"),
                terms: terms.iter().map(|(key, value)| (key.clone(), value.texts())).collect(),
            },
            participants: participants.iter().zip(1..).map(participant).collect(),
            turns: text("turns")
                .unwrap_or_default()
                .split_whitespace()
                .map(|who| who.split('+').filter_map(|id| id.parse().ok()).collect())
                .collect(),
            infers: value.get("note").is_some(),
            by: value.get("supplied").and_then(|s| s.text("by")).map(str::to_owned),
            source: source(value.get("source").ok_or("source")?)?,
            process: Process {
                corrections: value.get("supplied").and_then(revision),
                ..process(value.get("process").ok_or("process")?)?
            },
        })
    }
}

fn participant((value, number): (&Value, u32)) -> Participant {
    let name = || value.text("name").unwrap_or_default().to_owned();
    let roles = [Role::Host, Role::Guest, Role::Chair, Role::Group];
    Participant {
        id: ParticipantId(number),
        name: match value.text("basis") {
            Some("addressed") => PersonName::Addressed(name()),
            Some("introduced") => PersonName::Introduced(name()),
            Some("labelled") => PersonName::Labelled(name()),
            Some("supplied") => PersonName::Supplied(name()),
            Some(_) | None => match value.text("name") {
                Some(name) => PersonName::Supplied(name.to_owned()),
                None => PersonName::Unnamed,
            },
        },
        role: roles.into_iter().find(|role| value.text("role") == Some(role.as_str())),
        also: value.get("also").map(Value::texts).unwrap_or_default(),
        span: None,
    }
}

fn source(value: &Value) -> Result<SourceInfo, &'static str> {
    let text = |key: &'static str| value.text(key).map(str::to_owned).ok_or(key);
    Ok(SourceInfo {
        name: text("name")?,
        media_type: text("media_type")?,
        encoding: text("encoding")?,
        bytes: text("bytes")?.parse().map_err(|_| "bytes")?,
        lines: text("lines")?.parse().map_err(|_| "lines")?,
        sha256: text("sha256")?,
    })
}

fn process(value: &Value) -> Result<Process, &'static str> {
    let text = |key: &'static str| value.text(key).map(str::to_owned).ok_or(key);
    let options: BTreeMap<String, String> = value
        .get("options")
        .map(Value::pairs)
        .unwrap_or_default()
        .iter()
        .map(|(key, value)| (key.clone(), value.texts().concat()))
        .collect();
    Ok(Process {
        program: text("program")?,
        version: text("version")?,
        reader: text("reader")?,
        rules: value.text("rules").map(str::to_owned),
        options,
        corrections: None,
    })
}

/// A person's decisions as a whole, as far as they are told.
fn revision(value: &Value) -> Option<Revision> {
    Some(Revision {
        by: value.text("by").map(str::to_owned),
        sha256: value.text("sha256")?.to_owned(),
        applied: value.text("decisions")?.parse().ok()?,
        ..Revision::default()
    })
}
