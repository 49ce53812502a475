//! The words that the reader of plain text knows: data, in tables of their own
//! (`src/read/text/rules/*.toml`), each with an example and a counter-example that a test tries.

use std::sync::OnceLock;

use serde::Deserialize;
#[cfg(not(test))]
use serde::de::IgnoredAny as Told;

/// What people read, and the test of the tables.
#[cfg(test)]
type Told = String;

use crate::model::DirectionKind;

/// All tables.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) labels: LabelWords,
    pub(super) paratext: ParatextWords,
    pub(super) directions: Vec<DirectionWords>,
}

/// `labels.toml`: what tells labels from other words before a colon.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct LabelWords {
    pub(super) nobody: Words,
    pub(super) months: Words,
    pub(super) prologues: Words,
    pub(super) nobody_begins: Words,
    pub(super) announces: Words,
    pub(super) says: Words,
    pub(super) titles: Words,
    pub(super) cast_heads: Words,
    pub(super) present: Words,
    pub(super) before_names: Words,
    pub(super) before_surnames: Words,
    pub(super) officers: Words,
    pub(super) interview_with: Words,
    pub(super) interviewed_by: Words,
    pub(super) asks_zh: Words,
    pub(super) tells_zh: Words,
    pub(super) behind_names: Words,
    pub(super) no_persons: Words,
    pub(super) replies: Words,
    pub(super) voices: Words,
    pub(super) were_present: Words,
    pub(super) examination: Words,
    pub(super) sworn: Words,
    pub(super) clauses: Words,
    pub(super) speaks_to: Words,
    pub(super) of_oneself: Words,
    pub(super) surnames: Words,
    pub(super) sounds: Words,
    pub(super) motions: Words,
    pub(super) votes: Words,
    pub(super) stage: Words,
    pub(super) comings: Words,
    pub(super) scenes: Words,
    pub(super) numbers: Words,
    pub(super) said_of_scenes: Words,
    pub(super) places: Words,
    pub(super) transitions: Words,
    pub(super) risings: Words,
    pub(super) records: Words,
    pub(super) record_tails: Words,
    pub(super) tallies: Words,
    pub(super) counted: Words,
    pub(super) outcomes: Words,
}

/// `paratext.toml`: what tells what is no speech.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct ParatextWords {
    pub(super) rights: Words,
    pub(super) credits: Words,
    pub(super) comments: Words,
    pub(super) comments_alone: Words,
    pub(super) end_credits: Words,
    pub(super) reporters: Words,
    pub(super) notes: Words,
    pub(super) captions: Words,
    pub(super) caption_ends: Words,
    pub(super) caption_credits: Words,
    pub(super) caption_sentences: Words,
    pub(super) whereabouts: Words,
    pub(super) tells_of: Words,
    pub(super) tells_of_zh: Words,
    pub(super) appears: Words,
    pub(super) of_dates: Words,
    pub(super) kickers: Words,
    pub(super) by_lines: Words,
    pub(super) references: Words,
    pub(super) header_keys: Words,
    pub(super) date_keys: Words,
    pub(super) closings: Words,
}

/// A table of `directions.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct DirectionWords {
    pub(super) kind: DirectionKind,
    pub(super) words: Vec<&'static str>,
    #[serde(rename = "about")]
    _about: Told,
    #[cfg_attr(not(test), allow(dead_code))]
    example: Told,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: Told,
}

/// Words and how they are looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Words {
    how: How,
    /// As they stand in the table: none needs an escape there, and so none has to be copied.
    words: Vec<&'static str>,
    /// A table without an explanation is refused.
    #[serde(rename = "about")]
    _about: Told,
    #[cfg_attr(not(test), allow(dead_code))]
    example: Told,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: Told,
}

/// Where a word has to stand in what it is looked for in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum How {
    /// It is the whole.
    #[default]
    Is,
    /// The whole begins with it.
    Begins,
    /// The whole ends with it, and has something before.
    Ends,
    /// The whole is it or ends with it.
    Closes,
    /// It stands anywhere.
    Has,
}

impl Words {
    /// Whether one of the words stands in `text`, which is in lower case.
    pub(super) fn find(&self, text: &str) -> bool {
        match self.how {
            // Of Chinese characters the last byte differs most.
            How::Begins => self.words.iter().any(|word| {
                let third = word.as_bytes().get(2);
                third.is_none_or(|byte| text.as_bytes().get(2) == Some(byte))
                    && text.starts_with(word)
            }),
            _ => self.words.iter().any(|word| self.stands(word, text)),
        }
    }

    /// How many of the words stand in `text`, which is in lower case.
    pub(super) fn count(&self, text: &str) -> usize {
        self.words.iter().filter(|word| self.stands(word, text)).count()
    }

    /// The words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().copied()
    }

    fn stands(&self, word: &str, text: &str) -> bool {
        match self.how {
            How::Is => text == word,
            How::Begins => text.starts_with(word),
            How::Ends => text.len() > word.len() && text.ends_with(word),
            How::Closes => text.ends_with(word),
            How::Has => text.contains(word),
        }
    }
}

