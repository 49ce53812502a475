//! What the people of a text do, as its own head says it: words in `activities.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::columns::columns;
use crate::model::{Block, Role, Transcript, plain_text};

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/activities.json"));

/// So many lines before the first turn are asked, ...
const LINES: usize = 12;
/// ... and so wide is a line that names a genre; a longer one tells of something.
const WIDEST: usize = 80;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    activity: Vec<Activity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Activity {
    name: String,
    words: Vec<String>,
    /// Whether it takes more than one who asks and one who is asked: an interview may be about it.
    #[serde(default)]
    several: bool,
    /// For people, and for the test of the table.
    #[serde(rename = "about")]
    _about: String,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: String,
}

/// The table. It is part of the program, and a test reads it, so a faulty one cannot be shipped; here it
/// would name nothing.
fn table() -> &'static Table {
    static WORDS: OnceLock<Table> = OnceLock::new();
    WORDS.get_or_init(|| serde_json::from_str(TABLE).unwrap_or_default())
}

/// What is done in a transcript: by its own words, else by who takes part; `None` where neither tells, and
/// where nobody speaks.
pub(super) fn of(transcript: &Transcript) -> Option<&'static str> {
    transcript.turns().next()?;
    let title = transcript.metadata.title.iter().cloned();
    let by_people = by_people(transcript);
    let may_be_several = by_people != Some(INTERVIEW);
    title.chain(head(transcript)).find_map(|line| named_in(&line, may_be_several)).or(by_people)
}

/// Whether this is an interview of whatever kind.
pub(super) fn is_interview(activity: &str) -> bool {
    activity.to_lowercase().ends_with("interview")
}

/// The short lines before the first turn.
fn head(transcript: &Transcript) -> impl Iterator<Item = String> {
    let before = transcript.body.iter().take_while(|block| !matches!(block, Block::Turn(_)));
    let lines = before.flat_map(Block::segments).flat_map(|segment| {
        let text = plain_text(&segment.content);
        text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    });
    lines.filter(|line| !line.is_empty()).take(LINES).filter(|line| columns(line) <= WIDEST)
}

/// The first activity that a line has a word of; `several` may talk.
fn named_in(line: &str, several: bool) -> Option<&'static str> {
    let line = line.to_lowercase();
    let names = |activity: &&Activity| {
        (several || !activity.several) && activity.words.iter().any(|words| has(&line, words))
    };
    table().activity.iter().find(names).map(|activity| activity.name.as_str())
}

/// Whether a line has these words, not as a part of longer ones; Chinese is written without blanks.
fn has(line: &str, words: &str) -> bool {
    let spaced = |c: char| u32::from(c) < 0x2E80 && c.is_alphanumeric();
    line.match_indices(words).any(|(at, found)| {
        let joins = |inner: Option<char>, outer: Option<char>| {
            inner.is_some_and(spaced) && outer.is_some_and(spaced)
        };
        let (before, after) = (&line[..at], &line[at + found.len()..]);
        !joins(words.chars().next(), before.chars().next_back())
            && !joins(words.chars().next_back(), after.chars().next())
    })
}

/// What one who asks and one who is asked do.
const INTERVIEW: &str = "Interview";

/// One who asks and one who is asked are an interview; of more, only that they talk is known.
fn by_people(transcript: &Transcript) -> Option<&'static str> {
    let people = &transcript.participants;
    let has = |role| people.iter().any(|person| person.role == Some(role));
    (has(Role::Host) && has(Role::Guest)).then_some(if people.len() == 2 {
        INTERVIEW
    } else {
        "Conversation"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_activity_is_found_in_its_example_and_not_in_its_counter_example() {
        let table: Table = serde_json::from_str(TABLE).unwrap();
        assert!(!table.activity.is_empty());
        for activity in &table.activity {
            let name = activity.name.as_str();
            assert_eq!(named_in(&activity.example, true), Some(name), "{}", activity.example);
            assert_ne!(named_in(&activity.counter, true), Some(name), "{}", activity.counter);
            for words in &activity.words {
                assert_eq!(*words, words.to_lowercase(), "{name}");
            }
        }
    }
    #[test]
    fn what_two_talk_about_is_not_what_they_do() {
        for title in ["The designer who hates debates", "Ada Orrell and her round table"] {
            assert_eq!(named_in(title, false), None, "{title}");
        }
        for title in ["苹果发布会之后：对话设计师", "Ada Orrell in conversation with Tom Hale"]
        {
            assert_eq!(named_in(title, false), Some(INTERVIEW), "{title}");
        }
    }
}
