//! Proof that an output holds its source: reads it back, and compares it character for character.
//!
//! What wrote an output has no part in reading it: JSON is walked as values, TEI as XML events,
//! Markdown as CommonMark, turns by their indents, PDF by its own structure, character maps and glyphs. [`read_back`]
//! makes a [`ReadBack`] of the bytes, [`Original`] is the source and a fresh reading of it,
//! [`verify`] compares the two: the text in order, then turns and speakers.
//!
//! Only what the output declares as its own is passed over: blank lines and line wraps, names of
//! speakers that the source does not print, lines at the head of a page. ARCHITECTURE.md lists it.
//!
//! To add a format: a file here and a line in `VERIFIERS`.

mod back;
mod compare;
mod fault;
mod json;
mod jsonl;
mod markdown;
mod original;
mod pdf;
mod speakers;
mod tei;
mod turns;

pub use back::{ReadBack, Recorded};
pub use fault::{Character, Fault, TextDifference};
pub use original::Original;

use crate::convert::ReadOptions;
use crate::model::Confidence;
use crate::write::{self, Font};

/// How a format is read back.
struct Verifier {
    /// Name of the format.
    format: &'static str,
    read: fn(&[u8], &[Font]) -> Result<ReadBack, Fault>,
}

static VERIFIERS: &[Verifier] = &[
    Verifier { format: "json", read: |bytes, _| json::read(bytes) },
    Verifier { format: "jsonl", read: |bytes, _| jsonl::read(bytes) },
    Verifier { format: "tei", read: |bytes, _| tei::read(bytes) },
    Verifier { format: "md", read: |bytes, _| markdown::read(bytes) },
    Verifier { format: "turns", read: |bytes, _| turns::read(bytes) },
    Verifier { format: "pdf", read: pdf::read },
];

/// What was proven of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Characters compared, white space not counted.
    pub characters: usize,
    /// Turns compared.
    pub turns: usize,
    /// SHA-256 of the source.
    pub sha256: String,
    /// What could not be looked at, if anything.
    pub unchecked: Vec<String>,
}

/// Names of the formats that can be verified, of those that can be written.
pub fn formats() -> Vec<&'static str> {
    let names = VERIFIERS.iter().map(|verifier| verifier.format);
    names.filter(|name| write::by_name(name).is_ok()).collect()
}

/// Reads an output of the format of this name back.
///
/// # Errors
/// [`Fault::NoVerification`] for other formats, [`Fault::Damaged`] when it cannot be read.
pub fn read_back(format: &str, bytes: &[u8]) -> Result<ReadBack, Fault> {
    read_back_with(format, bytes, &[])
}

/// The same with fonts, which may have set a PDF: whether the glyphs of a font that is not this
/// program's own are those of its text is only told by the font.
///
/// # Errors
/// As [`read_back`].
pub fn read_back_with(format: &str, bytes: &[u8], fonts: &[Font]) -> Result<ReadBack, Fault> {
    let verifier = VERIFIERS.iter().find(|verifier| verifier.format == format);
    let verifier = verifier.ok_or_else(|| Fault::NoVerification { format: format.to_owned() })?;
    (verifier.read)(bytes, fonts)
}

/// Compares an output with its source.
///
/// # Errors
/// The first [`Fault`] that there is.
pub fn verify(back: ReadBack, original: &Original) -> Result<Verified, Fault> {
    let mut back = back;
    compare::source(&back, original)?;
    speakers::settle_labels(&mut back, original);
    let compared = compare::text(&back, original)?;
    speakers::compare(&back, original, &compared)?;
    Ok(Verified {
        characters: compared.characters,
        turns: original.transcript().turns().count(),
        sha256: original.transcript().source.sha256.clone(),
        unchecked: back.unchecked,
    })
}

/// How to read the source of an output again: as the user says, else as the output records.
pub fn options(given: &ReadOptions, recorded: &Recorded) -> ReadOptions {
    let mut options = given.clone();
    let recorded_option = |name: &str| recorded.options.get(name).cloned();
    options.title = options.title.or_else(|| recorded_option("title"));
    // The language decides which rules apply, whether it was given or found.
    options.language = options.language.or_else(|| recorded.language.clone());
    let encoding = || recorded_option("encoding").or_else(|| recorded.encoding.clone());
    options.decode.encoding = options.decode.encoding.or_else(encoding);
    let least = recorded_option("min-confidence").and_then(|value| value.parse().ok());
    options.min_confidence = options.min_confidence.or(least.map(Confidence::from_probability));
    let is_set = |name: &str| recorded_option(name).is_some_and(|value| value == "true");
    options.decode.lossy |= is_set("lossy");
    options.all_speech |= is_set("all-speech");
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::WRITERS;

    #[test]
    fn what_can_be_written_can_be_verified() {
        for name in WRITERS.iter().map(|writer| writer.format().name) {
            assert!(formats().contains(&name), "{name}");
        }
    }
}
