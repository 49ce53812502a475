//! The order in which the glyphs of a line stand from left to right (Unicode Standard
//! Annex 9).

use unicode_bidi::{BidiInfo, Level};

use super::kinsoku::Class;
use super::shape::{Atom, Shaped};

/// The directions of a paragraph that is not all from left to right.
pub(super) struct Directions<'t>(BidiInfo<'t>);

impl<'t> Directions<'t> {
    /// `None` when nothing runs from right to left.
    pub(super) fn of(shaped: &'t Shaped) -> Option<Self> {
        shaped.right_to_left.then(|| Self::of_text(&shaped.text))
    }

    fn of_text(text: &'t str) -> Self {
        Self(BidiInfo::new(text, None))
    }

    /// Whether the paragraph as a whole runs from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.base().is_rtl()
    }

    /// The atoms of a line from left to right, by their places in it. The line itself stays in
    /// the order of reading: that is how its text is taken out again.
    pub(super) fn order(&self, line: &[Atom]) -> Vec<usize> {
        let mut levels: Vec<Level> = line.iter().map(|atom| self.level(atom)).collect();
        // Blanks at the end of a line stand at its end (rule L1).
        let base = self.base();
        for (level, _) in
            levels.iter_mut().zip(line).rev().take_while(|(_, atom)| atom.class == Class::Space)
        {
            *level = base;
        }
        BidiInfo::reorder_visual(&levels)
    }

    /// Whether an atom stands among letters that run from right to left.
    pub(super) fn turns(&self, atom: &Atom) -> bool {
        self.level(atom).is_rtl()
    }

    fn level(&self, atom: &Atom) -> Level {
        let level = self.0.levels.get(atom.text.0 as usize);
        level.copied().unwrap_or(self.base())
    }

    fn base(&self) -> Level {
        self.0.paragraphs.first().map_or(Level::ltr(), |paragraph| paragraph.level)
    }
}

/// The bracket that looks like this one from behind (rule L4).
pub(super) fn mirrored(c: char) -> Option<char> {
    const PAIRS: [(char, char); 8] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('（', '）'),
        ('［', '］'),
    ];
    PAIRS.iter().find_map(|&(a, b)| match c {
        _ if c == a => Some(b),
        _ if c == b => Some(a),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_it_is_ordered() {
        assert!(Directions::of(&Shaped::default()).is_none());
        assert!(Directions::of_text("שלום").is_right_to_left());
        assert!(!Directions::of_text("say שלום").is_right_to_left());
    }
}
