//! Chinese names that stand once beside proven ones of which they are a part.

use std::collections::{HashMap, HashSet};

use crate::read::Roles;
use crate::script::is_han;

use super::accept::Seen;

/// What a name that stands once has of proven Chinese ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    /// It is the short form of one, or differs from one in its first character alone.
    Sure,
    /// It is the first character of two, or of the name of whoever speaks there.
    Doubtful,
    None,
}

/// Proven Chinese names by what a shorter or another one has of them.
pub(super) struct Short<'a> {
    /// Those that a character begins: `原` of `原告`.
    begun: HashMap<char, Vec<&'a str>>,
    /// What stands behind the first character.
    ends: HashSet<&'a str>,
    /// Lines of proven labels, in order, and their names.
    labels: Vec<(u32, &'a str)>,
}

impl<'a> Short<'a> {
    pub(super) fn of(seen: &[&'a Seen<'_>], core: &'a HashSet<String>) -> Self {
        let (mut begun, mut ends) = (HashMap::<char, Vec<&str>>::new(), HashSet::new());
        for name in core.iter().filter(|name| name.chars().all(is_han)) {
            let mut rest = name.chars();
            let Some(first) = rest.next().filter(|_| !rest.as_str().is_empty()) else { continue };
            begun.entry(first).or_default().push(name);
            ends.insert(rest.as_str());
        }
        let known = seen.iter().filter(|s| core.contains(&s.key));
        Self { begun, ends, labels: known.map(|s| (s.number, s.key.as_str())).collect() }
    }

    pub(super) fn kin(&self, one: &Seen<'_>, roles: Roles<'_>) -> Kin {
        let mut rest = one.key.chars();
        let Some(first) = rest.next().filter(|_| one.speaks && one.key.chars().all(is_han)) else {
            return Kin::None;
        };
        if !rest.as_str().is_empty() {
            // `被告代理人` beside `原告代理人`
            let same = rest.as_str().chars().count() >= 3 && self.ends.contains(rest.as_str());
            return if same { Kin::Sure } else { Kin::None };
        }
        match self.begun.get(&first).map_or(&[][..], Vec::as_slice) {
            [] => Kin::None,
            // 王 in the talk of 王建国 may be the character; 法 behind 法官 is no word of its own.
            [name] if roles(name).is_none() && self.speaker_at(one.number) == Some(*name) => {
                Kin::Doubtful
            }
            [_] => Kin::Sure,
            _ => Kin::Doubtful,
        }
    }

    /// Whose label stands last before a line.
    fn speaker_at(&self, line: u32) -> Option<&'a str> {
        let before = self.labels.partition_point(|(number, _)| *number < line);
        Some(self.labels.get(before.checked_sub(1)?)?.1)
    }
}
