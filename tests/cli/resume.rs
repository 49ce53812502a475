//! The record of a run, and going on from it.

use std::fs;

use crate::harness::{Case, TALK};

const RUN: &str = "convert t --to json,md --output out --resume --verbose";

#[test]
fn what_is_up_to_date_and_intact_is_skipped() {
    let case = Case::with(&["t/a.txt", "t/b.txt"]);
    case.run("convert t --to json,md --output out --quiet").is_quiet();
    assert_eq!(case.all_files("out").last().unwrap(), "transcripta-manifest.jsonl");
    case.run(RUN).mentions(0, &["out/a.json: up to date", "0 converted, 2 up to date"]);
    // From another folder, and with one more format.
    let up = case.run("convert ./t --to json,md,tei --output ./out --resume --verbose");
    up.mentions(0, &["a.json: unchanged", "a.tei.xml: written", "2 converted"]);
}

#[test]
fn what_is_out_of_date_is_replaced() {
    let case = Case::with(&["t/a.txt", "t/b.txt"]);
    case.run(RUN).mentions(0, &["2 converted"]);
    let case = case.file("t/a.txt", TALK.replace("Hello", "Good morning"));
    case.run(RUN).mentions(0, &["out/a.json: replaced", "1 converted, 1 up to date"]);
    // Another option.
    case.run(&format!("{RUN} --title New")).mentions(0, &["out/b.md: replaced", "2 converted"]);
    assert!(case.read("out/b.md").contains("New"));
    // Without --resume nothing is replaced, whoever wrote it.
    case.run("convert t --to json,md --output out").mentions(5, &["out/b.md: kept"]);
}

#[test]
fn what_was_made_with_other_files_beside_it_is_replaced() {
    let case = Case::with(&["t/a.txt", "t/b.txt"]);
    case.run(RUN).mentions(0, &["2 converted"]);
    let case = case.file("t/a.transcripta.toml", "[metadata]\ntitle = \"One\"\n");
    case.run(RUN).mentions(0, &["out/a.md: replaced", "1 converted, 1 up to date"]);
    let case = case.file("t/a.transcripta.toml", "[metadata]\ntitle = \"Two\"\n");
    case.run(RUN).mentions(0, &["out/a.md: replaced", "1 converted, 1 up to date"]);
    // The same file by another path.
    case.run(&RUN.replace("convert t", "convert ./t")).mentions(0, &["2 up to date"]);
    let rules = std::fs::read_to_string("docs/rules.toml").unwrap();
    let case = case.file("rules.toml", &rules);
    case.run(&format!("{RUN} --rules rules.toml")).mentions(0, &["out/a.json: replaced"]);
    case.run(&format!("{RUN} --rules rules.toml")).mentions(0, &["2 up to date"]);
    let case = case.file("rules.toml", format!("{rules}# Changed.\n"));
    case.run(&format!("{RUN} --rules rules.toml")).mentions(0, &["out/a.json: replaced"]);
    case.run(&format!("{RUN} --rules rules.toml --min-confidence 0.9"))
        .mentions(0, &["2 converted"]);
}

#[test]
fn what_was_made_with_another_font_is_made_again() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
    let font = fs::read(format!("{fonts}/NotoSerifHebrew-Regular.ttf")).unwrap();
    let case =
        Case::new().file("t/a.txt", "Anna: שלום\nBen: Thank you, Anna.\nAnna: Why?\nBen: So.\n");
    let case = case.file("t/b.txt", TALK).file("font.ttf", &font);
    let run = "convert t --to pdf --output out --resume";
    let with = format!("{run} --font font.ttf");
    case.run(run).mentions(0, &["2 converted"]);
    case.run(&with).mentions(0, &["2 converted"]);
    case.run(&with).mentions(0, &["2 up to date"]);
    // Another font of the same name and length: a version number that nobody checks.
    let mut other = font;
    other[7] ^= 1;
    let case = case.file("font.ttf", other);
    case.run(&with).mentions(0, &["2 converted"]);
}

