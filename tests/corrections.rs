//! A person's decisions over what was found: what each of them does, and what holds for all.

// A test fails by panic.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use transcripta::convert::{NamedText, ReadOptions, ReadOutcome, read, write};
use transcripta::correct;
use transcripta::diagnostic::Severity;
use transcripta::model::{Block, Transcript, check};
use transcripta::write::WriteOptions;

const UNLABELLED: &str = include_str!("../fixtures/zh-water-bureau/zh-water-bureau.txt");
const ESSAY: &str = include_str!("../fixtures/en-essay/en-essay.txt");
const DEPOSITION: &str =
    include_str!("../fixtures/en-deposition-numbered/en-deposition-numbered.txt");
const PANEL: &str = include_str!("../fixtures/zh-panel-bracketed/zh-panel-bracketed.txt");
const PRESS: &str = include_str!("../fixtures/zh-press-conference/zh-press-conference.txt");
const LABELLED: &str = "\
Ann: Hello and welcome.\nBen: Thank you, Ann.\nIt is good to be here.\nWe drove all night.\n\
Ann: What brings you here?\nBen: The good company.\nNote: the tape ends here.\n";

fn outcome(text: &str, corrections: &str) -> ReadOutcome {
    let corrections = NamedText { name: "t.toml".to_owned(), text: corrections.to_owned() };
    let options = ReadOptions { corrections: Some(corrections), ..ReadOptions::default() };
    let outcome = read("talk.txt", text.as_bytes(), &options).unwrap();
    assert_eq!(check::check(&outcome.transcript), []);
    outcome
}

fn corrected(text: &str, corrections: &str) -> Transcript {
    outcome(text, corrections).transcript
}

/// A line each: first line, who, how that is known.
fn turns(transcript: &Transcript) -> Vec<String> {
    let name = |id| transcript.participant(id).unwrap().call_sign();
    transcript
        .turns()
        .map(|turn| {
            let who: Vec<String> = turn.speakers.iter().map(|id| name(*id)).collect();
            let line = turn.segments[0].span.lines.0;
            format!("{line} {} {}", who.join("+"), turn.attribution.basis())
        })
        .collect()
}

#[test]
fn a_turn_is_split_where_a_person_says_so() {
    let transcript = corrected(LABELLED, "[[paragraph]]\nline = 4\nspeaker = \"Ann\"\n");
    let expected = ["1 Ann labelled", "2 Ben labelled", "4 Ann supplied", "5 Ann labelled"];
    assert_eq!(turns(&transcript)[..4], expected);
    let transcript = corrected(LABELLED, "[[paragraph]]\nline = 3\nbegins = true\n");
    assert_eq!(turns(&transcript)[2], "3  supplied", "nobody said who");
}

#[test]
fn two_turns_become_one() {
    let transcript = corrected(LABELLED, "[[paragraph]]\nline = 5\nbegins = false\n");
    assert_eq!(turns(&transcript)[1..3], ["2 Ben labelled", "6 Ben labelled"]);
    let words = transcript.turns().nth(1).unwrap().segments.last().unwrap().plain_text();
    assert_eq!(words.trim(), "Ann: What brings you here?", "its label is words now");
}

#[test]
fn a_printed_label_stays_beside_another_speaker() {
    let file = "by = \"KL\"\n[[participant]]\nname = \"Carla\"\n\
                [[paragraph]]\nline = 6\nspeaker = \"Carla\"\n";
    let transcript = corrected(LABELLED, file);
    let turn = transcript.turns().last().unwrap();
    assert_eq!(turn.label.as_ref().unwrap().text.trim(), "Ben:");
    assert_eq!(turns(&transcript).last().unwrap(), "6 Carla supplied");
}

#[test]
fn what_is_no_speech_is_said_to_be_what_it_is() {
    let file = "[[paragraph]]\nline = 7\nkind = \"note\"\n\
                [[paragraph]]\nline = 3\nlast-line = 4\nkind = \"heading\"\nlevel = 3\n";
    let transcript = corrected(LABELLED, file);
    let kinds: Vec<String> = transcript
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Turn(_) => None,
            Block::Heading(heading) => Some(format!("heading {}", heading.level)),
            Block::Direction(_) => Some("direction".to_owned()),
            Block::Paratext(paratext) => Some(paratext.kind.as_str().to_owned()),
        })
        .collect();
    assert_eq!(kinds, ["heading 3", "heading 3", "note"]);
    let revision = transcript.process.corrections.unwrap();
    assert_eq!(revision.blocks.len(), 3);
}

