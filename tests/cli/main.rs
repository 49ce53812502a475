//! The command line, as a user sees it: files, exit codes, what is said.
//!
//! No test here depends on who speaks: the input names its speakers, and what is looked at is
//! that files are there and what was said about them.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // Tests look at files.

mod batch;
mod harness;

mod inputs;
mod inspect;
mod interrupt;
mod outputs;
mod refusals;
mod report;
mod resume;
mod streams;
mod writing;
