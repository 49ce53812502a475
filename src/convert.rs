//! One source through the pipeline, in memory: no files, no clock, no environment.

use std::collections::BTreeMap;
use std::sync::{Arc, Once};

use crate::attribute::{self, Apart, Guidance, Rules};
use crate::correct::Corrections;
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::model::{Confidence, Draft, Role, Transcript};
use crate::parallel;
use crate::read::{self, Reader, Reading, Roles};
use crate::source::{self, DecodeError, DecodeOptions, Source};
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
    /// Speakers who are less probable than this are not named; `None` is
    /// [`attribute::MIN_CONFIDENCE`], and leaves a transcript that names its speakers as it is.
    pub min_confidence: Option<Confidence>,
    /// A person's decisions on this source, as TOML with the name of its file.
    pub corrections: Option<NamedText>,
    /// Rules over those of the program.
    pub rules: Option<Arc<Rules>>,
    /// Titles, leads and notes were taken off before: what a source without labels holds is what the two
    /// say who talk, but for what its form tells to be something else.
    pub all_speech: bool,
    /// Leave [`ReadOutcome::plain`] out: nothing will be verified against it.
    pub without_plain: bool,
}

/// The text of a file beside the source, with the file's name for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedText {
    /// Name of the file.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// A source, read.
#[derive(Debug)]
pub struct ReadOutcome {
    /// What was said, and by whom.
    pub transcript: Transcript,
    /// What was not quite right.
    pub diagnostics: Diagnostics,
    /// The decoded source, when all of it is text of the transcript; unless
    /// [`ReadOptions::without_plain`].
    pub plain: Option<String>,
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
    if bytes.len() >= parallel::WORTH_IT {
        parallel::make_room(bytes.len());
        if options.rules.is_none() {
            make_ready(bytes);
        }
    }
    let source = Source::without_digest(name, bytes, &options.decode, &mut diagnostics)?;
    if source.text().trim().is_empty() {
        return Err(DecodeError::Blank.into());
    }
    if read::is_turns(source.text()) {
        let reason = "plain text of transcripta has names that no source says: \
                      give the source, or its JSON";
        return Err(Error::NotOfFormat { format: "a transcript", reason: reason.to_owned() });
    }
    let reader = match &options.from {
        Some(name) => read::by_name(name)?,
        None if read::is_json_lines(source.text()) => {
            let reason = "JSON lines of transcripta are for data tools and do not hold everything: \
                          give the source, or its JSON";
            return Err(Error::NotOfFormat { format: "a transcript", reason: reason.to_owned() });
        }
        None => read::for_source(&source),
    };
    let corrections = options.corrections.as_ref();
    let corrections = corrections.map(|file| Corrections::parse(&file.name, &file.text));
    let corrections = corrections.transpose()?;
    let roles = |label: &str| match &options.rules {
        Some(rules) => rules.role_of_label(label),
        None => Role::of_label(label),
    };
    let (reading, source) = read_with(reader, source, bytes, &roles, &mut diagnostics);
    let mut transcript = match reading? {
        Reading::Turns(mut transcript) => {
            if let Some(least) = options.min_confidence {
                attribute::settle(&mut transcript, least);
            }
            match &corrections {
                Some(corrections) => revised(*transcript, corrections, &mut diagnostics)?,
                None => *transcript,
            }
        }
        Reading::Paragraphs(draft) => {
            let name = reader.format().name;
            let corrections = corrections.as_ref();
            attributed(*draft, name, options, corrections, &mut diagnostics)?
        }
    };
    apply(options, &mut transcript);
    attribute::report_doubts(&transcript, &mut diagnostics);
    let plain = (reader.takes_all() && !options.without_plain).then(|| source.into_text());
    Ok(ReadOutcome { transcript, diagnostics, plain })
}

/// Begins to get ready what a large text will want, beside its decoding: tables that are made once,
/// at the latest when they are asked for. The first large text of a batch does it for those that follow.
fn make_ready(bytes: &[u8]) {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| begin_making_ready(bytes));
}

