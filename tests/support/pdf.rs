//! A PDF as text: what it says of itself, its outline, its structure and its words, page by page.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object};

/// The projection that goldens hold.
pub(crate) fn projection(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).expect("a PDF");
    let catalogue = document.catalog().expect("a catalogue");
    let mut out = String::new();
    let pages = document.get_pages();
    let _ = writeln!(out, "PDF {}, {} pages", document.version, pages.len());
    for key in [b"Lang".as_slice(), b"PageMode"] {
        if let Ok(value) = catalogue.get(key) {
            let _ = writeln!(out, "{}: {}", String::from_utf8_lossy(key), shown(value));
        }
    }
    if let Ok(info) = document.trailer.get(b"Info").and_then(|o| dictionary(&document, o)) {
        for (key, value) in info.iter() {
            let _ = writeln!(out, "{}: {}", String::from_utf8_lossy(key), shown(value));
        }
    }
    if let Ok(root) = catalogue.get(b"StructTreeRoot").and_then(|o| dictionary(&document, o)) {
        out.push_str("\nstructure\n");
        structure(&document, root, 0, &mut out);
    }
    for number in pages.keys() {
        let _ = writeln!(out, "\npage {number}");
        out.push_str(&document.extract_text(&[*number]).expect("the text of a page"));
    }
    out
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> lopdf::Result<&'a Dictionary> {
    document.dereference(object).and_then(|(_, object)| object.as_dict())
}

fn shown(value: &Object) -> String {
    match value {
        Object::String(..) => lopdf::decode_text_string(value).unwrap_or_default(),
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        other => format!("{other:?}"),
    }
}

/// An element a line, indented by depth; runs of the same childless kind are counted.
fn structure(document: &Document, element: &Dictionary, depth: usize, out: &mut String) {
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => return,
    };
    let mut last: Option<(String, usize)> = None;
    let flush = |last: &mut Option<(String, usize)>, out: &mut String| {
        if let Some((kind, count)) = last.take() {
            let times = if count > 1 { format!(" x{count}") } else { String::new() };
            let _ = writeln!(out, "{}{kind}{times}", "  ".repeat(depth));
        }
    };
    for kid in &kids {
        let Ok(kid) = dictionary(document, kid) else { continue };
        let Ok(kind) = kid.get(b"S").and_then(Object::as_name) else { continue };
        let kind = String::from_utf8_lossy(kind).into_owned();
        let mut below = String::new();
        structure(document, kid, depth + 1, &mut below);
        match &mut last {
            Some((before, count)) if *before == kind && below.is_empty() => *count += 1,
            _ => {
                flush(&mut last, out);
                last = Some((kind, 1));
            }
        }
        if !below.is_empty() {
            flush(&mut last, out);
            out.push_str(&below);
        }
    }
    flush(&mut last, out);
}
