//! Transcripts made by hand.

use transcripta::model::{
    Attribution, Block, BlockId, BlockKind, Confidence, Heading, Inline, Label, Metadata, Paratext,
    ParatextKind, Participant, ParticipantId, PersonName, Process, SchemaVersion, Segment,
    SegmentId, SourceInfo, Span, Transcript, Turn,
};

/// How a turn's speaker is known.
#[derive(Clone, Copy)]
pub enum Speaker<'a> {
    /// A label as printed.
    Label(&'a str),
    /// A name that was worked out.
    Inferred(&'a str),
    /// A name that a person gave.
    Supplied(&'a str),
    /// Nobody knows.
    Unknown,
}

/// A transcript that holds nothing yet.
pub fn empty(name: &str, language: Option<&str>) -> Transcript {
    Transcript {
        schema: SchemaVersion::CURRENT,
        metadata: Metadata { language: language.map(str::to_owned), ..Metadata::default() },
        participants: Vec::new(),
        body: Vec::new(),
        source: SourceInfo {
            name: name.to_owned(),
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            bytes: 0,
            lines: 0,
            sha256: "00ff".repeat(16),
        },
        process: Process {
            program: "transcripta".to_owned(),
            version: "0.0.0".to_owned(),
            reader: "text".to_owned(),
            rules: None,
            options: Default::default(),
            corrections: None,
        },
    }
}

/// Adds a heading.
pub fn heading(transcript: &mut Transcript, level: u8, text: &str) {
    let id = next(transcript, BlockKind::Heading);
    let segments = segments(transcript, id, &[vec![Inline::text(text)]]);
    let heading = Heading { id, level, segments };
    transcript.body.push(Block::Heading(heading));
}

/// Adds text that is not speech.
pub fn paratext(transcript: &mut Transcript, kind: ParatextKind, text: &str) {
    let id = next(transcript, BlockKind::Paratext);
    let segments = segments(transcript, id, &[vec![Inline::text(text)]]);
    transcript.body.push(Block::Paratext(Paratext { id, kind, segments }));
}

/// Adds a turn of plain paragraphs.
pub fn turn(transcript: &mut Transcript, speaker: Speaker, paragraphs: &[&str]) {
    let content: Vec<Vec<Inline>> = paragraphs.iter().map(|p| vec![Inline::text(*p)]).collect();
    turn_of(transcript, speaker, &content);
}

/// Adds a turn.
pub fn turn_of(transcript: &mut Transcript, speaker: Speaker, content: &[Vec<Inline>]) {
    let id = next(transcript, BlockKind::Turn);
    let segments = segments(transcript, id, content);
    let (speakers, label, attribution) = match speaker {
        Speaker::Label(text) => {
            let name = text.trim().trim_end_matches([':', '：']);
            let who = participant(transcript, PersonName::Labelled(name.to_owned()));
            let label = Label { text: text.to_owned(), span: segments[0].span };
            (vec![who], Some(label), Attribution::labelled("label.colon"))
        }
        Speaker::Inferred(name) => {
            let who = participant(transcript, PersonName::Addressed(name.to_owned()));
            (vec![who], None, inferred())
        }
        Speaker::Supplied(name) => {
            let who = participant(transcript, PersonName::Supplied(name.to_owned()));
            (vec![who], None, Attribution::Supplied { by: None })
        }
        Speaker::Unknown => (Vec::new(), None, inferred()),
    };
    transcript.body.push(Block::Turn(Turn {
        id,
        speakers,
        addressee: None,
        function: None,
        answers: None,
        label,
        time: None,
        attribution,
        segments,
    }));
}

fn inferred() -> Attribution {
    Attribution::Inferred {
        confidence: Confidence::from_probability(0.9),
        boundary: Confidence::from_probability(0.9),
        evidence: Vec::new(),
        runner_up: None,
        guess: Vec::new(),
        near: Vec::new(),
    }
}

fn participant(transcript: &mut Transcript, name: PersonName) -> ParticipantId {
    let people = &mut transcript.participants;
    if let Some(known) = people.iter().find(|p| p.name == name) {
        return known.id;
    }
    let id = ParticipantId(people.len() as u32 + 1);
    people.push(Participant { id, name, role: None, also: Vec::new(), span: None });
    id
}

fn next(transcript: &Transcript, kind: BlockKind) -> BlockId {
    let taken = transcript.body.iter().filter(|b| b.id().kind == kind);
    BlockId { kind, number: taken.count() as u32 + 1 }
}

/// A segment a line.
fn segments(transcript: &mut Transcript, block: BlockId, content: &[Vec<Inline>]) -> Vec<Segment> {
    let source = &mut transcript.source;
    content
        .iter()
        .enumerate()
        .map(|(i, content)| {
            let text: String = content.iter().map(Inline::source_text).collect();
            let (line, start) = (source.lines + 1, source.bytes);
            source.lines = line + text.matches('\n').count() as u32;
            source.bytes += text.len() as u64 + 1;
            Segment {
                id: SegmentId { block, number: i as u32 + 1 },
                content: content.clone(),
                span: Span { lines: (line, source.lines), bytes: (start, source.bytes) },
            }
        })
        .collect()
}
