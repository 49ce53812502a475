//! From bytes to text.

use super::DecodeOptions;
use super::lines::LineMap;
use crate::diagnostic::Diagnostics;

/// Why bytes could not be made text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
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
}

impl DecodeError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Invalid { .. } => Some("name the encoding with --encoding".into()),
        }
    }
}

pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) lines: LineMap,
}

pub(super) fn decode(
    bytes: &[u8],
    _options: &DecodeOptions,
    _diagnostics: &mut Diagnostics,
) -> Result<Decoded, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    let (bom, body) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => (3, body),
        None => (0, bytes),
    };
    let raw = std::str::from_utf8(body).map_err(|error| DecodeError::Invalid {
        encoding: "UTF-8",
        offset: bom + error.valid_up_to() as u64,
        line: 1 + body[..error.valid_up_to()]
            .iter()
            .filter(|b| **b == b'\n')
            .count() as u32,
    })?;
    let (text, lines) = LineMap::utf8(raw, bom);
    Ok(Decoded {
        text,
        encoding: "UTF-8",
        lines,
    })
}
