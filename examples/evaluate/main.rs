//! Measures attribution against reference readings.
//!
//!     cargo run --release --example evaluate -- [--given] [--turns NAME] DIR...
//!
//! Every `NAME.txt` with a `NAME.gold.jsonl` in the folders is read and compared. `--given`
//! takes what is no speech out of the text first, as the baselines of the corpus had it, and says so.
//! `--turns NAME` prints the readings of one text side by side instead.
//!
//! How it counts (adjacent turns of one speaker are one): a boundary is a line at which a turn
//! begins, the first one included; role accuracy is the share of spoken lines whose speaker has
//! the right role; speaker accuracy the share whose speaker is right under the best one-to-one
//! map of names. Confidence is counted where a speaker was given: of each line, of each turn (right
//! when most of its lines are) and of each beginning. The baselines have the speech given.

// A tool for developers, not a part of the pure core.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod baselines;
mod bins;
mod calibration;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use calibration::Sure;
use serde::Deserialize;
use transcripta::convert::{ReadOptions, read};
use transcripta::diagnostic::Diagnostics;
use transcripta::model::{Attribution, Block, Transcript};
use transcripta::source::{DecodeOptions, Source};

/// A record of a `.gold.jsonl` file.
#[derive(Debug, Deserialize)]
struct Record {
    kind: String,
    speaker: Option<String>,
    role: Option<String>,
    first_line: usize,
    last_line: usize,
}

/// Who speaks a line: a name and, when known, a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Voice {
    name: String,
    role: Option<String>,
}

/// A reading by line (0-based): `None` is no speech.
type Lines = Vec<Option<Voice>>;

#[derive(Debug, Default, Clone)]
struct Figures {
    f1: f64,
    precision: f64,
    recall: f64,
    role: Option<f64>,
    speaker: f64,
    /// Lines that are no speech, and how many of them were given a speaker.
    silent: usize,
    invented: usize,
    /// Of each line given a speaker, in texts whose reference tells roles.
    sure: Vec<Sure>,
    /// Of each turn given a speaker.
    turns: Vec<Sure>,
    /// Of each beginning of a turn.
    begins: Vec<Sure>,
    baselines: [Option<(f64, f64)>; 3],
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = false;
    let mut only = None;
    let mut folders = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--given" => given = true,
            "--turns" => only = arguments.next(),
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        return Err("usage: evaluate [--given] [--turns NAME] DIR...".into());
    }
    let mut all = Vec::new();
    for folder in folders {
        let roles = roles(&folder);
        for text in texts(&folder)? {
            let name =
                text.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            let case = Case::load(&text, &roles, given)?;
            if given && case.gold.iter().all(Option::is_none) {
                eprintln!("{name}: nobody speaks in it, so nothing is given");
                continue;
            }
            match &only {
                Some(wanted) if name == *wanted => case.print()?,
                Some(_) => {}
                None => all.push((name, case.measure()?)),
            }
        }
    }
    if only.is_none() {
        report(&all);
    }
    Ok(())
}

/// The texts with a reference reading in a folder and in the folders in it.
fn texts(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(texts(&path)?);
        } else if path.extension().is_some_and(|e| e == "txt")
            && path.with_extension("gold.jsonl").exists()
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// `roles.tsv` of the corpus: file, host, guest. It stands in the folder or in the one above.
fn roles(folder: &Path) -> HashMap<String, (String, String)> {
    let text = [folder.join("roles.tsv"), folder.join("../roles.tsv")]
        .iter()
        .find_map(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let file = cells.next()?.rsplit('/').next()?.to_owned();
        Some((file, (cells.next()?.to_owned(), cells.next()?.to_owned())))
    };
    text.lines().skip(1).filter_map(row).collect()
}

struct Case {
    name: String,
    text: String,
    /// The reference reading.
    gold: Lines,
    /// The lines of the file.
    all_lines: Vec<String>,
    /// The line of the text that each line of the file became; with `--given` some have none.
    kept: Vec<usize>,
    given: bool,
}

impl Case {
    fn load(
        path: &Path,
        roles: &HashMap<String, (String, String)>,
        given: bool,
    ) -> Result<Self, Box<dyn Error>> {
        let bytes = std::fs::read(path)?;
        let source =
            Source::decode("", &bytes, &DecodeOptions::default(), &mut Diagnostics::default())?;
        let text = source.text();
        let lines: Vec<&str> = text.split('\n').map(|l| l.trim_end_matches('\r')).collect();
        let name = path.file_name().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let known = roles.get(&name);
        let mut gold: Lines = vec![None; lines.len()];
        for record in std::fs::read_to_string(path.with_extension("gold.jsonl"))?.lines() {
            let record: Record = serde_json::from_str(record)?;
            let Some(speaker) = record.speaker.filter(|_| record.kind == "turn") else {
                continue;
            };
            let role = record.role.or_else(|| {
                let (host, guest) = known?;
                let role = if speaker == *host {
                    "host"
                } else if speaker == *guest {
                    "guest"
                } else {
                    return None;
                };
                Some(role.to_owned())
            });
            for line in record.first_line - 1..record.last_line.min(lines.len()) {
                if !lines[line].trim().is_empty() {
                    gold[line] = Some(Voice { name: speaker.clone(), role: role.clone() });
                }
            }
        }
        let kept: Vec<usize> = (0..lines.len())
            .filter(|i| !given || gold[*i].is_some() || lines[*i].trim().is_empty())
            .collect();
        let text = kept.iter().map(|i| lines[*i]).collect::<Vec<_>>().join("\n");
        let all_lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Ok(Self { name, text, all_lines, gold, kept, given })
    }

