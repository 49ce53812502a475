//! One job: read one input, write its outputs.
#![allow(clippy::disallowed_methods)] // `batch` touches files and says how long it took.

use std::any::Any;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde_json::Value;

use super::digest::{Digest, PathText};
use super::fingerprint::fingerprint;
use super::manifest::{Entry, EntryOutput, Manifest, Provenance, Recorded};
use super::output::{Past, Saver};
use super::plan::{Job, Target};
use super::pool::Work;
use super::{
    Facts, Failure, Finding, Gate, Input, InputReport, Outcome, OutputReport, Request, Saved,
    Streams, input, sidecar, system_fonts,
};
use crate::convert::{self, ReadOptions};
use crate::diagnostic::Diagnostics;
use crate::format::Format;
use crate::model::Transcript;
use crate::verify::{self, Original};
use crate::write::{self, Font, WriteOptions};

/// All that the jobs of a run have in common.
pub(super) struct Run {
    pub(super) request: Request,
    /// The options of writing, for the record.
    pub(super) writing: Value,
    pub(super) jobs: Vec<Job>,
    pub(super) streams: Mutex<Streams>,
    pub(super) gate: Arc<Gate>,
    pub(super) saver: Saver,
    /// The output folder, as outputs are named below it.
    pub(super) folder: Option<PathBuf>,
    pub(super) manifest: Option<Manifest>,
    /// What earlier runs wrote; with `--resume` only.
    pub(super) recorded: Option<Recorded>,
}

impl Work for Run {
    type Result = InputReport;
    type Left = Option<Original>;

    fn work(&self, index: usize) -> (InputReport, Option<Original>) {
        let started = Instant::now();
        let job = &self.jobs[index];
        // The readers and writers do not mean to panic, but they stand on the work of others: a
        // fault there ends one input, not a night's work.
        let mut left = None;
        let mut report = catch_unwind(AssertUnwindSafe(|| self.execute(job, &mut left)))
            .unwrap_or_else(|fault| Err(Failure::Fault { message: message(&*fault) }))
            .unwrap_or_else(|failure| InputReport::failed(job.input.clone(), failure));
        report.took = started.elapsed();
        (report, left)
    }

    fn ends(&self, report: &InputReport) -> bool {
        self.request.work.fail_fast && report.outcome() == Outcome::Failed
    }
}

fn message(fault: &(dyn Any + Send)) -> String {
    let text = fault.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("it panicked").to_owned()
}

/// An output, made.
struct Made {
    format: &'static Format,
    target: Target,
    /// In pieces that follow each other.
    bytes: Result<Vec<Vec<u8>>, Failure>,
    content: Option<Digest>,
}

impl Run {
    /// Converts one input. What fails is in the report; the other outputs are written all the
    /// same. What was read is `left`.
    fn execute(&self, job: &Job, left: &mut Option<Original>) -> Result<InputReport, Failure> {
        let loaded = {
            let most = self.request.work.max_bytes;
            match &job.input {
                Input::Path(_) => input::load(&job.input, &mut std::io::empty(), most)?,
                Input::Stream => {
                    let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
                    input::load(&job.input, &mut streams.input, most)?
                }
            }
        };
        let mut options = job.read_options(&self.request.read);
        options.corrections = sidecar::corrections(&job.input, &self.request.corrections)?;
        let made_of = self.keeps_records().then(|| self.provenance(&loaded.bytes, &options));
        if let Some(made_of) = &made_of
            && let Some(report) = self.up_to_date(job, made_of)
        {
            return Ok(report);
        }
        options.without_plain = !self.request.verify;
        let mut read = convert::read(&loaded.name, &loaded.bytes, &options)?;
        let mut report = InputReport::of(job.input.clone());
        report.facts = Some(Facts::of(&read.transcript));
        collect(&mut report.findings, None, std::mem::take(&mut read.diagnostics));
        let original = &*left.insert(Original::of(&loaded.name, read));
        let how = self.write_options(job, original.transcript(), loaded.bytes);
        let mut outputs = Vec::new();
        for (format, target) in &job.outputs {
            let written = convert::write_pieces(original.transcript(), format.name, &how);
            let bytes = written.map_err(Failure::from).and_then(|(mut pieces, diagnostics)| {
                collect(&mut report.findings, Some(format), diagnostics);
                if self.request.verify {
                    pieces = vec![pieces.concat()];
                    prove(format, &pieces[0], &how.pdf.fonts, original)?;
                }
                Ok(pieces)
            });
            let told = self.request.work.digests || made_of.is_some();
            let content =
                bytes.as_ref().ok().filter(|_| told).map(|pieces| Digest::of_pieces(pieces));
            outputs.push(Made { format, target: target.clone(), bytes, content });
        }
        let entry = made_of.map(|made_of| {
            let mut entry = Entry::new(job.input.path_text(), made_of);
            entry.options = original.transcript().process.options.clone();
            entry
        });
        report.outputs = self.save(outputs, entry);
        Ok(report)
    }

    /// Whether it is recorded what outputs were made of, or was.
    fn keeps_records(&self) -> bool {
        self.manifest.is_some() || self.recorded.is_some()
    }

