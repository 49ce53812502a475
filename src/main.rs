//! The command line of transcripta.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
