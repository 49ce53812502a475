//! The people whom labels name: one person may stand under several forms of a name.

use std::collections::{HashMap, HashSet};

use crate::model::name::{key, words};
use crate::model::{Paragraph, Participant, ParticipantId, PersonName, Role, Span};

/// The participants of a labelled source, and who speaks at each label.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) participants: Vec<Participant>,
    /// Comparable form of each name, with the participant.
    names: HashMap<String, usize>,
}

impl People {
    /// Collects everybody who has a label.
    pub(super) fn of(paragraphs: &[Paragraph]) -> Self {
        let forms = Forms::of(paragraphs);
        let mut people = Self::default();
        for (i, (name, key, span)) in forms.all.iter().enumerate() {
            let earlier = forms.same_person(i).and_then(|j| people.names.get(&forms.all[j].1));
            match earlier.copied() {
                Some(index) => people.add_form(index, name, key),
                None => people.add(name, key, *span),
            }
        }
        people
    }

    /// The participant of a label.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.names.get(&key(name)).copied()
    }

    fn add(&mut self, name: &str, key: &str, span: Span) {
        let index = self.participants.len();
        self.names.insert(key.to_owned(), index);
        self.participants.push(Participant {
            id: ParticipantId(index as u32 + 1),
            name: PersonName::Labelled(name.to_owned()),
            role: Role::of_label(name),
            also: Vec::new(),
            span: Some(span),
        });
    }

    fn add_form(&mut self, index: usize, name: &str, key: &str) {
        self.names.insert(key.to_owned(), index);
        self.participants[index].also.push(name.to_owned());
    }

    /// Gives roles where labels do not: `asks[i]` is the share of `i`'s turns that ask.
    pub(super) fn infer_roles(&mut self, asks: &[f64]) {
        let speaking: Vec<usize> = (0..self.participants.len())
            .filter(|i| self.participants[*i].role != Some(Role::Group))
            .collect();
        let has_host = speaking.iter().any(|i| self.participants[*i].role == Some(Role::Host));
        if !has_host && let [a, b] = speaking[..] {
            let unknown =
                self.participants[a].role.is_none() && self.participants[b].role.is_none();
            // Who asks at least twice as often leads; two who ask alike are peers.
            let (more, less) = (asks[a].max(asks[b]), asks[a].min(asks[b]));
            if unknown && more >= 0.05 && more >= 2.0 * less {
                let host = if asks[a] > asks[b] { a } else { b };
                self.participants[host].role = Some(Role::Host);
            }
        }
        let has = |role| self.participants.iter().any(|p| p.role == Some(role));
        // Who stands beside a host is a guest, but not beside `Q` and `A`: counsel, clerks.
        let guests =
            has(Role::Host) && !has(Role::Chair) && (!has(Role::Guest) || speaking.len() == 2);
        for i in speaking.into_iter().filter(|_| guests) {
            self.participants[i].role.get_or_insert(Role::Guest);
        }
    }
}

/// The forms of names in order of first use, and which of them have a word.
#[derive(Debug, Default)]
struct Forms {
    /// Name as printed, comparable name, place.
    all: Vec<(String, String, Span)>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Forms {
    fn of(paragraphs: &[Paragraph]) -> Self {
        let mut forms = Self::default();
        let mut known: HashSet<String> = HashSet::new();
        for label in paragraphs.iter().filter_map(|p| p.label.as_ref()) {
            let key = key(&label.name);
            if known.insert(key.clone()) {
                for word in words(&key).filter(|word| *word != key) {
                    forms.by_word.entry(word.to_owned()).or_default().push(forms.all.len());
                }
                forms.all.push((label.name.clone(), key, label.label.span));
            }
        }
        forms
    }

    /// An earlier form that is the same person: the full name comes first, and a whole word of it
    /// later stands for it, as a surname does (`MARGARET HALE`, then `HALE`) or initials in
    /// brackets (`Aaron van Wirdum (AvW)`, then `AvW`). A longer form that comes later is somebody
    /// else of that name, and a surname that two people share joins nobody.
    fn same_person(&self, i: usize) -> Option<usize> {
        match self.by_word.get(&self.all[i].1).map(Vec::as_slice) {
            Some([only]) if *only < i => Some(*only),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Label, ParagraphKind, SpokenLabel};

    fn people(names: &[&str]) -> Vec<(String, Vec<String>)> {
        let span = Span { lines: (1, 1), bytes: (0, 0) };
        let paragraph = |name: &&str| Paragraph {
            kind: ParagraphKind::Speech,
            label: Some(SpokenLabel {
                label: Label { text: format!("{name}:"), span },
                name: (*name).to_owned(),
                rule: "label.colon",
                time: None,
            }),
            content: Vec::new(),
            span,
        };
        let paragraphs: Vec<Paragraph> = names.iter().map(paragraph).collect();
        People::of(&paragraphs)
            .participants
            .into_iter()
            .map(|p| (p.name.as_str().unwrap_or("").to_owned(), p.also))
            .collect()
    }

    #[test]
    fn one_person_under_two_forms_is_one_participant() {
        assert_eq!(
            people(&["INTERVIEWER", "MARGARET HALE", "HALE"]),
            [("INTERVIEWER".into(), vec![]), ("MARGARET HALE".into(), vec!["HALE".into()]),]
        );
        assert_eq!(people(&["Aaron van Wirdum (AvW)", "AvW", "SP"]).len(), 2);
    }

    #[test]
    fn a_shared_surname_joins_nobody() {
        assert_eq!(people(&["JOHN SMITH", "MARY SMITH", "SMITH"]).len(), 3);
        assert_eq!(people(&["SANDOVAL", "DOYLE", "HAROLD DOYLE"]).len(), 3);
        assert_eq!(people(&["SMITH", "JONES", "MRS. JONES"]).len(), 3);
        assert_eq!(people(&["Speaker 1", "Speaker 2"]).len(), 2);
    }
}
