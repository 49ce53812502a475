//! Why an input or an output failed, and why a whole request was refused.

use std::io;
use std::path::PathBuf;

use crate::error::Error;
use crate::format::Format;
use crate::verify::{self, Fault};
use crate::write::WRITERS;

/// Why one input, or one of its outputs, failed. The others go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// It is not there.
    #[error("no such file or folder")]
    Missing,
    /// It is a folder where a file is needed.
    #[error("is a folder")]
    Folder,
    /// The pattern matches nothing.
    #[error("nothing matches this pattern")]
    NoMatch,
    /// Nothing in the folder is for us.
    #[error("no transcripts in this folder")]
    NothingInFolder {
        /// It holds files that this program wrote, which a walk leaves out.
        own_outputs: bool,
        /// It holds files of this format, which a walk does not take.
        by_name_only: Option<&'static Format>,
    },
    /// The system would not let us read it.
    #[error("cannot be read: {}", plain(.0))]
    Unreadable(#[source] io::Error),
    /// A file that belongs to it could not be read as text.
    #[error("{}: cannot be read: {}", .file.display(), plain(.error))]
    Beside {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The system would not let us write it.
    #[error("cannot be written: {}", plain(.0))]
    Unwritable(#[source] io::Error),
    /// An output, read back, is not its source.
    #[error(transparent)]
    Unproven(#[from] Fault),
    /// The same, found before it was written: nothing was.
    #[error("not written, because it does not hold its source: {0}")]
    NotWritten(Fault),
    /// It is larger than allowed.
    #[error("larger than {most} bytes")]
    TooLarge {
        /// How many bytes are allowed.
        most: u64,
    },
    /// A link in the output folder leads out of it.
    #[error("a link leads out of the output folder, to {}", .points_to.display())]
    Outside {
        /// What would have been written.
        points_to: PathBuf,
    },
    /// The run was stopped before.
    #[error("not done: the run was stopped")]
    NotDone,
    /// A fault of the program, kept to this input.
    #[error("a fault in transcripta: {message}")]
    Fault {
        /// What the program said.
        message: String,
    },
    /// The conversion failed.
    #[error(transparent)]
    Convert(#[from] Error),
}

impl Failure {
    pub(super) fn from_reading(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Unreadable(error),
        }
    }

    /// What to do about it, when there is something.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoMatch => Some("`*` and `?` leave out hidden files; `**` goes down".into()),
            Self::NothingInFolder { own_outputs: true, .. } => Some(
                "what transcripta wrote is left out: name those files, or read them with --from"
                    .into(),
            ),
            Self::NothingInFolder { by_name_only: Some(format), .. } => {
                let Format { name, extensions, .. } = format;
                let extension = extensions.first().unwrap_or(name);
                Some(format!(
                    "a folder does not give `.{extension}`, which may be anything: name those files, give a \
                     pattern such as `*.{extension}`, or --from {name}"
                ))
            }
            Self::NothingInFolder { .. } => Some(
                "a folder gives the files with an extension that a reader knows: name others, \
                 or give a pattern"
                    .into(),
            ),
            Self::Convert(error) => error.hint(),
            Self::Unproven(fault) | Self::NotWritten(fault) => fault.hint(),
            Self::Beside { error, .. } if error.kind() == io::ErrorKind::InvalidData => {
                Some("save it as UTF-8".into())
            }
            Self::TooLarge { .. } => Some("--max-bytes allows more".into()),
            Self::Outside { .. } => Some("remove the link, or give another --output".into()),
            Self::Fault { .. } => Some("the other inputs go on; please report it".into()),
            Self::Folder => Some("name a file in it".into()),
            Self::Missing
            | Self::Unreadable(_)
            | Self::Unwritable(_)
            | Self::Beside { .. }
            | Self::NotDone => None,
        }
    }
}

/// Why a request was refused as a whole. Nothing was written. The message begins with the file
/// that it is about, when there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Neither `to` nor the name of the output says what to write.
    #[error("nothing names a format that can be written")]
    NoFormat,
    /// The name of the output has the extension of no format.
    #[error("{}: no format that can be written has this extension", .file.display())]
    UnknownExtension {
        /// The output.
        file: PathBuf,
    },
    /// The name of the output has the extension of another format.
    #[error("{}: has the extension of `{by_name}`, and is to be `{asked}`", .file.display())]
    OtherExtension {
        /// The output.
        file: PathBuf,
        /// The format that its name tells.
        by_name: &'static str,
        /// The one that was asked for.
        asked: &'static str,
    },
    /// Several inputs or formats, and no folder for them.
    #[error("several inputs or formats need a folder for their outputs")]
    NeedsFolder,
    /// Several inputs or formats, and a file for them.
    #[error("{}: is one file, and there are several inputs or formats", .file.display())]
    SeveralToFile {
        /// The file.
        file: PathBuf,
    },
    /// Several inputs or formats cannot share standard output.
    #[error("standard output takes one input in one format")]
    SeveralToStream,
    /// A binary format, and nobody said that standard output will do.
    #[error("`{format}` is a binary format")]
    BinaryToStream {
        /// The format.
        format: &'static str,
    },
    /// The decisions on one text are not those on another.
    #[error("--corrections takes one input, and there are several")]
    CorrectionsForSeveral,
    /// Nothing can read this format back.
    #[error("`{format}` cannot be verified")]
    NoVerification {
        /// The format.
        format: &'static str,
    },
    /// Standard input cannot be read twice.
    #[error("standard input can be given only once")]
    StreamTwice,
    /// Two inputs would have the same output.
    #[error(
        "{second}: has the same output as {first}, {}{}; nothing was written",
        .output.display(), and_more(*.more)
    )]
    Collision {
        /// The output.
        output: PathBuf,
        /// One input.
        first: String,
        /// The other one.
        second: String,
        /// Further collisions of the request.
        more: usize,
        /// Whether `keep_extension` keeps the two apart.
        extension_helps: bool,
    },
    /// An output would take the place of an input.
    #[error("{}: would replace the input {input}", .output.display())]
    ReplacesInput {
        /// The output.
        output: PathBuf,
        /// The input.
        input: String,
    },
    /// A list that the request names cannot be used: of inputs, or of metadata.
    #[error("{}: {reason}", .list.display())]
    List {
        /// The file.
        list: PathBuf,
        /// What is wrong, with the line where there is one.
        reason: String,
    },
    /// Something asked for needs an output folder.
    #[error("{option} needs an output folder")]
    NeedsOutputFolder {
        /// The option.
        option: &'static str,
    },
    /// The folder of the outputs cannot be made.
    #[error("{}: the folder cannot be made: {}", .folder.display(), plain(.error))]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
}

