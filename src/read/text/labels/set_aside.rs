//! What has the form of a label and is set aside before names are counted.

use std::collections::HashMap;

use super::accept::Seen;
use super::form::Form;

/// All but `P.` and `R.` where no `P.` asks: these are initials.
pub(super) fn without_initials<'s, 'a>(seen: &[&'s Seen<'a>], lines: &[&str]) -> Vec<&'s Seen<'a>> {
    let is = |s: &Seen<'_>, name| s.candidate.form == Form::Letter && s.candidate.name == name;
    let asks = |s: &Seen<'_>| lines.get(s.at).is_some_and(|line| line.contains(['?', '¿']));
    let asked = seen.iter().any(|s| is(s, "P.") && asks(s));
    seen.iter().filter(|s| asked || !(is(s, "P.") || is(s, "R."))).copied().collect()
}

/// All but words that are written small and do not come back as often as somebody who talks does, or of
/// which few are sentences: keys of a list repeat as well.
pub(super) fn without_small<'s, 'a>(
    seen: &[&'s Seen<'a>],
    counts: &HashMap<&str, usize>,
) -> Vec<&'s Seen<'a>> {
    const LEAST: usize = 5;
    let is_small = |s: &Seen<'_>| s.candidate.form == Form::Small;
    let mut spoken: HashMap<&str, usize> = HashMap::new();
    for one in seen.iter().filter(|s| is_small(s) && s.speaks && s.after_blank) {
        *spoken.entry(&one.key).or_default() += 1;
    }
    let talks = |s: &Seen<'_>| {
        let count = counts.get(s.key.as_str()).copied().unwrap_or(0);
        let spoken = spoken.get(s.key.as_str()).copied().unwrap_or(0);
        count >= LEAST && spoken * 4 >= count * 3
    };
    seen.iter().filter(|s| !is_small(s) || talks(s)).copied().collect()
}
