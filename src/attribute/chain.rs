//! The reading of a whole text: a chain over its paragraphs, each of them host, guest or aside
//! (no speech), scored by the rules that fired and by what follows what.
//!
//! The best reading is found by dynamic programming (Viterbi), the probabilities of its parts
//! by the forward-backward algorithm; see L. R. Rabiner, "A tutorial on hidden Markov models",
//! Proc. IEEE 77 (1989), §III, used here with log-linear scores as in Lafferty, McCallum and
//! Pereira, "Conditional random fields" (2001). Time is linear in the number of paragraphs.

/// What a paragraph can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// The one who asks.
    Host,
    /// The one who is asked.
    Guest,
    /// No speech: introduction, narration, caption, closing note.
    Aside,
}

/// How many states there are.
pub(crate) const N: usize = 3;

pub(crate) const STATES: [State; N] = [State::Host, State::Guest, State::Aside];

impl State {
    /// Whether it is speech.
    pub(crate) fn speaks(self) -> bool {
        matches!(self, Self::Host | Self::Guest)
    }
}

/// What follows what, in log-odds: from the first to the second.
pub(crate) type Transitions = [[f64; N]; N];

/// The scores of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Scores {
    /// Of each state.
    pub(crate) states: [f64; N],
    /// Of a turn that begins here.
    pub(crate) turn: f64,
}

/// A text, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ChainReading {
    /// The best state of each paragraph.
    pub(crate) states: Vec<State>,
    /// Probability of each state at each paragraph.
    pub(crate) posteriors: Vec<[f64; N]>,
    /// Probability of each pair of states at each paragraph and the one before; none at the first.
    pub(crate) pairs: Vec<[[f64; N]; N]>,
    /// Logarithm of the sum over all readings.
    pub(crate) log_total: f64,
}

impl ChainReading {
    /// Probability that a turn begins at paragraph `i`.
    pub(crate) fn boundary(&self, i: usize) -> f64 {
        if i == 0 {
            return (0..N).filter(|s| STATES[*s].speaks()).map(|s| self.posteriors[0][s]).sum();
        }
        let pairs = (0..N).flat_map(|from| (0..N).map(move |to| (from, to)));
        pairs
            .filter(|(from, to)| begins(*from, *to))
            .map(|(from, to)| self.pairs[i][from][to])
            .sum()
    }
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

/// What is excluded is so improbable that no score outweighs it. (An infinite number would make
/// no number of a text of which every reading is excluded.)
const EXCLUDED: f64 = -1e5;

impl Clamp {
    fn state(self, state: State) -> f64 {
        let wrong = self.state.is_some_and(|known| known != state);
        if wrong || (self.speaks && !state.speaks()) { EXCLUDED } else { 0.0 }
    }

