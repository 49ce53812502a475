//! Putting a text together, with the way back to the bytes, line ends made one kind.

use std::borrow::Cow;

use super::lines::{LineMap, Run, Unit};

/// Takes characters in the order of the file, each with the number of its bytes.
#[derive(Debug)]
pub(super) struct TextBuilder<'a> {
    /// Borrowed as long as it is one stretch of the file.
    text: Cow<'a, str>,
    /// How long it may become, in bytes.
    capacity: usize,
    runs: Vec<Run>,
    /// Offset in the file of what comes next.
    byte: u64,
    /// Bytes of a CR that may yet turn out to be half of a CRLF.
    carriage_return: Option<u32>,
}

impl<'a> TextBuilder<'a> {
    /// For about `capacity` bytes of text, the first character at `byte` of the file.
    pub(super) fn new(capacity: usize, byte: u64) -> Self {
        Self { text: Cow::Borrowed(""), capacity, runs: Vec::new(), byte, carriage_return: None }
    }

    /// Offset in the file of what comes next.
    pub(super) fn position(&self) -> u64 {
        self.byte + u64::from(self.carriage_return.unwrap_or(0))
    }

    /// Number of the line, from 1, on which comes what comes next.
    pub(super) fn line(&self) -> u32 {
        let ends = memchr::memchr_iter(b'\n', self.text.as_bytes()).count();
        let pending = usize::from(self.carriage_return.is_some());
        u32::try_from(1 + ends + pending).unwrap_or(u32::MAX)
    }

    /// Adds one character (or several that cannot be told apart) that took `bytes` bytes.
    pub(super) fn push(&mut self, text: &str, bytes: u32) {
        match (text, self.carriage_return.take()) {
            ("\n", Some(before)) => return self.unit("\n", before.saturating_add(bytes)),
            (_, Some(before)) => self.unit("\n", before),
            (_, None) => {}
        }
        if text == "\r" {
            self.carriage_return = Some(bytes);
        } else {
            self.unit(text, bytes);
        }
    }

    /// Adds text that is the same in the file, byte by byte.
    pub(super) fn push_same(&mut self, text: &'a str) {
        let mut rest = text;
        if self.carriage_return.is_some() && !rest.is_empty() {
            match rest.strip_prefix('\n') {
                Some(after) => {
                    self.push("\n", 1);
                    rest = after;
                }
                None => self.end_line(),
            }
        }
        while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
            self.stretch_of_file(&rest[..at]);
            let pair = rest.as_bytes().get(at + 1) == Some(&b'\n');
            if !pair && at + 1 == rest.len() {
                self.carriage_return = Some(1);
                return;
            }
            self.unit("\n", 1 + u32::from(pair));
            rest = &rest[at + 1 + usize::from(pair)..];
        }
        self.stretch_of_file(rest);
    }

    /// The text and its map.
    pub(super) fn finish(mut self) -> (Cow<'a, str>, LineMap) {
        self.end_line();
        if let Cow::Owned(text) = &mut self.text {
            text.shrink_to_fit();
        }
        self.runs.shrink_to_fit();
        let lines = LineMap::new(&self.text, self.runs);
        (self.text, lines)
    }

    /// Makes a line end of a CR that stood alone.
    fn end_line(&mut self) {
        if let Some(bytes) = self.carriage_return.take() {
            self.unit("\n", bytes);
        }
    }

    fn unit(&mut self, text: &str, bytes: u32) {
        let unit = Unit { text: u32::try_from(text.len()).unwrap_or(u32::MAX), bytes };
        self.stretch(text, unit);
    }

    /// Adds what is the same in the file; the first of it is not copied.
    fn stretch_of_file(&mut self, text: &'a str) {
        if self.text.is_empty() {
            self.count(text, Unit::SAME);
            self.text = Cow::Borrowed(text);
        } else {
            self.stretch(text, Unit::SAME);
        }
    }

    /// Adds units of one size.
    fn stretch(&mut self, text: &str, unit: Unit) {
        if text.is_empty() {
            return;
        }
        self.count(text, unit);
        if let Cow::Borrowed(start) = self.text {
            let mut whole = String::with_capacity(self.capacity.max(start.len()));
            whole.push_str(start);
            self.text = Cow::Owned(whole);
        }
        self.text.to_mut().push_str(text);
    }

    /// Takes down where units of one size come from.
    fn count(&mut self, text: &str, unit: Unit) {
        if text.is_empty() {
            return;
        }
        if self.runs.last().is_none_or(|run| run.unit != unit) {
            self.runs.push(Run { text: self.text.len(), byte: self.byte, unit });
        }
        self.byte += (text.len() / unit.text.max(1) as usize) as u64 * u64::from(unit.bytes);
    }
}
