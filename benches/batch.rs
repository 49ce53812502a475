//! How long a batch takes: documents of varied size and kind to JSON, TEI and Markdown, beside a
//! loop that merely creates and renames files of the same bytes in the same folders, with as many
//! threads.
//!
//!     cargo bench --bench batch
//!     TRANSCRIPTA_BENCH_FOLDER=/dev/shm TRANSCRIPTA_BENCH_DOCUMENTS=1000 cargo bench --bench batch
//!
//! The folder tells the file system. Program and loop alternate (A B A B ...), and all runs are
//! shown: on a disk they differ much. Each run has folders of its own and nothing is removed before
//! the end: for up to five minutes ext4 goes past every inode that was just freed, one by one, and after
//! 30,000 of them creating a file takes several times as long.

// A bench reads the clock, looks at files, prints, and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "batch/documents.rs"]
mod documents;
#[path = "batch/floor.rs"]
mod floor;
#[path = "batch/times.rs"]
mod times;

use std::path::{Path, PathBuf};
use std::process::Command;

use times::timed;

const DOCUMENTS: usize = 10_000;
const RUNS: usize = 3;

fn main() {
    let parent =
        std::env::var_os("TRANSCRIPTA_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let documents = std::env::var("TRANSCRIPTA_BENCH_DOCUMENTS")
        .map_or(DOCUMENTS, |number| number.parse().unwrap());
    let jobs = std::thread::available_parallelism().unwrap().get();
    let folder = tempfile::tempdir_in(&parent).unwrap();
    let input = folder.path().join("in");
    let bytes = documents::write(&input, documents);
    println!("{documents} documents, {bytes} bytes, in {}; {jobs} jobs", parent.display());
    println!("{:<30} {:>8} {:>8} {:>8}", "seconds", "real", "user", "system");
    for run in 0..RUNS {
        let output = folder.path().join(format!("out-{run}"));
        let ours = timed(|| convert(&input, &output, &[]));
        println!("{:<30} {ours}", "convert to json,tei,md");
        let files = floor::files(&output);
        let beside = folder.path().join(format!("floor-{run}"));
        let floor = timed(|| floor::make(&files, &beside, jobs));
        println!("{:<30} {floor}", format!("{} files of the same bytes", files.len()));
        let again = timed(|| convert(&input, &output, &["--resume"]));
        println!("{:<30} {again}", "--resume, nothing to do");
    }
}

fn convert(input: &Path, output: &Path, more: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_transcripta"));
    command.arg("convert").arg(input).args(["--to", "json,tei,md", "--quiet", "--output"]);
    assert!(command.arg(output).args(more).status().unwrap().success());
}
