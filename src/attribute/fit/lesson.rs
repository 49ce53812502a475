//! Texts with a reference reading: what is learned from, and measured against.

use std::borrow::Cow;

use crate::attribute::chain::{ChainReading, Clamp, State};
use crate::attribute::features::{self, Seen, Spoken};
use crate::attribute::rules::RuleSet;
use crate::attribute::vocabulary::Vocabulary;
use crate::attribute::{dialogue, inferred, language, spoken, unlabelled};
use crate::model::{Draft, plain_text};

use super::{Certainty, Fitted};

/// Who speaks a paragraph, by the reference reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The one who asks.
    Host,
    /// The one who is asked.
    Guest,
    /// Nobody.
    Nobody,
}

/// A text with its reference reading, ready to learn from.
#[derive(Debug, Clone)]
pub struct Lesson {
    pub(super) rules: &'static RuleSet,
    texts: Vec<String>,
    /// The paragraphs as the features want them, without their texts.
    shapes: Vec<Spoken<'static>>,
    /// What is seen before anything is read.
    first_seen: Vec<Seen>,
    /// What is seen of it after a first reading.
    pub(super) seen: Vec<Seen>,
    pub(super) gold: Vec<State>,
    pub(super) weight: f64,
    /// What is known of its paragraphs when it is read.
    clamps: Vec<Clamp>,
}

impl Lesson {
    /// A lesson from a draft without labels. `voice` gives the reference reading of the paragraph
    /// that begins at a line. `weight` says how much a paragraph of this text counts, `all_speech` that
    /// nothing else was left in it, which is then known when it is read.
    pub fn new(draft: &Draft, voice: impl Fn(u32) -> Voice, weight: f64, all_speech: bool) -> Self {
        let texts: Vec<Cow<'_, str>> =
            draft.paragraphs.iter().map(|p| plain_text(&p.content)).collect();
        let language = language::detect(texts.iter().map(AsRef::as_ref));
        let rules = RuleSet::of(language.as_deref());
        let (indices, spoken) = spoken(&draft.paragraphs, &texts, unlabelled::may_speak);
        let line = |i: usize| draft.paragraphs[i].span.lines.0;
        let gold = states(&indices.iter().map(|i| voice(line(*i))).collect::<Vec<_>>());
        let seen = features::observe(rules, &spoken);
        let shapes = spoken.iter().map(|s| Spoken { text: "", ..*s }).collect();
        let texts = spoken.iter().map(|s| s.text.to_owned()).collect();
        let known = Clamp { speaks: true, ..Clamp::default() };
        let clamps = if all_speech { vec![known; gold.len()] } else { Vec::new() };
        Self { rules, texts, shapes, first_seen: seen.clone(), seen, gold, weight, clamps }
    }

    /// Looks at the text again with other weights: what the first reading learns of names
    /// depends on them.
    pub fn look_again(&mut self, weights: &Fitted) {
        let texts = self.texts.iter().map(String::as_str);
        let spoken: Vec<Spoken<'_>> =
            self.shapes.iter().zip(texts).map(|(shape, text)| Spoken { text, ..*shape }).collect();
        let mut seen = self.first_seen.clone();
        inferred::read_again(
            self.rules,
            &weights.model(self.rules),
            &spoken,
            &Vocabulary::of(&spoken, false),
            &mut seen,
            &self.clamps,
        );
        self.seen = seen;
    }

    /// How the reading with these weights compares: right and all paragraphs of speech by
    /// speaker, then right, found and true boundaries (adjacent turns of one speaker are one).
    pub fn score(&self, weights: &Fitted) -> Outcome {
        let model = weights.model(self.rules);
        let reading = inferred::read(self.rules, &model, &self.seen, &self.clamps);
        let mut found = reading.states.clone();
        let mut certainties = self.certainties(&reading);
        if self.clamps.is_empty() && !dialogue::is_dialogue(self.rules, &self.seen, &reading) {
            // No conversation, says the program, and names nobody.
            found.fill(State::Front);
            certainties = Certainties::default();
        }
        let spoken = |states: &[State]| states.iter().filter(|s| s.speaks()).count();
        let right = |(g, f): &(&State, &State)| g == f && g.speaks();
        let (gold_starts, found_starts) = (starts(&self.gold), starts(&found));
        let both = gold_starts.iter().filter(|s| found_starts.contains(s)).count();
        Outcome {
            certainties,
            style: model.style(self.rules, &self.seen),
            role: self.gold.iter().zip(&found).filter(right).count() as f64
                / spoken(&self.gold).max(1) as f64,
            f1: 2.0 * both as f64 / (gold_starts.len() + found_starts.len()).max(1) as f64,
        }
    }
}

