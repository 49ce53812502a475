//! How much a file may ask for: a small one can name one thing many times over, or inflate without
//! end. What this program writes stays far below.

use std::collections::BTreeSet;

use lopdf::{Document, LoadOptions, ObjectId, Stream};

use crate::verify::fault::Fault;

/// Glyphs that all fonts together may describe, each time that they do: sixteen fonts of all that
/// a font can have, with their widths and their texts.
const GLYPHS: usize = 2 * 16 * 65_536;

/// Names of fonts on all pages.
const NAMES: usize = 1 << 24;

/// Bytes that one page may take: its operators take ten times as much in memory.
const PAGE: usize = 64 << 20;

/// Bytes that all streams which are read may inflate to, beside [`TIMES`].
const BYTES: usize = 256 << 20;

/// How many times the size of the file they may.
const TIMES: usize = 64;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Budget {
    glyphs: usize,
    names: usize,
    bytes: usize,
    /// Streams that were shown on a page.
    shown: BTreeSet<ObjectId>,
}

impl Budget {
    /// For a file of this size.
    pub(super) fn of(file: &[u8]) -> Self {
        let bytes = file.len().saturating_mul(TIMES).saturating_add(BYTES);
        Self { glyphs: GLYPHS, names: NAMES, bytes, shown: BTreeSet::new() }
    }

    /// Reads the objects of a file.
    pub(super) fn load(&self, file: &[u8]) -> Result<Document, Fault> {
        let options =
            LoadOptions { max_decompressed_size: Some(self.bytes), ..LoadOptions::default() };
        Document::load_mem_with_options(file, options).map_err(Fault::damaged)
    }

    /// Takes so many glyphs that a font describes.
    pub(super) fn describe(&mut self, glyphs: usize) -> Result<(), Fault> {
        take(&mut self.glyphs, glyphs, "its fonts describe the same glyphs again and again")
    }

    /// Takes so many fonts that a page names.
    pub(super) fn name(&mut self, fonts: usize) -> Result<(), Fault> {
        take(&mut self.names, fonts, "its pages name the same fonts again and again")
    }

    /// The operators of a page; what it shows stands nowhere else.
    pub(super) fn page(&mut self, document: &Document, page: ObjectId) -> Result<Vec<u8>, Fault> {
        if !document.get_page_contents(page).into_iter().all(|stream| self.shown.insert(stream)) {
            return Err(Fault::damaged("what a page shows is shown again"));
        }
        let content = document.get_page_content_with_limit(page, self.bytes.min(PAGE));
        let content = content.map_err(Fault::damaged)?;
        self.inflate(content.len())?;
        Ok(content)
    }

    /// The bytes of a stream; none when it cannot be read.
    pub(super) fn stream(&mut self, stream: &Stream) -> Result<Vec<u8>, Fault> {
        let content = stream.get_plain_content_with_limit(self.bytes).unwrap_or_default();
        self.inflate(content.len())?;
        Ok(content)
    }

    fn inflate(&mut self, bytes: usize) -> Result<(), Fault> {
        take(&mut self.bytes, bytes, "it inflates without end")
    }
}

fn take(from: &mut usize, some: usize, or: &str) -> Result<(), Fault> {
    *from = from.checked_sub(some).ok_or_else(|| Fault::damaged(or))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_again_and_again_comes_to_an_end() {
        let mut budget = Budget::of(&[]);
        let whole = 65_536;
        let fonts = (0..).take_while(|_| budget.describe(whole).is_ok()).count();
        assert_eq!(fonts, 32);
        let mut budget = Budget::of(&[0; 1_000]);
        assert!(budget.inflate(BYTES + 1_000 * TIMES).is_ok());
        assert!(budget.inflate(1).is_err());
    }
}
