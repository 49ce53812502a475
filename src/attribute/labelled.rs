//! A source that names its speakers.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;

use crate::diagnostic::Diagnostics;
use crate::model::{
    Attribution, Confidence, Evidence, Inline, Paragraph, ParagraphKind, ParatextKind, SpokenLabel,
    TimeSpan, plain_text,
};

use super::features::{self, Seen};
use super::people::{Asks, People};
use super::questions::{self, Unlabelled};
use super::rules::{Feature, RuleSet};
use super::turns::{Beginning, Found, Later, inferred_by};
use super::{Attributed, spoken};

/// Gives every paragraph to the label that it stands under.
pub(super) fn attribute(
    rules: &RuleSet,
    paragraphs: &[Paragraph],
    diagnostics: &mut Diagnostics,
) -> Attributed {
    let mut people = People::of(rules.names(), paragraphs);
    let seen = look(rules, paragraphs);
    let asks = asks(rules, paragraphs, &people, &seen);
    people.infer_roles(&asks);
    let unlabelled = Unlabelled::of(rules, paragraphs, &mut people, &seen);
    if let Some(doubt) = questions::doubt_of_one_voice(rules, paragraphs, &people, &seen) {
        diagnostics.push(doubt);
    }
    let mut found: Vec<Found> = Vec::with_capacity(paragraphs.len());
    let mut begun = false;
    // Who spoke last under a label.
    let mut last: Option<usize> = None;
    let mut mark: Option<u64> = None;
    // Whether a label without words stands just before.
    let mut bare = false;
    let floor = Floor::of(rules, paragraphs, &people, &seen);
    // Asked for only where there is a doubt.
    let names: LazyCell<HashSet<&str>, _> =
        LazyCell::new(|| labels(paragraphs).map(|label| label.name.as_str()).collect());
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let (this, time) = match (&paragraph.label, paragraph.kind) {
            (Some(label), _) => {
                begun = true;
                last = people.index(label);
                let beginning = Beginning {
                    speaker: people.index(label),
                    with: people.others(label),
                    label: Some(label.label.clone()),
                    time: label.time.or(mark.map(|start| TimeSpan { start, end: None })),
                    attribution: known(&people, label),
                };
                (Found::Begins(Box::new(beginning), Later::known(resumption())), None)
            }
            (None, ParagraphKind::Speech) if begun && floor.is_given(i) => {
                let beginning = Beginning::without_label(floor.moderator, moderates());
                (Found::Begins(Box::new(beginning), Later::known(resumption())), None)
            }
            (None, ParagraphKind::Speech) => match unlabelled.at(i) {
                Some(found) => {
                    if let Found::Begins(beginning, _) = &found {
                        begun = true;
                        last = beginning.speaker;
                    }
                    (found, None)
                }
                None if begun => (Found::GoesOn, None),
                None => (Found::NotSpeech(ParatextKind::Narration), None),
            },
            (None, ParagraphKind::MaybeTurn) if begun => {
                (maybe_begins(last, doubt_of(paragraph, &names)), None)
            }
            (None, ParagraphKind::OtherTurn) => {
                (begun, last) = (true, None);
                (other_begins(), None)
            }
            // After a label without words, what happens is what that person does: a laugh.
            (None, ParagraphKind::Direction) if bare && time_mark(paragraph).is_none() => {
                (Found::GoesOn, None)
            }
            (None, ParagraphKind::Paratext(kind)) => (Found::NotSpeech(kind), None),
            (None, _) => (Found::NotSpeech(ParatextKind::Narration), time_mark(paragraph)),
        };
        bare = match (&paragraph.label, paragraph.kind) {
            (Some(_), _) => paragraph.content.is_empty(),
            (None, ParagraphKind::Direction | ParagraphKind::Paratext(ParatextKind::Furniture)) => {
                bare
            }
            (None, _) => false,
        };
        // A page number does not come between a time and who speaks then.
        if paragraph.kind != ParagraphKind::Paratext(ParatextKind::Furniture) {
            mark = time;
        }
        found.push(this);
    }
    Attributed { participants: people.participants, found, seen, boundaries: Vec::new() }
}

fn labels(paragraphs: &[Paragraph]) -> impl Iterator<Item = &SpokenLabel> {
    paragraphs.iter().filter_map(|paragraph| paragraph.label.as_deref())
}

/// Why a turn may begin with a paragraph: with a name that is a label elsewhere, or with what looks like one.
fn doubt_of(paragraph: &Paragraph, names: &HashSet<&str>) -> &'static str {
    /// No label is longer, in bytes.
    const LONGEST: usize = 240;
    let text = plain_text(&paragraph.content);
    let text = text.trim_start();
    let mut ends = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST);
    let slipped = ends.any(|end| names.contains(&text[..end]));
    if slipped { "label.slip" } else { "label.once" }
}

/// A turn of the speaker before, unless what it begins with is a label: a doubt.
fn maybe_begins(last: Option<usize>, rule: &'static str) -> Found {
    let attribution = inferred_by(rule, Confidence::from_probability(0.6), Confidence::HALF);
    let beginning = Beginning::without_label(last, attribution.clone());
    Found::Begins(Box::new(beginning), Later::known(attribution))
}

