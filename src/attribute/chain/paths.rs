//! The best of all readings (Viterbi), and the sums over them (forward-backward).

use super::clamp::Clamp;
use super::{ChainReading, N, STATES, Scores, State, Style, Transitions, begins};

/// The scores of a paragraph as factors, the largest of the states being 1.
pub(super) struct Factor {
    pub(super) states: [f64; N],
    /// Of a turn of the host that begins here, and of one of the guest.
    turn: f64,
    answer: f64,
    /// Logarithm of what was divided by.
    scale: f64,
    pub(super) clamp: Clamp,
}

impl Factor {
    pub(super) fn all(scores: &[Scores], style: &Style) -> Vec<Self> {
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

/// The probabilities of all parts of the reading, but no best one.
pub(super) fn expect(paragraphs: &[Factor], style: &Style) -> ChainReading {
    let n = paragraphs.len();
    let Forward { mut sums, scales, log_total } = Forward::of(paragraphs, style);
    let follows = factors(&style.follows);
    let (mut boundaries, mut answers) = (vec![0.0; n], vec![0.0; n]);
    let mut all_steps = [[0.0; N]; N];
    let mut backward = [1.0; N];
    for i in (0..n).rev() {
        // The sums are wanted no more: their place is taken.
        sums[i] = std::array::from_fn(|s| sums[i][s] * backward[s]);
        if i > 0 {
            let scale = scales[i];
            let step = |from, to| paragraphs[i].step(&follows, from, to) * backward[to] / scale;
            let steps: Transitions =
                std::array::from_fn(|from| std::array::from_fn(|to| step(from, to)));
            for (from, to) in (0..N).flat_map(|from| (0..N).map(move |to| (from, to))) {
                let probability = steps[from][to] * sums[i - 1][from];
                all_steps[from][to] += probability;
                if begins(from, to) {
                    boundaries[i] += probability;
                    answers[i] += if to == State::Guest as usize { probability } else { 0.0 };
                }
            }
            backward = steps.map(|row| row.iter().sum());
        } else {
            boundaries[0] = sums[0][0] + sums[0][1];
        }
    }
    ChainReading {
        posteriors: sums,
        boundaries,
        answers,
        steps: all_steps,
        log_total,
        ..ChainReading::default()
    }
}

/// The best reading.
pub(super) fn best_states(paragraphs: &[Factor], style: &Style) -> Vec<State> {
    let n = paragraphs.len();
    let follows = factors(&style.follows);
    let mut came_from = vec![[0u8; N]; n];
    let mut best = [0.0; N];
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let mut next: [f64; N] = std::array::from_fn(|to| {
            if i == 0 {
                return style.start[to].exp() * paragraph.states[to];
            }
            let ways: [f64; N] =
                std::array::from_fn(|from| best[from] * paragraph.step(&follows, from, to));
            let from = index_of_max(&ways);
            came_from[i][to] = from as u8;
            ways[from]
        });
        let most = next[index_of_max(&next)].max(f64::MIN_POSITIVE);
        next.iter_mut().for_each(|s| *s /= most);
        best = next;
    }
    let mut states = vec![STATES[index_of_max(&best)]; n];
    for i in (1..n).rev() {
        states[i - 1] = STATES[usize::from(came_from[i][states[i] as usize])];
    }
    states
}

fn index_of_max(values: &[f64; N]) -> usize {
    (1..N).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}
