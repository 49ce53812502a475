//! The paper and where the text stands on it.

use super::options::PdfOptions;
use super::style::Kind;

/// Measures of the page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paper {
    /// Width of the paper.
    pub(super) width: f32,
    /// Height of the paper.
    pub(super) height: f32,
    /// Width of the text: in Chinese so many whole characters.
    pub(super) measure: f32,
    /// From the left edge of the page to the text.
    pub(super) left: f32,
    /// From the bottom of the page to the top of the text.
    pub(super) top: f32,
    /// From the bottom of the page to the lowest line.
    pub(super) bottom: f32,
    /// Base line of the running head.
    pub(super) head_line: f32,
    /// Base line of the page number.
    pub(super) foot_line: f32,
    /// How much larger than usual the type is.
    pub(super) scale: f32,
}

/// Each margin at the side, as a share of the width: on A4 it leaves forty characters.
const SIDE: f32 = 0.1469;
/// The margins at head and foot, as a share of the height.
const HEAD_AND_FOOT: f32 = 84.0 / 841.89;
/// Longer lines lose the eye, in ems.
const LONGEST_LINE: f32 = 45.0;

impl Paper {
    /// For a document set as Chinese or not.
    pub(super) fn new(options: &PdfOptions, chinese: bool) -> Self {
        let (width, height) = options.page_size.points();
        let usual = Kind::Body.style(chinese, chinese).size;
        let size = options.font_size.map_or(usual, |size| size.points());
        let widest = (width * (1.0 - 2.0 * SIDE)).min(size * LONGEST_LINE);
        // What lacks but a hair of a whole character is one.
        let measure = if chinese { (widest / size + 0.01).floor() * size } else { widest };
        let margin = height * HEAD_AND_FOOT;
        Self {
            width,
            height,
            measure,
            left: (width - measure) / 2.0,
            top: height - margin,
            bottom: margin,
            head_line: height - margin * 2.0 / 3.0,
            foot_line: margin * 0.6,
            scale: size / usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::options::{FontSize, PageSize};
    use super::*;

    #[test]
    fn the_text_fits_the_paper_in_whole_characters() {
        for (_, page_size) in PageSize::ALL {
            for points in [6.0, 9.0, 10.5, 12.0, 24.0] {
                let font_size = FontSize::of_points(points);
                let options = PdfOptions { page_size, font_size, ..PdfOptions::default() };
                for chinese in [true, false] {
                    let paper = Paper::new(&options, chinese);
                    assert!(paper.left > 0.1 * paper.width, "{paper:?}");
                    assert!(paper.measure >= 10.0 * points, "{paper:?}");
                    assert!(paper.top - paper.bottom > 0.7 * paper.height);
                    let characters = paper.measure / points;
                    assert!(!chinese || (characters - characters.round()).abs() < 0.01);
                }
            }
        }
        assert_eq!(Paper::new(&PdfOptions::default(), true).measure, 420.0);
    }
}
