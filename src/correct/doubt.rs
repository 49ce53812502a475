//! Where a person should look first.

use crate::model::{
    Attribution, CertaintyWord, Confidence, Participant, PersonName, Segment, Transcript, Turn,
};

/// A place that was worked out without high confidence.
#[derive(Debug, Clone, Copy)]
pub struct Doubt<'a> {
    /// The turn.
    pub turn: &'a Turn,
    /// The paragraph.
    pub segment: &'a Segment,
    /// How sure the reading is there: of the speaker and the beginning of the turn, whichever is
    /// less; or, inside a turn, that no other turn begins.
    pub confidence: Confidence,
    /// Whether it is inside the turn, where another one nearly began.
    pub is_near: bool,
}

/// The doubts of a transcript, the least sure first; of equal ones the first in the text.
pub fn doubts(transcript: &Transcript) -> Vec<Doubt<'_>> {
    let mut doubts: Vec<Doubt<'_>> = transcript.turns().flat_map(of_turn).collect();
    doubts.sort_by_key(|doubt| doubt.confidence);
    doubts
}

fn of_turn(turn: &Turn) -> Vec<Doubt<'_>> {
    let (Attribution::Inferred { confidence, boundary, near, .. }, Some(first)) =
        (&turn.attribution, turn.segments.first())
    else {
        return Vec::new();
    };
    let whole =
        Doubt { turn, segment: first, confidence: *confidence.min(boundary), is_near: false };
    let inside = near.iter().filter_map(|near| {
        let segment = turn.segments.iter().find(|segment| segment.id == near.segment)?;
        let confidence = near.boundary.complement();
        Some(Doubt { turn, segment, confidence, is_near: true })
    });
    let is_sure = |doubt: &Doubt<'_>| {
        doubt.confidence.word() == CertaintyWord::High && !turn.speakers.is_empty()
    };
    std::iter::once(whole).chain(inside).filter(|doubt| !is_sure(doubt)).collect()
}

/// How a file of corrections should name somebody: a printed name stays, but a name that was worked
/// out may not, so that the part is better.
pub(super) fn refer(transcript: &Transcript, person: &Participant) -> String {
    let printed = match &person.name {
        PersonName::Labelled(name) | PersonName::Supplied(name) => Some(name.clone()),
        PersonName::Addressed(_) | PersonName::Introduced(_) | PersonName::Unnamed => None,
    };
    let only_one =
        |p: &Participant| transcript.participants.iter().filter(|q| q.role == p.role).count() == 1;
    let part = person.role.filter(|_| only_one(person)).map(|role| role.as_str().to_owned());
    let found = person.name.as_str().map(str::to_owned);
    printed.or(part).or(found).unwrap_or_else(|| person.id.to_string())
}
