//! The text of an output against the source, character for character.

use super::back::{Blanks, Chunk, ReadBack, Role};
use super::fault::{Character, Fault, TextDifference};
use super::original::Original;
use crate::write::glyphs;

/// Two texts that are the same.
pub(super) struct Compared {
    /// Characters, white space not counted.
    pub(super) characters: usize,
    /// How many of them stand before each chunk.
    pub(super) before: Vec<usize>,
}

/// The output was made of this source.
pub(super) fn source(back: &ReadBack, original: &Original) -> Result<(), Fault> {
    let actual = &original.transcript().source.sha256;
    match &back.recorded.sha256 {
        None => Err(Fault::NoHash),
        Some(recorded) if recorded == actual => Ok(()),
        Some(recorded) => Err(Fault::OtherSource {
            recorded: recorded.clone(),
            source_name: original.name().to_owned(),
            actual: actual.clone(),
        }),
    }
}

/// Compares all chunks with the source.
pub(super) fn text(back: &ReadBack, original: &Original) -> Result<Compared, Fault> {
    let mut walk = Walk { back, original, source: original.text(), at: 0, count: 0 };
    let mut before = Vec::with_capacity(back.chunks.len());
    let mut last = Edge::default();
    for chunk in &back.chunks {
        before.push(walk.count);
        if chunk.role != Role::Ours {
            last = walk.chunk(chunk, last)?;
        }
    }
    walk.end(last)?;
    before.push(walk.count);
    Ok(Compared { characters: walk.count, before })
}

/// How the text before a place ended.
#[derive(Debug, Clone, Copy, Default)]
struct Edge<'a> {
    /// Whether there is any.
    is_text: bool,
    /// Its last white space.
    blanks: &'a str,
    /// Whether white space at its end was kept.
    kept: bool,
    /// Whether a hyphen stands before it.
    hyphen: bool,
    /// Offset in the output's text.
    end: usize,
}

impl<'a> Edge<'a> {
    fn side(self) -> Side<'a> {
        let Self { blanks, kept, hyphen, .. } = self;
        Side { blanks, kept, hyphen }
    }
}

struct Walk<'a> {
    back: &'a ReadBack,
    original: &'a Original,
    source: &'a str,
    /// Offset in the source.
    at: usize,
    count: usize,
}

