//! `transcripta schema`, `completions` and `man`: what derives from the model and the arguments.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;
use transcripta::batch;

use super::args::{Cli, Form};
use super::console::Console;
use super::exit::Exit;
use super::stdout;

/// Prints a JSON Schema.
pub(super) fn schema(form: Form) -> Exit {
    let schema = match form {
        Form::Transcript => transcripta::schema::json_schema(),
        Form::Report => batch::report_schema(),
        Form::Manifest => batch::manifest_schema(),
        Form::Stream => batch::stream_schema(),
        Form::StreamInput => batch::stream_input_schema(),
    };
    stdout::print_raw(schema.as_bytes())
}

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> Exit {
    // Into memory first: `generate` cannot tell that a write failed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "transcripta", &mut script);
    stdout::print_raw(&script)
}

/// Prints the manual page of the program, or of a command.
pub(super) fn man(name: Option<&str>) -> Exit {
    match page(name) {
        Ok(page) => stdout::print_raw(&page),
        Err(error) => {
            Console::default().say(&format!("the page cannot be made: {error}"));
            Exit::SomeFailed
        }
    }
}

fn page(name: Option<&str>) -> io::Result<Vec<u8>> {
    let mut program = Cli::command();
    // Gives the commands their full names, `transcripta-convert`.
    program.build();
    let command = name.and_then(|name| program.find_subcommand(name)).unwrap_or(&program).clone();
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
