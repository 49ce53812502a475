//! From decisions in a file to decisions on paragraphs.

use std::collections::BTreeSet;

use super::anchor::{Anchor, Places};
use super::decision::{Decision, Decisions};
use super::file::{Corrections, Entry, Kind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::model::{
    DirectionKind, Inline, Metadata, Paragraph, ParagraphKind, Revision, Transcript, plain_text,
};

impl Corrections {
    /// Finds the paragraph of each decision. What a person says that a paragraph *is* changes the
    /// paragraph here; who speaks is for `attribute`. What fits nowhere is reported and left out.
    ///
    /// # Errors
    /// [`Error::Corrections`]: two decisions on one paragraph contradict each other.
    pub fn resolve(
        &self,
        paragraphs: &mut [Paragraph],
        diagnostics: &mut Diagnostics,
    ) -> Result<Decisions, Error> {
        let places = Places::of(paragraphs);
        let mut decisions = Decisions {
            by: self.by.clone(),
            people: self.people.clone(),
            applied: self.people.len() as u32,
            ..Decisions::default()
        };
        // What was said of each paragraph, and on which line of the file.
        let mut said: Vec<Said> = vec![Said::default(); paragraphs.len()];
        for entry in &self.entries {
            if entry.speaker.is_none() && entry.begins.is_none() && entry.kind.is_none() {
                continue; // A template that nobody filled in.
            }
            let Some((first, last)) = self.find(entry, &places, diagnostics) else {
                decisions.unfit += 1;
                continue;
            };
            decisions.applied += 1;
            for i in first..=last {
                let target = label_before(paragraphs, i);
                self.say(&mut said[target].speaker, &entry.speaker, "speaker", entry)?;
                self.say(&mut said[i].kind, &entry.kind, "kind", entry)?;
                if i == first {
                    self.say(&mut said[target].begins, &entry.begins, "begins", entry)?;
                }
            }
        }
        if said.iter().any(|said| said != &Said::default()) {
            decisions.paragraphs = Vec::with_capacity(said.len());
            for (paragraph, said) in paragraphs.iter_mut().zip(said) {
                let decision = self.decide(paragraph, said, &mut decisions.kinds)?;
                decisions.paragraphs.push(decision);
            }
        }
        Ok(decisions)
    }

    /// Puts what the person says of the document in the place of what was found.
    pub fn describe(&self, metadata: &mut Metadata) -> Vec<String> {
        self.metadata.apply(metadata)
    }

    /// Records in the transcript what was decided, and by whom.
    pub fn sign(
        &self,
        transcript: &mut Transcript,
        decisions: &Decisions,
        metadata: Vec<String>,
        diagnostics: &mut Diagnostics,
    ) {
        let decided: BTreeSet<u64> = decisions.kinds.iter().map(|span| span.bytes.0).collect();
        let blocks = transcript
            .body
            .iter()
            .filter(|block| block.segments().iter().any(|s| decided.contains(&s.span.bytes.0)))
            .map(|block| block.id())
            .collect();
        let applied = decisions.applied + metadata.len() as u32;
        if applied + decisions.unfit == 0 {
            return; // A template that nobody filled in.
        }
        let by = self.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
        let noun = if applied == 1 { "decision" } else { "decisions" };
        diagnostics.push(Diagnostic::note(
            Code::CorrectionsApplied,
            format!("{applied} {noun}{by} from {}", self.file),
        ));
        transcript.process.corrections = Some(Revision {
            by: self.by.clone(),
            sha256: self.sha256.clone(),
            applied,
            unfit: decisions.unfit,
            metadata,
            blocks,
        });
    }

    /// The first and the last paragraph of an entry.
    fn find(
        &self,
        entry: &Entry,
        places: &Places,
        diagnostics: &mut Diagnostics,
    ) -> Option<(usize, usize)> {
        let mut locate = |anchor: &Anchor| match places.find(anchor) {
            Some(found) => {
                diagnostics.extend(self.remark(entry, anchor, places, found));
                Some(found)
            }
            None => {
                diagnostics.push(self.unfit(entry, anchor, places));
                None
            }
        };
        let first = locate(&entry.first)?;
        let last = match &entry.last {
            Some(anchor) => locate(anchor)?,
            None => first,
        };
        if last < first {
            diagnostics.push(self.unfit(entry, &entry.first, places));
            return None;
        }
        Some((first, last))
    }

    /// That a decision went with its paragraph, or stands by its line alone.
    fn remark(&self, entry: &Entry, anchor: &Anchor, places: &Places, found: usize) -> Diagnostics {
        let mut said = Diagnostics::default();
        let at = format!("{}, line {}", self.file, entry.at);
        let message = match &anchor.hash {
            None => format!(
                "the decision of {at}, goes by its line alone; {} would hold it to its text",
                held(places, found)
            ),
            Some(_) if places.distance(found, anchor.line) > 0 => {
                format!("the decision of {at}, went with its paragraph from line {}", anchor.line)
            }
            Some(_) => return said,
        };
        let note = Diagnostic::note(Code::CorrectionsApplied, message);
        said.push(note.at_line(places.line(found)));
        said
    }

    fn unfit(&self, entry: &Entry, anchor: &Anchor, places: &Places) -> Diagnostic {
        let message = format!(
            "the decision of {}, line {}, is not applied: its paragraph has changed or is gone",
            self.file, entry.at
        );
        let hint = match places.at_line(anchor.line) {
            Some(there) => {
                let held = held(places, there);
                format!("if it still holds for what stands there now, give it {held}")
            }
            None => "give the line of its paragraph, or take the decision out".to_owned(),
        };
        Diagnostic::warning(Code::CorrectionUnfit, message).at_line(anchor.line).with_hint(hint)
    }

    /// Notes what an entry says; two entries may say the same twice, but not two things.
    fn say<T: Clone + PartialEq>(
        &self,
        place: &mut Option<(T, u32)>,
        value: &Option<T>,
        what: &str,
        entry: &Entry,
    ) -> Result<(), Error> {
        match (&place, value) {
            (_, None) => {}
            (Some((earlier, _)), Some(value)) if earlier == value => {}
            (Some((_, line)), Some(_)) => {
                let reason = format!("gives another `{what}` to the paragraph of line {line}");
                return Err(self.fault(entry.at, reason));
            }
            (None, Some(value)) => *place = Some((value.clone(), entry.at)),
        }
        Ok(())
    }

    fn decide(
        &self,
        paragraph: &mut Paragraph,
        said: Said,
        kinds: &mut Vec<crate::model::Span>,
    ) -> Result<Decision, Error> {
        let at = [said.speaker.as_ref().map(|s| s.1), said.begins.map(|b| b.1)];
        let at = at.into_iter().flatten().next();
        let (begins, speaker) = (said.begins.map(|b| b.0), said.speaker.map(|s| s.0));
        if let (Some(false), Some(_), Some(line)) = (begins, &speaker, at) {
            let reason = "gives a speaker to a paragraph that goes on with the turn before it";
            return Err(self.fault(line, reason.to_owned()));
        }
        let mut speaks = at.is_some();
        match (said.kind, at) {
            (Some((Kind::Speech, _)), _) => speaks = true,
            (Some((kind, line)), None) => {
                become_kind(paragraph, kind);
                kinds.push(paragraph.span);
                return Ok(Decision { place: self.place(line), ..Decision::default() });
            }
            (Some((_, line)), Some(other)) => {
                let reason = format!("the decision of line {other} says that this is speech");
                return Err(self.fault(line, reason));
            }
            (None, _) => {}
        }
        if speaks {
            become_kind(paragraph, Kind::Speech);
        }
        if begins == Some(false) {
            fold_label(paragraph);
        }
        Ok(Decision { speaker, begins, speaks, place: self.place(at.unwrap_or_default()) })
    }

    fn place(&self, line: u32) -> String {
        format!("{}, line {line}", self.file)
    }

    fn fault(&self, line: u32, reason: String) -> Error {
        Error::Corrections { file: self.file.clone(), line, reason }
    }
}

/// What the entries say of a paragraph, each with its line.
#[derive(Debug, Clone, Default, PartialEq)]
struct Said {
    speaker: Option<(super::Called, u32)>,
    begins: Option<(bool, u32)>,
    kind: Option<(Kind, u32)>,
}

/// How a decision is held to its paragraph, in the two forms that it may have.
fn held(places: &Places, at: usize) -> String {
    let (line, hash) = (places.line(at), places.hash(at));
    format!("hash = \"{hash}\" (in `[lines]`: {line}-{hash})")
}

/// The paragraph that begins the turn: a label on a line of its own, when `i` stands under one.
fn label_before(paragraphs: &[Paragraph], i: usize) -> usize {
    let is_bare = |p: &Paragraph| p.label.is_some() && p.content.is_empty();
    match i.checked_sub(1) {
        Some(before) if paragraphs[i].label.is_none() && is_bare(&paragraphs[before]) => before,
        _ => i,
    }
}

/// Makes a paragraph what the person says that it is.
fn become_kind(paragraph: &mut Paragraph, kind: Kind) {
    let was_direction = paragraph.kind == ParagraphKind::Direction;
    match kind {
        Kind::Speech => paragraph.kind = ParagraphKind::Speech,
        Kind::Other(other) => {
            fold_label(paragraph);
            paragraph.kind = other;
        }
        Kind::Direction(event) => {
            fold_label(paragraph);
            paragraph.kind = ParagraphKind::Direction;
            if was_direction && rename_events(&mut paragraph.content, event) {
                return; // Line numbers within stay what they are.
            }
            let text = plain_text(&paragraph.content).into_owned();
            paragraph.content = vec![Inline::Direction { kind: event, text }];
            return;
        }
    }
    if was_direction {
        paragraph.content = vec![Inline::text(plain_text(&paragraph.content))];
    }
}

/// Says of what happens that it is of this kind; false when nothing happens in these words.
fn rename_events(content: &mut [Inline], event: DirectionKind) -> bool {
    let mut any = false;
    for inline in content {
        if let Inline::Direction { kind, .. } = inline {
            (*kind, any) = (event, true);
        }
    }
    any
}

/// Makes words of a label: what is no turn of its own has no place for one.
fn fold_label(paragraph: &mut Paragraph) {
    let Some(label) = paragraph.label.take() else {
        return;
    };
    let label = label.label;
    let mut text = label.text;
    if !paragraph.content.is_empty() && paragraph.span.lines.0 > label.span.lines.1 {
        text.push('\n');
    }
    paragraph.content.insert(0, Inline::Text { text });
    paragraph.span = label.span.to(paragraph.span);
}
