//! How pages look, against small pictures of them as they were when somebody looked.
//!
//! `pdftoppm` (poppler) draws them. A page may differ as two versions of poppler do, at the
//! edges of letters; a line that moved, a mark that is missing, a letter that does not join is
//! too much. `TRANSCRIPTA_UPDATE=1 cargo test --test pdf look` makes the pictures again: look at
//! every one that changed.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::scripts::{mixture, script, with_fonts};
use super::{convert, fixture};
use transcripta::model::Transcript;
use transcripta::write::{FontSize, PageSize, PdfOptions, WriteOptions};

/// Dots per inch.
const RESOLUTION: &str = "50";

/// A picture in grey.
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Picture {
    fn read(path: &Path) -> Option<Self> {
        let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut dots).unwrap();
        // Some versions of poppler write grey in three colours that are the same.
        let dots = dots.into_iter().step_by(info.color_type.samples()).collect();
        Some(Self { width: info.width as usize, height: info.height as usize, dots })
    }

    fn write(&self, path: &Path) {
        let file = std::fs::File::create(path).unwrap();
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.dots).unwrap();
    }

    /// The mean of each square of so many dots.
    fn squares(&self, side: usize) -> Vec<u8> {
        let mut out = Vec::new();
        for top in (0..self.height.saturating_sub(side)).step_by(side) {
            for left in (0..self.width.saturating_sub(side)).step_by(side) {
                let row = |y: usize| &self.dots[y * self.width + left..][..side];
                let sum: usize = (top..top + side).flat_map(row).map(|&d| usize::from(d)).sum();
                out.push((sum / (side * side)) as u8);
            }
        }
        out
    }

    /// The share of squares that look different, in thousandths of those that hold ink.
    fn difference(&self, other: &Self) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return 1000;
        }
        let pairs: Vec<(u8, u8)> = self.squares(3).into_iter().zip(other.squares(3)).collect();
        let inked = pairs.iter().filter(|(a, b)| a.min(b) < &230).count().max(1);
        let differ = pairs.iter().filter(|(a, b)| a.abs_diff(*b) > 50).count();
        differ * 1000 / inked
    }
}

/// A page of a PDF drawn; `None` without poppler.
fn draw(pdf: &[u8], page: &str, folder: &Path) -> Option<Picture> {
    let (file, out) = (folder.join("page.pdf"), folder.join("page"));
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftoppm")
        .args(["-gray", "-png", "-r", RESOLUTION, "-singlefile", "-f", page, "-l", page])
        .args([&file, &out])
        .output();
    match output {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
            Picture::read(&out.with_extension("png"))
        }
        Err(error) => {
            let required = std::env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
            assert!(!required, "pdftoppm is required: {error}");
            println!("left out: pdftoppm is not installed");
            None
        }
    }
}

/// The pages that are looked at: name, transcript, options, page.
fn pages() -> Vec<(&'static str, Transcript, WriteOptions, &'static str)> {
    let plain = WriteOptions::default;
    let of = |name| fixture(name).0;
    let with = |pdf| WriteOptions { pdf, ..WriteOptions::default() };
    let small = PdfOptions { page_size: PageSize::A5, line_numbers: true, ..PdfOptions::default() };
    let (mixed, fonts) = mixture();
    let arabic = ["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"];
    vec![
        ("unlabelled", of("zh-water-bureau"), plain(), "1"),
        ("running", of("zh-water-bureau"), plain(), "2"),
        ("labelled", of("zh-potter-labelled"), plain(), "1"),
        ("bracketed", of("zh-panel-bracketed"), plain(), "1"),
        ("english", of("en-river-ecologist"), plain(), "1"),
        ("court", of("en-deposition-qa"), with(court()), "1"),
        ("small", of("zh-hant-seed-keeper"), with(small), "2"),
        ("arabic", script("arabic", "ar"), with_fonts(&arabic), "1"),
        (
            "devanagari",
            script("devanagari", "hi"),
            with_fonts(&["NotoSerifDevanagari-Regular.ttf"]),
            "1",
        ),
        ("mixture", mixed.clone(), fonts, "1"),
        ("boxes", mixed, plain(), "1"),
        ("japanese", super::options::read("ja-ferry-pilot").0, plain(), "1"),
        ("traditional", of("zh-hant-seed-keeper"), plain(), "1"),
        ("ragged", of("en-lighthouse-labelled"), plain(), "2"),
        ("crowded", crowded(), plain(), "1"),
        ("narrow", crowded(), with(PdfOptions { page_size: PageSize::A5, ..court() }), "1"),
    ]
}

