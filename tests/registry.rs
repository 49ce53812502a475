//! The tables of formats: names that mean one thing, and nothing that is not tested and told of.

// A test looks at files and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use common::{fixtures, golden, root};
use transcripta::format::Format;
use transcripta::read::READERS;
use transcripta::write::WRITERS;

/// Formats that the README tells of before they are merged; empty it then.
const COMING: &[&str] = &[];

fn readers() -> Vec<&'static Format> {
    READERS.iter().map(|reader| reader.format()).collect()
}

fn writers() -> Vec<&'static Format> {
    WRITERS.iter().map(|writer| writer.format()).collect()
}

#[test]
fn a_name_or_extension_means_one_format() {
    for formats in [readers(), writers()] {
        let mut names = BTreeMap::new();
        let mut extensions = BTreeMap::new();
        for format in formats {
            for name in std::iter::once(&format.name).chain(format.aliases) {
                let before = names.insert(name.to_lowercase(), format.name);
                assert_eq!(before, None, "`{name}` of {} too", format.name);
            }
            for extension in format.extensions {
                let before = extensions.insert(extension.to_lowercase(), format.name);
                assert_eq!(before, None, "`.{extension}` of {} too", format.name);
            }
        }
    }
}

/// What is read and written under one name is one format.
#[test]
fn a_format_is_described_once() {
    for reader in readers() {
        for writer in writers() {
            if reader.answers_to(writer.name) {
                assert!(std::ptr::eq(reader, writer), "two `{}`", writer.name);
            }
        }
    }
}

#[test]
fn names_are_plain() {
    let plain = |text: &str, more: &str| {
        !text.is_empty()
            && text.bytes().all(|b| {
                b.is_ascii_lowercase() || b.is_ascii_digit() || more.contains(char::from(b))
            })
    };
    for format in readers().into_iter().chain(writers()) {
        for name in std::iter::once(&format.name).chain(format.aliases) {
            assert!(plain(name, "-"), "{name}");
        }
        assert!(!format.extensions.is_empty(), "{}", format.name);
        for extension in format.extensions {
            assert!(plain(extension, "."), "{extension}");
            assert!(!extension.starts_with('.'), "{extension}");
        }
        assert!(format.media_type.is_ascii() && format.media_type.contains('/'));
        assert!(!format.summary.is_empty() && !format.summary.ends_with('.'));
    }
}

#[test]
fn every_writer_has_a_golden_for_every_fixture() {
    for fixture in fixtures() {
        for format in writers() {
            let path = fixture.expected(&golden(format));
            // An input that cannot be read has a diagnostic in their place.
            let refused =
                !fixture.expected("json").exists() && fixture.expected("diagnostics.txt").exists();
            assert!(path.exists() || refused, "{} is missing", path.display());
        }
    }
}

#[test]
fn every_reader_has_a_fixture() {
    for format in readers().into_iter().filter(|f| f.name != "json") {
        let mut all = fixtures().into_iter();
        let read = all.any(|fixture| format.extension_of(&fixture.input).is_some());
        assert!(read, "no fixture is read as {}", format.name);
    }
}

/// The README's table tells of each format by its name, with all extensions, and of no other.
#[test]
fn the_readme_tells_of_every_format() {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap();
    let table = text.split("## Formats").nth(1).unwrap();
    let table = table.split("\n## ").next().unwrap();
    let rows: BTreeMap<&str, Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>())
        .filter_map(|cells| {
            let name = cells[2].strip_prefix('`')?.strip_suffix('`')?;
            Some((name, cells))
        })
        .collect();
    let yes = |is: bool| if is { "yes" } else { "" };
    for format in readers().into_iter().chain(writers()) {
        let row = rows.get(format.name);
        let row = row.unwrap_or_else(|| panic!("no row for `{}`", format.name));
        let extensions: Vec<String> = format.extensions.iter().map(|e| format!("`.{e}`")).collect();
        assert_eq!(row[3], extensions.join(" "), "{}", format.name);
        assert_eq!(row[4], yes(readers().contains(&format)), "{}", format.name);
        assert_eq!(row[5], yes(writers().contains(&format)), "{}", format.name);
    }
    for name in rows.keys() {
        let mut all = readers().into_iter().chain(writers());
        let known = all.any(|format| format.name == *name);
        assert!(known || COMING.contains(name), "`{name}` is no format");
        assert!(!(known && COMING.contains(name)), "`{name}` is there now");
    }
}
