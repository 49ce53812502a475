//! `verify`, and `convert --verify`.

use crate::harness::{Case, TALK};

/// The talk in every format, proven as it was written.
fn converted() -> Case {
    let case = Case::with(&["talk.txt"]);
    case.run("convert talk.txt --to json,tei,md,pdf --output out/ --verify").is_quiet();
    case
}

#[test]
fn outputs_that_hold_their_source_are_told_one_a_line() {
    let case = converted();
    let run =
        case.run("verify out/talk.json out/talk.tei.xml out/talk.md out/talk.pdf -s talk.txt");
    run.is_quiet();
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{run:?}");
    assert!(
        lines[3].starts_with("ok  out/talk.pdf: 81 characters, 4 turns, source sha256 "),
        "{run:?}"
    );
    let quiet = case.run("verify out/talk.json out/talk.pdf --source talk.txt --quiet");
    assert_eq!(quiet.is_quiet().stdout, "");
}

#[test]
fn a_difference_has_an_exit_code_of_its_own() {
    let case = converted();
    let changed = case.read("out/talk.md").replace("Thank you", "Thank  you");
    let case = case.file("out/talk.md", changed);
    let run = case.run("verify out/talk.md out/talk.json --source talk.txt");
    run.mentions(4, &["out/talk.md: line ", "(line 2, column 12)"]);
    assert!(run.stdout.starts_with("ok  out/talk.json: "), "the others are looked at: {run:?}");
    // Of another source, or cut off.
    let case = case.file("other.txt", TALK.replace("Hello", "Hallo"));
    case.run("verify out/talk.pdf --source other.txt").mentions(4, &["was made of another source"]);
    let half = case_head(&case);
    let case = case.file("out/talk.json", half);
    case.run("verify out/talk.json --source talk.txt").mentions(4, &["cannot be read back: EOF"]);
}

fn case_head(case: &Case) -> String {
    let all = case.read("out/talk.json");
    all[..all.len() / 2].to_owned()
}

#[test]
fn what_cannot_be_verified_is_told_in_one_line() {
    let case = converted().file("talk.docx", "");
    case.run("verify talk.docx --source talk.txt").ends(
        2,
        &["talk.docx: `docx` cannot be verified (these can: json, jsonl, tei, md, turns, pdf)"],
    );
    case.run("verify gone.pdf --source talk.txt").ends(2, &["gone.pdf: no such file or folder"]);
    case.run("verify out/talk.md --source gone.txt").ends(2, &["gone.txt: no such file or folder"]);
    // The others are sound: some were done.
    case.run("verify gone.pdf out/talk.md --source talk.txt").mentions(1, &["gone.pdf"]);
    assert_eq!(case.run("verify out/talk.md").code, Some(2));
}

#[test]
fn the_source_is_read_again_as_the_output_records() {
    // 主持人 and what follows, in Big5.
    let text = "主持人：您好。\n王老師：大家好。\n主持人：請說。\n王老師：好的。\n";
    let (big5, _, _) = encoding_rs::BIG5.encode(text);
    let case = Case::new().file("talk.txt", big5);
    case.run("convert talk.txt --to json,tei,md,pdf --output out/ --encoding big5 --language zh-Hant --title 談話 --verify")
        .is_quiet();
    case.run("verify out/talk.json out/talk.tei.xml out/talk.md --source talk.txt").is_quiet();
    case.run("verify out/talk.pdf --source talk.txt --encoding big5").is_quiet();
}

#[test]
fn an_output_of_our_json_is_proven_against_it() {
    let case = converted();
    case.run("convert out/talk.json --to tei,md,pdf --output again/ --verify").is_quiet();
    case.run("verify again/talk.tei.xml again/talk.md again/talk.pdf --source out/talk.json")
        .is_quiet();
    case.run("verify again/talk.pdf --source talk.txt").is_quiet();
}

/// The command of the README for a whole batch, as it stands there.
#[cfg(unix)]
#[test]
fn a_whole_batch_is_verified_by_its_manifest() {
    use std::io::Write as _;
    use std::process::Command;

    if Command::new("jq").arg("--version").output().is_err() {
        let required = std::env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
        assert!(!required, "validators are required, but jq does not run");
        // Not `eprintln`, which the test harness keeps to itself when a test passes.
        let _ = writeln!(std::io::stderr(), "LEFT OUT: a batch verified, because there is no jq");
        return;
    }
    let readme = include_str!("../../README.md");
    let script = readme.split("```bash\n").nth(1).unwrap().split("```").next().unwrap();
    let program = assert_cmd::cargo::cargo_bin!("transcripta");
    let path =
        format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let case = Case::with(&["t/a.txt", "t/it's b/b.txt"]);
    let verified = || {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]).env("PATH", &path).current_dir(case.path(""));
        let run = shell.output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        (run.status.code(), String::from_utf8_lossy(&run.stdout).lines().count(), said)
    };
    case.run("convert t --to json,md --output out --quiet").is_quiet();
    assert_eq!(verified(), (Some(0), 4, String::new()));
    let changed = case.read("out/a.md").replace("Thank you", "Thank  you");
    std::fs::write(case.path("out/a.md"), changed).unwrap();
    let (code, sound, said) = verified();
    assert_eq!((code, sound), (Some(4), 3));
    assert!(said.contains("out/a.md: line ") && said.contains("(line 2, column 12)"), "{said}");
    let manifest = case.path("out/transcripta-manifest.jsonl");
    let whole = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, format!("{whole}{{\"cut")).unwrap();
    assert_eq!(verified().0, Some(4), "a line that is cut hides nothing");
    std::fs::remove_file(&manifest).unwrap();
    assert_eq!(verified().0, Some(1), "nothing is proven by no manifest");
}
