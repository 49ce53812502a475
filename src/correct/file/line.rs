//! A decision on one line: `25-587e4ba5 = "host"`.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::Paragraph;

/// What stands behind a line: who speaks, whether a turn begins, or all that can be said of a paragraph.
pub(super) struct Said(pub(super) Paragraph);

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SaidVisitor)
    }
}

/// By hand, so that a word that nobody knows is named as in `[[paragraph]]`.
struct SaidVisitor;

impl<'de> Visitor<'de> for SaidVisitor {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a speaker, `true` or `false` (a turn begins there), or `{ kind = \"note\" }`")
    }

    fn visit_str<E: Error>(self, speaker: &str) -> Result<Said, E> {
        Ok(Said(Paragraph { speaker: Some(speaker.to_owned()), ..Paragraph::default() }))
    }

    fn visit_bool<E: Error>(self, begins: bool) -> Result<Said, E> {
        Ok(Said(Paragraph { begins: Some(begins), ..Paragraph::default() }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Said, A::Error> {
        Paragraph::deserialize(MapAccessDeserializer::new(map)).map(Said)
    }
}

/// Puts into a decision the place that its key tells: a line, and the hash of the paragraph behind it.
pub(super) fn placed(key: &str, said: Said) -> Result<Paragraph, String> {
    let (line, hash) = match key.split_once('-') {
        Some((line, hash)) => (line, Some(hash.to_owned())),
        None => (key, None),
    };
    // Not `+3`, nor `3-`.
    let digits = line.bytes().all(|byte| byte.is_ascii_digit());
    let line = line.parse().ok().filter(|_| digits && hash.as_deref() != Some(""));
    let Some(line) = line else {
        return Err(format!("`{key}` is no line, such as 25 or 25-587e4ba5"));
    };
    let said = said.0;
    if said.line.is_some() || said.hash.is_some() {
        return Err(format!("`{key}` says the `line` and the `hash` already"));
    }
    Ok(Paragraph { line: Some(line), hash, ..said })
}
