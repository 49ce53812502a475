//! The people, as a person decided: names, roles, who is who.

use crate::attribute::Attributed;
use crate::attribute::turns::{Found, Later};
use crate::correct::Decisions;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribution, Participant, ParticipantId, PersonName, Role};

/// Names, roles, and people whom nobody found.
pub(super) fn people(
    decisions: &Decisions,
    attributed: &mut Attributed,
    diagnostics: &mut Diagnostics,
) {
    for decision in &decisions.people {
        let participants = &mut attributed.participants;
        let index = match decision.who.as_deref() {
            Some(who) => match find(participants, who) {
                Some(index) => index,
                None => {
                    diagnostics.push(unknown(&decision.place, who, participants));
                    continue;
                }
            },
            None => {
                participants.push(Participant {
                    id: ParticipantId(participants.len() as u32 + 1),
                    name: PersonName::Unnamed,
                    role: None,
                    also: Vec::new(),
                    span: None,
                });
                participants.len() - 1
            }
        };
        for other in &decision.also {
            match find(&attributed.participants, other) {
                Some(same) => join(attributed, same, index),
                None => {
                    diagnostics.push(unknown(&decision.place, other, &attributed.participants));
                }
            }
        }
        let person = &mut attributed.participants[index];
        if let Some(name) = &decision.name {
            let before = std::mem::replace(&mut person.name, PersonName::Supplied(name.clone()));
            let known = before.as_str().filter(|known| *known != name);
            person.also.splice(0..0, known.map(str::to_owned));
        }
        person.role = decision.role.or(person.role);
    }
}

/// Makes one person of two.
fn join(attributed: &mut Attributed, from: usize, to: usize) {
    if from == to {
        return;
    }
    let other = attributed.participants[from].clone();
    let forms = other.name.as_str().map(str::to_owned).into_iter().chain(other.also);
    attributed.participants[to].also.extend(forms);
    for found in &mut attributed.found {
        if let Found::Begins(beginning, _) = found {
            for speaker in beginning.speaker.iter_mut().chain(&mut beginning.with) {
                if *speaker == from {
                    *speaker = to;
                }
            }
        }
    }
}

pub(super) fn unknown(place: &str, name: &str, participants: &[Participant]) -> Diagnostic {
    let known: Vec<String> = participants.iter().map(Participant::call_sign).collect();
    let known = if known.is_empty() { "nobody".to_owned() } else { known.join(", ") };
    Diagnostic::warning(
        Code::CorrectionUnfit,
        format!("the decision of {place}, is not applied: nobody is called `{name}`"),
    )
    .with_hint(format!("there is {known}; `[[participant]]` with a `name` adds somebody"))
}

/// The participant of a name, a role or an id.
pub(super) fn find(participants: &[Participant], name: &str) -> Option<usize> {
    position(participants, name).or_else(|| {
        let role = role_word(name)?;
        let mut all = (0..participants.len()).filter(|i| participants[*i].role == Some(role));
        all.next().filter(|_| all.next().is_none())
    })
}

pub(super) fn position(participants: &[Participant], name: &str) -> Option<usize> {
    let by_name = participants.iter().position(|p| p.name.as_str().is_some_and(|n| same(n, name)));
    by_name
        .or_else(|| participants.iter().position(|p| p.also.iter().any(|n| same(n, name))))
        .or_else(|| participants.iter().position(|p| p.id.to_string() == name))
}

pub(super) fn same(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b.trim())
}

pub(super) fn role_word(name: &str) -> Option<Role> {
    [Role::Host, Role::Guest, Role::Chair, Role::Group].into_iter().find(|r| r.as_str() == name)
}

/// Leaves out who speaks nowhere any more, and counts the others in order of first speech.
pub(super) fn renumber(attributed: &mut Attributed) {
    let mut order: Vec<usize> = Vec::new();
    for found in &attributed.found {
        if let Found::Begins(beginning, _) = found {
            for who in beginning.speaker.iter().chain(&beginning.with) {
                if !order.contains(who) {
                    order.push(*who);
                }
            }
        }
    }
    let new = |old: usize| order.iter().position(|i| *i == old);
    let new_id = |id: &ParticipantId| {
        new((id.0 as usize).saturating_sub(1)).map(|i| ParticipantId(i as u32 + 1))
    };
    let point_anew = |attribution: &mut Attribution| {
        if let Attribution::Inferred { runner_up, guess, .. } = attribution {
            *guess = guess.iter().filter_map(new_id).collect();
            if let Some(second) = runner_up {
                second.speakers = second.speakers.iter().filter_map(new_id).collect();
            }
        }
    };
    for found in &mut attributed.found {
        if let Found::Begins(beginning, later) = found {
            beginning.speaker = beginning.speaker.and_then(new);
            beginning.with = beginning.with.iter().filter_map(|old| new(*old)).collect();
            point_anew(&mut beginning.attribution);
            if let Later::Known(attribution) = later {
                point_anew(attribution);
            }
        }
    }
    let mut people = std::mem::take(&mut attributed.participants);
    attributed.participants = order
        .iter()
        .enumerate()
        .map(|(i, old)| {
            let nobody = Participant {
                id: ParticipantId(0),
                name: PersonName::Unnamed,
                role: None,
                also: Vec::new(),
                span: None,
            };
            let person = std::mem::replace(&mut people[*old], nobody);
            Participant { id: ParticipantId(i as u32 + 1), ..person }
        })
        .collect();
}
