//! Why an input or an output failed, for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::Failure;
use crate::error::Error;
use crate::source::DecodeError;

/// Why an input or an output failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordError {
    /// A stable name: `missing`, `folder`, `no-match`, `nothing-in-folder`, `unreadable`,
    /// `unwritable`, `too-large`, `outside`, `not-done`, `fault`, `beside` (its
    /// file of decisions), `not-proven`; `empty`, `binary`, `encoding`
    /// when the bytes are no text; `not-of-format`, `unknown-format`, `write`, `record`.
    pub kind: &'static str,
    /// The fact.
    pub message: String,
    /// Line of the input, from 1, when the fault has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Byte of the input, from 0, when the fault has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl RecordError {
    /// Of a failure.
    pub fn of(failure: &Failure) -> Self {
        let (line, byte) = match failure {
            Failure::Convert(Error::Decode(
                DecodeError::Invalid { line, offset, .. }
                | DecodeError::Mixed { line, offset, .. }
                | DecodeError::Implausible { line, offset, .. },
            )) => (Some(*line), Some(*offset)),
            _ => (None, None),
        };
        let (message, hint) = (failure.to_string(), failure.hint());
        Self { kind: kind(failure), message, line, byte, hint }
    }
}

fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Missing => "missing",
        Failure::Folder => "folder",
        Failure::NoMatch => "no-match",
        Failure::NothingInFolder { .. } => "nothing-in-folder",
        Failure::Unreadable(_) => "unreadable",
        Failure::Unwritable(_) => "unwritable",
        Failure::TooLarge { .. } => "too-large",
        Failure::Outside { .. } => "outside",
        Failure::NotDone => "not-done",
        Failure::Fault { .. } => "fault",
        Failure::Beside { .. } => "beside",
        Failure::Unproven(_) | Failure::NotWritten(_) => "not-proven",
        Failure::Convert(Error::Decode(DecodeError::Empty | DecodeError::Blank)) => "empty",
        Failure::Convert(Error::Decode(DecodeError::Binary { .. })) => "binary",
        Failure::Convert(Error::Decode(_)) => "encoding",
        Failure::Convert(Error::NotOfFormat { .. }) => "not-of-format",
        Failure::Convert(Error::UnknownFormat { .. }) => "unknown-format",
        Failure::Convert(_) => "write",
    }
}
