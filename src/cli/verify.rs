//! `transcripta verify`: whether outputs hold their source.

use std::io;
use std::path::Path;

use transcripta::batch::{self, Failure, Input, Loaded};
use transcripta::convert::ReadOptions;
use transcripta::verify::{self, Fault, Original, Verified};
use transcripta::write::{self, Font};

use super::args::{ReadArgs, VerifyArgs, pdf};
use super::console::{Console, Talk};
use super::convert::{input, read_options};
use super::exit::Exit;
use super::stdout;
use super::text::grouped;

/// Verifies.
pub(super) fn run(args: VerifyArgs) -> Exit {
    let talk = Talk::from(&args.talk);
    let console = Console::new(talk);
    let source = input(args.source);
    let loaded = match batch::load(&source, &mut io::stdin(), u64::MAX) {
        Ok(loaded) => loaded,
        Err(failure) => {
            console.failure(&source, &failure);
            return Exit::Usage;
        }
    };
    let given = match given(&source, args.read) {
        Ok(given) => given,
        Err(failure) => {
            console.fault(&failure);
            return Exit::Usage;
        }
    };
    let fonts = match pdf::fonts(&args.font) {
        Ok(fonts) => fonts,
        Err(fault) => {
            console.say(&fault);
            return Exit::Usage;
        }
    };
    let mut source = Source { loaded, given, read: None };
    let (mut proven, mut unread, mut differ) = (0, 0, 0);
    for output in &args.outputs {
        match prove(output, &fonts, &mut source) {
            Ok(verified) => {
                proven += 1;
                if talk > Talk::Quiet {
                    stdout::print(&line(output, &verified));
                }
            }
            Err(failure) => {
                console.failure(&output.display(), &failure);
                match failure {
                    Failure::Unproven(Fault::NoVerification { .. }) => unread += 1,
                    Failure::Unproven(_) => differ += 1,
                    _ => unread += 1,
                }
            }
        }
    }
    match (differ, unread, proven) {
        (0, 0, _) => Exit::Done,
        (0, _, 0) => Exit::Usage,
        (0, _, _) => Exit::SomeFailed,
        _ => Exit::Differs,
    }
}

/// How to read the source: as it is read when it is converted, a person's decisions included.
fn given(source: &Input, args: ReadArgs) -> Result<ReadOptions, Failure> {
    let from = args.decide.corrections();
    let mut options = read_options(args)?;
    options.corrections = batch::corrections(source, &from)?;
    Ok(options)
}

/// The source, and how it was read last.
struct Source {
    loaded: Loaded,
    given: ReadOptions,
    read: Option<(ReadOptions, Original)>,
}

impl Source {
    /// Read in this way; once for all outputs that were made in one way.
    fn read(&mut self, options: ReadOptions) -> Result<&Original, Failure> {
        let read = match self.read.take() {
            Some(read) if read.0 == options => read,
            _ => {
                let original = Original::read(&self.loaded.name, &self.loaded.bytes, &options)?;
                (options, original)
            }
        };
        Ok(&self.read.insert(read).1)
    }
}

fn prove(output: &Path, fonts: &[Font], source: &mut Source) -> Result<Verified, Failure> {
    let name = output.file_name().unwrap_or(output.as_os_str()).to_string_lossy();
    let Some(writer) = write::by_extension(&name) else {
        let extension = output.extension().map_or(name, |extension| extension.to_string_lossy());
        return Err(Fault::NoVerification { format: extension.into_owned() }.into());
    };
    let bytes = batch::load(&input(output.to_path_buf()), &mut io::empty(), u64::MAX)?.bytes;
    let back = verify::read_back_with(writer.format().name, &bytes, fonts)?;
    let original = source.read(verify::options(&source.given, &back.recorded))?;
    Ok(verify::verify(back, original)?)
}

fn line(output: &Path, verified: &Verified) -> String {
    let Verified { characters, turns, sha256, unchecked } = verified;
    let mut line = super::text::clean(&format!(
        "ok  {}: {} characters, {} turn{}, source sha256 {sha256}",
        output.display(),
        grouped(*characters),
        grouped(*turns),
        if *turns == 1 { "" } else { "s" },
    ));
    if !unchecked.is_empty() {
        line.push_str(&format!(" (not looked at: {})", unchecked.join(", ")));
    }
    line.push('\n');
    line
}
