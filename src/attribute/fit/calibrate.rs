//! Fits what the probabilities of the chain are worth.

use crate::attribute::calibration::log_odds;
pub use crate::attribute::calibration::{Calibration, HIGH};

/// The probability that the chain gives to something, and whether it is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certainty {
    /// As the chain has it.
    pub probability: f64,
    /// How clear the text is.
    pub clearness: f64,
    /// Whether it is right.
    pub right: bool,
}

/// What there is to fit: scale, part of the clearness, shift.
const N: usize = 3;

/// How often things of a probability prove right, over all of `pairs`: by logistic regression,
/// held to what the chain says. Without a shift, even odds stay even.
pub fn calibrate(pairs: &[Certainty], shifted: bool) -> Calibration {
    /// Newton's method needs no more, in steps that are not too long: far off it overshoots.
    const ROUNDS: usize = 60;
    const LONGEST: f64 = 0.3;
    const HOLD: f64 = 1.0;
    const NONE: f64 = 1e12;
    let prior = [1.0, 0.0, 0.0];
    let holds = [HOLD, HOLD, if shifted { HOLD } else { NONE }];
    let mut found = prior;
    for _ in 0..ROUNDS {
        let mut slope: [f64; N] = std::array::from_fn(|i| holds[i] * (prior[i] - found[i]));
        let mut curve = [[0.0; N]; N];
        (0..N).for_each(|i| curve[i][i] = holds[i]);
        for pair in pairs {
            let odds = log_odds(pair.probability);
            let of = [odds, odds * pair.clearness.ln(), 1.0];
            let sum: f64 = of.iter().zip(found).map(|(x, weight)| x * weight).sum();
            let expected = 1.0 / (1.0 + (-sum).exp());
            for i in 0..N {
                slope[i] += of[i] * (f64::from(u8::from(pair.right)) - expected);
                for j in 0..N {
                    curve[i][j] += of[i] * of[j] * expected * (1.0 - expected);
                }
            }
        }
        let step = solve(curve, slope);
        let length = step.iter().map(|step| step * step).sum::<f64>().sqrt();
        let part = (LONGEST / length.max(LONGEST)).min(1.0);
        found.iter_mut().zip(step).for_each(|(found, step)| *found += part * step);
    }
    let [scale, clear, shift] = found.map(|weight| (weight * 100.0).round() / 100.0 + 0.0);
    Calibration { scale, clear, shift }
}

/// The solution of a system of linear equations that is positive definite.
fn solve(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for i in 0..N {
        for j in i + 1..N {
            let factor = matrix[j][i] / matrix[i][i];
            let pivots = matrix[i];
            matrix[j].iter_mut().zip(pivots).for_each(|(value, pivot)| *value -= factor * pivot);
            right[j] -= factor * right[i];
        }
    }
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}

/// From which confidence on, in hundredths, at least `share` are right: of turns with their
/// confidence, and whether they are right.
pub fn high_from(turns: &[(f64, bool)], share: f64) -> f64 {
    const MOST: u8 = 99;
    let first = (HIGH * 100.0).round() as u8;
    let holds = |hundredths: &u8| {
        let from = f64::from(*hundredths) / 100.0;
        let (right, all) = turns
            .iter()
            .filter(|(confidence, _)| *confidence >= from)
            .fold((0, 0), |(right, all), (_, is)| (right + u32::from(*is), all + 1));
        f64::from(right) >= share * f64::from(all)
    };
    f64::from((first..MOST).find(holds).unwrap_or(MOST)) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many of a hundred as are right.
    fn hundred(probability: f64, clearness: f64, right: usize) -> Vec<Certainty> {
        (0..100).map(|i| Certainty { probability, clearness, right: i < right }).collect()
    }

    #[test]
    fn what_is_told_is_found_again() {
        let dull = [hundred(0.9, 0.5, 70), hundred(0.1, 0.5, 30)];
        let bright = [hundred(0.9, 2.0, 90), hundred(0.1, 2.0, 10)];
        let pairs: Vec<Certainty> = [dull, bright].concat().concat();
        let found = calibrate(&pairs, false);
        assert!((found.of(0.9, 0.5) - 0.7).abs() < 0.02, "{found:?}");
        assert!((found.of(0.9, 2.0) - 0.9).abs() < 0.02, "{found:?}");
        assert!(found.shift.abs() < f64::EPSILON);
    }

    #[test]
    fn a_shift_is_found_where_one_may_be() {
        let pairs = [hundred(0.5, 1.0, 80), hundred(0.6, 1.0, 85)].concat();
        assert!(calibrate(&pairs, true).of(0.5, 1.0) > 0.75);
        assert!((calibrate(&pairs, false).of(0.5, 1.0) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn high_is_what_proves_right() {
        let turns: Vec<(f64, bool)> =
            (0..100).flat_map(|i| [(0.91, i < 90), (0.95, i < 96), (0.98, i < 99)]).collect();
        assert!((high_from(&turns, 0.97) - 0.92).abs() < 1e-9);
        assert!((high_from(&turns, 0.98) - 0.96).abs() < 1e-9);
        assert!((high_from(&turns, 1.0) - 0.99).abs() < 1e-9);
        assert!((high_from(&[], 0.97) - HIGH).abs() < 1e-9);
    }
}
