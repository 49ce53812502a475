//! What holds of any bytes and of any text.

use encoding_rs::GB18030;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

const LABELS: &[&str] = &[
    "",
    "",
    "",
    "",
    "utf-8",
    "gbk",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "iso-2022-jp",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "windows-1252",
    "ibm866",
    "macintosh",
    "x-user-defined",
    "no-such",
];

/// Pieces that decoders stumble over.
const PIECES: &[&[u8]] = &[
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\r",
    b"\n",
    b"\r\n",
    b"\0",
    b"\x1B$B",
    b"\x1B(B",
    b"\x1B(J",
    b"\x1B(I",
    b"8l",
    b"\x0E",
    b"\x81",
    b"\x30",
    b"\x81\x30\x81",
    b"\x81\x30\x81\x30",
    b"\x88\x62",
    b"\x8F\xA2\xAF",
    b"\xA4\xA4",
    b"\xC4\xE3\xBA\xC3",
    "你好".as_bytes(),
    "é".as_bytes(),
    b"\xE4\xBD",
    b"\xD8\0",
    b"\0\xD8",
    b"a",
    b"don\xD5t ",
    b"~{VwVc:C~}",
    b"+T2A-",
    b"\xFF",
    b"\x80",
    b"\n\0",
    b"\0\n",
    b"\0\0",
];

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..200),
        vec(0x40_u8..0xFF, 0..60),
        vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
    ]
}

/// Text without `\r` and without a byte order mark.
fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => any::<char>(),
        4 => prop::char::range('\u{4E00}', '\u{9FFF}'),
        4 => prop::char::range(' ', '~'),
        2 => prop::char::range('\u{A0}', '\u{17F}'),
        1 => Just('\n'),
    ];
    vec(character, 1..60).prop_map(|characters| {
        characters
            .into_iter()
            // Private characters have no fixed place in GB18030.
            .filter(|c| !matches!(c, '\r' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}'))
            .chain(['.'])
            .collect()
    })
}

/// Two places between characters, in order.
fn stretch(text: &str, a: Index, b: Index) -> (usize, usize) {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (*a.get(&ends), *b.get(&ends));
    (a.min(b), a.max(b))
}

fn slice(bytes: &[u8], span: crate::model::Span) -> &[u8] {
    &bytes[span.bytes.0 as usize..span.bytes.1 as usize]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_are_text_or_an_error(
        bytes in any_bytes(),
        label in select(LABELS),
        lossy in any::<bool>(),
        (a, b) in any::<(Index, Index)>(),
    ) {
        match decode_with(&bytes, &options(label, lossy)) {
            Err(error) => {
                let _ = error.hint();
                prop_assert!(!error.to_string().ends_with('.'));
            }
            Ok((source, diagnostics)) => {
                let text = source.text();
                prop_assert!(!text.is_empty() && !text.contains('\r'));
                let (start, end) = stretch(text, a, b);
                let span = source.span(start, end);
                prop_assert!(span.bytes.0 <= span.bytes.1);
                prop_assert!(span.bytes.1 <= bytes.len() as u64);
                prop_assert!(span.lines.0 <= span.lines.1);
                prop_assert!((1..=source.line_count()).contains(&span.lines.1));
                let lines: Vec<_> = source.lines().map(|line| line.text).collect();
                prop_assert_eq!(lines.join("\n"), text.strip_suffix('\n').unwrap_or(text));
                prop_assert!(lossy || !codes(&diagnostics).contains(&Code::BytesReplaced));
            }
        }
    }

    #[test]
    fn utf8_comes_back(text in any_text(), (a, b) in any::<(Index, Index)>()) {
        let (source, _) = decode_with(text.as_bytes(), &options("utf-8", false)).unwrap();
        prop_assert_eq!(source.text(), &text);
        let (start, end) = stretch(&text, a, b);
        let bytes = slice(text.as_bytes(), source.span(start, end));
        prop_assert_eq!(bytes, &text.as_bytes()[start..end]);
    }

    #[test]
    fn crlf_changes_nothing_but_the_bytes(
        text in any_text(),
        (a, b) in any::<(Index, Index)>(),
    ) {
        let file = text.replace('\n', "\r\n");
        let (source, _) = decode_with(file.as_bytes(), &options("utf-8", false)).unwrap();
        prop_assert_eq!(source.text(), &text);
        let (start, end) = stretch(&text, a, b);
        let bytes = slice(file.as_bytes(), source.span(start, end));
        let expected = text[start..end].replace('\n', "\r\n");
        prop_assert_eq!(bytes, expected.as_bytes());
    }

    #[test]
    fn gb18030_comes_back(text in any_text(), (a, b) in any::<(Index, Index)>()) {
        let bytes = encode(GB18030, &text);
        let (source, _) = decode_with(&bytes, &options("gb18030", false)).unwrap();
        prop_assert_eq!(source.text(), &text);
        let (start, end) = stretch(&text, a, b);
        let part = slice(&bytes, source.span(start, end));
        prop_assert_eq!(part, encode(GB18030, &text[start..end]));
    }

    #[test]
    fn utf16_comes_back(
        text in any_text(),
        big in any::<bool>(),
        (a, b) in any::<(Index, Index)>(),
    ) {
        // U+FEFF and a NUL would be the mark of UTF-32.
        let text = format!(".{text}");
        let encode = if big { utf16be } else { utf16le };
        let bytes = encode(&format!("\u{FEFF}{text}"));
        let (source, diagnostics) = decode(&bytes);
        prop_assert_eq!(source.text(), &text);
        prop_assert!(!codes(&diagnostics).contains(&Code::EncodingGuessed));
        let (start, end) = stretch(&text, a, b);
        let part = slice(&bytes, source.span(start, end));
        prop_assert_eq!(part, encode(&text[start..end]));
    }
}