#[test]
fn people_get_names_and_roles_and_become_one() {
    let file = "[[participant]]\nwho = \"Ben\"\nname = \"Benjamin Roe\"\nrole = \"host\"\n";
    let transcript = corrected(LABELLED, file);
    let ben = transcript.participants.iter().find(|p| p.name.as_str() == Some("Benjamin Roe"));
    let ben = ben.unwrap();
    assert_eq!((ben.name.basis(), ben.also.as_slice()), ("supplied", &["Ben".to_owned()][..]));
    let file = "[[participant]]\nwho = \"Ben\"\nalso = [\"Ann\"]\n";
    let transcript = corrected(LABELLED, file);
    assert_eq!(transcript.participants.len(), 1);
}

#[test]
fn a_decision_tells_the_neighbours_of_an_unlabelled_text() {
    let plain = read("talk.txt", UNLABELLED.as_bytes(), &ReadOptions::default()).unwrap();
    let guest = plain.transcript.turns().nth(1).unwrap();
    let line = guest.segments[0].span.lines.0;
    let file = format!("[[paragraph]]\nline = {line}\nspeaker = \"host\"\n");
    let transcript = corrected(UNLABELLED, &file);
    let turn = transcript.turns().find(|t| {
        let (first, last) = (&t.segments[0], &t.segments[t.segments.len() - 1]);
        (first.span.lines.0..=last.span.lines.1).contains(&line)
    });
    let turn = turn.unwrap();
    let role = transcript.participant(turn.speakers[0]).unwrap().role.unwrap();
    assert_eq!(role.as_str(), "host");
    assert_ne!(plain.transcript.body, transcript.body);
}

#[test]
fn a_third_voice_does_not_take_the_turns_around_it() {
    let plain = read("talk.txt", UNLABELLED.as_bytes(), &ReadOptions::default()).unwrap();
    let third = plain.transcript.turns().nth(3).unwrap();
    let line = third.segments[0].span.lines.0;
    let file = format!(
        "[[participant]]\nname = \"赵工\"\n[[paragraph]]\nline = {line}\nspeaker = \"赵工\"\n"
    );
    let transcript = corrected(UNLABELLED, &file);
    assert_eq!(transcript.participants.len(), 3);
    let said = turns(&transcript);
    assert_eq!(said.iter().filter(|turn| turn.contains("赵工")).count(), 1, "{said:?}");
}

#[test]
fn a_text_that_was_taken_for_prose_becomes_a_conversation() {
    let plain = read("talk.txt", ESSAY.as_bytes(), &ReadOptions::default()).unwrap().transcript;
    assert_eq!(plain.turns().count(), 0);
    let places: Vec<u32> =
        plain.body.iter().flat_map(Block::segments).map(|s| s.span.lines.0).collect();
    let [.., a, b] = places[..] else { panic!("two paragraphs") };
    let file = format!(
        "[[paragraph]]\nline = {a}\nspeaker = \"host\"\n[[paragraph]]\nline = {b}\nspeaker = \"guest\"\n"
    );
    let transcript = corrected(ESSAY, &file);
    assert!(transcript.turns().count() >= 2);
    assert!(turns(&transcript).last().unwrap().ends_with("supplied"));
}

#[test]
fn a_decision_goes_with_its_paragraph_and_says_when_it_is_gone() {
    let hash = |text: &str| correct::hash(&[transcripta::model::Inline::text(text)]);
    let file = format!(
        "[[paragraph]]\nline = 3\nhash = \"{}\"\nspeaker = \"Ann\"\n",
        hash("It is good to be here.")
    );
    let moved = format!("Ann: Is this on?\nBen: It is.\n{LABELLED}");
    assert_eq!(turns(&corrected(&moved, &file))[4], "5 Ann supplied");
    let wrapped = LABELLED.replace("to be here", "to  be here");
    assert_eq!(turns(&corrected(&wrapped, &file))[2], "3 Ann supplied", "blanks do not matter");
    let changed = LABELLED.replace("good", "great");
    let outcome = outcome(&changed, &file);
    let warning = outcome.diagnostics.iter().find(|d| d.severity == Severity::Warning).unwrap();
    assert_eq!(
        warning.to_string(),
        format!(
            "line 3: the decision of t.toml, line 1, is not applied: its paragraph has changed or \
             is gone (if it still holds for what stands there now, give it hash = \"{0}\" (in \
             `[lines]`: 3-{0}))",
            hash("It is great to be here.")
        )
    );
    assert_eq!(outcome.transcript.process.corrections.unwrap().unfit, 1);
}

