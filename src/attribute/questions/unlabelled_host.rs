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
use crate::model::{Attribution, Confidence, ParagraphKind, Role, plain_text};

use super::{Begins, Stretch, Text, add_unlabelled, inferred};

/// How sure to be of whoever answers before anybody has a label, ...
const UNKNOWN: f64 = 0.4;
/// ... of whoever goes on answering where labels are wanted, ...
const LIKELY: f64 = 0.6;
/// ... and of a host who does not ask.
const STATED: f64 = 0.85;

/// Where the labels of those who answer stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labelled {
    /// Behind each question.
    Each,
    /// Where another begins to answer, or now and then.
    Some,
}

/// Whether only who answers has a label: nobody who has one asks, and questions stand before the labels,
/// or are a good part of all that has none.
pub(super) fn labels_answer(
    text: &Text<'_>,
    stretches: &[Stretch],
    people: &People<'_>,
) -> Option<Labelled> {
    const LEAST: usize = 3;
    /// Where labels stand only where another answers, the questions have to be many.
    const MANY: usize = 6;
    if people.participants.iter().any(|p| p.role.is_some_and(|role| role == Role::Chair)) {
        return None;
    }
    let all = stretches.len();
    // Of a label alone on its line the words stand behind it.
    let is_bare = |i: usize| text.paragraphs[i].content.is_empty();
    let asks = |s: &&Stretch| is_bare(s.label) || text.ends_in_question(s.label);
    let ask_under_label = stretches.iter().filter(asks).count();
    if ask_under_label * 8 > all {
        return None;
    }
    let asked_before = stretches.iter().filter(|s| text.is_asked_before(s.label)).count();
    let rest: Vec<usize> = stretches.iter().flat_map(|s| s.rest.iter().copied()).collect();
    let asked = rest.iter().filter(|i| text.is_question(**i)).count();
    if asked_before >= LEAST && asked_before * 3 >= all * 2 {
        // Where what is labelled comes first and a question ends it all, the questions are about that.
        let first = stretches.first().is_some_and(|s| text.is_asked_before(s.label));
        let last = stretches.last().and_then(|s| s.rest.last());
        let answered = last.is_none_or(|i| !text.is_question(*i));
        // Two who debate follow one another, and each ends in a question for effect.
        let who = |stretch: &Stretch| text.answers(stretch, people);
        let take_turns = stretches.windows(2).all(|pair| who(&pair[0]) != who(&pair[1]));
        let debated = people.participants.len() > 1 && take_turns;
        return (first || (answered && !debated)).then_some(Labelled::Each);
    }
    // Several who debate ask for effect, each under a label of their own.
    let few_labels = people.participants.len() == 1 || asked >= all * 2;
    (asked >= MANY && asked * 20 >= rest.len() * 7 && few_labels).then_some(Labelled::Some)
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
    labelled: Labelled,
) -> Vec<(usize, Begins)> {
    let texts: Vec<Cow<'_, str>> = text.paragraphs.iter().map(|p| plain_text(&p.content)).collect();
    let (indices, spoken) = spoken(text.paragraphs, &texts, may_speak);
    let mut clamps = emphasis::questions(indices.iter().map(|i| texts[*i].as_ref()));
    clamps.resize(indices.len(), Clamp::default());
    let mut hold = |at: usize, state: State| {
        if let Ok(i) = indices.binary_search(&at) {
            clamps[i] = Clamp { state: Some(state), ..Clamp::default() };
        }
    };
    stretches.iter().for_each(|stretch| hold(stretch.label, State::Guest));
    if labelled == Labelled::Each {
        text.between_labels_of_one(stretches, people).for_each(|at| hold(at, State::Host));
    }
    let read = infer_clamped(text.rules, &spoken, &clamps);
    let host = add_host(text, stretches, people);
    let mut answering = text.first_to_answer(stretches, people);
    // Of several a label tells where another answers, and none need stand where the same goes on.
    let several = people.participants.len() > 2;
    let is_bold = |at: usize| emphasis::is_whole(&texts[at]);
    let mut found: Vec<(usize, Begins)> = Vec::new();
    let mut before = None;
    for (i, at) in indices.iter().enumerate() {
        let state = read.reading.states[i];
        if let Some(label) = &text.paragraphs[*at].label {
            answering = people.index(label);
            before = Some(State::Guest);
            continue;
        }
        if text.paragraphs[*at].kind != ParagraphKind::Speech {
            continue;
        }
        let labelled_next = || {
            let next = (i + 1..indices.len()).find(|i| read.reading.states[*i] != State::Host);
            next.is_some_and(|next| text.paragraphs[indices[next]].label.is_some())
        };
        let most = match state {
            State::Guest if answering.is_none() => UNKNOWN,
            State::Guest if several || labelled == Labelled::Each => LIKELY,
            // A question that no label follows may be one that whoever answers tells of.
            State::Host if is_bold(*at) => 1.0,
            State::Host if labelled == Labelled::Each && !several && !labelled_next() => LIKELY,
            State::Host if !text.is_question(*at) => STATED,
            _ => 1.0,
        };
        let begins = match state {
            State::Host if before != Some(state) => Some(begins(&read, i, state, Some(host), most)),
            State::Guest if before != Some(state) => Some(begins(&read, i, state, answering, most)),
            State::Front | State::Back => Some(Begins::Nobody),
            State::Host | State::Guest | State::Aside => None,
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
        let mut all = stretches.iter().map(|stretch| self.answers(stretch, people));
        let first = all.next()?;
        if all.all(|other| other == first) { first } else { None }
    }

    /// Who answers in a stretch.
    fn answers(&self, stretch: &Stretch, people: &People<'_>) -> Option<usize> {
        self.paragraphs[stretch.label].label.as_ref().and_then(|label| people.index(label))
    }

    /// The last paragraphs before a label of whoever had the one before it: somebody else spoke there, or
    /// no label were wanted.
    fn between_labels_of_one(
        &self,
        stretches: &[Stretch],
        people: &People<'_>,
    ) -> impl Iterator<Item = usize> {
        stretches.windows(2).filter_map(|pair| match pair {
            [before, after] if self.answers(before, people) == self.answers(after, people) => {
                before.rest.last().copied()
            }
            _ => None,
        })
    }
}

/// The host, named where the front tells the name; whoever has a label is a guest, and the front may tell more
/// of that name: `Voss`, of whom the lead says `Lena Voss`.
fn add_host(text: &Text<'_>, stretches: &[Stretch], people: &mut People<'_>) -> usize {
    let first = stretches.first().map_or(0, |s| s.label);
    let told = told::names(text.rules, text.paragraphs, |i| i >= first);
    let guest = told.iter().find(|told| told.part == Part::Guest).map(|told| &told.name);
    for participant in &mut people.participants {
        participant.role = Some(Role::Guest);
        let label = participant.name.as_str().unwrap_or_default();
        if let Some(full) = guest.filter(|full| **full != label && told::is_same(label, full)) {
            participant.also.push(full.clone());
        }
    }
    let told = told.into_iter().find(|told| told.part == Part::Host);
    add_unlabelled(people, Role::Host, told)
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
