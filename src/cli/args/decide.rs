//! What the user decides of who speaks.

use transcripta::model::Confidence;

/// How speakers are found.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DecideArgs {
    /// Name no speaker who is less probable than this (0 to 1) [default: 0.5]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(in crate::cli) min_confidence: Option<Confidence>,
}

fn probability(text: &str) -> Result<Confidence, String> {
    match text.parse::<f64>() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(Confidence::from_probability(p)),
        Ok(_) | Err(_) => Err("a probability is a number from 0 to 1, such as 0.8".to_owned()),
    }
}
