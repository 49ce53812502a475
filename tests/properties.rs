//! What holds for every input: nothing is lost, nothing panics, JSON gives the model back.

#![allow(clippy::expect_used)]

use proptest::prelude::*;
use transcripta::convert::{ReadOptions, read, write};
use transcripta::diagnostic::Diagnostics;
use transcripta::model::{Span, Transcript, check};
use transcripta::source::{DecodeOptions, Source};
use transcripta::write::{WRITERS, WriteOptions};

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn transcript(text: &str) -> Transcript {
    read("any.txt", text.as_bytes(), &ReadOptions::default()).expect("text is read").transcript
}

/// Text in the shapes that transcripts have: labels of all kinds, blank lines, directions,
/// headings, rights, any characters between.
fn shaped() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        Just("主持人："),
        Just("王老师:"),
        Just("【嘉宾】"),
        Just("说话人1："),
        Just("嘉宾2: "),
        Just("2019："),
        Just("interviewer: "),
        Just("Q."),
        Just("A."),
        Just("JANE ROE: "),
        Just("**Tom Hale:** "),
        Just("[00:01:02] Speaker 1: "),
        Just("Speaker 2  00:03:04\n"),
        Just("> "),
        Just("  "),
        Just(""),
    ];
    let words = prop_oneof![
        "\\PC{0,40}",
        "[a-zA-Z ,.?!]{0,80}",
        "[请您谈一谈好的我们是的吗什么再见谢谢，。？！“”]{0,60}",
        Just("(laughs) [inaudible 00:01] （笑）".to_owned()),
        Just("版 权 所 有 © 2020".to_owned()),
        Just("Chapter One".to_owned()),
        Just("- 12 -".to_owned()),
    ];
    let line_end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n")];
    prop::collection::vec((label, words, line_end), 1..40)
        .prop_map(|lines| {
            lines.into_iter().map(|(a, b, c)| format!("{a}{b}{c}")).collect::<String>()
        })
        .prop_filter("there is text", |text| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Every character of the source that is no white space stands in exactly one place, in order.
    #[test]
    fn nothing_is_lost(text in shaped()) {
        let transcript = transcript(&text);
        prop_assert_eq!(check::source_text(&transcript), without_blanks(&text));
        prop_assert_eq!(check::check(&transcript), vec![]);
    }

    /// The same for text that has no shape at all, with a control character here and there. (What
    /// is full of them is refused as binary.)
    #[test]
    fn nothing_is_lost_of_any_text(
        words in "[^\\x00-\\x1f\\x7f-\\x9f\\u{feff}]{30,400}",
        control in "[\\x00-\\x08\\x0b-\\x0c\\x0e-\\x1f]",
        more in "[\\PC\n\t]{30,400}",
    ) {
        let text = format!("{words}{control}{more}");
        prop_assume!(!words.trim().is_empty());
        prop_assert_eq!(check::source_text(&transcript(&text)), without_blanks(&text));
    }

    /// The bytes that a segment or label points at are its text.
    #[test]
    fn spans_point_at_the_text(text in shaped()) {
        let there = |span: Span| {
            let bytes = &text.as_bytes()[span.bytes.0 as usize..span.bytes.1 as usize];
            String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
        };
        let transcript = transcript(&text);
        for label in transcript.turns().filter_map(|turn| turn.label.as_ref()) {
            prop_assert_eq!(there(label.span), label.text.as_str());
        }
        for block in &transcript.body {
            for segment in block.segments() {
                prop_assert_eq!(there(segment.span), segment.plain_text());
            }
        }
    }

    #[test]
    fn json_gives_the_model_back(text in shaped()) {
        let before = transcript(&text);
        let json = write(&before, "json", &WriteOptions::default()).expect("JSON is written").bytes;
        let after = read("any.json", &json, &ReadOptions::default()).expect("JSON is read").transcript;
        prop_assert_eq!(before, after);
    }

    /// Whatever the bytes are, there is an answer: a transcript or an error, and a writer's output.
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), lossy in any::<bool>()) {
        let decode = DecodeOptions { lossy, ..DecodeOptions::default() };
        if let Ok(outcome) = read("any.bin", &bytes, &ReadOptions { decode, ..ReadOptions::default() }) {
            for writer in WRITERS {
                let written = write(&outcome.transcript, writer.format().name, &WriteOptions::default());
                prop_assert!(written.is_ok(), "{}", writer.format().name);
            }
        }
    }
}

/// The same input gives the same bytes.
#[test]
fn two_runs_give_the_same_bytes() {
    let text = "主持人：您好！\n王老师：大家好！（笑）\n主持人：请介绍一下。\n王老师：好的。\n";
    for writer in WRITERS {
        let once = || {
            write(&transcript(text), writer.format().name, &WriteOptions::default()).unwrap().bytes
        };
        assert_eq!(once(), once(), "{}", writer.format().name);
    }
}

#[test]
fn the_source_keeps_its_hash() {
    let source =
        Source::decode("a.txt", b"abc", &DecodeOptions::default(), &mut Diagnostics::default())
            .unwrap();
    assert_eq!(source.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// Inputs that once took time by the square of their length, or could. There is no clock in this
/// test: a slip would make it run for minutes.
#[test]
fn hostile_inputs_end() {
    let many = 20_000;
    let labels: String =
        (0..many).map(|i| format!("Speaker {}: hello?\n", i % (many / 2))).collect();
    for text in [
        labels,
        "12\n".repeat(5 * many),
        "(laughs)\n".repeat(5 * many),
        "((((".repeat(5 * many),
        "a:".repeat(5 * many),
        "\n".repeat(10 * many) + "x",
        "？".repeat(5 * many),
        "“".repeat(5 * many),
    ] {
        assert_eq!(check::source_text(&transcript(&text)), without_blanks(&text));
    }
}
