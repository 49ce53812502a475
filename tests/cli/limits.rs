//! What is too large, too deep or a trap, at a size for every day; `tests/limits.py` has the rest.

use crate::harness::{Case, TALK};

const TEI: [&str; 2] =
    ["<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>", "</body></text></TEI>"];

#[test]
fn a_line_of_megabytes_is_a_line() {
    let case = Case::new().file("a.txt", "word word. ".repeat(200_000));
    let run = case.run("convert a.txt --to json --quiet");
    assert!(run.is_quiet().stdout.len() > 2_200_000);
}

#[test]
fn empty_lines_alone_are_no_text() {
    let case = Case::new().file("a.txt", "\n".repeat(1_000_000));
    case.run("convert a.txt --to json").mentions(1, &["a.txt: the file holds no text"]);
}

#[test]
fn nuls_are_kept_and_told() {
    let case = Case::new().file("a.txt", TALK.replace('.', ".\0"));
    let run = case.run("convert a.txt --to json");
    run.mentions(0, &["3 control characters"]);
    assert!(run.stdout.contains("\\u0000"));
}

#[test]
fn what_is_nested_deep_is_refused_or_read_but_ends() {
    let deep = "<div>".repeat(50_000) + "<p>Hello.</p>" + &"</div>".repeat(50_000);
    let case = Case::new()
        .file("lists.json", "[".repeat(500_000))
        .file("objects.json", "{\"a\":".repeat(200_000))
        .file("a.tei.xml", [TEI[0], &deep, TEI[1]].concat());
    for json in ["lists.json", "objects.json"] {
        let run = case.run(&format!("convert {json} --to md"));
        run.mentions(1, &["not a transcripta JSON document"]);
    }
    assert!(case.run("convert a.tei.xml --to md --quiet").is_quiet().stdout.contains("Hello."));
}

#[test]
fn no_entity_opens_a_file_or_grows() {
    let kinds = ["SYSTEM \"secret\"", "SYSTEM \"file:///etc/passwd\"", "\"grown grown\""];
    for kind in kinds {
        let document =
            ["<!DOCTYPE TEI [<!ENTITY a ", kind, ">]>", TEI[0], "<p>Hello &a;.</p>", TEI[1]];
        let case = Case::new().file("a.tei.xml", document.concat()).file("secret", "told");
        let run = case.run("convert a.tei.xml --to md");
        run.mentions(0, &["1 references to entities"]);
        for leaked in ["told", "root:", "grown"] {
            assert!(!run.stdout.contains(leaked), "{kind}: {}", run.stdout);
        }
    }
}

#[test]
fn an_archive_is_named_and_not_unpacked() {
    let case = Case::new()
        .file("a.txt", b"PK\x03\x04\x14\0\0\0\x08\0")
        .file("b.txt", b"\x1f\x8b\x08\0\0\0\0\0");
    case.run("convert a.txt --to json")
        .mentions(1, &["looks like a ZIP archive (unpack it first)"]);
    case.run("convert b.txt --to json")
        .mentions(1, &["looks like a gzip archive (unpack it first)"]);
}
