//! From the name of an input to the names of its outputs.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::format::Format;
use crate::{read, write};

/// Longest ending that counts as an extension when no format claims it.
const LONGEST_UNKNOWN: usize = 10;

/// The name of an output: the input's, without its extension unless that is kept, plus the
/// format's.
pub(super) fn output_name(input: &OsStr, format: &Format, keep_extension: bool) -> OsString {
    let mut name = if keep_extension { input.to_os_string() } else { stem(input) };
    if let Some(extension) = format.extensions.first() {
        name.push(".");
        name.push(extension);
    }
    name
}

/// The name without its extension. Never empty: `.txt` is a name, not an extension.
pub(super) fn stem(name: &OsStr) -> OsString {
    let mut stem = name;
    for _ in 0..extension_parts(&name.to_string_lossy()) {
        stem = Path::new(stem).file_stem().unwrap_or(stem);
    }
    stem.to_os_string()
}

/// Of how many parts the extension is: 2 for `tei.xml`, 0 for a name without one.
fn extension_parts(name: &str) -> usize {
    let known = read::READERS
        .iter()
        .map(|r| r.format())
        .chain(write::WRITERS.iter().map(|w| w.format()))
        .filter_map(|format| format.extension_of(name))
        .filter(|extension| extension.len() + 1 < name.len())
        .max_by_key(|extension| extension.len());
    match known {
        Some(extension) => 1 + extension.matches('.').count(),
        None => usize::from(looks_like_extension(name)),
    }
}

/// `minutes.docx` ends with an extension; `Dr. Smith`, `talk v1.2` and `2019.05.12` do not.
fn looks_like_extension(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && ending.len() <= LONGEST_UNKNOWN
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            && ending.bytes().any(|b| b.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_goes_and_a_stem_stays() {
        for (name, expected) in [
            ("talk.txt", "talk"),
            ("TALK.TXT", "TALK"),
            ("talk.mp3.txt", "talk.mp3"),
            ("talk.docx", "talk"),
            ("talk.tar.gz", "talk.tar"),
            ("李局长.txt", "李局长"),
            ("talk", "talk"),
            (".txt", ".txt"),
            (".notes.txt", ".notes"),
            ("Dr. Smith", "Dr. Smith"),
            ("2019.05.12", "2019.05.12"),
            ("talk.", "talk."),
            ("..txt", "."),
        ] {
            assert_eq!(stem(OsStr::new(name)), OsStr::new(expected), "{name}");
        }
    }

    #[test]
    fn a_kept_extension_stands_before_the_new_one() {
        let json = crate::write::by_name("json").unwrap().format();
        let name = |keep| output_name(OsStr::new("a.txt"), json, keep);
        assert_eq!(name(false), "a.json");
        assert_eq!(name(true), "a.txt.json");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_unicode_are_names() {
        use std::os::unix::ffi::OsStrExt;
        let name = OsStr::from_bytes(b"caf\xe9.txt");
        assert_eq!(stem(name), OsStr::from_bytes(b"caf\xe9"));
    }
}
