//! A stream of records: JSON objects in, one a line, and JSON objects out in the same order.
//!
//! One record is held at a time, so the memory is that of the largest one, however many come.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::catalogue::{self, Row};
use super::digest::Digest;
use super::record::{Basis, RecordError, RecordFinding};
use super::{CorrectionsFrom, Facts, Failure, Finding, Input, input, sidecar};
use crate::convert::{self, ReadOptions};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::Format;
use crate::model::dublin_core;
use crate::write::WriteOptions;

/// What the records of the output say they are.
const SCHEMA: &str = "transcripta-stream/1.0";

/// How a stream is converted.
#[derive(Debug)]
pub struct StreamOptions {
    /// What to write: a text format.
    pub to: &'static Format,
    /// How to read.
    pub read: ReadOptions,
    /// Where a person's decisions on the files are that records name.
    pub corrections: CorrectionsFrom,
    /// How to write.
    pub write: WriteOptions,
    /// Longest record, and longest file that a record names, in bytes.
    pub max_bytes: u64,
}

/// How many records went which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StreamSummary {
    /// With an output.
    pub converted: u64,
    /// With an error.
    pub failed: u64,
}

/// A record of the input: the text itself, or the path of a file. Other fields are passed over.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Record of the input of transcripta stream")]
pub struct StreamInput {
    /// Any value; the record of the output has it too.
    #[serde(default)]
    id: Value,
    /// The transcript.
    #[serde(default)]
    text: Option<String>,
    /// A file with the transcript, instead of `text`.
    #[serde(default)]
    path: Option<PathBuf>,
    /// Elements of Dublin Core by name; they go before what the transcript says.
    #[serde(default)]
    metadata: BTreeMap<String, Texts>,
}

/// One value, or several.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Texts {
    One(String),
    Several(Vec<String>),
}

/// A record of the output: it has either `output`, with what is known of it, or `error`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Record of the output of transcripta stream")]
pub struct StreamOutput {
    /// `transcripta-stream/1.0`.
    pub schema: &'static str,
    /// The id of the record; null when it has none, or is no record.
    pub id: Value,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<RecordError>,
    /// What was made of it.
    #[serde(flatten)]
    pub made: Option<StreamMade>,
}

/// What was made of a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StreamMade {
    /// Name of the format: `json`, `jsonl`, `tei`, `md`, or `turns`, which is plain text.
    pub format: &'static str,
    /// The same as `transcripta convert` writes, as a string.
    pub output: String,
    /// SHA-256 and length of the output.
    #[serde(flatten)]
    pub content: Digest,
    /// Turns.
    pub turns: usize,
    /// People who are told apart.
    pub speakers: usize,
    /// On what basis the speakers of the turns stand.
    pub basis: Basis,
    /// Turns without a speaker, or with one who is less than highly sure.
    pub doubts: usize,
    /// What was not quite right, notes included.
    pub warnings: Vec<RecordFinding>,
}

/// The JSON Schema (draft 2020-12) of a record of the input, pretty-printed.
pub fn stream_input_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(StreamInput).to_value())
}

/// The JSON Schema (draft 2020-12) of a record of the output, pretty-printed.
pub fn stream_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(StreamOutput).to_value())
}

/// Converts record by record. A bad one gives a record with an `error`, and the rest goes on.
///
/// # Errors
/// When the input cannot be read or the output not be written.
pub fn stream(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    options: &StreamOptions,
) -> io::Result<StreamSummary> {
    let mut summary = StreamSummary::default();
    let mut number = 0;
    let mut line = Vec::new();
    loop {
        number += 1;
        let record = match next(input, options.max_bytes, &mut line)? {
            Next::End => return Ok(summary),
            Next::Line if line.trim_ascii().is_empty() => continue,
            Next::Line => convert_line(&line, number, options),
            Next::TooLong => {
                failed(Value::Null, &Failure::TooLarge { most: options.max_bytes }, number)
            }
        };
        let count =
            if record.error.is_some() { &mut summary.failed } else { &mut summary.converted };
        *count += 1;
        serde_json::to_writer(&mut *output, &record)?;
        output.write_all(b"\n")?;
        // Whoever writes the input may wait for the answer.
        output.flush()?;
    }
}

enum Next {
    Line,
    TooLong,
    End,
}

