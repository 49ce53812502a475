//! What can be seen of each paragraph: the rules that fire on it.

mod cut;
mod floor;
mod form;
mod lead;
mod named;
mod quotes;
mod sentences;
mod unsaid;

use std::num::NonZeroU32;

use crate::columns::columns;
use crate::parallel;
use crate::script::Trim;

use super::address::{self, Vocative};
use super::language::is_han;
use super::rules::{Feature, Hit, Owner, RuleSet};
pub(crate) use form::Form;
use form::{Marks, form, is_bracketed};
use quotes::Quotes;
use sentences::{Sentences, ends_in_question, find_marks, find_quoted};

/// A paragraph that may be speech.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken<'a> {
    /// Its words.
    pub(crate) text: &'a str,
    /// Whether a heading, direction or note stands before it.
    pub(crate) after_break: bool,
    /// Whether it has the form of a heading.
    pub(crate) heading_form: bool,
    /// See [`columns`](crate::columns::columns).
    pub(crate) width: usize,
}

impl<'a> Spoken<'a> {
    /// A paragraph that stands alone.
    pub(crate) fn plain(text: &'a str) -> Self {
        Self { text, after_break: false, heading_form: false, width: columns(text) }
    }
}

/// What was seen of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) fired: Vec<Fired>,
    /// Who is spoken to.
    pub(crate) vocatives: Vec<Vocative>,
    /// What tells only together with the rest of the text.
    pub(crate) form: Form,
}

impl Seen {
    /// Whether it has this feature, where a rule asks for it.
    pub(crate) fn has(&self, rules: &RuleSet, feature: Feature) -> bool {
        let rule = rules.rule_of(feature);
        self.fired.iter().any(|fired| Some(fired.rule) == rule)
    }

    /// Whether a rule fired whose name ends like this, in whatever language. A test has the endings.
    pub(crate) fn has_named(&self, rules: &RuleSet, ending: &str) -> bool {
        self.fired.iter().any(|fired| rules.rules[fired.rule].name.ends_with(ending))
    }

    /// Whether one of these rules fired.
    pub(crate) fn has_one_of(&self, rules: &[usize]) -> bool {
        self.fired.iter().any(|fired| rules.contains(&fired.rule))
    }
}

/// A rule that fired, and the words it fired on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fired {
    /// Index in the rule set.
    pub(crate) rule: usize,
    /// Where they stand in the trimmed paragraph.
    pub(crate) cue: Option<Cue>,
}

/// A place in a paragraph, in bytes. A long text has tens of thousands of them, and half of the room for
/// them is half of the time to get it from the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    start: u32,
    end: NonZeroU32,
}

impl Cue {
    /// None of an empty place, nor of one beyond four gigabytes.
    fn of(start: usize, end: usize) -> Option<Self> {
        let end = NonZeroU32::new(u32::try_from(end).ok()?)?;
        Some(Self { start: u32::try_from(start).ok()?, end })
    }

    /// Where it begins and ends.
    pub(crate) fn range(self) -> (usize, usize) {
        (self.start as usize, self.end.get() as usize)
    }
}

/// The words of a long paragraph that tell who speaks stand near its ends; only these are
/// searched, so that the cost does not grow with the length of answers.
const HEAD: usize = 300;
const TAIL: usize = 360;

