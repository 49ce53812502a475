//! Fits the weights of the rules to a corpus, and shows by cross-validation what that is worth.
//!
//!     cargo run --release --example fit -- CORPUS            cross-validation only
//!     cargo run --release --example fit -- CORPUS --write    and rewrite src/attribute/rules/*.toml
//!                                                            and examples/figures.txt
//!     cargo run --release --example fit -- CORPUS --check    and fail where a mean is below the one
//!                                                            recorded in examples/figures.txt
//!     ... -- CORPUS --unseen FOLDER                          also what it gives in texts of a folder
//!     ... -- CORPUS --show NAME                              the readings of a text side by side
//!     ... -- CORPUS --outside FOLDER                         first fit examples/outside.toml anew
//!
//! The fit has two steps. `examples/interviews.py` makes texts of interviews that others publish:
//! of those in its OUT/learn the weights in `examples/outside.toml` were learned, once, from the `prior` of
//! the tables on (`--outside`). The fit to the corpus starts from these and is held to them, so that the
//! cross-validation needs the corpus alone. OUT/blind is never learned from; `--unseen` measures on it.
//!
//! CORPUS holds `roles.tsv` (which of two speakers is the host) and folders of `NAME.txt` with
//! `NAME.gold.jsonl`. Texts whose labels were taken out (`NAME.unlabelled.txt`), or that never
//! had any, are learned from, but for those of the blind part named below. Every text counts
//! twice: as it is, and with what is no speech taken out.

// A tool for developers, not a part of the pure core.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use transcripta::attribute::fit::{Fitted, Lesson, Outcome, Voice, calibrate, fit};
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

/// Where the figures are recorded.
const FIGURES: &str = "examples/figures.txt";

/// Weights fitted to interviews outside of the corpus; what the fit to the corpus starts from and is
/// held to.
const OUTSIDE: &str = "examples/outside.toml";

const OUTSIDE_HEAD: &str = "\
# Weights fitted to the interviews that `examples/interviews.py` makes (OUT/learn), from the `prior` of
# the tables on: cargo run --release --example fit -- CORPUS --outside OUT/learn
# The fit to the corpus starts from these. The program itself does not read them.
";

/// The tables of rules.
const TABLES: &[&str] = &["any", "zh", "en", "de", "fr", "es", "ja", "ko"];

/// The texts are looked at again with what was fitted; the steps of fitting after each look.
const ROUNDS: &[usize] = &[200, 100];

/// How strongly the weights are held to the prior in the tables.
const STRENGTH: f64 = 8.0;

/// The same for the interviews outside of the corpus, of which there are more.
const STRENGTH_OUTSIDE: f64 = 2.0;

#[derive(Deserialize)]
struct Record {
    kind: String,
    speaker: Option<String>,
    first_line: usize,
    last_line: usize,
}

#[derive(Clone)]
struct Text {
    name: String,
    blind: bool,
    whole: Lesson,
    given: Lesson,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { corpus, mode, outside, unseen, show } = Arguments::read()?;
    let texts = load(&corpus)?;
    if !outside.is_empty() {
        let learned = learn(folders(&outside)?, &Fitted::prior(), STRENGTH_OUTSIDE);
        std::fs::write(OUTSIDE, format!("{OUTSIDE_HEAD}{}", learned.to_table()))?;
    }
    let base = Fitted::of_table(&std::fs::read_to_string(OUTSIDE)?)?;
    if let Some(name) = show {
        show_reading(&texts, &base, &name);
        return Ok(());
    }
    let outcomes = cross_validate(&texts, &base);
    let figures = table(&texts, &outcomes);
    print!("{figures}");
    let known = || texts.iter().zip(&outcomes).filter(|(text, _)| !text.blind);
    let calibrations: Vec<Calibration> = (0..Fitted::prior().style_count())
        .map(|style| Calibration::of(style, known().map(|(_, outcome)| outcome)))
        .collect();
    println!();
    for calibration in &calibrations {
        calibration.print();
    }
    if !unseen.is_empty() {
        measure_unseen(&texts, &base, folders(&unseen)?);
    }
    match mode.as_deref() {
        Some("--write") => {
            rewrite(
                &learn(known().map(|(text, _)| text.clone()).collect(), &base, STRENGTH),
                &calibrations,
            )?;
            Ok(std::fs::write(FIGURES, figures)?)
        }
        Some("--check") => check(&std::fs::read_to_string(FIGURES)?, &figures),
        Some(other) => Err(format!("{other}: neither --write nor --check").into()),
        None => Ok(()),
    }
}

