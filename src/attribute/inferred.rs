//! Who speaks where the source names nobody.

use memchr::memmem::Finder;

use super::chain::{self, ChainReading, Clamp, Scores, State, Style};
use super::dialogue;
use super::features::{self, Seen, Spoken};
use super::habits::Habits;
use super::names::{self, Names};
use super::rules::{self, Feature, Model, RuleSet};
use super::vocabulary::Vocabulary;
use crate::parallel;

/// A text without labels, read.
#[derive(Debug)]
pub(crate) struct Inferred<'a> {
    pub(crate) rules: &'a RuleSet,
    pub(crate) spoken: &'a [Spoken<'a>],
    /// What was seen of each paragraph.
    pub(crate) seen: Vec<Seen>,
    /// What each paragraph is.
    pub(crate) reading: ChainReading,
    /// The style that it was read in.
    pub(crate) style: Option<&'a Style>,
    /// What the two call each other.
    pub(crate) names: Names,
    /// Whether this is a conversation at all.
    pub(crate) is_dialogue: bool,
}

/// Reads the paragraphs of a text again and again: what a reading learns of names (the one who is
/// addressed is not the one who speaks), habits and words helps the next.
#[cfg(test)]
pub(crate) fn infer<'a>(rules: &'a RuleSet, spoken: &'a [Spoken<'a>]) -> Inferred<'a> {
    infer_clamped(rules, spoken, &[])
}

/// The same where a person knows something of the paragraphs.
pub(crate) fn infer_clamped<'a>(
    rules: &'a RuleSet,
    spoken: &'a [Spoken<'a>],
    clamps: &[Clamp],
) -> Inferred<'a> {
    let length: usize = spoken.iter().map(|spoken| spoken.text.len()).sum();
    let worth_it = length >= parallel::WORTH_IT;
    let (mut seen, vocabulary) = parallel::join(
        worth_it,
        || features::observe(rules, spoken),
        || Vocabulary::of(spoken, worth_it),
    );
    let read = |seen: &mut Vec<Seen>, clamps: &[Clamp]| {
        read_again(rules, &rules.model, spoken, &vocabulary, seen, clamps)
    };
    let (mut reading, mut names) = read(&mut seen, clamps);
    let mut lead = lead(rules, spoken, &seen, &reading);
    let is_free = clamps.iter().take(lead.len()).all(|clamp| *clamp == Clamp::default());
    if !lead.is_empty() && is_free {
        lead.extend(clamps.iter().skip(lead.len()));
        seen = features::observe(rules, spoken);
        (reading, names) = read(&mut seen, &lead);
    }
    let is_dialogue = dialogue::is_dialogue(rules, &seen, &reading);
    let style = rules.model.styles.get(rules.model.style(rules, &seen));
    Inferred { rules, spoken, seen, reading, style, names, is_dialogue }
}

/// What is known of a start that was read as the guest's: a guest who begins says I. Who welcomes there
/// is the host, and what introduces the talk is a lead.
fn lead(
    rules: &RuleSet,
    spoken: &[Spoken<'_>],
    seen: &[Seen],
    reading: &ChainReading,
) -> Vec<Clamp> {
    let is = |state| Clamp { state: Some(state), ..Clamp::default() };
    let asks = |i: usize| seen.get(i).is_some_and(|seen| rules::asks(rules, seen));
    let is_told = |i: usize| {
        let of_nobody = seen[i].has(rules, Feature::NoPersons);
        let is_lead = of_nobody || seen[i].has_named(rules, ".narrates-interview");
        is_lead && !seen[i].has(rules, Feature::EndsInQuestion)
    };
    let known = |i: usize| match reading.states[i] {
        State::Front => Some(is(State::Front)),
        State::Guest if says_i(spoken[i].text) => None,
        State::Guest if seen[i].has_named(rules, ".welcomes") => Some(is(State::Host)),
        State::Guest if seen[i].has(rules, Feature::Introduces) => Some(is(State::Front)),
        // A line that speaks of nobody here, just before the first question: who answers says more.
        State::Guest if i == 0 && is_told(i) && asks(1) => Some(is(State::Front)),
        _ => None,
    };
    let lead: Vec<Clamp> = (0..seen.len()).map_while(known).collect();
    // What goes on in the guest's words is theirs.
    let goes_on = reading.states.get(lead.len()) == Some(&State::Guest);
    let is_read_so = (0..lead.len()).any(|i| reading.states[i] == State::Guest);
    if is_read_so && !goes_on { lead } else { Vec::new() }
}

/// Whether somebody speaks of themself alone.
fn says_i(text: &str) -> bool {
    let is_i =
        |word: &str| matches!(word, "I" | "I'm" | "I’m" | "I've" | "I’ve" | "my" | "My" | "me");
    let mut mine = text.match_indices('我').map(|(at, me)| &text[at + me.len()..]);
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).any(is_i)
        || mine.any(|rest| !rest.starts_with(['们', '們']))
}

