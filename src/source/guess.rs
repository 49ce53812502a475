//! Finding out the encoding of a file that does not say it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::binary;
use super::charset::Charset;
use super::decode::File;
use super::doubt::doubt;
use super::error::DecodeError;
use super::mixture::{self, Verdict};
use super::seven::{Hidden, hidden};
use super::transcode::Transcoded;
use super::wide;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Encodings that have nothing to do with the code pages of the detector, but that it takes for
/// one of them.
const UNDETECTED: &[&Encoding] = &[encoding_rs::MACINTOSH, encoding_rs::X_MAC_CYRILLIC];

/// The code page of Western Europe, of which ISO-8859-1 is a part.
const WESTERN: Charset = Charset::Table(encoding_rs::WINDOWS_1252);

/// Other Latin code pages that the detector knows.
const LATIN: &[&Encoding] = &[
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1258,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_4,
    encoding_rs::ISO_8859_13,
];

/// Decodes the file by the encoding that it most likely is.
///
/// The order matters: NULs are looked at before UTF-8, as UTF-16 of ASCII is valid UTF-8, and
/// UTF-8 before the detector, as it proves itself.
pub(super) fn guess<'a>(
    file: &File<'a>,
    diagnostics: &mut Diagnostics,
) -> Result<(Charset, Transcoded<'a>), DecodeError> {
    let nuls = memchr::memchr(0, file.body).is_some();
    let wide =
        nuls.then(|| wide::utf32(file.body).or_else(|| wide::utf16_by_nuls(file.body))).flatten();
    if let Some(charset) = wide {
        return guessed(charset, file.read(charset)?, diagnostics);
    }
    if let Ok(text) = file.read_strictly(Charset::Utf8) {
        if let Some(hidden) = hidden(&text.text) {
            return seven_bits(file, hidden, diagnostics);
        }
        // Cyrillic UTF-16 is ASCII too, but half of it is control characters.
        if !binary::is_noise(file.body) {
            return Ok((Charset::Utf8, text));
        }
    }
    if let Some(charset) = wide::utf16_by_letters(file.body) {
        return guessed(charset, file.read(charset)?, diagnostics);
    }
    if binary::is_unreadable(file.body) {
        return Err(binary::UNKNOWN.into());
    }
    match mixture::judge(file.body, file.start) {
        Verdict::Other => legacy(file, diagnostics),
        Verdict::Broken(_) | Verdict::Mixed { .. } => Ok((Charset::Utf8, utf8(file)?)),
    }
}

/// Decodes a file that is UTF-8, or was meant to be.
pub(super) fn utf8<'a>(file: &File<'a>) -> Result<Transcoded<'a>, DecodeError> {
    file.read(Charset::Utf8).map_err(|error| match mixture::judge(file.body, file.start) {
        Verdict::Broken(place) => DecodeError::invalid(Charset::Utf8, place),
        Verdict::Mixed { place, utf8_first, other } => {
            let (utf8, other) = (Charset::Utf8.name(), detect(&other).name());
            let (first, second) = if utf8_first { (utf8, other) } else { (other, utf8) };
            DecodeError::Mixed { first, second, offset: place.offset, line: place.line }
        }
        Verdict::Other => error,
    })
}

/// Text of an encoding that looks like ASCII.
fn seven_bits<'a>(
    file: &File<'a>,
    hidden: Hidden,
    diagnostics: &mut Diagnostics,
) -> Result<(Charset, Transcoded<'a>), DecodeError> {
    match hidden {
        Hidden::Iso2022Jp => {
            let charset = Charset::Table(encoding_rs::ISO_2022_JP);
            guessed(charset, file.read(charset)?, diagnostics)
        }
        Hidden::Unsupported(encoding) => Err(DecodeError::Unsupported { encoding }),
    }
}

/// One of the older encodings, if what it gives is credible.
fn legacy<'a>(
    file: &File<'a>,
    diagnostics: &mut Diagnostics,
) -> Result<(Charset, Transcoded<'a>), DecodeError> {
    let charset = detect(file.body);
    let text = file.read(charset)?;
    if let Some(western) = western(file, charset, &text.text) {
        return guessed(WESTERN, western, diagnostics);
    }
    let Some(offset) = doubt(&text.text, charset) else {
        return guessed(charset, text, diagnostics);
    };
    Err(DecodeError::Implausible {
        guess: charset.name(),
        offset: text.lines.byte_at(offset),
        line: text.lines.line_of(offset),
        sample: sample(&text.text, offset),
        better: better(file),
    })
}

fn detect(bytes: &[u8]) -> Charset {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // The decoder of GBK is that of GB18030, which has all characters: the name that is true
    // of every such file.
    Charset::Table(if guess == encoding_rs::GBK { encoding_rs::GB18030 } else { guess })
}

/// The usual code page instead of a rarer Latin one, where the text is English but for some
/// words and signs: the detector gives `naļve` as readily as `naïve`. A text in a language of
/// the rarer one has more letters of it.
fn western<'a>(file: &File<'a>, guess: Charset, text: &str) -> Option<Transcoded<'a>> {
    let latin = LATIN.iter().any(|encoding| guess == Charset::Table(encoding));
    let ascii = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let others = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    if !latin || others * 50 > ascii {
        return None;
    }
    let text = file.read_strictly(WESTERN).ok()?;
    doubt(&text.text, WESTERN).is_none().then_some(text)
}

/// An encoding that the detector does not know and that gives a credible text.
fn better(file: &File<'_>) -> Option<&'static str> {
    UNDETECTED
        .iter()
        .map(|encoding| Charset::Table(encoding))
        .find(|charset| {
            file.read_strictly(*charset).is_ok_and(|text| doubt(&text.text, *charset).is_none())
        })
        .map(Charset::name)
}

/// A guess that is not UTF-8 is shown, so that a person can see whether it is right.
fn guessed<'a>(
    charset: Charset,
    text: Transcoded<'a>,
    diagnostics: &mut Diagnostics,
) -> Result<(Charset, Transcoded<'a>), DecodeError> {
    let first = text.text.find(|c: char| !c.is_ascii()).unwrap_or(0);
    let message = format!(
        "the encoding was guessed: read as {}, there is `{}`",
        charset.name(),
        sample(&text.text, first)
    );
    diagnostics.push(
        Diagnostic::warning(Code::EncodingGuessed, message)
            .at_line(text.lines.line_of(first))
            .with_hint("if this looks wrong, name the encoding with --encoding"),
    );
    Ok((charset, text))
}

/// What stands around `offset` on its line.
fn sample(text: &str, offset: usize) -> String {
    const BEFORE: usize = 16;
    const AFTER: usize = 32;
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let skip = before.chars().count().saturating_sub(BEFORE);
    let shown = before.chars().skip(skip).chain(after.chars().take(AFTER));
    let mut sample = String::from(if skip > 0 { "…" } else { "" });
    sample.extend(shown.map(|c| match c {
        '\t' => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }));
    if after.chars().nth(AFTER).is_some() {
        sample.push('…');
    }
    sample
}
