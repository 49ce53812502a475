//! Fits the weights of the rules to texts with a reference reading.
//!
//! A log-linear chain (conditional random field; Lafferty, McCallum and Pereira 2001) trained by
//! gradient ascent on the log-likelihood of the reference readings. What people wrote into the
//! tables is the prior mean: a rule that the texts say nothing of keeps that weight.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Draft, plain_text};

use super::chain::{self, ChainReading, STEPS, STYLED, State, Style};
use super::dialogue;
use super::features::{self, Seen, Spoken};
use super::inferred;
use super::rules::{Model, RuleSet, Weights};
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

/// A text with its reference reading, ready to learn from.
#[derive(Debug, Clone)]
pub struct Lesson {
    rules: &'static RuleSet,
    texts: Vec<String>,
    /// The paragraphs as the features want them, without their texts.
    shapes: Vec<Spoken<'static>>,
    /// What is seen before anything is read.
    first_seen: Vec<Seen>,
    /// What is seen of it after a first reading.
    seen: Vec<Seen>,
    gold: Vec<State>,
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
        let line = |i: usize| draft.paragraphs[i].span.lines.0;
        let gold = states(&indices.iter().map(|i| voice(line(*i))).collect::<Vec<_>>());
        let seen = features::observe(rules, &spoken);
        let shapes = spoken.iter().map(|s| Spoken { text: "", ..*s }).collect();
        let texts = spoken.iter().map(|s| s.text.to_owned()).collect();
        Self { rules, texts, shapes, first_seen: seen.clone(), seen, gold, weight }
    }

    /// Looks at the text again with other weights: what the first reading learns of names
    /// depends on them.
    pub fn look_again(&mut self, weights: &Fitted) {
        let texts = self.texts.iter().map(String::as_str);
        let spoken: Vec<Spoken<'_>> =
            self.shapes.iter().zip(texts).map(|(shape, text)| Spoken { text, ..*shape }).collect();
        let mut seen = self.first_seen.clone();
        inferred::read_twice(self.rules, &weights.model(self.rules), &spoken, &mut seen, &[]);
        self.seen = seen;
    }

    /// How the reading with these weights compares: right and all paragraphs of speech by
    /// speaker, then right, found and true boundaries (adjacent turns of one speaker are one).
    pub fn score(&self, weights: &Fitted) -> Outcome {
        let model = weights.model(self.rules);
        let reading = inferred::read(self.rules, &model, &self.seen, &[]);
        let mut found = reading.states.clone();
        let (mut speakers, mut boundaries) = self.certainties(&reading);
        if !dialogue::is_dialogue(self.rules, &self.seen, &reading) {
            // No conversation, says the program, and names nobody.
            found.fill(State::Front);
            speakers.clear();
            boundaries.clear();
        }
        let spoken = |states: &[State]| states.iter().filter(|s| s.speaks()).count();
        let right = |(g, f): &(&State, &State)| g == f && g.speaks();
        let (gold_starts, found_starts) = (starts(&self.gold), starts(&found));
        let both = gold_starts.iter().filter(|s| found_starts.contains(s)).count();
        Outcome {
            speakers,
            boundaries,
            style: model.style(&self.rules.rules, &self.seen),
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
        let reading = inferred::read(self.rules, &model, &self.seen, &[]);
        let scores = inferred::scores(&model, &self.seen);
        let mut out = format!(
            "style {}, a conversation: {}\n",
            model.style(&self.rules.rules, &self.seen),
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
                self.seen[i].fired.iter().map(|f| self.rules.rules[f.rule].name.as_str()).collect();
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

    /// See [`Outcome`].
    fn certainties(&self, reading: &ChainReading) -> (Vec<Certainty>, Vec<Certainty>) {
        let (mut speakers, mut boundaries) = (Vec::new(), Vec::new());
        let true_starts = starts(&self.gold);
        let mut start = 0;
        for run in reading.states.chunk_by(|a, b| a == b) {
            let all = start..start + run.len();
            let state = run[0];
            if state.speaks() {
                let sum: f64 = all.clone().map(|i| reading.posteriors[i][state as usize]).sum();
                let mean = sum / run.len() as f64;
                speakers.extend(all.clone().map(|i| (mean, self.gold[i] == state)));
                boundaries.push((reading.boundaries[start], true_starts.contains(&start)));
            }
            start = all.end;
        }
        (speakers, boundaries)
    }
}

/// How often things of a probability prove right, over all of `pairs`: scale and shift of the
/// log-odds, by logistic regression, held to 1 and 0; the shift firmly, so that even odds stay about even.
pub fn calibrate(pairs: &[Certainty]) -> (f64, f64) {
    const STEPS: usize = 3000;
    const HOLD: f64 = 1.0;
    const HOLD_SHIFT: f64 = 200.0;
    let (mut scale, mut shift) = (1.0, 0.0);
    let n = pairs.len() as f64 + HOLD;
    for _ in 0..STEPS {
        let (mut by_scale, mut by_shift) = (HOLD * (1.0 - scale), -HOLD_SHIFT * shift);
        for (probability, right) in pairs {
            let error =
                f64::from(u8::from(*right)) - chain::Calibration { scale, shift }.of(*probability);
            by_scale += error * chain::log_odds(*probability);
            by_shift += error;
        }
        scale += 0.2 * by_scale / n;
        shift += 0.2 * by_shift / n;
    }
    (scale, shift)
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

/// The probability of something, and whether it is right.
pub type Certainty = (f64, bool);

/// How well a reading agrees with its reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// For each paragraph given a speaker, the probability of that turn's speaker, and whether it
    /// is right.
    pub speakers: Vec<Certainty>,
    /// For each turn found, the probability that it begins there, and whether one does.
    pub boundaries: Vec<Certainty>,
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

const HOST: usize = 0;
const ASIDE: usize = 1;
const TURN: usize = 2;
const NEXT: usize = 3;
const ANSWER: usize = 4;
const ANSWERED: usize = 5;

/// What a rule weighs, as the tables call it.
const KEYS: [&str; 6] = ["host", "aside", "turn", "next", "answer", "answered"];

/// The weights of a style: its scale, then its own of the steps.
const OF_STYLE: usize = STYLED + 1;
/// What is no speech is told by what people and an earlier fit wrote into the tables: references differ in
/// what they call speech around a talk.
const ASIDE_HOLD: f64 = f64::INFINITY;
/// How much more strongly than the rules the chain is held to its prior.
const CHAIN_HOLD: f64 = 20.0;
/// The scale of a style multiplies all that its paragraphs score: it moves slowly.
const SCALE_RATE: f64 = 0.05;
const SCALE: usize = 0;

/// Weights by name of rule, and those of the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    names: BTreeMap<String, usize>,
    rules: Vec<[f64; KEYS.len()]>,
    styles: Vec<[f64; OF_STYLE]>,
    common: [f64; STEPS.len() - STYLED],
}

impl Fitted {
    /// The weights that people wrote into the tables.
    pub fn prior() -> Self {
        let mut fitted = Self {
            names: BTreeMap::new(),
            rules: Vec::new(),
            styles: Vec::new(),
            common: [0.0; STEPS.len() - STYLED],
        };
        let styles = &RuleSet::of(None).prior.styles;
        let step = |style: &Style, i: usize| match STEPS[i] {
            (_, Some(from), to) => style.follows[from as usize][to as usize],
            (_, None, to) => style.start[to as usize],
        };
        for style in styles {
            let weight = |i: usize| match i {
                SCALE => style.scale,
                _ => step(style, i - 1),
            };
            fitted.styles.push(std::array::from_fn(weight));
            fitted.common = std::array::from_fn(|i| step(style, i + STYLED));
        }
        for set in RuleSet::all() {
            for (rule, w) in set.rules.iter().zip(&set.prior.rules) {
                let next = fitted.rules.len();
                if *fitted.names.entry(rule.name.clone()).or_insert(next) == next {
                    fitted.rules.push([w.host, w.aside, w.turn, w.next, w.answer, w.answered]);
                }
            }
        }
        fitted
    }

    /// The rules that no fit changes, by index, and their weights.
    fn by_hand() -> Vec<(usize, [f64; KEYS.len()])> {
        let prior = Self::prior();
        let rules = RuleSet::all().flat_map(|set| &set.rules).filter(|rule| rule.by_hand);
        rules
            .filter_map(|rule| prior.names.get(&rule.name))
            .map(|i| (*i, prior.rules[*i]))
            .collect()
    }

    /// The weights as the reading of a text in the language of `rules` wants them.
    fn model(&self, rules: &RuleSet) -> Model {
        let weights = |i: usize| {
            let [host, aside, turn, next, answer, answered] = self.rules[i];
            Weights { host, aside, turn, next, answer, answered }
        };
        Model {
            rules: self.indices(rules).into_iter().map(weights).collect(),
            styles: (0..self.styles.len()).map(|i| self.style(i)).collect(),
        }
    }

    fn style(&self, index: usize) -> Style {
        let [scale, own @ ..] = self.styles[index];
        let most_asks = RuleSet::of(None).model.styles.get(index).map_or(1.0, |s| s.most_asks);
        let weight = |i: usize| if i < STYLED { own[i] } else { self.common[i - STYLED] };
        Style::of(most_asks, scale, &std::array::from_fn(weight))
    }

    /// Index here of each rule of a set.
    fn indices(&self, rules: &RuleSet) -> Vec<usize> {
        let index = |name| self.names.get(name).copied().unwrap_or_default();
        rules.rules.iter().map(|rule| index(&rule.name)).collect()
    }

    /// The weights of a rule as the tables write them: `{ host = 1.2, turn = 0.5 }`.
    pub fn rule(&self, name: &str) -> Option<String> {
        let weights = self.rules[*self.names.get(name)?];
        let shown = KEYS.iter().zip(weights).filter(|(_, w)| w.abs() >= 0.05);
        Some(table(shown.map(|(key, w)| (*key, w))))
    }

    /// How many styles there are.
    pub fn style_count(&self) -> usize {
        self.styles.len()
    }

    /// The weights of a style as the tables write them.
    pub fn style_weights(&self, index: usize) -> Option<String> {
        let own = STEPS[..STYLED].iter().map(|(name, ..)| *name);
        let keys = ["scale"].into_iter().chain(own);
        self.styles.get(index).map(|weights| table(keys.zip(weights.iter().copied())))
    }

    /// The weights of the chain that all styles share.
    pub fn common_weights(&self) -> String {
        table(STEPS[STYLED..].iter().map(|(name, ..)| *name).zip(self.common))
    }

    /// All weights as a table of their own, a rule a line, those that are nothing left out.
    pub fn to_table(&self) -> String {
        let mut out = String::new();
        for name in self.names.keys() {
            let weights = self.rule(name).filter(|weights| weights != "{}");
            weights.iter().for_each(|weights| out.push_str(&format!("{name:?} = {weights}\n")));
        }
        for index in 0..self.styles.len() {
            let weights = self.style_weights(index).unwrap_or_default();
            out.push_str(&format!("\"style {index}\" = {weights}\n"));
        }
        out + &format!("chain = {}\n", self.common_weights())
    }

    /// The weights of such a table; a rule that it does not have keeps its prior.
    pub fn of_table(text: &str) -> Result<Self, toml::de::Error> {
        let table: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(text)?;
        let mut fitted = Self::prior();
        let put = |to: &mut [f64], keys: &[&str], name: &str| {
            if let Some(weights) = table.get(name) {
                let weight = |key: &&str| weights.get(*key).copied().unwrap_or_default();
                to.iter_mut().zip(keys).for_each(|(to, key)| *to = weight(key));
            }
        };
        let step = |i: usize| STEPS[i].0;
        for (name, index) in &fitted.names {
            put(&mut fitted.rules[*index], &KEYS, name);
        }
        let own: Vec<&str> = ["scale"].into_iter().chain((0..STYLED).map(step)).collect();
        for (index, style) in fitted.styles.iter_mut().enumerate() {
            put(style, &own, &format!("style {index}"));
        }
        let common: Vec<&str> = (STYLED..STEPS.len()).map(step).collect();
        put(&mut fitted.common, &common, "chain");
        Ok(fitted)
    }

    fn parameters(&mut self) -> impl Iterator<Item = &mut f64> {
        let rules = self.rules.iter_mut().flatten();
        rules.chain(self.styles.iter_mut().flatten()).chain(&mut self.common)
    }

    fn zero(&self) -> Self {
        let mut zero = self.clone();
        zero.parameters().for_each(|p| *p = 0.0);
        zero
    }

    /// Weights as the tables write them, with one digit after the point.
    pub fn rounded(mut self) -> Self {
        self.parameters().for_each(|p| *p = (*p * 10.0).round() / 10.0);
        self
    }
}

/// `{ key = 1.2, other = -0.5 }`
fn table<'a>(weights: impl Iterator<Item = (&'a str, f64)>) -> String {
    let shown: Vec<String> = weights.map(|(key, w)| format!("{key} = {:.1}", w + 0.0)).collect();
    if shown.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", shown.join(", ")) }
}

