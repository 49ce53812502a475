//! From characters to glyphs: which face sets what, what clings to what, and what no face has.

mod context;
mod read;
mod word;

use std::collections::BTreeMap;

use unicode_normalization::char::compose;

use super::bidi::{Directions, mirrored};
use super::chars::{is_alphabetic, is_ignorable, is_mark, is_right_to_left};
use super::clusters::Part;
use super::compose::{Paragraph, Run};
use super::fonts::{FaceId, Faces, Family, Glyph};
use super::kinsoku::{Class, classify};
use super::style::Style;
pub(super) use read::joins_lines;
use read::{is_break, read_run};
use word::Word;

/// What is drawn for an atom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Picture {
    /// A glyph, moved to the right by so many points.
    Glyph { id: u16, shift: f32 },
    /// Several glyphs, one that does not stand on the base line, or one for several characters
    /// that run from right to left: a stretch of [`Shaped::parts`].
    Cluster { first: u32, count: u32 },
    /// A box with the code point of a character that no face has.
    Box(char),
    /// Nothing: a character without ink that has no neighbour to cling to.
    Nothing,
}

/// The smallest thing on a line: one glyph, and the characters that it stands for.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    /// The characters: a stretch of [`Shaped::text`] in bytes.
    pub(super) text: (u32, u32),
    /// Number of the run in its paragraph.
    pub(super) run: u32,
    /// The face of the glyph.
    pub(super) face: FaceId,
    /// What is drawn.
    pub(super) picture: Picture,
    /// What it is to its neighbours.
    pub(super) class: Class,
    /// Size of the type.
    pub(super) size: f32,
    /// Width.
    pub(super) advance: f32,
    /// Space that must stand before it, beyond what the classes ask for.
    pub(super) lead: f32,
    /// Whether a line may begin with it although it stands inside a word.
    pub(super) breaks: bool,
    /// From the left margin; set when the line is.
    pub(super) x: f32,
}

/// A paragraph as glyphs.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// The characters shown.
    pub(super) text: String,
    /// The glyphs.
    pub(super) atoms: Vec<Atom>,
    /// The glyphs of clusters: in ems, from the left edge and base line of their atom.
    pub(super) parts: Vec<Part>,
    /// Where a label of ours before the words ends, in bytes of the text.
    pub(super) label: usize,
    /// Whether some of it runs from right to left.
    pub(super) right_to_left: bool,
}

impl Shaped {
    /// The characters that an atom stands for.
    pub(super) fn text_of(&self, atom: &Atom) -> &str {
        self.text.get(atom.text.0 as usize..atom.text.1 as usize).unwrap_or_default()
    }
}

/// How many bytes may go with one glyph: twice as many are at most its ActualText, which is no
/// longer than a string may be (ISO 19005-2, 6.1.13).
const LONGEST_CLUSTER: u32 = 16_000;

/// Characters that no face has, with the line of the source on which each stands first.
pub(super) type Missing = BTreeMap<char, Option<u32>>;

/// A character to be set.
#[derive(Debug, Clone, Copy)]
struct Char {
    c: char,
    run: u32,
}

/// Shapes paragraphs.
pub(super) struct Shaper<'f, 'a> {
    faces: &'f mut Faces<'a>,
    /// The faces that the user gave, for text and for labels.
    given: [Vec<FaceId>; 2],
    missing: Missing,
    chars: Vec<Char>,
    /// Whether a straight quotation mark is open.
    quoted: bool,
}

impl<'f, 'a> Shaper<'f, 'a> {
    pub(super) fn new(faces: &'f mut Faces<'a>) -> Self {
        let given = [faces.given(Family::Text), faces.given(Family::Label)];
        Self { faces, given, missing: Missing::new(), chars: Vec::new(), quoted: false }
    }

    /// What no face had so far.
    pub(super) fn into_missing(self) -> Missing {
        self.missing
    }

