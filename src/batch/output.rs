//! Outputs on disk: whole under their name, or not there.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::destination::Destination;
use super::{Gate, Refusal, Saved};

/// Makes the output folder, so that a run that cannot write anything ends before it starts.
pub(super) fn prepare(destination: &Destination) -> Result<(), Refusal> {
    let folder = match destination {
        Destination::Folder(folder) => folder,
        Destination::File(_) | Destination::Stream => return Ok(()),
    };
    fs::create_dir_all(folder).map_err(|error| Refusal::Folder { folder: folder.clone(), error })
}

/// The path without links, `.` and `..`, as far as it exists; the rest as it will be once its
/// folders are made.
pub(super) fn resolve_links(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let above = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => resolve_links(parent),
        _ => resolve_links(Path::new(".")),
    };
    match path.components().next_back() {
        Some(Component::Normal(name)) => above(path).join(name),
        Some(Component::ParentDir) => {
            let mut folder = above(path);
            folder.pop();
            folder
        }
        // Nothing is left to go up to: the root, or a current folder that is gone.
        Some(Component::CurDir | Component::RootDir | Component::Prefix(_)) | None => {
            path.to_path_buf()
        }
    }
}

/// Writes an output, unless something else is there already.
///
/// An empty file counts as nothing: `mktemp` makes one, a disk that was full leaves one.
pub(super) fn save(path: &Path, bytes: &[u8], force: bool, gate: &Gate) -> io::Result<Saved> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // A pipe or a device takes the bytes; putting a file in its place would destroy it.
        Ok(there) if !there.is_file() => {
            OpenOptions::new().write(true).open(path)?.write_all(bytes)?;
            return Ok(Saved::Written);
        }
        Ok(there) if there.len() == bytes.len() as u64 && fs::read(path)? == bytes => {
            return Ok(Saved::Unchanged);
        }
        Ok(there) if there.len() > 0 && !force => return Ok(Saved::Kept),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    // A link stays a link: what it points at is replaced.
    let path = resolve_links(path);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    gate.pass(|| replace(folder, &path, bytes))?;
    Ok(Saved::Written)
}

/// Writes under a temporary name in the same folder, then renames: on one file system that is
/// one step, whatever another process does at the same time.
fn replace(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (mut file, temporary) = create_temporary(folder)?;
    let result = file.write_all(bytes).and_then(|()| file.flush()).and_then(|()| {
        drop(file);
        fs::rename(&temporary, path)
    });
    if result.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// A new file with a hidden name that no other thread or process uses. The name is short, so
/// that an output's own name may be as long as the file system allows.
fn create_temporary(folder: &Path) -> io::Result<(File, PathBuf)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!(".transcripta-{}-{count}.tmp", std::process::id());
        let path = folder.join(OsString::from(name));
        // Umask decides on the permissions, as for any new file.
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            // Left by a process of the same number that was killed, or of another machine.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_and_differs_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.json");
        let save = |bytes: &[u8], force| save(&path, bytes, force, &Gate::default()).unwrap();
        assert_eq!(save(b"one", false), Saved::Written);
        assert_eq!(save(b"one", false), Saved::Unchanged);
        assert_eq!(save(b"two", false), Saved::Kept);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(save(b"two", true), Saved::Written);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(&folder.path().join("new")), ["a.json"]);
    }

    #[test]
    fn nothing_stays_behind_when_it_fails() {
        let folder = tempfile::tempdir().unwrap();
        // A name that is too long can be asked for, but not be renamed to.
        let path = folder.path().join("x".repeat(300));
        assert!(replace(folder.path(), &path, b"bytes").is_err());
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_temporary_name_in_use_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let (_, first) = create_temporary(folder.path()).unwrap();
        let (_, second) = create_temporary(folder.path()).unwrap();
        assert_ne!(first, second);
    }

    #[test]
    fn what_does_not_exist_yet_is_resolved_as_it_will_be() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        let resolved = resolve_links(&folder.path().join("new/../other/./a.json"));
        assert_eq!(resolved, real.join("other/a.json"));
        let here = Path::new(".").canonicalize().unwrap();
        assert_eq!(resolve_links(Path::new("no-such")), here.join("no-such"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        save(&link, b"bytes", false, &Gate::default()).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"bytes");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_not_replaced() {
        let saved = save(Path::new("/dev/null"), b"bytes", true, &Gate::default());
        assert_eq!(saved.unwrap(), Saved::Written);
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }
}
