//! What is said on standard error: one line each, `transcripta: FILE: what (what to do)`.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use transcripta::batch::{
    Failure, Finding, Input, InputReport, LeftOut, Outcome, OutputReport, Refusal, Reporter, Saved,
    Summary, Target,
};
use transcripta::diagnostic::{Code, Diagnostic, Severity};

use super::args::TalkArgs;
use super::progress::Progress;
use super::text;

/// As many doubts of a single input are named without `--verbose`. Of many inputs each is told in
/// one line: a night's work leaves thousands.
const DOUBTS: usize = 5;

/// How much is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Talk {
    /// What failed or was kept.
    Quiet,
    /// Warnings too, and a summary.
    #[default]
    Normal,
    /// Notes too, and what is done.
    Verbose,
}

impl From<&TalkArgs> for Talk {
    fn from(args: &TalkArgs) -> Self {
        match (args.quiet, args.verbose) {
            (true, _) => Self::Quiet,
            (_, true) => Self::Verbose,
            _ => Self::Normal,
        }
    }
}

/// Says it.
#[derive(Debug)]
pub(super) struct Console {
    talk: Talk,
    /// Nothing is written: what is said is what would be done.
    dry_run: bool,
    /// Several inputs.
    many: bool,
    /// Files of walked folders that are not of the format of their extension.
    other_format: usize,
    /// Files that were left out because nobody named them, and the last.
    not_named: Option<(usize, String)>,
    pub(super) progress: Progress,
}

impl Default for Console {
    fn default() -> Self {
        Self::new(Talk::default())
    }
}

impl Console {
    /// That says so much.
    pub(super) fn new(talk: Talk) -> Self {
        Self {
            talk,
            dry_run: false,
            many: false,
            other_format: 0,
            not_named: None,
            progress: Progress::None,
        }
    }

    /// Of a run in which nothing is written.
    pub(super) fn of_dry_run(self, dry_run: bool) -> Self {
        Self { dry_run, ..self }
    }

    /// How much it says.
    pub(super) fn talk(&self) -> Talk {
        self.talk
    }

    /// A line.
    pub(super) fn say(&self, line: &str) {
        // A name or a message may hold anything: it must not take over the terminal.
        self.write(&text::clean(line));
    }

    fn write(&self, line: &str) {
        // When standard error is gone there is nobody to tell.
        self.progress.aside(|| {
            let _ = writeln!(anstream::stderr(), "transcripta: {line}");
        });
    }

    /// A line, unless only what failed is wanted.
    pub(super) fn inform(&self, line: &str) {
        if self.talk > Talk::Quiet {
            self.say(line);
        }
    }

    /// Why a file failed.
    pub(super) fn failure(&self, subject: &dyn Display, failure: &Failure) {
        let hint = in_brackets(failure.hint());
        self.say(&format!("{subject}: {failure}{hint}"));
    }

    /// What is wrong with a file that belongs to no input; the message names it.
    pub(super) fn fault(&self, failure: &Failure) {
        self.say(&format!("{failure}{}", in_brackets(failure.hint())));
    }

    /// Why a file of what is told could not be written.
    pub(super) fn unwritable(&self, subject: &dyn Display, error: std::io::Error) {
        self.failure(subject, &Failure::Unwritable(error));
    }

    /// Why nothing was done.
    pub(super) fn refusal(&self, refusal: &Refusal) {
        self.say(&format!("{refusal}{}", in_brackets(refusal.hint())));
    }

    /// What was not quite right with an input. Of many doubts the first few are named, so that
    /// they don't hide the rest.
    pub(super) fn findings(&self, input: &Input, findings: &[Finding]) {
        let most = if self.many { 0 } else { DOUBTS };
        let mut doubts = 0;
        for finding in findings {
            doubts += usize::from(finding.diagnostic.code == Code::SpeakerDoubtful);
            let one_more = finding.diagnostic.code == Code::SpeakerDoubtful && doubts > most;
            if !one_more || self.talk == Talk::Verbose {
                self.finding(input, finding);
            }
        }
        if doubts > most && self.talk == Talk::Normal {
            let told = match (most, doubts - most) {
                (0, 1) => "1 turn".to_owned(),
                (0, all) => format!("{all} turns"),
                (_, 1) => "1 more turn".to_owned(),
                (_, more) => format!("{more} more turns"),
            };
            self.say(&format!(
                "{input}: {told} in doubt (`transcripta inspect --doubts` lists them)"
            ));
        }
    }

    /// One thing that was not quite right.
    fn finding(&self, input: &Input, finding: &Finding) {
        let diagnostic = &finding.diagnostic;
        let (word, colour, talk) = match diagnostic.severity {
            Severity::Warning => ("warning", AnsiColor::Yellow, Talk::Normal),
            Severity::Note => ("note", AnsiColor::Cyan, Talk::Verbose),
        };
        if self.talk < talk {
            return;
        }
        let style = Style::new().fg_color(Some(colour.into()));
        let before = text::clean(&format!("{input}: {}", place(diagnostic)));
        let format = finding.format.map_or(String::new(), |format| format!("{}: ", format.name));
        let hint = in_brackets(diagnostic.hint.clone());
        let after = text::clean(&format!("{format}{}{hint}", diagnostic.message));
        self.write(&format!("{before}{style}{word}{style:#}: {after}"));
    }

