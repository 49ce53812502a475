//! JSON lines: one object a line, flat, for data tools.
//!
//! A line says all that a table needs: the document, the speaker by name, the words. What stands among
//! the words and nobody says is set apart (`said`). The model in full is in the JSON.

mod said;

use std::io;

use serde::Serialize;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::{Format, Medium};
use crate::model::{
    Block, BlockId, Confidence, Function, ParatextKind, ParticipantId, Role, Segment, Transcript,
    Turn,
};

use said::{Aside, Said};

use super::{WriteOptions, Writer};

/// What stands on a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum JsonLines {
    /// A block: a turn, a heading, a direction, a piece of paratext.
    #[default]
    Turn,
    /// A segment of a block: a paragraph.
    Segment,
}

/// Writer of JSON lines.
pub(super) struct JsonLinesWriter;

static FORMAT: Format = Format {
    name: "jsonl",
    aliases: &["json-lines", "ndjson"],
    extensions: &["jsonl", "ndjson"],
    media_type: "application/jsonl",
    medium: Medium::Text,
    summary: "JSON lines, a turn each, for data tools",
};

impl Writer for JsonLinesWriter {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn write(
        &self,
        transcript: &Transcript,
        options: &WriteOptions,
        _: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        for block in &transcript.body {
            match options.json_lines {
                JsonLines::Turn => line(&mut out, transcript, block, block.segments(), None)?,
                JsonLines::Segment => {
                    for segment in block.segments() {
                        let id = segment.id.to_string();
                        line(&mut out, transcript, block, std::slice::from_ref(segment), Some(id))?;
                    }
                }
            }
        }
        Ok(out)
    }
}

/// A line. Every key stands on every line, so that a table has the same columns throughout.
#[derive(Serialize)]
struct Line<'a> {
    /// SHA-256 of the source: the same words in two files are two documents.
    document: &'a str,
    source: &'a str,
    title: Option<&'a str>,
    language: Option<&'a str>,
    id: BlockId,
    segment: Option<String>,
    r#type: &'a str,
    kind: Option<&'a str>,
    speakers: &'a [ParticipantId],
    speaker: Option<String>,
    role: Option<&'a str>,
    basis: Option<&'a str>,
    confidence: Option<Confidence>,
    function: Option<&'a str>,
    answers: Option<BlockId>,
    label: Option<&'a str>,
    start: Option<u64>,
    end: Option<u64>,
    first_line: Option<u32>,
    last_line: Option<u32>,
    text: String,
    /// What was left out of the words: what happens, times, line numbers.
    asides: Vec<Aside>,
}

fn line(
    out: &mut Vec<u8>,
    transcript: &Transcript,
    block: &Block,
    segments: &[Segment],
    segment: Option<String>,
) -> Result<(), Error> {
    let (r#type, kind, turn) = match block {
        Block::Turn(turn) => ("turn", None, Some(turn)),
        Block::Heading(_) => ("heading", None, None),
        Block::Direction(_) => ("direction", None, None),
        Block::Paratext(paratext) => ("paratext", Some(paratext.kind), None),
    };
    let lines = |of: fn(&Segment) -> u32, segment: Option<&Segment>| {
        segment.map(of).filter(|line| *line > 0)
    };
    let said = Said::of(block, segments);
    let line = Line {
        document: &transcript.source.sha256,
        source: &transcript.source.name,
        title: transcript.metadata.title.as_deref(),
        language: transcript.metadata.language.as_deref(),
        id: block.id(),
        segment,
        r#type,
        kind: kind.map(ParatextKind::as_str),
        speakers: turn.map(|turn| turn.speakers.as_slice()).unwrap_or_default(),
        speaker: turn.and_then(|turn| names(transcript, turn)),
        role: turn.and_then(|turn| role(transcript, turn)).map(Role::as_str),
        basis: turn.map(|turn| turn.attribution.basis()),
        confidence: turn.map(|turn| turn.attribution.confidence()),
        function: turn.and_then(|turn| turn.function).map(Function::as_str),
        answers: turn.and_then(|turn| turn.answers),
        label: turn.and_then(|turn| turn.label.as_ref()).map(|label| label.text.as_str()),
        start: turn.and_then(|turn| turn.time).map(|time| time.start),
        end: turn.and_then(|turn| turn.time).and_then(|time| time.end),
        first_line: lines(|segment| segment.span.lines.0, segments.first()),
        last_line: lines(|segment| segment.span.lines.1, segments.last()),
        text: said.text,
        asides: said.asides,
    };
    serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
    out.push(b'\n');
    Ok(())
}

/// The names of the speakers; who has none goes by the id. `None`: nobody is known.
fn names(transcript: &Transcript, turn: &Turn) -> Option<String> {
    let name = |id: &ParticipantId| match transcript.participant(*id).and_then(|p| p.name.as_str())
    {
        Some(name) => name.to_owned(),
        None => id.to_string(),
    };
    let names: Vec<String> = turn.speakers.iter().map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The part of the speakers, when they all have the same.
fn role(transcript: &Transcript, turn: &Turn) -> Option<Role> {
    let mut roles = turn.speakers.iter().map(|id| transcript.participant(*id)?.role);
    let first = roles.next().flatten()?;
    roles.all(|role| role == Some(first)).then_some(first)
}
