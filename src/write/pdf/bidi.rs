//! The order in which the glyphs of a line stand from left to right (Unicode Standard
//! Annex 9).

use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};

use super::kinsoku::Class;
use super::shape::{Atom, Shaped};

/// The directions of a paragraph that is not all from left to right.
pub(super) struct Directions<'t> {
    whole: BidiInfo<'t>,
    /// A label of ours stands on its own, as between isolates, in a paragraph from right to left.
    label: BidiInfo<'t>,
}

impl<'t> Directions<'t> {
    /// `None` when nothing runs from right to left.
    pub(super) fn of(shaped: &'t Shaped) -> Option<Self> {
        shaped.right_to_left.then(|| Self::of_text(&shaped.text, shaped.label))
    }

    /// The first letter of the source decides: a name that we add in Latin letters to a
    /// paragraph in Hebrew stands at its right.
    fn of_text(text: &'t str, label: usize) -> Self {
        let direction = get_base_direction(text.get(label..).unwrap_or_default());
        let base = match direction {
            Direction::Ltr => Some(Level::ltr()),
            Direction::Rtl => Some(Level::rtl()),
            Direction::Mixed => None,
        };
        let label = BidiInfo::new(text.get(..label).unwrap_or_default(), None);
        Self { whole: BidiInfo::new(text, base), label }
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
        let at = atom.text.0 as usize;
        let whole = self.whole.levels.get(at).copied().unwrap_or(self.base());
        match self.label.levels.get(at) {
            Some(level) if self.base().is_rtl() && level.is_ltr() => Level::new(2).unwrap_or(whole),
            Some(level) if self.base().is_rtl() => *level,
            Some(_) | None => whole,
        }
    }

    fn base(&self) -> Level {
        self.whole.paragraphs.first().map_or(Level::ltr(), |paragraph| paragraph.level)
    }
}

/// The bracket that looks like this one from behind (rule L4).
pub(super) fn mirrored(c: char) -> Option<char> {
    const PAIRS: [(char, char); 15] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('（', '）'),
        ('［', '］'),
        ('｛', '｝'),
        ('〔', '〕'),
        ('【', '】'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('〈', '〉'),
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
        assert!(Directions::of_text("שלום", 0).is_right_to_left());
        assert!(!Directions::of_text("say שלום", 0).is_right_to_left());
        assert!(Directions::of_text("[Guest]שלום", 7).is_right_to_left());
    }
}