/// Fits the weights to the lessons. `strength` is how strongly each weight is held to that of
/// `prior` (the inverse variance of a Gaussian prior).
/// It starts from `weights` and takes so many `steps`.
pub fn fit(
    lessons: &[&Lesson],
    mut weights: Fitted,
    prior: &Fitted,
    steps: usize,
    strength: f64,
) -> Fitted {
    const RATE: f64 = 0.1;
    let before: Vec<f64> = prior.clone().parameters().map(|p| *p).collect();
    let mut squares = weights.zero();
    let mut holds = weights.zero();
    holds.parameters().for_each(|hold| *hold = 1.0);
    // What stands around the talk differs from publisher to publisher.
    holds.rules.iter_mut().for_each(|rule| rule[ASIDE] = ASIDE_HOLD);
    // What follows what changes all of a text, and few texts tell of it: it is held fast.
    holds.common = [CHAIN_HOLD; STEPS.len() - STYLED];
    let styles = &RuleSet::of(None).model.styles;
    for (holds, style) in holds.styles.iter_mut().zip(styles) {
        *holds = [if style.most_asks < 1.0 { CHAIN_HOLD * 3.0 } else { 1.0 }; OF_STYLE];
    }
    for (rule, by_hand) in Fitted::by_hand() {
        weights.rules[rule] = by_hand;
        holds.rules[rule] = [f64::INFINITY; KEYS.len()];
    }
    let holds: Vec<f64> = holds.parameters().map(|hold| *hold).collect();
    for _ in 0..steps {
        let mut gradient = weights.zero();
        for lesson in lessons {
            add_gradient(&mut gradient, lesson, &weights);
        }
        for ((((w, g), s), b), hold) in weights
            .parameters()
            .zip(gradient.parameters())
            .zip(squares.parameters())
            .zip(&before)
            .zip(&holds)
            .filter(|(_, hold)| hold.is_finite())
        {
            let slope = *g - strength * hold * (*w - b);
            // AdaGrad: rare rules take larger steps.
            *s += slope * slope;
            *w += RATE * slope / (s.sqrt() + 1e-8);
        }
    }
    weights
}

