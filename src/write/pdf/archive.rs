//! The pass over the finished document that makes a file for the archive of it: PDF/A-2a
//! (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). What printpdf leaves to chance, leaves out or
//! gets wrong is set here, object by object.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::error::Error;
use crate::model::Transcript;

use super::document::{broken, page_ids};
use super::draw::{Drawn, Sheet};
use super::enclosures::{self, Enclosure};
use super::fonts::{Face, Faces};
use super::metadata::Statement;
use super::options::Standard;
use super::{icc, outline, tags};

/// Which standard the file keeps, and what it carries.
pub(super) struct Package {
    pub(super) standard: Standard,
    pub(super) enclosures: Vec<Enclosure>,
}

/// Completes the document.
pub(super) fn finish(
    document: &mut Document,
    transcript: &Transcript,
    sheet: &Sheet,
    drawn: &Drawn,
    faces: &Faces,
    package: Package,
) -> Result<(), Error> {
    let Sheet { composition, paper, .. } = *sheet;
    document.version = "1.7".to_owned();
    let pages = page_ids(document);
    tidy_pages(document, &pages)?;
    describe_fonts(document, faces);
    let statement = Statement::of(transcript, composition);
    let structure = tags::add(document, composition, drawn, &pages)?;
    let outline = outline::add(document, transcript, composition, drawn, &pages, paper.left);
    let metadata = document.add_object(packet(&statement, package.standard));
    let intent = (package.standard != Standard::None).then(|| output_intent(document));
    let enclosed =
        (!package.enclosures.is_empty()).then(|| enclosures::add(document, package.enclosures));
    let catalog = document.catalog_mut().map_err(broken)?;
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("Lang", Object::string_literal(composition.language.as_str()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", metadata);
    if let Some(intent) = intent {
        catalog.set("OutputIntents", vec![intent.into()]);
    }
    for (key, value) in enclosed.iter().flatten() {
        catalog.set(key.clone(), value.clone());
    }
    catalog.set("StructTreeRoot", structure);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(broken)?;
    document.objects.insert(info, statement.info().into());
    let id = Object::String(identity(transcript).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// The XMP packet. It stays uncompressed, so that any program finds it.
fn packet(statement: &Statement, standard: Standard) -> Stream {
    let head = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(head, statement.xmp(standard).into_bytes()).with_compression(false)
}

/// The colours are those of sRGB (ISO 19005-2, 6.2.3).
fn output_intent(document: &mut Document) -> ObjectId {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// printpdf gives every page an empty list of annotations.
fn tidy_pages(document: &mut Document, pages: &[ObjectId]) -> Result<(), Error> {
    for page in pages {
        let page = document.get_dictionary_mut(*page).map_err(broken)?;
        page.remove(b"Annots");
    }
    Ok(())
}

/// printpdf takes the height of the capitals for the ascender, and letters for signs.
fn describe_fonts(document: &mut Document, faces: &Faces) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(font) = object else {
            continue;
        };
        if !font.has_type(b"FontDescriptor") {
            continue;
        }
        if let Some(face) = face_of(font, faces) {
            font.set("CapHeight", face.cap_height());
            font.set("Flags", 4);
        }
    }
}

/// The face that a font descriptor is of, by its name behind the tag of the subset.
fn face_of<'f, 'a>(font: &Dictionary, faces: &'f Faces<'a>) -> Option<&'f Face<'a>> {
    let name = font.get(b"FontName").and_then(Object::as_name).ok()?;
    let name = name.get(7..)?;
    faces.iter().find(|face| face.name.as_bytes() == name)
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
