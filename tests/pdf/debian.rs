//! The whole fonts of Debian (`fonts-noto-core`, `fonts-noto-cjk`, `fonts-symbola`), as users give
//! them: collections, outlines as CFF, all the layout tables of their scripts.
//!
//! Without them these tests say so and pass; with `TRANSCRIPTA_REQUIRE_VALIDATORS=1` they fail.

use std::path::Path;

use super::scripts::script;
use super::{
    Speaker, assert_same, body_text, convert, dense, empty, pages_text, run, tagged, turn,
};
use transcripta::model::Transcript;
use transcripta::verify;
use transcripta::write::{Font, PdfOptions, WriteOptions};

const NOTO: &str = "/usr/share/fonts/truetype/noto";
const CJK: &str = "/usr/share/fonts/opentype/noto";
const SYMBOLA: &str = "/usr/share/fonts/truetype/ancient-scripts";

/// Name, transcript, fonts, and whether the text runs from right to left.
fn texts() -> Vec<(&'static str, Transcript, Vec<String>, bool)> {
    let noto = |name: &str| format!("{NOTO}/{name}.ttf");
    let mut korean = empty("korean.txt", Some("ko"));
    turn(
        &mut korean,
        Speaker::Label("기자:"),
        &["안녕하세요. 언제부터 이 강에서 배를 모셨습니까?"],
    );
    let answer = "열여덟 살 때부터요. 아버지가 “내일부터 네가 타라” 하시고는, 그걸로 끝이었지요. 1974년 6월, \
                  GPS 같은 것은 없던 때라 안개가 끼면 소리만 듣고 저어 갔습니다(웃음).";
    turn(&mut korean, Speaker::Label("선장:"), &[answer, answer]);
    vec![
        ("debian-arabic", script("arabic", "ar"), vec![noto("NotoNaskhArabic-Regular")], true),
        ("debian-hebrew", script("hebrew", "he"), vec![noto("NotoSerifHebrew-Regular")], true),
        (
            "debian-devanagari",
            script("devanagari", "hi"),
            vec![noto("NotoSerifDevanagari-Regular")],
            false,
        ),
        ("debian-thai", script("thai", "th"), vec![noto("NotoSerifThai-Regular")], false),
        ("debian-emoji", script("emoji", "en"), vec![format!("{SYMBOLA}/Symbola_hint.ttf")], false),
        (
            "debian-korean",
            korean,
            vec![format!("{CJK}/NotoSerifCJK-Regular.ttc"), format!("{CJK}/NotoSansCJK-Bold.ttc")],
            false,
        ),
    ]
}

/// The fonts opened; `None` when one is not installed.
fn open(files: &[String]) -> Option<Vec<Font>> {
    let mut fonts = Vec::new();
    for file in files {
        if !Path::new(file).exists() {
            let required = std::env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
            assert!(!required, "{file} is required");
            println!("left out: {file} is not installed");
            return None;
        }
        fonts.push(Font::open(std::fs::read(file).unwrap()).unwrap());
    }
    Some(fonts)
}

/// A PDF set with such fonts.
struct Made {
    name: &'static str,
    transcript: Transcript,
    fonts: Vec<Font>,
    bytes: Vec<u8>,
    right_to_left: bool,
}

fn made() -> Vec<Made> {
    let mut all = Vec::new();
    for (name, transcript, files, right_to_left) in texts() {
        let Some(fonts) = open(&files) else { continue };
        let pdf = PdfOptions { fonts: fonts.clone(), ..PdfOptions::default() };
        let options = WriteOptions { pdf, ..WriteOptions::default() };
        let written = convert::write(&transcript, "pdf", &options).unwrap();
        let missing: Vec<_> = written.diagnostics.iter().collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        all.push(Made { name, transcript, fonts, bytes: written.bytes, right_to_left });
    }
    all
}

/// What archives are asked about.
pub(crate) fn archived() -> Vec<(String, Vec<u8>)> {
    made().into_iter().map(|made| (made.name.to_owned(), made.bytes)).collect()
}

#[test]
fn whole_fonts_set_what_is_read_as_written() {
    for Made { name, transcript, fonts, bytes, right_to_left } in made() {
        run("qpdf", &["--check", "FILE"], &bytes);
        let chinese = name == "debian-korean";
        let expected = body_text(&transcript, chinese);
        assert_same(&dense(&tagged::reading(&bytes)), &expected);
        let title = transcript.source.name.trim_end_matches(".txt");
        let modes: &[&[&str]] = if right_to_left { &[&["-raw"]] } else { &[&["-raw"], &[]] };
        for mode in modes {
            if let Some(said) = pages_text(&bytes, mode, title) {
                let head = said.chars().count() - expected.chars().count();
                assert_same(&said.chars().skip(head).collect::<String>(), &expected);
            }
        }
        // With the fonts at hand, every glyph is looked at.
        verify::read_back_with("pdf", &bytes, &fonts).unwrap_or_else(|f| panic!("{name}: {f}"));
    }
}
