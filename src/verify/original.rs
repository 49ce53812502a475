//! The source of an output: its text, and a fresh reading of it.

use crate::convert::{self, ReadOptions, ReadOutcome};
use crate::error::Error;
use crate::model::{Block, Segment, Span, Transcript};

/// The source of an output.
#[derive(Debug)]
pub struct Original {
    name: String,
    transcript: Transcript,
    text: Text,
}

/// What an output has to hold.
#[derive(Debug)]
enum Text {
    /// The decoded source itself: every character of it is text.
    Whole(String),
    /// What the reader took from a source with mark-up, with the place of each piece.
    Taken { text: String, places: Vec<(usize, Span)> },
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
        let text = match read.plain {
            Some(text) => Text::Whole(text),
            None => taken(&read.transcript),
        };
        Self { name: name.to_owned(), transcript: read.transcript, text }
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
        match &self.text {
            Text::Whole(text) | Text::Taken { text, .. } => text,
        }
    }

    /// Line and column of an offset in the text, in words.
    pub(super) fn place_of(&self, offset: usize) -> String {
        match &self.text {
            Text::Whole(text) => {
                let before = text.get(..offset).unwrap_or(text);
                let line = before.matches('\n').count() + 1;
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let column = before.get(start..).unwrap_or_default().chars().count() + 1;
                format!("line {line}, column {column}")
            }
            Text::Taken { places, .. } => {
                let after = places.partition_point(|(from, _)| *from <= offset);
                let place = after.checked_sub(1).and_then(|at| places.get(at));
                place.map_or("its start".to_owned(), |(_, span)| format!("line {}", span.lines.0))
            }
        }
    }
}

/// The text of a transcript: a label and the paragraph after it are one piece, paragraphs stand
/// on lines of their own.
fn taken(transcript: &Transcript) -> Text {
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
    Text::Taken { text, places }
}
