//! Validation by `jing` against the schemas that archives use.
//!
//! The schemas are no part of this project: the folder that holds them is named by
//! `TRANSCRIPTA_TEI_SCHEMAS`. Without it, or without `jing`, the test says what it left out;
//! with `TRANSCRIPTA_REQUIRE_VALIDATORS=1` that is a failure.

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
    let schemas = match schemas() {
        Ok(schemas) => schemas,
        Err(missing) => {
            let required = env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
            assert!(!required, "validators are required, but {missing}");
            // Not `eprintln`, which the test harness keeps to itself when a test passes.
            let _ = writeln!(
                io::stderr(),
                "LEFT OUT: validation of {} TEI files, because {missing}",
                files.len()
            );
            return;
        }
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
