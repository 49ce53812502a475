//! What the probabilities of the chain are worth.
//!
//! The chain counts what each paragraph tells as if it were new, so it is too sure; how much so
//! depends on the text. Where the rules tell the two apart in every paragraph, a stretch that is
//! read the wrong way round stands out; where they tell little, the two may be exchanged for a
//! dozen turns and nothing in any of them objects. How clear a text is in this sense
//! ([`clearness`]) therefore decides how far its probabilities are trusted.

use serde::Deserialize;

use super::chain::{Scores, State};

/// From the probability that the chain gives to how often such a thing proves right: its log-odds,
/// stretched and shifted (J. Platt, "Probabilistic outputs for support vector machines", 1999), the
/// more so the clearer the text.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// How far the log-odds are stretched in a text of clearness 1.
    pub scale: f64,
    /// What is added to that for each unit of the logarithm of the clearness.
    #[serde(default)]
    pub clear: f64,
    /// What is added to the stretched log-odds.
    #[serde(default)]
    pub shift: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { scale: 1.0, clear: 0.0, shift: 0.0 }
    }
}

impl Calibration {
    /// The probability that is meant, in a text of this clearness.
    pub fn of(self, probability: f64, clearness: f64) -> f64 {
        let stretch = (self.scale + self.clear * clearness.ln()).max(0.0);
        1.0 / (1.0 + (-stretch * log_odds(probability) - self.shift).exp())
    }
}

/// How sure to be of who speaks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sureness {
    pub(crate) calibration: Calibration,
    /// What is below is not called high.
    pub(crate) high: f64,
}

impl Default for Sureness {
    fn default() -> Self {
        Self { calibration: Calibration::default(), high: HIGH }
    }
}

/// From here on a confidence is called high.
pub const HIGH: f64 = 0.9;
/// The most that is not.
const BELOW_HIGH: f64 = 0.89;

impl Sureness {
    /// How probable it is that whom the chain gives this probability speaks.
    pub(crate) fn of(self, probability: f64, clearness: f64) -> f64 {
        let sure = self.calibration.of(probability, clearness);
        if sure < self.high { sure.min(BELOW_HIGH) } else { sure }
    }
}

/// Log-odds of a probability; of certainty, those of one in a million.
pub(crate) fn log_odds(probability: f64) -> f64 {
    let p = probability.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

/// How much the rules say for a reading against the one with the two exchanged: log-odds per
/// paragraph of speech. At least 0.05, as there is no telling how unclear a text is that says
/// nothing at all.
pub(crate) fn clearness(scores: &[Scores], states: &[State], scale: f64) -> f64 {
    const LEAST: f64 = 0.05;
    let (mut sum, mut count) = (0.0, 0.0);
    for (scores, state) in scores.iter().zip(states) {
        let for_host = scores.states[State::Host as usize] - scores.states[State::Guest as usize];
        match state {
            State::Host => sum += for_host,
            State::Guest => sum -= for_host,
            State::Front | State::Aside | State::Back => continue,
        }
        count += 1.0;
    }
    if count > 0.0 { (scale * sum / count).max(LEAST) } else { LEAST }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(score: f64) -> Scores {
        Scores { states: [score, 0.0, 0.0, 0.0, 0.0], ..Scores::default() }
    }

    #[test]
    fn a_text_is_clear_where_each_paragraph_tells_who_speaks() {
        let states = [State::Front, State::Host, State::Guest, State::Host];
        let clear = [host(9.0), host(2.0), host(-3.0), host(1.0)];
        assert!((clearness(&clear, &states, 0.5) - 1.0).abs() < 1e-9);
        // Two that say the contrary leave nothing.
        let unclear = [host(9.0), host(2.0), host(3.0), host(1.0)];
        assert!((clearness(&unclear, &states, 0.5) - 0.05).abs() < 1e-9);
        assert!(clearness(&[], &[], 0.5) > 0.0);
    }

    #[test]
    fn the_less_clear_a_text_the_less_sure() {
        let calibration = Calibration { scale: 0.8, clear: 0.4, shift: 0.0 };
        let [dull, usual, bright] = [0.3, 1.0, 2.0].map(|clear| calibration.of(0.99, clear));
        assert!(0.5 < dull && dull < usual && usual < 0.99 && 0.99 < bright);
        // Never turned round, and even odds stay even.
        assert!((calibration.of(0.99, 0.05) - 0.5).abs() < 1e-9);
        assert!((calibration.of(0.5, 2.0) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn what_proves_right_too_seldom_is_not_called_high() {
        let sure = Sureness { high: 0.96, ..Sureness::default() };
        assert!((sure.of(0.97, 1.0) - 0.97).abs() < 1e-9);
        assert!((sure.of(0.95, 1.0) - 0.89).abs() < 1e-9);
        assert!((sure.of(0.7, 1.0) - 0.7).abs() < 1e-9);
    }
}
