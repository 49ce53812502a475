//! The map from the text back to the bytes of the file.

use super::Line;
use crate::model::Span;

/// Where each line begins, in the text and in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineMap {
    starts: Vec<LineStart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LineStart {
    text: usize,
    byte: u64,
}

impl LineMap {
    /// For UTF-8 `bytes` after a byte order mark of `bom` bytes.
    pub(super) fn utf8(raw: &str, bom: u64) -> (String, Self) {
        let mut text = String::with_capacity(raw.len());
        let mut starts = Vec::new();
        let mut at = 0;
        while at < raw.len() {
            starts.push(LineStart {
                text: text.len(),
                byte: bom + at as u64,
            });
            let rest = &raw[at..];
            let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
            text.push_str(&rest[..end]);
            let line_end = match &rest.as_bytes()[end..] {
                [] => 0,
                [b'\r', b'\n', ..] => 2,
                _ => 1,
            };
            if line_end > 0 {
                text.push('\n');
            }
            at += end + line_end;
        }
        (text, Self { starts })
    }

    pub(super) fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    pub(super) fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        self.starts.iter().enumerate().map(|(i, start)| {
            let end = self.starts.get(i + 1).map_or(text.len(), |next| next.text);
            let line = &text[start.text..end];
            Line {
                number: i as u32 + 1,
                start: start.text,
                text: line.strip_suffix('\n').unwrap_or(line),
            }
        })
    }

    pub(super) fn span(&self, text: &str, start: usize, end: usize) -> Span {
        let (first, from) = self.locate(text, start);
        let (last, to) = self.locate(text, end.max(start));
        Span {
            lines: (first, last),
            bytes: (from, to),
        }
    }

    /// Line (1-based) and file offset of a text offset.
    fn locate(&self, _text: &str, offset: usize) -> (u32, u64) {
        let line = self.starts.partition_point(|s| s.text <= offset).max(1);
        let start = self
            .starts
            .get(line - 1)
            .copied()
            .unwrap_or(LineStart { text: 0, byte: 0 });
        (line as u32, start.byte + (offset - start.text) as u64)
    }
}
