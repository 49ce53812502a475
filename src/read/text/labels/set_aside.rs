//! What has the form of a label and is set aside before names are counted.

use std::collections::{HashMap, HashSet};

use super::accept::Seen;
use super::form::Form;
use super::times::is_day;

/// All but `P.` and `R.` where no `P.` asks: these are initials.
pub(super) fn without_initials<'s, 'a>(seen: &[&'s Seen<'a>], lines: &[&str]) -> Vec<&'s Seen<'a>> {
    let is = |s: &Seen<'_>, name| s.candidate.form == Form::Letter && s.candidate.name == name;
    let asks = |s: &Seen<'_>| lines.get(s.at).is_some_and(|line| line.contains(['?', '¿']));
    let asked = seen.iter().any(|s| is(s, "P.") && asks(s));
    seen.iter().filter(|s| asked || !(is(s, "P.") || is(s, "R."))).copied().collect()
}

/// All but words that are written small, where they are no names: nobody asks there, as in a list of changes, or none
/// of them comes back as often as somebody who talks does, with sentences behind it. Where one is a name, others
/// that have sentences behind them are as well.
pub(super) fn without_small<'s, 'a>(
    seen: &[&'s Seen<'a>],
    counts: &HashMap<&str, usize>,
    lines: &[&str],
) -> Vec<&'s Seen<'a>> {
    const LEAST: usize = 5;
    let is_small = |s: &Seen<'_>| s.candidate.form == Form::Small;
    let mut spoken: HashMap<&str, usize> = HashMap::new();
    for one in seen.iter().filter(|s| is_small(s) && s.speaks && s.after_blank) {
        *spoken.entry(&one.key).or_default() += 1;
    }
    let talks = |(key, spoken): (&&str, &usize)| {
        let count = counts.get(*key).copied().unwrap_or(0);
        count >= LEAST && spoken * 4 >= count * 3
    };
    let asks =
        |s: &&&Seen<'_>| lines.get(s.at).is_some_and(|l| l.trim_end().ends_with(['?', '？']));
    let is_asked = seen.iter().filter(asks).count() * 12 >= seen.len();
    let are_names = is_asked && spoken.iter().any(talks);
    let is_name = |s: &Seen<'_>| are_names && s.speaks && s.after_blank;
    seen.iter().filter(|s| !is_small(s) || is_name(s)).copied().collect()
}

/// All but words written small in bold or behind bullets, `**tip:**`, where they are no names: of these several
/// come back, and they are no few of what stands so.
pub(super) fn without_small_marked<'s, 'a>(
    seen: &[&'s Seen<'a>],
    counts: &HashMap<&str, usize>,
) -> Vec<&'s Seen<'a>> {
    let is_marked = |s: &Seen<'_>| matches!(s.candidate.form, Form::Bold | Form::Bullet);
    let is_small = |s: &Seen<'_>| is_marked(s) && s.candidate.name.starts_with(char::is_lowercase);
    let comes_back = |s: &Seen<'_>| counts.get(s.key.as_str()).is_some_and(|count| *count > 1);
    let small: Vec<&str> =
        seen.iter().filter(|s| is_small(s) && comes_back(s)).map(|s| s.key.as_str()).collect();
    let several = small.iter().any(|key| *key != small[0]);
    let are_names = several && small.len() * 3 >= seen.iter().filter(|s| is_marked(s)).count();
    seen.iter().filter(|s| are_names || !is_small(s)).copied().collect()
}

/// All but days, which head the entries of a diary: of these none comes back, and nobody else has a label.
pub(super) fn without_days<'s, 'a>(seen: &[&'s Seen<'a>], lines: &[&str]) -> Vec<&'s Seen<'a>> {
    const MARKS: [char; 10] = [':', '：', '*', '[', ']', '【', '】', '#', ' ', '.'];
    let day = |s: &&Seen<'_>| {
        let label = lines.get(s.at)?.get(..s.candidate.length)?.trim_matches(MARKS);
        is_day(label).then_some(label)
    };
    let days: Vec<Option<&str>> = seen.iter().map(day).collect();
    let mut known = HashSet::new();
    let comes_back = days.iter().flatten().any(|day| !known.insert(day));
    let others = seen.iter().zip(&days).filter(|(_, day)| day.is_none()).map(|(s, _)| &s.key);
    let mut names = HashSet::new();
    let named = others.filter(|key| !names.insert(*key)).count() > 0;
    let keep = comes_back || named;
    seen.iter().zip(days).filter(|(_, day)| keep || day.is_none()).map(|(s, _)| *s).collect()
}
