//! The turns of an output against a fresh reading of its source: where each begins and ends, and
//! who speaks.

use super::back::{Blanks, ReadBack, Role, Said, Spoken};
use super::compare::Compared;
use super::fault::Fault;
use super::original::Original;
use crate::model::{Attribution, Block, CertaintyWord, Label, Transcript, Turn};
use crate::write::words::Words;

/// Tells the labels of the source from our own names, where both stand in bold: only the source
/// knows.
pub(super) fn settle_labels(back: &mut ReadBack, original: &Original) {
    let mut turns = original.transcript().turns();
    let mut settled = std::mem::take(&mut back.turns);
    for spoken in &mut settled {
        let label = turns.next().map(|turn| turn.label.as_ref());
        if spoken.speakers != Said::Bold {
            continue;
        }
        let said = back.chunks.get(spoken.first).map(|chunk| back.said(chunk).to_owned());
        let (Some(said), Some(chunk)) = (said, back.chunks.get_mut(spoken.first)) else { continue };
        spoken.speakers = Said::Nothing;
        match label {
            // The output has a turn too many: the texts or the counts will tell.
            None => {}
            Some(None) => {
                chunk.role = Role::Ours;
                spoken.speakers = Said::Shown(said);
            }
            Some(Some(label))
                if back.blanks == Blanks::Markdown
                    && in_bold_once(label).is_some_and(|once| once == said) =>
            {
                chunk.stands_for = Some(label.text.clone());
            }
            Some(Some(_)) => {}
        }
    }
    back.turns = settled;
}

/// Markdown has no NUL; the picture of one stands for it.
fn shown_in_markdown(text: &str) -> String {
    text.replace('\0', "\u{2400}")
}

/// What a label that the source sets in bold (`**Ann:**`, `## **Ann**`) is without its marks, as Markdown shows it.
fn in_bold_once(label: &Label) -> Option<String> {
    let text = shown_in_markdown(&label.text.replace('\n', " "));
    let bold = text.trim().trim_start_matches('#').trim_start_matches(' ');
    let bare = bold.strip_prefix("**").filter(|rest| !rest.starts_with('*'))?;
    Some(bare.replacen("**", "", 1)).filter(|once| once.len() < bare.len())
}

/// A turn of the fresh reading, with the characters before its start and its end.
struct Expected<'a> {
    turn: &'a Turn,
    start: usize,
    end: usize,
}

fn expected(transcript: &Transcript) -> Vec<Expected<'_>> {
    let mut count = 0;
    let mut turns = Vec::new();
    let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    for block in &transcript.body {
        let start = count;
        for segment in block.segments() {
            count += segment.content.iter().map(|piece| ink(piece.source_text())).sum::<usize>();
        }
        if let Block::Turn(turn) = block {
            count += turn.label.as_ref().map_or(0, |label| ink(&label.text));
            turns.push(Expected { turn, start, end: count });
        }
    }
    turns
}

/// Compares all turns, and the people.
pub(super) fn compare(
    back: &ReadBack,
    original: &Original,
    compared: &Compared,
) -> Result<(), Fault> {
    let transcript = original.transcript();
    let mut expected = expected(transcript);
    if back.blanks == Blanks::Set && expected.len() != back.turns.len() {
        // What has no ink is not on the page.
        expected.retain(|turn| turn.end > turn.start);
    }
    let judge = Judge { back, original, compared };
    for (spoken, expected) in back.turns.iter().zip(&expected) {
        judge.turn(spoken, expected)?;
    }
    match (back.turns.get(expected.len()), expected.get(back.turns.len())) {
        (Some(spoken), _) => {
            return Err(judge.fault(spoken, "a turn begins that a fresh reading does not have"));
        }
        (_, Some(missing)) => {
            let id = missing.turn.id;
            return Err(
                judge.nowhere(&format!("turn {id} is missing ({})", judge.begins(missing.turn)))
            );
        }
        (None, None) => {}
    }
    judge.people()
}

