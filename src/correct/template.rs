//! A file of corrections for a person to fill in: the doubts first, then the whole text.

mod lines;

use std::fmt::Write as _;

use super::anchor::hash;
use super::doubt::{Doubt, doubts, refer};
use crate::model::{
    Attribution, Block, Inline, ParatextKind, Participant, ParticipantId, Segment, Transcript,
};

/// So many places are shown: what is decided there often settles the others.
const MOST: usize = 30;
/// So many paragraphs that were taken for no speech.
const MOST_ASIDES: usize = 10;
/// So many characters of a paragraph.
const WORDS: usize = 60;

/// Makes the file. As it stands it decides nothing.
pub fn template(transcript: &Transcript) -> String {
    let mut out = format!(
        "# Decisions on {}. As it stands this file changes nothing: take away the # before a\n\
         # line, put in what is right, and convert again. Speakers are {}.\n\n\
         #by = \"\"  # your initials\n\n[metadata]\n",
        one_line(&transcript.source.name),
        speakers(transcript),
    );
    let metadata = &transcript.metadata;
    for (key, value) in
        [("title", &metadata.title), ("date", &metadata.date), ("language", &metadata.language)]
    {
        let _ = writeln!(out, "#{key} = {}", quoted(value.as_deref().unwrap_or_default()));
    }
    for person in &transcript.participants {
        participant(&mut out, transcript, person);
    }
    let doubts = doubts(transcript);
    if !doubts.is_empty() {
        out.push_str("\n# The doubts, the least sure first.\n");
    }
    for doubt in doubts.iter().take(MOST) {
        paragraph(&mut out, transcript, doubt);
    }
    if doubts.len() > MOST {
        let more = doubts.len() - MOST;
        let _ = writeln!(out, "\n# {more} more doubts: decide these first, then ask again.");
    }
    asides(&mut out, transcript);
    lines::table(&mut out, transcript);
    out
}

fn speakers(transcript: &Transcript) -> String {
    let mut all: Vec<String> =
        transcript.participants.iter().map(|p| quoted(&refer(transcript, p))).collect();
    if all.is_empty() {
        all = ["host", "guest"].map(quoted).to_vec();
    }
    format!("{} or \"unknown\"", all.join(", "))
}

fn participant(out: &mut String, transcript: &Transcript, person: &Participant) {
    let _ = write!(out, "\n[[participant]]\nwho = {}\n", quoted(&refer(transcript, person)));
    let _ = writeln!(out, "#name = {}", quoted(person.name.as_str().unwrap_or_default()));
    let role = person.role.map_or("guest", |role| role.as_str());
    let _ = writeln!(out, "#role = \"{role}\"  # host, guest, chair or group");
}

fn paragraph(out: &mut String, transcript: &Transcript, doubt: &Doubt<'_>) {
    let turn = doubt.turn;
    let Attribution::Inferred { confidence, boundary, runner_up, guess, .. } = &turn.attribution
    else {
        return;
    };
    let name = |ids: &[ParticipantId]| {
        let person = ids.first().and_then(|id| transcript.participant(*id));
        person.map(|person| refer(transcript, person))
    };
    let found = name(&turn.speakers).or_else(|| name(guess));
    let other = runner_up.as_ref().and_then(|second| name(&second.speakers));
    let about = match (doubt.is_near, turn.speakers.is_empty()) {
        (true, _) => {
            format!("inside {}, where another turn nearly begins", turn.id)
        }
        (false, true) => format!("{}, too unsure to name a speaker", turn.id),
        (false, false) => format!("{}, begins here with {boundary}", turn.id),
    };
    let _ = writeln!(out, "\n# {about}: {}", words(doubt.segment));
    place(out, doubt.segment);
    if doubt.is_near {
        let no = doubt.confidence.complement();
        let _ = writeln!(out, "#begins = true  # {no}");
        if let Some(other) = &other {
            let _ = writeln!(out, "#speaker = {}", quoted(other));
        }
        return;
    }
    if let Some(found) = &found {
        let _ = writeln!(out, "#speaker = {}  # as found: {confidence}", quoted(found));
    }
    if let (Some(other), Some(second)) = (&other, runner_up) {
        let _ = writeln!(out, "#speaker = {}  # {}", quoted(other), second.confidence);
    }
    if turn.id.number > 1 {
        out.push_str("#begins = false  # it goes on with the turn before\n");
    }
    out.push_str("#kind = \"note\"  # no speech\n");
}

/// What was taken for no speech, where that was worked out.
fn asides(out: &mut String, transcript: &Transcript) {
    let worked_out = |kind| matches!(kind, ParatextKind::Narration | ParatextKind::Prose);
    let segments: Vec<&Segment> = transcript
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paratext(paratext) if worked_out(paratext.kind) => Some(&paratext.segments),
            Block::Turn(_) | Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => None,
        })
        .flatten()
        .take(MOST_ASIDES)
        .collect();
    if segments.is_empty() {
        return;
    }
    out.push_str("\n# Taken for no speech.\n");
    for segment in segments {
        let _ = writeln!(out, "\n# {}", words(segment));
        place(out, segment);
        out.push_str("#speaker = \"host\"\n#kind = \"note\"\n");
    }
}

fn place(out: &mut String, segment: &Segment) {
    let line = segment.span.lines.0;
    let _ = write!(out, "[[paragraph]]\nline = {line}\nhash = \"{}\"\n", hash(&segment.content));
}

/// The first words, on one line.
fn words(segment: &Segment) -> String {
    let all: String = segment.content.iter().map(Inline::source_text).collect();
    let mut words = one_line(&all);
    if let Some((end, _)) = words.char_indices().nth(WORDS) {
        words.truncate(end);
        words.push('…');
    }
    words
}

/// A comment of TOML ends with its line and holds no control characters.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A basic string of TOML (v1.0.0, "String").
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
