//! What is to be shown: the transcript as paragraphs of runs, in reading order, each run
//! knowing the structure element that it belongs to. Nothing here knows of points or pages.

use std::borrow::Cow;

use crate::model::{Block, Inline, Paratext, ParatextKind, Segment, Transcript, Turn};

use super::chars;
use super::elements::{ElementId, Elements, Role};
use super::fonts::Family;
use super::front;
use super::links;
use super::speaker::Basis;
use super::style::{Ink, Kind};
use super::tradition::Tradition;
use crate::write::words::Words;

/// A stretch of text in one manner.
#[derive(Debug)]
pub(super) struct Run<'a> {
    /// The words.
    pub(super) text: Cow<'a, str>,
    /// Which cut.
    pub(super) family: Family,
    /// Size in proportion to that of the paragraph.
    pub(super) scale: f32,
    /// Black or grey.
    pub(super) ink: Ink,
    /// Where it belongs.
    pub(super) element: ElementId,
    /// Line of the source on which it begins; `None` for our own words.
    pub(super) line: Option<u32>,
}

/// A paragraph of the page.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// How it is set.
    pub(super) kind: Kind,
    /// Whether it opens a turn or another block: some space stands before it.
    pub(super) opens: bool,
    /// Its runs.
    pub(super) runs: Vec<Run<'a>>,
}

impl Paragraph<'_> {
    /// Whether the words are set as Chinese: by their script, and like the document when they
    /// have none or are ours.
    pub(super) fn is_chinese(&self, document: bool) -> bool {
        if self.kind == Kind::Front {
            return document;
        }
        match self.runs.as_slice() {
            [run] => chars::is_chinese(&run.text),
            runs => {
                chars::is_chinese(&runs.iter().map(|run| run.text.as_ref()).collect::<String>())
            }
        }
        .unwrap_or(document)
    }
}

/// The whole document.
#[derive(Debug)]
pub(super) struct Composition<'a> {
    /// The paragraphs, in reading order.
    pub(super) paragraphs: Vec<Paragraph<'a>>,
    /// The structure.
    pub(super) elements: Elements,
    /// Title, for the running head and the metadata.
    pub(super) title: String,
    /// In which tradition it is set.
    pub(super) tradition: Tradition,
    /// Whether it is set as Chinese, or as its neighbours are.
    pub(super) chinese: bool,
    /// Language (BCP 47).
    pub(super) language: String,
    /// Language of our own words.
    pub(super) own_language: &'static str,
}

/// Composes a transcript.
pub(super) fn compose(transcript: &Transcript) -> Composition<'_> {
    let tradition = tradition(transcript);
    let chinese = tradition.is_ideographic();
    let words = Words::of(transcript.metadata.language.as_deref(), chinese);
    let mut composer = Composer {
        transcript,
        words,
        elements: Elements::new(),
        paragraphs: Vec::new(),
        some_speakers: transcript.turns().any(|turn| !turn.speakers.is_empty()),
    };
    let title = front::title(transcript);
    let mut body = transcript.body.as_slice();
    match body {
        // The source's own title opens the page, and is not said twice.
        [first @ Block::Heading(heading), rest @ ..]
            if heading.level <= 1 && transcript.metadata.title.is_some() =>
        {
            let element = composer.elements.add(Elements::ROOT, Role::Heading(1));
            composer.segments(first.segments(), Kind::Title, element, Ink::Black);
            body = rest;
        }
        _ => {
            let element = composer.elements.add(Elements::ROOT, Role::AddedTitle);
            composer.own(title.clone(), Kind::Title, element);
        }
    }
    let front = composer.elements.add(Elements::ROOT, Role::Front);
    for line in front::lines(transcript, words) {
        let element = composer.elements.add(front, Role::FrontLine);
        composer.own(line, Kind::Front, element);
    }
    for block in body {
        composer.block(block);
    }
    Composition {
        paragraphs: composer.paragraphs,
        elements: composer.elements,
        title,
        tradition,
        chinese,
        language: language(transcript, chinese),
        own_language: words.language,
    }
}

