//! The draft: paragraphs with their kinds and labels.

mod unlabelled;

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Draft, FullName, Inline, Label, Paragraph, ParagraphKind, ParatextKind, SpokenLabel,
};
use crate::parallel;
use crate::read::Roles;
use crate::source::Source;

use super::around::Around;
use super::blocks::{self, Blocks};
use super::court::Court;
use super::description::{metadata, source_info};
use super::front::Front;
use super::header::Header;
use super::headings;
use super::inline;
use super::labels::{Form, Found, Labels};
use super::legend::Legend;
use super::lines::{self, Stretch};
use super::marked::Marked;
use super::pages;
use super::paratext::{self, Place};
use super::proceedings::{self, Proceedings};
use super::scenes::Scenes;
use super::stage::Stage;
use super::subheads;

use unlabelled::unlabelled;

/// Reads the whole source.
pub(super) fn draft(
    source: &Source<'_>,
    media_type: &str,
    roles: Roles<'_>,
    diagnostics: &mut Diagnostics,
) -> Draft {
    let mut rows = pages::rows(source);
    let front = Front::of(source, &mut rows, diagnostics);
    let labels = Labels::learn(&rows, roles);
    for (line, name) in &labels.doubtful {
        diagnostics.push(odd_label(*line, name));
    }
    for (line, name) in &labels.unmarked {
        diagnostics.push(unmarked_label(*line, name));
    }
    let doubtful = labels.doubtful.iter().chain(&labels.unmarked);
    let doubtful = doubtful.filter_map(|(line, _)| rows.get(*line as usize - 1));
    let doubtful: HashSet<usize> = doubtful.map(|row| row.start).collect();
    let dashed = labels.dashed.iter().filter_map(|line| rows.get(*line as usize - 1));
    let dashed: HashSet<usize> = dashed.map(|row| row.start).collect();
    let stretches = lines::paragraphs(source.text(), &rows, &labels);
    let numbers = rows.iter().filter_map(|row| row.number).collect();
    let commented = commented(&stretches, &labels);
    let back = back(&stretches, &labels).min(commented);
    let document = Document {
        header: Header::of(source, &stretches, &labels),
        pages: stretches.iter().filter(|s| paratext::is_page_number(s.text)).count() > 1,
        stops: stops(&stretches, &labels),
        blocks: Blocks::of(&stretches, &labels),
        behind_labels: behind_labels(&stretches, &labels),
        back,
        proceedings: Proceedings::of(&stretches, &labels),
        legend: Legend::of(source, &stretches, &labels),
        around: Around::of(&stretches[..commented], &labels),
        commented,
        stage: Stage::of(&stretches, &labels),
        scenes: Scenes::of(&stretches, &labels),
        marked: Marked::of(&stretches, &labels, |stretch| {
            doubtful.contains(&stretch.start) || dashed.contains(&stretch.start)
        }),
        labels,
        numbers,
    };
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(stretches.len());
    let mut so_far = SoFar::default();
    let mut court = Court::of(source.text(), &stretches);
    for (i, stretch) in stretches.iter().enumerate() {
        if document.labels.is_empty() && so_far.begun {
            paragraphs.extend(rest(source, &stretches, i, &document, so_far));
            break;
        }
        paragraphs.extend(stretch.number.map(|(start, end)| furniture(source, start, end)));
        let found = document.labels.at(stretch.start, stretch.text);
        let found = found.filter(|_| !document.header.has(i) && !document.legend.has(i));
        let mut paragraph = match found {
            Some(found) => {
                so_far.spoken = true;
                let known = document.legend.name_of(&found.name);
                let known = known.or_else(|| court.name_of(&found.name));
                let full = known.or_else(|| document.header.name_of(&found.name)).cloned();
                document.labelled(source, stretch, found, full)
            }
            None => {
                court.meet(stretch.text);
                unlabelled(source, &stretches, i, &document, so_far)
            }
        };
        let unsaid = paragraph.label.is_none() && paragraph.kind == ParagraphKind::Speech;
        if unsaid && document.marked.is_note(i) {
            paragraph.kind = ParagraphKind::Paratext(ParatextKind::Note);
        }
        so_far.half = so_far.spoken
            && paragraph.kind == ParagraphKind::Speech
            && !headings::ends_a_turn(stretch.text.trim());
        so_far.motion = paragraph.label.is_none()
            && paragraph.kind != ParagraphKind::Speech
            && proceedings::is_keyed_motion(stretch.text, so_far.motion);
        so_far.vote = paragraph.label.is_none()
            && paragraph.kind != ParagraphKind::Speech
            && proceedings::is_of_a_vote(stretch.text);
        let waits = so_far.bare && is_between(&paragraph);
        so_far.bare =
            waits || (blocks::is_bare(&stretches, i, &document.labels) && !document.header.has(i));
        so_far.begun |= !matches!(paragraph.kind, ParagraphKind::Paratext(_));
        if paragraph.kind == ParagraphKind::Speech && doubtful.contains(&stretch.start) {
            paragraph.kind = ParagraphKind::MaybeTurn;
        }
        if paragraph.kind == ParagraphKind::Speech
            && paragraph.label.is_none()
            && dashed.contains(&stretch.start)
        {
            paragraph.kind = ParagraphKind::OtherTurn;
        }
        if front.has(stretch.start) {
            paragraph.kind = ParagraphKind::Paratext(ParatextKind::Header);
        }
        paragraphs.push(paragraph);
    }
    if document.labels.is_empty() {
        subheads::tell(&mut paragraphs);
    }
    if paragraphs.iter().all(|paragraph| paragraph.label.is_none()) {
        // Without labels `attribute` tells who begins where.
        for paragraph in &mut paragraphs {
            if matches!(paragraph.kind, ParagraphKind::MaybeTurn | ParagraphKind::OtherTurn) {
                paragraph.kind = ParagraphKind::Speech;
            }
        }
    }
    let mut metadata = metadata(&paragraphs);
    front.fill(&mut metadata);
    Draft { metadata, paragraphs, source: source_info(source, media_type) }
}

