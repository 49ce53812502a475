//! A transcript that names its speakers already, taken apart so that a person's decisions can be
//! put over it, and put together again. What nobody decided on stays as it was.

use std::collections::BTreeMap;

use crate::correct::Decisions;
use crate::diagnostic::Diagnostics;
use crate::model::{
    Attribution, Block, Confidence, Paragraph, ParagraphKind, ParatextKind, Segment, SpokenLabel,
    Transcript, Turn,
};

use super::rules::RuleSet;
use super::turns::{Beginning, Found, Later};
use super::{Attributed, assemble, labelled, supplied};

/// A transcript as paragraphs.
pub struct Apart {
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    found: Vec<Found>,
    /// The turns as they were.
    turns: Vec<Turn>,
    /// Everything else.
    rest: Transcript,
}

impl Apart {
    /// Takes a transcript apart.
    pub fn of(mut transcript: Transcript) -> Self {
        let body = std::mem::take(&mut transcript.body);
        let mut apart =
            Self { paragraphs: Vec::new(), found: Vec::new(), turns: Vec::new(), rest: transcript };
        for block in body {
            match block {
                Block::Turn(turn) => apart.turn(turn),
                Block::Heading(heading) => {
                    apart.aside(heading.segments, ParagraphKind::Heading(heading.level));
                }
                Block::Direction(direction) => {
                    apart.aside(direction.segments, ParagraphKind::Direction);
                }
                Block::Paratext(paratext) => {
                    apart.aside(paratext.segments, ParagraphKind::Paratext(paratext.kind));
                }
            }
        }
        apart
    }

    fn aside(&mut self, segments: Vec<Segment>, kind: ParagraphKind) {
        let otherwise = match kind {
            ParagraphKind::Paratext(kind) => kind,
            _ => ParatextKind::Narration,
        };
        for segment in segments {
            let (content, span) = (segment.content, segment.span);
            self.paragraphs.push(Paragraph { kind, label: None, content, span });
            self.found.push(Found::NotSpeech(otherwise));
        }
    }

    fn turn(&mut self, turn: Turn) {
        for (i, segment) in turn.segments.iter().enumerate() {
            let label = turn.label.as_ref().filter(|_| i == 0).map(|label| {
                Box::new(SpokenLabel {
                    label: label.clone(),
                    name: label.text.clone(),
                    with: Vec::new(),
                    full: None,
                    rule: "label.kept",
                    time: turn.time,
                })
            });
            let (content, span) = (segment.content.clone(), segment.span);
            self.paragraphs.push(Paragraph { kind: ParagraphKind::Speech, label, content, span });
            self.found.push(match i {
                0 => self.beginning(&turn),
                _ => Found::GoesOn,
            });
        }
        self.turns.push(turn);
    }

    fn beginning(&self, turn: &Turn) -> Found {
        let speaker = match turn.speakers.as_slice() {
            [only] => self.rest.participants.iter().position(|p| p.id == *only),
            // Of several together none is the one; `restore` names them all again.
            _ => None,
        };
        let beginning = Beginning {
            speaker,
            with: Vec::new(),
            label: turn.label.clone(),
            time: turn.time,
            attribution: turn.attribution.clone(),
        };
        let later = match &turn.attribution {
            Attribution::Labelled { .. } => labelled::resumption(),
            Attribution::Inferred { .. } | Attribution::Supplied { .. } => turn.attribution.clone(),
        };
        Found::Begins(Box::new(beginning), Later::known(later))
    }

    /// Puts it together again, with these decisions over it.
    pub fn put_together(self, decisions: &Decisions, diagnostics: &mut Diagnostics) -> Transcript {
        let Self { paragraphs, found, turns, rest: mut transcript } = self;
        let found = found.into_iter().zip(&paragraphs).map(as_decided).collect();
        let rules = RuleSet::of(transcript.metadata.language.as_deref());
        let seen = labelled::look(rules, &paragraphs);
        let participants = std::mem::take(&mut transcript.participants);
        let mut attributed = Attributed { participants, found, seen, boundaries: Vec::new() };
        let expanded = supplied::expand(&decisions.paragraphs, &attributed.found);
        supplied::overlay(decisions, &expanded, &paragraphs, &mut attributed, diagnostics);
        transcript.body = assemble(rules, paragraphs, &mut attributed, Confidence::ZERO);
        transcript.participants = attributed.participants;
        restore(&mut transcript.body, &turns);
        transcript
    }
}

/// What a person said of a paragraph goes before what it was.
fn as_decided((found, paragraph): (Found, &Paragraph)) -> Found {
    match paragraph.kind {
        ParagraphKind::Speech | ParagraphKind::MaybeTurn | ParagraphKind::OtherTurn => found,
        ParagraphKind::Paratext(kind) => Found::NotSpeech(kind),
        ParagraphKind::Heading(_) | ParagraphKind::MaybeHeading(_) | ParagraphKind::Direction => {
            Found::NotSpeech(ParatextKind::Narration)
        }
    }
}

/// Gives back to each turn that nobody decided on what was known of it.
fn restore(body: &mut [Block], turns: &[Turn]) {
    let start = |turn: &Turn| match (&turn.label, turn.segments.first()) {
        (Some(label), _) => Some(label.span.bytes.0),
        (None, first) => first.map(|segment| segment.span.bytes.0),
    };
    let mut old = turns.iter().peekable();
    // The turns that are there again, by their old number.
    let mut kept = BTreeMap::new();
    for block in body {
        let Block::Turn(turn) = block else {
            continue;
        };
        while old.next_if(|was| start(was) < start(turn)).is_some() {}
        let Some(was) = old.peek().filter(|was| start(was) == start(turn)) else {
            continue;
        };
        kept.insert(was.id, turn.id);
        let is_same = was.attribution.basis() == turn.attribution.basis()
            && (was.speakers == turn.speakers || was.speakers.len() > 1);
        if !is_same {
            continue;
        }
        turn.speakers.clone_from(&was.speakers);
        turn.addressee = was.addressee;
        turn.function = was.function;
        turn.time = was.time;
        if turn.segments.len() == was.segments.len() {
            keep_near(turn, was);
        }
        turn.answers = was.answers.and_then(|id| kept.get(&id).copied());
    }
}

/// Numbers anew where another turn nearly began.
fn keep_near(turn: &mut Turn, was: &Turn) {
    let block = turn.id;
    if let Attribution::Inferred { near, .. } = &mut turn.attribution {
        *near = was.attribution.near().to_vec();
        for near in near {
            near.segment.block = block;
        }
    }
}
