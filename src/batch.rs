//! Many files: what to read, what to write, and writing it whole or not at all.
//!
//! [`run`] goes through four steps. `discover` finds the inputs, `plan` decides what each
//! one becomes and refuses what cannot be (nothing has been written yet), `execute` converts
//! one input (several at a time: `pool`), `output` puts the bytes under their name in one move,
//! and the `manifest` of the output folder remembers it. Nothing is printed: a [`Reporter`] is
//! told, and the [`Summary`] counts.

mod catalogue;
mod destination;
mod digest;
mod discover;
mod execute;
mod failure;
mod fingerprint;
mod gate;
mod input;
mod links;
mod list;
mod manifest;
mod mark;
mod names;
mod output;
mod pattern;
mod plan;
mod pool;
mod record;
mod report;
mod request;
mod select;
mod sidecar;
mod stream;
mod system_fonts;
mod temporary;
#[cfg(test)]
mod tests;
mod walk;

pub use destination::Output;
pub use digest::{Digest, PathText};
pub use failure::{Failure, Refusal};
pub use gate::Gate;
pub use input::{Input, Loaded, load};
pub use list::read_list;
pub use manifest::{Entry, EntryOutput, MANIFEST, manifest_schema};
pub use plan::Target;
pub use record::{Basis, Record, RecordError, RecordFinding, RecordOutput, report_schema};
pub use report::{
    Facts, Finding, InputReport, LeftOut, Outcome, OutputReport, Reporter, Saved, Summary,
};
pub use request::{MAX_BYTES, Request, Streams, Work};
pub use select::{Glob, Selection};
pub use sidecar::{CorrectionsFrom, corrections, read_text, sidecar, write_corrections};
pub use stream::{
    StreamInput, StreamMade, StreamOptions, StreamOutput, StreamSummary, stream,
    stream_input_schema, stream_schema,
};

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::format::Format;
use crate::verify;
use catalogue::Catalogue;
use destination::Destination;
use discover::Discovery;
use execute::Run;
use links::Folders;
use manifest::{Manifest, Recorded};
use output::Saver;
use plan::Job;

/// Converts every input to every format, and goes on when one fails.
///
/// # Errors
/// [`Refusal`] when the request makes no sense as a whole. Nothing has been written then.
pub fn run(
    request: Request,
    streams: Streams,
    gate: &Arc<Gate>,
    reporter: &mut dyn Reporter,
) -> Result<Summary, Refusal> {
    let resolved = destination::resolve(&request)?;
    if request.verify {
        can_verify(&resolved.formats)?;
    }
    if request.work.resume && !matches!(resolved.destination, Destination::Folder(_)) {
        return Err(Refusal::NeedsOutputFolder { option: "--resume" });
    }
    let mut catalogue = request.metadata.as_deref().map(Catalogue::read).transpose()?;
    let folders = Folders::default();
    let Discovery { found, failed, left_out } =
        discover::discover(&request, &resolved.destination, &folders);
    left_out.iter().for_each(|(path, reason)| reporter.left_out(path, *reason));
    if found.len() > 1 && matches!(request.corrections, CorrectionsFrom::File(_)) {
        return Err(Refusal::CorrectionsForSeveral);
    }
    let mut remarks = Remarks { reporter, count: 0 };
    let rows = catalogue.as_mut().map(|catalogue| rows(&found, catalogue, &mut remarks));
    let mut jobs = plan::plan(found, &resolved, request.keep_extension, &|p| folders.resolve(p))?;
    for (job, row) in jobs.iter_mut().zip(rows.into_iter().flatten()) {
        job.row = row;
    }
    let started = !jobs.is_empty();
    remarks.reporter.begins(jobs.len() + failed.len());
    if started && !request.work.dry_run {
        output::prepare(&resolved.destination)?;
    }
    let run = Arc::new(prepare(request, jobs, streams, gate, resolved.destination, &mut remarks));
    let mut summary = Summary { started, warnings: remarks.count, ..Summary::default() };
    work(&run, failed, &mut summary, reporter);
    summary.interrupted = gate.is_stopped();
    if let (Some(manifest), false) = (&run.manifest, summary.interrupted) {
        // The lines are there; in order or not is for the next run.
        let _ = manifest.close();
    }
    Ok(summary)
}

/// Refuses formats that nothing can read back, before anything is read.
fn can_verify(formats: &[&'static Format]) -> Result<(), Refusal> {
    let known = verify::formats();
    match formats.iter().find(|format| !known.contains(&format.name)) {
        Some(format) => Err(Refusal::NoVerification { format: format.name }),
        None => Ok(()),
    }
}

/// Tells of what concerns the whole run, and counts it.
struct Remarks<'a> {
    reporter: &'a mut dyn Reporter,
    count: usize,
}

impl Remarks<'_> {
    fn push(&mut self, subject: &Path, remark: &str) {
        self.count += 1;
        self.reporter.remark(subject, remark);
    }
}

