//! The same input and options, the same bytes: whatever the machine is set to.

use std::collections::BTreeMap;

use crate::harness::Case;

const FIXTURES: [&str; 3] = ["zh-water-bureau", "en-lighthouse-labelled", "en-deposition-qa"];

/// The inputs in a folder, and what the program makes of them there.
fn outputs(
    folder: &str,
    input_first: bool,
    options: &str,
    variables: &[(&str, &str)],
) -> BTreeMap<String, Vec<u8>> {
    let mut case = Case::new().folder(folder).folder("home");
    let mut inputs = Vec::new();
    for name in FIXTURES {
        let root = env!("CARGO_MANIFEST_DIR");
        let bytes = std::fs::read(format!("{root}/fixtures/{name}/{name}.txt")).unwrap();
        case = case.file(&format!("{folder}/{name}.txt"), bytes);
        inputs.push(format!("{name}.txt"));
    }
    if !input_first {
        inputs.reverse();
    }
    let mut command = case.command();
    command.current_dir(case.path(folder));
    command.env("HOME", case.path("home"));
    command.envs(variables.iter().copied());
    command.args(["convert", "--to", "json,tei,md,pdf", "--output", "out/", "--quiet"]);
    command.args(options.split_whitespace()).args(inputs);
    let run = command.output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = case.files(&format!("{folder}/out"));
    assert_eq!(files.len(), 4 * FIXTURES.len(), "{files:?}");
    let read = |name: &String| std::fs::read(case.path(&format!("{folder}/out/{name}"))).unwrap();
    files.iter().map(|name| (name.clone(), read(name))).collect()
}

#[test]
fn the_bytes_are_the_same_everywhere() {
    let first = outputs("a", true, "", &[("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")]);
    let elsewhere = [
        ("TZ", "Asia/Shanghai"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "zh_CN.GB18030"),
        ("COLUMNS", "40"),
        ("TERM", "xterm-256color"),
        ("CLICOLOR_FORCE", "1"),
        ("USER", "somebody-else"),
        ("HOSTNAME", "another-machine"),
        ("TMPDIR", "/"),
    ];
    // How many inputs are read at a time makes no difference.
    for options in ["", "--verify", "--force", "--jobs 1", "--jobs 3"] {
        let again = outputs("b/其他 folder", false, options, &elsewhere);
        for (name, bytes) in &first {
            assert!(again.get(name) == Some(bytes), "{name} is not the same with `{options}`");
        }
    }
}
