//! Our own TEI, read back: what is the same, and what a TEI file does not hold.

// A test looks at files.
#![allow(clippy::disallowed_methods)]

use proptest::prelude::*;
use proptest::test_runner::Config;
use transcripta::convert::{self, ReadOptions};
use transcripta::model::{
    Attribution, Block, CertaintyWord, Confidence, Inline, ParatextKind, SchemaVersion, Segment,
    Span, Transcript,
};
use transcripta::write::WriteOptions;

use crate::{generate, samples};

fn written(transcript: &Transcript) -> Vec<u8> {
    convert::write(transcript, "tei", &WriteOptions::default()).unwrap().bytes
}

fn read_back(bytes: &[u8]) -> Transcript {
    let outcome = convert::read("x.tei.xml", bytes, &ReadOptions::default()).unwrap();
    let changed = outcome.diagnostics.iter().find(|d| d.message.contains("was changed"));
    assert_eq!(changed, None, "{}", String::from_utf8_lossy(bytes));
    outcome.transcript
}

/// All that a TEI file holds of a transcript. Not held, and therefore taken out here:
///
/// - places in bytes (the lines are there), and the place of a person without a name;
/// - which rules spoke for a speaker, their scores and words (their classes are there), the
///   runner-up, the confidence in a boundary, and a confidence finer than its word;
/// - characters that XML cannot hold, in the header (in the text they come back);
/// - an end of a turn before its start; a further field without a value;
/// - pieces of text side by side, which are one, and empty ones;
/// - where the name of an option ends, if it holds a colon and a blank;
/// - how many decisions of a person fitted nothing;
/// - that the rights statement was found in the text only, not stated apart: it is stated then.
fn held(mut t: Transcript) -> Transcript {
    t.schema = SchemaVersion::CURRENT;
    if t.metadata.rights.is_empty() {
        t.metadata.rights = rights_in_the_text(&t);
    }
    let metadata = &mut t.metadata;
    for text in [
        &mut metadata.title,
        &mut metadata.date,
        &mut metadata.language,
        &mut metadata.publisher,
        &mut t.process.rules,
    ] {
        *text = text.take().map(|text| of_xml(&text));
    }
    for text in metadata.rights.iter_mut().chain(&mut metadata.identifiers) {
        *text = of_xml(text);
    }
    let terms = std::mem::take(&mut metadata.terms);
    for (key, values) in terms {
        for value in values {
            metadata.terms.entry(of_xml(&key)).or_default().push(of_xml(&value));
        }
    }
    t.process.version = of_xml(&t.process.version);
    t.process.reader = of_xml(&t.process.reader);
    let options = std::mem::take(&mut t.process.options);
    let options = options.iter().map(|(key, value)| of_xml(&format!("{key}: {value}")));
    let halves = |option: String| {
        let (key, value) = option.split_once(": ").unwrap();
        (key.to_owned(), value.to_owned())
    };
    t.process.options = options.map(halves).collect();
    if let Some(revision) = &mut t.process.corrections {
        revision.by = revision.by.take().map(|by| of_xml(&by));
        revision.unfit = 0;
    }
    for person in &mut t.participants {
        person.span = person.span.filter(|_| person.name.as_str().is_some()).map(lines);
        let name = serde_json::to_value(&person.name).unwrap();
        if name.get("name").is_some() {
            let mut name = name;
            name["name"] = of_xml(person.name.as_str().unwrap()).into();
            person.name = serde_json::from_value(name).unwrap();
        }
        person.also.iter_mut().for_each(|name| *name = of_xml(name));
    }
    t.body.iter_mut().for_each(block);
    t
}

fn block(block: &mut Block) {
    match block {
        Block::Turn(turn) => {
            turn.segments.iter_mut().for_each(segment);
            if let Some(label) = &mut turn.label {
                label.span = lines(label.span);
            }
            if let Some(time) = &mut turn.time {
                time.end = time.end.filter(|end| *end >= time.start);
            }
            turn.attribution = match &turn.attribution {
                Attribution::Labelled { confidence, .. } => Attribution::Labelled {
                    confidence: match confidence.word() {
                        CertaintyWord::High => Confidence::ONE,
                        _ => least(*confidence),
                    },
                    boundary: Confidence::ONE,
                    evidence: Vec::new(),
                },
                Attribution::Inferred { confidence, .. } => {
                    let unknown = turn.speakers.is_empty();
                    let confidence = if unknown { Confidence::ZERO } else { least(*confidence) };
                    Attribution::Inferred {
                        confidence,
                        boundary: confidence,
                        evidence: Vec::new(),
                        runner_up: None,
                        guess: Vec::new(),
                        near: Vec::new(),
                    }
                }
                Attribution::Supplied { by } => {
                    Attribution::Supplied { by: by.as_deref().map(of_xml) }
                }
            };
        }
        Block::Heading(heading) => heading.segments.iter_mut().for_each(segment),
        Block::Direction(direction) => direction.segments.iter_mut().for_each(segment),
        Block::Paratext(paratext) => paratext.segments.iter_mut().for_each(segment),
    }
}

