//! The JSON form as a promise: the published schema is that of the types, an independent
//! validator takes every output by it, and what an older version wrote is still read.
//!
//! `TRANSCRIPTA_UPDATE=1 cargo test --test schema` rewrites the schema of the present version; it
//! may only grow while the version is not released. Samples are never rewritten.

// A test looks at files and the environment, and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod common;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use common::{difference, fixtures, root};
use serde_json::{Value, json};
use transcripta::convert::{ReadOptions, ReadOutcome, read, write};
use transcripta::diagnostic::Code;
use transcripta::model::{SchemaVersion, Transcript};
use transcripta::schema::json_schema;
use transcripta::write::WriteOptions;

fn published() -> PathBuf {
    let SchemaVersion { major, minor } = SchemaVersion::CURRENT;
    root().join(format!("schema/transcripta-{major}.{minor}.schema.json"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn read_json(bytes: &[u8]) -> ReadOutcome {
    read("x.json", bytes, &ReadOptions::default()).unwrap()
}

fn written(transcript: &Transcript) -> Value {
    let bytes = write(transcript, "json", &WriteOptions::default()).unwrap().bytes;
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let now = json_schema();
    if env::var("TRANSCRIPTA_UPDATE").is_ok_and(|v| v == "1") {
        fs::write(published(), &now).unwrap();
    }
    let committed = fs::read_to_string(published()).unwrap();
    let difference = difference(&committed, &now);
    assert_eq!(difference, None, "raise the minor version, or take the schema anew");
}

#[test]
fn every_output_is_valid_by_every_schema_of_its_version_or_newer() {
    let schemas: Vec<Value> = files("schema")
        .into_iter()
        .filter(|path| is_of_transcripts(path))
        .map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
        .collect();
    assert!(schemas.len() > 1);
    for schema in &schemas {
        // Python's jsonschema refuses 0.951 as a multiple of 0.001; others do not.
        assert!(!schema.to_string().contains("multipleOf"));
        jsonschema::meta::validate(schema).unwrap();
        let validator = jsonschema::validator_for(schema).unwrap();
        let mut count = 0;
        for fixture in fixtures() {
            let Ok(json) = fs::read(fixture.expected("json")) else {
                continue;
            };
            let instance: Value = serde_json::from_slice(&json).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&instance)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", fixture.name);
            count += 1;
        }
        assert!(count > 10, "only {count} outputs");
    }
}

/// `schema/transcripta-1.1.schema.json`; those of reports and streams have their own tests.
fn is_of_transcripts(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("transcripta-"))
}

/// A schema that takes everything would be of no use.
#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fixture = &fixtures()[0];
    let good: Value = serde_json::from_slice(&fs::read(fixture.expected("json")).unwrap()).unwrap();
    assert!(validator.is_valid(&good));
    let wrong = |change: fn(&mut Value)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!validator.is_valid(&bad), "{bad}");
    };
    wrong(|v| v["schema"] = "transcripta/2.0".into());
    wrong(|v| v["schema"] = "1.0".into());
    wrong(|v| drop(v.as_object_mut().unwrap().remove("body")));
    wrong(|v| v["body"][0]["type"] = "song".into());
    wrong(|v| v["body"][0]["id"] = "t01".into());
    wrong(|v| v["participants"][0]["basis"] = "guessed".into());
    wrong(|v| v["participants"][0]["id"] = "1".into());
    wrong(|v| v["source"]["bytes"] = (-1).into());
}

/// Whether all that `old` says is in `new` too.
fn holds(new: &Value, old: &Value, path: &str) {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            for (key, value) in old.iter().filter(|(key, _)| *key != "schema") {
                let there = new.get(key).unwrap_or_else(|| panic!("{path}.{key} is gone"));
                holds(there, value, &format!("{path}.{key}"));
            }
        }
        (Value::Array(new), Value::Array(old)) => {
            assert_eq!(new.len(), old.len(), "{path}");
            for (i, (new, old)) in new.iter().zip(old).enumerate() {
                holds(new, old, &format!("{path}[{i}]"));
            }
        }
        (new, old) => assert_eq!(new, old, "{path}"),
    }
}