/// The paragraphs from `first` on of a document without labels: none has to know what the one before
/// it is.
fn rest(
    source: &Source<'_>,
    stretches: &[Stretch<'_>],
    first: usize,
    document: &Document,
    so_far: SoFar,
) -> impl Iterator<Item = Paragraph> {
    let worth_it = source.text().len() >= parallel::WORTH_IT;
    let each = parallel::map(worth_it, &stretches[first..], |i, _| {
        Some(unlabelled(source, stretches, first + i, document, so_far))
    });
    stretches[first..].iter().zip(each).flat_map(|(stretch, paragraph)| {
        let number = stretch.number.map(|(start, end)| furniture(source, start, end));
        number.into_iter().chain(paragraph)
    })
}

fn odd_label(line: u32, name: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::LabelDoubtful,
        format!("`{name}` looks like a speaker label, but stands here only"),
    )
    .at_line(line)
    .with_hint("it was read as words of who spoke before, which is a doubt")
}

fn unmarked_label(line: u32, name: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::LabelDoubtful,
        format!("this begins with `{name}`, who has a label elsewhere, and without its colon"),
    )
    .at_line(line)
    .with_hint("it was read as words of who spoke before, which is a doubt")
}

/// What is known of the whole document.
struct Document {
    labels: Labels,
    legend: Legend,
    header: Header,
    /// Whether there is more than one line that may be a page number.
    pages: bool,
    /// Whether speech ends as sentences do, so that what does not may be a heading.
    stops: bool,
    /// Whether what stands alone between turns is a heading.
    blocks: Blocks,
    /// Index of the first paragraph behind all labels.
    behind_labels: usize,
    /// Index of the first paragraph of the back matter.
    back: usize,
    /// Index of the head of what readers wrote below the text.
    commented: usize,
    /// What stands between the turns.
    proceedings: Proceedings,
    /// What is told around the talk.
    around: Around,
    /// Directions of a play.
    stage: Stage,
    /// Heads of scenes, and what else is of a play.
    scenes: Scenes,
    /// Headings with a mark, and what stands below them.
    marked: Marked,
    /// Where the line numbers stand in the text, in order.
    numbers: Vec<(usize, usize)>,
}

/// What was met so far.
#[derive(Debug, Clone, Copy, Default)]
struct SoFar {
    /// A labelled paragraph.
    spoken: bool,
    /// Something that is no paratext.
    begun: bool,
    /// Half a sentence just before: what follows is the other half, no heading.
    half: bool,
    /// A label without words just before: what follows is what it says.
    bare: bool,
    /// A motion or a vote just before.
    motion: bool,
    /// What those present do, or a division, just before.
    vote: bool,
}

/// Whether a paragraph may stand between a label and its words: a time, a page number.
fn is_between(paragraph: &Paragraph) -> bool {
    matches!(
        paragraph.kind,
        ParagraphKind::Direction | ParagraphKind::Paratext(ParatextKind::Furniture)
    )
}

