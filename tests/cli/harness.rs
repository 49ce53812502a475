//! A folder to work in, and a run of the program in it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

/// A transcript that nobody can misread.
pub(crate) const TALK: &str = "Anna: Hello and welcome.\nBen: Thank you, Anna.\n\
                               Anna: What brings you here?\nBen: The good company.\n";

/// A folder with files.
pub(crate) struct Case {
    folder: TempDir,
}

impl Case {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// One with these transcripts.
    pub(crate) fn with(names: &[&str]) -> Self {
        names.iter().fold(Self::new(), |case, name| case.file(name, TALK))
    }

    /// With one more file; its folders are made.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// With one more folder.
    pub(crate) fn folder(self, name: &str) -> Self {
        fs::create_dir_all(self.path(name)).unwrap();
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every file below a folder, sorted, hidden ones too, but for the record of the run itself
    /// (see `resume`).
    pub(crate) fn files(&self, name: &str) -> Vec<String> {
        let mut files = self.all_files(name);
        files.retain(|file| file != transcripta::batch::MANIFEST);
        files
    }

    /// Every file below a folder, sorted, hidden ones too.
    pub(crate) fn all_files(&self, name: &str) -> Vec<String> {
        let root = self.path(name);
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        files.sort();
        files
    }

    /// Runs the program in the folder. The arguments are split at blanks.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs it with this on standard input.
    pub(crate) fn run_with(&self, arguments: &str, stdin: impl Into<Vec<u8>>) -> Run {
        let output =
            self.command().args(arguments.split_whitespace()).write_stdin(stdin).output().unwrap();
        Run {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The program, in the folder, with no wish about colours.
    pub(crate) fn command(&self) -> assert_cmd::Command {
        let mut command = cargo_bin_cmd!("transcripta");
        command.current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let path = path.strip_prefix(root).unwrap();
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// It ended with this exit code and said exactly this, without the name of the program.
    #[track_caller]
    pub(crate) fn ends(&self, code: i32, said: &[&str]) -> &Self {
        let lines: Vec<&str> = self
            .stderr
            .lines()
            .map(|line| line.strip_prefix("transcripta: ").unwrap_or(line))
            .collect();
        assert_eq!((self.code, lines.as_slice()), (Some(code), said));
        self
    }

    /// It ended well and said nothing.
    #[track_caller]
    pub(crate) fn is_quiet(&self) -> &Self {
        self.ends(0, &[])
    }

    /// It ended with this exit code, and said this among other things.
    #[track_caller]
    pub(crate) fn mentions(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        for word in words {
            assert!(self.stderr.contains(word), "{word}: {self:?}");
        }
        self
    }
}
