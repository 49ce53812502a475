//! JSON lines: one table, whatever the transcript, and the README's examples over it.

// A test looks at files and the environment, runs programs, and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod common;

use std::env;
use std::io::{self, Write as _};
use std::process::Command;

use common::{fixtures, root};
use serde_json::Value;
use transcripta::convert::{ReadOptions, read, write};
use transcripta::model::{Inline, Transcript};
use transcripta::write::{JsonLines, WriteOptions};

const TALK: &str = "Anna: Hello and welcome.\nBen: Thank you, Anna.\n\
                    Anna: What brings you here?\nBen: The good company.\n\nAnd the food.\n";

fn transcript(name: &str, bytes: &[u8]) -> Transcript {
    read(name, bytes, &ReadOptions::default()).unwrap().transcript
}

fn lines(transcript: &Transcript, json_lines: JsonLines) -> Vec<Value> {
    let options = WriteOptions { json_lines, ..WriteOptions::default() };
    let bytes = write(transcript, "jsonl", &options).unwrap().bytes;
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_has_every_key_and_nothing_is_lost() {
    for fixture in fixtures() {
        let transcript = transcript(&fixture.input, &fixture.bytes());
        for unit in [JsonLines::Turn, JsonLines::Segment] {
            let lines = lines(&transcript, unit);
            let keys: Vec<String> = lines[0].as_object().unwrap().keys().cloned().collect();
            let mut text = String::new();
            for line in &lines {
                let object = line.as_object().unwrap();
                assert!(object.keys().eq(&keys), "{}: {line}", fixture.name);
                text.push_str(&whole(line));
            }
            let said: String =
                transcript.body.iter().flat_map(|b| b.segments()).map(|s| s.plain_text()).collect();
            assert_eq!(text.replace('\n', ""), said.replace('\n', ""), "{}", fixture.name);
        }
    }
}

/// The words of a line with what was left out put back in.
fn whole(line: &Value) -> String {
    let mut chars: Vec<String> = line["text"].as_str().unwrap().chars().map(String::from).collect();
    chars.push(String::new());
    for aside in line["asides"].as_array().unwrap().iter().rev() {
        let at = usize::try_from(aside["at"].as_u64().unwrap()).unwrap();
        chars[at].insert_str(0, aside["text"].as_str().unwrap());
    }
    chars.concat()
}

/// What happens, times and line numbers are no words of a turn.
#[test]
fn nothing_but_words_is_said() {
    for fixture in fixtures() {
        let transcript = transcript(&fixture.input, &fixture.bytes());
        let lines = lines(&transcript, JsonLines::Turn);
        let turns = lines.iter().filter(|line| line["type"] == "turn");
        for (line, turn) in turns.zip(transcript.turns()) {
            let words =
                turn.segments.iter().flat_map(|s| &s.content).filter_map(|piece| match piece {
                    Inline::Text { text } => Some(text.as_str()),
                    Inline::Direction { .. }
                    | Inline::TimeMark { .. }
                    | Inline::Furniture { .. } => None,
                });
            let bare = |text: &str| -> String { text.split_whitespace().collect() };
            let words: String = words.map(bare).collect();
            assert_eq!(bare(line["text"].as_str().unwrap()), words, "{}", fixture.name);
        }
    }
}

#[test]
fn a_line_says_who_and_where() {
    let talk = transcript("talk.txt", TALK.as_bytes());
    let turns = lines(&talk, JsonLines::Turn);
    assert_eq!(turns.len(), 4);
    let last = &turns[3];
    assert_eq!(last["speaker"], "Ben");
    assert_eq!(last["basis"], "labelled");
    assert_eq!(last["text"], "The good company.\nAnd the food.");
    assert_eq!((&last["first_line"], &last["last_line"]), (&4.into(), &6.into()));
    let segments = lines(&talk, JsonLines::Segment);
    assert_eq!(segments.len(), 5);
    assert_eq!(segments[4]["segment"], "t4.s2");
    assert_eq!(segments[4]["text"], "And the food.");
}

/// The `jq` commands of the README, as they stand there.
#[test]
fn the_examples_of_the_readme_run() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let block = readme.split("```shell\n").nth(1).and_then(|rest| rest.split("```").next());
    let commands: Vec<&str> = block.unwrap().lines().filter(|l| l.starts_with("jq ")).collect();
    assert!(commands.len() >= 3, "found only {commands:?}");
    if Command::new("jq").arg("--version").output().is_err() {
        let required = env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
        assert!(!required, "validators are required, but jq does not run");
        // Not `eprintln`, which the test harness keeps to itself when a test passes.
        let _ =
            writeln!(io::stderr(), "LEFT OUT: the README's jq examples, because there is no jq");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read(root().join("fixtures/en-radio-baker/en-radio-baker.txt")).unwrap();
    let talk = transcript("talk.txt", &text);
    let bytes = write(&talk, "jsonl", &WriteOptions::default()).unwrap().bytes;
    std::fs::write(folder.path().join("talk.jsonl"), bytes).unwrap();
    for command in commands {
        let run =
            Command::new("sh").args(["-ec", command]).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{command}: {said}");
        assert!(!run.stdout.is_empty(), "{command} finds nothing");
    }
}