/// Adds what the reference reading has more of than the reading expects.
fn add_gradient(gradient: &mut Fitted, lesson: &Lesson, weights: &Fitted) {
    let n = lesson.gold.len();
    if n == 0 {
        return;
    }
    let model = weights.model(lesson.rules);
    let indices = weights.indices(lesson.rules);
    let scores = inferred::scores(&model, &lesson.seen);
    let style = model.style(&lesson.rules.rules, &lesson.seen);
    let scale = model.styles[style].scale;
    let reading = chain::expectations(&scores, &model.styles[style]);
    let is = |holds: bool| f64::from(u8::from(holds));
    let gold_begins =
        |i: usize| i > 0 && chain::begins(lesson.gold[i - 1] as usize, lesson.gold[i] as usize);
    let begins = |i: usize| {
        let found = if i > 0 { reading.boundaries[i] } else { 0.0 };
        (is(gold_begins(i)) - found) * lesson.weight
    };
    let begins: Vec<f64> = (0..n).map(begins).collect();
    let answers = |i: usize| {
        let found = if i > 0 { reading.answers[i] } else { 0.0 };
        (is(gold_begins(i) && lesson.gold[i] == State::Guest) - found) * lesson.weight
    };
    let answers: Vec<f64> = (0..n).map(answers).collect();
    let mut more_scale = 0.0;
    for i in 0..n {
        let [host, guest, ..] = reading.posteriors[i];
        let more_host = (is(lesson.gold[i] == State::Host) - host) * lesson.weight;
        let more_silent = (is(!lesson.gold[i].speaks()) - (1.0 - host - guest)) * lesson.weight;
        more_scale += scores[i].states[State::Host as usize] * more_host;
        more_scale += scores[i].turn * begins[i] + scores[i].answer * answers[i];
        for fired in &lesson.seen[i].fired {
            let rule = &mut gradient.rules[indices[fired.rule]];
            rule[HOST] += more_host * scale;
            rule[ASIDE] += more_silent;
            rule[TURN] += begins[i] * scale;
            rule[ANSWER] += answers[i] * scale;
            if i + 1 < n {
                rule[NEXT] += begins[i + 1] * scale;
                rule[ANSWERED] += answers[i + 1] * scale;
            }
        }
    }
    gradient.styles[style][SCALE] += more_scale * SCALE_RATE;
    for (step, (_, from, to)) in STEPS.iter().enumerate() {
        let (gold, found) = match from {
            None => (is(lesson.gold[0] == *to), reading.posteriors[0][*to as usize]),
            Some(from) => {
                let follows = |pair: &&[State]| pair[0] == *from && pair[1] == *to;
                let gold = lesson.gold.windows(2).filter(follows).count() as f64;
                (gold, reading.steps[*from as usize][*to as usize])
            }
        };
        let more = (gold - found) * lesson.weight;
        match step.checked_sub(STYLED) {
            Some(common) => gradient.common[common] += more,
            None => gradient.styles[style][step + 1] += more,
        }
    }
}
