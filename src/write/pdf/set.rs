//! Paragraphs into glyphs and lines.

use super::compose::{Composition, Paragraph};
use super::fonts::Faces;
use super::given::Font;
use super::lines;
use super::pages::Block;
use super::paper::Paper;
use super::shape::{Missing, Shaped, Shaper};
use super::tradition::Tradition;
use crate::error::Error;
use crate::parallel;

/// The glyphs of each paragraph, its lines, and the characters that no face has.
type Set = (Vec<Shaped>, Vec<Block>, Missing);

/// Glyphs and lines of every paragraph, and the characters that no face has. In a long document
/// on two threads, each with faces of its own.
pub(super) fn set(
    composition: &Composition,
    paper: &Paper,
    faces: &mut Faces,
    given: &[Font],
) -> Result<Set, Error> {
    let paragraphs = &composition.paragraphs;
    let length =
        |paragraph: &Paragraph| paragraph.runs.iter().map(|run| run.text.len()).sum::<usize>();
    let all: usize = paragraphs.iter().map(length).sum();
    let worth_it = all >= parallel::WORTH_IT;
    let middle = if worth_it { half(paragraphs.iter().map(length), all) } else { paragraphs.len() };
    let (first, second) = paragraphs.split_at(middle);
    let (first, second) = parallel::join(
        worth_it,
        || set_some(first, composition.tradition, paper, faces),
        || match second {
            [] => Ok(Default::default()),
            _ => Faces::open(given, composition.tradition)
                .map(|mut faces| set_some(second, composition.tradition, paper, &mut faces)),
        },
    );
    let (mut shaped, mut blocks, mut missing) = first;
    let second = second?;
    shaped.extend(second.0);
    blocks.extend(second.1);
    for (c, line) in second.2 {
        missing.entry(c).or_insert(line);
    }
    Ok((shaped, blocks, missing))
}

/// How many of these lengths make half of their sum.
fn half(lengths: impl Iterator<Item = usize>, all: usize) -> usize {
    let mut sum = 0;
    lengths
        .take_while(|length| {
            sum += length;
            sum <= all / 2
        })
        .count()
}

fn set_some(
    paragraphs: &[Paragraph],
    tradition: Tradition,
    paper: &Paper,
    faces: &mut Faces,
) -> Set {
    let document = tradition.is_ideographic();
    let mut shaper = Shaper::new(faces);
    let mut all = Vec::with_capacity(paragraphs.len());
    let mut blocks = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let chinese = paragraph.is_chinese(document);
        let style = paragraph.kind.style(document, chinese).indented(tradition).scaled(paper.scale);
        let mut shaped = shaper.shape(paragraph, &style, chinese);
        let lines = lines::set(&mut shaped, &style, paper.measure);
        all.push(shaped);
        blocks.push(Block { kind: paragraph.kind, style, opens: paragraph.opens, lines });
    }
    (all, blocks, shaper.into_missing())
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn a_half_is_by_length() {
        assert_eq!(half([1, 1, 1, 1].into_iter(), 4), 2);
        assert_eq!(half([9, 1].into_iter(), 10), 0);
        assert_eq!(half([1, 9].into_iter(), 10), 1);
        assert_eq!(half([].into_iter(), 0), 0);
    }
}
