//! Whether a file of rules can be meant as it stands: its rules and words are tried on their examples,
//! and what it changes has to be there.

use std::collections::HashSet;

use super::super::table::{Rule, Steps, Table, Weights};
use super::super::{RuleSet, own_table};
use super::file::{OwnStyle, Places};
use super::{Rules, fires, language_of, needs_surroundings};
use crate::attribute::chain::{STEPS, STYLED};
use crate::error::Error;
use crate::model::name_words::{NameTable, NameTables, NameWords, name_words};

/// The first thing that is wrong.
pub(super) fn check(rules: &Rules, places: &Places<'_>) -> Result<(), Error> {
    address(rules, places)?;
    chain(rules, places)?;
    styles(rules, places)?;
    weights(rules, places)?;
    let names = rules.file.names();
    roles(&names, rules.names.as_deref().unwrap_or(name_words()), places)?;
    titles(&names, places)?;
    all_rules(rules, places)
}

fn address(rules: &Rules, places: &Places<'_>) -> Result<(), Error> {
    let words = rules.file.address.clone().lists().into_iter().flatten();
    match words.into_iter().find(|word| !is_word(word)) {
        Some(word) => {
            let reason = format!("`[address]` has the word `{word}`, which is not in lower case");
            Err(places.fault(&["address"], reason))
        }
        None => Ok(()),
    }
}

fn is_word(word: &str) -> bool {
    !word.trim().is_empty() && word == word.to_lowercase()
}

/// Weights that are common to all styles.
fn chain(rules: &Rules, places: &Places<'_>) -> Result<(), Error> {
    let chain = &rules.file.chain;
    let known: Vec<&str> = STEPS[STYLED..].iter().map(|(name, ..)| *name).collect();
    only_prior(&chain.prior, &chain.weights).map_or(Ok(()), |reason| {
        Err(places.fault(&["chain", "prior"], format!("`[chain]` {reason}")))
    })?;
    match faulty_step(&chain.weights, &known) {
        Some((step, reason)) => Err(places.fault(&["chain", "weights", step], reason)),
        None => Ok(()),
    }
}

/// `prior` is where a fit starts from, and changes nothing of how a text is read.
fn only_prior(prior: &Steps, weights: &Steps) -> Option<&'static str> {
    let alone = !prior.is_empty() && weights.is_empty();
    alone.then_some("has only `prior`, where a fit starts from; what counts is `weights`")
}

/// A heavier one says no more, and leaves the others nothing to say.
const HEAVIEST: f64 = 100.0;

const NO_WEIGHT: &str = "has a weight that is no number from -100 to 100";

fn is_weight(weight: f64) -> bool {
    weight.abs() <= HEAVIEST
}

/// A step that is not known, or that has no number.
fn faulty_step<'a>(steps: &'a Steps, known: &[&str]) -> Option<(&'a str, String)> {
    steps.iter().find_map(|(step, weight)| {
        let reason = if !known.contains(&step.as_str()) {
            format!("there is no weight `{step}` here, but {}", known.join(", "))
        } else if !is_weight(*weight) {
            format!("the weight `{step}` is no number from -{HEAVIEST} to {HEAVIEST}")
        } else if step == "scale" && *weight <= 0.0 {
            "the weight `scale` is not above 0".to_owned()
        } else {
            return None;
        };
        Some((step.as_str(), reason))
    })
}

fn styles(rules: &Rules, places: &Places<'_>) -> Result<(), Error> {
    let mut known: Vec<&str> = STEPS[..STYLED].iter().map(|(name, ..)| *name).collect();
    known.push("scale");
    let there: Vec<String> = super::super::built_in("").into_iter().flat_map(names_of).collect();
    for (i, style) in rules.file.style.iter().enumerate() {
        let number = i.to_string();
        let fault = |keys: &[&str], reason: String| {
            let keys: Vec<&str> = ["style", &number].iter().chain(keys).copied().collect();
            Err(places.fault(&keys, reason))
        };
        let name = &style.name;
        if !there.contains(name) {
            let there = there.join("`, `");
            return fault(&["name"], format!("there is no style `{name}`, but `{there}`"));
        }
        if rules.file.style[..i].iter().any(|earlier| earlier.name == *name) {
            return fault(&["name"], format!("the style `{name}` stands here twice"));
        }
        if let Some(reason) = only_prior(&style.prior, &style.weights) {
            return fault(&["prior"], format!("the style `{name}` {reason}"));
        }
        if style.gives_nothing() {
            return fault(&["name"], format!("the style `{name}` has nothing but its name"));
        }
        if let Some((step, reason)) = faulty_step(&style.weights, &known) {
            return fault(&["weights", step], reason);
        }
        if let Some((key, reason)) = faulty_figure(style) {
            return fault(&[key], format!("the style `{name}` {reason}"));
        }
    }
    Ok(())
}

fn names_of(table: Table) -> impl Iterator<Item = String> {
    table.style.into_iter().map(|style| style.name)
}

