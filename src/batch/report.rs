//! What a run tells while it goes, and what it counts.

use std::path::Path;
use std::time::Duration;

use super::digest::Digest;
use super::{Failure, Input, Target};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format::Format;
use crate::model::{Attribution, CertaintyWord, Transcript};

/// Is told what happens, in the order of the inputs.
pub trait Reporter {
    /// A file of a walked folder was not taken.
    fn left_out(&mut self, path: &Path, reason: LeftOut) {
        let _ = (path, reason);
    }

    /// So many inputs were found; work begins.
    fn begins(&mut self, inputs: usize) {
        let _ = inputs;
    }

    /// Something of the whole run was not quite right: `subject` is the file that it is about.
    fn remark(&mut self, subject: &Path, remark: &str) {
        let _ = (subject, remark);
    }

    /// Called several times a second while nothing is done.
    fn waits(&mut self) {}

    /// An input is done, or failed.
    fn done(&mut self, report: &InputReport);
}

/// Why a file of a walked folder was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// This program wrote it.
    OwnOutput,
    /// It is not of the format that its extension stands for: XML that is no TEI.
    OtherFormat,
    /// It has no words of its own, only the names of files that do.
    Index,
    /// It is the folder that the outputs go to.
    OutputFolder,
    /// It may be no transcript, as a README, or stand beside one, as captions: it is read when it is named.
    NotNamed,
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
    /// What reading found; `None` when it failed or was not needed.
    pub facts: Option<Facts>,
    /// How long it took.
    pub took: Duration,
}

/// What a transcript holds, in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Turns.
    pub turns: usize,
    /// People who are told apart.
    pub speakers: usize,
    /// Turns whose speaker the source names.
    pub labelled: usize,
    /// Turns whose speaker was worked out, or left open.
    pub inferred: usize,
    /// Turns whose speaker a person supplied.
    pub supplied: usize,
    /// Turns without a speaker, or with one who is less than highly sure.
    pub doubts: usize,
}

impl Facts {
    /// Of a transcript.
    pub fn of(transcript: &Transcript) -> Self {
        let mut facts = Self { speakers: transcript.participants.len(), ..Self::default() };
        for turn in transcript.turns() {
            facts.turns += 1;
            *match &turn.attribution {
                Attribution::Labelled { .. } => &mut facts.labelled,
                Attribution::Inferred { .. } => &mut facts.inferred,
                Attribution::Supplied { .. } => &mut facts.supplied,
            } += 1;
            let sure = turn.attribution.confidence().word() == CertaintyWord::High;
            facts.doubts += usize::from(turn.speakers.is_empty() || !sure);
        }
        facts
    }
}

impl InputReport {
    pub(super) fn failed(input: Input, failure: Failure) -> Self {
        Self { failure: Some(failure), ..Self::of(input) }
    }

    /// How many turns have a speaker who was too unsure to be named.
    pub fn doubts(&self) -> usize {
        let is_doubt = |f: &&Finding| f.diagnostic.code == Code::SpeakerDoubtful;
        self.findings.iter().filter(is_doubt).count()
    }

    pub(super) fn of(input: Input) -> Self {
        Self {
            input,
            findings: Vec::new(),
            failure: None,
            outputs: Vec::new(),
            facts: None,
            took: Duration::ZERO,
        }
    }

    /// What became of it, in a word. The worst decides.
    pub fn outcome(&self) -> Outcome {
        let saved = |which: &[Saved]| {
            self.outputs.iter().any(|o| matches!(&o.result, Ok(saved) if which.contains(saved)))
        };
        if matches!(self.failure, Some(Failure::NotDone)) {
            Outcome::NotDone
        } else if self.failure.is_some() || self.outputs.iter().any(|o| o.result.is_err()) {
            Outcome::Failed
        } else if saved(&[Saved::Kept, Saved::Edited]) {
            Outcome::Kept
        } else if saved(&[Saved::Written, Saved::Replaced, Saved::Unchanged]) {
            Outcome::Converted
        } else {
            Outcome::Skipped
        }
    }

    /// Number of its warnings.
    pub fn warnings(&self) -> usize {
        self.findings.iter().filter(|f| f.diagnostic.severity == Severity::Warning).count()
    }
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every output is there.
    Converted,
    /// Every output was there and up to date.
    Skipped,
    /// An output that exists and differs was left alone.
    Kept,
    /// Not read, or an output not written.
    Failed,
    /// The run was stopped before.
    NotDone,
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
    /// Its content; `None` when it could not be made.
    pub content: Option<Digest>,
    /// What was done, or why it failed.
    pub result: Result<Saved, Failure>,
}

/// What was done with an output; in a dry run, what would be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Written.
    Written,
    /// Written in the place of another version.
    Replaced,
    /// There already, byte for byte.
    Unchanged,
    /// There already, by the manifest: not even made.
    Skipped,
    /// There already and different: left alone.
    Kept,
    /// Changed by somebody since this program wrote it: left alone.
    Edited,
}

/// How many inputs went which way. Each is counted once, the worst decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Every output is there.
    pub converted: usize,
    /// Every output was there and up to date.
    pub skipped: usize,
    /// Not read, or an output not written.
    pub failed: usize,
    /// An output that exists and differs was left alone.
    pub kept: usize,
    /// Not begun, or dropped, when the run was stopped.
    pub not_done: usize,
    /// Warnings, of all inputs.
    pub warnings: usize,
    /// Turns of which the speaker was too unsure to be named, of all inputs.
    pub doubts: usize,
    /// Whether at least one input was there to begin with.
    pub started: bool,
    /// Whether the run was stopped from outside.
    pub interrupted: bool,
}

impl Summary {
    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.converted + self.skipped + self.failed + self.kept + self.not_done
    }

    pub(super) fn add(&mut self, report: &InputReport) {
        self.doubts += report.doubts();
        *match report.outcome() {
            Outcome::Converted => &mut self.converted,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Kept => &mut self.kept,
            Outcome::Failed => &mut self.failed,
            Outcome::NotDone => &mut self.not_done,
        } += 1;
        self.warnings += report.warnings();
    }
}
