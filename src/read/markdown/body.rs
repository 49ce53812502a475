//! The body: turns begin with a name in bold, events stand in italics, remarks in quotations.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Attribution, Block, BlockId, BlockKind, Confidence, Direction, DirectionKind, Evidence,
    Heading, Inline, Label, Metadata, Paratext, ParatextKind, Participant, ParticipantId,
    PersonName, Segment, SegmentId, Span, Turn, name,
};
use crate::read::text::inline;

/// What the front matter says of the body.
pub(super) struct Known<'a> {
    pub(super) metadata: &'a Metadata,
    /// The speakers of each turn.
    pub(super) turns: &'a [Vec<ParticipantId>],
    /// Whether names in brackets were worked out.
    pub(super) infers: bool,
    /// Who supplied speakers.
    pub(super) by: Option<String>,
}

/// Reads the body.
pub(super) fn read(
    markdown: &str,
    lines_before: usize,
    front: &Known<'_>,
    people: &mut Vec<Participant>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    let mut body = Body {
        metadata: front.metadata,
        blocks: Vec::new(),
        counts: HashMap::new(),
        labels: Vec::new(),
        paragraph: Text::default(),
        heading: None,
        quotes: 0,
        group_ended: false,
        place: NOWHERE,
    };
    let mut others = 0;
    for event in Parser::new(markdown) {
        others += usize::from(!body.event(event));
    }
    body.finish();
    if others > 0 {
        let message = format!("{others} pieces of mark-up are not ours: their text is kept");
        let line = u32::try_from(lines_before).unwrap_or(u32::MAX).saturating_add(1);
        diagnostics.push(Diagnostic::note(Code::NotRepresented, message).at_line(line));
    }
    let has_turns = !body.labels.is_empty();
    let Body { mut blocks, labels, .. } = body;
    // As many turns as the front matter tells of: then it knows them.
    let known = if front.turns.len() == labels.len() { front.turns } else { &[] };
    let mut labels = labels.into_iter().enumerate();
    for block in &mut blocks {
        match block {
            Block::Turn(turn) => {
                if let Some((number, label)) = labels.next() {
                    attribute(turn, &label, known.get(number), front, people);
                }
            }
            Block::Paratext(paratext) if !has_turns => {
                if paratext.kind == ParatextKind::Narration {
                    paratext.kind = ParatextKind::Prose;
                }
            }
            Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => {}
        }
    }
    blocks
}

/// A place that the file does not tell.
const NOWHERE: Span = Span { lines: (0, 0), bytes: (0, 0) };

/// The bold words at the start of a turn.
#[derive(Debug)]
struct Bold {
    /// A label, or a name of ours.
    first: String,
    /// A name of ours after a label.
    second: Option<String>,
}

/// The text of a paragraph.
#[derive(Debug, Default)]
struct Text {
    text: String,
    /// The bold words at its start.
    label: Option<String>,
    in_label: bool,
    /// More bold words, right after them.
    added: Option<String>,
    in_added: bool,
    /// The blank between them and the rest is past.
    is_set_off: bool,
    /// Italics began at its start.
    is_event: bool,
    /// The text was this long when they ended.
    event_end: Option<usize>,
}

impl Text {
    /// Whether bold words here would be a name after a label.
    fn takes_a_name(&self) -> bool {
        let is_after_label = self.label.is_some() && !self.in_label && self.is_set_off;
        is_after_label && self.text.is_empty() && self.added.is_none()
    }
}

struct Body<'a> {
    metadata: &'a Metadata,
    blocks: Vec<Block>,
    counts: HashMap<BlockKind, u32>,
    /// The bold words of each turn.
    labels: Vec<Bold>,
    paragraph: Text,
    heading: Option<u8>,
    quotes: usize,
    /// What comes next begins a block of its own.
    group_ended: bool,
    /// Where the next paragraph stands in the source, if a comment said so.
    place: Span,
}

