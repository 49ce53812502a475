//! Ctrl-C.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::harness::{Case, TALK};

#[test]
fn an_interrupted_run_says_so_and_leaves_whole_files() {
    let case = Case::with(&["a.txt"]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("transcripta"))
        .current_dir(case.path(""))
        // The second input never ends.
        .args(["convert", "a.txt", "-", "--to", "json", "--output", "out"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !case.path("out/a.json").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let _open = child.stdin.take();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "transcripta: interrupted\ntranscripta: 1 converted, 1 not done\n");
    assert_eq!(case.files("out"), ["a.json"]);
}

/// Starts a run over many files, and waits until it is well under way.
fn started(case: &Case, more: &[&str]) -> std::process::Child {
    let child = Command::new(assert_cmd::cargo::cargo_bin!("transcripta"))
        .current_dir(case.path(""))
        .args(["convert", "t", "--to", "json,tei,md,pdf", "--output", "out", "--jobs", "2"])
        .args(more)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while case.files("out").len() < 20 {
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

fn many() -> Case {
    (0..400).fold(Case::new(), |case, i| case.file(&format!("t/{i}.txt"), TALK.repeat(60)))
}

fn send(signal: &str, child: &std::process::Child) {
    assert!(
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success()
    );
}

#[test]
fn an_interrupted_run_completes_its_report_and_can_be_resumed() {
    for signal in ["-INT", "-TERM"] {
        let case = many();
        let child = started(&case, &["--report", "r.jsonl"]);
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("transcripta: interrupted\n") && said.contains("not done"), "{said}");
        let report = case.read("r.jsonl");
        assert_eq!(report.lines().count(), 400);
        let done = report.matches("\"outcome\":\"converted\"").count();
        assert!(done >= 5 && report.matches("\"outcome\":\"not-done\"").count() == 400 - done);
        assert_eq!(case.files("out").len(), 4 * done);
        let resumed = case.run("convert t --to json,tei,md,pdf --output out --resume");
        resumed.mentions(0, &[&format!("{} converted, {done} up to date", 400 - done)]);
        case.run("convert t --to json,tei,md,pdf --output whole --quiet").is_quiet();
        for file in case.all_files("whole") {
            let read = |folder: &str| std::fs::read(case.path(folder).join(&file)).unwrap();
            assert!(read("whole") == read("out"), "{file}");
        }
    }
}

#[test]
fn a_second_signal_ends_at_once() {
    let case = many();
    let child = started(&case, &["--report", "r.jsonl"]);
    // Stopped in between, so that it can do nothing about the first.
    for signal in ["-STOP", "-INT", "-TERM", "-CONT"] {
        send(signal, &child);
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(!case.path("r.jsonl").exists() || case.read("r.jsonl").lines().count() == 400);
}