/// Looks at every paragraph of a text.
pub(crate) fn observe(rules: &RuleSet, spoken: &[Spoken<'_>]) -> Vec<Seen> {
    let last = spoken.len().saturating_sub(1);
    let median = median_width(spoken);
    let length: usize = spoken.iter().map(|p| p.text.len()).sum();
    let worth_it = length >= parallel::WORTH_IT;
    let quotes = Quotes::of(spoken);
    let mut seen = parallel::map_with(worth_it, spoken, Room::default, |room, i, paragraph| {
        let mut seen = look_at(rules, paragraph, room);
        seen.form = Form::of(paragraph.text);
        quotes.look_in(paragraph);
        let place = [
            (Feature::Opens, i == 0),
            (Feature::Closes, i == last && i > 0),
            (Feature::AfterBreak, paragraph.after_break && i > 0),
            (Feature::HeadingForm, paragraph.heading_form),
            (Feature::Echoes, i > 0 && echoes(spoken[i - 1].text, paragraph.text)),
            (Feature::Dip, is_dip(spoken, i)),
            (Feature::Remark, is_remark(rules, spoken, i, &seen)),
            (Feature::Parallel, i > 0 && is_parallel(spoken[i - 1].text, paragraph.text)),
            (Feature::Shorter, paragraph.width * 2 <= median),
            (Feature::Longer, paragraph.width >= median * 2),
            (Feature::Addresses, !seen.vocatives.is_empty()),
            (Feature::ToHost, seen.vocatives.iter().any(|v| v.is_host_word)),
        ];
        for (feature, holds) in place {
            if holds {
                fire(rules, &mut seen, feature);
            }
        }
        seen
    });
    lead::mark(rules, spoken, &mut seen);
    unsaid::mark(rules, spoken, &quotes.found(), &mut seen);
    named::mark(rules, spoken, &mut seen);
    floor::mark(rules, spoken, &mut seen);
    cut::mark(rules, spoken, &mut seen);
    seen
}

/// Marks a feature that was found later.
pub(crate) fn fire(rules: &RuleSet, seen: &mut Seen, feature: Feature) {
    if let Some(rule) = rules.rule_of(feature)
        && !seen.fired.iter().any(|f| f.rule == rule)
    {
        seen.fired.push(Fired { rule, cue: None });
    }
}

/// So many rules fire on a paragraph, rarely more.
const USUALLY: usize = 12;

/// Room for what is found in a window, taken again for each.
#[derive(Default)]
struct Room {
    marks: Vec<(usize, char)>,
    starts: Vec<usize>,
    quoted: Vec<(usize, usize)>,
    hits: Vec<Hit>,
}

fn look_at(rules: &RuleSet, paragraph: &Spoken<'_>, room: &mut Room) -> Seen {
    let text = paragraph.text.trimmed();
    let mut seen = Seen { fired: Vec::with_capacity(USUALLY), ..Seen::default() };
    let (mut first_person, mut second_person, mut asks_you) = (0, 0, false);
    let Room { marks, starts, quoted, hits } = room;
    let mut has = Marks::between(text);
    for Window { text: window, offset, is_head, is_tail } in windows(text) {
        find_marks(window, marks);
        has.add(marks);
        let sentences = Sentences::of(window, marks, (is_head, is_tail), starts);
        find_quoted(marks, quoted);
        rules.search(window, hits);
        let is_quoted =
            |hit: &Hit| quoted.iter().any(|(from, to)| *from <= hit.start && hit.end <= *to);
        hits.retain(|hit| !is_quoted(hit));
        for hit in &*hits {
            match hit.owner {
                Owner::Rule(rule) => {
                    if sentences.is_at(window, hit, rules.rules[rule].place)
                        && !seen.fired.iter().any(|f| f.rule == rule)
                    {
                        let cue = Cue::of(offset + hit.start, offset + hit.end);
                        seen.fired.push(Fired { rule, cue });
                    }
                }
                Owner::FirstPerson => first_person += 1,
                Owner::SecondPerson if is_within(hit, hits, Owner::Generic) => {}
                Owner::SecondPerson => {
                    second_person += 1;
                    asks_you |= is_tail && hit.start >= sentences.last;
                }
                Owner::Generic => {
                    fire(rules, &mut seen, Feature::GenericSecond);
                }
                Owner::Title | Owner::Host => {}
            }
        }
        seen.vocatives.extend(address::vocatives(rules, window, hits));
    }
    let asks = ends_in_question(text);
    for feature in form(text, paragraph.width, asks, &has) {
        fire(rules, &mut seen, feature);
    }
    if asks && asks_you {
        fire(rules, &mut seen, Feature::AsksYou);
    }
    if !rules.address.second_person.is_empty() {
        let long = paragraph.width > 200 && !asks;
        // In a long passage that asks nothing "you" is anybody, more often than not.
        let spoken_to = if long { 0 } else { second_person };
        fire(rules, &mut seen, persons(first_person, spoken_to));
        if long {
            let feature = if second_person == 0 { Feature::PlainLong } else { Feature::LongSecond };
            fire(rules, &mut seen, feature);
        }
    }
    seen
}

/// Whether a hit lies inside a longer one that stands for `owner`.
fn is_within(hit: &Hit, hits: &[Hit], owner: Owner) -> bool {
    hits.iter().any(|h| h.owner == owner && h.start <= hit.start && hit.end <= h.end)
}

/// Who is spoken of: oneself, the other, both or neither.
fn persons(first: u32, second: u32) -> Feature {
    match (first, second) {
        (0, 0) => Feature::NoPersons,
        (_, 0) => Feature::OnlyFirst,
        (0, _) => Feature::OnlySecond,
        _ if first > second => Feature::MoreFirst,
        _ => Feature::MoreSecond,
    }
}

/// The parts of a paragraph to search: all of it, or its two ends.
fn windows(text: &str) -> impl Iterator<Item = Window<'_>> {
    let whole = text.len() <= HEAD + TAIL;
    let head = text.floor_char_boundary(HEAD);
    let tail = text.ceil_char_boundary(text.len().saturating_sub(TAIL));
    let parts = if whole {
        [Some(Window { text, offset: 0, is_head: true, is_tail: true }), None]
    } else {
        let (first, last) = (&text[..head], &text[tail..]);
        [
            Some(Window { text: first, offset: 0, is_head: true, is_tail: false }),
            Some(Window { text: last, offset: tail, is_head: false, is_tail: true }),
        ]
    };
    parts.into_iter().flatten()
}

