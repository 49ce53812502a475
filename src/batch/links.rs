//! Paths without links, so that two names of one file are seen to be one.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The path without links, `.` and `..`, as far as it exists; the rest as it will be once its
/// folders are made.
pub(super) fn resolve_links(path: &Path) -> PathBuf {
    resolve(path, LINKS)
}

/// Links to nothing that are followed one after the other: they may go round in circles.
const LINKS: u32 = 16;

fn resolve(path: &Path, links: u32) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = folder_of(path);
    match path.components().next_back() {
        Some(Component::Normal(name)) => match fs::read_link(path) {
            // A link to what does not exist yet.
            Ok(target) if links > 0 => resolve(&folder.join(target), links - 1),
            _ => resolve(folder, links).join(name),
        },
        Some(Component::ParentDir) => {
            let mut folder = resolve(folder, links);
            folder.pop();
            folder
        }
        // Nothing is left to go up to: the root, or a current folder that is gone.
        Some(Component::CurDir | Component::RootDir | Component::Prefix(_)) | None => {
            path.to_path_buf()
        }
    }
}

/// The folder that a path lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Resolves many paths of few folders: each folder is looked at once, and then taken for what it
/// was. A run of ten thousand inputs would else ask the system half a million times.
#[derive(Debug, Default)]
pub(super) struct Folders(Mutex<HashMap<PathBuf, Folder>>);

/// A folder, as it was found.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// Its path without links.
    pub(super) real: PathBuf,
    exists: bool,
}

impl Folders {
    /// Like [`resolve_links`].
    pub(super) fn resolve(&self, path: &Path) -> PathBuf {
        let Some(name) = path.file_name() else {
            return resolve_links(path);
        };
        let folder = self.folder(folder_of(path));
        let real = folder.real.join(name);
        if folder.exists && fs::read_link(&real).is_ok() {
            return resolve_links(&real);
        }
        real
    }

    /// The folder of this path.
    pub(super) fn folder(&self, path: &Path) -> Folder {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = known.get(path) {
            return folder.clone();
        }
        let folder = Folder { real: resolve_links(path), exists: path.exists() };
        known.insert(path.to_path_buf(), folder.clone());
        folder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_exist_yet_is_resolved_as_it_will_be() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        let path = folder.path().join("new/../other/./a.json");
        assert_eq!(resolve_links(&path), real.join("other/a.json"));
        assert_eq!(Folders::default().resolve(&path), real.join("other/a.json"));
        let here = Path::new(".").canonicalize().unwrap();
        assert_eq!(resolve_links(Path::new("no-such")), here.join("no-such"));
        assert_eq!(Folders::default().resolve(Path::new("no-such")), here.join("no-such"));
    }

    #[cfg(unix)]
    #[test]
    fn many_paths_are_resolved_like_one() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("real/sub")).unwrap();
        fs::write(root.join("real/a.txt"), "").unwrap();
        symlink("real", root.join("link")).unwrap();
        symlink("a.txt", root.join("real/b.txt")).unwrap();
        symlink("../new.txt", root.join("real/sub/nowhere.txt")).unwrap();
        symlink("circle", root.join("real/circle")).unwrap();
        let folders = Folders::default();
        for name in ["real", "link", "link/sub", "link/..", "link/../link/.", "no/such"] {
            for file in ["a.txt", "b.txt", "nowhere.txt", "circle", "none", "sub", "..", "."] {
                let path = root.join(name).join(file);
                assert_eq!(folders.resolve(&path), resolve_links(&path), "{path:?}");
            }
        }
    }
}
