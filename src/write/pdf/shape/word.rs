//! Words: which face sets one, and its glyphs when the layout tables of that face are asked.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::read::is_break;
use super::{Atom, Char, Picture, Shaped, Shaper, stands_alone};
use crate::write::pdf::chars::{
    continues, is_alphabetic, is_ideographic, is_ignorable, is_mark, is_regional,
    is_right_to_left_letter, is_unspaced, same_script,
};
use crate::write::pdf::clusters::Cluster;
use crate::write::pdf::compose::{Paragraph, Run};
use crate::write::pdf::fonts::{FaceId, Family};
use crate::write::pdf::kinsoku::Class;
use crate::write::pdf::style::Style;

/// The most characters that are shaped together: what is longer is no word.
const LONGEST_WORD: usize = 1_000;

/// Which faces set a word, and where it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) end: usize,
    pub(super) first: FaceId,
    pub(super) second: FaceId,
    pub(super) western: FaceId,
    pub(super) family: Family,
    /// Whether the first face has all of it and is to shape it as a whole.
    pub(super) whole: bool,
}

impl Default for Word {
    fn default() -> Self {
        Self {
            end: 0,
            first: FaceId::TextCjk,
            second: FaceId::TextWestern,
            western: FaceId::TextWestern,
            family: Family::Text,
            whole: false,
        }
    }
}

impl Shaper<'_, '_> {
    /// The word that begins at `at`, and its face: one face sets the whole of it, so that no
    /// letter looks borrowed.
    pub(super) fn word_at(&mut self, at: usize, runs: &[Run], chinese: bool) -> Word {
        let family = runs.get(self.chars[at].run as usize).map_or(Family::Text, |run| run.family);
        let (cjk, western) = (FaceId::cjk(family), FaceId::western(family));
        let (first, second) = if chinese { (cjk, western) } else { (western, cjk) };
        let end = self.end_of_word(at);
        let word = Word { end, first, second, western, family, whole: false };
        if chinese && self.is_plain(at, end, cjk) {
            return word;
        }
        let candidates: Vec<FaceId> =
            [western, cjk].into_iter().chain(self.given[family as usize].iter().copied()).collect();
        let Some(face) = candidates.into_iter().find(|&face| self.has_all(face, at, end)) else {
            return word;
        };
        if face == cjk {
            return word;
        }
        // With its marks: they kern too.
        let chunk = if chinese { end } else { self.end_of_chunk(at) };
        let end = if chunk > end && self.has_all(face, end, chunk) { chunk } else { end };
        Word { end, first: face, whole: end > at + 1, ..word }
    }

    /// Whether a face has these characters; those without ink may be missing.
    fn has_all(&mut self, face: FaceId, at: usize, end: usize) -> bool {
        let Self { faces, chars, .. } = self;
        chars[at..end]
            .iter()
            .all(|char| is_ignorable(char.c) || faces.glyph(face, char.c).is_some())
    }

    /// Whether the Chinese face sets these characters one by one: it has them all, and no mark
    /// stands on any.
    fn is_plain(&mut self, at: usize, end: usize, cjk: FaceId) -> bool {
        self.has_all(cjk, at, end) && !self.chars[at..end].iter().any(|char| is_mark(char.c))
    }

    /// Letters, or one other character with what goes on with it.
    fn end_of_word(&self, at: usize) -> usize {
        let Char { c: first, run } = self.chars[at];
        let rest = &self.chars[at + 1..self.chars.len().min(at + LONGEST_WORD)];
        let mut before = first;
        let mut letter = first;
        let mut length = 1;
        for &Char { c, run: its } in rest {
            let goes_on = if is_alphabetic(first) {
                is_alphabetic(c) && same_script(letter, c)
            } else {
                continues(before, c) || length == 1 && is_regional(first) && is_regional(c)
            };
            if its != run || !goes_on {
                break;
            }
            if c.is_alphabetic() {
                letter = c;
            }
            before = c;
            length += 1;
        }
        at + length
    }

    /// Everything up to the next blank, in one script.
    fn end_of_chunk(&self, at: usize) -> usize {
        let Char { c: first, run } = self.chars[at];
        let rest = &self.chars[at + 1..self.chars.len().min(at + LONGEST_WORD)];
        let mut letter = first;
        let mut length = 1;
        for &Char { c, run: its } in rest {
            if its != run
                || c.is_whitespace()
                || is_ideographic(c)
                || is_ideographic(first)
                || !same_script(letter, c)
            {
                break;
            }
            if c.is_alphabetic() {
                letter = c;
            }
            length += 1;
        }
        at + length
    }

    /// Adds a word as its face shapes it; `false` when the face cannot.
    pub(super) fn word(
        &mut self,
        at: usize,
        word: &Word,
        paragraph: &Paragraph,
        style: &Style,
        shaped: &mut Shaped,
    ) -> bool {
        let text: String = self.chars[at..word.end].iter().map(|char| char.c).collect();
        let run = self.chars[at].run;
        let Some(clusters) = self.faces.clusters(word.first, &text) else { return false };
        let scale = paragraph.runs.get(run as usize).map_or(1.0, |run| run.scale);
        let size = style.size * scale;
        let mut lead = self.lead(at, &paragraph.runs, style);
        if text.starts_with(is_mark) && stands_alone(&shaped.atoms) {
            lead += size / 2.0;
        }
        let start = shaped.text.len() as u32;
        shaped.text.push_str(&text);
        let ends = ends_of_words(&text);
        let mut before = at.checked_sub(1).map(|i| self.chars[i].c);
        let following = self.chars.get(word.end).map(|next| next.c);
        for cluster in clusters.iter() {
            let own = &text[cluster.text.clone()];
            let after = text[cluster.text.end..].chars().next().or(following);
            let class = own.chars().next().map_or(Class::Western, |c| {
                let next = own.chars().nth(1).filter(|&c| !is_ignorable(c)).or(after);
                self.class(at, (before, c, next), false, shaped.atoms.last())
            });
            let atom = Atom {
                text: (start + cluster.text.start as u32, start + cluster.text.end as u32),
                run,
                face: word.first,
                picture: picture(cluster, own, size, shaped),
                class,
                size,
                advance: cluster.advance * size,
                lead: std::mem::take(&mut lead),
                breaks: before.is_some_and(is_break)
                    || ends.binary_search(&cluster.text.start).is_ok(),
                x: 0.0,
            };
            shaped.atoms.push(atom);
            before = own.chars().next_back();
        }
        true
    }
}

/// Where words end in scripts that leave no blank between them, in bytes of the text; a
/// dictionary tells.
fn ends_of_words(text: &str) -> Vec<usize> {
    if !text.chars().any(is_unspaced) {
        return Vec::new();
    }
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    segmenter.segment_str(text).filter(|&end| end > 0 && end < text.len()).collect()
}

/// One glyph on the base line is a glyph; what is more than that stands in a list. So does
/// one for several characters that run from right to left: see [`Picture::Cluster`].
fn picture(cluster: &Cluster, text: &str, size: f32, shaped: &mut Shaped) -> Picture {
    let backward = || text.chars().nth(1).is_some() && text.chars().any(is_right_to_left_letter);
    match cluster.parts.as_slice() {
        [] => Picture::Nothing,
        [part] if part.y == 0.0 && !backward() => {
            Picture::Glyph { id: part.id, shift: part.x * size }
        }
        parts => {
            let first = shaped.parts.len() as u32;
            shaped.parts.extend_from_slice(parts);
            Picture::Cluster { first, count: parts.len() as u32 }
        }
    }
}
