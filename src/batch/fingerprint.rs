//! All that decides what an output is, beside the source and the program: every option of reading
//! and writing by name, and what the files that they name hold, not what these are called. Written
//! out here, so that it is the same from machine to machine, and so that an option that is added
//! has to be put in before this compiles.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Digest;
use crate::convert::ReadOptions;
use crate::source::DecodeOptions;
use crate::write::{JsonLines, PageSize, PdfOptions, Standard, WriteOptions};

/// Options of writing. Made once a run: fonts are large.
pub(super) fn of_writing(options: &WriteOptions, font_folders: &[PathBuf]) -> Value {
    // The source that a format carries is told by its own hash.
    let WriteOptions { locators, json_lines, pdf, source: _ } = options;
    let PdfOptions { standard, page_size, font_size, line_numbers, fonts } = pdf;
    let fonts: Vec<String> = fonts.iter().map(|font| Digest::of(font.bytes()).sha256).collect();
    json!({
        "locators": locators,
        "json-lines": match json_lines {
            JsonLines::Turn => "turn",
            JsonLines::Segment => "segment",
        },
        "pdf-standard": name(&Standard::ALL, *standard),
        "page-size": name(&PageSize::ALL, *page_size),
        "font-size": font_size.map(|size| size.to_string()),
        "line-numbers": line_numbers,
        "fonts": fonts,
        "system-fonts": !font_folders.is_empty(),
    })
}

fn name<T: PartialEq>(all: &[(&'static str, T)], value: T) -> Option<&'static str> {
    all.iter().find(|(_, known)| *known == value).map(|(name, _)| *name)
}

/// SHA-256 of all options, those of writing as [`of_writing`] gives them.
pub(super) fn fingerprint(options: &ReadOptions, writing: &Value) -> String {
    let ReadOptions {
        from,
        decode: DecodeOptions { encoding, lossy },
        title,
        language,
        metadata,
        min_confidence,
        corrections,
        rules,
        all_speech,
        without_plain: _,
    } = options;
    let mut all = json!([
        {
            "from": from,
            "encoding": encoding,
            "lossy": lossy,
            "title": title,
            "language": language,
            "metadata": metadata,
            "min-confidence": min_confidence,
            "corrections": corrections.as_ref().map(|file| &file.text),
            "rules": rules.as_ref().map(|rules| rules.sha256()),
        },
        writing,
    ]);
    // Left out where it is not set: the fingerprint of all other options stays as it was.
    if *all_speech {
        all[0]["all-speech"] = true.into();
    }
    Digest::of(all.to_string().as_bytes()).sha256
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::NamedText;

    fn of(read: &ReadOptions) -> String {
        fingerprint(read, &of_writing(&WriteOptions::default(), &[]))
    }

    /// Another value here makes every output of earlier runs out of date: only on purpose.
    #[test]
    fn it_is_the_same_everywhere() {
        let expected = "d33563dab25ac36ff4169c65a6dbb51bb845ba00015e8b8f4d896c5878d1a880";
        assert_eq!(of(&ReadOptions::default()), expected);
    }

    #[test]
    fn files_tell_by_what_they_hold() {
        let with = |name: &str, text: &str| {
            let corrections = Some(NamedText { name: name.to_owned(), text: text.to_owned() });
            of(&ReadOptions { corrections, ..ReadOptions::default() })
        };
        assert_eq!(with("a.toml", "by = \"K\""), with("./a.toml", "by = \"K\""));
        assert_ne!(with("a.toml", "by = \"K\""), with("a.toml", "by = \"L\""));
        assert_ne!(with("a.toml", ""), of(&ReadOptions::default()));
    }

    #[test]
    fn every_option_of_writing_counts() {
        let plain = of_writing(&WriteOptions::default(), &[]);
        let pdf = |pdf| WriteOptions { pdf, ..WriteOptions::default() };
        let others = [
            WriteOptions { locators: true, ..WriteOptions::default() },
            WriteOptions { json_lines: JsonLines::Segment, ..WriteOptions::default() },
            pdf(PdfOptions { standard: Standard::A3a, ..PdfOptions::default() }),
            pdf(PdfOptions { page_size: PageSize::A5, ..PdfOptions::default() }),
            pdf(PdfOptions { font_size: "12".parse().ok(), ..PdfOptions::default() }),
            pdf(PdfOptions { line_numbers: true, ..PdfOptions::default() }),
        ];
        for other in others {
            assert_ne!(of_writing(&other, &[]), plain, "{other:?}");
        }
        assert_ne!(of_writing(&WriteOptions::default(), &["fonts".into()]), plain);
    }
}
