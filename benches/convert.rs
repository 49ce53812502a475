//! How long whole runs take, against a peer, and where the time goes.
//!
//!     cargo bench --bench convert
//!     TRANSCRIPTA_BENCH_FILE=talk.txt TRANSCRIPTA_PANDOC=/opt/pandoc cargo bench --bench convert
//!
//! Runs of the two programs alternate (A B A B ...), so that a slow spell of the machine strikes
//! both; what is shown are medians and their ratio. The peer is `pandoc`, which sees paragraphs
//! and no turns: it does less. It writes one format a run, so three formats are three runs.

// A bench reads the clock, looks at files, prints, and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "convert/peer.rs"]
mod peer;
#[path = "convert/stages.rs"]
mod stages;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use peer::Peer;
use transcripta::write;

/// Pairs of runs; the first one warms up and does not count.
const PAIRS: usize = 21;
/// For what takes long.
const FEW_PAIRS: usize = 7;
/// Copies of the text in the large one.
const COPIES: usize = 100;

fn main() {
    let file = std::env::var_os("TRANSCRIPTA_BENCH_FILE").map_or_else(
        || {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            root.join("fixtures/zh-water-bureau/zh-water-bureau.txt")
        },
        PathBuf::from,
    );
    let text = std::fs::read(&file).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("small.txt");
    let large = folder.path().join("large.txt");
    std::fs::write(&small, &text).unwrap();
    std::fs::write(&large, copies(&text)).unwrap();
    let peer = Peer::find();
    match &peer {
        Some(peer) => println!("peer: {peer}"),
        None => println!("peer: none (`pandoc` does not run; TRANSCRIPTA_PANDOC names one)"),
    }
    println!("text: {} bytes; large: {COPIES} copies", text.len());
    println!("\n{:<38} {:>10} {:>10} {:>7}", "whole runs", "this", "peer", "ratio");
    for (what, input, formats, pairs) in [
        ("start and end: --version", None, "", PAIRS),
        ("small to JSON, TEI, Markdown", Some(&small), "json,tei,md", PAIRS),
        ("small to JSON, TEI, Markdown, PDF", Some(&small), "json,tei,md,pdf", PAIRS),
        ("large to TEI", Some(&large), "tei", FEW_PAIRS),
        ("large to JSON, TEI, Markdown", Some(&large), "json,tei,md", FEW_PAIRS),
    ] {
        if formats.split(',').any(|f| !f.is_empty() && write::by_name(f).is_err()) {
            println!("{what:<38} left out: not every format can be written yet");
            continue;
        }
        let mut ours = || ours(input.map(PathBuf::as_path), formats, folder.path());
        let theirs = peer
            .as_ref()
            .and_then(|peer| peer.commands(input.map(PathBuf::as_path), formats, folder.path()));
        let (ours, theirs) = in_pairs(pairs, &mut ours, theirs);
        let shown = theirs.map_or("-".to_owned(), show);
        let ratio = theirs
            .map_or("-".to_owned(), |t| format!("{:.1}x", t.as_secs_f64() / ours.as_secs_f64()));
        println!("{what:<38} {:>10} {shown:>10} {ratio:>7}", show(ours));
    }
    for (name, path) in [("small", &small), ("large", &large)] {
        stages::print(name, &std::fs::read(path).unwrap());
    }
}

/// This program, into a folder.
fn ours(input: Option<&Path>, formats: &str, folder: &Path) -> Vec<Command> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_transcripta"));
    match input {
        None => command.arg("--version"),
        Some(input) => {
            command.arg("convert").arg(input).args(["--force", "--quiet"]);
            command.args(["--to", formats, "--output"]).arg(folder.join("ours/"))
        }
    };
    vec![command]
}

/// Medians of the two, run in turn.
fn in_pairs(
    pairs: usize,
    ours: &mut dyn FnMut() -> Vec<Command>,
    theirs: Option<Vec<Command>>,
) -> (Duration, Option<Duration>) {
    let mut times = (Vec::new(), Vec::new());
    let mut theirs = theirs;
    for i in 0..=pairs {
        let time = run(&mut ours());
        let their_time = theirs.as_mut().map(|commands| run(commands));
        if i > 0 {
            times.0.push(time);
            times.1.extend(their_time);
        }
    }
    let their_median = (!times.1.is_empty()).then(|| median(times.1));
    (median(times.0), their_median)
}

/// Runs commands one after the other; the time from the first's start to the last's end.
fn run(commands: &mut [Command]) -> Duration {
    let start = Instant::now();
    for command in commands {
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    start.elapsed()
}

fn copies(text: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity((text.len() + 1) * COPIES);
    for _ in 0..COPIES {
        all.extend_from_slice(text);
        if !text.ends_with(b"\n") {
            all.push(b'\n');
        }
    }
    all
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn show(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
