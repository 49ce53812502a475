//! Tells of a run: to people on standard error, to programs by report and listing.

use std::io;
use std::path::{Path, PathBuf};

use transcripta::batch::{InputReport, LeftOut, Reporter, Saved, Summary, Target};

use super::super::args::ConvertArgs;
use super::super::console::{Console, Talk};
use super::super::exit::Exit;
use super::super::listing::{self, Listing, ReportFile};
use super::super::progress::Progress;

/// Tells it.
pub(super) struct Teller {
    pub(super) console: Console,
    listing: Option<Listing>,
    report: Option<ReportFile>,
    /// Where the report goes, until there is one.
    report_path: Option<PathBuf>,
    /// The output as it was asked for, when its name may have been meant for a folder.
    bare_output: Option<PathBuf>,
    timings: bool,
    shows_progress: bool,
    /// The report or the listing failed: once is enough.
    failed: bool,
}

impl Teller {
    /// As the arguments want it.
    pub(super) fn new(console: Console, args: &ConvertArgs) -> Result<Self, Exit> {
        let batch = &args.batch;
        let lists = batch.print_outputs || batch.print_outputs0;
        let reports_there = batch.report.as_deref() == Some(Path::new("-"));
        let converts_there =
            args.output.as_deref() == Some(Path::new("-")) || args.output.is_none();
        if usize::from(lists) + usize::from(reports_there) + usize::from(converts_there) > 1 {
            console.say(
                "standard output takes one thing (the output, --report - or --print-outputs): \
                 give a folder with --output",
            );
            return Err(Exit::Usage);
        }
        if let Some(path) = batch.report.as_deref().filter(|_| !reports_there) {
            listing::check(path, args.force).map_err(|error| {
                console.unwritable(&path.display(), error);
                Exit::Usage
            })?;
        }
        let quiet = console.talk() == Talk::Quiet;
        Ok(Self {
            listing: lists.then(|| Listing::new(if batch.print_outputs0 { 0 } else { b'\n' })),
            report: reports_there.then(|| ReportFile::on_stdout(batch.timings)),
            report_path: batch.report.clone().filter(|_| !reports_there),
            bare_output: args.output.clone().filter(|path| may_mean_folder(path)),
            timings: batch.timings,
            shows_progress: !quiet && !batch.no_progress && !batch.dry_run,
            console,
            failed: false,
        })
    }

    /// The run has ended.
    pub(super) fn end(mut self, summary: &Summary, exit: Exit) -> Exit {
        self.console.progress.end();
        if let Some(report) = self.report.take() {
            let finished = report.finish();
            self.check(finished);
        }
        self.console.summary(summary);
        match exit {
            Exit::Done | Exit::Warned | Exit::Kept if self.failed => Exit::SomeFailed,
            exit => exit,
        }
    }

    /// One input in one format is a file, also under a name that looks like that of a folder.
    fn tell_of_file(&self, report: &InputReport) {
        let Some(bare) = &self.bare_output else { return };
        let is_it = report.outputs.iter().any(|output| {
            matches!(&output.target, Target::File(path) if path == bare)
                // Where a file stood, none was meant for a folder.
                && matches!(output.result, Ok(Saved::Written))
        });
        if is_it {
            let name = bare.display();
            self.console.inform(&format!(
                "{name}: a file, for one input in one format is one (say --output {name}/ for a folder)"
            ));
        }
    }

    fn check(&mut self, result: io::Result<()>) {
        if let (Err(error), false) = (result, self.failed) {
            self.failed = true;
            let path = self.report_path.as_deref().unwrap_or(Path::new("stdout"));
            self.console.unwritable(&path.display(), error);
        }
    }
}

/// Whether somebody who writes this may think of a folder.
fn may_mean_folder(path: &Path) -> bool {
    path.extension().is_none() && !path.starts_with("/dev")
}

impl Reporter for Teller {
    fn left_out(&mut self, path: &Path, reason: LeftOut) {
        self.console.left_out(path, reason);
    }

    fn begins(&mut self, inputs: usize) {
        self.console.begins(inputs);
        if self.shows_progress {
            self.console.progress = Progress::new(inputs);
        }
        if let Some(path) = &self.report_path {
            match ReportFile::create(path, self.timings) {
                Ok(report) => self.report = Some(report),
                Err(error) => self.check(Err(error)),
            }
        }
    }

    fn remark(&mut self, subject: &Path, remark: &str) {
        Reporter::remark(&mut self.console, subject, remark);
    }

    fn waits(&mut self) {
        if let Some(line) = self.console.progress.tick() {
            self.console.say(&line);
        }
    }

    fn done(&mut self, report: &InputReport) {
        self.console.done(report);
        self.tell_of_file(report);
        if let Some(listing) = &mut self.listing {
            let listed = listing.add(report);
            self.check(listed);
        }
        if let Some(file) = &mut self.report {
            let added = file.add(report);
            self.check(added);
        }
        if let Some(line) = self.console.progress.step() {
            self.console.say(&line);
        }
    }
}
