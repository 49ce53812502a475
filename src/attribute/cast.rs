//! Who takes part where nobody is named: the two who speak, or the several, and the turns that are
//! theirs, with confidence and evidence.

use std::collections::HashSet;

use crate::model::{
    Attribution, Confidence, Evidence, Paragraph, Participant, ParticipantId, PersonName, Role,
    RunnerUp, Score, Span,
};
use crate::script::Trim;

use super::chain::State;
use super::features::{Cue, Fired};
use super::inferred::Inferred;
use super::introductions;
use super::mentions;
use super::several::{Several, Who};
use super::told::{self, Part, Told};
use super::turns::Beginning;

/// Evidence that adds less than this (in thousandths) is not worth showing.
const LEAST_SHOWN: i32 = 100;
/// So many rules are shown at most.
const MOST_SHOWN: usize = 6;

/// The two who speak, or the several.
pub(super) struct Cast {
    pub(super) participants: Vec<Participant>,
    host: Option<usize>,
    guest: Option<usize>,
    pub(super) several: Several,
    /// The participant that each of the several voices is.
    voices: Vec<Option<usize>>,
}

impl Cast {
    /// The participants in order of first speech.
    pub(super) fn of(inferred: &Inferred<'_>, indices: &[usize], paragraphs: &[Paragraph]) -> Self {
        let several = Several::of(inferred);
        let speaks = |at: usize| {
            let known = indices.binary_search(&at).ok();
            known.is_some_and(|i| inferred.reading.states[i].speaks())
        };
        let told = told::names(inferred.rules, paragraphs, speaks);
        let voices = vec![None; several.voices.len()];
        let mut cast = Self { participants: Vec::new(), host: None, guest: None, several, voices };
        for (i, state) in inferred.reading.states.iter().enumerate() {
            let role = match state {
                State::Host => Role::Host,
                State::Guest => Role::Guest,
                State::Front | State::Aside | State::Back => continue,
            };
            let known = if role == Role::Host { cast.host } else { cast.guest };
            match cast.several.who(i) {
                Who::Only if known.is_none() => {
                    let index = cast.add_only(*state, role, inferred, indices, paragraphs);
                    cast.name_by_heading(index, role, &told);
                    match role {
                        Role::Host => cast.host = Some(index),
                        _ => cast.guest = Some(index),
                    }
                }
                Who::Voice(voice) if cast.voices[voice].is_none() => {
                    cast.voices[voice] = Some(cast.add_voice(voice, role, indices, paragraphs));
                }
                Who::Only | Who::Voice(_) | Who::Unknown => {}
            }
        }
        cast
    }

    /// The only one who has a part.
    fn add_only(
        &mut self,
        state: State,
        role: Role,
        inferred: &Inferred<'_>,
        indices: &[usize],
        paragraphs: &[Paragraph],
    ) -> usize {
        let names = match role {
            Role::Host => &inferred.names.host,
            _ => &inferred.names.guest,
        };
        // What is written small elsewhere is no name: "Sorry, ...", "Sí, ...".
        let small = written_small(names, inferred);
        let is_name = |name: &&String| {
            let lower = name.to_lowercase();
            lower == **name || !small.contains(&lower)
        };
        let names: Vec<&String> = names.iter().filter(is_name).collect();
        let only = |name: &&String| role != Role::Guest || self.several.names_guest(inferred, name);
        let names: Vec<&String> = names.into_iter().filter(only).collect();
        let (name, span) = match names.first() {
            Some(name) => (
                PersonName::Addressed((*name).clone()),
                first_address(name, inferred, indices, paragraphs),
            ),
            None => own_name(state, inferred, indices, paragraphs),
        };
        self.add(name, role, names.into_iter().skip(1).cloned().collect(), span)
    }

