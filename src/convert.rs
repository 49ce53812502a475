//! One source through the pipeline, in memory: no files, no clock, no environment.

use std::collections::BTreeMap;

use crate::attribute;
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::model::Transcript;
use crate::read::{self, Reading};
use crate::source::{DecodeError, DecodeOptions, Source};
use crate::write::{self, WriteOptions};

/// How to read a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Name of the reader; `None` goes by extension, then by content.
    pub from: Option<String>,
    /// How to make text of the bytes.
    pub decode: DecodeOptions,
    /// Title, instead of the one in the source.
    pub title: Option<String>,
    /// Language (BCP 47), instead of the one found.
    pub language: Option<String>,
    /// Further elements of Dublin Core, by name, instead of what was found.
    pub metadata: BTreeMap<String, Vec<String>>,
}

/// A source, read.
#[derive(Debug)]
pub struct ReadOutcome {
    /// What was said, and by whom.
    pub transcript: Transcript,
    /// What was not quite right.
    pub diagnostics: Diagnostics,
}

/// A transcript, written.
#[derive(Debug)]
pub struct Written {
    /// The bytes of the output.
    pub bytes: Vec<u8>,
    /// What was not quite right.
    pub diagnostics: Diagnostics,
}

/// Reads the bytes of a file called `name` (without folders).
///
/// # Errors
/// See [`Error`]: the bytes are no text, or not of the format, or there is no such format.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<ReadOutcome, Error> {
    let mut diagnostics = Diagnostics::default();
    let source = Source::decode(name, bytes, &options.decode, &mut diagnostics)?;
    if source.text().trim().is_empty() {
        return Err(DecodeError::Blank.into());
    }
    let reader = match &options.from {
        Some(name) => read::by_name(name)?,
        None => read::for_source(&source),
    };
    let mut transcript = match reader.read(&source, &mut diagnostics)? {
        Reading::Turns(transcript) => *transcript,
        Reading::Paragraphs(mut draft) => {
            // The language decides which rules apply, so it must be known before.
            if let Some(language) = &options.language {
                draft.metadata.language = Some(language.clone());
            }
            attribute::attribute(*draft, reader.format().name, &mut diagnostics)
        }
    };
    apply(options, &mut transcript);
    Ok(ReadOutcome { transcript, diagnostics })
}

/// What the user says of the document goes before what was found.
fn apply(options: &ReadOptions, transcript: &mut Transcript) {
    let given = &mut transcript.process.options;
    if let Some(title) = &options.title {
        transcript.metadata.title = Some(title.clone());
        given.insert("title".into(), title.clone());
    }
    if let Some(language) = &options.language {
        transcript.metadata.language = Some(language.clone());
        given.insert("language".into(), language.clone());
    }
    for (element, values) in &options.metadata {
        transcript.metadata.set(element, values);
    }
    if !options.metadata.is_empty() {
        let elements: Vec<&str> = options.metadata.keys().map(String::as_str).collect();
        given.insert("metadata".into(), elements.join(" "));
    }
    if let Some(encoding) = &options.decode.encoding {
        given.insert("encoding".into(), encoding.clone());
    }
    if options.decode.lossy {
        given.insert("lossy".into(), "true".into());
    }
}

/// Writes a transcript in the format of this name.
///
/// # Errors
/// [`Error::UnknownFormat`], or what the writer says.
pub fn write(
    transcript: &Transcript,
    format: &str,
    options: &WriteOptions,
) -> Result<Written, Error> {
    let writer = write::by_name(format)?;
    let mut diagnostics = Diagnostics::default();
    let mut bytes = Vec::new();
    writer.write(transcript, options, &mut bytes, &mut diagnostics)?;
    Ok(Written { bytes, diagnostics })
}
