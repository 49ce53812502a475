//! What a folder holds, in an order that is the same everywhere.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// An entry of a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file, or a link to one.
    File,
    /// A folder.
    Folder,
    /// A link to a folder: not followed in walks, for it may lead round in circles.
    LinkedFolder,
    /// Pipes, sockets, devices.
    Special,
}

/// The entries of a folder that are not hidden, sorted by name.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !is_hidden(&entry.file_name()) {
            // `join`, so that `.` stays out of the names: `a.txt`, not `./a.txt`.
            let path = if folder == Path::new(".") {
                PathBuf::from(entry.file_name())
            } else {
                folder.join(entry.file_name())
            };
            let kind = kind(&path, entry.file_type()?);
            entries.push(Entry { path, kind });
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn kind(path: &Path, file_type: fs::FileType) -> Kind {
    if file_type.is_dir() {
        return Kind::Folder;
    }
    if file_type.is_file() {
        return Kind::File;
    }
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Kind::LinkedFolder,
        Ok(meta) if meta.is_file() => Kind::File,
        Ok(_) => Kind::Special,
        // A link to nowhere counts as a file, so that reading it says what is wrong.
        Err(_) => Kind::File,
    }
}

/// What a walk comes upon.
#[derive(Debug)]
pub(super) enum Step {
    File(PathBuf),
    /// A folder that could not be listed.
    Unreadable(PathBuf, io::Error),
    /// A folder that was not to be entered.
    PassedBy(PathBuf),
}

/// Goes through a folder and everything below it, in order.
pub(super) fn walk(root: &Path, pass_by: &dyn Fn(&Path) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut stack = vec![Entry { path: root.to_path_buf(), kind: Kind::Folder }];
    while let Some(Entry { path, kind }) = stack.pop() {
        match kind {
            Kind::File => steps.push(Step::File(path)),
            Kind::Folder if pass_by(&path) => steps.push(Step::PassedBy(path)),
            Kind::Folder => match entries(&path) {
                Ok(entries) => stack.extend(entries.into_iter().rev()),
                Err(error) => steps.push(Step::Unreadable(path, error)),
            },
            Kind::LinkedFolder | Kind::Special => {}
        }
    }
    steps
}
