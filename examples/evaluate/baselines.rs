//! What three simple ways of guessing give on the same lines, speech given.

use crate::{Lines, Voice, f1, starts};

/// Whether a paragraph is the host's, by its number and its text.
type IsHost = fn(usize, &str) -> bool;

/// Name of each baseline, and whether a paragraph is the host's: by its number and its text.
pub(crate) const BASELINES: [(&str, IsHost); 3] = [
    ("alternate lines", |i, _| i % 2 == 0),
    ("ends with ?", |_, text| asks(text)),
    ("request cues", |_, text| asks(text) || requests(text)),
];

/// F1 and role accuracy of each baseline, where the reference tells host and guest.
pub(crate) fn measure(gold: &Lines, lines: &[&str]) -> [Option<(f64, f64)>; 3] {
    let spoken: Vec<usize> = (0..gold.len()).filter(|i| gold[*i].is_some()).collect();
    let role = |i: usize| gold[i].as_ref().and_then(|v| v.role.as_deref());
    let known = !spoken.is_empty() && spoken.iter().all(|i| role(*i).is_some());
    BASELINES.map(|(_, is_host)| {
        if !known {
            return None;
        }
        let mut found: Lines = vec![None; gold.len()];
        for (n, i) in spoken.iter().enumerate() {
            let role = if is_host(n, lines[*i]) { "host" } else { "guest" };
            found[*i] = Some(Voice { name: role.to_owned(), role: Some(role.to_owned()) });
        }
        let right = spoken
            .iter()
            .filter(|i| role(**i) == found[**i].as_ref().and_then(|v| v.role.as_deref()))
            .count();
        let f1 = f1(&starts(gold), &starts(&found));
        Some((f1, right as f64 / spoken.len() as f64))
    })
}

fn asks(text: &str) -> bool {
    text.trim_end().ends_with(['?', '？', '؟'])
}

fn requests(text: &str) -> bool {
    const CUES: [&str; 14] = [
        "请您",
        "請您",
        "请谈",
        "請談",
        "谈谈",
        "談談",
        "介绍一下",
        "介紹一下",
        "能否",
        "tell me",
        "tell us",
        "could you",
        "can you",
        "describe",
    ];
    let lower = text.to_lowercase();
    CUES.iter().any(|cue| lower.contains(cue))
}
