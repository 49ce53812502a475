//! The head of the document: title, who speaks, which file it came from, how speakers are
//! known.

use crate::model::{Attribution, Transcript};

use super::words::Words;

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
    if stem.is_empty() {
        transcript.process.program.clone()
    } else {
        stem.to_owned()
    }
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
    lines.push(line(
        words.made_with,
        &format!("{} {}", process.program, process.version),
    ));
    let note = note(transcript, words);
    if !note.is_empty() {
        lines.push(note);
    }
    lines
}

/// How the speakers of this document are known.
fn note(transcript: &Transcript, words: &Words) -> String {
    let any = |test: fn(&crate::model::Turn) -> bool| transcript.turns().any(test);
    let known = any(|turn| !turn.speakers.is_empty());
    let sentences = [
        (any(|turn| turn.label.is_some()), words.labelled),
        (
            any(|turn| {
                turn.label.is_none()
                    && !turn.speakers.is_empty()
                    && matches!(turn.attribution, Attribution::Inferred { .. })
            }),
            words.inferred_note,
        ),
        (
            any(|turn| {
                turn.label.is_none() && matches!(turn.attribution, Attribution::Supplied { .. })
            }),
            words.supplied_note,
        ),
        (
            known && any(|turn| turn.label.is_none() && turn.speakers.is_empty()),
            words.unknown_note,
        ),
    ];
    let said: Vec<&str> = sentences
        .into_iter()
        .filter_map(|(holds, sentence)| holds.then_some(sentence))
        .collect();
    said.join(if words.and.is_ascii() { " " } else { "" })
}
