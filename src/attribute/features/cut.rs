//! Talks that were cut into their sentences, as speech recognition and captions leave them: a turn has
//! several paragraphs there, whoever speaks.

use crate::attribute::rules::{Feature, RuleSet};

use super::sentences::{CLOSERS, ends_in_question, is_stop};
use super::{Seen, Spoken, fire};

/// Marks all paragraphs of such a text.
pub(super) fn mark(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    if is_cut(spoken) {
        seen.iter_mut().for_each(|seen| fire(rules, seen, Feature::CutIntoSentences));
    }
}

/// Whether nearly every paragraph is one sentence, and few are long. Of the talks in the development corpus
/// and outside of it 13 are cut so: of all others a tenth of the paragraphs or more have two sentences.
fn is_cut(spoken: &[Spoken<'_>]) -> bool {
    const LEAST: usize = 40;
    /// So wide are few sentences, in columns.
    const WIDE: usize = 260;
    let all = spoken.len();
    let wide = spoken.iter().filter(|p| p.width > WIDE).count();
    if all < LEAST || wide * 10 > all {
        return false;
    }
    // Questions and answers of one sentence each are no cut text: of those a fifth ask at most.
    let asking = spoken.iter().filter(|p| ends_in_question(p.text)).count();
    if asking * 4 > all {
        return false;
    }
    let several = spoken.iter().filter(|p| has_several_sentences(p.text)).count();
    several * 20 <= all
}

/// Whether something stands behind a stop. A full stop inside a word (`v0.21`) ends no sentence.
fn has_several_sentences(text: &str) -> bool {
    let text = text.trim_end_matches(CLOSERS).trim_end_matches(is_stop);
    text.match_indices(is_stop).any(|(at, stop)| {
        let rest = &text[at + stop.len()..];
        let wide = !stop.is_ascii();
        let after = rest.trim_start_matches(CLOSERS).chars().next();
        let set_off = rest.starts_with(CLOSERS);
        after.is_some_and(|c| wide || (set_off && !c.is_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_before_another() {
        for text in ["I did. It was cold.", "“Did you?” He did not.", "冷吗？不冷。"] {
            assert!(has_several_sentences(text), "{text}");
        }
        for text in
            ["I did, and it was cold.", "It is in version 0.21 of it.", "不冷。", "", "Right..."]
        {
            assert!(!has_several_sentences(text), "{text}");
        }
    }

    #[test]
    fn one_sentence_a_paragraph_is_a_cut_text() {
        let of = Spoken::plain;
        let cut = [of("So it was cold at the lock."), of("And nobody came.")].repeat(20);
        assert!(is_cut(&cut));
        let whole =
            [of("So it was cold at the lock. Nobody came."), of("Did you mind?")].repeat(20);
        assert!(!is_cut(&whole));
        assert!(!is_cut(&cut[..8]));
        let asked = [of("Where did you grow up?"), of("I grew up near the lock.")].repeat(20);
        assert!(!is_cut(&asked));
    }
}
