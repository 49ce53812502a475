//! Whether a text is a conversation at all.
//!
//! The chain always finds a best division between two speakers, in an essay too. A conversation
//! shows itself in exchanges: somebody asks and speaks to the other, and the other speaks of
//! themself or begins as answers begin. An essay that asks its reader now and then, or a list of
//! questions and answers in one voice, has few of these.

use super::chain::{ChainReading, State};
use super::features::Seen;
use super::rules::{self, Exchange, Feature, RuleSet};

/// Fewer exchanges than this are chance, ...
const LEAST: usize = 2;
/// ... and few ones in a long text are, too.
const FEW: usize = 4;
/// So many are a talk where much is asked, ...
const SEVERAL: usize = 6;
/// ... and so many even where much that is none stands around them.
const MANY: usize = 8;
/// So many questions are more than a passage asks here and there.
const ASKED: usize = 6;

/// Whether the reading is better than "one voice only".
///
/// The shares were set on interviews of the development corpus and on their answers alone, which
/// are long texts in one voice: two thirds of the interviews' turns are exchanges (the least 0.4),
/// and a fifth or more of their paragraphs; of the texts in one voice under 0.5 and under 0.18.
pub(crate) fn is_dialogue(rules: &RuleSet, seen: &[Seen], reading: &ChainReading) -> bool {
    if is_talk(rules, seen) {
        return true;
    }
    let spoken = reading.states.iter().filter(|s| s.speaks()).count();
    let pairs = pairs(seen, reading);
    if is_brisk(rules, &pairs, spoken) {
        return true;
    }
    let exchanges = pairs.iter().filter(|pair| is_exchange(rules, pair)).count();
    let of_turns = exchanges as f64 / pairs.len().max(1) as f64;
    let of_paragraphs = exchanges as f64 / spoken.max(1) as f64;
    let asking = asking(rules, seen);
    if exchanges < LEAST || (exchanges < FEW && of_paragraphs < 0.17) {
        return false;
    }
    // Few exchanges may be those of a passage: where most of the text is no speech, where nearly nobody
    // asks, where what is said goes on and on.
    let is_passage = spoken * 3 < seen.len() || asking < LEAST || spoken > pairs.len() * 6;
    if (exchanges < FEW && is_passage) || (exchanges < MANY && spoken * 3 < seen.len()) {
        return false;
    }
    // Much that is asked makes up for answers that begin as nobody's.
    let least = if asking * 3 >= pairs.len() * 2 { 0.25 } else { 0.33 };
    let many = exchanges >= MANY || (exchanges >= SEVERAL && asking >= ASKED);
    of_turns >= 0.55 || (of_turns >= 0.35 && of_paragraphs >= 0.18) || (many && of_turns >= least)
}

/// Whether turns change as they do in a talk, with as much exchange as one has in which the host tells more
/// than they ask. So does an article that quotes; something else has to tell that the words of a talk follow.
pub(super) fn takes_turns(rules: &RuleSet, seen: &[Seen], reading: &ChainReading) -> bool {
    const TURNS: usize = 6;
    let spoken = reading.states.iter().filter(|s| s.speaks()).count();
    let pairs = pairs(seen, reading);
    let exchanges = pairs.iter().filter(|pair| is_exchange(rules, pair)).count();
    pairs.len() >= TURNS && pairs.len() * 4 >= spoken && exchanges * 7 >= pairs.len()
}

/// Whether questions stand alone before what answers them, again and again: as much as an interview
/// shows in which nobody says “you” or “I”. A list of questions in one voice shows it as well, so
/// something else has to tell that this is an interview.
pub(crate) fn has_questions(rules: &RuleSet, seen: &[Seen], reading: &ChainReading) -> bool {
    let asks = |at: usize| part(rules, &seen[at..=at], Exchange::Asks);
    let is = |at: usize, state: State| reading.states.get(at) == Some(&state);
    let (mut turns, mut alone) = (0, 0);
    for at in (0..seen.len()).filter(|at| is(*at, State::Host) && is(at + 1, State::Guest)) {
        turns += 1;
        let first = at == 0 || !is(at - 1, State::Host);
        // Who says what somebody else says tells of a talk, and is not in it.
        let reports = [".third-person", ".reports"]
            .iter()
            .any(|ending| seen[at + 1].has_named(rules, ending));
        alone += usize::from(first && asks(at) && !reports);
    }
    let spoken = reading.states.iter().filter(|state| state.speaks()).count();
    let mostly = alone >= FEW && alone * 5 >= turns * 3 && alone * 6 >= spoken;
    // Where there are more of them, the host may tell as well.
    mostly || (alone >= ASKED && takes_turns(rules, seen, reading))
}

