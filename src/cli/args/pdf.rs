//! The arguments of the PDF writer.
#![allow(clippy::disallowed_methods)] // The command line reads the fonts that it is given.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use transcripta::write::{Font, FontSize, PageSize, PdfOptions, Standard};

/// How a PDF is set.
#[derive(Debug, Args)]
#[command(next_help_heading = "PDF")]
pub(in crate::cli) struct PdfArgs {
    /// Font for characters that the shipped faces lack, such as Arabic or emoji; may be given
    /// several times, the first that has a character sets it
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
    /// Look through the fonts of the system for what neither the program's faces nor --font have
    #[arg(long)]
    pub(in crate::cli) system_fonts: bool,
    /// Standard that the file keeps; a-3a embeds the source, the JSON and the TEI
    #[arg(long, value_name = "STANDARD", default_value = "a-2a", ignore_case = true, value_parser = one_of(&Standard::ALL))]
    pdf_standard: Standard,
    /// Paper
    #[arg(long, value_name = "SIZE", default_value = "a4", ignore_case = true, value_parser = one_of(&PageSize::ALL))]
    page_size: PageSize,
    /// Size of the text in points, 6 to 24 [default: 10.5 for Chinese, else 11]
    #[arg(long, value_name = "POINTS")]
    font_size: Option<FontSize>,
    /// Number the lines of each page in the margin
    #[arg(long)]
    line_numbers: bool,
}

/// The folders in which systems keep fonts: those that all share, those of the user.
pub(in crate::cli) fn font_folders() -> Vec<PathBuf> {
    let shared =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
    let own = [
        ("HOME", ".fonts"),
        ("HOME", ".local/share/fonts"),
        ("HOME", "Library/Fonts"),
        ("XDG_DATA_HOME", "fonts"),
        ("WINDIR", "Fonts"),
        ("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ];
    let own = own.into_iter().filter_map(|(name, folder)| {
        let home = std::env::var_os(name).filter(|home| !home.is_empty())?;
        Some(PathBuf::from(home).join(folder))
    });
    let mut folders: Vec<PathBuf> = shared.map(PathBuf::from).into_iter().chain(own).collect();
    folders.retain(|folder| folder.is_dir());
    folders.dedup();
    folders
}

impl PdfArgs {
    /// The options, with the fonts read; else why not, and what to do.
    pub(in crate::cli) fn options(&self) -> Result<PdfOptions, String> {
        Ok(PdfOptions {
            standard: self.pdf_standard,
            page_size: self.page_size,
            font_size: self.font_size,
            line_numbers: self.line_numbers,
            fonts: fonts(&self.font)?,
        })
    }
}

/// Reads fonts; else why not, and what to do.
pub(in crate::cli) fn fonts(paths: &[PathBuf]) -> Result<Vec<Font>, String> {
    paths.iter().map(|path| font(path)).collect()
}

fn font(path: &Path) -> Result<Font, String> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| format!("{name}: cannot be read: {error}"))?;
    Font::open(bytes).map_err(|error| format!("{name}: {error} ({})", error.hint()))
}

/// One of these names.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|(name, _)| PossibleValue::new(name)));
    names.try_map(move |name| {
        let found = all.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name));
        found.map(|(_, value)| *value).ok_or("unknown")
    })
}
