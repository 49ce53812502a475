//! PDF: a page to be read, and text that can be taken out again exactly.
//!
//! The way of a transcript to the page: `compose` (what is said, in reading order) → `shape`
//! (glyphs) → `lines` → `pages` → `draw` (operators) → `document` (printpdf's objects) →
//! `archive` (what makes an archival file of them). Only the last three know of PDF.

mod archive;
mod bidi;
mod boxes;
mod chars;
mod clusters;
mod compose;
mod document;
mod draw;
mod elements;
mod enclosures;
mod fonts;
mod front;
mod given;
mod icc;
mod kinsoku;
pub(crate) mod known;
mod lines;
mod links;
mod metadata;
mod options;
mod outline;
mod pages;
mod paper;
mod pen;
mod save;
mod set;
mod shape;
mod speaker;
mod style;
mod subset;
mod tags;
mod tradition;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::format::{Format, Medium};
use crate::model::Transcript;

use super::{WriteOptions, Writer};
use fonts::Faces;
pub use given::{Font, FontError};
pub(crate) use metadata::HASH_SCHEME;
pub use options::{FontSize, PageSize, PdfOptions, Standard};
use paper::Paper;
use shape::Missing;

/// Writer of PDF.
pub(super) struct PdfWriter;

static FORMAT: Format = Format {
    name: "pdf",
    aliases: &[],
    extensions: &["pdf"],
    media_type: "application/pdf",
    medium: Medium::Binary,
    summary: "PDF: pages to read and print, with the text inside",
};

impl Writer for PdfWriter {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn write(
        &self,
        transcript: &Transcript,
        options: &WriteOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error> {
        let standard = options.pdf.standard;
        let enclosures = match standard {
            Standard::A3a => enclosures::of(transcript, options, diagnostics)?,
            Standard::None | Standard::A2a | Standard::A2u => Vec::new(),
        };
        let package = archive::Package { standard, enclosures };
        let composition = compose::compose(transcript);
        let mut faces = Faces::open(&options.pdf.fonts, composition.tradition)?;
        let paper = Paper::new(&options.pdf, composition.chinese);
        let (mut glyphs, blocks, missing) =
            set::set(&composition, &paper, &mut faces, &options.pdf.fonts)?;
        report(&missing, diagnostics);
        let sheet = draw::Sheet {
            composition: &composition,
            blocks: &blocks,
            pages: &pages::paginate(&blocks, &paper),
            paper: &paper,
            line_numbers: options.pdf.line_numbers,
        };
        let mut drawn = draw::draw(&sheet, &mut glyphs, &mut faces)?;
        drop(glyphs);
        let mut document = document::build(&mut drawn, &faces, &paper)?;
        archive::finish(&mut document, transcript, &sheet, &drawn, &faces, package)?;
        save::save(document)
    }
}

/// The characters of a transcript that neither the shipped faces nor the fonts given have.
///
/// # Errors
/// When a font cannot be opened.
pub fn missing_characters(
    transcript: &Transcript,
    options: &PdfOptions,
) -> Result<BTreeSet<char>, Error> {
    let composition = compose::compose(transcript);
    let mut faces = Faces::open(&options.fonts, composition.tradition)?;
    let paper = Paper::new(options, composition.chinese);
    let (_, _, missing) = set::set(&composition, &paper, &mut faces, &options.fonts)?;
    Ok(missing.into_keys().filter(|c| !c.is_control()).collect())
}

/// One warning for all characters that no face has: which, and where each stands first.
fn report(missing: &Missing, diagnostics: &mut Diagnostics) {
    const NAMED: usize = 12;
    if missing.is_empty() {
        return;
    }
    let mut names: Vec<String> =
        missing.iter().take(NAMED).map(|(c, line)| name(*c, *line)).collect();
    if missing.len() > NAMED {
        names.push(format!("{} more", missing.len() - NAMED));
    }
    let count = missing.len();
    let plural = if count == 1 { "" } else { "s" };
    let message = format!(
        "no font has {count} character{plural} ({}); drawn as a box with the code point",
        names.join(", ")
    );
    let mut warning = Diagnostic::warning(Code::CharacterMissing, message)
        .with_hint("--font FILE gives a font that has them");
    if let Some(line) = missing.values().flatten().min() {
        warning = warning.at_line(*line);
    }
    diagnostics.push(warning);
}

/// A character, its code point and its line: `U+0639 ع, line 3`.
fn name(c: char, line: Option<u32>) -> String {
    let shown = if c.is_alphanumeric() { format!(" {c}") } else { String::new() };
    let line = line.map_or(String::new(), |line| format!(" in line {line}"));
    format!("U+{:04X}{shown}{line}", u32::from(c))
}
