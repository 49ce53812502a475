//! What the user decides of who speaks.

use std::path::PathBuf;
use std::sync::Arc;

use transcripta::attribute::Rules;
use transcripta::batch::{self, CorrectionsFrom, Failure};
use transcripta::model::Confidence;

/// How speakers are found.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DecideArgs {
    /// Name no speaker who is less probable than this (0 to 1) [default: 0.5]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(in crate::cli) min_confidence: Option<Confidence>,
    /// Without labels: everything is said by the two who talk, as leads and notes were taken off before
    #[arg(long)]
    pub(in crate::cli) all_speech: bool,
    /// Rules, weights and words of labels to add to those of the program, or to put in their place
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// A person's decisions on this input [default: `talk.transcripta.toml` beside `talk.txt`]
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Leave alone the decisions that are there
    #[arg(long, conflicts_with = "corrections")]
    no_corrections: bool,
}

impl DecideArgs {
    /// The rules of the user, read and tried.
    pub(in crate::cli) fn rules(&self) -> Result<Option<Arc<Rules>>, Failure> {
        let Some(path) = &self.rules else {
            return Ok(None);
        };
        let file = batch::read_text(path)?;
        Ok(Some(Arc::new(Rules::parse(&file.name, &file.text)?)))
    }

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