    /// What a heading or header calls somebody whom nobody addresses, or addresses by a surname.
    fn name_by_heading(&mut self, index: usize, role: Role, told: &[Told]) {
        let part = if role == Role::Host { Part::Host } else { Part::Guest };
        let Some(told) = told.iter().find(|told| told.part == part) else { return };
        let participant = &mut self.participants[index];
        match &participant.name {
            PersonName::Unnamed => {
                participant.name = PersonName::Introduced(told.name.clone());
                participant.span = Some(told.span);
            }
            PersonName::Addressed(name) if told::is_same(name, &told.name) => {
                if *name != told.name && !participant.also.contains(&told.name) {
                    participant.also.push(told.name.clone());
                }
            }
            PersonName::Addressed(_)
            | PersonName::Introduced(_)
            | PersonName::Labelled(_)
            | PersonName::Supplied(_) => {}
        }
    }

    /// One of several who have a part.
    fn add_voice(
        &mut self,
        voice: usize,
        role: Role,
        indices: &[usize],
        paragraphs: &[Paragraph],
    ) -> usize {
        let voice = self.several.voices[voice].clone();
        let span = indices.get(voice.told).and_then(|i| paragraphs.get(*i)).map(|p| p.span);
        let name = match voice.is_called {
            true => PersonName::Addressed(voice.name),
            false => PersonName::Introduced(voice.name),
        };
        self.add(name, role, voice.also, span)
    }

    fn add(
        &mut self,
        name: PersonName,
        role: Role,
        also: Vec<String>,
        span: Option<Span>,
    ) -> usize {
        let index = self.participants.len();
        let id = ParticipantId(index as u32 + 1);
        self.participants.push(Participant { id, name, role: Some(role), also, span });
        index
    }

    /// What tells which one of several speaks, or that nothing does.
    fn told(&self, paragraph: usize) -> Option<Evidence> {
        let (rule, cue) = match self.several.who(paragraph) {
            Who::Only => return None,
            Who::Unknown => ("voices.several", None),
            Who::Voice(voice) => {
                let voice = self.several.voices.get(voice)?;
                let rule = if voice.is_called { "voices.called" } else { "voices.introduced" };
                (rule, Some(voice.name.clone()))
            }
        };
        Some(Evidence { rule: rule.into(), score: None, cue })
    }

    /// Who speaks a paragraph of this state.
    fn speaker(&self, state: State, paragraph: usize) -> Option<usize> {
        match self.several.who(paragraph) {
            Who::Only => self.index(state),
            Who::Voice(voice) => self.voices.get(voice).copied().flatten(),
            Who::Unknown => None,
        }
    }

    fn index(&self, state: State) -> Option<usize> {
        match state {
            State::Host => self.host,
            State::Guest => self.guest,
            _ => None,
        }
    }

    /// The beginning of the turn of paragraphs `start..end`, all of one state.
    pub(super) fn beginning(&self, inferred: &Inferred<'_>, start: usize, end: usize) -> Beginning {
        let reading = &inferred.reading;
        let state = reading.states[start];
        let mean = |state: State| {
            let sum: f64 = (start..end).map(|i| reading.posteriors[i][state as usize]).sum();
            sum / (end - start) as f64
        };
        let (sure, begins) = inferred.style.map_or_else(Default::default, |s| (s.sure, s.begins));
        let speaker = self.speaker(state, start);
        // Whoever is one of several is not told by the part that they have.
        let probability = sure.of(mean(state), reading.clearness);
        let confidence = match speaker {
            Some(_) => Confidence::from_probability(probability),
            None => Confidence::ZERO,
        };
        let other = if state == State::Host { State::Guest } else { State::Host };
        let runner_up = RunnerUp {
            speakers: self.index(other).map(|i| self.participants[i].id).into_iter().collect(),
            // What is left, shared as the chain shares it between the other and nobody.
            confidence: Confidence::from_probability(
                (1.0 - probability) * (mean(other) / (1.0 - mean(state)).max(1e-9)).min(1.0),
            ),
        };
        // Where one of a part follows another, the chain sees no beginning.
        let boundary = match self.several.begins(start) {
            true => confidence,
            false => Confidence::from_probability(
                begins.of(reading.boundaries[start], reading.clearness),
            ),
        };
        let mut evidence = evidence(inferred, state, start, end);
        if let Some(told) = self.told(start) {
            evidence.insert(0, told);
        }
        let attribution = Attribution::Inferred {
            confidence,
            boundary,
            evidence,
            runner_up: Some(runner_up),
            guess: Vec::new(),
            near: Vec::new(),
        };
        Beginning::without_label(speaker, attribution)
    }
}

