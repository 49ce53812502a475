//! What a name looks like, as far as its characters tell.

use crate::model::Role;
use crate::model::name::base;
use crate::read::text::rules::rules;
use crate::script::{is_han, is_hangul, is_kana, is_loud};

/// Longest name, in characters; a longer stretch before a colon is a clause.
pub(super) const LONGEST_NAME: usize = 48;
/// Longest name of an office.
const LONGEST_OFFICE: usize = 120;

/// Whether a stretch may be a name: short, no clause punctuation, and, where letters have
/// case, written as names are (`MR. HALE`, `Aaron van Wirdum`, `SPEAKER_00`).
pub(super) fn is_name(name: &str) -> bool {
    let characters = name.chars().count();
    if characters > 24 && characters <= LONGEST_OFFICE && is_office(name) {
        return true;
    }
    if name.is_empty() || characters > LONGEST_NAME {
        return false;
    }
    let wide = name.chars().filter(|c| is_han(*c) || is_kana(*c) || is_hangul(*c)).count();
    if wide > 14 || name.split_whitespace().count() > 7 {
        return false;
    }
    // 《环境与人》杂志记者: a reporter is called by the paper.
    let paper = name.strip_prefix('《').and_then(|rest| rest.split_once('》'));
    let bare = paper.map_or(name, |(_, rest)| rest);
    if bare.contains(CLAUSE) || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    if paper.is_some() {
        return Role::of_label(bare).is_some();
    }
    let first = name.chars().next().unwrap_or(' ');
    (first.is_alphabetic() || first.is_ascii_digit())
        && dots_are_abbreviations(name)
        && (is_capitalised(name) || Role::of_label(name).is_some())
}

/// `A señora CONSELLEIRA DE MEDIO AMBIENTE, ORDENACIÓN ...`: a form of address, then capitals.
pub(super) fn is_office(name: &str) -> bool {
    let mut words = base(name).split_whitespace();
    let (Some(article), Some(form)) = (words.next(), words.next()) else { return false };
    let address = article.chars().count() <= 3
        && (rules().labels.before_names.find(form) || (is_loud(form) && form.ends_with('.')));
    address && words.clone().next().is_some() && words.all(is_loud)
}

/// `The Secretary of State for Transport (Ruth Calder)`: an office, and who holds it.
pub(super) fn is_office_of(name: &str) -> bool {
    let office = base(name);
    let holder = name[office.len()..].trim().trim_matches(['(', ')', '（', '）', '[', ']']);
    office.len() < name.len()
        && office.chars().count() <= LONGEST_OFFICE
        && office.split_whitespace().count() > 1
        && !office.contains(CLAUSE)
        && is_capitalised(office)
        && holder.split_whitespace().count() > 1
        && is_name(holder)
}

/// `省水利厅农村水利处处长 范琪`: an office, and who holds it.
pub(super) fn is_chinese_office(name: &str) -> bool {
    const LONGEST: usize = 40;
    let Some((office, holder)) = name.trim().rsplit_once(char::is_whitespace) else { return false };
    let in_office = |c: char| is_han(c) || c.is_whitespace() || matches!(c, '《' | '》' | '·');
    name.chars().count() <= LONGEST && is_chinese_name(holder) && office.chars().all(in_office)
}

/// `网友“江边老钓”`, `聽眾Vivian`, `UNIDENTIFIED PERSON #1`: one of many, and what tells which.
pub(super) fn is_of_audience(name: &str) -> bool {
    const ONE_OF_MANY: [&str; 9] =
        ["网友", "網友", "网民", "網民", "观众", "觀眾", "听众", "聽眾", "读者"];
    const CLOSED: [char; 6] = ['“', '”', '「', '」', '"', '@'];
    let name = name.trim();
    let numbered = name.rsplit_once('#').filter(|(_, number)| {
        (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    });
    if let Some((who, _)) = numbered {
        return is_name(who.trim());
    }
    let Some(rest) = ONE_OF_MANY.iter().find_map(|word| name.strip_prefix(word)) else {
        return false;
    };
    let called = rest.trim_matches(|c: char| c.is_whitespace() || CLOSED.contains(&c));
    !called.is_empty() && called.chars().count() <= 16 && !called.contains(CLAUSE)
}

/// `网友 yoyo2008`: what somebody calls themself, in any letters.
pub(super) fn is_called(name: &str) -> bool {
    const LONGEST: usize = 24;
    name.chars().count() <= LONGEST
        && name.split_whitespace().count() <= 3
        && name.starts_with(char::is_alphabetic)
        && !name.contains(CLAUSE)
}

/// What may be an office or a name when it has a line for itself.
pub(super) fn is_long_name(name: &str) -> bool {
    name.chars().count() <= LONGEST_OFFICE
        && (2..=12).contains(&name.split_whitespace().count())
        && !name.contains(CLAUSE)
        && !base(name).contains('.')
        && name.starts_with(char::is_uppercase)
        && is_capitalised(name)
}

/// What stands in clauses, not in names.
const CLAUSE: &[char] = &[
    '。', '！', '？', '!', '?', '，', ',', ';', '；', '“', '”', '「', '」', '『', '』', '《', '》',
    '…', '=', '<', '>', '|', '\\', '@', ':', '：', '*', '#', '%', '、',
];

/// A full stop in a name ends a short word: `Dr.`, `J.`, `St.`
fn dots_are_abbreviations(name: &str) -> bool {
    name.split_whitespace().all(|word| match word.find('.') {
        Some(at) => word[..at].chars().count() <= 4,
        None => true,
    })
}

/// Words of a cased script begin with a capital, but for short particles (`van`, `de`).
pub(super) fn is_capitalised(name: &str) -> bool {
    let mut words =
        name.split(|c: char| c.is_whitespace() || c == '(' || c == ')').filter(|w| !w.is_empty());
    let capital = |word: &str| word.chars().next().is_none_or(|c| !c.is_lowercase());
    let title = |word: &str| rules().labels.before_names.find(&word.to_lowercase());
    words.next().is_some_and(capital)
        && words.all(|word| capital(word) || word.chars().count() <= 5 || title(word))
}

/// Two to four Chinese characters, the first of them a surname.
pub(in crate::read::text) fn is_chinese_name(name: &str) -> bool {
    (2..=4).contains(&name.chars().count())
        && name.chars().all(is_han)
        && rules().labels.surnames.find(name)
}
