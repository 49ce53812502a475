//! The pass over the finished document that makes a file for the archive of it: what printpdf
//! leaves to chance or gets wrong is set here, object by object.

use lopdf::{Dictionary, Document, Object, StringFormat};

use super::compose::Composition;
use super::document::broken;
use crate::error::Error;
use crate::model::Transcript;

/// Completes the document.
pub(super) fn finish(
    document: &mut Document,
    transcript: &Transcript,
    composition: &Composition,
) -> Result<(), Error> {
    document.version = "1.7".to_owned();
    let catalog = document.catalog_mut().map_err(broken)?;
    catalog.set("Lang", text(&composition.language));
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .map_err(broken)?;
    let mut entries = Dictionary::new();
    entries.set("Title", text(&composition.title));
    entries.set("Producer", text(&producer(transcript)));
    document.objects.insert(info, Object::Dictionary(entries));
    let id = Object::String(identity(transcript).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// Program and version.
pub(super) fn producer(transcript: &Transcript) -> String {
    format!(
        "{} {}",
        transcript.process.program, transcript.process.version
    )
}

/// A text string (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let bytes = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// An identifier of the file that depends on nothing but what is in it (ISO 32000-1, 14.4).
fn identity(transcript: &Transcript) -> [u8; 16] {
    // FNV-1a, 128 bits.
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    let parts = [
        transcript.source.sha256.as_str(),
        &transcript.process.version,
        transcript.metadata.title.as_deref().unwrap_or_default(),
    ];
    for byte in parts.into_iter().flat_map(str::bytes) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    hash.to_be_bytes()
}
