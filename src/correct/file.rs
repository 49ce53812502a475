//! The file of corrections as it is written (TOML).

mod line;

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::anchor::Anchor;
use super::decision::{Called, PersonDecision};
use super::metadata::Given;
use crate::error::Error;
use crate::model::{DirectionKind, ParagraphKind, ParatextKind, Role};

/// A file of corrections, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrections {
    /// Name of the file, for messages.
    pub(super) file: String,
    /// SHA-256 of the file.
    pub(super) sha256: String,
    pub(super) by: Option<String>,
    pub(super) metadata: Given,
    pub(super) people: Vec<PersonDecision>,
    pub(super) entries: Vec<Entry>,
}

/// A decision on a paragraph, or on several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Line of the file that it stands on.
    pub(super) at: u32,
    pub(super) first: Anchor,
    /// The last paragraph, when there are several.
    pub(super) last: Option<Anchor>,
    pub(super) speaker: Option<Called>,
    pub(super) begins: Option<bool>,
    pub(super) kind: Option<Kind>,
}

/// What a person says that a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Speech,
    Direction(DirectionKind),
    /// Heading or paratext.
    Other(ParagraphKind),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    by: Option<String>,
    #[serde(default)]
    metadata: toml::Table,
    #[serde(default)]
    participant: Vec<Spanned<Person>>,
    #[serde(default)]
    paragraph: Vec<Spanned<Paragraph>>,
    /// The short form: `25-587e4ba5 = "host"`.
    #[serde(default)]
    lines: BTreeMap<String, Spanned<line::Said>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    who: Option<String>,
    name: Option<String>,
    role: Option<Role>,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Paragraph {
    line: Option<u32>,
    hash: Option<String>,
    last_line: Option<u32>,
    last_hash: Option<String>,
    speaker: Option<String>,
    begins: Option<bool>,
    kind: Option<KindWord>,
    level: Option<u8>,
    event: Option<DirectionKind>,
}

/// Kinds as they are written.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum KindWord {
    Speech,
    Heading,
    Direction,
    Rights,
    Credits,
    Note,
    Header,
    Narration,
    Caption,
    Furniture,
    Prose,
}

impl Corrections {
    /// Reads a file of this name.
    ///
    /// # Errors
    /// [`Error::Corrections`] with the line: the file is no TOML, has a field or word that nobody
    /// knows, or contradicts itself.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let lines = Lines { file, text };
        let parsed: File = toml::from_str(text).map_err(|error| {
            lines.fault(error.span().map_or(0, |span| span.start), error.message().to_owned())
        })?;
        let metadata = Given::of(&parsed.metadata)
            .map_err(|(key, reason)| lines.fault(lines.place_of_key(&key), reason))?;
        let mut people = Vec::new();
        for person in parsed.participant {
            let decision = person_decision(&lines, person)?;
            // What a template left open decides nothing.
            if decision.name.is_some() || decision.role.is_some() || !decision.also.is_empty() {
                people.push(decision);
            }
        }
        let mut entries = Vec::new();
        for paragraph in parsed.paragraph {
            let at = paragraph.span().start;
            entries.push(entry(&lines, at, paragraph.into_inner())?);
        }
        for (key, said) in parsed.lines {
            let at = said.span().start;
            let placed = line::placed(&key, said.into_inner());
            let paragraph = placed.map_err(|reason| lines.fault(at, reason))?;
            entries.push(entry(&lines, at, paragraph)?);
        }
        let digest = Sha256::digest(text.as_bytes());
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let by = parsed.by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
        Ok(Self { file: file.to_owned(), sha256, by, metadata, people, entries })
    }

    /// Language of the text, when the person gave it.
    pub fn language(&self) -> Option<&str> {
        self.metadata.language.as_deref()
    }
}

fn person_decision(lines: &Lines<'_>, person: Spanned<Person>) -> Result<PersonDecision, Error> {
    let at = person.span().start;
    let Person { who, name, role, also } = person.into_inner();
    let reason = match (&who, &name) {
        (None, None) => "says neither `who` it is about nor the `name` of somebody new",
        (_, Some(name)) if name.trim().is_empty() => "the `name` is empty",
        _ => {
            let place = lines.place(at);
            return Ok(PersonDecision { who, name, role, also, place });
        }
    };
    Err(lines.fault(at, reason.to_owned()))
}

fn entry(lines: &Lines<'_>, at: usize, paragraph: Paragraph) -> Result<Entry, Error> {
    let Some(line) = paragraph.line else {
        return Err(lines.fault(at, "missing field `line`".to_owned()));
    };
    if let Some(reason) = contradiction(&paragraph) {
        return Err(lines.fault(at, reason.to_owned()));
    }
    let speaker = paragraph.speaker.map(|word| match word.trim() {
        "unknown" | "?" | "" => Called::Nobody,
        name => Called::Somebody(name.to_owned()),
    });
    Ok(Entry {
        at: lines.number(at),
        first: Anchor { line, hash: paragraph.hash },
        last: paragraph.last_line.map(|line| Anchor { line, hash: paragraph.last_hash }),
        speaker,
        begins: paragraph.begins,
        kind: paragraph.kind.map(|word| kind(word, paragraph.level, paragraph.event)),
    })
}

