//! A file of rules as it is written (TOML).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::super::table::{Address, ChainTable, Rule, Steps, StyleTable, Weights};
use crate::attribute::calibration::Calibration;
use crate::error::Error;
use crate::model::name_words::{NameTable, NameTables, RoleTable};

/// A file of rules.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) rule: Vec<Rule>,
    /// Weights over those of rules of the program, by the name of the rule.
    pub(super) weights: BTreeMap<String, OwnWeights>,
    pub(super) style: Vec<OwnStyle>,
    pub(super) chain: ChainTable,
    pub(super) address: Address,
    role: Vec<RoleTable>,
    man: NameTable,
    woman: NameTable,
    anybody: NameTable,
    behind: NameTable,
    goes_on: NameTable,
    nobody_known: NameTable,
}

impl File {
    /// The words of names.
    pub(super) fn names(&self) -> NameTables {
        NameTables {
            role: self.role.clone(),
            man: self.man.clone(),
            woman: self.woman.clone(),
            anybody: self.anybody.clone(),
            behind: self.behind.clone(),
            goes_on: self.goes_on.clone(),
            nobody_known: self.nobody_known.clone(),
        }
    }
}

/// Weights of a rule; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OwnWeights {
    host: Option<f64>,
    aside: Option<f64>,
    turn: Option<f64>,
    next: Option<f64>,
    answer: Option<f64>,
    answered: Option<f64>,
}

impl OwnWeights {
    pub(super) fn put_over(&self, weights: &mut Weights) {
        let Weights { host, aside, turn, next, answer, answered } = weights;
        for (old, new) in [host, aside, turn, next, answer, answered].into_iter().zip(self.all()) {
            *old = new.unwrap_or(*old);
        }
    }

    pub(super) fn all(&self) -> [Option<f64>; 6] {
        [self.host, self.aside, self.turn, self.next, self.answer, self.answered]
    }
}

/// A style of the program; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OwnStyle {
    pub(super) name: String,
    #[serde(rename = "about")]
    _about: Option<String>,
    pub(super) most_asks: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) sure: Option<Calibration>,
    pub(super) begins: Option<Calibration>,
    pub(super) prior: Steps,
    pub(super) weights: Steps,
}

impl OwnStyle {
    pub(super) fn gives_nothing(&self) -> bool {
        let shares = self.most_asks.is_none() && self.high.is_none();
        let calibrations = self.sure.is_none() && self.begins.is_none();
        shares && calibrations && self.weights.is_empty()
    }

    pub(super) fn put_over(&self, style: &mut StyleTable) {
        style.most_asks = self.most_asks.unwrap_or(style.most_asks);
        style.high = self.high.unwrap_or(style.high);
        style.sure = self.sure.unwrap_or(style.sure);
        style.begins = self.begins.unwrap_or(style.begins);
        style.weights.extend(self.weights.iter().map(|(step, weight)| (step.clone(), *weight)));
    }
}

/// Reads a file.
pub(super) fn parse(text: &str, places: &Places<'_>) -> Result<File, Error> {
    toml::from_str(text).map_err(|error| {
        places.fault_at(error.span().map_or(0, |span| span.start), error.message().to_owned())
    })
}

/// The lines of a file, for messages.
pub(super) struct Places<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Places<'_> {
    /// What is wrong with what these keys lead to; of a list the keys are numbers, from 0.
    pub(super) fn fault(&self, keys: &[&str], reason: String) -> Error {
        self.fault_at(self.place(keys), reason)
    }

    fn fault_at(&self, byte: usize, reason: String) -> Error {
        let before = self.text.bytes().take(byte).filter(|b| *b == b'\n').count();
        Error::Rules { file: self.file.to_owned(), line: before as u32 + 1, reason }
    }

    /// Where the last of the keys stands that is there.
    fn place(&self, keys: &[&str]) -> usize {
        let Ok(table) = DeTable::parse(self.text) else { return 0 };
        let mut at = 0;
        let mut value = DeValue::Table(table.into_inner());
        for key in keys {
            let next = match value {
                DeValue::Table(mut table) => {
                    table.remove_entry(*key).map(|(key, value)| (key.span().start, value))
                }
                DeValue::Array(all) => {
                    let index = key.parse().unwrap_or(usize::MAX);
                    all.into_iter().nth(index).map(|value| (value.span().start, value))
                }
                _ => None,
            };
            let Some((start, inner)) = next else { break };
            at = start;
            value = inner.into_inner();
        }
        at
    }
}
