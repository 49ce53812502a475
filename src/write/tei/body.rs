//! The `text` element: timeline, front, body, back.

use std::io;

use crate::model::Block;

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

/// What the body is, as far as the roles tell: not every transcript is an interview.
fn kind(facts: &Facts<'_>) -> &'static str {
    if facts.is_interview() {
        "interview"
    } else if facts.tally.turns > 0 {
        "transcript"
    } else {
        "text"
    }
}

/// Writes the blocks of the body. After a nested `div` only another one may follow, so a
/// section ends where a heading of its level or above begins the next.
fn blocks(xml: &mut Xml, facts: &Facts<'_>, blocks: &[Block]) -> io::Result<()> {
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        match block {
            Block::Turn(turn) => turn::turn(xml, facts, turn)?,
            Block::Direction(direction) => matter::direction(xml, direction)?,
            Block::Paratext(paratext) => matter::paratext(xml, paratext)?,
            Block::Heading(heading) => {
                while open.pop_if(|level| *level >= heading.level).is_some() {
                    xml.close_block("div")?;
                }
                open.push(heading.level);
                xml.block("div").attr("type", "section").open()?;
                matter::head(xml, heading)?;
            }
        }
    }
    for _ in open {
        xml.close_block("div")?;
    }
    Ok(())
}
