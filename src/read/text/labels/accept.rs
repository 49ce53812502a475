//! Which candidates a document proves.

use std::collections::{HashMap, HashSet};

use crate::model::Role;
use crate::model::name::{key, words};

use super::candidate::{Candidate, Form};
use crate::read::text::rules::rules;

/// The names proven by `candidates`; empty when the document has no labels.
pub(super) fn proven(
    candidates: &[Candidate<'_>],
    counts: &HashMap<String, usize>,
    lines: &[&str],
) -> HashSet<String> {
    let keys: Vec<String> = candidates.iter().map(|c| key(c.name)).collect();
    let repeats = |key: &&String| counts[*key] >= 2 && may_speak(key);
    let mut core: HashSet<String> = keys.iter().filter(repeats).cloned().collect();
    let shouted = shouted(candidates, &keys);
    let spoken = keys.iter().filter(|k| core.contains(*k)).count();
    let loud = keys.iter().filter(|k| core.contains(*k) && shouted.contains(*k)).count();
    let capitals = loud > 0 && loud * 5 >= spoken * 3;
    if capitals {
        // Where labels are in capitals, `Money:` is speech.
        core.retain(|k| shouted.contains(k) || Role::of_label(k).is_some());
    }
    if !is_enough(&keys, &core, lines) {
        return small_dialogue(candidates, lines.len());
    }
    let is_core = |i: &usize| core.contains(&keys[*i]);
    let forms: Vec<Form> = (0..keys.len()).filter(is_core).map(|i| candidates[i].form).collect();
    let first = (0..keys.len()).find(is_core).unwrap_or(0);
    let related = Related::to(&core);
    let mut all = core.clone();
    for (i, candidate) in candidates.iter().enumerate() {
        let key = &keys[i];
        if core.contains(key) || !forms.contains(&candidate.form) || !may_speak(key) {
            continue;
        }
        // Before the first proven label only the full form of one is a label.
        if related.has(key) || (i > first && single_speaks(candidate, key, capitals)) {
            all.insert(key.clone());
        }
    }
    all
}

/// Whether the repeating names make a conversation.
fn is_enough(keys: &[String], core: &HashSet<String>, lines: &[&str]) -> bool {
    let total = keys.iter().filter(|key| core.contains(*key)).count();
    let role_known = core.iter().any(|name| Role::of_label(name).is_some());
    // A share of the lines, so that two stray colons do not make a play of an essay.
    let dense = total * 25 >= lines.len() || (total >= 12 && total * 60 >= lines.len());
    // One voice may be labelled too, by its full name.
    let full_name = core.iter().any(|name| (2..=4).contains(&name.split(' ').count()));
    let enough = match core.len() {
        0 | 1 => (role_known && total >= 3) || (full_name && total >= 4),
        _ => total >= 4,
    };
    // A few labels without a word for a role may be the keys of a list; people ask each other.
    let asked = || lines.iter().any(|line| line.contains("?") || line.contains("？"));
    enough && dense && (role_known || total >= 12 || asked())
}

/// The names that are written in capitals wherever they stand.
fn shouted(candidates: &[Candidate<'_>], keys: &[String]) -> HashSet<String> {
    let is_loud =
        |name: &str| name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    let named = || candidates.iter().zip(keys);
    let mut loud: HashSet<String> =
        named().filter(|(c, _)| is_loud(c.name)).map(|(_, key)| key.clone()).collect();
    for (_, key) in named().filter(|(c, _)| !is_loud(c.name)) {
        loud.remove(key);
    }
    loud
}

/// What is a form of a proven name: `margaret hale` of `hale`, and the other way round.
struct Related<'a> {
    core: &'a HashSet<String>,
    words: HashSet<&'a str>,
}

impl<'a> Related<'a> {
    fn to(core: &'a HashSet<String>) -> Self {
        Self { core, words: core.iter().flat_map(|name| words(name)).collect() }
    }

    fn has(&self, key: &str) -> bool {
        self.words.contains(key) || words(key).any(|word| self.core.contains(word))
    }
}

/// A very short text in which every line has a label, such as a two-line exchange.
fn small_dialogue(candidates: &[Candidate<'_>], lines: usize) -> HashSet<String> {
    let names: Vec<String> = candidates.iter().map(|c| key(c.name)).collect();
    let role_known = names.iter().any(|name| Role::of_label(name).is_some());
    let all = candidates.len() == lines && lines >= 2 && names.iter().all(|n| may_speak(n));
    let distinct = names.iter().any(|name| *name != names[0]);
    if all && distinct && role_known { names.into_iter().collect() } else { HashSet::new() }
}

/// The names that stand alone on their lines often enough.
pub(super) fn proven_alone(
    candidates: &[Candidate<'_>],
    counts: &HashMap<String, usize>,
    lines: usize,
) -> HashSet<String> {
    let mut names: HashSet<String> = HashSet::new();
    let mut total = 0;
    for candidate in candidates {
        let key = key(candidate.name);
        if counts[&key] >= 3 && may_speak(&key) && !ends_like_speech(candidate.name) {
            total += 1;
            names.insert(key);
        }
    }
    if names.len() >= 2 && total * 7 >= lines { names } else { HashSet::new() }
}

/// Short answers repeat too ("Yeah.", "Right"): they end as speech does, or are such words.
fn ends_like_speech(name: &str) -> bool {
    name.ends_with(['.', '-', '–', '—']) || rules().labels.replies.find(&name.to_lowercase())
}

fn may_speak(key: &str) -> bool {
    let enumerates = key
        .starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第', '其'])
        && (key.ends_with('是') || key.chars().count() <= 2 || key.starts_with('第'))
        && Role::of_label(key).is_none();
    let words = &rules().labels;
    let nobody = words.nobody.find(key) || words.nobody_begins.find(key);
    !nobody && !enumerates && !words.announces.find(key) && !words.says.find(key)
}

/// Whether a name that occurs once speaks, in a document of which other labels are proven.
fn single_speaks(candidate: &Candidate<'_>, key: &str, capitals: bool) -> bool {
    if Role::of_label(key).is_some() {
        return true;
    }
    let words: Vec<&str> = candidate.name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    if words.iter().any(|w| w.chars().any(|c| c.is_lowercase() || c.is_uppercase())) {
        let shouted = candidate.name.chars().all(|c| !c.is_lowercase());
        return if capitals {
            shouted
        } else {
            (2..=4).contains(&words.len()) && words.iter().all(capital)
        };
    }
    let length = candidate.name.chars().count();
    (2..=6).contains(&length) && rules().labels.titles.find(key)
}
