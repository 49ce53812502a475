//! Pages into operators, and those into bytes: every line's glyphs as marked content of its structure element, the
//! running head and the page number as artifacts (ISO 32000-1, 14.8.2.2).

use std::borrow::Cow;

use lopdf::Stream;
use printpdf::{DictItem, Op};

use crate::error::Error;

use super::compose::{Composition, Paragraph, Run};
use super::document;
use super::elements::{ElementId, Elements, Role};
use super::fonts::{Faces, Family};
use super::kinsoku::Class;
use super::links;
use super::pages::{Block, Page, Row};
use super::paper::Paper;
use super::pen::Pen;
use super::save;
use super::set::Glyphs;
use super::shape::{Atom, Shaped, Shaper};
use super::style::{FURNITURE_SIZE, Ink, Kind, LINE_NUMBER_SIZE, Style};
use super::subset::Subsets;

/// The contents of so many pages wait as they are, to be deflated all at once.
const LARGE: usize = 512;

/// The pages, drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The contents of each page.
    pub(super) pages: Vec<Stream>,
    /// Of each page, the element of each marked-content number.
    pub(super) marks: Vec<Vec<ElementId>>,
    /// The page and height at which each element begins.
    pub(super) places: Vec<Option<(usize, f32)>>,
    /// Where the addresses of the web stand.
    pub(super) links: Vec<links::Place>,
    /// The glyphs used.
    pub(super) subsets: Subsets,
}

/// What there is to draw.
pub(super) struct Sheet<'a> {
    /// The words.
    pub(super) composition: &'a Composition<'a>,
    /// Their lines.
    pub(super) blocks: &'a [Block],
    /// Their places.
    pub(super) pages: &'a [Page],
    /// The paper.
    pub(super) paper: &'a Paper,
    /// Whether lines are numbered.
    pub(super) line_numbers: bool,
}

/// So many pages are drawn before their operators become bytes: operators take ten times as much.
const TOGETHER: usize = 64;

/// Draws all pages.
pub(super) fn draw(sheet: &Sheet, glyphs: &mut Glyphs, faces: &mut Faces) -> Result<Drawn, Error> {
    let mut drawn = Drawn {
        pages: Vec::with_capacity(sheet.pages.len()),
        marks: Vec::with_capacity(sheet.pages.len()),
        places: vec![None; sheet.composition.elements.len()],
        links: Vec::new(),
        subsets: Subsets::default(),
    };
    let large = sheet.pages.len() > LARGE;
    let mut waiting: Vec<Vec<Op>> = Vec::with_capacity(sheet.pages.len().min(TOGETHER));
    for (number, page) in sheet.pages.iter().enumerate() {
        let mut marks = Vec::new();
        let mut pen = Pen::new(&mut drawn.subsets, page.rows.len());
        let mut open = None;
        for row in &page.rows {
            let shaped = glyphs.of(row.block, faces);
            sheet.note_place(*row, shaped, number, &mut drawn.places, &mut drawn.links);
            sheet.row(*row, shaped, &mut pen, &mut marks, &mut open, faces);
        }
        if open.is_some() {
            pen.end();
        }
        sheet.furniture(number, page, &mut pen, faces);
        waiting.push(pen.finish());
        drawn.marks.push(marks);
        if waiting.len() == TOGETHER || number + 1 == sheet.pages.len() {
            let mut contents = document::contents(std::mem::take(&mut waiting))?;
            if large {
                save::deflate(&mut contents)?;
            }
            drawn.pages.append(&mut contents);
        }
    }
    Ok(drawn)
}