impl<'a> Walk<'a> {
    fn chunk(&mut self, chunk: &'a Chunk, last: Edge<'a>) -> Result<Edge<'a>, Fault> {
        let text = self.back.source_text(chunk);
        // What stands for something else has no places within.
        let offset =
            |at: usize| if chunk.stands_for.is_some() { 0 } else { at } + chunk.range.start;
        let kept = self.keeps_ends(chunk);
        let body = text.trim_start();
        if body.is_empty() {
            // Blanks alone: between two paragraphs, like blank lines.
            return Ok(last);
        }
        let lead = &text[..text.len() - body.len()];
        let here = self.at;
        let gap = self.take_blanks();
        let right = Side { blanks: lead, kept, hyphen: false };
        let left = last.side();
        let open = Open { left: last.is_text, right: true };
        if !between(gap, left, right, open, self.back.blanks) {
            return Err(self.differs_in_blanks(here, gap, offset(0), lead));
        }
        let mut rest = lead.len();
        let mut previous = '\0';
        let end = text.trim_end().len();
        while rest < end {
            let Some(found) = text[rest..].chars().next() else { break };
            if found.is_whitespace() {
                let start = (rest, self.at);
                let after = text[rest..].trim_start();
                let shown = &text[rest..text.len() - after.len()];
                let gap = self.take_blanks();
                let next = after.chars().next();
                if !self.within(chunk.role, gap, shown, (previous, next)) {
                    return Err(self.differs_in_blanks(start.1, gap, offset(start.0), shown));
                }
                rest += shown.len();
                continue;
            }
            let expected = self.source[self.at..].chars().next();
            match expected {
                Some(c) if c.is_whitespace() => {
                    let start = self.at;
                    let gap = self.take_blanks();
                    if !self.within(chunk.role, gap, "", (previous, Some(found))) {
                        return Err(self.differs(start, offset(rest)));
                    }
                    continue;
                }
                Some(c) if c == found || self.stands_for(found, c) => {
                    self.at += c.len_utf8();
                    rest += found.len_utf8();
                    self.count += 1;
                    previous = found;
                }
                Some(_) | None => return Err(self.differs(self.at, offset(rest))),
            }
        }
        let hyphen = previous == '-';
        Ok(Edge { is_text: true, blanks: &text[end..], kept, hyphen, end: offset(end) })
    }

    fn end(&mut self, last: Edge<'_>) -> Result<(), Fault> {
        let here = self.at;
        let gap = self.take_blanks();
        if self.at < self.source.len() {
            return Err(self.differs(self.at, last.end));
        }
        let left = last.side();
        let right = Side { blanks: "", kept: true, hyphen: false };
        if between(gap, left, right, Open { left: last.is_text, right: false }, self.back.blanks) {
            Ok(())
        } else {
            Err(self.differs(here, last.end))
        }
    }

    /// White space of the source that stands here.
    fn take_blanks(&mut self) -> &'a str {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let blanks = &rest[..rest.len() - rest.trim_start().len()];
        self.at += blanks.len();
        blanks
    }

    fn keeps_ends(&self, chunk: &Chunk) -> bool {
        match self.back.blanks {
            Blanks::Kept => true,
            Blanks::Markdown | Blanks::Turns => chunk.role == Role::Paragraph,
            Blanks::Set => false,
        }
    }

    /// A character that takes the place of one that the format has no place for.
    fn stands_for(&self, found: char, expected: char) -> bool {
        self.back.blanks == Blanks::Markdown && found == '\u{2400}' && expected == '\0'
    }

    /// Whether white space between the words of a paragraph is as in the source.
    fn within(
        &self,
        role: Role,
        gap: &str,
        shown: &str,
        (previous, next): (char, Option<char>),
    ) -> bool {
        match self.back.blanks {
            Blanks::Kept => gap == shown,
            Blanks::Markdown | Blanks::Turns if role == Role::Paragraph => gap == shown,
            Blanks::Markdown | Blanks::Turns => {
                let on_one_line = |c| if c == '\n' { ' ' } else { c };
                gap.chars().map(on_one_line).eq(shown.chars())
            }
            Blanks::Set => {
                // A hyphen at the end of a line has a blank directly behind it, so that it stays.
                let shown = match shown.strip_prefix(' ') {
                    Some(rest) if previous == '-' && !set(gap, shown, previous, next) => rest,
                    _ => shown,
                };
                set(gap, shown, previous, next)
            }
        }
    }

    /// The first blank in which two stretches of white space differ.
    fn differs_in_blanks(&self, at: usize, gap: &str, offset: usize, shown: &str) -> Fault {
        let alike = gap.chars().zip(shown.chars()).take_while(|(a, b)| a == b);
        let alike: usize = alike.map(|(c, _)| c.len_utf8()).sum();
        self.differs(at + alike, offset + alike)
    }

    fn differs(&self, at: usize, offset: usize) -> Fault {
        let text = self.back.text();
        let next = |text: &str, at: usize| text.get(at..).and_then(|rest| rest.chars().next());
        Fault::Text(Box::new(TextDifference {
            source_name: self.original.name().to_owned(),
            source_place: self.original.place_of(at),
            place: self.back.place_of(offset),
            expected: next(self.source, at).map(Character),
            found: next(text, offset).map(Character),
            source_excerpt: excerpt(self.source, at),
            excerpt: self.excerpt(offset),
        }))
    }

    /// The words around an offset in the output, with the ends of its paragraphs.
    fn excerpt(&self, offset: usize) -> String {
        let chunks = &self.back.chunks;
        let here = chunks.partition_point(|chunk| chunk.range.end < offset);
        let near = &chunks[here.saturating_sub(AROUND)..chunks.len().min(here + AROUND)];
        let mut text = String::new();
        let mut at = 0;
        for chunk in near {
            if !text.is_empty() {
                text.push('\n');
            }
            if chunk.range.start <= offset {
                at = text.len() + (offset - chunk.range.start).min(chunk.range.len());
            }
            text.push_str(self.back.said(chunk));
        }
        excerpt(&text, at)
    }
}

/// White space at one side of the end of a paragraph.
struct Side<'a> {
    blanks: &'a str,
    kept: bool,
    /// Whether a hyphen stands before them: at the end of a line of type it has a blank behind it.
    hyphen: bool,
}

/// At which sides of a gap text stands.
struct Open {
    left: bool,
    right: bool,
}

/// Whether white space between two pieces is as in the source: what they keep of it, and between
/// nothing but ends of lines and blank lines.
fn between(gap: &str, left: Side<'_>, right: Side<'_>, open: Open, blanks: Blanks) -> bool {
    if blanks == Blanks::Set {
        let hyphened = left.hyphen && left.blanks == " ";
        return (left.blanks.is_empty() || hyphened) && right.blanks.is_empty();
    }
    let Some(middle) =
        gap.strip_prefix(left.blanks).and_then(|rest| rest.strip_suffix(right.blanks))
    else {
        return false;
    };
    let trimmed = open.left && !left.kept || open.right && !right.kept;
    let starts = !open.left || middle.starts_with('\n');
    let ends = !open.right || middle.ends_with('\n');
    middle.is_empty() || trimmed || starts && ends
}

/// Whether white space set in lines of type is as in the source: for the end of a line of the
/// source stands one blank, or none between Chinese characters.
fn set(gap: &str, shown: &str, previous: char, next: Option<char>) -> bool {
    if gap.contains(is_line_end) {
        let joins = next.is_none_or(|next| glyphs::joins_lines(previous, next));
        return shown == if joins { "" } else { " " };
    }
    gap.replace('\t', " ") == shown.replace('\t', " ")
}

/// What a line of type takes for the end of a line.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters shown on either side of a place.
const AROUND: usize = 12;

/// A few words around a place, on one line.
fn excerpt(text: &str, at: usize) -> String {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    out.extend([&before[start..], &after[..end]]);
    if end < after.len() {
        out.push('…');
    }
    out.chars().map(|c| if c == '\n' { '⏎' } else { c }).collect()
}
