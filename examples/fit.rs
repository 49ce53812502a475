//! Fits the weights of the rules to a corpus, and shows by cross-validation what that is worth.
//!
//!     cargo run --release --example fit -- CORPUS            cross-validation only
//!     cargo run --release --example fit -- CORPUS --write    and rewrite src/attribute/rules/*.toml
//!
//! CORPUS holds `roles.tsv` (which of two speakers is the host) and folders of `NAME.txt` with
//! `NAME.gold.jsonl`. Texts whose labels were taken out (`NAME.unlabelled.txt`), or that never
//! had any, are learned from, but for those of the blind part named below. Every text counts
//! twice: as it is, and with what is no speech taken out.

// A tool for developers, not a part of the pure core.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use transcripta::attribute::fit::{Fitted, Lesson, Voice, fit};
use transcripta::diagnostic::Diagnostics;
use transcripta::read::{Reading, by_name};
use transcripta::source::{DecodeOptions, Source};

/// Never learned from: what is measured on them is what unseen texts will give.
const BLIND: &[&str] = &[
    "hk_li_wenliang.unlabelled.txt",
    "hk_nat_marx_statue.txt",
    "hk_simon_chu_archives.unlabelled.txt",
    "ieee_arkin.unlabelled.txt",
    "hk_nat_bokhary_en.txt",
    "bt_livera_antonopoulos.unlabelled.txt",
    "de_flaig.txt",
];

/// Conversations between peers: two worlds; they count less than published interviews.
const CONVERSATIONS: &[&str] = &["bt_", "cl_", "lenny_", "tf_", "es_", "gl_"];

/// How strongly the weights are held to the prior in the tables.
const STRENGTH: f64 = 4.0;

#[derive(Deserialize)]
struct Record {
    kind: String,
    speaker: Option<String>,
    first_line: usize,
    last_line: usize,
}

struct Text {
    name: String,
    blind: bool,
    whole: Lesson,
    given: Lesson,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let corpus = PathBuf::from(arguments.next().ok_or("usage: fit CORPUS [--write]")?);
    let write = arguments.any(|a| a == "--write");
    let texts = load(&corpus)?;
    let known: Vec<&Text> = texts.iter().filter(|t| !t.blind).collect();
    let before = Fitted::prior();
    println!("{:<40} {:>13} {:>13} {:>13}", "text", "prior", "given", "end to end");
    let mut sums = [[0.0; 6]; 2];
    let all = lessons(&known);
    let fitted = fit(&all, STRENGTH);
    for (i, text) in texts.iter().enumerate() {
        // A text that is learned from is measured with weights fitted to the others.
        let weights =
            if text.blind { fitted.clone() } else { fit(&lessons(&others(&texts, i)), STRENGTH) };
        let (old, given, whole) =
            (text.given.score(&before), text.given.score(&weights), text.whole.score(&weights));
        let row = [old.f1, old.role, given.f1, given.role, whole.f1, whole.role];
        println!(
            "{}{:<38} {:.3} {:.3}   {:.3} {:.3}   {:.3} {:.3}",
            if text.blind { "b " } else { "  " },
            text.name,
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5]
        );
        let sum = &mut sums[usize::from(is_conversation(&text.name))];
        let count = texts
            .iter()
            .filter(|t| is_conversation(&t.name) == is_conversation(&text.name))
            .count();
        sum.iter_mut().zip(row).for_each(|(s, r)| *s += r / count as f64);
    }
    for (name, s) in ["published", "conversation"].iter().zip(sums) {
        println!(
            "mean {name:<35} {:.3} {:.3}   {:.3} {:.3}   {:.3} {:.3}",
            s[0], s[1], s[2], s[3], s[4], s[5]
        );
    }
    if write {
        rewrite(&fitted)?;
    }
    Ok(())
}

fn is_conversation(name: &str) -> bool {
    CONVERSATIONS.iter().any(|prefix| name.starts_with(prefix))
}

fn lessons<'a>(texts: &[&'a Text]) -> Vec<&'a Lesson> {
    texts.iter().flat_map(|t| [&t.whole, &t.given]).collect()
}

