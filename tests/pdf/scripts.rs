//! Scripts that the shipped faces lack: with fonts given they are set in type, without in
//! boxes, and either way they are read as they stand in the source.

use super::{Code, Written, assert_same, body_text, convert, dense, pages_text, run, tagged};
use transcripta::model::Transcript;
use transcripta::write::{Font, FontError, PdfOptions, WriteOptions};

/// Texts and the fonts for them, in `tests/fonts`.
pub(crate) const SCRIPTS: [(&str, &str, &[&str]); 5] = [
    ("arabic", "ar", &["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"]),
    ("hebrew", "he", &["NotoSerifHebrew-Regular.ttf"]),
    ("devanagari", "hi", &["NotoSerifDevanagari-Regular.ttf"]),
    ("thai", "th", &["NotoSerifThai-Regular.ttf"]),
    ("emoji", "en", &["DejaVuSans.ttf"]),
];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fonts/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Options with these fonts of `tests/fonts`.
pub(crate) fn with_fonts(names: &[&str]) -> WriteOptions {
    let fonts = names.iter().map(|name| Font::open(file(name)).unwrap()).collect();
    WriteOptions { pdf: PdfOptions { fonts, ..PdfOptions::default() }, ..WriteOptions::default() }
}

/// A text of `tests/fonts`: paragraphs that begin with a label.
pub(crate) fn script(name: &str, language: &str) -> Transcript {
    let text = String::from_utf8(file(&format!("{name}.txt"))).unwrap();
    let mut transcript = super::empty(&format!("{name}.txt"), Some(language));
    for paragraph in text.split("\n\n") {
        let end = paragraph.find(':').unwrap() + 1;
        let words = paragraph[end..].trim();
        super::turn(&mut transcript, super::Speaker::Label(&paragraph[..end]), &[words]);
    }
    transcript
}

/// Every script in one Chinese text.
pub(crate) fn mixture() -> (Transcript, WriteOptions) {
    let fonts: Vec<&str> = SCRIPTS.iter().flat_map(|(_, _, fonts)| fonts.iter().copied()).collect();
    let mut transcript = super::empty("mixture.txt", Some("zh-Hans"));
    let words = "阿拉伯文写作 سالم لله الأعلى，希伯来文 שלום הַיָּם，印地文 क्षेत्र कुआँ श्रमिक，泰文 สวัสดี น้ำ，还有😀和 x̣̂。";
    super::turn(&mut transcript, super::Speaker::Label("问："), &[words]);
    super::turn(&mut transcript, super::Speaker::Inferred("سالم"), &[words]);
    (transcript, with_fonts(&fonts))
}

/// What archives are asked about: each script with its fonts and without, and all together.
pub(crate) fn archived() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (name, language, fonts) in SCRIPTS {
        let transcript = script(name, language);
        files.push((name.to_owned(), write(&transcript, &with_fonts(fonts)).bytes));
        let boxes = write(&transcript, &WriteOptions::default()).bytes;
        files.push((format!("{name}-boxes"), boxes));
    }
    let (transcript, options) = mixture();
    files.push(("mixture".to_owned(), write(&transcript, &options).bytes));
    files
}

fn write(transcript: &Transcript, options: &WriteOptions) -> Written {
    convert::write(transcript, "pdf", options).unwrap()
}

fn assert_reads(transcript: &Transcript, options: &WriteOptions, modes: &[&[&str]]) -> Written {
    let written = write(transcript, options);
    run("qpdf", &["--check", "FILE"], &written.bytes);
    let expected = body_text(transcript, false);
    assert_same(&dense(&tagged::reading(&written.bytes)), &expected);
    for mode in modes {
        let title = transcript.source.name.trim_end_matches(".txt");
        if let Some(said) = pages_text(&written.bytes, mode, title) {
            // Our own head stands before it.
            let head = said.chars().count() - expected.chars().count();
            assert_same(&said.chars().skip(head).collect::<String>(), &expected);
        }
    }
    written
}

#[test]
fn every_script_is_read_as_written() {
    for (name, language, fonts) in SCRIPTS {
        let transcript = script(name, language);
        let options = with_fonts(fonts);
        // What pdftotext makes of numbers beside words that run from right to left is its own
        // affair: by the places of glyphs alone it cannot tell.
        let right_to_left = matches!(name, "arabic" | "hebrew");
        let modes: &[&[&str]] = if right_to_left { &[&["-raw"]] } else { &[&["-raw"], &[]] };
        let written = assert_reads(&transcript, &options, modes);
        assert_eq!(written.diagnostics.iter().count(), 0, "{name}");
    }
}

#[test]
fn clusters_of_letters_that_run_from_right_to_left_are_read_in_order() {
    for (text, fonts) in
        [("وأهلاً بكم الأعلى إلى والحمد لله", SCRIPTS[0].2), ("וּבַבֹּקֶר הַיָּם שָׁקַט", SCRIPTS[1].2)]
    {
        let mut transcript = super::empty("words.txt", Some("ar"));
        super::turn(&mut transcript, super::Speaker::Unknown, &[text]);
        assert_reads(&transcript, &with_fonts(fonts), &[&["-raw"], &[]]);
    }
}