const LABELS: &str = include_str!(concat!(env!("OUT_DIR"), "/labels.json"));
const PARATEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/paratext.json"));
const TOLD: &str = include_str!(concat!(env!("OUT_DIR"), "/told.json"));
const DIRECTIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/directions.json"));

/// The tables. They are part of the program, and a test reads them all, so a faulty one cannot
/// be shipped; here it would have no words.
pub(super) fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules {
        labels: serde_json::from_str(LABELS).unwrap_or_default(),
        paratext: serde_json::from_str(PARATEXT).unwrap_or_default(),
        directions: directions().unwrap_or_default(),
    })
}

/// Words of firms and places, which attribution keeps: what has one is not somebody's name.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Firms {
    articles: Vec<String>,
    firms: Vec<String>,
    places: Vec<String>,
}

impl Firms {
    /// Whether one of the words of a name, which has blanks, is that of a firm or begins with an article.
    pub(super) fn has_word(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let mut words = lower.split_whitespace();
        let is = |words: &[String], word: &str| words.iter().any(|one| one == word);
        words.clone().next().is_some_and(|first| is(&self.articles, first))
            || words.any(|word| is(&self.firms, word))
    }

    /// Whether a Chinese name ends as that of a place or a firm does.
    pub(super) fn ends(&self, name: &str) -> bool {
        self.places.iter().any(|place| name.ends_with(place.as_str()))
    }
}

/// The words of firms and places.
pub(super) fn firms() -> &'static Firms {
    static FIRMS: OnceLock<Firms> = OnceLock::new();
    FIRMS.get_or_init(|| serde_json::from_str(TOLD).unwrap_or_default())
}

fn directions() -> Result<Vec<DirectionWords>, serde_json::Error> {
    #[derive(Deserialize)]
    #[serde(bound(deserialize = "'de: 'static"))]
    struct Table {
        direction: Vec<DirectionWords>,
    }
    serde_json::from_str::<Table>(DIRECTIONS).map(|table| table.direction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inline;
    use crate::read::text::inline;

    #[test]
    fn every_table_finds_its_example_and_not_its_counter_example() {
        let labels: LabelWords = serde_json::from_str(LABELS).unwrap();
        let paratext: ParatextWords = serde_json::from_str(PARATEXT).unwrap();
        let l = &labels;
        let p = &paratext;
        for words in [
            &l.nobody,
            &l.months,
            &l.prologues,
            &l.nobody_begins,
            &l.announces,
            &l.says,
            &l.titles,
            &l.cast_heads,
            &l.present,
            &l.before_names,
            &l.before_surnames,
            &l.officers,
            &l.interview_with,
            &l.interviewed_by,
            &l.asks_zh,
            &l.tells_zh,
            &l.behind_names,
            &l.no_persons,
            &l.replies,
            &l.voices,
            &l.were_present,
            &l.examination,
            &l.sworn,
            &l.clauses,
            &l.speaks_to,
            &l.of_oneself,
            &l.surnames,
            &l.sounds,
            &l.motions,
            &l.votes,
            &l.stage,
            &l.comings,
            &l.scenes,
            &l.numbers,
            &l.said_of_scenes,
            &l.places,
            &l.transitions,
            &l.risings,
            &l.records,
            &l.record_tails,
            &l.tallies,
            &l.counted,
            &l.outcomes,
            &p.rights,
            &p.credits,
            &p.comments,
            &p.comments_alone,
            &p.end_credits,
            &p.reporters,
            &p.notes,
            &p.captions,
            &p.caption_ends,
            &p.caption_credits,
            &p.caption_sentences,
            &p.whereabouts,
            &p.tells_of,
            &p.tells_of_zh,
            &p.appears,
            &p.of_dates,
            &p.kickers,
            &p.by_lines,
            &p.references,
            &p.header_keys,
            &p.date_keys,
            &p.closings,
        ] {
            assert!(words.find(&words.example.to_lowercase()), "{}", words.example);
            assert!(!words.find(&words.counter.to_lowercase()), "{}", words.counter);
            for word in &words.words {
                assert_eq!(*word, word.to_lowercase());
            }
        }
    }

    #[test]
    fn words_of_firms_are_shared() {
        assert!(firms().has_word("Orrow Council") && firms().has_word("the Past"));
        assert!(!firms().has_word("Jane Doe") && !firms().has_word("Dr. Lena Voss"));
        assert!(firms().ends("渡口档案馆") && !firms().ends("李秀英"));
    }

    #[test]
    fn every_direction_finds_its_example_and_not_its_counter_example() {
        let tables = directions().unwrap();
        assert!(tables.len() >= 6);
        for table in tables {
            let kind = |text: &str| match inline::standalone(text).as_deref() {
                Some([Inline::Direction { kind, .. }]) => Some(*kind),
                _ => None,
            };
            assert_eq!(kind(&table.example), Some(table.kind), "{}", table.example);
            assert_ne!(kind(&table.counter), Some(table.kind), "{}", table.counter);
        }
    }
}
