//! Many files: selection, lists, several jobs, dry runs, what stays out of the output folder.

use std::fs;

use crate::harness::{Case, TALK};

#[test]
fn any_number_of_jobs_gives_the_same_tree_and_the_same_report() {
    let mut case = Case::new().file("t/empty.txt", "");
    for i in 0..60 {
        let text = TALK.repeat(1 + i % 7 * 20);
        case = case.file(&format!("t/{}/{i}.txt", i % 5), text);
    }
    for jobs in [1, 16] {
        case.run(&format!(
            "convert t missing.txt --to json,tei,md --output {jobs} --jobs {jobs} --report {jobs}.jsonl"
        ))
        .mentions(1, &["60 converted, 2 failed"]);
    }
    let files = case.all_files("1");
    assert_eq!(files.len(), 181);
    assert_eq!(files, case.all_files("16"));
    for file in files {
        let (one, many) = (case.read(&format!("1/{file}")), case.read(&format!("16/{file}")));
        assert_eq!(one, many, "{file}");
    }
    let (one, many) = (case.read("1.jsonl"), case.read("16.jsonl"));
    assert_eq!(one.replace("\"1/", "\"16/"), many);
}

#[test]
fn what_is_said_comes_in_the_order_of_the_inputs() {
    let case = Case::with(&["a.txt", "c.txt"]).file("b.txt", "");
    case.run("convert a.txt none.txt b.txt nor.txt c.txt --to json --output out --verbose -j 8")
        .ends(
            1,
            &[
                "out/a.json: written",
                "none.txt: no such file or folder",
                "b.txt: the file is empty",
                "nor.txt: no such file or folder",
                "out/c.json: written",
                "2 converted, 3 failed",
            ],
        );
}

#[test]
fn a_folder_gives_what_is_included_and_not_excluded() {
    let case = Case::with(&["t/a.txt", "t/b.log", "t/x/c.txt", "t/x/d.log", "t/drafts/e.txt"]);
    for (options, expected) in [
        ("--exclude drafts", vec!["a.json", "x/c.json"]),
        ("--include *.log", vec!["b.json", "x/d.json"]),
        ("--include x/**", vec!["x/c.json"]),
        ("--include *.log --include *.txt --exclude /x", vec!["a.json", "b.json", "drafts/e.json"]),
    ] {
        let _ = fs::remove_dir_all(case.path("out"));
        case.run(&format!("convert t --to json --output out --quiet {options}")).is_quiet();
        assert_eq!(case.files("out"), expected, "{options}");
    }
    case.run("convert t --to json --output out --include [").mentions(2, &["--include"]);
    case.run("convert t/a.txt --to json --output one/ --exclude a.txt").is_quiet();
}

#[test]
fn a_list_names_the_inputs_and_outputs_mirror_it() {
    let case = Case::with(&["t/x/a.txt", "t/y/a.txt", "b.txt", "f/z/c.txt", "u/*.txt"])
        .file("list", "t/x/a.txt\nt/y/a.txt\n\nb.txt\nf\nu/*.txt\n");
    case.run("convert --files-from list --to json --output out").ends(0, &["5 converted"]);
    let expected = ["b.json", "f/z/c.json", "t/x/a.json", "t/y/a.json", "u/*.json"];
    assert_eq!(case.files("out"), expected);
    case.run_with("convert --files-from - --to json --output two", "t/x/a.txt\0none.txt\0")
        .ends(1, &["none.txt: no such file or folder", "1 converted, 1 failed"]);
    assert_eq!(case.files("two"), ["t/x/a.json"]);
}

#[test]
fn a_list_that_makes_no_sense_is_refused() {
    let case = Case::with(&["a.txt"]).file("empty", "\n");
    case.run("convert --files-from none --to json --output out")
        .ends(2, &["none: no such file or folder"]);
    case.run("convert --files-from empty --to json --output out")
        .ends(2, &["empty: names no inputs"]);
    case.run("convert - --files-from - --to json --output out")
        .ends(2, &["standard input can be given only once"]);
    case.run("convert --files-from empty --to json").mentions(2, &["empty"]);
}

#[test]
fn a_flat_folder_has_no_room_for_two_of_one_name() {
    let case = Case::with(&["t/x/a.txt", "t/y/b.txt"]);
    case.run("convert t --to json --output out --flatten").ends(0, &["2 converted"]);
    assert_eq!(case.files("out"), ["a.json", "b.json"]);
    let case = case.file("t/y/a.txt", TALK);
    case.run("convert t --to json --output two --flatten")
        .mentions(2, &["t/y/a.txt: has the same output as t/x/a.txt, two/a.json"]);
    assert!(!case.path("two").exists());
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let case = Case::with(&["t/a.txt", "t/b.txt"]).file("t/c.txt", "").file("out/b.json", "mine");
    case.run("convert t --to json --output out --dry-run").ends(
        1,
        &[
            "out/a.json: would be written",
            "out/b.json: would be kept, because it exists and differs (use --force to replace it)",
            "t/c.txt: the file is empty",
            "1 would be converted, 1 failed, 1 kept",
        ],
    );
    assert_eq!(case.all_files("out"), ["b.json"]);
    case.run("convert t/a.txt t/b.txt --to json --output new --dry-run").mentions(0, &["2 would"]);
    assert!(!case.path("new").exists());
}

#[test]
fn fail_fast_begins_nothing_after_a_failure() {
    let case = Case::with(&["a.txt", "c.txt"]).file("b.txt", "");
    case.run("convert a.txt b.txt c.txt --to json --output out --fail-fast --jobs 1")
        .ends(1, &["b.txt: the file is empty", "1 converted, 1 failed, 1 not done"]);
    assert_eq!(case.files("out"), ["a.json"]);
    case.run("convert a.txt none.txt --to json --output two --fail-fast")
        .ends(1, &["none.txt: no such file or folder", "0 converted, 1 failed, 1 not done"]);
}

