//! A person's decisions, in a file beside the source.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::fs;
use std::path::{Path, PathBuf};

use super::links::Folders;
use super::output::{Past, Saver};
use super::{Failure, Gate, Input, Saved, names};
use crate::convert::NamedText;
use crate::correct;

/// Where a person's decisions on an input are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CorrectionsFrom {
    /// Beside the source, when there is a file: `talk.transcripta.toml` for `talk.txt`.
    #[default]
    Beside,
    /// In this file.
    File(PathBuf),
    /// Nowhere: what is there is left alone.
    Nowhere,
}

/// The place of the decisions on an input; none for a stream.
pub fn sidecar(input: &Input) -> Option<PathBuf> {
    match input {
        Input::Stream => None,
        Input::Path(path) => {
            let mut name = names::stem(input.file_name());
            name.push(".");
            name.push(correct::EXTENSION);
            Some(path.with_file_name(name))
        }
    }
}

/// The decisions on an input, when there are some.
///
/// # Errors
/// [`Failure::Beside`]: the file cannot be read, or is not UTF-8.
pub fn corrections(input: &Input, from: &CorrectionsFrom) -> Result<Option<NamedText>, Failure> {
    let path = match from {
        CorrectionsFrom::Nowhere => None,
        CorrectionsFrom::File(path) => Some(path.clone()),
        CorrectionsFrom::Beside => sidecar(input).filter(|path| path.is_file()),
    };
    path.map(|path| read_text(&path)).transpose()
}

/// The text of a file that belongs to an input.
///
/// # Errors
/// [`Failure::Beside`], as above.
pub fn read_text(path: &Path) -> Result<NamedText, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(NamedText { name: path.display().to_string(), text }),
        Err(error) => Err(Failure::Beside { file: path.to_path_buf(), error }),
    }
}

/// Writes a file of corrections, whole or not at all; one that is there and differs is kept unless
/// `force` says otherwise.
///
/// # Errors
/// [`Failure::Unwritable`].
pub fn write_corrections(path: &Path, text: &str, force: bool) -> Result<Saved, Failure> {
    let folders = Folders::default();
    let saver = Saver { force, dry_run: false, durable: false, root: None, folders };
    saver.save(path, &[text.as_bytes()], &|_| Past::Unknown, &Gate::default())
}
