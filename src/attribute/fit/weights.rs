//! The weights as the fit has them, and as the tables write them.

use std::collections::BTreeMap;

use crate::attribute::chain::{STEPS, STYLED, Style};
use crate::attribute::rules::{Model, RuleSet, Weights};

pub(super) const HOST: usize = 0;
pub(super) const ASIDE: usize = 1;
pub(super) const TURN: usize = 2;
pub(super) const NEXT: usize = 3;
pub(super) const ANSWER: usize = 4;
pub(super) const ANSWERED: usize = 5;

/// What a rule weighs, as the tables call it.
pub(super) const KEYS: [&str; 6] = ["host", "aside", "turn", "next", "answer", "answered"];

/// The weights of a style: its scale, then its own of the steps.
pub(super) const OF_STYLE: usize = STYLED + 1;
pub(super) const SCALE: usize = 0;

/// Weights by name of rule, and those of the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    names: BTreeMap<String, usize>,
    pub(super) rules: Vec<[f64; KEYS.len()]>,
    pub(super) styles: Vec<[f64; OF_STYLE]>,
    pub(super) common: [f64; STEPS.len() - STYLED],
}

impl Fitted {
    /// The weights that people wrote into the tables.
    pub fn prior() -> Self {
        let mut fitted = Self {
            names: BTreeMap::new(),
            rules: Vec::new(),
            styles: Vec::new(),
            common: [0.0; STEPS.len() - STYLED],
        };
        let styles = &RuleSet::of(None).prior.styles;
        let step = |style: &Style, i: usize| match STEPS[i] {
            (_, Some(from), to) => style.follows[from as usize][to as usize],
            (_, None, to) => style.start[to as usize],
        };
        for style in styles {
            let weight = |i: usize| match i {
                SCALE => style.scale,
                _ => step(style, i - 1),
            };
            fitted.styles.push(std::array::from_fn(weight));
            fitted.common = std::array::from_fn(|i| step(style, i + STYLED));
        }
        for set in RuleSet::all() {
            for (rule, w) in set.rules.iter().zip(&set.prior.rules) {
                let next = fitted.rules.len();
                if *fitted.names.entry(rule.name.to_string()).or_insert(next) == next {
                    fitted.rules.push([w.host, w.aside, w.turn, w.next, w.answer, w.answered]);
                }
            }
        }
        fitted
    }

    /// The rules that no fit changes, by index, and their weights.
    pub(super) fn by_hand() -> Vec<(usize, [f64; KEYS.len()])> {
        let prior = Self::prior();
        let rules = RuleSet::all().flat_map(|set| &set.rules).filter(|rule| rule.by_hand);
        rules
            .filter_map(|rule| prior.names.get(&*rule.name))
            .map(|i| (*i, prior.rules[*i]))
            .collect()
    }

    /// The weights as the reading of a text in the language of `rules` wants them.
    pub(super) fn model(&self, rules: &RuleSet) -> Model {
        let weights = |i: usize| {
            let [host, aside, turn, next, answer, answered] = self.rules[i];
            Weights { host, aside, turn, next, answer, answered }
        };
        Model {
            rules: self.indices(rules).into_iter().map(weights).collect(),
            styles: (0..self.styles.len()).map(|i| self.style(i)).collect(),
        }
    }

    fn style(&self, index: usize) -> Style {
        let [scale, own @ ..] = self.styles[index];
        let most_asks = RuleSet::of(None).model.styles.get(index).map_or(1.0, |s| s.most_asks);
        let weight = |i: usize| if i < STYLED { own[i] } else { self.common[i - STYLED] };
        Style::of(most_asks, scale, &std::array::from_fn(weight))
    }

    /// Index here of each rule of a set.
    pub(super) fn indices(&self, rules: &RuleSet) -> Vec<usize> {
        let index = |name| self.names.get(name).copied().unwrap_or_default();
        rules.rules.iter().map(|rule| index(&*rule.name)).collect()
    }

    /// The weights of a rule as the tables write them: `{ host = 1.2, turn = 0.5 }`.
    pub fn rule(&self, name: &str) -> Option<String> {
        let weights = self.rules[*self.names.get(name)?];
        let shown = KEYS.iter().zip(weights).filter(|(_, w)| w.abs() >= 0.05);
        Some(table(shown.map(|(key, w)| (*key, w))))
    }

