//! The reading of the program, in the terms of a reference.

use std::collections::{BTreeMap, BTreeSet};

use transcripta::model::{Inline, PersonName, Role, Segment, Transcript, Turn};

/// A turn, by the lines of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TurnReading {
    /// Those with words, not blank.
    pub(super) lines: BTreeSet<u32>,
    pub(super) speaker: String,
    pub(super) role: Option<String>,
    pub(super) function: Option<String>,
    /// First line of the turn that it answers.
    pub(super) answers: Option<u32>,
    pub(super) label: Option<String>,
}

impl TurnReading {
    pub(super) fn first(&self) -> u32 {
        self.lines.first().copied().unwrap_or(0)
    }
}

/// A whole reading.
pub(super) struct Reading {
    pub(super) turns: Vec<TurnReading>,
}

impl Reading {
    pub(super) fn of(transcript: &Transcript) -> Self {
        let firsts: BTreeMap<String, u32> =
            transcript.turns().map(|turn| (turn.id.to_string(), first(&lines(turn)))).collect();
        let turns = transcript.turns().map(|turn| {
            let speaker = turn.speakers.first();
            let speaker = speaker.and_then(|id| transcript.participant(*id));
            TurnReading {
                lines: lines(turn),
                speaker: speaker.map_or("?".into(), |p| name(&p.name, p.role)),
                role: speaker.and_then(|p| p.role).map(|role| role.as_str().to_owned()),
                function: turn.function.map(|f| f.as_str().to_owned()),
                answers: turn.answers.map(|id| firsts[&id.to_string()]),
                label: turn.label.as_ref().map(|l| l.text.trim().to_owned()),
            }
        });
        Self { turns: turns.collect() }
    }
}

/// A host whom nobody names is the `Interviewer` of a reference.
fn name(name: &PersonName, role: Option<Role>) -> String {
    match (name.as_str(), role) {
        (Some(name), _) => name.to_owned(),
        (None, Some(Role::Host)) => "Interviewer".to_owned(),
        (None, _) => "?".to_owned(),
    }
}

fn first(lines: &BTreeSet<u32>) -> u32 {
    lines.first().copied().unwrap_or(0)
}

/// The lines of the label and of the words.
fn lines(turn: &Turn) -> BTreeSet<u32> {
    let label = turn.label.iter().map(|label| label.span.lines.0);
    label.chain(turn.segments.iter().flat_map(spoken)).collect()
}

/// The lines of a segment that have words: a direction, a time mark or a page number that has a
/// line of its own is no speech.
fn spoken(segment: &Segment) -> Vec<u32> {
    let mut line = segment.span.lines.0;
    let mut spoken = Vec::new();
    for inline in &segment.content {
        for (i, piece) in inline.source_text().split('\n').enumerate() {
            line += u32::from(i > 0);
            let words = match inline {
                Inline::Text { .. } => !piece.trim().is_empty(),
                Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. } => {
                    false
                }
            };
            if words {
                spoken.push(line);
            }
        }
    }
    spoken
}
