//! A person's decisions, in a file beside the source.

use crate::harness::Case;

const SIDECAR: &str = "by = \"KL\"\n[[paragraph]]\nline = 4\nspeaker = \"Anna\"\n";

fn case() -> Case {
    Case::with(&["talks/a.txt"]).file("talks/a.transcripta.toml", SIDECAR)
}

#[test]
fn the_file_beside_the_source_is_found_and_said() {
    let case = case();
    let run = case.run("convert talks/a.txt --to json --verbose");
    run.mentions(0, &["note: 1 decision by KL from talks/a.transcripta.toml"]);
    assert!(run.stdout.contains("\"basis\": \"supplied\""), "{}", run.stdout);
    let run = case.run("convert talks/a.txt --to json --no-corrections");
    assert!(!run.is_quiet().stdout.contains("supplied"), "{}", run.stdout);
}

#[test]
fn any_file_will_do_when_it_is_named() {
    let case = Case::with(&["a.txt", "b.txt"]).file("mine.toml", SIDECAR);
    let run = case.run("convert a.txt --to json --corrections mine.toml");
    assert!(run.is_quiet().stdout.contains("supplied"));
    case.run("convert a.txt b.txt --to json --output out --corrections mine.toml")
        .mentions(2, &["--corrections takes one input, and there are several"]);
    case.run("convert a.txt --to json --corrections none.toml")
        .ends(1, &["a.txt: none.toml: cannot be read: no such file or folder"]);
}

#[test]
fn a_walk_takes_no_corrections_for_transcripts() {
    let case = case();
    case.run("convert talks --to json --output out").is_quiet();
    assert_eq!(case.files("out"), ["a.json"]);
    assert!(case.read("out/a.json").contains("supplied"));
}

#[test]
fn every_output_shows_who_decided() {
    let case = case();
    case.run("convert talks --to json,tei,md,pdf --output out").is_quiet();
    assert!(case.read("out/a.json").contains("\"by\": \"KL\""));
    let markdown = case.read("out/a.md");
    assert!(markdown.contains("**Ben:** **\\[Anna\\*\\]** The good company."), "{markdown}");
    let tei = case.read("out/a.tei.xml");
    assert!(tei.contains("<name>KL</name>") && tei.contains("#resp.person1"), "{tei}");
}

#[test]
fn a_faulty_file_fails_its_input_only() {
    let case = case()
        .file("talks/b.txt", crate::harness::TALK)
        .file("talks/b.transcripta.toml", "[[paragraph]]\nline = 1\nspeeker = \"Anna\"\n");
    case.run("convert talks --to json --output out")
        .mentions(1, &["talks/b.txt: talks/b.transcripta.toml, line 3: unknown field `speeker`"]);
    assert_eq!(case.files("out"), ["a.json"]);
}
