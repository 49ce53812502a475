//! A turn: its label, and the `u` with what is known of its speaker.

use std::borrow::Cow;
use std::io;

use crate::model::{Attribution, Label, Segment, Span, Turn};

use super::evidence::{self, Analysis};
use super::facts::Facts;
use super::inline;
use super::names::{BY_PROGRAM, Lines, Pointers};
use super::time;
use super::xml::Xml;

/// Writes a turn.
pub(super) fn turn(xml: &mut Xml, facts: &Facts<'_>, turn: &Turn) -> io::Result<()> {
    if let Some(printed) = &turn.label {
        label(xml, turn, printed)?;
    }
    let classes = evidence::classes(&turn.attribution, !turn.speakers.is_empty());
    let (start, end) = time::of_turn(turn);
    let partners = facts.partners(turn);
    let tag = xml
        .block("u")
        .attr("xml:id", turn.id)
        .attr("n", turn.id.number)
        // No `@who` is the only way to say that nobody knows.
        .opt("who", Pointers::some(&turn.speakers))
        .opt("toWhom", turn.addressee.map(|id| format!("#{id}")))
        .opt("ana", Analysis::some(turn.function, classes))
        .opt("corresp", Pointers::some(&partners))
        .opt("start", start.map(|stamp| format!("#{stamp}")))
        .opt("end", end.map(|stamp| format!("#{stamp}")))
        .opt("source", whole(&turn.segments).and_then(Lines::of))
        .attr("cert", certainty(turn))
        .opt("resp", responsible(facts, &turn.attribution));
    if turn.segments.is_empty() {
        return tag.empty();
    }
    let xml = tag.open()?;
    for segment in &turn.segments {
        inline::block(xml, "seg", segment)?;
    }
    xml.close_block("u")
}

/// TEI has no place for a printed label in or at `u`: a note before it is what the ParlaMint
/// corpora use.
fn label(xml: &mut Xml, turn: &Turn, label: &Label) -> io::Result<()> {
    xml.block("note")
        .attr("type", "speaker")
        .attr("corresp", format_args!("#{}", turn.id))
        .opt("xml:space", inline::space([label.text.as_str()].into_iter()))
        .opt("source", Lines::of(label.span))
        .text(&label.text)
}

/// From the start of the first segment to the end of the last.
pub(super) fn whole(segments: &[Segment]) -> Option<Span> {
    let (first, last) = (segments.first()?, segments.last()?);
    Some(first.span.to(last.span))
}

/// `@cert` speaks of the speaker; nobody is the speaker only for want of knowledge.
fn certainty(turn: &Turn) -> &'static str {
    if turn.speakers.is_empty() { "unknown" } else { turn.attribution.confidence().word().as_str() }
}

/// Who answers for the attribution; when the source names the speaker, nobody but the source.
fn responsible(facts: &Facts<'_>, attribution: &Attribution) -> Option<Cow<'static, str>> {
    match attribution {
        Attribution::Labelled { .. } => None,
        Attribution::Inferred { .. } => Some(BY_PROGRAM.into()),
        Attribution::Supplied { by } => Some(format!("#{}", facts.person(by.as_deref())).into()),
    }
}
