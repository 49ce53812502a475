//! Whether the outputs go to a folder, to a file or to standard output.

use std::path::{Path, PathBuf};

use super::{Input, Refusal, Request};
use crate::format::{Format, Medium};
use crate::write;

/// Where the outputs go, as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Nothing was said: standard output, for one input in one text format.
    Unsaid,
    /// Standard output, whatever the format.
    Stream,
    /// A folder, when it exists as one, ends with a separator or is to hold several outputs;
    /// else a file.
    Path(PathBuf),
}

/// Where the outputs go, decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination {
    Stream,
    File(PathBuf),
    Folder(PathBuf),
}

/// What is to be written, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) destination: Destination,
    /// At least one, each once.
    pub(super) formats: Vec<&'static Format>,
}

pub(super) fn resolve(request: &Request) -> Result<Resolved, Refusal> {
    let streams = request.inputs.iter().filter(|i| **i == Input::Stream);
    if streams.count() > 1 {
        return Err(Refusal::StreamTwice);
    }
    let one_input = request.names_one_input();
    choose(&request.output, &request.to, one_input, &Place::of)
}

/// What stands at the place of the output already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Free,
    Folder,
    File,
}

impl Place {
    fn of(path: &Path) -> Self {
        match path.metadata() {
            Ok(there) if there.is_dir() => Self::Folder,
            Ok(_) => Self::File,
            Err(_) => Self::Free,
        }
    }
}

/// The pure part: `place` asks the file system.
fn choose(
    output: &Output,
    to: &[&'static Format],
    one_input: bool,
    place: &dyn Fn(&Path) -> Place,
) -> Result<Resolved, Refusal> {
    let mut formats: Vec<&'static Format> = Vec::new();
    for format in to {
        if !formats.contains(format) {
            formats.push(format);
        }
    }
    let destination = match output {
        Output::Unsaid => unsaid(&formats, one_input)?,
        Output::Stream if one_input && formats.len() <= 1 => Destination::Stream,
        Output::Stream => return Err(Refusal::SeveralToStream),
        Output::Path(path) if ends_with_separator(path) || place(path) == Place::Folder => {
            Destination::Folder(path.clone())
        }
        Output::Path(path) => named(path, &mut formats, one_input, place(path))?,
    };
    if formats.is_empty() {
        return Err(Refusal::NoFormat);
    }
    Ok(Resolved { destination, formats })
}

fn unsaid(formats: &[&'static Format], one_input: bool) -> Result<Destination, Refusal> {
    match formats {
        [] => Err(Refusal::NoFormat),
        [format] if one_input => match format.medium {
            Medium::Text => Ok(Destination::Stream),
            Medium::Binary => Err(Refusal::BinaryToStream { format: format.name }),
        },
        _ => Err(Refusal::NeedsFolder),
    }
}

/// The output has a name that is no folder yet.
fn named(
    path: &Path,
    formats: &mut Vec<&'static Format>,
    one_input: bool,
    place: Place,
) -> Result<Destination, Refusal> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let by_name = write::by_extension(&name).map(|writer| writer.format());
    if formats.is_empty() {
        formats.extend(by_name);
    }
    let file = || path.to_path_buf();
    if formats.is_empty() && one_input && path.extension().is_some() && place != Place::Folder {
        return Err(Refusal::UnknownExtension { file: file() });
    }
    if let ([asked], Some(by_name), true) = (formats.as_slice(), by_name, one_input)
        && *asked != by_name
    {
        let (asked, by_name) = (asked.name, by_name.name);
        return Err(Refusal::OtherExtension { file: file(), by_name, asked });
    }
    if one_input && formats.len() <= 1 {
        return Ok(Destination::File(path.to_path_buf()));
    }
    // `--output all.json` with several inputs is a slip, not the wish for a folder of that name.
    if by_name.is_some() || place == Place::File {
        return Err(Refusal::SeveralToFile { file: path.to_path_buf() });
    }
    Ok(Destination::Folder(path.to_path_buf()))
}

fn ends_with_separator(path: &Path) -> bool {
    path.as_os_str()
        .as_encoded_bytes()
        .last()
        .is_some_and(|byte| std::path::is_separator(char::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::tests::{OTHER, PICTURE, json};

    fn chosen(output: &str, to: &[&'static Format], one_input: bool) -> Result<Resolved, Refusal> {
        let output = match output {
            "" => Output::Unsaid,
            "-" => Output::Stream,
            path => Output::Path(path.into()),
        };
        choose(&output, to, one_input, &|path| match path.to_str() {
            Some("there") => Place::Folder,
            Some("notes") => Place::File,
            _ => Place::Free,
        })
    }

    fn destination(output: &str, to: &[&'static Format], one_input: bool) -> Destination {
        chosen(output, to, one_input).unwrap().destination
    }

    #[test]
    fn one_input_in_one_text_format_needs_no_output() {
        assert_eq!(destination("", &[json()], true), Destination::Stream);
        assert!(matches!(chosen("", &[json()], false), Err(Refusal::NeedsFolder)));
        assert!(matches!(chosen("", &[json(), &OTHER], true), Err(Refusal::NeedsFolder)));
    }

    #[test]
    fn binary_goes_to_standard_output_only_when_asked() {
        assert!(matches!(chosen("", &[&PICTURE], true), Err(Refusal::BinaryToStream { .. })));
        assert_eq!(destination("-", &[&PICTURE], true), Destination::Stream);
        assert!(matches!(chosen("-", &[json(), &OTHER], true), Err(Refusal::SeveralToStream)));
    }

    #[test]
    fn an_output_is_a_folder_when_it_must_be_or_says_so() {
        let folder = |path: &str| Destination::Folder(path.into());
        assert_eq!(destination("out", &[json()], false), folder("out"));
        assert_eq!(destination("out", &[json(), &OTHER], true), folder("out"));
        assert_eq!(destination("out/", &[json()], true), folder("out/"));
        assert_eq!(destination("there", &[json()], true), folder("there"));
        assert_eq!(destination("out", &[json()], true), Destination::File("out".into()));
    }

    #[test]
    fn the_name_of_a_file_tells_its_format() {
        let resolved = chosen("x/a.JSON", &[], true).unwrap();
        assert_eq!(resolved.formats, [json()]);
        assert!(matches!(chosen("a.xyz", &[], true), Err(Refusal::UnknownExtension { .. })));
        assert!(matches!(chosen("out/", &[], true), Err(Refusal::NoFormat)));
        assert!(matches!(chosen("", &[], true), Err(Refusal::NoFormat)));
    }

    #[test]
    fn a_file_is_not_named_after_another_format() {
        let refused = chosen("new.md", &[json()], true);
        assert!(matches!(refused, Err(Refusal::OtherExtension { by_name: "md", .. })));
        assert!(chosen("new.txt", &[json()], true).is_ok());
    }

    #[test]
    fn several_outputs_do_not_go_to_one_file() {
        for (output, to) in
            [("all.json", vec![json()]), ("all.json", vec![]), ("notes", vec![json()])]
        {
            assert!(matches!(chosen(output, &to, false), Err(Refusal::SeveralToFile { .. })));
        }
    }

    #[test]
    fn a_format_named_twice_is_written_once() {
        let resolved = chosen("out", &[json(), json()], true).unwrap();
        assert_eq!(resolved.formats.len(), 1);
    }
}
