//! What differs between a reference and a reading, a line for each record.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Reading, TurnReading};
use super::record::Gold;

/// A turn is found by the line that it begins at. A record of the reference counts once, however
/// much of it differs; so does a turn that the reference does not have.
pub(super) fn differences(gold: &Gold, reading: &Reading) -> Vec<String> {
    let mut found: BTreeMap<u32, &TurnReading> =
        reading.turns.iter().map(|t| (t.first(), t)).collect();
    let spoken: BTreeSet<u32> = reading.turns.iter().flat_map(|t| t.lines.clone()).collect();
    let mut all = Vec::new();
    for turn in &gold.turns {
        let faults = match found.remove(&turn.first()) {
            Some(found) => faults(turn, found),
            None => vec![format!("no turn of {} begins here", turn.speaker)],
        };
        if !faults.is_empty() {
            all.push((turn.first(), range(&turn.lines), faults.join("; ")));
        }
    }
    for (kind, lines) in &gold.silent {
        let heard: BTreeSet<u32> = lines.intersection(&spoken).copied().collect();
        if let Some(line) = heard.first() {
            let what = format!("{kind} read as speech");
            all.push((*line, range(&heard), what));
        }
    }
    for (line, turn) in found {
        let what = format!("a turn of {} too many", turn.speaker);
        all.push((line, range(&turn.lines), what));
    }
    all.sort();
    all.into_iter().map(|(_, lines, what)| format!("{lines}: {what}")).collect()
}

fn faults(gold: &TurnReading, found: &TurnReading) -> Vec<String> {
    let mut faults = Vec::new();
    let mut compare = |what: &str, gold: String, found: String| {
        if gold != found {
            faults.push(format!("{what} {gold}, read {found}"));
        }
    };
    let word = |word: &Option<String>| word.clone().unwrap_or("none".to_owned());
    compare("lines", range(&gold.lines), range(&found.lines));
    // A label may be in capitals where the reference writes a name.
    if gold.speaker.to_lowercase() != found.speaker.to_lowercase() {
        compare("speaker", gold.speaker.clone(), found.speaker.clone());
    }
    compare("role", word(&gold.role), word(&found.role));
    compare("function", word(&gold.function), word(&found.function));
    compare("label", word(&gold.label), word(&found.label));
    let line = |line: Option<u32>| line.map_or("none".to_owned(), |line| line.to_string());
    compare("answers", line(gold.answers), line(found.answers));
    faults
}

/// `3`, `3-5`, `3-5,7`.
fn range(lines: &BTreeSet<u32>) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let show = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    runs.iter().map(show).collect::<Vec<_>>().join(",")
}
