//! The word for a part on a line of its own, and below it who takes it: `Interviewee`, then `Jane Roe`.

use crate::model::Role;
use crate::model::name::bare;
use crate::read::text::labels::Labels;
use crate::read::text::lines::Stretch;

use super::{Named, may_be_name, person};

/// The paragraphs of the words, and whom they name. They stand before the first turn.
pub(super) fn named<'a>(
    stretches: &[Stretch<'a>],
    labels: &Labels,
) -> (Vec<usize>, Vec<Named<'a>>) {
    const NEAR: usize = 24;
    let (mut words, mut names) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < NEAR.min(stretches.len()) {
        if let Some(one) = pair(stretches, i, labels) {
            words.push(i);
            names.push(one);
            i += 2;
        } else if labels.starts(stretches[i].start, stretches[i].text) {
            break;
        } else {
            i += 1;
        }
    }
    (words, names)
}

/// The name below the word at `i`, with nothing below it that goes on.
fn pair<'a>(stretches: &[Stretch<'a>], i: usize, labels: &Labels) -> Option<Named<'a>> {
    let (word, below) = (stretches.get(i)?, stretches.get(i + 1)?);
    let part = part(word.text)?;
    let text = below.text.trim();
    let ends = stretches.get(i + 2).is_none_or(|s| s.after_blank || self::part(s.text).is_some());
    let name = person(text);
    let fits = !below.after_blank
        && ends
        && may_be_name(name)
        && Role::of_label(name).is_none()
        && !labels.starts(below.start, below.text);
    let at = below.start + below.text.find(name)?;
    fits.then_some(Named { part, short: None, name, at, rule: "name.header" })
}

/// A line that is the word for who asks or is asked.
fn part(text: &str) -> Option<&str> {
    let word = bare(text.trim().trim_end_matches([':', '：', '*']).trim_start_matches('*'));
    let role = Role::of_label(word)?;
    let long = word.chars().count() > 2;
    (long && matches!(role, Role::Host | Role::Guest)).then_some(word)
}
