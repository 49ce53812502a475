//! Fits the weights of the rules to a corpus, and shows by cross-validation what that is worth.
//!
//!     cargo run --release --example fit -- CORPUS            cross-validation only
//!     cargo run --release --example fit -- CORPUS --write    and rewrite src/attribute/rules/*.toml
//!                                                            and examples/figures.txt
//!     cargo run --release --example fit -- CORPUS --check    and fail where a mean is below the one
//!                                                            recorded in examples/figures.txt
//!     ... -- CORPUS --unseen FOLDER                          also what it gives in texts of a folder
//!     ... -- CORPUS --show NAME                              the readings of a text side by side
//!     ... -- CORPUS --outside FOLDER                         first fit examples/outside.toml anew
//!     ... -- CORPUS --calibrate FOLDER                       only fit how sure to be, to the corpus and a
//!                                                            folder, and rewrite that in the tables and
//!                                                            examples/confidence.txt
//!
//! The fit has two steps. `examples/interviews` makes texts of interviews that others publish:
//! they are in two halves, OUT/learn and OUT/blind. The weights in `examples/outside.toml` are the mean of a
//! fit to each, from the `prior` of the tables on (`--outside OUT/learn --outside OUT/blind`). The fit to
//! the corpus starts from these and is held to them, so that the cross-validation needs the corpus alone.
//! What the rules give in texts that no weight knows is measured by a fit to OUT/learn alone
//! (`--outside OUT/learn --unseen OUT/blind`).
//!
//! CORPUS holds `roles.tsv` (which of two speakers is the host) and folders of `NAME.txt` with
//! `NAME.gold.jsonl`. Texts whose labels were taken out (`NAME.unlabelled.txt`), or that never
//! had any, are learned from, but for those of the blind part named below. Every text counts
//! twice: as it is, and with what is no speech taken out.

// A tool for developers, not a part of the pure core.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

#[path = "../evaluate/bins.rs"]
mod bins;
mod confidence;
mod tables;
mod texts;
mod validate;

use std::error::Error;
use std::path::PathBuf;

use texts::{Text, folders, load};
use transcripta::attribute::fit::{Fitted, Lesson, fit};
use validate::{check, cross_validate, measure_unseen, show_reading, table};

/// Where the figures are recorded.
const FIGURES: &str = "examples/figures.txt";

/// Weights fitted to interviews outside of the corpus; what the fit to the corpus starts from and is
/// held to.
const OUTSIDE: &str = "examples/outside.toml";

const OUTSIDE_HEAD: &str = "\
# Weights fitted to the interviews that `examples/interviews` makes, the mean of a fit to each half, from the
# `prior` of the tables on: cargo run --release --example fit -- CORPUS --outside OUT/learn --outside OUT/blind
# The fit to the corpus starts from these. The program itself does not read them.
";

/// The texts are looked at again with what was fitted; the steps of fitting after each look.
const ROUNDS: &[usize] = &[300, 300];

/// How strongly the weights are held to the prior in the tables.
const STRENGTH: f64 = 12.0;

/// The same for the interviews outside of the corpus, of which there are more.
const STRENGTH_OUTSIDE: f64 = 2.0;

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { corpus, mode, outside, unseen, calibrate, show } = Arguments::read()?;
    let texts = load(&corpus)?;
    if let Some(learned) = learn_outside(&outside)? {
        std::fs::write(OUTSIDE, format!("{OUTSIDE_HEAD}{}", learned.to_table()))?;
    }
    let base = Fitted::of_table(&std::fs::read_to_string(OUTSIDE)?)?;
    if let Some(name) = show {
        show_reading(&texts, &base, &name);
        return Ok(());
    }
    if !calibrate.is_empty() {
        return confidence::fit_confidence(&texts, &folders(&calibrate)?, &base);
    }
    let outcomes = cross_validate(&texts, &base);
    let figures = table(&texts, &outcomes);
    print!("{figures}");
    if !unseen.is_empty() {
        measure_unseen(&texts, &base, folders(&unseen)?);
    }
    match mode.as_deref() {
        Some("--write") => {
            let known = texts.into_iter().filter(|text| !text.blind).collect();
            tables::rewrite_weights(&learn(known, &base, STRENGTH))?;
            Ok(std::fs::write(FIGURES, figures)?)
        }
        Some("--check") => check(FIGURES, &figures),
        Some(other) => Err(format!("{other}: neither --write nor --check").into()),
        None => Ok(()),
    }
}

/// The mean of fits to each of these folders.
fn learn_outside(outside: &[PathBuf]) -> Result<Option<Fitted>, Box<dyn Error>> {
    let fit = |folder| {
        let texts = folders(std::slice::from_ref(folder))?;
        Ok(learn(texts, &Fitted::prior(), STRENGTH_OUTSIDE))
    };
    let fits: Result<Vec<Fitted>, Box<dyn Error>> = outside.iter().map(fit).collect();
    Ok(Fitted::mean(fits?))
}

/// What the command line says.
#[derive(Default)]
struct Arguments {
    corpus: PathBuf,
    mode: Option<String>,
    outside: Vec<PathBuf>,
    unseen: Vec<PathBuf>,
    calibrate: Vec<PathBuf>,
    show: Option<String>,
}

impl Arguments {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut read = Self::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--outside" => read.outside.extend(arguments.next().map(PathBuf::from)),
                "--unseen" => read.unseen.extend(arguments.next().map(PathBuf::from)),
                "--calibrate" => read.calibrate.extend(arguments.next().map(PathBuf::from)),
                "--show" => read.show = arguments.next(),
                mode if mode.starts_with("--") => read.mode = Some(argument),
                _ => read.corpus = PathBuf::from(argument),
            }
        }
        if read.corpus.as_os_str().is_empty() {
            Err("usage: fit CORPUS [--write]".into())
        } else {
            Ok(read)
        }
    }
}

/// Fits, looks at the texts again with what was fitted, and so on.
fn learn(mut texts: Vec<Text>, base: &Fitted, strength: f64) -> Fitted {
    let mut weights = base.clone();
    for steps in ROUNDS {
        for text in &mut texts {
            text.given.look_again(&weights);
            text.whole.look_again(&weights);
        }
        let lessons: Vec<&Lesson> = texts.iter().flat_map(|t| [&t.whole, &t.given]).collect();
        weights = fit(&lessons, weights, base, *steps, strength);
    }
    weights.rounded()
}