/// In which tradition the document is set: its language says it, else most of its paragraphs.
fn tradition(transcript: &Transcript) -> Tradition {
    let language = transcript.metadata.language.as_deref();
    let english = language.is_some_and(|tag| tag.starts_with("en"));
    Tradition::of(language, !english && is_ideographic(transcript))
}

/// Whether most of the first paragraphs are in ideographs.
fn is_ideographic(transcript: &Transcript) -> bool {
    let segments = transcript.body.iter().flat_map(Block::segments).take(200);
    let votes: i32 = segments
        .map(|segment| match chars::is_chinese(&segment.plain_text()) {
            Some(true) => 1,
            Some(false) => -1,
            None => 0,
        })
        .sum();
    votes > 0
}

/// The language as given, if it has the form of one (BCP 47); else what the script says of it.
fn language(transcript: &Transcript, chinese: bool) -> String {
    let has_form = |tag: &&String| {
        let mut parts = tag.split('-');
        let sound = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        parts.next().is_some_and(|first| {
            sound(first) && first.len() > 1 && first.bytes().all(|b| b.is_ascii_alphabetic())
        }) && parts.all(sound)
    };
    match transcript.metadata.language.as_ref().filter(has_form) {
        Some(tag) => tag.clone(),
        None if chinese => "zh".to_owned(),
        None => "und".to_owned(),
    }
}

struct Composer<'a> {
    transcript: &'a Transcript,
    words: &'static Words,
    elements: Elements,
    paragraphs: Vec<Paragraph<'a>>,
    /// Whether somebody is known to speak at all; if not, nobody is missed.
    some_speakers: bool,
}

impl<'a> Composer<'a> {
    /// A paragraph of our own words.
    fn own(&mut self, text: String, kind: Kind, element: ElementId) {
        let run = Run {
            text: Cow::Owned(text),
            family: kind.family(),
            scale: 1.0,
            ink: kind.ink(),
            element,
            line: None,
        };
        self.paragraphs.push(Paragraph { kind, opens: false, runs: vec![run] });
    }

    fn block(&mut self, block: &'a Block) {
        let first = self.paragraphs.len();
        match block {
            Block::Turn(turn) => self.turn(turn),
            Block::Heading(heading) => {
                let level = heading.level.clamp(2, 6);
                let element = self.elements.add(Elements::ROOT, Role::Heading(level));
                self.segments(&heading.segments, Kind::Heading(level), element, Ink::Black);
            }
            Block::Direction(direction) => {
                let element = self.elements.add(Elements::ROOT, Role::Direction);
                self.segments(&direction.segments, Kind::Direction, element, Ink::Grey);
            }
            Block::Paratext(paratext) => self.paratext(paratext),
        }
        if let Some(paragraph) = self.paragraphs.get_mut(first) {
            paragraph.opens = true;
        }
    }

    /// Segments that all belong to one element.
    fn segments(&mut self, segments: &'a [Segment], kind: Kind, element: ElementId, ink: Ink) {
        for segment in segments {
            let runs = self.segment(segment, kind, element, ink);
            self.push(kind, runs);
        }
    }

    fn push(&mut self, kind: Kind, runs: Vec<Run<'a>>) {
        self.paragraphs.push(Paragraph { kind, opens: false, runs });
    }

    fn paratext(&mut self, paratext: &'a Paratext) {
        let kind = match paratext.kind {
            ParatextKind::Prose => Kind::Body,
            ParatextKind::Narration => Kind::Narration,
            ParatextKind::Rights
            | ParatextKind::Credits
            | ParatextKind::Note
            | ParatextKind::Header
            | ParatextKind::Caption => Kind::Paratext,
            ParatextKind::Furniture => Kind::Furniture,
        };
        let section = self.elements.add(Elements::ROOT, Role::Paratext(paratext.kind));
        for segment in &paratext.segments {
            let element = self.elements.add(section, Role::Segment);
            let runs = self.segment(segment, kind, element, kind.ink());
            self.push(kind, runs);
        }
    }