#[test]
fn what_is_larger_than_allowed_is_not_read() {
    let case = Case::with(&["a.txt"]);
    let size = TALK.len();
    for (most, code) in [(size - 1, 1), (size, 0)] {
        let options = format!("--to json --max-bytes {most}");
        let told = format!("larger than {most} bytes (--max-bytes allows more)");
        let file = case.run(&format!("convert a.txt {options}"));
        let stream = case.run_with(&format!("convert - {options}"), TALK);
        match code {
            0 => drop((file.is_quiet(), stream.is_quiet())),
            _ => {
                file.ends(1, &[&format!("a.txt: {told}")]);
                stream.ends(1, &[&format!("stdin: {told}")]);
            }
        }
    }
}

#[test]
fn outputs_are_listed_for_other_programs() {
    let case = Case::with(&["a.txt", "b.txt"]).file("out/b.json", "mine");
    let run = case.run("convert a.txt b.txt --to json,md --output out --print-outputs --quiet");
    assert_eq!(run.stdout, "out/a.json\nout/a.md\nout/b.md\n");
    let run = case.run("convert a.txt --to md --output two/ --print-outputs0");
    assert_eq!(run.is_quiet().stdout, "two/a.md\0");
    case.run("convert a.txt --to md --print-outputs").mentions(2, &["standard output takes one"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_list_may_name_anything() {
        let case = Case::new();
        for name in [&b"a\nb.txt"[..], b"caf\xe9.txt", b"plain.txt"] {
            fs::write(case.path("").join(OsStr::from_bytes(name)), TALK).unwrap();
        }
        let run = case.run_with(
            "convert --files-from - --to json --output out --report r.jsonl",
            &b"a\nb.txt\0caf\xe9.txt\0plain.txt\0"[..],
        );
        run.ends(0, &["3 converted"]);
        assert!(case.path("out").join(OsStr::from_bytes(b"caf\xe9.json")).exists());
        assert!(case.path("out/a\nb.json").exists());
        let report = case.read("r.jsonl");
        assert!(report.contains(r#""path":"a\nb.txt""#), "{report}");
        assert!(report.contains(r#""path_bytes":"636166e92e747874""#), "{report}");
        // The record of such a name is found again.
        let run = case.run_with(
            "convert --files-from - --to json --output out --resume",
            &b"a\nb.txt\0caf\xe9.txt\0plain.txt\0"[..],
        );
        run.ends(0, &["0 converted, 3 up to date"]);
    }

    #[test]
    fn a_name_that_is_too_long_is_told_and_the_rest_goes_on() {
        let long = format!("{}.txt", "x".repeat(250));
        let case = Case::with(&["a.txt", &long]);
        let run = case.run("convert . --to tei --output out");
        run.mentions(1, &["cannot be written: the name is too long", "1 converted, 1 failed"]);
        assert_eq!(case.files("out"), ["a.tei.xml"]);
        let deep = vec!["d".repeat(200); 25].join("/");
        case.run(&format!("convert {deep}/a.txt a.txt --to tei --output two"))
            .mentions(1, &["cannot be read: the name is too long", "1 converted, 1 failed"]);
    }

    #[test]
    fn nothing_is_written_through_a_link_out_of_the_folder() {
        let case = Case::with(&["t/a.txt", "t/x/b.txt", "t/c.txt"]).folder("out").folder("away");
        symlink("../away", case.path("out/x")).unwrap();
        symlink("../away/a", case.path("out/a.json")).unwrap();
        let run = case.run("convert t --to json --output out --force");
        run.mentions(
            1,
            &["out/x/b.json: a link leads out of the output folder, to ", "out/a.json: "],
        );
        run.mentions(1, &["1 converted, 2 failed"]);
        assert!(case.files("away").is_empty());
        // The output folder itself may be a link: the user named it.
        symlink("away", case.path("link")).unwrap();
        case.run("convert t --to json --output link").ends(0, &["3 converted"]);
    }

    /// The first input is a pipe: while it is waited for, all inputs have been found and none of
    /// the others has been opened.
    #[test]
    fn what_vanishes_between_finding_and_reading_is_told_and_the_rest_goes_on() {
        let case = Case::with(&["b.txt", "c.txt"]);
        let pipe = case.path("a.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let vanishes = case.path("b.txt");
        let remover = std::thread::spawn(move || {
            // Opens when the program reads the pipe.
            let mut pipe = fs::OpenOptions::new().write(true).open(pipe).unwrap();
            fs::remove_file(vanishes).unwrap();
            std::io::Write::write_all(&mut pipe, TALK.as_bytes()).unwrap();
        });
        case.run("convert a.txt b.txt c.txt --to json --output out --jobs 1 --report r.jsonl")
            .ends(1, &["b.txt: no such file or folder", "2 converted, 1 failed"]);
        remover.join().unwrap();
        assert_eq!(case.files("out"), ["a.json", "c.json"]);
        let report = case.read("r.jsonl");
        let line = report.lines().nth(1).unwrap();
        assert!(line.contains(r#""outcome":"failed""#) && line.contains(r#""kind":"missing""#));
    }

    #[test]
    fn leftovers_of_a_killed_run_go() {
        let left = [".transcripta-0123456789abcdef.tmp", "x/.transcripta-0123456789abcdef-1.tmp"];
        let mut case = Case::with(&["t/a.txt", "t/x/b.txt"]);
        for name in left {
            case = case.file(&format!("out/{name}"), "half");
        }
        case.run("convert t --to json --output out").ends(0, &["2 converted"]);
        assert_eq!(case.files("out"), ["a.json", "x/b.json"]);
    }
}