/// Whether nearly all turns end as sentences do.
fn stops(stretches: &[Stretch<'_>], labels: &Labels) -> bool {
    let (mut all, mut stopped) = (0, 0);
    let mut inside = false;
    for (i, stretch) in stretches.iter().enumerate() {
        let label = labels.at(stretch.start, stretch.text);
        let words = label.as_ref().map_or(stretch.text, |found| &stretch.text[found.length..]);
        inside |= label.is_some();
        // What stands before a label may be a heading; what goes on is speech.
        let goes_on =
            stretches.get(i + 1).is_some_and(|next| !labels.starts(next.start, next.text));
        if inside && !words.trim().is_empty() && (label.is_some() || goes_on) {
            all += 1;
            stopped += usize::from(headings::ends_a_turn(words.trim()));
        }
    }
    stopped * 10 >= all * 8
}

/// Index of the paragraph behind the last one with a label; 0 where none has one.
fn behind_labels(stretches: &[Stretch<'_>], labels: &Labels) -> usize {
    let last = stretches.iter().rposition(|s| labels.starts(s.start, s.text));
    last.map_or(0, |last| last + 1)
}

/// Where the head of readers' comments stands: behind all labels; where none has one, behind questions, as it may
/// stand above the text too.
fn commented(stretches: &[Stretch<'_>], labels: &Labels) -> usize {
    /// An interview asks as often.
    const FEW: usize = 2;
    let first = behind_labels(stretches, labels);
    let heads = |i: &usize| paratext::is_comments_head(stretches[*i].text);
    let Some(head) = (first.max(1)..stretches.len()).find(heads) else { return stretches.len() };
    let asked = |part: &[Stretch<'_>]| {
        part.iter().filter(|s| s.text.trim_end().ends_with(['?', '？'])).count()
    };
    let below = asked(&stretches[head..]);
    let is_below = first > 0 || below == 0 || asked(&stretches[..head]) >= FEW;
    if is_below { head } else { stretches.len() }
}

/// Where the back matter begins: after the last turn a rule, or a line that can only stand there.
fn back(stretches: &[Stretch<'_>], labels: &Labels) -> usize {
    let first = behind_labels(stretches, labels);
    if first == 0 {
        return stretches.len();
    }
    let begins = |i: &usize| {
        let count = stretches.len();
        let place = Place { index: count, count, pages: false, behind_labels: true };
        let kind = paratext::kind(stretches[*i].text, place);
        let ends = matches!(kind, Some(ParatextKind::Rights | ParatextKind::Credits));
        ends || paratext::is_rule(stretches[*i].text) || paratext::is_closing(stretches[*i].text)
    };
    (first..stretches.len()).find(begins).unwrap_or(stretches.len())
}

/// A line number or a running head, with the blanks that set it in.
fn furniture(source: &Source<'_>, start: usize, end: usize) -> Paragraph {
    let start = source.text()[..start].trim_end_matches([' ', '\t']).len();
    Paragraph {
        kind: ParagraphKind::Paratext(ParatextKind::Furniture),
        label: None,
        content: vec![Inline::text(&source.text()[start..end])],
        span: source.span(start, end),
    }
}

impl Document {
    fn place(&self, index: usize, stretches: &[Stretch<'_>]) -> Place {
        let behind_labels = index >= self.behind_labels;
        let count = if index < self.commented { self.commented } else { stretches.len() };
        Place { index, count, pages: self.pages, behind_labels }
    }

    fn labelled(
        &self,
        source: &Source<'_>,
        stretch: &Stretch<'_>,
        found: Found,
        full: Option<FullName>,
    ) -> Paragraph {
        let (start, length) = (stretch.start, found.length);
        let label = Label {
            text: stretch.text[..length].to_owned(),
            span: source.span(start, start + length),
        };
        let mut content = self.content(start + length, &stretch.text[length..]);
        if found.form == Form::Voice {
            close_voice(&mut content);
        }
        Paragraph {
            kind: ParagraphKind::Speech,
            label: Some(Box::new(SpokenLabel {
                label,
                name: found.name,
                with: found.with,
                full,
                rule: found.form.rule(),
                time: found.time,
            })),
            content,
            span: source.span(start + length, start + stretch.text.len()),
        }
    }

    /// The pieces of a stretch of the text, line numbers set apart.
    fn content(&self, start: usize, text: &str) -> Vec<Inline> {
        if self.numbers.is_empty() {
            return inline::split(text);
        }
        let from = self.numbers.partition_point(|(at, _)| *at < start);
        let inside = self.numbers[from..].iter().take_while(|(_, end)| *end <= start + text.len());
        let mut pieces = Vec::new();
        let mut done = 0;
        for (from, to) in inside.map(|(from, to)| (from - start, to - start)) {
            pieces.extend(inline::split(&text[done..from]));
            pieces.push(Inline::Furniture { text: text[from..to].to_owned() });
            done = to;
        }
        pieces.extend(inline::split(&text[done..]));
        pieces
    }
}

/// The `</v>` that ends a voice is no word.
fn close_voice(content: &mut Vec<Inline>) {
    const END: &str = "</v>";
    let Some(Inline::Text { text }) = content.last_mut() else { return };
    if text.trim_end() == text.as_str() && text.ends_with(END) {
        text.truncate(text.len() - END.len());
        content.pop_if(|piece| piece.source_text().is_empty());
        content.push(Inline::Furniture { text: END.to_owned() });
    }
}
