//! What is too unsure to be said is kept as a guess, and listed as a doubt.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribution, Block, Confidence, ParticipantId, Transcript, Turn};

use super::turns::Raw;

/// The speaker of an inferred turn has to be this probable to be named.
pub const MIN_CONFIDENCE: Confidence = Confidence::HALF;

/// Takes the speaker of a turn back to a guess where the confidence is below `least`.
pub(super) fn settle_raw(
    turn: &mut Raw,
    least: Confidence,
    id: impl Fn(usize) -> Option<ParticipantId>,
) {
    let beginning = &mut turn.beginning;
    if let Attribution::Inferred { confidence, guess, .. } = &mut beginning.attribution
        && *confidence < least
        && let Some(speaker) = beginning.speaker.take()
    {
        *guess = id(speaker).into_iter().collect();
    }
}

/// Names the speakers of inferred turns from a confidence of `least` on, and only those. Guesses
/// that are sure enough for it become speakers.
pub fn settle(transcript: &mut Transcript, least: Confidence) {
    for block in &mut transcript.body {
        if let Block::Turn(turn) = block
            && let Attribution::Inferred { confidence, guess, .. } = &mut turn.attribution
        {
            let is_sure = *confidence >= least;
            if is_sure && turn.speakers.is_empty() {
                turn.speakers = std::mem::take(guess);
            } else if !is_sure && !turn.speakers.is_empty() {
                *guess = std::mem::take(&mut turn.speakers);
            }
        }
    }
}

/// Reports every turn of which the speaker was worked out, but not surely enough to be named.
pub fn report_doubts(transcript: &Transcript, diagnostics: &mut Diagnostics) {
    for turn in transcript.turns().filter(|turn| is_doubt(turn)) {
        let (likeliest, confidence) = turn.attribution.likeliest();
        let names: Vec<String> = likeliest
            .iter()
            .map(|id| transcript.participant(*id).map_or_else(|| id.to_string(), |p| p.call_sign()))
            .collect();
        let would = match names.is_empty() {
            true => String::new(),
            false => format!(": perhaps {}, {confidence}", names.join(" and ")),
        };
        let line = turn.segments.first().map_or(1, |segment| segment.span.lines.0);
        let message = format!("nobody is named as the speaker of {}{would}", turn.id);
        diagnostics.push(
            Diagnostic::warning(Code::SpeakerDoubtful, message)
                .at_line(line)
                .with_hint("`transcripta inspect --write-corrections` makes a file to decide in"),
        );
    }
}

fn is_doubt(turn: &Turn) -> bool {
    turn.speakers.is_empty() && matches!(turn.attribution, Attribution::Inferred { .. })
}
