//! What a PDF must hold, told by programs that had no part in making it.
//!
//! `pdftotext` (poppler) and `qpdf` are asked when they are installed. Without them these
//! tests say so and pass; with `TRANSCRIPTA_REQUIRE_VALIDATORS=1` they fail.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    unreachable_pub
)]

#[path = "pdf/archives.rs"]
mod archives;
#[path = "pdf/debian.rs"]
mod debian;
#[path = "support/gold.rs"]
mod gold;
#[path = "pdf/languages.rs"]
mod languages;
#[path = "pdf/look.rs"]
mod look;
#[path = "support/make.rs"]
mod make;
#[path = "pdf/options.rs"]
mod options;
#[path = "pdf/scripts.rs"]
mod scripts;
#[path = "support/tagged.rs"]
mod tagged;

use std::io::Write as _;
use std::process::Command;

use make::{Speaker, empty, heading, paratext, turn, turn_of};
use transcripta::convert::{self, Written};
use transcripta::diagnostic::Code;
use transcripta::model::{Attribution, Block, DirectionKind, Inline, ParatextKind, Transcript};
use transcripta::write::WriteOptions;

fn write(transcript: &Transcript) -> Written {
    convert::write(transcript, "pdf", &WriteOptions::default()).unwrap()
}

/// Runs a program on the file; `None` when it is not installed.
fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(program);
    for argument in arguments {
        if *argument == "FILE" {
            command.arg(file.path());
        } else {
            command.arg(argument);
        }
    }
    match command.output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program}: {said}");
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(error) => {
            let required = std::env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
            assert!(!required, "{program} is required: {error}");
            println!("left out: {program} is not installed");
            None
        }
    }
}

/// White space left out, and the marks that pdftotext adds around words set right to left.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !('\u{202A}'..='\u{202E}').contains(c)).collect()
}

/// The text of the pages without running heads and page numbers.
fn pages_text(pdf: &[u8], mode: &[&str], title: &str) -> Option<String> {
    let mut arguments = mode.to_vec();
    arguments.extend(["-enc", "UTF-8", "FILE", "-"]);
    let text = run("pdftotext", &arguments, pdf)?;
    let pages: Vec<&str> = text.trim_end_matches('\u{C}').split('\u{C}').collect();
    let count = pages.len();
    let mut out = String::new();
    for (n, page) in pages.iter().enumerate() {
        let mut page = dense(page);
        let folio = format!("{}/{count}", n + 1);
        page.truncate(page.strip_suffix(&folio).map_or(page.len(), str::len));
        let head = dense(title);
        if n > 0 {
            let stripped = page
                .strip_suffix(&head)
                .or_else(|| page.strip_suffix(&folio)?.strip_suffix(&head))
                .or_else(|| page.strip_prefix(&head));
            page = stripped.unwrap_or_else(|| panic!("page {n} has no head: {page}")).to_owned();
        }
        out.push_str(&page);
    }
    Some(out)
}

/// What the pages must say after our own head: the source's text, with the names that we add.
fn body_text(transcript: &Transcript, chinese: bool) -> String {
    let mut text = String::new();
    for block in &transcript.body {
        if let Block::Turn(turn) = block {
            match &turn.label {
                Some(label) => text.push_str(&label.text),
                None => text.push_str(&added_label(transcript, turn, chinese)),
            }
        }
        for segment in block.segments() {
            text.push_str(&segment.plain_text());
        }
    }
    dense(&text)
}

fn added_label(transcript: &Transcript, turn: &transcripta::model::Turn, chinese: bool) -> String {
    let names: Vec<&str> =
        turn.speakers.iter().filter_map(|&id| transcript.participant(id)?.name.as_str()).collect();
    let known = transcript.turns().any(|turn| !turn.speakers.is_empty());
    let (open, close, colon) = if chinese { ("〔", "〕", "：") } else { ("[", "]", ":") };
    match (&turn.attribution, names.as_slice()) {
        (_, []) if known => format!("{open}?{close}"),
        (_, []) => String::new(),
        (Attribution::Inferred { .. }, [name, ..]) => format!("{open}{name}{close}"),
        (Attribution::Labelled { .. }, [name, ..]) => format!("{name}{colon}"),
        (Attribution::Supplied { .. }, [name, ..]) => format!("{name}*{colon}"),
    }
}