/// Paper and type as courts have them.
fn court() -> PdfOptions {
    PdfOptions {
        page_size: PageSize::Letter,
        font_size: FontSize::of_points(12.0),
        line_numbers: true,
        ..PdfOptions::default()
    }
}

/// A title of several lines, twelve people, and every way of knowing them.
fn crowded() -> Transcript {
    let mut transcript = super::empty("crowded.txt", Some("en"));
    transcript.metadata.title = Some(
        "The Lower Tarrow Navigation, Its Locks, Lock-Keepers and Drowned Meadows, as Told by \
         Those Who Worked, Walked and Fished There Between the Great Frost and the Last Pound"
            .to_owned(),
    );
    for (n, name) in [
        "Dr. Margaret Ashworth-Pemberton",
        "Li Wei",
        "Ann Oduya",
        "Jean-Luc Favreau",
        "Søren Lindqvist",
        "Maria da Conceição",
        "Tomasz Wiśniewski",
        "Kim Min-ji",
        "Ахмед Каримов",
        "Θεοδώρα Παππά",
        "Rosa Ibáñez",
        "Bob",
    ]
    .into_iter()
    .enumerate()
    {
        let label = format!("{name}:");
        let speaker = match n % 4 {
            0 | 1 => super::Speaker::Label(&label),
            2 => super::Speaker::Inferred(name),
            _ => super::Speaker::Supplied(name),
        };
        let words = "I remember the year well, and the water stood — how shall I say … — at least \
                     twelve feet above the sill; nobody who saw it would “forget” it.";
        super::turn(&mut transcript, speaker, &[words]);
    }
    super::turn(&mut transcript, super::Speaker::Unknown, &["Nor would I."]);
    transcript
}

fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pdf/look/{name}.png"))
}

#[test]
fn pages_look_as_they_did() {
    const TOLERATED: usize = 25;
    let folder = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for (name, transcript, options, page) in pages() {
        let pdf = convert::write(&transcript, "pdf", &options).unwrap().bytes;
        let Some(now) = draw(&pdf, page, folder.path()) else { return };
        if std::env::var("TRANSCRIPTA_UPDATE").is_ok_and(|v| v == "1") {
            now.write(&reference(name));
            continue;
        }
        let was = Picture::read(&reference(name)).unwrap_or_else(|| panic!("no picture: {name}"));
        let difference = now.difference(&was);
        if difference > TOLERATED {
            faults.push(format!("{name}: {difference} of 1000 differ"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A comparison that tolerates all finds nothing.
#[test]
fn a_page_that_changed_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let picture = |size: f32| {
        let font_size = FontSize::of_points(size);
        let pdf = PdfOptions { font_size, ..PdfOptions::default() };
        let options = WriteOptions { pdf, ..WriteOptions::default() };
        let written = convert::write(&fixture("zh-essay").0, "pdf", &options).unwrap();
        draw(&written.bytes, "1", folder.path())
    };
    let (Some(one), Some(same), Some(other)) = (picture(10.5), picture(10.5), picture(10.6)) else {
        return;
    };
    assert_eq!(one.difference(&same), 0);
    assert!(one.difference(&other) > 200, "{}", one.difference(&other));
}
