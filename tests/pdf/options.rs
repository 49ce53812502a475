//! Paper, size of type, numbers of lines, standard.

use super::{assert_same, body_text, convert, dense, fixture, pages_text, run, tagged};
use transcripta::write::{FontSize, PageSize, PdfOptions, WriteOptions};

fn with(pdf: PdfOptions) -> WriteOptions {
    WriteOptions { pdf }
}

/// What archives are asked about: papers, sizes, numbers.
pub(crate) fn archived() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (name, page_size) in PageSize::ALL {
        let font_size = FontSize::of_points(13.0);
        let options =
            with(PdfOptions { page_size, font_size, line_numbers: true, ..PdfOptions::default() });
        let (transcript, _) = fixture("zh-panel-bracketed");
        files.push((
            format!("paper-{name}"),
            convert::write(&transcript, "pdf", &options).unwrap().bytes,
        ));
    }
    files
}

#[test]
fn a_page_has_the_size_that_is_asked_for() {
    for (size, said) in [
        (PageSize::A4, "(A4)"),
        (PageSize::Letter, "(letter)"),
        (PageSize::A5, "419.528 x 595.276"),
    ] {
        let (transcript, _) = fixture("en-essay");
        let options = with(PdfOptions { page_size: size, ..PdfOptions::default() });
        let written = convert::write(&transcript, "pdf", &options).unwrap();
        if let Some(info) = run("pdfinfo", &["FILE"], &written.bytes) {
            let line = info.lines().find(|line| line.starts_with("Page size")).unwrap();
            assert!(line.contains(said), "{line}");
        }
    }
}

#[test]
fn paper_type_and_numbers_change_no_text() {
    for name in ["zh-water-bureau", "en-deposition-qa"] {
        let (transcript, chinese) = fixture(name);
        let expected = body_text(&transcript, chinese);
        let title = transcript.metadata.title.clone().unwrap_or(name.to_owned());
        for page_size in [PageSize::A5, PageSize::Letter] {
            for points in [6.0, 14.5, 24.0] {
                let font_size = FontSize::of_points(points);
                let options = with(PdfOptions {
                    page_size,
                    font_size,
                    line_numbers: true,
                    ..PdfOptions::default()
                });
                let written = convert::write(&transcript, "pdf", &options).unwrap();
                assert_same(&dense(&tagged::reading(&written.bytes)), &expected);
                let Some(said) = pages_text(&written.bytes, &["-raw"], &title) else { continue };
                let head = said.chars().count() - expected.chars().count();
                assert_same(&said.chars().skip(head).collect::<String>(), &expected);
            }
        }
    }
}

#[test]
fn larger_type_takes_more_pages() {
    let pages = |points| {
        let (transcript, _) = fixture("zh-potter-labelled");
        let font_size = FontSize::of_points(points);
        let options = with(PdfOptions { font_size, ..PdfOptions::default() });
        let written = convert::write(&transcript, "pdf", &options).unwrap();
        tagged::projection(&written.bytes)
            .lines()
            .find(|l| l.starts_with("Pages"))
            .unwrap()
            .to_owned()
    };
    assert_ne!(pages(10.5), pages(20.0));
}