impl Sheet<'_> {
    /// A line of text. What belongs to one element is one sequence of marked content, as far
    /// as it goes on one page.
    fn row(
        &self,
        row: Row,
        shaped: &Shaped,
        pen: &mut Pen,
        marks: &mut Vec<ElementId>,
        open: &mut Option<ElementId>,
        faces: &mut Faces,
    ) {
        let paragraph = &self.composition.paragraphs[row.block];
        let line = &self.blocks[row.block].lines[row.line];
        let hyphen = last_hyphen(shaped, &shaped.atoms[line.atoms.clone()]);
        let text = |atom: &Atom| {
            if hyphen == Some(atom.text) { "- " } else { shaped.text_of(atom) }
        };
        let alike = |a: &Atom, b: &Atom| a.face == b.face && a.run == b.run && a.size == b.size;
        for piece in shaped.atoms[line.atoms.clone()].chunk_by(alike) {
            let Some(run) = piece.first().and_then(|atom| run_of(paragraph, atom)) else {
                continue;
            };
            if *open != Some(run.element) {
                if open.is_some() {
                    pen.end();
                }
                let number = DictItem::Int(marks.len() as i64);
                pen.begin(tag(&self.composition.elements, run.element), vec![("MCID", number)]);
                marks.push(run.element);
                *open = Some(run.element);
            }
            pen.show(piece, &shaped.parts, text, (self.paper.left, row.y), run.ink, faces);
        }
    }

    /// Remembers where elements begin, for the outline.
    fn note_place(
        &self,
        row: Row,
        shaped: &Shaped,
        page: usize,
        places: &mut [Option<(usize, f32)>],
        links: &mut Vec<links::Place>,
    ) {
        let paragraph = &self.composition.paragraphs[row.block];
        let line = &self.blocks[row.block].lines[row.line];
        let atoms = &shaped.atoms[line.atoms.clone()];
        let top = row.y + self.blocks[row.block].style.leading;
        for piece in atoms.chunk_by(|a, b| a.run == b.run) {
            let run = piece.first().and_then(|atom| run_of(paragraph, atom));
            if let Some(element) = run.map(|run| run.element)
                && self.composition.elements.role(element) == Some(Role::Link)
            {
                let left = piece.iter().map(|atom| atom.x).fold(f32::MAX, f32::min);
                let right = piece.iter().map(|atom| atom.x + atom.advance).fold(0.0, f32::max);
                let (from, size) = (self.paper.left, self.blocks[row.block].style.size);
                let sides = [from + left, row.y - 0.3 * size, from + right, row.y + size];
                links.push(links::Place { page, sides, element });
            }
            if let Some(run) = piece.first().and_then(|atom| run_of(paragraph, atom))
                && let Some(place) = places.get_mut(run.element.0 as usize)
                && place.is_none()
            {
                *place = Some((page, top));
            }
        }
    }

    fn furniture(&self, number: usize, page: &Page, pen: &mut Pen, faces: &mut Faces) {
        if let Some(y) = page.rule {
            pen.begin("Artifact", vec![("Type", name("Layout"))]);
            pen.rule(self.paper.left, self.paper.left + self.paper.measure, y);
            pen.end();
        }
        if self.line_numbers {
            self.number_lines(page, pen);
        }
        let pagination = |subtype| vec![("Type", name("Pagination")), ("Subtype", name(subtype))];
        if number > 0 {
            pen.begin("Artifact", pagination("Header"));
            self.small(&self.composition.title, self.paper.head_line, pen, faces);
            pen.end();
        }
        pen.begin("Artifact", pagination("Footer"));
        let folio = format!("{} / {}", number + 1, self.pages.len());
        self.small(&folio, self.paper.foot_line, pen, faces);
        pen.end();
    }

    /// The numbers of the lines of the source, from 1 on every page, in the margin. They are
    /// drawings: whoever takes text out of the page finds only the text.
    fn number_lines(&self, page: &Page, pen: &mut Pen) {
        let size = LINE_NUMBER_SIZE * self.paper.scale.clamp(0.8, 1.2);
        let numbered = |row: &&Row| match self.blocks[row.block].kind {
            Kind::Title | Kind::Front => false,
            Kind::Heading(_)
            | Kind::Opening
            | Kind::Body
            | Kind::Direction
            | Kind::Narration
            | Kind::Paratext
            | Kind::Furniture => true,
        };
        pen.begin("Artifact", vec![("Type", name("Layout"))]);
        for (number, row) in (1..).zip(page.rows.iter().filter(numbered)) {
            pen.line_number(number, (self.paper.left - 2.0 * size, row.y), size);
        }
        pen.end();
    }

    /// A short line in the middle of the page, cut to its width.
    fn small(&self, text: &str, y: f32, pen: &mut Pen, faces: &mut Faces) {
        let paragraph = Paragraph {
            kind: Kind::Front,
            opens: false,
            runs: vec![Run {
                text: Cow::Borrowed(text),
                family: Family::Text,
                scale: 1.0,
                ink: Ink::Grey,
                element: Elements::ROOT,
                line: None,
            }],
        };
        let style = Style {
            size: FURNITURE_SIZE * self.paper.scale.clamp(0.8, 1.2),
            ..Kind::Front.style(self.composition.chinese, self.composition.chinese)
        };
        let mut shaped = Shaper::new(faces).shape(&paragraph, &style, self.composition.chinese);
        let mut x = 0.0;
        let mut fits = 0;
        for atom in &mut shaped.atoms {
            atom.x = x;
            x += atom.advance;
            if x > self.paper.measure {
                break;
            }
            fits += 1;
        }
        let shown = &shaped.atoms[..fits];
        let width = shown.last().map_or(0.0, |last| last.x + last.advance);
        let left = (self.paper.width - width) / 2.0;
        for piece in shown.chunk_by(|a, b| a.face == b.face) {
            let text = |atom: &Atom| shaped.text_of(atom);
            pen.show(piece, &shaped.parts, text, (left, y), Ink::Grey, faces);
        }
    }
}

/// The hyphen that ends a line. Readers of the text take it for the typesetter's and drop it,
/// unless a blank follows.
fn last_hyphen(shaped: &Shaped, line: &[Atom]) -> Option<(u32, u32)> {
    // An accent that stands on a blank is seen.
    let is_blank = |atom: &Atom| shaped.text_of(atom).trim().is_empty();
    let last = line.iter().rfind(|atom| atom.class != Class::Space || !is_blank(atom))?;
    (shaped.text_of(last) == "-").then_some(last.text)
}

fn run_of<'p, 'a>(paragraph: &'p Paragraph<'a>, atom: &Atom) -> Option<&'p Run<'a>> {
    paragraph.runs.get(atom.run as usize)
}

/// The tag of marked content. Readers go by the structure tree; this only helps people.
fn tag(elements: &Elements, id: ElementId) -> &'static str {
    elements.tag(id)
}

fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}
