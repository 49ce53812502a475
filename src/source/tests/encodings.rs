//! Every encoding that can be read.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, KOI8_R, MACINTOSH, SHIFT_JIS,
    WINDOWS_1251, WINDOWS_1252,
};

use super::*;

/// Found out, with a warning that shows a sample.
fn guessed(bytes: &[u8], text: &str, name: &str) {
    let (source, diagnostics) = decode(bytes);
    assert_eq!(source.text(), text);
    assert_eq!(source.encoding(), name);
    assert_eq!(codes(&diagnostics), [Code::EncodingGuessed]);
    let warning = diagnostics[0].to_string();
    assert!(warning.contains(name), "{warning}");
    assert!(warning.contains("--encoding"), "{warning}");
    let shown: String = text.lines().next().unwrap().chars().take(8).collect();
    assert!(warning.contains(&shown), "{warning}");
}

#[test]
fn legacy_encodings_are_guessed() {
    let cases: &[(&'static Encoding, &str, &str)] = &[
        (GBK, CHINESE, "gb18030"),
        (GB18030, CHINESE, "gb18030"),
        (BIG5, TRADITIONAL, "Big5"),
        (SHIFT_JIS, JAPANESE, "Shift_JIS"),
        (EUC_JP, JAPANESE, "EUC-JP"),
        (ISO_2022_JP, JAPANESE, "ISO-2022-JP"),
        (EUC_KR, KOREAN, "EUC-KR"),
        (WINDOWS_1251, RUSSIAN, "windows-1251"),
        (KOI8_R, RUSSIAN, "KOI8-U"),
    ];
    for (encoding, text, name) in cases {
        guessed(&encode(encoding, text), text, name);
    }
    let (source, diagnostics) = decode(&encode(WINDOWS_1252, GERMAN));
    assert_eq!(source.text(), GERMAN);
    assert_eq!(source.encoding(), "windows-1252");
    assert!(diagnostics[0].message.contains("`Frage: Schönen guten Tag"));
}

#[test]
fn line_of_the_sample_is_told() {
    let (_, diagnostics) = decode(&encode(WINDOWS_1252, "one\ntwo\ndéjà vu\n"));
    assert_eq!(diagnostics[0].line, Some(3));
    assert!(diagnostics[0].message.contains("`déjà vu`"));
}

#[test]
fn few_western_letters_are_western() {
    let text = "He was naïve – and paid £825 for it, which was far too much for a boy like him, \
                as everybody told him at once, and more than once, until he gave up, took the \
                thing back to where he had found it, and never spoke of the matter again.\n"
        .repeat(3);
    let (source, _) = decode(&encode(WINDOWS_1252, &text));
    assert_eq!(source.text(), text);
    assert_eq!(source.encoding(), "windows-1252");
}

#[test]
fn letters_beyond_the_basic_plane_in_gb18030() {
    let text = format!("{CHINESE}他姓𠮷，不姓吉。\n");
    guessed(&encode(GB18030, &text), &text, "gb18030");
}

#[test]
fn letters_of_hong_kong_in_big5() {
    // The Encoding Standard reads these and does not write them.
    let bytes = [encode(BIG5, TRADITIONAL), b"\x9D\xF6\x9D\xEE\n".to_vec()].concat();
    guessed(&bytes, &format!("{TRADITIONAL}喺㗎\n"), "Big5");
}

#[test]
fn odd_typing_is_credible() {
    for text in ["I…I think it´s so.\n", "“Well”—he said—“no”.\n", "5€ à 10°C, n°5\n"]
    {
        let (source, _) = decode(&encode(WINDOWS_1252, text));
        assert_eq!(source.text(), text);
    }
}

#[test]
fn colloquial_cantonese_is_credible() {
    let text = "嗰啲嘢係咩嚟？佢哋喺嗰度食緊啲乜嘢呀？我哋唔知，冇人話俾我哋聽。\n";
    guessed(&encode(GB18030, text), text, "gb18030");
}

#[test]
fn utf8_and_ascii_need_no_warning() {
    for text in ["plain", CHINESE, GERMAN, "page\u{C}break\ttab\n", "a\u{FEFF}b"] {
        let (source, diagnostics) = decode(text.as_bytes());
        assert_eq!(source.text(), text);
        assert_eq!(source.encoding(), "UTF-8");
        assert_eq!(codes(&diagnostics), []);
    }
}

#[test]
fn byte_order_mark_decides() {
    let marked = format!("\u{FEFF}{CHINESE}");
    let cases = [
        (marked.clone().into_bytes(), "UTF-8"),
        (utf16le(&marked), "UTF-16LE"),
        (utf16be(&marked), "UTF-16BE"),
        (utf32le(&marked), "UTF-32LE"),
        (utf32be(&marked), "UTF-32BE"),
        (encode(GB18030, &marked), "gb18030"),
    ];
    for (bytes, name) in cases {
        let (source, diagnostics) = decode(&bytes);
        assert_eq!(source.text(), CHINESE, "{name}");
        assert_eq!(source.encoding(), name);
        assert_eq!(codes(&diagnostics), [], "{name}");
    }
}

#[test]
fn wide_encodings_without_mark() {
    let english = "Interviewer: good morning.\r\nGuest: good morning.";
    for text in [english, CHINESE, JAPANESE, KOREAN, RUSSIAN, GERMAN, "a", "一\n二"] {
        let clean = text.replace("\r\n", "\n");
        for (bytes, name) in [
            (utf16le(text), "UTF-16LE"),
            (utf16be(text), "UTF-16BE"),
            (utf32le(text), "UTF-32LE"),
            (utf32be(text), "UTF-32BE"),
        ] {
            guessed(&bytes, &clean, name);
        }
    }
}

#[test]
fn chinese_utf16_without_nuls() {
    let text = "他说：“我们开始吧。”大家都同意了，于是会议就这样开始。";
    guessed(&utf16le(text), text, "UTF-16LE");
    guessed(&utf16be(text), text, "UTF-16BE");
}

#[test]
fn named_encoding_is_obeyed() {
    let cases: &[(Vec<u8>, &str, &str, &str)] = &[
        (encode(GBK, "你好"), "gbk", "你好", "GBK"),
        (encode(GBK, "你好"), "CP936", "你好", "GBK"),
        (encode(GBK, "你好"), " GB_18030 ", "你好", "gb18030"),
        (encode(MACINTOSH, "don’t"), "mac_roman", "don’t", "macintosh"),
        (encode(WINDOWS_1252, "é"), "latin1", "é", "windows-1252"),
        (utf16be("好"), "utf-16be", "好", "UTF-16BE"),
        (utf32le("好"), "UTF-32", "好", "UTF-32LE"),
        (utf32be("好"), "utf-32be", "好", "UTF-32BE"),
        ("Ã©".into(), "utf-8", "Ã©", "UTF-8"),
        (b"\x1B$B8l\x1B(B".into(), "utf8", "\u{1B}$B8l\u{1B}(B", "UTF-8"),
    ];
    for (bytes, label, text, name) in cases {
        let (source, diagnostics) = decode_with(bytes, &options(label, false)).unwrap();
        assert_eq!(source.text(), *text, "{label}");
        assert_eq!(source.encoding(), *name);
        assert!(!codes(&diagnostics).contains(&Code::EncodingGuessed));
    }
}

#[test]
fn mark_against_name() {
    let bytes = "\u{FEFF}é".as_bytes();
    let (source, diagnostics) = decode_with(bytes, &options("gb18030", false)).unwrap();
    assert_eq!((source.text(), source.encoding()), ("é", "UTF-8"));
    assert_eq!(codes(&diagnostics), [Code::EncodingGuessed]);

    let bytes = [b"\xEF\xBB\xBF".to_vec(), encode(GBK, "你好")].concat();
    let (source, diagnostics) = decode_with(&bytes, &options("gbk", false)).unwrap();
    assert_eq!((source.text(), source.encoding()), ("你好", "GBK"));
    assert_eq!(source.span(0, 3).bytes, (3, 5));
    assert_eq!(codes(&diagnostics), [Code::EncodingGuessed]);

    let (source, diagnostics) =
        decode_with(&utf16be("\u{FEFF}é"), &options("utf-16", false)).unwrap();
    assert_eq!((source.text(), source.encoding()), ("é", "UTF-16BE"));
    assert_eq!(codes(&diagnostics), []);
}

#[test]
fn lossy_replaces_and_counts() {
    let bytes = b"good\nb\xFFd \xE4\xBD\nend\xC3";
    let (source, diagnostics) = decode_with(bytes, &options("utf-8", true)).unwrap();
    assert_eq!(source.text(), "good\nb\u{FFFD}d \u{FFFD}\nend\u{FFFD}");
    assert_eq!(codes(&diagnostics), [Code::BytesReplaced]);
    assert!(diagnostics[0].message.contains("3 places"));
    assert!(diagnostics[0].message.contains("byte 6"));
    assert_eq!(diagnostics[0].line, Some(2));
    // The bytes of each replacement are its own.
    assert_eq!(source.span(6, 9).bytes, (6, 7));
    assert_eq!(source.span(11, 14).bytes, (9, 11));

    let cut = [encode(GBK, "你好"), vec![0xC4]].concat();
    let (source, diagnostics) = decode_with(&cut, &options("gbk", true)).unwrap();
    assert_eq!(source.text(), "你好\u{FFFD}");
    assert_eq!(source.span(6, 9).bytes, (4, 5));
    assert!(diagnostics[0].message.contains("1 place,"));
}

#[test]
fn lossy_takes_broken_utf8_for_utf8() {
    let mut bytes = CHINESE.as_bytes().to_vec();
    bytes[4] = b'?';
    let (source, diagnostics) = decode_with(&bytes, &options("", true)).unwrap();
    assert_eq!(source.encoding(), "UTF-8");
    assert_eq!(codes(&diagnostics), [Code::BytesReplaced]);
}

#[test]
fn lossy_leaves_what_is_whole_alone() {
    let (source, diagnostics) = decode_with(CHINESE.as_bytes(), &options("", true)).unwrap();
    assert_eq!(source.text(), CHINESE);
    assert_eq!(codes(&diagnostics), []);
}

#[test]
fn a_few_control_characters_are_text() {
    let text = "one\ntwo\u{8} and \0 three\nfour\u{85}, and so on, and so on, and so on\n";
    let (source, diagnostics) = decode(text.as_bytes());
    assert_eq!(source.text(), text);
    assert_eq!(codes(&diagnostics), [Code::ControlCharacters]);
    assert!(diagnostics[0].message.contains("3 control characters"));
    assert_eq!(diagnostics[0].line, Some(2));
}

#[test]
fn facts_of_the_file() {
    let (source, _) = decode(b"\xEF\xBB\xBFabc\r\n");
    assert_eq!(source.name(), "talk.txt");
    assert_eq!(source.byte_length(), 8);
    assert_eq!(source.line_count(), 1);
    let (source, _) = decode(b"abc");
    assert_eq!(source.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
