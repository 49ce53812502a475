//! Paragraphs into lines: where each ends, and where its glyphs stand.
//!
//! Between ideographs a line may end nearly anywhere: it is filled greedily, with one look ahead.
//! When the marks of a line can give up enough of their blank, the next few characters are taken
//! in; else the line is filled by opening it up (CLREQ, "Line adjustment"). Words are set ragged,
//! and the lines of a paragraph chosen all at once (`total`).

mod total;

use std::ops::Range;

use super::bidi::Directions;
use super::kinsoku::{Class, Gap, HALF, QUARTER, gap, may_break};
use super::shape::{Atom, Shaped};
use super::style::{Align, Style};

/// How much one space may grow to fill a line, in ems; what needs more is left ragged.
const MOST_STRETCH: f32 = 0.35;

/// A line: its atoms, placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its atoms.
    pub(super) atoms: Range<usize>,
}

/// The sides of the column for one line.
#[derive(Debug, Clone, Copy)]
struct Slot {
    left: f32,
    width: f32,
}

/// Breaks a paragraph into lines and places its atoms in the column of this width.
pub(super) fn set(shaped: &mut Shaped, style: &Style, width: f32) -> Vec<Line> {
    let slot = |n: usize| {
        let first = if n == 0 { style.first_indent } else { 0.0 };
        let width = (width - 2.0 * style.indent - first).max(style.size);
        Slot { left: style.indent + first, width }
    };
    let lines = broken(&shaped.atoms, style, |n| slot(n).width);
    let Some(last) = lines.len().checked_sub(1) else { return lines };
    if let Some(directions) = Directions::of(shaped) {
        let right = directions.is_right_to_left();
        let style = Style { align: if right { Align::Right } else { style.align }, ..*style };
        // The indent of the first line is on the side where it begins.
        let slot = |n| Slot { left: if right { style.indent } else { slot(n).left }, ..slot(n) };
        let orders: Vec<Vec<(usize, bool)>> = lines
            .iter()
            .map(|line| {
                let line = &shaped.atoms[line.atoms.clone()];
                let order = directions.order(line).into_iter();
                order.map(|i| (i, directions.turns(&line[i]))).collect()
            })
            .collect();
        for (n, (line, order)) in lines.iter().zip(orders).enumerate() {
            let line = &mut shaped.atoms[line.atoms.clone()];
            let mut shown: Vec<Atom> = order.iter().map(|&(i, _)| line[i].clone()).collect();
            turn_leads(&mut shown, &order);
            place(&mut shown, &style, slot(n), n == last);
            for ((i, _), atom) in order.into_iter().zip(shown) {
                line[i].x = atom.x;
            }
        }
        return lines;
    }
    for (n, line) in lines.iter().enumerate() {
        place(&mut shaped.atoms[line.atoms.clone()], style, slot(n), n == last);
    }
    lines
}

/// The space before a word is at its right when the word runs from right to left.
fn turn_leads(shown: &mut [Atom], order: &[(usize, bool)]) {
    for i in (0..shown.len()).rev() {
        if shown[i].lead > 0.0 && order[i].1 {
            let lead = std::mem::take(&mut shown[i].lead);
            if let Some(right) = shown.get_mut(i + 1) {
                right.lead = lead;
            }
        }
    }
}

/// The lines, their atoms not yet placed. `width` tells that of each.
fn broken(atoms: &[Atom], style: &Style, width: impl Fn(usize) -> f32) -> Vec<Line> {
    if style.align == Align::Left
        && let Some(lines) = total::lines(atoms, style, &width)
    {
        return lines;
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let end = line_end(atoms, start, style, width(lines.len()));
        lines.push(Line { atoms: start..end });
        start = end;
    }
    mend_last(atoms, &mut lines);
    lines
}

/// Where the line that begins at `start` ends.
fn line_end(atoms: &[Atom], start: usize, style: &Style, width: f32) -> usize {
    let justified = style.align == Align::Justified;
    let mut sum = Gap { natural: -opening_blank(&atoms[start]), shrink: 0.0, stretch: 0.0 };
    let mut loose = None;
    let mut tight = None;
    // What hangs over the edge if the line ends here.
    let mut closing = 0.0;
    let mut i = start;
    while i < atoms.len() {
        if i > start {
            add(&mut sum, space(&atoms[i - 1], &atoms[i], style));
        }
        sum.natural += atoms[i].advance;
        i += 1;
        closing = match atoms[i - 1].class {
            Class::Space => closing + atoms[i - 1].advance,
            _ => closing_blank(&atoms[i - 1..i]),
        };
        let ended = i == atoms.len() || breaks(&atoms[i - 1], &atoms[i]);
        let over = sum.natural - closing - width;
        if over <= 0.01 {
            if ended {
                loose = Some((i, -over));
            }
            continue;
        }
        if justified && over <= sum.shrink {
            if ended {
                tight = Some((i, over));
            }
            continue;
        }
        if atoms[i - 1].class != Class::Space {
            break;
        }
    }
    match (loose, tight) {
        (Some((end, slack)), Some((tight, over))) => {
            // A line that is full but for a hair is let be.
            if over < slack { tight } else { end }
        }
        (Some((end, _)), None) | (None, Some((end, _))) => end,
        // A word longer than the line is cut where the line is full.
        (None, None) => cut(atoms, start, style, width),
    }
}