/// Whether paragraphs ask, and paragraphs begin as answers begin (yes, right, well), often enough
/// for a talk between peers, in which questions and answers seldom meet. The podcasts of the
/// development corpus have 0.065 and 0.15 or more, essays and news not half of that.
fn is_talk(rules: &RuleSet, seen: &[Seen]) -> bool {
    const LEAST: usize = 4;
    let answers = rules.named(".answers");
    let begins_as_answer = |seen: &&Seen| seen.has_one_of(&answers);
    let answering = seen.iter().filter(begins_as_answer).count();
    let asking = asking(rules, seen);
    let share = |count: usize| count as f64 / seen.len().max(1) as f64;
    let welcomes = || seen.iter().any(|seen| seen.has_named(rules, ".welcomes"));
    // Who transcribes without marks has no question either; that somebody is welcomed tells then.
    let open = || seen.iter().filter(|seen| seen.has(rules, Feature::NoStop)).count();
    let unmarked =
        || answering >= ASKED && share(answering) >= 0.3 && welcomes() && share(open()) >= 0.4;
    let asks = asking >= LEAST && (share(asking) >= 0.06 || (share(asking) >= 0.045 && welcomes()));
    (asks && share(answering) >= 0.12) || unmarked()
}

/// How many paragraphs ask.
fn asking(rules: &RuleSet, seen: &[Seen]) -> usize {
    seen.iter().filter(|seen| rules::asks(rules, seen)).count()
}

/// Whether some words of a turn are this part of an exchange.
fn part(rules: &RuleSet, turn: &[Seen], part: Exchange) -> bool {
    let mut fired = turn.iter().flat_map(|seen| &seen.fired);
    fired.any(|fired| rules.rules[fired.rule].exchange == Some(part))
}

/// A turn of the host and the guest's behind it.
struct Pair<'a> {
    host: &'a [Seen],
    guest: &'a [Seen],
}

/// Each turn of the host that one of the guest follows, with it.
fn pairs<'a>(seen: &'a [Seen], reading: &ChainReading) -> Vec<Pair<'a>> {
    let states = &reading.states;
    let run = |from: usize, step: isize, state: State| {
        let mut end = from;
        while let Some(next) = end.checked_add_signed(step).filter(|i| *i < seen.len())
            && states[next] == state
        {
            end = next;
        }
        end
    };
    let answers = |i: &usize| states[i - 1] == State::Host && states[*i] == State::Guest;
    let pair = |at: usize| Pair {
        host: &seen[run(at - 1, -1, State::Host)..at],
        guest: &seen[at..=run(at, 1, State::Guest)],
    };
    (1..seen.len()).filter(answers).map(pair).collect()
}

/// Whether questions and answers of few words follow each other, by a host who asks and says “you” and a
/// guest who says “I”: `Which one?`, `The first.` have no such word each, so that few of them are exchanges.
///
/// Of the turns of answers alone, and of essays, less than a third are asked; who lists questions and
/// answers says neither “I” nor “you”.
fn is_brisk(rules: &RuleSet, pairs: &[Pair<'_>], spoken: usize) -> bool {
    const ADDRESSED: usize = 2;
    let has = |turn: &[Seen], persons: [Feature; 2]| {
        turn.iter().any(|seen| persons.iter().any(|feature| seen.has(rules, *feature)))
    };
    let count = |of: &dyn Fn(&Pair<'_>) -> bool| pairs.iter().filter(|pair| of(pair)).count();
    let asked = count(&|pair| part(rules, pair.host, Exchange::Asks));
    let addressed = count(&|pair| has(pair.host, [Feature::OnlySecond, Feature::MoreSecond]));
    let of_oneself = count(&|pair| has(pair.guest, [Feature::OnlyFirst, Feature::MoreFirst]));
    asked >= ASKED
        && addressed >= ADDRESSED
        && asked * 5 >= pairs.len() * 2
        && of_oneself * 3 >= pairs.len()
        && spoken <= pairs.len() * 3
}

/// Whether the second of two turns answers the first.
fn is_exchange(rules: &RuleSet, Pair { host, guest }: &Pair<'_>) -> bool {
    let asked = part(rules, host, Exchange::Asks);
    if rules.address.second_person.is_empty() {
        // No table for this language: a question and what follows it is all there is to go by.
        return asked && !part(rules, guest, Exchange::Asks);
    }
    let addressed = part(rules, host, Exchange::Addresses);
    let answered = part(rules, guest, Exchange::Answers);
    // Two of the three parts.
    [asked, addressed, answered].iter().filter(|part| **part).count() >= 2
}
