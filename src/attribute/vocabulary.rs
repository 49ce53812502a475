//! Whose words a paragraph is made of. Everybody has words that they use more often than others do
//! (`actually`, `kind of`, `right`), whatever they talk about; which, a text itself shows by a first reading.
//!
//! Frequent words tell authors apart, weighed by how much likelier they are from one than from the other:
//! Mosteller and Wallace, *Inference and Disputed Authorship: The Federalist* (1964).

mod words;

use super::chain::ChainReading;
use super::features::{self, Seen, Spoken};
use super::rules::{Feature, RuleSet};
use crate::parallel;
use words::Frequent;

/// Each of the two has used so many words more as both use them, so that few tell little.
const MORE: f64 = 200.0;

/// From which odds on the words of a paragraph are the host's, or the guest's, and from which more so.
const TIERS: [(f64, [Feature; 2]); 3] = [
    (0.3, [Feature::HostWords, Feature::GuestWords]),
    (0.7, [Feature::HostWordsMore, Feature::GuestWordsMore]),
    (1.2, [Feature::HostWordsMost, Feature::GuestWordsMost]),
];

/// The words that the two of a text are told by.
pub(super) struct Vocabulary {
    frequent: Frequent,
    worth_it: bool,
}

impl Vocabulary {
    /// The words of a text; `worth_it` says that two threads may weigh them.
    pub(super) fn of(spoken: &[Spoken<'_>], worth_it: bool) -> Self {
        Self { frequent: Frequent::of(spoken.iter().map(|spoken| spoken.text)), worth_it }
    }

    /// Marks the paragraphs whose words are by a reading more the host's or more the guest's, instead of
    /// what was marked by an earlier reading.
    pub(super) fn mark(&self, rules: &RuleSet, reading: &ChainReading, seen: &mut [Seen]) {
        let features = TIERS.iter().flat_map(|(_, features)| features);
        let marks: Vec<usize> = features.filter_map(|feature| rules.rule_of(*feature)).collect();
        for (seen, odds) in seen.iter_mut().zip(self.odds(reading)) {
            seen.fired.retain(|fired| !marks.contains(&fired.rule));
            let whose = usize::from(odds < 0.0);
            for (_, features) in TIERS.iter().filter(|(least, _)| odds.abs() >= *least) {
                features::fire(rules, seen, features[whose]);
            }
        }
    }

    /// How much likelier the words of each paragraph are from the host than from the guest, by all that the
    /// two say elsewhere: natural logarithm, by the square root of the words, since words come in company.
    fn odds(&self, reading: &ChainReading) -> Vec<f64> {
        /// A short paragraph tells less than its words.
        const AS_IF: f64 = 5.0;
        let said = Said::of(&self.frequent, reading);
        parallel::map(self.worth_it, &self.frequent.paragraphs, |i, words| {
            let probable = probable(reading, i);
            let length: f64 = words.iter().map(|(_, times)| f64::from(*times)).sum();
            let of_all = probable.map(|probable| probable * length);
            let of_word = |(word, times): &(u16, u16)| {
                let times = f64::from(*times);
                let of_word = probable.map(|probable| probable * times);
                times * said.odds(usize::from(*word), of_word, of_all)
            };
            words.iter().map(of_word).sum::<f64>() / (length + AS_IF).sqrt()
        })
    }
}

/// How probable it is that each of the two says a paragraph.
fn probable(reading: &ChainReading, paragraph: usize) -> [f64; 2] {
    reading.posteriors.get(paragraph).map_or([0.0; 2], |[host, guest, ..]| [*host, *guest])
}

/// How often the two say each word, weighed by how probable it is that they say where it stands.
struct Said {
    /// With the odds of each.
    words: Vec<([f64; 2], f64)>,
    all: [f64; 2],
}

impl Said {
    fn of(frequent: &Frequent, reading: &ChainReading) -> Self {
        let mut words = vec![([0.0; 2], 0.0); frequent.count];
        for (i, paragraph) in frequent.paragraphs.iter().enumerate() {
            let [host, guest] = probable(reading, i);
            for (word, times) in paragraph {
                let ((said, _), times) = (&mut words[usize::from(*word)], f64::from(*times));
                said[0] += host * times;
                said[1] += guest * times;
            }
        }
        let all =
            words.iter().fold([0.0; 2], |all, (said, _)| [all[0] + said[0], all[1] + said[1]]);
        for (said, odds) in &mut words {
            *odds = log_odds(*said, all, [0.0; 2], [0.0; 2]);
        }
        Self { words, all }
    }

