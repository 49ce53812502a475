//! Fits the weights of the rules to texts with a reference reading.
//!
//! A log-linear chain (conditional random field; Lafferty, McCallum and Pereira 2001) trained by
//! gradient ascent on the log-likelihood of the reference readings. What people wrote into the
//! tables is the prior mean: a rule that the texts say nothing of keeps that weight.

use std::borrow::Cow;

use crate::model::{Draft, plain_text};

use super::chain::{self, ChainReading, N, STATES, State};
use super::features::Seen;
use super::inferred;
use super::rules::RuleSet;
use super::{language, spoken, unlabelled};

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

impl Voice {
    fn state(self) -> State {
        match self {
            Self::Host => State::Host,
            Self::Guest => State::Guest,
            Self::Nobody => State::Aside,
        }
    }
}

/// A text with its reference reading, ready to learn from.
#[derive(Debug)]
pub struct Lesson {
    rules: &'static RuleSet,
    seen: Vec<Seen>,
    gold: Vec<usize>,
    weight: f64,
}

impl Lesson {
    /// A lesson from a draft without labels. `voice` gives the reference reading of the paragraph
    /// that begins at a line. `weight` says how much a paragraph of this text counts.
    pub fn new(draft: &Draft, voice: impl Fn(u32) -> Voice, weight: f64) -> Self {
        let texts: Vec<Cow<'_, str>> =
            draft.paragraphs.iter().map(|p| plain_text(&p.content)).collect();
        let language = language::detect(texts.iter().map(AsRef::as_ref));
        let rules = RuleSet::of(language.as_deref());
        let (indices, spoken) = spoken(&draft.paragraphs, &texts, unlabelled::may_speak);
        let inferred = inferred::infer(rules, &spoken);
        let line = |i: usize| draft.paragraphs[i].span.lines.0;
        let gold = indices.iter().map(|i| voice(line(*i)).state() as usize).collect();
        Self { rules, seen: inferred.seen, gold, weight }
    }

    /// Reads the text with other weights than the tables have.
    fn read(&self, weights: &Fitted) -> ChainReading {
        let mut scores = vec![chain::Scores::default(); self.seen.len()];
        for (i, paragraph) in self.seen.iter().enumerate() {
            for fired in &paragraph.fired {
                let w = weights.of(self.rules, fired.rule);
                scores[i].states[State::Host as usize] += w[HOST];
                scores[i].states[State::Aside as usize] += w[ASIDE];
                scores[i].turn += w[TURN];
                if let Some(next) = scores.get_mut(i + 1) {
                    next.turn += w[NEXT];
                }
            }
        }
        chain::read(&scores, &weights.start, &weights.transitions)
    }

    /// How the reading with these weights compares: right and all paragraphs of speech by
    /// speaker, then right, found and true boundaries (adjacent turns of one speaker are one).
    pub fn score(&self, weights: &Fitted) -> Outcome {
        let reading = self.read(weights);
        let found: Vec<usize> = reading.states.iter().map(|s| *s as usize).collect();
        let spoken = |states: &[usize]| states.iter().filter(|s| STATES[**s].speaks()).count();
        let right = |(g, f): &(&usize, &usize)| g == f && STATES[**g].speaks();
        let (gold_starts, found_starts) = (starts(&self.gold), starts(&found));
        let both = gold_starts.iter().filter(|s| found_starts.contains(s)).count();
        Outcome {
            role: self.gold.iter().zip(&found).filter(right).count() as f64
                / spoken(&self.gold).max(1) as f64,
            f1: 2.0 * both as f64 / (gold_starts.len() + found_starts.len()).max(1) as f64,
        }
    }
}

/// How well a reading agrees with its reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Share of spoken paragraphs with the right role.
    pub role: f64,
    /// Boundary F1.
    pub f1: f64,
}

fn starts(states: &[usize]) -> Vec<usize> {
    let mut before = None;
    let mut starts = Vec::new();
    for (i, state) in states.iter().enumerate().filter(|(_, s)| STATES[**s].speaks()) {
        if before != Some(state) {
            starts.push(i);
        }
        before = Some(state);
    }
    starts
}

const HOST: usize = 0;
const ASIDE: usize = 1;
const TURN: usize = 2;
const NEXT: usize = 3;

/// Weights by name of rule, and those of the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    names: Vec<String>,
    rules: Vec<[f64; 4]>,
    start: [f64; N],
    transitions: chain::Transitions,
}

impl Fitted {
    /// The weights that people wrote into the tables.
    pub fn prior() -> Self {
        let chain = &RuleSet::of(None).prior_chain;
        let mut fitted = Self {
            names: Vec::new(),
            rules: Vec::new(),
            start: chain.start(),
            transitions: chain.transitions(),
        };
        for set in [RuleSet::of(Some("zh")), RuleSet::of(Some("en"))] {
            for rule in &set.rules {
                if !fitted.names.contains(&rule.name) {
                    let w = &rule.prior;
                    fitted.names.push(rule.name.clone());
                    fitted.rules.push([w.host, w.aside, w.turn, w.next]);
                }
            }
        }
        fitted
    }

