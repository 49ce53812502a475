//! The best of all readings (Viterbi), and the sums over them (forward-backward).

use super::clamp::Clamp;
use super::{ChainReading, N, STATES, Scores, State, Style, begins};

/// The scores of a paragraph as factors, the largest of the states being 1.
pub(super) struct Factor {
    pub(super) states: [f64; N],
    /// Of no turn that begins here, of one of the host and of one of the guest.
    begins: [f64; 3],
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
            Self { states, begins: [1.0, turn, answer], scale, clamp: Clamp::default() }
        };
        scores.iter().map(factor).collect()
    }

    /// The factor of a step to this paragraph.
    fn step(&self, way: &Way) -> f64 {
        let step = way.factor * self.states[way.to as usize] * self.begins[way.begins as usize];
        match self.clamp.begins {
            Some(_) => step * self.clamp.step(way.from as usize, way.to as usize),
            None => step,
        }
    }
}

/// Whether a turn begins with a step, and whose.
#[derive(Clone, Copy)]
enum Begins {
    Nobodys,
    Hosts,
    Guests,
}

/// A step that can be taken. Most cannot: only the others are looked at, in the order of where they
/// come from, and then of where they go.
struct Way {
    from: State,
    to: State,
    factor: f64,
    begins: Begins,
}

fn ways(style: &Style) -> Vec<Way> {
    let all = (0..N).flat_map(|from| (0..N).map(move |to| (from, to)));
    let way = |(from, to): (usize, usize)| Way {
        from: STATES[from],
        to: STATES[to],
        factor: style.follows[from][to].exp(),
        begins: match begins(from, to) {
            true if to == State::Guest as usize => Begins::Guests,
            true => Begins::Hosts,
            false => Begins::Nobodys,
        },
    };
    all.map(way).filter(|way| way.factor > 0.0).collect()
}

/// Sums over all readings up to each paragraph, each divided so that it sums to 1.
struct Forward {
    sums: Vec<[f64; N]>,
    scales: Vec<f64>,
    log_total: f64,
}

impl Forward {
    fn of(paragraphs: &[Factor], style: &Style) -> Self {
        let ways = ways(style);
        let mut forward = Self {
            sums: Vec::with_capacity(paragraphs.len()),
            scales: Vec::with_capacity(paragraphs.len()),
            log_total: 0.0,
        };
        let mut before = [0.0; N];
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let mut sums = [0.0; N];
            if i == 0 {
                sums = std::array::from_fn(|to| style.start[to].exp() * paragraph.states[to]);
            } else {
                for way in &ways {
                    sums[way.to as usize] += before[way.from as usize] * paragraph.step(way);
                }
            }
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
    let ways = ways(style);
    let (mut boundaries, mut answers) = (vec![0.0; n], vec![0.0; n]);
    let mut all_steps = [[0.0; N]; N];
    let mut backward = [1.0; N];
    for i in (0..n).rev() {
        // The sums are wanted no more: their place is taken.
        sums[i] = std::array::from_fn(|s| sums[i][s] * backward[s]);
        if i > 0 {
            let (paragraph, scale, up_to) = (&paragraphs[i], scales[i], sums[i - 1]);
            let mut before = [0.0; N];
            let (mut begins, mut answers_begin) = (0.0, 0.0);
            for way in &ways {
                let (from, to) = (way.from as usize, way.to as usize);
                let step = paragraph.step(way) * backward[to] / scale;
                let probability = step * up_to[from];
                all_steps[from][to] += probability;
                before[from] += step;
                match way.begins {
                    Begins::Nobodys => {}
                    Begins::Hosts => begins += probability,
                    Begins::Guests => {
                        begins += probability;
                        answers_begin += probability;
                    }
                }
            }
            (boundaries[i], answers[i]) = (begins, answers_begin);
            backward = before;
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
    let ways = ways(style);
    let mut came_from = vec![[0u8; N]; n];
    let mut best = [0.0; N];
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let mut next = [0.0; N];
        if i == 0 {
            next = std::array::from_fn(|to| style.start[to].exp() * paragraph.states[to]);
        }
        for way in ways.iter().filter(|_| i > 0) {
            let score = best[way.from as usize] * paragraph.step(way);
            if score > next[way.to as usize] {
                next[way.to as usize] = score;
                came_from[i][way.to as usize] = way.from as u8;
            }
        }
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
