//! The front matter that others write above a text: YAML between lines of `---`. Nobody says it; what it
//! tells of the document goes to the metadata too.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Metadata, dublin_core};
use crate::read::markdown::yaml::{self, Value};
use crate::source::Source;

use super::pages::Row;

/// The front matter of a document.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Where it ends in the text; 0 when there is none.
    end: usize,
    /// What it tells.
    metadata: Metadata,
}

impl Front {
    /// Of a text, of which it marks the rows: they hold no labels.
    pub(super) fn of(
        source: &Source<'_>,
        rows: &mut [Row<'_>],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        const LONGEST: usize = 200;
        let is_rule = |row: &Row<'_>| row.text.trim_end() == "---";
        if !rows.first().is_some_and(is_rule) {
            return Self::default();
        }
        let within = rows.iter().take(LONGEST).skip(1);
        let Some(last) = within.clone().position(is_rule).map(|at| at + 1) else {
            return Self::default();
        };
        let (from, to) = (rows[1].start, rows[last].start);
        let Some(yaml) = source.text().get(from..to) else { return Self::default() };
        let value = match yaml::parse(yaml) {
            Ok(value) if is_front_matter(&value) => value,
            Ok(_) => return Self::default(),
            Err(wrong) => {
                if let Some(warning) = unread(yaml, &wrong) {
                    diagnostics.push(warning);
                }
                return Self::default();
            }
        };
        for row in &mut rows[..=last] {
            row.is_furniture = true;
            row.number = None;
        }
        Self { end: rows[last].start + rows[last].text.len(), metadata: metadata(&value) }
    }

    /// Whether what begins there in the text is part of it.
    pub(super) fn has(&self, at: usize) -> bool {
        at < self.end
    }

    /// Takes what it tells into the metadata; it is said more plainly there than anywhere else.
    pub(super) fn fill(self, metadata: &mut Metadata) {
        let told = self.metadata;
        metadata.title = told.title.or(metadata.title.take());
        metadata.date = told.date.or(metadata.date.take());
        metadata.language = told.language.or(metadata.language.take());
        metadata.publisher = told.publisher.or(metadata.publisher.take());
        metadata.rights.extend(told.rights);
        metadata.identifiers.extend(told.identifiers);
        metadata.terms.extend(told.terms);
    }
}

/// That what was meant as front matter tells nothing; any text may stand between two rules.
fn unread(yaml: &str, wrong: &yaml::Wrong) -> Option<Diagnostic> {
    let keys = yaml.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key);
    let is_meant = keys.into_iter().any(|key| element(key).is_some());
    let warning = Diagnostic::warning(
        Code::NotRepresented,
        format!("the YAML at the head cannot be read: {}", wrong.cause),
    );
    is_meant.then(|| {
        // The line of the YAML, behind the first line of the text.
        let line = u32::try_from(wrong.line).unwrap_or(1).saturating_add(1);
        warning.at_line(line).with_hint("mend it, or give --title, --language or --metadata")
    })
}

/// Whether a map tells of a document. A line that divides may stand first in any text, and turns with
/// labels are a map too: whoever speaks stands there again, and with a capital.
fn is_front_matter(value: &Value) -> bool {
    let mut keys = HashSet::new();
    let once = value.pairs().iter().all(|(key, _)| keys.insert(key.as_str()));
    let is_key = |key: &str| {
        element(&key.to_lowercase()).is_some() || key.starts_with(|c: char| c.is_ascii_lowercase())
    };
    once && value.pairs().iter().any(|(key, _)| is_key(key))
}

/// The fields that are known by their keys.
fn metadata(value: &Value) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in value.pairs() {
        let texts: Vec<String> =
            value.texts().into_iter().filter(|text| !text.is_empty()).collect();
        let may = |element: &&str| {
            *element != "language" || texts.first().is_some_and(|tag| is_language(tag))
        };
        if let Some(element) = element(&key.to_lowercase()).filter(may)
            && !texts.is_empty()
        {
            metadata.set(element, &texts);
        }
    }
    metadata
}

/// The element of Dublin Core that a key means.
fn element(key: &str) -> Option<&'static str> {
    match key {
        "author" | "authors" | "by" => Some("creator"),
        "lang" => Some("language"),
        "tags" | "keywords" | "categories" => Some("subject"),
        "summary" => Some("description"),
        "copyright" => Some("rights"),
        "doi" | "url" => Some("identifier"),
        "title" | "creator" | "date" | "language" | "publisher" | "rights" | "license"
        | "identifier" | "subject" | "description" | "contributor" | "source" | "abstract" => {
            dublin_core(key)
        }
        _ => None,
    }
}

/// A tag as BCP 47 has it.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    first
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_are_metadata() {
        let value =
            yaml::parse("title: The Lamp\nauthor: [Ada Hale, Luc Morel]\nlang: en\nmood: fair\n")
                .unwrap();
        let metadata = metadata(&value);
        assert_eq!(metadata.title.as_deref(), Some("The Lamp"));
        assert_eq!(metadata.language.as_deref(), Some("en"));
        assert_eq!(metadata.terms["creator"], ["Ada Hale", "Luc Morel"]);
        assert_eq!(metadata.terms.len(), 1);
        assert!(!is_language("English, mostly"));
    }
}