#[test]
fn decisions_that_contradict_each_other_are_an_error_with_its_line() {
    let file = "[[paragraph]]\nline = 4\nspeaker = \"Ann\"\n\n[[paragraph]]\nline = 4\nspeaker = \"Ben\"\n";
    let corrections = Some(NamedText { name: "t.toml".to_owned(), text: file.to_owned() });
    let options = ReadOptions { corrections, ..ReadOptions::default() };
    let error = read("talk.txt", LABELLED.as_bytes(), &options).unwrap_err().to_string();
    assert_eq!(error, "t.toml, line 5: gives another `speaker` to the paragraph of line 1");
}

#[test]
fn a_name_that_nobody_has_is_a_warning_with_those_there_are() {
    let outcome = outcome(LABELLED, "[[paragraph]]\nline = 4\nspeaker = \"Anna\"\n");
    let said: Vec<String> = outcome.diagnostics.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|s| s.contains("nobody is called `Anna` (there is Ann, Ben;")),
        "{said:?}"
    );
    assert_eq!(turns(&outcome.transcript).len(), 4);
}

#[test]
fn what_the_person_says_of_the_document_stands_in_it() {
    let file = "by = \"KL\"\n[metadata]\ntitle = \"A talk\"\ndate = 2024-05-01\nlanguage = \"en-GB\"\n\
                creator = [\"Radio\", \"KL\"]\n";
    let transcript = corrected(LABELLED, file);
    assert_eq!(transcript.metadata.title.as_deref(), Some("A talk"));
    assert_eq!(transcript.metadata.date.as_deref(), Some("2024-05-01"));
    assert_eq!(transcript.metadata.terms["creator"], ["Radio", "KL"]);
    let revision = transcript.process.corrections.unwrap();
    assert_eq!(revision.metadata, ["title", "date", "language", "creator"]);
}

/// The example of the README says what can be said.
#[test]
fn the_example_of_the_readme_can_be_read() {
    let page = include_str!("../README.md");
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let corrections = correct::Corrections::parse("README.md", example);
    assert!(example.contains("[[paragraph]]"), "{example}");
    assert!(corrections.is_ok(), "{corrections:?}");
}

/// Decisions on any lines of a text, of any kind that does not contradict itself.
fn decisions() -> impl Strategy<Value = String> {
    let decision = prop_oneof![
        Just("speaker = \"host\"\n"),
        Just("speaker = \"guest\"\n"),
        Just("speaker = \"Zoe\"\n"),
        Just("speaker = \"unknown\"\nbegins = true\n"),
        Just("begins = true\n"),
        Just("begins = false\n"),
        Just("kind = \"speech\"\n"),
        Just("kind = \"heading\"\n"),
        Just("kind = \"direction\"\nevent = \"pause\"\n"),
        Just("kind = \"furniture\"\n"),
        Just("kind = \"prose\"\n"),
    ];
    prop::collection::btree_map(1u32..40, decision, 1..12).prop_map(|decisions| {
        let entries = decisions
            .into_iter()
            .map(|(line, decision)| format!("[[paragraph]]\nline = {line}\n{decision}"));
        format!("[[participant]]\nname = \"Zoe\"\n{}", entries.collect::<String>())
    })
}

fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("Ann: Hello, and what brings you here?\n"),
        Just("Ben: I came by boat.\n"),
        Just("Ann\n"),
        Just("How did you find it, Dr. Orrell?\n\n"),
        Just("I found it as I had left it, and I was glad of that. We were three then.\n\n"),
        Just("(laughs)\n\n"),
        Just("- 12 -\n\n"),
        Just("The second part\n\n"),
        Just("© 2020 The Harbour Press\n\n"),
        Just("Thank you, Dr. Orrell.\n\n"),
    ];
    prop::collection::vec(line, 1..30).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever is decided, nothing is lost, and the JSON takes the same decisions again.
    #[test]
    fn nothing_is_lost_by_decisions(text in text(), file in decisions()) {
        let corrections = Some(NamedText { name: "t.toml".to_owned(), text: file });
        let options = ReadOptions { corrections, ..ReadOptions::default() };
        // Two lines of one paragraph may contradict each other.
        let Ok(outcome) = read("talk.txt", text.as_bytes(), &options) else {
            return Ok(());
        };
        let transcript = outcome.transcript;
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(check::source_text(&transcript), bare(&text));
        prop_assert_eq!(check::check(&transcript), vec![]);
        for format in ["json", "tei", "md"] {
            prop_assert!(write(&transcript, format, &WriteOptions::default()).is_ok());
        }
        let json = write(&transcript, "json", &WriteOptions::default()).unwrap().bytes;
        let again = read("talk.json", &json, &options);
        if let Ok(again) = again {
            prop_assert_eq!(check::source_text(&again.transcript), bare(&text));
            prop_assert_eq!(check::check(&again.transcript), vec![]);
        }
    }
}

