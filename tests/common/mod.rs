//! What the tests over fixtures share: where the fixtures are, and how two texts differ.

// A test may look at files and the environment; each test binary uses a part of this.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, dead_code)]

use std::path::{Path, PathBuf};

use transcripta::convert::{NamedText, ReadOptions};
use transcripta::correct::EXTENSION;
use transcripta::format::{Format, Medium};
use transcripta::write::WRITERS;

/// A folder of `fixtures/`: an input and what is expected of it.
pub(crate) struct Fixture {
    /// Name of the folder, and of its files without their extensions.
    pub(crate) name: String,
    /// Name of the input.
    pub(crate) input: String,
    folder: PathBuf,
}

impl Fixture {
    /// The input's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.folder.join(&self.input)).unwrap()
    }

    /// How it is read: with the decisions that stand beside it.
    pub(crate) fn options(&self) -> ReadOptions {
        let path = self.expected(EXTENSION);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).ok();
        let corrections = text.map(|text| NamedText { name, text });
        ReadOptions { corrections, ..ReadOptions::default() }
    }

    /// Where an expected output stands: `NAME.tei.xml` for `tei.xml`.
    pub(crate) fn expected(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.name))
    }
}

/// The top of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every fixture, by name.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("fixtures"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders.into_iter().map(fixture).collect()
}

/// The one file that is no expected output is the input. A file of any other name is a fault:
/// nothing would ever look at it.
fn fixture(folder: PathBuf) -> Fixture {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let outputs = outputs();
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let file = entry.unwrap().file_name().to_string_lossy().into_owned();
        let extension = file.strip_prefix(&format!("{name}."));
        let extension = extension.unwrap_or_else(|| panic!("fixtures/{name}/{file}: whose is it?"));
        if !outputs.iter().any(|output| output == extension) {
            inputs.push(file);
        }
    }
    assert_eq!(inputs.len(), 1, "fixtures/{name}: inputs {inputs:?}");
    Fixture { input: inputs.remove(0), name, folder }
}

fn outputs() -> Vec<String> {
    let fixed = ["gold.jsonl", "diagnostics", EXTENSION].map(str::to_owned);
    let written = WRITERS.iter().map(|writer| golden(writer.format()));
    fixed.into_iter().chain(written).collect()
}

/// The extension of a format's golden: its own, or for a binary format that of its projection
/// as text (`pdf.txt`).
pub(crate) fn golden(format: &Format) -> String {
    match format.medium {
        Medium::Text => format.extensions[0].to_owned(),
        Medium::Binary => format!("{}.txt", format.extensions[0]),
    }
}

/// The first line in which two texts differ, both of them, cut to where the difference is.
pub(crate) fn difference(committed: &str, now: &str) -> Option<String> {
    if committed == now {
        return None;
    }
    let mut before = committed.split('\n');
    let mut after = now.split('\n');
    let mut number = 0;
    loop {
        number += 1;
        let (old, new) = (before.next(), after.next());
        if old == new {
            continue;
        }
        let (old, new) = (old.unwrap_or("(ended)"), new.unwrap_or("(ended)"));
        let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b);
        let column = same.count();
        return Some(format!(
            "line {number}, column {}\n    committed: {}\n    now:       {}",
            column + 1,
            around(old, column),
            around(new, column)
        ));
    }
}

/// A hundred characters of a line, those around a column.
fn around(line: &str, column: usize) -> String {
    let start = column.saturating_sub(30);
    let cut: String = line.chars().skip(start).take(100).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if line.chars().count() > start + 100 { "…" } else { "" };
    format!("{before}{cut}{after}")
}
