//! How the two of a text talk, as a first reading shows it: how long, whether they ask, how often turns
//! change. What is a habit in one text is none in the next, so the second reading goes by these.

use std::f64::consts::LN_2;

use super::chain::ChainReading;
use super::features::{self, Seen, Spoken};
use super::rules::{self, Feature, RuleSet};

/// The habits of a text.
pub(super) struct Habits {
    lengths: Lengths,
    asking: Asking,
    flow: Option<Feature>,
}

impl Habits {
    /// The habits of the two, weighed by how probable it is that each speaks a paragraph.
    pub(super) fn of(
        rules: &RuleSet,
        spoken: &[Spoken<'_>],
        seen: &[Seen],
        reading: &ChainReading,
    ) -> Self {
        // Where somebody gives the floor or takes it, more than two take turns.
        let moderated = [Feature::GivesFloor, Feature::SaysForWhom];
        let is_moderated =
            seen.iter().any(|seen| moderated.iter().any(|feature| seen.has(rules, *feature)));
        Self {
            lengths: Lengths::of(spoken, reading),
            asking: Asking::of(rules, seen, reading),
            flow: flow(reading).filter(|_| !is_moderated),
        }
    }

    /// Marks in whose habit a paragraph is.
    pub(super) fn mark(&self, rules: &RuleSet, spoken: &Spoken<'_>, seen: &mut Seen) {
        let features = [self.lengths.tell(spoken), self.asking.tell(rules, seen), self.flow];
        for feature in features.into_iter().flatten() {
            features::fire(rules, seen, feature);
        }
    }
}

/// Whether a turn begins with nearly every paragraph of speech of a text, or goes on over several.
fn flow(reading: &ChainReading) -> Option<Feature> {
    const MOST: f64 = 0.8;
    const FEW: f64 = 0.6;
    let speech: f64 = reading.posteriors.iter().map(|[host, guest, ..]| host + guest).sum();
    let turns = reading.boundaries.iter().sum::<f64>() / speech.max(1.0);
    match turns {
        _ if turns >= MOST => Some(Feature::Alternates),
        _ if turns <= FEW => Some(Feature::Flows),
        _ => None,
    }
}

/// How long the paragraphs of the two are, by a first reading.
struct Lengths {
    /// Means of the logarithm of the width.
    host: f64,
    guest: f64,
    variance: f64,
}

impl Lengths {
    fn of(spoken: &[Spoken<'_>], reading: &ChainReading) -> Self {
        // Count, sum and sum of squares of each.
        let mut sums = [[0.0; 3]; 2];
        for (spoken, posterior) in spoken.iter().zip(&reading.posteriors) {
            let width = log_width(spoken);
            for (sums, weight) in sums.iter_mut().zip(posterior) {
                let add = [*weight, weight * width, weight * width * width];
                sums.iter_mut().zip(add).for_each(|(sum, add)| *sum += add);
            }
        }
        let [[host, of_host, _], [guest, of_guest, _]] = sums;
        let all = (host + guest).max(1e-9);
        let usual = (of_host + of_guest) / all;
        // Each has one more paragraph of the usual length, so that few tell little.
        let mean = |count: f64, sum: f64| (sum + usual) / (count + 1.0);
        let (mean_host, mean_guest) = (mean(host, of_host), mean(guest, of_guest));
        let squares = sums[0][2] + sums[1][2];
        let within = (host * mean_host.powi(2) + guest * mean_guest.powi(2)) / all;
        let variance = (squares / all - within).max(0.1);
        Self { host: mean_host, guest: mean_guest, variance }
    }

    /// Whether a paragraph is as long as those of one of the two, and not as those of the other.
    fn tell(&self, spoken: &Spoken<'_>) -> Option<Feature> {
        const LEAST: f64 = 0.5;
        let width = log_width(spoken);
        let off = |mean: f64| (width - mean).powi(2) / (2.0 * self.variance);
        let odds = off(self.guest) - off(self.host);
        match odds {
            _ if odds >= LEAST => Some(Feature::HostLength),
            _ if odds <= -LEAST => Some(Feature::GuestLength),
            _ => None,
        }
    }
}

/// How often the two ask, by a first reading. There are hosts who do nothing else, and guests who never do.
struct Asking {
    /// Logarithm of how much more often the host does than the guest: not to ask, and to ask.
    odds: [f64; 2],
}

impl Asking {
    fn of(rules: &RuleSet, seen: &[Seen], reading: &ChainReading) -> Self {
        let mut counts = [[0.0; 2]; 2];
        for (seen, posterior) in seen.iter().zip(&reading.posteriors) {
            let asks = usize::from(rules::asks(rules, seen));
            counts.iter_mut().zip(posterior).for_each(|(count, weight)| count[asks] += weight);
        }
        let [host, guest] = counts;
        let all = host.iter().chain(&guest).sum::<f64>().max(1e-9);
        let share = |count: [f64; 2], asks: usize| {
            // Each has two more paragraphs that are as usual, so that few tell little.
            const MORE: f64 = 2.0;
            let usual = (host[asks] + guest[asks]) / all;
            (count[asks] + usual * MORE) / (count[0] + count[1] + MORE)
        };
        let odds = |asks| (share(host, asks).max(1e-9) / share(guest, asks).max(1e-9)).ln();
        Self { odds: [odds(0), odds(1)] }
    }