    /// The odds of a word by what is said elsewhere: without what a paragraph has `of_word` and of all words.
    fn odds(&self, word: usize, of_word: [f64; 2], of_all: [f64; 2]) -> f64 {
        /// A word of which a paragraph has so small a share is as frequent without it.
        const SMALL: f64 = 0.005;
        let (said, odds) = self.words[word];
        let is_small = of_word[0] + of_word[1] <= (said[0] + said[1]) * SMALL;
        if is_small { odds } else { log_odds(said, self.all, of_word, of_all) }
    }
}

/// How much likelier a word is from the first of two than from the second, who have said it and all words so
/// often, but for what is taken off.
fn log_odds(said: [f64; 2], all: [f64; 2], off_word: [f64; 2], off_all: [f64; 2]) -> f64 {
    let usual = (said[0] + said[1]) / (all[0] + all[1]);
    let share = |who: usize| {
        let word = (said[who] - off_word[who]).max(0.0) + MORE * usual;
        word / ((all[who] - off_all[who]).max(0.0) + MORE)
    };
    let odds = (share(0) / share(1)).ln();
    if odds.is_finite() { odds } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two who say the same of the same things, each in words that the other hardly uses.
    fn talk() -> Vec<String> {
        let line = |i: usize| match i % 2 {
            0 => format!(
                "So basically the lock was shut in spring {i}, right, when they had gone home, and the water rose by night."
            ),
            _ => format!(
                "Indeed, the lock was shut in spring {i}, I suppose, when they had gone home, and the water rose by night."
            ),
        };
        (0..40).map(line).collect()
    }

    fn told(texts: &[String], posteriors: Vec<[f64; 5]>) -> Vec<f64> {
        let spoken: Vec<Spoken<'_>> = texts.iter().map(|text| Spoken::plain(text)).collect();
        Vocabulary::of(&spoken, false).odds(&ChainReading { posteriors, ..ChainReading::default() })
    }

    const HOST: [f64; 5] = [1.0, 0.0, 0.0, 0.0, 0.0];
    const GUEST: [f64; 5] = [0.0, 1.0, 0.0, 0.0, 0.0];
    const EITHER: [f64; 5] = [0.5, 0.5, 0.0, 0.0, 0.0];

    #[test]
    fn own_words_tell_whose_a_paragraph_is_that_was_taken_for_the_others() {
        let mut read: Vec<[f64; 5]> =
            (0..40).map(|i| if i % 2 == 0 { HOST } else { GUEST }).collect();
        // A stretch in which the first reading has exchanged the two.
        for (i, read) in read.iter_mut().enumerate().skip(20).take(6) {
            *read = if i % 2 == 0 { GUEST } else { HOST };
        }
        for (i, odds) in told(&talk(), read).into_iter().enumerate() {
            assert!(if i % 2 == 0 { odds > 0.3 } else { odds < -0.3 }, "{i}: {odds}");
        }
    }

    #[test]
    fn where_a_reading_knows_nothing_and_in_few_words_nobody_is_told() {
        assert!(told(&talk(), vec![EITHER; 40]).iter().all(|odds| odds.abs() < 1e-9));
        let few = talk()[..4].to_vec();
        assert_eq!(told(&few, vec![HOST, GUEST, HOST, GUEST]), [0.0; 4]);
    }
}
