//! Whether a confidence means what it says.

use crate::Figures;
use crate::bins::bins;

/// A confidence, and whether what it is about is right.
pub(crate) type Sure = (f64, bool);

/// Reliability of the speakers and of the beginnings, and of the turns that are nearly sure.
pub(crate) fn report(all: &[(String, Figures)]) {
    let of = |pick: fn(&Figures) -> &Vec<Sure>| -> Vec<Sure> {
        all.iter().flat_map(|(_, f)| pick(f).iter().copied()).collect()
    };
    print!("\n{}", bins("speaker, by lines", &of(|f| &f.sure)));
    print!("\n{}", bins("beginning, by turns", &of(|f| &f.begins)));
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
