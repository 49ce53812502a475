//! Metadata of many files: a table of Dublin Core, as CSV or TOML.
//!
//! The CSV is what Archivematica takes: a column `filename`, then a column for each element
//! (`dc.title`, `dc:title` or `title`); a column may occur again for a further value.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::Refusal;
use super::failure::plain;
use crate::convert::ReadOptions;
use crate::model::dublin_core;

/// What is known of a file: elements of Dublin Core by name.
pub(super) type Row = BTreeMap<&'static str, Vec<String>>;

/// Rows by file name.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// The file.
    pub(super) path: PathBuf,
    rows: BTreeMap<String, Row>,
    used: BTreeSet<String>,
    /// Columns that are no elements of Dublin Core.
    pub(super) unknown: BTreeSet<String>,
}

impl Catalogue {
    /// Reads one; the extension tells which form it has.
    pub(super) fn read(path: &Path) -> Result<Self, Refusal> {
        let refuse = |reason| Refusal::List { list: path.to_path_buf(), reason };
        let bytes = fs::read(path).map_err(|error| refuse(plain(&error)))?;
        let text = String::from_utf8(bytes).map_err(|_| refuse("is not UTF-8".to_owned()))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let is_toml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
        let read = if is_toml { Self::of_toml(text) } else { Self::of_csv(text) };
        Ok(Self { path: path.to_path_buf(), ..read.map_err(refuse)? })
    }

    fn of_csv(text: &str) -> Result<Self, String> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::Headers).from_reader(text.as_bytes());
        let head = reader.headers().map_err(|error| error.to_string())?.clone();
        let named = head.iter().position(|name| name.eq_ignore_ascii_case("filename"));
        let Some(named) = named else {
            return Err("line 1: no column is called `filename`".to_owned());
        };
        let mut catalogue = Self::default();
        for record in reader.records() {
            let record = record.map_err(|error| error.to_string())?;
            let line = record.position().map_or(0, csv::Position::line);
            let values = head.iter().zip(&record).enumerate().filter(|(at, _)| *at != named);
            let values = values.map(|(_, (column, value))| (column, vec![value.to_owned()]));
            catalogue.add(record.get(named).unwrap_or(""), values, &format!("line {line}: "))?;
        }
        Ok(catalogue)
    }

    fn of_toml(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            format!("line {line}: {}", error.message())
        })?;
        let mut catalogue = Self::default();
        for (file, row) in table {
            let Some(row) = row.as_table() else {
                return Err(format!(
                    "`{file}` is no table: write [\"talk.txt\"], then its elements"
                ));
            };
            let mut values = Vec::new();
            for (column, value) in row {
                values.push((
                    column.as_str(),
                    texts(value).ok_or_else(|| {
                        format!("`{column}` of `{file}` is neither a text nor a list of texts")
                    })?,
                ));
            }
            catalogue.add(&file, values.into_iter(), "")?;
        }
        Ok(catalogue)
    }

    fn add<'a>(
        &mut self,
        file: &str,
        values: impl Iterator<Item = (&'a str, Vec<String>)>,
        place: &str,
    ) -> Result<(), String> {
        let file = bare(file.trim());
        if file.is_empty() {
            return Err(format!("{place}the file is not named"));
        }
        let mut row = Row::new();
        for (column, values) in values {
            let Some(element) = dublin_core(column) else {
                self.unknown.insert(column.to_owned());
                continue;
            };
            let values = values.into_iter().map(|value| value.trim().to_owned());
            row.entry(element).or_default().extend(values.filter(|value| !value.is_empty()));
        }
        row.retain(|_, values| !values.is_empty());
        match self.rows.insert(file.to_owned(), row) {
            Some(_) => Err(format!("{place}`{file}` has a row already")),
            None => Ok(()),
        }
    }

    /// The row of a file: by its path, by its path below the folder that was walked, or, when
    /// the row names no folder, by its name.
    pub(super) fn row(&mut self, path: &Path, folder: &Path) -> Option<Row> {
        let name = PathBuf::from(path.file_name()?);
        let keys = [path, &folder.join(&name), &name]
            .map(|key| bare(&key.to_string_lossy().replace('\\', "/")).to_owned());
        let key = keys.into_iter().find(|key| self.rows.contains_key(key))?;
        let row = self.rows.get(&key).cloned();
        self.used.insert(key);
        row
    }

    /// The rows that were for no file.
    pub(super) fn unused(&self) -> Vec<&str> {
        self.rows.keys().filter(|key| !self.used.contains(*key)).map(String::as_str).collect()
    }
}

