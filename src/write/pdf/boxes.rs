//! Characters that no face has: the drawing of a code point, to stand in a box.
//!
//! Each is a form that the pages use by name (ISO 32000-1, 8.10), so that a text of ten
//! thousand such characters is no larger than it must be.

use std::fmt::Write as _;

use printpdf::xobject::{ExternalStream, ExternalXObject};
use printpdf::{DictItem, XObject, XObjectId};

use super::fonts::{Face, FaceId, Faces};

/// The name of a character's drawing in the resources of a page.
pub(super) fn id(c: char) -> XObjectId {
    XObjectId(format!("U{:04X}", u32::from(c)))
}

/// The drawing, in a square of one unit that stands on the base line.
pub(super) fn drawing(c: char, faces: &Faces) -> XObject {
    let face = faces.get(FaceId::LabelWestern);
    let code = format!("{:04X}", u32::from(c));
    let (top, bottom) = code.split_at(code.len() / 2);
    let size = if code.len() > 4 { 0.36 } else { 0.42 };
    let mut content = String::new();
    digits(top, size, 0.42, face, &mut content);
    digits(bottom, size, 0.04, face, &mut content);
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let bounds = [0, -1, 1, 1].map(DictItem::Int).to_vec();
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", DictItem::Array(bounds)),
        ("Resources", DictItem::Dict { map: [].into() }),
    ];
    XObject::External(ExternalXObject {
        stream: ExternalStream {
            dict: dict.map(|(key, value)| (key.to_owned(), value)).into(),
            content: content.into_bytes(),
            compress: true,
        },
        width: None,
        height: None,
        dpi: None,
    })
}

/// Digits in the middle of the box, as outlines.
fn digits(digits: &str, size: f32, up: f32, face: &Face, content: &mut String) {
    let width: f32 = digits.chars().map(|c| face.width(c)).sum();
    let mut x = (1.0 - width * size) / 2.0;
    for c in digits.chars() {
        for (operator, coordinates) in face.outline(c) {
            for (n, at) in coordinates.iter().enumerate() {
                let from = if n % 2 == 0 { x } else { up };
                let _ = write!(content, "{} ", ((at * size + from) * 1000.0).round() / 1000.0);
            }
            content.push_str(operator);
            content.push('\n');
        }
        x += face.width(c) * size;
    }
    content.push_str("f\n");
}
