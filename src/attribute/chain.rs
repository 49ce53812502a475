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

use serde::Deserialize;

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

/// From the probability that the chain gives to how often such a thing proves right: its log-odds,
/// stretched and shifted (J. Platt, "Probabilistic outputs for support vector machines", 1999).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calibration {
    pub(crate) scale: f64,
    pub(crate) shift: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { scale: 1.0, shift: 0.0 }
    }
}

impl Calibration {
    /// The probability that is meant.
    pub(crate) fn of(self, probability: f64) -> f64 {
        1.0 / (1.0 + (-self.scale * log_odds(probability) - self.shift).exp())
    }
}

/// Log-odds of a probability; of certainty, those of one in a million.
pub(crate) fn log_odds(probability: f64) -> f64 {
    let p = probability.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

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
    pub(crate) sure: Calibration,
    /// ... at most, ...
    pub(crate) most_sure: f64,
    /// ... and of the beginning of a turn.
    pub(crate) begins: Calibration,
}

impl Style {
    /// A style with these weights for [`STEPS`].
    pub(crate) fn of(most_asks: f64, scale: f64, weights: &[f64; STEPS.len()]) -> Self {
        const NEVER: f64 = f64::NEG_INFINITY;
        let (sure, begins) = Default::default();
        let (start, follows) = ([NEVER; N], [[NEVER; N]; N]);
        let mut style = Self { most_asks, scale, start, follows, sure, most_sure: 1.0, begins };
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
}

/// Whether a turn begins where one state follows another.
pub(crate) fn begins(from: usize, to: usize) -> bool {
    from != to && STATES[to].speaks()
}

/// What is known of a paragraph before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Clamp {
    /// It is this.
    pub(crate) state: Option<State>,
    /// It is speech.
    pub(crate) speaks: bool,
    /// Another speaker begins here, or the one before goes on.
    pub(crate) begins: Option<bool>,
}

/// The factor of what is excluded: so small that no score outweighs it. (Nothing at all would make
/// no number of a text of which every reading is excluded.)
const EXCLUDED: f64 = 1e-60;

impl Clamp {
    fn state(self, state: State) -> f64 {
        let wrong = self.state.is_some_and(|known| known != state);
        if wrong || (self.speaks && !state.speaks()) { EXCLUDED } else { 1.0 }
    }

    fn step(self, from: usize, to: usize) -> f64 {
        let changes = STATES[from].speaks() && begins(from, to);
        match self.begins {
            Some(true) if from == to => EXCLUDED,
            Some(false) if changes => EXCLUDED,
            Some(_) | None => 1.0,
        }
    }
}

/// Reads a text in a style. `clamps` say what is known of the paragraphs; there may be fewer.
pub(crate) fn read(scores: &[Scores], style: &Style, clamps: &[Clamp]) -> ChainReading {
    let mut factors = Factor::all(scores, style);
    for (factor, clamp) in factors.iter_mut().zip(clamps) {
        for (of_state, state) in factor.states.iter_mut().zip(STATES) {
            *of_state = of_state.max(f64::MIN_POSITIVE.sqrt()) * clamp.state(state);
        }
        factor.clamp = *clamp;
    }
    ChainReading { states: best_states(&factors, style), ..expect(&factors, style) }
}

/// The probabilities of a text; without its best reading.
pub(crate) fn expectations(scores: &[Scores], style: &Style) -> ChainReading {
    expect(&Factor::all(scores, style), style)
}

/// The scores of a paragraph as factors, the largest of the states being 1.
struct Factor {
    states: [f64; N],
    /// Of a turn of the host that begins here, and of one of the guest.
    turn: f64,
    answer: f64,
    /// Logarithm of what was divided by.
    scale: f64,
    clamp: Clamp,
}

impl Factor {
    fn all(scores: &[Scores], style: &Style) -> Vec<Self> {
        let factor = |scores: &Scores| {
            let [host, guest, silent, ..] = scores.states;
            let (host, guest) = (host * style.scale, guest * style.scale);
            let scale = host.max(guest).max(silent);
            let [host, guest, silent] = [host, guest, silent].map(|s| (s - scale).exp());
            let states = [host, guest, silent, silent, silent];
            let turn = (scores.turn * style.scale).exp();
            let answer = ((scores.turn + scores.answer) * style.scale).exp();
            Self { states, turn, answer, scale, clamp: Clamp::default() }
        };
        scores.iter().map(factor).collect()
    }

