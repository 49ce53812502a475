//! Reads the JSON that this program writes.

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::Format;
use crate::model::{Transcript, check};
use crate::schema;
use crate::source::Source;

use super::{Likelihood, Reader, Reading};

/// Reader of our own JSON.
pub(super) struct JsonReader;

impl Reader for JsonReader {
    fn format(&self) -> &'static Format {
        &schema::JSON
    }

    fn sniff(&self, text: &str) -> Likelihood {
        let head: String = text.chars().filter(|c| !c.is_whitespace()).take(24).collect();
        if head.starts_with("{\"schema\":\"transcripta/") {
            Likelihood::Certain
        } else {
            Likelihood::No
        }
    }

    fn read(&self, source: &Source, _: &mut Diagnostics) -> Result<Reading, Error> {
        let refuse = |reason| Error::NotOfFormat { format: "a transcripta JSON document", reason };
        let transcript: Transcript =
            serde_json::from_str(source.text()).map_err(|error| refuse(error.to_string()))?;
        match check::check(&transcript).first() {
            Some(fault) => Err(refuse(fault.to_string())),
            None => Ok(Reading::Turns(Box::new(transcript))),
        }
    }
}
