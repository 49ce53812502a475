//! The `text` element: timeline, front, body, back.

use std::io;

use crate::model::Block;
use crate::parallel;

use super::activity;
use super::facts::Facts;
use super::layout::Layout;
use super::xml::Xml;
use super::{matter, time, turn};

/// Writes the `text` element.
pub(super) fn text(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    let Layout { front, main, back } = Layout::of(facts.transcript);
    xml.block("text").open()?;
    time::timeline(xml, &facts.stamps)?;
    matter::around(xml, "front", front)?;
    xml.block("body").open()?;
    let division = xml.block("div").attr("type", kind(facts));
    // An empty `body` is invalid, an empty `div` is not.
    if main.is_empty() {
        division.empty()?;
    } else {
        division.open()?;
        blocks(xml, facts, main)?;
        xml.close_block("div")?;
    }
    xml.close_block("body")?;
    matter::around(xml, "back", back)?;
    xml.close_block("text")
}

/// What the body is, as far as the text tells: not every transcript is an interview.
fn kind(facts: &Facts<'_>) -> &'static str {
    if facts.activity.is_some_and(activity::is_interview) {
        "interview"
    } else if facts.tally.turns > 0 {
        "transcript"
    } else {
        "text"
    }
}

/// Writes the blocks of the body; those of a large one in parts, two at the same time.
fn blocks(xml: &mut Xml, facts: &Facts<'_>, blocks: &[Block]) -> io::Result<()> {
    if !facts.is_large() {
        let open = run(xml, facts, blocks, Vec::new())?;
        return close(xml, &open);
    }
    let depth = xml.depth();
    let mut parts = Vec::new();
    let mut open = Vec::new();
    for part in blocks.chunks(blocks.len().div_ceil(parallel::SHARES).max(1)) {
        parts.push((part, open.clone()));
        pass_sections(&mut open, part);
    }
    let written = parallel::map(true, &parts, |_, (part, open)| {
        let mut xml = Xml::within(depth + open.len(), facts.room());
        Some(run(&mut xml, facts, part, open.clone()).map(|_| xml))
    });
    for part in written.into_iter().flatten() {
        xml.append(part?);
    }
    close(xml, &open)
}

/// Closes the sections that are open.
fn close(xml: &mut Xml, open: &[u8]) -> io::Result<()> {
    open.iter().try_for_each(|_| xml.close_block("div"))
}

/// Writes a run of blocks; `open` are the levels of the sections that are open before, the result
/// those that are after. Nothing but another `div` may follow a nested one, so a section ends where
/// a heading of its level or above begins the next.
fn run(
    xml: &mut Xml,
    facts: &Facts<'_>,
    blocks: &[Block],
    mut open: Vec<u8>,
) -> io::Result<Vec<u8>> {
    for block in blocks {
        match block {
            Block::Turn(turn) => turn::turn(xml, facts, turn)?,
            Block::Direction(direction) => matter::direction(xml, direction)?,
            Block::Paratext(paratext) => matter::paratext(xml, paratext)?,
            Block::Heading(heading) => {
                for _ in 0..begin_section(&mut open, heading.level) {
                    xml.close_block("div")?;
                }
                xml.block("div").attr("type", "section").open()?;
                matter::head(xml, heading)?;
            }
        }
    }
    Ok(open)
}

/// Opens a section of this level; the result is how many end before it.
fn begin_section(open: &mut Vec<u8>, level: u8) -> usize {
    let before = open.len();
    while open.pop_if(|other| *other >= level).is_some() {}
    let ended = before - open.len();
    open.push(level);
    ended
}

/// Tells which sections are `open` behind these blocks.
fn pass_sections(open: &mut Vec<u8>, blocks: &[Block]) {
    for block in blocks {
        if let Block::Heading(heading) = block {
            begin_section(open, heading.level);
        }
    }
}
