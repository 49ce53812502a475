//! The people whom labels name: one person may stand under several forms of a name.

mod forms;
mod words;

use std::collections::HashMap;

use crate::model::name::key;
use crate::model::name_words::NameWords;
use crate::model::{Paragraph, Participant, ParticipantId, PersonName, Role, SpokenLabel};

use forms::{Form, Forms, Same, identity};

/// The participants of a labelled source, and who speaks at each label.
#[derive(Debug)]
pub(super) struct People<'a> {
    /// The words for parts and the titles.
    words: &'a NameWords,
    pub(super) participants: Vec<Participant>,
    /// Comparable form of each name, with the participant and the rule by which it is theirs.
    names: HashMap<String, (usize, Option<&'static str>)>,
}

impl<'a> People<'a> {
    /// Collects everybody who has a label.
    pub(super) fn of(words: &'a NameWords, paragraphs: &[Paragraph]) -> Self {
        let forms = Forms::of(words, paragraphs);
        let mut people = Self { words, participants: Vec::new(), names: HashMap::new() };
        for (i, form) in forms.all.iter().enumerate() {
            let earlier = forms.same_person(i).and_then(|same| {
                let (index, _) = people.names.get(&forms.all[same.form].key)?;
                Some((*index, same))
            });
            match earlier {
                Some((index, same)) => people.add_form(index, form, &same),
                None => people.add(form),
            }
        }
        people
    }

    /// The participant of a label.
    pub(super) fn index(&self, label: &SpokenLabel) -> Option<usize> {
        self.names.get(&identity(label)).map(|(index, _)| *index)
    }

    /// The others who speak with the first of a label.
    pub(super) fn others(&self, label: &SpokenLabel) -> Vec<usize> {
        label.with.iter().filter_map(|n| self.names.get(&key(n))).map(|(index, _)| *index).collect()
    }

    /// The rule by which a label is somebody's whose name is another, and that name.
    pub(super) fn joined_by(&self, label: &SpokenLabel) -> Option<(&'static str, &str)> {
        let (index, rule) = self.names.get(&identity(label))?;
        let rule = label.full.as_ref().map(|full| full.rule).or(*rule)?;
        Some((rule, self.participants[*index].name.as_str()?))
    }

    fn add(&mut self, form: &Form) {
        let index = self.participants.len();
        self.names.insert(form.key.clone(), (index, None));
        self.participants.push(Participant {
            id: ParticipantId(index as u32 + 1),
            name: if form.is_printed {
                PersonName::Labelled(form.name.clone())
            } else {
                PersonName::Introduced(form.name.clone())
            },
            role: form.role,
            also: form.also.clone(),
            span: Some(form.span),
        });
    }

    fn add_form(&mut self, index: usize, form: &Form, same: &Same) {
        self.names.insert(form.key.clone(), (index, Some(same.rule)));
        let participant = &mut self.participants[index];
        participant.role = participant.role.or(form.role);
        let mut further = form.name.clone();
        if same.names_better
            && let PersonName::Labelled(name) = &mut participant.name
        {
            std::mem::swap(name, &mut further);
        }
        for name in std::iter::once(further).chain(form.also.iter().cloned()) {
            if !participant.also.contains(&name) && participant.name.as_str() != Some(&name) {
                participant.also.push(name);
            }
        }
    }

    /// Gives roles where labels do not; `asks[i]` is how often `i` asks.
    pub(super) fn infer_roles(&mut self, asks: &[Asks]) {
        let speaking: Vec<usize> = (0..self.participants.len())
            .filter(|i| self.participants[*i].role != Some(Role::Group))
            .filter(|i| !is_nobody_known(self.words, &self.participants[*i]))
            .collect();
        if let Some(host) = self.leads(&speaking, asks) {
            self.participants[host].role = Some(Role::Host);
        }
        let has = |role| self.participants.iter().any(|p| p.role == Some(role));
        // Who stands beside a host is a guest, but not beside `Q` and `A`: counsel, clerks.
        let guests =
            has(Role::Host) && !has(Role::Chair) && (!has(Role::Guest) || speaking.len() == 2);
        for i in speaking.into_iter().filter(|_| guests) {
            self.participants[i].role.get_or_insert(Role::Guest);
        }
    }

    /// Who of those whose labels tell no part leads the talk.
    fn leads(&self, speaking: &[usize], asks: &[Asks]) -> Option<usize> {
        if speaking.iter().any(|i| self.participants[*i].role.is_some()) {
            return None;
        }
        match *speaking {
            // Who asks at least twice as often leads; two who ask alike are peers.
            [a, b] => {
                let (more, less) = if asks[a].share() > asks[b].share() { (a, b) } else { (b, a) };
                let leads =
                    asks[more].share() >= 0.05 && asks[more].share() >= 2.0 * asks[less].share();
                leads.then_some(more)
            }
            // Of several, who asks nearly all that is asked, and speaks before the others or after
            // who introduces the talk.
            [first, second, _, ..] => {
                let host = if asks[first].asked > asks[second].asked { first } else { second };
                let all: u32 = speaking.iter().map(|i| asks[*i].asked).sum();
                let Asks { asked, .. } = asks[host];
                let leads = asked >= 5 && asked * 10 >= all * 7 && asks[host].share() >= 0.33;
                leads.then_some(host)
            }
            _ => None,
        }
    }
}

