//! What has to be known of the whole transcript before the first line is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Attribution, Block, BlockId, ParatextKind, Transcript, Turn};
use crate::parallel;

use super::activity;
use super::names::Language;
use super::time::{self, Stamp};

/// A transcript, and what follows from all of it.
pub(super) struct Facts<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) language: Language<'a>,
    pub(super) tally: Tally,
    /// What the people do, as far as the text tells.
    pub(super) activity: Option<&'static str>,
    /// Whoever supplied speakers or decided on anything else, in order of appearance; `None` left no name.
    pub(super) people: Vec<Option<&'a str>>,
    /// The turns that answer a turn.
    pub(super) answers: BTreeMap<BlockId, Vec<BlockId>>,
    pub(super) stamps: BTreeSet<Stamp>,
    /// Turns of which the end is before the start.
    pub(super) backward: Vec<BlockId>,
}

/// How many there are.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) turns: u64,
    /// Segments of turns and of prose.
    pub(super) paragraphs: u64,
    pub(super) labelled: u64,
    pub(super) inferred: u64,
    pub(super) supplied: u64,
    /// Turns of unknown speakers; they are among the inferred or supplied ones too.
    pub(super) unknown: u64,
    /// Turns with a function.
    pub(super) functions: u64,
    /// Turns that answer another.
    pub(super) answers: u64,
}

impl<'a> Facts<'a> {
    /// Gathers them.
    pub(super) fn of(transcript: &'a Transcript) -> Self {
        let mut facts = Self {
            transcript,
            language: Language::of(transcript.metadata.language.as_deref()),
            tally: Tally::default(),
            activity: activity::of(transcript),
            people: Vec::new(),
            answers: BTreeMap::new(),
            stamps: time::stamps(transcript),
            backward: Vec::new(),
        };
        for block in &transcript.body {
            match block {
                Block::Turn(turn) => facts.add(turn),
                Block::Paratext(paratext) if paratext.kind == ParatextKind::Prose => {
                    facts.tally.paragraphs += paratext.segments.len() as u64;
                }
                Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => {}
            }
        }
        if let Some(revision) = &transcript.process.corrections {
            add_person(&mut facts.people, revision.by.as_deref());
        }
        facts
    }

    /// Whether the body is written in parts, two at the same time.
    pub(super) fn is_large(&self) -> bool {
        self.transcript.source.bytes >= parallel::WORTH_IT as u64
    }

    /// About how many bytes each part takes, with its tags, where the body is written in parts. (A source
    /// may say any length of itself.)
    pub(super) fn room(&self) -> usize {
        const MOST: u64 = 1 << 24;
        let bytes = self.transcript.source.bytes.min(MOST);
        (bytes + bytes / 2) as usize / parallel::SHARES
    }

    fn add(&mut self, turn: &'a Turn) {
        let tally = &mut self.tally;
        tally.turns += 1;
        tally.paragraphs += turn.segments.len() as u64;
        tally.unknown += u64::from(turn.speakers.is_empty());
        tally.functions += u64::from(turn.function.is_some());
        match &turn.attribution {
            Attribution::Labelled { .. } => tally.labelled += 1,
            Attribution::Inferred { .. } => tally.inferred += 1,
            Attribution::Supplied { by } => {
                tally.supplied += 1;
                add_person(&mut self.people, by.as_deref());
            }
        }
        if let Some(question) = turn.answers {
            tally.answers += 1;
            self.answers.entry(question).or_default().push(turn.id);
        }
        if time::ends_before_it_begins(turn) {
            self.backward.push(turn.id);
        }
    }

    /// The id of the `respStmt` of whoever supplied a speaker.
    pub(super) fn person(&self, by: Option<&str>) -> String {
        let place = self.people.iter().position(|known| *known == by);
        format!("resp.person{}", place.unwrap_or_default() + 1)
    }

    /// The turns that a turn belongs together with: what it answers, and what answers it.
    pub(super) fn partners(&self, turn: &Turn) -> Vec<BlockId> {
        let mut partners: Vec<BlockId> = turn.answers.into_iter().collect();
        partners.extend(self.answers.get(&turn.id).into_iter().flatten());
        partners
    }
}

fn add_person<'a>(people: &mut Vec<Option<&'a str>>, by: Option<&'a str>) {
    if !people.contains(&by) {
        people.push(by);
    }
}