/// The language is guessed from the start of the text.
fn begin_making_ready(bytes: &[u8]) {
    const START: usize = 16_384;
    let start = &bytes[..bytes.len().min(START)];
    // What is cut at the end is no fault; in another encoding no language can be told yet.
    let valid = start.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    if valid.len() + 4 < start.len() {
        return;
    }
    let start = valid.to_owned();
    // Without a thread it is done later.
    let _ = std::thread::Builder::new().spawn(move || {
        parallel::make_room(parallel::SHARE);
        read::make_ready();
        attribute::make_ready(&start);
    });
}

/// Reads with a reader. Beside a large text its digest is made.
fn read_with<'a>(
    reader: &dyn Reader,
    source: Source<'a>,
    bytes: &[u8],
    roles: Roles<'_>,
    diagnostics: &mut Diagnostics,
) -> (Result<Reading, Error>, Source<'a>) {
    if !reader.takes_all() || bytes.len() < parallel::WORTH_IT {
        let source = source.with_digest(source::sha256(bytes));
        return (reader.read_by(&source, roles, diagnostics), source);
    }
    let (mut reading, digest) = parallel::join(
        true,
        || reader.read_by(&source, roles, diagnostics),
        || source::sha256(bytes),
    );
    if let Ok(Reading::Paragraphs(draft)) = &mut reading {
        draft.source.sha256.clone_from(&digest);
    }
    (reading, source.with_digest(digest))
}

fn attributed(
    mut draft: Draft,
    reader: &str,
    options: &ReadOptions,
    corrections: Option<&Corrections>,
    diagnostics: &mut Diagnostics,
) -> Result<Transcript, Error> {
    // The language decides which rules apply, so it must be known before.
    let supplied = corrections.and_then(Corrections::language);
    if let Some(language) = options.language.as_deref().or(supplied) {
        draft.metadata.language = Some(language.to_owned());
    }
    let mut guidance = Guidance {
        rules: options.rules.clone(),
        all_speech: options.all_speech,
        ..Guidance::default()
    };
    if let Some(least) = options.min_confidence {
        guidance.min_confidence = least;
    }
    if let Some(corrections) = corrections {
        guidance.decisions = corrections.resolve(&mut draft.paragraphs, diagnostics)?;
    }
    let is_labelled = draft.is_labelled();
    let mut transcript = attribute::attribute_with(draft, reader, &guidance, diagnostics);
    if options.all_speech && !is_labelled {
        transcript.process.options.insert("all-speech".into(), "true".into());
    }
    if let Some(corrections) = corrections {
        let fields = corrections.describe(&mut transcript.metadata);
        corrections.sign(&mut transcript, &guidance.decisions, fields, diagnostics);
    }
    Ok(transcript)
}

/// A transcript that names its speakers already, with a person's decisions over it.
fn revised(
    transcript: Transcript,
    corrections: &Corrections,
    diagnostics: &mut Diagnostics,
) -> Result<Transcript, Error> {
    let mut apart = Apart::of(transcript);
    let decisions = corrections.resolve(&mut apart.paragraphs, diagnostics)?;
    let mut transcript = apart.put_together(&decisions, diagnostics);
    let fields = corrections.describe(&mut transcript.metadata);
    corrections.sign(&mut transcript, &decisions, fields, diagnostics);
    Ok(transcript)
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
    if let Some(least) = options.min_confidence {
        given.insert("min-confidence".into(), least.to_string());
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
    let bytes = writer.write(transcript, options, &mut diagnostics)?;
    Ok(Written { bytes, diagnostics })
}

/// The same in the pieces of [`write::Writer::write_pieces`].
pub(crate) fn write_pieces(
    transcript: &Transcript,
    format: &str,
    options: &WriteOptions,
) -> Result<(Vec<Vec<u8>>, Diagnostics), Error> {
    let mut diagnostics = Diagnostics::default();
    let writer = write::by_name(format)?;
    let pieces = writer.write_pieces(transcript, options, &mut diagnostics)?;
    Ok((pieces, diagnostics))
}
