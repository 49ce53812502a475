//! One job: read one input, write its outputs.

use super::plan::{Job, Target};
use super::{
    Failure, Finding, Gate, Input, InputReport, OutputReport, Request, Saved, Streams, input,
    output, sidecar, system_fonts,
};
use crate::convert::{self, ReadOutcome};
use crate::diagnostic::Diagnostics;
use crate::format::Format;
use crate::write::{self, WriteOptions};

/// Converts one input. What fails is in the report; the other outputs are written all the same.
pub(super) fn execute(
    job: Job,
    request: &Request,
    streams: &mut Streams<'_>,
    gate: &Gate,
) -> InputReport {
    let mut options = request.write.clone();
    let read = match read(&job.input, request, streams, &mut options) {
        Ok(read) => read,
        Err(failure) => return InputReport::failed(job.input, failure),
    };
    let mut findings = Vec::new();
    collect(&mut findings, None, read.diagnostics);
    if !request.font_folders.is_empty() && job.outputs.iter().any(|(f, _)| f.name == "pdf") {
        // That a font cannot be opened is said when the PDF is written.
        let missing = write::missing_characters(&read.transcript, &options.pdf).unwrap_or_default();
        options.pdf.fonts.extend(system_fonts::find(&request.font_folders, missing));
    }
    let mut outputs = Vec::new();
    for (format, target) in job.outputs {
        let result = convert::write(&read.transcript, format.name, &options)
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
    options: &mut WriteOptions,
) -> Result<ReadOutcome, Failure> {
    let loaded = input::load(input, streams.input)?;
    let mut how = request.read.clone();
    how.corrections = sidecar::corrections(input, &request.corrections)?;
    let read = convert::read(&loaded.name, &loaded.bytes, &how)?;
    options.source = options.wants_source().then(|| loaded.bytes.into());
    Ok(read)
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
