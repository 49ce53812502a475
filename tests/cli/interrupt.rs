//! Ctrl-C.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::harness::Case;

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
