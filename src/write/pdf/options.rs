//! What the user may choose of a PDF. Everything else is decided by the design of the page.

use std::fmt;
use std::str::FromStr;

use super::given::Font;

/// Options of the PDF writer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// Which standard the file keeps.
    pub standard: Standard,
    /// The paper.
    pub page_size: PageSize,
    /// Size of the text; headings, notes and spaces go with it. `None` is 10.5 points for
    /// Chinese, 11 for other scripts.
    pub font_size: Option<FontSize>,
    /// Whether the lines of each page are numbered in the margin.
    pub line_numbers: bool,
    /// Fonts for what the shipped faces lack, in order of preference.
    pub fonts: Vec<Font>,
}

/// The part of PDF/A that a file keeps. All but [`Standard::None`] keep PDF/UA-1 too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standard {
    /// None is claimed: a tagged PDF 1.7.
    None,
    /// PDF/A-2a: text, structure and look are kept.
    #[default]
    A2a,
    /// PDF/A-2u: claims less, is tagged all the same.
    A2u,
    /// PDF/A-3a: as PDF/A-2a, with the source, the JSON and the TEI inside the file.
    A3a,
}

impl Standard {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 4] =
        [("none", Self::None), ("a-2a", Self::A2a), ("a-2u", Self::A2u), ("a-3a", Self::A3a)];
}

/// The paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
    /// 148 × 210 mm.
    A5,
}

impl PageSize {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("a4", Self::A4), ("letter", Self::Letter), ("a5", Self::A5)];

    /// Width and height in points.
    pub(super) fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.276, 841.89),
            Self::Letter => (612.0, 792.0),
            Self::A5 => (419.528, 595.276),
        }
    }
}

/// A size of type, to a tenth of a point: from 6 to 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontSize {
    tenths: u16,
}

impl FontSize {
    const SMALLEST: f32 = 6.0;
    const LARGEST: f32 = 24.0;

    /// So many points; `None` outside of what can be set.
    pub fn of_points(points: f32) -> Option<Self> {
        let fits = (Self::SMALLEST..=Self::LARGEST).contains(&points);
        fits.then(|| Self { tenths: (points * 10.0).round() as u16 })
    }

    /// In points.
    pub fn points(self) -> f32 {
        f32::from(self.tenths) / 10.0
    }
}

impl FromStr for FontSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.strip_suffix("pt").unwrap_or(text).trim();
        number.parse().ok().and_then(Self::of_points).ok_or_else(|| {
            format!("a size is a number of points from {} to {}", Self::SMALLEST, Self::LARGEST)
        })
    }
}

impl fmt::Display for FontSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.points())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_number_within_reason() {
        assert_eq!("12".parse::<FontSize>().unwrap().points(), 12.0);
        assert_eq!("9.5pt".parse::<FontSize>().unwrap().to_string(), "9.5");
        for wrong in ["", "0", "5.9", "25", "-11", "NaN", "inf", "twelve"] {
            assert!(wrong.parse::<FontSize>().is_err(), "{wrong}");
        }
    }
}