/// The pages say what the model says, in order, by two ways of reading them.
fn assert_says(transcript: &Transcript, chinese: bool, title: &str) -> Written {
    let written = write(transcript);
    run("qpdf", &["--check", "FILE"], &written.bytes);
    let mut expected = body_text(transcript, chinese);
    assert_same(&dense(&tagged::reading(&written.bytes)), &expected);
    for mode in [&["-raw"][..], &[]] {
        let Some(said) = pages_text(&written.bytes, mode, title) else {
            continue;
        };
        let said = said.strip_prefix(&dense(title)).unwrap_or(&said);
        if let Some(rest) = title_first(transcript, &expected, title) {
            expected = rest;
        }
        // Our own head ends where the source's text begins.
        let begins: String = expected.chars().take(12).collect();
        let front = said.find(&begins).unwrap_or_else(|| panic!("{mode:?}: {said}\n{expected}"));
        assert_same(&said[front..], &expected);
        assert!(said[..front].contains(&transcript.source.sha256));
    }
    written
}

/// The expected text after the title, when the source's own title opens the page.
fn title_first(transcript: &Transcript, expected: &str, title: &str) -> Option<String> {
    match transcript.body.first() {
        Some(Block::Heading(heading)) if heading.level == 1 => {
            expected.strip_prefix(&dense(title)).map(str::to_owned)
        }
        _ => None,
    }
}

fn assert_same(said: &str, expected: &str) {
    let same = said.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(same.saturating_sub(10)).take(40).collect::<String>();
    assert!(said == expected, "said {:?}\nexpected {:?}", near(said), near(expected));
}

const FIXTURES: [&str; 10] = [
    "en-deposition-qa",
    "en-essay",
    "en-lighthouse-labelled",
    "en-radio-baker",
    "en-river-ecologist",
    "zh-essay",
    "zh-hant-seed-keeper",
    "zh-panel-bracketed",
    "zh-potter-labelled",
    "zh-water-bureau",
];

/// A fixture by its reference reading; whether it is Chinese.
fn fixture(name: &str) -> (Transcript, bool) {
    let folder = format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let read = |file: String| std::fs::read_to_string(format!("{folder}/{file}")).unwrap();
    let text = read(format!("{name}.txt"));
    let records = read(format!("{name}.gold.jsonl"));
    let language = match name {
        _ if name.starts_with("en") => "en",
        _ if name.starts_with("zh-hant") => "zh-Hant",
        _ => "zh-Hans",
    };
    let transcript = gold::transcript(&format!("{name}.txt"), language, &text, &records);
    (transcript, language != "en")
}

#[test]
fn the_fixtures_are_said_whole_and_in_order() {
    for name in FIXTURES {
        let (transcript, chinese) = fixture(name);
        let title = transcript.metadata.title.clone().unwrap_or(name.to_owned());
        let written = assert_says(&transcript, chinese, &title);
        assert_eq!(written.diagnostics.iter().count(), 0, "{name}");
    }
}

#[test]
fn every_way_of_knowing_a_speaker_is_shown() {
    for (chinese, language) in [(true, "zh-Hans"), (false, "en")] {
        let mut transcript = empty("talk.txt", Some(language));
        turn(&mut transcript, Speaker::Label("记者： "), &["你好。", "再问一句。"]);
        turn(&mut transcript, Speaker::Inferred("李局长"), &["主持人好。"]);
        turn(&mut transcript, Speaker::Supplied("王老师"), &["\u{3000}\u{3000}大家好。"]);
        turn(&mut transcript, Speaker::Unknown, &["Who is this?"]);
        let content = vec![
            Inline::text("那时候"),
            Inline::Direction { kind: DirectionKind::Vocal, text: "（笑）".to_owned() },
            Inline::TimeMark { text: "[00:04:10]".to_owned(), milliseconds: 250_000 },
            Inline::text("还年轻，\n不懂"),
            Inline::Furniture { text: "\n- 12 -\n".to_owned() },
            Inline::text("事。"),
        ];
        turn_of(&mut transcript, Speaker::Label("记者："), &[content]);
        assert_says(&transcript, chinese, "talk");
    }
}

