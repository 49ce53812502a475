//! `--print-outputs` and `--report`: what a run tells other programs.
#![allow(clippy::disallowed_methods)] // The report is a file.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use transcripta::batch::{InputReport, Record, Saved, Target};

use super::stdout::Pipe;

/// Lists the files that were written.
pub(super) struct Listing {
    out: Pipe<BufWriter<io::Stdout>>,
    end: u8,
}

impl Listing {
    /// On standard output, each with this byte after it.
    pub(super) fn new(end: u8) -> Self {
        Self { out: Pipe::new(BufWriter::new(io::stdout())), end }
    }

    /// The files of an input. They are told at once: the other end may be waiting for them.
    pub(super) fn add(&mut self, report: &InputReport) -> io::Result<()> {
        for output in &report.outputs {
            let written = matches!(output.result, Ok(Saved::Written | Saved::Replaced));
            if let (true, Target::File(path)) = (written, &output.target) {
                self.out.write_all(path.as_os_str().as_encoded_bytes())?;
                self.out.write_all(&[self.end])?;
            }
        }
        self.out.flush()
    }
}

/// Writes a JSON object for each input.
pub(super) struct ReportFile {
    out: Box<dyn Write>,
    /// The report, and where it is written until it is whole.
    names: Option<(PathBuf, PathBuf)>,
    timings: bool,
}

impl ReportFile {
    /// To standard output.
    pub(super) fn on_stdout(timings: bool) -> Self {
        let out = Box::new(Pipe::new(BufWriter::new(io::stdout())));
        Self { out, names: None, timings }
    }

    /// To a file, which gets its name when the run has ended.
    pub(super) fn create(path: &Path, timings: bool) -> io::Result<Self> {
        // A device or a pipe takes the report as it comes.
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            let out = Box::new(File::options().write(true).open(path)?);
            return Ok(Self { out, names: None, timings });
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut part = path.to_path_buf().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let out = Box::new(BufWriter::new(File::create(&part)?));
        Ok(Self { out, names: Some((path.to_path_buf(), part)), timings })
    }

    /// An input.
    pub(super) fn add(&mut self, report: &InputReport) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &Record::of(report, self.timings))?;
        self.out.write_all(b"\n")
    }

    /// There is no more to come.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        drop(self.out);
        match self.names {
            Some((path, part)) => fs::rename(part, path),
            None => Ok(()),
        }
    }
}

/// Refuses a report in the place of a file that is none, unless `force` says that it may go.
pub(super) fn check(path: &Path, force: bool) -> io::Result<()> {
    if !force && is_in_the_way(path)? {
        let reason = "it exists and is no report (use --force to replace it)";
        return Err(io::Error::other(reason));
    }
    Ok(())
}

/// Whether a file stands there that no earlier run wrote as a report.
fn is_in_the_way(path: &Path) -> io::Result<bool> {
    match File::open(path) {
        Ok(file) if file.metadata()?.is_file() => {
            let mut line = Vec::new();
            io::Read::take(BufReader::new(file), 64).read_until(b'\n', &mut line)?;
            Ok(!line.is_empty() && !line.starts_with(b"{\"schema\":\"transcripta-report/"))
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