#[test]
fn what_older_versions_wrote_is_still_read_whole() {
    let mut count = 0;
    for version in files("schema/samples") {
        for sample in fs::read_dir(&version).unwrap() {
            let path = sample.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let outcome = read_json(&bytes);
            let lost = outcome.diagnostics.iter().find(|d| d.code == Code::NotRepresented);
            assert_eq!(lost, None, "{}", path.display());
            let old: Value = serde_json::from_slice(&bytes).unwrap();
            holds(&written(&outcome.transcript), &old, &path.display().to_string());
            count += 1;
        }
    }
    assert!(count >= 3, "only {count} samples");
}

/// The samples of a version say everything that it can say, or nobody would miss it.
#[test]
fn the_samples_use_every_word_of_the_schema() {
    let SchemaVersion { major, minor } = SchemaVersion::CURRENT;
    for minor in 0..=minor {
        let version = format!("{major}.{minor}");
        let samples: String = files(&format!("schema/samples/{version}"))
            .into_iter()
            .map(|path| fs::read_to_string(path).unwrap())
            .collect();
        let schema = root().join(format!("schema/transcripta-{version}.schema.json"));
        let schema: Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
        let mut words = Vec::new();
        vocabulary(&schema, &mut words);
        assert!(words.len() > 80, "only {words:?}");
        for word in words {
            assert!(samples.contains(&format!("\"{word}\"")), "no sample says `{word}`");
        }
    }
}

/// Names of properties, and words that a property may be.
fn vocabulary(schema: &Value, words: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => {
                        words.extend(properties.keys().cloned());
                    }
                    ("const", Value::String(word)) => words.push(word.clone()),
                    ("enum", Value::Array(all)) => {
                        words.extend(all.iter().filter_map(|w| w.as_str().map(str::to_owned)));
                    }
                    _ => {}
                }
                vocabulary(value, words);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| vocabulary(value, words)),
        _ => {}
    }
}

#[test]
fn a_newer_minor_version_is_read_and_said_to_be_newer() {
    let sample = fs::read(&files("schema/samples/1.0")[0]).unwrap();
    let mut newer: Value = serde_json::from_slice(&sample).unwrap();
    newer["schema"] = "transcripta/1.999".into();
    newer["mood"] = json!({"is": "new"});
    newer["body"][0]["weather"] = "fair".into();
    let outcome = read_json(&serde_json::to_vec(&newer).unwrap());
    assert_eq!(outcome.transcript.schema, SchemaVersion::CURRENT);
    let said: Vec<_> = outcome.diagnostics.iter().map(|d| d.message.clone()).collect();
    assert!(said[0].contains("`transcripta/1.999`"), "{said:?}");
    assert!(said[0].contains("`mood`") && said[0].contains("`body[0].weather`"), "{said:?}");
    newer["schema"] = "transcripta/2.0".into();
    let bytes = serde_json::to_vec(&newer).unwrap();
    let error = read("x.json", &bytes, &ReadOptions::default()).unwrap_err().to_string();
    assert!(error.contains("another major version"), "{error}");
}

/// A slip in a file that was edited by hand is told of, not passed over.
#[test]
fn an_unknown_field_is_told_of() {
    let sample = fs::read(&files("schema/samples/1.0")[0]).unwrap();
    let mut slip: Value = serde_json::from_slice(&sample).unwrap();
    slip["metadata"]["tittle"] = "A talk".into();
    let outcome = read_json(&serde_json::to_vec(&slip).unwrap());
    let said: Vec<_> = outcome.diagnostics.iter().map(|d| d.message.clone()).collect();
    assert!(said.len() == 1 && said[0].contains("`metadata.tittle`"), "{said:?}");
}
