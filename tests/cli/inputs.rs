//! Files, folders, patterns, standard input; and what is wrong with them.

use crate::harness::{Case, TALK};

#[test]
fn a_file_becomes_a_file_beside_its_name() {
    let case = Case::with(&["talks/a.txt"]);
    case.run("convert talks/a.txt --to json --output out/").is_quiet();
    assert_eq!(case.files("out"), ["a.json"]);
}

#[test]
fn a_file_that_is_named_is_taken_whatever_its_extension() {
    let case = Case::with(&["a.log", ".hidden", "noextension"]);
    case.run("convert a.log .hidden noextension --to json --output out --quiet").is_quiet();
    assert_eq!(case.files("out"), [".hidden.json", "a.json", "noextension.json"]);
}

#[test]
fn a_folder_gives_what_can_be_read_and_its_tree_is_mirrored() {
    let case = Case::with(&[
        "t/b.txt",
        "t/a.TXT",
        "t/x/y/c.txt",
        "t/.hidden.txt",
        "t/.git/d.txt",
        "t/picture.png",
    ]);
    case.run("convert t --to json --output out --verbose").ends(
        0,
        &["out/a.json: written", "out/b.json: written", "out/x/y/c.json: written", "3 converted"],
    );
    assert_eq!(case.files("out"), ["a.json", "b.json", "x/y/c.json"]);
}

/// Much XML and JSON is no transcript. One that is named fails, and so does a damaged one.
#[test]
fn what_only_has_the_extension_is_passed_over_in_a_folder() {
    let tei = r#"<?xml version="1.0"?><!-- x --><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><sp><speaker>A</speaker><p>Hi.</p></sp></body></text></TEI>"#;
    let case = Case::with(&["t/a.txt"])
        .file("t/mets.xml", "<?xml version=\"1.0\"?><mets:mets/>")
        .file("t/marked.xml", format!("\u{FEFF}{tei}"))
        .file("t/long.xml", tei.replace("x --", &format!("{} --", "x".repeat(9000))))
        .file("t/data.json", "{\"a\": 1}")
        .file("t/torn.tei.xml", &tei[..tei.len() - 12])
        .file("t/empty.xml", "");
    let failed = ["t/empty.xml: the file is empty", "t/torn.tei.xml: not a TEI document"];
    case.run("convert t --to md --output out").mentions(1, &failed).mentions(
        1,
        &[
            "2 files were left out, because they are not of the format of the extension",
            "3 converted, 2 failed",
        ],
    );
    assert_eq!(case.files("out"), ["a.md", "long.md", "marked.md"]);
    case.run("convert t --to md --output out --verbose")
        .mentions(1, &["t/mets.xml: left out, because it is not of the format of its extension"]);
    case.run("convert t/mets.xml t/data.json --to md --output out").mentions(1, &["2 failed"]);
    case.run("convert t --from tei --to md --output two").mentions(1, &["t/mets.xml: not a TEI"]);
    let case = case.file("u/mets.xml", "<mets/>");
    case.run("convert u --to md --output out").mentions(2, &["no transcripts in this folder"]);
    let case = case.file("v/README.md", "# Notes");
    case.run("convert v --to md --output out").mentions(
        2,
        &["no transcripts in this folder (a folder does not give `.md`", "or --from md"],
    );
}

#[test]
fn a_folder_with_one_file_is_still_a_folder() {
    let case = Case::with(&["t/a.txt"]);
    case.run("convert t --to json").mentions(2, &["--output"]);
    case.run("convert t --to json --output out").is_quiet();
    assert_eq!(case.files("out"), ["a.json"]);
}

#[test]
fn a_second_run_leaves_out_the_outputs_of_the_first() {
    let case = Case::with(&["t/a.txt", "t/x/b.txt"]);
    case.run("convert t --to json --output t").mentions(0, &[]);
    case.run("convert t --to json --output t --verbose").ends(
        0,
        &[
            "t/a.json: left out, because transcripta wrote it",
            "t/x/b.json: left out, because transcripta wrote it",
            "t/a.json: unchanged",
            "t/x/b.json: unchanged",
            "2 converted",
        ],
    );
}

#[test]
fn the_output_folder_is_left_out() {
    let case = Case::with(&["a.txt", "out/old.txt"]);
    case.run("convert . --to json --output out --verbose")
        .ends(0, &["out: left out, because it is the output folder", "out/a.json: written"]);
}

