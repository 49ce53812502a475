//! Lines into pages.

use super::lines::Line;
use super::paper::Paper;
use super::style::{Kind, Style};

/// A paragraph, set.
#[derive(Debug)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: Kind,
    /// How it is set.
    pub(super) style: Style,
    /// Whether space stands before it.
    pub(super) opens: bool,
    /// Its lines.
    pub(super) lines: Vec<Line>,
}

/// A line on its page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// Which paragraph.
    pub(super) block: usize,
    /// Which of its lines.
    pub(super) line: usize,
    /// Base line, from the foot of the page.
    pub(super) y: f32,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Page {
    /// Its lines.
    pub(super) rows: Vec<Row>,
    /// Where a rule closes the head of the document.
    pub(super) rule: Option<f32>,
}

/// A line that waits for its place.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    block: usize,
    line: usize,
    /// Height of its line.
    leading: f32,
    /// Size of its type.
    size: f32,
    /// Space before it, which falls away at the head of a page.
    before: f32,
    /// Whether a page may begin with it.
    may_open: bool,
    /// Whether a rule stands before it.
    rule: bool,
}

/// Space around the rule below the head of the document.
const RULE_SPACE: f32 = 26.0;

/// Fills the pages.
pub(super) fn paginate(blocks: &[Block], paper: &Paper) -> Vec<Page> {
    let waiting = waiting(blocks, paper.scale);
    let mut pages = Vec::new();
    let mut start = 0;
    while start < waiting.len() {
        let end = page_end(&waiting, start, paper);
        pages.push(page(&waiting[start..end], paper));
        start = end;
    }
    if pages.is_empty() {
        pages.push(Page::default());
    }
    pages
}

fn waiting(blocks: &[Block], scale: f32) -> Vec<Waiting> {
    let mut out = Vec::new();
    // What the paragraph above asks for.
    let (mut after, mut keep, mut front) = (0.0, false, false);
    for (n, block) in blocks.iter().enumerate() {
        let count = block.lines.len();
        for line in 0..count {
            let rule = front && block.kind != Kind::Front && line == 0;
            let before = match line {
                0 if rule => RULE_SPACE * scale,
                0 if block.opens => block.style.before + after,
                0 => after,
                _ => 0.0,
            };
            out.push(Waiting {
                block: n,
                line,
                leading: block.style.leading,
                size: block.style.size,
                before,
                may_open: may_open(line, count) && !(keep && line == 0),
                rule,
            });
        }
        if count > 0 {
            after = block.style.after;
            keep = block.style.keep_with_next;
            front = block.kind == Kind::Front;
        }
    }
    out
}

/// Whether a page may begin with this line of a paragraph: never with the last one alone, nor
/// leaving the first one alone.
fn may_open(line: usize, count: usize) -> bool {
    line == 0 || (line >= 2 && count - line >= 2)
}

/// Height of a line with what stands before it.
fn height(waiting: &Waiting, first: bool) -> f32 {
    if first { waiting.leading } else { waiting.leading + waiting.before }
}

/// Where the page that begins with `start` ends.
fn page_end(waiting: &[Waiting], start: usize, paper: &Paper) -> usize {
    let mut used = 0.0;
    let mut end = start;
    while let Some(next) = waiting.get(end) {
        used += height(next, end == start);
        if used > paper.top - paper.bottom + 0.01 && end > start {
            break;
        }
        end += 1;
    }
    if end == waiting.len() {
        return end;
    }
    // Back to where a page may begin, unless that leaves half of this one empty.
    let earliest = start + (end - start) / 2;
    (earliest + 1..=end).rev().find(|&i| waiting[i].may_open).unwrap_or(end)
}

fn page(waiting: &[Waiting], paper: &Paper) -> Page {
    let mut page = Page::default();
    let mut top = paper.top;
    for (n, line) in waiting.iter().enumerate() {
        if line.rule && n > 0 {
            page.rule = Some(top - RULE_SPACE * paper.scale * 0.45);
        }
        top -= height(line, n == 0);
        page.rows.push(Row {
            block: line.block,
            line: line.line,
            // The base line of a square character stands an eighth above the foot of its square.
            y: top + (line.leading - line.size) / 2.0 + line.size * 0.12,
        });
    }
    page
}

#[cfg(test)]
mod tests {
    use super::super::options::PdfOptions;
    use super::*;

    fn paper() -> Paper {
        Paper::new(&PdfOptions::default(), true)
    }

    fn block(kind: Kind, lines: usize) -> Block {
        Block {
            kind,
            style: kind.style(true, true),
            opens: true,
            lines: vec![Line { atoms: 0..1 }; lines],
        }
    }

    /// The first row of every page but the first, and the last of every page but the last.
    fn seams(blocks: &[Block]) -> Vec<(Row, Row)> {
        let pages = paginate(blocks, &paper());
        let rows: usize = pages.iter().map(|page| page.rows.len()).sum();
        assert_eq!(rows, blocks.iter().map(|b| b.lines.len()).sum::<usize>());
        pages.windows(2).map(|pair| (*pair[0].rows.last().unwrap(), pair[1].rows[0])).collect()
    }

    #[test]
    fn no_line_of_a_paragraph_is_alone_on_a_page() {
        for lines in 2..8 {
            let blocks: Vec<Block> = (0..60).map(|_| block(Kind::Opening, lines)).collect();
            for (last, first) in seams(&blocks) {
                if last.block == first.block {
                    assert!(first.line >= 2 && lines - first.line >= 2, "{lines}");
                }
            }
        }
    }

    #[test]
    fn a_heading_stays_with_its_text() {
        for lines in 1..50 {
            let blocks =
                [block(Kind::Body, lines), block(Kind::Heading(2), 1), block(Kind::Body, 6)];
            for (last, _) in seams(&blocks) {
                assert_ne!(last.block, 1, "{lines}");
            }
        }
    }

    #[test]
    fn every_line_is_on_the_page() {
        let blocks: Vec<Block> = (0..200).map(|n| block(Kind::Body, n % 9)).collect();
        let paper = paper();
        for page in paginate(&blocks, &paper) {
            assert!(page.rows.iter().all(|row| row.y >= paper.bottom && row.y < paper.top));
        }
    }
}
