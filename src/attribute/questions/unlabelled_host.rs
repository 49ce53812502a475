//! Interviews of which only the answers are labelled: the questions stand between them with no label, often
//! in bold, and whoever goes on answering has none either (`Voss: …`, `And then?`, `Voss: …`).

use std::borrow::Cow;

use crate::attribute::chain::{Clamp, State};
use crate::attribute::emphasis;
use crate::attribute::inferred::{Inferred, infer_clamped};
use crate::attribute::people::People;
use crate::attribute::spoken;
use crate::attribute::told::{self, Part};
use crate::attribute::unlabelled::may_speak;
use crate::model::{
    Attribution, Confidence, ParagraphKind, Participant, ParticipantId, PersonName, Role,
    plain_text,
};

use super::{Begins, Stretch, Text, inferred};

/// How sure to be of whoever answers before anybody has a label, ...
const UNKNOWN: f64 = 0.4;
/// ... and of whoever goes on answering, where several answer.
const LIKELY: f64 = 0.6;

/// Whether only who answers has a label: nobody who has one asks, and questions stand before the labels,
/// or are a good part of all that has none.
pub(super) fn labels_answer(text: &Text<'_>, stretches: &[Stretch], people: &People<'_>) -> bool {
    const LEAST: usize = 3;
    /// Where labels stand only where another answers, the questions have to be many.
    const MANY: usize = 6;
    if people.participants.iter().any(|p| p.role.is_some_and(|role| role == Role::Chair)) {
        return false;
    }
    let all = stretches.len();
    // Of a label alone on its line the words stand behind it.
    let is_bare = |i: usize| text.paragraphs[i].content.is_empty();
    let asks = |s: &&Stretch| is_bare(s.label) || text.ends_in_question(s.label);
    let ask_under_label = stretches.iter().filter(asks).count();
    if ask_under_label * 8 > all {
        return false;
    }
    let asked_before = stretches.iter().filter(|s| text.is_asked_before(s.label)).count();
    let rest: Vec<usize> = stretches.iter().flat_map(|s| s.rest.iter().copied()).collect();
    let asked = rest.iter().filter(|i| text.is_question(**i)).count();
    let before_most = asked_before >= LEAST && asked_before * 3 >= all * 2;
    before_most || (asked >= MANY && asked * 20 >= rest.len() * 7)
}

impl Text<'_> {
    /// Whether the paragraph before a label is a question without one.
    fn is_asked_before(&self, label: usize) -> bool {
        let is_speech = |i: &usize| self.paragraphs[*i].kind == ParagraphKind::Speech;
        let before = (0..label).rev().find(is_speech);
        before.is_some_and(|i| self.paragraphs[i].label.is_none() && self.is_question(i))
    }

    /// Whether a paragraph ends in a question, or stands in bold as questions do.
    fn is_question(&self, i: usize) -> bool {
        self.ends_in_question(i) || emphasis::is_whole(&plain_text(&self.paragraphs[i].content))
    }
}

/// Reads the paragraphs without a label, with those that have one held fast as the guest's. Adds the host.
pub(super) fn questions(
    text: &Text<'_>,
    stretches: &[Stretch],
    people: &mut People<'_>,
) -> Vec<(usize, Begins)> {
    let texts: Vec<Cow<'_, str>> = text.paragraphs.iter().map(|p| plain_text(&p.content)).collect();
    let (indices, spoken) = spoken(text.paragraphs, &texts, may_speak);
    let mut clamps = emphasis::questions(indices.iter().map(|i| texts[*i].as_ref()));
    clamps.resize(indices.len(), Clamp::default());
    for (clamp, at) in clamps.iter_mut().zip(&indices) {
        if text.paragraphs[*at].label.is_some() {
            *clamp = Clamp { state: Some(State::Guest), ..Clamp::default() };
        }
    }
    let read = infer_clamped(text.rules, &spoken, &clamps);
    let host = add_host(text, stretches, people);
    let mut answering = text.first_to_answer(stretches, people);
    // Of several a label tells where another answers, and none need stand where the same goes on.
    let several = people.participants.len() > 2;
    let mut found: Vec<(usize, Begins)> = Vec::new();
    let mut before = None;
    for (i, at) in indices.iter().enumerate() {
        let paragraph = &text.paragraphs[*at];
        let state = read.reading.states[i];
        if let Some(label) = &paragraph.label {
            answering = people.index(label);
            before = Some(State::Guest);
            continue;
        }
        if paragraph.kind != ParagraphKind::Speech {
            continue;
        }
        let begins = match state {
            State::Host if before == Some(State::Host) => None,
            State::Host => Some(begins(&read, i, state, Some(host), 1.0)),
            State::Guest if before == Some(State::Guest) => None,
            State::Guest => {
                let most = if answering.is_none() {
                    UNKNOWN
                } else if several {
                    LIKELY
                } else {
                    1.0
                };
                Some(begins(&read, i, state, answering, most))
            }
            State::Front | State::Back => Some(Begins::Nobody),
            State::Aside => None,
        };
        if state.speaks() {
            before = Some(state);
        }
        found.extend(begins.map(|begins| (*at, begins)));
    }
    found
}

impl Text<'_> {
    /// Who answers before anybody has a label: the only one who does.
    fn first_to_answer(&self, stretches: &[Stretch], people: &People<'_>) -> Option<usize> {
        let mut all = stretches
            .iter()
            .filter_map(|s| self.paragraphs[s.label].label.as_ref())
            .map(|label| people.index(label));
        let first = all.next()?;
        if all.all(|other| other == first) { first } else { None }
    }
}

/// The host, named where the front tells the name; whoever has a label is a guest.
fn add_host(text: &Text<'_>, stretches: &[Stretch], people: &mut People<'_>) -> usize {
    for participant in &mut people.participants {
        participant.role = Some(Role::Guest);
    }
    let first = stretches.first().map_or(0, |s| s.label);
    let told = told::names(text.rules, text.paragraphs, |i| i >= first);
    let told = told.into_iter().find(|told| told.part == Part::Host);
    let span = told.as_ref().map(|told| told.span);
    let host = people.participants.len();
    people.participants.push(Participant {
        id: ParticipantId(host as u32 + 1),
        name: told.map_or(PersonName::Unnamed, |told| PersonName::Introduced(told.name)),
        role: Some(Role::Host),
        also: Vec::new(),
        span,
    });
    host
}

/// The turn that begins with a paragraph without a label, as sure as the chain is of it, and at most so sure.
fn begins(
    read: &Inferred<'_>,
    i: usize,
    state: State,
    speaker: Option<usize>,
    most: f64,
) -> Begins {
    let reading = &read.reading;
    let sure = read.style.map_or_else(Default::default, |style| style.sure);
    let probability = sure.of(reading.posteriors[i][state as usize], reading.clearness);
    let mut attribution = inferred("label.only-answers", probability.min(most));
    if let Attribution::Inferred { boundary, .. } = &mut attribution {
        *boundary = Confidence::from_probability(reading.boundaries[i]);
    }
    Begins::Turn(speaker, attribution)
}