    /// The glyphs of a paragraph. `chinese` says which face goes first.
    pub(super) fn shape(&mut self, paragraph: &Paragraph, style: &Style, chinese: bool) -> Shaped {
        self.chars.clear();
        self.quoted = false;
        for (n, run) in paragraph.runs.iter().enumerate() {
            read_run(&mut self.chars, n as u32, run, &paragraph.runs);
        }
        while self.chars.last().is_some_and(|last| last.c.is_whitespace()) {
            self.chars.pop();
        }
        let mut shaped = Shaped {
            text: String::with_capacity(self.chars.len() * 3),
            atoms: Vec::with_capacity(self.chars.len()),
            parts: Vec::new(),
            label: 0,
            right_to_left: self.chars.iter().any(|char| is_right_to_left(char.c)),
        };
        let mut word = Word::default();
        let mut at = 0;
        while at < self.chars.len() {
            if at >= word.end {
                word = self.word_at(at, &paragraph.runs, chinese);
                if word.whole && self.word(at, &word, paragraph, style, &mut shaped) {
                    at = word.end;
                    continue;
                }
            }
            at += self.atom(at, &word, paragraph, style, &mut shaped);
        }
        let ours = |run: &Run| run.family == Family::Label && run.line.is_none();
        let label = paragraph.runs.first().is_some_and(ours);
        let is_label = |atom: &&Atom| label && atom.run == 0;
        shaped.label = shaped.atoms.iter().rfind(is_label).map_or(0, |last| last.text.1 as usize);
        self.mirror(&mut shaped);
        shaped
    }

    /// Turns the brackets among words that run from right to left.
    fn mirror(&mut self, shaped: &mut Shaped) {
        let Some(directions) = Directions::of(shaped) else { return };
        let turned: Vec<(usize, char)> = shaped
            .atoms
            .iter()
            .enumerate()
            .filter(|(_, atom)| directions.turns(atom))
            .filter_map(|(n, atom)| Some((n, mirrored(single(shaped.text_of(atom))?)?)))
            .collect();
        for (n, c) in turned {
            let atom = &mut shaped.atoms[n];
            if let Some(glyph) = self.faces.glyph(atom.face, c) {
                atom.picture = Picture::Glyph { id: glyph.id, shift: 0.0 };
            }
        }
    }

    /// Adds the atom at `at`; returns how many characters it took.
    fn atom(
        &mut self,
        at: usize,
        word: &Word,
        paragraph: &Paragraph,
        style: &Style,
        shaped: &mut Shaped,
    ) -> usize {
        let Char { c, run: n } = self.chars[at];
        let start = shaped.text.len() as u32;
        shaped.text.push(c);
        let end = shaped.text.len() as u32;
        let Some(run) = paragraph.runs.get(n as usize) else {
            return 1;
        };
        if (is_ignorable(c) || is_mark(c)) && self.cling(c, end, n, shaped) {
            return 1;
        }
        let before = at.checked_sub(1).map(|i| self.chars[i].c);
        let after = self.chars.get(at + 1).map(|next| next.c);
        let size = style.size * run.scale;
        let mut atom = Atom {
            text: (start, end),
            run: n,
            face: word.first,
            picture: Picture::Nothing,
            class: Class::Western,
            size,
            advance: 0.0,
            lead: self.lead(at, &paragraph.runs, style),
            breaks: before.is_some_and(is_break),
            x: 0.0,
        };
        let mut taken = 1;
        if is_mark(c) && stands_alone(&shaped.atoms) {
            atom.lead += size / 2.0;
        }
        if matches!(c, '—' | '―') && after == Some(c) && word.first.is_cjk() {
            if let Some(glyph) = self.faces.glyph(word.first, '⸺') {
                // Two em dashes of the face neither join nor fill two squares; its two-em dash,
                // set in the middle of two squares, does (CLREQ, "Dash").
                shaped.text.push(c);
                atom.text.1 = shaped.text.len() as u32;
                atom.advance = 2.0 * size;
                atom.picture = Picture::Glyph {
                    id: glyph.id,
                    shift: (atom.advance - points(glyph.advance, size)) / 2.0,
                };
                atom.class = Class::Leader;
                taken = 2;
            }
        } else if let Some((face, glyph)) = self.find(c, before, after, word) {
            atom.face = face;
            atom.picture = Picture::Glyph { id: glyph.id, shift: 0.0 };
            atom.advance = points(glyph.advance, size);
            let square = face.is_cjk() && glyph.advance >= 1000;
            atom.class = if square && self.faces.centres(face, c) {
                Class::Centred
            } else {
                self.class(at, (before, c, after), square, shaped.atoms.last())
            };
        } else if !is_ignorable(c) {
            self.miss(c, run);
            atom.picture = Picture::Box(c);
            atom.advance = size;
            atom.class = match classify(before, c, after, true) {
                // A box has ink from edge to edge.
                Class::Open | Class::Close | Class::Middle | Class::Space => Class::Ideograph,
                class => class,
            };
        }
        shaped.atoms.push(atom);
        taken
    }

