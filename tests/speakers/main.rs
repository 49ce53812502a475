//! Who speaks: by labels of every form, and without any.

// A test fails by panic.
#![allow(clippy::unwrap_used, clippy::panic)]

mod archived_labels;
mod between_turns;
mod forms;
mod labels;
mod marked_labels;
mod no_dialogue;
mod silence;
mod single_labels;
mod unlabelled_host;
mod voices;

use transcripta::convert::{ReadOptions, read};
use transcripta::model::Transcript;

fn transcript(text: &str) -> Transcript {
    read("talk.txt", text.as_bytes(), &ReadOptions::default()).unwrap().transcript
}