/// The row of each input; tells what of the table is for none, and which inputs have none.
fn rows(
    found: &[discover::Found],
    catalogue: &mut Catalogue,
    remarks: &mut Remarks<'_>,
) -> Vec<Option<catalogue::Row>> {
    let rows: Vec<_> = found
        .iter()
        .map(|found| match &found.input {
            Input::Path(path) => catalogue.row(path, &found.folder),
            Input::Stream => catalogue.row(Path::new("stdin"), Path::new("")),
        })
        .collect();
    let list = catalogue.path.clone();
    for column in &catalogue.unknown {
        remarks.push(&list, &format!("column `{column}` is no element of Dublin Core: left out"));
    }
    let without = found.iter().zip(&rows).filter(|(_, row)| row.is_none());
    let without: Vec<String> = without.map(|(found, _)| found.input.to_string()).collect();
    if !without.is_empty() {
        remarks.push(&list, &format!("no row for {}", some_of(&without)));
    }
    let unused = catalogue.unused();
    if !unused.is_empty() {
        remarks.push(&list, &format!("no file for the row of {}", some_of(&unused)));
    }
    rows
}

/// The first few, and how many more.
fn some_of<S: AsRef<str>>(names: &[S]) -> String {
    let first: Vec<&str> = names.iter().take(3).map(AsRef::as_ref).collect();
    match names.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// Makes ready what the jobs have in common, and removes what a killed run left.
fn prepare(
    request: Request,
    jobs: Vec<Job>,
    streams: Streams,
    gate: &Arc<Gate>,
    destination: Destination,
    remarks: &mut Remarks<'_>,
) -> Run {
    let folder = match destination {
        Destination::Folder(folder) => Some(folder),
        Destination::File(_) | Destination::Stream => None,
    };
    let Work { dry_run, durable, resume, .. } = request.work;
    let (mut manifest, mut recorded) = (None, None);
    if let (Some(folder), true, true) = (&folder, request.has_manifest(), !jobs.is_empty()) {
        let path = folder.join(MANIFEST);
        if !dry_run {
            sweep(folder, &jobs);
            match Manifest::open(folder, durable) {
                Ok(open) => manifest = Some(open),
                Err(error) => remarks.push(&path, &Failure::Unwritable(error).to_string()),
            }
        }
        if resume {
            recorded = Some(Recorded::read(&path).unwrap_or_else(|error| {
                remarks.push(&path, &Failure::Unreadable(error).to_string());
                Recorded::default()
            }));
        }
    }
    let saver = Saver {
        force: request.force,
        dry_run,
        durable,
        root: folder.as_deref().map(links::resolve_links),
        // Asked anew: what is between planning and writing must not go unseen.
        folders: Folders::default(),
    };
    let (streams, gate) = (Mutex::new(streams), Arc::clone(gate));
    let writing = fingerprint::of_writing(&request.write, &request.font_folders);
    Run { request, writing, jobs, streams, gate, saver, folder, manifest, recorded }
}

/// Removes what killed runs left, in every folder that is written to.
fn sweep(root: &Path, jobs: &[Job]) {
    let targets = jobs.iter().flat_map(|job| &job.outputs).filter_map(|(_, target)| match target {
        Target::File(path) => path.parent(),
        Target::Stream => None,
    });
    let folders: BTreeSet<&Path> = targets.chain([root]).collect();
    folders.into_iter().for_each(temporary::sweep);
}

/// Does the jobs, and tells of them and of what was not found in the order of the inputs.
fn work(
    run: &Arc<Run>,
    failed: Vec<(usize, InputReport)>,
    summary: &mut Summary,
    reporter: &mut dyn Reporter,
) {
    let stop = run.request.work.fail_fast && !failed.is_empty();
    let at_a_time = at_a_time(run.request.work.jobs, run.jobs.len());
    let several = at_a_time > 1;
    let todo: Vec<(usize, u64)> = run
        .jobs
        .iter()
        .enumerate()
        .map(|(index, job)| (index, if several { size(&job.input) } else { 0 }))
        .take(if stop { 0 } else { run.jobs.len() })
        .collect();
    let reporter = std::cell::RefCell::new(reporter);
    let mut failed = failed.into_iter().peekable();
    let mut next = 0;
    let mut done = |report: &InputReport| {
        summary.add(report);
        reporter.borrow_mut().done(report);
    };
    // Up to a job: what was not found before it, and the jobs that were not done.
    let mut until = |index: usize, done: &mut dyn FnMut(&InputReport)| {
        while next <= index {
            while let Some((_, report)) = failed.next_if(|(before, _)| *before <= next) {
                done(&report);
            }
            if let Some(job) = run.jobs.get(next).filter(|_| next < index) {
                done(&InputReport::failed(job.input.clone(), Failure::NotDone));
            }
            next += 1;
        }
    };
    let tell = &mut |index, report: InputReport| {
        until(index, &mut done);
        done(&report);
    };
    let idle = &mut || reporter.borrow_mut().waits();
    pool::run(run, &todo, at_a_time, &run.gate, tell, idle);
    until(run.jobs.len(), &mut done);
}

/// How many of so many jobs are done at a time. To ask for the processors takes longer than to read a
/// short transcript: where there is one job nobody does.
fn at_a_time(wanted: Option<NonZeroUsize>, jobs: usize) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    match jobs {
        0 | 1 => 1,
        _ => wanted.map_or_else(processors, NonZeroUsize::get),
    }
}

/// What a job costs, roughly.
fn size(input: &Input) -> u64 {
    match input {
        Input::Path(path) => fs::metadata(path).map_or(0, |there| there.len()),
        Input::Stream => u64::MAX,
    }
}
