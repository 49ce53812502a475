//! The command line of transcripta.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::SUCCESS
}
