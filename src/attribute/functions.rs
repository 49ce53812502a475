//! What each turn does: opens, asks, answers, states, closes.

use crate::model::{Function, Role};

use super::features::Seen;
use super::rules::RuleSet;

/// What is known of a turn before its function is.
#[derive(Debug, Clone)]
pub(crate) struct TurnFacts<'a> {
    /// Role of the speaker, when known.
    pub(crate) role: Option<Role>,
    /// Who speaks, comparable; `None` is unknown.
    pub(crate) speaker: Option<usize>,
    /// What was seen of its paragraphs.
    pub(crate) seen: Vec<&'a Seen>,
}

/// Function of each turn, and the index of the turn that it answers.
pub(crate) fn functions(
    rules: &RuleSet,
    turns: &[TurnFacts<'_>],
) -> Vec<(Function, Option<usize>)> {
    let mut result: Vec<(Function, Option<usize>)> = Vec::with_capacity(turns.len());
    let mut open: Option<usize> = None;
    for (i, turn) in turns.iter().enumerate() {
        let asks = asks(rules, turn) && turn.role != Some(Role::Guest);
        let (function, answers) = if closes(rules, turns, i) {
            (Function::Closing, None)
        } else if opens(rules, turns, i, asks) {
            (Function::Opening, None)
        } else if asks {
            (Function::Question, None)
        } else {
            // A question stays open while others speak before the one who is asked.
            match open
                .filter(|q| turns[*q].speaker != turn.speaker && turn.role != Some(Role::Host))
            {
                Some(question) => (Function::Answer, Some(question)),
                None => (Function::Statement, None),
            }
        };
        match function {
            Function::Question => open = Some(i),
            // An aside of the host that is no question ends the question before.
            Function::Statement if turn.role == Some(Role::Host) => open = None,
            Function::Opening | Function::Closing => open = None,
            Function::Answer | Function::Statement => {}
        }
        result.push((function, answers));
    }
    result
}

fn fired(rules: &RuleSet, seen: &[&Seen], names: &[&str]) -> bool {
    let mut all = seen.iter().flat_map(|s| &s.fired);
    all.any(|f| names.iter().any(|name| rules.rules[f.rule].name.ends_with(name)))
}

/// Asks or requests, at the end of the turn.
fn asks(rules: &RuleSet, turn: &TurnFacts<'_>) -> bool {
    let last = turn.seen.last().map(std::slice::from_ref).unwrap_or_default();
    fired(rules, last, &[".ends-in-question", ".asks-for"])
}

/// Greets or welcomes, before anything was asked.
fn opens(rules: &RuleSet, turns: &[TurnFacts<'_>], i: usize, asks: bool) -> bool {
    const GREETS: [&str; 5] =
        [".welcomes", ".greets-audience", ".thanks-for-having", ".addresses", ".addresses-host"];
    let before = turns[..i].iter().all(|t| fired(rules, &t.seen, &GREETS));
    let short = turns[i].seen.len() <= 2;
    i < 4 && before && short && !asks && fired(rules, &turns[i].seen, &GREETS)
}

/// Thanks or takes leave, among the last turns.
fn closes(rules: &RuleSet, turns: &[TurnFacts<'_>], i: usize) -> bool {
    const LEAVES: [&str; 3] = [".closes-programme", ".thanks", ".addresses-guest"];
    let near_end = i + 3 >= turns.len() && i > 0;
    let ends_in_question = fired(rules, &turns[i].seen, &[".ends-in-question"]);
    near_end
        && !ends_in_question
        && turns[i].seen.len() <= 3
        && fired(rules, &turns[i].seen, &LEAVES)
}
