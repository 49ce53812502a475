//! The arrow between the parts (`ARCHITECTURE.md`): each may use only what stands left of it.

// A test looks at files and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// From left to right; parts of one step are blind to each other.
const ARROW: &[&[&str]] = &[
    &["columns", "parallel", "script"],
    &["source", "diagnostic", "error"],
    &["model"],
    &["format", "schema", "correct"],
    &["read", "attribute", "write"],
    &["convert"],
    &["verify"],
    &["batch"],
    &["cli"],
];

/// What the code does against the arrow, and why it may. One that is used no more fails.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("error", "source", "that bytes are no text stops an input"),
    ("source", "diagnostic", "a guessed encoding is reported"),
    ("source", "model", "a `Span` is a place in a source"),
    ("schema", "format", "the JSON format describes itself there"),
];

#[test]
fn no_part_uses_what_stands_right_of_it() {
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for (part, file, target) in uses() {
        if part == target || step(&target) < step(&part) {
            continue;
        }
        let exception = EXCEPTIONS.iter().find(|(from, to, _)| (*from, *to) == (&part, &target));
        match exception {
            Some(exception) => drop(used.insert(exception)),
            None => faults.push(format!("{}: {part} uses {target}", file.display())),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for exception in EXCEPTIONS {
        assert!(used.contains(exception), "{exception:?} is used no more");
    }
}

/// The command line sees the library from outside, and the library does not see it.
#[test]
fn the_library_knows_no_command_line() {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert!(!text.contains("mod cli"));
}

#[test]
fn uses_are_found() {
    let here = |text: &str| found(&["read", "text", "labels"], text);
    assert_eq!(here("use crate::{model::Span, source};"), ["model", "source"]);
    assert_eq!(here("fn a() -> crate::error::Error {"), ["error"]);
    assert_eq!(here("use super::super::json;"), ["read"]);
    assert_eq!(here("use super::super::super::write::x;"), ["write"]);
    assert_eq!(here("// use crate::write;\n/// crate::write"), [""; 0]);
    let tests = "mod tests {\n use super::super::super::super::batch;\n}";
    assert_eq!(here(tests), ["batch"]);
    assert_eq!(found(&["convert"], "use super::batch::{self, Gate};"), ["batch"]);
}

fn step(part: &str) -> usize {
    let at = ARROW.iter().position(|parts| parts.contains(&part));
    at.unwrap_or_else(|| ARROW.len()) // What has no place may be used by nobody.
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every use of one part by a file of another or the same: part, file, part used.
fn uses() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    let mut uses = Vec::new();
    let mut parts = BTreeSet::new();
    for file in files {
        let path = file.strip_prefix(root().join("src")).unwrap();
        let path = path.with_extension("").to_string_lossy().replace('\\', "/");
        let module: Vec<&str> = path.split('/').collect();
        if ["lib", "main"].contains(&module[0]) {
            continue;
        }
        assert!(step(module[0]) < ARROW.len(), "{path} has no place");
        parts.insert(module[0].to_owned());
        let text = std::fs::read_to_string(&file).unwrap();
        for target in found(&module, &text) {
            uses.push((module[0].to_owned(), file.clone(), target));
        }
    }
    assert!(parts.len() > 8, "found only {parts:?}");
    uses
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

/// The parts that a text of this module names: by `crate::`, by `super::` up to the top, and in
/// the command line by `transcripta::`.
fn found(module: &[&str], text: &str) -> Vec<String> {
    let mut parts = BTreeSet::new();
    let mut depth = module.len();
    for line in code(text).split(';') {
        if line.contains("mod tests {") {
            depth = module.len() + 1;
        }
        let own = if module[0] == "cli" { "transcripta::" } else { "crate::" };
        let mut rest = line;
        while let Some((at, head)) = next(rest, own) {
            let mut path = &rest[at + head.len()..];
            let mut up = usize::from(head == "super::");
            while let Some(further) = path.strip_prefix("super::") {
                (path, up) = (further, up + 1);
            }
            rest = path;
            if up > 0 && up < depth {
                // Within a part, or the part itself when what is left is a module of it.
                parts.insert(module[0].to_owned());
                continue;
            }
            // `crate::Error` is the one type of `crate::error`.
            parts.extend(heads(path).iter().map(|head| head.to_lowercase()));
        }
    }
    parts.into_iter().collect()
}

fn next<'a>(text: &str, own: &'a str) -> Option<(usize, &'a str)> {
    [own, "super::"].into_iter().filter_map(|head| Some((text.find(head)?, head))).min()
}

/// The first names of a path or of a group of paths.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut heads = vec![name(group)];
    let mut nested = 0;
    for (i, c) in group.char_indices() {
        match c {
            '{' => nested += 1,
            '}' if nested == 0 => break,
            '}' => nested -= 1,
            ',' if nested == 0 => heads.push(name(&group[i + 1..])),
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// Without comments.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let end = line.find("//").unwrap_or(line.len());
        &line[..end]
    });
    lines.collect::<Vec<_>>().join("\n")
}
