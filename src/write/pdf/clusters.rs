//! Words as glyphs by the layout tables of a face: letters that join, marks that stack,
//! syllables that reorder, pairs that kern. HarfBuzz does it, in its Rust form; here its
//! result becomes clusters, which are the least that a line can move.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShapePlan, ShaperFont};

use super::chars::is_right_to_left_letter;
use super::given::Font;

/// Glyphs, and the characters that they stand for together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cluster {
    /// The characters: a stretch of the word in bytes.
    pub(super) text: Range<usize>,
    /// The glyphs, from left to right as the face has them.
    pub(super) parts: Vec<Part>,
    /// Width in ems.
    pub(super) advance: f32,
}

/// A glyph of a cluster. Lengths in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// Its number in the face.
    pub(super) id: u16,
    /// From the left edge of the cluster.
    pub(super) x: f32,
    /// From the base line.
    pub(super) y: f32,
}

/// In which order the glyphs of a cluster are shown, so that a reader of the page sees where it
/// begins and ends: first the leftmost on the base line, last the rightmost. A mark that is drawn back
/// over the glyph before the cluster is not where that begins. When the two are one, the others are
/// shown apart, after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    /// Those with which the text is said.
    pub(super) first: Vec<usize>,
    /// Those that have nothing more to say.
    pub(super) apart: Vec<usize>,
}

impl Order {
    /// Of these glyphs; `width` is how far one moves the pen, in ems.
    pub(super) fn of(parts: &[Part], width: impl Fn(&Part) -> f32) -> Self {
        let on_line = || parts.iter().enumerate().filter(|(_, part)| part.y == 0.0);
        let leftmost = |least: f32| {
            let right = on_line().filter(move |(_, part)| part.x >= least);
            right.min_by(|a, b| a.1.x.total_cmp(&b.1.x)).map(|(n, _)| n)
        };
        let first = leftmost(0.0).or_else(|| leftmost(f32::NEG_INFINITY));
        let end = |part: &Part| part.x + width(part);
        let last = on_line().max_by(|a, b| end(a.1).total_cmp(&end(b.1))).map(|(n, _)| n);
        let middle = (0..parts.len()).filter(|&n| Some(n) != first && Some(n) != last);
        match (first, last) {
            (Some(first), Some(last)) if first == last => {
                Self { first: vec![first], apart: middle.collect() }
            }
            _ => {
                Self { first: first.into_iter().chain(middle).chain(last).collect(), apart: vec![] }
            }
        }
    }
}

/// How far a mark may stand from the base line, in ems: no pile of them runs over the page.
const HIGHEST: f32 = 1.6;

/// Shapes the words of one face, each once.
pub(super) struct Words<'a> {
    file: File<'a>,
    font: Option<harfrust::Font>,
    plans: Vec<ShapePlan>,
    known: HashMap<Box<str>, Option<Rc<[Cluster]>>>,
}

/// Where the font is opened from, if it is needed at all.
enum File<'a> {
    Static(&'static [u8]),
    Given(&'a Font),
}

impl<'a> Words<'a> {
    /// Of a shipped face.
    pub(super) fn of_static(data: &'static [u8]) -> Self {
        Self::new(File::Static(data))
    }

    /// Of a face that the user gave.
    pub(super) fn of(font: &'a Font) -> Self {
        Self::new(File::Given(font))
    }

    fn new(file: File<'a>) -> Self {
        Self { file, font: None, plans: Vec::new(), known: HashMap::new() }
    }

    /// The clusters of a word in the order of reading; `None` when the face cannot shape it.
    pub(super) fn clusters(&mut self, word: &str) -> Option<Rc<[Cluster]>> {
        if let Some(known) = self.known.get(word) {
            return known.clone();
        }
        let shaped = self.shape(word).map(Rc::from);
        self.known.insert(word.into(), shaped.clone());
        shaped
    }

    fn shape(&mut self, word: &str) -> Option<Vec<Cluster>> {
        if self.font.is_none() {
            self.font = match self.file {
                File::Static(data) => harfrust::Font::new(data, 0),
                File::Given(font) => {
                    let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = font.shared();
                    harfrust::Font::new(shared, 0)
                }
            };
        }
        let font = self.font.as_ref()?;
        let mut buffer = Buffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        let right_to_left = word.chars().any(is_right_to_left_letter);
        let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let plan = plan(&mut self.plans, font, direction, buffer.script());
        harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().plan(Some(plan)))
            .ok()?;
        if buffer.glyph_infos().iter().any(|info| info.glyph_id == 0) {
            return None;
        }
        let units = f32::from(font.units_per_em().max(1));
        Some(clusters(&buffer, word, units, right_to_left)).filter(|all| !all.is_empty())
    }
}

