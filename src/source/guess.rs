//! Finding out the encoding of a file that does not say it.

use super::binary;
use super::charset::Charset;
use super::decode::File;
use super::error::DecodeError;
use super::transcode::Transcoded;
use crate::diagnostic::Diagnostics;

/// Decodes the file by the encoding that it most likely is.
pub(super) fn guess(
    file: &File<'_>,
    _diagnostics: &mut Diagnostics,
) -> Result<(Charset, Transcoded), DecodeError> {
    if binary::is_noise(file.body) || binary::is_unreadable(file.body) {
        return Err(binary::UNKNOWN.into());
    }
    Ok((Charset::Utf8, utf8(file)?))
}

/// Decodes a file that is UTF-8, or was meant to be.
pub(super) fn utf8(file: &File<'_>) -> Result<Transcoded, DecodeError> {
    file.read(Charset::Utf8)
}
