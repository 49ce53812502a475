//! From paragraphs to turns: who speaks, how sure that is, and why.
//!
//! A source that labels its speakers is taken at its word (`labelled`). In any other the rules
//! of evidence (`rules`, data) fire on each paragraph (`features`), and a chain over all
//! paragraphs (`chain`) finds the most probable reading (`inferred`), unless the text is no
//! conversation (`dialogue`). Both ways end in the same blocks (`turns`, `functions`).

mod address;
mod chain;
mod dialogue;
mod features;
pub mod fit;
mod functions;
mod inferred;
mod labelled;
mod language;
mod names;
mod people;
mod rules;
mod turns;
mod unlabelled;

use std::collections::BTreeMap;

use crate::columns::columns;
use crate::diagnostic::Diagnostics;
use crate::model::{
    Block, Draft, Function, Paragraph, ParagraphKind, Participant, ParticipantId, Process, Role,
    SchemaVersion, Transcript, Turn, plain_text,
};

pub use rules::VERSION as RULES;

use features::{Seen, Spoken};
use functions::TurnFacts;
use rules::RuleSet;
use turns::{Found, Numbers, RawBlock};

/// Makes a transcript of a draft. `reader` is the name of the reader that made the draft.
pub fn attribute(mut draft: Draft, reader: &str, diagnostics: &mut Diagnostics) -> Transcript {
    if draft.metadata.language.is_none() {
        let texts: Vec<String> =
            draft.paragraphs.iter().take(200).map(|p| plain_text(&p.content)).collect();
        draft.metadata.language = language::detect(texts.iter().map(String::as_str));
    }
    let rules = RuleSet::of(draft.metadata.language.as_deref());
    let mut attributed = if draft.is_labelled() {
        labelled::attribute(rules, &draft.paragraphs)
    } else {
        unlabelled::attribute(rules, &draft.paragraphs, diagnostics)
    };
    let body = assemble(rules, draft.paragraphs, &mut attributed);
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
            rules: Some(rules::VERSION.to_owned()),
            options: BTreeMap::new(),
        },
    }
}

/// What the two ways of attribution have in common.
struct Attributed {
    participants: Vec<Participant>,
    /// What each paragraph is.
    found: Vec<Found>,
    /// What was seen of each paragraph; nothing of those that are no speech.
    seen: Vec<Seen>,
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
    texts: &'a [String],
    may_speak: impl Fn(&Paragraph) -> bool,
) -> (Vec<usize>, Vec<Spoken<'a>>) {
    let (mut indices, mut spoken) = (Vec::new(), Vec::new());
    let mut after_break = false;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if may_speak(paragraph) {
            indices.push(i);
            spoken.push(Spoken {
                text: &texts[i],
                width: columns(&texts[i]),
                after_break,
                heading_form: matches!(paragraph.kind, ParagraphKind::MaybeHeading(_)),
            });
        }
        after_break = !may_speak(paragraph);
    }
    (indices, spoken)
}

/// The blocks of the body, numbered, with functions and links.
fn assemble(
    rules: &RuleSet,
    paragraphs: Vec<Paragraph>,
    attributed: &mut Attributed,
) -> Vec<Block> {
    let raw = turns::group(paragraphs, std::mem::take(&mut attributed.found));
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
                let speakers = attributed.id(raw.beginning.speaker).into_iter().collect();
                let mut turn: Turn = numbers.turn(raw, speakers);
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
