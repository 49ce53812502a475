//! What is read: a file or standard input.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

use super::Failure;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stream,
    /// A file; in a request also a folder, or a pattern such as `*.txt`.
    Path(PathBuf),
}

impl Input {
    /// The file name without its folders.
    pub(super) fn file_name(&self) -> &OsStr {
        match self {
            Self::Stream => OsStr::new("stdin"),
            Self::Path(path) => path.file_name().unwrap_or(path.as_os_str()),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stream => f.write_str("stdin"),
            Self::Path(path) => path.display().fmt(f),
        }
    }
}

/// An input, in memory.
#[derive(Debug)]
pub struct Loaded {
    /// Its name without folders, for `source.name`; what is no Unicode became U+FFFD.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads an input to its end.
///
/// # Errors
/// [`Failure::Missing`], [`Failure::Folder`] or [`Failure::Unreadable`].
pub fn load(input: &Input, stream: &mut dyn Read) -> Result<Loaded, Failure> {
    let bytes = match input {
        Input::Stream => {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).map_err(Failure::Unreadable)?;
            bytes
        }
        Input::Path(path) if path.is_dir() => return Err(Failure::Folder),
        Input::Path(path) => fs::read(path).map_err(Failure::from_reading)?,
    };
    Ok(Loaded { name: input.file_name().to_string_lossy().into_owned(), bytes })
}
