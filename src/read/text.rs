//! Plain text: paragraphs told apart by their form, labels where the source has them.

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::{Format, Medium};
use crate::model::{Draft, Inline, Metadata, Paragraph, ParagraphKind, SourceInfo};
use crate::source::Source;

use super::{Likelihood, Reader, Reading};

/// Reader of plain text.
pub(super) struct TextReader;

static FORMAT: Format = Format {
    name: "text",
    aliases: &["txt", "plain"],
    extensions: &["txt", "text"],
    media_type: "text/plain",
    medium: Medium::Text,
    summary: "plain text, with speaker labels or without",
};

impl Reader for TextReader {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn sniff(&self, _: &str) -> Likelihood {
        Likelihood::Possible
    }

    fn read(&self, source: &Source, _: &mut Diagnostics) -> Result<Reading, Error> {
        let paragraphs = source
            .lines()
            .filter(|line| !line.text.trim().is_empty())
            .map(|line| Paragraph {
                kind: ParagraphKind::Speech,
                label: None,
                content: vec![Inline::text(line.text)],
                span: source.span(line.start, line.start + line.text.len()),
            })
            .collect();
        Ok(Reading::Paragraphs(Box::new(Draft {
            metadata: Metadata::default(),
            paragraphs,
            source: source_info(source),
        })))
    }
}

fn source_info(source: &Source) -> SourceInfo {
    SourceInfo {
        name: source.name().to_owned(),
        media_type: FORMAT.media_type.to_owned(),
        encoding: source.encoding().to_owned(),
        bytes: source.byte_length(),
        lines: source.line_count(),
        sha256: source.sha256().to_owned(),
    }
}
