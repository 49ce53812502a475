//! The rules of evidence: data, one table a language, compiled in.
//!
//! A rule fires on a paragraph when one of its cues stands where the rule says, or when the
//! paragraph has the rule's feature (see `features`). It carries weights in log-odds: for the
//! host and for an aside (each against the guest), for a turn to begin at this paragraph, and
//! for one to begin at the next.

mod table;

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

pub(crate) use table::{Address, Chain, Exchange, Feature, Place, Rule};

/// Version of the rule tables, recorded in what was made with them. Raised whenever a rule or
/// a weight changes.
pub const VERSION: &str = "1";

const ANY: &str = include_str!("rules/any.toml");
const ZH: &str = include_str!("rules/zh.toml");
const EN: &str = include_str!("rules/en.toml");

/// The rules of one language and of any language, ready to search with.
#[derive(Debug)]
pub(crate) struct RuleSet {
    pub(crate) rules: Vec<Rule>,
    pub(crate) address: Address,
    pub(crate) chain: Chain,
    pub(crate) prior_chain: Chain,
    /// The rule of each feature that has one.
    features: Vec<(Feature, usize)>,
    matcher: Option<AhoCorasick>,
    /// What each pattern of the matcher stands for.
    owners: Vec<Owner>,
}

/// What a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A cue of the rule of this index.
    Rule(usize),
    /// A word of the first person.
    FirstPerson,
    /// A word of the second person.
    SecondPerson,
    /// A phrase in which the second person means anybody.
    Generic,
    /// A title.
    Title,
    /// A word for the one who asks.
    Host,
}

/// Something found in a text, by byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) owner: Owner,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl RuleSet {
    /// The rules for a language (BCP 47); those for any language when it has no table.
    pub(crate) fn of(language: Option<&str>) -> &'static Self {
        static TABLES: [OnceLock<RuleSet>; 3] = [const { OnceLock::new() }; 3];
        let primary = language.and_then(|tag| tag.split('-').next()).unwrap_or("");
        let (slot, own) = match primary {
            "zh" => (0, ZH),
            "en" => (1, EN),
            _ => (2, ""),
        };
        TABLES[slot].get_or_init(|| Self::compile(&[ANY, own]))
    }

    /// The tables are part of the program, and a test reads them all, so a faulty one can't be
    /// shipped; here it would have no rules.
    fn compile(tables: &[&str]) -> Self {
        let (mut rules, mut address) = (Vec::new(), Address::default());
        let (mut chain, mut prior_chain) = (Chain::default(), Chain::default());
        for text in tables {
            let table = table::parse(text).unwrap_or_default();
            rules.extend(table.rule);
            chain = table.chain.unwrap_or(chain);
            prior_chain = table.prior.unwrap_or(prior_chain);
            if !table.address.second_person.is_empty() {
                address = table.address;
            }
        }
        let mut patterns: Vec<(Owner, &str)> = Vec::new();
        for (i, rule) in rules.iter().enumerate() {
            patterns.extend(rule.cues.iter().map(|cue| (Owner::Rule(i), cue.as_str())));
        }
        for (owner, words) in [
            (Owner::FirstPerson, &address.first_person),
            (Owner::SecondPerson, &address.second_person),
            (Owner::Generic, &address.generic),
            (Owner::Title, &address.titles),
            (Owner::Host, &address.hosts),
        ] {
            patterns.extend(words.iter().map(|word| (owner, word.as_str())));
        }
        // Typed and typeset apostrophes mean the same.
        let typeset: Vec<(Owner, String)> = patterns
            .iter()
            .filter(|(_, cue)| cue.contains('\''))
            .map(|(owner, cue)| (*owner, cue.replace('\'', "’")))
            .collect();
        let all = || patterns.iter().copied().chain(typeset.iter().map(|(o, c)| (*o, c.as_str())));
        let matcher = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(all().map(|(_, cue)| cue))
            .ok();
        let owners = all().map(|(owner, _)| owner).collect();
        let features =
            rules.iter().enumerate().filter_map(|(i, r)| Some((r.feature?, i))).collect();
        Self { rules, address, chain, prior_chain, features, matcher, owners }
    }

    /// The rule that a feature fires.
    pub(crate) fn rule_of(&self, feature: Feature) -> Option<usize> {
        self.features.iter().find(|(f, _)| *f == feature).map(|(_, rule)| *rule)
    }

    /// Everything found in `text`, overlapping finds too. A cue in a script that sets words
    /// apart has to begin and end where a word does.
    pub(crate) fn search(&self, text: &str) -> Vec<Hit> {
        let Some(matcher) = &self.matcher else {
            return Vec::new();
        };
        matcher
            .find_overlapping_iter(text)
            .filter(|hit| is_word(text, hit.start(), hit.end()))
            .map(|hit| Hit {
                owner: self.owners[hit.pattern().as_usize()],
                start: hit.start(),
                end: hit.end(),
            })
            .collect()
    }
}

/// Whether no letter that is written with spaces between words goes on at either end.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        let spaced = |c: char| c.is_alphanumeric() && (c as u32) < 0x2E80;
        a.is_some_and(spaced) && b.is_some_and(spaced)
    };
    let cue = &text[start..end];
    !joins(text[..start].chars().next_back(), cue.chars().next())
        && !joins(cue.chars().next_back(), text[end..].chars().next())
}

#[cfg(test)]
mod tests;
