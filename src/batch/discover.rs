//! From the inputs as given (files, folders, patterns) to the files they mean.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::destination::Destination;
use super::links::{Folders, folder_of, resolve_links};
use super::pattern::Wildcards;
use super::walk::{self, Step};
use super::{Failure, Input, InputReport, LeftOut, Request, Selection, list, mark};
use crate::format::Format;
use crate::read;

/// A file to convert.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) input: Input,
    /// Its folder below the one that was walked; outputs mirror it.
    pub(super) folder: PathBuf,
    /// Its path without links; `None` for standard input.
    pub(super) real: Option<PathBuf>,
}

/// What was found, and what was not.
#[derive(Debug, Default)]
pub(super) struct Discovery {
    pub(super) found: Vec<Found>,
    /// What was not found, and how many were found before it.
    pub(super) failed: Vec<(usize, InputReport)>,
    pub(super) left_out: Vec<(PathBuf, LeftOut)>,
}

/// What an input turns out to be.
#[derive(Debug)]
pub(super) enum Shape {
    Stream,
    File,
    Folder,
    Pattern(Wildcards),
    /// It cannot be reached.
    Absent(Failure),
}

impl Shape {
    /// What exists under its literal name is that: `talk[1].txt` is a pattern only otherwise.
    pub(super) fn of(input: &Input) -> Self {
        match input {
            Input::Stream => Self::Stream,
            Input::Path(path) => match fs::metadata(path) {
                Ok(there) if there.is_dir() => Self::Folder,
                Ok(_) => Self::File,
                Err(error) => match Wildcards::parse(path) {
                    Some(wildcards) => Self::Pattern(wildcards),
                    None => Self::Absent(Failure::from_reading(error)),
                },
            },
        }
    }
}

/// Finds the files that the inputs mean. Each is found once, however often it was given.
pub(super) fn discover(
    request: &Request,
    destination: &Destination,
    folders: &Folders,
) -> Discovery {
    let mut finder = Finder {
        reader: request.read.from.as_deref(),
        output_folder: match destination {
            Destination::Folder(folder) => Some(resolve_links(folder)),
            Destination::File(_) | Destination::Stream => None,
        },
        selection: &request.selection,
        folders,
        seen: BTreeSet::new(),
        discovery: Discovery::default(),
    };
    for input in &request.inputs {
        finder.add(input);
    }
    for path in request.listed.iter().flatten() {
        finder.add_listed(path);
    }
    if request.flatten {
        finder.discovery.found.iter_mut().for_each(|found| found.folder = PathBuf::new());
    }
    finder.discovery
}

struct Finder<'a> {
    /// Name of the reader that was asked for.
    reader: Option<&'a str>,
    output_folder: Option<PathBuf>,
    selection: &'a Selection,
    folders: &'a Folders,
    seen: BTreeSet<PathBuf>,
    discovery: Discovery,
}

