//! Rules of the user: added to those of the program, or in the place of those of the same name.

mod check;
mod file;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::table::{Rule, Table};
use super::{Feature, RuleSet, VERSION};
use crate::attribute::features::{Spoken, observe};
use crate::error::Error;
use crate::model::Role;
use crate::model::name_words::{NameWords, name_words};
use file::File;

/// A file of rules, read and tried.
#[derive(Debug, Clone)]
pub struct Rules {
    file: File,
    /// The words of names, when the file has any.
    names: Option<Arc<NameWords>>,
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
    /// [`Error::Rules`] with the line: it is no such table, it changes what is not there, or a rule
    /// or word is found where it should not be, or is not where it should.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let places = file::Places { file, text };
        let rules = Self::of(file::parse(text, &places)?, text);
        check::check(&rules, &places)?;
        Ok(rules)
    }

    fn of(file: File, text: &str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let sha256: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let version = format!("{VERSION}+{}", &sha256[..8]);
        let own = file.names();
        let names = (own != Default::default()).then(|| Arc::new(name_words().with(&own)));
        Self { file, names, sha256, version }
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

    /// The part that a label names, by the words of the file and of the program.
    pub(crate) fn role_of_label(&self, label: &str) -> Option<Role> {
        self.names.as_deref().unwrap_or_else(|| name_words()).role_of_label(label)
    }

    /// The rules for a language, with these over them.
    pub(crate) fn set(&self, language: Option<&str>) -> RuleSet {
        let primary = super::primary(language);
        let mut tables = super::built_in(super::own_table(primary).1);
        self.reweigh(&mut tables);
        let (chain, address) = (self.file.chain.clone(), self.file.address.clone());
        let mut added = Table { chain, address, ..Table::default() };
        for rule in self.file.rule.iter().filter(|rule| applies(rule, primary)) {
            let mut all = tables.iter_mut().flat_map(|table| &mut table.rule);
            match all.find(|known| known.name == rule.name) {
                Some(known) => known.clone_from(rule),
                None => added.rule.push(rule.clone()),
            }
        }
        tables.push(added);
        RuleSet { names: self.names.clone(), ..RuleSet::of_tables(tables) }
    }

    /// Puts the weights of the file over those of the program's rules and styles.
    fn reweigh(&self, tables: &mut [Table]) {
        for table in tables {
            for rule in &mut table.rule {
                if let Some(weights) = self.file.weights.get(&*rule.name) {
                    weights.put_over(&mut rule.weights);
                }
            }
            for style in &mut table.style {
                if let Some(own) = self.file.style.iter().find(|own| own.name == style.name) {
                    own.put_over(style);
                }
            }
        }
    }
}

/// The language that a name begins with, as `zh` of `zh.asks-for`; `any` and longer words are for
/// every language.
fn language_of(name: &str) -> Option<&str> {
    let (first, _) = name.split_once('.')?;
    let is_tag = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
    (is_tag && first != "any").then_some(first)
}

fn applies(rule: &Rule, primary: &str) -> bool {
    language_of(&rule.name).is_none_or(|language| language == primary)
}

/// Whether a rule fires on a paragraph that stands alone.
pub(super) fn fires(set: &RuleSet, index: usize, text: &str) -> bool {
    observe(set, &[Spoken::plain(text)])
        .iter()
        .flat_map(|seen| &seen.fired)
        .any(|fired| fired.rule == index)
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
            | Feature::GivesFloor
            | Feature::SaysForWhom
            | Feature::Unstopped
            | Feature::SaidElsewhere
            | Feature::TellsOfNamed
            | Feature::BeforeTalk
            | Feature::UnderBackHead
            | Feature::ToReaders
            | Feature::Remark
            | Feature::HostLength
            | Feature::GuestLength
            | Feature::HostAsking
            | Feature::GuestAsking
            | Feature::HostWords
            | Feature::HostWordsMore
            | Feature::HostWordsMost
            | Feature::GuestWords
            | Feature::GuestWordsMore
            | Feature::GuestWordsMost
            | Feature::CutIntoSentences
            | Feature::Alternates
            | Feature::Flows
    )
}

#[cfg(test)]
mod tests;
