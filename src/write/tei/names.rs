//! Ids, pointers, places in the source, language tags: the spellings that TEI prescribes.

use std::fmt::Write as _;

use crate::model::Span;

use super::value::Value;

/// The `@xml:id` of the program's `respStmt`, which every `@resp` of its own work points at.
pub(super) const PROGRAM: &str = "resp.transcripta";

/// A pointer at [`PROGRAM`].
pub(super) const BY_PROGRAM: &str = "#resp.transcripta";

/// The `@xml:id` of the program in `appInfo`.
pub(super) const APPLICATION: &str = "app.transcripta";

/// The `@xml:id` of the source file's `bibl`, and the prefix of places in it.
pub(super) const SOURCE: &str = "src";

/// `1 turn`, `2 turns`.
pub(super) fn counted(n: u64, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// A file name without its last extension.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        Some(_) | None => name,
    }
}

/// An id for the document out of its file name: an ASCII NCName that is no id of ours. Those
/// are a letter with a number (`t1`), hold a dot (`t1.s1`), or are among the few named here.
pub(super) fn document_id(name: &str) -> String {
    let mut id = String::new();
    for c in stem(name).chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    let begins_with_letters =
        id.len() >= 2 && id.bytes().take(2).all(|byte| byte.is_ascii_alphabetic());
    match id {
        "" => "document".to_owned(),
        SOURCE | "fn" | "ev" => format!("document-{id}"),
        _ if begins_with_letters => id.to_owned(),
        _ => format!("document-{id}"),
    }
}

/// Percent-encoded: every byte but the unreserved ones of RFC 3986 (2.3).
pub(super) fn percent_encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The numbers that `application/@version` takes: its pattern allows no pre-release and no
/// build of a Cargo version. The whole version stands in the label.
pub(super) fn bare_version(version: &str) -> String {
    let parts: Vec<&str> = version
        .split('.')
        .map(|part| {
            let end = part.bytes().position(|byte| !byte.is_ascii_digit());
            &part[..end.unwrap_or(part.len())]
        })
        .take_while(|digits| !digits.is_empty())
        .take(3)
        .collect();
    if parts.is_empty() { "0".to_owned() } else { parts.join(".") }
}

/// `#id` pointers, separated by blanks as TEI wants several of them.
pub(super) struct Pointers<'a, T>(pub(super) &'a [T]);

impl<'a, T> Pointers<'a, T> {
    /// `None` when there is nothing to point at: an empty pointer is invalid.
    pub(super) fn some(targets: &'a [T]) -> Option<Self> {
        (!targets.is_empty()).then_some(Self(targets))
    }
}

impl<T: Value> Value for Pointers<'_, T> {
    fn put(&self, out: &mut String) {
        for (i, target) in self.0.iter().enumerate() {
            out.push_str(if i == 0 { "#" } else { " #" });
            target.put(out);
        }
    }

    fn is_plain(&self) -> bool {
        self.0.iter().all(T::is_plain)
    }
}

/// Lines of the source as a fragment of RFC 5147, which counts the places between lines:
/// `src:line=0,2` is the first two lines.
#[derive(Clone, Copy)]
pub(super) struct Lines(u32, u32);

impl Lines {
    /// `None` for a place that does not say its lines.
    pub(super) fn of(span: Span) -> Option<Self> {
        let (first, last) = span.lines;
        first.checked_sub(1).map(|before| Self(before, last))
    }
}

impl Value for Lines {
    fn put(&self, out: &mut String) {
        out.push_str(SOURCE);
        out.push_str(":line=");
        self.0.put(out);
        out.push(',');
        self.1.put(out);
    }

    fn is_plain(&self) -> bool {
        true
    }
}

/// A language tag that `@xml:lang` takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Language<'a> {
    /// As given.
    Tag(&'a str),
    /// Not known.
    Unknown,
    /// Given, but no tag of BCP 47.
    Refused(&'a str),
}

impl<'a> Language<'a> {
    /// Takes what has the form of a tag (RFC 5646, 2.1, its outline).
    pub(super) fn of(given: Option<&'a str>) -> Self {
        match given {
            None => Self::Unknown,
            Some(tag) if is_language_tag(tag) => Self::Tag(tag),
            Some(tag) => Self::Refused(tag),
        }
    }

    /// The tag, or `und`.
    pub(super) fn tag(&self) -> &'a str {
        match self {
            Self::Tag(tag) => tag,
            Self::Unknown | Self::Refused(_) => "und",
        }
    }

    /// What was given in vain.
    pub(super) fn refused(&self) -> Option<&'a str> {
        match self {
            Self::Refused(tag) => Some(tag),
            Self::Tag(_) | Self::Unknown => None,
        }
    }
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_private = first.eq_ignore_ascii_case("x") || first.eq_ignore_ascii_case("i");
    let is_language =
        (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest: Vec<&str> = parts.collect();
    (is_language || is_private && !rest.is_empty()) && rest.into_iter().all(is_part)
}

/// English names of the languages met most often; others go by their tag.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("und", "not determined"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
    ("zh-Hans", "Chinese, simplified characters"),
    ("zh-Hant", "Chinese, traditional characters"),
];

/// The English name of a language, or its tag.
pub(super) fn language_name(tag: &str) -> &str {
    LANGUAGES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(tag))
        .map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_id_is_an_ascii_name_that_no_other_id_has() {
        for (name, id) in [
            ("wuhan-police-interview.txt", "wuhan-police-interview"),
            ("访谈.txt", "document"),
            ("a b [1] 访.v2.txt", "document-a-b-1-v2"),
            ("My talk (2).txt", "My-talk-2"),
            ("t1.txt", "document-t1"),
            ("src.json", "document-src"),
            ("2019.txt", "document-2019"),
            (".hidden", "hidden"),
            ("", "document"),
        ] {
            assert_eq!(document_id(name), id, "{name}");
        }
    }

    #[test]
    fn a_version_keeps_its_numbers() {
        for (version, bare) in [
            ("0.1.0", "0.1.0"),
            ("1.2.3-alpha.1+build", "1.2.3"),
            ("v1", "0"),
            ("", "0"),
            ("2", "2"),
        ] {
            assert_eq!(bare_version(version), bare, "{version}");
        }
    }

    #[test]
    fn only_tags_are_languages() {
        for tag in ["zh-Hans", "en", "i-klingon", "x-mine", "de-CH-1996"] {
            assert_eq!(Language::of(Some(tag)).tag(), tag);
        }
        for tag in ["zh_CN", "", "a", "x", "en-", "en-languages1", "中"] {
            assert_eq!(Language::of(Some(tag)), Language::Refused(tag));
        }
    }

    #[test]
    fn a_file_name_becomes_one_pointer() {
        assert_eq!(percent_encoded("a [b]$1%.é"), "a%20%5Bb%5D%241%25.%C3%A9");
    }
}
