//! The command line: arguments in, exit code out. How anything is done is the library's.
//!
//! What it does goes to standard error, what it makes to standard output or to files.

mod args;
mod console;
mod convert;
mod exit;
mod extras;
mod formats;
mod inspect;
mod interrupt;
mod listing;
mod progress;
mod stdout;
mod stream;
mod table;
mod text;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use exit::Exit;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => dispatch(cli.command).into(),
        Err(error) => {
            // Nobody is left to tell when even this cannot be printed.
            let _ = error.print();
            match error.exit_code() {
                0 => Exit::Done.into(),
                _ => Exit::Usage.into(),
            }
        }
    }
}

fn dispatch(command: Command) -> Exit {
    match command {
        Command::Convert(args) => convert::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Stream(args) => stream::run(args),
        Command::Formats => formats::run(),
        Command::Schema { form } => extras::schema(form),
        Command::Completions { shell } => extras::completions(shell),
        Command::Man { command } => extras::man(command.as_deref()),
    }
}
