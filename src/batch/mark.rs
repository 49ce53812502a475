//! Whether this program wrote a file. A walk leaves those out, so that a second run over the
//! same folder does not convert the outputs of the first.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::write;

/// How far into a file our name is looked for: every format states the program in its head.
const HEAD: u64 = 16 * 1024;

/// Whether the file has the extension of a writer and bears our name in its head. A file that
/// cannot be read is not ours: its failure is then told.
pub(super) fn is_own_output(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write::by_extension(&name).is_some() && head_names_us(path).unwrap_or(false)
}

fn head_names_us(path: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    let name = env!("CARGO_PKG_NAME").as_bytes();
    Ok(head.windows(name.len()).any(|window| window == name))
}