/// A turn of somebody else: whose, nobody knows.
fn other_begins() -> Found {
    let attribution = inferred_by(
        "label.dashed",
        Confidence::from_probability(0.4),
        Confidence::from_probability(0.9),
    );
    let beginning = Beginning::without_label(None, attribution.clone());
    Found::Begins(Box::new(beginning), Later::known(attribution))
}

/// Where a moderator whom only some labels name gives the floor in a paragraph without one.
struct Floor {
    moderator: Option<usize>,
    given: Vec<bool>,
}

impl Floor {
    fn of(rules: &RuleSet, paragraphs: &[Paragraph], people: &People<'_>, seen: &[Seen]) -> Self {
        let gives = |i: usize| seen[i].has(rules, Feature::GivesFloor);
        let speaker = |p: &Paragraph| p.label.as_ref().and_then(|label| people.index(label));
        let mut moderators =
            (0..paragraphs.len()).filter(|i| gives(*i)).filter_map(|i| speaker(&paragraphs[i]));
        let moderator = moderators.next();
        if moderator.is_none() || moderators.any(|other| Some(other) != moderator) {
            return Self { moderator: None, given: Vec::new() };
        }
        let mut now = None;
        let given: Vec<bool> = paragraphs
            .iter()
            .enumerate()
            .map(|(i, paragraph)| {
                now = speaker(paragraph).or(now);
                // Somebody else speaks before it, and a label stands behind it.
                let next = paragraphs.get(i + 1).is_some_and(|next| next.label.is_some());
                paragraph.label.is_none() && next && now != moderator && gives(i)
            })
            .collect();
        // Where nearly all that a moderator says has a label, `With that, I'll take questions.` is the last
        // word of who spoke.
        let labels = paragraphs.iter().filter(|p| speaker(p) == moderator).count();
        let often = given.iter().filter(|given| **given).count() * 2 >= labels;
        Self { moderator, given: if often { given } else { Vec::new() } }
    }

    fn is_given(&self, paragraph: usize) -> bool {
        self.given.get(paragraph).copied().unwrap_or_default()
    }
}

/// How it is known that the moderator speaks without a label.
fn moderates() -> Attribution {
    let sure = Confidence::from_probability(0.8);
    inferred_by("label.gives-floor", sure, sure)
}

/// By the label, and by what makes it a form of a name.
fn known(people: &People<'_>, label: &SpokenLabel) -> Attribution {
    let mut attribution = Attribution::labelled(label.rule);
    if let (Attribution::Labelled { evidence, .. }, Some((rule, name))) =
        (&mut attribution, people.joined_by(label))
    {
        evidence.push(Evidence { rule: rule.into(), score: None, cue: Some(name.to_owned()) });
    }
    attribution
}

/// How a turn is known that goes on after a heading or note, without a label of its own.
pub(super) fn resumption() -> Attribution {
    let sure = Confidence::from_probability(0.9);
    inferred_by("label.continues", sure, sure)
}

/// The time that a paragraph of nothing but a time mark gives.
fn time_mark(paragraph: &Paragraph) -> Option<u64> {
    paragraph.content.iter().find_map(|inline| match inline {
        Inline::TimeMark { milliseconds, .. } => Some(*milliseconds),
        Inline::Text { .. } | Inline::Direction { .. } | Inline::Furniture { .. } => None,
    })
}

/// What is seen of the paragraphs of speech.
pub(super) fn look(rules: &RuleSet, paragraphs: &[Paragraph]) -> Vec<Seen> {
    let texts: Vec<Cow<'_, str>> = paragraphs.iter().map(|p| plain_text(&p.content)).collect();
    let (indices, spoken) = spoken(paragraphs, &texts, is_said);
    let mut seen = vec![Seen::default(); paragraphs.len()];
    for (i, one) in indices.into_iter().zip(features::observe(rules, &spoken)) {
        seen[i] = one;
    }
    seen
}

fn is_said(paragraph: &Paragraph) -> bool {
    matches!(
        paragraph.kind,
        ParagraphKind::Speech | ParagraphKind::MaybeTurn | ParagraphKind::OtherTurn
    )
}

/// How often each participant asks.
fn asks(
    rules: &RuleSet,
    paragraphs: &[Paragraph],
    people: &People<'_>,
    seen: &[Seen],
) -> Vec<Asks> {
    let mut asks = vec![Asks::default(); people.participants.len()];
    let mut turn: Option<(usize, bool)> = None;
    let mut close = |turn: Option<(usize, bool)>| {
        if let Some((who, asked)) = turn {
            asks[who].asked += u32::from(asked);
            asks[who].turns += 1;
        }
    };
    for (paragraph, seen) in paragraphs.iter().zip(seen) {
        if let Some(label) = &paragraph.label {
            close(turn);
            turn = people.index(label).map(|who| (who, false));
        }
        let has_words = is_said(paragraph) && !paragraph.content.is_empty();
        if has_words && let Some((_, asked)) = &mut turn {
            *asked = seen.has(rules, Feature::EndsInQuestion);
        }
    }
    close(turn);
    asks
}
