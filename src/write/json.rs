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
        sink: &mut dyn io::Write,
        _: &mut Diagnostics,
    ) -> Result<(), Error> {
        serde_json::to_writer_pretty(&mut *sink, transcript).map_err(io::Error::from)?;
        sink.write_all(b"\n")?;
        Ok(())
    }
}
