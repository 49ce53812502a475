//! The report for machines: a JSON object for each input, in the order of the inputs.

mod error;

use schemars::JsonSchema;
use serde::Serialize;

use super::digest::{Digest, PathText};
use super::{Facts, Finding, InputReport, Outcome, OutputReport, Saved, Target};
use crate::diagnostic::Severity;
pub use error::RecordError;

/// What the objects say they are.
const SCHEMA: &str = "transcripta-report/1.0";

/// What became of one input. The same whatever the number of jobs; only `milliseconds`, which is
/// there on demand, differs from run to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "Line of a transcripta report")]
pub struct Record {
    /// `transcripta-report/1.0`.
    pub schema: &'static str,
    /// The input; `-` is standard input.
    #[serde(flatten)]
    pub path: PathText,
    /// `converted`, `skipped` (up to date), `kept` (an output that differs was left alone),
    /// `failed` or `not-done` (the run was stopped before).
    pub outcome: &'static str,
    /// The outputs, in the order of the formats; none when the input could not be read.
    pub outputs: Vec<RecordOutput>,
    /// Turns; like the next three, absent when the input was not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<usize>,
    /// People who are told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speakers: Option<usize>,
    /// On what basis the speakers of the turns stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Turns without a speaker, or with one who is less than highly sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubts: Option<usize>,
    /// What was not quite right, notes included.
    pub warnings: Vec<RecordFinding>,
    /// Why the input failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<RecordError>,
    /// How long it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
}

/// Numbers of turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Basis {
    /// The source names the speaker.
    pub labelled: usize,
    /// The speaker was worked out, or left open.
    pub inferred: usize,
    /// A person supplied the speaker.
    pub supplied: usize,
}

impl Basis {
    pub(super) fn of(facts: &Facts) -> Self {
        Self { labelled: facts.labelled, inferred: facts.inferred, supplied: facts.supplied }
    }
}

/// An output, in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordOutput {
    /// Name of the format.
    pub format: &'static str,
    /// Where it stands; `-` is standard output.
    #[serde(flatten)]
    pub path: PathText,
    /// `written`, `replaced`, `unchanged`, `skipped`, `kept`, `edited` (by somebody, since it was
    /// written) or `failed`.
    pub outcome: &'static str,
    /// What was made of the input; of an output that was kept, what would have been written.
    #[serde(flatten)]
    pub content: Option<Digest>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<RecordError>,
}

/// Something that was not quite right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordFinding {
    /// A stable name, such as `encoding-guessed`.
    #[schemars(with = "String")]
    pub code: crate::diagnostic::Code,
    /// `warning` or `note`.
    #[schemars(with = "String")]
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// The format whose writer found it; absent when it was found in reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// Line of the input, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Record {
    /// Of a report.
    pub fn of(report: &InputReport, timings: bool) -> Self {
        let facts = report.facts;
        Self {
            schema: SCHEMA,
            path: report.input.path_text(),
            outcome: match report.outcome() {
                Outcome::Converted => "converted",
                Outcome::Skipped => "skipped",
                Outcome::Kept => "kept",
                Outcome::Failed => "failed",
                Outcome::NotDone => "not-done",
            },
            outputs: report.outputs.iter().map(output).collect(),
            turns: facts.map(|facts| facts.turns),
            speakers: facts.map(|facts| facts.speakers),
            basis: facts.as_ref().map(Basis::of),
            doubts: facts.map(|facts| facts.doubts),
            warnings: report.findings.iter().map(RecordFinding::of).collect(),
            error: report.failure.as_ref().map(RecordError::of),
            milliseconds: timings
                .then(|| u64::try_from(report.took.as_millis()).unwrap_or(u64::MAX)),
        }
    }
}

fn output(output: &OutputReport) -> RecordOutput {
    RecordOutput {
        format: output.format.name,
        path: match &output.target {
            Target::File(path) => PathText::of(path),
            Target::Stream => PathText { path: "-".to_owned(), path_bytes: None },
        },
        outcome: match output.result {
            Ok(Saved::Written) => "written",
            Ok(Saved::Replaced) => "replaced",
            Ok(Saved::Unchanged) => "unchanged",
            Ok(Saved::Skipped) => "skipped",
            Ok(Saved::Kept) => "kept",
            Ok(Saved::Edited) => "edited",
            Err(_) => "failed",
        },
        content: output.content.clone(),
        error: output.result.as_ref().err().map(RecordError::of),
    }
}

impl RecordFinding {
    /// Of a finding.
    pub fn of(finding: &Finding) -> Self {
        let diagnostic = &finding.diagnostic;
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            format: finding.format.map(|format| format.name),
            line: diagnostic.line,
            hint: diagnostic.hint.clone(),
        }
    }
}

/// The JSON Schema (draft 2020-12) of an object of the report, pretty-printed.
pub fn report_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(Record).to_value())
}