/// What a script asks of a font is found out once.
fn plan<'p>(
    plans: &'p mut Vec<ShapePlan>,
    font: &harfrust::Font,
    direction: Direction,
    script: Option<harfrust::Script>,
) -> &'p ShapePlan {
    let found = plans.iter().position(|p| p.direction() == direction && p.script() == script);
    let at = found.unwrap_or_else(|| {
        plans.push(ShapePlan::new(font, direction, script, None, &[]));
        plans.len() - 1
    });
    &plans[at]
}

/// Groups glyphs by the characters that they come from.
fn clusters(buffer: &Buffer, word: &str, units: f32, right_to_left: bool) -> Vec<Cluster> {
    let glyphs: Vec<_> = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).collect();
    let mut clusters: Vec<Cluster> = Vec::with_capacity(glyphs.len());
    for group in glyphs.chunk_by(|a, b| a.0.cluster == b.0.cluster) {
        let mut pen = 0.0;
        let mut parts = Vec::with_capacity(group.len());
        let mut start = 0;
        for (info, position) in group {
            start = info.cluster as usize;
            let (x, y) = (position.x_offset as f32, position.y_offset as f32);
            parts.push(Part {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                x: pen + x / units,
                y: (y / units).clamp(-HIGHEST, HIGHEST),
            });
            pen += position.x_advance as f32 / units;
        }
        clusters.push(Cluster { text: start..start, parts, advance: pen });
    }
    if right_to_left {
        clusters.reverse();
    }
    let mut clusters = without_hangers_on(clusters, right_to_left);
    // Each ends where the next begins; the first has what stands before it.
    let mut end = word.len();
    for cluster in clusters.iter_mut().rev() {
        cluster.text.end = end;
        end = cluster.text.start;
    }
    if let Some(first) = clusters.first_mut() {
        first.text.start = 0;
    }
    clusters
}

/// A cluster without width, such as an alef drawn over its lam, is one with that before it.
fn without_hangers_on(clusters: Vec<Cluster>, right_to_left: bool) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::with_capacity(clusters.len());
    for mut cluster in clusters {
        match out.last_mut() {
            Some(before) if cluster.advance == 0.0 => {
                if !right_to_left {
                    cluster.parts.iter_mut().for_each(|part| part.x += before.advance);
                }
                before.parts.extend(cluster.parts);
            }
            Some(_) | None => out.push(cluster),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERIF: &[u8] = include_bytes!("fonts/noto-serif-regular.ttf");

    #[test]
    fn marks_go_with_their_letter_and_kerning_with_its_pair() {
        let mut words = Words::of_static(SERIF);
        let accents = words.clusters("cafe\u{301}x\u{323}\u{302}").unwrap();
        let texts: Vec<_> = accents.iter().map(|c| c.text.clone()).collect();
        assert_eq!(texts, [0..1, 1..2, 2..3, 3..6, 6..11]);
        assert_eq!(accents[3].parts.len(), 1);
        assert!(accents[4].parts.len() > 1);
        let width = |words: &mut Words, word: &str| -> f32 {
            words.clusters(word).unwrap().iter().map(|c| c.advance).sum()
        };
        assert!(width(&mut words, "AV") < width(&mut words, "A") + width(&mut words, "V"));
    }

    #[test]
    fn what_has_no_ink_goes_with_what_has() {
        let mut words = Words::of_static(SERIF);
        let shaped = words.clusters("a\u{200D}b\u{FE0F}").unwrap();
        let texts: Vec<_> = shaped.iter().map(|c| c.text.clone()).collect();
        assert_eq!(texts, [0..4, 4..8]);
    }
}