impl Body<'_> {
    /// Takes an event; `false` for mark-up that is not ours.
    fn event(&mut self, event: Event<'_>) -> bool {
        let at_start = self.paragraph.text.is_empty() && self.paragraph.label.is_none();
        match event {
            Event::Text(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => self.flush(),
            Event::Start(Tag::Heading { level, .. }) => {
                self.flush();
                self.heading = Some(level as u8);
            }
            Event::End(TagEnd::Heading(_)) => self.flush(),
            Event::Start(Tag::BlockQuote(_)) => {
                self.flush();
                self.quotes += 1;
                self.group_ended = true;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
                self.group_ended = true;
            }
            Event::Start(Tag::Strong) if at_start && self.quotes == 0 && self.heading.is_none() => {
                self.paragraph.label = Some(String::new());
                self.paragraph.in_label = true;
            }
            Event::End(TagEnd::Strong) if self.paragraph.in_label => {
                self.paragraph.in_label = false;
            }
            Event::Start(Tag::Strong) if self.paragraph.takes_a_name() => {
                self.paragraph.added = Some(String::new());
                self.paragraph.in_added = true;
            }
            Event::End(TagEnd::Strong) if self.paragraph.in_added => {
                self.paragraph.in_added = false;
                self.paragraph.is_set_off = false;
            }
            Event::Start(Tag::Emphasis) if at_start => self.paragraph.is_event = true,
            Event::End(TagEnd::Emphasis) if self.paragraph.is_event => {
                self.paragraph.event_end = Some(self.paragraph.text.len());
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => self.flush(),
            Event::Html(html) => match place(&html) {
                Some(place) => self.place = place,
                None => {
                    self.push(html.trim_end_matches('\n'));
                    return false;
                }
            },
            Event::Code(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => {
                self.push(&text);
                return false;
            }
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }) => {
                return false;
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {}
            // A list, a block of code: what a person added is paragraphs.
            Event::Start(_) => {
                self.flush();
                return false;
            }
            Event::End(_) => self.flush(),
            Event::Rule | Event::TaskListMarker(_) => return false,
        }
        true
    }

    fn push(&mut self, text: &str) {
        let paragraph = &mut self.paragraph;
        if let (true, Some(added)) = (paragraph.in_added, &mut paragraph.added) {
            added.push_str(text);
            return;
        }
        match &mut paragraph.label {
            Some(label) if paragraph.in_label => label.push_str(text),
            // The blank after the label is ours.
            Some(_) if !paragraph.is_set_off => {
                paragraph.is_set_off = true;
                paragraph.text.push_str(text.strip_prefix(' ').unwrap_or(text));
            }
            Some(_) | None => paragraph.text.push_str(text),
        }
    }

    /// The paragraph ends.
    fn flush(&mut self) {
        let heading = self.heading.take();
        let Text { text, label, added, is_event, event_end, .. } =
            std::mem::take(&mut self.paragraph);
        if text.is_empty() && label.is_none() {
            return;
        }
        let span = std::mem::replace(&mut self.place, NOWHERE);
        if let Some(level) = heading {
            let id = self.id(BlockKind::Heading);
            let segments = vec![segment(id, 1, vec![Inline::text(text)], span)];
            self.blocks.push(Block::Heading(Heading { id, level, segments }));
        } else if let Some(first) = label {
            self.turn(Bold { first, second: added }, &text, span);
        } else if self.quotes > 0 {
            let is_rights = self.metadata.rights.iter().any(|line| line.trim() == text.trim());
            let kind = if is_rights { ParatextKind::Rights } else { ParatextKind::Note };
            self.paratext(kind, text, span);
        } else if is_event && event_end == Some(text.len()) {
            let id = self.id(BlockKind::Direction);
            let content = inline::standalone(&text)
                .unwrap_or_else(|| vec![Inline::Direction { kind: DirectionKind::Incident, text }]);
            let segments = vec![segment(id, 1, content, span)];
            self.blocks.push(Block::Direction(Direction { id, segments }));
        } else if let (Some(Block::Turn(turn)), false) = (self.blocks.last_mut(), self.group_ended)
        {
            let number = turn.segments.len() as u32 + 1;
            turn.segments.push(segment(turn.id, number, inline::split(&text), span));
            return;
        } else {
            self.paratext(ParatextKind::Narration, text, span);
        }
        self.group_ended = false;
    }

    fn finish(&mut self) {
        self.flush();
    }

    fn id(&mut self, kind: BlockKind) -> BlockId {
        let count = self.counts.entry(kind).or_insert(0);
        *count += 1;
        BlockId { kind, number: *count }
    }

    fn paratext(&mut self, kind: ParatextKind, text: String, span: Span) {
        if let (Some(Block::Paratext(last)), false) = (self.blocks.last_mut(), self.group_ended)
            && last.kind == kind
        {
            let number = last.segments.len() as u32 + 1;
            last.segments.push(segment(last.id, number, vec![Inline::text(text)], span));
            return;
        }
        let id = self.id(BlockKind::Paratext);
        let segments = vec![segment(id, 1, vec![Inline::text(text)], span)];
        self.blocks.push(Block::Paratext(Paratext { id, kind, segments }));
    }

    fn turn(&mut self, label: Bold, text: &str, span: Span) {
        let id = self.id(BlockKind::Turn);
        self.labels.push(label);
        self.blocks.push(Block::Turn(Turn {
            id,
            speakers: Vec::new(),
            addressee: None,
            function: None,
            answers: None,
            label: None,
            time: None,
            attribution: Attribution::Supplied { by: None },
            segments: vec![segment(id, 1, inline::split(text), span)],
        }));
    }
}

fn segment(block: BlockId, number: u32, content: Vec<Inline>, span: Span) -> Segment {
    Segment { id: SegmentId { block, number }, content, span }
}

/// `<!-- t2.s1 line 3 -->`, `<!-- t2.s1 lines 3-5 -->`: where the next paragraph stands in the
/// source; `<!-- t2.s1 -->` does not say it. The id follows from the order again.
fn place(comment: &str) -> Option<Span> {
    let words = comment.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let mut words = words.split(' ');
    words.next()?.parse::<SegmentId>().ok()?;
    let numbers = match (words.next(), words.next(), words.next()) {
        (None, ..) => return Some(NOWHERE),
        (Some("line" | "lines"), Some(numbers), None) => numbers,
        _ => return None,
    };
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    let lines = (first.parse().ok()?, last.parse().ok()?);
    (lines.0 <= lines.1).then_some(Span { lines, bytes: (0, 0) })
}

/// Says who speaks, and how that is known, from what stands in bold.
fn attribute(
    turn: &mut Turn,
    bold: &Bold,
    known: Option<&Vec<ParticipantId>>,
    front: &Known<'_>,
    people: &mut Vec<Participant>,
) {
    let listed = |id: &ParticipantId| (1..=people.len()).contains(&(id.0 as usize));
    let known = known.filter(|who| who.iter().all(listed));
    let span = turn.segments.first().map_or(NOWHERE, |segment| segment.span);
    let ours = bold.second.as_deref().unwrap_or(&bold.first);
    let bracketed = ours.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let by_name = |names: &str, people: &mut Vec<Participant>| match known {
        Some(who) => who.clone(),
        None => names
            .split(", ")
            .filter(|name| !matches!(*name, "" | "?"))
            .map(|name| find(people, name, PersonName::Supplied))
            .collect(),
    };
    let printed = match (bracketed.and_then(|name| name.strip_suffix('*')), bracketed) {
        (Some(names), _) => {
            turn.speakers = by_name(names, people);
            turn.attribution = Attribution::Supplied { by: front.by.clone() };
            bold.second.is_some().then_some(&bold.first)
        }
        (None, Some(name)) if front.infers => {
            let (names, p) = match name.strip_suffix('?') {
                Some(name) => (name, 0.5),
                None => (name, 0.9),
            };
            turn.speakers = by_name(names, people);
            let p = if turn.speakers.is_empty() { 0.0 } else { p };
            let confidence = Confidence::from_probability(p);
            turn.attribution = Attribution::Inferred {
                confidence,
                boundary: confidence,
                evidence: Vec::new(),
                runner_up: None,
                guess: Vec::new(),
                near: Vec::new(),
            };
            bold.second.is_some().then_some(&bold.first)
        }
        (None, _) => {
            turn.speakers = known.filter(|who| !who.is_empty()).cloned().unwrap_or_else(|| {
                let name = bold.first.trim().trim_end_matches([':', '：', '.', ' ']);
                let name = if name.is_empty() { &bold.first } else { name };
                vec![find(people, name, PersonName::Labelled)]
            });
            turn.attribution = Attribution::Labelled {
                confidence: Confidence::ONE,
                boundary: Confidence::ONE,
                evidence: vec![Evidence { rule: "label.bold".into(), score: None, cue: None }],
            };
            Some(&bold.first)
        }
    };
    turn.label = printed.map(|text| Label { text: text.clone(), span });
}

/// The participant of this name, who is added if there is none.
fn find(
    people: &mut Vec<Participant>,
    name: &str,
    basis: fn(String) -> PersonName,
) -> ParticipantId {
    let key = name::key(name);
    let named = |person: &&Participant| {
        let names = person.name.as_str().into_iter().chain(person.also.iter().map(String::as_str));
        names.into_iter().any(|known| name::key(known) == key)
    };
    if let Some(person) = people.iter().find(named) {
        return person.id;
    }
    let id = ParticipantId(people.len() as u32 + 1);
    let name = basis(name.to_owned());
    people.push(Participant { id, name, role: None, also: Vec::new(), span: None });
    id
}
