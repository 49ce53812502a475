//! The lines in order, each output in one of them only: the last that names it.

use std::collections::HashMap;
use std::io;

use super::{Entry, PathText};

/// The manifest in order: the same for the same outputs, however many runs it took.
pub(super) fn ordered(mut entries: Vec<Entry>) -> io::Result<Vec<u8>> {
    let mut owners: HashMap<PathText, Vec<usize>> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for output in &entry.outputs {
            let owner = owners.entry(output.path.clone()).or_default();
            if output.content.is_some() {
                owner.push(index);
            } else if owner.last().is_some_and(|last| is_corrected(&entries[*last], entry)) {
                // It was not written after all: what was there before still is.
                owner.pop();
            }
        }
    }
    for (index, entry) in entries.iter_mut().enumerate() {
        let owns =
            |path: &PathText| owners.get(path).and_then(|owner| owner.last()) == Some(&index);
        entry.outputs.retain(|output| output.content.is_some() && owns(&output.path));
    }
    entries.retain(|entry| !entry.outputs.is_empty());
    entries.sort_by(|a, b| place(a).cmp(&place(b)));
    let mut out = Vec::new();
    for entry in &entries {
        serde_json::to_writer(&mut out, entry)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn is_corrected(entry: &Entry, by: &Entry) -> bool {
    entry.input == by.input
        && entry.source == by.source
        && entry.fingerprint == by.fingerprint
        && entry.version == by.version
}

fn place(entry: &Entry) -> (&PathText, Option<&PathText>) {
    (&entry.input, entry.outputs.first().map(|output| &output.path))
}
