//! Names that a heading, a header or an introduction tells: 专访：陈望, "Interview with Dr. Orrell", 聞き手＝.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Paragraph, ParagraphKind, ParatextKind, Span, plain_text};

use super::address::is_title;
use super::language::is_han;
use super::rules::RuleSet;

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
    /// One of these has to stand in it as well.
    #[serde(default)]
    has: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
    #[cfg_attr(not(test), allow(dead_code))]
    name: String,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: String,
}

const TABLE: &str = include_str!("rules/told.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    audience: Vec<String>,
    told: Vec<Rule>,
}

/// The rules. They are part of the program, and a test reads them all.
fn table() -> &'static Table {
    static RULES: OnceLock<Table> = OnceLock::new();
    RULES.get_or_init(|| toml::from_str(TABLE).unwrap_or_default())
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
            ParagraphKind::Paratext(kind) => kind != ParatextKind::Rights,
            ParagraphKind::Speech | ParagraphKind::MaybeTurn => true,
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
        let has = rule.has.is_empty() || rule.has.iter().any(|word| lower.contains(word.as_str()));
        let after = || {
            rule.after.iter().find_map(|words| name_at_end(&text[..lower.find(words.as_str())?]))
        };
        let before = || {
            rule.before.iter().find_map(|words| {
                let at = lower.find(words.as_str())?;
                let opens = words.starts_with(|c: char| !c.is_ascii_alphabetic())
                    || !text[..at].ends_with(char::is_alphanumeric);
                opens.then(|| name_at_start(rules, &text[at + words.len()..])).flatten()
            })
        };
        let name = has.then(|| before().or_else(after)).flatten()?;
        Some((rule.part, name, rule.rule.as_str()))
    };
    table().told.iter().filter_map(of).collect()
}

/// The name that a text begins with.
fn name_at_start(rules: &RuleSet, text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', '：', ':', '｜', '|', '丨', '·', '“', '"']);
    if text.chars().next().is_some_and(is_han) {
        return chinese(rules, text);
    }
    let mut name: Vec<&str> = Vec::new();
    for word in text.split(' ').take(5) {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '"', '”', '’', '?', '!']);
        let particle = !name.is_empty()
            && matches!(bare, "van" | "von" | "de" | "del" | "da" | "di" | "la" | "bin");
        if !particle && !bare.starts_with(char::is_uppercase) {
            break;
        }
        let title = word.ends_with('.') && is_title(rules, word);
        name.push(if title { word } else { bare });
        if bare.len() < word.len() && !title {
            break;
        }
    }
    while name.last().is_some_and(|word| word.starts_with(char::is_lowercase)) {
        name.pop();
    }
    (2..=5).contains(&name.len()).then(|| name.join(" "))
}

/// The name that a text ends with: all of it, or its last words that begin with capitals.
fn name_at_end(text: &str) -> Option<String> {
    let text = text.trim();
    if text.chars().next_back().is_some_and(is_han) {
        let start = text
            .rfind(|c: char| !is_han(c))
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let name = &text[start..];
        return ((2..=4).contains(&name.chars().count()) && !is_pronoun(name))
            .then(|| name.to_owned());
    }
    let words: Vec<&str> = text.split(' ').collect();
    let capitals = words.iter().rev().take_while(|w| w.starts_with(char::is_uppercase)).count();
    let name = &words[words.len() - capitals..];
    ((2..=4).contains(&name.len()) && name[0] != "The").then(|| name.join(" "))
}

/// 陈望, 水务局局长陈望, 陈局长: to the end of the clause, after the last office in it.
fn chinese(rules: &RuleSet, text: &str) -> Option<String> {
    let end = text.find(|c: char| !is_han(c)).unwrap_or(text.len());
    let clause = &text[..end];
    let short = |name: &str| (2..=4).contains(&name.chars().count()) && !is_pronoun(name);
    if short(clause) {
        return Some(clause.to_owned());
    }
    let titles = rules.address.titles.iter().filter(|title| title.chars().count() > 1);
    let after =
        titles.filter_map(|title| clause.rfind(title.as_str()).map(|at| at + title.len())).max()?;
    let name = &clause[after..];
    ((2..=3).contains(&name.chars().count()) && short(name)).then(|| name.to_owned())
}

/// 我们, 他们, 大家: nobody's name.
fn is_pronoun(name: &str) -> bool {
    name.ends_with(['们', '們', '家', '的'])
        || name.starts_with(['我', '他', '她', '这', '這', '一', '那'])
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
