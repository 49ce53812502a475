//! A transcript from a source and its reference reading (`NAME.gold.jsonl`), so that a writer
//! can be tried without the reader and without attribution.

use transcripta::model::{
    Attribution, Block, BlockId, BlockKind, Confidence, Direction, DirectionKind, Heading, Inline,
    Label, Metadata, Paratext, ParatextKind, Participant, ParticipantId, PersonName, Process, Role,
    SchemaVersion, Segment, SegmentId, SourceInfo, Span, Transcript, Turn,
};

/// Reads the reference reading of `text` into a transcript.
pub fn transcript(name: &str, language: &str, text: &str, gold: &str) -> Transcript {
    let mut builder = Builder::new(name, language, text);
    for record in gold.lines().filter(|line| !line.trim().is_empty()) {
        builder.record(&serde_json::from_str(record).unwrap());
    }
    builder.transcript
}

struct Builder {
    transcript: Transcript,
    /// Each line with the offset of its first byte.
    lines: Vec<(u64, String)>,
    /// Whether the lines are those of a typewriter, not paragraphs.
    wrapped: bool,
}

impl Builder {
    fn new(name: &str, language: &str, text: &str) -> Self {
        let mut at = 0;
        let lines: Vec<(u64, String)> = text
            .split('\n')
            .map(|line| {
                let start = at;
                at += line.len() as u64 + 1;
                (start, line.to_owned())
            })
            .collect();
        let longest = lines.iter().map(|(_, l)| l.chars().count()).max();
        Self {
            wrapped: longest.is_some_and(|n| n < 80) && language == "en",
            transcript: Transcript {
                schema: SchemaVersion::CURRENT,
                metadata: Metadata { language: Some(language.to_owned()), ..Metadata::default() },
                participants: Vec::new(),
                body: Vec::new(),
                source: SourceInfo {
                    name: name.to_owned(),
                    media_type: "text/plain".to_owned(),
                    encoding: "UTF-8".to_owned(),
                    bytes: text.len() as u64,
                    lines: lines.len() as u32,
                    sha256: "0123456789abcdef".repeat(4),
                },
                process: Process {
                    program: "transcripta".to_owned(),
                    version: "0.1.0".to_owned(),
                    reader: "text".to_owned(),
                    rules: None,
                    options: Default::default(),
                    corrections: None,
                },
            },
            lines,
        }
    }

    fn record(&mut self, record: &serde_json::Value) {
        let number = |key: &str| record[key].as_u64().unwrap() as usize;
        let (first, last) = (number("first_line"), number("last_line"));
        let kind = record["kind"].as_str().unwrap();
        let start = &self.lines[first - 1].1;
        match kind {
            "turn" => self.turn(record, first, last),
            "heading" => {
                let level = if self.transcript.metadata.title.is_none() { 1 } else { 2 };
                if level == 1 {
                    self.transcript.metadata.title = Some(start.trim().to_owned());
                }
                let id = self.next(BlockKind::Heading);
                let segments = self.segments(id, first, last, "");
                self.push(Block::Heading(Heading { id, level, segments }));
            }
            "stage" => self.direction(first, last),
            "note" if start.trim().starts_with('[') => self.direction(first, last),
            other => {
                let kind = match other {
                    "note" => ParatextKind::Furniture,
                    "front" if start.contains(':') => ParatextKind::Header,
                    "front" => ParatextKind::Narration,
                    "back" => ParatextKind::Rights,
                    "caption" => ParatextKind::Caption,
                    _ => ParatextKind::Prose,
                };
                let id = self.next(BlockKind::Paratext);
                let segments = self.segments(id, first, last, "");
                self.push(Block::Paratext(Paratext { id, kind, segments }));
            }
        }
    }

