//! Patterns that the shell left alone: `'*.txt'`, `'talks/**/*.srt'`.
//!
//! Only the matching of one name is the `glob` crate's. Its own walk follows links to folders
//! (a circle of them never ends) and cannot take names that are no Unicode.

use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::walk::{self, Kind};

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// A pattern, cut where its first wildcard stands.
#[derive(Debug)]
pub(super) struct Wildcards {
    /// What stands before: outputs mirror the tree below it.
    pub(super) base: PathBuf,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Name(PathBuf),
    Wild(Pattern),
    /// `**`: any number of folders, none included.
    Deep,
}

impl Wildcards {
    /// `None` when the path has no wildcards, or none that make sense.
    pub(super) fn parse(path: &Path) -> Option<Self> {
        let text = path.to_str()?;
        if !text.contains(['*', '?', '[']) {
            return None;
        }
        let mut base = PathBuf::new();
        let mut parts = Vec::new();
        for component in path.components() {
            let part = part(component)?;
            match part {
                Part::Name(name) if parts.is_empty() => base.push(name),
                part => parts.push(part),
            }
        }
        Some(Self { base, parts })
    }

    /// The files and folders that match, sorted.
    pub(super) fn matches(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let base = if self.base.as_os_str().is_empty() { Path::new(".") } else { &self.base };
        expand(base, &self.parts, &mut found);
        found.sort();
        found.dedup();
        found
    }
}

fn part(component: Component<'_>) -> Option<Part> {
    let text = component.as_os_str().to_str()?;
    let wild = matches!(component, Component::Normal(_)) && text.contains(['*', '?', '[']);
    match text {
        "**" => Some(Part::Deep),
        _ if wild => Pattern::new(text).ok().map(Part::Wild),
        _ => Some(Part::Name(text.into())),
    }
}

fn expand(folder: &Path, parts: &[Part], found: &mut Vec<PathBuf>) {
    let Some((part, rest)) = parts.split_first() else {
        found.push(folder.to_path_buf());
        return;
    };
    match part {
        Part::Name(name) => step(below(folder, name), rest, found),
        Part::Wild(pattern) => {
            for entry in walk::entries(folder).unwrap_or_default() {
                let name = entry.path.file_name().unwrap_or_default();
                if pattern.matches_with(&name.to_string_lossy(), OPTIONS) {
                    step(entry.path, rest, found);
                }
            }
        }
        Part::Deep => {
            expand(folder, rest, found);
            for entry in walk::entries(folder).unwrap_or_default() {
                if entry.kind == Kind::Folder {
                    expand(&entry.path, parts, found);
                }
            }
        }
    }
}

fn step(path: PathBuf, rest: &[Part], found: &mut Vec<PathBuf>) {
    if rest.is_empty() && path.exists() {
        found.push(path);
    } else if path.is_dir() {
        expand(&path, rest, found);
    }
}

fn below(folder: &Path, name: &Path) -> PathBuf {
    if folder == Path::new(".") { name.to_path_buf() } else { folder.join(name) }
}
