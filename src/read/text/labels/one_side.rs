//! Texts in which only one side of the exchange has a label, and so one name is all the labels there are.

use std::collections::HashSet;

use crate::read::text::rules::rules;

use super::accept::Seen;
use super::opening::blanked;

/// Whether the one name stands before questions alone, three or more of them: `The Review: Why?`
pub(super) fn only_asks(seen: &[&Seen<'_>], core: &HashSet<String>, lines: &[&str]) -> bool {
    let names: HashSet<&str> =
        seen.iter().filter(|s| core.contains(&s.key)).map(|s| s.candidate.name).collect();
    let begins = |line: &&&str| {
        let line = line.trim_start_matches(['*', ' ', '>', '[', '【']);
        names.iter().any(|name| line.starts_with(name))
    };
    let (mut all, mut asks) = (0, 0);
    for line in lines.iter().filter(begins) {
        all += 1;
        asks += usize::from(line.trim_end().ends_with(['?', '？']));
    }
    asks >= 3 && asks * 5 >= all * 4
}

/// Whether most lines that the one name begins stand behind a question without it, three or more of them.
pub(super) fn only_answers(seen: &[&Seen<'_>], core: &HashSet<String>, lines: &[&str]) -> bool {
    let known = || seen.iter().filter(|s| core.contains(&s.key));
    let labels: HashSet<&str> = known().filter_map(|s| lines.get(s.at)).copied().collect();
    let asks = |line: &str| line.trim_end_matches(['*', '_', ' ']).ends_with(['?', '？']);
    let asked_by_another = |s: &&&Seen<'_>| {
        let before = s.at.checked_sub(1).and_then(|at| lines.get(at));
        before.is_some_and(|before| asks(before) && !labels.contains(before))
    };
    let all = known().count();
    let answers = known().filter(asked_by_another).count();
    let count = |of: &dyn Fn(&str) -> bool| {
        known().filter(|s| lines.get(s.at).is_some_and(|line| of(line))).count()
    };
    // A key of a sheet of questions speaks of nobody: `Fact: The bridge is of iron.`
    let of_oneself = count(&|line| rules().labels.of_oneself.find(&blanked(line)));
    answers >= 3 && answers * 5 >= all * 3 && count(&asks) * 5 <= all && of_oneself * 3 >= all
}