    /// The factor of a step to this paragraph.
    fn step(&self, follows: &Transitions, from: usize, to: usize) -> f64 {
        let turn = match begins(from, to) {
            true if to == State::Guest as usize => self.answer,
            true => self.turn,
            false => 1.0,
        };
        follows[from][to] * self.states[to] * turn * self.clamp.step(from, to)
    }
}

fn factors(weights: &Transitions) -> Transitions {
    weights.map(|row| row.map(f64::exp))
}

/// Sums over all readings up to each paragraph, each divided so that it sums to 1.
struct Forward {
    sums: Vec<[f64; N]>,
    scales: Vec<f64>,
    log_total: f64,
}

impl Forward {
    fn of(paragraphs: &[Factor], style: &Style) -> Self {
        let follows = factors(&style.follows);
        let mut forward = Self {
            sums: Vec::with_capacity(paragraphs.len()),
            scales: Vec::with_capacity(paragraphs.len()),
            log_total: 0.0,
        };
        let mut before = [0.0; N];
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let mut sums: [f64; N] = std::array::from_fn(|to| match i {
                0 => style.start[to].exp() * paragraph.states[to],
                _ => (0..N).map(|from| before[from] * paragraph.step(&follows, from, to)).sum(),
            });
            // Never nothing: the styles let every state be reached.
            let scale = sums.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            sums.iter_mut().for_each(|s| *s /= scale);
            forward.log_total += scale.ln() + paragraph.scale;
            forward.scales.push(scale);
            forward.sums.push(sums);
            before = sums;
        }
        forward
    }
}

fn expect(paragraphs: &[Factor], style: &Style) -> ChainReading {
    let n = paragraphs.len();
    let forward = Forward::of(paragraphs, style);
    let follows = factors(&style.follows);
    let mut posteriors = vec![[0.0; N]; n];
    let (mut boundaries, mut answers) = (vec![0.0; n], vec![0.0; n]);
    let mut all_steps = [[0.0; N]; N];
    let mut backward = [1.0; N];
    for i in (0..n).rev() {
        posteriors[i] = std::array::from_fn(|s| forward.sums[i][s] * backward[s]);
        if i > 0 {
            let scale = forward.scales[i];
            let step = |from, to| paragraphs[i].step(&follows, from, to) * backward[to] / scale;
            let steps: Transitions =
                std::array::from_fn(|from| std::array::from_fn(|to| step(from, to)));
            for (from, to) in (0..N).flat_map(|from| (0..N).map(move |to| (from, to))) {
                let probability = steps[from][to] * forward.sums[i - 1][from];
                all_steps[from][to] += probability;
                if begins(from, to) {
                    boundaries[i] += probability;
                    answers[i] += if to == State::Guest as usize { probability } else { 0.0 };
                }
            }
            backward = steps.map(|row| row.iter().sum());
        } else {
            boundaries[0] = posteriors[0][0] + posteriors[0][1];
        }
    }
    ChainReading {
        states: Vec::new(),
        posteriors,
        boundaries,
        answers,
        steps: all_steps,
        log_total: forward.log_total,
    }
}

fn best_states(paragraphs: &[Factor], style: &Style) -> Vec<State> {
    let n = paragraphs.len();
    let follows = factors(&style.follows);
    let mut came_from = vec![[0usize; N]; n];
    let mut best = [0.0; N];
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let mut next: [f64; N] = std::array::from_fn(|to| {
            if i == 0 {
                return style.start[to].exp() * paragraph.states[to];
            }
            let ways: [f64; N] =
                std::array::from_fn(|from| best[from] * paragraph.step(&follows, from, to));
            came_from[i][to] = index_of_max(&ways);
            ways[came_from[i][to]]
        });
        let most = next[index_of_max(&next)].max(f64::MIN_POSITIVE);
        next.iter_mut().for_each(|s| *s /= most);
        best = next;
    }
    let mut states = vec![STATES[index_of_max(&best)]; n];
    for i in (1..n).rev() {
        states[i - 1] = STATES[came_from[i][states[i] as usize]];
    }
    states
}

