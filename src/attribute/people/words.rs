//! What the words of a name tell: titles, brackets, whether it is Chinese.

use crate::attribute::language::is_han;
use crate::model::name::base;
use crate::model::name_words::{NameWords, Title};

/// The words of a name of two and more, in order of the alphabet; initials as one word. A number tells people
/// apart.
pub(super) fn all_words(name: &str, key: &str, words: &[&str]) -> Option<String> {
    if key.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let mut parts = key.split(['.', ' ']).filter(|part| !part.is_empty());
    let letters: String = parts.clone().collect();
    let is_short = (2..=3).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_lowercase())
        && !name.contains(char::is_lowercase);
    if is_short && (parts.clone().count() == 1 || parts.all(|part| part.len() == 1)) {
        return Some(letters);
    }
    let mut words = words.to_vec();
    words.sort_unstable();
    (words.len() > 1).then(|| words.join(" "))
}

/// What stands in brackets behind a comparable name, but for words that say that somebody goes on.
pub(super) fn brackets<'k>(names: &NameWords, key: &'k str) -> Vec<&'k str> {
    let mut found = Vec::new();
    let mut rest = key;
    while base(rest).len() < rest.len() {
        let inner = rest[base(rest).len()..].trim();
        let inner = inner.trim_matches(['(', ')', '（', '）', '[', ']', '.', ' ']);
        if !names.goes_on(inner) {
            found.push(inner);
        }
        rest = base(rest);
    }
    found
}

/// The title before a comparable name: `mr` says that it is a man, `ms` a woman.
pub(super) fn title(names: &NameWords, name: &str) -> Option<Title> {
    names.title(name.split(['.', ' ']).next()?)
}

/// Whether a title behind a Chinese name, or an office, is the end of it.
pub(super) fn ends_in_title(names: &NameWords, name: &str) -> bool {
    names.behind().iter().any(|title| name.ends_with(title.as_str()))
}

pub(super) fn is_chinese(name: &str) -> bool {
    name.chars().all(|c| is_han(c) || c.is_whitespace())
}

/// Two to four characters that are no title.
pub(super) fn is_chinese_name(names: &NameWords, name: &str) -> bool {
    let length = name.chars().count();
    let title = ends_in_title(names, name);
    (2..=4).contains(&length)
        && name.chars().all(is_han)
        && !title
        && names.role_of_label(name).is_none()
}

/// 王教授: one character and a title.
pub(super) fn is_surname_and_title(names: &NameWords, name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_han) && {
        let title = chars.as_str();
        names.behind().iter().any(|one| one == title)
    }
}