impl Finder<'_> {
    fn add(&mut self, input: &Input) {
        match (Shape::of(input), input) {
            (Shape::Stream, _) | (_, Input::Stream) => self.discovery.found.push(Found {
                input: Input::Stream,
                folder: PathBuf::new(),
                real: None,
            }),
            (Shape::File, Input::Path(path)) => self.take(path, Path::new("")),
            (Shape::Folder, Input::Path(path)) => {
                if let Err(failure) = self.go_through(path, path) {
                    self.fail(path, failure);
                }
            }
            (Shape::Pattern(wildcards), Input::Path(path)) => self.expand(path, &wildcards),
            (Shape::Absent(failure), Input::Path(path)) => self.fail(path, failure),
        }
    }

    /// What a list names is a name, never a pattern; its outputs mirror the path as listed.
    fn add_listed(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => {
                let from = self.discovery.found.len();
                if let Err(failure) = self.go_through(path, path) {
                    self.fail(path, failure);
                }
                let below = list::folder_as_listed(&path.join("x"));
                for found in &mut self.discovery.found[from..] {
                    found.folder = below.join(&found.folder);
                }
            }
            Ok(_) => self.take(path, &list::folder_as_listed(path)),
            Err(error) => self.fail(path, Failure::from_reading(error)),
        }
    }

    fn fail(&mut self, path: &Path, failure: Failure) {
        let input = Input::Path(path.to_path_buf());
        let before = self.discovery.found.len();
        self.discovery.failed.push((before, InputReport::failed(input, failure)));
    }

    /// Takes a file; its outputs go to `folder` below the output folder.
    fn take(&mut self, path: &Path, folder: &Path) {
        // Two links to one file are two inputs, with two names; the same name twice is one.
        let name = path.file_name().unwrap_or_default();
        if self.seen.insert(self.folders.folder(folder_of(path)).real.join(name)) {
            self.discovery.found.push(Found {
                input: Input::Path(path.to_path_buf()),
                folder: folder.to_path_buf(),
                real: Some(self.folders.resolve(path)),
            });
        }
    }

    /// Takes what a pattern matches, as if the shell had put it there.
    fn expand(&mut self, pattern: &Path, wildcards: &Wildcards) {
        let matches = wildcards.matches();
        if matches.is_empty() {
            self.fail(pattern, Failure::NoMatch);
        }
        let mut nothing = None;
        let before = self.counted();
        for path in matches {
            if path.is_dir() {
                nothing = self.go_through(&path, &wildcards.base).err().or(nothing);
            } else {
                self.take(&path, &folder_below(&wildcards.base, &path));
            }
        }
        // A folder without transcripts is a fault only when nothing else matches.
        if let (Some(failure), true) = (nothing, before == self.counted()) {
            self.fail(pattern, failure);
        }
    }

    fn counted(&self) -> usize {
        self.discovery.failed.len() + self.seen.len()
    }

    /// Takes what is for us in a folder; its outputs mirror the tree below `base`.
    ///
    /// Fails when there is nothing.
    fn go_through(&mut self, root: &Path, base: &Path) -> Result<(), Failure> {
        let (output_folder, selection) = (self.output_folder.clone(), self.selection);
        let is_output = |folder: &Path| Some(resolve_links(folder)) == output_folder;
        let excluded = |folder: &Path| selection.excludes(below(root, folder));
        let pass_by = |folder: &Path| folder != root && (excluded(folder) || is_output(folder));
        let mut nothing = true;
        let (mut own_outputs, mut by_name_only) = (false, None);
        for step in walk::walk(root, &pass_by) {
            match step {
                Step::File(path) if !self.is_wanted(root, &path) => {
                    let format = by_name_only_of(&path);
                    by_name_only = by_name_only.or(format);
                    if (format.is_some() || is_captions(&path)) && self.is_selected(root, &path) {
                        let own = self.left_out(&path).filter(|own| *own == LeftOut::OwnOutput);
                        let reason = own.unwrap_or(LeftOut::NotNamed);
                        self.discovery.left_out.push((path, reason));
                    }
                }
                Step::File(path) => match self.left_out(&path) {
                    Some(reason) => {
                        own_outputs |= reason == LeftOut::OwnOutput;
                        self.discovery.left_out.push((path, reason));
                    }
                    None => {
                        nothing = false;
                        self.take(&path, &folder_below(base, &path));
                    }
                },
                Step::Unreadable(path, error) => {
                    nothing = false;
                    self.fail(&path, Failure::from_reading(error));
                }
                Step::PassedBy(path) if excluded(&path) => {}
                Step::PassedBy(path) => {
                    let reason = LeftOut::OutputFolder;
                    self.discovery.left_out.push((path, reason));
                }
            }
        }
        if nothing {
            return Err(Failure::NothingInFolder { own_outputs, by_name_only });
        }
        Ok(())
    }

    /// Why a file that was not named is not taken. A format that was asked for takes all that it can.
    fn left_out(&self, path: &Path) -> Option<LeftOut> {
        if self.reader.is_some() { mark::never_read(path) } else { mark::left_out(path) }
    }

    /// Whether a reader answers to the extension (the one asked for, or any), and it is selected.
    fn is_wanted(&self, root: &Path, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let known = read::READERS
            .iter()
            .filter(|reader| reader.walks() || self.reader.is_some())
            .map(|reader| reader.format())
            .filter(|format| self.reader.is_none_or(|wanted| format.answers_to(wanted)))
            .any(|format| format.extension_of(&name).is_some());
        self.selection.takes(below(root, path), known)
    }

    /// Whether it is selected, if a reader answers to it.
    fn is_selected(&self, root: &Path, path: &Path) -> bool {
        self.selection.takes(below(root, path), true)
    }
}

/// Whether a file has captions: they often stand beside a transcript of the same name, whose outputs
/// theirs would be.
fn is_captions(path: &Path) -> bool {
    path.extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("srt") || it.eq_ignore_ascii_case("vtt"))
}

/// The format of a file that is read when it is named, and not taken by a walk.
fn by_name_only_of(path: &Path) -> Option<&'static Format> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let readers = read::READERS.iter().filter(|reader| !reader.walks());
    let mut formats = readers.map(|reader| reader.format());
    formats.find(|format| format.extension_of(&name).is_some())
}

/// `path`, as seen from `base`.
fn below<'a>(base: &Path, path: &'a Path) -> &'a Path {
    let base = if base == Path::new(".") { Path::new("") } else { base };
    path.strip_prefix(base).unwrap_or(path)
}

/// The folder of `path`, as seen from `base`.
fn folder_below(base: &Path, path: &Path) -> PathBuf {
    let base = if base == Path::new(".") { Path::new("") } else { base };
    path.strip_prefix(base).ok().and_then(Path::parent).map(Path::to_path_buf).unwrap_or_default()
}
