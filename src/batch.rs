//! Many files: what to read, what to write, and writing it whole or not at all.
//!
//! [`run`] goes through four steps. `discover` finds the inputs, `plan` decides what each
//! one becomes and refuses what cannot be (nothing has been written yet), `execute` converts
//! one input, `output` puts the bytes under their name in one move. Nothing is printed: a
//! [`Reporter`] is told, and the [`Summary`] counts.

mod destination;
mod discover;
mod execute;
mod failure;
mod gate;
mod input;
mod mark;
mod names;
mod output;
mod pattern;
mod plan;
mod report;
mod sidecar;
mod system_fonts;
#[cfg(test)]
mod tests;
mod walk;

pub use destination::Output;
pub use failure::{Failure, Refusal};
pub use gate::Gate;
pub use input::{Input, Loaded, load};
pub use plan::Target;
pub use report::{Finding, InputReport, LeftOut, OutputReport, Reporter, Saved, Summary};
pub use sidecar::{CorrectionsFrom, corrections, read_text, sidecar, write_corrections};

use std::io;
use std::path::PathBuf;

use crate::convert::ReadOptions;
use crate::format::Format;
use crate::verify;
use crate::write::WriteOptions;
use discover::Discovery;

/// What to do.
#[derive(Debug)]
pub struct Request {
    /// What to read, in order.
    pub inputs: Vec<Input>,
    /// What to write; empty when the name of the output tells.
    pub to: Vec<&'static Format>,
    /// Where to.
    pub output: Output,
    /// How to read.
    pub read: ReadOptions,
    /// Where a person's decisions are.
    pub corrections: CorrectionsFrom,
    /// How to write.
    pub write: WriteOptions,
    /// Where to look for fonts that a PDF lacks; nowhere when empty.
    pub font_folders: Vec<PathBuf>,
    /// Make `a.txt.json` of `a.txt`, instead of `a.json`.
    pub keep_extension: bool,
    /// Replace outputs that exist and differ.
    pub force: bool,
    /// Read every output back and compare it with its input before it gets its name.
    pub verify: bool,
}

/// The two standard streams, for [`Input::Stream`] and [`Output::Stream`].
pub struct Streams<'a> {
    /// Read to its end.
    pub input: &'a mut dyn io::Read,
    /// Gets the bytes of the one output.
    pub output: &'a mut dyn io::Write,
}

/// Converts every input to every format, and goes on when one fails.
///
/// # Errors
/// [`Refusal`] when the request makes no sense as a whole. Nothing has been written then.
pub fn run(
    request: &Request,
    streams: &mut Streams<'_>,
    gate: &Gate,
    reporter: &mut dyn Reporter,
) -> Result<Summary, Refusal> {
    let resolved = destination::resolve(request)?;
    if request.verify {
        can_verify(&resolved.formats)?;
    }
    let Discovery { found, failed, left_out } = discover::discover(request, &resolved.destination);
    for (path, reason) in &left_out {
        reporter.left_out(path, *reason);
    }
    let mut summary = Summary::default();
    for report in failed {
        summary.add(&report);
        reporter.done(&report);
    }
    if found.is_empty() {
        return Ok(summary);
    }
    if found.len() > 1 && matches!(request.corrections, CorrectionsFrom::File(_)) {
        return Err(Refusal::CorrectionsForSeveral);
    }
    let jobs = plan::plan(found, &resolved, request.keep_extension, &output::resolve_links)?;
    output::prepare(&resolved.destination)?;
    summary.started = true;
    for job in jobs {
        let report = execute::execute(job, request, streams, gate);
        summary.add(&report);
        reporter.done(&report);
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
