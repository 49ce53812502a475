//! What earlier runs wrote.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::super::digest::{Digest, PathText};
use super::super::output::Past;
use super::{Entry, Provenance, read};

/// Every output that is recorded.
#[derive(Debug, Default)]
pub(in super::super) struct Recorded(BTreeMap<PathText, Vec<Version>>);

/// An output as it was, or was about to be, written once.
#[derive(Debug)]
struct Version {
    content: Digest,
    made_of: Option<Provenance>,
}

impl Recorded {
    /// Reads a manifest. Lines that are none are passed over; nothing is recorded when it is not
    /// there.
    pub(in super::super) fn read(manifest: &Path) -> io::Result<Self> {
        Ok(Self::of(&read(manifest)?))
    }

    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut outputs: BTreeMap<PathText, Vec<Version>> = BTreeMap::new();
        for entry in entries {
            let made_of =
                Provenance { source: entry.source.clone(), fingerprint: entry.fingerprint.clone() };
            let current = entry.is_made_of(&made_of);
            for output in &entry.outputs {
                if let Some(content) = &output.content {
                    let version = Version {
                        content: content.clone(),
                        made_of: current.then(|| made_of.clone()),
                    };
                    outputs.entry(output.path.clone()).or_default().push(version);
                }
            }
        }
        Self(outputs)
    }

    /// Whether this is what the program would write again: nothing needs to be done.
    pub(in super::super) fn is_current(
        &self,
        output: &Path,
        content: &Digest,
        made_of: &Provenance,
    ) -> bool {
        let versions = self.0.get(&PathText::of(output));
        versions
            .into_iter()
            .flatten()
            .any(|version| version.made_of.as_ref() == Some(made_of) && version.content == *content)
    }

    /// Whose work the content of an output is. Any version counts: a run may have been killed
    /// after it recorded a new one and before that got its name.
    pub(in super::super) fn past(&self, output: &Path, content: &[u8]) -> Past {
        let Some(versions) = self.0.get(&PathText::of(output)) else {
            return Past::Unknown;
        };
        let content = Digest::of(content);
        match versions.iter().any(|version| version.content == content) {
            true => Past::Ours,
            false => Past::Edited,
        }
    }
}
