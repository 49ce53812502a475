//! `transcripta-manifest.jsonl`: what stands in an output folder, and of what it was made.
//!
//! A line for each input is appended *before* its outputs get their names: so no output of ours
//! is ever without its record, whenever a run is killed. A record of outputs that did not get
//! there after all is corrected by one more line. When a run ends, and no other one writes to the
//! folder, the lines are put in order and what is outdated goes.
#![allow(clippy::disallowed_methods)] // `batch` touches files, and syncs by the clock.

mod order;
mod past;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::digest::{Digest, PathText};
use super::temporary::{self, Temporary};
pub(super) use past::Recorded;

/// Name of the file.
pub const MANIFEST: &str = "transcripta-manifest.jsonl";

/// What the lines say they are.
const SCHEMA: &str = "transcripta-manifest/1.0";

/// What is appended is on the disk after so long at the latest, while work goes on.
const SYNC: Duration = Duration::from_secs(1);

/// A line of the manifest: an input, and the outputs made of it by one program with one set of
/// options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Line of transcripta-manifest.jsonl")]
pub struct Entry {
    /// `transcripta-manifest/1.0`.
    pub schema: String,
    /// The input, as it was given or found.
    pub input: PathText,
    /// Its content.
    pub source: Digest,
    /// Version of the program.
    pub version: String,
    /// Version of the rules of attribution.
    pub rules: String,
    /// Options that changed the result, as given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub options: BTreeMap<String, String>,
    /// SHA-256 of all options of reading and writing, defaults included.
    pub fingerprint: String,
    /// The outputs.
    pub outputs: Vec<EntryOutput>,
}

/// An output, in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryOutput {
    /// Name of the format.
    pub format: String,
    /// Where it stands, from the folder of the manifest.
    #[serde(flatten)]
    pub path: PathText,
    /// Its content; absent when it was not written after all.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub content: Option<Digest>,
}

/// Of what an output is made: when all of this is the same, so is the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Provenance {
    pub(super) source: Digest,
    pub(super) fingerprint: String,
}

impl Entry {
    pub(super) fn new(input: PathText, made_of: Provenance) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            input,
            source: made_of.source,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: crate::attribute::RULES.to_owned(),
            options: BTreeMap::new(),
            fingerprint: made_of.fingerprint,
            outputs: Vec::new(),
        }
    }

    /// Whether this program would make the same of it again.
    fn is_made_of(&self, made_of: &Provenance) -> bool {
        self.version == env!("CARGO_PKG_VERSION")
            && self.rules == crate::attribute::RULES
            && self.source == made_of.source
            && self.fingerprint == made_of.fingerprint
    }
}

/// The JSON Schema (draft 2020-12) of a line of the manifest, pretty-printed.
pub fn manifest_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(Entry).to_value())
}

/// The manifest of a folder that is being written to.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    /// Holds a shared lock: whoever puts the lines in order needs the file alone.
    file: File,
    state: Mutex<State>,
    durable: bool,
}

#[derive(Debug)]
struct State {
    /// The last line is not whole: a disk was full, or a run was killed there.
    torn: bool,
    synced: Instant,
}

impl Manifest {
    /// Opens the manifest of a folder, and makes it when it is not there.
    pub(super) fn open(folder: &Path, durable: bool) -> io::Result<Self> {
        let path = folder.join(MANIFEST);
        let mut file = open_shared(&path)?;
        let torn = ends_torn(&mut file)?;
        let state = Mutex::new(State { torn, synced: Instant::now() });
        Ok(Self { path, file, state, durable })
    }

    /// Appends a line, in one step.
    pub(super) fn append(&self, entry: &Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        if self.add(line)? {
            self.file.sync_data()?;
        }
        Ok(())
    }

    /// Whether it is time to sync: whoever added the line does so, and keeps nobody else waiting.
    fn add(&self, mut line: Vec<u8>) -> io::Result<bool> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.torn {
            line.insert(0, b'\n');
        }
        state.torn = true;
        (&self.file).write_all(&line)?;
        state.torn = false;
        let due = self.durable || state.synced.elapsed() > SYNC;
        if due {
            state.synced = Instant::now();
        }
        Ok(due)
    }

    /// Puts the lines in order, when nobody else writes to the folder.
    pub(super) fn close(&self) -> io::Result<()> {
        self.file.unlock()?;
        if self.file.try_lock().is_err() || !is_ours(&self.file, &self.path) {
            return self.file.sync_data();
        }
        let bytes = fs::read(&self.path)?;
        let ordered = order::ordered(parse(&bytes))?;
        if ordered == bytes {
            return self.file.sync_data();
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = Temporary::create(folder, OsStr::new(MANIFEST))?;
        file.allow(self.file.metadata()?.permissions())?;
        file.write(&ordered)?;
        file.rename(&self.path, true)
    }
}

/// Opens with a shared lock, and makes sure that it is still the file of that name: another run
/// may just have put it in order.
fn open_shared(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        // Where there are no locks, the lines are appended all the same.
        if file.lock_shared().is_err() || is_ours(&file, path) {
            return Ok(file);
        }
    }
}

fn is_ours(file: &File, path: &Path) -> bool {
    cfg!(not(unix)) || temporary::is_at(file, path)
}

fn ends_torn(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// The lines of a manifest; none when it is not there.
pub(super) fn read(path: &Path) -> io::Result<Vec<Entry>> {
    match fs::read(path) {
        Ok(bytes) => Ok(parse(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn parse(bytes: &[u8]) -> Vec<Entry> {
    bytes
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect()
}

#[cfg(test)]
mod tests;
