//! Standard output: pipes that close, colours, and the commands that only print.

use std::io::Read;
use std::process::Stdio;

use crate::harness::{Case, TALK};

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let mut case = Case::new().file("long.txt", TALK.repeat(5000));
    for i in 0..100 {
        case = case.file(&format!("many/{i}.txt"), TALK);
    }
    let record = serde_json::json!({"text": TALK}).to_string() + "\n";
    let case = case.file("records", record.repeat(1000));
    for arguments in [
        "convert long.txt --to json",
        "inspect long.txt --quiet",
        "inspect long.txt --json",
        "convert many --to json --output out --quiet --print-outputs",
        "convert many --to json --output two --quiet --report -",
        "stream --to json",
    ] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("transcripta"))
            .current_dir(case.path(""))
            .args(arguments.split(' '))
            .stdin(std::fs::File::open(case.path("records")).unwrap())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
    // The work was done all the same.
    assert_eq!((case.files("out").len(), case.files("two").len()), (100, 100));
}

#[test]
fn the_formats_are_listed() {
    let case = Case::new();
    let out = &case.run("formats").is_quiet().stdout.clone();
    for reader in transcripta::read::READERS {
        assert!(out.contains(reader.format().summary), "{out}");
    }
    for writer in transcripta::write::WRITERS {
        for extension in writer.format().extensions {
            assert!(out.contains(&format!(".{extension}")), "{out}");
        }
    }
}

#[test]
fn the_schema_is_printed() {
    let run = Case::new().run("schema");
    assert_eq!(run.is_quiet().stdout, transcripta::schema::json_schema());
}

#[test]
fn completions_and_manual_pages_are_printed() {
    let case = Case::new();
    assert!(case.run("completions bash").is_quiet().stdout.contains("transcripta"));
    assert!(case.run("man").is_quiet().stdout.contains(".TH transcripta"));
    let page = case.run("man convert");
    assert!(page.is_quiet().stdout.contains("keep\\-extension"));
    case.run("man cook").mentions(2, &["cook"]);
}

#[test]
fn help_and_version_are_no_errors() {
    let case = Case::new();
    assert!(case.run("--version").is_quiet().stdout.starts_with("transcripta "));
    assert!(case.run("convert --help").is_quiet().stdout.contains("Exit codes"));
}

#[test]
fn a_stream_of_records_gives_what_convert_gives() {
    let case = Case::with(&["a.txt"]);
    let single = case.run("convert a.txt --to tei --title T").stdout;
    let text = serde_json::json!({"id": "a.txt", "text": TALK, "metadata": {"title": "T"}});
    let path = serde_json::json!({"id": 2, "path": "a.txt"});
    let run = case.run_with("stream --to tei", format!("{text}\n{path}\nbad\n"));
    run.ends(1, &["2 records converted, 1 failed (each has an error in its place)"]);
    let records: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let without = |text: &str| {
        let lines =
            text.lines().filter(|line| !line.contains("metadata") && !line.contains("title"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(without(records[0]["output"].as_str().unwrap()), without(&single));
    assert_eq!(records[1]["output"], case.run("convert a.txt --to tei").stdout);
    assert_eq!(records[2]["error"]["kind"], "record");
    case.run_with("stream --to pdf", "").mentions(2, &["`pdf` is a binary format"]);
    case.run_with("stream --to md", "").is_quiet();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_plain_words() {
    let case = Case::with(&["a.txt"]);
    for arguments in [vec!["convert", "a.txt", "--to=json"], vec!["schema"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = std::process::Command::new(assert_cmd::cargo::cargo_bin!("transcripta"))
            .current_dir(case.path(""))
            .args(arguments)
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said, "transcripta: stdout: cannot be written: no space left\n");
    }
}
