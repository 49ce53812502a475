//! PDFs set with fonts that the user gives: with the fonts at hand a glyph that is not that of its
//! text is caught, and nothing else is.

use transcripta::convert::{self, ReadOptions};
use transcripta::verify::{self, Fault, Original, Verified};
use transcripta::write::{Font, PdfOptions, WriteOptions};

use crate::mutations::{Change, KINDS};
use crate::pdf::Open;

/// Texts and fonts of `tests/fonts`.
const SCRIPTS: [(&str, &[&str]); 6] = [
    ("arabic", &["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"]),
    ("arabic", &["NotoNaskhArabic-Regular.ttf"]),
    ("hebrew", &["NotoSerifHebrew-Regular.ttf"]),
    ("devanagari", &["NotoSerifDevanagari-Regular.ttf"]),
    ("thai", &["NotoSerifThai-Regular.ttf"]),
    ("emoji", &["DejaVuSans.ttf"]),
];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fonts/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn set(text: &str, fonts: &[Font]) -> (Original, Vec<u8>) {
    let original = Original::read("talk.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
    let pdf = PdfOptions { fonts: fonts.to_vec(), ..PdfOptions::default() };
    let options = WriteOptions { pdf, ..WriteOptions::default() };
    let bytes = convert::write(original.transcript(), "pdf", &options).unwrap().bytes;
    (original, bytes)
}

fn proven(bytes: &[u8], fonts: &[Font], original: &Original) -> Result<Verified, Fault> {
    verify::verify(verify::read_back_with("pdf", bytes, fonts)?, original)
}

fn fonts(names: &[&str]) -> Vec<Font> {
    names.iter().map(|name| Font::open(file(name)).unwrap()).collect()
}

#[test]
fn with_the_fonts_every_glyph_is_looked_at() {
    for (name, files) in SCRIPTS {
        let fonts = fonts(files);
        let text = String::from_utf8(file(&format!("{name}.txt"))).unwrap();
        let (original, bytes) = set(&text, &fonts);
        let verified = proven(&bytes, &fonts, &original);
        let verified = verified.unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert!(verified.unchecked.is_empty(), "{name}: {:?}", verified.unchecked);
        // Without them it is said what was not looked at.
        let verified = proven(&bytes, &[], &original).unwrap();
        assert!(!verified.unchecked.is_empty(), "{name}");
    }
}

/// Beside Chinese too, where words are set without their marks.
#[test]
fn scripts_side_by_side_are_looked_at() {
    let names: Vec<&str> = SCRIPTS.iter().flat_map(|(_, files)| files.iter().copied()).collect();
    let fonts = fonts(&names);
    let words = "阿拉伯文写作 سالم (لله) الأعلى，希伯来文 שלום הַיָּם，印地文 क्षेत्र कुआँ श्रमिक，泰文 สวัสดี น้ำ，还有😀。";
    let (original, bytes) =
        set(&format!("问：{words}\n\n答：{words}\n\n问：好。\n\n答：好。\n"), &fonts);
    let verified = proven(&bytes, &fonts, &original).unwrap();
    assert!(verified.unchecked.is_empty(), "{:?}", verified.unchecked);
}

#[test]
fn a_glyph_that_is_not_that_of_its_text_is_caught() {
    for (name, files) in SCRIPTS {
        let fonts = fonts(files);
        let text = String::from_utf8(file(&format!("{name}.txt"))).unwrap();
        let (original, bytes) = set(&text, &fonts);
        let open = Open::new(&bytes);
        let clusters = open.clusters();
        let step = clusters.len() / 40 + 1;
        let mut made = 0;
        // Where letters run from right to left, blanks say them before their glyphs are shown; a blank
        // more or less is not seen.
        let least = if matches!(name, "arabic" | "hebrew") { 2 } else { 1 };
        for cluster in clusters.iter().filter(|cluster| cluster.len() >= least).step_by(step) {
            for change in KINDS {
                let at = cluster.len() - 1;
                if change == Change::Move && at == 0 {
                    continue;
                }
                let Some(changed) = open.change_cluster(cluster, at, change) else { continue };
                assert!(
                    proven(&changed, &fonts, &original).is_err(),
                    "{name} passes with {change:?} of {:?}",
                    cluster[at]
                );
                made += 1;
            }
        }
        assert!(made > 3 || name == "emoji", "{name}: {made}");
    }
}
