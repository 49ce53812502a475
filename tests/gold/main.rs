//! The reading of the program against the reference readings (`NAME.gold.jsonl`): who speaks
//! which lines in what role and function, what answers what, and what is no speech.
//!
//! No fixture is left out: those that differ are listed with how much, and a fixture that
//! reads worse *or better* than listed fails, so that the list stays true.

// A test looks at files and the environment, and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod reading;
mod record;

use std::env;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use common::{Fixture, fixtures};
use compare::differences;
use reading::Reading;
use record::Gold;
use transcripta::convert::{ReadOptions, read};
use transcripta::diagnostic::Diagnostics;
use transcripta::model::{Block, ParticipantId, Transcript, Turn};
use transcripta::source::{DecodeOptions, Source};

/// Fixtures that do not read as their reference yet, and how many records differ.
const KNOWN: &[(&str, usize)] = &[
    ("ar-weaver-labelled", 5),
    ("en-assembly-report", 15),
    ("en-deposition-numbered", 14),
    ("en-deposition-qa", 10),
    ("en-ferry-otter", 40),
    ("en-harbour-captions", 1),
    ("en-lighthouse-labelled", 4),
    ("en-radio-baker", 4),
    ("en-river-ecologist", 2),
    ("fr-assembly-questions", 1),
    ("ja-fisheries-committee", 1),
    ("zh-panel-bracketed", 4),
    ("zh-press-conference", 6),
];

#[test]
fn every_fixture_reads_as_recorded() {
    let mut faults = Vec::new();
    for fixture in with_gold() {
        let (text, transcript) = transcript(&fixture.input, &fixture.bytes());
        let gold = Gold::load(&fixture.expected("gold.jsonl"), &text);
        let found = differences(&gold, &Reading::of(&transcript));
        let known = KNOWN.iter().find(|(name, _)| *name == fixture.name);
        let known = known.map_or(0, |(_, count)| *count);
        let report = format!(
            "{}: {} records differ, {known} are known\n  {}",
            fixture.name,
            found.len(),
            found.join("\n  ")
        );
        if found.len() != known {
            faults.push(report);
        } else if known > 0 {
            println!("{report}");
        }
    }
    assert!(
        faults.is_empty(),
        "worse, or better, than in KNOWN of tests/gold/main.rs:\n{}",
        faults.join("\n")
    );
}

#[test]
fn every_known_difference_is_of_a_fixture() {
    let names: Vec<String> = with_gold().into_iter().map(|f| f.name).collect();
    for (name, count) in KNOWN {
        assert!(names.iter().any(|n| n == name), "{name} is no fixture");
        assert!(*count > 0, "{name} is known for no difference");
    }
}

/// What would the test above be worth if it saw nothing?
#[test]
fn a_wrong_reading_is_seen() {
    let fixture =
        with_gold().into_iter().find(|fixture| fixture.name == "zh-panel-bracketed").unwrap();
    let (text, right) = transcript(&fixture.input, &fixture.bytes());
    let gold = Gold::load(&fixture.expected("gold.jsonl"), &text);
    let count = |change: &dyn Fn(&mut Transcript)| {
        let mut transcript = right.clone();
        change(&mut transcript);
        differences(&gold, &Reading::of(&transcript)).len()
    };
    let known = count(&|_| {});
    let turns = right.turns().count();
    for (what, wrong) in [
        ("a role", count(&|t| t.participants[1].role = None)),
        ("a label", count(&|t| first_turn(t).label = None)),
        ("a function", count(&|t| first_turn(t).function = None)),
        ("a turn", count(&|t| drop(t.body.remove(first_index(t))))),
    ] {
        assert!(wrong > known, "{what}: {wrong} differ");
    }
    let all_one = count(&|t| {
        for block in &mut t.body {
            if let Block::Turn(turn) = block {
                turn.speakers = vec![ParticipantId(1)];
            }
        }
    });
    assert!(all_one > turns / 2, "{all_one} differ");
}

/// Any folder of `NAME.txt` with `NAME.gold.jsonl`, named by `TRANSCRIPTA_REFERENCE`: each has to
/// read exactly as its reference, and `NAME.json`, where there is one, has to hold that reading.
#[test]
fn the_reference_reads_exactly() {
    let Ok(folder) = env::var("TRANSCRIPTA_REFERENCE") else {
        let required = env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
        assert!(!required, "TRANSCRIPTA_REFERENCE is required, but not set");
        // Not `eprintln`, which the test harness keeps to itself when a test passes.
        let _ = writeln!(
            io::stderr(),
            "LEFT OUT: the reference transcripts, because TRANSCRIPTA_REFERENCE is not set"
        );
        return;
    };
    let texts = texts(Path::new(&folder));
    assert!(!texts.is_empty(), "{folder}: no NAME.txt with a reference");
    for path in texts {
        let name = path.file_name().unwrap().to_string_lossy();
        let (text, transcript) = transcript(&name, &std::fs::read(&path).unwrap());
        let gold = Gold::load(&path.with_extension("gold.jsonl"), &text);
        let found = differences(&gold, &Reading::of(&transcript));
        assert!(found.is_empty(), "{name}:\n  {}", found.join("\n  "));
        if let Ok(json) = std::fs::read(path.with_extension("json")) {
            let written = read("reference.json", &json, &ReadOptions::default()).unwrap();
            assert_eq!(written.transcript, transcript, "{name}: its JSON differs");
        }
    }
}

/// Every non-blank line of a fixture lies in exactly one record, as its README promises.
#[test]
fn every_reference_covers_its_text() {
    for fixture in with_gold() {
        let (text, _) = transcript(&fixture.input, &fixture.bytes());
        let faults = record::coverage(&fixture.expected("gold.jsonl"), &text);
        assert!(faults.is_empty(), "{}: {faults:?}", fixture.name);
    }
}

fn with_gold() -> Vec<Fixture> {
    let all = fixtures().into_iter();
    let some: Vec<_> = all.filter(|f| f.expected("gold.jsonl").exists()).collect();
    assert!(some.len() >= 10, "{} references", some.len());
    some
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut texts: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|e| e == "txt")
                && path.with_extension("gold.jsonl").exists()
        })
        .collect();
    texts.sort();
    texts
}

/// The decoded text, and the reading of it.
fn transcript(name: &str, bytes: &[u8]) -> (String, Transcript) {
    let mut diagnostics = Diagnostics::default();
    let source = Source::decode(name, bytes, &DecodeOptions::default(), &mut diagnostics).unwrap();
    let outcome = read(name, bytes, &ReadOptions::default()).unwrap();
    (source.text().to_owned(), outcome.transcript)
}

fn first_index(transcript: &Transcript) -> usize {
    let is_turn = |block: &Block| matches!(block, Block::Turn(_));
    transcript.body.iter().position(is_turn).unwrap()
}

fn first_turn(transcript: &mut Transcript) -> &mut Turn {
    let index = first_index(transcript);
    let Block::Turn(turn) = &mut transcript.body[index] else {
        panic!("the index is of a turn");
    };
    turn
}
