//! From bytes to text: which encoding decides, and what is reported.

use std::borrow::Cow;

use super::DecodeOptions;
use super::binary;
use super::charset::{self, Charset};
use super::error::DecodeError;
use super::guess;
use super::lines::LineMap;
use super::transcode::{Place, Transcoded, transcode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// A text, and what it was.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    pub(super) lines: LineMap,
}

/// The bytes of a file, and what is known before they are looked at closely.
#[derive(Debug)]
pub(super) struct File<'a> {
    /// Without the byte order mark.
    pub(super) body: &'a [u8],
    /// Offset of the body in the file.
    pub(super) start: u64,
    /// Replace what is not of the encoding.
    pub(super) lossy: bool,
}

/// Makes text of all the bytes of a file.
///
/// A byte order mark decides first, then the name that was given; only then the bytes are
/// looked at.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    options: &DecodeOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Decoded<'a>, DecodeError> {
    let named = options.encoding.as_deref().map(named).transpose()?;
    if let Some(kind) = binary::known(bytes) {
        return Err(kind.into());
    }
    let (mark, start) = match Charset::of_mark(bytes) {
        Some((mark, length)) => (Some(mark), length),
        None => (None, 0),
    };
    let file = File {
        body: bytes.get(start..).unwrap_or_default(),
        start: start as u64,
        lossy: options.lossy,
    };
    if file.body.is_empty() {
        return Err(DecodeError::Empty);
    }
    let (charset, text) = match (mark, named) {
        (Some(mark), Some(named)) => marked_and_named(&file, mark, named, diagnostics)?,
        (Some(Charset::Utf8), None) => (Charset::Utf8, guess::utf8(&file)?),
        (Some(charset), None) | (None, Some(charset)) => (charset, file.read(charset)?),
        (None, None) => guess::guess(&file, diagnostics)?,
    };
    if text.text.is_empty() {
        return Err(DecodeError::Empty);
    }
    report(charset, &text, diagnostics);
    Ok(Decoded { text: text.text, encoding: charset.name(), lines: text.lines })
}

impl<'a> File<'a> {
    /// Decodes the body; an error for what is not of the encoding, unless it may be replaced.
    pub(super) fn read(&self, charset: Charset) -> Result<Transcoded<'a>, DecodeError> {
        transcode(charset, self.body, self.start, self.lossy)
            .map_err(|place| DecodeError::invalid(charset, place))
    }

    /// Decodes the body; never replaces anything.
    pub(super) fn read_strictly(&self, charset: Charset) -> Result<Transcoded<'a>, Place> {
        transcode(charset, self.body, self.start, false)
    }
}

/// The encoding of this name.
pub(super) fn named(label: &str) -> Result<Charset, DecodeError> {
    Charset::of_label(label).ok_or_else(|| DecodeError::UnknownEncoding {
        label: label.to_owned(),
        near: charset::near(label),
    })
}

/// The mark decides where it can be right: in a batch the name is meant for the files that have
/// none. Some editors put a mark before anything, so the name is there for the rest.
fn marked_and_named<'a>(
    file: &File<'a>,
    mark: Charset,
    named: Charset,
    diagnostics: &mut Diagnostics,
) -> Result<(Charset, Transcoded<'a>), DecodeError> {
    let agree = mark == named || matches!((mark, named), (Charset::Utf16(_), Charset::Utf16(_)));
    if agree {
        return Ok((mark, file.read(mark)?));
    }
    let (mark_name, name) = (mark.name(), named.name());
    let (charset, text, message) = match file.read_strictly(mark) {
        Ok(text) => (
            mark,
            text,
            format!("read as {mark_name}, as the byte order mark says, and not as {name}"),
        ),
        Err(_) => (
            named,
            file.read(named)?,
            format!("read as {name}; the byte order mark says {mark_name}, but the rest is not"),
        ),
    };
    diagnostics.push(
        Diagnostic::warning(Code::EncodingGuessed, message)
            .at_line(1)
            .with_hint("if this looks wrong, take the byte order mark away"),
    );
    Ok((charset, text))
}

/// Warns of what was replaced and of control characters.
fn report(charset: Charset, text: &Transcoded<'_>, diagnostics: &mut Diagnostics) {
    if let Some(replaced) = text.replaced {
        let (count, place) = (replaced.count, replaced.first);
        let message = format!(
            "replaced bytes that are not {} by U+FFFD in {}, first at byte {}",
            charset.name(),
            counted(count, "place"),
            place.offset
        );
        diagnostics.push(
            Diagnostic::warning(Code::BytesReplaced, message)
                .at_line(place.line)
                .with_hint("look for � in the text, or name another encoding with --encoding"),
        );
    }
    let controls = binary::controls(&text.text);
    if let Some(first) = controls.first {
        let line = text.lines.line_of(first);
        let count = counted(controls.count as u64, "control character");
        diagnostics.push(
            Diagnostic::warning(Code::ControlCharacters, format!("{count} in the text"))
                .at_line(line)
                .with_hint("they are kept where the format can hold them"),
        );
    }
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
