//! What was read back of an output: its text in order, and where each piece of it stands.

use std::collections::BTreeMap;
use std::ops::Range;

/// An output, read back.
#[derive(Debug, Default)]
pub struct ReadBack {
    /// What it says of its source and of how that was read.
    pub recorded: Recorded,
    /// Who speaks in it, when it lists them.
    pub(super) people: Option<Vec<Person>>,
    /// Its turns, in order.
    pub(super) turns: Vec<Spoken>,
    /// How it keeps white space.
    pub(super) blanks: Blanks,
    /// What could not be looked at.
    pub(super) unchecked: Vec<String>,
    /// Text of the source, as far as it goes.
    text: String,
    pub(super) chunks: Vec<Chunk>,
    /// From where in the text on a place holds.
    places: Vec<(usize, Place)>,
    /// Where the lines of the output begin, for places in it.
    lines: Vec<usize>,
}

/// What an output says of its source and of how that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded {
    /// SHA-256 of the source.
    pub sha256: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
    /// Encoding of the source.
    pub encoding: Option<String>,
    /// Version of the rules of attribution.
    pub rules: Option<String>,
    /// Options that changed the result.
    pub options: BTreeMap<String, String>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: Option<String>,
}

/// A turn.
#[derive(Debug)]
pub(super) struct Spoken {
    /// Its id, when the output has ids.
    pub(super) id: Option<String>,
    pub(super) speakers: Said,
    /// The name that stands beside a label of the source: whom a person put in its place.
    pub(super) beside: Option<String>,
    /// How the speaker is known, when the output says it.
    pub(super) basis: Option<String>,
    /// Its first chunk, the label included.
    pub(super) first: usize,
    /// The chunk after its last one, when the output shows where a turn ends.
    pub(super) end: Option<usize>,
    pub(super) place: Place,
}

/// How an output says who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// By ids of people.
    Ids(Vec<String>),
    /// By a name that is not in the source.
    Shown(String),
    /// In bold or on a line of its own, which the first chunk holds: a label of the source or a name of ours.
    Bold,
    /// By nothing but the label, if there is one.
    Nothing,
}

/// A stretch of text that was one piece in the source: white space within it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) range: Range<usize>,
    pub(super) role: Role,
    /// What it stands for, when that is not what it says.
    pub(super) stands_for: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Label,
    Paragraph,
    Heading,
    /// Not of the source.
    Ours,
}

/// How a format keeps white space.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Blanks {
    /// All of it within paragraphs, and at their ends too.
    #[default]
    Kept,
    /// The same, but labels and headings are trimmed and on one line. NUL is written as U+2400.
    Markdown,
    /// All of it, but labels are trimmed and on one line.
    Turns,
    /// Set in lines: none at the ends of paragraphs, a wrap is a blank or nothing, a tab a blank.
    Set,
}

/// Where something stands in an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In a text file, by offset.
    Offset(usize),
    /// In JSON (RFC 6901).
    Pointer(String),
    /// In a PDF, by number from 1.
    Page(u32),
    /// Nowhere in particular.
    Output,
}

impl ReadBack {
    /// That keeps white space so.
    pub(super) fn of_blanks(blanks: Blanks) -> Self {
        Self { blanks, ..Self::default() }
    }

    /// With places by line in this text.
    pub(super) fn of_text(output: &str, blanks: Blanks) -> Self {
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', output.as_bytes()).map(|at| at + 1));
        Self { lines, blanks, ..Self::default() }
    }

    /// Begins a chunk.
    pub(super) fn begin(&mut self, role: Role) {
        let at = self.text.len();
        self.chunks.push(Chunk { range: at..at, role, stands_for: None });
    }

    /// Adds text that stands at a place to the last chunk.
    pub(super) fn push(&mut self, text: &str, place: Place) {
        if self.chunks.is_empty() {
            self.begin(Role::Paragraph);
        }
        if !text.is_empty() {
            self.places.push((self.text.len(), place));
            self.text.push_str(text);
        }
        if let Some(last) = self.chunks.last_mut() {
            last.range.end = self.text.len();
        }
    }

    /// Ends the last turn here, if it goes on.
    pub(super) fn end_turn(&mut self) {
        let here = self.chunks.len();
        if let Some(last) = self.turns.last_mut() {
            last.end.get_or_insert(here);
        }
    }

    /// What a chunk says.
    pub(super) fn said(&self, chunk: &Chunk) -> &str {
        self.text.get(chunk.range.clone()).unwrap_or_default()
    }

    /// What a chunk says of the source.
    pub(super) fn source_text<'a>(&'a self, chunk: &'a Chunk) -> &'a str {
        match (chunk.role, &chunk.stands_for) {
            (Role::Ours, _) => "",
            (_, Some(text)) => text,
            (_, None) => self.said(chunk),
        }
    }

    /// All of the text, what is ours included.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A place, in words.
    pub(super) fn describe(&self, place: &Place) -> String {
        match place {
            Place::Offset(offset) => {
                format!("line {}", self.lines.partition_point(|start| start <= offset).max(1))
            }
            Place::Pointer(pointer) => pointer.clone(),
            Place::Page(page) => format!("page {page}"),
            Place::Output => "output".to_owned(),
        }
    }

    /// The place of an offset in the text, in words.
    pub(super) fn place_of(&self, offset: usize) -> String {
        let after = self.places.partition_point(|(from, _)| *from <= offset);
        match after.checked_sub(1).and_then(|at| self.places.get(at)) {
            // A piece of several lines: count those before the offset.
            Some((from, Place::Offset(place))) => {
                let before = self.text.get(*from..offset).unwrap_or_default();
                let line = self.lines.partition_point(|start| start <= place).max(1);
                format!("line {}", line + before.matches('\n').count())
            }
            Some((_, place)) => self.describe(place),
            None => self.describe(&Place::Output),
        }
    }
}
