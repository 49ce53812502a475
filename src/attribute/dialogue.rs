//! Whether a text is a conversation at all.
//!
//! The chain always finds a best division between two speakers, in an essay too. A conversation
//! shows itself in exchanges: somebody asks and speaks to the other, and the other speaks of
//! themself or begins as answers begin. An essay that asks its reader now and then, or a list of
//! questions and answers in one voice, has few of these.

use super::chain::{ChainReading, State};
use super::features::Seen;
use super::rules::{Exchange, RuleSet};

/// Fewer exchanges than this are chance, ...
const LEAST: usize = 2;
/// ... and few ones in a long text are, too.
const FEW: usize = 4;

/// Whether the reading is better than "one voice only".
///
/// The shares were set on interviews of the development corpus and on their answers alone, which
/// are long texts in one voice: two thirds of the interviews' turns are exchanges (the least 0.4),
/// and a fifth or more of their paragraphs; of the texts in one voice under 0.5 and under 0.18.
pub(crate) fn is_dialogue(rules: &RuleSet, seen: &[Seen], reading: &ChainReading) -> bool {
    let spoken = reading.states.iter().filter(|s| s.speaks()).count();
    let turns: Vec<usize> = (1..seen.len())
        .filter(|i| reading.states[i - 1] == State::Host && reading.states[*i] == State::Guest)
        .collect();
    let exchanges = turns.iter().filter(|i| is_exchange(rules, &seen[**i - 1], &seen[**i])).count();
    let of_turns = exchanges as f64 / turns.len().max(1) as f64;
    let of_paragraphs = exchanges as f64 / spoken.max(1) as f64;
    if exchanges < LEAST || (exchanges < FEW && of_paragraphs < 0.17) {
        return false;
    }
    of_turns >= 0.55 || (of_turns >= 0.35 && of_paragraphs >= 0.18)
}

/// Whether the second of two paragraphs answers the first.
fn is_exchange(rules: &RuleSet, host: &Seen, guest: &Seen) -> bool {
    let part = |seen: &Seen, part| {
        seen.fired.iter().any(|fired| rules.rules[fired.rule].exchange == Some(part))
    };
    let asked = part(host, Exchange::Asks);
    if rules.address.second_person.is_empty() {
        // No table for this language: a question and what follows it is all there is to go by.
        return asked && !part(guest, Exchange::Asks);
    }
    let addressed = part(host, Exchange::Addresses);
    let answered = part(guest, Exchange::Answers);
    // Two of the three parts.
    [asked, addressed, answered].iter().filter(|part| **part).count() >= 2
}
