//! What holds for every TEI file, whatever it was made of.

use std::collections::{BTreeMap, BTreeSet};

use transcripta::convert;
use transcripta::diagnostic::Diagnostics;
use transcripta::model::{Block, Transcript, check};
use transcripta::write::WriteOptions;

use crate::tree::{self, Element};

/// Writes, checks everything, and returns the text of the file, its tree and the findings.
pub(crate) fn written(transcript: &Transcript) -> (String, Element, Diagnostics) {
    assert_eq!(check::check(transcript), [], "the test's own transcript");
    let written = convert::write(transcript, "tei", &WriteOptions::default()).unwrap();
    let xml = String::from_utf8(written.bytes).unwrap();
    only_characters_of_xml(&xml);
    let root = tree::parse(&xml);
    ids_are_unique_names(&root);
    pointers_resolve(&root);
    nothing_but_div_follows_div(&root);
    text_is_whole(&root, transcript);
    (xml, root, written.diagnostics)
}

fn only_characters_of_xml(xml: &str) {
    for c in xml.chars() {
        let is_char = matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
        assert!(is_char, "{c:?} must not stand in the file");
    }
    for reference in xml.split("&#").skip(1) {
        let (code, _) = reference.split_once(';').unwrap();
        assert!(["9", "10", "13"].contains(&code), "&#{code};");
    }
}

fn ids_are_unique_names(root: &Element) {
    let mut ids = BTreeSet::new();
    for element in root.all() {
        if let Some(id) = element.get("xml:id") {
            let is_name = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
            assert!(is_name, "`{id}` is no NCName");
            assert!(ids.insert(id), "`{id}` stands twice");
        }
    }
}

/// What each pointer may point at.
const POINTERS: &[(&str, &[&str])] = &[
    ("who", &["person", "personGrp", "respStmt"]),
    ("toWhom", &["person", "personGrp"]),
    ("ana", &["category"]),
    ("corresp", &["u"]),
    ("start", &["when"]),
    ("end", &["when"]),
    ("synch", &["when"]),
    ("since", &["when"]),
    ("origin", &["when"]),
    ("resp", &["respStmt"]),
    ("ref", &["application"]),
];

fn pointers_resolve(root: &Element) {
    let all = root.all();
    let targets: BTreeMap<&str, &str> = all
        .iter()
        .filter_map(|element| Some((element.get("xml:id")?, element.name.as_str())))
        .collect();
    for element in &all {
        for (attribute, kinds) in POINTERS {
            let Some(value) = element.get(attribute) else {
                continue;
            };
            assert!(!value.is_empty(), "@{attribute} is empty");
            for pointer in value.split(' ') {
                let target = pointer.strip_prefix('#').and_then(|id| targets.get(id));
                let is_right = target.is_some_and(|name| kinds.contains(name));
                assert!(is_right, "@{attribute}=\"{value}\" points at {target:?}");
            }
        }
        if let Some(source) = element.get("source") {
            let lines = source.strip_prefix("src:line=").unwrap();
            let (from, to) = lines.split_once(',').unwrap();
            assert!(from.parse::<u32>().unwrap() < to.parse().unwrap(), "{source}");
        }
    }
}

/// A `div` that holds a `div` holds nothing else after it.
fn nothing_but_div_follows_div(root: &Element) {
    for division in root.named("div") {
        let names: Vec<_> = division.elements().iter().map(|e| e.name.clone()).collect();
        let rest = names.iter().skip_while(|name| *name != "div");
        assert!(rest.clone().all(|name| name == "div"), "{names:?}");
    }
}

/// The source, rebuilt: all of it in order, and each segment to the character.
fn text_is_whole(root: &Element, transcript: &Transcript) {
    let mut rebuilt = root.first("text").source_text();
    rebuilt.retain(|c| !c.is_whitespace());
    assert_eq!(rebuilt, check::source_text(transcript));
    let ids: BTreeMap<&str, &Element> = root
        .all()
        .into_iter()
        .filter_map(|element| Some((element.get("xml:id")?, element)))
        .collect();
    for block in &transcript.body {
        for segment in block.segments() {
            let element = ids[segment.id.to_string().as_str()];
            assert_eq!(element.source_text(), segment.plain_text(), "{}", segment.id);
        }
    }
    let labels = transcript.turns().filter_map(|turn| {
        let label = turn.label.as_ref()?;
        Some((format!("#{}", turn.id), label.text.clone()))
    });
    let notes = root.named("note").into_iter().filter_map(|note| {
        let is_label = note.get("type") == Some("speaker");
        is_label.then(|| (note.get("corresp").unwrap().to_owned(), note.source_text()))
    });
    assert!(labels.eq(notes), "the labels differ");
    let turns = transcript.body.iter().filter(|b| matches!(b, Block::Turn(_)));
    assert_eq!(root.named("u").len(), turns.count());
}