#[test]
fn addresses_in_notes_lead_there() {
    let transcript = linked();
    let written = assert_says(&transcript, true, "links");
    let document = lopdf::Document::load_mem(&written.bytes).unwrap();
    let mut targets = Vec::new();
    for object in document.objects.values() {
        if let Ok(action) = object.as_dict().and_then(|d| d.get(b"A")).and_then(|a| a.as_dict()) {
            let uri = action.get(b"URI").unwrap().as_str().unwrap();
            targets.push(String::from_utf8(uri.to_vec()).unwrap());
        }
    }
    assert_eq!(targets, ["https://archive.example/talks?id=12", "http://b.example/c_(d"]);
}

/// Addresses in a note and in speech, of which one may be broken at the end of a line.
fn linked() -> Transcript {
    let mut transcript = empty("links.txt", Some("zh-Hans"));
    turn(
        &mut transcript,
        Speaker::Label("问："),
        &["您看https://archive.example/talks?id=12。好。"],
    );
    paratext(&mut transcript, ParatextKind::Note, "注：见 (http://b.example/c_(d)。");
    transcript
}

#[test]
fn headings_and_paratext_of_every_kind_are_shown() {
    let mut transcript = empty("a.b.txt", Some("zh-Hans"));
    transcript.metadata.title = Some("泥巴 记得手".to_owned());
    heading(&mut transcript, 1, "泥巴 记得手");
    paratext(&mut transcript, ParatextKind::Header, "时间：2024年3月");
    paratext(&mut transcript, ParatextKind::Narration, "去年秋天，他来到镇上。");
    heading(&mut transcript, 2, "一、认泥");
    turn(&mut transcript, Speaker::Label("问："), &["您好？"]);
    heading(&mut transcript, 4, "（一）");
    for kind in [
        ParatextKind::Credits,
        ParatextKind::Note,
        ParatextKind::Caption,
        ParatextKind::Furniture,
        ParatextKind::Prose,
        ParatextKind::Rights,
    ] {
        paratext(&mut transcript, kind, "版 权 所 有 (C) 2009 All rights reserved");
    }
    assert_says(&transcript, true, "泥巴 记得手");
}

#[test]
fn characters_that_share_a_glyph_stay_themselves() {
    let mut transcript = empty("radicals.txt", Some("zh-Hans"));
    // Kangxi radicals and their ideographs; blanks, hyphens and marks that look the same.
    let text = "⼀一⼆二一⼀ ①➀ …⋯ -\u{AD}‑\u{2011} 〈〉\u{2329}\u{232A} ～〜 •‧ ——⸺ 三⼈行";
    turn(&mut transcript, Speaker::Inferred("甲"), &[text, "⼈人", "人⼈"]);
    assert_says(&transcript, true, "radicals");
}

#[test]
fn joiners_selectors_and_accents_stay_in_the_text() {
    let mut transcript = empty("accents.txt", Some("en"));
    let text = "cafe\u{301} Z\u{335}\u{301}oe\u{308} no\u{200B}break \u{FEFF}x\u{2060}y \
                葛\u{E0100}城 Kraków Ελλάδα Россия";
    turn(&mut transcript, Speaker::Label("A:"), &[text]);
    let written = assert_says(&transcript, false, "accents");
    assert_eq!(written.diagnostics.iter().count(), 0);
}

#[test]
fn what_no_font_has_is_a_box_that_reads_as_the_character() {
    let mut transcript = empty("boxes.txt", Some("zh-Hans"));
    let text = "高兴😀👩\u{200D}🔬\u{FE0F}和\u{1}नमस्ते\u{E000}한국";
    turn(&mut transcript, Speaker::Inferred("甲"), &["好", text]);
    let written = assert_says(&transcript, true, "boxes");
    let warnings: Vec<_> = written.diagnostics.iter().collect();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].code, Code::CharacterMissing);
    assert_eq!(warnings[0].line, Some(2));
    assert!(warnings[0].message.contains("U+0001"), "{}", warnings[0]);
}

