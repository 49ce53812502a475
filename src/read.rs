//! Readers: from a source to a transcript, or to paragraphs that `attribute` makes one of.
//!
//! To add a format: a new file here, a line in [`READERS`], a fixture.

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::Format;
use crate::model::{Draft, Role, Transcript};
use crate::source::Source;

mod json;
mod markdown;
mod tei;
mod text;

/// What a reader made of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The format says who speaks.
    Turns(Box<Transcript>),
    /// Paragraphs; who speaks is for `attribute` to find.
    Paragraphs(Box<Draft>),
}

/// Gets ready what reading a text will want, and is made once; it is done otherwise when it is asked for.
pub(crate) fn make_ready() {
    text::make_ready();
}

/// The part that a label names by its words.
pub type Roles<'a> = &'a (dyn Fn(&str) -> Option<Role> + Sync);

/// How sure a reader is that some bytes are of its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// Not of this format.
    No,
    /// Possible; what reads anything says this.
    Possible,
    /// It bears the format's mark.
    Certain,
}

/// A format that can be read.
pub trait Reader: Sync {
    /// The format.
    fn format(&self) -> &'static Format;

    /// Whether the text looks like this format.
    fn sniff(&self, text: &str) -> Likelihood;

    /// Whether a text under an extension of this format is for this reader. Most formats own
    /// their extensions; Markdown that others write is read as text.
    fn claims(&self, text: &str) -> bool {
        let _ = text;
        true
    }

    /// Whether a walk through a folder takes files of this format. Not Markdown: a folder's
    /// README is no transcript.
    fn walks(&self) -> bool {
        true
    }

    /// Whether a text of this format bears a mark that [`Reader::sniff`] finds in its head. Others
    /// use the same extensions for other things: a walk passes what does not bear it.
    fn bears_mark(&self) -> bool {
        false
    }

    /// Whether the head of a file ends before its mark can stand there: a walk then looks at more of it.
    fn wants_more(&self, head: &str) -> bool {
        let _ = head;
        false
    }

    /// Whether a file with this head may be what [`Reader::is_index`] looks for.
    fn may_be_index(&self, head: &str) -> bool {
        let _ = head;
        false
    }

    /// Whether a file has no words of its own, only the names of files that do: a walk takes those.
    fn is_index(&self, text: &str) -> bool {
        let _ = text;
        false
    }

    /// Whether every character of the source is text of the transcript, as in plain text; a
    /// format with mark-up has more than that.
    fn takes_all(&self) -> bool {
        false
    }

    /// Reads. Total on damaged input: it reports and goes on.
    ///
    /// # Errors
    /// Only when the input is not of the format at all.
    fn read(&self, source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Reading, Error>;

    /// Reads where other words than the program's own name parts. A format that says who speaks has no use
    /// for them.
    ///
    /// # Errors
    /// As [`Reader::read`].
    fn read_by(
        &self,
        source: &Source<'_>,
        roles: Roles<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Reading, Error> {
        let _ = roles;
        self.read(source, diagnostics)
    }
}

/// Every reader. The order is that of the listing, and of sniffing.
pub static READERS: &[&dyn Reader] =
    &[&json::JsonReader, &tei::TeiReader, &markdown::MarkdownReader, &text::TextReader];

/// The reader of this name.
///
/// # Errors
/// [`Error::UnknownFormat`] with the names that exist.
pub fn by_name(name: &str) -> Result<&'static dyn Reader, Error> {
    READERS.iter().copied().find(|r| r.format().answers_to(name)).ok_or_else(|| {
        Error::UnknownFormat {
            name: name.to_owned(),
            known: READERS.iter().map(|r| r.format().name).collect(),
        }
    })
}

/// Whether a text is JSON lines that this program wrote, which no reader takes: as prose they would be
/// read without a word of warning.
pub fn is_json_lines(text: &str) -> bool {
    let hash = text.strip_prefix("{\"document\":\"").and_then(|rest| rest.get(..66));
    hash.is_some_and(|hash| {
        let (digits, after) = hash.split_at_checked(64).unwrap_or_default();
        after == "\"," && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether a text is turns as plain text that this program wrote, which no reader takes: speakers who were
/// worked out would be read as labels of the source.
pub fn is_turns(text: &str) -> bool {
    text.strip_prefix("transcripta-turns/")
        .is_some_and(|rest| rest.lines().next().is_some_and(|line| line.contains(" sha256:")))
}

/// The reader for a source: by the extension of its name, then by its content.
pub fn for_source(source: &Source<'_>) -> &'static dyn Reader {
    let by_extension =
        READERS.iter().copied().find(|r| r.format().extension_of(source.name()).is_some());
    let by_extension = by_extension.filter(|r| r.claims(source.text()));
    by_extension.unwrap_or_else(|| {
        READERS
            .iter()
            .copied()
            .reduce(
                |best, r| {
                    if r.sniff(source.text()) > best.sniff(source.text()) { r } else { best }
                },
            )
            .unwrap_or(&text::TextReader)
    })
}