    fn turn(&mut self, turn: &'a Turn) {
        let section = self.elements.add(Elements::ROOT, Role::Turn(turn.id));
        let mut lead = self.lead(turn, section);
        for segment in &turn.segments {
            let element = self.elements.add(section, Role::Segment);
            let mut runs = std::mem::take(&mut lead);
            runs.extend(self.segment(segment, Kind::Body, element, Ink::Black));
            let kind = if runs.first().is_some_and(|run| run.family == Family::Label) {
                Kind::Opening
            } else {
                Kind::Body
            };
            self.push(kind, runs);
        }
    }

    /// What stands before the words: the label, and the speaker whom a person put in its place.
    fn lead(&mut self, turn: &'a Turn, section: ElementId) -> Vec<Run<'a>> {
        let basis = Basis::of(turn, self.some_speakers);
        let mut lead: Vec<Run> = self.label(turn, basis, section).into_iter().collect();
        if basis == Basis::Printed
            && let Some(supplied) = Basis::beside_label(turn)
        {
            lead.extend(self.label(turn, supplied, section));
        }
        lead
    }

    /// The label as printed; else the speaker as we know it, marked by how we do.
    fn label(&mut self, turn: &'a Turn, basis: Basis, section: ElementId) -> Option<Run<'a>> {
        let words = self.words;
        let ours = match basis {
            Basis::Printed => {
                let label = turn.label.as_ref()?;
                return Some(Run {
                    text: Cow::Borrowed(label.text.trim()),
                    family: Family::Label,
                    scale: 1.0,
                    ink: Ink::Black,
                    element: self.elements.add(section, Role::Speaker),
                    line: Some(label.span.lines.0),
                });
            }
            Basis::Stated => words.named(&self.speakers(turn)),
            Basis::Inferred => words.inferred(&self.speakers(turn)),
            Basis::Doubtful => words.inferred(&format!("{}?", self.speakers(turn))),
            Basis::Supplied => words.supplied(&self.speakers(turn)),
            Basis::Unknown => words.inferred("?"),
            Basis::Nobody => return None,
        };
        let ink = match basis {
            Basis::Inferred | Basis::Doubtful | Basis::Unknown => Ink::Grey,
            Basis::Printed | Basis::Stated | Basis::Supplied | Basis::Nobody => Ink::Black,
        };
        Some(Run {
            text: Cow::Owned(ours),
            family: Family::Label,
            scale: 1.0,
            ink,
            element: self.elements.add(section, Role::AddedSpeaker),
            line: None,
        })
    }

    /// Names of those who speak.
    fn speakers(&self, turn: &Turn) -> String {
        let names: Vec<String> = turn
            .speakers
            .iter()
            .filter_map(|&id| self.transcript.participant(id))
            .map(|participant| self.words.participant(participant))
            .collect();
        names.join(self.words.and)
    }

    fn segment(
        &mut self,
        segment: &'a Segment,
        kind: Kind,
        element: ElementId,
        ink: Ink,
    ) -> Vec<Run<'a>> {
        let mut line = segment.span.lines.0;
        let mut runs = Vec::with_capacity(segment.content.len());
        for inline in &segment.content {
            let (scale, ink, element) = match inline {
                Inline::Text { .. } => (1.0, ink, element),
                Inline::Direction { .. } => {
                    (1.0, Ink::Grey, self.elements.add(element, Role::InlineDirection))
                }
                Inline::TimeMark { .. } => {
                    (0.85, Ink::Grey, self.elements.add(element, Role::TimeMark))
                }
                Inline::Furniture { .. } => {
                    (0.75, Ink::Grey, self.elements.add(element, Role::Furniture))
                }
            };
            let text = inline.source_text();
            let mut at = 0;
            let mut add = |elements: &mut Elements, until: usize, link: bool| {
                let Some(text) = text.get(at..until).filter(|text| !text.is_empty()) else {
                    return;
                };
                let element = if link { elements.add(element, Role::Link) } else { element };
                let (text, family) = (Cow::Borrowed(text), kind.family());
                let ends = text.matches('\n').count() as u32;
                runs.push(Run { text, family, scale, ink, element, line: Some(line) });
                (at, line) = (until, line + ends);
            };
            for address in links::addresses(text) {
                add(&mut self.elements, address.start, false);
                add(&mut self.elements, address.end, true);
            }
            add(&mut self.elements, text.len(), false);
        }
        runs
    }
}
