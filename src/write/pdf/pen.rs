//! One page's operators: text, boxes, marked content.

mod cluster;

use std::borrow::Cow;

use printpdf::{Color, DictItem, FontId, Greyscale, Op, PdfFontHandle, Point, Pt};

use super::boxes::Drawing;
use super::chars::is_ignorable;
use super::clusters::Part;
use super::fonts::{FaceId, Faces};
use super::shape::{Atom, Picture};
use super::style::Ink;
use super::subset::Subsets;
use cluster::Group;

/// No string may be longer than 32,767 bytes (ISO 19005-2, 6.1.13); a line of blanks might.
const LONGEST_STRING: usize = 32_000;

/// Writes the operators of a page.
pub(super) struct Pen<'s> {
    ops: Vec<Op>,
    subsets: &'s mut Subsets,
    /// Inside a text object: where its current line begins.
    line: Option<(f32, f32)>,
    font: Option<(FaceId, f32)>,
    ink: Ink,
    spacing: f32,
}

/// Glyphs to be shown by one operator.
struct Show {
    items: Vec<DictItem>,
    bytes: Vec<u8>,
    /// Where the next glyph would stand.
    x: f32,
}

impl<'s> Pen<'s> {
    /// For a page of so many lines.
    pub(super) fn new(subsets: &'s mut Subsets, lines: usize) -> Self {
        Self {
            // Operators are large: what is not moved when the list grows is time saved.
            ops: Vec::with_capacity(32 + lines * 5),
            subsets,
            line: None,
            font: None,
            ink: Ink::Black,
            spacing: 0.0,
        }
    }

    /// The operators.
    pub(super) fn finish(mut self) -> Vec<Op> {
        self.end_text();
        self.ops
    }

    /// Begins marked content.
    pub(super) fn begin(&mut self, tag: &str, properties: Vec<(&str, DictItem)>) {
        self.end_text();
        self.open(tag, properties);
    }

    /// Ends marked content.
    pub(super) fn end(&mut self) {
        self.end_text();
        self.ops.push(Op::EndMarkedContent);
    }

    fn open(&mut self, tag: &str, properties: Vec<(&str, DictItem)>) {
        let map = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map },
        });
    }

    /// Shows atoms of one face, size and colour, in the order of reading. `text` gives the
    /// characters of an atom, `parts` the glyphs of clusters.
    pub(super) fn show<'a>(
        &mut self,
        atoms: &[Atom],
        parts: &[Part],
        text: impl Fn(&Atom) -> &'a str,
        (left, y): (f32, f32),
        ink: Ink,
        faces: &mut Faces,
    ) {
        let spacing = usual_spacing(atoms);
        let mut show: Option<Show> = None;
        for atom in atoms {
            let characters = text(atom);
            let (id, shift, shown) = match atom.picture {
                Picture::Glyph { id, shift } => (id, shift, bare(characters)),
                Picture::Box(c) => {
                    self.flush(show.take());
                    self.boxed(c, characters, atom, (left + atom.x, y), ink, faces);
                    continue;
                }
                Picture::Cluster { first, count } => {
                    self.flush(show.take());
                    let (first, count) = (first as usize, count as usize);
                    let parts = parts.get(first..first + count).unwrap_or_default();
                    let at = (left + atom.x, y);
                    self.cluster(&Group { parts, characters, atom, at, ink }, faces);
                    continue;
                }
                // Nothing to see: a blank of the face carries the text.
                Picture::Nothing => match faces.glyph(atom.face, ' ') {
                    Some(glyph) => (glyph.id, 0.0, Cow::Borrowed(" ")),
                    None => continue,
                },
            };
            let new = self.subsets.glyph(atom.face, id, &shown);
            let plain = self.subsets.text(atom.face, new) == characters;
            if !plain {
                self.flush(show.take());
            }
            let x = left + atom.x + shift;
            let here = match &mut show {
                Some(here) => here,
                none => {
                    self.text_at(x, y);
                    self.set(atom.face, atom.size, ink, spacing);
                    none.insert(Show {
                        items: Vec::with_capacity(16),
                        bytes: Vec::with_capacity(2 * atoms.len()),
                        x,
                    })
                }
            };
            if here.bytes.len() >= LONGEST_STRING {
                here.close();
            }
            here.move_to(x, atom.size);
            here.bytes.extend(new.to_be_bytes());
            here.x += self.spacing
                + if atom.face.is_cjk() {
                    // Set glyph by glyph: nothing kerns.
                    atom.advance - 2.0 * shift
                } else {
                    width(atom.face, id, atom.size, faces)
                };
            if !plain {
                self.open("Span", vec![("ActualText", utf16(characters))]);
                self.flush(show.take());
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush(show);
    }

    fn flush(&mut self, show: Option<Show>) {
        let Some(mut show) = show else { return };
        show.close();
        let op = match show.items.as_mut_slice() {
            [] => return,
            [DictItem::String { data, .. }] => ("Tj", vec![string(std::mem::take(data))]),
            _ => ("TJ", vec![DictItem::Array(show.items)]),
        };
        self.operator(op.0, op.1);
    }

    /// A character that no face has: the glyph of a box, and its code point inside as a
    /// drawing. To a reader of the text it is the character (ISO 32000-1, 14.9.4).
    fn boxed(
        &mut self,
        c: char,
        text: &str,
        atom: &Atom,
        at: (f32, f32),
        ink: Ink,
        faces: &mut Faces,
    ) {
        let Some(frame) = faces.glyph(FaceId::TextCjk, '□') else {
            return;
        };
        self.end_text();
        self.open("Span", vec![("ActualText", utf16(text))]);
        let glyph = self.subsets.glyph(FaceId::TextCjk, frame.id, "□");
        self.text_at(at.0, at.1);
        self.set(FaceId::TextCjk, atom.size, ink, 0.0);
        self.operator("Tj", vec![string(glyph.to_be_bytes().into())]);
        self.end_text();
        self.subsets.drawn(Drawing::CodePoint(c));
        self.drawing(Drawing::CodePoint(c), at, atom.size);
        self.ops.push(Op::EndMarkedContent);
    }

    /// The number of a line, which ends at this place.
    pub(super) fn line_number(&mut self, number: u16, at: (f32, f32), size: f32) {
        self.end_text();
        self.subsets.drawn(Drawing::Number(number));
        self.drawing(Drawing::Number(number), at, size);
    }

    fn drawing(&mut self, drawing: Drawing, at: (f32, f32), size: f32) {
        self.operator("q", vec![]);
        self.operator("cm", [size, 0.0, 0.0, size, at.0, at.1].map(real).to_vec());
        self.operator("Do", vec![DictItem::Name(drawing.id().0.into_bytes())]);
        self.operator("Q", vec![]);
    }

    /// A thin rule.
    pub(super) fn rule(&mut self, left: f32, right: f32, y: f32) {
        self.end_text();
        self.operator("w", vec![real(0.5)]);
        self.operator("G", vec![real(0.6)]);
        self.operator("m", vec![real(left), real(y)]);
        self.operator("l", vec![real(right), real(y)]);
        self.operator("S", vec![]);
        self.operator("G", vec![real(0.0)]);
    }

    /// Begins a text object unless in one, and a line of it here.
    fn text_at(&mut self, x: f32, y: f32) {
        let (x, y) = (round(x), round(y));
        let from = match self.line {
            Some(from) => from,
            None => {
                self.ops.push(Op::StartTextSection);
                (0.0, 0.0)
            }
        };
        self.ops.push(Op::SetTextCursor {
            pos: Point { x: Pt(round(x - from.0)), y: Pt(round(y - from.1)) },
        });
        self.line = Some((x, y));
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn set(&mut self, face: FaceId, size: f32, ink: Ink, spacing: f32) {
        if self.font != Some((face, size)) {
            self.font = Some((face, size));
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(font_id(face)),
                size: Pt(round(size)),
            });
        }
        if self.ink != ink {
            self.ink = ink;
            let grey = Greyscale::new(ink.level(), None);
            self.ops.push(Op::SetFillColor { col: Color::Greyscale(grey) });
        }
        if self.spacing != spacing {
            self.spacing = spacing;
            self.ops.push(Op::SetCharacterSpacing { multiplier: spacing });
        }
    }

    fn operator(&mut self, key: &str, value: Vec<DictItem>) {
        self.ops.push(Op::Unknown { key: key.to_owned(), value });
    }
}

