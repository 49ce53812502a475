//! Builds transcripts by hand: the writer is tested without any reader.

use std::collections::BTreeMap;

use transcripta::model::{
    Attribution, Block, BlockId, BlockKind, Confidence, Direction, DirectionKind, Evidence,
    Function, Heading, Inline, Label, Metadata, Paratext, ParatextKind, Participant, ParticipantId,
    PersonName, Process, Role, SchemaVersion, Score, Segment, SegmentId, SourceInfo, Span,
    Transcript, Turn,
};

/// A transcript in the making: every piece gets the next line and the next id.
pub(crate) struct Doc {
    pub(crate) transcript: Transcript,
    line: u32,
}

impl Doc {
    pub(crate) fn new(name: &str) -> Self {
        let transcript = Transcript {
            schema: SchemaVersion::CURRENT,
            metadata: Metadata::default(),
            participants: Vec::new(),
            body: Vec::new(),
            source: SourceInfo {
                name: name.to_owned(),
                media_type: "text/plain".to_owned(),
                encoding: "UTF-8".to_owned(),
                bytes: 11_679,
                lines: 32,
                sha256: "20a12faebd497b9a55f7e33fb9fb69f9ce60b62a9b9219741a37c5fc973fc78c"
                    .to_owned(),
            },
            process: Process {
                program: "transcripta".to_owned(),
                version: "0.1.0-alpha.1+build".to_owned(),
                reader: "text".to_owned(),
                rules: None,
                options: BTreeMap::new(),
                corrections: None,
            },
        };
        Self { transcript, line: 0 }
    }

    /// With a host, a guest, and everybody.
    pub(crate) fn interview(name: &str) -> Self {
        let mut doc = Self::new(name);
        doc.person(PersonName::Labelled("INT".to_owned()), Some(Role::Host));
        doc.person(PersonName::Addressed("李局长".to_owned()), Some(Role::Guest));
        doc.person(PersonName::Unnamed, Some(Role::Group));
        doc
    }

    pub(crate) fn person(&mut self, name: PersonName, role: Option<Role>) -> &mut Participant {
        let people = &mut self.transcript.participants;
        people.push(Participant {
            id: ParticipantId(people.len() as u32 + 1),
            name,
            role,
            also: Vec::new(),
            span: Some(Span { lines: (1, 1), bytes: (0, 1) }),
        });
        people.last_mut().unwrap()
    }

    fn span(&mut self) -> Span {
        self.line += 1;
        let end = u64::from(self.line) * 100;
        Span { lines: (self.line, self.line), bytes: (end - 100, end - 1) }
    }

    fn next(&self, kind: BlockKind) -> BlockId {
        let same = self.transcript.body.iter().filter(|b| b.id().kind == kind);
        BlockId { kind, number: same.count() as u32 + 1 }
    }

    fn segments(&mut self, block: BlockId, paragraphs: Vec<Vec<Inline>>) -> Vec<Segment> {
        let mut number = 0;
        paragraphs
            .into_iter()
            .map(|content| {
                number += 1;
                Segment { id: SegmentId { block, number }, content, span: self.span() }
            })
            .collect()
    }

    pub(crate) fn heading(&mut self, level: u8, content: Vec<Inline>) {
        let id = self.next(BlockKind::Heading);
        let segments = self.segments(id, vec![content]);
        self.transcript.body.push(Block::Heading(Heading { id, level, segments }));
    }

    pub(crate) fn direction(&mut self, content: Vec<Inline>) {
        let id = self.next(BlockKind::Direction);
        let segments = self.segments(id, vec![content]);
        let block = Block::Direction(Direction { id, segments });
        self.transcript.body.push(block);
    }

    pub(crate) fn paratext(&mut self, kind: ParatextKind, paragraphs: Vec<Vec<Inline>>) {
        let id = self.next(BlockKind::Paratext);
        let segments = self.segments(id, paragraphs);
        let block = Block::Paratext(Paratext { id, kind, segments });
        self.transcript.body.push(block);
    }

    /// A turn, to be changed further by the caller.
    pub(crate) fn turn(
        &mut self,
        attribution: Attribution,
        speakers: &[u32],
        paragraphs: Vec<Vec<Inline>>,
    ) -> &mut Turn {
        let id = self.next(BlockKind::Turn);
        let segments = self.segments(id, paragraphs);
        self.push(Turn {
            id,
            speakers: speakers.iter().copied().map(ParticipantId).collect(),
            addressee: None,
            function: None,
            answers: None,
            label: None,
            time: None,
            attribution,
            segments,
        })
    }

    /// A turn with a label.
    pub(crate) fn labelled(
        &mut self,
        label: &str,
        speakers: &[u32],
        paragraphs: Vec<Vec<Inline>>,
    ) -> &mut Turn {
        let span = self.span();
        let text = label.to_owned();
        let turn = self.turn(Attribution::labelled("label.colon"), speakers, paragraphs);
        turn.label = Some(Label { text, span });
        turn
    }

    fn push(&mut self, turn: Turn) -> &mut Turn {
        self.transcript.body.push(Block::Turn(turn));
        match self.transcript.body.last_mut() {
            Some(Block::Turn(turn)) => turn,
            _ => unreachable!("a turn was pushed"),
        }
    }
}

pub(crate) fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

pub(crate) fn event(kind: DirectionKind, text: &str) -> Inline {
    let text = text.to_owned();
    Inline::Direction { kind, text }
}

pub(crate) fn mark(text: &str, milliseconds: u64) -> Inline {
    let text = text.to_owned();
    Inline::TimeMark { text, milliseconds }
}

pub(crate) fn furniture(text: &str) -> Inline {
    let text = text.to_owned();
    Inline::Furniture { text }
}

pub(crate) fn inferred(confidence: f64, rules: &[(&str, f64)]) -> Attribution {
    Attribution::Inferred {
        confidence: Confidence::from_probability(confidence),
        boundary: Confidence::ONE,
        evidence: rules
            .iter()
            .map(|(rule, weight)| Evidence {
                rule: (*rule).to_owned().into(),
                score: Some(Score::from_weight(*weight)),
                cue: None,
            })
            .collect(),
        runner_up: None,
        guess: Vec::new(),
        near: Vec::new(),
    }
}

pub(crate) const FUNCTIONS: [Function; 5] = [
    Function::Opening,
    Function::Question,
    Function::Answer,
    Function::Statement,
    Function::Closing,
];

pub(crate) const PARATEXT: [ParatextKind; 8] = [
    ParatextKind::Rights,
    ParatextKind::Credits,
    ParatextKind::Note,
    ParatextKind::Header,
    ParatextKind::Narration,
    ParatextKind::Caption,
    ParatextKind::Furniture,
    ParatextKind::Prose,
];

pub(crate) const DIRECTIONS: [DirectionKind; 6] = [
    DirectionKind::Vocal,
    DirectionKind::Kinesic,
    DirectionKind::Pause,
    DirectionKind::Inaudible,
    DirectionKind::Crosstalk,
    DirectionKind::Incident,
];