struct Judge<'a> {
    back: &'a ReadBack,
    original: &'a Original,
    compared: &'a Compared,
}

impl Judge<'_> {
    fn turn(&self, spoken: &Spoken, expected: &Expected<'_>) -> Result<(), Fault> {
        let Expected { turn, start, end } = expected;
        let id = turn.id;
        let before = |chunk: usize| self.compared.before.get(chunk).copied();
        if let Some(own) = spoken.id.as_ref().filter(|own| **own != id.to_string()) {
            return Err(self.fault(spoken, &format!("is `{own}`, should be `{id}`")));
        }
        if before(spoken.first) != Some(*start) {
            let what = format!("turn {id} does not begin here, but at {}", self.begins(turn));
            return Err(self.fault(spoken, &what));
        }
        if spoken.end.is_some_and(|chunk| before(chunk) != Some(*end)) {
            return Err(self.fault(spoken, &format!("turn {id} ends at another place")));
        }
        self.speakers(spoken, turn)
    }

    fn speakers(&self, spoken: &Spoken, turn: &Turn) -> Result<(), Fault> {
        let transcript = self.original.transcript();
        let (found, is_right) = match &spoken.speakers {
            Said::Ids(ids) => {
                let right = turn.speakers.iter().map(ToString::to_string).eq(ids.iter().cloned());
                (ids.join(", "), right)
            }
            Said::Shown(shown) => (shown.clone(), self.is_shown(turn, shown)),
            // A label of the source is text, and was compared as such.
            Said::Bold | Said::Nothing => {
                let nobody = transcript.turns().all(|turn| turn.speakers.is_empty());
                (String::new(), turn.label.is_some() || nobody)
            }
        };
        let (found, is_right) = match &spoken.beside {
            Some(beside) => {
                (beside.clone(), is_right && is_overruled(turn) && self.is_shown(turn, beside))
            }
            // Formats with ids have said it already.
            None if self.back.blanks == Blanks::Kept => (found, is_right),
            None => (found, is_right && !is_overruled(turn)),
        };
        if !is_right {
            let found = if found.is_empty() { "nobody".to_owned() } else { format!("`{found}`") };
            let wanted = who(transcript, turn);
            let what = format!("turn {} is given to {found}, should be {wanted}", turn.id);
            return Err(self.fault(spoken, &what));
        }
        let basis = basis(&turn.attribution);
        match &spoken.basis {
            Some(found) if found != basis => {
                let what = format!("the speaker of turn {} is {found}, should be {basis}", turn.id);
                Err(self.fault(spoken, &what))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Whether this is how the speaker of a turn is named where the source does not.
    fn is_shown(&self, turn: &Turn, shown: &str) -> bool {
        // In lines of text a blank is a character like others.
        let between = if self.back.blanks == Blanks::Turns { " " } else { "" };
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(between);
        let forms = forms(self.original.transcript(), turn, self.back.blanks);
        let shown = if between.is_empty() { squeezed(shown) } else { shown.to_owned() };
        forms.iter().any(|form| squeezed(form) == shown)
    }

    fn people(&self) -> Result<(), Fault> {
        let Some(people) = &self.back.people else { return Ok(()) };
        // XML has no place for most control characters: in a name they are left out.
        let clean = |text: &str| {
            let kept =
                text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
            kept.collect::<String>()
        };
        let known = &self.original.transcript().participants;
        for (person, known) in people.iter().zip(known) {
            let id = known.id.to_string();
            let name = known.name.as_str().map(clean);
            if person.id != id || person.name.as_deref().map(clean) != name {
                return Err(self.nowhere(&format!(
                    "lists `{}` as `{}`, should list `{}` as `{id}`",
                    person.name.as_deref().unwrap_or_default(),
                    person.id,
                    name.unwrap_or_default(),
                )));
            }
        }
        if people.len() != known.len() {
            let what = format!("lists {} people, should list {}", people.len(), known.len());
            return Err(self.nowhere(&what));
        }
        Ok(())
    }

    /// Where a turn begins in the source, in words.
    fn begins(&self, turn: &Turn) -> String {
        let label = turn.label.as_ref().map(|label| label.span);
        let first = label.or_else(|| turn.segments.first().map(|segment| segment.span));
        let line = first.map_or(0, |span| span.lines.0);
        format!("line {line} of {}", self.original.name())
    }

    fn fault(&self, spoken: &Spoken, what: &str) -> Fault {
        self.structure(self.back.describe(&spoken.place), what)
    }

    fn nowhere(&self, what: &str) -> Fault {
        self.structure("output".to_owned(), what)
    }

    fn structure(&self, place: String, what: &str) -> Fault {
        let ours = self.original.transcript().process.rules.as_ref();
        let note = match (&self.back.recorded.rules, ours) {
            (Some(theirs), Some(ours)) if theirs != ours => {
                format!(" (written by rules {theirs}, read again by rules {ours})")
            }
            _ => String::new(),
        };
        Fault::Structure { place, what: format!("{what}{note}") }
    }
}

fn who(transcript: &Transcript, turn: &Turn) -> String {
    let names: Vec<String> = turn
        .speakers
        .iter()
        .map(|id| {
            let name = transcript.participant(*id).and_then(|person| person.name.as_str());
            name.map_or(format!("`{id}`"), |name| format!("`{id}` ({name})"))
        })
        .collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

/// Whether a person put another in the place of the label that the source prints.
fn is_overruled(turn: &Turn) -> bool {
    turn.label.is_some() && matches!(turn.attribution, Attribution::Supplied { .. })
}

fn basis(attribution: &Attribution) -> &'static str {
    match attribution {
        Attribution::Labelled { .. } => "labelled",
        Attribution::Inferred { .. } => "inferred",
        Attribution::Supplied { .. } => "supplied",
    }
}

/// The names that may stand before a turn of which the source prints no label: our words exist in
/// three languages.
fn forms(transcript: &Transcript, turn: &Turn, blanks: Blanks) -> Vec<String> {
    [("zh-Hans", true), ("zh-Hant", true), ("en", false)]
        .into_iter()
        .map(|(language, chinese)| {
            let words = Words::of(Some(language), chinese);
            let people = turn.speakers.iter().filter_map(|id| transcript.participant(*id));
            let names: Vec<String> = people.map(|person| words.participant(person)).collect();
            match blanks {
                Blanks::Set => on_the_page(words, &names, turn),
                Blanks::Kept => in_markdown(&names, turn),
                Blanks::Markdown => shown_in_markdown(&in_markdown(&names, turn)),
                Blanks::Turns => in_turns(&names, turn),
            }
        })
        .collect()
}

fn in_markdown(names: &[String], turn: &Turn) -> String {
    let name = if names.is_empty() { "?".to_owned() } else { names.join(", ") };
    match &turn.attribution {
        Attribution::Labelled { .. } => format!("{name}:"),
        Attribution::Supplied { .. } => format!("[{name}*]"),
        Attribution::Inferred { .. } if names.is_empty() || is_sure(&turn.attribution) => {
            format!("[{name}]")
        }
        Attribution::Inferred { .. } => format!("[{name}?]"),
    }
}

fn in_turns(names: &[String], turn: &Turn) -> String {
    let name = in_markdown(names, turn);
    if name.ends_with(']') { name + ":" } else { name }
}

fn on_the_page(words: &Words, names: &[String], turn: &Turn) -> String {
    let name = names.join(words.and);
    match &turn.attribution {
        _ if names.is_empty() => words.inferred("?"),
        Attribution::Labelled { .. } => words.named(&name),
        Attribution::Supplied { .. } => words.supplied(&name),
        Attribution::Inferred { .. } if is_sure(&turn.attribution) => words.inferred(&name),
        Attribution::Inferred { .. } => words.inferred(&format!("{name}?")),
    }
}

fn is_sure(attribution: &Attribution) -> bool {
    attribution.confidence().word() == CertaintyWord::High
}