impl Show {
    /// Moves to `x` before the next glyph. What cannot be seen (a fiftieth of a point) is let be.
    fn move_to(&mut self, x: f32, size: f32) {
        let off = x - self.x;
        if off.abs() < 0.02 {
            return;
        }
        self.close();
        let move_left = (-off * 1000.0 / size).round();
        if move_left != 0.0 {
            self.items.push(DictItem::Int(move_left as i64));
            self.x -= move_left * size / 1000.0;
        }
    }

    /// Ends the string of glyphs.
    fn close(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            self.items.push(string(bytes));
        }
    }
}

/// How far a glyph moves the pen.
fn width(face: FaceId, id: u16, size: f32, faces: &Faces) -> f32 {
    f32::from(faces.get(face).advance(id)) / 1000.0 * size
}

/// The space that stands after most of these glyphs: what opens up a justified line. A few of
/// them tell.
fn usual_spacing(atoms: &[Atom]) -> f32 {
    const ASKED: usize = 9;
    let step = (atoms.len() / ASKED).max(1);
    let mut spaces = [0.0; ASKED];
    let mut count = 0;
    let pairs = atoms.windows(2).step_by(step);
    for (space, pair) in spaces.iter_mut().zip(pairs) {
        *space = pair[1].x - pair[0].x - pair[0].advance;
        count += 1;
    }
    let spaces = &mut spaces[..count];
    if spaces.is_empty() {
        return 0.0;
    }
    spaces.sort_unstable_by(f32::total_cmp);
    let median = spaces[count / 2];
    // From right to left, every glyph stands before the last one: no spacing does that.
    if median < -1.0 {
        return 0.0;
    }
    (median * 1000.0).round() / 1000.0
}

/// Name of a face in the resources of a page.
pub(super) fn font_id(face: FaceId) -> FontId {
    FontId(format!("F{}", face.index()))
}

/// What a glyph is read as when nothing is said beside it: its characters that have ink, or
/// its one blank. Never nothing: every glyph must be readable.
fn bare(characters: &str) -> Cow<'_, str> {
    let mut chars = characters.chars();
    if chars.next().is_some_and(|c| !is_ignorable(c)) && chars.next().is_none() {
        return Cow::Borrowed(characters);
    }
    let inked = characters.chars().filter(|&c| !is_ignorable(c) && c != ' ');
    let inked: String = inked.collect();
    if inked.is_empty() { Cow::Borrowed(" ") } else { Cow::Owned(inked) }
}

/// A text string of PDF (ISO 32000-1, 7.9.2.2).
pub(super) fn utf16(text: &str) -> DictItem {
    DictItem::Bytes(
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
    )
}

/// Glyph numbers as they are: half as long as in hexadecimal.
fn string(data: Vec<u8>) -> DictItem {
    DictItem::String { data, literal: true }
}

fn real(value: f32) -> DictItem {
    DictItem::Real(round(value))
}

/// To a hundredth: finer is not seen, and makes the file longer.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
