//! A file for a person to decide in.

use std::path::{Path, PathBuf};

use transcripta::batch::{self, Input, Saved};
use transcripta::correct;
use transcripta::model::Transcript;

use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::stdout;

/// Writes it to `file`, else beside the input.
pub(super) fn write(
    console: &Console,
    input: &Input,
    transcript: &Transcript,
    file: Option<PathBuf>,
    force: bool,
) -> Exit {
    let text = correct::template(transcript);
    let Some(path) = file.or_else(|| batch::sidecar(input)) else {
        return stdout::print_raw(text.as_bytes());
    };
    if path == Path::new("-") {
        return stdout::print_raw(text.as_bytes());
    }
    let shown = path.display();
    match batch::write_corrections(&path, &text, force) {
        Ok(Saved::Written | Saved::Replaced | Saved::Unchanged | Saved::Skipped) => {
            let doubts = correct::doubts(transcript).len();
            let noun = if doubts == 1 { "doubt" } else { "doubts" };
            console.inform(&format!("{shown}: written, {doubts} {noun} to decide"));
            Exit::Done
        }
        Ok(Saved::Kept | Saved::Edited) => {
            console.say(&format!(
                "{shown}: kept, because it exists and a person may have decided in it (give \
                 another name with --write-corrections=FILE, or use --force to replace it)"
            ));
            Exit::Kept
        }
        Err(failure) => {
            console.failure(&shown, &failure);
            Exit::SomeFailed
        }
    }
}