#[test]
fn words_set_right_to_left_read_in_order() {
    for text in ["سلام", "and שלום עולם then"] {
        let mut transcript = empty("rtl.txt", Some("en"));
        turn(&mut transcript, Speaker::Label("A:"), &[text]);
        assert_says(&transcript, false, "rtl");
    }
    // From the places of the glyphs pdftotext cannot tell on which side of a number such words
    // begin; in the order of the file they are right.
    let mut transcript = empty("rtl.txt", Some("en"));
    turn(&mut transcript, Speaker::Label("A:"), &["قال: مرحبا بكم في 2024 هنا (تمام)"]);
    let written = write(&transcript);
    if let Some(said) = pages_text(&written.bytes, &["-raw"], "rtl") {
        assert!(said.ends_with(&body_text(&transcript, false)), "{said}");
    }
}

#[test]
fn hundreds_of_turns_run_over_many_pages() {
    let mut transcript = empty("long.txt", None);
    for n in 0..300 {
        let question = format!("第{n}个问题,请您谈一谈GPS定位系统(简称“系统”)的情况好吗?");
        turn(&mut transcript, Speaker::Inferred("主持人"), &[&question]);
        let answer = "好的，谢谢。我们做到了98.5%以上——这不容易……".repeat(1 + n % 7);
        turn(&mut transcript, Speaker::Inferred("嘉宾"), &[&answer, "再补充一点。"]);
    }
    assert_says(&transcript, true, "long");
}

#[test]
fn titles_of_every_kind_are_borne() {
    for (title, shown) in [
        (Some(""), "file"),
        (Some("  \n "), "file"),
        (None, "file"),
        (Some("a < b > c & \"d\" 'e' \\(f\\) )("), "a < b > c & \"d\" 'e' \\(f\\) )("),
    ] {
        let mut transcript = empty("file.txt", Some("en"));
        transcript.metadata.title = title.map(str::to_owned);
        turn(&mut transcript, Speaker::Label("A:"), &["Yes."]);
        assert_says(&transcript, false, shown);
    }
    // A title longer than a page is still a title; nothing at all is still a document.
    let mut transcript = empty("", None);
    transcript.metadata.title = Some("很长的标题".repeat(500));
    write(&transcript);
    write(&empty("", None));
}

#[test]
fn a_paragraph_without_a_blank_is_borne() {
    for (unit, count) in [
        ("字", 10_000),
        ("x", 10_000),
        ("。", 10_000),
        ("（", 10_000),
        ("e\u{301}", 5_000),
        ("\u{200D}", 5_000),
        ("😀", 500),
    ] {
        let mut transcript = empty("wall.txt", Some("zh"));
        turn(&mut transcript, Speaker::Unknown, &[&unit.repeat(count)]);
        assert_says(&transcript, true, "wall");
    }
    // Accents on nothing: pdftotext takes only some of them, so this asks for a sound file.
    let mut transcript = empty("wall.txt", Some("zh"));
    turn(&mut transcript, Speaker::Unknown, &[&"\u{301}".repeat(5_000)]);
    run("qpdf", &["--check", "FILE"], &write(&transcript).bytes);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whatever is said, the structure of the file says it again.
    #[test]
    fn any_text_comes_out_again(
        paragraphs in proptest::collection::vec("(\\PC|[ \n\t。，（）“”—…-]|[一-龥]|[ا-ي]){0,60}", 1..6),
        chinese: bool,
    ) {
        let mut transcript = empty("any.txt", Some(if chinese { "zh" } else { "en" }));
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        turn(&mut transcript, Speaker::Label("A:"), &paragraphs);
        turn(&mut transcript, Speaker::Inferred("B"), &paragraphs);
        let written = write(&transcript);
        let expected = body_text(&transcript, chinese);
        assert_same(&dense(&tagged::reading(&written.bytes)), &expected);
    }
}

#[test]
fn the_same_transcript_gives_the_same_bytes() {
    let mut transcript = empty("same.txt", None);
    for n in 0..50 {
        let text = format!("第{n}句，with English, Kraków 和表情😀。");
        turn(&mut transcript, Speaker::Inferred("甲"), &[&text]);
    }
    let first = write(&transcript);
    let others = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| write(&transcript))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect::<Vec<_>>()
    });
    for other in others {
        assert!(other.bytes == first.bytes);
    }
}
