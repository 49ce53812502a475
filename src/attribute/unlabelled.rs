//! A source that names nobody: from the reading of the chain to speakers, confidence and
//! evidence.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Attribution, Confidence, Evidence, Paragraph, ParagraphKind, ParatextKind, Participant,
    ParticipantId, PersonName, Role, RunnerUp, Score, Span, plain_text,
};
use crate::parallel;

use super::chain::{Clamp, State};
use super::dialogue;
use super::emphasis;
use super::features::{Fired, Seen};
use super::genres;
use super::inferred::{Inferred, infer_clamped};
use super::introductions;
use super::mentions;
use super::rules::RuleSet;
use super::several::{self, Several, Who};
use super::told::{self, Part, Told};
use super::turns::{Beginning, Found};
use super::verse::is_verse;
use super::voice;
use super::{Attributed, spoken};

/// Evidence that adds less than this (in thousandths) is not worth showing.
const LEAST_SHOWN: i32 = 100;
/// So many rules are shown at most.
const MOST_SHOWN: usize = 6;

/// So many paragraphs at the start may tell that an interview follows.
const LEAD: usize = 6;

/// What a person knows before: what it says of some paragraphs, and that it is a conversation.
pub(super) struct Known<'a> {
    /// Given the indices of the paragraphs that may be speech, what is known of them.
    pub(super) clamps: &'a dyn Fn(&[usize]) -> Vec<Clamp>,
    pub(super) is_dialogue: bool,
}

/// Works out who speaks.
pub(super) fn attribute(
    rules: &RuleSet,
    paragraphs: &[Paragraph],
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Attributed {
    let texts: Vec<Cow<'_, str>> = paragraphs.iter().map(|p| plain_text(&p.content)).collect();
    let (indices, spoken) = spoken(paragraphs, &texts, may_speak);
    let mut clamps = (known.clamps)(&indices);
    if clamps.is_empty() {
        clamps = emphasis::questions(indices.iter().map(|i| texts[*i].as_ref()));
    }
    let inferred = infer_clamped(rules, &spoken, &clamps);
    let is_called = !inferred.names.host.is_empty() || !inferred.names.guest.is_empty();
    let is_no_talk = || {
        let has_form = || genres::is_titled_no_talk(paragraphs) || is_verse(paragraphs);
        genres::is_no_talk(paragraphs) || (!is_called && has_form())
    };
    let is_told = || {
        let first = inferred.reading.states.iter().position(|state| state.speaks());
        // A lead is found to be one more surely where somebody says “you”.
        let before = first.map_or(0, |first| indices[first]).max(LEAD).min(paragraphs.len());
        genres::announces_interview(&paragraphs[..before])
            && dialogue::has_questions(rules, &inferred.seen, &inferred.reading)
    };
    let converses = inferred.is_dialogue && (is_called || !voice::is_one(&inferred));
    let is_talk = (converses || is_told()) && !is_no_talk();
    if !is_talk && !known.is_dialogue {
        let by_line =
            || genres::is_speech(paragraphs).then(|| told::by_line(rules, paragraphs)).flatten();
        if let Some(by) = told::speaker(rules, paragraphs).or_else(by_line) {
            let seen = among_all(inferred.seen, &indices, paragraphs.len());
            return monologue(paragraphs, by, seen);
        }
        diagnostics.push(
            Diagnostic::warning(
                Code::NoDialogue,
                "no conversation found; the text is kept as prose",
            )
            .with_hint("label the speakers if it is one"),
        );
        let found =
            paragraphs.iter().map(|p| Found::NotSpeech(kind_of(p, ParatextKind::Prose))).collect();
        let seen = among_all(inferred.seen, &indices, paragraphs.len());
        return Attributed { participants: Vec::new(), found, seen, boundaries: Vec::new() };
    }
    let cast = Cast::of(&inferred, &indices, paragraphs);
    let mut found: Vec<Found> =
        paragraphs.iter().map(|p| Found::NotSpeech(kind_of(p, ParatextKind::Narration))).collect();
    let mut runs = several::runs(&inferred.reading.states, |i| cast.several.begins(i));
    runs.retain(|run| run.state.speaks());
    let length: usize = spoken.iter().map(|p| p.text.len()).sum();
    let begun = parallel::map(length >= parallel::WORTH_IT, &runs, |i, run| {
        // An aside does not end a turn.
        let other = i == 0 || runs[i - 1].state != run.state;
        let begins = other || cast.several.begins(run.start);
        begins.then(|| cast.beginning(&inferred, run.start, run.end))
    });
    for (run, begun) in runs.iter().zip(begun) {
        found[indices[run.start]] = match begun {
            Some((beginning, resumption)) => Found::Begins(Box::new(beginning), resumption),
            None => Found::GoesOn,
        };
        for i in run.start + 1..run.end {
            found[indices[i]] = Found::GoesOn;
        }
    }
    let mut boundaries = vec![Confidence::ZERO; paragraphs.len()];
    for (i, at) in indices.iter().enumerate() {
        boundaries[*at] = Confidence::from_probability(inferred.reading.boundaries[i]);
    }
    let seen = among_all(inferred.seen, &indices, paragraphs.len());
    Attributed { participants: cast.participants, found, seen, boundaries }
}

/// What was seen of the paragraphs of these indices, as a list of all `count` paragraphs.
fn among_all(seen: Vec<Seen>, indices: &[usize], count: usize) -> Vec<Seen> {
    let mut all = vec![Seen::default(); count];
    for (at, one) in indices.iter().zip(seen) {
        all[*at] = one;
    }
    all
}

/// The speech of one, who is named above it.
fn monologue(paragraphs: &[Paragraph], by: Told, seen: Vec<Seen>) -> Attributed {
    // That the heading names who speaks is almost sure; that nobody else does is less so.
    const SURE: f64 = 0.8;
    let attribution = Attribution::Inferred {
        confidence: Confidence::from_probability(SURE),
        boundary: Confidence::from_probability(SURE),
        evidence: vec![Evidence {
            rule: by.rule.to_owned(),
            score: None,
            cue: Some(by.name.clone()),
        }],
        runner_up: None,
        guess: Vec::new(),
        near: Vec::new(),
    };
    let mut begun = false;
    let found = paragraphs
        .iter()
        .map(|p| match p.kind {
            // What stands up to the heading is not said.
            ParagraphKind::Speech if p.span.bytes.0 <= by.span.bytes.0 => {
                Found::NotSpeech(ParatextKind::Narration)
            }
            ParagraphKind::Speech if !begun && is_day(&plain_text(&p.content)) => {
                Found::NotSpeech(ParatextKind::Narration)
            }
            ParagraphKind::Speech if begun => Found::GoesOn,
            ParagraphKind::Speech => {
                begun = true;
                let beginning = Beginning::without_label(Some(0), attribution.clone());
                Found::Begins(Box::new(beginning), attribution.clone())
            }
            _ => Found::NotSpeech(kind_of(p, ParatextKind::Prose)),
        })
        .collect();
    let participant = Participant {
        id: ParticipantId(1),
        name: PersonName::Introduced(by.name),
        role: None,
        also: Vec::new(),
        span: Some(by.span),
    };
    Attributed { participants: vec![participant], found, seen, boundaries: Vec::new() }
}

/// Whether a line is a day and nothing else: `3 July 2014`, 2014年7月3日.
fn is_day(text: &str) -> bool {
    const LONGEST: usize = 40;
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.len() <= LONGEST && digits >= 4 && !text.contains(['.', '?', '!', '。', '？', '！', '，'])
}

/// Whether a paragraph is for the chain to tell.
pub(super) fn may_speak(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Speech | ParagraphKind::MaybeHeading(_))
}

