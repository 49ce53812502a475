//! Names alone on their lines.

use std::collections::{HashMap, HashSet};

use crate::model::name::key;
use crate::model::name_words::name_words;
use crate::read::Roles;
use crate::read::text::rules::rules;
use crate::script::is_loud;

use super::accept::{Proven, Related, Seen, is_titled, may_speak};
use super::shape::is_chinese_name;

/// The names that stand alone between the times and the words of nearly all captions.
pub(super) fn proven_in_cues(seen: &[&Seen<'_>], cues: usize) -> HashSet<String> {
    let heads = || seen.iter().filter(|s| s.heads_a_cue && may_speak(&s.key));
    let most = cues > 2 && heads().count() * 10 >= cues * 8;
    heads().filter(|_| most).map(|s| s.key.clone()).collect()
}

/// Those that do not stand in a list, one below the other and each once, most with what they are, and the
/// lines of those that do.
pub(super) fn without_lists<'s, 'a>(seen: &[&'s Seen<'a>]) -> (Vec<&'s Seen<'a>>, Vec<u32>) {
    let (mut kept, mut listed) = (Vec::with_capacity(seen.len()), Vec::new());
    for run in seen.chunk_by(|a, b| b.number == a.number + 1) {
        let titled = run.iter().filter(|one| one.candidate.person.is_some()).count();
        let once = || run.iter().map(|one| &one.key).collect::<HashSet<_>>().len() == run.len();
        let is_list = run.len() > 1 && titled * 2 > run.len() && once();
        match is_list {
            true => listed.extend(run.iter().map(|one| one.number)),
            false => kept.extend(run),
        }
    }
    (kept, listed)
}

/// The names that stand alone on their lines often enough.
pub(super) fn proven_alone(
    seen: &[&Seen<'_>],
    counts: &HashMap<&str, usize>,
    lines: usize,
) -> HashSet<String> {
    let mut names: HashSet<String> = HashSet::new();
    let mut total = 0;
    for one in seen {
        if counts[one.key.as_str()] >= 3
            && may_speak(&one.key)
            && !ends_like_speech(one.candidate.name)
        {
            total += 1;
            names.insert(one.key.clone());
        }
    }
    if names.len() >= 2 && total * 7 >= lines { names } else { HashSet::new() }
}

/// Adds to the names that stand alone those of the same make that do so once or twice: a word for a part, a
/// title and a name, a form of a proven name; any other is a doubt, as `THE NEXT DAY` stands alone too.
pub(super) fn add_single(names: HashSet<String>, seen: &[&Seen<'_>], roles: Roles<'_>) -> Proven {
    let known = || seen.iter().filter(|s| names.contains(&s.key));
    let all = known().count();
    let most = |count: usize| count * 20 >= all * 19;
    let loud = most(known().filter(|s| is_loud(s.candidate.name)).count());
    let after_blanks = most(known().filter(|s| s.after_blank).count());
    let heads = known().filter(|s| s.heads).count();
    // Their words stand right below, or all after a blank line.
    let made = after_blanks && (most(heads) || heads == 0);
    let titled = known().any(|s| s.candidate.person.is_some());
    let related = Related::to(&names);
    let mut proven = Proven { names: names.clone(), doubtful: Vec::new() };
    let first = known().map(|s| s.number).next().unwrap_or(0);
    let others = seen.iter().filter(|s| made && s.number > first && !names.contains(&s.key));
    let fits = |s: &&&Seen<'_>| s.after_blank && s.heads == (heads > 0) && may_speak(&s.key);
    for one in others.filter(fits) {
        if titled && (one.candidate.person.is_some() || name_words().is_nobody_known(&one.key)) {
            proven.names.insert(one.key.clone());
        }
        if !one.speaks {
            continue;
        }
        let name = one.candidate.name;
        let words = name.split_whitespace().count();
        let full = (2..=4).contains(&words)
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        let first = one.key.split(' ').next().unwrap_or("");
        if ends_like_speech(name) || rules().labels.nobody.find(first) {
            continue;
        }
        let form = || related.has(&key(name));
        if loud && is_loud(name) && (roles(&one.key).is_some() || is_titled(name) || form()) {
            proven.names.insert(one.key.clone());
        } else if (loud && is_loud(name)) || (!loud && (full || is_chinese_name(name))) {
            proven.doubtful.push((one.number, name.to_owned()));
        }
    }
    proven
}

/// Short answers repeat too ("Yeah.", "Right"): they end as speech does, or are such words.
fn ends_like_speech(name: &str) -> bool {
    name.ends_with(['.', '-', '–', '—']) || rules().labels.replies.find(&name.to_lowercase())
}
