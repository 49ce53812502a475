//! Validation by the schemas that archives use: RELAX NG by `jing`, Schematron by SchXslt.
//!
//! The schemas are no part of this project: the folder that holds them is named by
//! `TRANSCRIPTA_TEI_SCHEMAS`; `SCHEMATRON_HOME` names the folder that `tests/schematron.sh` has
//! SchXslt in. Without them, or without `jing`, the test says what it left out; with `TRANSCRIPTA_REQUIRE_VALIDATORS=1` that is a failure.

// A test may look at the environment and write to a temporary folder.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

const SCHEMAS: [&str; 2] = ["tei_all-4.12.0.rng", "parla-clarin.rng"];

/// Validates files (name and text) against both schemas, each in one call for all of them.
/// They must be well-formed: `jing` stops at the first that is not.
pub(crate) fn with_jing(files: &[(String, String)]) {
    let Some(schemas) = found(schemas(), files.len()) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (name, xml) in files {
        std::fs::write(folder.path().join(format!("{name}.xml")), xml).unwrap();
    }
    for schema in schemas {
        let output = Command::new("jing")
            .arg(&schema)
            .args(files.iter().map(|(name, _)| format!("{name}.xml")))
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{} against {}:\n{said}", files.len(), schema.display());
    }
}

/// What validates, or the news that it is missing.
fn found<T>(validator: Result<T, String>, files: usize) -> Option<T> {
    match validator {
        Ok(validator) => Some(validator),
        Err(missing) => {
            let required = env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
            assert!(!required, "validators are required, but {missing}");
            // Not `eprintln`, which the test harness keeps to itself when a test passes.
            let _ = writeln!(
                io::stderr(),
                "LEFT OUT: validation of {files} TEI files, because {missing}"
            );
            None
        }
    }
}

/// Asks SchXslt about the rules of TEI that a grammar cannot say.
pub(crate) fn with_schematron(files: &[(String, String)]) {
    let Some(schema) = found(rules(), files.len()) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (name, xml) in files {
        std::fs::write(folder.path().join(format!("{name}.xml")), xml).unwrap();
    }
    let (passed, said) = schematron(&schema, folder.path());
    assert!(passed, "{} files against {}:\n{said}", files.len(), schema.display());
    // What takes everything would be of no use.
    let broken = "<div><p>one<p>in another</p></p></div>";
    let (_, xml) = &files[0];
    let xml = xml.replacen("<body>", &format!("<body>{broken}"), 1);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.xml"), xml).unwrap();
    let (passed, said) = schematron(&schema, folder.path());
    assert!(!passed && said.contains("Paragraphs may not occur inside"), "{said}");
}

fn schematron(schema: &Path, folder: &Path) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schematron.sh");
    let output = Command::new(script).arg(schema).arg(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn rules() -> Result<PathBuf, String> {
    let folder = env::var("TRANSCRIPTA_TEI_SCHEMAS")
        .map_err(|_| "TRANSCRIPTA_TEI_SCHEMAS is not set".to_owned())?;
    let schema = Path::new(&folder).join("tei_all-4.12.0.sch");
    if !schema.is_file() {
        return Err(format!("there is no {}", schema.display()));
    }
    let home = env::var("SCHEMATRON_HOME").map_err(|_| "SCHEMATRON_HOME is not set".to_owned())?;
    let jars = std::fs::read_dir(&home).map_err(|error| format!("{home}: {error}"))?;
    let mut jars = jars.flatten().map(|jar| jar.file_name().to_string_lossy().into_owned());
    if !jars.any(|jar| jar.starts_with("schxslt")) {
        return Err(format!("there is no SchXslt in {home}"));
    }
    match Command::new("java").arg("-version").output() {
        Ok(_) => Ok(schema),
        Err(error) => Err(format!("java does not run: {error}")),
    }
}

fn schemas() -> Result<Vec<PathBuf>, String> {
    let folder = env::var("TRANSCRIPTA_TEI_SCHEMAS")
        .map_err(|_| "TRANSCRIPTA_TEI_SCHEMAS is not set".to_owned())?;
    let paths = SCHEMAS.map(|name| Path::new(&folder).join(name));
    if let Some(missing) = paths.iter().find(|path| !path.is_file()) {
        return Err(format!("there is no {}", missing.display()));
    }
    // Without arguments it prints its usage: enough to see that it is there.
    match Command::new("jing").output() {
        Ok(_) => Ok(paths.into()),
        Err(error) => Err(format!("jing does not run: {error}")),
    }
}
