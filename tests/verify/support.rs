//! Outputs of sources in memory, and their proof.

use transcripta::convert::{self, ReadOptions};
use transcripta::verify::{self, Fault, Original, Verified};
use transcripta::write::WriteOptions;

/// The source, read; `None` when it cannot be.
pub(crate) fn original(name: &str, bytes: &[u8]) -> Option<Original> {
    Original::read(name, bytes, &ReadOptions::default()).ok()
}

/// A source in text.
pub(crate) fn of_text(text: &str) -> Original {
    original("talk.txt", text.as_bytes()).unwrap()
}

pub(crate) fn formats() -> Vec<&'static str> {
    verify::formats()
}

/// The bytes of an output.
pub(crate) fn written(original: &Original, format: &str) -> Vec<u8> {
    let options = WriteOptions::default();
    convert::write(original.transcript(), format, &options).unwrap().bytes
}

/// Whether an output proves its source.
pub(crate) fn proven(format: &str, output: &[u8], original: &Original) -> Result<Verified, Fault> {
    verify::verify(verify::read_back(format, output)?, original)
}
