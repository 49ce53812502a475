//! Labelled texts in which one side of the exchange has no label: interviews of which only the questions
//! are labelled, or only the answers, and a question of which the label was lost.

mod unlabelled_host;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Attribution, Confidence, Paragraph, ParagraphKind, ParatextKind, Participant, ParticipantId,
    PersonName, Role,
};

use super::features::Seen;
use super::people::People;
use super::rules::{Feature, RuleSet};
use super::told::{self, Part, Told};
use super::turns::{Beginning, Found, Later, inferred_by};

/// Where somebody without a label begins to speak.
#[derive(Debug, Default)]
pub(super) struct Unlabelled {
    begins: Vec<(usize, Begins)>,
}

/// What begins with a paragraph.
#[derive(Debug, Clone)]
enum Begins {
    /// A turn of this participant.
    Turn(Option<usize>, Attribution),
    /// What nobody says.
    Nobody,
}

/// A labelled paragraph, and the paragraphs of speech without a label behind it.
struct Stretch {
    label: usize,
    rest: Vec<usize>,
}

/// A text, and what was seen in it.
struct Text<'a> {
    rules: &'a RuleSet,
    paragraphs: &'a [Paragraph],
    seen: &'a [Seen],
}

impl Unlabelled {
    /// Of a labelled text. Adds the guest to the people where only the questions have labels, the host
    /// where only the answers have.
    pub(super) fn of(
        rules: &RuleSet,
        paragraphs: &[Paragraph],
        people: &mut People<'_>,
        seen: &[Seen],
    ) -> Self {
        let text = Text { rules, paragraphs, seen };
        let stretches = text.stretches();
        let begins = if text.labels_ask(&stretches, people) {
            answers(&text, &stretches, people)
        } else if let Some(labelled) = unlabelled_host::labels_answer(&text, &stretches, people) {
            unlabelled_host::questions(&text, &stretches, people, labelled)
        } else {
            text.stray_questions(&stretches, people)
        };
        Self { begins }
    }

    /// What begins at a paragraph without a label; the later part of a turn is known as its beginning is.
    pub(super) fn at(&self, paragraph: usize) -> Option<Found> {
        let at = self.begins.binary_search_by_key(&paragraph, |(i, _)| *i).ok()?;
        let (_, begins) = self.begins.get(at)?;
        Some(match begins.clone() {
            Begins::Turn(speaker, attribution) => {
                let beginning = Beginning::without_label(speaker, attribution.clone());
                Found::Begins(Box::new(beginning), Later::known(attribution))
            }
            Begins::Nobody => Found::NotSpeech(ParatextKind::Narration),
        })
    }
}

impl Text<'_> {
    fn stretches(&self) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = Vec::new();
        for (i, paragraph) in self.paragraphs.iter().enumerate() {
            let speech = paragraph.kind == ParagraphKind::Speech;
            match (&paragraph.label, all.last_mut()) {
                (Some(_), _) => all.push(Stretch { label: i, rest: Vec::new() }),
                (None, Some(last)) if speech => last.rest.push(i),
                (None, _) => {}
            }
        }
        all
    }

    /// Ends in a question.
    fn ends_in_question(&self, i: usize) -> bool {
        self.seen[i].has(self.rules, Feature::EndsInQuestion)
    }

    /// Ends in a question, or asks for something to be told.
    fn asks(&self, i: usize) -> bool {
        self.ends_in_question(i) || self.seen[i].has_named(self.rules, ".asks-for")
    }

    /// Whether a label is for the questions alone: whoever has one asks, and is answered without.
    fn labels_ask(&self, stretches: &[Stretch], people: &People<'_>) -> bool {
        let hosts = people.participants.iter().all(|p| p.role == Some(Role::Host));
        let other = people.participants.iter().any(|p| p.role.is_some_and(|r| r != Role::Host));
        if other || !(hosts || people.participants.len() == 1) {
            return false;
        }
        let asks = stretches.iter().filter(|s| self.question(s).is_some()).count();
        let at_once = stretches.iter().filter(|s| self.asks(s.label)).count();
        let answered = stretches.iter().filter(|s| !s.rest.is_empty()).count();
        let rest = || stretches.iter().flat_map(|s| &s.rest);
        let ask_back = rest().filter(|i| self.ends_in_question(**i)).count();
        // Of a label that is no word for who asks more is wanted: a speaker may ask as a figure of speech.
        let least = if hosts { 5 } else { 7 };
        asks >= 2
            && asks * 10 >= stretches.len() * 6
            && at_once * 10 >= stretches.len() * least
            && answered * 4 >= stretches.len() * 3
            && ask_back * 3 <= rest().count()
    }

    /// How many of the paragraphs without a label belong to the question of a stretch: those up to the one
    /// that ends in a question, when the labelled one does not ask. None: nobody asks.
    fn question(&self, stretch: &Stretch) -> Option<usize> {
        const MOST: usize = 2;
        if self.asks(stretch.label) {
            return Some(0);
        }
        let end = stretch.rest.iter().take(MOST).position(|i| self.ends_in_question(*i))? + 1;
        (end < stretch.rest.len()).then_some(end)
    }

    /// A question just before the label of who spoke before it, where labels alternate: somebody else asks.
    fn stray_questions(&self, stretches: &[Stretch], people: &People<'_>) -> Vec<(usize, Begins)> {
        let who = |s: &Stretch| {
            self.paragraphs[s.label].label.as_ref().and_then(|label| people.index(label))
        };
        let (mut found, mut pairs, mut again) = (Vec::new(), 0, 0);
        for pair in stretches.windows(2) {
            let [before, after] = pair else { continue };
            pairs += 1;
            if who(before) != who(after) {
                continue;
            }
            let host = who(before).is_some_and(|i| people.participants[i].role == Some(Role::Host));
            match before.rest.last().filter(|i| !host && self.asks(**i)) {
                Some(i) => {
                    found.push((*i, Begins::Turn(None, inferred("label.lost", 0.4))));
                }
                None => again += 1,
            }
        }
        // Where a label stands before each paragraph, who has it goes on.
        let alternate = people.participants.len() > 1 && again * 10 <= pairs;
        if alternate && found.len() * 3 <= pairs { found } else { Vec::new() }
    }
}

