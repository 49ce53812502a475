//! Every output of every fixture, as committed.
//!
//! In two legs, so that a slip of a reader shakes one file and not one a writer: from the input
//! to `NAME.json`, and from the committed `NAME.json` to each other output. What was found not
//! quite right on the way stands in `NAME.diagnostics`; no such file, no findings.
//!
//! `TRANSCRIPTA_UPDATE=1 cargo test --test golden` rewrites them all: read the difference by eye.

// A test looks at files and the environment, and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, unreachable_pub)]

mod common;
#[path = "support/tagged.rs"]
mod tagged;

use std::env;
use std::fmt::Write as _;
use std::path::Path;

use common::{Fixture, difference, fixtures, golden, root};
use transcripta::convert::{ReadOptions, Written, read, write};
use transcripta::diagnostic::Diagnostic;
use transcripta::format::{Format, Medium};
use transcripta::model::Transcript;
use transcripta::write::{WRITERS, WriteOptions};

#[test]
fn every_output_is_as_committed() {
    let mut check = Check::default();
    for fixture in fixtures() {
        let mut findings = String::new();
        if let Some(transcript) = reading(&fixture, &mut findings) {
            let json = written(&transcript, "json", &mut findings);
            check.file(&fixture.expected("json"), Some(&json));
            others(&fixture, &mut check, &mut findings);
        }
        let findings = Some(findings).filter(|findings| !findings.is_empty());
        check.file(&fixture.expected("diagnostics"), findings.as_deref().map(str::as_bytes));
    }
    assert!(
        check.faults.is_empty(),
        "{} outputs differ:\n{}",
        check.faults.len(),
        check.faults.join("\n")
    );
}

/// A test that rewrites what it should compare with never fails.
#[test]
fn nothing_is_rewritten_under_ci() {
    let ci = env::var("CI").is_ok_and(|v| v == "true");
    assert!(!(ci && updating()), "TRANSCRIPTA_UPDATE is set under CI");
}

fn updating() -> bool {
    env::var("TRANSCRIPTA_UPDATE").is_ok_and(|v| v == "1")
}

/// The input, read. That it can't be is a finding too.
fn reading(fixture: &Fixture, findings: &mut String) -> Option<Transcript> {
    match read(&fixture.input, &fixture.bytes(), &fixture.options()) {
        Ok(outcome) => {
            note(findings, "read", outcome.diagnostics);
            Some(outcome.transcript)
        }
        Err(error) => {
            let hint = error.hint().map(|hint| format!(" ({hint})"));
            let _ = writeln!(findings, "read: error: {error}{}", hint.unwrap_or_default());
            None
        }
    }
}

/// The second leg.
fn others(fixture: &Fixture, check: &mut Check, findings: &mut String) {
    let json = fixture.expected("json");
    let Ok(bytes) = std::fs::read(&json) else {
        return; // Reported as missing by the first leg.
    };
    let name = json.file_name().unwrap().to_string_lossy();
    let transcript = match read(&name, &bytes, &ReadOptions::default()) {
        Ok(outcome) => outcome.transcript,
        Err(error) => return check.fault(&json, &format!("cannot be read back: {error}")),
    };
    for format in WRITERS.iter().map(|w| w.format()) {
        if format.name == "json" {
            continue;
        }
        let bytes = written(&transcript, format.name, findings);
        let bytes = projection(format, bytes);
        check.file(&fixture.expected(&golden(format)), Some(&bytes));
    }
}

/// What is compared of an output: all of it, or for a binary format a text made of it.
fn projection(format: &Format, bytes: Vec<u8>) -> Vec<u8> {
    match (format.medium, format.name) {
        (Medium::Text, _) => bytes,
        (Medium::Binary, "pdf") => tagged::projection(&bytes).into_bytes(),
        (Medium::Binary, name) => panic!("say here how `{name}` is compared as text"),
    }
}

fn written(transcript: &Transcript, format: &str, findings: &mut String) -> Vec<u8> {
    let Written { bytes, diagnostics } =
        write(transcript, format, &WriteOptions::default()).unwrap();
    note(findings, format, diagnostics);
    bytes
}

fn note(findings: &mut String, who: &str, diagnostics: impl IntoIterator<Item = Diagnostic>) {
    for diagnostic in diagnostics {
        let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        let severity = word(serde_json::to_value(diagnostic.severity).unwrap());
        let code = word(serde_json::to_value(diagnostic.code).unwrap());
        let _ = writeln!(findings, "{who}: {severity}[{code}]: {diagnostic}");
    }
}

/// Compares, or rewrites.
#[derive(Default)]
struct Check {
    faults: Vec<String>,
}

impl Check {
    /// A file holds these bytes; with `None` there is no such file.
    fn file(&mut self, path: &Path, now: Option<&[u8]>) {
        let committed = std::fs::read(path).ok();
        if committed.as_deref() == now {
            return;
        }
        if updating() {
            match now {
                Some(now) => std::fs::write(path, now).unwrap(),
                None => std::fs::remove_file(path).unwrap(),
            }
            return;
        }
        match (committed, now) {
            (None, _) => self.fault(path, "is missing"),
            (_, None) => self.fault(path, "should not be there any more"),
            (Some(committed), Some(now)) => {
                let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                let difference = difference(&text(&committed), &text(now));
                self.fault(path, &difference.unwrap_or("not the same bytes".into()));
            }
        }
    }

    fn fault(&mut self, path: &Path, what: &str) {
        let path = path.strip_prefix(root()).unwrap_or(path);
        self.faults.push(format!("{}: {what}", path.display()));
    }
}
