//! `transcripta inspect`

use crate::harness::{Case, TALK};

#[test]
fn every_block_has_a_line() {
    let case = Case::with(&["a.txt"]);
    let run = case.run("inspect a.txt");
    let out = &run.is_quiet().stdout;
    assert!(out.starts_with("a.txt: text/plain, UTF-8, "), "{out}");
    for title in ["turn", "lines", "speaker", "basis", "rules", "words"] {
        assert!(out.contains(title), "{title}: {out}");
    }
    for words in ["Hello and welcome.", "The good company."] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(!out.contains('\u{1b}'), "{out}");
}

#[test]
fn no_line_is_longer_than_the_page() {
    let long = format!("甲：{}\n乙：好。\n甲：好。\n乙：好。\n", "很长的话".repeat(100));
    let run = Case::new().file("a.txt", long).run("inspect a.txt --quiet");
    for line in run.is_quiet().stdout.lines() {
        let columns: usize = line.chars().map(|c| if c > '\u{2E80}' { 2 } else { 1 }).sum();
        assert!(columns <= 100, "{columns}: {line}");
    }
}

#[test]
fn the_model_is_what_convert_writes() {
    let case = Case::with(&["a.txt"]);
    let inspected = case.run("inspect a.txt --json");
    let converted = case.run("convert a.txt --to json");
    assert_eq!(inspected.is_quiet().stdout, converted.is_quiet().stdout);
}

#[test]
fn colours_are_for_those_who_want_them() {
    let case = Case::with(&["a.txt"]);
    let coloured = |names: &[&str]| {
        let mut command = case.command();
        for name in names {
            command.env(name, "1");
        }
        let output = command.args(["inspect", "a.txt"]).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[]));
    assert!(coloured(&["CLICOLOR_FORCE"]));
    assert!(!coloured(&["CLICOLOR_FORCE", "NO_COLOR"]));
}

#[test]
fn the_source_cannot_steer_the_terminal() {
    let case = Case::new().file("a.txt", TALK.replace("welcome", "\u{1b}]0;mine\u{7}\u{202e}"));
    let run = case.run("inspect a.txt --quiet");
    assert!(!run.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{run:?}");
}

#[test]
fn standard_input_can_be_inspected() {
    let run = Case::new().run_with("inspect -", TALK);
    assert!(run.is_quiet().stdout.starts_with("stdin: "));
}

#[test]
fn what_cannot_be_inspected_is_told() {
    let case = Case::new().file("empty.txt", "").folder("t");
    case.run("inspect none.txt").ends(2, &["none.txt: no such file or folder"]);
    case.run("inspect t").mentions(2, &["t: is a folder (name a file in it)"]);
    case.run("inspect empty.txt").mentions(1, &["empty.txt: ", "empty"]);
}