    fn step(self, from: State, to: State) -> f64 {
        let changes = from.speaks() && to.speaks() && from != to;
        match self.begins {
            Some(true) if from == to => EXCLUDED,
            Some(false) if changes => EXCLUDED,
            Some(_) | None => 0.0,
        }
    }
}

/// Reads a text of which each paragraph has these scores. `start` scores the first state.
pub(crate) fn read(scores: &[Scores], start: &[f64; N], transitions: &Transitions) -> ChainReading {
    read_clamped(scores, start, transitions, &[])
}

/// The same where something is known of the paragraphs; `clamps` may be shorter than the text.
pub(crate) fn read_clamped(
    scores: &[Scores],
    start: &[f64; N],
    transitions: &Transitions,
    clamps: &[Clamp],
) -> ChainReading {
    let n = scores.len();
    if n == 0 {
        return ChainReading::default();
    }
    let step = |i: usize, from: usize, to: usize| -> f64 {
        let turn = if begins(from, to) { scores[i].turn } else { 0.0 };
        let known = clamps
            .get(i)
            .map_or(0.0, |clamp| clamp.state(STATES[to]) + clamp.step(STATES[from], STATES[to]));
        transitions[from][to] + scores[i].states[to] + turn + known
    };
    let known = |to: usize| clamps.first().map_or(0.0, |clamp| clamp.state(STATES[to]));
    let first: [f64; N] = std::array::from_fn(|to| start[to] + scores[0].states[to] + known(to));
    let (mut best, mut forward) = (first, vec![first; n]);
    let mut came_from = vec![[0usize; N]; n];
    for i in 1..n {
        let ways =
            |values: &[f64; N], to| std::array::from_fn(|from| values[from] + step(i, from, to));
        came_from[i] = std::array::from_fn(|to| index_of_max(&ways(&best, to)));
        best = std::array::from_fn(|to| ways(&best, to)[came_from[i][to]]);
        forward[i] = std::array::from_fn(|to| log_sum(&ways(&forward[i - 1], to)));
    }
    let mut backward = vec![[0.0; N]; n];
    for i in (0..n - 1).rev() {
        backward[i] = std::array::from_fn(|from| {
            log_sum(&std::array::from_fn(|to| step(i + 1, from, to) + backward[i + 1][to]))
        });
    }
    let log_total = log_sum(&forward[n - 1]);
    let posteriors = (0..n)
        .map(|i| std::array::from_fn(|s| (forward[i][s] + backward[i][s] - log_total).exp()))
        .collect();
    let pair = |i: usize, from: usize, to: usize| {
        (forward[i - 1][from] + step(i, from, to) + backward[i][to] - log_total).exp()
    };
    let pairs = (0..n)
        .map(|i| match i {
            0 => [[0.0; N]; N],
            _ => std::array::from_fn(|from| std::array::from_fn(|to| pair(i, from, to))),
        })
        .collect();
    let mut states = vec![STATES[index_of_max(&best)]; n];
    for i in (1..n).rev() {
        states[i - 1] = STATES[came_from[i][states[i] as usize]];
    }
    ChainReading { states, posteriors, pairs, log_total }
}

fn index_of_max(values: &[f64; N]) -> usize {
    (1..N).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}

fn log_sum(values: &[f64; N]) -> f64 {
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if max == f64::NEG_INFINITY {
        return max;
    }
    max + values.iter().map(|v| (v - max).exp()).sum::<f64>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLLOWS: Transitions = [[-1.0, 1.0, -2.0], [1.0, 0.0, -2.0], [0.5, 0.0, 1.0]];
    const START: [f64; N] = [0.0, -1.0, -3.0];

    fn host(score: f64) -> Scores {
        Scores { states: [score, 0.0, -5.0], turn: 0.0 }
    }

    #[test]
    fn the_best_reading_follows_scores_and_transitions() {
        let reading = read(&[host(2.0), host(-1.0), host(0.0), host(-1.0)], &START, &FOLLOWS);
        assert_eq!(reading.states, [State::Host, State::Guest, State::Host, State::Guest]);
        for (i, posterior) in reading.posteriors.iter().enumerate() {
            assert!((posterior.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            assert!((0.0..=1.0 + 1e-9).contains(&reading.boundary(i)));
        }
    }

    #[test]
    fn what_is_known_is_kept_and_tells_the_neighbours() {
        let scores = [host(2.0), host(0.1), host(0.0), host(-1.0)];
        let free = read(&scores, &START, &FOLLOWS);
        let known = Clamp { state: Some(State::Host), ..Clamp::default() };
        let clamps = [Clamp::default(), Clamp::default(), Clamp::default(), known];
        let read_with = |clamps: &[Clamp]| read_clamped(&scores, &START, &FOLLOWS, clamps);
        let reading = read_with(&clamps);
        assert_eq!(reading.states[3], State::Host);
        assert!((reading.posteriors[3][0] - 1.0).abs() < 1e-9);
        assert!(reading.posteriors[2][1] > free.posteriors[2][1], "whom the host follows");
        let goes_on = Clamp { begins: Some(false), speaks: true, ..Clamp::default() };
        let speaks = Clamp { speaks: true, ..Clamp::default() };
        let reading = read_with(&[speaks, goes_on]);
        assert_eq!(reading.states[0], reading.states[1]);
        assert!(reading.boundary(1) < 1e-9);
        // What cannot be is no reason to fall over.
        let reading = read_with(&[known, Clamp { state: Some(State::Guest), ..goes_on }]);
        assert!(reading.posteriors.iter().flatten().all(|p| p.is_finite()));
    }

    #[test]
    fn posteriors_are_those_of_full_enumeration() {
        let scores = [host(0.3), host(-0.2), Scores { turn: 0.7, ..host(0.1) }];
        let reading = read(&scores, &START, &FOLLOWS);
        let (mut total, mut host_last, mut begins_last) = (0.0f64, 0.0, 0.0);
        for code in 0..N * N * N {
            let path = [code % N, code / N % N, code / N / N];
            let mut score = START[path[0]] + scores[0].states[path[0]];
            for i in 1..3 {
                let turn = if begins(path[i - 1], path[i]) { scores[i].turn } else { 0.0 };
                score += FOLLOWS[path[i - 1]][path[i]] + scores[i].states[path[i]] + turn;
            }
            total += score.exp();
            host_last += if path[2] == 0 { score.exp() } else { 0.0 };
            begins_last += if begins(path[1], path[2]) { score.exp() } else { 0.0 };
        }
        assert!((reading.log_total - total.ln()).abs() < 1e-9);
        assert!((reading.posteriors[2][0] - host_last / total).abs() < 1e-9);
        assert!((reading.boundary(2) - begins_last / total).abs() < 1e-9);
    }
}
