//! Times: the `timeline` and the pointers into it.

use std::collections::BTreeSet;
use std::fmt;
use std::io;

use crate::model::{Block, Inline, Transcript, Turn};

use super::xml::Xml;

/// A point of the timeline. Its id names the milliseconds, so that no table is needed to point
/// at it and an edit elsewhere does not change it: `T83500`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp(pub(super) u64);

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{}", self.0)
    }
}

/// Seconds as `when/@interval` has them: `83.5`.
struct Seconds(u64);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 1000)?;
        match self.0 % 1000 {
            0 => Ok(()),
            rest if rest % 100 == 0 => write!(f, ".{}", rest / 100),
            rest if rest % 10 == 0 => write!(f, ".{:02}", rest / 10),
            rest => write!(f, ".{rest:03}"),
        }
    }
}

/// When a turn starts and ends. An end before the start is none: points of a timeline have an
/// order.
pub(super) fn of_turn(turn: &Turn) -> (Option<Stamp>, Option<Stamp>) {
    match turn.time {
        None => (None, None),
        Some(time) => {
            let end = time.end.filter(|end| *end >= time.start);
            (Some(Stamp(time.start)), end.map(Stamp))
        }
    }
}

/// Whether a turn has an end that [`of_turn`] does not take.
pub(super) fn ends_before_it_begins(turn: &Turn) -> bool {
    turn.time.is_some_and(|time| time.end.is_some_and(|end| end < time.start))
}

/// Every point in time that the transcript names, in order of time: a source may jump back.
pub(super) fn stamps(transcript: &Transcript) -> BTreeSet<Stamp> {
    let mut stamps = BTreeSet::new();
    for block in &transcript.body {
        if let Block::Turn(turn) = block {
            let (start, end) = of_turn(turn);
            stamps.extend(start.into_iter().chain(end));
        }
        for inline in block.segments().iter().flat_map(|s| &s.content) {
            match inline {
                Inline::TimeMark { milliseconds, .. } => {
                    stamps.insert(Stamp(*milliseconds));
                }
                Inline::Text { .. } | Inline::Direction { .. } | Inline::Furniture { .. } => {}
            }
        }
    }
    stamps
}

/// Writes the timeline. Times are offsets into the recording, hence `@since` and `@interval`:
/// `@absolute` would be a time of the day.
pub(super) fn timeline(xml: &mut Xml, stamps: &BTreeSet<Stamp>) -> io::Result<()> {
    if stamps.is_empty() {
        return Ok(());
    }
    let origin = Stamp(0);
    xml.block("timeline").attr("unit", "s").attr("origin", format_args!("#{origin}")).open()?;
    xml.block("when").attr("xml:id", format_args!("{origin}")).empty()?;
    for stamp in stamps.iter().filter(|stamp| **stamp != origin) {
        xml.block("when")
            .attr("xml:id", format_args!("{stamp}"))
            .attr("since", format_args!("#{origin}"))
            .attr("interval", format_args!("{}", Seconds(stamp.0)))
            .empty()?;
    }
    xml.close_block("timeline")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_no_idle_digits() {
        for (ms, text) in [
            (0, "0"),
            (1_000, "1"),
            (83_500, "83.5"),
            (83_050, "83.05"),
            (5, "0.005"),
            (10, "0.01"),
        ] {
            assert_eq!(Seconds(ms).to_string(), text);
        }
    }
}
