//! The command line, as a user sees it: files, exit codes, what is said.
//!
//! No test here depends on how well speakers are found: the input names them, or what is looked at
//! holds whoever they are.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // Tests look at files.

mod batch;
mod corrections;
mod doubts;
mod harness;
#[path = "../support/tagged.rs"]
#[allow(unreachable_pub, clippy::panic)]
mod tagged;

mod determinism;
mod inputs;
mod inspect;
mod interrupt;
mod limits;
mod outputs;
mod refusals;
mod report;
mod resume;
mod rules;
mod streams;
mod verify;
mod writing;
