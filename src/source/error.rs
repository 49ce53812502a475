//! Why bytes could not be made text, and what to do about it.

use super::binary::Kind;
use super::charset::Charset;
use super::transcode::Place;

/// Why bytes could not be made text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// There is nothing but white space in the file.
    #[error("the file holds no text")]
    Blank,
    /// It is no text.
    #[error("not a text file: it looks like {kind}")]
    Binary {
        /// What it looks like, with its article.
        kind: &'static str,
        /// What to do with a transcript that is kept so.
        hint: Option<&'static str>,
    },
    /// There is no encoding of the name given.
    #[error("unknown encoding `{label}`")]
    UnknownEncoding {
        /// As given.
        label: String,
        /// Names that would do.
        near: Vec<&'static str>,
    },
    /// The bytes are not valid in the encoding.
    #[error("not valid {encoding} at byte {offset} (line {line})")]
    Invalid {
        /// The encoding.
        encoding: &'static str,
        /// Offset of the first such byte.
        offset: u64,
        /// Its line, 1-based.
        line: u32,
    },
    /// Lines of one encoding and lines of another.
    #[error(
        "two encodings in one file: {} until byte {offset} (line {line}), then {}",
        likeness(first),
        likeness(second)
    )]
    Mixed {
        /// The encoding at the start.
        first: &'static str,
        /// The other one.
        second: &'static str,
        /// Offset of the first byte of the other one.
        offset: u64,
        /// Its line, 1-based.
        line: u32,
    },
    /// The best guess gives mojibake.
    #[error(
        "unknown encoding: read as {guess}, the text is not credible at byte {offset} \
         (line {line}: `{sample}`)"
    )]
    Implausible {
        /// The guess.
        guess: &'static str,
        /// Offset of the first character that no one would have written.
        offset: u64,
        /// Its line, 1-based.
        line: u32,
        /// What the guess makes of the place.
        sample: String,
        /// An encoding that gives a better text.
        better: Option<&'static str>,
    },
    /// An encoding that is known, but cannot be read.
    #[error("the encoding seems to be {encoding}, which cannot be read")]
    Unsupported {
        /// Its name.
        encoding: &'static str,
    },
}

impl From<Kind> for DecodeError {
    fn from(kind: Kind) -> Self {
        Self::Binary { kind: kind.name, hint: kind.hint }
    }
}

impl DecodeError {
    /// Bytes that are not of the encoding.
    pub(super) fn invalid(charset: Charset, place: Place) -> Self {
        Self::Invalid { encoding: charset.name(), offset: place.offset, line: place.line }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty | Self::Blank => None,
            Self::Binary { hint, .. } => hint.map(str::to_owned),
            Self::UnknownEncoding { near, .. } => {
                let names: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
                Some(format!("known are, for example, {}", names.join(", ")))
            }
            Self::Invalid { .. } => Some(
                "name another encoding with --encoding, or replace such bytes with --lossy"
                    .to_owned(),
            ),
            Self::Mixed { .. } => Some(
                "make it one encoding, or name one with --encoding and replace the rest with \
                 --lossy"
                    .to_owned(),
            ),
            Self::Implausible { better: None, guess, .. } => {
                Some(format!("name the encoding with --encoding (`{guess}` if that text is right)"))
            }
            Self::Implausible { better: Some(name), .. } => Some(format!("try --encoding {name}")),
            Self::Unsupported { .. } => Some(
                "convert it to UTF-8 first, or name another encoding with --encoding".to_owned(),
            ),
        }
    }
}

/// UTF-8 proves itself; the other one is a guess.
fn likeness(encoding: &&'static str) -> String {
    match *encoding {
        "UTF-8" => "UTF-8".to_owned(),
        other => format!("something like {other}"),
    }
}