fn index_of_max(values: &[f64; N]) -> usize {
    (1..N).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers of one paragraph and more.
    fn style() -> Style {
        let weight = |(name, ..): &(&str, Option<State>, State)| match *name {
            "host_host" => -1.0,
            "host_guest" | "guest_host" => 1.0,
            "start_guest" | "front_guest" => -1.0,
            "start_front" | "host_back" | "guest_back" => -3.0,
            "host_aside" | "guest_aside" | "aside_aside" => -4.0,
            _ => 0.0,
        };
        let weights: Vec<f64> = STEPS.iter().map(weight).collect();
        Style::of(1.0, 1.0, &weights.try_into().unwrap())
    }

    fn host(score: f64) -> Scores {
        Scores { states: [score, 0.0, -5.0, -5.0, -5.0], ..Scores::default() }
    }

    #[test]
    fn the_best_reading_follows_scores_and_transitions() {
        let reading = read(&[host(2.0), host(-1.0), host(0.0), host(-1.0)], &style(), &[]);
        assert_eq!(reading.states, [State::Host, State::Guest, State::Host, State::Guest]);
        for (i, posterior) in reading.posteriors.iter().enumerate() {
            assert!((posterior.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            assert!((0.0..=1.0 + 1e-9).contains(&reading.boundaries[i]));
        }
    }

    #[test]
    fn posteriors_are_those_of_full_enumeration() {
        let style = style();
        let scores = [host(0.3), host(-0.2), Scores { turn: 0.7, answer: 0.4, ..host(0.1) }];
        let reading = read(&scores, &style, &[]);
        let (mut total, mut host_last, mut begins_last) = (0.0f64, 0.0, 0.0);
        for code in 0..N * N * N {
            let path = [code % N, code / N % N, code / N / N];
            let mut score = style.start[path[0]] + scores[0].states[path[0]];
            for i in 1..3 {
                let answer = if path[i] == 1 { scores[i].answer } else { 0.0 };
                let begins = begins(path[i - 1], path[i]);
                let turn = if begins { scores[i].turn + answer } else { 0.0 };
                score += style.follows[path[i - 1]][path[i]] + scores[i].states[path[i]] + turn;
            }
            total += score.exp();
            host_last += if path[2] == 0 { score.exp() } else { 0.0 };
            begins_last += if begins(path[1], path[2]) { score.exp() } else { 0.0 };
        }
        assert!((reading.log_total - total.ln()).abs() < 1e-9);
        assert!((reading.posteriors[2][0] - host_last / total).abs() < 1e-9);
        assert!((reading.boundaries[2] - begins_last / total).abs() < 1e-9);
    }

    #[test]
    fn front_matter_comes_first_and_back_matter_last() {
        let silent = Scores { states: [-4.0, -4.0, 0.0, 0.0, 0.0], ..Scores::default() };
        let scores = [silent, silent, host(2.0), host(-2.0), silent, silent];
        let reading = read(&scores, &style(), &[]);
        assert_eq!(reading.states[..2], [State::Front; 2]);
        assert_eq!(reading.states[4..], [State::Back; 2]);
    }

    #[test]
    fn what_is_known_is_kept_and_tells_of_its_neighbours() {
        let scores = [host(2.0), host(-1.0), host(0.0), host(-1.0)];
        let free = read(&scores, &style(), &[]);
        assert_eq!(free.states[3], State::Guest);
        let known = Clamp { state: Some(State::Host), ..Clamp::default() };
        let clamps = [Clamp::default(), Clamp::default(), Clamp::default(), known];
        let reading = read(&scores, &style(), &clamps);
        assert_eq!(reading.states[3], State::Host);
        assert!((reading.posteriors[3][0] - 1.0).abs() < 1e-9);
        assert!(reading.posteriors[2][1] > free.posteriors[2][1], "whom the host follows");
        let goes_on = Clamp { begins: Some(false), speaks: true, ..Clamp::default() };
        let speaks = Clamp { speaks: true, ..Clamp::default() };
        let reading = read(&scores, &style(), &[speaks, goes_on]);
        assert_eq!(reading.states[0], reading.states[1]);
        assert!(reading.boundaries[1] < 1e-9);
        // What cannot be is no reason to fall over.
        let guest = Clamp { state: Some(State::Guest), ..goes_on };
        let reading = read(&scores, &style(), &[known, guest]);
        assert!(reading.posteriors.iter().flatten().all(|p| p.is_finite()));
    }
}
