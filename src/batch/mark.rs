//! What a file of a walked folder bears in its head: whether this program wrote it, so that a
//! second run over the same folder does not convert the outputs of the first, and whether it is of
//! the format that its extension stands for, as most `.xml` and `.json` is not.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::LeftOut;
use crate::read::{self, Likelihood, Reader};
use crate::write;

/// How far into a file is looked: every format states the program in its head.
const HEAD: u64 = 16 * 1024;

/// How far at most, where comments and a document type stand before the root element.
const FURTHER: u64 = 1024 * 1024;

/// How large a file may be that names others only. A larger one is taken, and fails.
const INDEX: u64 = 64 * 1024 * 1024;

/// Why a file of a walked folder is not for us, when it is not. One that cannot be read is: its
/// failure is then told. So is one that is damaged, as far as its head says what it is.
pub(super) fn left_out(path: &Path) -> Option<LeftOut> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let written = write::by_extension(&name).is_some();
    let marked = read::READERS
        .iter()
        .find(|reader| reader.bears_mark() && reader.format().extension_of(&name).is_some());
    if !written && marked.is_none() {
        return None;
    }
    let Ok(mut head) = head(path, HEAD) else {
        // A name that only outputs have, such as `.turns.txt`, stands beside its source.
        return (written && marked.is_none()).then_some(LeftOut::OwnOutput);
    };
    let wants_more = |head: &[u8]| {
        let text = text(head);
        marked.zip(text).is_some_and(|(reader, text)| reader.wants_more(&text))
    };
    if is_cut(&head, HEAD) && wants_more(&head) {
        head = self::head(path, FURTHER).ok()?;
    }
    if written && names_us(&head) {
        return Some(LeftOut::OwnOutput);
    }
    let marked = *marked?;
    let text = text(&head).filter(|text| !text.trim().is_empty())?;
    if marked.sniff(&text) == Likelihood::No {
        return Some(LeftOut::OtherFormat);
    }
    is_index(marked, path, &text).then_some(LeftOut::Index)
}

/// The same where a reader was asked for: what no reader takes is then left out only.
pub(super) fn never_read(path: &Path) -> Option<LeftOut> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write::by_extension(&name)?;
    let head = head(path, HEAD).ok()?;
    text(&head).is_some_and(|text| read::is_turns(&text)).then_some(LeftOut::OwnOutput)
}

/// Whether a file names others only. Most say in their head that they do not.
fn is_index(reader: &dyn Reader, path: &Path, head: &str) -> bool {
    if !reader.may_be_index(head) {
        return false;
    }
    let whole = self::head(path, INDEX).ok().filter(|whole| !is_cut(whole, INDEX));
    whole.and_then(|whole| text(&whole)).is_some_and(|text| reader.is_index(&text))
}

fn head(path: &Path, length: u64) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(length).read_to_end(&mut head)?;
    Ok(head)
}

fn is_cut(head: &[u8], length: u64) -> bool {
    u64::try_from(head.len()).is_ok_and(|read| read >= length)
}

fn names_us(head: &[u8]) -> bool {
    let name = env!("CARGO_PKG_NAME").as_bytes();
    head.windows(name.len()).any(|window| window == name)
}

/// The head as text; `None` when it is UTF-16 or no text at all, which is for decoding to say.
fn text(head: &[u8]) -> Option<String> {
    let head = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head);
    let is_text = !head.contains(&0) && !matches!(head, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..]);
    is_text.then(|| String::from_utf8_lossy(head).into_owned())
}