/// A corpus has a header of its own and names its files; comments may stand before any root.
#[test]
fn a_walk_takes_the_files_of_a_corpus_and_looks_behind_comments() {
    let case = Case::with(&[]);
    let talk = "<TEI><text><body><u who='#a'>Why?</u><u who='#b'>So.</u></body></text></TEI>";
    let comment = format!("<?xml version='1.0'?>\n<!-- {} -->\n", "long ".repeat(10_000));
    std::fs::create_dir(case.path("t")).unwrap();
    std::fs::write(case.path("t/a.xml"), format!("{comment}{talk}")).unwrap();
    std::fs::write(case.path("t/b.xml"), format!("{comment}<html/>")).unwrap();
    let corpus = "<teiCorpus><teiHeader/><xi:include href='a.xml'/></teiCorpus>";
    std::fs::write(case.path("t/corpus.xml"), corpus).unwrap();
    case.run("convert t --to json --output out --verbose").mentions(
        0,
        &[
            "t/b.xml: left out, because it is not of the format of its extension",
            "t/corpus.xml: left out, because it only names other files",
        ],
    );
    assert_eq!(case.files("out"), ["a.json"]);
    case.run("convert t/corpus.xml --to json").mentions(1, &["convert a.xml"]);
}

#[test]
fn what_transcripta_wrote_is_read_when_the_reader_is_named() {
    let case = Case::with(&["t/a.txt"]);
    case.run("convert t --to json --output t").is_quiet();
    std::fs::remove_file(case.path("t/a.txt")).unwrap();
    case.run("convert t --to json --output out")
        .mentions(2, &["t: no transcripts in this folder (what transcripta wrote is left out"]);
    case.run("convert t --from json --to json --output out").is_quiet();
    assert_eq!(case.files("out"), ["a.json"]);
}

#[test]
fn a_pattern_that_the_shell_left_alone_is_expanded() {
    let case = Case::with(&["a.txt", "b.txt", "c.log", ".d.txt", "x/e.txt"]);
    case.run("convert *.txt --to json --output one").ends(0, &["2 converted"]);
    assert_eq!(case.files("one"), ["a.json", "b.json"]);
    case.run("convert **/*.txt --to json --output two").ends(0, &["3 converted"]);
    assert_eq!(case.files("two"), ["a.json", "b.json", "x/e.json"]);
    case.run("convert x/?.t[wx]t --to json --output three").is_quiet();
    assert_eq!(case.files("three"), ["e.json"]);
}

#[test]
fn a_pattern_without_a_match_is_told() {
    Case::with(&["a.txt"])
        .run("convert *.srt --to json --output out")
        .mentions(2, &["transcripta: *.srt: nothing matches this pattern ("]);
}

#[test]
fn a_name_with_brackets_is_a_name_first() {
    let case = Case::with(&["a[1].txt", "a1.txt"]);
    case.run("convert a[1].txt --to json --output out/").is_quiet();
    assert_eq!(case.files("out"), ["a[1].json"]);
    case.run("convert a[2.txt --to json").ends(2, &["a[2.txt: no such file or folder"]);
}

#[test]
fn what_is_given_twice_is_converted_once() {
    let case = Case::with(&["t/a.txt"]);
    case.run("convert t/a.txt t ./t/a.txt t/../t --to json --output out --verbose")
        .ends(0, &["out/a.json: written"]);
}

#[test]
fn a_missing_file_is_told_and_the_others_are_done() {
    let case = Case::with(&["a.txt"]);
    case.run("convert none.txt --to json").ends(2, &["none.txt: no such file or folder"]);
    case.run("convert none.txt nor.txt --to json --output out").ends(
        2,
        &[
            "none.txt: no such file or folder",
            "nor.txt: no such file or folder",
            "0 converted, 2 failed",
        ],
    );
    case.run("convert none.txt a.txt --to json --output out")
        .ends(1, &["none.txt: no such file or folder", "1 converted, 1 failed"]);
    assert_eq!(case.files("out"), ["a.json"]);
}

#[test]
fn an_empty_file_is_told() {
    let case = Case::with(&["a.txt"]).file("empty.txt", "");
    let run = case.run("convert empty.txt --to json");
    run.mentions(1, &["transcripta: empty.txt: ", "empty"]);
    assert_eq!(run.stdout, "");
    case.run("convert empty.txt a.txt --to json --output out")
        .mentions(1, &["1 converted, 1 failed"]);
}