    /// The options of writing, with what the writers want of this input.
    fn write_options(&self, job: &Job, transcript: &Transcript, source: Vec<u8>) -> WriteOptions {
        let mut options = self.request.write.clone();
        options.source = options.wants_source().then(|| source.into());
        let folders = &self.request.font_folders;
        if !folders.is_empty() && job.outputs.iter().any(|(format, _)| format.name == "pdf") {
            // That a font cannot be opened is said when the PDF is written.
            let missing = write::missing_characters(transcript, &options.pdf).unwrap_or_default();
            options.pdf.fonts.extend(system_fonts::find(folders, missing));
        }
        options
    }

    fn provenance(&self, bytes: &[u8], options: &ReadOptions) -> Provenance {
        let fingerprint = fingerprint(options, &self.writing);
        Provenance { source: Digest::of(bytes), fingerprint }
    }

    /// The report of an input of which every output is there as it would be made again.
    fn up_to_date(&self, job: &Job, made_of: &Provenance) -> Option<InputReport> {
        let recorded = self.recorded.as_ref()?;
        let mut report = InputReport::of(job.input.clone());
        for (format, target) in &job.outputs {
            let Target::File(path) = target else {
                return None;
            };
            // Which fonts the system has now shows only when the PDF is made.
            if format.name == "pdf" && !self.request.font_folders.is_empty() {
                return None;
            }
            let content = Digest::of(&fs::read(path).ok()?);
            if !recorded.is_current(self.below(path), &content, made_of) {
                return None;
            }
            let (target, content) = (target.clone(), Some(content));
            report.outputs.push(OutputReport {
                format,
                target,
                content,
                result: Ok(Saved::Skipped),
            });
        }
        Some(report)
    }

    /// Records the outputs, then writes them.
    fn save(&self, outputs: Vec<Made>, mut entry: Option<Entry>) -> Vec<OutputReport> {
        if let Some(entry) = &mut entry {
            entry.outputs = outputs.iter().filter_map(|made| self.entry_output(made)).collect();
        }
        let recorded = self.append(entry.as_ref());
        let mut missing = Vec::new();
        let mut reports = Vec::new();
        for made in outputs {
            let result = match (&recorded, made.bytes) {
                (Ok(()), Ok(bytes)) => self.save_one(&made.target, &bytes),
                (_, Err(failure)) => Err(failure),
                (Err(error), Ok(_)) => Err(Failure::Unwritable(error.kind().into())),
            };
            if !matches!(result, Ok(Saved::Written | Saved::Replaced | Saved::Unchanged)) {
                missing.push(PathText::of(self.below_target(&made.target)));
            }
            let Made { format, target, content, .. } = made;
            reports.push(OutputReport { format, target, content, result });
        }
        if let Some(entry) = &mut entry {
            entry.outputs.retain(|output| missing.contains(&output.path));
            entry.outputs.iter_mut().for_each(|output| output.content = None);
        }
        if recorded.is_ok() {
            // When the disk is full the correction may fail too: the outputs are not there, and
            // a resumed run sees that for itself.
            let _ = self.append(entry.as_ref());
        }
        reports
    }

    fn append(&self, entry: Option<&Entry>) -> std::io::Result<()> {
        match (&self.manifest, entry) {
            (Some(manifest), Some(entry)) if !entry.outputs.is_empty() => manifest.append(entry),
            _ => Ok(()),
        }
    }

    fn entry_output(&self, made: &Made) -> Option<EntryOutput> {
        Some(EntryOutput {
            format: made.format.name.to_owned(),
            path: PathText::of(self.below_target(&made.target)),
            content: Some(made.content.clone()?),
        })
    }

    fn save_one(&self, target: &Target, pieces: &[Vec<u8>]) -> Result<Saved, Failure> {
        match target {
            Target::Stream if self.saver.dry_run => Ok(Saved::Written),
            Target::Stream => {
                let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
                let output = &mut streams.output;
                pieces
                    .iter()
                    .try_for_each(|piece| output.write_all(piece))
                    .and_then(|()| output.flush())
                    .map_err(Failure::Unwritable)?;
                Ok(Saved::Written)
            }
            Target::File(path) => {
                let past = |old: &[u8]| match &self.recorded {
                    Some(recorded) => recorded.past(self.below(path), old),
                    None => Past::Unknown,
                };
                let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
                self.saver.save(path, &pieces, &past, &self.gate)
            }
        }
    }

    fn below_target<'a>(&self, target: &'a Target) -> &'a Path {
        match target {
            Target::File(path) => self.below(path),
            Target::Stream => Path::new(""),
        }
    }

    /// The path of an output, from the output folder.
    fn below<'a>(&self, path: &'a Path) -> &'a Path {
        self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path)
    }
}

/// Whether the bytes hold what was read.
fn prove(
    format: &Format,
    bytes: &[u8],
    fonts: &[Font],
    original: &Original,
) -> Result<(), Failure> {
    let back = verify::read_back_with(format.name, bytes, fonts);
    let verified = back.and_then(|back| verify::verify(back, original));
    verified.map(drop).map_err(Failure::NotWritten)
}

fn collect(findings: &mut Vec<Finding>, format: Option<&'static Format>, found: Diagnostics) {
    findings.extend(found.into_iter().map(|diagnostic| Finding { format, diagnostic }));
}
