//! Segments and what stands inside them. Nothing is added here, no blank and no line end.
//!
//! A line end within a segment stays a line end and does not become `lb`: it is the hard wrap
//! of a file, not a line of verse or of a manuscript, and the text nodes must give back the
//! text of the segment by themselves.

use std::io;

use crate::model::{DirectionKind, Inline, Segment};
use crate::script::any_three;

use super::names::Lines;
use super::time::Stamp;
use super::xml::{self, Tag, Xml};

/// Writes a segment as this element, on a line of its own.
pub(super) fn block(xml: &mut Xml, name: &'static str, segment: &Segment) -> io::Result<()> {
    let xml = attributes(xml.block(name), segment).open()?;
    content(xml, &segment.content)?;
    xml.close(name)
}

/// Writes segments as `seg` in an element that is already open, all in one line.
pub(super) fn in_line(xml: &mut Xml, segments: &[Segment]) -> io::Result<()> {
    for segment in segments {
        let xml = attributes(xml.tag("seg"), segment).open()?;
        content(xml, &segment.content)?;
        xml.close("seg")?;
    }
    Ok(())
}

/// Adds what every segment says of itself.
fn attributes<'a>(tag: Tag<'a>, segment: &Segment) -> Tag<'a> {
    let texts = segment.content.iter().map(Inline::source_text);
    tag.attr("xml:id", segment.id)
        .opt("xml:space", space(texts))
        .opt("source", Lines::of(segment.span))
}

/// The value of `@xml:space` for this text: a warning to editors, which re-wrap what does not
/// have it. Text in which every white space is one blank between words does without.
pub(super) fn space<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut after_blank = true;
    let mut is_empty = true;
    for text in texts.map(str::as_bytes).filter(|text| !text.is_empty()) {
        is_empty = false;
        if has_wide_gap(text) || (after_blank && text[0] == b' ') {
            return Some("preserve");
        }
        after_blank = text.ends_with(b" ");
    }
    (after_blank && !is_empty).then_some("preserve")
}

/// Whether there is white space other than single blanks.
fn has_wide_gap(text: &[u8]) -> bool {
    any_three(text, |a, b, _| {
        (a == b'\t') | (a == b'\n') | (a == b'\r') | (a == b' ') & (b == b' ')
    })
}

fn content(xml: &mut Xml, content: &[Inline]) -> io::Result<()> {
    for inline in content {
        match inline {
            Inline::Text { text } => xml.text(text)?,
            Inline::Direction { kind, text } => direction(xml, *kind, text)?,
            Inline::TimeMark { text, milliseconds } => {
                let synch = Stamp(*milliseconds);
                xml.tag("anchor").attr("synch", format_args!("#{synch}")).empty()?;
                xml.tag("note").attr("type", "timestamp").text(text)?;
            }
            Inline::Furniture { text } => xml.tag("fw").attr("type", "furniture").text(text)?,
        }
    }
    Ok(())
}

/// The element of an event, and the attribute that says more.
pub(super) struct Event {
    /// Its element.
    pub(super) name: &'static str,
    /// What the element alone does not say.
    pub(super) detail: Option<(&'static str, &'static str)>,
    /// The `@type` of the note that takes its place where `desc` cannot hold the text.
    note: &'static str,
}

impl Event {
    /// The element of this kind. `pause` has no content (TEI, 8.3.2), so a pause that the
    /// source puts in words is an incident; `gap` has a `desc` for them.
    pub(super) fn of(kind: DirectionKind) -> Self {
        let (name, detail, note) = match kind {
            DirectionKind::Vocal => ("vocal", None, "vocal"),
            DirectionKind::Kinesic => ("kinesic", None, "kinesic"),
            DirectionKind::Pause => ("incident", Some(("type", "pause")), "pause"),
            DirectionKind::Inaudible => ("gap", Some(("reason", "inaudible")), "inaudible"),
            DirectionKind::Crosstalk => ("vocal", Some(("type", "crosstalk")), "crosstalk"),
            DirectionKind::Incident => ("incident", None, "incident"),
        };
        Self { name, detail, note }
    }
}

fn direction(xml: &mut Xml, kind: DirectionKind, text: &str) -> io::Result<()> {
    let event = Event::of(kind);
    // `desc` takes no `gap` and no `pb` (macro.limitedContent), `note` takes both.
    if !xml::is_plain(text) {
        return xml.tag("note").attr("type", event.note).text(text);
    }
    let tag = xml.tag(event.name);
    let xml = match event.detail {
        Some((name, value)) => tag.attr(name, value).open()?,
        None => tag.open()?,
    };
    xml.tag("desc").text(text)?;
    xml.close(event.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_that_an_editor_would_change_is_marked() {
        for text in ["", "a b c", "你好", "a\u{3000}b"] {
            assert_eq!(space([text].into_iter()), None, "{text:?}");
        }
        for text in [" a", "a ", "a  b", "a\tb", "a\nb", " ", "a\rb"] {
            assert_eq!(space([text].into_iter()), Some("preserve"), "{text:?}");
        }
        assert_eq!(space(["a ", " b"].into_iter()), Some("preserve"));
    }
}
