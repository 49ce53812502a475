//! One job: read one input, write its outputs.

use super::plan::{Job, Target};
use super::{
    Failure, Finding, Gate, Input, InputReport, OutputReport, Request, Saved, Streams, input,
    output, sidecar, system_fonts,
};
use crate::convert::{self, ReadOutcome};
use crate::diagnostic::Diagnostics;
use crate::format::Format;
use crate::verify::{self, Original};
use crate::write::{self, WriteOptions};

/// Converts one input. What fails is in the report; the other outputs are written all the same.
pub(super) fn execute(
    job: Job,
    request: &Request,
    streams: &mut Streams<'_>,
    gate: &Gate,
) -> InputReport {
    let mut options = request.write.clone();
    let (name, mut read) = match read(&job.input, request, streams, &mut options) {
        Ok(read) => read,
        Err(failure) => return InputReport::failed(job.input, failure),
    };
    let mut findings = Vec::new();
    collect(&mut findings, None, std::mem::take(&mut read.diagnostics));
    if !request.font_folders.is_empty() && job.outputs.iter().any(|(f, _)| f.name == "pdf") {
        // That a font cannot be opened is said when the PDF is written.
        let missing = write::missing_characters(&read.transcript, &options.pdf).unwrap_or_default();
        options.pdf.fonts.extend(system_fonts::find(&request.font_folders, missing));
    }
    let original = Original::of(&name, read);
    let mut outputs = Vec::new();
    for (format, target) in job.outputs {
        let result = convert::write(original.transcript(), format.name, &options)
            .map_err(Failure::from)
            .and_then(|written| {
                collect(&mut findings, Some(format), written.diagnostics);
                let original = request.verify.then_some(&original);
                put(format, &target, &written.bytes, original, request.force, streams, gate)
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
) -> Result<(String, ReadOutcome), Failure> {
    let loaded = input::load(input, streams.input)?;
    let mut how = request.read.clone();
    how.corrections = sidecar::corrections(input, &request.corrections)?;
    let read = convert::read(&loaded.name, &loaded.bytes, &how)?;
    options.source = options.wants_source().then(|| loaded.bytes.into());
    Ok((loaded.name, read))
}

/// Whether the bytes hold what was read.
fn prove(format: &Format, bytes: &[u8], original: &Original) -> Result<(), Failure> {
    let back = verify::read_back(format.name, bytes);
    let verified = back.and_then(|back| verify::verify(back, original));
    verified.map(drop).map_err(Failure::NotWritten)
}

/// Puts the bytes where they go; with an original, only if they prove it.
fn put(
    format: &Format,
    target: &Target,
    bytes: &[u8],
    original: Option<&Original>,
    force: bool,
    streams: &mut Streams<'_>,
    gate: &Gate,
) -> Result<Saved, Failure> {
    if let Some(original) = original {
        prove(format, bytes, original)?;
    }
    save(target, bytes, force, streams, gate)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::ReadOptions;
    use crate::write::{self, WriteOptions};

    #[test]
    fn what_is_not_proven_is_not_written() {
        let original = |text: &str| {
            Original::read("talk.txt", text.as_bytes(), &ReadOptions::default()).unwrap()
        };
        let source = original("Ann: Yes.\nBen: No.\nAnn: Well.\nBen: So.\n");
        let folder = tempfile::tempdir().unwrap();
        for writer in write::WRITERS {
            let format = writer.format();
            let name = format.name;
            let bytes = |of: &Original| {
                convert::write(of.transcript(), name, &WriteOptions::default()).unwrap().bytes
            };
            let path = folder.path().join(name);
            let target = Target::File(path.clone());
            let mut streams = Streams { input: &mut std::io::empty(), output: &mut Vec::new() };
            let mut put = |bytes: &[u8]| {
                let gate = Gate::default();
                put(format, &target, bytes, Some(&source), false, &mut streams, &gate)
            };
            let good = bytes(&source);
            let other = bytes(&original("Ann: Yes.\nBen: No!\nAnn: Well.\nBen: So.\n"));
            for bad in [&other[..], &good[..good.len() / 2], b""] {
                let result = put(bad);
                assert!(matches!(result, Err(Failure::NotWritten(_))), "{name}: {result:?}");
                assert!(!path.exists(), "{name}");
            }
            assert_eq!(put(&good).unwrap(), Saved::Written);
        }
    }
}
