//! What the speakers call each other.

use super::chain::{ChainReading, N, State};
use super::features::{Seen, Spoken};

/// Names by which guest and host are addressed, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) guest: Vec<String>,
    pub(crate) host: Vec<String>,
}

/// How often, and by whom, a name is addressed.
struct Tally {
    name: String,
    /// Sum of the probabilities that the host says it, and that the guest does.
    by_host: f64,
    by_guest: f64,
    count: usize,
    plain: bool,
    is_host_word: bool,
}

/// Learns the names from a first reading: whom the host addresses is the guest.
pub(crate) fn learn(spoken: &[Spoken<'_>], seen: &[Seen], reading: &ChainReading) -> Names {
    let mut names = Names::default();
    let mut tallies = tally(seen, reading);
    tallies.retain(|t| t.plain || (t.count >= 2 && is_mostly_addressed(spoken, t)));
    // Stable: of equally frequent names the one that comes first.
    tallies.sort_by_key(|t| std::cmp::Reverse(t.count));
    for tally in tallies {
        if tally.is_host_word || tally.by_guest > tally.by_host {
            names.host.push(tally.name);
        } else if tally.by_host > tally.by_guest {
            names.guest.push(tally.name);
        }
    }
    names
}

/// A paragraph is speech when it is so as probably as this.
const LEAST_SAID: f64 = 0.5;

fn tally(seen: &[Seen], reading: &ChainReading) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = Vec::new();
    // What nobody says calls nobody.
    let is_said =
        |of: &[f64; N]| of[State::Host as usize] + of[State::Guest as usize] >= LEAST_SAID;
    let paragraphs = seen.iter().zip(&reading.posteriors);
    for (paragraph, posterior) in paragraphs.filter(|(_, posterior)| is_said(posterior)) {
        for vocative in &paragraph.vocatives {
            let at = tallies.iter().position(|t| t.name == vocative.name).unwrap_or_else(|| {
                tallies.push(Tally {
                    name: vocative.name.clone(),
                    by_host: 0.0,
                    by_guest: 0.0,
                    count: 0,
                    plain: false,
                    is_host_word: vocative.is_host_word,
                });
                tallies.len() - 1
            });
            let tally = &mut tallies[at];
            tally.count += 1;
            tally.plain |= vocative.is_plain;
            tally.by_host += posterior[State::Host as usize];
            tally.by_guest += posterior[State::Guest as usize];
        }
    }
    tallies
}

/// A name set off by commas may be a place in a list; a vocative is addressed in a good share
/// of the places where it stands.
fn is_mostly_addressed(spoken: &[Spoken<'_>], tally: &Tally) -> bool {
    let total: usize = spoken.iter().map(|p| p.text.matches(tally.name.as_str()).count()).sum();
    tally.count * 3 >= total
}
