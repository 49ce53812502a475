//! Standard output: pipes that close, colours, and the commands that only print.

use std::io::Read;
use std::process::Stdio;

use crate::harness::{Case, Run, TALK};

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

/// The reader's name is the writer's too, for `text` has no other.
#[test]
fn a_stream_is_written_as_plain_text() {
    let case = Case::with(&["a.txt"]);
    let (plain, _) = records(&case.run_with("stream --to text", "{\"path\": \"a.txt\"}\n"));
    let output = plain[0]["output"].as_str().unwrap();
    assert!(output.contains("\n\nAnna:\n    Hello and welcome.\n\nBen:\n"), "{output}");
    assert_eq!(plain[0]["format"], "turns");
    for name in ["text", "turns", "text-turns"] {
        assert_eq!(output, case.run(&format!("convert a.txt --to {name}")).stdout, "{name}");
    }
}

#[test]
fn a_record_with_a_path_brings_the_decisions_beside_its_file() {
    let case = Case::with(&["a.txt"])
        .file("a.transcripta.toml", "[[participant]]\nwho = \"Ben\"\nname = \"Ben Oka\"\n");
    let input = "{\"path\": \"a.txt\"}\n";
    let (with, _) = records(&case.run_with("stream --to md", input));
    assert!(with[0]["output"].as_str().unwrap().contains("Ben Oka"), "{with:?}");
    let (without, _) = records(&case.run_with("stream --to md --no-corrections", input));
    assert!(!without[0]["output"].as_str().unwrap().contains("Ben Oka"), "{without:?}");
    // One file cannot be about every record.
    case.run_with("stream --to md --corrections a.transcripta.toml", input)
        .mentions(2, &["--corrections takes one input"]);
}

#[test]
fn what_is_larger_than_allowed_fails_alone() {
    let case = Case::with(&["a.txt"]).file("long.txt", TALK.repeat(100));
    let text = serde_json::json!({"id": "long", "text": TALK.repeat(100)});
    let input = format!("{text}\n{{\"path\": \"long.txt\"}}\n\n{{\"path\": \"a.txt\"}}\n");
    let (records, kinds) = records(&case.run_with("stream --to json --max-bytes 1000", input));
    assert_eq!(kinds, ["too-large", "too-large", ""]);
    let told = records[1]["error"]["message"].as_str().unwrap();
    assert!(told.starts_with("record 2: "), "{told}");
}

#[test]
fn a_record_that_is_none_fails_alone() {
    let case = Case::with(&["t/a.txt"]);
    let input = [
        "[]",
        "{\"id\": 1, \"text\": 2}",
        "{\"id\": 1, \"text\": \"\", \"path\": \"t/a.txt\"}",
        "{\"path\": \"t\"}",
        "{\"text\": \"\\ud800\"}",
        "{\"path\": \"t/a.txt\"}",
    ];
    let mut bytes = input.join("\n").into_bytes();
    bytes.extend(b"\n\xff\xfe\0\n");
    let run = case.run_with("stream --to md --quiet", bytes);
    let (_, kinds) = records(&run);
    assert_eq!(kinds, ["record", "record", "record", "folder", "record", "", "record"]);
    run.ends(1, &[]);
}

/// The records that came out, and the kinds of their errors.
fn records(run: &Run) -> (Vec<serde_json::Value>, Vec<String>) {
    let records: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kind =
        |record: &serde_json::Value| record["error"]["kind"].as_str().unwrap_or("").to_owned();
    let kinds = records.iter().map(kind).collect();
    (records, kinds)
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
