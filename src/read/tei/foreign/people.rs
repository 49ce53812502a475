//! Who speaks, by what the mark-up points at, else by the name that is printed.

use std::collections::HashMap;

use crate::model::{Attribution, Confidence, Label, Participant, ParticipantId, PersonName, Role};

use super::super::header::{self, Listed};
use super::super::own::{at_least, pointers};
use super::super::tree::Tree;

/// The people of a document.
#[derive(Debug)]
pub(super) struct People {
    listed: HashMap<String, Listed>,
    known: HashMap<String, ParticipantId>,
    /// In the order of first speech.
    pub(super) who_speak: Vec<Participant>,
}

impl People {
    /// Everybody that the headers list; nobody has spoken yet.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        Self { listed: header::listed(tree), known: HashMap::new(), who_speak: Vec::new() }
    }

    /// How many are listed as people and say nothing.
    pub(super) fn silent(&self) -> usize {
        let mut ids = self.listed.iter().filter(|(_, listed)| listed.is_person);
        let is_silent = |id: &str| !self.known.contains_key(&format!("#{id}"));
        ids.by_ref().filter(|(id, _)| is_silent(id)).count()
    }

    /// The speakers of a turn.
    pub(super) fn of_turn(
        &mut self,
        tree: &Tree<'_>,
        turn: usize,
        label: Option<&Label>,
    ) -> Vec<ParticipantId> {
        // `#x`, `file.xml#x`, `prefix:x` or a bare `x`.
        let key = |pointer: &str| {
            let id = pointer.rsplit_once(['#', ':']).map_or(pointer, |(_, id)| id);
            id.to_owned()
        };
        let who: Vec<String> = around(tree, turn, "who")
            .unwrap_or_default()
            .split_whitespace()
            .map(key)
            .filter(|id| !id.is_empty())
            .collect();
        let is_chair = pointers(tree.get(turn, "ana")).any(|class| class == "chair");
        let role = is_chair.then_some(Role::Chair);
        if who.is_empty() {
            return label.and_then(|label| self.by_label(label, role)).into_iter().collect();
        }
        let mut speakers = Vec::new();
        for id in who {
            let speaker = self.by_id(&id, role, label);
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        speakers
    }

    fn by_id(&mut self, id: &str, role: Option<Role>, label: Option<&Label>) -> ParticipantId {
        let listed = self.listed.get(id);
        let name = listed.and_then(|listed| listed.name.clone());
        let role = listed.and_then(|listed| listed.role).or(role);
        let name = name.unwrap_or_else(|| id.to_owned());
        self.add(format!("#{id}"), name, role, label)
    }

    fn by_label(&mut self, label: &Label, role: Option<Role>) -> Option<ParticipantId> {
        let name = label.text.trim().trim_end_matches([':', '：', '.', ',', ' ']);
        (!name.is_empty()).then(|| {
            let role = role.or_else(|| Role::of_label(name));
            self.add(name.to_lowercase(), name.to_owned(), role, Some(label))
        })
    }

    fn add(
        &mut self,
        key: String,
        name: String,
        role: Option<Role>,
        label: Option<&Label>,
    ) -> ParticipantId {
        let next = ParticipantId(self.who_speak.len() as u32 + 1);
        let id = *self.known.entry(key).or_insert(next);
        if id == next {
            let name = PersonName::Labelled(name);
            let span = label.map(|label| label.span);
            self.who_speak.push(Participant { id, name, role, also: Vec::new(), span });
        }
        id
    }
}

/// An attribute of a turn, on it or on the element of ISO 24624 around it.
pub(super) fn around<'a>(tree: &'a Tree<'_>, at: usize, name: &str) -> Option<&'a str> {
    let parent = tree.nodes.get(at)?.parent;
    let is_block = matches!(tree.name(parent), "annotationBlock" | "annotationGrp");
    tree.get(at, name).or_else(|| tree.get(parent, name).filter(|_| is_block))
}

/// The source names the speaker, as surely as it says.
pub(super) fn attribution(tree: &Tree<'_>, at: usize, is_known: bool) -> Attribution {
    let boundary = Confidence::ONE;
    if !is_known {
        let confidence = Confidence::ZERO;
        return Attribution::Inferred {
            confidence,
            boundary,
            evidence: Vec::new(),
            runner_up: None,
            guess: Vec::new(),
            near: Vec::new(),
        };
    }
    let by_pointer = around(tree, at, "who").is_some();
    let rule = if by_pointer { "label.who" } else { "label.speaker" };
    let sure = Attribution::labelled(rule);
    match tree.get(at, "cert") {
        None | Some("high") => sure,
        Some(word) => Attribution::Labelled {
            confidence: match word.parse::<f64>() {
                Ok(p) => Confidence::from_probability(p),
                Err(_) => at_least(word),
            },
            boundary,
            evidence: sure.evidence().to_vec(),
        },
    }
}
