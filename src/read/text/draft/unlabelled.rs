//! What a paragraph without a label is.

use crate::model::{DirectionKind, Inline, Paragraph, ParagraphKind, ParatextKind};
use crate::read::text::headings::{self, Surroundings};
use crate::read::text::lines::Stretch;
use crate::read::text::paratext;
use crate::read::text::{court, inline, proceedings};
use crate::script::Trim;
use crate::source::Source;

use super::{Document, SoFar, furniture};

/// The paragraph at `i`, by its form and by what stands around it.
pub(super) fn unlabelled(
    source: &Source<'_>,
    stretches: &[Stretch<'_>],
    i: usize,
    document: &Document,
    so_far: SoFar,
) -> Paragraph {
    let labels = &document.labels;
    let stretch = &stretches[i];
    let span = source.span(stretch.start, stretch.start + stretch.text.len());
    let made = |kind, content| Paragraph { kind, label: None, content, span };
    let plain = |kind| made(kind, document.content(stretch.start, stretch.text));
    if stretch.furniture {
        return furniture(source, stretch.start, stretch.start + stretch.text.len());
    }
    if let Some(milliseconds) = stretch.cue {
        let mark = Inline::TimeMark { text: stretch.text.to_owned(), milliseconds };
        return made(ParagraphKind::Direction, vec![mark]);
    }
    if i < document.back && document.marked.is_heading(i) {
        let level = headings::marked_level(stretch.text).unwrap_or(2);
        return plain(ParagraphKind::Heading(level));
    }
    if let Some(content) = inline::standalone(stretch.text) {
        return made(ParagraphKind::Direction, content);
    }
    if let Some(content) = document.proceedings.time(stretch.text) {
        return made(ParagraphKind::Direction, content);
    }
    if !labels.is_empty()
        && let Some(kind) = proceedings::posted(stretch.text)
    {
        return plain(kind);
    }
    if so_far.bare {
        return plain(ParagraphKind::Speech);
    }
    if paratext::announces(stretch.text) {
        let pieces = document.content(stretch.start, stretch.text);
        return made(ParagraphKind::Direction, pieces.into_iter().map(happening).collect());
    }
    if let Some(content) = document.stage.direction(stretch.text, labels) {
        return made(ParagraphKind::Direction, content);
    }
    if !labels.is_empty() {
        if let Some(content) = proceedings::sound(stretch.text) {
            return made(ParagraphKind::Direction, content);
        }
        if let Some(content) = document.scenes.transition(stretch.text) {
            return made(ParagraphKind::Direction, content);
        }
        if let Some(content) = document.proceedings.rising(stretch.text) {
            return made(ParagraphKind::Direction, content);
        }
        let vote = so_far.motion || so_far.vote;
        if proceedings::motion(stretch.text, so_far.motion)
            || document.proceedings.is_record(stretch.text, vote)
        {
            return plain(ParagraphKind::Paratext(ParatextKind::Narration));
        }
        if document.scenes.heads(stretches, i, labels) {
            return plain(ParagraphKind::Heading(2));
        }
    }
    if court::is_heading(stretch.text.trimmed()) {
        return plain(ParagraphKind::Heading(2));
    }
    if !labels.is_empty()
        && let Some(kind) = paratext::remark(stretch.text)
    {
        return match kind {
            ParagraphKind::Direction => {
                let pieces = document.content(stretch.start, stretch.text);
                made(kind, pieces.into_iter().map(happening).collect())
            }
            _ => plain(kind),
        };
    }
    let place = document.place(i, stretches);
    if let Some(kind) = paratext::kind(stretch.text, place) {
        return plain(ParagraphKind::Paratext(kind));
    }
    if document.header.is_line(i, stretch) || document.legend.has(i) {
        return plain(ParagraphKind::Paratext(ParatextKind::Header));
    }
    if i >= document.back || (stretch.after_blank && document.blocks.refers(stretch.text)) {
        return plain(ParagraphKind::Paratext(ParatextKind::Note));
    }
    // A question may stand in bold.
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
    let before = i.checked_sub(1).map_or("", |before| stretches[before].text);
    let asked = before.trim_end_matches(marks).ends_with(['?', '？']);
    if let Some(kind) = document.around.kind(i, stretch.text, asked) {
        return plain(ParagraphKind::Paratext(kind));
    }
    if !so_far.begun && is_kicker(stretches, i, document) {
        return plain(ParagraphKind::Paratext(ParatextKind::Header));
    }
    let next = stretches.get(i + 1);
    let around = Surroundings {
        first: !so_far.begun,
        after_blank: stretch.after_blank,
        next: next.map(|s| s.text),
        above_header: !so_far.begun && next.is_some_and(|s| document.header.is_line(i + 1, s)),
        labelled: !labels.is_empty(),
    };
    // Between labelled paragraphs a heading stands before a label; elsewhere it is speech.
    let below = stretches.get(document.blocks.below(i, stretch.text));
    let before_label = below.is_some_and(|s| labels.starts(s.start, s.text));
    let between = before_label && document.stops && !so_far.half;
    let heads = !so_far.begun || labels.is_empty() || between;
    if before_label
        && so_far.spoken
        && stretch.after_blank
        && below.is_some_and(|s| s.after_blank)
        && document.blocks.is_heading(stretch.text)
    {
        return plain(ParagraphKind::Heading(2));
    }
    match headings::level(stretch.text, &around).filter(|_| heads) {
        Some(level) if labels.is_empty() && level > 1 && !headings::is_marked(stretch.text) => {
            plain(ParagraphKind::MaybeHeading(level))
        }
        Some(level) => plain(ParagraphKind::Heading(level)),
        None if labels.are_bulleted() && so_far.begun && leaves_the_list(source, stretch) => {
            plain(ParagraphKind::Paratext(ParatextKind::Note))
        }
        None => plain(ParagraphKind::Speech),
    }
}

/// Whether a paragraph is no part of a list that stands above: `Conclusion:` behind a blank line, at the margin. Where
/// people speak behind bullets nobody says it.
fn leaves_the_list(source: &Source<'_>, stretch: &Stretch<'_>) -> bool {
    let before = source.text().get(..stretch.start).unwrap_or("");
    let indented = before.ends_with([' ', '\t']) || stretch.text.starts_with([' ', '\t']);
    stretch.after_blank && !indented && !stretch.text.starts_with(['*', '-', '+', '•'])
}

/// Whether a line says what kind of piece this is, and the title stands below: `Q&A`, 专访.
fn is_kicker(stretches: &[Stretch<'_>], at: usize, document: &Document) -> bool {
    if !paratext::is_kicker(stretches[at].text) {
        return false;
    }
    let Some(title) = stretches.get(at + 1) else { return false };
    let place = document.place(at + 1, stretches);
    let around = Surroundings {
        first: true,
        after_blank: true,
        next: stretches.get(at + 2).map(|s| s.text),
        above_header: false,
        labelled: !document.labels.is_empty(),
    };
    !document.labels.starts(title.start, title.text)
        && !document.header.has(at + 1)
        && paratext::kind(title.text, place).is_none()
        && headings::level(title.text, &around) == Some(1)
}

/// Words of a remark are what happens; blanks and line numbers in it are not.
fn happening(piece: Inline) -> Inline {
    match piece {
        Inline::Text { text } if !text.trimmed().is_empty() => {
            Inline::Direction { kind: DirectionKind::Incident, text }
        }
        other => other,
    }
}
