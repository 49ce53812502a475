//! Standard output: pipes that close, colours, and the commands that only print.

use std::io::Read;
use std::process::Stdio;

use crate::harness::{Case, TALK};

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let case = Case::new().file("long.txt", TALK.repeat(5000));
    for arguments in [
        ["convert", "long.txt", "--to=json"],
        ["inspect", "long.txt", "--quiet"],
        ["inspect", "long.txt", "--json"],
    ] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("transcripta"))
            .current_dir(case.path(""))
            .args(arguments)
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
