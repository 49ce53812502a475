//! A person's decisions on one text: who speaks, where turns begin, what is no speech, what the
//! document is called.
//!
//! They stand in a file beside the source (`file`). Each decision on a paragraph is held to its
//! text by a hash (`anchor`), so that it survives changes elsewhere; `resolve` finds the
//! paragraphs and says which decisions no longer fit. `attribute` then goes by the
//! [`Decisions`]. `template` makes such a file out of the doubts.

mod anchor;
mod decision;
mod doubt;
mod file;
mod metadata;
mod resolve;
mod template;

pub use anchor::hash;
pub use decision::{Called, Decision, Decisions, PersonDecision};
pub use doubt::{Doubt, doubts};
pub use file::Corrections;
pub use template::template;

/// The end of the name of a file of corrections: `talk.transcripta.toml` for `talk.txt`.
pub const EXTENSION: &str = "transcripta.toml";