fn segment(segment: &mut Segment) {
    segment.span = lines(segment.span);
    let mut content: Vec<Inline> = Vec::new();
    for piece in std::mem::take(&mut segment.content) {
        match (content.last_mut(), piece) {
            (_, Inline::Text { text }) if text.is_empty() => {}
            (Some(Inline::Text { text: last }), Inline::Text { text }) => last.push_str(&text),
            (_, piece) => content.push(piece),
        }
    }
    segment.content = content;
}

fn lines(span: Span) -> Span {
    Span { bytes: (0, 0), ..span }
}

fn least(confidence: Confidence) -> Confidence {
    Confidence::from_probability(match confidence.word() {
        CertaintyWord::High => 0.9,
        CertaintyWord::Medium => 0.7,
        CertaintyWord::Low => 0.5,
        CertaintyWord::Unknown => 0.0,
    })
}

fn of_xml(text: &str) -> String {
    let is_char = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_char).collect()
}

fn rights_in_the_text(t: &Transcript) -> Vec<String> {
    let rights = t.body.iter().filter(|block| match block {
        Block::Paratext(paratext) => paratext.kind == ParatextKind::Rights,
        Block::Turn(_) | Block::Heading(_) | Block::Direction(_) => false,
    });
    rights.flat_map(Block::segments).map(Segment::plain_text).collect()
}

/// The rules behind an attribution, told apart only by their classes: compared by what is
/// written of them.
fn without_evidence(mut t: Transcript) -> Transcript {
    for block in &mut t.body {
        if let Block::Turn(turn) = block
            && let Attribution::Labelled { evidence, .. } | Attribution::Inferred { evidence, .. } =
                &mut turn.attribution
        {
            evidence.clear();
        }
    }
    t
}

fn comes_back(transcript: Transcript) {
    let bytes = written(&transcript);
    let back = read_back(&bytes);
    let held = held(transcript.clone());
    // What is written of what was read is the same file, evidence and all.
    if (&held.metadata, &held.process) == (&transcript.metadata, &transcript.process) {
        assert!(written(&back) == bytes, "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(without_evidence(back), held);
}

#[test]
fn every_shape_comes_back() {
    for (name, transcript) in samples::all() {
        println!("{name}");
        comes_back(transcript);
    }
}

/// The committed TEI of every fixture, by its name.
pub(crate) fn goldens() -> Vec<(String, String)> {
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap();
    let mut goldens: Vec<_> = folders
        .filter_map(|folder| {
            let folder = folder.unwrap().path();
            let name = folder.file_name()?.to_string_lossy().into_owned();
            Some((name.clone(), std::fs::read_to_string(folder.join(name + ".tei.xml")).ok()?))
        })
        .collect();
    goldens.sort();
    assert!(goldens.len() > 10);
    goldens
}

#[test]
fn every_fixture_comes_back() {
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if let Ok(json) = std::fs::read(folder.join(format!("{name}.json"))) {
            println!("{name}");
            let read = convert::read("x.json", &json, &ReadOptions::default()).unwrap();
            comes_back(read.transcript);
        }
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_transcript_comes_back(transcript in generate::any_transcript()) {
        comes_back(transcript);
    }
}

#[test]
fn a_file_that_was_changed_is_read_as_any_other() {
    let xml = String::from_utf8(written(&samples::labelled())).unwrap();
    let xml = xml.replace("<seg xml:id=\"t1.s1\"", "loose words <seg xml:id=\"t1.s1\"");
    let outcome = convert::read("x.xml", xml.as_bytes(), &ReadOptions::default()).unwrap();
    assert!(outcome.diagnostics.iter().any(|d| d.message.contains("was changed")));
    let text: String = outcome.transcript.turns().next().unwrap().segments[0].plain_text();
    assert_eq!(text, "loose words");
}
