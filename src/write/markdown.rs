//! CommonMark that every renderer shows the same, with YAML front matter.
//!
//! A label of the source stands in bold as printed (one that is in bold in the source, once); a speaker who was worked out stands in bold
//! and square brackets, with a question mark when not sure, one whom a person supplied with an
//! asterisk. Headings are headings, events stand in italics, paratext other than prose is quoted,
//! a paragraph of the source is a paragraph. Whatever in the text
//! could be read as mark-up is escaped (see `escape`).

mod escape;
mod front_matter;

use std::fmt::Write as _;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::format::{self, Format};
use crate::model::{Attribution, Block, Paratext, ParatextKind, Segment, Transcript, Turn};

use super::words;
use super::{WriteOptions, Writer};

/// Writer of Markdown.
pub(super) struct MarkdownWriter;

impl Writer for MarkdownWriter {
    fn format(&self) -> &'static Format {
        &format::MARKDOWN
    }

    fn write(
        &self,
        transcript: &Transcript,
        options: &WriteOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error> {
        let mut page = Page {
            out: front_matter::front_matter(transcript),
            nulls: 0,
            locators: options.locators,
        };
        let mut after_turn = false;
        for block in &transcript.body {
            match block {
                Block::Turn(turn) => page.turn(transcript, turn),
                Block::Heading(heading) => page.heading(heading.level, &heading.segments),
                Block::Direction(direction) => page.direction(&direction.segments),
                Block::Paratext(paratext) => page.paratext(paratext, after_turn),
            }
            after_turn = matches!(block, Block::Turn(_));
        }
        if page.nulls > 0 {
            let message = format!("{} NUL characters are written as U+2400", page.nulls);
            diagnostics.push(
                Diagnostic::warning(Code::CharacterSubstituted, message)
                    .with_hint("CommonMark has no place for them; JSON keeps them"),
            );
        }
        Ok(page.out.into_bytes())
    }
}

struct Page {
    out: String,
    nulls: usize,
    /// Whether places in the source are told.
    locators: bool,
}

impl Page {
    /// Tells the id of the next paragraph and where it stands in the source. A comment on a line of
    /// its own is a block that ends with its line (CommonMark 0.31 §4.6), so what follows is as it
    /// would be.
    fn place(&mut self, prefix: &str, segment: &Segment) {
        if !self.locators {
            return;
        }
        let id = segment.id;
        let _ = match segment.span.lines {
            (0, _) => writeln!(self.out, "{prefix}<!-- {id} -->"),
            (first, last) if first == last => {
                writeln!(self.out, "{prefix}<!-- {id} line {first} -->")
            }
            (first, last) => writeln!(self.out, "{prefix}<!-- {id} lines {first}-{last} -->"),
        };
    }

    /// Something that happens stands in italics, so that nobody seems to say it.
    fn direction(&mut self, segments: &[Segment]) {
        for segment in segments {
            let text = segment.plain_text();
            // CommonMark opens italics before no white space and closes them after none.
            if text.is_empty() || text.starts_with(is_blank) || text.ends_with(is_blank) {
                self.paragraphs("> ", std::slice::from_ref(segment));
                continue;
            }
            self.out.push('\n');
            self.place("", segment);
            self.out.push('*');
            self.text(segment, true);
            self.out.push_str("*\n");
        }
    }

    fn turn(&mut self, transcript: &Transcript, turn: &Turn) {
        let label = speaker(transcript, turn);
        for (i, segment) in turn.segments.iter().enumerate() {
            self.out.push('\n');
            self.place("", segment);
            if i == 0 {
                self.out.push_str(&label);
                if !segment.content.is_empty() {
                    // CommonMark does not close bold between punctuation and a letter.
                    self.out.push(' ');
                }
            }
            self.text(segment, i == 0);
            self.out.push('\n');
        }
    }

    fn heading(&mut self, level: u8, segments: &[Segment]) {
        for segment in segments {
            self.out.push('\n');
            self.place("", segment);
            let text = segment.plain_text().replace('\n', " ");
            let text = text.trim();
            let marks = usize::from(level.clamp(1, 6));
            self.out.push_str(&"#".repeat(marks));
            self.out.push(' ');
            self.nulls += escape::line(&mut self.out, text, false);
            // A closing run of # would be taken for decoration.
            if self.out.ends_with('#') && !text.is_empty() {
                self.out.insert(self.out.len() - 1, '\\');
            }
            self.out.push('\n');
        }
    }

    fn paratext(&mut self, paratext: &Paratext, after_turn: bool) {
        let prefix = match paratext.kind {
            // After a turn it would seem to be one more paragraph of it.
            ParatextKind::Narration | ParatextKind::Prose if !after_turn => "",
            ParatextKind::Narration | ParatextKind::Prose => "> ",
            ParatextKind::Rights
            | ParatextKind::Credits
            | ParatextKind::Note
            | ParatextKind::Header
            | ParatextKind::Caption
            | ParatextKind::Furniture => "> ",
        };
        self.paragraphs(prefix, &paratext.segments);
    }

    fn paragraphs(&mut self, prefix: &str, segments: &[Segment]) {
        for (i, segment) in segments.iter().enumerate() {
            // A quotation goes on over the blank line between its paragraphs.
            self.out.push_str(if i > 0 && !prefix.is_empty() { ">\n" } else { "\n" });
            self.place(prefix, segment);
            for (j, line) in segment.plain_text().split('\n').enumerate() {
                if j > 0 {
                    self.out.push('\n');
                }
                self.out.push_str(prefix);
                self.nulls += escape::line(&mut self.out, line, true);
            }
            self.out.push('\n');
        }
    }

    fn text(&mut self, segment: &Segment, after_label: bool) {
        for (i, line) in segment.plain_text().split('\n').enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            self.nulls += escape::line(&mut self.out, line, !(after_label && i == 0));
        }
    }
}

/// White space as CommonMark sees it, and what `escape` writes as an entity for being blank.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{FEFF}'
}

/// What stands in bold before a turn.
fn speaker(transcript: &Transcript, turn: &Turn) -> String {
    let mut out = String::new();
    if let Some(label) = &turn.label {
        let text = label.text.replace('\n', " ");
        let text = text.trim();
        let plain = set_in_bold(text).unwrap_or_else(|| text.to_owned());
        out.push_str("**");
        escape::line(&mut out, &plain, false);
        out.push_str("**");
        if !matches!(turn.attribution, Attribution::Supplied { .. }) {
            return out;
        }
        // A person says that it is another than the label says.
        out.push(' ');
    }
    out.push_str("**");
    escape::line(&mut out, &words::speaker(transcript, turn), false);
    out.push_str("**");
    out
}

/// What a label that the source sets in bold (`**Ann:**`, `## **Ann**`) says without its marks. Beside a blank
/// asterisks are no mark-up (CommonMark 0.31 §6.2, flanking).
fn set_in_bold(label: &str) -> Option<String> {
    let bold = label.trim_start_matches('#').trim_start_matches(' ');
    let (name, after) = bold.strip_prefix("**")?.split_once("**")?;
    let flanked = name.trim() == name && !name.starts_with('*');
    flanked.then(|| format!("{name}{after}"))
}

#[cfg(test)]
mod tests;
