//! Who speaks where the source names nobody.

use super::chain::{self, ChainReading, Clamp, Scores, State};
use super::dialogue;
use super::features::{self, Seen, Spoken};
use super::names::{self, Names};
use super::rules::{Feature, RuleSet};

/// A text without labels, read.
#[derive(Debug)]
pub(crate) struct Inferred<'a> {
    pub(crate) rules: &'a RuleSet,
    pub(crate) spoken: &'a [Spoken<'a>],
    /// What was seen of each paragraph.
    pub(crate) seen: Vec<Seen>,
    /// What each paragraph is.
    pub(crate) reading: ChainReading,
    /// What the two call each other.
    pub(crate) names: Names,
    /// Whether this is a conversation at all.
    pub(crate) is_dialogue: bool,
}

/// Reads the paragraphs of a text twice: what the first reading learns of names (the one who is
/// addressed is not the one who speaks) helps the second.
pub(crate) fn infer<'a>(rules: &'a RuleSet, spoken: &'a [Spoken<'a>]) -> Inferred<'a> {
    infer_clamped(rules, spoken, &[])
}

/// The same where a person knows something of the paragraphs.
pub(crate) fn infer_clamped<'a>(
    rules: &'a RuleSet,
    spoken: &'a [Spoken<'a>],
    clamps: &[Clamp],
) -> Inferred<'a> {
    let mut seen = features::observe(rules, spoken);
    let first = read(rules, &seen, clamps);
    let names = names::learn(spoken, &seen, &first);
    for (paragraph, spoken) in seen.iter_mut().zip(spoken) {
        let says = |names: &[String]| paragraph.vocatives.iter().any(|v| names.contains(&v.name));
        let (to_guest, to_host) = (says(&names.guest), says(&names.host));
        if to_guest && !to_host {
            features::fire(rules, paragraph, Feature::ToGuest);
        }
        if to_host && !to_guest {
            features::fire(rules, paragraph, Feature::ToHost);
        }
        if !to_guest
            && names.guest.first().is_some_and(|name| spoken.text.contains(last_word(name)))
        {
            features::fire(rules, paragraph, Feature::NamesGuest);
        }
    }
    let reading = read(rules, &seen, clamps);
    let is_dialogue = dialogue::is_dialogue(rules, &seen, &reading);
    Inferred { rules, spoken, seen, reading, names, is_dialogue }
}

/// The part of a name that others than the addressee use: `Orrell` of `Dr. Orrell`.
fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn read(rules: &RuleSet, seen: &[Seen], clamps: &[Clamp]) -> ChainReading {
    let (start, transitions) = (rules.chain.start(), rules.chain.transitions());
    chain::read_clamped(&scores(rules, seen), &start, &transitions, clamps)
}

/// The scores of each paragraph: the sums of the weights of the rules that fired.
pub(crate) fn scores(rules: &RuleSet, seen: &[Seen]) -> Vec<Scores> {
    let mut scores: Vec<Scores> = vec![Scores::default(); seen.len()];
    for (i, paragraph) in seen.iter().enumerate() {
        for fired in &paragraph.fired {
            let weights = &rules.rules[fired.rule].weights;
            scores[i].states[State::Host as usize] += weights.host;
            scores[i].states[State::Aside as usize] += weights.aside;
            scores[i].turn += weights.turn;
            if let Some(next) = scores.get_mut(i + 1) {
                next.turn += weights.next;
            }
        }
    }
    scores
}
