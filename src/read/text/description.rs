//! What a source says of itself, and what is known of its file.

use crate::model::{Metadata, Paragraph, ParagraphKind, ParatextKind, SourceInfo, plain_text};
use crate::source::Source;

use super::paratext;

/// What the source says of itself: its title and its rights.
pub(super) fn metadata(paragraphs: &[Paragraph]) -> Metadata {
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

/// What is known of the file.
pub(super) fn source_info(source: &Source<'_>, media_type: &str) -> SourceInfo {
    SourceInfo {
        name: source.name().to_owned(),
        media_type: media_type.to_owned(),
        encoding: source.encoding().to_owned(),
        bytes: source.byte_length(),
        lines: source.line_count(),
        sha256: source.sha256().to_owned(),
    }
}
