//! Whether a confidence means what it says.

use crate::Figures;

/// A confidence, and whether what it is about is right.
pub(crate) type Sure = (f64, bool);

const BINS: usize = 10;

/// Reliability of the speakers and of the beginnings, and of the turns that are nearly sure.
pub(crate) fn report(all: &[(String, Figures)]) {
    let of = |pick: fn(&Figures) -> &Vec<Sure>| -> Vec<Sure> {
        all.iter().flat_map(|(_, f)| pick(f).iter().copied()).collect()
    };
    bins("speaker, by lines", &of(|f| &f.sure));
    bins("beginning, by turns", &of(|f| &f.begins));
    let turns = of(|f| &f.turns);
    let sure: Vec<&Sure> = turns.iter().filter(|(p, _)| *p >= 0.9).collect();
    let right = sure.iter().filter(|(_, right)| *right).count();
    println!(
        "\n{} of {} turns have a speaker with confidence 0.9 or more; of these {:.3} are right",
        sure.len(),
        turns.len(),
        right as f64 / sure.len().max(1) as f64
    );
}

fn bins(what: &str, pairs: &[Sure]) {
    println!("\n{:<22} {:>6} {:>6} {:>6}", what, "count", "mean", "right");
    let mut error = 0.0;
    for bin in 0..BINS {
        let of_bin = |p: f64| ((p * BINS as f64) as usize).min(BINS - 1);
        let inside: Vec<&Sure> = pairs.iter().filter(|(p, _)| of_bin(*p) == bin).collect();
        if inside.is_empty() {
            continue;
        }
        let count = inside.len() as f64;
        let mean = inside.iter().map(|(p, _)| p).sum::<f64>() / count;
        let right = inside.iter().filter(|(_, right)| *right).count() as f64 / count;
        error += (mean - right).abs() * count / pairs.len() as f64;
        let (from, to) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
        let range = format!("{from:.1} to {to:.1}");
        println!("{range:<22} {:>6} {mean:>6.3} {right:>6.3}", inside.len());
    }
    println!("expected calibration error {error:.3}");
}
