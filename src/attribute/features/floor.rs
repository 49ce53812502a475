//! A talk of many that somebody moderates: who gives the floor, and who takes it and says for whom.

use crate::attribute::rules::{Feature, RuleSet};

use super::{Seen, Spoken, fire};

/// Marks those who give the floor and those who take it. Where that happens once it is a manner of
/// speaking: “last question” is said between two as well.
pub(super) fn mark(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    let named = rules.named(".gives-floor");
    let gives = |(at, paragraph): (usize, &Spoken<'_>)| {
        (seen[at].has_one_of(&named) && gives_floor(paragraph)).then_some(at)
    };
    let given: Vec<usize> = spoken.iter().enumerate().filter_map(gives).collect();
    let taken: Vec<usize> = (0..seen.len()).filter(|at| seen[*at].form.says_for_whom).collect();
    if given.len() + taken.len() < LEAST {
        return;
    }
    for at in given {
        fire(rules, &mut seen[at], Feature::GivesFloor);
    }
    for at in taken {
        // Who thanks the moderator for the floor does not answer them.
        seen[at].fired.retain(|fired| Some(fired.rule) != rules.rule_of(Feature::ToHost));
        fire(rules, &mut seen[at], Feature::SaysForWhom);
    }
}

/// The floor is given and taken so often at least.
const LEAST: usize = 2;

/// Short, and asks nothing itself: “one last question: why?” is asked by the one who says so.
fn gives_floor(paragraph: &Spoken<'_>) -> bool {
    const WIDEST: usize = 180;
    let text = paragraph.text.trim();
    paragraph.width <= WIDEST
        && !text.contains(['?', '？'])
        && !text.ends_with([':', '：', ',', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_thanks_the_moderator_for_the_floor_answers_nobody() {
        let texts = [
            "现在开始提问，请第三排那位记者。",
            "谢谢主持人。我是海岬社记者，请问渡口什么时候开？",
            "谢谢主持人。渡口三月就开。",
        ];
        let spoken = texts.map(Spoken::plain);
        let rules = RuleSet::of(Some("zh"));
        let seen = crate::attribute::features::observe(rules, &spoken);
        let at = |feature| (0..3).filter(|i| seen[*i].has(rules, feature)).collect::<Vec<usize>>();
        assert_eq!(at(Feature::SaysForWhom), [1]);
        assert_eq!(at(Feature::ToHost), [2]);
    }
}
