//! A list of inputs: `--files-from`.

use std::ffi::OsString;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::{Failure, Input, input};

/// The paths that a list names, in order: one a line, or, when there is a NUL byte in it (as
/// `find -print0` writes), one before each NUL byte, so that a name may hold a line end.
///
/// # Errors
/// When the list cannot be read.
pub fn read_list(list: &Input, stream: &mut dyn Read) -> Result<Vec<PathBuf>, Failure> {
    Ok(paths(&input::load(list, stream, u64::MAX)?.bytes))
}

fn paths(list: &[u8]) -> Vec<PathBuf> {
    let nul = list.contains(&0);
    let names = list.split(|byte| *byte == if nul { 0 } else { b'\n' });
    names
        .map(|name| if nul { name } else { name.strip_suffix(b"\r").unwrap_or(name) })
        .filter(|name| !name.is_empty())
        .map(|name| PathBuf::from(os_string(name)))
        .collect()
}

#[cfg(unix)]
fn os_string(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(name.to_vec())
}

#[cfg(not(unix))]
fn os_string(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}

/// The folder of a path as listed, below the output folder: what leads up or to the root goes.
pub(super) fn folder_as_listed(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    folder.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_with_the_line_or_with_a_nul() {
        let two = |a: &str, b: &str| vec![PathBuf::from(a), PathBuf::from(b)];
        assert_eq!(paths(b"a.txt\n\nx/b.txt"), two("a.txt", "x/b.txt"));
        assert_eq!(paths(b"a.txt\r\nb.txt\r\n"), two("a.txt", "b.txt"));
        assert_eq!(paths(b"a\nb.txt\0c.txt\0"), two("a\nb.txt", "c.txt"));
        assert!(paths(b"\n").is_empty());
    }

    #[test]
    fn outputs_mirror_the_paths_as_listed() {
        for (path, folder) in
            [("a.txt", ""), ("x/y/a.txt", "x/y"), ("/data/a.txt", "data"), ("../x/./a.txt", "x")]
        {
            assert_eq!(folder_as_listed(Path::new(path)), Path::new(folder), "{path}");
        }
    }
}
