//! The draft: paragraphs with their kinds and labels.

use crate::model::{
    Draft, Label, Metadata, Paragraph, ParagraphKind, ParatextKind, SourceInfo, SpokenLabel,
    plain_text,
};
use crate::source::Source;

use super::headings::{self, Surroundings};
use super::inline;
use super::labels::{Found, Labels};
use super::lines::{self, Stretch};
use super::paratext::{self, Place};

/// Reads the whole source.
pub(super) fn draft(source: &Source, media_type: &str) -> Draft {
    let labels = Labels::learn(source);
    let stretches = lines::paragraphs(source, &labels);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(stretches.len());
    let mut spoken = false;
    // Whether nothing but paratext stands before.
    let mut first = true;
    for (i, stretch) in stretches.iter().enumerate() {
        let found = labels.at(stretch.text).filter(|_| !is_header(stretch, spoken, &labels));
        let paragraph = match found {
            Some(found) => {
                spoken = true;
                labelled(source, stretch, found)
            }
            None => unlabelled(source, &stretches, i, &labels, SoFar { spoken, first }),
        };
        first &= matches!(paragraph.kind, ParagraphKind::Paratext(_));
        paragraphs.push(paragraph);
    }
    let metadata = metadata(&paragraphs);
    Draft { metadata, paragraphs, source: source_info(source, media_type) }
}

/// `Interviewer: Jane Roe` in a header may look like the label of that name.
fn is_header(stretch: &Stretch<'_>, spoken: bool, labels: &Labels) -> bool {
    !spoken && !labels.is_empty() && paratext::is_header_line(stretch.text) && {
        let words = stretch.text.split_once([':', '：']).map_or("", |(_, rest)| rest.trim());
        // A header gives a name or a date, speech ends as a sentence does.
        !words.is_empty()
            && !words.ends_with(['.', '?', '!', '。', '？', '！', '…'])
            && words.chars().count() < 40
    }
}

fn labelled(source: &Source, stretch: &Stretch<'_>, found: Found) -> Paragraph {
    let (start, length) = (stretch.start, found.length);
    let label = Label {
        text: stretch.text[..length].to_owned(),
        span: source.span(start, start + stretch.text[..length].trim_end().len()),
    };
    Paragraph {
        kind: ParagraphKind::Speech,
        label: Some(SpokenLabel { label, name: found.name, rule: found.rule, time: found.time }),
        content: inline::split(&stretch.text[length..]),
        span: source.span(start + length, start + stretch.text.len()),
    }
}

/// What was met so far.
#[derive(Debug, Clone, Copy)]
struct SoFar {
    /// A labelled paragraph.
    spoken: bool,
    /// Nothing but paratext.
    first: bool,
}

fn unlabelled(
    source: &Source,
    stretches: &[Stretch<'_>],
    i: usize,
    labels: &Labels,
    so_far: SoFar,
) -> Paragraph {
    let stretch = &stretches[i];
    let span = source.span(stretch.start, stretch.start + stretch.text.len());
    let plain = |kind| Paragraph { kind, label: None, content: inline::split(stretch.text), span };
    if let Some(content) = inline::standalone(stretch.text) {
        return Paragraph { kind: ParagraphKind::Direction, label: None, content, span };
    }
    if !labels.is_empty()
        && let Some(kind) = paratext::remark(stretch.text)
    {
        return plain(kind);
    }
    let place = Place { index: i, count: stretches.len() };
    if let Some(kind) = paratext::kind(stretch.text, place) {
        return plain(ParagraphKind::Paratext(kind));
    }
    if !so_far.spoken && i < 20 && paratext::is_header_line(stretch.text) {
        return plain(ParagraphKind::Paratext(ParatextKind::Header));
    }
    let next = stretches.get(i + 1).map(|s| s.text);
    let around = Surroundings {
        first: so_far.first,
        after_blank: stretch.after_blank,
        next,
        labelled: !labels.is_empty(),
    };
    // Between labelled paragraphs a heading stands before a label; elsewhere it is speech.
    let before_label = next.is_some_and(|text| labels.starts(text));
    let heads = so_far.first || labels.is_empty() || before_label;
    match headings::level(stretch.text, &around).filter(|_| heads) {
        Some(level) if labels.is_empty() && level > 1 && !headings::is_marked(stretch.text) => {
            plain(ParagraphKind::MaybeHeading(level))
        }
        Some(level) => plain(ParagraphKind::Heading(level)),
        None => plain(ParagraphKind::Speech),
    }
}

/// What the source says of itself: its title and its rights.
fn metadata(paragraphs: &[Paragraph]) -> Metadata {
    let text = |p: &Paragraph| plain_text(&p.content).trim().to_owned();
    let title = paragraphs.iter().find(|p| p.kind == ParagraphKind::Heading(1)).map(text);
    let is_rights = |p: &&Paragraph| p.kind == ParagraphKind::Paratext(ParatextKind::Rights);
    Metadata {
        date: paragraphs.iter().find_map(date),
        title: title.map(|t| t.trim_start_matches('#').trim().to_owned()),
        rights: paragraphs.iter().filter(is_rights).map(text).collect(),
        ..Metadata::default()
    }
}

/// The date that a header line gives: `Date: 14 June 2009`.
fn date(paragraph: &Paragraph) -> Option<String> {
    if paragraph.kind != ParagraphKind::Paratext(ParatextKind::Header) {
        return None;
    }
    paratext::date_of_header(&plain_text(&paragraph.content)).map(str::to_owned)
}

fn source_info(source: &Source, media_type: &str) -> SourceInfo {
    SourceInfo {
        name: source.name().to_owned(),
        media_type: media_type.to_owned(),
        encoding: source.encoding().to_owned(),
        bytes: source.byte_length(),
        lines: source.line_count(),
        sha256: source.sha256().to_owned(),
    }
}