    /// Lets a character without width of its own go with the glyph before it, when that needs
    /// no glyph of its own: a selector or joiner always, an accent when the two have one glyph.
    fn cling(&mut self, c: char, end: u32, run: u32, shaped: &mut Shaped) -> bool {
        let Some(last) = shaped.atoms.last_mut().filter(|last| last.run == run) else {
            return false;
        };
        if end - last.text.0 > LONGEST_CLUSTER {
            return false;
        }
        if is_mark(c) {
            let text = shaped.text.get(last.text.0 as usize..last.text.1 as usize);
            let composed = match text.and_then(single) {
                Some(base) => compose(base, c),
                None => None,
            };
            let Some(glyph) = composed.and_then(|c| self.faces.glyph(last.face, c)) else {
                return false;
            };
            last.picture = Picture::Glyph { id: glyph.id, shift: 0.0 };
            last.advance = points(glyph.advance, last.size);
        }
        last.text.1 = end;
        true
    }

    /// The face and glyph of a character: the face of its word, else the other one.
    fn find(
        &mut self,
        c: char,
        before: Option<char>,
        after: Option<char>,
        word: &Word,
    ) -> Option<(FaceId, Glyph)> {
        let apostrophe = c == '’' && before.is_some_and(is_alphabetic);
        let (first, second) = if apostrophe && after.is_some_and(is_alphabetic) {
            // The Chinese face's apostrophe is as wide as an ideograph.
            (word.western, word.first)
        } else {
            (word.first, word.second)
        };
        if let Some(glyph) = self.faces.glyph(first, c) {
            return Some((first, glyph));
        }
        if let Some(glyph) = self.faces.glyph(second, c) {
            return Some((second, glyph));
        }
        for &face in &self.given[word.family as usize] {
            if let Some(glyph) = self.faces.glyph(face, c) {
                return Some((face, glyph));
            }
        }
        if c.is_whitespace() {
            return Some((first, self.faces.glyph(first, ' ')?));
        }
        None
    }

    /// Space between a label and the words after it, where the label's last mark has none.
    fn lead(&self, at: usize, runs: &[Run], style: &Style) -> f32 {
        let family = |char: Char| runs.get(char.run as usize).map(|run| run.family);
        let Some(before) = at.checked_sub(1).map(|i| self.chars[i]) else {
            return 0.0;
        };
        let here = self.chars[at];
        if before.run == here.run
            || family(before) != Some(Family::Label)
            || family(here) != Some(Family::Text)
        {
            return 0.0;
        }
        match before.c {
            '：' | '】' | '〕' | '》' | '」' | '）' => 0.1 * style.size,
            _ => 0.5 * style.size,
        }
    }

    fn miss(&mut self, c: char, run: &Run) {
        self.missing.entry(c).or_insert_with(|| {
            let at = run.text.find(c).unwrap_or(0);
            let ends = run.text[..at].matches('\n').count() as u32;
            run.line.map(|line| line + ends)
        });
    }
}

/// Whether an accent has nothing to stand on, or too much stands there already: then it gets a
/// place of its own.
fn stands_alone(before: &[Atom]) -> bool {
    const HIGHEST: usize = 3;
    let piled = before.iter().rev().take(HIGHEST).filter(|a| a.advance == 0.0 && a.lead == 0.0);
    before.last().is_none_or(|last| last.class == Class::Space) || piled.count() == HIGHEST
}

fn points(thousandths: u16, size: f32) -> f32 {
    f32::from(thousandths) / 1000.0 * size
}

/// The one character of a text that has just one.
fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests;