/// The readings, with the weights of `model`; what each learns is marked in `seen` for the next.
pub(crate) fn read_again(
    rules: &RuleSet,
    model: &Model,
    spoken: &[Spoken<'_>],
    vocabulary: &Vocabulary,
    seen: &mut [Seen],
    clamps: &[Clamp],
) -> (ChainReading, Names) {
    // Names and habits need probabilities, and no best reading.
    let first = read_by(chain::expectations, rules, model, seen, clamps);
    let names = names::learn(spoken, seen, &first);
    let habits = Habits::of(rules, spoken, seen, &first);
    // The second takes its place.
    drop(first);
    let guest = names.guest.first().map(|name| Finder::new(last_word(name)));
    for (paragraph, spoken) in seen.iter_mut().zip(spoken) {
        habits.mark(rules, spoken, paragraph);
        let says = |names: &[String]| paragraph.vocatives.iter().any(|v| names.contains(&v.name));
        let (to_guest, to_host) = (says(&names.guest), says(&names.host));
        if to_guest && !to_host {
            features::fire(rules, paragraph, Feature::ToGuest);
        }
        // Who says for whom they ask thanks the moderator, and answers nobody.
        if to_host && !to_guest && !paragraph.has(rules, Feature::SaysForWhom) {
            features::fire(rules, paragraph, Feature::ToHost);
        }
        let named = |name: &Finder<'_>| name.find(spoken.text.as_bytes()).is_some();
        if !to_guest && guest.as_ref().is_some_and(named) {
            features::fire(rules, paragraph, Feature::NamesGuest);
        }
    }
    // Whose words are whose is told by what is known of names and habits, and once more by itself.
    for _ in 0..2 {
        let reading = read_by(chain::expectations, rules, model, seen, clamps);
        vocabulary.mark(rules, &reading, seen);
    }
    (read(rules, model, seen, clamps), names)
}

/// The part of a name that others than the addressee use: `Orrell` of `Dr. Orrell`.
fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Reads a text of which this was seen.
pub(crate) fn read(
    rules: &RuleSet,
    model: &Model,
    seen: &[Seen],
    clamps: &[Clamp],
) -> ChainReading {
    read_by(chain::read, rules, model, seen, clamps)
}

/// The same in one of the ways of [`chain`].
fn read_by(
    way: fn(&[Scores], &Style, &[Clamp]) -> ChainReading,
    rules: &RuleSet,
    model: &Model,
    seen: &[Seen],
    clamps: &[Clamp],
) -> ChainReading {
    let style = model.styles.get(model.style(rules, seen));
    style.map(|style| way(&scores(model, seen), style, clamps)).unwrap_or_default()
}

/// The scores of each paragraph: the sums of the weights of the rules that fired.
pub(crate) fn scores(model: &Model, seen: &[Seen]) -> Vec<Scores> {
    // What the paragraph before adds to the one that follows.
    let (mut next, mut answered) = (0.0, 0.0);
    let score = |paragraph: &Seen| {
        let (mut turn, mut answer) = (next, answered);
        let (mut host, mut aside) = (0.0, 0.0);
        (next, answered) = (0.0, 0.0);
        for fired in &paragraph.fired {
            let weights = &model.rules[fired.rule];
            host += weights.host;
            aside += weights.aside;
            turn += weights.turn;
            answer += weights.answer;
            next += weights.next;
            answered += weights.answered;
        }
        Scores { states: [host, 0.0, aside, aside, aside], turn, answer }
    };
    seen.iter().map(score).collect()
}
