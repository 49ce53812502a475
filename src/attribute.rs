//! From paragraphs to turns: who speaks, how sure that is, and why.
//!
//! A source that labels its speakers is taken at its word (`labelled`). In any other the rules
//! of evidence (`rules`, data) fire on each paragraph (`features`), and a chain over all
//! paragraphs (`chain`) finds the most probable reading (`inferred`), unless the text is no
//! conversation (`dialogue`). Both ways end in the same blocks (`turns`, `functions`).

mod address;
mod apart;
mod calibration;
mod cast;
mod chain;
mod dialogue;
mod emphasis;
mod features;
pub mod fit;
mod functions;
mod genres;
mod habits;
mod inferred;
mod introductions;
mod labelled;
mod language;
mod mentions;
mod names;
mod people;
mod questions;
mod rules;
mod settle;
mod several;
mod supplied;
mod told;
mod turns;
mod unlabelled;
mod verse;
mod vocabulary;
mod voice;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::columns::columns;
use crate::correct::Decisions;
use crate::diagnostic::Diagnostics;
use crate::model::{
    Attribution, Block, Confidence, Draft, Function, Inline, NearBoundary, Paragraph,
    ParagraphKind, Participant, ParticipantId, Process, Role, SchemaVersion, SegmentId, Transcript,
    Turn, plain_text,
};

pub use rules::VERSION as RULES;

use features::{Seen, Spoken};
use functions::TurnFacts;
use rules::RuleSet;
use turns::{Found, Numbers, Raw, RawBlock};

pub use apart::Apart;
pub use rules::Rules;
pub use settle::{MIN_CONFIDENCE, report_doubts, settle};

/// What the user says of how to attribute.
#[derive(Debug, Clone)]
pub struct Guidance {
    /// Speakers who are less probable than this are not named.
    pub min_confidence: Confidence,
    /// What a person decided.
    pub decisions: Decisions,
    /// Rules over those of the program.
    pub rules: Option<Arc<Rules>>,
    /// See [`ReadOptions::all_speech`](crate::convert::ReadOptions::all_speech).
    pub all_speech: bool,
}

impl Default for Guidance {
    fn default() -> Self {
        Self {
            min_confidence: MIN_CONFIDENCE,
            decisions: Decisions::default(),
            rules: None,
            all_speech: false,
        }
    }
}

/// Makes a transcript of a draft. `reader` is the name of the reader that made the draft.
pub fn attribute(draft: Draft, reader: &str, diagnostics: &mut Diagnostics) -> Transcript {
    attribute_with(draft, reader, &Guidance::default(), diagnostics)
}

/// Gets the rules ready that a text in this language wants; [`attribute`] does it otherwise. For
/// a large document it can be done while the document is decoded and read.
pub(crate) fn make_ready(text: &str) {
    let language = language::detect(text.lines().take(200));
    RuleSet::of(language.as_deref());
    genres::make_ready();
    told::make_ready();
}

/// Makes a transcript of a draft, guided by the user.
pub fn attribute_with(
    mut draft: Draft,
    reader: &str,
    guidance: &Guidance,
    diagnostics: &mut Diagnostics,
) -> Transcript {
    if draft.metadata.language.is_none() {
        let texts: Vec<Cow<'_, str>> =
            draft.paragraphs.iter().take(200).map(|p| plain_text(&p.content)).collect();
        let found = language::detect(texts.iter().map(AsRef::as_ref));
        draft.metadata.language = found;
    }
    let language = draft.metadata.language.as_deref();
    let own = guidance.rules.as_ref().map(|rules| (rules.set(language), rules.version()));
    let (rules, version) = match &own {
        Some((set, version)) => (set, *version),
        None => (RuleSet::of(language), rules::VERSION),
    };
    let mut attributed = decided(rules, &draft, guidance, diagnostics);
    let body = assemble(rules, draft.paragraphs, &mut attributed, guidance.min_confidence);
    Transcript {
        schema: SchemaVersion::CURRENT,
        metadata: draft.metadata,
        participants: attributed.participants,
        body,
        source: draft.source,
        process: Process {
            program: "transcripta".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            reader: reader.to_owned(),
            rules: Some(version.to_owned()),
            options: BTreeMap::new(),
            corrections: None,
        },
    }
}

/// Finds who speaks, and puts over it what a person decided.
fn decided(
    rules: &RuleSet,
    draft: &Draft,
    guidance: &Guidance,
    diagnostics: &mut Diagnostics,
) -> Attributed {
    let Guidance { decisions, all_speech, .. } = guidance;
    let paragraphs = &draft.paragraphs;
    let undecided = unlabelled::Known {
        clamps: &|_| Vec::new(),
        is_dialogue: *all_speech,
        all_speech: *all_speech,
    };
    if decisions.is_empty() {
        return found(rules, draft, &undecided, diagnostics);
    }
    // How far a decision reaches is told by the turns that are found without it; what is found
    // with it is the reading.
    let first = found(rules, draft, &undecided, &mut Diagnostics::default());
    let expanded = supplied::expand(&decisions.paragraphs, &first.found);
    let known = unlabelled::Known {
        clamps: &|indices| supplied::clamps(decisions, &expanded, indices, &first.participants),
        is_dialogue: *all_speech || supplied::name_two(&expanded),
        all_speech: *all_speech,
    };
    let mut attributed = found(rules, draft, &known, diagnostics);
    supplied::apply(decisions, &expanded, paragraphs, &mut attributed, diagnostics);
    attributed
}

