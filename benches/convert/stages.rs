//! Where the time goes, within this process.

use std::hint::black_box;
use std::time::{Duration, Instant};

use transcripta::attribute::attribute;
use transcripta::diagnostic::Diagnostics;
use transcripta::model::Transcript;
use transcripta::read::{Reading, by_name};
use transcripta::source::{DecodeOptions, Source};
use transcripta::write::{WRITERS, WriteOptions};

/// Each stage runs for about so long.
const BUDGET: Duration = Duration::from_millis(1500);
const MOST_RUNS: usize = 300;

/// Times the stages on a text and prints them.
pub(crate) fn print(name: &str, bytes: &[u8]) {
    println!("\nstages, {name} text ({} bytes)", bytes.len());
    let mut diagnostics = Diagnostics::default();
    let options = DecodeOptions::default();
    let decode = |d: &mut Diagnostics| Source::decode("bench.txt", bytes, &options, d).unwrap();
    row("decode", bytes, || drop(black_box(decode(&mut Diagnostics::default()))));
    let source = decode(&mut diagnostics);
    let reader = by_name("text").unwrap();
    let read = || {
        let reading = reader.read(&source, &mut Diagnostics::default()).unwrap();
        match reading {
            Reading::Paragraphs(draft) => *draft,
            Reading::Turns(_) => unreachable!("the text reader gives paragraphs"),
        }
    };
    row("read", bytes, || drop(black_box(read())));
    let draft = read();
    let work = || attribute(draft.clone(), "text", &mut Diagnostics::default());
    row("attribute", bytes, || drop(black_box(work())));
    let transcript = work();
    for writer in WRITERS {
        let name = format!("write {}", writer.format().name);
        row(&name, bytes, || drop(black_box(written(*writer, &transcript))));
    }
}

fn written(writer: &dyn transcripta::write::Writer, transcript: &Transcript) -> Vec<u8> {
    writer.write(transcript, &WriteOptions::default(), &mut Diagnostics::default()).unwrap()
}

fn row(what: &str, bytes: &[u8], mut work: impl FnMut()) {
    work(); // Tables of rules are compiled at their first use.
    let mut times = Vec::new();
    let start = Instant::now();
    while times.is_empty() || (start.elapsed() < BUDGET && times.len() < MOST_RUNS) {
        let begun = Instant::now();
        work();
        times.push(begun.elapsed());
    }
    let time = crate::median(times);
    let speed = bytes.len() as f64 / 1e6 / time.as_secs_f64();
    println!("  {what:<36} {:>10} {speed:>8.1} MB/s", crate::show(time));
}