/// Fails where a mean is lower than recorded.
fn check(recorded: &str, found: &str) -> Result<(), Box<dyn Error>> {
    /// Another machine rounds otherwise.
    const SLACK: f64 = 0.004;
    let means = |text: &str| -> Vec<(String, Vec<f64>)> {
        let mean = |line: &str| {
            let (name, numbers) = line.split_once(')')?;
            let numbers = numbers.split_whitespace().filter_map(|n| n.parse().ok()).collect();
            name.starts_with("mean ").then(|| (name.to_owned(), numbers))
        };
        text.lines().filter_map(mean).collect()
    };
    let found = means(found);
    let mut faults = Vec::new();
    for (name, numbers) in means(recorded) {
        let now = found.iter().find(|(n, _)| *n == name).map(|(_, numbers)| numbers);
        let holds = now.is_some_and(|now| {
            now.len() == numbers.len() && now.iter().zip(&numbers).all(|(n, r)| *n >= r - SLACK)
        });
        if !holds {
            faults.push(format!("{name}): recorded {numbers:?}, now {now:?}"));
        }
    }
    if faults.is_empty() {
        println!("no mean is below {FIGURES}");
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

/// How sure to be in a style, by the texts of that style as read with weights fitted to others.
struct Calibration {
    speakers: Vec<(f64, bool)>,
    boundaries: Vec<(f64, bool)>,
}

impl Calibration {
    fn of<'a>(style: usize, outcomes: impl Iterator<Item = &'a (Outcome, Outcome)>) -> Self {
        let mut all = Self { speakers: Vec::new(), boundaries: Vec::new() };
        let both = outcomes.flat_map(|(given, whole)| [given, whole]);
        for outcome in both.filter(|outcome| outcome.style == style) {
            all.speakers.extend(&outcome.speakers);
            all.boundaries.extend(&outcome.boundaries);
        }
        all
    }

    fn lines(&self) -> [(&'static str, String); 2] {
        [("sure", &self.speakers), ("begins", &self.boundaries)].map(|(key, pairs)| {
            let (scale, shift) = calibrate(pairs);
            (key, format!("{{ scale = {scale:.2}, shift = {shift:.2} }}"))
        })
    }

    fn print(&self) {
        for (key, line) in self.lines() {
            println!("{key} = {line}");
        }
    }
}

/// A line for each text, and the means.
fn table(texts: &[Text], outcomes: &[(Outcome, Outcome)]) -> String {
    let mut out = format!("{:<44} {:>11} {:>11}\n", "F1 and role; b: blind", "given", "end to end");
    let mut sums = BTreeMap::<_, (u32, [f64; 4])>::new();
    for (text, (given, whole)) in texts.iter().zip(outcomes) {
        let row = [given.f1, given.role, whole.f1, whole.role];
        let mark = if text.blind { "b " } else { "  " };
        out.push_str(&format!("{mark}{:<42} {}\n", text.name, figures(row)));
        let part = if text.blind { "blind part" } else { "cross-validated" };
        let kind = if is_conversation(&text.name) {
            "conversations"
        } else if is_of_main_language(text) {
            "published, zh and en"
        } else {
            "published, other"
        };
        let mut add = |name: String| {
            let (count, sum) = sums.entry(name).or_default();
            *count += 1;
            sum.iter_mut().zip(row).for_each(|(s, r)| *s += r);
        };
        add(format!("{kind}, {part}"));
        if is_conversation(&text.name) {
            add(format!("{kind}, all"));
        }
    }
    for (name, (count, sum)) in sums {
        let means = sum.map(|s| s / f64::from(count));
        out.push_str(&format!("{:<44} {}\n", format!("mean {name} ({count})"), figures(means)));
    }
    out
}

/// Chinese or English.
fn is_of_main_language(text: &Text) -> bool {
    !["de_", "fr_", "ja_", "ko_", "es_"].iter().any(|prefix| text.name.starts_with(prefix))
}

fn figures(row: [f64; 4]) -> String {
    row.map(|value| format!("{value:.3}")).join(" ")
}

/// Each text read with weights fitted to the others.
fn cross_validate(texts: &[Text], base: &Fitted) -> Vec<(Outcome, Outcome)> {
    let fold = |text: &Text| {
        let weights = without(texts, base, text);
        let mut text = text.clone();
        text.given.look_again(&weights);
        text.whole.look_again(&weights);
        (text.given.score(&weights), text.whole.score(&weights))
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let parts = texts.chunks(texts.len().div_ceil(threads).max(1));
        let runs: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(fold).collect::<Vec<_>>()))
            .collect();
        runs.into_iter().flat_map(|run| run.join().unwrap_or_default()).collect()
    })
}