    /// A remark on the whole run.
    fn remark(&self, subject: &Path, remark: &str) {
        if self.talk >= Talk::Normal {
            let style = Style::new().fg_color(Some(AnsiColor::Yellow.into()));
            let line = text::clean(&format!("{}: ", subject.display()));
            self.write(&format!("{line}{style}warning{style:#}: {}", text::clean(remark)));
        }
    }

    /// How many went which way; of a single one, how many doubts it leaves.
    pub(super) fn summary(&self, summary: &Summary) {
        if summary.interrupted {
            self.say("interrupted");
        }
        if self.talk == Talk::Quiet || (summary.inputs() < 2 && summary.doubts == 0) {
            return;
        }
        let mut line = format!("{} converted", summary.converted);
        if self.dry_run {
            line = format!("{} would be converted", summary.converted);
        }
        let doubts = if summary.doubts == 1 { "turn in doubt" } else { "turns in doubt" };
        for (count, what) in [
            (summary.skipped, "up to date"),
            (summary.failed, "failed"),
            (summary.kept, "kept"),
            (summary.not_done, "not done"),
            (summary.doubts, doubts),
        ] {
            if count > 0 {
                line.push_str(&format!(", {count} {what}"));
            }
        }
        self.say(&line);
    }

    fn output(&self, input: &Input, output: &OutputReport) {
        let target = &output.target;
        let would = if self.dry_run { "would be " } else { "" };
        match &output.result {
            Ok(Saved::Kept) => self.say(&format!(
                "{target}: {would}kept, because it exists and differs (use --force to replace it)"
            )),
            Ok(Saved::Edited) => self.say(&format!(
                "{target}: {would}kept, because it was edited since it was written \
                 (use --force to replace it)"
            )),
            Ok(Saved::Written) => self.detail(target, &format!("{would}written")),
            Ok(Saved::Replaced) => self.detail(target, &format!("{would}replaced")),
            Ok(Saved::Unchanged) => self.detail(target, "unchanged"),
            Ok(Saved::Skipped) => self.detail(target, "up to date"),
            Err(
                failure @ (Failure::Unwritable(_)
                | Failure::NotWritten(_)
                | Failure::Outside { .. }),
            ) => {
                self.failure(target, failure);
            }
            Err(failure) => self.failure(input, failure),
        }
    }

    fn detail(&self, target: &Target, what: &str) {
        let wanted = self.talk == Talk::Verbose || (self.dry_run && self.talk == Talk::Normal);
        if wanted && *target != Target::Stream {
            self.say(&format!("{target}: {what}"));
        }
    }
}

impl Reporter for Console {
    fn left_out(&mut self, path: &Path, reason: LeftOut) {
        self.other_format += usize::from(reason == LeftOut::OtherFormat);
        if reason == LeftOut::NotNamed {
            let before = self.not_named.take().map_or(0, |(count, _)| count);
            self.not_named = Some((before + 1, path.display().to_string()));
        }
        if self.talk == Talk::Verbose {
            let why = match reason {
                LeftOut::OwnOutput => "transcripta wrote it",
                LeftOut::OtherFormat => "it is not of the format of its extension",
                LeftOut::Index => "it only names other files",
                LeftOut::OutputFolder => "it is the output folder",
                LeftOut::NotNamed => "Markdown and captions are read when they are named",
            };
            self.say(&format!("{}: left out, because {why}", path.display()));
        }
    }

    fn begins(&mut self, inputs: usize) {
        self.many = inputs > 1;
        if let (Talk::Normal, Some((count, last))) = (self.talk, &self.not_named) {
            let files = match count {
                1 => format!("{last} was left out, because"),
                _ => format!("{count} files were left out, such as {last}, because"),
            };
            self.say(&format!(
                "{files} Markdown and captions of a folder are read when they are named \
                 (or when --include names their extension)"
            ));
        }
        let left_out = match (self.talk, self.other_format) {
            (Talk::Quiet | Talk::Verbose, _) | (_, 0) => return,
            (_, 1) => "1 file was left out, because it is".to_owned(),
            (_, count) => format!("{count} files were left out, because they are"),
        };
        self.say(&format!(
            "{left_out} not of the format of the extension, such as XML that is no TEI \
             (--verbose names them)"
        ));
    }

    fn remark(&mut self, subject: &Path, remark: &str) {
        Self::remark(self, subject, remark);
    }

    fn done(&mut self, report: &InputReport) {
        // Those that a stopped run leaves are counted, not named: the report names them.
        if report.outcome() == Outcome::NotDone {
            return;
        }
        self.findings(&report.input, &report.findings);
        if let Some(failure) = &report.failure {
            self.failure(&report.input, failure);
        }
        for output in &report.outputs {
            self.output(&report.input, output);
        }
    }
}

fn place(diagnostic: &Diagnostic) -> String {
    diagnostic.line.map_or(String::new(), |line| format!("line {line}: "))
}

fn in_brackets(hint: Option<String>) -> String {
    hint.map_or(String::new(), |hint| format!(" ({hint})"))
}