    /// Whether one of the two speaks so twice as often as the other.
    fn tell(&self, rules: &RuleSet, seen: &Seen) -> Option<Feature> {
        let odds = self.odds[usize::from(rules::asks(rules, seen))];
        match odds {
            _ if odds >= LN_2 => Some(Feature::HostAsking),
            _ if odds <= -LN_2 => Some(Feature::GuestAsking),
            _ => None,
        }
    }
}

fn log_width(spoken: &Spoken<'_>) -> f64 {
    (spoken.width as f64 + 1.0).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::inferred::infer;

    /// The paragraphs on which each feature fires.
    fn fired<const N: usize>(features: [Feature; N], texts: &[&'static str]) -> [Vec<usize>; N] {
        let rules = RuleSet::of(Some("en"));
        let one = |text: &&'static str| Spoken::plain(text);
        let spoken: Vec<Spoken<'_>> = texts.iter().map(one).collect();
        let seen = infer(rules, &spoken).seen;
        let at = |feature| (0..seen.len()).filter(|i| seen[*i].has(rules, feature)).collect();
        features.map(at)
    }

    const TALK: [&str; 8] = [
        "Were you alone at the lock?",
        "I was, for the most part. My brother came on Sundays.",
        "And did you like it there?",
        "I did. I still dream of the sluice and its noise.",
        "What did your mother say?",
        "She never said a word. I think she was pleased, in her way.",
        "Would you do it again?",
        "I would, and I would ask for a better stove.",
    ];

    #[test]
    fn who_asks_here_asks() {
        let [host, guest, alternates, flows] = fired(
            [Feature::HostAsking, Feature::GuestAsking, Feature::Alternates, Feature::Flows],
            &TALK,
        );
        assert_eq!(host, [0, 2, 4, 6]);
        assert_eq!(guest, [1, 3, 5, 7]);
        assert_eq!(alternates, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(flows, [] as [usize; 0]);
    }

    #[test]
    fn a_text_alternates_or_flows_by_how_often_a_turn_begins() {
        let reading = |boundary: f64| ChainReading {
            posteriors: vec![[0.5, 0.5, 0.0, 0.0, 0.0]; 10],
            boundaries: vec![boundary; 10],
            ..ChainReading::default()
        };
        assert_eq!(flow(&reading(0.9)), Some(Feature::Alternates));
        assert_eq!(flow(&reading(0.7)), None);
        assert_eq!(flow(&reading(0.5)), Some(Feature::Flows));
    }
}
