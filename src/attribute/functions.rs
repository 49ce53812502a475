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
    // At the end of a turn they ask or request.
    let asking = [rules.named(".ends-in-question"), rules.named(".asks-for")].concat();
    let guests_known = turns.iter().any(|turn| turn.role == Some(Role::Guest));
    let mut result: Vec<(Function, Option<usize>)> = Vec::with_capacity(turns.len());
    let mut open: Option<usize> = None;
    let several = turns.iter().filter_map(|t| t.speaker).max().is_some_and(|most| most > 1);
    for (i, turn) in turns.iter().enumerate() {
        // Where it is known who is asked, nobody else answers: counsel objects, a chair orders.
        let may_answer =
            if guests_known { turn.role == Some(Role::Guest) } else { turn.role.is_none() };
        let question = open.filter(|q| may_answer && turns[*q].speaker != turn.speaker);
        // Somebody who has a question to answer and ends in one asks back, at most.
        let asks = asks(&asking, turn)
            && (turn.role != Some(Role::Guest) || (several && asks_another(turns, i, open)));
        let (function, answers) = if closes(rules, turns, i, &result) {
            (Function::Closing, None)
        } else if opens(rules, &asking, turns, &result) {
            (Function::Opening, None)
        } else if asks {
            (Function::Question, None)
        } else {
            match question {
                Some(question) => (Function::Answer, Some(question)),
                None => (Function::Statement, None),
            }
        };
        match function {
            Function::Question => open = Some(i),
            Function::Answer | Function::Opening | Function::Closing => open = None,
            // What the one who asked adds without asking ends the question.
            Function::Statement => open = open.filter(|q| turns[*q].speaker != turn.speaker),
        }
        result.push((function, answers));
    }
    result
}

/// Whether a guest of several asks somebody else: no question waits, and the next to speak is another.
fn asks_another(turns: &[TurnFacts<'_>], i: usize, open: Option<usize>) -> bool {
    open.is_none() && turns.get(i + 1).is_some_and(|next| next.speaker != turns[i].speaker)
}

fn fired(rules: &RuleSet, seen: &[&Seen], names: &[&str]) -> bool {
    let mut all = seen.iter().flat_map(|s| &s.fired);
    all.any(|f| names.iter().any(|name| rules.rules[f.rule].name.ends_with(name)))
}

/// Asks or requests, at the end of the turn, by one of these rules.
fn asks(asking: &[usize], turn: &TurnFacts<'_>) -> bool {
    turn.seen.last().is_some_and(|seen| seen.has_one_of(asking))
}

/// Greets or welcomes, before anything was asked; the reply to that.
fn opens(
    rules: &RuleSet,
    asking: &[usize],
    turns: &[TurnFacts<'_>],
    before: &[(Function, Option<usize>)],
) -> bool {
    let i = before.len();
    const GREETS: [&str; 5] =
        [".welcomes", ".greets-audience", ".thanks-for-having", ".addresses", ".addresses-host"];
    let short = turns[i].seen.len() <= 2;
    if i > 3 || !short || before.iter().any(|(function, _)| *function != Function::Opening) {
        return false;
    }
    let question_mark = fired(rules, &turns[i].seen, &[".ends-in-question"]);
    match i {
        // Who speaks first without asking opens, whatever the words.
        0 => !question_mark && (!asks(asking, &turns[0]) || fired(rules, &turns[0].seen, &GREETS)),
        1 => !asks(asking, &turns[1]),
        _ => !asks(asking, &turns[i]) && fired(rules, &turns[i].seen, &GREETS),
    }
}

/// Thanks or takes leave, among the last turns; the last word after that.
fn closes(
    rules: &RuleSet,
    turns: &[TurnFacts<'_>],
    i: usize,
    before: &[(Function, Option<usize>)],
) -> bool {
    const LEAVES: [&str; 5] =
        [".closes-programme", ".thanks", ".thanks-by-name", ".addresses-guest", ".addresses-host"];
    let near_end = i + 3 >= turns.len() && i > 1;
    let ends_in_question = || fired(rules, &turns[i].seen, &[".ends-in-question"]);
    if !near_end || turns[i].seen.len() > 3 || ends_in_question() {
        return false;
    }
    let last_word = i + 1 == turns.len()
        && before.last().is_some_and(|(function, _)| *function == Function::Closing);
    last_word || fired(rules, &turns[i].seen, &LEAVES)
}
