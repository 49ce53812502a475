//! One job: read one input, write its outputs.

use super::plan::{Job, Target};
use super::{
    Failure, Finding, Gate, Input, InputReport, OutputReport, Request, Saved, Streams, input,
    output, sidecar,
};
use crate::convert::{self, ReadOutcome};
use crate::diagnostic::Diagnostics;
use crate::format::Format;

/// Converts one input. What fails is in the report; the other outputs are written all the same.
pub(super) fn execute(
    job: Job,
    request: &Request,
    streams: &mut Streams<'_>,
    gate: &Gate,
) -> InputReport {
    let read = match read(&job.input, request, streams) {
        Ok(read) => read,
        Err(failure) => return InputReport::failed(job.input, failure),
    };
    let mut findings = Vec::new();
    collect(&mut findings, None, read.diagnostics);
    let mut outputs = Vec::new();
    for (format, target) in job.outputs {
        let result = convert::write(&read.transcript, format.name, &request.write)
            .map_err(Failure::from)
            .and_then(|written| {
                collect(&mut findings, Some(format), written.diagnostics);
                save(&target, &written.bytes, request.force, streams, gate)
            });
        outputs.push(OutputReport { format, target, result });
    }
    InputReport { input: job.input, findings, failure: None, outputs }
}

fn read(
    input: &Input,
    request: &Request,
    streams: &mut Streams<'_>,
) -> Result<ReadOutcome, Failure> {
    let loaded = input::load(input, streams.input)?;
    let mut options = request.read.clone();
    options.corrections = sidecar::corrections(input, &request.corrections)?;
    Ok(convert::read(&loaded.name, &loaded.bytes, &options)?)
}

fn collect(findings: &mut Vec<Finding>, format: Option<&'static Format>, found: Diagnostics) {
    findings.extend(found.into_iter().map(|diagnostic| Finding { format, diagnostic }));
}

fn save(
    target: &Target,
    bytes: &[u8],
    force: bool,
    streams: &mut Streams<'_>,
    gate: &Gate,
) -> Result<Saved, Failure> {
    match target {
        Target::Stream => streams
            .output
            .write_all(bytes)
            .and_then(|()| streams.output.flush())
            .map(|()| Saved::Written)
            .map_err(Failure::Unwritable),
        Target::File(path) => output::save(path, bytes, force, gate).map_err(Failure::Unwritable),
    }
}
