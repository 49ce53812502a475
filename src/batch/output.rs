//! Outputs on disk: whole under their name, or not there.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::destination::Destination;
use super::links::{Folders, folder_of, resolve_links};
use super::temporary::Temporary;
use super::{Failure, Gate, Refusal, Saved};

/// Makes the output folder, so that a run that cannot write anything ends before it starts.
pub(super) fn prepare(destination: &Destination) -> Result<(), Refusal> {
    let folder = match destination {
        Destination::Folder(folder) => folder,
        Destination::File(_) | Destination::Stream => return Ok(()),
    };
    fs::create_dir_all(folder).map_err(|error| Refusal::Folder { folder: folder.clone(), error })
}

/// How outputs are written.
#[derive(Debug)]
pub(super) struct Saver {
    /// Replace what differs.
    pub(super) force: bool,
    /// Decide, and write nothing.
    pub(super) dry_run: bool,
    /// Wait until each output is on the disk.
    pub(super) durable: bool,
    /// The output folder without links: no output may lie outside it.
    pub(super) root: Option<PathBuf>,
    /// The folders of the outputs, as each was when the first output went there.
    pub(super) folders: Folders,
}

/// What is to be done with an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decision {
    Write,
    /// It is no regular file: it takes the bytes.
    Feed,
    Nothing(Saved),
}

impl Saver {
    /// Writes an output, unless something else is there already that `is_ours` does not know:
    /// it is given the content of the file in the way, and says whether an earlier run wrote it. What is
    /// written is `pieces`, one behind the other.
    ///
    /// An empty file counts as nothing: `mktemp` makes one, a disk that was full leaves one.
    pub(super) fn save(
        &self,
        path: &Path,
        pieces: &[&[u8]],
        is_ours: &dyn Fn(&[u8]) -> Past,
        gate: &Gate,
    ) -> Result<Saved, Failure> {
        let (real, there) = self.look(path)?;
        self.put(path, &real, there, pieces, is_ours, gate).map_err(Failure::Unwritable)
    }

    /// Where an output goes, without links, and what is there. A link stays a link: what it
    /// points at is replaced, when that is in the folder.
    fn look(&self, path: &Path) -> Result<(PathBuf, Option<fs::Metadata>), Failure> {
        let folder = self.folders.folder(folder_of(path)).real;
        let real = folder.join(path.file_name().unwrap_or_default());
        self.is_inside(&real)?;
        let there = existing(fs::symlink_metadata(path))?;
        if !there.as_ref().is_some_and(fs::Metadata::is_symlink) {
            return Ok((real, there));
        }
        let real = resolve_links(path);
        self.is_inside(&real)?;
        Ok((real, existing(fs::metadata(path))?))
    }

    fn is_inside(&self, real: &Path) -> Result<(), Failure> {
        match &self.root {
            Some(root) if !real.starts_with(root) => {
                Err(Failure::Outside { points_to: real.to_path_buf() })
            }
            _ => Ok(()),
        }
    }

    fn put(
        &self,
        path: &Path,
        real: &Path,
        there: Option<fs::Metadata>,
        pieces: &[&[u8]],
        is_ours: &dyn Fn(&[u8]) -> Past,
        gate: &Gate,
    ) -> io::Result<Saved> {
        let saved = if there.as_ref().is_some_and(|t| t.len() > 0) {
            Saved::Replaced
        } else {
            Saved::Written
        };
        let decision = match &there {
            Some(there) => self.decide(path, there, pieces, is_ours)?,
            None => Decision::Write,
        };
        match decision {
            Decision::Nothing(saved) => return Ok(saved),
            _ if self.dry_run => {}
            Decision::Feed => {
                let mut file = OpenOptions::new().write(true).open(path)?;
                pieces.iter().try_for_each(|piece| file.write_all(piece))?;
            }
            Decision::Write => self.replace(real, there, pieces, gate)?,
        }
        Ok(saved)
    }

    fn decide(
        &self,
        path: &Path,
        there: &fs::Metadata,
        pieces: &[&[u8]],
        is_ours: &dyn Fn(&[u8]) -> Past,
    ) -> io::Result<Decision> {
        if there.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // A pipe or a device takes the bytes; putting a file in its place would destroy it.
        if !there.is_file() {
            return Ok(Decision::Feed);
        }
        if there.len() == 0 && pieces.iter().any(|piece| !piece.is_empty()) {
            return Ok(Decision::Write);
        }
        if holds(path, pieces)? {
            return Ok(Decision::Nothing(Saved::Unchanged));
        }
        if self.force {
            return Ok(Decision::Write);
        }
        Ok(match is_ours(&fs::read(path)?) {
            Past::Ours => Decision::Write,
            Past::Edited => Decision::Nothing(Saved::Edited),
            Past::Unknown => Decision::Nothing(Saved::Kept),
        })
    }

