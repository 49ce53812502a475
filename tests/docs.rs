//! The pages say what is so: their commands run, their excerpts and paths exist, and what they
//! should name they name.

// A test looks at files and fails by panic.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use common::root;

const PAGES: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "fixtures/README.md",
    "docs/accuracy.md",
    "docs/lines.md",
    "docs/tei.md",
];

/// Formats that commands name before they are merged; empty it then.
const COMING: &[&str] = &[];

/// What `talk.txt` of the examples holds.
const TALK: &str = "Anna: Hello and welcome.\nBen: Thank you, Anna.\n\
                    Anna: What brings you here?\nBen: The good company.\n";

#[test]
fn the_commands_of_the_readme_run() {
    let commands = commands();
    assert!(commands.len() >= 10, "found only {commands:?}");
    for words in commands {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("talk.txt"), TALK).unwrap();
        fs::write(folder.path().join("list.txt"), "talk.txt\n").unwrap();
        fs::write(folder.path().join("metadata.csv"), "filename,dc.title\ntalk.txt,A talk\n")
            .unwrap();
        copy(&root().join("fixtures"), &folder.path().join("fixtures"));
        let run = cargo_bin_cmd!("transcripta")
            .args(words.iter().map(|word| now(word)))
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "transcripta {words:?}: {said}");
    }
}

#[test]
fn the_excerpts_of_the_readme_are_real() {
    let mut real = BTreeSet::new();
    for path in files(&root().join("fixtures")) {
        let text = fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&text);
        real.extend(text.lines().map(|line| line.trim().to_owned()));
    }
    let mut count = 0;
    for language in ["text", "markdown", "xml", "json"] {
        for line in blocks(&page("README.md"), language).iter().flatten() {
            let line = line.trim();
            let shown = !line.is_empty() && line != "…";
            assert!(!shown || real.contains(line), "no fixture has: {line}");
            count += usize::from(shown);
        }
    }
    assert!(count > 10, "only {count} lines are shown");
}

/// Every path that a page names, in backquotes or as the target of a link.
#[test]
fn the_paths_of_the_pages_exist() {
    let mut count = 0;
    for name in PAGES {
        let text = page(name);
        let folder = Path::new(name).parent().unwrap();
        let links = text.split("](").skip(1).filter_map(|t| t.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let path = root().join(folder).join(link);
            assert!(path.exists(), "{name}: {link}");
            count += 1;
        }
        for path in quoted(&text).into_iter().filter(|text| is_path(text)) {
            assert!(exists(&path), "{name}: {path}");
            count += 1;
        }
    }
    assert!(count > 50, "only {count} paths");
}

#[test]
fn the_changelog_tells_of_what_is_not_released() {
    let text = page("CHANGELOG.md");
    let section = text.split("\n## ").nth(1).unwrap();
    assert!(section.starts_with("[Unreleased]\n"), "{section}");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = toml::from_str(&page("Cargo.toml")).unwrap();
    let mut depends = BTreeSet::new();
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let table = manifest.get(section).and_then(|table| table.as_table());
        depends.extend(table.into_iter().flat_map(|t| t.keys().cloned()));
    }
    let text = page("ARCHITECTURE.md");
    let table = text.split("## Dependencies").nth(1).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let named = rows.flat_map(|row| quoted(&format!("`{}", row.split('|').next().unwrap())));
    assert_eq!(named.collect::<BTreeSet<_>>(), depends);
}

#[test]
fn the_exit_codes_are_the_same_everywhere() {
    let codes = |name: &str| -> Vec<u8> {
        let text = page(name);
        let cells = text.lines().filter_map(|line| line.strip_prefix("| "));
        cells.filter_map(|line| line.split(' ').next()?.parse().ok()).collect()
    };
    let readme = codes("README.md");
    assert!(readme.len() > 4, "{readme:?}");
    assert_eq!(readme, codes("ARCHITECTURE.md"));
    let run = cargo_bin_cmd!("transcripta").args(["convert", "--help"]).output().unwrap();
    let help = String::from_utf8_lossy(&run.stdout).replace('\n', " ");
    let help = help.split("Exit codes:").nth(1).unwrap();
    for code in readme {
        assert!(help.contains(&format!(" {code} ")), "{code}: {help}");
    }
}

/// A variable that nobody is told of is a variable that nobody sets.
#[test]
fn every_variable_of_the_tests_is_told_of() {
    let told = page("CONTRIBUTING.md");
    let mut count = 0;
    for path in ["tests", "benches", "src"].iter().flat_map(|f| files(&root().join(f))) {
        let text = fs::read(&path).unwrap();
        for part in String::from_utf8_lossy(&text).split("TRANSCRIPTA_").skip(1) {
            let end = part.find(|c: char| !c.is_ascii_uppercase() && c != '_');
            let name = &part[..end.unwrap_or(part.len())];
            let named = told.contains(&format!("TRANSCRIPTA_{name}"));
            assert!(named, "{}: TRANSCRIPTA_{name}", path.display());
            count += 1;
        }
    }
    assert!(count > 5, "only {count}");
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The lines of each block of this language.
fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().lines().map(str::to_owned).collect())
        .collect()
}

/// The arguments of each command of the README that runs this program.
fn commands() -> Vec<Vec<String>> {
    let lines = blocks(&page("README.md"), "sh").into_iter().flatten();
    let command = |line: String| {
        let line = line.split(" #").next()?.to_owned();
        let rest = ["transcripta ", "cargo run --release -- "]
            .iter()
            .find_map(|start| line.strip_prefix(start))?;
        Some(words(rest))
    };
    lines.filter_map(command).collect()
}

/// Split as a shell would, as far as the examples need it: double quotes, nothing else.
fn words(line: &str) -> Vec<String> {
    assert!(!line.contains(['|', '>', '$', '\'', '\\']), "{line}");
    let mut words = Vec::new();
    for (i, part) in line.split('"').enumerate() {
        match i % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// An argument without the formats that are not there yet.
fn now(word: &str) -> String {
    let there = |name: &&str| !COMING.contains(name) || transcripta::write::by_name(name).is_ok();
    match word.contains(',') {
        true => word.split(',').filter(there).collect::<Vec<_>>().join(","),
        false => word.to_owned(),
    }
}

/// What stands in backquotes, blocks left out.
fn quoted(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2);
    let lines = prose.flat_map(str::lines);
    let quoted = lines.flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.map(str::to_owned).collect()
}

/// Whether it names a file or folder of the project.
fn is_path(text: &str) -> bool {
    let tops = ["src/", "tests/", "docs/", "fixtures/", "benches/", "examples/", ".ci/"];
    let top = tops.iter().any(|top| text.starts_with(top));
    let invented = ["/foo.rs", "/bar.rs"].iter().any(|end| text.ends_with(end));
    top && !invented && !text.contains(' ')
}

/// `NAME` stands for any.
fn exists(path: &str) -> bool {
    let pattern = root().join(path.replace("NAME", "*"));
    glob::glob(&pattern.to_string_lossy()).unwrap().next().is_some()
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let all = paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    all.collect()
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, target).unwrap();
    }
}