/// What a paragraph is by its form; prose or narration where its form says speech.
fn kind_of(paragraph: &Paragraph, otherwise: ParatextKind) -> ParatextKind {
    match paragraph.kind {
        ParagraphKind::Paratext(kind) => kind,
        ParagraphKind::Speech
        | ParagraphKind::MaybeTurn
        | ParagraphKind::Heading(_)
        | ParagraphKind::MaybeHeading(_)
        | ParagraphKind::Direction => otherwise,
    }
}

/// The two who speak, or the several.
struct Cast {
    participants: Vec<Participant>,
    host: Option<usize>,
    guest: Option<usize>,
    several: Several,
    /// The participant that each of the several voices is.
    voices: Vec<Option<usize>>,
}

impl Cast {
    /// The participants in order of first speech.
    fn of(inferred: &Inferred<'_>, indices: &[usize], paragraphs: &[Paragraph]) -> Self {
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
        Some(Evidence { rule: rule.to_owned(), score: None, cue })
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
    fn beginning(
        &self,
        inferred: &Inferred<'_>,
        start: usize,
        end: usize,
    ) -> (Beginning, Attribution) {
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
        let attribution = |boundary: Confidence, evidence| Attribution::Inferred {
            confidence,
            boundary,
            evidence,
            runner_up: Some(runner_up.clone()),
            guess: Vec::new(),
            near: Vec::new(),
        };
        // Where one of a part follows another, the chain sees no beginning.
        let boundary = match self.several.begins(start) {
            true => confidence,
            false => Confidence::from_probability(
                begins.of(reading.boundaries[start], reading.clearness),
            ),
        };
        let resumed = Evidence { rule: "chain.continues".to_owned(), score: None, cue: None };
        let mut shown = evidence(inferred, state, start, end);
        shown.splice(0..0, self.told(start));
        let beginning = Beginning::without_label(speaker, attribution(boundary, shown));
        (beginning, attribution(Confidence::ZERO, vec![resumed]))
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
    let mut strong: Vec<(Score, usize, &Fired)> = Vec::new();
    for i in start..end {
        for fired in &inferred.seen[i].fired {
            let weights = &inferred.rules.rules[fired.rule].weights;
            let begins = if i == start { weights.turn } else { 0.0 };
            let score = Score::from_weight(sign * weights.host + begins);
            if score.0.abs() >= LEAST_SHOWN && !strong.iter().any(|(.., f)| f.rule == fired.rule) {
                strong.push((score, i, fired));
            }
        }
    }
    strong.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    strong.truncate(MOST_SHOWN);
    let evidence = |(score, i, fired): (Score, usize, &Fired)| {
        let words = inferred.spoken[i].text.trim();
        let cue = fired.cue.and_then(|(from, to)| words.get(from..to)).map(str::to_owned);
        let rule = inferred.rules.rules[fired.rule].name.clone();
        Evidence { rule, score: Some(score), cue }
    };
    let mut shown: Vec<Evidence> = strong.into_iter().map(evidence).collect();
    if !shown.iter().any(|e| e.score > Some(Score(0))) {
        // Nothing in the words speaks for it: only what stands around does.
        shown.insert(0, Evidence { rule: "chain.alternation".to_owned(), score: None, cue: None });
    }
    shown
}