fn others(texts: &[Text], i: usize) -> Vec<&Text> {
    // Translations of one conversation teach each other's answers.
    let family = |name: &str| name.split(['.', '_']).find(|p| p.len() > 3).map(str::to_owned);
    let this = family(&texts[i].name);
    texts.iter().filter(|t| !t.blind && family(&t.name) != this).collect()
}

fn load(corpus: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut texts = Vec::new();
    let table = std::fs::read_to_string(corpus.join("roles.tsv"))?;
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|l| l.split('\t').collect()).collect();
    let stripped: Vec<&str> =
        rows.iter().map(|r| r[0]).filter(|f| f.contains(".unlabelled.")).collect();
    for row in &rows {
        let [file, host, guest, ..] = row[..] else {
            continue;
        };
        // The labelled form of a text whose labels were taken out teaches nothing.
        if stripped.contains(&file.replace(".txt", ".unlabelled.txt").as_str()) {
            continue;
        }
        let path = corpus.join(file);
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let weight = if is_conversation(&name) { 0.2 } else { 1.0 };
        let lines = voices(&path, host, guest)?;
        texts.push(Text {
            blind: BLIND.contains(&name.as_str()),
            whole: lesson(&path, &lines, false, weight)?,
            given: lesson(&path, &lines, true, weight)?,
            name,
        });
    }
    Ok(texts)
}

/// The voice of each line (1-based) by the reference.
fn voices(path: &Path, host: &str, guest: &str) -> Result<HashMap<usize, Voice>, Box<dyn Error>> {
    let mut voices = HashMap::new();
    for line in std::fs::read_to_string(path.with_extension("gold.jsonl"))?.lines() {
        let record: Record = serde_json::from_str(line)?;
        let voice = match record.speaker.as_deref() {
            Some(name) if record.kind == "turn" && name == host => Voice::Host,
            Some(name) if record.kind == "turn" && name == guest => Voice::Guest,
            _ => Voice::Nobody,
        };
        voices.extend((record.first_line..=record.last_line).map(|l| (l, voice)));
    }
    Ok(voices)
}

fn lesson(
    path: &Path,
    voices: &HashMap<usize, Voice>,
    given: bool,
    weight: f64,
) -> Result<Lesson, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let voice = |line: usize| voices.get(&line).copied().unwrap_or(Voice::Nobody);
    let kept: Vec<(usize, &str)> = text
        .split('\n')
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(i, line)| !given || line.trim().is_empty() || voice(*i) != Voice::Nobody)
        .collect();
    let joined = kept.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let mut diagnostics = Diagnostics::default();
    let source =
        Source::decode("a.txt", joined.as_bytes(), &DecodeOptions::default(), &mut diagnostics)?;
    let Reading::Paragraphs(draft) = by_name("text")?.read(&source, &mut diagnostics)? else {
        return Err("the text reader gives paragraphs".into());
    };
    let spoken = draft.paragraphs.len().max(1) as f64;
    // Long texts do not drown short ones.
    let weight = weight * (100.0 / spoken).min(1.0);
    Ok(Lesson::new(
        &draft,
        |line| voice(kept.get(line as usize - 1).map_or(0, |(i, _)| *i)),
        weight,
    ))
}

/// Writes the fitted weights into the tables, leaving everything else as it is.
fn rewrite(fitted: &Fitted) -> Result<(), Box<dyn Error>> {
    for table in ["any", "zh", "en"] {
        let path = format!("src/attribute/rules/{table}.toml");
        let (mut name, mut section) = (String::new(), String::new());
        let mut out = String::new();
        for line in std::fs::read_to_string(&path)?.lines() {
            let (key, value) = line.split_once(" = ").unwrap_or(("", ""));
            if key == "name" {
                name = value.trim_matches('"').to_owned();
            }
            if line.starts_with('[') {
                section = line.to_owned();
            }
            let chain = fitted.chain().into_iter().find(|(k, _)| *k == key && section == "[chain]");
            let new = match (key, chain) {
                ("weights", _) => fitted.rule(&name).map(|w| format!("weights = {w}")),
                (_, Some((key, value))) => Some(format!("{key} = {value:.1}")),
                _ => None,
            };
            out.push_str(&new.unwrap_or_else(|| line.to_owned()));
            out.push('\n');
        }
        std::fs::write(&path, out)?;
    }
    Ok(())
}
