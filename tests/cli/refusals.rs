//! What is refused before anything is written.

use crate::harness::Case;

#[test]
fn a_slip_in_a_format_is_understood() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --to jsno").mentions(2, &["'jsno'", "'json'"]);
    case.run("convert a.txt --to json,docx").mentions(2, &["'docx'", "json"]);
    case.run("convert a.txt --from tex --to json").mentions(2, &["'tex'", "'text'"]);
}

#[test]
fn nothing_to_do_is_wrong_usage() {
    let case = Case::with(&["a.txt"]);
    case.run("").mentions(2, &["Usage"]);
    case.run("convert --to json").mentions(2, &["<INPUT>"]);
    case.run("convert a.txt --to json --encoding klingon").mentions(2, &["klingon"]);
    case.run("inspect a.txt --corrections none.toml").mentions(2, &["none.toml: cannot be read"]);
    case.run("convert a.txt").mentions(2, &["nothing names a format", "--to"]);
    case.run("convert a.txt --to json --quiet --verbose").mentions(2, &["--quiet"]);
    assert_eq!(case.files(""), ["a.txt"]);
}

#[test]
fn lines_for_data_tools_are_no_source() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output lines.jsonl").is_quiet();
    case.run("convert lines.jsonl --to md").mentions(1, &["not a transcript: JSON lines"]);
    case.run("inspect lines.jsonl").mentions(1, &["give the source, or its JSON"]);
}

/// Nor when a reader is asked for: names in brackets would become labels.
#[test]
fn turns_as_plain_text_are_no_source() {
    let case = Case::with(&["t/a.txt"]);
    case.run("convert t/a.txt --output t/a.turns.txt").is_quiet();
    case.run("convert t/a.turns.txt --to md").mentions(1, &["not a transcript: plain text of"]);
    case.run("convert t/a.turns.txt --from text --to md").mentions(1, &["give the source"]);
    case.run("inspect t/a.turns.txt").mentions(1, &["give the source, or its JSON"]);
    let marked = format!("\u{FEFF}{}", case.read("t/a.turns.txt"));
    std::fs::write(case.path("renamed.log"), marked).unwrap();
    case.run("convert renamed.log --to md").mentions(1, &["not a transcript: plain text of"]);
    for (run, out) in [("", "out"), (" --from text", "two")] {
        case.run(&format!("convert t --to json --output {out}{run} --verbose"))
            .mentions(0, &["t/a.turns.txt: left out, because transcripta wrote it"]);
        assert_eq!(case.files(out), ["a.json"]);
    }
}

#[test]
fn several_inputs_need_a_folder() {
    let case = Case::with(&["a.txt", "b.txt"]);
    case.run("convert a.txt b.txt --to json").ends(
        2,
        &["several inputs or formats need a folder for their outputs (give one with --output)"],
    );
    case.run("convert a.txt b.txt --to json --output -")
        .mentions(2, &["standard output takes one input"]);
    case.run("convert a.txt b.txt --output all.json").ends(
        2,
        &["all.json: is one file, and there are several inputs or formats \
           (give a folder; a `/` at the end makes it one)"],
    );
    case.run("convert - - --to json --output out")
        .ends(2, &["standard input can be given only once"]);
    assert_eq!(case.files(""), ["a.txt", "b.txt"]);
}

#[test]
fn two_inputs_with_one_output_are_refused() {
    let case = Case::with(&["t/a.txt", "t/a.text", "t/b.txt", "u/b.txt"]);
    case.run("convert t --to json --output out").ends(
        2,
        &["t/a.txt: has the same output as t/a.text, out/a.json; nothing was written (--keep-extension keeps them apart)"],
    );
    case.run("convert t/b.txt u/b.txt --to json --output out")
        .mentions(2, &["u/b.txt: has the same output as t/b.txt, out/b.json"]);
    assert!(!case.path("out").exists());
}

#[test]
fn a_source_is_never_replaced() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output b.json").is_quiet();
    let before = case.read("b.json");
    for arguments in [
        "convert b.json --to json --output b.json --force --title new",
        "convert b.json --to json --output ./ --force --title new",
        "convert b.json a.txt --to json --output ./x/.. --force --title new",
    ] {
        case.run(arguments).mentions(2, &["b.json: would replace the input b.json"]);
    }
    assert_eq!(case.read("b.json"), before);
}

#[test]
fn an_output_folder_that_cannot_be_made_is_told() {
    let case = Case::with(&["a.txt", "b.txt"]);
    case.run("convert a.txt --to json --output a.txt/x/")
        .mentions(2, &["a.txt/x/: the folder cannot be made: "]);
    case.run("convert a.txt b.txt --to json --output a.txt").mentions(2, &["a.txt: is one file"]);
    case.run("convert a.txt --to json --output a.txt/x.json")
        .ends(1, &["a.txt/x.json: cannot be written: a part of its path is a file"]);
}

#[cfg(unix)]
#[test]
fn a_source_is_not_replaced_through_a_link() {
    use std::os::unix::fs::symlink;
    let case = Case::with(&["t/a.txt"]).folder("out");
    symlink(case.path("t"), case.path("link")).unwrap();
    symlink(case.path("t/a.txt"), case.path("out/a.json")).unwrap();
    case.run("convert t/a.txt --to json --output link/a.txt --force")
        .mentions(2, &["link/a.txt: would replace the input t/a.txt"]);
    case.run("convert t --to json --output out --force")
        .mentions(2, &["out/a.json: would replace the input t/a.txt"]);
    assert_eq!(case.read("t/a.txt"), crate::harness::TALK);
}

#[test]
fn a_font_that_cannot_serve_is_refused() {
    let case = Case::with(&["a.txt"]).file("b.ttf", "no font");
    case.run("convert a.txt --to pdf --output out/ --font c.ttf")
        .mentions(2, &["c.ttf: cannot be read"]);
    case.run("convert a.txt --to pdf --output out/ --font b.ttf")
        .mentions(2, &["b.ttf: not a TrueType or OpenType font", ".otf"]);
    case.run("convert a.txt --to pdf --font-size 3").mentions(2, &["6 to 24"]);
    case.run("convert a.txt --to pdf --page-size a3").mentions(2, &["'a3'", "a4, letter, a5"]);
    assert_eq!(case.files(""), ["a.txt", "b.ttf"]);
}
