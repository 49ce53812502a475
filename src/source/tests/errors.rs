//! Everything that is refused, and what is said about it.

use encoding_rs::{BIG5, GBK, ISO_2022_JP, MACINTOSH, WINDOWS_1252, X_MAC_CYRILLIC};

use super::*;

fn hint(error: &DecodeError) -> String {
    error.hint().unwrap_or_default()
}

#[test]
fn nothing_in_the_file() {
    for bytes in ["".as_bytes(), b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"] {
        assert_eq!(refuse(bytes), DecodeError::Empty);
    }
    let escape = decode_with(b"\x1B(B", &options("iso-2022-jp", false));
    assert_eq!(escape.unwrap_err(), DecodeError::Empty);
}

#[test]
fn binary_files_are_named() {
    let cases: &[(&[u8], &str, &str)] = &[
        (b"%PDF-1.7\n", "a PDF", "copy its text"),
        (b"PK\x03\x04\x14\0word/document.xml", "a Word document (.docx)", "plain text"),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
            "an OpenDocument file (.odt)",
            "plain text",
        ),
        (b"PK\x03\x04\x14\0a.txt", "a ZIP archive", "unpack"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an old Word", "plain text"),
        (b"ID3\x03\0", "an MP3 recording", "transcribe"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a WAV recording", "transcribe"),
        (b"\0\0\0\x20ftypisom", "an MP4 recording", "transcribe"),
        (b"OggS\0\x02", "an Ogg recording", "transcribe"),
        (b"\x89PNG\r\n\x1A\n\0", "a PNG image", "recognise"),
        (b"\xFF\xD8\xFF\xE0\0", "a JPEG image", "recognise"),
        (b"GIF89a\x01", "a GIF image", "recognise"),
        (b"\x1F\x8B\x08\0", "a gzip archive", "unpack"),
        (b"\x7FELF\x02", "a program", ""),
        (b"\x01\x02\x03\x04\x05abc\0\0", "binary data", "--encoding"),
        (b"\xFF\x01\x02\xFE\x03\0\x05\x81\x90\xAA", "binary data", "--encoding"),
    ];
    for (bytes, kind, advice) in cases {
        let error = refuse(bytes);
        assert!(matches!(error, DecodeError::Binary { .. }), "{error}");
        assert!(error.to_string().contains(kind), "{error}");
        assert!(hint(&error).contains(advice), "{error}");
    }
}

#[test]
fn words_that_begin_like_binary_files_are_text() {
    for text in ["ID3 tags\n", "PK: hello\n", "RIFF and WAVEfmt\n", "Rar!\n"] {
        assert_eq!(decode(text.as_bytes()).0.text(), text);
    }
}

#[test]
fn unknown_name() {
    let error = decode_with(b"a", &options("utf9", false)).unwrap_err();
    assert_eq!(error.to_string(), "unknown encoding `utf9`");
    assert!(hint(&error).contains("`utf-8`"));
    let error = decode_with(b"a", &options("windows-1259", false)).unwrap_err();
    assert!(hint(&error).contains("`windows-1252`"), "{}", hint(&error));
    // What the Encoding Standard replaces whole cannot be read.
    for label in ["johab", "hz-gb-2312", "iso-2022-kr", ""] {
        let options = DecodeOptions { encoding: Some(label.into()), lossy: true };
        let error = decode_with(b"a", &options).unwrap_err();
        assert!(matches!(error, DecodeError::UnknownEncoding { .. }));
    }
}

#[test]
fn named_encoding_is_strict() {
    let cases: &[(&[u8], &str, &str)] = &[
        (b"a\nb\xFFc", "utf-8", "not valid UTF-8 at byte 3 (line 2)"),
        (b"\xC4\xE3\r\n\xFF", "gbk", "not valid GBK at byte 4 (line 2)"),
        (b"\xC4\xE3\r\xC4", "gbk", "not valid GBK at byte 3 (line 2)"),
        (b"a\0\x00\xD8b\0", "utf-16le", "not valid UTF-16LE at byte 2 (line 1)"),
        (b"a\0b", "utf-16le", "not valid UTF-16LE at byte 2 (line 1)"),
        (b"\0\0\0a\0\x11\0\0", "utf-32be", "not valid UTF-32BE at byte 4 (line 1)"),
        (b"ok\x1B$B!!\x80", "iso-2022-jp", "not valid ISO-2022-JP at byte 7 (line 1)"),
        (b"\x81\x30\x81\xFF", "gb18030", "not valid gb18030 at byte 0 (line 1)"),
    ];
    for (bytes, label, message) in cases {
        let error = decode_with(bytes, &options(label, false)).unwrap_err();
        assert_eq!(error.to_string(), *message);
        assert!(hint(&error).contains("--lossy"));
    }
}

#[test]
fn broken_utf8() {
    let mut bytes = CHINESE.as_bytes().to_vec();
    let at = CHINESE.find("各位").unwrap();
    bytes.remove(at + 1);
    let message = format!("not valid UTF-8 at byte {at} (line 2)");
    assert_eq!(refuse(&bytes).to_string(), message);

    let cut = &CHINESE.as_bytes()[..CHINESE.len() - 2];
    let message = format!("not valid UTF-8 at byte {} (line 4)", cut.len() - 2);
    assert_eq!(refuse(cut).to_string(), message);

    let marked = [b"\xEF\xBB\xBFabc\n".as_slice(), b"\xE9t\xE9"].concat();
    assert_eq!(refuse(&marked).to_string(), "not valid UTF-8 at byte 7 (line 2)");
}

#[test]
fn two_encodings_in_one_file() {
    let big5 = encode(BIG5, TRADITIONAL);
    let first = [CHINESE.as_bytes(), &big5].concat();
    let error = refuse(&first);
    let place = format!("byte {} (line 5)", CHINESE.len());
    assert_eq!(
        error.to_string(),
        format!("two encodings in one file: UTF-8 until {place}, then something like Big5")
    );
    assert!(hint(&error).contains("--encoding"));

    let second = [&big5, CHINESE.as_bytes()].concat();
    let place = format!("byte {} (line 5)", big5.len());
    assert_eq!(
        refuse(&second).to_string(),
        format!("two encodings in one file: something like Big5 until {place}, then UTF-8")
    );
}

#[test]
fn legacy_text_with_a_line_that_is_utf8_by_chance() {
    // 联通 in GBK is valid UTF-8.
    let text = format!("{CHINESE}联通\n");
    let (source, _) = decode(&encode(GBK, &text));
    assert_eq!(source.text(), text);
    // So are parts of hiragana in Shift_JIS.
    let text = "みなとのみらいについて考えよう\n";
    let (source, _) = decode(&encode(encoding_rs::SHIFT_JIS, text));
    assert_eq!(source.text(), text);
}

#[test]
fn mac_roman_is_not_windows() {
    let text = "Ken: I don’t know. It wasn’t “my” idea.\nAsker: You’re modest.\n";
    let error = refuse(&encode(MACINTOSH, text));
    assert!(error.to_string().contains("`Ken: I donÕt know."), "{error}");
    assert!(error.to_string().contains("at byte 10 (line 1"), "{error}");
    assert_eq!(hint(&error), "try --encoding macintosh");
}

#[test]
fn mac_cyrillic_is_not_koi8() {
    let error = refuse(&encode(X_MAC_CYRILLIC, &RUSSIAN.repeat(4)));
    assert_eq!(hint(&error), "try --encoding x-mac-cyrillic");
}

#[test]
fn code_pages_of_dos_are_not_windows() {
    // Déjà vu, cliché and für in code page 437.
    for bytes in [
        b"It was d\x82j\x85 vu again.\n".as_slice(),
        b"What a clich\x82, he said.\n",
        b"Das ist f\x81r alle.\n",
    ] {
        assert!(matches!(refuse(bytes), DecodeError::Implausible { .. }));
    }
}

#[test]
fn johab_is_refused() {
    // 안녕하세요 and some more, in code page 1361.
    let greeting =
        b"\xB4\x65\x91\x77\xD0\x61\xAD\x41\xB6\x61, \xA4\x65\x88\x73\xAF\x73\x93\xA1\x94\x61.\n";
    let error = refuse(&greeting.repeat(4));
    assert!(matches!(error, DecodeError::Implausible { .. }), "{error}");
    assert!(hint(&error).contains("--encoding"));
}

#[test]
fn encodings_within_ascii_that_cannot_be_read() {
    let cases: &[(&[u8], &str)] = &[
        (b"\x1B$)C\x0E>H3g\x0F\n", "ISO-2022-KR"),
        (b"Q: ~{VwVc:C~}\nA: ~{VwVc:C~}\n", "HZ-GB-2312"),
        (b"+T2BZfQ- +T2BZfQ- +T2BZfQ-\n", "UTF-7"),
    ];
    for (bytes, name) in cases {
        let error = refuse(bytes);
        let message = format!("the encoding seems to be {name}, which cannot be read");
        assert_eq!(error.to_string(), message);
    }
    let arithmetic = "1+1, C++, 2+3=5 and a+b-c, ~{x}~\n";
    assert_eq!(decode(arithmetic.as_bytes()).0.text(), arithmetic);
    // What is UTF-8 by its format, and has words of a text twice.
    for stated in
        ["{\"title\": \"T\", \"text\": \"T\"}\n", "<a t='T'>T</a>\n", "---\ntitle: T\n---\nT\n"]
    {
        let text = stated.replace('T', "+T2BZfQ- +T2BZfQ-");
        assert_eq!(decode(text.as_bytes()).0.text(), text);
    }
}

#[test]
fn broken_iso_2022_jp() {
    let mut bytes = encode(ISO_2022_JP, JAPANESE);
    bytes.truncate(bytes.len() - 5);
    assert!(matches!(refuse(&bytes), DecodeError::Invalid { .. }));
}

#[test]
fn capitals_only_are_no_text() {
    // Hebrew in code page 862, which reads as capitals in 866.
    let hebrew: Vec<u8> = (0x80..=0x9A).cycle().take(80).collect();
    assert!(matches!(refuse(&hebrew), DecodeError::Implausible { .. }));
    let cafe = encode(WINDOWS_1252, "CAFÉ TERRASSE\nÉCOLE\n");
    assert_eq!(decode(&cafe).0.text(), "CAFÉ TERRASSE\nÉCOLE\n");
}
