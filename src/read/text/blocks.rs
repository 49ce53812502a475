//! Whether a labelled document sets its turns apart so strictly that what stands alone between two
//! of them is a heading.

use crate::columns::columns;

use super::headings;
use super::labels::Labels;
use super::lines::Stretch;
use super::paratext;

/// How blocks (what stands between blank lines) begin in a labelled document.
#[derive(Debug, Clone, Default)]
pub(super) struct Blocks {
    /// Nearly every block begins with a label, so others are headings if they look like one.
    labelled: bool,
    /// Every block does but for those that look like headings: these may ask, too.
    strict: bool,
    /// What stands below each paragraph, references passed over.
    below: Vec<usize>,
}

/// A heading is at most so wide, as in `headings`.
const WIDEST: usize = 100;

impl Blocks {
    /// Of a document.
    pub(super) fn of(stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        if labels.is_empty() {
            return Self::default();
        }
        let at = |i: usize| labels.at(stretches[i].start, stretches[i].text);
        let starts: Vec<bool> = (0..stretches.len()).map(|i| at(i).is_some()).collect();
        let below = below(stretches);
        let first = starts.iter().position(|s| *s).unwrap_or(stretches.len());
        let last = starts.iter().rposition(|s| *s).unwrap_or(0);
        let (mut all, mut others, mut long) = (0_usize, 0_usize, 0_usize);
        for i in first..=last.min(stretches.len().saturating_sub(1)) {
            let stretch = &stretches[i];
            let said = !stretch.furniture && stretch.cue.is_none();
            if !said || !stretch.after_blank || is_bracketed(stretch.text) {
                continue;
            }
            all += 1;
            let goes_on = i > first && starts[i - 1] && is_bare(stretches, i - 1, labels);
            if starts[i] || goes_on {
                continue;
            }
            others += 1;
            long += usize::from(!is_like_a_heading(stretches, i, below[i], &starts));
        }
        let labelled = all >= 8 && long * 10 <= all && others * 3 <= all;
        Self { labelled, strict: labelled && long == 0, below }
    }

    /// Index of what stands below a paragraph; below one that may head references, behind these.
    pub(super) fn below(&self, i: usize, text: &str) -> usize {
        let behind = self.below.get(i).copied().unwrap_or(i + 1);
        let is_speech = || text.trim_end().ends_with(['?', '？']) || says_who(text);
        if behind > i + 1 && is_speech() { i + 1 } else { behind }
    }

    /// Whether a block that has no label says where something is to be read, and nobody says it.
    pub(super) fn refers(&self, text: &str) -> bool {
        self.labelled && is_reference(text)
    }

    /// Whether a block that has no label, before one that has, is a heading.
    pub(super) fn is_heading(&self, text: &str) -> bool {
        let text = text.trim();
        let asks = text.ends_with(['?', '？']);
        self.labelled && has_form(text) && (!asks || self.strict)
    }
}

/// Whether a label has no words behind it.
pub(super) fn is_bare(stretches: &[Stretch<'_>], i: usize, labels: &Labels) -> bool {
    labels
        .at(stretches[i].start, stretches[i].text)
        .is_some_and(|f| f.length == stretches[i].text.len())
}

/// Short, and alone between blank lines before a label; or what is referred to below a heading.
fn is_like_a_heading(stretches: &[Stretch<'_>], i: usize, below: usize, starts: &[bool]) -> bool {
    let text = stretches[i].text.trim();
    if is_reference(text) || paratext::announces(text) || paratext::is_rule(text) {
        return true;
    }
    let before_label = stretches.get(below).is_some_and(|next| next.after_blank && starts[below]);
    before_label && has_form(text)
}

/// What stands below each paragraph, references passed over; from behind, as there may be many of them.
fn below(stretches: &[Stretch<'_>]) -> Vec<usize> {
    let mut below = vec![stretches.len(); stretches.len()];
    let mut next = stretches.len();
    for i in (0..stretches.len()).rev() {
        below[i] = next;
        if !is_reference(stretches[i].text) {
            next = i;
        }
    }
    below
}

/// Whether somebody speaks of themself or to another: no title does.
fn says_who(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "I" | "you" | "You" | "we" | "We"))
        || text.contains(['我', '你', '您'])
        || text.contains("大家")
}

/// Lines that end in an address, with a few words before it that are no sentence:
/// `Compact blocks FAQ: https://example.org/faq`.
pub(super) fn is_reference(text: &str) -> bool {
    const WIDEST_TITLE: usize = 120;
    /// So many words may be a title without a colon behind it.
    const FEW: usize = 8;
    let is_address = |word: &str| {
        let word = word.trim_matches(['<', '>', '(', ')', '[', ']']);
        word.starts_with("https://") || word.starts_with("http://")
    };
    let refers = |line: &str| {
        let line = line.trim();
        let (title, address) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
        let title = title.trim_end();
        let few = || title.split_whitespace().count() <= FEW && !headings::ends_a_turn(title);
        let titles = title.is_empty() || title.ends_with([':', '：']) || few();
        is_address(address) && titles && columns(title) <= WIDEST_TITLE && !says_who(title)
    };
    text.contains("://") && text.lines().all(refers)
}

/// A full stop before a capital: not that of `vs. 2`.
fn has_two_sentences(text: &str) -> bool {
    let capital = |at: usize| {
        text[at + 2..].starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '¡'))
    };
    text.match_indices(". ").chain(text.match_indices("? ")).any(|(at, _)| capital(at))
}

/// Short, one sentence at most, and without a full stop; it may ask.
fn has_form(text: &str) -> bool {
    let asks = text.ends_with(['?', '？']);
    let whole =
        !text.contains('\n') && !has_two_sentences(text) && !text.contains(['。', '!', '！']);
    let link = text.contains("://");
    whole && !link && columns(text) <= WIDEST && (asks || !headings::ends_a_turn(text))
}

fn is_bracketed(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['(', '[', '（', '［', '【']) && text.ends_with([')', ']', '）', '］', '】'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_title_and_an_address() {
        for text in [
            "Compact blocks FAQ: https://example.org/faq",
            "<https://example.org/a>",
            "The lock in winter http://example.org/a\nThe lock in May http://example.org/b",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "I read it there. https://example.org/a",
            "See https://example.org/a for the whole of it.",
            "You can read about it at https://example.org/a",
            "大家可以去看我写的文章 https://example.org/a",
            "The lock in winter",
            "",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
