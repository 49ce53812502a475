//! An object as text (ISO 32000-1, 7.3).

use std::io::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

/// Appends an object. A stream has no place inside another object and is left as its
/// dictionary.
pub(super) fn object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        // Writing to memory does not fail.
        Object::Integer(number) => drop(write!(out, "{number}")),
        Object::Real(number) => drop(write!(out, "{number}")),
        Object::Name(bytes) => name(bytes, out),
        Object::String(bytes, StringFormat::Literal) => literal(bytes, out),
        Object::String(bytes, StringFormat::Hexadecimal) => hexadecimal(bytes, out),
        Object::Array(items) => array(items, out),
        Object::Dictionary(dict) => dictionary(dict, out),
        Object::Stream(stream) => dictionary(&stream.dict, out),
        Object::Reference((number, generation)) => drop(write!(out, "{number} {generation} R")),
    }
}

/// Appends a dictionary.
pub(super) fn dictionary(dict: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dict {
        name(key, out);
        separated(value, out);
    }
    out.extend(b">>");
}

fn array(items: &[Object], out: &mut Vec<u8>) {
    out.push(b'[');
    for (n, item) in items.iter().enumerate() {
        if n == 0 { object(item, out) } else { separated(item, out) }
    }
    out.push(b']');
}

/// An object after another: with a blank where its first character does not set it apart.
fn separated(item: &Object, out: &mut Vec<u8>) {
    let apart = match item {
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => true,
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_) => false,
    };
    if !apart {
        out.push(b' ');
    }
    object(item, out);
}

fn name(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in bytes {
        let regular = byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte);
        if regular {
            out.push(byte);
        } else {
            drop(write!(out, "#{byte:02X}"));
        }
    }
}

fn literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // As it is, it would be read as a line feed.
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for &byte in bytes {
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn text(value: impl Into<Object>) -> String {
        let mut out = Vec::new();
        object(&value.into(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_kind_of_object_is_written_as_it_is_read() {
        assert_eq!(text(vec![1.into(), 2.5.into(), "A B#".into()]), "[1 2.5/A#20B#23]");
        assert_eq!(text(Object::string_literal("a(b)\\\r\n")), "(a\\(b\\)\\\\\\r\n)");
        assert_eq!(text(Object::String(vec![0, 255], StringFormat::Hexadecimal)), "<00FF>");
        let inner = dictionary! { "K" => (3, 0), "B" => true };
        assert_eq!(
            text(dictionary! { "D" => inner, "N" => Object::Null }),
            "<</D<</K 3 0 R/B true>>/N null>>"
        );
        assert_eq!(text(Object::Real(0.000_01)), "0.00001");
    }
}
