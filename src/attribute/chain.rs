//! The reading of a whole text: a chain over its paragraphs, each of them host, guest or no
//! speech, scored by the rules that fired and by what follows what.
//!
//! How people take turns differs: one who asks and one who answers in several paragraphs here, two
//! who talk alike there. The chain therefore comes in *styles*, each with its own weights of what
//! follows what; how many paragraphs of a text ask says which is its own.
//!
//! The best reading is found by dynamic programming (Viterbi), the probabilities of its parts
//! by the forward-backward algorithm; see L. R. Rabiner, "A tutorial on hidden Markov models",
//! Proc. IEEE 77 (1989), §III and §V.A (scaling), used here with log-linear scores as in Lafferty,
//! McCallum and Pereira, "Conditional random fields" (2001). Time is linear in the number of paragraphs.

mod clamp;
mod paths;

pub(crate) use clamp::Clamp;

use super::calibration::{Calibration, Sureness, clearness};

use paths::Factor;

/// What a paragraph can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// The one who asks.
    Host,
    /// The one who is asked.
    Guest,
    /// No speech, before the first turn: title, introduction.
    Front,
    /// No speech, between turns: heading, narration, caption.
    Aside,
    /// No speech, after the last turn: credits, notes.
    Back,
}

/// How many states there are.
pub(crate) const N: usize = 5;

pub(crate) const STATES: [State; N] =
    [State::Host, State::Guest, State::Front, State::Aside, State::Back];

impl State {
    /// Whether it is speech.
    pub(crate) fn speaks(self) -> bool {
        matches!(self, Self::Host | Self::Guest)
    }
}

/// The steps that have a weight: name, from where (none: the start), to where. No other step can
/// be taken: front matter is before all speech, back matter after it.
pub(crate) const STEPS: [(&str, Option<State>, State); 18] = [
    ("host_host", Some(State::Host), State::Host),
    ("host_guest", Some(State::Host), State::Guest),
    ("guest_host", Some(State::Guest), State::Host),
    ("guest_guest", Some(State::Guest), State::Guest),
    ("start_host", None, State::Host),
    ("start_guest", None, State::Guest),
    ("start_front", None, State::Front),
    ("front_host", Some(State::Front), State::Host),
    ("front_guest", Some(State::Front), State::Guest),
    ("front_front", Some(State::Front), State::Front),
    ("host_aside", Some(State::Host), State::Aside),
    ("host_back", Some(State::Host), State::Back),
    ("guest_aside", Some(State::Guest), State::Aside),
    ("guest_back", Some(State::Guest), State::Back),
    ("aside_host", Some(State::Aside), State::Host),
    ("aside_guest", Some(State::Aside), State::Guest),
    ("aside_aside", Some(State::Aside), State::Aside),
    ("back_back", Some(State::Back), State::Back),
];

/// The first steps of [`STEPS`] differ from style to style, the others are common to all.
pub(crate) const STYLED: usize = 4;

/// What follows what, from the first to the second.
pub(crate) type Transitions = [[f64; N]; N];

/// A way of taking turns: weights in log-odds, minus infinity for what cannot be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Style {
    /// Texts of which at most this share of the paragraphs ask are of this style.
    pub(crate) most_asks: f64,
    /// How much the rules tell of who speaks, in texts of this style: peers talk more alike.
    pub(crate) scale: f64,
    /// Of the first state.
    pub(crate) start: [f64; N],
    pub(crate) follows: Transitions,
    /// How sure to be of a speaker, ...
    pub(crate) sure: Sureness,
    /// ... and of the beginning of a turn.
    pub(crate) begins: Calibration,
}

impl Style {
    /// A style with these weights for [`STEPS`].
    pub(crate) fn of(most_asks: f64, scale: f64, weights: &[f64; STEPS.len()]) -> Self {
        const NEVER: f64 = f64::NEG_INFINITY;
        let (sure, begins) = Default::default();
        let (start, follows) = ([NEVER; N], [[NEVER; N]; N]);
        let mut style = Self { most_asks, scale, start, follows, sure, begins };
        for ((_, from, to), weight) in STEPS.iter().zip(weights) {
            match from {
                Some(from) => style.follows[*from as usize][*to as usize] = *weight,
                None => style.start[*to as usize] = *weight,
            }
        }
        style
    }
}

/// The scores of a paragraph. The states of no speech share theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Scores {
    /// Of each state.
    pub(crate) states: [f64; N],
    /// Of a turn that begins here, ...
    pub(crate) turn: f64,
    /// ... and what is added when it is the guest's.
    pub(crate) answer: f64,
}

/// A text, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ChainReading {
    /// The best state of each paragraph.
    pub(crate) states: Vec<State>,
    /// Probability of each state at each paragraph.
    pub(crate) posteriors: Vec<[f64; N]>,
    /// Probability that a turn begins at each paragraph, ...
    pub(crate) boundaries: Vec<f64>,
    /// ... and that one of the guest does.
    pub(crate) answers: Vec<f64>,
    /// How often each step is to be expected.
    pub(crate) steps: Transitions,
    /// Logarithm of the sum over all readings.
    pub(crate) log_total: f64,
    /// How clear the best reading is: see [`clearness`].
    pub(crate) clearness: f64,
}

/// Whether a turn begins where one state follows another.
pub(crate) fn begins(from: usize, to: usize) -> bool {
    from != to && STATES[to].speaks()
}

/// Reads a text in a style. `clamps` say what is known of the paragraphs; there may be fewer.
pub(crate) fn read(scores: &[Scores], style: &Style, clamps: &[Clamp]) -> ChainReading {
    let factors = clamped(scores, style, clamps);
    let states = paths::best_states(&factors, style);
    let clearness = clearness(scores, &states, style.scale);
    ChainReading { states, clearness, ..paths::expect(&factors, style) }
}

/// The probabilities of a text; without its best reading.
pub(crate) fn expectations(scores: &[Scores], style: &Style, clamps: &[Clamp]) -> ChainReading {
    paths::expect(&clamped(scores, style, clamps), style)
}

fn clamped(scores: &[Scores], style: &Style, clamps: &[Clamp]) -> Vec<Factor> {
    let mut factors = Factor::all(scores, style);
    for (factor, clamp) in factors.iter_mut().zip(clamps) {
        for (of_state, state) in factor.states.iter_mut().zip(STATES) {
            *of_state = of_state.max(f64::MIN_POSITIVE.sqrt()) * clamp.state(state);
        }
        factor.clamp = *clamp;
    }
    factors
}

#[cfg(test)]
mod tests;