#[test]
fn what_was_written_before_can_still_be_read() {
    let transcript = read("talk.txt", LABELLED.as_bytes(), &ReadOptions::default()).unwrap();
    let json = write(&transcript.transcript, "json", &WriteOptions::default()).unwrap().bytes;
    let old = String::from_utf8(json).unwrap().replace("transcripta/1.1", "transcripta/1.0");
    assert!(
        !["guess", "near", "corrections"].iter().any(|new| old.contains(&format!("\"{new}\"")))
    );
    assert!(read("talk.json", old.as_bytes(), &ReadOptions::default()).is_ok());
}

/// Takes away the `#` before each line of the whole text in a template.
fn all_decided(template: &str) -> String {
    let is_line =
        |line: &str| line.starts_with('#') && line[1..].starts_with(|c: char| c.is_ascii_digit());
    let decided = |line: &str| if is_line(line) { line[1..].to_owned() } else { line.to_owned() };
    template.lines().map(decided).collect::<Vec<_>>().join("\n")
}

/// A line each: what it is, where it stands, who speaks.
fn blocks(transcript: &Transcript) -> Vec<String> {
    let block = |block: &Block| {
        let lines: Vec<u32> = block.segments().iter().map(|s| s.span.lines.0).collect();
        let what = match block {
            Block::Turn(turn) => format!("{:?} {:?}", turn.speakers, turn.label),
            Block::Heading(heading) => heading.level.to_string(),
            Block::Paratext(paratext) => paratext.kind.as_str().to_owned(),
            Block::Direction(direction) => format!("{:?}", direction.segments[0].content),
        };
        format!("{} {what} {lines:?}", block.id())
    };
    transcript.body.iter().map(block).collect()
}

#[test]
fn the_lines_of_a_template_say_what_was_found() {
    for text in [UNLABELLED, ESSAY, LABELLED, DEPOSITION, PANEL, PRESS] {
        let before = outcome(text, "").transcript;
        let template = correct::template(&before);
        assert_eq!(blocks(&corrected(text, &template)), blocks(&before), "as it stands");
        let decided = outcome(text, &all_decided(&template));
        assert_eq!(blocks(&decided.transcript), blocks(&before), "{template}");
        let warnings: Vec<_> =
            decided.diagnostics.iter().filter(|d| d.message.contains("t.toml")).collect();
        assert!(warnings.iter().all(|d| d.severity == Severity::Note), "{warnings:?}");
    }
}

#[test]
fn a_sure_turn_that_is_wrong_is_put_right_by_its_line() {
    let template = correct::template(&corrected(LABELLED, ""));
    assert!(!template.contains("doubts"), "{template}");
    let line = template.lines().find(|line| line.contains("Thank you, Ann.")).unwrap();
    let (key, rest) = line.strip_prefix('#').unwrap().split_once(" = ").unwrap();
    assert!(rest.starts_with("\"Ben\""), "{line}");
    let mine = template.replace(line, &format!("{key} = \"Ann\""));
    assert_eq!(turns(&corrected(LABELLED, &mine))[1], "2 Ann supplied");
    // A line alone will do, and it may say all that a table of its own says.
    let note = corrected(LABELLED, "[lines]\n4 = true\n6 = { kind = \"note\" }\n");
    assert_eq!(turns(&note)[2], "4  supplied");
    assert_eq!(note.turns().count(), 4);
    let twice = "[[paragraph]]\nline = 2\nspeaker = \"Ben\"\n[lines]\n2 = \"Ann\"\n";
    let twice = NamedText { name: "t.toml".to_owned(), text: twice.to_owned() };
    let options = ReadOptions { corrections: Some(twice), ..ReadOptions::default() };
    let refused = read("talk.txt", LABELLED.as_bytes(), &options).unwrap_err().to_string();
    assert!(refused.starts_with("t.toml, line 5: gives another `speaker`"), "{refused}");
}
