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

/// Writes the blocks of the body, the two halves of a large one at the same time.
fn blocks(xml: &mut Xml, facts: &Facts<'_>, blocks: &[Block]) -> io::Result<()> {
    let (first, second) = blocks.split_at(blocks.len() / 2);
    let depth = xml.depth();
    let (before, after) = parallel::join(
        facts.is_large(),
        || run(xml, facts, first, Vec::new()),
        || {
            let open = sections_open_after(first);
            let mut part = Xml::within(depth + open.len(), facts.room());
            run(&mut part, facts, second, open).map(|open| (part, open))
        },
    );
    before?;
    let (part, open) = after?;
    xml.append(part);
    for _ in open {
        xml.close_block("div")?;
    }
    Ok(())
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

fn sections_open_after(blocks: &[Block]) -> Vec<u8> {
    let mut open = Vec::new();
    for block in blocks {
        if let Block::Heading(heading) = block {
            begin_section(&mut open, heading.level);
        }
    }
    open
}
