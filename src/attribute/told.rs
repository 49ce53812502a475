//! Names that a heading, a header or an introduction tells: 专访：陈望, "Interview with Dr. Orrell", 聞き手＝.

mod person;

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Paragraph, ParagraphKind, ParatextKind, Span, plain_text};

use super::language::is_han;
use super::rules::RuleSet;

pub(super) use person::is_surname;

/// The part that somebody takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Part {
    Host,
    Guest,
    /// The only one who speaks.
    Speaker,
}

/// A name that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) part: Part,
    pub(super) name: String,
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// The paragraph that tells it.
    pub(super) span: Span,
}

/// A rule of `rules/told.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    rule: String,
    part: Part,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    /// One of these has to stand in the same sentence as well.
    #[serde(default)]
    has: Vec<String>,
    /// Whether the words of `before` stand first in the text.
    #[serde(default)]
    opens: bool,
    /// Whether before the words of `before` stands who talks: a name, or “we”.
    #[serde(default)]
    subject: bool,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
    #[cfg_attr(not(test), allow(dead_code))]
    name: String,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: String,
}

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/told.json"));

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    audience: Vec<String>,
    /// Offices and trades before a name, in small letters.
    roles: Vec<String>,
    /// What may stand before an office: `the`.
    articles: Vec<String>,
    /// Words by which a name is a firm's.
    firms: Vec<String>,
    /// Characters at the end of a firm or place: what follows is a person.
    places: Vec<String>,
    surnames: String,
    compound_surnames: Vec<String>,
    told: Vec<Rule>,
}

/// Reads the table, which is done once.
pub(super) fn make_ready() {
    table();
}

/// The rules. They are part of the program, and a test reads them all.
fn table() -> &'static Table {
    static RULES: OnceLock<Table> = OnceLock::new();
    RULES.get_or_init(|| serde_json::from_str(TABLE).unwrap_or_default())
}

/// Who makes a speech, when a heading says so and the first paragraphs turn to an audience.
pub(super) fn speaker(rules: &RuleSet, paragraphs: &[Paragraph]) -> Option<Told> {
    const FIRST: usize = 3;
    let heads = |i: usize| i < FIRST && paragraphs[i].kind != ParagraphKind::Speech;
    let told = names(rules, paragraphs, |i| !heads(i));
    let by = told.into_iter().find(|told| told.part == Part::Speaker)?;
    let said = paragraphs.iter().filter(|p| p.kind == ParagraphKind::Speech).take(FIRST);
    let turns = said.map(|p| plain_text(&p.content).to_lowercase()).any(|text| {
        let head = &text[..text.floor_char_boundary(240)];
        table().audience.iter().any(|words| head.contains(words.as_str()))
    });
    turns.then_some(by)
}

/// Who makes a speech, by a line of its own near the title: `By Chancellor Ruth Okafor`, 大学校长 吴海东.
pub(super) fn by_line(rules: &RuleSet, paragraphs: &[Paragraph]) -> Option<Told> {
    const LINES: usize = 4;
    const LONGEST: usize = 120;
    paragraphs.iter().take(LINES).skip(1).find_map(|paragraph| {
        let text = plain_text(&paragraph.content);
        let line = text.trim().lines().next()?;
        let (words, name) = match line.get(..3) {
            Some("By " | "by ") => ("by ", &line[3..]),
            // A surname and a given name may be anything; an office and a blank before it are not.
            _ if line.starts_with(is_han) && line.contains([' ', '　']) => ("讲话", line),
            _ => return None,
        };
        let stops = text.contains(['?', '？', '!', '！', '。', '，']);
        let name = (text.len() <= LONGEST && !stops)
            .then(|| person::at_start(rules, words, name))
            .flatten()?;
        let span = paragraph.span;
        Some(Told { part: Part::Speaker, name, rule: "told.by-line", span })
    })
}

/// Only so many paragraphs from the start tell names.
const NEAR: usize = 12;

/// The names told by the paragraphs at the start that nobody speaks; `speaks` tells who does.
pub(super) fn names(
    rules: &RuleSet,
    paragraphs: &[Paragraph],
    speaks: impl Fn(usize) -> bool,
) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate().take(NEAR) {
        let tells = match paragraph.kind {
            ParagraphKind::Heading(_) | ParagraphKind::MaybeHeading(_) => true,
            // The one whom a caption names took the picture.
            ParagraphKind::Paratext(kind) => {
                !matches!(kind, ParatextKind::Rights | ParatextKind::Caption)
            }
            ParagraphKind::Speech | ParagraphKind::MaybeTurn | ParagraphKind::OtherTurn => true,
            ParagraphKind::Direction => false,
        };
        if !tells || speaks(i) {
            continue;
        }
        let text = plain_text(&paragraph.content);
        for (part, name, rule) in told(rules, text.trim()) {
            if !found.iter().any(|told| told.part == part) {
                found.push(Told { part, name, rule, span: paragraph.span });
            }
        }
    }
    found
}

