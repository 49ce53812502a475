//! The order in which the glyphs of a line stand from left to right (Unicode Standard
//! Annex 9).

use unicode_bidi::{BidiInfo, Level};

use super::chars::is_right_to_left;
use super::shape::Atom;

/// The directions of a paragraph that is not all from left to right.
pub(super) struct Directions<'t>(BidiInfo<'t>);

impl<'t> Directions<'t> {
    /// `None` when nothing runs from right to left.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        text.chars().any(is_right_to_left).then(|| Self(BidiInfo::new(text, None)))
    }

    /// Whether the paragraph as a whole runs from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.0.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl())
    }

    /// The atoms of a line from left to right, by their places in it. The line itself stays in
    /// the order of reading: that is how its text is taken out again.
    pub(super) fn order(&self, line: &[Atom]) -> Vec<usize> {
        let ends = line.first().zip(line.last());
        let (Some((first, last)), Some(paragraph)) = (ends, self.0.paragraphs.first()) else {
            return (0..line.len()).collect();
        };
        let range = first.text.0 as usize..last.text.1 as usize;
        let levels = self.0.reordered_levels(paragraph, range);
        let level = |atom: &Atom| levels.get(atom.text.0 as usize).copied();
        let each: Vec<Level> =
            line.iter().map(|atom| level(atom).unwrap_or(Level::ltr())).collect();
        BidiInfo::reorder_visual(&each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_it_is_ordered() {
        assert!(Directions::of("中文 and English").is_none());
        assert!(Directions::of("שלום").is_some_and(|d| d.is_right_to_left()));
        assert!(Directions::of("say שלום").is_some_and(|d| !d.is_right_to_left()));
    }
}
