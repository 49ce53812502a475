//! The reading of a whole text: a chain over its paragraphs, each of them host, guest, front or
//! back matter, scored by the rules that fired and by what follows what.
//!
//! The best reading is found by dynamic programming (Viterbi), the probabilities of its parts
//! by the forward-backward algorithm; see L. R. Rabiner, "A tutorial on hidden Markov models",
//! Proc. IEEE 77 (1989), §III, used here with log-linear scores as in Lafferty, McCallum and
//! Pereira, "Conditional random fields" (2001). Time is linear in the number of paragraphs.

/// What a paragraph can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Introduction, before anybody speaks.
    Front,
    /// The one who asks.
    Host,
    /// The one who is asked.
    Guest,
    /// After everybody has spoken.
    Back,
}

pub(crate) const STATES: [State; 4] = [State::Front, State::Host, State::Guest, State::Back];

impl State {
    fn index(self) -> usize {
        self as usize
    }

    fn speaks(self) -> bool {
        matches!(self, Self::Host | Self::Guest)
    }
}

/// What follows what, in log-odds; `None` cannot be.
pub(crate) type Transitions = [[Option<f64>; 4]; 4];

/// The scores of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Scores {
    /// Of each state.
    pub(crate) states: [f64; 4],
    /// Of a turn that begins here.
    pub(crate) turn: f64,
}

/// A text, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChainReading {
    /// The best state of each paragraph.
    pub(crate) states: Vec<State>,
    /// Probability of each state at each paragraph.
    pub(crate) posteriors: Vec<[f64; 4]>,
    /// Probability that a turn begins at each paragraph.
    pub(crate) boundaries: Vec<f64>,
}

/// Reads a text of which each paragraph has these scores. `start` scores the first state.
pub(crate) fn read(
    scores: &[Scores],
    start: &[Option<f64>; 4],
    transitions: &Transitions,
) -> ChainReading {
    let step = |i: usize, from: usize, to: usize| -> f64 {
        let Some(base) = transitions[from][to] else {
            return f64::NEG_INFINITY;
        };
        let begins = from != to && STATES[to].speaks();
        base + scores[i].states[to] + if begins { scores[i].turn } else { 0.0 }
    };
    let first = |to: usize| start[to].map_or(f64::NEG_INFINITY, |s| s + scores[0].states[to]);
    if scores.is_empty() {
        return ChainReading {
            states: Vec::new(),
            posteriors: Vec::new(),
            boundaries: Vec::new(),
        };
    }
    let n = scores.len();
    let mut best = vec![[0.0; 4]; n];
    let mut from = vec![[0usize; 4]; n];
    let mut forward = vec![[0.0; 4]; n];
    for to in 0..4 {
        best[0][to] = first(to);
        forward[0][to] = first(to);
    }
    for i in 1..n {
        for to in 0..4 {
            let ways: [f64; 4] = std::array::from_fn(|p| best[i - 1][p] + step(i, p, to));
            from[i][to] = index_of_max(&ways);
            best[i][to] = ways[from[i][to]];
            forward[i][to] = log_sum(&std::array::from_fn(|p| forward[i - 1][p] + step(i, p, to)));
        }
    }
    let mut backward = vec![[0.0; 4]; n];
    for i in (0..n - 1).rev() {
        for p in 0..4 {
            backward[i][p] = log_sum(&std::array::from_fn(|to| {
                step(i + 1, p, to) + backward[i + 1][to]
            }));
        }
    }
    let total = log_sum(&forward[n - 1]);
    let posteriors: Vec<[f64; 4]> = (0..n)
        .map(|i| std::array::from_fn(|s| (forward[i][s] + backward[i][s] - total).exp()))
        .collect();
    let boundaries = (0..n)
        .map(|i| boundary(i, &posteriors, &forward, &backward, total, step))
        .collect();
    let mut states = vec![STATES[index_of_max(&best[n - 1])]; n];
    for i in (1..n).rev() {
        states[i - 1] = STATES[from[i][states[i].index()]];
    }
    ChainReading {
        states,
        posteriors,
        boundaries,
    }
}

/// Probability that a turn begins at paragraph `i`.
fn boundary(
    i: usize,
    posteriors: &[[f64; 4]],
    forward: &[[f64; 4]],
    backward: &[[f64; 4]],
    total: f64,
    step: impl Fn(usize, usize, usize) -> f64,
) -> f64 {
    let speaking = STATES.iter().filter(|s| s.speaks()).map(|s| s.index());
    if i == 0 {
        return speaking.map(|s| posteriors[0][s]).sum();
    }
    speaking
        .flat_map(|to| (0..4).filter(move |p| *p != to).map(move |p| (p, to)))
        .map(|(p, to)| (forward[i - 1][p] + step(i, p, to) + backward[i][to] - total).exp())
        .sum()
}

fn index_of_max(values: &[f64; 4]) -> usize {
    (1..4).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}

fn log_sum(values: &[f64; 4]) -> f64 {
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if max == f64::NEG_INFINITY {
        return max;
    }
    max + values.iter().map(|v| (v - max).exp()).sum::<f64>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Transitions = [
        [Some(0.0), Some(0.0), Some(0.0), None],
        [None, Some(-1.0), Some(1.0), Some(-2.0)],
        [None, Some(1.0), Some(-1.0), Some(-2.0)],
        [None, None, None, Some(0.0)],
    ];
    const START: [Option<f64>; 4] = [Some(-3.0), Some(0.0), Some(-1.0), None];

    fn host(score: f64) -> Scores {
        Scores {
            states: [-5.0, score, 0.0, -5.0],
            turn: 0.0,
        }
    }

    #[test]
    fn the_best_reading_follows_scores_and_transitions() {
        let reading = read(
            &[host(2.0), host(-1.0), host(0.0), host(-1.0)],
            &START,
            &OPEN,
        );
        assert_eq!(
            reading.states,
            [State::Host, State::Guest, State::Host, State::Guest]
        );
        for (posterior, boundary) in reading.posteriors.iter().zip(&reading.boundaries) {
            assert!((posterior.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            assert!((0.0..=1.0 + 1e-9).contains(boundary));
        }
    }

    #[test]
    fn posteriors_are_those_of_full_enumeration() {
        let scores = [
            host(0.3),
            host(-0.2),
            Scores {
                turn: 0.7,
                ..host(0.1)
            },
        ];
        let reading = read(&scores, &START, &OPEN);
        let (mut total, mut host_last, mut begins_last) = (0.0, 0.0, 0.0);
        for code in 0..64usize {
            let path = [code % 4, code / 4 % 4, code / 16];
            let mut score = START[path[0]].map(|s| s + scores[0].states[path[0]]);
            for i in 1..3 {
                let turn = path[i] != path[i - 1] && STATES[path[i]].speaks();
                let add = OPEN[path[i - 1]][path[i]].map(|t| {
                    t + scores[i].states[path[i]] + if turn { scores[i].turn } else { 0.0 }
                });
                score = score.zip(add).map(|(a, b)| a + b);
            }
            let Some(p) = score.map(f64::exp) else {
                continue;
            };
            total += p;
            host_last += if path[2] == 1 { p } else { 0.0 };
            let begins = path[2] != path[1] && STATES[path[2]].speaks();
            begins_last += if begins { p } else { 0.0 };
        }
        assert!((reading.posteriors[2][1] - host_last / total).abs() < 1e-9);
        assert!((reading.boundaries[2] - begins_last / total).abs() < 1e-9);
    }
}
