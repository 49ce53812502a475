//! Which of many words stand somewhere in a text: one pass over it for all of them.

use std::collections::HashSet;

use daachorse::CharwiseDoubleArrayAhoCorasick;

/// The words that stand in one of the texts in a way that `fits`, which is asked with the text and
/// where in it the word begins and ends.
pub(super) fn mentioned<'a>(
    words: impl Iterator<Item = String>,
    texts: impl Iterator<Item = &'a str>,
    fits: impl Fn(&str, usize, usize) -> bool,
) -> HashSet<String> {
    let mut found = HashSet::new();
    let distinct: HashSet<String> = words.filter(|word| !word.is_empty()).collect();
    if distinct.is_empty() {
        return found;
    }
    let mut distinct: Vec<String> = distinct.into_iter().collect();
    distinct.sort_unstable();
    let numbered = distinct.iter().enumerate().map(|(i, word)| (word, i as u32));
    let Ok(automaton) = CharwiseDoubleArrayAhoCorasick::<u32>::with_values(numbered) else {
        return found;
    };
    let mut is_found = vec![false; distinct.len()];
    for text in texts {
        for hit in automaton.find_overlapping_iter(text) {
            let known = is_found.get_mut(hit.value() as usize).filter(|known| !**known);
            if let Some(known) = known {
                *known = fits(text, hit.start(), hit.end());
            }
        }
    }
    found.extend(distinct.into_iter().zip(is_found).filter(|(_, yes)| *yes).map(|(word, _)| word));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_somewhere() {
        let words = || ["sorry", "orrell", "ada"].into_iter().map(str::to_owned);
        let texts = ["I am sorry.", "An adage of orrells."];
        let whole = |text: &str, start: usize, end: usize| {
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
        };
        let found = mentioned(words(), texts.into_iter(), whole);
        assert_eq!(found, HashSet::from(["sorry".to_owned()]));
        assert_eq!(mentioned(words(), texts.into_iter(), |_, _, _| true).len(), 3);
        assert!(mentioned(std::iter::empty(), texts.into_iter(), |_, _, _| true).is_empty());
    }
}
