//! Makes JSON of the tables in `src/**/*.toml`: people read and write TOML, and the program has read
//! JSON before a parser of TOML would have begun. Each start of the program pays for this.

// A build script reads files, writes others, and tells cargo on standard output.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let mut names = BTreeSet::new();
    for table in tables(Path::new("src"))? {
        println!("cargo::rerun-if-changed={}", table.display());
        let text = fs::read_to_string(&table)?;
        let values: toml::Table = toml::from_str(&text)?;
        let name = table.file_stem().ok_or("no name")?.to_owned();
        if !names.insert(name.clone()) {
            return Err(format!("two tables have the name of {}", table.display()).into());
        }
        fs::write(out.join(name).with_extension("json"), serde_json::to_vec(&values)?)?;
    }
    Ok(())
}

/// The tables in a folder and those below it.
fn tables(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            found.extend(tables(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
    Ok(found)
}
