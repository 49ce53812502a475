//! Transcripts of any characters and any labels are proven in every format.

use proptest::prelude::*;

use crate::support::{formats, original, proven, written};

/// Text in the shapes that transcripts have, any characters between.
fn shaped() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        Just("主持人："),
        Just("王老师:"),
        Just("【嘉宾】 "),
        Just("嘉宾2: "),
        Just("Q. "),
        Just("A."),
        Just("JANE ROE:\t"),
        Just("**Tom Hale:** "),
        Just("**Ann**: "),
        Just("**Tom \0\u{1}:** "),
        Just("**\u{A0}Ann**\n"),
        Just("**Ann **: "),
        Just("**Ann: "),
        Just("[00:01:02] Speaker 1: "),
        Just("Speaker 2  00:03:04\n"),
        Just("> "),
        Just("\u{3000}\u{3000}"),
        Just("  \t"),
        Just(""),
    ];
    let words = prop_oneof![
        "\\PC{0,40}",
        "[ -~]{0,80}",
        "[a-z\\-—（）()“”’， \u{A0}\u{AD}\u{301}\u{200D}\u{FEFF}\u{2028}\u{85}\u{B}\u{C}\u{1}é\u{5d0}]{0,30}",
        "[请您谈一谈好的⼀我们是的吗什么再见谢谢，。？！“”—… ]{0,60}",
        Just("(laughs) [inaudible 00:01] （笑）".to_owned()),
        Just("版 权 所 有 © 2020".to_owned()),
        Just("# Chapter One".to_owned()),
        Just("- 12 -".to_owned()),
        Just("   \0  ".to_owned()),
    ];
    let line_end =
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just("  \n \t \n"),];
    let lead = prop_oneof![Just(""), Just("\u{FEFF}"), Just("\n \n"), Just("  ")];
    (lead, prop::collection::vec((label, words, line_end), 1..30))
        .prop_map(|(lead, lines)| {
            let lines = lines.into_iter().map(|(a, b, c)| format!("{a}{b}{c}"));
            format!("{lead}{}", lines.collect::<String>())
        })
        .prop_filter("there is text", |text| !text.trim_matches('\u{FEFF}').trim().is_empty())
}

/// Lines wrapped as typed transcripts are.
fn wrapped() -> impl Strategy<Value = String> {
    let word = "[a-zA-Z,.\\-?请您谈]{1,12}";
    let paragraph = prop::collection::vec(word, 1..80).prop_map(|words| {
        let mut out = String::new();
        let mut width = 0;
        for word in words {
            if width + word.len() > 68 {
                out.push('\n');
                width = 0;
            } else if width > 0 {
                out.push(' ');
            }
            width += word.len() + 1;
            out.push_str(&word);
        }
        out
    });
    let label = prop_oneof![Just("THE CHAIR: "), Just("    Q.  "), Just("    A.  "), Just("")];
    prop::collection::vec((label, paragraph), 3..20).prop_map(|paragraphs| {
        let paragraphs = paragraphs.into_iter().map(|(label, text)| format!("{label}{text}\n\n"));
        paragraphs.collect()
    })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    // What is full of control characters is refused as no text.
    let Some(original) = original("any.txt", text.as_bytes()) else { return Ok(()) };
    for format in formats() {
        let output = written(&original, format);
        if let Err(fault) = proven(format, &output, &original) {
            return Err(TestCaseError::fail(format!("{format}: {fault}")));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_transcript_is_proven(text in shaped()) {
        check(&text)?;
    }

    #[test]
    fn any_wrapped_transcript_is_proven(text in wrapped()) {
        check(&text)?;
    }
}

/// The mark of such a letter is drawn back from behind what cannot be seen.
#[test]
fn an_accent_behind_invisible_characters_is_proven() {
    check("主持人：io\u{ad}\u{feff}\u{301}\n").unwrap();
}

/// Fuzzing found it: Markdown shows a NUL as another character, in a name in bold as well.
#[test]
fn a_nul_in_a_name_in_bold_is_proven() {
    let exchange = "**Ann:** What did the keeper say about it?\n\n\
                    **Tom \0Hale:** He said that it was out before dawn.\n\n";
    check(&exchange.repeat(4)).unwrap();
    // The name stands again where a heading cuts a turn in two.
    check(&exchange.repeat(4).replace("dawn.\n", "dawn.\n\n# The second winter\n\nNobody came.\n"))
        .unwrap();
}

/// Fuzzing found both: a line of NULs and blanks, and asterisks that are no mark-up beside a blank.
#[test]
fn blanks_beside_nuls_and_asterisks_are_proven() {
    check("She kept the light.\n      \0  \n   He did not.\n").unwrap();
    let exchange = "**\u{A0}Ann**\nWhat did the keeper say about it?\n\
                    **Tom Hale**\nHe said that it was out before dawn.\n\n";
    for (from, to) in [("", ""), ("\u{A0}", ""), ("Ann**", "Ann \u{3000}**"), ("Ann**", "Ann")] {
        check(&exchange.replacen(from, to, 1).repeat(4)).unwrap();
        check(&exchange.replace("**\n", ":** ").replacen(from, to, 1).repeat(4)).unwrap();
    }
}

/// Fuzzing found it: Arabic on one line turns the marks on the next, up to a digit.
#[test]
fn marks_after_arabic_on_the_line_before_are_proven() {
    let marks = |count| "+".repeat(count);
    check(&format!("Q{}\u{6D2}\u{6D2}\u{6D2}\u{6D2}{}9\n", marks(71), marks(44))).unwrap();
    check(&format!("Q{}\u{5D0}{}\u{5D0}\n", marks(71), marks(440))).unwrap();
}

/// Courts fill empty lines with blanks behind the number.
#[test]
fn blanks_behind_the_number_of_an_empty_line_are_proven() {
    let page: String = (3..26)
        .map(|line| match line {
            3 => "  3  DEFENDANT.\n".to_owned(),
            _ if line % 2 == 0 => format!(" {line:2}  Q    Where was that?\n"),
            _ => format!(" {line:2}  A    At home, I think.\n"),
        })
        .collect();
    check(&format!("  1  \n  2  \t \n{page}")).unwrap();
}
