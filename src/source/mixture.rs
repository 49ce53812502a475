//! Files that are UTF-8 in part: a few broken characters, or two encodings in one file.

use super::transcode::Place;

/// What bytes that are not valid UTF-8 look like, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Not UTF-8 anywhere.
    Other,
    /// UTF-8, but for these first bytes.
    Broken(Place),
    /// Lines of both kinds.
    Mixed {
        /// Where the second encoding begins.
        place: Place,
        /// Whether UTF-8 is the first one.
        utf8_first: bool,
        /// The lines that are not UTF-8.
        other: Vec<u8>,
    },
}

/// Bytes of another encoding than UTF-8 that make a second encoding; fewer are damage.
const SECOND: usize = 6;

/// Weight of a line that leaves no doubt that it is UTF-8. Bytes of other encodings may make a
/// character or two by chance.
const CERTAIN: usize = 12;

/// Tells them apart. The first byte of `bytes` stands at `start` in the file.
pub(super) fn judge(bytes: &[u8], start: u64) -> Verdict {
    let mut tally = Tally::default();
    let mut offset = 0;
    for line in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        tally.add(line, offset);
        offset += line.len();
    }
    let place = |offset| Place { offset: start + offset as u64, line: line_of(bytes, offset) };
    let utf8 = tally.certain || tally.utf8 * 3 >= tally.broken + tally.foreign;
    match (tally.first_utf8, tally.first_invalid, tally.first_other) {
        (Some(_), Some(invalid), _) if utf8 && tally.foreign < SECOND => {
            Verdict::Broken(place(invalid))
        }
        (Some(valid), _, Some(other)) if utf8 => Verdict::Mixed {
            place: place(valid.max(other)),
            utf8_first: valid < other,
            other: tally.other,
        },
        _ => Verdict::Other,
    }
}

/// Bytes that are not ASCII, by the kind of their line.
#[derive(Debug, Default)]
struct Tally {
    /// Weight of the valid ones of lines that are UTF-8, wholly or mostly.
    utf8: usize,
    /// Invalid ones of such lines.
    broken: usize,
    /// Invalid ones of other lines.
    foreign: usize,
    certain: bool,
    first_utf8: Option<usize>,
    first_invalid: Option<usize>,
    first_other: Option<usize>,
    /// The other lines.
    other: Vec<u8>,
}

impl Tally {
    fn add(&mut self, line: &[u8], offset: usize) {
        let mut counts = Counts::default();
        let mut at = offset;
        for chunk in line.utf8_chunks() {
            counts.valid(chunk.valid(), at);
            at += chunk.valid().len();
            counts.invalid(chunk.invalid().len(), at);
            at += chunk.invalid().len();
        }
        self.first_invalid = self.first_invalid.or(counts.first_invalid);
        if counts.invalid * 3 <= counts.valid {
            self.utf8 += counts.valid;
            self.broken += counts.invalid;
            self.certain |= counts.invalid * 10 <= counts.valid && counts.valid >= CERTAIN;
            self.first_utf8 = self.first_utf8.or(counts.first_valid);
        } else {
            self.foreign += counts.invalid;
            self.first_other = self.first_other.or(counts.first_invalid);
            self.other.extend_from_slice(line);
        }
    }
}

/// Number, from 1, of the line that holds the byte at `offset`, any line end counted.
fn line_of(bytes: &[u8], offset: usize) -> u32 {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let pairs = memchr::memmem::find_iter(before, b"\r\n").count();
    let ends = memchr::memchr2_iter(b'\n', b'\r', before).count();
    u32::try_from(1 + ends - pairs).unwrap_or(u32::MAX)
}

/// Of one line.
#[derive(Debug, Default)]
struct Counts {
    /// Weight of the valid characters: those of two bytes are often there by chance, in the
    /// hiragana of Shift_JIS above all.
    valid: usize,
    /// Invalid bytes.
    invalid: usize,
    first_valid: Option<usize>,
    first_invalid: Option<usize>,
}

impl Counts {
    fn valid(&mut self, text: &str, offset: usize) {
        for (at, character) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            self.first_valid = self.first_valid.or(Some(offset + at));
            self.valid += match character.len_utf8() {
                2 => 1,
                length => length,
            };
        }
    }

    fn invalid(&mut self, bytes: usize, offset: usize) {
        if bytes > 0 {
            self.first_invalid = self.first_invalid.or(Some(offset));
            self.invalid += bytes;
        }
    }
}
