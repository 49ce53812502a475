//! The manifest, on disk.

use super::super::output::Past;
use super::*;

fn made_of(options: &str) -> Provenance {
    Provenance { source: Digest::of(b"source"), fingerprint: options.to_owned() }
}

fn entry(input: &str, output: &str, content: Option<&[u8]>, options: &str) -> Entry {
    let mut entry = Entry::new(PathText::of(Path::new(input)), made_of(options));
    entry.outputs.push(EntryOutput {
        format: "json".to_owned(),
        path: PathText::of(Path::new(output)),
        content: content.map(Digest::of),
    });
    entry
}

fn inputs(folder: &Path) -> Vec<String> {
    read(&folder.join(MANIFEST)).unwrap().into_iter().map(|entry| entry.input.path).collect()
}

#[test]
fn a_closed_manifest_is_in_order_and_says_each_output_once() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = Manifest::open(folder.path(), false).unwrap();
    for (input, content) in [("b", Some("1")), ("a", Some("1")), ("c", Some("1")), ("b", Some("2"))]
    {
        let output = format!("{input}.json");
        manifest.append(&entry(input, &output, content.map(str::as_bytes), "x")).unwrap();
    }
    // What was about to be written and was not.
    manifest.append(&entry("c", "c.json", None, "x")).unwrap();
    manifest.close().unwrap();
    assert_eq!(inputs(folder.path()), ["a", "b"]);
    let before = fs::read(folder.path().join(MANIFEST)).unwrap();
    Manifest::open(folder.path(), false).unwrap().close().unwrap();
    assert_eq!(fs::read(folder.path().join(MANIFEST)).unwrap(), before);
}

#[test]
fn while_another_run_writes_the_lines_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (
        Manifest::open(folder.path(), false).unwrap(),
        Manifest::open(folder.path(), false).unwrap(),
    );
    one.append(&entry("b", "b.json", Some(b"1"), "x")).unwrap();
    one.close().unwrap();
    two.append(&entry("a", "a.json", Some(b"1"), "x")).unwrap();
    assert_eq!(inputs(folder.path()), ["b", "a"]);
    two.close().unwrap();
    assert_eq!(inputs(folder.path()), ["a", "b"]);
}

#[test]
fn a_torn_line_spoils_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(MANIFEST);
    fs::write(&path, "{\"schema\": \"transcripta-mani").unwrap();
    let manifest = Manifest::open(folder.path(), true).unwrap();
    manifest.append(&entry("a", "a.json", Some(b"1"), "x")).unwrap();
    assert_eq!(inputs(folder.path()), ["a"]);
}

#[test]
fn a_version_counts_as_ours_even_when_a_newer_one_is_recorded() {
    let entries = [
        entry("a", "a.json", Some(b"old"), "x"),
        entry("a", "a.json", Some(b"new"), "y"),
        Entry { version: "0.0.0".into(), ..entry("b", "b.json", Some(b"b"), "x") },
    ];
    let recorded = Recorded::of(&entries);
    let (a, b) = (Path::new("a.json"), Path::new("b.json"));
    assert_eq!(recorded.past(a, b"old"), Past::Ours);
    assert_eq!(recorded.past(a, b"new"), Past::Ours);
    assert_eq!(recorded.past(a, b"mine"), Past::Edited);
    assert_eq!(recorded.past(Path::new("c.json"), b""), Past::Unknown);
    assert!(recorded.is_current(a, &Digest::of(b"new"), &made_of("y")));
    assert!(!recorded.is_current(a, &Digest::of(b"old"), &made_of("y")));
    // Of another version of the program.
    assert!(!recorded.is_current(b, &Digest::of(b"b"), &made_of("x")));
    assert_eq!(recorded.past(b, b"b"), Past::Ours);
}
