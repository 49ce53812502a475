//! JSON, walked as plain values: not by the types that wrote it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::back::{Blanks, Person, Place, ReadBack, Recorded, Role, Said, Spoken};
use super::fault::Fault;

/// Reads it back.
pub(super) fn read(bytes: &[u8]) -> Result<ReadBack, Fault> {
    let root: Value = serde_json::from_slice(bytes).map_err(Fault::damaged)?;
    let body = root.get("body").and_then(Value::as_array);
    let body = body.ok_or_else(|| Fault::damaged("no `body`: not a transcripta JSON document"))?;
    let mut back = ReadBack::of_blanks(Blanks::Kept);
    back.recorded = recorded(&root);
    back.people = Some(list(&root, "participants").iter().map(person).collect());
    for (number, block) in body.iter().enumerate() {
        let pointer = format!("/body/{number}");
        if block.get("type").and_then(Value::as_str) == Some("turn") {
            turn(&mut back, block, &pointer);
            segments(&mut back, block, &pointer);
            back.end_turn();
        } else {
            segments(&mut back, block, &pointer);
        }
    }
    Ok(back)
}

fn turn(back: &mut ReadBack, block: &Value, pointer: &str) {
    let ids = list(block, "speakers").iter().map(|id| word(Some(id))).collect();
    back.turns.push(Spoken {
        id: Some(word(block.get("id"))),
        speakers: Said::Ids(ids),
        beside: None,
        basis: Some(word(block.pointer("/attribution/basis"))),
        first: back.chunks.len(),
        end: None,
        place: Place::Pointer(pointer.to_owned()),
    });
    if let Some(label) = block.pointer("/label/text").and_then(Value::as_str) {
        back.begin(Role::Label);
        back.push(label, Place::Pointer(format!("{pointer}/label/text")));
    }
}

fn segments(back: &mut ReadBack, block: &Value, pointer: &str) {
    for (number, segment) in list(block, "segments").iter().enumerate() {
        back.begin(Role::Paragraph);
        for (piece, content) in list(segment, "content").iter().enumerate() {
            if let Some(text) = content.get("text").and_then(Value::as_str) {
                let pointer = format!("{pointer}/segments/{number}/content/{piece}/text");
                back.push(text, Place::Pointer(pointer));
            }
        }
    }
}

fn recorded(root: &Value) -> Recorded {
    let word = |pointer| root.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let options = root.pointer("/process/options").and_then(Value::as_object);
    let options: BTreeMap<String, String> = options
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect();
    Recorded {
        sha256: word("/source/sha256"),
        language: word("/metadata/language"),
        encoding: word("/source/encoding"),
        rules: word("/process/rules"),
        options,
    }
}

fn person(value: &Value) -> Person {
    let name = value.get("name").and_then(Value::as_str).map(str::to_owned);
    Person { id: word(value.get("id")), name }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn word(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}
