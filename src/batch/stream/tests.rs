//! Streams, in memory.

use super::*;
use crate::write;

const TALK: &str = "Anna: Hello.\\nBen: Hello.\\nAnna: Why?\\nBen: So.\\n";

fn options(max_bytes: u64) -> StreamOptions {
    StreamOptions {
        to: write::by_name("md").unwrap().format(),
        corrections: CorrectionsFrom::Nowhere,
        read: ReadOptions::default(),
        write: WriteOptions::default(),
        max_bytes,
    }
}

fn run(input: &str, max_bytes: u64) -> (Vec<Value>, StreamSummary) {
    let mut output = Vec::new();
    let summary = stream(&mut input.as_bytes(), &mut output, &options(max_bytes)).unwrap();
    let lines = output.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    (lines.map(|line| serde_json::from_slice(line).unwrap()).collect(), summary)
}

#[test]
fn records_come_out_in_order_and_a_bad_one_stops_nothing() {
    let input = format!(
        "{{\"id\": 1, \"text\": \"{TALK}\", \"more\": 0}}\nnonsense\n\n{{\"id\": \"x\"}}\n\
         {{\"id\": [3], \"path\": \"no-such-file\"}}\n{{\"id\": 4, \"text\": \"\"}}\n\
         {{\"text\": \"{TALK}\"}}"
    );
    let (records, summary) = run(&input, 1000);
    assert_eq!(summary, StreamSummary { converted: 2, failed: 4 });
    let ids: Vec<&Value> = records.iter().map(|record| &record["id"]).collect();
    let expected = serde_json::json!([1, null, "x", [3], 4, null]);
    assert_eq!(ids, expected.as_array().unwrap().iter().collect::<Vec<_>>());
    let kinds: Vec<&Value> = records.iter().map(|record| &record["error"]["kind"]).collect();
    let expected = serde_json::json!([null, "record", "record", "missing", "empty", null]);
    assert_eq!(kinds, expected.as_array().unwrap().iter().collect::<Vec<_>>());
    assert!(records[0]["output"].as_str().unwrap().contains("**Anna:** Hello."));
    assert_eq!(records[0]["turns"], 4);
    assert!(records[1]["error"]["message"].as_str().unwrap().starts_with("record 2: "));
}

#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let long = "x".repeat(5000);
    let input =
        format!("{{\"id\": 1, \"text\": \"{long}\"}}\n{{\"id\": 2, \"text\": \"{TALK}\"}}\n{long}");
    let (records, summary) = run(&input, 200);
    assert_eq!(summary, StreamSummary { converted: 1, failed: 2 });
    assert_eq!(records[0]["error"]["kind"], "too-large");
    assert_eq!(records[1]["id"], 2);
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = format!("{{\"id\": {}", "[".repeat(100_000));
    let (records, _) = run(&format!("{deep}\n{{\"id\": 2, \"text\": \"{TALK}\"}}\n"), 1 << 20);
    assert_eq!(records[0]["error"]["kind"], "record");
    assert_eq!(records[1]["id"], 2);
}

#[test]
fn metadata_goes_before_what_the_text_says() {
    let input = format!(
        "{{\"id\": \"a/b.txt\", \"text\": \"{TALK}\", \
         \"metadata\": {{\"dc.title\": \"A talk\", \"creator\": [\"A\", \"B\"], \"mood\": \"good\"}}}}"
    );
    let (records, _) = run(&input, 1000);
    let output = records[0]["output"].as_str().unwrap();
    assert!(output.contains("title: \"A talk\"") && output.contains("name: \"b.txt\""), "{output}");
    let warnings = records[0]["warnings"].to_string();
    assert!(warnings.contains("`mood` is no element of Dublin Core"), "{warnings}");
}
