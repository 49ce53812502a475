//! What must not pass, one by one, and what is said of it.

use transcripta::verify::{Fault, Original};

use crate::pdf;
use crate::support::{formats, of_text, proven, written};

const TALK: &str = "主持人：您好，欢迎！\n王老师：大家好。\n主持人：请介绍一下。\n王老师：好的，\
                    （笑）我们先说这个。\n\n版权所有 © 2009\n";

/// An unlabelled one, of which the speakers are worked out.
fn interview() -> Original {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/zh-water-bureau/zh-water-bureau.txt");
    crate::support::original("zh-water-bureau.txt", &std::fs::read(path).unwrap()).unwrap()
}

/// What is said of an output after a change of its text.
#[track_caller]
fn said_of(original: &Original, format: &str, from: &str, to: &str) -> String {
    let output = String::from_utf8(written(original, format)).unwrap();
    assert!(output.contains(from), "{from}: {output}");
    let output = output.replacen(from, to, 1);
    proven(format, output.as_bytes(), original).unwrap_err().to_string()
}

#[test]
fn both_places_are_told() {
    let talk = of_text(TALK);
    let said = said_of(&talk, "json", "大家好", "大家号");
    assert_eq!(
        said,
        "/body/1/segments/0/content/0/text: has `号` U+53F7 where talk.txt has `好` U+597D \
         (line 2, column 7): source “…好，欢迎！⏎王老师：大家好。⏎主持人：请介绍一下…”, \
         output “…，欢迎！⏎王老师：⏎大家号。⏎主持人：⏎请介绍一…”"
    );
    let said = said_of(&talk, "md", "大家好。", "大家好");
    assert!(said.starts_with("line "), "{said}");
    assert!(
        said.contains("has `主` U+4E3B where talk.txt has U+3002 (line 2, column 8)"),
        "{said}"
    );
    let said = said_of(&talk, "tei", "（笑）", "（笑)");
    assert!(
        said.contains("has `)` U+0029 where talk.txt has U+FF09 (line 4, column 10)"),
        "{said}"
    );
}

#[test]
fn blanks_within_a_paragraph_count() {
    let talk =
        of_text("Anna: Hello and  welcome.\nBen: Thank you, Anna.\nAnna: Why?\nBen: Well.\n");
    for format in ["json", "tei", "md", "turns"] {
        let said = said_of(&talk, format, "and  welcome", "and welcome");
        assert!(said.contains("talk.txt has U+0020 (line 1, column 17)"), "{format}: {said}");
    }
}

#[test]
fn a_paragraph_that_goes_on_is_not_two() {
    let talk = of_text("Anna: Hello.\nBen: Yes.\nAnna: Why?\nBen: Well. It is so.\n");
    let said = said_of(&talk, "md", "Well. It", "Well.\n\nIt");
    assert!(said.contains("line 4, column 11"), "{said}");
}

#[test]
fn a_turn_given_to_another_is_told() {
    let interview = interview();
    let said = said_of(&interview, "json", "\"p2\"\n      ],", "\"p1\"\n      ],");
    assert!(said.contains("is given to `p1`, should be `p2`"), "{said}");
    let said = said_of(&interview, "tei", "who=\"#p2\"", "who=\"#p1\"");
    assert!(said.contains("is given to `p1`, should be `p2`"), "{said}");
    let said = said_of(&interview, "turns", "\n[主持人]:", "\n[陈局长]:");
    assert!(said.contains("turn t1 is given to `[陈局长]:`"), "{said}");
    let output = String::from_utf8(written(&interview, "md")).unwrap();
    let shown: Vec<&str> = output
        .lines()
        .filter_map(|line| Some(line.strip_prefix("**\\[")?.split_once("**")?.0))
        .collect();
    let (first, second) = (shown[0], shown.iter().find(|name| **name != shown[0]).unwrap());
    let said = said_of(&interview, "md", &format!("**\\[{first}"), &format!("**\\[{second}"));
    assert!(said.contains("turn t1 is given to"), "{said}");
}

#[test]
fn a_speaker_that_was_worked_out_is_not_the_source_s_own() {
    let interview = interview();
    let said = said_of(&interview, "json", "\"basis\": \"inferred\"", "\"basis\": \"labelled\"");
    assert!(said.contains("is labelled, should be inferred"), "{said}");
    let said =
        said_of(&interview, "tei", "cert=\"high\" resp=\"#resp.transcripta\"", "cert=\"high\"");
    assert!(said.contains("is labelled, should be inferred"), "{said}");
}

#[test]
fn people_are_the_same() {
    let interview = interview();
    let name = interview.transcript().participants.iter().find_map(|it| it.name.as_str()).unwrap();
    for (format, from, to) in [
        ("json", format!("\"name\": \"{name}\""), "\"name\": \"某某\"".to_owned()),
        ("md", format!("name: \"{name}\""), "name: \"某某\"".to_owned()),
        ("tei", format!(">{name}</persName>"), ">某某</persName>".to_owned()),
    ] {
        let said = said_of(&interview, format, &from, &to);
        assert!(said.contains("lists `某某`"), "{format}: {said}");
    }
}

#[test]
fn a_turn_that_begins_elsewhere_is_told() {
    let talk = of_text("Anna: Hello.\nBen: Yes.\nAnna: Why?\nBen: Well.\nSo it was.\n");
    let output = String::from_utf8(written(&talk, "md")).unwrap();
    let said = said_of(&talk, "md", "**Ben:** Yes.", "Ben: Yes.");
    assert!(said.contains("turn"), "{said}\n{output}");
}

#[test]
fn another_source_is_told() {
    let (talk, other) = (of_text(TALK), of_text(&TALK.replace('好', "号")));
    for format in formats() {
        let fault = proven(format, &written(&talk, format), &other).unwrap_err();
        assert!(matches!(fault, Fault::OtherSource { .. }), "{format}: {fault}");
    }
}

#[test]
fn a_file_that_is_cut_off_is_told() {
    let talk = of_text(TALK);
    for format in formats() {
        let output = written(&talk, format);
        // Of a PDF a line end after its end is no loss.
        for length in (1..output.len() - 1).step_by(output.len() / 97 + 1) {
            let passed = proven(format, &output[..length], &talk);
            assert!(passed.is_err(), "{format}: {length} of {} bytes", output.len());
        }
        assert!(proven(format, &[], &talk).is_err(), "{format}");
        assert!(proven(format, b"something else", &talk).is_err(), "{format}");
    }
    let markdown = written(&talk, "md");
    assert!(proven("md", &markdown[..markdown.len() - 1], &talk).is_err());
}

#[test]
fn a_page_that_shows_something_else_than_it_says_is_told() {
    let talk = of_text(TALK);
    let output = written(&talk, "pdf");
    let fault = proven("pdf", &pdf::shows_another(&output, '先', '这'), &talk).unwrap_err();
    let said = fault.to_string();
    assert!(said.starts_with("page 1: the glyph shown for"), "{said}");
    assert!(said.ends_with("is that of another character"), "{said}");
}

#[test]
fn a_format_without_verification_is_told() {
    let fault = proven("docx", b"", &of_text(TALK)).unwrap_err();
    assert_eq!(fault.to_string(), "`docx` cannot be verified");
    assert_eq!(fault.hint().unwrap(), "these can: json, jsonl, tei, md, turns, pdf");
}