/// The weights fitted to all texts but this one and its translations.
fn without(texts: &[Text], base: &Fitted, text: &Text) -> Fitted {
    let family = family(&text.name);
    let others = texts.iter().filter(|t| !t.blind && crate::family(&t.name) != family);
    learn(others.cloned().collect(), base, STRENGTH)
}

/// Prints the two readings of a text that was not learned from, side by side.
fn show_reading(texts: &[Text], base: &Fitted, name: &str) {
    for text in texts.iter().filter(|text| text.name.starts_with(name)) {
        let weights = without(texts, base, text);
        let mut text = text.clone();
        for lesson in [&mut text.given, &mut text.whole] {
            lesson.look_again(&weights);
            println!("{}", lesson.show(&weights));
        }
    }
}

/// Prints how texts are read that nothing was learned from.
fn measure_unseen(texts: &[Text], base: &Fitted, mut unseen: Vec<Text>) {
    let known = texts.iter().filter(|text| !text.blind);
    let weights = learn(known.cloned().collect(), base, STRENGTH);
    let mut outcomes = Vec::new();
    for text in &mut unseen {
        text.given.look_again(&weights);
        text.whole.look_again(&weights);
        outcomes.push((text.given.score(&weights), text.whole.score(&weights)));
    }
    print!("{}", table(&unseen, &outcomes));
}

/// What the command line says.
#[derive(Default)]
struct Arguments {
    corpus: PathBuf,
    mode: Option<String>,
    outside: Vec<PathBuf>,
    unseen: Vec<PathBuf>,
    show: Option<String>,
}

impl Arguments {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut read = Self::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--outside" => read.outside.extend(arguments.next().map(PathBuf::from)),
                "--unseen" => read.unseen.extend(arguments.next().map(PathBuf::from)),
                "--show" => read.show = arguments.next(),
                mode if mode.starts_with("--") => read.mode = Some(argument),
                _ => read.corpus = PathBuf::from(argument),
            }
        }
        if read.corpus.as_os_str().is_empty() {
            Err("usage: fit CORPUS [--write]".into())
        } else {
            Ok(read)
        }
    }
}

/// Fits, looks at the texts again with what was fitted, and so on.
fn learn(mut texts: Vec<Text>, base: &Fitted, strength: f64) -> Fitted {
    let mut weights = base.clone();
    for steps in ROUNDS {
        for text in &mut texts {
            text.given.look_again(&weights);
            text.whole.look_again(&weights);
        }
        let lessons: Vec<&Lesson> = texts.iter().flat_map(|t| [&t.whole, &t.given]).collect();
        weights = fit(&lessons, weights, base, *steps, strength);
    }
    weights.rounded()
}

/// Translations of one conversation teach each other's answers.
fn family(name: &str) -> Option<&str> {
    name.split(['.', '_']).find(|p| p.len() > 3)
}

fn is_conversation(name: &str) -> bool {
    CONVERSATIONS.iter().any(|prefix| name.starts_with(prefix))
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
fn folders(folders: &[PathBuf]) -> Result<Vec<Text>, Box<dyn Error>> {
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
        let weight = if is_conversation(&name) { 0.1 } else { 1.0 };
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
    ))
}

/// Writes the fitted weights into the tables, leaving everything else as it is.
fn rewrite(fitted: &Fitted, calibrations: &[Calibration]) -> Result<(), Box<dyn Error>> {
    for table in TABLES {
        let path = format!("src/attribute/rules/{table}.toml");
        let (mut name, mut section, mut styles) = (String::new(), String::new(), 0);
        let mut out = String::new();
        for line in std::fs::read_to_string(&path)?.lines() {
            if let Some(value) = line.strip_prefix("name = ") {
                name = value.trim_matches('"').to_owned();
            }
            if line.starts_with('[') {
                section = line.to_owned();
                styles += usize::from(section == "[[style]]");
            }
            let key = line.split(" = ").next().unwrap_or_default();
            let sure = calibrations.get(styles.max(1) - 1).filter(|_| section == "[[style]]");
            let sure = sure.and_then(|c| c.lines().into_iter().find(|(k, _)| *k == key));
            if let Some((key, value)) = sure {
                out.push_str(&format!("{key} = {value}\n"));
                continue;
            }
            let new = match section.as_str() {
                _ if !line.starts_with("weights = ") => None,
                "[[rule]]" => fitted.rule(&name),
                "[[style]]" => fitted.style_weights(styles - 1),
                "[chain]" => Some(fitted.common_weights()),
                _ => None,
            };
            out.push_str(&new.map_or_else(|| line.to_owned(), |w| format!("weights = {w}")));
            out.push('\n');
        }
        std::fs::write(&path, out)?;
    }
    Ok(())
}
