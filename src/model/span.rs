//! Where in the source file a piece of text came from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the original file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First and last line, 1-based, both included.
    pub lines: (u32, u32),
    /// Offsets into the original bytes (before decoding), end excluded.
    pub bytes: (u64, u64),
}

impl Span {
    /// From the start of this span to the end of the later one.
    pub fn to(self, later: Self) -> Self {
        Self { lines: (self.lines.0, later.lines.1), bytes: (self.bytes.0, later.bytes.1) }
    }
}