    fn direction(&mut self, first: usize, last: usize) {
        let id = self.next(BlockKind::Direction);
        let mut segments = self.segments(id, first, last, "");
        for inline in segments.iter_mut().flat_map(|s| &mut s.content) {
            let text = inline.source_text().to_owned();
            *inline = Inline::Direction { kind: DirectionKind::Incident, text };
        }
        self.push(Block::Direction(Direction { id, segments }));
    }

    fn turn(&mut self, record: &serde_json::Value, first: usize, last: usize) {
        let id = self.next(BlockKind::Turn);
        let printed = record["label"].as_str();
        let speakers = record["speaker"]
            .as_str()
            .map(|name| self.participant(name, record["role"].as_str(), printed.is_some()));
        let label = printed.map(|label| {
            let line = &self.lines[first - 1].1;
            let end = line.find(label).map_or(0, |at| at + label.len());
            Label { text: line[..end].to_owned(), span: self.span(first, first) }
        });
        let cut = label.as_ref().map_or(String::new(), |l| l.text.clone());
        let segments = self.segments(id, first, last, &cut);
        let attribution = match &label {
            Some(_) => Attribution::labelled("label.colon"),
            None => Attribution::Inferred {
                confidence: Confidence::from_probability(0.95),
                boundary: Confidence::from_probability(0.95),
                evidence: Vec::new(),
                runner_up: None,
                guess: Vec::new(),
                near: Vec::new(),
            },
        };
        self.push(Block::Turn(Turn {
            id,
            speakers: speakers.into_iter().collect(),
            addressee: None,
            function: serde_json::from_value(record["function"].clone()).ok(),
            answers: None,
            label,
            time: None,
            attribution,
            segments,
        }));
    }

    fn participant(&mut self, name: &str, role: Option<&str>, labelled: bool) -> ParticipantId {
        let people = &mut self.transcript.participants;
        if let Some(known) = people.iter().find(|p| p.name.as_str() == Some(name)) {
            return known.id;
        }
        let id = ParticipantId(people.len() as u32 + 1);
        people.push(Participant {
            id,
            name: if labelled {
                PersonName::Labelled(name.to_owned())
            } else {
                PersonName::Addressed(name.to_owned())
            },
            role: match role {
                Some("host") => Some(Role::Host),
                Some("guest") => Some(Role::Guest),
                Some("chair") => Some(Role::Chair),
                _ => None,
            },
            also: Vec::new(),
            span: None,
        });
        id
    }

    /// The lines as segments, without the label they begin with.
    fn segments(&self, block: BlockId, first: usize, last: usize, label: &str) -> Vec<Segment> {
        let mut out: Vec<Segment> = Vec::new();
        for number in first..=last {
            let mut text = self.lines[number - 1].1.as_str();
            if number == first {
                text = text.strip_prefix(label).unwrap_or(text);
            }
            if text.trim().is_empty() {
                continue;
            }
            match out.last_mut() {
                Some(before) if self.wrapped && label_is_prose(before) => {
                    before.content.push(Inline::text(format!("\n{text}")));
                    before.span = before.span.to(self.span(number, number));
                }
                _ => out.push(Segment {
                    id: SegmentId { block, number: out.len() as u32 + 1 },
                    content: vec![Inline::text(text)],
                    span: self.span(number, number),
                }),
            }
        }
        out
    }

    fn span(&self, first: usize, last: usize) -> Span {
        let (start, (end, text)) = (self.lines[first - 1].0, &self.lines[last - 1]);
        Span { lines: (first as u32, last as u32), bytes: (start, end + text.len() as u64) }
    }

    fn next(&self, kind: BlockKind) -> BlockId {
        let taken = self.transcript.body.iter().filter(|b| b.id().kind == kind);
        BlockId { kind, number: taken.count() as u32 + 1 }
    }

    fn push(&mut self, block: Block) {
        self.transcript.body.push(block);
    }
}

/// Only running text is joined: a title page keeps its lines.
fn label_is_prose(segment: &Segment) -> bool {
    segment.id.block.kind == BlockKind::Turn
}
