//! A person's decisions, over what was found.
//!
//! A decision on who speaks holds from its paragraph to the end of the turn that the program had
//! found there, or to the next decision. What the person did not touch stays as it was found.

mod people;

use crate::correct::{Called, Decision, Decisions};
use crate::diagnostic::Diagnostics;
use crate::model::{Attribution, Confidence, Evidence, Paragraph, Participant, Role};

use super::Attributed;
use super::chain::{Clamp, State};
use super::turns::{Beginning, Found, Later};
use people::{find, people, position, renumber, role_word, same, unknown};

/// Carries each decision on to the end of the turn that it stands in.
pub(super) fn expand(decisions: &[Decision], found: &[Found]) -> Vec<Decision> {
    let mut expanded = decisions.to_vec();
    let mut carried: Option<Decision> = None;
    for (decision, found) in expanded.iter_mut().zip(found) {
        let in_turn = !matches!(found, Found::NotSpeech(_));
        if matches!(found, Found::Begins(..)) {
            carried = None;
        }
        if decision.speaker.is_some() || decision.begins.is_some() {
            let begins = decision.begins.filter(|begins| !begins);
            carried = in_turn.then(|| Decision { begins, ..decision.clone() });
        } else if let (true, Some(carried)) = (in_turn, &carried) {
            decision.clone_from(carried);
        }
    }
    expanded
}

/// What the decisions leave open to the chain, for these paragraphs.
pub(super) fn clamps(
    decisions: &Decisions,
    paragraphs: &[Decision],
    indices: &[usize],
    participants: &[Participant],
) -> Vec<Clamp> {
    let clamp = |decision: &Decision| {
        let state = match &decision.speaker {
            Some(Called::Somebody(name)) => state_of(decisions, participants, name),
            Some(Called::Nobody) | None => None,
        };
        let speaks = decision.speaker.is_some() || decision.begins.is_some() || decision.speaks;
        Clamp {
            state,
            speaks,
            // Between two whom the chain does not know apart, it cannot tell.
            begins: decision.begins.filter(|_| decision.speaker.is_none()),
        }
    };
    indices.iter().map(|i| paragraphs.get(*i).map_or(Clamp::default(), clamp)).collect()
}

/// The state of the chain that somebody stands for.
fn state_of(decisions: &Decisions, participants: &[Participant], name: &str) -> Option<State> {
    let of_role = |role: Role| match role {
        Role::Host | Role::Chair => Some(State::Host),
        Role::Guest => Some(State::Guest),
        Role::Group => None,
    };
    if let Some(role) = role_word(name) {
        return of_role(role);
    }
    let decided =
        decisions.people.iter().find(|p| p.name.as_deref().is_some_and(|n| same(n, name)));
    if let Some(person) = decided {
        let found = person.who.as_deref().and_then(|who| state_of(decisions, participants, who));
        // Somebody beside the guest is no more like the guest than like the host.
        let taken = |role: &Role| participants.iter().any(|p| p.role == Some(*role));
        return found.or_else(|| person.role.filter(|role| !taken(role)).and_then(of_role));
    }
    position(participants, name).and_then(|i| participants[i].role).and_then(of_role)
}

/// Whether the decisions name two who speak: then it is a conversation, whatever it looks like.
pub(super) fn name_two(paragraphs: &[Decision]) -> bool {
    let mut speakers = paragraphs.iter().filter_map(|decision| decision.speaker.as_ref());
    let first = speakers.next();
    speakers.any(|speaker| Some(speaker) != first)
}

/// Puts the decisions over what was found. Who speaks nowhere any more is left out, and the others
/// are counted in order of first speech.
pub(super) fn apply(
    decisions: &Decisions,
    expanded: &[Decision],
    paragraphs: &[Paragraph],
    attributed: &mut Attributed,
    diagnostics: &mut Diagnostics,
) {
    overlay(decisions, expanded, paragraphs, attributed, diagnostics);
    renumber(attributed);
}

/// Puts the decisions over what was found; everybody keeps their number.
pub(super) fn overlay(
    decisions: &Decisions,
    expanded: &[Decision],
    paragraphs: &[Paragraph],
    attributed: &mut Attributed,
    diagnostics: &mut Diagnostics,
) {
    people(decisions, attributed, diagnostics);
    let mut overlay = Overlay {
        by: decisions.by.clone(),
        voice: None,
        before: None,
        begun: 0,
        found: Vec::with_capacity(paragraphs.len()),
    };
    let nothing = Decision::default();
    let found = std::mem::take(&mut attributed.found);
    for (i, (paragraph, found)) in paragraphs.iter().zip(found).enumerate() {
        let decision = expanded.get(i).unwrap_or(&nothing);
        let own = decisions.paragraphs.get(i).is_some_and(|d| d == decision);
        let speaker = speaker(decision, own, &attributed.participants, paragraph, diagnostics);
        overlay.paragraph(paragraph, found, decision, own, speaker);
    }
    attributed.found = overlay.found;
}

