//! The model, whole, as JSON: two-space indentation, keys in the order of the types, one
//! newline at the end.

use std::io;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::Format;
use crate::model::Transcript;
use crate::schema;

use super::{WriteOptions, Writer};

/// Writer of the model as JSON.
pub(super) struct JsonWriter;

impl Writer for JsonWriter {
    fn format(&self) -> &'static Format {
        &schema::JSON
    }

    fn write(
        &self,
        transcript: &Transcript,
        _: &WriteOptions,
        _: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error> {
        let mut out = serde_json::to_vec_pretty(transcript).map_err(io::Error::from)?;
        out.push(b'\n');
        Ok(out)
    }
}
