//! Where outputs go, and how they are named.

use crate::harness::Case;

#[test]
fn the_name_of_the_output_tells_the_format() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output new/b.json").is_quiet();
    assert_eq!(case.files("new"), ["b.json"]);
    case.run("convert a.txt --output b.xyz").mentions(
        2,
        &["b.xyz: no format that can be written has this extension", "--to takes json"],
    );
    case.run("convert a.txt --to json --output b.md").mentions(
        2,
        &["b.md: has the extension of `md`, and is to be `json` (give it another name, or say --to md)"],
    );
}

#[test]
fn without_output_one_text_goes_to_standard_output() {
    let case = Case::with(&["a.txt"]);
    let run = case.run("convert a.txt --to json");
    assert!(run.is_quiet().stdout.starts_with('{'));
    let dash = case.run("convert a.txt --to json --output -");
    assert_eq!(dash.is_quiet().stdout, run.stdout);
    assert_eq!(case.files(""), ["a.txt"]);
}

#[test]
fn an_existing_folder_or_a_slash_makes_a_folder() {
    let case = Case::with(&["a.txt"]).folder("there.json");
    case.run("convert a.txt --to json --output there.json").is_quiet();
    assert_eq!(case.files("there.json"), ["a.json"]);
    case.run("convert a.txt --to json --output x/y.json/").is_quiet();
    assert_eq!(case.files("x"), ["y.json/a.json"]);
}

#[test]
fn without_slash_one_output_is_a_file() {
    let case = Case::with(&["a.txt"]);
    let said = "out: a file, for one input in one format is one (say --output out/ for a folder)";
    case.run("convert a.txt --to json --output out").ends(0, &[said]);
    assert!(case.path("out").is_file());
    case.run("convert a.txt --to json --output out").is_quiet();
    case.run("convert a.txt --to json --output other --quiet").is_quiet();
    case.run("convert a.txt --to json --output folder/").is_quiet();
    assert_eq!(case.files("folder"), ["a.json"]);
}

#[test]
fn the_extension_can_be_kept() {
    let case = Case::with(&["a.txt", "a.text"]);
    case.run("convert a.txt a.text --to json --output out --keep-extension")
        .ends(0, &["2 converted"]);
    assert_eq!(case.files("out"), ["a.text.json", "a.txt.json"]);
}

#[test]
fn formats_are_named_in_any_case_and_written_once() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --to JSON,json --to Json --output out/ --verbose")
        .ends(0, &["out/a.json: written"]);
}

#[test]
fn every_format_has_its_file() {
    let case = Case::with(&["a.txt", "b.txt"]);
    let formats: Vec<_> =
        transcripta::write::WRITERS.iter().map(|writer| writer.format()).collect();
    let names: Vec<&str> = formats.iter().map(|format| format.name).collect();
    case.run(&format!("convert a.txt b.txt --to {} --output out --quiet", names.join(",")))
        .is_quiet();
    let mut expected: Vec<String> = ["a", "b"]
        .iter()
        .flat_map(|stem| formats.iter().map(move |f| format!("{stem}.{}", f.extensions[0])))
        .collect();
    expected.sort();
    assert_eq!(case.files("out"), expected);
}

#[test]
fn json_lines_come_beside_other_formats() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --to json --json-lines --output out/").is_quiet();
    assert_eq!(case.files("out"), ["a.json", "a.jsonl"]);
    let lines = |run: &str| case.run(run).is_quiet().stdout.lines().count();
    assert!(lines("convert a.txt --json-lines=segment") >= lines("convert a.txt --json-lines"));
    case.run("convert a.txt --json-lines=word").mentions(2, &["turn", "segment"]);
}

/// What was written can be converted further; a folder's README is no transcript.
#[test]
fn outputs_are_inputs() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --to tei,md --output out/").is_quiet();
    case.run("convert out/a.tei.xml --to md --output tei.md").is_quiet();
    case.run("convert out/a.md --to md --output md.md").is_quiet();
    assert_eq!(case.read("tei.md"), case.read("out/a.md"));
    assert_eq!(case.read("md.md"), case.read("out/a.md"));
    let case = Case::with(&["in/a.txt", "in/README.md"]);
    case.run("convert in --to json --output out").mentions(0, &["README.md was left out", "named"]);
    assert_eq!(case.files("out"), ["a.json"]);
}