#[test]
fn a_file_that_is_no_text_is_told() {
    let case = Case::new().file("a.txt", [0_u8, 255, 254, 0, 1, 2, 3, 200, 0, 0]);
    let run = case.run("convert a.txt --to json");
    run.mentions(1, &["transcripta: a.txt: "]);
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
}

#[test]
fn a_folder_without_transcripts_is_told() {
    let case = Case::with(&["t/a.png"]).folder("empty");
    for folder in ["empty", "t"] {
        case.run(&format!("convert {folder} --to json --output out"))
            .mentions(2, &[&format!("{folder}: no transcripts in this folder (")]);
    }
    assert!(!case.path("out").exists());
}

#[test]
fn standard_input_goes_to_standard_output() {
    let case = Case::new();
    let run = case.run_with("convert - --to json", TALK);
    assert!(run.is_quiet().stdout.contains("\"name\": \"stdin\""));
}

#[test]
fn standard_input_has_a_name_among_files() {
    let case = Case::with(&["a.txt"]);
    case.run_with("convert - a.txt --to json --output out", TALK).ends(0, &["2 converted"]);
    assert_eq!(case.files("out"), ["a.json", "stdin.json"]);
}

#[test]
fn a_reader_can_be_forced() {
    let case = Case::with(&["a.json"]);
    case.run("convert a.json --to json --output out/")
        .mentions(1, &["a.json: not a transcripta JSON document", "--from"]);
    case.run("convert a.json --from text --to json --output out/").is_quiet();
    assert!(case.read("out/a.json").contains("\"reader\": \"text\""));
}

#[test]
fn what_the_user_says_stands_in_the_output() {
    let case = Case::with(&["a.txt"]);
    let run = case.run("convert a.txt --to json --title Welcome --language en");
    let out = &run.is_quiet().stdout;
    assert!(out.contains("\"title\": \"Welcome\""), "{out}");
    assert!(out.contains("\"language\": \"en\""), "{out}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_name_that_is_no_unicode_is_a_name() {
        let case = Case::new().folder("t");
        let name = OsStr::from_bytes(b"t/caf\xe9.txt");
        if fs::write(case.path("").join(name), TALK).is_err() {
            eprintln!("skipped: this file system takes only Unicode names");
            return;
        }
        for (input, out) in [(name, "one"), (OsStr::new("t"), "two"), (OsStr::new("t/*"), "three")]
        {
            let output = case
                .command()
                .arg("convert")
                .arg(input)
                .args(["--to", "json", "--output", &format!("{out}/")])
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            let written = case.path(out).join(OsStr::from_bytes(b"caf\xe9.json"));
            assert!(fs::read_to_string(written).unwrap().contains("caf\u{FFFD}.txt"));
        }
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let run = Case::new()
            .command()
            .args(["convert", "a\u{1b}[2J\nb", "--to", "json"])
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(said, "transcripta: a\u{FFFD}[2J b: no such file or folder\n");
    }

    #[test]
    fn a_circle_of_links_ends() {
        let case = Case::with(&["t/a.txt"]);
        symlink("..", case.path("t/up")).unwrap();
        symlink("a.txt", case.path("t/b.txt")).unwrap();
        symlink("nowhere", case.path("t/c.txt")).unwrap();
        case.run("convert t --to json --output out")
            .ends(1, &["t/c.txt: no such file or folder", "2 converted, 1 failed"]);
        assert_eq!(case.files("out"), ["a.json", "b.json"]);
        case.run("convert t/**/a.txt --to json --output two").is_quiet();
    }

    #[test]
    fn what_may_not_be_read_is_told() {
        let case = Case::with(&["t/a.txt", "t/closed/b.txt", "t/c.txt"]);
        let closed = [case.path("t/closed"), case.path("t/c.txt")];
        let set = |mode| {
            for path in &closed {
                fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
            }
        };
        set(0o000);
        if fs::read(&closed[1]).is_ok() {
            eprintln!("skipped: this user may read everything");
            return;
        }
        let run = case.run("convert t --to json --output out");
        set(0o755);
        run.ends(
            1,
            &[
                "t/closed: cannot be read: permission denied",
                "t/c.txt: cannot be read: permission denied",
                "1 converted, 2 failed",
            ],
        );
    }
}