/// How somebody introduces themself, in paragraphs that are theirs almost surely.
fn own_name(
    state: State,
    inferred: &Inferred<'_>,
    indices: &[usize],
    paragraphs: &[Paragraph],
) -> (PersonName, Option<Span>) {
    const SURE: f64 = 0.8;
    let sure = |i: &usize| inferred.reading.posteriors[*i][state as usize] >= SURE;
    let found = (0..inferred.spoken.len())
        .filter(sure)
        .find_map(|i| Some((i, introductions::own_name(inferred.spoken[i].text)?)));
    match found {
        Some((i, name)) => (
            PersonName::Introduced(name),
            indices.get(i).and_then(|i| paragraphs.get(*i)).map(|p| p.span),
        ),
        None => (PersonName::Unnamed, None),
    }
}

/// The names that stand in small letters too, as wholes: in small letters.
fn written_small(names: &[String], inferred: &Inferred<'_>) -> HashSet<String> {
    let small = names.iter().filter(|name| name.to_lowercase() != **name);
    let texts = inferred.spoken.iter().map(|spoken| spoken.text);
    mentions::mentioned(small.map(|name| name.to_lowercase()), texts, |text, start, end| {
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

/// Where somebody is first addressed by this name.
fn first_address(
    name: &str,
    inferred: &Inferred<'_>,
    indices: &[usize],
    paragraphs: &[Paragraph],
) -> Option<Span> {
    let at = inferred.seen.iter().position(|seen| seen.vocatives.iter().any(|v| v.name == name))?;
    indices.get(at).and_then(|i| paragraphs.get(*i)).map(|p| p.span)
}

/// The rules that spoke for this turn, strongest first.
fn evidence(inferred: &Inferred<'_>, state: State, start: usize, end: usize) -> Vec<Evidence> {
    let sign = if state == State::Host { 1.0 } else { -1.0 };
    let mut strong: Vec<(Score, usize, &Fired)> = Vec::with_capacity(2 * MOST_SHOWN);
    for i in start..end {
        // A rule fires once on a paragraph.
        let before = strong.len();
        for fired in &inferred.seen[i].fired {
            let weights = &inferred.rules.model.rules[fired.rule];
            let begins = if i == start { weights.turn } else { 0.0 };
            let score = Score::from_weight(sign * weights.host + begins);
            let known = |(.., f): &(Score, usize, &Fired)| f.rule == fired.rule;
            if score.0.abs() >= LEAST_SHOWN && !strong[..before].iter().any(known) {
                strong.push((score, i, fired));
            }
        }
    }
    strong.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    strong.truncate(MOST_SHOWN);
    let evidence = |(score, i, fired): (Score, usize, &Fired)| {
        let words = inferred.spoken[i].text.trimmed();
        let cue =
            fired.cue.map(Cue::range).and_then(|(from, to)| words.get(from..to)).map(str::to_owned);
        let rule = inferred.rules.rules[fired.rule].name.clone();
        Evidence { rule, score: Some(score), cue }
    };
    let mut shown: Vec<Evidence> = strong.into_iter().map(evidence).collect();
    if !shown.iter().any(|e| e.score > Some(Score(0))) {
        // Nothing in the words speaks for it: only what stands around does.
        shown.insert(0, Evidence { rule: "chain.alternation".into(), score: None, cue: None });
    }
    shown
}