/// Who a decision says speaks; nothing when it does not say, or names nobody there is.
#[allow(clippy::option_option)] // That nobody is known is a decision too.
fn speaker(
    decision: &Decision,
    own: bool,
    participants: &[Participant],
    paragraph: &Paragraph,
    diagnostics: &mut Diagnostics,
) -> Option<Option<usize>> {
    match decision.speaker.as_ref()? {
        Called::Nobody => Some(None),
        Called::Somebody(name) => match find(participants, name) {
            Some(index) => Some(Some(index)),
            None if own => {
                let line = paragraph.span.lines.0;
                let unknown = unknown(&decision.place, name, participants);
                diagnostics.push(unknown.at_line(line));
                None
            }
            None => None,
        },
    }
}

/// Walks over the paragraphs.
struct Overlay {
    by: Option<String>,
    /// Who speaks in the turn so far; `None` before the first.
    voice: Option<Option<usize>>,
    /// The same as it was found, with how the later part of that turn is known.
    before: Option<(Option<usize>, Attribution)>,
    /// Where the turn so far begins.
    begun: usize,
    found: Vec<Found>,
}

impl Overlay {
    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        found: Found,
        decision: &Decision,
        own: bool,
        speaker: Option<Option<usize>>,
    ) {
        if let Found::Begins(beginning, later) = &found {
            self.before = Some((beginning.speaker, later.of(&beginning.attribution)));
        }
        let goes_on = decision.begins == Some(false) && self.voice.is_some();
        let next = match (speaker, found) {
            (Some(who), found) => self.spoken_by(who, paragraph, found, decision, own),
            (None, Found::NotSpeech(kind)) if decision.begins.is_none() => Found::NotSpeech(kind),
            (None, _) if goes_on => Found::GoesOn,
            (None, Found::Begins(mut beginning, later)) => {
                if decision.begins == Some(true) {
                    sure_boundary(&mut beginning.attribution);
                }
                Found::Begins(beginning, later)
            }
            (None, _) if own && decision.begins == Some(true) => self.supplied(None, paragraph),
            // What was found to go on with a turn that is another's now begins one.
            (None, Found::GoesOn) => match &self.before {
                Some((who, how)) if self.voice != Some(*who) => {
                    let begun = beginning(*who, paragraph, how.clone());
                    Found::Begins(Box::new(begun), Later::known(how.clone()))
                }
                _ => Found::GoesOn,
            },
            (None, found @ Found::NotSpeech(_)) => found,
        };
        if let Found::Begins(beginning, _) = &next {
            self.voice = Some(beginning.speaker);
            self.begun = self.found.len();
        }
        self.found.push(next);
    }

    fn spoken_by(
        &mut self,
        who: Option<usize>,
        paragraph: &Paragraph,
        found: Found,
        decision: &Decision,
        own: bool,
    ) -> Found {
        let begins = own && (decision.begins == Some(true) || paragraph.label.is_some());
        if !begins && self.voice == Some(who) {
            self.confirm();
            return Found::GoesOn;
        }
        let mut supplied = self.supplied(who, paragraph);
        if let (Found::Begins(was, _), Found::Begins(now, _)) = (found, &mut supplied) {
            now.time = was.time;
        }
        supplied
    }

    /// The turn so far was worked out, and a person agrees in one place of it.
    fn confirm(&mut self) {
        if let Some(Found::Begins(turn, _)) = self.found.get_mut(self.begun)
            && let Attribution::Inferred { evidence, .. } = &mut turn.attribution
            && !evidence.iter().any(|e| e.rule == CONFIRMED)
        {
            let rule = CONFIRMED.into();
            evidence.insert(0, Evidence { rule, score: None, cue: None });
        }
    }

    fn supplied(&self, who: Option<usize>, paragraph: &Paragraph) -> Found {
        let how = Attribution::Supplied { by: self.by.clone() };
        Found::Begins(Box::new(beginning(who, paragraph, how.clone())), Later::known(how))
    }
}

/// The evidence of a turn in which a person confirmed the speaker.
const CONFIRMED: &str = "supplied.confirms";

fn beginning(speaker: Option<usize>, paragraph: &Paragraph, attribution: Attribution) -> Beginning {
    Beginning {
        speaker,
        with: Vec::new(),
        label: paragraph.label.as_ref().map(|label| label.label.clone()),
        time: paragraph.label.as_ref().and_then(|label| label.time),
        attribution,
    }
}

/// That a turn begins here is decided; who speaks is not.
fn sure_boundary(attribution: &mut Attribution) {
    if let Attribution::Inferred { boundary, evidence, .. } = attribution {
        *boundary = Confidence::ONE;
        let rule = "supplied.begins".into();
        evidence.insert(0, Evidence { rule, score: None, cue: None });
    }
}
