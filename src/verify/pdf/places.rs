//! Where glyphs stand: what is said one after the other has to be seen one after the other, on the
//! paper, in ink, and large enough to be read.

use lopdf::content::Operation;
use lopdf::{Document, Object, ObjectId};
use unicode_bidi::{BidiClass, bidi_class};

use super::paragraphs::{Paragraphs, Part, directs, is_backward, is_mixed};
use super::resolve;
use crate::write::glyphs as ours;

/// The smallest size of ours, in points, is 3.4.
const SMALLEST: f32 = 3.0;

/// The lightest ink that we use is 0.4, where 1 is the paper.
const LIGHTEST: f32 = 0.5;

/// Our rules are 0.5 points thick.
const THICKEST: f32 = 0.5;

/// No place is finer than this, in points: they are rounded.
const FINEST: f32 = 0.1;

/// How far a mark may stand from the base line, in ems.
const HIGHEST: f32 = 1.7;

/// Place of a glyph on the paper, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    x: f32,
    y: f32,
    advance: f32,
    size: f32,
}

/// A text on the paper.
#[derive(Debug)]
struct Placed {
    place: Place,
    text: String,
    /// Whether the glyph is read as it is, with nothing said beside it.
    plain: bool,
    /// The paragraph that it is of.
    part: Option<Part>,
}

/// What `q` keeps of how glyphs are drawn (ISO 32000-1, 8.4.2).
#[derive(Debug, Clone, Copy)]
struct Pen {
    size: f32,
    spacing: f32,
    narrowed: f32,
    ink: f32,
}

/// The state of the pen on one page, and what was placed so far.
#[derive(Debug)]
pub(super) struct Places {
    paper: (f32, f32),
    /// Where the line of text began.
    line: (f32, f32),
    x: f32,
    pen: Pen,
    /// What `Q` gives back, for each picture that is open; no text stands in one.
    saved: Vec<Pen>,
    placed: Vec<Placed>,
}

impl Places {
    /// For a page.
    pub(super) fn of(document: &Document, page: ObjectId) -> Result<Self, String> {
        let page = document.get_dictionary(page).map_err(|error| error.to_string())?;
        let paper =
            page.get(b"MediaBox").ok().and_then(|it| resolve(document, it)?.as_array().ok());
        let paper: Vec<f32> =
            paper.into_iter().flatten().filter_map(|side| side.as_float().ok()).collect();
        let &[0.0, 0.0, width, height] = paper.as_slice() else {
            return Err("the page has no size".to_owned());
        };
        let crop = page.get(b"CropBox").ok();
        let is_cut = crop.is_some_and(|crop| page.get(b"MediaBox").ok() != Some(crop));
        if is_cut || page.has(b"Rotate") || page.has(b"UserUnit") {
            return Err("the page is cut or turned".to_owned());
        }
        let covers = |it: &Object| {
            let it = resolve(document, it).and_then(|it| it.as_dict().ok());
            it.is_none_or(|it| it.has(b"AP") || !it.get(b"Subtype").is_ok_and(is_link))
        };
        let annotations = page.get(b"Annots").ok().and_then(|it| resolve(document, it));
        if annotations.and_then(|it| it.as_array().ok()).is_some_and(|all| all.iter().any(covers)) {
            return Err("an annotation that is no link may cover what is said".to_owned());
        }
        Ok(Self {
            paper: (width, height),
            line: (0.0, 0.0),
            x: 0.0,
            pen: Pen { size: 0.0, spacing: 0.0, narrowed: 1.0, ink: 0.0 },
            saved: Vec::new(),
            placed: Vec::new(),
        })
    }

