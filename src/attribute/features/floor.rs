//! A talk of many that somebody moderates: who gives the floor, and who takes it and says for whom.

use crate::attribute::introductions;
use crate::attribute::rules::{Feature, RuleSet};

use super::{Seen, Spoken, fire};

/// Marks those who give the floor and those who take it.
pub(super) fn mark(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    for (paragraph, seen) in spoken.iter().zip(seen.iter_mut()) {
        let mut fired = seen.fired.iter();
        if fired.any(|fired| rules.rules[fired.rule].name.ends_with(".gives-floor"))
            && gives_floor(paragraph)
        {
            fire(rules, seen, Feature::GivesFloor);
        }
        if introductions::asker(paragraph.text).is_some() {
            fire(rules, seen, Feature::SaysForWhom);
        }
    }
}

/// Short, and asks nothing itself: “one last question: why?” is asked by the one who says so.
fn gives_floor(paragraph: &Spoken<'_>) -> bool {
    const WIDEST: usize = 180;
    let text = paragraph.text.trim();
    paragraph.width <= WIDEST
        && !text.contains(['?', '？'])
        && !text.ends_with([':', '：', ',', '，'])
}
