//! The head of the document: title, who speaks, which file it came from, how speakers are
//! known.

use crate::model::{Attribution, Transcript};

use super::speaker::Basis;
use crate::write::words::Words;

/// The title; else the name of the file without its extension.
pub(super) fn title(transcript: &Transcript) -> String {
    let given = transcript.metadata.title.as_deref().unwrap_or_default();
    let given = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if !given.is_empty() {
        return given;
    }
    let name = transcript.source.name.trim();
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        Some(_) | None => name,
    };
    if stem.is_empty() { transcript.process.program.clone() } else { stem.to_owned() }
}

/// The lines below the title.
pub(super) fn lines(transcript: &Transcript, words: &Words) -> Vec<String> {
    let line = |head: &str, text: &str| format!("{head}{}{text}", words.colon);
    let mut lines = Vec::new();
    if !transcript.participants.is_empty() {
        let names: Vec<String> = transcript
            .participants
            .iter()
            .map(|participant| words.participant_with_role(participant))
            .collect();
        lines.push(line(words.speakers, &names.join(words.list)));
    }
    if let Some(date) = &transcript.metadata.date {
        lines.push(line(words.date, date));
    }
    let source = &transcript.source;
    lines.push(line(words.source, &source.name));
    lines.push(format!("SHA-256: {}", source.sha256));
    let process = &transcript.process;
    lines.push(line(words.made_with, &format!("{} {}", process.program, process.version)));
    let note = note(transcript, words);
    if !note.is_empty() {
        lines.push(note);
    }
    lines
}

/// How the speakers of this document are known.
fn note(transcript: &Transcript, words: &Words) -> String {
    let known = transcript.turns().any(|turn| !turn.speakers.is_empty());
    let bases: Vec<Basis> = transcript
        .turns()
        .flat_map(|turn| [Some(Basis::of(turn, known)), Basis::beside_label(turn)])
        .flatten()
        .collect();
    let supplied = words.by_hand(&supplied_by(transcript));
    let sentences = [
        (&[Basis::Printed][..], words.labelled),
        (&[Basis::Inferred, Basis::Doubtful], words.inferred_note),
        (&[Basis::Doubtful], words.doubtful_note),
        (&[Basis::Supplied], supplied.as_str()),
        (&[Basis::Unknown], words.unknown_note),
    ];
    let said: Vec<&str> = sentences
        .into_iter()
        .filter(|(wanted, _)| bases.iter().any(|basis| wanted.contains(basis)))
        .map(|(_, sentence)| sentence)
        .collect();
    said.join(if words.and.is_ascii() { " " } else { "" })
}

/// The people who supplied speakers, in order of their names.
fn supplied_by(transcript: &Transcript) -> Vec<&str> {
    let mut names: Vec<&str> = transcript
        .turns()
        .filter_map(|turn| match &turn.attribution {
            Attribution::Supplied { by } => by.as_deref(),
            Attribution::Labelled { .. } | Attribution::Inferred { .. } => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
