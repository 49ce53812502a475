//! The peer: pandoc.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A pandoc that runs.
pub(crate) struct Peer {
    program: OsString,
    version: String,
    /// Whether it can make PDF here, for which it needs another program.
    engine: Option<&'static str>,
}

impl Peer {
    /// The one named by `TRANSCRIPTA_PANDOC`, else the one on the path.
    pub(crate) fn find() -> Option<Self> {
        let named = std::env::var_os("TRANSCRIPTA_PANDOC");
        let program = named.unwrap_or_else(|| "pandoc".into());
        let version = Command::new(&program).arg("--version").output().ok()?;
        let version = String::from_utf8_lossy(&version.stdout).lines().next()?.to_owned();
        let engines = ["typst", "tectonic", "xelatex"];
        let there = |engine: &&str| Command::new(engine).arg("--version").output().is_ok();
        Some(Self { program, version, engine: engines.into_iter().find(there) })
    }

    /// Its commands for the same work, nearest in kind: its own model as JSON for ours. `None`
    /// when there is something that it cannot do here.
    pub(crate) fn commands(
        &self,
        input: Option<&Path>,
        formats: &str,
        folder: &Path,
    ) -> Option<Vec<Command>> {
        let Some(input) = input else {
            let mut command = Command::new(&self.program);
            command.arg("--version");
            return Some(vec![command]);
        };
        formats.split(',').map(|format| self.command(input, format, folder)).collect()
    }

    fn command(&self, input: &Path, format: &str, folder: &Path) -> Option<Command> {
        let mut command = Command::new(&self.program);
        command.arg(input).args(["--from", "markdown", "--standalone"]);
        let output: PathBuf = folder.join("theirs").with_extension(format);
        match format {
            "json" | "tei" => command.args(["--to", format]),
            "md" => command.args(["--to", "commonmark"]),
            "pdf" => command.arg(format!("--pdf-engine={}", self.engine?)),
            _ => return None,
        };
        command.arg("--output").arg(output);
        Some(command)
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = self.engine.unwrap_or("none");
        write!(f, "{} (PDF engine: {engine})", self.version)
    }
}
