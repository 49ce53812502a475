//! Cross-validation, and its figures.

use std::collections::BTreeMap;
use std::error::Error;

use transcripta::attribute::fit::{Fitted, Outcome};

use crate::texts::{Text, family, is_conversation};
use crate::{STRENGTH, learn};

/// A line for each text, and the means.
pub(crate) fn table(texts: &[Text], outcomes: &[(Outcome, Outcome)]) -> String {
    let mut out = format!("{:<44} {:>11} {:>11}\n", "F1 and role; b: blind", "given", "end to end");
    let mut sums = BTreeMap::<_, (u32, [f64; 4])>::new();
    for (text, (given, whole)) in texts.iter().zip(outcomes) {
        let row = [given.f1, given.role, whole.f1, whole.role];
        let mark = if text.blind { "b " } else { "  " };
        out.push_str(&format!("{mark}{:<42} {}\n", text.name, figures(row)));
        let part = if text.blind { "blind part" } else { "cross-validated" };
        let kind = if is_conversation(&text.name) {
            "conversations"
        } else if is_of_main_language(text) {
            "published, zh and en"
        } else {
            "published, other"
        };
        let mut add = |name: String| {
            let (count, sum) = sums.entry(name).or_default();
            *count += 1;
            sum.iter_mut().zip(row).for_each(|(s, r)| *s += r);
        };
        add(format!("{kind}, {part}"));
        if is_conversation(&text.name) {
            add(format!("{kind}, all"));
        }
    }
    for (name, (count, sum)) in sums {
        let means = sum.map(|s| s / f64::from(count));
        out.push_str(&format!("{:<44} {}\n", format!("mean {name} ({count})"), figures(means)));
    }
    out
}

/// Chinese or English.
fn is_of_main_language(text: &Text) -> bool {
    !["de_", "fr_", "ja_", "ko_", "es_"].iter().any(|prefix| text.name.starts_with(prefix))
}

fn figures(row: [f64; 4]) -> String {
    row.map(|value| format!("{value:.3}")).join(" ")
}

/// Each text read with weights fitted to the others.
pub(crate) fn cross_validate(texts: &[Text], base: &Fitted) -> Vec<(Outcome, Outcome)> {
    let fold = |text: &Text| {
        let weights = without(texts, base, text);
        let mut text = text.clone();
        text.given.look_again(&weights);
        text.whole.look_again(&weights);
        (text.given.score(&weights), text.whole.score(&weights))
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let parts = texts.chunks(texts.len().div_ceil(threads).max(1));
        let runs: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(fold).collect::<Vec<_>>()))
            .collect();
        runs.into_iter().flat_map(|run| run.join().unwrap_or_default()).collect()
    })
}

/// The weights fitted to all texts but this one and its translations.
pub(crate) fn without(texts: &[Text], base: &Fitted, text: &Text) -> Fitted {
    let family = family(&text.name);
    let others = texts.iter().filter(|t| !t.blind && crate::texts::family(&t.name) != family);
    learn(others.cloned().collect(), base, STRENGTH)
}

/// Prints the two readings of a text that was not learned from, side by side.
pub(crate) fn show_reading(texts: &[Text], base: &Fitted, name: &str) {
    for text in texts.iter().filter(|text| text.name.starts_with(name)) {
        let weights = without(texts, base, text);
        let mut text = text.clone();
        for lesson in [&mut text.given, &mut text.whole] {
            lesson.look_again(&weights);
            println!("{}", lesson.show(&weights));
        }
    }
}

/// Prints how texts are read that nothing was learned from.
pub(crate) fn measure_unseen(texts: &[Text], base: &Fitted, mut unseen: Vec<Text>) {
    let known = texts.iter().filter(|text| !text.blind);
    let weights = learn(known.cloned().collect(), base, STRENGTH);
    let mut outcomes = Vec::new();
    for text in &mut unseen {
        text.given.look_again(&weights);
        text.whole.look_again(&weights);
        outcomes.push((text.given.score(&weights), text.whole.score(&weights)));
    }
    print!("{}", table(&unseen, &outcomes));
}

/// Fails where a mean is lower than recorded.
pub(crate) fn check(path: &str, found: &str) -> Result<(), Box<dyn Error>> {
    /// Another machine rounds otherwise.
    const SLACK: f64 = 0.004;
    let means = |text: &str| -> Vec<(String, Vec<f64>)> {
        let mean = |line: &str| {
            let (name, numbers) = line.split_once(')')?;
            let numbers = numbers.split_whitespace().filter_map(|n| n.parse().ok()).collect();
            name.starts_with("mean ").then(|| (name.to_owned(), numbers))
        };
        text.lines().filter_map(mean).collect()
    };
    let recorded = std::fs::read_to_string(path)?;
    let found = means(found);
    let mut faults = Vec::new();
    for (name, numbers) in means(&recorded) {
        let now = found.iter().find(|(n, _)| *n == name).map(|(_, numbers)| numbers);
        let holds = now.is_some_and(|now| {
            now.len() == numbers.len() && now.iter().zip(&numbers).all(|(n, r)| *n >= r - SLACK)
        });
        if !holds {
            faults.push(format!("{name}): recorded {numbers:?}, now {now:?}"));
        }
    }
    if faults.is_empty() {
        println!("no mean is below {path}");
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}
