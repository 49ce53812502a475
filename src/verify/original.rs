//! The source of an output: its text, and a fresh reading of it.

use std::sync::OnceLock;

use crate::convert::{self, ReadOptions, ReadOutcome};
use crate::error::Error;
use crate::model::{Block, Segment, Span, Transcript};

/// The source of an output.
#[derive(Debug)]
pub struct Original {
    name: String,
    transcript: Transcript,
    /// The decoded source, where every character of it is text.
    plain: Option<String>,
    /// What the reader took of a source with mark-up; made when it is asked for.
    taken: OnceLock<Taken>,
}

/// What a reader took, with the place of each piece.
#[derive(Debug)]
struct Taken {
    text: String,
    places: Vec<(usize, Span)>,
}

impl Original {
    /// Reads the source called `name` (without folders).
    ///
    /// # Errors
    /// As [`convert::read`].
    pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Self, Error> {
        Ok(Self::of(name, convert::read(name, bytes, options)?))
    }

    /// Of a source that has just been read.
    pub fn of(name: &str, read: ReadOutcome) -> Self {
        Self {
            name: name.to_owned(),
            transcript: read.transcript,
            plain: read.plain,
            taken: OnceLock::new(),
        }
    }

    /// The fresh reading.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Name of the source.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What an output has to hold, in order.
    pub(super) fn text(&self) -> &str {
        match &self.plain {
            Some(text) => text,
            None => &self.taken().text,
        }
    }

    fn taken(&self) -> &Taken {
        self.taken.get_or_init(|| taken(&self.transcript))
    }

    /// Line and column of an offset in the text, in words.
    pub(super) fn place_of(&self, offset: usize) -> String {
        match &self.plain {
            Some(text) => {
                let before = text.get(..offset).unwrap_or(text);
                let line = before.matches('\n').count() + 1;
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let column = before.get(start..).unwrap_or_default().chars().count() + 1;
                format!("line {line}, column {column}")
            }
            None => {
                let places = &self.taken().places;
                let after = places.partition_point(|(from, _)| *from <= offset);
                let place = after.checked_sub(1).and_then(|at| places.get(at));
                place.map_or("its start".to_owned(), |(_, span)| format!("line {}", span.lines.0))
            }
        }
    }
}

/// The text of a transcript: a label and the paragraph after it are one piece, paragraphs stand
/// on lines of their own.
fn taken(transcript: &Transcript) -> Taken {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut push = |piece: &str, span: Span, ends: bool| {
        places.push((text.len(), span));
        text.push_str(piece);
        if ends {
            text.push('\n');
        }
    };
    for block in &transcript.body {
        if let Block::Turn(turn) = block
            && let Some(label) = &turn.label
        {
            push(&label.text, label.span, false);
        }
        for segment in block.segments() {
            push(&Segment::plain_text(segment), segment.span, true);
        }
    }
    Taken { text, places }
}
