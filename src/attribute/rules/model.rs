//! What the rules weigh, and the styles of the chain.

use crate::attribute::calibration::Sureness;
use crate::attribute::chain::{STEPS, STYLED, Style};

use super::RuleSet;
use super::table::{Steps, StyleTable, Table, Weights};
use crate::attribute::features::Seen;

/// Which of the two sets of weights of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weigh {
    /// What a person expected.
    Prior,
    /// What was fitted.
    Fitted,
}

/// All weights that a reading is made with.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Model {
    /// Of each rule of the rule set.
    pub(crate) rules: Vec<Weights>,
    pub(crate) styles: Vec<Style>,
}

impl Model {
    /// The style of a text: the first that allows so few questions, else the last.
    pub(crate) fn style(&self, rules: &RuleSet, seen: &[Seen]) -> usize {
        let asking = seen.iter().filter(|seen| asks(rules, seen)).count();
        let share = asking as f64 / seen.len().max(1) as f64;
        let last = self.styles.len().saturating_sub(1);
        self.styles.iter().position(|style| share <= style.most_asks).unwrap_or(last)
    }

    pub(super) fn of(tables: &[Table], weigh: Weigh) -> Self {
        let rules = tables.iter().flat_map(|t| &t.rule).map(|r| *pick(weigh, &r.prior, &r.weights));
        let common: Vec<&Steps> =
            tables.iter().map(|t| pick(weigh, &t.chain.prior, &t.chain.weights)).collect();
        let common = |name: &str| common.iter().rev().find_map(|steps| steps.get(name));
        let style = |table: &StyleTable| {
            let steps = pick(weigh, &table.prior, &table.weights);
            let weight = |i: usize| {
                let name = STEPS[i].0;
                let own = if i < STYLED { steps.get(name) } else { common(name) };
                own.copied().unwrap_or(0.0)
            };
            let scale = steps.get("scale").copied().unwrap_or(1.0);
            Style {
                sure: Sureness { calibration: table.sure, high: table.high },
                begins: table.begins,
                ..Style::of(table.most_asks, scale, &std::array::from_fn(weight))
            }
        };
        let styles = tables.iter().flat_map(|t| &t.style);
        Self { rules: rules.collect(), styles: styles.map(style).collect() }
    }
}

/// Whether a paragraph asks, by the rules that fired on it.
pub(crate) fn asks(rules: &RuleSet, seen: &Seen) -> bool {
    seen.fired.iter().any(|fired| rules.asking[fired.rule])
}

fn pick<'a, T>(weigh: Weigh, prior: &'a T, weights: &'a T) -> &'a T {
    match weigh {
        Weigh::Prior => prior,
        Weigh::Fitted => weights,
    }
}
