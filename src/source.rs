//! A source file: its bytes, its text, and the way from one to the other.

mod binary;
mod builder;
mod charset;
mod decode;
mod doubt;
mod error;
mod guess;
mod lines;
mod mixture;
mod seven;
#[cfg(test)]
mod tests;
mod transcode;
mod wide;

pub use error::DecodeError;

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostics;
use lines::LineMap;

/// How to make text of bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecodeOptions {
    /// The encoding, by any label of the WHATWG Encoding Standard, `utf-32le`, `utf-32be` or a
    /// usual name such as `cp936`; `None` finds it out. A byte order mark goes before it, if the
    /// rest of the file bears it out.
    pub encoding: Option<String>,
    /// Replace bytes that are no text by U+FFFD and report how many, instead of failing.
    pub lossy: bool,
}

impl DecodeOptions {
    /// Whether there is an encoding of the name that is given.
    ///
    /// # Errors
    /// [`DecodeError::UnknownEncoding`].
    pub fn check(&self) -> Result<(), DecodeError> {
        self.encoding.as_deref().map(decode::named).transpose().map(drop)
    }
}

/// A decoded source file.
///
/// `text` has `\n` for every line end (LF, CRLF, CR) of the file and no byte order mark;
/// nothing else is changed.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    name: String,
    byte_length: u64,
    sha256: String,
    encoding: &'static str,
    /// Borrowed from the file where that is UTF-8 with `\n`.
    text: Cow<'a, str>,
    lines: LineMap,
}

impl<'a> Source<'a> {
    /// Decodes `bytes`. `name` is the file name without folders.
    ///
    /// # Errors
    /// [`DecodeError`] when the bytes are no text, or text of which the encoding cannot be
    /// told safely.
    pub fn decode(
        name: &str,
        bytes: &'a [u8],
        options: &DecodeOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, DecodeError> {
        let source = Self::without_digest(name, bytes, options, diagnostics)?;
        Ok(Self { sha256: sha256(bytes), ..source })
    }

    /// The same, with a [`Self::sha256`] that is empty: that can be told later.
    pub(crate) fn without_digest(
        name: &str,
        bytes: &'a [u8],
        options: &DecodeOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, DecodeError> {
        let decoded = decode::decode(bytes, options, diagnostics)?;
        Ok(Self {
            name: name.to_owned(),
            byte_length: bytes.len() as u64,
            sha256: String::new(),
            encoding: decoded.encoding,
            text: decoded.text,
            lines: decoded.lines,
        })
    }

    /// File name without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, line ends as `\n`, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, for keeps.
    pub fn into_text(self) -> String {
        self.text.into_owned()
    }

    /// The same, independent of the bytes that it was decoded from.
    #[cfg(test)]
    pub(crate) fn into_owned(self) -> Source<'static> {
        Source {
            name: self.name,
            byte_length: self.byte_length,
            sha256: self.sha256,
            encoding: self.encoding,
            text: Cow::Owned(self.text.into_owned()),
            lines: self.lines,
        }
    }

    /// Tells the digest that [`Self::without_digest`] left out.
    pub(crate) fn with_digest(self, sha256: String) -> Self {
        Self { sha256, ..self }
    }

    /// Length of the file in bytes.
    pub fn byte_length(&self) -> u64 {
        self.byte_length
    }

    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Name of the encoding, `UTF-8` for example.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Number of lines; a newline at the very end does not begin another one.
    pub fn line_count(&self) -> u32 {
        self.lines.count()
    }

    /// The lines with their numbers (from 1) and their places in [`Self::text`], line ends left out.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter(&self.text)
    }

    /// Where a stretch of [`Self::text`] (byte offsets, end excluded) stands in the file.
    pub fn span(&self, start: usize, end: usize) -> crate::model::Span {
        let length = self.text.len();
        self.lines.span(start.min(length), end.min(length))
    }
}

/// A line of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// 1-based.
    pub number: u32,
    /// Offset of its first byte in the text.
    pub start: usize,
    /// Without its line end.
    pub text: &'a str,
}

/// SHA-256 as [`Source::sha256`] has it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
