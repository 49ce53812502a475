//! The ids are the model's own in every format: a citation of one copy holds in the others.

// A test looks at files and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod common;

use common::fixtures;
use transcripta::convert::{ReadOptions, read, write};
use transcripta::model::{Block, Transcript};
use transcripta::write::{JsonLines, WriteOptions};

fn written(transcript: &Transcript, format: &str) -> String {
    let options =
        WriteOptions { locators: true, json_lines: JsonLines::Segment, ..WriteOptions::default() };
    String::from_utf8(write(transcript, format, &options).unwrap().bytes).unwrap()
}

/// The words that stand between this and that.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn every_format_names_the_segments_as_the_model_does() {
    let (mut count_of_ids, mut count_of_turns) = (0, 0);
    for fixture in fixtures() {
        let transcript =
            read(&fixture.input, &fixture.bytes(), &ReadOptions::default()).unwrap().transcript;
        let segments = transcript.body.iter().flat_map(Block::segments);
        let ids: Vec<String> = segments.map(|segment| segment.id.to_string()).collect();
        let is_segment = |id: &&str| id.contains(".s") && id.starts_with(['t', 'h', 'd', 'x']);
        let tei = written(&transcript, "tei");
        let text = tei.split_once("<text>").unwrap().1;
        let of_tei: Vec<&str> =
            between(text, "xml:id=\"", "\"").into_iter().filter(is_segment).collect();
        assert_eq!(of_tei, ids, "{}: TEI", fixture.name);
        let lines = written(&transcript, "jsonl");
        assert_eq!(between(&lines, "\"segment\":\"", "\""), ids, "{}: JSON lines", fixture.name);
        let markdown = written(&transcript, "md");
        let of_markdown: Vec<&str> =
            between(&markdown, "<!-- ", " ").into_iter().filter(is_segment).collect();
        assert_eq!(of_markdown, ids, "{}: Markdown", fixture.name);
        let turns: Vec<String> = transcript.turns().map(|turn| turn.id.to_string()).collect();
        assert_eq!(between(text, "<u xml:id=\"", "\""), turns, "{}: turns", fixture.name);
        count_of_ids += ids.len();
        count_of_turns += turns.len();
    }
    assert!(count_of_ids > 200 && count_of_turns > 100, "only {count_of_ids}, {count_of_turns}");
}
