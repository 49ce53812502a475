//! The texts to learn from, with their reference readings.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use transcripta::attribute::fit::{Lesson, Voice};
use transcripta::diagnostic::Diagnostics;
use transcripta::read::{Reading, by_name};
use transcripta::source::{DecodeOptions, Source};

/// Never learned from: what is measured on them is what unseen texts will give.
const BLIND: &[&str] = &[
    "hk_li_wenliang.unlabelled.txt",
    "hk_nat_marx_statue.txt",
    "hk_nat_bokhary_en.txt",
    "bt_livera_antonopoulos.unlabelled.txt",
    "de_flaig.txt",
];

/// Conversations between peers: two worlds; they count less than published interviews.
const CONVERSATIONS: &[&str] = &["bt_", "cl_", "lenny_", "tf_", "es_", "gl_"];

#[derive(Deserialize)]
struct Record {
    kind: String,
    speaker: Option<String>,
    first_line: usize,
    last_line: usize,
}

#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) blind: bool,
    pub(crate) whole: Lesson,
    pub(crate) given: Lesson,
}

/// Translations of one conversation teach each other's answers.
pub(crate) fn family(name: &str) -> Option<&str> {
    name.split(['.', '_']).find(|p| p.len() > 3)
}

pub(crate) fn is_conversation(name: &str) -> bool {
    CONVERSATIONS.iter().any(|prefix| name.starts_with(prefix))
}

pub(crate) fn load(corpus: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
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
        let weight = if is_conversation(&name) { 0.3 } else { 1.0 };
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

/// The texts of folders whose references tell the roles themselves.
pub(crate) fn folders(folders: &[PathBuf]) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.retain(|path| path.with_extension("gold.jsonl").exists());
    paths.sort();
    let text = |path: &PathBuf| {
        let lines = voices(path, "host", "guest")?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // There are as many conversations there as interviews, and they are much longer.
        let weight = if is_conversation(&name) { 0.3 } else { 1.0 };
        Ok(Text {
            blind: false,
            whole: lesson(path, &lines, false, weight)?,
            given: lesson(path, &lines, true, weight)?,
            name,
        })
    };
    paths.iter().map(text).collect()
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
        given,
    ))
}
