//! Whether somebody answers, or one voice asks and goes on.
//!
//! A speech, a sermon, an open letter may ask as much as an interview does. In a talk the words for
//! oneself and for the other change sides with the speaker: *you* are asked, and *I* answer. One
//! voice asks of itself, asks within its answers, and speaks to its audience throughout.

use std::sync::OnceLock;

use serde::Deserialize;

use super::chain::State;
use super::features::{Seen, Spoken};
use super::inferred::Inferred;
use super::language::is_han;
use super::rules::{Feature, RuleSet};

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/voices.json"));

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    replies: Vec<String>,
    greetings: Vec<String>,
    to_many: Vec<String>,
    to_one: Vec<String>,
}

/// The words. They are part of the program, and a test reads them all.
fn table() -> &'static Table {
    static WORDS: OnceLock<Table> = OnceLock::new();
    WORDS.get_or_init(|| serde_json::from_str(TABLE).unwrap_or_default())
}

/// Whether a text that was read as a talk is one voice. Who calls this asks first whether anybody
/// is called by name.
pub(super) fn is_one(inferred: &Inferred<'_>) -> bool {
    let (rules, seen) = (inferred.rules, &inferred.seen);
    let receives = |seen: &Seen| MANNERS.iter().any(|rule| seen.has_named(rules, rule));
    if rules.address.second_person.is_empty() || seen.iter().any(receives) {
        return false;
    }
    if alternates(inferred) || greet_each_other(inferred) || answer_often(inferred) {
        return false;
    }
    let to_many = speaks_to_many(inferred);
    let (mut one, mut two, mut turns) = (0.0, 0.0, 0_u32);
    for (i, spoken) in inferred.spoken.iter().enumerate() {
        let state = inferred.reading.states[i];
        one += alone(rules, &seen[i], state, spoken.text);
        if i > 0 && inferred.reading.states[i - 1] == State::Host && state == State::Guest {
            turns += 1;
            let shifts = !to_many && changes_sides(rules, &seen[i - 1], &seen[i]);
            two += if shifts || replies(spoken.text) { 1.0 } else { 0.0 };
        }
    }
    let asks = |feature| seen.iter().filter(|seen| seen.has(rules, feature)).count();
    let (ends, goes_on) = (asks(Feature::EndsInQuestion), asks(Feature::AsksAndGoesOn));
    let is_full = ends >= LEAST_ASKS && (ends + goes_on) * 3 >= seen.len();
    // Questions at the ends of paragraphs alone are more like an interview than like a speech.
    let (outweighs, many) = if ends >= 2 * goes_on { (2.0, 10) } else { (1.0, 16) };
    let often = to_many || one >= OFTEN * f64::from(turns);
    is_full && often && turns < many && one >= LEAST && one > two * outweighs
}

/// Whether a text that was read as a talk has few turns and none of them is sure, as one has that asks
/// here and there: a conversation so short says more of who is who. Who calls this asks first whether
/// anybody is called by name.
pub(super) fn is_unsure(inferred: &Inferred<'_>) -> bool {
    const FEW: usize = 8;
    const UNSURE: f64 = 0.75;
    let reading = &inferred.reading;
    let speech = || reading.states.iter().enumerate().filter(|(_, state)| state.speaks());
    let begins = |i: usize| i == 0 || reading.states[i - 1] != reading.states[i];
    let turns = speech().filter(|(i, _)| begins(*i)).take(FEW + 1).count();
    if turns > FEW {
        return false;
    }
    let sure = inferred.style.map_or_else(Default::default, |style| style.sure);
    let of = |(i, state): (usize, &State)| {
        sure.of(reading.posteriors[i][*state as usize], reading.clearness)
    };
    let sum: f64 = speech().map(of).sum();
    sum < UNSURE * speech().count() as f64
}

/// Less than this is chance, ...
const LEAST: f64 = 1.0;
/// ... and so is less than this in each turn, where not all who listen are spoken to.
const OFTEN: f64 = 0.4;
/// Who talks alone and is taken for two asks so often at least.
const LEAST_ASKS: usize = 3;

/// Endings of rules: who is welcomed, thanked or given the floor is there.
const MANNERS: [&str; 4] = [".welcomes", ".thanks-for-having", ".closes-programme", ".gives-floor"];

/// How much a paragraph tells of one who talks alone: asks of themself, asks where answers are
/// given, speaks there to somebody.
fn alone(rules: &RuleSet, seen: &Seen, state: State, text: &str) -> f64 {
    let has = |feature| seen.has(rules, feature);
    let asks = has(Feature::EndsInQuestion) || has(Feature::AsksAndGoesOn);
    // Where no table tells who is anybody, "you" may be.
    let to_somebody = !rules.address.generic.is_empty()
        && has(Feature::OnlySecond)
        && !has(Feature::GenericSecond);
    match state {
        State::Host if asks && has(Feature::OnlyFirst) => 1.0,
        State::Guest if asks && asks_openly(text) => 0.5,
        State::Guest if to_somebody => 1.0,
        _ => 0.0,
    }
}