impl Lesson {
    /// Both readings side by side, a paragraph a line.
    pub fn show(&self, weights: &Fitted) -> String {
        let model = weights.model(self.rules);
        let reading = inferred::read(self.rules, &model, &self.seen, &self.clamps);
        let scores = inferred::scores(&model, &self.seen);
        let mut out = format!(
            "style {}, clearness {:.2}, a conversation: {}\n",
            model.style(self.rules, &self.seen),
            reading.clearness,
            dialogue::is_dialogue(self.rules, &self.seen, &reading)
        );
        for (i, (gold, found)) in self.gold.iter().zip(&reading.states).enumerate() {
            let words: String = self.texts[i].trim().chars().take(40).collect();
            let end: String = self.texts[i]
                .trim()
                .chars()
                .rev()
                .take(12)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let names: Vec<&str> =
                self.seen[i].fired.iter().map(|f| self.rules.rules[f.rule].name.as_ref()).collect();
            let [host, _, silent, ..] = scores[i].states;
            out.push_str(&format!(
                "{} {i:3} {:<6} {:<6} {:.2} h{host:+.1} s{silent:+.1} t{:+.1} {words} ... {end} | {}\n",
                if gold == found { ' ' } else { '!' },
                format!("{gold:?}"), format!("{found:?}"), reading.posteriors[i][*found as usize], scores[i].turn,
                names.join(" ").replace("any.", ""),
            ));
        }
        out
    }

    /// How probable each part of the reading is, and whether it is right.
    fn certainties(&self, reading: &ChainReading) -> Certainties {
        let mut all = Certainties::default();
        let clearness = reading.clearness;
        let true_starts = starts(&self.gold);
        let mut start = 0;
        for run in reading.states.chunk_by(|a, b| a == b) {
            let paragraphs = start..start + run.len();
            let state = run[0];
            if state.speaks() {
                let sum: f64 =
                    paragraphs.clone().map(|i| reading.posteriors[i][state as usize]).sum();
                let probability = sum / run.len() as f64;
                let certainty = |right| Certainty { probability, clearness, right };
                let right = |i: &usize| self.gold[*i] == state;
                let count = paragraphs.clone().filter(right).count();
                all.speakers.extend(paragraphs.clone().map(|i| certainty(right(&i))));
                all.turns.push(certainty(2 * count >= run.len()));
                let probability = reading.boundaries[start];
                let right = true_starts.contains(&start);
                all.boundaries.push(Certainty { probability, clearness, right });
            }
            start = paragraphs.end;
        }
        all
    }
}

/// The states of the chain: no speech before the first turn is front matter, after the last one
/// back matter.
fn states(voices: &[Voice]) -> Vec<State> {
    let speaks = |voice: &Voice| *voice != Voice::Nobody;
    let first = voices.iter().position(speaks).unwrap_or(voices.len());
    let last = voices.iter().rposition(speaks).unwrap_or(0);
    let state = |(i, voice): (usize, &Voice)| match voice {
        Voice::Host => State::Host,
        Voice::Guest => State::Guest,
        Voice::Nobody if i < first => State::Front,
        Voice::Nobody if i > last => State::Back,
        Voice::Nobody => State::Aside,
    };
    voices.iter().enumerate().map(state).collect()
}

/// How probable the parts of a reading are, and whether they are right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Certainties {
    /// For each paragraph given a speaker, that the turn is that speaker's.
    pub speakers: Vec<Certainty>,
    /// For each turn; right is one of which at least half of the paragraphs are.
    pub turns: Vec<Certainty>,
    /// For each turn, that it begins there.
    pub boundaries: Vec<Certainty>,
}

/// How well a reading agrees with its reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// How probable its parts are.
    pub certainties: Certainties,
    /// The style that it was read in.
    pub style: usize,
    /// Share of spoken paragraphs with the right role.
    pub role: f64,
    /// Boundary F1.
    pub f1: f64,
}

fn starts(states: &[State]) -> Vec<usize> {
    let mut before = None;
    let mut starts = Vec::new();
    for (i, state) in states.iter().enumerate().filter(|(_, s)| s.speaks()) {
        if before != Some(state) {
            starts.push(i);
        }
        before = Some(state);
    }
    starts
}
