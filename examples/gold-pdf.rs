//! Sets a source with its reference reading as PDF, to look at:
//! `cargo run --example gold-pdf -- FOLDER/NAME.txt OUT.pdf [COPIES]`.
#![allow(clippy::disallowed_methods, clippy::print_stderr, clippy::unwrap_used, unreachable_pub)]

#[path = "../tests/support/gold.rs"]
mod gold;

use std::path::Path;
use std::time::Instant;

use transcripta::convert;
use transcripta::write::WriteOptions;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let input = Path::new(&args[1]);
    let text = std::fs::read_to_string(input).unwrap();
    let records = std::fs::read_to_string(input.with_extension("gold.jsonl")).unwrap();
    let name = input.file_name().unwrap().to_str().unwrap();
    let language = match name {
        _ if name.starts_with("en") => "en",
        _ if name.starts_with("zh-hant") => "zh-Hant",
        _ => "zh-Hans",
    };
    let mut transcript = gold::transcript(name, language, &text, &records);
    let copies = args.get(3).map_or(1, |n| n.parse().unwrap());
    let body = transcript.body.clone();
    transcript.body = std::iter::repeat_n(body, copies).flatten().collect();
    let start = Instant::now();
    let written = convert::write(&transcript, "pdf", &WriteOptions::default()).unwrap();
    let took = start.elapsed();
    for diagnostic in written.diagnostics.iter() {
        eprintln!("{diagnostic}");
    }
    eprintln!("{} bytes in {took:?}", written.bytes.len());
    std::fs::write(&args[2], written.bytes).unwrap();
}
