//! Files that are not whole yet, under hidden names; and those that a killed run left.
//!
//! Whoever writes one holds a lock on it, which goes when the process goes, however it ends. So
//! a temporary file that can be locked is a leftover, and one that cannot is somebody's work.
//! Where a file system knows no locks, nothing is ever taken for a leftover.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const START: &str = ".transcripta-";
const END: &str = ".tmp";

/// A file that gets its name when it is whole, and else goes.
#[derive(Debug)]
pub(super) struct Temporary {
    file: File,
    path: PathBuf,
    renamed: bool,
}

impl Temporary {
    /// A new one, in the folder of what it is to be.
    ///
    /// The name is short, so that the final one may be as long as the file system allows, and
    /// made of the final one, so that a second run comes upon what the first one left.
    pub(super) fn create(folder: &Path, name: &OsStr) -> io::Result<Self> {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let stem = format!("{START}{:016x}", hasher.finish());
        let mut count = 0_u32;
        loop {
            let number = if count == 0 { String::new() } else { format!("-{count}") };
            let path = folder.join(format!("{stem}{number}{END}"));
            // Umask decides on the permissions, as for any new file.
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) if is_held(&file, &path) => {
                    return Ok(Self { file, path, renamed: false });
                }
                // Another process took it for a leftover, in the moment before it was locked.
                Ok(_) => count += 1,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if !remove_leftover(&path) {
                        count += 1;
                    }
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Adds bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Gives it the permissions of the file whose place it takes.
    pub(super) fn allow(&self, permissions: fs::Permissions) -> io::Result<()> {
        self.file.set_permissions(permissions)
    }

    /// Gives it its name: on one file system that is one step, whatever another process does at
    /// the same time. `durable` waits until the file and its name are on the disk.
    pub(super) fn rename(mut self, path: &Path, durable: bool) -> io::Result<()> {
        if durable {
            self.file.sync_all()?;
        }
        fs::rename(&self.path, path)?;
        self.renamed = true;
        if durable {
            sync_folder(path.parent().unwrap_or(Path::new(".")))?;
        }
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Once renamed, the temporary name may be another process's.
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes what killed runs left in a folder.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(START.as_bytes()) && name.ends_with(END.as_bytes()) {
            remove_leftover(&entry.path());
        }
    }
}

/// Waits until the names in a folder are on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Only Unix lets a folder be opened.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether the new file is ours: locked, and still what the path names.
fn is_held(file: &File, path: &Path) -> bool {
    match file.try_lock() {
        Ok(()) => cfg!(not(unix)) || is_at(file, path),
        Err(fs::TryLockError::WouldBlock) => false,
        Err(fs::TryLockError::Error(_)) => true,
    }
}

/// Removes a temporary file that nobody holds; whether it is gone.
fn remove_leftover(path: &Path) -> bool {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => file.try_lock().is_ok() && is_at(&file, path) && fs::remove_file(path).is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Whether a path names this very file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(file), Ok(path)) => (file.dev(), file.ino()) == (path.dev(), path.ino()),
        _ => false,
    }
}

/// It cannot be asked: nothing is removed on a guess.
#[cfg(not(unix))]
pub(super) fn is_at(_: &File, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn it_goes_when_it_gets_no_name() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = Temporary::create(folder.path(), OsStr::new("a.json")).unwrap();
        file.write(b"bytes").unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        // A name that is too long can be asked for, but not be renamed to.
        assert!(file.rename(&folder.path().join("x".repeat(300)), false).is_err());
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_leftover_goes_and_the_work_of_another_stays() {
        let folder = tempfile::tempdir().unwrap();
        let held = Temporary::create(folder.path(), OsStr::new("a.json")).unwrap();
        let other = Temporary::create(folder.path(), OsStr::new("a.json")).unwrap();
        assert_ne!(held.path, other.path);
        let left = folder.path().join(".transcripta-0123456789abcdef.tmp");
        fs::write(&left, "half of").unwrap();
        fs::write(folder.path().join(".transcripta-notes.txt"), "mine").unwrap();
        sweep(folder.path());
        assert!(held.path.exists() && other.path.exists() && !left.exists());
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn the_next_run_comes_upon_the_leftover_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let first = Temporary::create(folder.path(), OsStr::new("a.json")).unwrap().path.clone();
        fs::write(&first, "left by a run that was killed").unwrap();
        let second = Temporary::create(folder.path(), OsStr::new("a.json")).unwrap();
        assert_eq!(second.path, first);
        assert_eq!(fs::metadata(&first).unwrap().len(), 0);
    }
}
