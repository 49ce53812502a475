//! Names as labels print them, made comparable.

use super::name_words::{NameWords, name_words};
use crate::script::is_han;

/// The comparable form of a name: case and blanks do not matter, nor does a hyphen between Chinese
/// characters.
pub(crate) fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let key = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    if !key.contains('-') || key.is_ascii() {
        return key;
    }
    let chars: Vec<char> = key.chars().collect();
    let wide = |i: usize| chars.get(i).is_some_and(|c| is_han(*c));
    let hyphen = |i: usize| chars[i] == '-' && i > 0 && wide(i - 1) && wide(i + 1);
    (0..chars.len()).filter(|i| !hyphen(*i)).map(|i| chars[i]).collect()
}

/// A name without what stands in brackets behind it: who `The Deputy Speaker (Mrs. Carrow)` is
/// called later.
pub(crate) fn base(name: &str) -> &str {
    let name = name.trim();
    let open = match name.chars().next_back() {
        Some(')') => name.rfind('('),
        Some('）') => name.rfind('（'),
        Some(']') => name.rfind('['),
        _ => None,
    };
    open.map(|at| name[..at].trim_end()).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// A name without anything that stands in brackets behind it: `Alan Merrick (Saltby) (Lab)`.
pub(crate) fn bare(name: &str) -> &str {
    let mut name = name.trim();
    while base(name).len() < name.len() {
        name = base(name);
    }
    name
}

/// The words of a comparable name by which its bearer may be called alone: no titles, no numbers;
/// of `記者（以下簡稱記）` the short form that it announces.
pub(crate) fn words(key: &str) -> impl Iterator<Item = &str> {
    words_by(name_words(), key)
}

/// The same, where these words are titles.
pub(crate) fn words_by<'a>(titles: &NameWords, key: &'a str) -> impl Iterator<Item = &'a str> {
    const CALLED: [&str; 4] = ["以下简称", "以下簡稱", "简称", "簡稱"];
    key.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
        .filter(|word| !word.is_empty() && *word != "the" && titles.title(word).is_none())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(|word| CALLED.iter().find_map(|called| word.strip_prefix(called)).unwrap_or(word))
}
