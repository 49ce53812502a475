//! The least that writing takes: each file created under a temporary name, written and renamed.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder, with what they hold.
pub(crate) fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                files.push((path.strip_prefix(root).unwrap().to_path_buf(), bytes));
            }
        }
    }
    files
}

/// Makes them below `root`, by so many threads.
pub(crate) fn make(files: &[(PathBuf, Vec<u8>)], root: &Path, threads: usize) {
    std::thread::scope(|scope| {
        for share in files.chunks(files.len().div_ceil(threads)) {
            scope
                .spawn(move || share.iter().for_each(|(path, bytes)| one(&root.join(path), bytes)));
        }
    });
}

fn one(path: &Path, bytes: &[u8]) {
    let temporary = path.with_extension("tmp");
    if fs::write(&temporary, bytes).is_err() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&temporary, bytes).unwrap();
    }
    fs::rename(&temporary, path).unwrap();
}
