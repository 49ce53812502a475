//! Any bytes, read by every reader of the table: none may panic, a text loses nothing, and what
//! was read keeps the invariants and comes back from JSON.
//!
//! `TRANSCRIPTA_FUZZ_READER` names one reader; without it the first byte chooses.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use transcripta::convert::{ReadOptions, read, write};
use transcripta::model::check;
use transcripta::read::READERS;
use transcripta::write::WriteOptions;

fuzz_target!(|data: &[u8]| {
    static READER: OnceLock<Option<String>> = OnceLock::new();
    let chosen = READER.get_or_init(|| std::env::var("TRANSCRIPTA_FUZZ_READER").ok());
    let (name, bytes) = match (chosen, data) {
        (Some(name), bytes) => (name.as_str(), bytes),
        (None, [first, bytes @ ..]) => {
            (READERS[usize::from(*first) % READERS.len()].format().name, bytes)
        }
        (None, []) => return,
    };
    let options = ReadOptions { from: Some(name.to_owned()), ..ReadOptions::default() };
    let Ok(outcome) = read("fuzz", bytes, &options) else { return };
    assert_eq!(check::check(&outcome.transcript), []);
    if let Some(text) = outcome.plain {
        let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(check::source_text(&outcome.transcript), dense);
    }
    // JSON is the model, whole. Not every time: it takes longer than reading does.
    if bytes.len() % 8 == 0 {
        let json = write(&outcome.transcript, "json", &WriteOptions::default()).unwrap().bytes;
        let again = read("fuzz.json", &json, &ReadOptions::default()).unwrap();
        assert_eq!(again.transcript, outcome.transcript);
    }
});
