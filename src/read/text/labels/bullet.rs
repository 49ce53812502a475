//! Labels behind the bullets of a list: `* Sam: words`, as minutes in Markdown have it.
//!
//! Most lists of a word, a colon and something else are no talk. So bullets are looked behind only in a document
//! in which that is how people speak.

use std::collections::{HashMap, HashSet};

use crate::model::name::{bare, key};
use crate::read::text::pages::Row;

use super::accept::may_speak;
use super::candidate::{self, Candidate};
use super::form::Form;

/// How a line is looked at.
pub(super) type Look = for<'a> fn(&'a str) -> Option<Candidate<'a>>;

/// What finds labels in a document of these rows.
pub(super) fn look(is_bulleted: bool) -> Look {
    if is_bulleted { candidate } else { candidate::candidate }
}

/// The label that `line` may begin with, behind its bullet if it has one. `Discussion:` heads a list.
fn candidate(line: &str) -> Option<Candidate<'_>> {
    let length = bullet(line);
    let heads = |found: &Candidate<'_>| found.bare && found.form == Form::Colon;
    match length {
        0 => candidate::candidate(line).filter(|found| !heads(found)),
        _ => behind(line, length),
    }
}

/// A label with a colon and words behind it; its bullet is a part of it.
fn behind(line: &str, bullet: usize) -> Option<Candidate<'_>> {
    let found = candidate::candidate(&line[bullet..])?;
    let form = match found.form {
        Form::Bold | Form::Colon | Form::Small => Form::Bullet,
        Form::Joint => Form::Joint,
        _ => return None,
    };
    let length = bullet + found.length;
    (!found.bare).then_some(Candidate { length, form, ..found })
}

/// Bytes of a bullet, what it is indented by, and the blanks behind it; none where there is no bullet.
fn bullet(line: &str) -> usize {
    const DEEPEST: usize = 3;
    let text = line.trim_start_matches(' ');
    let words = text.strip_prefix(['*', '-', '+']).filter(|rest| rest.starts_with(' '));
    let is_bullet = line.len() - text.len() <= DEEPEST;
    words.filter(|_| is_bullet).map_or(0, |words| line.len() - words.trim_start().len())
}

/// Whether people speak behind bullets here: several names come back there, more often than labels do elsewhere,
/// with sentences behind them, and somebody asks. The keys of a list come back in their order.
pub(super) fn is_usual(rows: &[Row<'_>]) -> bool {
    const LEAST: usize = 6;
    if rows.iter().any(|row| row.cue.is_some()) {
        return false;
    }
    let filled = || rows.iter().filter(|row| !row.is_furniture && !row.is_blank());
    let bulleted: Vec<(&str, usize)> = filled()
        .map(|row| (row.text, bullet(row.text)))
        .filter(|(_, bullet)| *bullet > 0)
        .collect();
    if bulleted.len() < LEAST {
        return false;
    }
    let labels = bulleted.iter().filter_map(|(line, bullet)| named(line, behind(line, *bullet)?));
    let labels = repeating(labels.collect());
    let plain = filled().filter(|row| bullet(row.text) == 0);
    let plain = plain.filter_map(|row| named(row.text, candidate::candidate(row.text)?));
    let asks = labels.iter().filter(|(_, words)| words.contains(['?', '？'])).count();
    let says = labels.iter().filter(|(_, words)| super::speaks(words)).count();
    labels.len() >= LEAST
        && labels.len() * 3 >= bulleted.len()
        && labels.len() > repeating(plain.collect()).len()
        && asks * 12 >= labels.len()
        && says * 3 >= labels.len() * 2
        && change_order(&labels)
}

/// The name and the words of a line with a label.
fn named<'a>(line: &'a str, found: Candidate<'a>) -> Option<(String, &'a str)> {
    let name = key(bare(found.person.unwrap_or(found.name)));
    let marked = !matches!(found.form, Form::Alone | Form::Small);
    (marked && may_speak(&name)).then(|| (name, &line[found.length..]))
}

/// Those whose name comes back.
fn repeating(labels: Vec<(String, &str)>) -> Vec<(String, &str)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, _) in &labels {
        *counts.entry(name.clone()).or_default() += 1;
    }
    labels.into_iter().filter(|(name, _)| counts.get(name).is_some_and(|n| *n > 1)).collect()
}

/// Whether several names follow each other in more than one order; two can do so in one only.
fn change_order(labels: &[(String, &str)]) -> bool {
    let names: HashSet<&String> = labels.iter().map(|(name, _)| name).collect();
    let pairs: HashSet<(&String, &String)> =
        labels.windows(2).map(|pair| (&pair[0].0, &pair[1].0)).collect();
    names.len() == 2 || (names.len() > 2 && pairs.len() > names.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bullet_is_of_the_label() {
        for line in ["* Sam: Oh.", "- **Sam**: Oh.", "  + Sam: Oh."] {
            let found = candidate(line).unwrap();
            assert_eq!((found.name, &line[found.length..]), ("Sam", "Oh."), "{line}");
        }
        for line in ["* Sam", "* Sam:", "*Sam: Oh.", "-5: Oh.", "     * Sam: Oh."] {
            assert!(!candidate(line).is_some_and(|c| c.form != Form::Alone), "{line}");
        }
    }
}
