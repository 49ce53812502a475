//! The YAML block at the top.
//!
//! Strings are always double-quoted with escapes (YAML 1.2 §7.3.1, §5.7), so that any title is
//! valid.

use std::fmt::Write as _;

use crate::model::{Attribution, Participant, Transcript};

pub(super) fn front_matter(transcript: &Transcript) -> String {
    let mut out = String::from("---\n");
    let metadata = &transcript.metadata;
    for (key, value) in [
        ("title", &metadata.title),
        ("date", &metadata.date),
        ("lang", &metadata.language),
        ("publisher", &metadata.publisher),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "{key}: {}", quoted(value));
        }
    }
    list(&mut out, "", "rights:", &metadata.rights);
    list(&mut out, "", "identifiers:", &metadata.identifiers);
    // Below a key of their own: one of them may be called `title`.
    if metadata.terms.values().any(|values| !values.is_empty()) {
        out.push_str("terms:\n");
        for (key, values) in &metadata.terms {
            list(&mut out, "  ", &key_of("  ", key), values);
        }
    }
    if !transcript.participants.is_empty() {
        out.push_str("participants:\n");
        transcript.participants.iter().for_each(|p| participant(&mut out, p));
    }
    turns(&mut out, transcript);
    let source = &transcript.source;
    let _ = writeln!(
        out,
        "source:\n  name: {}\n  media_type: {}\n  encoding: {}\n  bytes: {}\n  lines: {}\n  sha256: {}",
        quoted(&source.name),
        quoted(&source.media_type),
        quoted(&source.encoding),
        source.bytes,
        source.lines,
        quoted(&source.sha256),
    );
    if transcript.turns().any(|turn| matches!(turn.attribution, Attribution::Inferred { .. })) {
        out.push_str(
            "note: \"Names in square brackets were worked out by the program; ? marks a doubt.\"\n",
        );
    }
    supplied(&mut out, transcript);
    let process = &transcript.process;
    let _ = writeln!(
        out,
        "process:\n  program: {}\n  version: {}\n  schema: {}\n  reader: {}",
        quoted(&process.program),
        quoted(&process.version),
        quoted(&transcript.schema.to_string()),
        quoted(&process.reader),
    );
    if let Some(rules) = &process.rules {
        let _ = writeln!(out, "  rules: {}", quoted(rules));
    }
    if !process.options.is_empty() {
        out.push_str("  options:\n");
        for (option, value) in &process.options {
            let _ = writeln!(out, "    {} {}", key_of("    ", option), quoted(value));
        }
    }
    out.push_str("---\n");
    out
}

/// What a person decided.
fn supplied(out: &mut String, transcript: &Transcript) {
    let turns = transcript.turns();
    let mut by: Vec<Option<&str>> = turns
        .filter_map(|turn| match &turn.attribution {
            Attribution::Supplied { by } => Some(by.as_deref()),
            Attribution::Labelled { .. } | Attribution::Inferred { .. } => None,
        })
        .collect();
    let revision = transcript.process.corrections.as_ref();
    by.extend(revision.map(|revision| revision.by.as_deref()));
    if by.is_empty() {
        return;
    }
    let mut names: Vec<&str> = by.into_iter().flatten().collect();
    names.sort_unstable();
    names.dedup();
    out.push_str("supplied:\n  note: \"Names with an asterisk were supplied by a person.\"\n");
    if !names.is_empty() {
        let _ = writeln!(out, "  by: {}", quoted(&names.join(", ")));
    }
    if let Some(revision) = revision {
        let _ = writeln!(
            out,
            "  decisions: {}\n  sha256: {}",
            revision.applied,
            quoted(&revision.sha256)
        );
    }
}

fn participant(out: &mut String, participant: &Participant) {
    let _ = writeln!(out, "  - id: {}", participant.id);
    if let Some(name) = participant.name.as_str() {
        let _ = writeln!(out, "    name: {}", quoted(name));
    }
    let _ = writeln!(out, "    basis: {}", participant.name.basis());
    if let Some(role) = participant.role {
        let _ = writeln!(out, "    role: {}", role.as_str());
    }
    list(out, "    ", "also:", &participant.also);
}

fn list(out: &mut String, indent: &str, key: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    let _ = writeln!(out, "{indent}{key}");
    for value in values {
        let _ = writeln!(out, "{indent}  - {}", quoted(value));
    }
}

/// Who speaks in each turn, so that the names in bold need not be guessed at when this is read
/// back: ids, several with a plus, nobody as a question mark.
fn turns(out: &mut String, transcript: &Transcript) {
    let mut turns = transcript.turns().peekable();
    if turns.peek().is_none() {
        return;
    }
    out.push_str("turns: \"");
    for (i, turn) in turns.enumerate() {
        out.push_str(if i > 0 { " " } else { "" });
        if turn.speakers.is_empty() {
            out.push('?');
        }
        for (j, id) in turn.speakers.iter().enumerate() {
            let _ = write!(out, "{}{id}", if j > 0 { "+" } else { "" });
        }
    }
    out.push_str("\"\n");
}

/// A key with its colon. One of more than 1024 characters has to say that it is one (YAML 1.2
/// §7.4.2).
fn key_of(indent: &str, key: &str) -> String {
    let key = quoted(key);
    if key.chars().count() <= 1000 { format!("{key}:") } else { format!("? {key}\n{indent}:") }
}

/// A double-quoted YAML string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Not printable by YAML's rules (§5.1), or a line break to some readers.
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') =>
            {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
