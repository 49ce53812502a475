//! Markdown that this program wrote, read back.
//!
//! The front matter says what the document is and who speaks in which turn; the body is read as
//! CommonMark. Markdown that others write has no such front matter: it is a text, and the reader
//! of texts knows `**Name:**` as a label.

mod body;
mod front_matter;
pub(super) mod yaml;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::{self, Format};
use crate::model::{SchemaVersion, Transcript, check};
use crate::source::Source;

use super::{Likelihood, Reader, Reading};

/// Reader of our own Markdown.
pub(super) struct MarkdownReader;

impl Reader for MarkdownReader {
    fn format(&self) -> &'static Format {
        &format::MARKDOWN
    }

    fn sniff(&self, text: &str) -> Likelihood {
        let is_ours =
            split(text).is_some_and(|(front, _, _)| front.contains("\n  schema: \"transcripta/"));
        if is_ours { Likelihood::Certain } else { Likelihood::No }
    }

    fn claims(&self, text: &str) -> bool {
        self.sniff(text) == Likelihood::Certain
    }

    fn walks(&self) -> bool {
        false
    }

    fn read(&self, source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Reading, Error> {
        let refuse = |reason| Error::NotOfFormat { format: "transcripta Markdown", reason };
        let (front, body, lines) = split(source.text())
            .ok_or_else(|| refuse("it does not begin with front matter".to_owned()))?;
        // The front matter begins after a line of its own.
        let value = yaml::parse(front)
            .map_err(|wrong| refuse(format!("line {}: {}", wrong.line + 1, wrong.cause)))?;
        let front = front_matter::FrontMatter::of(&value)
            .map_err(|missing| refuse(format!("its front matter does not say `{missing}`")))?;
        let mut participants = front.participants;
        let known = body::Known {
            metadata: &front.metadata,
            turns: &front.turns,
            infers: front.infers,
            by: front.by,
        };
        let blocks = body::read(body, lines, &known, &mut participants, diagnostics);
        let transcript = Transcript {
            schema: SchemaVersion::CURRENT,
            metadata: front.metadata,
            participants,
            body: blocks,
            source: front.source,
            process: front.process,
        };
        match check::check(&transcript).first() {
            Some(fault) => Err(refuse(fault.to_string())),
            None => Ok(Reading::Turns(Box::new(transcript))),
        }
    }
}

/// Front matter, what follows it, and how many lines come before that.
fn split(text: &str) -> Option<(&str, &str, usize)> {
    let rest = text.strip_prefix("---\n")?;
    let end = rest.find("\n---\n")?;
    let (front, body) = (&rest[..=end], &rest[end + "\n---\n".len()..]);
    Some((front, body, 2 + front.matches('\n').count()))
}
