//! Fits the weights of the rules to texts with a reference reading.
//!
//! A log-linear chain (conditional random field; Lafferty, McCallum and Pereira 2001) trained by
//! gradient ascent on the log-likelihood of the reference readings. What people wrote into the
//! tables is the prior mean: a rule that the texts say nothing of keeps that weight.

mod calibrate;
mod lesson;
mod weights;

use super::chain::{self, STEPS, STYLED, State};
use super::inferred;
use super::rules::RuleSet;

pub use calibrate::{Calibration, Certainty, HIGH, calibrate, high_from};
pub use lesson::{Certainties, Lesson, Outcome, Voice};
pub use weights::Fitted;

use weights::{ANSWER, ANSWERED, ASIDE, HOST, KEYS, NEXT, OF_STYLE, SCALE, TURN};

/// What is no speech is told by what people and an earlier fit wrote into the tables: references differ in
/// what they call speech around a talk.
const ASIDE_HOLD: f64 = f64::INFINITY;
/// How much more strongly than the rules the chain is held to its prior.
const CHAIN_HOLD: f64 = 20.0;
/// The scale of a style multiplies all that its paragraphs score: it moves slowly.
const SCALE_RATE: f64 = 0.05;

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
    let style = model.style(lesson.rules, &lesson.seen);
    let scale = model.styles[style].scale;
    let reading = chain::expectations(&scores, &model.styles[style], &[]);
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