/// A part of a paragraph to search.
#[derive(Debug, Clone, Copy)]
struct Window<'a> {
    text: &'a str,
    /// Where it begins in the paragraph.
    offset: usize,
    /// Whether the paragraph begins, and ends, with it.
    is_head: bool,
    is_tail: bool,
}

/// Half of the paragraphs are at most this wide.
fn median_width(spoken: &[Spoken<'_>]) -> usize {
    let mut widths: Vec<usize> = spoken.iter().map(|p| p.width).collect();
    let middle = widths.len() / 2;
    if widths.is_empty() { 0 } else { *widths.select_nth_unstable(middle).1 }
}

/// Whether both neighbours are much longer: a remark between two longer passages.
fn is_dip(spoken: &[Spoken<'_>], i: usize) -> bool {
    let longer = |other: Option<&Spoken<'_>>| other.is_some_and(|o| o.width >= spoken[i].width * 3);
    i > 0 && longer(spoken.get(i - 1)) && longer(spoken.get(i + 1))
}

/// Whether a paragraph takes up words from the end of the one before, as answers do: 有衝突 after
/// 都有衝突？ Two characters tell in Chinese, where they are no pronoun or conjunction.
fn echoes(before: &str, text: &str) -> bool {
    const TOO_COMMON: &str = "我你您他她它咱這这那因所但如而在是有就也可以当當其";
    let text = text.trimmed();
    let mut chars = text.char_indices().skip(2);
    let start = &text[..chars.next().map_or(text.len(), |(at, _)| at)];
    let tail = &before[before.ceil_char_boundary(before.len().saturating_sub(120))..];
    start.chars().count() == 2
        && start.chars().all(is_han)
        && !start.starts_with(|c| TOO_COMMON.contains(c))
        && tail.contains(start)
}

/// Whether two paragraphs begin with the same words: points of one speech, one after the other.
fn is_parallel(before: &str, text: &str) -> bool {
    let (before, text) = (before.trimmed(), text.trimmed());
    let same = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    let shared = &text[..text.floor_char_boundary(same)];
    // Four Chinese characters, or two words.
    columns(shared) >= 8 && (shared.split(' ').count() > 2 || !shared.is_ascii())
}

/// Whether a paragraph is one bracket that asks nothing and has no word of the first or second person, and
/// answers nothing: `(Ann of Orrow.)` may be what was asked.
fn is_remark(rules: &RuleSet, spoken: &[Spoken<'_>], i: usize, seen: &Seen) -> bool {
    let text = spoken[i].text.trimmed();
    if !is_bracketed(text) || !seen.has(rules, Feature::NoPersons) {
        return false;
    }
    let answers = i > 0 && ends_in_question(spoken[i - 1].text.trimmed());
    let mut brackets = text.chars().skip(1).filter(|c| "（(［[【】］])）".contains(*c));
    let is_one = brackets.next().is_some() && brackets.next().is_none();
    is_one && !answers && !ends_in_question(text)
}
