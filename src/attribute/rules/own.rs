//! Rules of the user: added to those of the program, or in the place of those of the same name.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::table::{self, Table};
use super::{Feature, Rule, RuleSet, VERSION};
use crate::attribute::features::{Spoken, observe};
use crate::columns::columns;
use crate::error::Error;

/// A file of rules, read and tried.
#[derive(Debug, Clone)]
pub struct Rules {
    table: Table,
    sha256: String,
    version: String,
}

/// Two files of the same bytes are the same rules.
impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.sha256 == other.sha256
    }
}

impl Eq for Rules {}

impl Rules {
    /// Reads a file of this name, in the form of the program's own tables, and tries every rule on
    /// its example and counter-example.
    ///
    /// # Errors
    /// [`Error::Rules`] with the line of the rule: it is no such table, or a rule fires where it
    /// should not, or does not where it should.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let fault = |byte: usize, reason: String| {
            let before = text.bytes().take(byte).filter(|b| *b == b'\n').count();
            Error::Rules { file: file.to_owned(), line: before as u32 + 1, reason }
        };
        let unread = |error: toml::de::Error| {
            fault(error.span().map_or(0, |span| span.start), error.message().to_owned())
        };
        let table = table::parse(text).map_err(unread)?;
        let names: Names = toml::from_str(text).map_err(unread)?;
        if !table.style.is_empty() {
            let reason = "only `[[rule]]`, `[address]` and `[chain]` can be given in a file";
            return Err(fault(0, reason.to_owned()));
        }
        let mut words = table.address.clone().lists().into_iter().flatten();
        if let Some(word) = words.find(|w| w.trim().is_empty() || **w != *w.to_lowercase()) {
            let reason = format!("`[address]` has the word `{word}`, which is not in lower case");
            return Err(fault(text.find("[address]").unwrap_or(0), reason));
        }
        let hash = Sha256::digest(text.as_bytes());
        let sha256: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let version = format!("{VERSION}+{}", &sha256[..8]);
        let rules = Self { table, sha256, version };
        for (i, rule) in rules.table.rule.iter().enumerate() {
            let twice = rules.table.rule[..i].iter().any(|earlier| earlier.name == rule.name);
            let reason =
                if twice { Some("stands here twice".to_owned()) } else { rules.try_out(rule) };
            if let Some(reason) = reason {
                let at = names.rule.get(i).map_or(0, |named| named.name.span().start);
                return Err(fault(at, format!("the rule `{}` {reason}", rule.name)));
            }
        }
        Ok(rules)
    }

    /// What stands in an output as the version of the rules: the program's own, and the first eight
    /// hexadecimal digits of the SHA-256 of the file.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of the file, in hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The rules for a language, with these over them.
    pub(crate) fn set(&self, language: Option<&str>) -> RuleSet {
        let primary = super::primary(language);
        let mut tables = super::built_in(super::own_table(primary).1);
        let (chain, address) = (self.table.chain.clone(), self.table.address.clone());
        let mut added = Table { chain, address, ..Table::default() };
        for rule in self.table.rule.iter().filter(|rule| applies(rule, primary)) {
            let mut all = tables.iter_mut().flat_map(|table| &mut table.rule);
            match all.find(|known| known.name == rule.name) {
                Some(known) => known.clone_from(rule),
                None => added.rule.push(rule.clone()),
            }
        }
        tables.push(added);
        RuleSet::of_tables(tables)
    }

    /// Why a rule cannot be used.
    fn try_out(&self, rule: &Rule) -> Option<String> {
        if rule.cues.is_empty() != rule.feature.is_some() {
            return Some("needs either `cues` or a `feature`".to_owned());
        }
        if let Some(cue) = rule.cues.iter().find(|cue| **cue != cue.to_lowercase()) {
            return Some(format!("has the cue `{cue}`, which is not in lower case"));
        }
        let language = language_of(rule).unwrap_or("en");
        let set = self.set(Some(language));
        let index = set.rules.iter().position(|known| known.name == rule.name)?;
        if let Some(feature) = rule.feature {
            let owner = set.rule_of(feature).filter(|owner| *owner != index);
            if let Some(owner) = owner {
                let owner = &set.rules[owner].name;
                return Some(format!(
                    "has the feature of `{owner}`: give that name to it, and it takes its place"
                ));
            }
            if needs_surroundings(feature) {
                return None;
            }
        }
        if !fires(&set, index, &rule.example) {
            Some(format!("does not fire on its example `{}`", rule.example))
        } else if fires(&set, index, &rule.counter) {
            Some(format!("fires on its counter-example `{}`", rule.counter))
        } else {
            None
        }
    }
}

/// The names of the rules, with their places.
#[derive(Deserialize)]
struct Names {
    #[serde(default)]
    rule: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: Spanned<String>,
}

