//! Stage directions of a play that stand without brackets between the speeches: `Enter AGNES.`,
//! `Exeunt.`, `He sits.`

use crate::model::{DirectionKind, Inline};
use crate::script::lower;

use super::around;
use super::labels::Labels;
use super::lines::Stretch;
use super::rules::rules;

/// What is longer is a description or speech.
const LONGEST: usize = 160;
/// What somebody does is told in fewer words.
const LONGEST_DEED: usize = 80;

/// What is known of the directions of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stage {
    /// People enter and leave.
    is_play: bool,
}

impl Stage {
    /// Of a document with labels; no other is a play.
    pub(super) fn of(stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        const ENOUGH: usize = 2;
        if labels.is_empty() {
            return Self::default();
        }
        let comes = |text: &str| {
            comes_or_goes(text) && rules().labels.comings.find(&lower(first_word(text.trim())))
        };
        let moves = stretches.iter().filter(|s| !labels.starts(s.start, s.text) && comes(s.text));
        Self { is_play: moves.take(ENOUGH).count() == ENOUGH }
    }

    /// A paragraph without a label that is a direction.
    pub(super) fn direction(self, text: &str, labels: &Labels) -> Option<Vec<Inline>> {
        let is_one = self.is_play && (comes_or_goes(text) || is_deed(text, labels));
        is_one.then(|| {
            vec![Inline::Direction { kind: DirectionKind::Incident, text: text.to_owned() }]
        })
    }
}

fn first_word(text: &str) -> &str {
    text.split([' ', '.', ',', ':']).next().unwrap_or("")
}

/// `Enter AGNES, with a lamp.`, `Exeunt.`, `Flourish. Enter the King.`
fn comes_or_goes(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST || text.contains('\n') || text.ends_with(['?', '!', ',']) {
        return false;
    }
    let first = first_word(text);
    let rest = text[first.len()..].trim_start_matches([' ', '.', ',', ':']);
    // “Enter at your own risk” is said: behind the word somebody is named, or nothing stands.
    let named = rest.is_empty()
        || rest.starts_with(|c: char| c.is_uppercase())
        || ["the ", "a ", "an ", "two ", "several ", "with "]
            .iter()
            .any(|word| rest.starts_with(word));
    rules().labels.stage.find(&lower(first)) && named && !around::of_oneself(text)
}

/// `He sits.`, `Tom crosses to the window. They all look at him.`: what one of those on the stage does now,
/// and what else happens.
fn is_deed(text: &str, labels: &Labels) -> bool {
    let text = text.trim();
    let first = text.split(". ").next().unwrap_or(text);
    let one = text.len() <= LONGEST
        && first.len() <= LONGEST_DEED
        && text.ends_with('.')
        && !text.contains(['?', '!', ':', ';', '"', '“', '\n']);
    let mut words = first.trim_end_matches('.').split(' ');
    let (Some(who), Some(does)) = (words.next(), words.next()) else { return false };
    let is_one_of_them = matches!(who, "He" | "She") || labels.knows(who);
    // What they are or have is told by others on the stage.
    let now = does.ends_with('s')
        && !does.ends_with("ss")
        && !matches!(does, "is" | "was" | "has" | "does" | "knows" | "says" | "lives");
    one && is_one_of_them && now && !around::of_oneself(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_enter_and_leave() {
        for text in
            ["Enter AGNES, with a lamp.", "Exeunt.", "Exit Tom", "Re-enter the keeper.", "Thunder."]
        {
            assert!(comes_or_goes(text), "{text}");
        }
        for text in
            ["Enter at your own risk.", "Exits are over there.", "Enter and I shall tell you."]
        {
            assert!(!comes_or_goes(text), "{text}");
        }
    }

    #[test]
    fn deeds_are_told_in_the_present() {
        let labels = Labels::default();
        for text in
            ["He sits.", "She crosses to the window.", "He turns it over. Something inside rolls."]
        {
            assert!(is_deed(text, &labels), "{text}");
        }
        for text in [
            "He was here.",
            "He knows my name.",
            "They went home.",
            "They knew him well.",
            "Nobody sits.",
            "He sits. Why?",
        ] {
            assert!(!is_deed(text, &labels), "{text}");
        }
    }
}
