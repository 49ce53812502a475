//! The plan, tested without a file system.

use std::path::{Path, PathBuf};

use super::destination::{Destination, Resolved};
use super::discover::Found;
use super::plan::{Job, Target, plan};
use super::{Input, Refusal};
use crate::format::{Format, Medium};
use crate::write;

pub(super) fn json() -> &'static Format {
    write::by_name("json").unwrap().format()
}

/// A text format with an extension of two parts.
pub(super) static OTHER: Format = Format {
    name: "other",
    aliases: &[],
    extensions: &["other.xml"],
    media_type: "text/plain",
    medium: Medium::Text,
    summary: "",
};

/// A binary format.
pub(super) static PICTURE: Format = Format {
    name: "picture",
    aliases: &[],
    extensions: &["picture"],
    media_type: "image/x-picture",
    medium: Medium::Binary,
    summary: "",
};

fn found(path: &str, folder: &str) -> Found {
    Found {
        input: Input::Path(path.into()),
        folder: folder.into(),
        real: Some(real(Path::new(path))),
    }
}

/// Every path is below `/real`, and `link` is a link to the folder `talks`.
fn real(path: &Path) -> PathBuf {
    let path = path.to_string_lossy().replace("link/", "talks/");
    Path::new("/real").join(path)
}

fn planned(found: Vec<Found>, keep_extension: bool) -> Result<Vec<Job>, Refusal> {
    let resolved =
        Resolved { destination: Destination::Folder("out".into()), formats: vec![json(), &OTHER] };
    plan(found, &resolved, keep_extension, &real)
}

fn outputs(jobs: &[Job]) -> Vec<String> {
    jobs.iter().flat_map(|job| &job.outputs).map(|(_, target)| target.to_string()).collect()
}

#[test]
fn every_input_becomes_every_format() {
    let jobs = planned(vec![found("talks/a.txt", ""), found("b", "")], false).unwrap();
    assert_eq!(outputs(&jobs), ["out/a.json", "out/a.other.xml", "out/b.json", "out/b.other.xml"]);
}

#[test]
fn outputs_mirror_the_tree() {
    let jobs = planned(vec![found("t/x/a.txt", "x"), found("t/y/z/a.txt", "y/z")], false).unwrap();
    assert_eq!(outputs(&jobs)[0], "out/x/a.json");
    assert_eq!(outputs(&jobs)[2], "out/y/z/a.json");
}

#[test]
fn standard_input_has_a_name() {
    let stream = Found { input: Input::Stream, folder: PathBuf::new(), real: None };
    let jobs = planned(vec![stream], true).unwrap();
    assert_eq!(outputs(&jobs)[0], "out/stdin.json");
}

#[test]
fn a_collision_names_both_inputs_and_the_way_out() {
    let both = || vec![found("a.txt", ""), found("a.srt", ""), found("b.txt", "")];
    let refusal = planned(both(), false).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "a.srt: has the same output as a.txt, out/a.json; 1 more like this; nothing was written"
    );
    assert!(refusal.hint().unwrap().contains("--keep-extension"));
    let jobs = planned(both(), true).unwrap();
    assert_eq!(outputs(&jobs)[0], "out/a.txt.json");
}

#[test]
fn keep_extension_is_not_offered_where_it_does_not_help() {
    let refusal = planned(vec![found("x/a.txt", ""), found("y/a.txt", "")], false).unwrap_err();
    assert!(!refusal.hint().unwrap().contains("--keep-extension"));
}

#[test]
fn an_input_is_never_replaced() {
    let resolved = |destination| Resolved { destination, formats: vec![json()] };
    // The folder `link` is another name of `talks`, where the input is.
    let refusal = plan(
        vec![found("talks/a.json", "")],
        &resolved(Destination::Folder("link/".into())),
        false,
        &real,
    );
    assert!(matches!(refusal, Err(Refusal::ReplacesInput { .. })));
    // One input's output in another input's place.
    let refusal = plan(
        vec![found("talks/a.txt", ""), found("talks/a.json", "")],
        &resolved(Destination::Folder("talks/".into())),
        false,
        &real,
    );
    assert!(matches!(refusal, Err(Refusal::ReplacesInput { .. })));
}

#[test]
fn a_file_or_the_stream_is_taken_as_it_is() {
    for (destination, target) in [
        (Destination::File("x/y.z".into()), Target::File("x/y.z".into())),
        (Destination::Stream, Target::Stream),
    ] {
        let resolved = Resolved { destination, formats: vec![json()] };
        let jobs = plan(vec![found("a.txt", "")], &resolved, false, &real).unwrap();
        assert_eq!(jobs[0].outputs, [(json(), target)]);
    }
}