impl Refusal {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::OtherExtension { by_name, .. } => {
                return Some(format!("give it another name, or say --to {by_name}"));
            }
            Self::NoFormat | Self::UnknownExtension { .. } => {
                let names: Vec<&str> = WRITERS.iter().map(|w| w.format().name).collect();
                return Some(format!("--to takes {}", names.join(", ")));
            }
            Self::NoVerification { .. } => {
                return Some(format!("these can: {}", verify::formats().join(", ")));
            }
            Self::NeedsFolder => "give one with --output",
            Self::SeveralToFile { .. } => "give a folder; a `/` at the end makes it one",
            Self::SeveralToStream => "give a folder with --output",
            Self::BinaryToStream { .. } => {
                "give a file with --output, or `--output -` for standard output all the same"
            }
            Self::Collision { extension_helps: true, .. } => "--keep-extension keeps them apart",
            Self::Collision { .. } => "convert them one by one, to different folders",
            Self::ReplacesInput { .. } => {
                "give another folder with --output; a source is never changed"
            }
            Self::Folder { .. } => "give another one with --output",
            Self::CorrectionsForSeveral => {
                "put each file beside its source instead: `talk.transcripta.toml` for `talk.txt`"
            }
            Self::NeedsOutputFolder { .. } => {
                "give one with --output; a `/` at the end makes it one"
            }
            Self::StreamTwice | Self::List { .. } => return None,
        };
        Some(hint.into())
    }
}

fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        n => format!("; {n} more like this"),
    }
}

/// An error of the system as a person would say it, without its number.
pub(super) fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        io::ErrorKind::NotADirectory => "a part of its path is a file".into(),
        io::ErrorKind::AlreadyExists => "a file of this name is in the way".into(),
        io::ErrorKind::StorageFull => "no space left".into(),
        io::ErrorKind::QuotaExceeded => "the quota is used up".into(),
        io::ErrorKind::InvalidFilename => "the name is too long".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        io::ErrorKind::InvalidData => "it is not UTF-8".into(),
        _ => {
            let text = error.to_string();
            match text.find(" (os error ") {
                Some(end) => text[..end].to_lowercase(),
                None => text,
            }
        }
    }
}