fn texts(value: &toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::Array(values) => values.iter().map(text).collect(),
        value => Some(vec![text(value)?]),
    }
}

/// A date may stand without quotes.
fn text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Without `./`, and without the `objects/` of a transfer of Archivematica.
fn bare(file: &str) -> &str {
    let file = file.strip_prefix("./").unwrap_or(file);
    file.strip_prefix("objects/").unwrap_or(file)
}

/// The options of reading, with what the row of the file says. The row is about this file, so
/// it goes before what was said for all.
pub(super) fn with_row(options: &ReadOptions, row: &Row) -> ReadOptions {
    let mut options = options.clone();
    for (element, values) in row {
        let joined = || Some(values.join("; "));
        match *element {
            "title" => options.title = joined(),
            "language" => options.language = joined(),
            element => {
                options.metadata.insert(element.to_owned(), values.clone());
            }
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "filename,dc.title,dc:creator,creator,mood\n\
        objects/t/a.txt,\"A, talk\",Ann,Ben,good\nb.txt,,,,\n";

    #[test]
    fn columns_are_elements_and_repeat() {
        let mut catalogue = Catalogue::of_csv(CSV).unwrap();
        let row = catalogue.row(Path::new("x/t/a.txt"), Path::new("t")).unwrap();
        assert_eq!(row["title"], ["A, talk"]);
        assert_eq!(row["creator"], ["Ann", "Ben"]);
        assert_eq!(catalogue.unknown.iter().collect::<Vec<_>>(), ["mood"]);
        assert_eq!(catalogue.unused(), ["b.txt"]);
        assert!(catalogue.row(Path::new("y/b.txt"), Path::new("")).unwrap().is_empty());
        assert!(catalogue.row(Path::new("y/a.txt"), Path::new("")).is_none());
    }

    #[test]
    fn toml_says_the_same() {
        let toml = "[\"t/a.txt\"]\ntitle = \"A, talk\"\ncreator = [\"Ann\", \"Ben\"]\n\
                    date = 2024-05-01\nmood = \"good\"\n";
        let mut catalogue = Catalogue::of_toml(toml).unwrap();
        let row = catalogue.row(Path::new("t/a.txt"), Path::new("")).unwrap();
        assert_eq!(row["creator"], ["Ann", "Ben"]);
        assert_eq!(row["date"], ["2024-05-01"]);
        assert_eq!(catalogue.unknown.len(), 1);
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        let wrong = |csv: &str| Catalogue::of_csv(csv).unwrap_err();
        assert!(wrong("file,title\n").starts_with("line 1: "));
        assert_eq!(wrong("filename,title\na,x\na,y\n"), "line 3: `a` has a row already");
        assert!(wrong("filename,title\na,x,y\n").contains("line: 2"));
        assert!(Catalogue::of_toml("a = 1\n").unwrap_err().contains("`a` is no table"));
        assert!(Catalogue::of_toml("\n[a\n").unwrap_err().starts_with("line 2: "));
    }

    #[test]
    fn a_row_goes_before_what_was_said_for_all() {
        let all = ReadOptions { title: Some("All".into()), ..ReadOptions::default() };
        let row = Row::from([("title", vec!["One".to_owned()]), ("date", vec!["2024".to_owned()])]);
        let options = with_row(&all, &row);
        assert_eq!(options.title.as_deref(), Some("One"));
        assert_eq!(options.metadata["date"], ["2024"]);
    }
}