    fn read(&self) -> Result<Transcript, Box<dyn Error>> {
        let options = ReadOptions { all_speech: self.given, ..ReadOptions::default() };
        Ok(read(&self.name, self.text.as_bytes(), &options)?.transcript)
    }

    /// The reading of the program by line of the file, with the confidence of each.
    fn lines(&self, transcript: &Transcript) -> (Lines, Vec<f64>) {
        let mut lines: Lines = vec![None; self.gold.len()];
        let mut sure = vec![0.0; self.gold.len()];
        for turn in transcript.turns() {
            let speaker = turn.speakers.first().and_then(|id| transcript.participant(*id));
            let voice = Voice {
                name: speaker.map_or_else(|| "?".to_owned(), |p| p.id.to_string()),
                role: speaker.and_then(|p| p.role).map(|r| r.as_str().to_owned()),
            };
            let label = turn.label.iter().map(|label| label.span);
            for span in label.chain(turn.segments.iter().map(|s| s.span)) {
                for line in span.lines.0..=span.lines.1 {
                    if let Some(at) = self.kept.get(line as usize - 1) {
                        lines[*at] = Some(voice.clone());
                        sure[*at] = f64::from(turn.attribution.confidence().thousandths()) / 1000.0;
                    }
                }
            }
        }
        (lines, sure)
    }

    fn measure(&self) -> Result<Figures, Box<dyn Error>> {
        let transcript = self.read()?;
        let (found, sure) = self.lines(&transcript);
        let text: Vec<&str> = self.text.split('\n').collect();
        let blank =
            |i: usize| self.kept.binary_search(&i).map_or(true, |k| text[k].trim().is_empty());
        let (gold_starts, found_starts) = (starts(&self.gold), starts(&found));
        let both = gold_starts.intersection(&found_starts).count() as f64;
        let mut figures = Figures {
            f1: f1(&gold_starts, &found_starts),
            precision: both / found_starts.len().max(1) as f64,
            recall: both / gold_starts.len().max(1) as f64,
            baselines: baselines::measure(
                &self.gold,
                &self.all_lines.iter().map(String::as_str).collect::<Vec<_>>(),
            ),
            ..Figures::default()
        };
        let spoken: Vec<usize> = (0..self.gold.len()).filter(|i| self.gold[*i].is_some()).collect();
        let has_roles =
            spoken.iter().all(|i| self.gold[*i].as_ref().is_some_and(|v| v.role.is_some()));
        let role_right = |i: usize| {
            let (gold, found) = (self.gold[i].as_ref(), found[i].as_ref());
            gold.zip(found).is_some_and(|(g, f)| g.role.is_some() && g.role == f.role)
        };
        if has_roles && !spoken.is_empty() {
            let right = spoken.iter().filter(|i| role_right(**i)).count();
            figures.role = Some(right as f64 / spoken.len() as f64);
            let named = |i: &usize| found[*i].as_ref().is_some_and(|v| v.name != "?");
            let lines: Vec<usize> = (0..found.len()).filter(named).collect();
            figures.sure = lines.iter().map(|i| (sure[*i], role_right(*i))).collect();
            for turn in transcript.turns().filter(|turn| !turn.speakers.is_empty()) {
                let spans = turn.segments.iter().map(|s| s.span.lines);
                let lines: Vec<usize> = spans
                    .flat_map(|(from, to)| from..=to)
                    .filter_map(|line| self.kept.get(line as usize - 1).copied())
                    .filter(|i| !blank(*i))
                    .collect();
                let right = lines.iter().filter(|i| role_right(**i)).count();
                let p = |c: transcripta::model::Confidence| f64::from(c.thousandths()) / 1000.0;
                figures.turns.push((p(turn.attribution.confidence()), right * 2 > lines.len()));
                if let (Attribution::Inferred { boundary, .. }, Some(first)) =
                    (&turn.attribution, lines.first())
                    && found_starts.contains(first)
                {
                    figures.begins.push((p(*boundary), gold_starts.contains(first)));
                }
            }
        }
        figures.speaker = speaker_accuracy(&self.gold, &found);
        let silent: Vec<usize> =
            (0..self.gold.len()).filter(|i| self.gold[*i].is_none() && !blank(*i)).collect();
        figures.silent = silent.len();
        let named = |i: &&usize| found[**i].as_ref().is_some_and(|v| v.name != "?");
        figures.invented = silent.iter().filter(named).count();
        Ok(figures)
    }