fn found(
    rules: &RuleSet,
    draft: &Draft,
    known: &unlabelled::Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Attributed {
    if draft.is_labelled() {
        labelled::attribute(rules, &draft.paragraphs, diagnostics)
    } else {
        unlabelled::attribute(rules, &draft.paragraphs, known, diagnostics)
    }
}

/// What the two ways of attribution have in common.
struct Attributed {
    participants: Vec<Participant>,
    /// What each paragraph is.
    found: Vec<Found>,
    /// What was seen of each paragraph; nothing of those that are no speech.
    seen: Vec<Seen>,
    /// Probability that a turn begins at each paragraph; empty where nobody asked.
    boundaries: Vec<Confidence>,
}

impl Attributed {
    fn role(&self, index: Option<usize>) -> Option<Role> {
        index.and_then(|i| self.participants.get(i)).and_then(|p| p.role)
    }

    fn id(&self, index: Option<usize>) -> Option<ParticipantId> {
        index.and_then(|i| self.participants.get(i)).map(|p| p.id)
    }
}

/// The paragraphs that may be speech, with their index among all, as the features want them.
fn spoken<'a>(
    paragraphs: &[Paragraph],
    texts: &'a [Cow<'_, str>],
    may_speak: impl Fn(&Paragraph) -> bool,
) -> (Vec<usize>, Vec<Spoken<'a>>) {
    let count = paragraphs.len();
    let (mut indices, mut spoken) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut after_break = false;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if may_speak(paragraph) {
            indices.push(i);
            let text = emphasis::inside(after_time(paragraph, &texts[i]));
            spoken.push(Spoken {
                text,
                width: columns(text),
                after_break,
                heading_form: matches!(paragraph.kind, ParagraphKind::MaybeHeading(_)),
            });
        }
        after_break = !may_speak(paragraph);
    }
    (indices, spoken)
}

/// The words behind the time that a paragraph begins with: a time is nothing that anybody says.
fn after_time<'a>(paragraph: &Paragraph, text: &'a str) -> &'a str {
    let Some(at) =
        paragraph.content.iter().position(|piece| matches!(piece, Inline::TimeMark { .. }))
    else {
        return text;
    };
    let before = plain_text(&paragraph.content[..=at]).len();
    let leads = paragraph.content[..at].iter().all(|piece| piece.source_text().trim().is_empty());
    let rest = text.get(before..).unwrap_or_default().trim_start();
    if leads && !rest.is_empty() { rest } else { text }
}

/// The blocks of the body, numbered, with functions and links.
fn assemble(
    rules: &RuleSet,
    paragraphs: Vec<Paragraph>,
    attributed: &mut Attributed,
    least: Confidence,
) -> Vec<Block> {
    let mut raw = turns::group(paragraphs, std::mem::take(&mut attributed.found));
    for block in &mut raw {
        if let RawBlock::Turn(turn) = block {
            settle::settle_raw(turn, least, |i| attributed.id(Some(i)));
        }
    }
    let facts: Vec<TurnFacts<'_>> = raw
        .iter()
        .filter_map(|block| match block {
            RawBlock::Turn(turn) => Some(TurnFacts {
                role: attributed.role(turn.beginning.speaker),
                speaker: turn.beginning.speaker,
                seen: turn.paragraphs.iter().filter_map(|(i, _)| attributed.seen.get(*i)).collect(),
            }),
            RawBlock::Other(..) => None,
        })
        .collect();
    let mut functions = functions::functions(rules, &facts).into_iter();
    let (mut body, mut numbers) = (Vec::with_capacity(raw.len()), Numbers::default());
    let mut turn_ids = Vec::new();
    for block in raw {
        match block {
            RawBlock::Other(paragraph, kind) => numbers.push_other(&mut body, paragraph, kind),
            RawBlock::Turn(raw) => {
                let together = raw.beginning.with.iter().map(|i| attributed.id(Some(*i)));
                let first = attributed.id(raw.beginning.speaker);
                let speakers = std::iter::once(first).chain(together).flatten().collect();
                let near = near(&raw, &attributed.boundaries);
                let mut turn: Turn = numbers.turn(raw, speakers);
                name_near(&mut turn, &near);
                turn_ids.push(turn.id);
                let (function, answers) = functions.next().unwrap_or((Function::Statement, None));
                turn.function = Some(function);
                turn.answers = answers.and_then(|i| turn_ids.get(i).copied());
                body.push(Block::Turn(turn));
            }
        }
    }
    body
}

/// A boundary that is less probable than this was not nearly placed.
const NEAR: f64 = 0.1;

/// Where inside a turn another one nearly began: the number of the segment, and how probable.
fn near(raw: &Raw, boundaries: &[Confidence]) -> Vec<(u32, Confidence)> {
    let filled = raw.paragraphs.iter().filter(|(_, p)| !p.content.is_empty());
    (1..)
        .zip(filled)
        .skip(1)
        .filter_map(|(number, (i, _))| Some((number, *boundaries.get(*i)?)))
        .filter(|(_, boundary)| *boundary >= Confidence::from_probability(NEAR))
        .collect()
}

fn name_near(turn: &mut Turn, found: &[(u32, Confidence)]) {
    if let Attribution::Inferred { near, .. } = &mut turn.attribution {
        *near = found
            .iter()
            .map(|&(number, boundary)| NearBoundary {
                segment: SegmentId { block: turn.id, number },
                boundary,
            })
            .collect();
    }
}
