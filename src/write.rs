//! Writers: from a transcript to bytes.
//!
//! To add a format: a new file here, a line in [`WRITERS`], a golden test.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::Format;
use crate::model::Transcript;

mod json;
mod jsonl;
mod markdown;
mod pdf;
mod tei;
mod turns;
pub(crate) mod words;

pub(crate) use pdf::{HASH_SCHEME, known as glyphs};

pub use jsonl::JsonLines;
pub use pdf::{Font, FontError, FontSize, PageSize, PdfOptions, Standard, missing_characters};

/// A format that can be written.
pub trait Writer: Sync {
    /// The format.
    fn format(&self) -> &'static Format;

    /// The bytes of a transcript in this format. What the format cannot hold is reported, never
    /// dropped in silence.
    ///
    /// # Errors
    /// When the format cannot be made at all.
    fn write(
        &self,
        transcript: &Transcript,
        options: &WriteOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error>;

    /// The same in pieces that follow each other: a large output need not be put together to be saved.
    ///
    /// # Errors
    /// As [`Writer::write`].
    fn write_pieces(
        &self,
        transcript: &Transcript,
        options: &WriteOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<Vec<u8>>, Error> {
        self.write(transcript, options, diagnostics).map(|bytes| vec![bytes])
    }
}

/// Options of all writers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Markdown: a comment with the lines of the source before each paragraph.
    pub locators: bool,
    /// JSON lines: what stands on a line.
    pub json_lines: JsonLines,
    /// Those of PDF.
    pub pdf: PdfOptions,
    /// The bytes of the source, for formats that carry it; see [`WriteOptions::wants_source`].
    pub source: Option<Arc<[u8]>>,
}

impl WriteOptions {
    /// Whether an output is to carry the source as it came.
    pub fn wants_source(&self) -> bool {
        self.pdf.standard == Standard::A3a
    }
}

/// Every writer, in the order of the listing.
pub static WRITERS: &[&dyn Writer] = &[
    &json::JsonWriter,
    &jsonl::JsonLinesWriter,
    &tei::TeiWriter,
    &markdown::MarkdownWriter,
    &turns::TurnsWriter,
    &pdf::PdfWriter,
];

/// The writer of this name.
///
/// # Errors
/// [`Error::UnknownFormat`] with the names that exist.
pub fn by_name(name: &str) -> Result<&'static dyn Writer, Error> {
    WRITERS.iter().copied().find(|w| w.format().answers_to(name)).ok_or_else(|| {
        Error::UnknownFormat {
            name: name.to_owned(),
            known: WRITERS.iter().map(|w| w.format().name).collect(),
        }
    })
}

/// The writer whose extension a file name ends with.
pub fn by_extension(file_name: &str) -> Option<&'static dyn Writer> {
    WRITERS.iter().copied().find(|w| w.format().extension_of(file_name).is_some())
}
