//! Exit codes, as `ARCHITECTURE.md` lists them.

use std::process::ExitCode;

use transcripta::batch::Summary;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All done.
    Done = 0,
    /// Some inputs failed; the others are done.
    SomeFailed = 1,
    /// Wrong usage, or nothing could be started.
    Usage = 2,
    /// Done, but `--strict` found warnings.
    Warned = 3,
    /// `verify` found a difference.
    Differs = 4,
    /// An output that a person may have edited was kept.
    Kept = 5,
    /// Ctrl-C, or SIGTERM.
    Interrupted = 130,
}

impl Exit {
    /// The worst thing that happened decides.
    pub(super) fn of(summary: &Summary, strict: bool) -> Self {
        if summary.interrupted {
            Self::Interrupted
        } else if !summary.started {
            Self::Usage
        } else if summary.failed > 0 {
            Self::SomeFailed
        } else if summary.kept > 0 {
            Self::Kept
        } else if strict && summary.warnings > 0 {
            Self::Warned
        } else {
            Self::Done
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_goes_before_kept_before_warned() {
        let mut summary = Summary {
            converted: 1,
            failed: 1,
            kept: 1,
            warnings: 1,
            started: true,
            ..Summary::default()
        };
        assert_eq!(Exit::of(&summary, true), Exit::SomeFailed);
        summary.failed = 0;
        assert_eq!(Exit::of(&summary, true), Exit::Kept);
        summary.kept = 0;
        assert_eq!(Exit::of(&summary, true), Exit::Warned);
        assert_eq!(Exit::of(&summary, false), Exit::Done);
        summary.interrupted = true;
        assert_eq!(Exit::of(&summary, false), Exit::Interrupted);
        summary.interrupted = false;
        summary.started = false;
        assert_eq!(Exit::of(&summary, false), Exit::Usage);
    }
}
