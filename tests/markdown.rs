//! Our own Markdown, read back: what is the same, and what Markdown does not hold.

// A test looks at files and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod common;
#[path = "support/make.rs"]
#[allow(unreachable_pub, dead_code)]
mod make;

use common::fixtures;
use make::Speaker;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use transcripta::convert::{ReadOptions, ReadOutcome, read, write};
use transcripta::model::{Attribution, Block, ParatextKind, PersonName, Transcript, Turn};
use transcripta::write::WriteOptions;

fn written(transcript: &Transcript, locators: bool) -> String {
    let options = WriteOptions { locators, ..WriteOptions::default() };
    String::from_utf8(write(transcript, "md", &options).unwrap().bytes).unwrap()
}

fn read_md(text: &str) -> ReadOutcome {
    read("x.md", text.as_bytes(), &ReadOptions::default())
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn fixture_transcripts() -> Vec<(String, Transcript)> {
    let mut all = Vec::new();
    for fixture in fixtures() {
        if let Ok(json) = std::fs::read(fixture.expected("json")) {
            let outcome = read("x.json", &json, &ReadOptions::default()).unwrap();
            all.push((fixture.name, outcome.transcript));
        }
    }
    all
}

/// What Markdown holds of a turn: who, how that is known, how sure in three steps, the words.
/// Not held: evidence, functions, what answers what, times, blanks and asterisks of labels.
fn held(turn: &Turn) -> String {
    let texts: Vec<String> = turn.segments.iter().map(|s| s.plain_text()).collect();
    let sure = match &turn.attribution {
        Attribution::Inferred { .. } if turn.speakers.is_empty() => "unknown",
        Attribution::Inferred { confidence, .. } if confidence.thousandths() < 900 => "unsure",
        Attribution::Labelled { .. }
        | Attribution::Inferred { .. }
        | Attribution::Supplied { .. } => "sure",
    };
    let basis = turn.attribution.basis();
    format!("{} {:?} {basis} {sure} {texts:?}", turn.id, turn.speakers)
}

fn comes_back(before: &Transcript) {
    let text = written(before, false);
    let after = read_md(&text).transcript;
    let turns = |t: &Transcript| t.turns().map(held).collect::<Vec<_>>();
    assert_eq!(turns(&after), turns(before), "{text}");
    assert_eq!(after.metadata, before.metadata);
    assert_eq!(after.source, before.source);
    // Of a person's decisions as a whole, not which fields and blocks they were about.
    let mut process = before.process.clone();
    if let Some(revision) = &mut process.corrections {
        (revision.unfit, revision.metadata, revision.blocks) = (0, Vec::new(), Vec::new());
    }
    assert_eq!(after.process, process);
    let people = |t: &Transcript| {
        let people = t.participants.iter();
        people.map(|p| (p.id, p.name.clone(), p.role, p.also.clone())).collect::<Vec<_>>()
    };
    assert_eq!(people(&after), people(before));
    assert_eq!(written(&after, false), text);
    // With the places in the source the lines come back too.
    let after = read_md(&written(before, true)).transcript;
    let lines = |t: &Transcript| -> Vec<(u32, u32)> {
        t.turns().flat_map(|turn| turn.segments.iter().map(|s| s.span.lines)).collect()
    };
    assert_eq!(lines(&after), lines(before));
}

#[test]
fn every_fixture_comes_back() {
    for (name, transcript) in fixture_transcripts() {
        println!("{name}");
        comes_back(&transcript);
    }
}

/// The comments change nothing that a renderer shows.
#[test]
fn locators_do_not_disturb_the_text() {
    for (name, transcript) in fixture_transcripts() {
        let shown = |text: &str| {
            let events = Parser::new(text).filter(|event| {
                let html = matches!(event, Event::Html(html) if html.starts_with("<!-- "));
                let block = matches!(
                    event,
                    Event::Start(pulldown_cmark::Tag::HtmlBlock)
                        | Event::End(pulldown_cmark::TagEnd::HtmlBlock)
                );
                !html && !block
            });
            events.map(|event| format!("{event:?}")).collect::<Vec<_>>()
        };
        let (bare, told) = (written(&transcript, false), written(&transcript, true));
        assert!(told.contains("<!-- "), "{name}");
        assert_eq!(shown(&told), shown(&bare), "{name}");
    }
}

/// What looks like mark-up, in every place where a text can stand, through the whole writer and a
/// renderer's parser with the usual extensions on.
#[test]
fn what_looks_like_mark_up_is_text_wherever_it_stands() {
    for text in [
        "# no heading",
        "1. no list",
        "12) no list",
        "- no list",
        "+ none",
        "> no quotation",
        "* star",
        "*stars* and _lines_",
        "**Bold:** no speaker",
        "`ticks` and ```",
        "<b>tags</b> <!-- no -->",
        "&amp; &#35; & &copy",
        "| a | b |\n|---|---|\n| c | d |",
        "[x](y) ![z](w)",
        "[x]: y",
        "[^1]: note",
        "- [ ] task",
        "hard break  \nhere",
        "hard break\\\nhere",
        "trailing  ",
        "    four blanks",
        "\ttab",
        "a\n    four blanks",
        "under\n===",
        "under\n---",
        "***",
        "~~gone~~",
        "$x$ $$y$$",
        "\\",
        "\\*",
        "http://example.org",
        "term\n: definition",
        "（笑）*",
        "*",
        "**",
        "_",
        "#",
    ] {
        let mut t = make::empty("a.txt", Some("en"));
        make::heading(&mut t, 2, &text.replace('\n', " "));
        make::paratext(&mut t, ParatextKind::Prose, text);
        make::turn(&mut t, Speaker::Label("A:"), &[text, text]);
        make::paratext(&mut t, ParatextKind::Narration, text);
        make::turn(&mut t, Speaker::Unknown, &[text]);
        make::paratext(&mut t, ParatextKind::Note, text);
        let markdown = written(&t, true);
        let body = markdown.split_once("\n---\n").unwrap().1;
        let mut texts = vec![String::new()];
        // But for those that put other characters in the place of quotes and dashes.
        let mut options = Options::all();
        options.remove(Options::ENABLE_SMART_PUNCTUATION);
        for event in Parser::new_ext(body, options) {
            match event {
                Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
                Event::SoftBreak => texts.last_mut().unwrap().push('\n'),
                Event::End(_) => texts.push(String::new()),
                Event::Start(_) | Event::Html(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        texts.retain(|text| !text.is_empty());
        let after_label = format!(" {text}");
        let heading = text.replace('\n', " ").trim().to_owned();
        let expected = [&heading, text, "A:", &after_label, text, text, "[?]", &after_label, text];
        assert_eq!(texts, expected, "{markdown}");
    }
}

#[test]
fn every_kind_of_speaker_comes_back() {
    let mut t = make::empty("a.txt", Some("en"));
    make::heading(&mut t, 1, "A # heading #");
    make::paratext(&mut t, ParatextKind::Narration, "Once upon a time.");
    make::turn(&mut t, Speaker::Label("ANN:"), &["One.", "", "**Two**: # no heading"]);
    make::paratext(&mut t, ParatextKind::Narration, "They walked on.");
    make::turn(&mut t, Speaker::Inferred("Bob"), &["[Bob] 1. no list", "> no quotation"]);
    make::turn(&mut t, Speaker::Supplied("Cy"), &["    four blanks", "*stars*"]);
    make::turn(&mut t, Speaker::Unknown, &["Who?"]);
    make::turn(&mut t, Speaker::Label("[Bob]"), &["In brackets."]);
    // An empty paragraph has no place in Markdown.
    for block in &mut t.body {
        if let Block::Turn(turn) = block {
            turn.segments.retain(|segment| !segment.plain_text().is_empty());
            let ids = turn.segments.iter_mut().zip(1..);
            ids.for_each(|(segment, number)| segment.id.number = number);
        }
    }
    let after = read_md(&written(&t, false)).transcript;
    let bases: Vec<_> = after.turns().map(|turn| turn.attribution.basis()).collect();
    // A label in brackets cannot be told from a name of ours when there are such names.
    assert_eq!(bases, ["labelled", "inferred", "supplied", "inferred", "inferred"]);
    assert!(matches!(after.body[3], Block::Paratext(_)), "nobody says what is told");
    let said = |t: &Transcript| -> Vec<String> {
        t.turns().flat_map(|turn| turn.segments.iter().map(|s| s.plain_text())).collect()
    };
    assert_eq!(said(&after), said(&t));
}

#[test]
fn a_turn_that_a_person_added_is_taken() {
    let mut t = make::empty("a.txt", None);
    make::turn(&mut t, Speaker::Label("ANN:"), &["One."]);
    let text = written(&t, false) + "\n**BOB:** Two, with *stress*.\n\n- and\n- a list\n";
    let outcome = read_md(&text);
    let turns: Vec<_> = outcome.transcript.turns().collect();
    assert_eq!(turns.len(), 2);
    assert_eq!(turns[1].segments[0].plain_text(), "Two, with stress.");
    assert_eq!(turns[1].segments.len(), 3);
    let bob = outcome.transcript.participant(turns[1].speakers[0]).unwrap();
    assert_eq!(bob.name, PersonName::Labelled("BOB".to_owned()));
    assert_eq!(turns[0].speakers.len(), 1);
    assert!(outcome.diagnostics.iter().any(|d| d.message.contains("not ours")));
}

/// Markdown that others write goes the way it always went.
#[test]
fn markdown_of_others_is_read_as_text() {
    let text = "---\ntitle: A talk\n---\n\n**Ann:** One?\n\n**Bob:** Two.\n\n**Ann:** Three?\n\n**Bob:** Four.\n";
    let outcome = read_md(text);
    assert_eq!(outcome.transcript.process.reader, "text");
    assert_eq!(outcome.transcript.turns().filter(|t| t.label.is_some()).count(), 4);
}

/// Titles that a careless writer makes invalid YAML of.
#[test]
fn any_title_is_valid_yaml() {
    for title in [
        "a: b",
        "# c",
        "'",
        "\"",
        "\\",
        "- d",
        "---",
        "...",
        "a\n---\nb",
        "\t",
        "",
        " ",
        "null",
        "yes",
        "1.5",
        "{x}",
        "[y]",
        "&a *b !c",
        "%",
        "@",
        "`",
        "|",
        ">",
        "? k",
        "שלום (ltr)",
        "\u{202e}reversed\u{202c}",
        "👩‍👩‍👧",
        "\u{0}\u{1}\u{85}\u{2028}\u{feff}\u{fffe}\u{10ffff}",
        &"标题".repeat(5_000),
    ] {
        let mut t = make::empty("a.txt", None);
        t.metadata.title = Some(title.to_owned());
        t.metadata.rights = vec![title.to_owned()];
        t.metadata.terms = [("title".to_owned(), vec![title.to_owned()])].into();
        t.process.options = [(title.to_owned(), title.to_owned())].into();
        make::paratext(&mut t, ParatextKind::Prose, "x");
        let after = read_md(&written(&t, false)).transcript;
        assert_eq!(after.metadata, t.metadata, "{title:?}");
        assert_eq!(after.process, t.process, "{title:?}");
    }
}

#[test]
fn a_damaged_front_matter_says_where() {
    let mut t = make::empty("a.txt", None);
    make::paratext(&mut t, ParatextKind::Prose, "x");
    let text = written(&t, false);
    let refused = |text: String| {
        let error = read("x.md", text.as_bytes(), &ReadOptions::default()).unwrap_err();
        error.to_string()
    };
    let broken = refused(text.replacen("---\n", "---\nkey: [a\nb: \"c\n", 1));
    assert!(broken.contains("line "), "{broken}");
    let missing = refused(text.replace("  sha256:", "  sha:"));
    assert!(missing.contains("`sha256`"), "{missing}");
}

proptest! {
    /// Any title and any words.
    #[test]
    fn any_words_come_back(
        title in any::<String>(),
        words in prop::collection::vec("[^\\x00\\r]{1,40}", 1..6),
        who in prop::collection::vec(0..4_usize, 6),
    ) {
        let mut t = make::empty("a.txt", Some("en"));
        t.metadata.title = Some(title);
        for (text, who) in words.iter().zip(who) {
            // A line of nothing but blanks ends a paragraph: no paragraph has one.
            if text.split('\n').any(|line| line.trim_matches(['\t', ' ']).is_empty()) {
                continue;
            }
            let who = [
                Speaker::Label("ANN:"),
                Speaker::Inferred("Bob"),
                Speaker::Supplied("Cy"),
                Speaker::Unknown,
            ][who];
            make::turn(&mut t, who, &[text.as_str(), "then [laughs]", text.as_str()]);
        }
        comes_back(&t);
    }
}

/// Front matter of others may say a thing once and point at it.
#[test]
fn front_matter_with_anchors_tells_of_the_text() {
    let talk = "\nAnn: Hello and welcome.\n\nBen: Thank you.\n\nAnn: Why here?\n\nBen: Why not.\n";
    let read_with = |front: &str| {
        let text = format!("---\n{front}---\n{talk}");
        read("talk.md", text.as_bytes(), &ReadOptions::default()).unwrap()
    };
    let outcome = read_with(
        "title: &t The Lamp\nsubject: *t\nauthor: &who [Ada Hale, Luc Morel]\ncontributor: *who\n",
    );
    let metadata = &outcome.transcript.metadata;
    assert_eq!(metadata.title.as_deref(), Some("The Lamp"));
    assert_eq!(metadata.terms["subject"], ["The Lamp"]);
    assert_eq!(metadata.terms["contributor"], ["Ada Hale", "Luc Morel"]);
    assert_eq!(outcome.diagnostics.iter().count(), 0);
    // What cannot be read is said, and stays in the text.
    let outcome = read_with("title: The Lamp\nbase: &b {mood: fair}\nmore: *b\n");
    let said = outcome.diagnostics.iter().next().unwrap();
    assert_eq!(said.line, Some(4));
    assert!(said.message.contains("only texts and lists of texts"), "{}", said.message);
    // A line between two rules that is no YAML is no fault.
    assert!(
        read_with("Ann: [She laughs\n").diagnostics.iter().all(|d| !d.message.contains("YAML"))
    );
}
