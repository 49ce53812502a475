//! Reads the JSON that this program writes, of this or an earlier minor version. A later one is
//! read as far as it is known, and what is not known is told of.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::format::Format;
use crate::model::{SchemaVersion, Transcript, check};
use crate::schema;
use crate::source::Source;

use super::{Likelihood, Reader, Reading};

/// Reader of our own JSON.
pub(super) struct JsonReader;

impl Reader for JsonReader {
    fn format(&self) -> &'static Format {
        &schema::JSON
    }

    fn sniff(&self, text: &str) -> Likelihood {
        let head: String = text.chars().filter(|c| !c.is_whitespace()).take(24).collect();
        if head.starts_with("{\"schema\":\"transcripta/") {
            Likelihood::Certain
        } else {
            Likelihood::No
        }
    }

    fn bears_mark(&self) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Reading, Error> {
        let refuse = |reason| Error::NotOfFormat { format: "a transcripta JSON document", reason };
        let mut transcript: Transcript =
            serde_json::from_str(source.text()).map_err(|error| refuse(error.to_string()))?;
        if let Some(fault) = check::check(&transcript).first() {
            return Err(refuse(fault.to_string()));
        }
        report(source.text(), &transcript, diagnostics);
        // What was read is written by this version.
        transcript.schema = SchemaVersion::CURRENT;
        Ok(Reading::Turns(Box::new(transcript)))
    }
}

/// How many unknown fields are named.
const NAMED: usize = 5;

/// Tells of a later version and of fields that this version does not know.
fn report(text: &str, transcript: &Transcript, diagnostics: &mut Diagnostics) {
    let (Ok(given), Ok(known)) =
        (serde_json::from_str::<Value>(text), serde_json::to_value(transcript))
    else {
        return;
    };
    let mut unknown = Vec::new();
    compare(&given, &known, "", &mut unknown);
    let version = transcript.schema;
    let is_newer = version.minor > SchemaVersion::CURRENT.minor;
    if !is_newer && unknown.is_empty() {
        return;
    }
    let mut message = match is_newer {
        true => format!("schema `{version}` is newer than `{}`", SchemaVersion::CURRENT),
        false => String::new(),
    };
    if !unknown.is_empty() {
        let lead = if is_newer { "; " } else { "" };
        let names: Vec<String> =
            unknown.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
        let more = if unknown.len() > NAMED { ", ..." } else { "" };
        message.push_str(&format!(
            "{lead}{} unknown fields are left out: {}{more}",
            unknown.len(),
            names.join(", ")
        ));
    }
    let hint = match is_newer {
        true => "use a newer transcripta to keep all of it",
        false => "`transcripta schema` tells the fields",
    };
    diagnostics.push(Diagnostic::warning(Code::NotRepresented, message).with_hint(hint));
}

/// The paths that are in what was given, but not in what was read of it. What is empty may be
/// left out. It goes no deeper than the parser went, which has a limit.
fn compare(given: &Value, known: &Value, path: &str, unknown: &mut Vec<String>) {
    match (given, known) {
        (Value::Object(given), Value::Object(known)) => {
            for (key, value) in given {
                let dot = if path.is_empty() { "" } else { "." };
                let at = || format!("{path}{dot}{key}");
                match known.get(key) {
                    Some(known) => compare(value, known, &at(), unknown),
                    None if is_empty(value) => {}
                    None => unknown.push(at()),
                }
            }
        }
        (Value::Array(given), Value::Array(known)) => {
            for (i, (given, known)) in given.iter().zip(known).enumerate() {
                compare(given, known, &format!("{path}[{i}]"), unknown);
            }
        }
        (_, _) => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(values) => values.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