/// Reads a line. One that is too long is passed over without being held.
fn next(input: &mut dyn BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<Next> {
    line.clear();
    input.take(most.saturating_add(1)).read_until(b'\n', line)?;
    if line.is_empty() {
        return Ok(Next::End);
    }
    if line.last() == Some(&b'\n') || line.len() as u64 <= most {
        return Ok(Next::Line);
    }
    line.clear();
    line.shrink_to(0);
    input.skip_until(b'\n')?;
    Ok(Next::TooLong)
}

fn convert_line(line: &[u8], number: u64, options: &StreamOptions) -> StreamOutput {
    let record: StreamInput = match serde_json::from_slice(line) {
        Ok(record) => record,
        Err(error) => {
            // Always line 1 to the parser.
            let message = error.to_string().replace(" at line 1 column", " at column");
            return bad_record(Value::Null, format!("not a record: {message}"), number);
        }
    };
    let id = record.id.clone();
    let file = record.path.as_ref().map(|path| path.display().to_string());
    if record.text.is_some() == record.path.is_some() {
        return bad_record(id, "a record has either `text` or `path`".to_owned(), number);
    }
    let made = catch_unwind(AssertUnwindSafe(|| convert_record(record, options)));
    match made.unwrap_or_else(|_| Err(Failure::Fault { message: "it panicked".to_owned() })) {
        Ok(made) => StreamOutput { schema: SCHEMA, id, error: None, made: Some(made) },
        Err(failure) => {
            let mut record = failed(id, &failure, number);
            if let (Some(error), Some(file)) = (&mut record.error, file) {
                error.message = format!("record {number}: {file}: {failure}");
            }
            record
        }
    }
}

fn bad_record(id: Value, message: String, number: u64) -> StreamOutput {
    let message = format!("record {number}: {message}");
    let hint = Some("`transcripta schema stream-input` describes a record".to_owned());
    let error = RecordError { kind: "record", message, line: None, byte: None, hint };
    StreamOutput { schema: SCHEMA, id, error: Some(error), made: None }
}

fn failed(id: Value, failure: &Failure, number: u64) -> StreamOutput {
    let mut error = RecordError::of(failure);
    error.message = format!("record {number}: {}", error.message);
    StreamOutput { schema: SCHEMA, id, error: Some(error), made: None }
}

fn convert_record(record: StreamInput, options: &StreamOptions) -> Result<StreamMade, Failure> {
    let mut findings = Vec::new();
    let row = row(record.metadata, &mut findings);
    let mut how = catalogue::with_row(&options.read, &row);
    let (name, bytes) = match (record.text, record.path) {
        (_, Some(path)) => {
            let file = Input::Path(path);
            how.corrections = sidecar::corrections(&file, &options.corrections)?;
            let loaded = input::load(&file, &mut io::empty(), options.max_bytes)?;
            (loaded.name, loaded.bytes)
        }
        (text, None) => (name(&record.id), text.unwrap_or_default().into_bytes()),
    };
    let read = convert::read(&name, &bytes, &how)?;
    drop(bytes);
    let written = convert::write(&read.transcript, options.to.name, &options.write)?;
    let finding = |format| move |diagnostic| Finding { format, diagnostic };
    findings.extend(read.diagnostics.into_iter().map(finding(None)));
    findings.extend(written.diagnostics.into_iter().map(finding(Some(options.to))));
    let facts = Facts::of(&read.transcript);
    Ok(StreamMade {
        format: options.to.name,
        content: Digest::of(&written.bytes),
        output: String::from_utf8(written.bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        turns: facts.turns,
        speakers: facts.speakers,
        basis: Basis::of(&facts),
        doubts: facts.doubts,
        warnings: findings.iter().map(RecordFinding::of).collect(),
    })
}

/// The metadata of a record, and a warning for each name that Dublin Core does not have.
fn row(metadata: BTreeMap<String, Texts>, findings: &mut Vec<Finding>) -> Row {
    let mut row = Row::new();
    for (name, texts) in metadata {
        let Some(element) = dublin_core(&name) else {
            let message = format!("metadata `{name}` is no element of Dublin Core: left out");
            let diagnostic = Diagnostic::warning(Code::NotRepresented, message);
            findings.push(Finding { format: None, diagnostic });
            continue;
        };
        let texts = match texts {
            Texts::One(text) => vec![text],
            Texts::Several(texts) => texts,
        };
        row.entry(element).or_default().extend(texts);
    }
    row.retain(|_, texts| !texts.is_empty());
    row
}

/// The name of a text as its source: the id, when that can be one.
fn name(id: &Value) -> String {
    match id {
        Value::String(text) => text.rsplit(['/', '\\']).next().unwrap_or(text).to_owned(),
        Value::Number(number) => number.to_string(),
        _ => "record".to_owned(),
    }
}

#[cfg(test)]
mod tests;
