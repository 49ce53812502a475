//! Verification of any bytes as any format: it may not panic, and passes nothing that does not
//! hold the source. What was written of any text is proven.
//!
//! The first byte chooses the format, and whether the rest is an output or a source.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transcripta::convert::{ReadOptions, write};
use transcripta::verify::{Original, formats, read_back, verify};
use transcripta::write::WriteOptions;

const SOURCE: &str = "Anna: Hello and welcome.\nBen: Thank you, Anna.\n\
                      Anna: What brings you here?\nBen: The good company.\n";

fuzz_target!(|data: &[u8]| {
    let [first, bytes @ ..] = data else { return };
    let formats = formats();
    let format = formats[usize::from(first / 2) % formats.len()];
    if first % 2 == 0 {
        let Ok(back) = read_back(format, bytes) else { return };
        let original = Original::read("talk.txt", SOURCE.as_bytes(), &ReadOptions::default());
        let _ = verify(back, &original.unwrap());
    } else {
        let options = ReadOptions { from: Some("text".to_owned()), ..ReadOptions::default() };
        let Ok(original) = Original::read("fuzz", bytes, &options) else { return };
        let output = write(original.transcript(), format, &WriteOptions::default()).unwrap();
        let back = read_back(format, &output.bytes).unwrap();
        if let Err(fault) = verify(back, &original) {
            panic!("{format}: {fault}");
        }
    }
});