    /// Prints both readings line by line.
    fn print(&self) -> Result<(), Box<dyn Error>> {
        let transcript = self.read()?;
        let (found, sure) = self.lines(&transcript);
        let text: Vec<&str> = self.text.split('\n').collect();
        let show = |voice: &Option<Voice>| match voice {
            Some(v) => v.role.clone().unwrap_or_else(|| v.name.clone()),
            None => "-".to_owned(),
        };
        let evidence: BTreeMap<u32, String> = transcript
            .turns()
            .map(|turn| {
                let rules = turn.attribution.evidence().iter().map(|e| {
                    let score = e.score.map(|s| s.to_string()).unwrap_or_default();
                    format!("{} {score}", e.rule)
                });
                (turn.segments[0].span.lines.0, rules.collect::<Vec<_>>().join(", "))
            })
            .collect();
        for (k, i) in self.kept.iter().enumerate() {
            if text[k].trim().is_empty() {
                continue;
            }
            let mark = if show(&self.gold[*i]) == show(&found[*i]) { ' ' } else { '!' };
            let words: String = text[k].chars().take(36).collect();
            let why = evidence.get(&(k as u32 + 1)).map_or("", String::as_str);
            println!(
                "{mark}{:4} {:<8} {:<8} {:.3} {words} | {why}",
                i + 1,
                show(&self.gold[*i]),
                show(&found[*i]),
                sure[*i]
            );
        }
        let kinds: Vec<&str> = transcript
            .body
            .iter()
            .map(|block| match block {
                Block::Turn(_) => "turn",
                Block::Heading(_) => "heading",
                Block::Direction(_) => "direction",
                Block::Paratext(p) => p.kind.as_str(),
            })
            .collect();
        println!("{:?}\n{}", transcript.participants, kinds.join(" "));
        Ok(())
    }
}

/// Lines at which a turn begins.
fn starts(lines: &Lines) -> HashSet<usize> {
    let mut before: Option<&Voice> = None;
    let mut starts = HashSet::new();
    for (i, voice) in lines.iter().enumerate().filter_map(|(i, v)| v.as_ref().map(|v| (i, v))) {
        if before != Some(voice) {
            starts.insert(i);
        }
        before = Some(voice);
    }
    starts
}

fn f1(gold: &HashSet<usize>, found: &HashSet<usize>) -> f64 {
    let both = gold.intersection(found).count() as f64;
    if gold.is_empty() && found.is_empty() {
        1.0
    } else {
        2.0 * both / (gold.len() + found.len()) as f64
    }
}

/// Share of spoken lines whose speaker is right under the best one-to-one map, taken greedily
/// from the largest agreement on.
fn speaker_accuracy(gold: &Lines, found: &Lines) -> f64 {
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut spoken = 0;
    for (g, f) in gold.iter().zip(found) {
        let Some(g) = g else { continue };
        spoken += 1;
        if let Some(f) = f.as_ref().filter(|f| f.name != "?") {
            *pairs.entry((&g.name, &f.name)).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = pairs.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let (mut used_gold, mut used_found, mut right) = (HashSet::new(), HashSet::new(), 0);
    for ((g, f), count) in ranked {
        if !used_gold.contains(g) && !used_found.contains(f) {
            used_gold.insert(g);
            used_found.insert(f);
            right += count;
        }
    }
    if spoken == 0 { 1.0 } else { right as f64 / spoken as f64 }
}

fn report(all: &[(String, Figures)]) {
    println!(
        "{:<44} {:>6} {:>6} {:>6} {:>6} {:>8} {:>10}",
        "text", "prec.", "recall", "F1", "role", "speaker", "invented"
    );
    let silent = |f: &Figures| format!("{}/{}", f.invented, f.silent);
    for (name, f) in all {
        let role = f.role.map_or("-".to_owned(), |r| format!("{r:.3}"));
        println!(
            "{name:<44} {:>6.3} {:>6.3} {:>6.3} {role:>6} {:>8.3} {:>10}",
            f.precision,
            f.recall,
            f.f1,
            f.speaker,
            silent(f)
        );
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let of = |pick: fn(&Figures) -> f64| mean(all.iter().map(|(_, f)| pick(f)).collect());
    let (invented, silent) =
        all.iter().fold((0, 0), |(i, s), (_, f)| (i + f.invented, s + f.silent));
    println!(
        "{:<44} {:>6.3} {:>6.3} {:>6.3} {:>6.3} {:>8.3} {:>10}",
        format!("mean of {}", all.len()),
        of(|f| f.precision),
        of(|f| f.recall),
        of(|f| f.f1),
        mean(all.iter().filter_map(|(_, f)| f.role).collect()),
        of(|f| f.speaker),
        format!("{invented}/{silent}")
    );
    println!(
        "\nof what is no speech, {:.3} was found to be none",
        1.0 - invented as f64 / silent.max(1) as f64
    );
    println!("\nbaseline, where roles are known, speech given   F1   role");
    for (i, (name, _)) in baselines::BASELINES.iter().enumerate() {
        let known: Vec<(f64, f64)> = all.iter().filter_map(|(_, f)| f.baselines[i]).collect();
        let (f1, role) = known.into_iter().unzip();
        println!("{name:<44} {:.3}  {:.3}", mean(f1), mean(role));
    }
    calibration::report(all);
}
