//! How the proven labels of a document are made, and what is made alike.

use std::collections::HashSet;

use crate::model::name::bare;
use crate::read::text::rules::rules;
use crate::script::{is_han, is_kana};

use super::accept::Seen;
use super::form::Form;

/// How the proven labels of a document are made.
pub(super) struct Make {
    forms: Vec<Form>,
    /// That of nearly all.
    usual: Option<Form>,
    /// Line of the first.
    pub(super) first: u32,
    /// Lines of all, in order.
    lines: Vec<u32>,
    /// Whether nearly all stand alone on their lines, or nearly none.
    pub(super) bare: Option<bool>,
    /// Whether nearly all stand after a blank line.
    pub(super) set_off: bool,
    /// What stands before the number in those that have one: `p` of `P1`.
    counted: HashSet<String>,
    /// Whether nearly all have a time.
    timed: bool,
    /// Whether several names of one word are in bold.
    short: bool,
    /// The mark that nearly all have before them.
    pub(super) mark: Option<char>,
}

impl Make {
    pub(super) fn of(seen: &[&Seen<'_>], core: &HashSet<String>) -> Self {
        let known = || seen.iter().filter(|s| core.contains(&s.key));
        let all = known().count();
        let most =
            |test: fn(&Seen<'_>) -> bool| known().filter(|s| test(s)).count() * 20 >= all * 19;
        let mut forms: Vec<Form> = Vec::new();
        for one in known() {
            if !forms.contains(&one.candidate.form) {
                forms.push(one.candidate.form);
            }
        }
        let of = |form: Form| known().filter(|s| s.candidate.form == form).count();
        let usual = forms.iter().copied().find(|form| of(*form) * 10 >= all * 9);
        let bare = match (most(|s| s.candidate.bare), most(|s| !s.candidate.bare)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            (false, false) => None,
        };
        Self {
            forms,
            usual,
            first: known().map(|s| s.number).next().unwrap_or(0),
            lines: known().map(|s| s.number).collect(),
            bare,
            set_off: most(|s| s.after_blank),
            counted: core
                .iter()
                .filter_map(|name| before_number(name))
                .map(str::to_owned)
                .collect(),
            short: core.iter().filter(|name| !name.contains(' ')).count() > 1,
            timed: most(|s| s.candidate.start.is_some() || s.candidate.stamped),
            mark: known()
                .find_map(|s| s.candidate.mark)
                .filter(|_| most(|s| s.candidate.mark.is_some())),
        }
    }

    /// Whether a proven label stands after a line: at once, or after a blank line.
    pub(super) fn follow(&self, line: u32, within: u32) -> bool {
        let next = self.lines.partition_point(|known| *known <= line);
        self.lines.get(next).is_some_and(|next| next - line <= within)
    }

    /// Whether a candidate is made like the proven labels but that it is in bold and they are not, or the
    /// other way round.
    pub(super) fn is_bolder(&self, one: &Seen<'_>) -> bool {
        let form = match one.candidate.form {
            Form::Bold => Form::Colon,
            Form::Colon => Form::Bold,
            _ => return false,
        };
        self.forms == [form]
            && self.mark.is_none()
            && !self.timed
            && self.bare == Some(one.candidate.bare)
            && (one.after_blank || !self.set_off)
    }

    /// Whether a name differs from a proven one in its number alone: `P3` beside `P1`.
    pub(super) fn counts(&self, key: &str) -> bool {
        before_number(key).is_some_and(|name| self.counted.contains(name))
    }

    /// Whether a candidate is in brackets with a colon, as nearly all proven labels are: other names rarely are.
    pub(super) fn is_bracketed(&self, one: &Seen<'_>) -> bool {
        one.candidate.form == Form::Bracket
            && one.candidate.has_colon
            && self.usual == Some(Form::Bracket)
    }

    /// Whether a candidate is one name in bold with a colon behind a blank line, as nearly all proven labels
    /// are: what is no name stands so in a header, or is a word for a part.
    pub(super) fn is_bold_name(&self, one: &Seen<'_>) -> bool {
        const LEAST: usize = 8;
        let name = one.candidate.name;
        let is_key = rules().paratext.header_keys.find(&one.key)
            || rules().labels.clauses.find(&one.key)
            || rules().labels.replies.find(&one.key);
        one.candidate.form == Form::Bold
            && self.usual == Some(Form::Bold)
            && (self.set_off && self.short && self.lines.len() >= LEAST)
            && (one.after_blank && !is_key)
            && name.starts_with(char::is_uppercase)
            && name.chars().count() > 2
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    }

    /// Whether a candidate is made like the proven labels but that it has a line for itself.
    pub(super) fn fits_but_alone(&self, one: &Seen<'_>) -> bool {
        self.forms.contains(&one.candidate.form)
            && self.mark.is_none()
            && !self.timed
            && one.candidate.bare
            && one.after_blank
    }

    /// Whether a candidate is made like the proven labels.
    pub(super) fn fits(&self, one: &Seen<'_>) -> bool {
        // `Q` before a tab is one by itself.
        let form = self.forms.contains(&one.candidate.form)
            || (one.candidate.form == Form::Letter && one.candidate.name == "Q");
        form && (self.mark.is_none() || one.candidate.mark.is_some())
            && self.bare.is_none_or(|bare| bare == one.candidate.bare)
            && (one.after_blank || !self.set_off)
            && (one.candidate.start.is_some() || one.candidate.stamped || !self.timed)
    }
}

/// What stands before the number that a name ends in.
fn before_number(name: &str) -> Option<&str> {
    let before = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (before.len() < name.len() && !before.is_empty()).then_some(before)
}

/// Whether a candidate that is not proven looks so much like a label that a person should see it.
pub(super) fn is_odd(one: &Seen<'_>, make: &Make) -> bool {
    let name = bare(one.candidate.name);
    let words = name.split_whitespace().count();
    let cased = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let clause = |word: &str| rules().labels.clauses.find(&word.to_lowercase());
    let like_a_name = if cased {
        // `A voice: Oh!` between two labels
        let alone = || name.starts_with(char::is_uppercase) && make.follow(one.number, 2);
        let small = || alone() && !name.split_whitespace().any(clause);
        words <= 3 && (name.split_whitespace().all(capital) || small())
    } else {
        // A surname may stand for itself; where words are divided, a name has several.
        let surname = || rules().labels.surnames.find(name);
        let is_divided = !name.chars().any(|c| is_han(c) || is_kana(c));
        (2..=4).contains(&name.chars().count())
            || (name.chars().count() == 1 && surname())
            || (is_divided && (2..=3).contains(&words))
    };
    one.speaks && like_a_name
}