fn faulty_figure(style: &OwnStyle) -> Option<(&'static str, String)> {
    let shares = [("most_asks", style.most_asks), ("high", style.high)];
    let share = shares
        .into_iter()
        .find(|(_, share)| share.is_some_and(|share| !(0.0..=1.0).contains(&share)));
    if let Some((key, _)) = share {
        return Some((key, format!("has a `{key}` that is not from 0 to 1")));
    }
    let calibrations = [("sure", style.sure), ("begins", style.begins)];
    let wrong = calibrations.into_iter().find(|(_, calibration)| {
        calibration.is_some_and(|c| {
            c.scale <= 0.0 || ![c.scale, c.clear, c.shift].into_iter().all(is_weight)
        })
    });
    wrong.map(|(key, _)| {
        let reason = format!("has a figure in `{key}` that is no number from -{HEAVIEST} to");
        (key, format!("{reason} {HEAVIEST}, or a `scale` that is not above 0"))
    })
}

/// Weights over those of the program's rules.
fn weights(rules: &Rules, places: &Places<'_>) -> Result<(), Error> {
    for (name, weights) in &rules.file.weights {
        let own = rules.file.rule.iter().any(|rule| rule.name == *name);
        let known = |table: &Table| table.rule.iter().any(|rule| rule.name == *name);
        let reason = if own {
            "stands in this file, and its weights belong there"
        } else if !super::super::built_in(own_table(language_of(name).unwrap_or("")).1)
            .iter()
            .any(known)
        {
            "is none of the program's: `transcripta inspect --verbose` shows the names of those that fire"
        } else if weights.all().iter().all(Option::is_none) {
            "has no weight here"
        } else if weights.all().into_iter().flatten().any(|weight| !is_weight(weight)) {
            NO_WEIGHT
        } else {
            continue;
        };
        return Err(places.fault(&["weights", name], format!("the rule `{name}` {reason}")));
    }
    Ok(())
}

/// Words by which labels name parts.
fn roles(own: &NameTables, all: &NameWords, places: &Places<'_>) -> Result<(), Error> {
    let mut words = HashSet::new();
    for (i, table) in own.role.iter().enumerate() {
        let role = table.role.role();
        let wrong = table.words.iter().find_map(|word| {
            let reason = if !is_word(word) {
                "is not in lower case"
            } else if !words.insert(word) {
                "stands here twice"
            } else {
                return None;
            };
            Some(("words", format!("the word `{word}` {reason}")))
        });
        let has_example = {
            let lower = table.example.to_lowercase();
            table.words.iter().any(|word| lower.contains(word.as_str()))
        };
        let wrong = wrong.or_else(|| {
            if !has_example || all.role_of_label(&table.example) != role {
                let example = &table.example;
                Some((
                    "example",
                    format!("none of these words is found in its example `{example}`"),
                ))
            } else if all.role_of_label(&table.counter) == role {
                let counter = &table.counter;
                Some(("counter", format!("its counter-example `{counter}` is of this part too")))
            } else {
                None
            }
        });
        if let Some((key, reason)) = wrong {
            return Err(places.fault(&["role", &i.to_string(), key], reason));
        }
    }
    Ok(())
}

/// Titles, and what stands beside names.
fn titles(own: &NameTables, places: &Places<'_>) -> Result<(), Error> {
    let NameTables { role: _, man, woman, anybody, behind, goes_on, nobody_known } = own;
    let tables: [(&str, &NameTable); 6] = [
        ("man", man),
        ("woman", woman),
        ("anybody", anybody),
        ("behind", behind),
        ("goes-on", goes_on),
        ("nobody-known", nobody_known),
    ];
    for (key, table) in tables.into_iter().filter(|(_, table)| **table != NameTable::default()) {
        let (inner, reason) = if let Some(word) = table.words.iter().find(|word| !is_word(word)) {
            ("words", format!("the word `{word}` is not in lower case"))
        } else if !table.has(&table.example) {
            ("example", format!("its example `{}` is none of the words", table.example))
        } else if table.has(&table.counter) {
            ("counter", format!("its counter-example `{}` is one of the words", table.counter))
        } else {
            continue;
        };
        return Err(places.fault(&[key, inner], format!("`[{key}]`: {reason}")));
    }
    Ok(())
}

fn all_rules(rules: &Rules, places: &Places<'_>) -> Result<(), Error> {
    let all = &rules.file.rule;
    for (i, rule) in all.iter().enumerate() {
        let twice = all[..i].iter().any(|earlier| earlier.name == rule.name);
        let reason =
            if twice { Some("stands here twice".to_owned()) } else { try_out(rules, rule) };
        if let Some(reason) = reason {
            let keys = ["rule", &i.to_string(), "name"];
            return Err(places.fault(&keys, format!("the rule `{}` {reason}", rule.name)));
        }
    }
    Ok(())
}

/// Why a rule cannot be used.
fn try_out(rules: &Rules, rule: &Rule) -> Option<String> {
    if rule.cues.is_empty() != rule.feature.is_some() {
        return Some("needs either `cues` or a `feature`".to_owned());
    }
    if let Some(cue) = rule.cues.iter().find(|cue| **cue != cue.to_lowercase()) {
        return Some(format!("has the cue `{cue}`, which is not in lower case"));
    }
    let Weights { host, aside, turn, next, answer, answered } = rule.weights;
    if ![host, aside, turn, next, answer, answered].into_iter().all(is_weight) {
        return Some(NO_WEIGHT.to_owned());
    }
    let set: RuleSet = rules.set(Some(language_of(&rule.name).unwrap_or("en")));
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