/// How many turns somebody has, and how many of them end in a question.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asks {
    pub(super) turns: u32,
    pub(super) asked: u32,
}

impl Asks {
    fn share(self) -> f64 {
        f64::from(self.asked) / f64::from(self.turns.max(1))
    }
}

/// Whether the label says that nobody knew who speaks.
fn is_nobody_known(words: &NameWords, participant: &Participant) -> bool {
    let name = participant.name.as_str();
    name.is_some_and(|name| words.is_nobody_known(&name.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::name_words::name_words;
    use crate::model::{Label, ParagraphKind, Span, SpokenLabel};

    fn people(names: &[&str]) -> Vec<(String, Vec<String>)> {
        let span = Span { lines: (1, 1), bytes: (0, 0) };
        let paragraph = |name: &&str| Paragraph {
            kind: ParagraphKind::Speech,
            label: Some(Box::new(SpokenLabel {
                label: Label { text: format!("{name}:"), span },
                name: (*name).to_owned(),
                with: Vec::new(),
                full: None,
                rule: "label.colon",
                time: None,
            })),
            content: Vec::new(),
            span,
        };
        let paragraphs: Vec<Paragraph> = names.iter().map(paragraph).collect();
        People::of(name_words(), &paragraphs)
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

    fn names(names: &[&str]) -> Vec<String> {
        people(names).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_title_and_a_surname_stand_for_the_full_name() {
        assert_eq!(names(&["JOHN SMITH", "MARY JONES", "Mr. Smith"]), ["JOHN SMITH", "MARY JONES"]);
        assert_eq!(names(&["Mr. Smith", "Q", "JOHN SMITH"]), ["JOHN SMITH", "Q"]);
        assert_eq!(names(&["Mr. Paul Roe", "Ms. Dora Roe", "Mr. Roe"]).len(), 3);
        assert_eq!(names(&["Mr. Paul Roe", "Q", "Ms. Roe"]).len(), 3);
        assert_eq!(names(&["王建国", "主持人", "王教授"]), ["王建国", "主持人"]);
        assert_eq!(names(&["王教授", "主持人", "王建国"]), ["王建国", "主持人"]);
        assert_eq!(names(&["王建国", "王小明", "主持人", "王教授"]).len(), 4);
        assert_eq!(names(&["王建国", "主持人", "王教授", "主持人", "王老师"]).len(), 4);
        // Who speak one after the other are two.
        assert_eq!(names(&["王建国", "王教授", "主持人"]).len(), 3);
    }

    #[test]
    fn brackets_that_differ_keep_people_apart() {
        // Members of one name are told apart by what they stand for.
        assert_eq!(names(&["Mr. Smith (Saltby)", "Q", "Mr. Smith (Westmark)"]).len(), 3);
        assert_eq!(names(&["Mr. Smith (Saltby) (Lab)", "Q", "Mr. Smith (Saltby)"]).len(), 2);
        // And who stands there without is neither.
        assert_eq!(
            names(&["Mr. Smith (Saltby)", "Q", "Mr. Smith (Westmark)", "Q", "Mr. Smith"]).len(),
            4
        );
        assert_eq!(names(&["Mr. Smith (Saltby)", "Q", "Mr. Smith"]), ["Mr. Smith", "Q"]);
        assert_eq!(names(&["Smith, J.", "Q", "Smith, K.", "Q", "Smith"]).len(), 4);
        assert_eq!(
            names(&["KEMAL DEMİRTAŞ (Liman)", "BAŞKAN", "KEMAL DEMİRTAŞ (Devamla)"]).len(),
            2
        );
        assert_eq!(
            names(&["The Secretary of State for the Rivers (Ruth Calder)", "Q", "Ruth Calder"])
                .len(),
            2
        );
    }

    #[test]
    fn an_office_before_a_name() {
        assert_eq!(names(&["街道办 刘主任", "记者", "刘主任"]), ["街道办 刘主任", "记者"]);
        assert_eq!(names(&["市水务局局长何向东", "记者", "何向东"]), ["何向东", "记者"]);
        assert_eq!(
            names(&["The Deputy Speaker (Mrs. Carrow)", "Mr. Berring", "The Deputy Speaker"]),
            ["The Deputy Speaker", "Mr. Berring"]
        );
        assert_eq!(names(&["THE DEPUTY SPEAKER", "MR. ROE", "THE SPEAKER"]).len(), 3);
        assert_eq!(
            names(&["The Chair (Ann Roe)", "Q", "The Chair (Tom Hale)", "The Chair"]).len(),
            4
        );
    }
}
