//! A source that names nobody: from the reading of the chain to speakers, confidence and
//! evidence.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Attribution, Confidence, Evidence, Paragraph, ParagraphKind, ParatextKind, Participant,
    ParticipantId, PersonName, plain_text,
};
use crate::parallel;

use super::cast::Cast;
use super::chain::{Clamp, State};
use super::dialogue;
use super::emphasis;
use super::features::{Seen, Spoken};
use super::genres;
use super::inferred::infer_clamped;
use super::rules::RuleSet;
use super::several;
use super::told::{self, Told};
use super::turns::{Beginning, Found, Later};
use super::verse::{self, Form};
use super::voice;
use super::{Attributed, spoken};

/// So many paragraphs at the start may tell that an interview follows.
const LEAD: usize = 6;

/// What a person knows before: what it says of some paragraphs, and that it is a conversation.
pub(super) struct Known<'a> {
    /// Given the indices of the paragraphs that may be speech, what is known of them.
    pub(super) clamps: &'a dyn Fn(&[usize]) -> Vec<Clamp>,
    pub(super) is_dialogue: bool,
    /// That all that may be speech is.
    pub(super) all_speech: bool,
}

/// Works out who speaks.
pub(super) fn attribute(
    rules: &RuleSet,
    paragraphs: &[Paragraph],
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Attributed {
    let texts: Vec<Cow<'_, str>> = paragraphs.iter().map(|p| plain_text(&p.content)).collect();
    let (indices, spoken) = spoken(paragraphs, &texts, may_speak);
    let mut clamps = (known.clamps)(&indices);
    if clamps.is_empty() {
        clamps = emphasis::questions(indices.iter().map(|i| texts[*i].as_ref()));
        if known.all_speech {
            clamps.iter_mut().for_each(|clamp| clamp.state = clamp.state.filter(|s| s.speaks()));
        }
    }
    if known.all_speech {
        clamps.resize(spoken.len(), Clamp::default());
        // A person who says of a paragraph what it is knows better.
        clamps
            .iter_mut()
            .filter(|clamp| clamp.state.is_none())
            .for_each(|clamp| clamp.speaks = true);
    }
    if clamps.is_empty() && asks_above_lead(paragraphs, &indices, &spoken) {
        clamps = vec![Clamp { state: Some(State::Front), ..Clamp::default() }; 2];
    }
    let inferred = infer_clamped(rules, &spoken, &clamps);
    let is_called = !inferred.names.host.is_empty() || !inferred.names.guest.is_empty();
    let is_no_talk = || {
        let answers = || !clamps.is_empty() || voice::answers(&inferred);
        let is_poem = || match verse::form(paragraphs) {
            Some(Form::Metre) => true,
            Some(Form::Verse) => !answers(),
            None => false,
        };
        let has_form = || genres::is_titled_no_talk(paragraphs) || is_poem();
        genres::is_no_talk(paragraphs) || (!is_called && has_form())
    };
    let first = inferred.reading.states.iter().position(|state| state.speaks());
    // A lead is found to be one more surely where somebody says “you”.
    let before = first.map_or(0, |first| indices[first]).max(LEAD).min(paragraphs.len());
    let before = &paragraphs[..before];
    let is_interview =
        || genres::names_interviewer(paragraphs) || genres::announces_interview(before);
    let is_told = || {
        let seen = &inferred.seen;
        ((is_called || is_interview()) && dialogue::has_questions(rules, seen, &inferred.reading))
            || ((genres::announces_record(before) || voice::greet_each_other(&inferred))
                && dialogue::takes_turns(rules, seen, &inferred.reading))
    };
    let is_one_voice = || {
        (voice::is_one(&inferred) || voice::is_unsure(&inferred))
            && !genres::names_interviewer(paragraphs)
    };
    let converses = inferred.is_dialogue && (is_called || !is_one_voice());
    let is_talk = (converses || is_told()) && !is_no_talk();
    if !is_talk && !known.is_dialogue {
        let by_line =
            || genres::is_speech(paragraphs).then(|| told::by_line(rules, paragraphs)).flatten();
        if let Some(by) = told::speaker(rules, paragraphs).or_else(by_line) {
            let seen = among_all(inferred.seen, &indices, paragraphs.len());
            return monologue(paragraphs, by, seen);
        }
        diagnostics.push(
            Diagnostic::warning(
                Code::NoDialogue,
                "no conversation found; the text is kept as prose",
            )
            .with_hint(
                "label the speakers if it is one, or say --all-speech if it is nothing else",
            ),
        );
        let found =
            paragraphs.iter().map(|p| Found::NotSpeech(kind_of(p, ParatextKind::Prose))).collect();
        let seen = among_all(inferred.seen, &indices, paragraphs.len());
        return Attributed { participants: Vec::new(), found, seen, boundaries: Vec::new() };
    }
    let cast = Cast::of(&inferred, &indices, paragraphs);
    let mut found: Vec<Found> =
        paragraphs.iter().map(|p| Found::NotSpeech(kind_of(p, ParatextKind::Narration))).collect();
    let mut runs = several::runs(&inferred.reading.states, |i| cast.several.begins(i));
    runs.retain(|run| run.state.speaks());
    let length: usize = spoken.iter().map(|p| p.text.len()).sum();
    let begun = parallel::map(length >= parallel::WORTH_IT, &runs, |i, run| {
        // An aside does not end a turn.
        let other = i == 0 || runs[i - 1].state != run.state;
        match other || cast.several.begins(run.start) {
            true => {
                let beginning = cast.beginning(&inferred, run.start, run.end);
                Found::Begins(Box::new(beginning), Later::GoesOn)
            }
            false => Found::GoesOn,
        }
    });
    for (run, begun) in runs.iter().zip(begun) {
        found[indices[run.start]] = begun;
        for i in run.start + 1..run.end {
            found[indices[i]] = Found::GoesOn;
        }
    }
    let mut boundaries = vec![Confidence::ZERO; paragraphs.len()];
    for (i, at) in indices.iter().enumerate() {
        boundaries[*at] = Confidence::from_probability(inferred.reading.boundaries[i]);
    }
    let seen = among_all(inferred.seen, &indices, paragraphs.len());
    Attributed { participants: cast.participants, found, seen, boundaries }
}

/// Whether a title that asks stands above a lead that says that an interview follows; neither has a word for
/// who says it or who hears it.
fn asks_above_lead(paragraphs: &[Paragraph], indices: &[usize], spoken: &[Spoken<'_>]) -> bool {
    const WIDEST: usize = 60;
    let ([0, 1, ..], [title, lead, ..]) = (indices, spoken) else { return false };
    let asks = |text: &str| text.trim().ends_with(['?', '？']);
    title.width <= WIDEST
        && asks(title.text)
        && !asks(lead.text)
        && !emphasis::speaks(title.text)
        && !emphasis::speaks(lead.text)
        && genres::announces_interview(&paragraphs[1..2])
}

/// What was seen of the paragraphs of these indices, as a list of all `count` paragraphs.
fn among_all(mut seen: Vec<Seen>, indices: &[usize], count: usize) -> Vec<Seen> {
    seen.resize_with(count, Seen::default);
    // Each goes to its place or beyond, so from the last one on: what is there was moved already.
    for (from, to) in indices.iter().enumerate().rev() {
        seen.swap(from, *to);
    }
    seen
}

/// The speech of one, who is named above it.
fn monologue(paragraphs: &[Paragraph], by: Told, seen: Vec<Seen>) -> Attributed {
    // That the heading names who speaks is almost sure; that nobody else does is less so.
    const SURE: f64 = 0.8;
    let attribution = Attribution::Inferred {
        confidence: Confidence::from_probability(SURE),
        boundary: Confidence::from_probability(SURE),
        evidence: vec![Evidence { rule: by.rule.into(), score: None, cue: Some(by.name.clone()) }],
        runner_up: None,
        guess: Vec::new(),
        near: Vec::new(),
    };
    let mut begun = false;
    let found = paragraphs
        .iter()
        .map(|p| match p.kind {
            // What stands up to the heading is not said.
            ParagraphKind::Speech if p.span.bytes.0 <= by.span.bytes.0 => {
                Found::NotSpeech(ParatextKind::Narration)
            }
            ParagraphKind::Speech if !begun && is_day(&plain_text(&p.content)) => {
                Found::NotSpeech(ParatextKind::Narration)
            }
            ParagraphKind::Speech if begun => Found::GoesOn,
            ParagraphKind::Speech => {
                begun = true;
                let beginning = Beginning::without_label(Some(0), attribution.clone());
                Found::Begins(Box::new(beginning), Later::known(attribution.clone()))
            }
            _ => Found::NotSpeech(kind_of(p, ParatextKind::Prose)),
        })
        .collect();
    let participant = Participant {
        id: ParticipantId(1),
        name: PersonName::Introduced(by.name),
        role: None,
        also: Vec::new(),
        span: Some(by.span),
    };
    Attributed { participants: vec![participant], found, seen, boundaries: Vec::new() }
}

/// Whether a line is a day and nothing else: `3 July 2014`, 2014年7月3日, 二〇一四年七月三日.
fn is_day(text: &str) -> bool {
    const LONGEST: usize = 40;
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let in_words =
        text.ends_with('日') && text.chars().all(|c| "〇○零一二三四五六七八九十年月日".contains(c));
    text.len() <= LONGEST
        && (digits >= 4 || in_words)
        && !text.contains(['.', '?', '!', '。', '？', '！', '，'])
}

/// Whether a paragraph is for the chain to tell.
pub(super) fn may_speak(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Speech | ParagraphKind::MaybeHeading(_))
}

/// What a paragraph is by its form; prose or narration where its form says speech.
fn kind_of(paragraph: &Paragraph, otherwise: ParatextKind) -> ParatextKind {
    match paragraph.kind {
        ParagraphKind::Paratext(kind) => kind,
        ParagraphKind::Speech
        | ParagraphKind::MaybeTurn
        | ParagraphKind::OtherTurn
        | ParagraphKind::Heading(_)
        | ParagraphKind::MaybeHeading(_)
        | ParagraphKind::Direction => otherwise,
    }
}
