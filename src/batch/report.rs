//! What a run tells while it goes, and what it counts.

use std::path::Path;

use super::{Failure, Input, Target};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format::Format;

/// Is told what happens, in the order of the inputs.
pub trait Reporter {
    /// A file of a walked folder was not taken.
    fn left_out(&mut self, path: &Path, reason: LeftOut) {
        let _ = (path, reason);
    }

    /// An input is done, or failed.
    fn done(&mut self, report: &InputReport);
}

/// Why a file of a walked folder was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// This program wrote it.
    OwnOutput,
    /// It is the folder that the outputs go to.
    OutputFolder,
}

/// What became of one input.
#[derive(Debug)]
pub struct InputReport {
    /// The input.
    pub input: Input,
    /// What was not quite right.
    pub findings: Vec<Finding>,
    /// Why it could not be read.
    pub failure: Option<Failure>,
    /// What was written, in the order of the formats; empty when reading failed.
    pub outputs: Vec<OutputReport>,
}

impl InputReport {
    pub(super) fn failed(input: Input, failure: Failure) -> Self {
        Self { input, findings: Vec::new(), failure: Some(failure), outputs: Vec::new() }
    }

    /// How many turns have a speaker who was too unsure to be named.
    pub fn doubts(&self) -> usize {
        let is_doubt = |f: &&Finding| f.diagnostic.code == Code::SpeakerDoubtful;
        self.findings.iter().filter(is_doubt).count()
    }

    fn has_failed(&self) -> bool {
        self.failure.is_some() || self.outputs.iter().any(|o| o.result.is_err())
    }

    fn was_kept(&self) -> bool {
        self.outputs.iter().any(|o| matches!(o.result, Ok(Saved::Kept)))
    }
}

/// Something that was not quite right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The writer that found it; `None` when it was found in reading.
    pub format: Option<&'static Format>,
    /// What was found.
    pub diagnostic: Diagnostic,
}

/// What became of one output.
#[derive(Debug)]
pub struct OutputReport {
    /// Its format.
    pub format: &'static Format,
    /// Where it goes.
    pub target: Target,
    /// What was done, or why it failed.
    pub result: Result<Saved, Failure>,
}

/// What was done with an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Written.
    Written,
    /// There already, byte for byte.
    Unchanged,
    /// There already and different: left alone.
    Kept,
}

/// How many inputs went which way. Each is counted once: failed before kept before converted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Every output is there.
    pub converted: usize,
    /// Not read, or an output not written.
    pub failed: usize,
    /// An output that exists and differs was left alone.
    pub kept: usize,
    /// Warnings, of all inputs.
    pub warnings: usize,
    /// Turns of which the speaker was too unsure to be named, of all inputs.
    pub doubts: usize,
    /// Whether at least one input was there to begin with.
    pub started: bool,
}

impl Summary {
    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.converted + self.failed + self.kept
    }

    pub(super) fn add(&mut self, report: &InputReport) {
        if report.has_failed() {
            self.failed += 1;
        } else if report.was_kept() {
            self.kept += 1;
        } else {
            self.converted += 1;
        }
        self.doubts += report.doubts();
        self.warnings +=
            report.findings.iter().filter(|f| f.diagnostic.severity == Severity::Warning).count();
    }
}
