//! Lines of a paragraph in words, chosen all at once: the breaks at which the right edge is the most
//! even (after Knuth and Plass, "Breaking Paragraphs into Lines", 1981). Taken one by one, a line
//! that is full leaves the next ones as they come.

use super::{Line, breaks, opening_blank, space};
use crate::write::pdf::kinsoku::Class;
use crate::write::pdf::shape::Atom;
use crate::write::pdf::style::Style;

/// A last line shorter than this share of the column looks lost.
const SHORT: f32 = 0.15;

/// What a short last line costs, where a line that leaves all of the column empty costs 1.
const LOST: f32 = 0.08;

/// So many breaks lie on no line of words; blanks without end would have all of them compared.
const MOST: usize = 1000;

/// A place where a line may begin, and the best way to it.
#[derive(Debug, Clone, Copy)]
struct Break {
    /// The atom that begins the line.
    atom: usize,
    /// Where it would stand if all were one line.
    x: f32,
    /// Number of the line.
    line: usize,
    /// What all lines before cost.
    cost: f32,
    /// The break before, by its number.
    before: usize,
}

/// The lines; `None` when a word is wider than the column, or a line has no end of breaks.
pub(super) fn lines(
    atoms: &[Atom],
    style: &Style,
    width: impl Fn(usize) -> f32,
) -> Option<Vec<Line>> {
    let first = Break { atom: 0, x: opening_blank(atoms.first()?), line: 0, cost: 0.0, before: 0 };
    let mut ways = vec![first];
    // The first break from which a line still reaches to where we are.
    let mut near = 0;
    // Where the ink ends, and where the next atom begins.
    let (mut inked, mut x) = (0.0, 0.0);
    for (n, atom) in atoms.iter().enumerate() {
        if n > 0 {
            let gap = space(&atoms[n - 1], atom, style).natural;
            if breaks(&atoms[n - 1], atom) {
                if ways.len() - near > MOST {
                    return None;
                }
                let best = best(&ways, near, inked, false, &width)?;
                ways.push(Break { atom: n, x: x + gap + opening_blank(atom), ..best });
            }
            x += gap;
        }
        x += atom.advance;
        if atom.class != Class::Space {
            inked = x;
        }
        while ways.get(near).is_some_and(|way| inked - way.x > width(way.line) + 0.01) {
            near += 1;
        }
    }
    let mut at = best(&ways, near, inked, true, &width)?.before;
    let mut end = atoms.len();
    let mut lines = Vec::new();
    loop {
        let Break { atom, before, .. } = ways[at];
        lines.push(Line { atoms: atom..end });
        if at == 0 {
            break;
        }
        (at, end) = (before, atom);
    }
    lines.reverse();
    Some(lines)
}

/// The best way to end a line here.
fn best(
    ways: &[Break],
    near: usize,
    inked: f32,
    last: bool,
    width: &impl Fn(usize) -> f32,
) -> Option<Break> {
    let mut best: Option<Break> = None;
    for (n, way) in ways.iter().enumerate().skip(near) {
        let width = width(way.line);
        let empty = (width - (inked - way.x)) / width;
        if empty < -0.0001 {
            continue;
        }
        let cost = match last {
            true if empty > 1.0 - SHORT && n > 0 => LOST,
            true => 0.0,
            false => empty * empty,
        };
        let cost = way.cost + cost;
        if best.is_none_or(|best| cost < best.cost) {
            best = Some(Break { line: way.line + 1, cost, before: n, ..*way });
        }
    }
    best
}