    /// Follows an operator that shows nothing; of those that are known.
    pub(super) fn follow(&mut self, operation: &Operation) -> Result<(), String> {
        let numbers: Vec<f32> =
            operation.operands.iter().filter_map(|it| it.as_float().ok()).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("BT", []) => (self.line, self.x) = ((0.0, 0.0), 0.0),
            ("Td", &[right, up]) => {
                self.line = (self.line.0 + right, self.line.1 + up);
                self.x = self.line.0;
            }
            // A font that `Q` takes back is no way of ours to write.
            ("Tf", &[size]) if self.saved.is_empty() => self.pen.size = size,
            ("Tc", &[spacing]) => self.pen.spacing = spacing,
            ("Tz", &[percent]) => self.pen.narrowed = percent / 100.0,
            ("g", &[ink]) => self.pen.ink = ink,
            ("q", []) => self.saved.push(self.pen),
            ("Q", []) => match self.saved.pop() {
                Some(pen) => self.pen = pen,
                None => return Err("`Q` without `q`".to_owned()),
            },
            // The number of a line, the code point in a box.
            ("cm", &[size, 0.0, 0.0, other, ..]) if size == other && !self.saved.is_empty() => {}
            // A rule; a thicker one could cover what is said.
            ("w", &[width]) if width <= THICKEST => {}
            ("ET" | "Do" | "BDC" | "BMC" | "EMC" | "G" | "m" | "l" | "S", _) => {}
            (operator, _) => return Err(format!("`{operator}` is no operator that we use")),
        }
        Ok(())
    }

    /// Moves the pen inside a line, by thousandths of an em.
    pub(super) fn shift(&mut self, thousandths: f32) {
        self.x -= thousandths / 1000.0 * self.pen.size * self.pen.narrowed;
    }

    /// Shows a glyph so wide, in thousandths of an em; returns where it stands.
    pub(super) fn show(&mut self, width: f32) -> Place {
        let Pen { size, spacing, narrowed, .. } = self.pen;
        let advance = width / 1000.0 * size * narrowed;
        let place = Place { x: self.x, y: self.line.1, advance, size };
        self.x += advance + spacing * narrowed;
        place
    }

    /// Whether a glyph that says this can be seen there.
    pub(super) fn is_seen(&self, place: Place, text: &str) -> Result<(), String> {
        let inked = |c: char| !c.is_whitespace() && !ours::is_ignorable(c);
        if !text.contains(inked) {
            return Ok(());
        }
        let (width, height) = self.paper;
        let on_paper = (0.0..width).contains(&place.x) && (0.0..height).contains(&place.y);
        if !on_paper {
            return Err(format!("“{text}” stands outside of the paper"));
        }
        let Pen { size, narrowed, ink, .. } = self.pen;
        if ink > LIGHTEST || size < SMALLEST || narrowed <= 0.0 || !self.saved.is_empty() {
            return Err(format!("“{text}” cannot be seen"));
        }
        Ok(())
    }

    /// Notes that a text of the structure, which is of that part, begins there.
    pub(super) fn place(&mut self, place: Place, text: &str, plain: bool, part: Option<Part>) {
        if !text.is_empty() {
            self.placed.push(Placed { place, text: text.to_owned(), plain, part });
        }
    }

    /// Whether everything stands in the order in which it is said.
    pub(super) fn check(&self, paragraphs: &Paragraphs) -> Result<(), String> {
        let same_line = |a: &Placed, b: &Placed| (a.place.y - b.place.y).abs() < FINEST;
        let mixes = |it: &Placed| is_mixed(&it.text) || paragraphs.is_backward(it.part);
        let is_turned = |it: &Placed| paragraphs.is_turned(it.part);
        let mut after = Backward::default();
        for line in self.placed.chunk_by(same_line) {
            let mixed = line.iter().any(mixes);
            for pair in line.windows(2) {
                let turned = after.is_on(&pair[0]);
                after.take(&pair[0]);
                if !pair.iter().any(is_turned) {
                    follows(&pair[0], &pair[1], mixed || turned)?;
                }
            }
            if let Some(last) = line.last() {
                after.take(last);
            }
        }
        for pair in self.placed.windows(2).filter(|pair| !same_line(&pair[0], &pair[1])) {
            let (above, below) = (&pair[0], &pair[1]);
            let up = below.place.y - above.place.y;
            let is_mark = !(above.plain && below.plain) && up < HIGHEST * below.place.size;
            if up > 0.0 && !is_mark {
                return Err(format!("“{}” stands above what is said before it", below.text));
            }
        }
        Ok(())
    }
}

/// Whether the last letter of a paragraph ran from right to left: it turns what is no letter after it,
/// on further lines too (Unicode Standard Annex 9, N1: levels are told before lines are broken).
#[derive(Debug, Default)]
struct Backward {
    part: Option<Part>,
    last: bool,
}

impl Backward {
    /// Whether it did, where this text stands.
    fn is_on(&self, it: &Placed) -> bool {
        let same = it.part.is_some_and(|part| self.part.is_some_and(|last| part.is_of(last)));
        same && self.last
    }

    /// Goes on with this text.
    fn take(&mut self, it: &Placed) {
        let before = self.is_on(it);
        self.part = it.part;
        self.last = it.text.chars().filter_map(is_backward).next_back().unwrap_or(before);
    }
}

/// Whether `b` stands after `a` on a line; in one that is mixed the letters tell in which
/// direction, and what is no letter tells nothing.
fn follows(a: &Placed, b: &Placed, mixed: bool) -> Result<(), String> {
    let class = |c: Option<char>| c.map(bidi_class);
    let classes = (class(a.text.chars().next_back()), class(b.text.chars().next()));
    let backward = |class| matches!(class, Some(BidiClass::R | BidiClass::AL));
    let forward = |class| class == Some(BidiClass::L);
    let moved = b.place.x - a.place.x;
    let right = match classes {
        _ if a.text.contains(directs) || b.text.contains(directs) => true,
        (one, other) if backward(one) && backward(other) => moved <= FINEST,
        (one, other) if !mixed || forward(one) && forward(other) => {
            // Marks of a square give up no more than half of it.
            let least = if a.plain && b.plain { 0.2 * a.place.advance } else { 0.0 };
            moved >= least - FINEST
        }
        _ => true,
    };
    if right {
        Ok(())
    } else {
        Err(format!("“{}” does not stand after “{}”, as it is said", b.text, a.text))
    }
}

fn is_link(name: &Object) -> bool {
    name.as_name().is_ok_and(|name| name == b"Link")
}
