//! The rules of evidence: data, one table a language, compiled in.
//!
//! A rule fires on a paragraph when one of its cues stands where the rule says, or when the
//! paragraph has the rule's feature (see `features`). It carries weights in log-odds: for the
//! host and for an aside (each against the guest), for a turn to begin at this paragraph, and
//! for one to begin at the next.

mod model;
mod own;
mod search;
mod table;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::model::name_words::{NameWords, name_words};
use search::Search;
use table::Table;

pub(crate) use model::{Model, Weigh, asks};
pub use own::Rules;
pub(crate) use search::{Hit, Owner, has_capital};
pub(crate) use table::{Address, Exchange, Feature, Place, Rule, Weights};

/// Version of the rule tables, recorded in what was made with them. Raised whenever a rule or
/// a weight changes.
pub const VERSION: &str = "11";

const ANY: &str = include_str!(concat!(env!("OUT_DIR"), "/any.json"));

/// A language of its own for each table; a new language is a new line.
const TABLES: [(&str, &str); 8] = [
    ("zh", include_str!(concat!(env!("OUT_DIR"), "/zh.json"))),
    ("en", include_str!(concat!(env!("OUT_DIR"), "/en.json"))),
    ("de", include_str!(concat!(env!("OUT_DIR"), "/de.json"))),
    ("fr", include_str!(concat!(env!("OUT_DIR"), "/fr.json"))),
    ("ja", include_str!(concat!(env!("OUT_DIR"), "/ja.json"))),
    ("es", include_str!(concat!(env!("OUT_DIR"), "/es.json"))),
    ("ko", include_str!(concat!(env!("OUT_DIR"), "/ko.json"))),
    // Any other language.
    ("", ""),
];

/// The rules of one language and of any language, ready to search with.
#[derive(Debug)]
pub(crate) struct RuleSet {
    pub(crate) rules: Vec<Rule>,
    pub(crate) address: Address,
    /// Words of names over those of the program.
    names: Option<Arc<NameWords>>,
    /// What the rules weigh, as fitted.
    pub(crate) model: Model,
    /// What people expected them to weigh.
    pub(crate) prior: Model,
    /// The rule of each feature that has one, by the number of the feature.
    features: Vec<Option<usize>>,
    /// Of each rule, whether its words ask. (Rules are large, and every paragraph is asked several times.)
    asking: Vec<bool>,
    /// The characters that the words begin with that follow an addressed name, in order.
    after_names: Vec<char>,
    search: Search,
}

impl RuleSet {
    /// Every set there is.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        TABLES.iter().map(|(language, _)| Self::of(Some(language)))
    }

    /// The rules for a language (BCP 47); those for any language when it has no table.
    pub(crate) fn of(language: Option<&str>) -> &'static Self {
        static SETS: [OnceLock<RuleSet>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
        let (slot, own) = own_table(primary(language));
        SETS[slot].get_or_init(|| Self::of_tables(built_in(own)).for_good())
    }

    /// With names that last as long as the program: evidence has several of them a turn, and need not
    /// copy them.
    fn for_good(mut self) -> Self {
        for rule in &mut self.rules {
            rule.name = Cow::Borrowed(std::mem::take(&mut rule.name).into_owned().leak());
        }
        self
    }

    /// Later tables go before earlier ones.
    fn of_tables(tables: Vec<Table>) -> Self {
        let model = Model::of(&tables, Weigh::Fitted);
        let prior = Model::of(&tables, Weigh::Prior);
        let (mut rules, mut address) = (Vec::new(), Address::default());
        for table in tables {
            rules.extend(table.rule);
            address.extend(table.address);
        }
        let search = Search::of(words(&rules, &address));
        let mut features = Vec::new();
        for (i, feature) in rules.iter().enumerate().filter_map(|(i, r)| Some((i, r.feature?))) {
            let number = feature as usize;
            features.resize(features.len().max(number + 1), None);
            features[number] = features[number].or(Some(i));
        }
        let mut after_names: Vec<char> =
            address.after.iter().filter_map(|word| word.chars().next()).collect();
        after_names.sort_unstable();
        let asking = rules.iter().map(|rule| rule.exchange == Some(Exchange::Asks)).collect();
        Self { rules, address, names: None, model, prior, features, asking, after_names, search }
    }

    /// Whether a text begins with one of the words that follow an addressed name.
    pub(crate) fn follows_name(&self, text: &str) -> bool {
        // This is asked after every title, and most begin otherwise.
        text.chars().next().is_some_and(|first| self.after_names.binary_search(&first).is_ok())
            && self.address.after.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// The words for parts and titles in labels.
    pub(crate) fn names(&self) -> &NameWords {
        self.names.as_deref().unwrap_or_else(|| name_words())
    }

    /// The rule that a feature fires.
    pub(crate) fn rule_of(&self, feature: Feature) -> Option<usize> {
        self.features.get(feature as usize).copied().flatten()
    }

    /// Puts into `hits` everything found in `text`, overlapping finds too. A cue in a script that
    /// sets words apart has to begin and end where a word does.
    pub(crate) fn search(&self, text: &str, hits: &mut Vec<Hit>) {
        self.search.hits(text, hits);
    }

    /// The rules whose names end like this, in whatever language. A test has the endings.
    pub(crate) fn named(&self, ending: &str) -> Vec<usize> {
        let rules = self.rules.iter().enumerate();
        rules.filter(|(_, rule)| rule.name.ends_with(ending)).map(|(i, _)| i).collect()
    }
}

/// The language without its script and region.
fn primary(language: Option<&str>) -> &str {
    language.and_then(|tag| tag.split('-').next()).unwrap_or("")
}

/// The table of a language, and its number among all; the last one is of no language.
fn own_table(primary: &str) -> (usize, &'static str) {
    let last = TABLES.len() - 1;
    let slot = TABLES.iter().position(|(language, _)| *language == primary).unwrap_or(last);
    (slot, TABLES[slot].1)
}

/// The tables are part of the program, and a test reads them all, so a faulty one can't be shipped;
/// here it would have no rules.
fn built_in(own: &str) -> Vec<Table> {
    [ANY, own].iter().map(|text| serde_json::from_str(text).unwrap_or_default()).collect()
}

/// Every word to look for, with what it stands for.
fn words<'a>(
    rules: &'a [Rule],
    address: &'a Address,
) -> impl Iterator<Item = (Owner, Cow<'a, str>)> {
    let cues = rules
        .iter()
        .enumerate()
        .flat_map(|(i, rule)| rule.cues.iter().map(move |cue| (Owner::Rule(i), cue)));
    let lists = [
        (Owner::FirstPerson, &address.first_person),
        (Owner::SecondPerson, &address.second_person),
        (Owner::Generic, &address.generic),
        (Owner::Title, &address.titles),
        (Owner::Host, &address.hosts),
    ];
    let listed =
        lists.into_iter().flat_map(|(owner, words)| words.iter().map(move |word| (owner, word)));
    cues.chain(listed).flat_map(|(owner, word)| {
        // Typed and typeset apostrophes mean the same.
        let typeset = word.contains('\'').then(|| Cow::Owned(word.replace('\'', "’")));
        [Some(Cow::Borrowed(word.as_str())), typeset].into_iter().flatten().map(move |w| (owner, w))
    })
}

#[cfg(test)]
mod tests;
