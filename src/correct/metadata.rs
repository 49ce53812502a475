//! What a person says of the document.

use crate::model::Metadata;

/// Terms that are no fields of their own in the model: the rest of the Dublin Core elements and the
/// further properties of DCMI Metadata Terms (2020-01-20) that say something of a transcript.
const TERMS: &[&str] = &[
    "abstract",
    "accessRights",
    "alternative",
    "available",
    "bibliographicCitation",
    "contributor",
    "coverage",
    "created",
    "creator",
    "description",
    "extent",
    "format",
    "isFormatOf",
    "isPartOf",
    "isReferencedBy",
    "isVersionOf",
    "issued",
    "license",
    "medium",
    "modified",
    "provenance",
    "references",
    "relation",
    "rightsHolder",
    "source",
    "spatial",
    "subject",
    "temporal",
    "type",
];

/// The fields that were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) rights: Vec<String>,
    pub(super) identifiers: Vec<String>,
    /// Further terms, in the order of their names.
    pub(super) terms: Vec<(String, Vec<String>)>,
}

impl Given {
    /// Reads the table; the error is the key and what is wrong with it.
    pub(super) fn of(table: &toml::Table) -> Result<Self, (String, String)> {
        let mut given = Self::default();
        for (key, value) in table {
            let texts =
                texts(value).map_err(|reason| (key.clone(), format!("`{key}` {reason}")))?;
            let one = || match texts.as_slice() {
                [text] => Ok(Some(text.clone())),
                _ => Err((key.clone(), format!("`{key}` takes one text"))),
            };
            match key.as_str() {
                "title" => given.title = one()?,
                "date" => given.date = one()?,
                "language" => given.language = one()?,
                "publisher" => given.publisher = one()?,
                "rights" => given.rights = texts,
                "identifier" => given.identifiers = texts,
                _ if TERMS.contains(&key.as_str()) => given.terms.push((key.clone(), texts)),
                _ => {
                    let known = ["title", "date", "language", "publisher", "rights", "identifier"];
                    let known = [&known[..], TERMS].concat().join(", ");
                    return Err((key.clone(), format!("`{key}` is no term; known: {known}")));
                }
            }
        }
        Ok(given)
    }

    /// Puts it in the place of what was found; returns the names of the fields.
    pub(super) fn apply(&self, metadata: &mut Metadata) -> Vec<String> {
        let mut fields = Vec::new();
        for (name, given, place) in [
            ("title", &self.title, &mut metadata.title),
            ("date", &self.date, &mut metadata.date),
            ("language", &self.language, &mut metadata.language),
            ("publisher", &self.publisher, &mut metadata.publisher),
        ] {
            if given.is_some() {
                place.clone_from(given);
                fields.push(name.to_owned());
            }
        }
        for (name, given, place) in [
            ("rights", &self.rights, &mut metadata.rights),
            ("identifier", &self.identifiers, &mut metadata.identifiers),
        ] {
            if !given.is_empty() {
                place.clone_from(given);
                fields.push(name.to_owned());
            }
        }
        for (name, values) in &self.terms {
            metadata.terms.insert(name.clone(), values.clone());
            fields.push(name.clone());
        }
        fields
    }
}

/// A text or several; a date or a number that was written without quotes will do.
fn texts(value: &toml::Value) -> Result<Vec<String>, &'static str> {
    match value {
        toml::Value::String(text) if text.trim().is_empty() => Err("is empty"),
        toml::Value::String(text) => Ok(vec![text.clone()]),
        toml::Value::Integer(number) => Ok(vec![number.to_string()]),
        toml::Value::Datetime(date) => Ok(vec![date.to_string()]),
        toml::Value::Array(values) => {
            let all: Result<Vec<Vec<String>>, _> = values.iter().map(texts).collect();
            Ok(all?.concat())
        }
        toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Table(_) => {
            Err("is neither a text nor a list of texts")
        }
    }
}
