//! The way back from the text to the lines and bytes of the file.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, ISO_2022_JP, SHIFT_JIS, WINDOWS_1252};

use super::*;

/// Every stretch of characters stands where the encoded bytes of what is before it end.
fn check(text: &str, label: &str, encode: impl Fn(&str) -> Vec<u8>) {
    let (source, _) = decode_with(&encode(text), &options(label, false)).unwrap();
    assert_eq!(source.text(), text);
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (i, &start) in ends.iter().enumerate() {
        for &end in &ends[i..] {
            let from = encode(&text[..start]).len() as u64;
            let to = encode(&text[..end]).len() as u64;
            assert_eq!(source.span(start, end).bytes, (from, to), "{label} {start}..{end}");
        }
    }
}

#[test]
fn offsets_agree_with_encoding_again() {
    let stateless: &[(&'static Encoding, &str)] = &[
        (GB18030, "问a：𠮷姓，€é\n答。\n"),
        (BIG5, "問a：答\n答"),
        (SHIFT_JIS, "問aｱ：カ\n答"),
        (EUC_JP, "問aｱ：カ\n答"),
        (EUC_KR, "물음 a: 똠방\n"),
        (WINDOWS_1252, "café – naïve\nœuf"),
    ];
    for (encoding, text) in stateless {
        check(text, encoding.name(), |t| super::encode(encoding, t));
    }
    let text = "q: 好😀\n\né";
    check(text, "utf-8", |t| t.as_bytes().to_vec());
    check(text, "utf-16le", utf16le);
    check(text, "utf-16be", utf16be);
    check(text, "utf-32le", utf32le);
    check(text, "utf-32be", utf32be);
}

#[test]
fn letters_of_two_characters() {
    let (source, _) = decode_with(b"a\x88\x62b\x88\xA5\n", &options("big5", false)).unwrap();
    assert_eq!(source.text(), "aÊ̄bê̌\n");
    assert_eq!(source.span(1, 5).bytes, (1, 3));
    // Half of one is all of it.
    assert_eq!(source.span(1, 3).bytes, (1, 3));
    assert_eq!(source.span(5, 6).bytes, (3, 4));
    assert_eq!(source.span(6, 10).bytes, (4, 6));
}

#[test]
fn letters_of_three_bytes() {
    // The Encoding Standard reads JIS X 0212 and does not write it.
    let bytes = b"\xA4\xA2\x8F\xB0\xA1\xA4\xA2\n";
    let (source, _) = decode_with(bytes, &options("euc-jp", false)).unwrap();
    assert_eq!(source.text(), "あ丂あ\n");
    assert_eq!(source.span(3, 6).bytes, (2, 5));
    assert_eq!(source.span(6, 9).bytes, (5, 7));
}

#[test]
fn escape_sequences_belong_to_what_follows() {
    let bytes = encode(ISO_2022_JP, "a語b\r\n語\r\nc");
    let (source, _) = decode(&bytes);
    assert_eq!(source.text(), "a語b\n語\nc");
    let part = |start, end| {
        let (from, to) = source.span(start, end).bytes;
        bytes[from as usize..to as usize].escape_ascii().to_string()
    };
    assert_eq!(part(0, 1), "a");
    assert_eq!(part(1, 4), r"\x1b$B8l");
    assert_eq!(part(1, 5), r"\x1b$B8l\x1b(Bb");
    assert_eq!(part(6, 9), r"\x1b$B8l");
    assert_eq!(part(10, 11), "c");
}

#[test]
fn line_ends_of_all_kinds() {
    let bytes = "a\r\n好\r\r\nb\n\rc\n\n".as_bytes();
    let (source, _) = decode(bytes);
    assert_eq!(source.text(), "a\n好\n\nb\n\nc\n\n");
    let lines: Vec<_> = source
        .lines()
        .map(|l| (l.number, l.text, source.span(l.start, l.start + l.text.len())))
        .map(|(number, text, span)| (number, text, span.lines, span.bytes))
        .collect();
    assert_eq!(
        lines,
        [
            (1, "a", (1, 1), (0, 1)),
            (2, "好", (2, 2), (3, 6)),
            (3, "", (3, 3), (7, 7)),
            (4, "b", (4, 4), (9, 10)),
            (5, "", (5, 5), (11, 11)),
            (6, "c", (6, 6), (12, 13)),
            (7, "", (7, 7), (14, 14)),
        ]
    );
    assert_eq!(source.line_count(), 7);
}

#[test]
fn line_ends_in_other_encodings() {
    let text = "一\r\n二\r三\n\r\n四";
    for (bytes, label, width) in [
        (encode(GB18030, text), "gb18030", 1),
        (utf16le(text), "utf-16le", 2),
        (utf32be(text), "utf-32be", 4),
    ] {
        let (source, _) = decode_with(&bytes, &options(label, false)).unwrap();
        assert_eq!(source.text(), "一\n二\n三\n\n四");
        assert_eq!(source.line_count(), 5);
        let wide = if width == 4 { 4 } else { 2 };
        assert_eq!(source.span(0, 3).bytes, (0, wide));
        assert_eq!(source.span(4, 7).bytes, (wide + 2 * width, 2 * wide + 2 * width));
        // With the line end.
        assert_eq!(source.span(0, 4).bytes, (0, wide + 2 * width));
    }
}

#[test]
fn last_line_of_a_span_holds_its_last_character() {
    let (source, _) = decode(b"one\ntwo\n\nfour");
    assert_eq!(source.span(0, 3).lines, (1, 1));
    assert_eq!(source.span(0, 4).lines, (1, 1));
    assert_eq!(source.span(0, 5).lines, (1, 2));
    assert_eq!(source.span(4, 9).lines, (2, 3));
    assert_eq!(source.span(8, 8).lines, (3, 3));
    assert_eq!(source.span(9, 13).lines, (4, 4));
    assert_eq!(source.span(13, 13).lines, (4, 4));
    assert_eq!(source.span(13, 13).bytes, (13, 13));
}

#[test]
fn offsets_out_of_the_text_are_its_end() {
    let (source, _) = decode(b"\xEF\xBB\xBFab\r\n");
    assert_eq!(source.span(0, 99).bytes, (3, 7));
    assert_eq!(source.span(99, 99).bytes, (7, 7));
    assert_eq!(source.span(2, 1).bytes, (5, 5));
    assert_eq!(source.span(99, 99).lines, (1, 1));
}

#[test]
fn only_a_line_end() {
    for bytes in [b"\n".as_slice(), b"\r", b"\r\n"] {
        let (source, _) = decode(bytes);
        assert_eq!((source.text(), source.line_count()), ("\n", 1));
        assert_eq!(source.span(0, 1).bytes, (0, bytes.len() as u64));
    }
}