/// What one text tells.
fn told(rules: &RuleSet, text: &str) -> Vec<(Part, String, &'static str)> {
    const LONGEST: usize = 400;
    if text.len() > LONGEST {
        return Vec::new();
    }
    // Of some letters the small one is longer or shorter; of those of ASCII places stay the same.
    let lower = text.to_ascii_lowercase();
    let of = |rule: &'static Rule| {
        let has = |at: usize| {
            let sentence = sentence(&lower, at);
            rule.has.is_empty() || rule.has.iter().any(|word| sentence.contains(word.as_str()))
        };
        let after = || {
            rule.after.iter().find_map(|words| {
                let at = lower.find(words.as_str()).filter(|at| has(*at))?;
                person::at_end(rules, words, &text[..at])
            })
        };
        let before = || {
            rule.before.iter().find_map(|words| {
                let (at, end) = find(&lower, words)?;
                let opens = words.starts_with(|c: char| !c.is_ascii_alphabetic())
                    || !text[..at].ends_with(char::is_alphanumeric);
                // “Ada Orrell in conversation with Ines Carrow”, “Ada Orrell, the historian, talked to Ines
                // Carrow”: who comes first is the guest.
                let second =
                    [" in ", " im ", " en ", ", "].iter().any(|word| lower[..at].ends_with(word));
                let stands = has(at) && (!rule.opens || at == 0);
                let talks = !rule.subject || ends_in_subject(&text[..at]);
                (opens && !second && stands && talks)
                    .then(|| person::at_start(rules, words, &text[end..]))
                    .flatten()
            })
        };
        let name = before().or_else(after)?;
        Some((rule.part, name, rule.rule.as_str()))
    };
    table().told.iter().filter_map(of).collect()
}

/// The sentence of a text around a place.
fn sentence(text: &str, at: usize) -> &str {
    const STOPS: [char; 6] = ['。', '！', '？', '!', '?', '\n'];
    let before = text[..at].rsplit(STOPS).next().unwrap_or_default();
    let behind = text[at..].split(STOPS).next().unwrap_or_default();
    &text[at - before.len()..at + behind.len()]
}

/// Whether a text ends in who does what follows: a word with a capital that is no pronoun, or “we”.
fn ends_in_subject(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    matches!(word, "we" | "We" | "I") || {
        let pronoun = matches!(word, "She" | "He" | "They" | "Who" | "It");
        word.starts_with(char::is_uppercase) && !pronoun && !word.ends_with(['.', '!', '?'])
    }
}

/// Where words stand, and where they end; a wide colon may be a narrow one.
fn find(lower: &str, words: &str) -> Option<(usize, usize)> {
    let wide = lower.find(words).map(|at| (at, at + words.len()));
    wide.or_else(|| {
        let narrow = words.strip_suffix('：')?;
        let at = lower
            .match_indices(narrow)
            .find(|(at, _)| lower[at + narrow.len()..].starts_with(':'))?;
        Some((at.0, at.0 + narrow.len() + 1))
    })
}

/// Whether the names share the surname: 陈局长 and 陈望, `Dr. Orrell` and `Ada Orrell`.
pub(super) fn is_same(called: &str, told: &str) -> bool {
    match called.chars().next() {
        Some(first) if is_han(first) => told.starts_with(first),
        _ => called.rsplit(' ').next() == told.rsplit(' ').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_fit_where_small_letters_are_longer_and_shorter() {
        let found = told(RuleSet::of(Some("zh")), "\u{130}\u{130}专访：陈望 \u{212a}");
        assert!(found.iter().all(|(_, name, _)| name.starts_with("陈望")), "{found:?}");
    }

    #[test]
    fn every_rule_tells_the_name_of_its_example_and_none_of_its_counter_example() {
        assert!(table().told.len() >= 7);
        for rule in &table().told {
            let language = if rule.example.is_ascii() { "en" } else { "zh" };
            let of = |text: &str| {
                told(RuleSet::of(Some(language)), text)
                    .into_iter()
                    .find(|(_, _, name)| *name == rule.rule)
                    .map(|(_, name, _)| name)
            };
            assert_eq!(of(&rule.example).as_deref(), Some(rule.name.as_str()), "{}", rule.example);
            assert_eq!(of(&rule.counter), None, "{}", rule.counter);
        }
    }
}