/// Whether a question stands in none of the quotation marks and brackets of a text: who tells what
/// another asked does not ask.
fn asks_openly(text: &str) -> bool {
    let (mut depth, mut straight) = (0_u32, false);
    text.chars().any(|c| {
        match c {
            '"' => straight = !straight,
            '“' | '「' | '『' | '(' | '（' | '[' => depth += 1,
            '”' | '」' | '』' | ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        matches!(c, '?' | '？') && depth == 0 && !straight
    })
}

/// Whether short questions that stand alone and what follows them take turns from end to end: no speech
/// is so regular, whatever is asked within it.
fn alternates(inferred: &Inferred<'_>) -> bool {
    const LEAST: usize = 5;
    let (rules, seen, states) = (inferred.rules, &inferred.seen, &inferred.reading.states);
    let spoken: Vec<usize> = (0..seen.len()).filter(|at| states[*at].speaks()).collect();
    let asks = |at: usize| states[at] == State::Host;
    let alone = spoken.iter().filter(|at| asks(**at));
    let mut count = 0;
    // Who asks of themself asks nobody.
    let asks_another = |seen: &Seen| {
        seen.has(rules, Feature::ShortQuestion) && !seen.has(rules, Feature::OnlyFirst)
    };
    let short = alone.inspect(|_| count += 1).all(|at| asks_another(&seen[*at]));
    short && count >= LEAST && spoken.windows(2).all(|pair| asks(pair[0]) != asks(pair[1]))
}

/// Whether two short paragraphs near the start greet, one after the other: `Hello, Tom.`, `Hello!`
pub(super) fn greet_each_other(inferred: &Inferred<'_>) -> bool {
    const WIDEST: usize = 40;
    const NEAR: usize = 8;
    let greets = |spoken: &Spoken<'_>| {
        spoken.width <= WIDEST && begins_with_one_of(spoken.text, &table().greetings)
    };
    let first = &inferred.spoken[..inferred.spoken.len().min(NEAR)];
    first.windows(2).any(|two| two.iter().all(greets))
}

/// Whether so many paragraphs begin as answers do that somebody is answered all the time.
fn answer_often(inferred: &Inferred<'_>) -> bool {
    const LEAST: usize = 6;
    let answers = inferred.rules.named(".answers");
    let count = inferred.seen.iter().filter(|seen| seen.has_one_of(&answers)).count();
    count >= LEAST && count * 5 >= inferred.seen.len()
}

/// Whether questions stand before what answers them, nearly all through a text: short lines that do
/// are no verse.
pub(super) fn answers(inferred: &Inferred<'_>) -> bool {
    const LEAST: usize = 3;
    let (rules, seen) = (inferred.rules, &inferred.seen);
    let asks = |at: usize| seen[at].has(rules, Feature::EndsInQuestion);
    let asked = (0..seen.len()).filter(|at| asks(*at)).count();
    let answered = (1..seen.len()).filter(|at| asks(at - 1) && !asks(*at)).count();
    answered >= LEAST && answered * 4 >= asked * 3 && answered * 3 >= seen.len()
}

/// Whether the first speaks of the other and the second of themself.
fn changes_sides(rules: &RuleSet, asks: &Seen, answers: &Seen) -> bool {
    asks.has(rules, Feature::OnlySecond) && answers.has(rules, Feature::OnlyFirst)
}

fn replies(text: &str) -> bool {
    begins_with_one_of(text, &table().replies)
}

/// Whether a text begins with one of these words, not as a part of a longer one.
fn begins_with_one_of(text: &str, words: &[String]) -> bool {
    let text = text.trim_start().to_lowercase();
    let begins = |word: &String| {
        let rest = text.strip_prefix(word.as_str());
        let goes_on = |c: char| c.is_alphanumeric() && !is_han(c);
        rest.is_some_and(|rest| !(word.is_ascii() && rest.starts_with(goes_on)))
    };
    words.iter().any(begins)
}

/// Whether whoever is spoken to is always many.
fn speaks_to_many(inferred: &Inferred<'_>) -> bool {
    let (mut many, mut one) = (false, false);
    for spoken in inferred.spoken {
        let mut text = spoken.text.to_lowercase();
        for word in &table().to_many {
            many |= text.contains(word.as_str());
            text = text.replace(word.as_str(), "");
        }
        one |= table().to_one.iter().any(|word| text.contains(word.as_str()));
    }
    many && !one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known() {
        let table = table();
        assert!(!table.greetings.is_empty());
        assert!(!table.replies.is_empty() && !table.to_many.is_empty() && !table.to_one.is_empty());
        assert!(replies("Yes, in May."));
        assert!(!replies("Yesterday it rained."));
        assert!(begins_with_one_of("Hello Terry.", &table.greetings));
        assert!(!begins_with_one_of("Halloween was near.", &table.greetings));
    }

    #[test]
    fn who_tells_what_another_asked_does_not_ask() {
        assert!(asks_openly("Who needs more than two? I read the one."));
        assert!(!asks_openly("He said, \"Is it deep?\" I said it was."));
        assert!(!asks_openly("我们没有蚀过钱。（那是赚了多少？）商业秘密。"));
    }
}
