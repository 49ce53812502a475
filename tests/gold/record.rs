//! Reference readings, as `fixtures/README.md` describes them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::reading::TurnReading;

#[derive(Deserialize)]
struct Record {
    turn: Option<usize>,
    speaker: Option<String>,
    role: Option<String>,
    kind: String,
    function: Option<String>,
    answers: Option<usize>,
    label: Option<String>,
    #[serde(default)]
    continues: bool,
    first_line: u32,
    last_line: u32,
}

/// A reference reading.
pub(super) struct Gold {
    /// The turns, parts that go on after an interruption joined to what they go on from.
    pub(super) turns: Vec<TurnReading>,
    /// What is no speech: kind and lines, a record each.
    pub(super) silent: Vec<(String, BTreeSet<u32>)>,
}

impl Gold {
    pub(super) fn load(path: &Path, text: &str) -> Self {
        let mut gold = Self { turns: Vec::new(), silent: Vec::new() };
        // First line of each turn, by its number; parts stand for what they go on from.
        let mut firsts: BTreeMap<usize, u32> = BTreeMap::new();
        for record in records(path) {
            let lines = spoken(&record, text);
            let Some(number) = record.turn else {
                gold.silent.push((record.kind, lines));
                continue;
            };
            if record.continues {
                let whole = gold.turns.last_mut().unwrap();
                whole.lines.extend(lines);
                firsts.insert(number, whole.first());
                continue;
            }
            firsts.insert(number, record.first_line);
            gold.turns.push(TurnReading {
                lines,
                speaker: record.speaker.unwrap(),
                role: record.role,
                function: record.function,
                answers: record.answers.map(|number| firsts[&number]),
                label: record.label.map(|label| label.trim().to_owned()),
            });
        }
        gold
    }
}

/// Lines of the text that lie in no record or in several, and records that lie outside of it.
pub(super) fn coverage(path: &Path, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut covered = BTreeSet::new();
    for record in records(path) {
        if record.first_line == 0 || record.last_line < record.first_line {
            faults.push(format!("{}-{}", record.first_line, record.last_line));
        }
        for line in spoken(&record, text) {
            if !covered.insert(line) {
                faults.push(format!("line {line} twice"));
            }
        }
    }
    let all = 1..=u32::try_from(text.lines().count()).unwrap();
    let missing = all.filter(|line| !is_blank(text, *line) && !covered.contains(line));
    faults.extend(missing.map(|line| format!("line {line} in none")));
    faults
}

fn records(path: &Path) -> Vec<Record> {
    let text = std::fs::read_to_string(path).unwrap();
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    text.lines().map(parse).collect()
}

/// The lines of a record that are not blank.
fn spoken(record: &Record, text: &str) -> BTreeSet<u32> {
    (record.first_line..=record.last_line).filter(|line| !is_blank(text, *line)).collect()
}

fn is_blank(text: &str, line: u32) -> bool {
    let line = text.lines().nth(line as usize - 1);
    line.is_none_or(|line| line.trim().is_empty())
}