    /// How many styles there are.
    pub fn style_count(&self) -> usize {
        self.styles.len()
    }

    /// The weights of a style as the tables write them.
    pub fn style_weights(&self, index: usize) -> Option<String> {
        let own = STEPS[..STYLED].iter().map(|(name, ..)| *name);
        let keys = ["scale"].into_iter().chain(own);
        self.styles.get(index).map(|weights| table(keys.zip(weights.iter().copied())))
    }

    /// The weights of the chain that all styles share.
    pub fn common_weights(&self) -> String {
        table(STEPS[STYLED..].iter().map(|(name, ..)| *name).zip(self.common))
    }

    /// The mean of fits to different texts, which is steadier than each, rounded as the tables write weights. `None`
    /// of no fit.
    pub fn mean(fits: Vec<Self>) -> Option<Self> {
        let count = fits.len() as f64;
        let mut fits = fits.into_iter();
        let mut mean = fits.next()?;
        for mut other in fits {
            mean.parameters().zip(other.parameters()).for_each(|(mean, other)| *mean += *other);
        }
        mean.parameters().for_each(|weight| *weight /= count);
        Some(mean.rounded())
    }

    /// All weights as a table of their own, a rule a line, those that are nothing left out.
    pub fn to_table(&self) -> String {
        let mut out = String::new();
        for name in self.names.keys() {
            let weights = self.rule(name).filter(|weights| weights != "{}");
            weights.iter().for_each(|weights| out.push_str(&format!("{name:?} = {weights}\n")));
        }
        for index in 0..self.styles.len() {
            let weights = self.style_weights(index).unwrap_or_default();
            out.push_str(&format!("\"style {index}\" = {weights}\n"));
        }
        out + &format!("chain = {}\n", self.common_weights())
    }

    /// The weights of such a table; a rule that it does not have keeps its prior.
    pub fn of_table(text: &str) -> Result<Self, toml::de::Error> {
        let table: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(text)?;
        let mut fitted = Self::prior();
        let put = |to: &mut [f64], keys: &[&str], name: &str| {
            if let Some(weights) = table.get(name) {
                let weight = |key: &&str| weights.get(*key).copied().unwrap_or_default();
                to.iter_mut().zip(keys).for_each(|(to, key)| *to = weight(key));
            }
        };
        let step = |i: usize| STEPS[i].0;
        for (name, index) in &fitted.names {
            put(&mut fitted.rules[*index], &KEYS, name);
        }
        let own: Vec<&str> = ["scale"].into_iter().chain((0..STYLED).map(step)).collect();
        for (index, style) in fitted.styles.iter_mut().enumerate() {
            put(style, &own, &format!("style {index}"));
        }
        let common: Vec<&str> = (STYLED..STEPS.len()).map(step).collect();
        put(&mut fitted.common, &common, "chain");
        Ok(fitted)
    }

    /// All of them, in one order.
    pub(super) fn parameters(&mut self) -> impl Iterator<Item = &mut f64> {
        let rules = self.rules.iter_mut().flatten();
        rules.chain(self.styles.iter_mut().flatten()).chain(&mut self.common)
    }

    /// As many, all nothing.
    pub(super) fn zero(&self) -> Self {
        let mut zero = self.clone();
        zero.parameters().for_each(|p| *p = 0.0);
        zero
    }

    /// Weights as the tables write them, with one digit after the point.
    pub fn rounded(mut self) -> Self {
        self.parameters().for_each(|p| *p = (*p * 10.0).round() / 10.0);
        self
    }
}

/// `{ key = 1.2, other = -0.5 }`
fn table<'a>(weights: impl Iterator<Item = (&'a str, f64)>) -> String {
    let shown: Vec<String> = weights.map(|(key, w)| format!("{key} = {:.1}", w + 0.0)).collect();
    if shown.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", shown.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_stands_between_fits() {
        let prior = Fitted::prior();
        let mut other = prior.clone();
        other.parameters().for_each(|weight| *weight += 2.0);
        let mut expected = prior.clone();
        expected.parameters().for_each(|weight| *weight += 1.0);
        let expected = expected.rounded();
        assert_eq!(Fitted::mean(vec![prior.clone(), other]), Some(expected));
        assert_eq!(Fitted::mean(vec![prior.clone()]), Some(prior.rounded()));
        assert_eq!(Fitted::mean(Vec::new()), None);
    }
}
