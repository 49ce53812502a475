//! The doubts: a few lines for each, the least sure first.

use anstyle::{AnsiColor, Style};
use transcripta::correct::{Doubt, doubts};
use transcripta::model::{Attribution, Participant, ParticipantId, RunnerUp, Transcript};

use super::body::{trust, words_of};
use crate::cli::text;

/// Shows every doubt; says so when there is none.
pub(super) fn render(transcript: &Transcript, width: usize) -> String {
    let doubts = doubts(transcript);
    if doubts.is_empty() && transcript.turns().next().is_none() {
        return "no turns, so nothing of who speaks to doubt\n".to_owned();
    }
    if doubts.is_empty() {
        return "no doubts\n".to_owned();
    }
    doubts.iter().map(|doubt| one(transcript, doubt, width)).collect::<Vec<_>>().join("\n")
}

fn one(transcript: &Transcript, doubt: &Doubt<'_>, width: usize) -> String {
    let (bold, dimmed) = (Style::new().bold(), Style::new().dimmed());
    let turn = doubt.turn;
    let (id, line) = (turn.id, doubt.segment.span.lines.0);
    let mut out = format!("{bold}{id}{bold:#}  line {line}  {}\n", finding(transcript, doubt));
    let room = width.saturating_sub(4);
    let words = text::cut(&text::clean(&words_of(std::slice::from_ref(doubt.segment))), room);
    out.push_str(&format!("    {words}\n"));
    let rules: Vec<String> = turn
        .attribution
        .evidence()
        .iter()
        .map(|evidence| match evidence.score {
            Some(score) => format!("{} {score}", evidence.rule),
            None => evidence.rule.to_string(),
        })
        .collect();
    if !doubt.is_near && !rules.is_empty() {
        let rules = text::cut(&text::clean(&rules.join(", ")), room);
        out.push_str(&format!("    {dimmed}{rules}{dimmed:#}\n"));
    }
    out
}

/// What was found, how sure that is, and what came second.
fn finding(transcript: &Transcript, doubt: &Doubt<'_>) -> String {
    let Attribution::Inferred { confidence, boundary, runner_up, guess, .. } =
        &doubt.turn.attribution
    else {
        return String::new();
    };
    let style = trust(doubt.confidence);
    if doubt.is_near {
        let boundary = doubt.confidence.complement();
        let who = names(transcript, &doubt.turn.speakers).unwrap_or_else(|| "?".to_owned());
        return format!("another turn nearly begins, {style}{boundary}{style:#}; {who} goes on");
    }
    let guessed = names(transcript, guess);
    // Where nobody is named, who is the more probable stands first.
    let second_leads = |second: &RunnerUp| {
        doubt.turn.speakers.is_empty() && guessed.is_some() && second.confidence > *confidence
    };
    if let Some(second) = runner_up.as_ref().filter(|second| second_leads(second)) {
        let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
        let who = names(transcript, &second.speakers).unwrap_or_else(|| "nobody".to_owned());
        let other = guessed.unwrap_or_default();
        let begins = trust(*boundary);
        let second = second.confidence;
        return format!(
            "{red}?{red:#} perhaps {who} {style}{second}{style:#}, else {other} {confidence}; begins here {begins}{boundary}{begins:#}"
        );
    }
    let mut said = match (names(transcript, &doubt.turn.speakers), guessed) {
        (Some(who), _) => format!("{who} {style}{confidence}{style:#}"),
        (None, Some(who)) => {
            let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
            format!("{red}?{red:#} perhaps {who} {style}{confidence}{style:#}")
        }
        (None, None) => "?".to_owned(),
    };
    if let Some(second) = runner_up {
        let who = names(transcript, &second.speakers).unwrap_or_else(|| "nobody".to_owned());
        said.push_str(&format!(", else {who} {}", second.confidence));
    }
    let style = trust(*boundary);
    said + &format!("; begins here {style}{boundary}{style:#}")
}

fn names(transcript: &Transcript, ids: &[ParticipantId]) -> Option<String> {
    let name = |id: &ParticipantId| {
        transcript.participant(*id).map_or_else(|| id.to_string(), Participant::call_sign)
    };
    let names: Vec<String> = ids.iter().map(name).collect();
    (!names.is_empty()).then(|| text::clean(&names.join(" + ")))
}
