//! Bytes of a known encoding to text.

use std::borrow::Cow;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use super::builder::TextBuilder;
use super::charset::{Charset, Endian};
use super::lines::LineMap;

/// What stands in the text for bytes that are none.
const REPLACEMENT: &str = "\u{FFFD}";

/// A text with its map.
#[derive(Debug)]
pub(super) struct Transcoded<'a> {
    /// Borrowed from the file where that is UTF-8 as it is.
    pub(super) text: Cow<'a, str>,
    pub(super) lines: LineMap,
    /// Of `lossy`: what had to be replaced.
    pub(super) replaced: Option<Replaced>,
}

/// Bytes that are not of the encoding were replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Replaced {
    /// How often.
    pub(super) count: u64,
    /// The first place.
    pub(super) first: Place,
}

/// A place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Offset of the byte.
    pub(super) offset: u64,
    /// Its line, from 1.
    pub(super) line: u32,
}

/// Decodes `bytes`, of which the first stands at `start` in the file.
///
/// # Errors
/// The place of the first bytes that are not of the encoding, unless `lossy`.
pub(super) fn transcode<'a>(
    charset: Charset,
    bytes: &'a [u8],
    start: u64,
    lossy: bool,
) -> Result<Transcoded<'a>, Place> {
    let mut sink = Sink { builder: TextBuilder::new(bytes.len(), start), lossy, replaced: None };
    match charset {
        Charset::Utf8 => utf8(bytes, &mut sink)?,
        Charset::Utf16(endian) => utf16(bytes, endian, &mut sink)?,
        Charset::Utf32(endian) => utf32(bytes, endian, &mut sink)?,
        Charset::Table(encoding) => table(bytes, encoding, &mut sink)?,
    }
    let (text, lines) = sink.builder.finish();
    Ok(Transcoded { text, lines, replaced: sink.replaced })
}

/// The text so far, and what to do about bytes that are none.
struct Sink<'a> {
    builder: TextBuilder<'a>,
    lossy: bool,
    replaced: Option<Replaced>,
}

impl Sink<'_> {
    /// Of the next `bytes` bytes, those from `skip` on are malformed.
    fn malformed(&mut self, skip: u32, bytes: u32) -> Result<(), Place> {
        let first = self.replaced.map_or_else(
            || Place {
                offset: self.builder.position() + u64::from(skip),
                line: self.builder.line(),
            },
            |replaced| replaced.first,
        );
        if !self.lossy {
            return Err(first);
        }
        let count = 1 + self.replaced.map_or(0, |replaced| replaced.count);
        self.replaced = Some(Replaced { count, first });
        self.builder.push(REPLACEMENT, bytes);
        Ok(())
    }

    fn character(&mut self, character: char, bytes: u32) {
        self.builder.push(character.encode_utf8(&mut [0; 4]), bytes);
    }
}

fn utf8<'a>(bytes: &'a [u8], sink: &mut Sink<'a>) -> Result<(), Place> {
    // Ten times as fast as the standard library here, and what is UTF-8 is not copied.
    let decoded = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(Cow::Borrowed(text)) = decoded {
        sink.builder.push_same(text);
        return Ok(());
    }
    for chunk in bytes.utf8_chunks() {
        sink.builder.push_same(chunk.valid());
        if !chunk.invalid().is_empty() {
            sink.malformed(0, size(chunk.invalid()))?;
        }
    }
    Ok(())
}

fn utf16(bytes: &[u8], endian: Endian, sink: &mut Sink<'_>) -> Result<(), Place> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| endian.unit(pair));
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => sink.character(character, 2 * character.len_utf16() as u32),
            Err(_) => sink.malformed(0, 2)?,
        }
    }
    incomplete(rest, sink)
}

fn utf32(bytes: &[u8], endian: Endian, sink: &mut Sink<'_>) -> Result<(), Place> {
    let (fours, rest) = bytes.as_chunks::<4>();
    for four in fours {
        match char::from_u32(endian.scalar(four)) {
            Some(character) => sink.character(character, 4),
            None => sink.malformed(0, 4)?,
        }
    }
    incomplete(rest, sink)
}

/// The file ends within a character.
fn incomplete(rest: &[u8], sink: &mut Sink<'_>) -> Result<(), Place> {
    if rest.is_empty() {
        return Ok(());
    }
    sink.malformed(0, size(rest))
}

/// Goes byte by byte where the bytes are not ASCII: only so the decoder tells which bytes made
/// which character, escape sequences and letters of two characters included.
fn table<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    sink: &mut Sink<'a>,
) -> Result<(), Place> {
    let mut steps = Steps {
        decoder: encoding.new_decoder_without_bom_handling(),
        ascii: encoding.is_ascii_compatible(),
        taken: 0,
    };
    let mut rest = bytes;
    while !rest.is_empty() {
        if steps.taken == 0 && steps.ascii {
            let (ascii, other) = rest.split_at(Encoding::ascii_valid_up_to(rest));
            if let Ok(text) = std::str::from_utf8(ascii) {
                sink.builder.push_same(text);
            }
            rest = other;
        }
        let read = steps.step(rest.get(..1).unwrap_or_default(), false, sink)?.read;
        rest = rest.get(read..).unwrap_or_default();
    }
    while !steps.step(&[], true, sink)?.done {}
    Ok(())
}

/// A decoder that is fed single bytes.
struct Steps {
    decoder: Decoder,
    /// ASCII stands for itself, and is not fed.
    ascii: bool,
    /// Bytes that were taken and have not become text.
    taken: u32,
}

/// What came of a byte.
struct Step {
    read: usize,
    done: bool,
}

impl Steps {
    fn step(&mut self, byte: &[u8], last: bool, sink: &mut Sink<'_>) -> Result<Step, Place> {
        // More than a decoder can owe after one byte.
        let mut buffer = [0; 64];
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(byte, &mut buffer, last);
        self.taken += read as u32;
        let text = std::str::from_utf8(buffer.get(..written).unwrap_or_default());
        let text = text.unwrap_or_default();
        let DecoderResult::Malformed(length, after) = result else {
            self.emit(text, self.taken, sink);
            let done = result == DecoderResult::InputEmpty;
            return Ok(Step { read, done });
        };
        let (length, after) = (u32::from(length), u32::from(after));
        self.emit(text, self.taken.saturating_sub(after + length), sink);
        let bytes = self.taken.saturating_sub(after);
        self.taken = after.min(self.taken);
        sink.malformed(bytes.saturating_sub(length), bytes)?;
        Ok(Step { read, done: false })
    }

    /// Adds what the decoder made of the first `bytes` of the bytes taken.
    fn emit(&mut self, text: &str, bytes: u32, sink: &mut Sink<'_>) {
        let mut left = bytes;
        let mut text = text;
        // Several at once follow a malformed sequence that was shorter than it seemed: what is
        // ASCII there was one byte each. Only an escape sequence makes ASCII longer.
        let single = self.ascii || text.len() == bytes as usize;
        while let Some(first) = text.get(..1).filter(|_| single && left > 1) {
            sink.builder.push(first, 1);
            left -= 1;
            text = text.get(1..).unwrap_or_default();
        }
        if !text.is_empty() {
            sink.builder.push(text, left);
            left = 0;
        }
        self.taken -= bytes - left;
    }
}

fn size(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
