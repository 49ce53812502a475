//! What is read: a file or standard input.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use crate::parallel;

use super::Failure;
use super::digest::PathText;

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

impl Input {
    /// As JSON can hold it; standard input is `-`.
    pub(super) fn path_text(&self) -> PathText {
        match self {
            Self::Stream => PathText { path: "-".to_owned(), path_bytes: None },
            Self::Path(path) => PathText::of(path),
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

/// Reads an input to its end, but no more than `most` bytes.
///
/// # Errors
/// [`Failure::Missing`], [`Failure::Folder`], [`Failure::TooLarge`] or [`Failure::Unreadable`].
pub fn load(input: &Input, stream: &mut dyn Read, most: u64) -> Result<Loaded, Failure> {
    let bytes = match input {
        Input::Stream => read_to_end(stream, most, 0).map_err(Failure::Unreadable)?,
        Input::Path(path) => {
            let mut file = File::open(path).map_err(Failure::from_reading)?;
            let there = file.metadata().map_err(Failure::from_reading)?;
            if there.is_dir() {
                return Err(Failure::Folder);
            }
            // A file that says it is too large is not read at all.
            let length = if there.is_file() { there.len() } else { 0 };
            if length > most {
                return Err(Failure::TooLarge { most });
            }
            read_to_end(&mut file, most, length).map_err(Failure::from_reading)?
        }
    };
    if bytes.len() as u64 > most {
        return Err(Failure::TooLarge { most });
    }
    Ok(Loaded { name: input.file_name().to_string_lossy().into_owned(), bytes })
}

/// One byte more than allowed, at most: so that it shows. What is `expected` is asked for at once.
fn read_to_end(stream: &mut dyn Read, most: u64, expected: u64) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(expected).unwrap_or(0);
    if expected >= parallel::WORTH_IT {
        // What an output is written to later takes the place of this.
        parallel::make_room(expected);
    }
    let mut bytes = vec![0; expected];
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    let left = most.saturating_add(1).saturating_sub(filled as u64);
    stream.take(left).read_to_end(&mut bytes)?;
    Ok(bytes)
}