/// Why an entry cannot be meant.
fn contradiction(entry: &Paragraph) -> Option<&'static str> {
    let speech = matches!(entry.kind, None | Some(KindWord::Speech));
    if !speech && (entry.speaker.is_some() || entry.begins.is_some()) {
        Some("what is no speech has no `speaker` and no `begins`")
    } else if entry.begins == Some(false) && entry.speaker.is_some() {
        Some(
            "with `begins = false` it goes on with the turn before, whose speaker is its speaker: \
             leave out one of the two",
        )
    } else if entry.level.is_some() && !matches!(entry.kind, Some(KindWord::Heading)) {
        Some("`level` goes with `kind = \"heading\"`")
    } else if entry.event.is_some() && !matches!(entry.kind, Some(KindWord::Direction)) {
        Some("`event` goes with `kind = \"direction\"`")
    } else if entry.last_line.zip(entry.line).is_some_and(|(last, first)| last < first) {
        Some("`last-line` comes before `line`")
    } else if entry.last_hash.is_some() && entry.last_line.is_none() {
        Some("`last-hash` goes with `last-line`")
    } else {
        None
    }
}

fn kind(word: KindWord, level: Option<u8>, event: Option<DirectionKind>) -> Kind {
    let paratext = |kind| Kind::Other(ParagraphKind::Paratext(kind));
    match word {
        KindWord::Speech => Kind::Speech,
        KindWord::Heading => Kind::Other(ParagraphKind::Heading(level.unwrap_or(2).clamp(1, 6))),
        KindWord::Direction => Kind::Direction(event.unwrap_or(DirectionKind::Incident)),
        KindWord::Rights => paratext(ParatextKind::Rights),
        KindWord::Credits => paratext(ParatextKind::Credits),
        KindWord::Note => paratext(ParatextKind::Note),
        KindWord::Header => paratext(ParatextKind::Header),
        KindWord::Narration => paratext(ParatextKind::Narration),
        KindWord::Caption => paratext(ParatextKind::Caption),
        KindWord::Furniture => paratext(ParatextKind::Furniture),
        KindWord::Prose => paratext(ParatextKind::Prose),
    }
}

/// The lines of the file, for messages.
struct Lines<'a> {
    file: &'a str,
    text: &'a str,
}

impl Lines<'_> {
    /// The line, from 1, of a byte.
    fn number(&self, byte: usize) -> u32 {
        let before = self.text.bytes().take(byte).filter(|b| *b == b'\n').count();
        before as u32 + 1
    }

    fn place(&self, byte: usize) -> String {
        format!("{}, line {}", self.file, self.number(byte))
    }

    fn fault(&self, byte: usize, reason: String) -> Error {
        Error::Corrections { file: self.file.to_owned(), line: self.number(byte), reason }
    }

    /// Where a key of the metadata stands.
    fn place_of_key(&self, key: &str) -> usize {
        let is_it = |line: &str| line.trim_start().trim_start_matches(['"', '\'']).starts_with(key);
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            if is_it(line) {
                return at;
            }
            at += line.len();
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Corrections::parse("t.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn a_fault_names_the_file_the_line_and_the_cause() {
        for (text, said) in [
            ("by = \"A\"\n\n[[paragraph]]\nlin = 3\n", "t.toml, line 4: unknown field `lin`"),
            (
                "[[paragraph]]\nline = 3\nkind = \"poem\"\n",
                "t.toml, line 3: unknown variant `poem`",
            ),
            (
                "[[paragraph]]\nline = 3\nkind = \"note\"\nspeaker = \"host\"\n",
                "t.toml, line 1: what is",
            ),
            (
                "\n[[paragraph]]\nline = 3\nbegins = false\nspeaker = \"host\"\n",
                "t.toml, line 2: with",
            ),
            ("[[participant]]\nrole = \"host\"\n", "t.toml, line 1: says neither"),
            ("[metadata]\ntitel = \"A\"\n", "t.toml, line 2: `titel`"),
            ("by = \n", "t.toml, line 1: "),
            ("[[paragraph]]\nspeaker = \"host\"\n", "t.toml, line 1: missing field `line`"),
            ("[lines]\n3a = \"host\"\n", "t.toml, line 2: `3a` is no line, such as 25"),
            ("[lines]\n3 = 4\n", "t.toml, line 2: invalid type: integer `4`, expected a speaker"),
            ("[lines]\n3 = { kind = \"poem\" }\n", "t.toml, line 2: unknown variant `poem`"),
            ("[lines]\n3 = { line = 4 }\n", "t.toml, line 2: `3` says the `line`"),
            ("[lines]\n3 = { kind = \"note\", begins = true }\n", "t.toml, line 2: what is no"),
        ] {
            assert!(fault(text).starts_with(said), "{said}: {}", fault(text));
        }
    }
}