/// The end of a line in which no break is allowed: a word of a few lines, such as the digits of a
/// hash, is cut into equal parts, any longer one where the line is full.
fn cut(atoms: &[Atom], start: usize, style: &Style, width: f32) -> usize {
    const FEW: f32 = 4.0;
    let word = ends_of(atoms, start, style).take_while(|(_, natural)| *natural <= FEW * width);
    let (end, whole) = word.last().unwrap_or((start + 1, 0.0));
    let is_few = atoms.get(end).is_none_or(|next| breaks(&atoms[end - 1], next));
    let part = if is_few { whole / (whole / width).ceil().max(1.0) } else { width };
    // A part may be wider than the others by less than its last glyph.
    let fits = |(end, natural): &(usize, f32)| {
        *natural <= width && *natural <= part + 0.5 * atoms[end - 1].advance + 0.01
    };
    let cut = ends_of(atoms, start, style).take_while(fits).last();
    let end = cut.map_or(start + 1, |(end, _)| end);
    // What has no width (an accent) stays with what it stands on.
    let hanging = atoms[end..].iter().take_while(|atom| atom.advance == 0.0).count();
    end + hanging
}

/// Where a line could be cut within the word that begins at `start`, and how wide it were.
fn ends_of<'a>(
    atoms: &'a [Atom],
    start: usize,
    style: &'a Style,
) -> impl Iterator<Item = (usize, f32)> + 'a {
    let mut natural = 0.0;
    let own = move |end: &usize| *end == start || !breaks(&atoms[end - 1], &atoms[*end]);
    (start..atoms.len()).take_while(own).map(move |at| {
        let before =
            if at == start { 0.0 } else { space(&atoms[at - 1], &atoms[at], style).natural };
        natural += before + atoms[at].advance;
        (at + 1, natural)
    })
}

/// One ideograph alone on the last line looks lost: a second one comes down to it.
fn mend_last(atoms: &[Atom], lines: &mut [Line]) {
    let [.., before, last] = lines else { return };
    let is_han = |class: Class| matches!(class, Class::Ideograph | Class::Trailing);
    let has_ink = |class: Class| is_han(class) || class == Class::Western;
    let mut inked = atoms[last.atoms.clone()].iter().filter(|a| has_ink(a.class));
    let alone = inked.next().is_some_and(|a| is_han(a.class)) && inked.next().is_none();
    if !alone || before.atoms.len() < 12 {
        return;
    }
    let from = before.atoms.end.saturating_sub(4).max(before.atoms.start + 1);
    let earlier = (from..before.atoms.end).rev().find(|&i| breaks(&atoms[i - 1], &atoms[i]));
    if let Some(i) = earlier {
        before.atoms.end = i;
        last.atoms.start = i;
    }
}

/// Whether a line may end after `a` and the next begin with `b`.
fn breaks(a: &Atom, b: &Atom) -> bool {
    b.breaks || may_break(a.class, b.class)
}

/// The space between two atoms in points: what the second must have, else what their classes
/// ask for.
fn space(a: &Atom, b: &Atom, style: &Style) -> Gap {
    if b.lead > 0.0 {
        return Gap { natural: b.lead, shrink: 0.0, stretch: 0.0 };
    }
    let gap = gap(a.class, b.class);
    Gap { natural: gap.natural * style.size, shrink: gap.shrink * style.size, stretch: gap.stretch }
}

fn add(sum: &mut Gap, gap: Gap) {
    sum.natural += gap.natural;
    sum.shrink += gap.shrink;
    sum.stretch += gap.stretch;
}

/// An opening mark at the start of a line loses its blank half.
fn opening_blank(atom: &Atom) -> f32 {
    if atom.class == Class::Open { HALF * atom.size } else { 0.0 }
}

/// Blanks at the end of a line hang over its edge, and so does the blank half of a closing mark.
fn closing_blank(line: &[Atom]) -> f32 {
    let mut blank = 0.0;
    for atom in line.iter().rev() {
        match atom.class {
            Class::Space => blank += atom.advance,
            Class::Close => return blank + HALF * atom.size,
            Class::Centred => return blank + QUARTER * atom.size,
            Class::Ideograph
            | Class::Trailing
            | Class::Glue
            | Class::Western
            | Class::Open
            | Class::Middle
            | Class::NarrowOpen
            | Class::NarrowClose
            | Class::Stop
            | Class::Postfix
            | Class::Leader
            | Class::Hyphen
            | Class::Slash => return blank,
        }
    }
    blank
}

/// Gives every atom of a line its place.
fn place(line: &mut [Atom], style: &Style, slot: Slot, last: bool) {
    let Some(first) = line.first() else { return };
    let opening = opening_blank(first);
    let mut sum = Gap { natural: -opening - closing_blank(line), shrink: 0.0, stretch: 0.0 };
    let inked = line.len() - line.iter().rev().take_while(|a| a.class == Class::Space).count();
    for i in 0..line.len() {
        if i > 0 && i < inked {
            add(&mut sum, space(&line[i - 1], &line[i], style));
        }
        sum.natural += line[i].advance;
    }
    let slack = slot.width - sum.natural;
    let (shrink, stretch) = match style.align {
        Align::Justified if slack < 0.0 && sum.shrink > 0.0 => {
            ((-slack / sum.shrink).min(1.0), 0.0)
        }
        Align::Justified if !last && sum.stretch > 0.0 => {
            let each = slack.max(0.0) / sum.stretch;
            // What no space may grow to is better left as it is.
            (0.0, if each <= MOST_STRETCH * style.size { each } else { 0.0 })
        }
        Align::Justified | Align::Left | Align::Right | Align::Centred => (0.0, 0.0),
    };
    let mut x = slot.left - opening
        + match style.align {
            Align::Justified | Align::Left => 0.0,
            Align::Right => slack.max(0.0),
            Align::Centred => slack.max(0.0) / 2.0,
        };
    for i in 0..line.len() {
        if i > 0 {
            let gap = space(&line[i - 1], &line[i], style);
            x += gap.natural - gap.shrink * shrink + gap.stretch * stretch;
        }
        line[i].x = x;
        x += line[i].advance;
    }
}

#[cfg(test)]
mod tests;
