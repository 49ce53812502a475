//! Paragraphs into glyphs and lines.

use super::compose::{Composition, Paragraph};
use super::fonts::Faces;
use super::given::Font;
use super::lines;
use super::pages::Block;
use super::paper::Paper;
use super::shape::{Missing, Shaped, Shaper};
use super::style::{Kind, Style};
use super::tradition::Tradition;
use crate::error::Error;
use crate::parallel;

/// The glyphs of a text of so many bytes are not kept: they take some fifty bytes a character.
const LARGE: usize = 4_000_000;

/// A title of more lines is set smaller.
const LONG_TITLE: usize = 3;

/// The glyphs of each paragraph, its lines, and the characters that no face has.
type Set = (Vec<Shaped>, Vec<Block>, Missing);

/// The glyphs of paragraphs.
pub(super) enum Glyphs<'a> {
    /// Of all.
    Kept(Vec<Shaped>),
    /// Of a large document, of the one that is asked for: they are made a second time.
    Again { composition: &'a Composition<'a>, paper: &'a Paper, last: Option<(usize, Shaped)> },
}

impl Glyphs<'_> {
    /// Of a paragraph, by its number. Cheap when it is asked for in the order of the pages.
    pub(super) fn of(&mut self, n: usize, faces: &mut Faces) -> &Shaped {
        match self {
            Self::Kept(all) => &all[n],
            Self::Again { composition, paper, last } => {
                let known = last.take().filter(|(its, _)| *its == n);
                let (_, shaped) = last.insert(known.unwrap_or_else(|| {
                    let paragraph = &composition.paragraphs[n];
                    let mut shaper = Shaper::new(faces);
                    let (shaped, _) = set_one(paragraph, composition.tradition, paper, &mut shaper);
                    (n, shaped)
                }));
                shaped
            }
        }
    }
}

/// Glyphs and lines of every paragraph, and the characters that no face has. In a long document
/// on two threads, each with faces of its own.
pub(super) fn set<'a>(
    composition: &'a Composition,
    paper: &'a Paper,
    faces: &mut Faces,
    given: &[Font],
) -> Result<(Glyphs<'a>, Vec<Block>, Missing), Error> {
    let paragraphs = &composition.paragraphs;
    let length =
        |paragraph: &Paragraph| paragraph.runs.iter().map(|run| run.text.len()).sum::<usize>();
    let all: usize = paragraphs.iter().map(length).sum();
    let keep = all < LARGE;
    let worth_it = all >= parallel::WORTH_IT;
    let middle = if worth_it { half(paragraphs.iter().map(length), all) } else { paragraphs.len() };
    let (first, second) = paragraphs.split_at(middle);
    let (first, second) = parallel::join(
        worth_it,
        || set_some(first, composition.tradition, paper, faces, keep),
        || match second {
            [] => Ok(Default::default()),
            _ => Faces::open(given, composition.tradition)
                .map(|mut faces| set_some(second, composition.tradition, paper, &mut faces, keep)),
        },
    );
    let (mut shaped, mut blocks, mut missing) = first;
    let second = second?;
    shaped.extend(second.0);
    blocks.extend(second.1);
    for (c, line) in second.2 {
        missing.entry(c).or_insert(line);
    }
    let glyphs = match keep {
        true => Glyphs::Kept(shaped),
        false => Glyphs::Again { composition, paper, last: None },
    };
    Ok((glyphs, blocks, missing))
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
    keep: bool,
) -> Set {
    let mut shaper = Shaper::new(faces);
    let mut all = Vec::with_capacity(if keep { paragraphs.len() } else { 0 });
    let mut blocks = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let (shaped, block) = set_one(paragraph, tradition, paper, &mut shaper);
        if keep {
            all.push(shaped);
        }
        blocks.push(block);
    }
    (all, blocks, shaper.into_missing())
}

fn set_one(
    paragraph: &Paragraph,
    tradition: Tradition,
    paper: &Paper,
    shaper: &mut Shaper,
) -> (Shaped, Block) {
    let document = tradition.is_ideographic();
    let chinese = paragraph.is_chinese(document);
    let usual = paragraph.kind.style(document, chinese).indented(tradition).scaled(paper.scale);
    let mut in_style = |style: Style| {
        let mut shaped = shaper.shape(paragraph, &style, chinese);
        let lines = lines::set(&mut shaped, &style, paper.measure);
        (shaped, Block { kind: paragraph.kind, style, opens: paragraph.opens, lines })
    };
    let set = in_style(usual);
    if paragraph.kind == Kind::Title && set.1.lines.len() > LONG_TITLE {
        return in_style(usual.scaled(0.75));
    }
    set
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::compose::Run;
    use super::super::elements::Elements;
    use super::super::fonts::Family;
    use super::super::options::PdfOptions;
    use super::super::style::Ink;
    use super::*;

    fn paragraph(text: &str) -> Paragraph<'_> {
        let run = Run {
            text: Cow::Borrowed(text),
            family: Family::Text,
            scale: 1.0,
            ink: Ink::Black,
            element: Elements::ROOT,
            line: None,
        };
        Paragraph { kind: Kind::Body, opens: false, runs: vec![run] }
    }

    #[test]
    fn a_half_is_by_length() {
        assert_eq!(half([1, 1, 1, 1].into_iter(), 4), 2);
        assert_eq!(half([9, 1].into_iter(), 10), 0);
        assert_eq!(half([1, 9].into_iter(), 10), 1);
        assert_eq!(half([].into_iter(), 0), 0);
    }

    /// Glyphs that are made again are those that were kept.
    #[test]
    fn a_large_document_is_set_like_a_small_one() {
        let texts =
            ["您好，GPS 是“什么”？", "好的——这样……e\u{301} 和 Kraków。", "He said \"go\"", ""];
        let composition = Composition {
            paragraphs: texts.into_iter().map(paragraph).collect(),
            elements: Elements::new(),
            title: String::new(),
            tradition: Tradition::Simplified,
            chinese: true,
            language: "zh".to_owned(),
            own_language: "zh",
        };
        let paper = Paper::new(&PdfOptions::default(), true);
        let mut faces = Faces::open(&[], composition.tradition).unwrap();
        let (mut kept, blocks, _) = set(&composition, &paper, &mut faces, &[]).unwrap();
        let mut again = Glyphs::Again { composition: &composition, paper: &paper, last: None };
        for n in (0..blocks.len()).flat_map(|n| [n, n]) {
            let one = format!("{:?}", kept.of(n, &mut faces));
            assert_eq!(one, format!("{:?}", again.of(n, &mut faces)));
        }
    }
}