    /// Writes under a temporary name in the same folder, then renames.
    fn replace(
        &self,
        path: &Path,
        there: Option<fs::Metadata>,
        pieces: &[&[u8]],
        gate: &Gate,
    ) -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default();
        gate.pass(|| {
            let mut file = match Temporary::create(folder, name) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    fs::create_dir_all(folder)?;
                    Temporary::create(folder, name)?
                }
                file => file?,
            };
            if let Some(there) = there {
                file.allow(there.permissions())?;
            }
            pieces.iter().try_for_each(|piece| file.write(piece))?;
            file.rename(path, self.durable)
        })
    }
}

/// Whether a file holds these pieces one behind the other, and nothing else. It is read in pieces, too: of
/// a large output a second copy takes longer to make room for than to compare.
fn holds(path: &Path, pieces: &[&[u8]]) -> io::Result<bool> {
    const READ: usize = 1 << 16;
    let mut file = File::open(path)?;
    let mut read = vec![0; READ];
    for mut piece in pieces.iter().copied() {
        while !piece.is_empty() {
            let most = READ.min(piece.len());
            match file.read(&mut read[..most]) {
                Ok(0) => return Ok(false),
                Ok(length) => match piece.strip_prefix(&read[..length]) {
                    Some(behind) => piece = behind,
                    None => return Ok(false),
                },
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
    let length: u64 = pieces.iter().map(|piece| piece.len() as u64).sum();
    Ok(file.metadata()?.len() == length)
}

/// What is there, if anything is.
fn existing(found: io::Result<fs::Metadata>) -> Result<Option<fs::Metadata>, Failure> {
    match found {
        Ok(there) => Ok(Some(there)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Unwritable(error)),
    }
}

/// What is known of a file that stands where an output is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Past {
    /// Nothing.
    Unknown,
    /// An earlier run wrote it, and it is as it was.
    Ours,
    /// An earlier run wrote it, and it was changed since.
    Edited,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saver() -> Saver {
        Saver {
            force: false,
            dry_run: false,
            durable: false,
            root: None,
            folders: Folders::default(),
        }
    }

    fn save(saver: &Saver, path: &Path, bytes: &[u8], past: Past) -> Saved {
        saver.save(path, &[bytes], &|_| past, &Gate::default()).unwrap()
    }

    #[test]
    fn what_is_there_and_differs_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.json");
        let save = |bytes: &[u8], force| {
            save(&Saver { force, durable: true, ..saver() }, &path, bytes, Past::Unknown)
        };
        assert_eq!(save(b"one", false), Saved::Written);
        assert_eq!(save(b"one", false), Saved::Unchanged);
        assert_eq!(save(b"two", false), Saved::Kept);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(save(b"two", true), Saved::Replaced);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(&folder.path().join("new")), ["a.json"]);
    }

    #[test]
    fn what_an_earlier_run_wrote_is_replaced_unless_it_was_edited() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        assert_eq!(save(&saver(), &path, b"new", Past::Edited), Saved::Edited);
        let dry = Saver { dry_run: true, ..saver() };
        assert_eq!(save(&dry, &path, b"new", Past::Ours), Saved::Replaced);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(save(&saver(), &path, b"new", Past::Ours), Saved::Replaced);
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        save(&saver(), &link, b"bytes", Past::Unknown);
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"bytes");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let saver = Saver { force: true, root: Some(root.clone()), ..saver() };
        std::os::unix::fs::symlink(outside.path(), root.join("sub")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("a.json"), root.join("a.json")).unwrap();
        std::os::unix::fs::symlink("circle", root.join("circle")).unwrap();
        for path in ["sub/a.json", "sub/new/a.json", "a.json"] {
            let saved = saver.save(&root.join(path), &[b"x"], &|_| Past::Ours, &Gate::default());
            assert!(matches!(saved, Err(Failure::Outside { .. })), "{path}");
        }
        assert!(names(outside.path()).is_empty());
        let circle = saver.save(&root.join("circle"), &[b"x"], &|_| Past::Ours, &Gate::default());
        assert!(matches!(circle, Err(Failure::Unwritable(_))), "{circle:?}");
    }

    #[cfg(unix)]
    #[test]
    fn what_replaces_a_file_has_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        save(&saver(), &path, b"new", Past::Ours);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_not_replaced() {
        let force = Saver { force: true, ..saver() };
        assert_eq!(save(&force, Path::new("/dev/null"), b"bytes", Past::Unknown), Saved::Written);
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }
}
