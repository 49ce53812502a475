//! What each input becomes. Pure: what cannot be is refused here, before anything is written.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::catalogue::{self, Row};
use super::destination::{Destination, Resolved};
use super::discover::Found;
use super::{Input, Refusal, names};
use crate::convert::ReadOptions;
use crate::format::Format;

/// One input and its outputs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Job {
    pub(super) input: Input,
    pub(super) outputs: Vec<(&'static Format, Target)>,
    /// What is known of this input alone.
    pub(super) row: Option<Row>,
}

impl Job {
    /// The options of reading, with what is known of this input.
    pub(super) fn read_options(&self, all: &ReadOptions) -> ReadOptions {
        match &self.row {
            Some(row) => catalogue::with_row(all, row),
            None => all.clone(),
        }
    }
}

/// Where an output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stream,
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stream => f.write_str("stdout"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Plans the jobs, in the order of the inputs. `resolve` follows links in a path, as far as it
/// exists.
pub(super) fn plan(
    found: Vec<Found>,
    resolved: &Resolved,
    keep_extension: bool,
    resolve: &dyn Fn(&Path) -> PathBuf,
) -> Result<Vec<Job>, Refusal> {
    let jobs: Vec<Job> = found.iter().map(|found| job(found, resolved, keep_extension)).collect();
    let targets = real_targets(&jobs, resolve);
    check_inputs(&found, &targets)?;
    check_collisions(&found, &targets, keep_extension)?;
    Ok(jobs)
}

fn job(found: &Found, resolved: &Resolved, keep_extension: bool) -> Job {
    let target = |format: &Format| match &resolved.destination {
        Destination::Stream => Target::Stream,
        Destination::File(path) => Target::File(path.clone()),
        Destination::Folder(root) => {
            let keep = keep_extension && found.input != Input::Stream;
            let name = names::output_name(found.input.file_name(), format, keep);
            Target::File(root.join(&found.folder).join(name))
        }
    };
    Job {
        input: found.input.clone(),
        outputs: resolved.formats.iter().map(|format| (*format, target(format))).collect(),
        row: None,
    }
}

/// A file that a job writes.
struct RealTarget<'a> {
    /// Index of the job.
    job: usize,
    /// As the user sees it.
    path: &'a Path,
    /// Without links, in one case where the file system makes no difference.
    real: PathBuf,
}

fn real_targets<'a>(jobs: &'a [Job], resolve: &dyn Fn(&Path) -> PathBuf) -> Vec<RealTarget<'a>> {
    let mut targets = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        for (_, target) in &job.outputs {
            if let Target::File(path) = target {
                targets.push(RealTarget { job: index, path, real: fold(resolve(path)) });
            }
        }
    }
    targets
}

/// On Windows and macOS `A.json` and `a.json` are usually one file. Elsewhere they are two, and
/// an output that is in the way all the same is kept, not overwritten.
fn fold(path: PathBuf) -> PathBuf {
    if cfg!(any(windows, target_os = "macos")) {
        path.to_string_lossy().to_lowercase().into()
    } else {
        path
    }
}

fn check_inputs(found: &[Found], targets: &[RealTarget<'_>]) -> Result<(), Refusal> {
    let inputs: BTreeMap<PathBuf, &Input> =
        found.iter().filter_map(|f| Some((fold(f.real.clone()?), &f.input))).collect();
    for target in targets {
        if let Some(input) = inputs.get(&target.real) {
            return Err(Refusal::ReplacesInput {
                output: target.path.to_path_buf(),
                input: input.to_string(),
            });
        }
    }
    Ok(())
}

fn check_collisions(
    found: &[Found],
    targets: &[RealTarget<'_>],
    keep_extension: bool,
) -> Result<(), Refusal> {
    let mut owners = BTreeMap::new();
    let mut collisions = Vec::new();
    for target in targets {
        match owners.get(&target.real) {
            Some(owner) => collisions.push((*owner, target)),
            None => {
                owners.insert(&target.real, target.job);
            }
        }
    }
    let Some((owner, target)) = collisions.first() else {
        return Ok(());
    };
    let (first, second) = (&found[*owner].input, &found[target.job].input);
    // One input with a target twice: two formats of one extension, which the registry forbids.
    Err(Refusal::Collision {
        output: target.path.to_path_buf(),
        first: first.to_string(),
        second: second.to_string(),
        more: collisions.len() - 1,
        extension_helps: !keep_extension && first.file_name() != second.file_name(),
    })
}
