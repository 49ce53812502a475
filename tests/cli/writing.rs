//! Outputs that exist already, and outputs that are whole.

use std::process::Stdio;

use crate::harness::Case;

#[test]
fn the_same_run_again_changes_nothing() {
    let case = Case::with(&["a.txt", "b.txt"]);
    let arguments = "convert a.txt b.txt --to json --output out --verbose";
    case.run(arguments).ends(0, &["out/a.json: written", "out/b.json: written", "2 converted"]);
    case.run(arguments).ends(0, &["out/a.json: unchanged", "out/b.json: unchanged", "2 converted"]);
}

#[test]
fn an_output_that_a_person_edited_is_kept() {
    let case = Case::with(&["a.txt", "b.txt"]).file("out/a.json", "mine");
    let arguments = "convert a.txt b.txt --to json --output out";
    let kept = "out/a.json: kept, because it exists and differs (use --force to replace it)";
    case.run(arguments).ends(5, &[kept, "1 converted, 1 kept"]);
    case.run(&format!("{arguments} --quiet")).ends(5, &[kept]);
    assert_eq!(case.read("out/a.json"), "mine");
    case.run(&format!("{arguments} --force")).ends(0, &["2 converted"]);
    assert_ne!(case.read("out/a.json"), "mine");
}

#[test]
fn failed_goes_before_kept() {
    let case = Case::with(&["a.txt"]).file("out/a.json", "mine");
    case.run("convert a.txt none.txt --to json --output out")
        .mentions(1, &["kept", "none.txt", "0 converted, 1 failed, 1 kept"]);
}

#[test]
fn an_empty_output_is_no_ones_work() {
    let case = Case::with(&["a.txt"]).file("b.json", "");
    case.run("convert a.txt --output b.json").is_quiet();
    assert!(case.read("b.json").starts_with('{'));
}

#[test]
fn strict_is_content_when_there_is_nothing_to_warn_of() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --to json --output out/ --strict").is_quiet();
}

#[test]
fn processes_with_one_output_do_not_disturb_each_other() {
    let case = Case::with(&["a.txt"]);
    let program = assert_cmd::cargo::cargo_bin!("transcripta");
    let children: Vec<_> = (0..8)
        .map(|_| {
            std::process::Command::new(program)
                .current_dir(case.path(""))
                .args(["convert", "a.txt", "--to", "json", "--output", "out/"])
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(case.files("out"), ["a.json"]);
    let whole = case.run("convert a.txt --to json").stdout;
    assert_eq!(case.read("out/a.json"), whole);
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output b.json").is_quiet();
    let mode = |name| case.path(name).metadata().unwrap().permissions().mode();
    assert_eq!(mode("b.json"), mode("a.txt"));
}

#[test]
fn a_package_carries_its_source() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output a.pdf --pdf-standard a-3a").is_quiet();
    case.run("convert a.txt --output b.pdf").is_quiet();
    let files = |name: &str| {
        let pdf = std::fs::read(case.path(name)).unwrap();
        String::from_utf8_lossy(&pdf).matches("/EmbeddedFile").count()
    };
    assert_eq!((files("a.pdf"), files("b.pdf")), (3, 0));
    // The JSON is not the source of itself.
    case.run("convert a.txt --output a.json").is_quiet();
    case.run("convert a.json --output c.pdf --pdf-standard a-3a")
        .mentions(0, &["the source is not inside the PDF", "convert the source itself"]);
}

#[test]
fn fonts_of_the_system_are_looked_for_only_when_something_is_missing() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output a.pdf").is_quiet();
    case.run("convert a.txt --output b.pdf --system-fonts").is_quiet();
    let read = |name: &str| std::fs::read(case.path(name)).unwrap();
    assert!(read("a.pdf") == read("b.pdf"));
}

#[test]
fn names_of_papers_are_understood_in_capitals() {
    let case = Case::with(&["a.txt"]);
    case.run("convert a.txt --output a.pdf --page-size A5 --pdf-standard A-3A").is_quiet();
    case.run("convert a.txt --output a.pdf --page-size A9").mentions(2, &["'A9'", "letter"]);
}
