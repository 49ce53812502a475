//! The JSON form of the model: its format, and its schema generated from the types.

use crate::format::{Format, Medium};
use crate::model::Transcript;

/// Our own JSON: the one description for its reader and its writer.
pub(crate) static JSON: Format = Format {
    name: "json",
    aliases: &[],
    extensions: &["json"],
    media_type: "application/json",
    medium: Medium::Text,
    summary: "the transcript model, whole; `transcripta schema` prints its JSON Schema",
};

/// The JSON Schema (draft 2020-12) of what `--to json` writes, pretty-printed.
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Transcript);
    format!("{:#}\n", schema.to_value())
}
