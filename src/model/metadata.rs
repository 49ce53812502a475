//! What is known of the document, of the file, and of how it was read.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::BlockId;

/// Only what the source or the user says: a year in a copyright line is not the date of an
/// interview, and a file name is not a title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// Title, from a heading before the first turn or from the user.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Date of the event, as the source writes it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Main language of the text, BCP 47 (`zh-Hans`, `en`); `None` when it cannot be told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    /// Publisher, when stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publisher: Option<String>,
    /// Rights statement, verbatim, one entry a line of the source.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rights: Vec<String>,
    /// Identifiers, as given.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub identifiers: Vec<String>,
    /// Further fields as the source or the user gives them, keyed by their name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub terms: BTreeMap<String, Vec<String>>,
}

impl Metadata {
    /// Sets an element of Dublin Core. Several values of what has one place here are joined.
    pub fn set(&mut self, element: &str, values: &[String]) {
        let joined = || (!values.is_empty()).then(|| values.join("; "));
        match element {
            "title" => self.title = joined(),
            "date" => self.date = joined(),
            "language" => self.language = joined(),
            "publisher" => self.publisher = joined(),
            "rights" => self.rights = values.to_vec(),
            "identifier" => self.identifiers = values.to_vec(),
            element => {
                self.terms.insert(element.to_owned(), values.to_vec());
            }
        }
    }
}

/// The file that a transcript was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// File name without its folders (a path of the machine says nothing to an archive).
    pub name: String,
    /// Media type, such as `text/plain`.
    pub media_type: String,
    /// Encoding as the WHATWG Encoding Standard names it, `UTF-8` for example.
    pub encoding: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Number of lines.
    pub lines: u32,
    /// SHA-256 of the original bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// How the transcript was made. No clock, no host, no random number: the same input and
/// options give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Process {
    /// Always `transcripta` in what this program wrote.
    pub program: String,
    /// Version of the program.
    pub version: String,
    /// Name of the reader.
    pub reader: String,
    /// Version of the attribution rules; absent when the source named its speakers itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rules: Option<String>,
    /// The options that changed the result, as given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub options: BTreeMap<String, String>,
    /// What a person decided, when somebody did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub corrections: Option<Revision>,
}

/// A person's decisions, as a whole. Turns and names say for themselves that they were supplied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// The person's initials or name, if given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// SHA-256 of the file of corrections, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// How many decisions were applied.
    pub applied: u32,
    /// How many fitted no paragraph.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub unfit: u32,
    /// Fields of the metadata that the person gave.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub metadata: Vec<String>,
    /// Headings, directions and paratext of which the person said what they are.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub blocks: Vec<BlockId>,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// `transcripta/MAJOR.MINOR`. A reader takes any minor version of its own major version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemaVersion {
    /// Raised when an old reader could no longer read the form.
    pub major: u16,
    /// Raised when something was added.
    pub minor: u16,
}

impl SchemaVersion {
    /// The version that this program writes.
    pub const CURRENT: Self = Self { major: 1, minor: 1 };
}

impl fmt::Display for SchemaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "transcripta/{}.{}", self.major, self.minor)
    }
}

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SchemaVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let version = text.strip_prefix("transcripta/").and_then(|v| v.split_once('.')).and_then(
            |(major, minor)| Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? }),
        );
        match version {
            Some(version) if version.major == Self::CURRENT.major => Ok(version),
            Some(version) => Err(serde::de::Error::custom(format!(
                "schema `{version}` is of another major version than `{}`",
                Self::CURRENT
            ))),
            None => Err(serde::de::Error::custom(format!(
                "schema `{text}` is not of the form `transcripta/1.0`"
            ))),
        }
    }
}

impl JsonSchema for SchemaVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SchemaVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^transcripta/1\\.[0-9]+$"})
    }
}
