//! What stands inside a segment of a file of ours, character for character.

use crate::model::{DirectionKind, Inline};

use super::times::Times;
use super::tree::Tree;

/// The pieces of a segment.
pub(super) fn verbatim(tree: &Tree<'_>, segment: usize, times: &Times) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut time = None;
    for child in tree.children(segment) {
        let name = tree.name(child);
        if let Some(c) = character(tree, child) {
            push(&mut pieces, &c.to_string());
        } else if name.is_empty() {
            let node = tree.nodes.get(child);
            push(&mut pieces, node.map_or("", |node| node.text.as_ref()));
        } else if name == "anchor" {
            time = tree.get(child, "synch").and_then(|pointer| times.at(pointer));
        } else {
            pieces.push(inline(tree, child, time.take()));
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Inline>, text: &str) {
    match pieces.last_mut() {
        Some(Inline::Text { text: last }) => last.push_str(text),
        Some(Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. })
        | None => pieces.push(Inline::text(text)),
    }
}

fn inline(tree: &Tree<'_>, at: usize, time: Option<u64>) -> Inline {
    let text = verbatim_text(tree, at);
    let kind = tree.get(at, "type");
    match (tree.name(at), time) {
        ("note", Some(milliseconds)) if kind == Some("timestamp") => {
            Inline::TimeMark { text, milliseconds }
        }
        ("fw", _) => Inline::Furniture { text },
        _ => match event(tree, at) {
            Some(kind) => Inline::Direction { kind, text },
            None => Inline::Text { text },
        },
    }
}

/// The kind of an event, by its element or, for a note in its place, by its type.
pub(super) fn event(tree: &Tree<'_>, at: usize) -> Option<DirectionKind> {
    let kind = tree.get(at, "type").unwrap_or_default();
    let word = match tree.name(at) {
        "gap" => tree.get(at, "reason").unwrap_or("inaudible"),
        "note" => kind,
        name if kind.is_empty() => name,
        _ => kind,
    };
    Some(match word {
        "vocal" => DirectionKind::Vocal,
        "kinesic" => DirectionKind::Kinesic,
        "pause" => DirectionKind::Pause,
        "inaudible" => DirectionKind::Inaudible,
        "crosstalk" => DirectionKind::Crosstalk,
        "incident" => DirectionKind::Incident,
        _ => return None,
    })
}

/// The text within an element, with the characters that XML cannot hold put back.
pub(super) fn verbatim_text(tree: &Tree<'_>, at: usize) -> String {
    let mut text = String::new();
    for within in at + 1..tree.end(at) {
        match character(tree, within) {
            Some(c) => text.push(c),
            None => text.push_str(tree.nodes.get(within).map_or("", |node| node.text.as_ref())),
        }
    }
    text
}

/// The character that an element stands for.
fn character(tree: &Tree<'_>, at: usize) -> Option<char> {
    match tree.name(at) {
        "pb" => Some('\u{c}'),
        "gap" if tree.get(at, "reason") == Some("control-character") => {
            let code = tree.get(at, "n")?.strip_prefix("U+")?;
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        }
        _ => None,
    }
}