    fn index(&self, rules: &RuleSet, rule: usize) -> Option<usize> {
        self.names.iter().position(|name| *name == rules.rules[rule].name)
    }

    fn of(&self, rules: &RuleSet, rule: usize) -> [f64; 4] {
        self.index(rules, rule).map_or([0.0; 4], |i| self.rules[i])
    }

    /// The weights of a rule as the tables write them: `{ host = 1.2, turn = 0.5 }`.
    pub fn rule(&self, name: &str) -> Option<String> {
        let weights = self.rules[self.names.iter().position(|n| n == name)?];
        let shown: Vec<String> = ["host", "aside", "turn", "next"]
            .iter()
            .zip(weights)
            .filter(|(_, w)| w.abs() >= 0.05)
            .map(|(key, w)| format!("{key} = {w:.1}"))
            .collect();
        Some(format!("{{ {} }}", shown.join(", ")))
    }

    /// The weights of the chain as the table writes them, key and value.
    pub fn chain(&self) -> Vec<(&'static str, f64)> {
        let t = &self.transitions;
        vec![
            ("start_host", self.start[0]),
            ("start_aside", self.start[2]),
            ("host_host", t[0][0]),
            ("host_guest", t[0][1]),
            ("host_aside", t[0][2]),
            ("guest_host", t[1][0]),
            ("guest_aside", t[1][2]),
            ("aside_host", t[2][0]),
            ("aside_guest", t[2][1]),
            ("aside_aside", t[2][2]),
        ]
    }

    fn parameters(&mut self) -> impl Iterator<Item = &mut f64> {
        let rules = self.rules.iter_mut().flatten();
        rules.chain(self.start.iter_mut()).chain(self.transitions.iter_mut().flatten())
    }

    fn zero(&self) -> Self {
        let mut zero = self.clone();
        zero.parameters().for_each(|p| *p = 0.0);
        zero
    }
}

/// Fits the weights to the lessons. `strength` is how strongly each weight is held to its
/// prior (the inverse variance of a Gaussian prior).
pub fn fit(lessons: &[&Lesson], strength: f64) -> Fitted {
    const STEPS: usize = 400;
    const RATE: f64 = 0.1;
    let prior = Fitted::prior();
    let mut weights = prior.clone();
    let mut squares = weights.zero();
    for _ in 0..STEPS {
        let mut gradient = weights.zero();
        for lesson in lessons {
            add_gradient(&mut gradient, lesson, &weights);
        }
        let before: Vec<f64> = prior.clone().parameters().map(|p| *p).collect();
        for (((w, g), s), b) in
            weights.parameters().zip(gradient.parameters()).zip(squares.parameters()).zip(before)
        {
            let slope = *g - strength * (*w - b);
            // AdaGrad: rare rules take larger steps.
            *s += slope * slope;
            *w += RATE * slope / (s.sqrt() + 1e-8);
        }
        // The guest is the measure.
        weights.start[State::Guest as usize] = 0.0;
        weights.transitions[State::Guest as usize][State::Guest as usize] = 0.0;
    }
    weights
}

/// Adds what the reference reading has more of than the reading expects.
fn add_gradient(gradient: &mut Fitted, lesson: &Lesson, weights: &Fitted) {
    let reading = lesson.read(weights);
    let n = lesson.gold.len();
    if n == 0 {
        return;
    }
    let begins = |i: usize| {
        let gold = i > 0 && chain::begins(lesson.gold[i - 1], lesson.gold[i]);
        let expected = if i > 0 { reading.boundary(i) } else { 0.0 };
        (f64::from(u8::from(gold)) - expected) * lesson.weight
    };
    for i in 0..n {
        let more = |state: State| {
            let gold = f64::from(u8::from(lesson.gold[i] == state as usize));
            (gold - reading.posteriors[i][state as usize]) * lesson.weight
        };
        for fired in &lesson.seen[i].fired {
            let Some(rule) = gradient.index(lesson.rules, fired.rule) else {
                continue;
            };
            gradient.rules[rule][HOST] += more(State::Host);
            gradient.rules[rule][ASIDE] += more(State::Aside);
            gradient.rules[rule][TURN] += begins(i);
            if i + 1 < n {
                gradient.rules[rule][NEXT] += begins(i + 1);
            }
        }
        for (from, to) in (0..N).flat_map(|from| (0..N).map(move |to| (from, to))).filter(|_| i > 0)
        {
            let gold = lesson.gold[i - 1] == from && lesson.gold[i] == to;
            let more = f64::from(u8::from(gold)) - reading.pairs[i][from][to];
            gradient.transitions[from][to] += more * lesson.weight;
        }
    }
    for state in STATES {
        let gold = f64::from(u8::from(lesson.gold[0] == state as usize));
        gradient.start[state as usize] +=
            (gold - reading.posteriors[0][state as usize]) * lesson.weight;
    }
}
