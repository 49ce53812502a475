//! What a PDF/A-3 carries inside, so that one file is the whole archival package: the source as
//! it came, and the transcript in the forms that programs read (ISO 19005-3, 6.8).

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::model::Transcript;
use crate::source;
use crate::write::{WriteOptions, by_name};

use super::metadata::text;

/// How a file inside is related to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relationship {
    /// What the document was made from.
    Source,
    /// The same in another form.
    Alternative,
}

/// A file inside.
#[derive(Debug)]
pub(super) struct Enclosure {
    name: String,
    media_type: String,
    description: &'static str,
    relationship: Relationship,
    bytes: Vec<u8>,
}

/// The source when it is at hand, the JSON, the TEI.
pub(super) fn of(
    transcript: &Transcript,
    options: &WriteOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Enclosure>, Error> {
    let mut enclosures = Vec::new();
    let about = &transcript.source;
    let name = if about.name.trim().is_empty() { "source" } else { about.name.as_str() };
    match &options.source {
        Some(bytes) if source::sha256(bytes) == about.sha256 => enclosures.push(Enclosure {
            name: name.to_owned(),
            media_type: about.media_type.clone(),
            description: "The source",
            relationship: Relationship::Source,
            bytes: bytes.to_vec(),
        }),
        Some(_) | None => diagnostics.push(
            Diagnostic::warning(
                Code::NotRepresented,
                "the source is not inside the PDF, only the JSON and the TEI",
            )
            .with_hint("convert the source itself, not the JSON that was made of it"),
        ),
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    for (format, description) in
        [("json", "The transcript as JSON"), ("tei", "The transcript as TEI XML")]
    {
        let writer = by_name(format)?;
        let bytes = writer.write(transcript, options, diagnostics)?;
        let extension = writer.format().extensions.first().copied().unwrap_or(format);
        let mut name = format!("{stem}.{extension}");
        if enclosures.iter().any(|other: &Enclosure| other.name == name) {
            name = format!("{stem}.transcript.{extension}");
        }
        enclosures.push(Enclosure {
            name,
            media_type: writer.format().media_type.to_owned(),
            description,
            relationship: Relationship::Alternative,
            bytes,
        });
    }
    Ok(enclosures)
}

/// Adds the files to the document; what the catalog says of them follows by its keys.
pub(super) fn add(document: &mut Document, enclosures: Vec<Enclosure>) -> Dictionary {
    let mut files: Vec<(Vec<u8>, ObjectId)> = Vec::with_capacity(enclosures.len());
    for enclosure in enclosures {
        let key = enclosure.name.clone().into_bytes();
        files.push((key, file(document, enclosure)));
    }
    let associated: Vec<Object> = files.iter().map(|(_, id)| (*id).into()).collect();
    // A tree of names is sorted (ISO 32000-1, 7.9.6).
    files.sort();
    let names: Vec<Object> =
        files.into_iter().flat_map(|(key, id)| [Object::string_literal(key), id.into()]).collect();
    dictionary! {
        "AF" => associated,
        "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } },
    }
}

fn file(document: &mut Document, enclosure: Enclosure) -> ObjectId {
    let size = enclosure.bytes.len() as i64;
    let head = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(enclosure.media_type.into_bytes()),
        "Params" => dictionary! { "Size" => size },
    };
    let stream = document.add_object(Stream::new(head, enclosure.bytes));
    // For programs that know only the old key; letters beyond ASCII are in the new one.
    let plain: String =
        enclosure.name.chars().map(|c| if c.is_ascii_graphic() { c } else { '_' }).collect();
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(plain),
        "UF" => text(&enclosure.name),
        "Desc" => text(enclosure.description),
        "AFRelationship" => match enclosure.relationship {
            Relationship::Source => "Source",
            Relationship::Alternative => "Alternative",
        },
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}
