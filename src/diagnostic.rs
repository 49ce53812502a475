//! What went not quite right: warnings with a place, a cause and a way out.
//!
//! The library never prints. It fills a [`Diagnostics`]; the command line renders it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something may be wrong or lost; `--strict` turns it into exit code 3.
    Warning,
}

/// What happened, as a stable name that scripts can match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The encoding was guessed.
    EncodingGuessed,
    /// Bytes that are no text were replaced (`--lossy`).
    BytesReplaced,
    /// The text holds control characters.
    ControlCharacters,
    /// A turn has no speaker, or an unsure one.
    SpeakerDoubtful,
    /// A person's decisions were applied.
    CorrectionsApplied,
    /// A person's decision does not fit the text any more.
    CorrectionUnfit,
    /// Something looks like a speaker label, but is not proven; or one speaker alone has labels.
    LabelDoubtful,
    /// No conversation was found.
    NoDialogue,
    /// A character that the format cannot hold was written in another form.
    CharacterSubstituted,
    /// No font has the character.
    CharacterMissing,
    /// Something of the source has no place in the model or in the format.
    NotRepresented,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What happened.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The fact, lower case, without a final stop.
    pub message: String,
    /// Line of the source, 1-based.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Warning, message: message.into(), line: None, hint: None }
    }

    /// A note.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::warning(code, message) }
    }

    /// At this line (1-based).
    pub fn at_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// With a way out.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// Findings, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// The findings, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether one of them is a warning.
    pub fn has_warnings(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Warning)
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