#[test]
fn what_another_version_wrote_is_replaced() {
    let case = Case::with(&["t/a.txt"]);
    case.run(RUN).mentions(0, &["out/a.md: written"]);
    // As if an older version had written something else, and said so.
    let old = "an older version's work\n";
    let digest = transcripta::batch::Digest::of(old.as_bytes());
    let mut entry: serde_json::Value =
        serde_json::from_str(&case.read("out/transcripta-manifest.jsonl")).unwrap();
    entry["version"] = "0.0.1".into();
    entry["outputs"][1]["content"] = serde_json::to_value(digest).unwrap();
    let case =
        case.file("out/transcripta-manifest.jsonl", format!("{entry}\n")).file("out/a.md", old);
    case.run(RUN).mentions(0, &["out/a.json: unchanged", "out/a.md: replaced"]);
    assert_ne!(case.read("out/a.md"), old);
}

#[test]
fn what_was_edited_is_kept_and_named() {
    let case = Case::with(&["t/a.txt", "t/b.txt"]);
    case.run(RUN).mentions(0, &["2 converted"]);
    let case = case.file("out/a.md", "corrected by hand");
    let edited = "out/a.md: kept, because it was edited since it was written";
    for _ in 0..2 {
        case.run(RUN).mentions(5, &[edited, "1 up to date, 1 kept"]);
        assert_eq!(case.read("out/a.md"), "corrected by hand");
    }
    // What is out of date beside it is replaced all the same.
    case.run(&format!("{RUN} --title New")).mentions(5, &["out/a.json: replaced", edited]);
    case.run(&format!("{RUN} --title New --force")).mentions(0, &["out/a.md: replaced"]);
    case.run(&format!("{RUN} --title New")).mentions(0, &["0 converted, 2 up to date"]);
}

#[test]
fn what_is_gone_is_made_again() {
    let case = Case::with(&["t/a.txt"]);
    case.run(RUN).mentions(0, &[]);
    fs::remove_file(case.path("out/a.md")).unwrap();
    case.run(RUN).mentions(0, &["out/a.json: unchanged", "out/a.md: written"]);
    // Without a record everything is compared.
    fs::remove_file(case.path("out/transcripta-manifest.jsonl")).unwrap();
    case.run(RUN).mentions(0, &["out/a.json: unchanged", "out/a.md: unchanged"]);
    case.run(RUN).mentions(0, &["up to date"]);
}

#[test]
fn a_record_is_kept_of_batches_only_unless_asked_for() {
    let case = Case::with(&["t/a.txt"]);
    let has = |name: &str| case.path(name).join("transcripta-manifest.jsonl").exists();
    case.run("convert t/a.txt --to json --output one/").is_quiet();
    case.run("convert t/a.txt --to json --output two/ --resume").is_quiet();
    case.run("convert t --to json --output three").is_quiet();
    case.run("convert t --to json --output four --no-manifest").is_quiet();
    assert_eq!(["one", "two", "three", "four"].map(has), [false, true, true, false]);
    case.run("convert t/a.txt --to json --resume")
        .mentions(2, &["--resume needs an output folder"]);
    case.run("convert t --to json --output five --resume --dry-run").mentions(0, &["would be"]);
    assert!(!case.path("five").exists());
}

#[test]
fn several_runs_at_once_share_a_record() {
    let names: Vec<String> = (0..40).map(|i| format!("t{}/{i}.txt", i % 4)).collect();
    let case = Case::with(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let children: Vec<_> = (0..4)
        .map(|i| {
            std::process::Command::new(assert_cmd::cargo::cargo_bin!("transcripta"))
                .current_dir(case.path(""))
                .args(["convert", &format!("t{i}"), "--to", "json", "--output", "out", "--quiet"])
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(case.files("out").len(), 40);
    case.run("convert t0 t1 t2 t3 --to json --output out --resume")
        .ends(0, &["0 converted, 40 up to date"]);
}
