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
    let document = Document {
        header_end: header_end(&stretches, &labels),
        pages: stretches.iter().filter(|s| paratext::is_page_number(s.text)).count() > 1,
        stops: stops(&stretches, &labels),
        labels,
    };
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(stretches.len());
    let mut so_far = SoFar { spoken: false, first: true };
    for (i, stretch) in stretches.iter().enumerate() {
        let found = document.labels.at(stretch.text).filter(|_| i >= document.header_end);
        let paragraph = match found {
            Some(found) => {
                so_far.spoken = true;
                labelled(source, stretch, found)
            }
            None => unlabelled(source, &stretches, i, &document, so_far),
        };
        so_far.first &= matches!(paragraph.kind, ParagraphKind::Paratext(_));
        paragraphs.push(paragraph);
    }
    let metadata = metadata(&paragraphs);
    Draft { metadata, paragraphs, source: source_info(source, media_type) }
}

/// What is known of the whole document.
struct Document {
    labels: Labels,
    /// Index of the paragraph after the header.
    header_end: usize,
    /// Whether there is more than one line that may be a page number.
    pages: bool,
    /// Whether speech ends as sentences do, so that what does not may be a heading.
    stops: bool,
}

/// What was met so far.
#[derive(Debug, Clone, Copy)]
struct SoFar {
    /// A labelled paragraph.
    spoken: bool,
    /// Nothing but paratext.
    first: bool,
}

/// Where the header ends: the run of `key: value` lines near the start. `Interviewer: Jane Roe`
/// there looks like a label; but a header has a key that is none (`Date:`), and no key twice.
fn header_end(stretches: &[Stretch<'_>], labels: &Labels) -> usize {
    const NEAR: usize = 12;
    let is_header = |s: &Stretch<'_>| paratext::is_header_line(s.text);
    let Some(start) = stretches.iter().take(NEAR).position(is_header) else { return 0 };
    let run: Vec<&str> =
        stretches[start..].iter().take_while(|s| is_header(s)).map(|s| s.text).collect();
    let mut keys: Vec<&str> = Vec::new();
    for line in &run {
        let key = line.split([':', '：']).next().unwrap_or("").trim();
        if keys.contains(&key) || keys.len() > NEAR {
            return 0;
        }
        keys.push(key);
    }
    let has_other_key = keys.iter().any(|key| !labels.knows(key));
    if has_other_key { start + run.len() } else { 0 }
}

/// Whether nearly all labelled paragraphs end as sentences do.
fn stops(stretches: &[Stretch<'_>], labels: &Labels) -> bool {
    let (mut all, mut stopped) = (0, 0);
    for stretch in stretches.iter().filter(|s| labels.starts(s.text)) {
        all += 1;
        stopped += usize::from(headings::ends_a_sentence(stretch.text.trim()));
    }
    stopped * 10 >= all * 9
}

fn labelled(source: &Source, stretch: &Stretch<'_>, found: Found) -> Paragraph {
    let (start, length) = (stretch.start, found.length);
    let label =
        Label { text: stretch.text[..length].to_owned(), span: source.span(start, start + length) };
    Paragraph {
        kind: ParagraphKind::Speech,
        label: Some(SpokenLabel { label, name: found.name, rule: found.rule, time: found.time }),
        content: inline::split(&stretch.text[length..]),
        span: source.span(start + length, start + stretch.text.len()),
    }
}

fn unlabelled(
    source: &Source,
    stretches: &[Stretch<'_>],
    i: usize,
    document: &Document,
    so_far: SoFar,
) -> Paragraph {
    let labels = &document.labels;
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
    let place = Place { index: i, count: stretches.len(), pages: document.pages };
    if let Some(kind) = paratext::kind(stretch.text, place) {
        return plain(ParagraphKind::Paratext(kind));
    }
    if i < document.header_end && paratext::is_header_line(stretch.text) {
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
    let heads = so_far.first || labels.is_empty() || (before_label && document.stops);
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