/// Thai has no blanks between words: a line must not end inside one.
#[test]
fn lines_of_thai_end_where_words_do() {
    let (name, language, fonts) = SCRIPTS[3];
    let written = write(&script(name, language), &with_fonts(fonts));
    if let Some(said) = run("pdftotext", &["FILE", "-"], &written.bytes) {
        for word in ["หนังสือ", "หมู่บ้าน", "ผลไม้", "กาแฟ"]
        {
            assert!(said.contains(word), "{said}");
        }
    }
}

#[test]
fn scripts_stand_side_by_side() {
    let (transcript, options) = mixture();
    let written = write(&transcript, &options);
    assert_eq!(written.diagnostics.iter().count(), 0);
    assert_same(&dense(&tagged::reading(&written.bytes)), &body_text(&transcript, true));
}

#[test]
fn without_a_font_every_script_is_still_read() {
    for (name, language, _) in SCRIPTS {
        let transcript = script(name, language);
        let written = write(&transcript, &WriteOptions::default());
        let warnings: Vec<_> = written.diagnostics.iter().collect();
        assert_eq!(warnings.len(), 1, "{name}");
        assert_eq!(warnings[0].code, Code::CharacterMissing);
        assert!(warnings[0].hint.as_ref().unwrap().contains("--font"));
        assert_same(&dense(&tagged::reading(&written.bytes)), &body_text(&transcript, false));
    }
}

#[test]
fn the_first_font_that_has_a_character_sets_it() {
    let transcript = script("hebrew", "he");
    let fonts = ["DejaVuSans.ttf", "NotoSerifHebrew-Regular.ttf"];
    let one = write(&transcript, &with_fonts(&fonts));
    let used = String::from_utf8_lossy(&one.bytes).into_owned();
    assert!(!used.contains("DejaVu"), "a font of which nothing is used is not embedded");
}

#[test]
fn a_font_that_may_not_be_embedded_is_refused() {
    let whole = file("NotoSerifHebrew-Regular.ttf");
    // fsType: bytes 8 and 9 of the table OS/2.
    let entry = whole.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(whole[entry + 8..entry + 12].try_into().unwrap()) as usize;
    for (bits, refused) in [
        (0x0000, false),
        (0x0004, false),
        (0x0008, false),
        (0x0002, true),
        (0x0100, true),
        (0x0200, true),
    ] {
        let mut font = whole.clone();
        font[offset + 8..offset + 10].copy_from_slice(&u16::to_be_bytes(bits));
        let opened = Font::open(font);
        assert_eq!(matches!(opened, Err(FontError::Forbidden(_))), refused, "{bits:04x}");
        assert_eq!(opened.is_ok(), !refused);
    }
    assert!(matches!(Font::open(b"no font".to_vec()), Err(FontError::NoFont(_))));
    assert!(matches!(Font::open(Vec::new()), Err(FontError::NoFont(_))));
}

/// The font with a table under another name.
fn with_table_renamed(font: &[u8], from: &[u8; 4], to: &[u8; 4]) -> Vec<u8> {
    let mut font = font.to_vec();
    let entry = font.windows(4).position(|tag| tag == from).unwrap();
    font[entry..entry + 4].copy_from_slice(to);
    // The tables stand in the order of their names.
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let mut records: Vec<Vec<u8>> = font[12..].chunks(16).take(count).map(<[u8]>::to_vec).collect();
    records.sort();
    font[12..12 + 16 * count].copy_from_slice(&records.concat());
    font
}

#[test]
fn a_font_without_outlines_is_refused_with_the_way_out() {
    let font = file("DejaVuSans.ttf");
    for (table, expected, way) in [
        (b"CBDT", FontError::Colour, "Symbola"),
        (b"SVG ", FontError::Colour, "Symbola"),
        (b"CFF2", FontError::Cff2, "static"),
        (b"bits", FontError::NoOutlines, "outlines"),
    ] {
        let error = Font::open(with_table_renamed(&font, b"glyf", table)).unwrap_err();
        assert_eq!(error, expected);
        assert!(error.hint().contains(way), "{}", error.hint());
    }
}

/// In a font with colours a glyph may be all layers and have no outline of its own.
#[test]
fn a_glyph_that_is_only_colour_is_missing_and_not_invisible() {
    let font = file("DejaVuSans.ttf");
    let face = ttf_parser::Face::parse(&font, 0).unwrap();
    let glyph = usize::from(face.glyph_index('😀').unwrap().0);
    let long = face.tables().head.index_to_location_format
        == ttf_parser::head::IndexToLocationFormat::Long;
    let size = if long { 4 } else { 2 };
    let mut font = with_table_renamed(&font, b"GSUB", b"COLR");
    let entry = font.windows(4).position(|tag| tag == b"loca").unwrap();
    let offset = u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap()) as usize;
    let at = offset + glyph * size;
    font.copy_within(at + size..at + 2 * size, at);
    let pdf = PdfOptions { fonts: vec![Font::open(font).unwrap()], ..PdfOptions::default() };
    let options = WriteOptions { pdf, ..WriteOptions::default() };
    let mut transcript = super::empty("smile.txt", Some("en"));
    super::turn(&mut transcript, super::Speaker::Label("A:"), &["Yes 😀."]);
    let found: Vec<_> = write(&transcript, &options).diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(found, [Code::CharacterMissing]);
}
