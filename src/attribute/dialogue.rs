//! Whether a text is a conversation at all.
//!
//! The chain always finds a best division between two speakers, in an essay too. A conversation
//! shows itself in paragraphs that speak *to* somebody: they ask, request, greet or thank, and
//! somebody else goes on. An essay that asks its reader now and then has few of these.

use super::chain::{ChainReading, State};
use super::features::Seen;
use super::rules::RuleSet;

/// A paragraph speaks to somebody when its own rules give the host at least this much.
const SPEAKS_TO: f64 = 1.5;
/// At least so many paragraphs have to, ...
const LEAST: usize = 2;
/// ... and at least one in so many.
const ONE_IN: usize = 14;

/// Whether the reading is better than "one voice only".
pub(crate) fn is_dialogue(rules: &RuleSet, seen: &[Seen], reading: &ChainReading) -> bool {
    let spoken = reading.states.iter().filter(|s| s.speaks()).count();
    let personal = seen
        .iter()
        .zip(&reading.states)
        .filter(|(paragraph, state)| **state == State::Host && speaks_to(rules, paragraph))
        .count();
    let answered = reading
        .states
        .windows(2)
        .filter(|w| w[0] == State::Host && w[1] == State::Guest)
        .count();
    personal >= LEAST && answered >= 1 && personal * ONE_IN >= spoken
}

fn speaks_to(rules: &RuleSet, seen: &Seen) -> bool {
    let weights = seen.fired.iter().map(|fired| &rules.rules[fired.rule]);
    let addresses = weights.clone().any(|rule| rule.to_somebody);
    addresses && weights.map(|rule| rule.weights.host).sum::<f64>() >= SPEAKS_TO
}