/// The language that a name begins with, as `zh` of `zh.asks-for`; `any` and longer words are for
/// every language.
fn language_of(rule: &Rule) -> Option<&str> {
    let (first, _) = rule.name.split_once('.')?;
    let is_tag = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
    (is_tag && first != "any").then_some(first)
}

fn applies(rule: &Rule, primary: &str) -> bool {
    language_of(rule).is_none_or(|language| language == primary)
}

/// Whether a rule fires on a paragraph that stands alone.
pub(super) fn fires(set: &RuleSet, index: usize, text: &str) -> bool {
    let alone = Spoken { text, after_break: false, heading_form: false, width: columns(text) };
    observe(set, &[alone]).iter().flat_map(|seen| &seen.fired).any(|fired| fired.rule == index)
}

/// Whether a feature hangs on what stands around a paragraph: no example of one paragraph shows it.
pub(super) fn needs_surroundings(feature: Feature) -> bool {
    matches!(
        feature,
        Feature::Opens
            | Feature::NamesGuest
            | Feature::Parallel
            | Feature::Echoes
            | Feature::Dip
            | Feature::Introduces
            | Feature::Shorter
            | Feature::Longer
            | Feature::HeadingForm
            | Feature::Closes
            | Feature::AfterBreak
            | Feature::Addresses
            | Feature::ToGuest
            | Feature::ToHost
            | Feature::AfterComments
            | Feature::GivesFloor
            | Feature::SaysForWhom
            | Feature::Unstopped
            | Feature::SaidElsewhere
            | Feature::BeforeTalk
            | Feature::UnderBackHead
            | Feature::HostLength
            | Feature::GuestLength
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "\n[[rule]]\nname = \"en.harbour\"\nabout = \"Names the harbour\"\n\
        cues = [\"harbour\"]\nexample = \"At the harbour.\"\ncounter = \"At the harbours.\"\n\
        weights = { host = 2.0 }\n";

    fn fault(text: &str) -> String {
        Rules::parse("own.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn a_rule_is_added_for_its_language_and_known_by_the_hash() {
        let rules = Rules::parse("own.toml", RULE).unwrap();
        let has = |language| rules.set(Some(language)).rules.iter().any(|r| r.name == "en.harbour");
        assert!(has("en-GB") && !has("zh"));
        assert!(rules.version().starts_with(&format!("{VERSION}+")), "{}", rules.version());
        assert_eq!(rules.version().len(), VERSION.len() + 9);
    }

    #[test]
    fn a_rule_of_the_same_name_takes_the_place() {
        let known = RuleSet::of(Some("en")).rules.iter().find(|r| r.name.starts_with("en."));
        let name = &known.unwrap().name;
        let rules = Rules::parse("own.toml", &RULE.replace("en.harbour", name)).unwrap();
        let set = rules.set(Some("en"));
        let all: Vec<&Rule> = set.rules.iter().filter(|r| r.name == *name).collect();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].cues, ["harbour"]);
        assert_eq!(set.rules.len(), RuleSet::of(Some("en")).rules.len());
    }

    #[test]
    fn words_of_address_are_added() {
        let rules = Rules::parse("own.toml", "[address]\ntitles = [\"skipper\"]\n").unwrap();
        let titles = |set: &RuleSet| set.address.titles.clone();
        let (own, known) = (titles(&rules.set(Some("en"))), titles(RuleSet::of(Some("en"))));
        assert_eq!(own[..known.len()], known[..]);
        assert_eq!(own[known.len()..], ["skipper".to_owned()]);
        let fault = fault("\n[address]\ntitles = [\"Skipper\"]\n");
        assert!(
            fault.starts_with("own.toml, line 2: `[address]` has the word `Skipper`"),
            "{fault}"
        );
    }

    #[test]
    fn a_faulty_rule_is_named_with_its_line() {
        for (from, to, said) in [
            ("At the harbour.", "At sea.", "line 3: the rule `en.harbour` does not fire on its ex"),
            (
                "At the harbours.",
                "A harbour!",
                "line 3: the rule `en.harbour` fires on its counter",
            ),
            ("[\"harbour\"]", "[\"Harbour\"]", "line 3: the rule `en.harbour` has the cue `Harb"),
            ("about", "abuot", "line 4: unknown field `abuot`"),
            ("cues = [\"harbour\"]", "feature = \"ends-in-question\"", "line 3: the rule `en.harb"),
        ] {
            let fault = fault(&RULE.replace(from, to));
            assert!(fault.starts_with(&format!("own.toml, {said}")), "{fault}");
        }
        assert!(
            fault(&RULE.repeat(2)).contains("line 11: the rule `en.harbour` stands here twice")
        );
    }
}
