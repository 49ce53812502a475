//! Operators into contents of pages, and those into a document: printpdf makes the objects, which
//! are then completed.

use lopdf::{Document, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use crate::error::Error;

use super::FORMAT;
use super::draw::Drawn;
use super::fonts::Faces;
use super::paper::Paper;
use super::pen::font_id;
use super::subset::Subsets;

/// The pages with their fonts, as objects.
pub(super) fn build(drawn: &mut Drawn, faces: &Faces, paper: &Paper) -> Result<Document, Error> {
    let mut pdf = PdfDocument::new("");
    for (id, font) in drawn.subsets.fonts(faces)? {
        pdf.resources.fonts.map.insert(id, font);
    }
    pdf.resources.xobjects.map.extend(drawn.subsets.drawings(faces));
    for _ in &drawn.pages {
        pdf.pages.push(PdfPage::new(Pt(paper.width).into(), Pt(paper.height).into(), Vec::new()));
    }
    pdf.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), register(&drawn.subsets, faces)));
    let mut document = objects(&pdf);
    remove_last_page(&mut document)?;
    let pages = page_ids(&document);
    for (page, contents) in pages.into_iter().zip(std::mem::take(&mut drawn.pages)) {
        let id = contents_of(&document, page)?;
        document.objects.insert(id, contents.into());
    }
    Ok(document)
}

/// Operators as bytes: the contents of pages, which name their fonts and need none.
pub(super) fn contents(pages: Vec<Vec<Op>>) -> Result<Vec<Stream>, Error> {
    let mut pdf = PdfDocument::new("");
    pdf.pages = pages.into_iter().map(|ops| PdfPage::new(Mm(1.0), Mm(1.0), ops)).collect();
    let mut document = objects(&pdf);
    let mut contents = Vec::with_capacity(pdf.pages.len());
    for page in page_ids(&document) {
        let id = contents_of(&document, page)?;
        if let Some(Object::Stream(stream)) = document.objects.remove(&id) {
            contents.push(stream);
        }
    }
    Ok(contents)
}

fn objects(pdf: &PdfDocument) -> Document {
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: false,
        image_optimization: None,
    };
    pdf.to_lopdf_document(&options, &mut Vec::new())
}

fn contents_of(document: &Document, page: ObjectId) -> Result<ObjectId, Error> {
    let page = document.get_dictionary(page).map_err(broken)?;
    page.get(b"Contents").and_then(Object::as_reference).map_err(broken)
}

/// A page that shows every glyph once, with its text. printpdf embeds the fonts, widths and
/// texts of what its own text operator shows; the real pages use a shorter operator. It is
/// taken out again.
fn register(subsets: &Subsets, faces: &Faces) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for face in faces.iter().map(|face| face.id) {
        let glyphs: Vec<Codepoint> = subsets
            .glyphs(face)
            .map(|(glyph, text)| Codepoint::with_cid(glyph, 0.0, text.to_owned()))
            .collect();
        if glyphs.is_empty() {
            continue;
        }
        ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

fn remove_last_page(document: &mut Document) -> Result<(), Error> {
    let pages_id = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Pages"))
        .and_then(Object::as_reference)
        .map_err(broken)?;
    let pages = document.get_dictionary_mut(pages_id).map_err(broken)?;
    let kids = pages.get_mut(b"Kids").and_then(Object::as_array_mut).map_err(broken)?;
    let last = kids.pop();
    let count = kids.len() as i64;
    pages.set("Count", count);
    let Some(last) = last.and_then(|kid| kid.as_reference().ok()) else {
        return Ok(());
    };
    let page = document.objects.remove(&last);
    for key in [b"Contents".as_slice(), b"Resources"] {
        let part = page
            .as_ref()
            .and_then(|page| page.as_dict().ok())
            .and_then(|page| page.get(key).ok())
            .and_then(|part| part.as_reference().ok());
        if let Some(part) = part {
            document.objects.remove(&part);
        }
    }
    Ok(())
}

/// The pages' objects, in order.
pub(super) fn page_ids(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// An object that printpdf always writes is not there.
pub(super) fn broken(error: lopdf::Error) -> Error {
    Error::Write {
        format: FORMAT.name,
        reason: format!("the document cannot be completed: {error}"),
    }
}
