//! What is drawn and not set in type: the code points in the boxes of characters that no face
//! has, and the numbers of lines.
//!
//! Each is a form that the pages use by name (ISO 32000-1, 8.10), so that a text of ten
//! thousand such characters is no larger than it must be.

use std::fmt::Write as _;

use printpdf::xobject::{ExternalStream, ExternalXObject};
use printpdf::{DictItem, XObject, XObjectId};

use super::fonts::{Face, FaceId, Faces};
use super::style::Ink;

/// Something drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Drawing {
    /// A code point, in a square of one unit that stands on the base line.
    CodePoint(char),
    /// A number, one unit high, that ends at the origin.
    Number(u16),
}

impl Drawing {
    /// Its name in the resources of a page.
    pub(super) fn id(self) -> XObjectId {
        XObjectId(match self {
            Self::CodePoint(c) => format!("U{:04X}", u32::from(c)),
            Self::Number(number) => format!("N{number}"),
        })
    }

    /// The drawing itself.
    pub(super) fn object(self, faces: &Faces) -> XObject {
        let mut content = String::new();
        match self {
            Self::CodePoint(c) => {
                let face = faces.get(FaceId::LabelWestern);
                let code = format!("{:04X}", u32::from(c));
                let (top, bottom) = code.split_at(code.len() / 2);
                let size = if code.len() > 4 { 0.36 } else { 0.42 };
                digits(top, size, Place::Middle(0.42), face, &mut content);
                digits(bottom, size, Place::Middle(0.04), face, &mut content);
                form([0, -1, 1, 1], content)
            }
            Self::Number(number) => {
                let _ = writeln!(content, "{} g", Ink::Grey.level());
                let face = faces.get(FaceId::TextWestern);
                digits(&number.to_string(), 1.0, Place::End, face, &mut content);
                form([-5, -1, 0, 1], content)
            }
        }
    }
}

fn form(bounds: [i64; 4], content: String) -> XObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let bounds = bounds.map(DictItem::Int).to_vec();
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

/// Where digits stand.
#[derive(Clone, Copy)]
enum Place {
    /// In the middle of the box, so high.
    Middle(f32),
    /// Before the origin.
    End,
}

/// Digits as outlines.
fn digits(digits: &str, size: f32, place: Place, face: &Face, content: &mut String) {
    let width: f32 = digits.chars().map(|c| face.width(c)).sum();
    let (mut x, up) = match place {
        Place::Middle(up) => ((1.0 - width * size) / 2.0, up),
        Place::End => (-width * size, 0.0),
    };
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
