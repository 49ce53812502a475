//! How often what was said so surely is right.

use std::fmt::Write as _;

/// A line for each tenth of confidence.
pub(crate) fn bins(what: &str, pairs: &[(f64, bool)]) -> String {
    let mut out = String::new();
    const BINS: usize = 10;
    let _ = writeln!(out, "{what:<22} {:>6} {:>6} {:>6}", "count", "mean", "right");
    let mut error = 0.0;
    for bin in 0..BINS {
        let is_inside = |p: f64| ((p * BINS as f64) as usize).min(BINS - 1) == bin;
        let inside: Vec<_> = pairs.iter().filter(|(p, _)| is_inside(*p)).collect();
        if inside.is_empty() {
            continue;
        }
        let count = inside.len() as f64;
        let mean = inside.iter().map(|(p, _)| p).sum::<f64>() / count;
        let right = inside.iter().filter(|(_, right)| *right).count() as f64 / count;
        error += (mean - right).abs() * count / pairs.len() as f64;
        let (from, to) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
        let range = format!("{from:.1} to {to:.1}");
        let _ = writeln!(out, "{range:<22} {:>6} {mean:>6.3} {right:>6.3}", inside.len());
    }
    let _ = writeln!(out, "expected calibration error {error:.3}");
    out
}