/// The answers, each of the one guest.
fn answers(
    text: &Text<'_>,
    stretches: &[Stretch],
    people: &mut People<'_>,
) -> Vec<(usize, Begins)> {
    let several = people.participants.len() > 1;
    let plain = !several && stretches.iter().all(|s| text.question(s) == Some(0));
    let first = stretches.first().map_or(0, |s| s.label);
    for asker in &mut people.participants {
        asker.role = Some(Role::Host);
    }
    let told = told::names(text.rules, text.paragraphs, |i| i >= first);
    let told = told.into_iter().find(|told| told.part == Part::Guest);
    let guest = add_unlabelled(people, Role::Guest, told);
    let mut found = Vec::new();
    for stretch in stretches {
        // Of several who have labels one may go on without.
        let question = match text.question(stretch) {
            None if several => continue,
            question => question,
        };
        let Some(begins) = stretch.rest.get(question.unwrap_or(0)) else { continue };
        let sure = question == Some(0) && !text.ends_in_question(*begins);
        let confidence = match (sure, plain) {
            (true, true) => 0.92,
            (true, false) => 0.9,
            (false, _) => 0.7,
        };
        let attribution = inferred("label.only-questions", confidence);
        found.push((*begins, Begins::Turn(Some(guest), attribution)));
    }
    found
}

/// Adds whoever has no label to the people, with the name that the front tells, and gives their index.
fn add_unlabelled(people: &mut People<'_>, role: Role, told: Option<Told>) -> usize {
    let index = people.participants.len();
    let span = told.as_ref().map(|told| told.span);
    people.participants.push(Participant {
        id: ParticipantId(index as u32 + 1),
        name: told.map_or(PersonName::Unnamed, |told| PersonName::Introduced(told.name)),
        role: Some(role),
        also: Vec::new(),
        span,
    });
    index
}

/// A warning where one voice has all of a text in which paragraphs ask and the next ones answer.
pub(super) fn doubt_of_one_voice(
    rules: &RuleSet,
    paragraphs: &[Paragraph],
    people: &People<'_>,
    seen: &[Seen],
) -> Option<Diagnostic> {
    const ENOUGH: usize = 3;
    let [only] = &people.participants[..] else { return None };
    let text = Text { rules, paragraphs, seen };
    let said: Vec<usize> = text.stretches().iter().flat_map(|s| s.with_label()).collect();
    let exchange = |pair: &&[usize]| matches!(pair, [a, b] if text.ends_in_question(*a) && !text.ends_in_question(*b));
    let count = said.windows(2).filter(exchange).count();
    if count < ENOUGH || count * 5 < said.len() {
        return None;
    }
    let name = only.name.as_str().unwrap_or("one speaker");
    let line = paragraphs[*said.first()?].span.lines.0;
    let message =
        format!("all is said by {name}, though {count} paragraphs ask and the next ones do not");
    Some(
        Diagnostic::warning(Code::LabelDoubtful, message)
            .at_line(line)
            .with_hint("only one speaker has labels; who else speaks can be said with corrections"),
    )
}

impl Stretch {
    fn with_label(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.label).chain(self.rest.iter().copied())
    }
}

fn inferred(rule: &'static str, confidence: f64) -> Attribution {
    let boundary = Confidence::from_probability(confidence.max(0.7));
    inferred_by(rule, Confidence::from_probability(confidence), boundary)
}
