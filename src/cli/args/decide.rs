//! What the user decides of who speaks.

use std::path::PathBuf;

use transcripta::batch::CorrectionsFrom;
use transcripta::model::Confidence;

/// How speakers are found.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DecideArgs {
    /// Name no speaker who is less probable than this (0 to 1) [default: 0.5]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(in crate::cli) min_confidence: Option<Confidence>,
    /// A person's decisions on this input [default: `talk.transcripta.toml` beside `talk.txt`]
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Leave alone the decisions that are there
    #[arg(long, conflicts_with = "corrections")]
    no_corrections: bool,
}

impl DecideArgs {
    /// Where a person's decisions are.
    pub(in crate::cli) fn corrections(&self) -> CorrectionsFrom {
        match (&self.corrections, self.no_corrections) {
            (_, true) => CorrectionsFrom::Nowhere,
            (Some(path), false) => CorrectionsFrom::File(path.clone()),
            (None, false) => CorrectionsFrom::Beside,
        }
    }
}

fn probability(text: &str) -> Result<Confidence, String> {
    match text.parse::<f64>() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(Confidence::from_probability(p)),
        Ok(_) | Err(_) => Err("a probability is a number from 0 to 1, such as 0.8".to_owned()),
    }
}
