//! Paper, size of type, numbers of lines, standard.

use super::{
    Code, Written, assert_same, body_text, convert, dense, fixture, pages_text, run, tagged,
};
use transcripta::convert::ReadOptions;
use transcripta::model::Transcript;
use transcripta::write::{FontSize, PageSize, PdfOptions, Standard, WriteOptions};

fn with(pdf: PdfOptions) -> WriteOptions {
    WriteOptions { pdf, ..WriteOptions::default() }
}

/// What archives are asked about: papers, sizes, numbers; and other standards, by their name.
pub(crate) fn archived() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let (transcript, source) = read("zh-potter-labelled");
    files.push(("package-3a".to_owned(), package(&transcript, &source).bytes));
    let options = with(PdfOptions { standard: Standard::A2u, ..PdfOptions::default() });
    let bytes = convert::write(&transcript, "pdf", &options).unwrap().bytes;
    files.push(("unicode-2u".to_owned(), bytes));
    let plain = |transcript: &Transcript| {
        convert::write(transcript, "pdf", &WriteOptions::default()).unwrap()
    };
    files.push(("pages-300".to_owned(), plain(&long()).bytes));
    let mut line = super::empty("line.txt", None);
    super::turn(&mut line, super::Speaker::Unknown, &["One line."]);
    files.push(("one-line".to_owned(), plain(&line).bytes));
    for (n, title) in TITLES.iter().enumerate() {
        line.metadata.title = Some(title.repeat(if n == 3 { 10_000 } else { 1 }));
        files.push((format!("title-{n}"), plain(&line).bytes));
    }
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

/// Titles that are hard on a file: the last is said ten thousand times.
const TITLES: [&str; 4] =
    ["<>&\"' ]]> <?xpacket end?>", "شهادة \u{202E}שלום", "😀👩\u{200D}🌾", "题"];

/// A fixture as the command line converts it, and its bytes.
pub(crate) fn read(name: &str) -> (Transcript, Vec<u8>) {
    let root = env!("CARGO_MANIFEST_DIR");
    let bytes = std::fs::read(format!("{root}/fixtures/{name}/{name}.txt")).unwrap();
    let read = convert::read(&format!("{name}.txt"), &bytes, &ReadOptions::default()).unwrap();
    (read.transcript, bytes)
}

fn package(transcript: &Transcript, source: &[u8]) -> Written {
    let pdf = PdfOptions { standard: Standard::A3a, ..PdfOptions::default() };
    let options = WriteOptions { pdf, source: Some(source.into()), ..WriteOptions::default() };
    assert!(options.wants_source());
    convert::write(transcript, "pdf", &options).unwrap()
}

/// The files inside a PDF: name, relationship, bytes.
fn enclosed(bytes: &[u8]) -> Vec<(String, String, Vec<u8>)> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let catalog = document.catalog().unwrap();
    let files = catalog.get(b"AF").unwrap().as_array().unwrap();
    let dictionary = |object| document.dereference(object).unwrap().1.as_dict().unwrap();
    let read = |file| {
        let file = dictionary(file);
        let name = lopdf::decode_text_string(file.get(b"UF").unwrap()).unwrap();
        let relationship = file.get(b"AFRelationship").unwrap().as_name().unwrap();
        let stream = dictionary(file.get(b"EF").unwrap()).get(b"F").unwrap();
        let stream = document.dereference(stream).unwrap().1.as_stream().unwrap();
        let bytes = stream.decompressed_content().unwrap();
        (name, String::from_utf8(relationship.to_vec()).unwrap(), bytes)
    };
    files.iter().map(read).collect()
}

#[test]
fn a_package_holds_the_source_and_what_programs_read() {
    let (transcript, source) = read("zh-hant-seed-keeper-big5");
    let written = package(&transcript, &source);
    assert_eq!(written.diagnostics.iter().count(), 0);
    let other =
        |format| convert::write(&transcript, format, &WriteOptions::default()).unwrap().bytes;
    let name = |extension| format!("zh-hant-seed-keeper-big5.{extension}");
    let alternative = || "Alternative".to_owned();
    let expected = [
        (name("txt"), "Source".to_owned(), source),
        (name("json"), alternative(), other("json")),
        (name("tei.xml"), alternative(), other("tei")),
    ];
    assert!(enclosed(&written.bytes) == expected);
}

#[test]
fn what_is_not_the_source_is_not_called_so() {
    let (transcript, _) = read("en-essay");
    let written = package(&transcript, b"something else");
    let warnings: Vec<_> = written.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(warnings, [Code::NotRepresented]);
    assert_eq!(enclosed(&written.bytes).len(), 2);
}

#[test]
fn a_file_claims_what_it_is_asked_to() {
    let (transcript, _) = fixture("en-essay");
    for (name, standard) in Standard::ALL {
        let options = with(PdfOptions { standard, ..PdfOptions::default() });
        let bytes = convert::write(&transcript, "pdf", &options).unwrap().bytes;
        let text = String::from_utf8_lossy(&bytes);
        let claims = |claim: &str| text.contains(claim);
        let expected = match name {
            "none" => (false, false, false),
            "a-2a" => (true, false, true),
            "a-2u" => (true, false, false),
            _ => (false, true, true),
        };
        let part = |part| claims(&format!("<pdfaid:part>{part}<"));
        assert_eq!((part(2), part(3), claims("conformance>A<")), expected, "{name}");
        assert_eq!(claims("<pdfuaid:part>1<"), name != "none");
    }
}

/// Some three hundred pages: set and deflated on two threads.
fn long() -> Transcript {
    let mut transcript = super::empty("pages.txt", Some("zh-Hans"));
    for n in 0..1_500 {
        let question = format!("第{n}个问题,请您谈一谈GPS定位系统(简称“系统”)的情况好吗?");
        super::turn(&mut transcript, super::Speaker::Inferred("主持人"), &[&question]);
        let answer = "好的，谢谢。我们做到了98.5%以上——这不容易……Kraków😀".repeat(3 + n % 7);
        super::turn(&mut transcript, super::Speaker::Inferred("嘉宾"), &[&answer]);
    }
    transcript
}

#[test]
fn two_threads_make_the_same_file_every_time() {
    let transcript = long();
    let write = || convert::write(&transcript, "pdf", &WriteOptions::default()).unwrap();
    let (one, other) = (write(), write());
    assert!(one.bytes == other.bytes);
    run("qpdf", &["--check", "FILE"], &one.bytes);
    assert_same(&dense(&tagged::reading(&one.bytes)), &body_text(&transcript, true));
    // The first of the characters that are missing, wherever the halves meet.
    let lines: Vec<_> = one.diagnostics.iter().map(|d| d.line).collect();
    assert_eq!(lines, [Some(2)]);
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
