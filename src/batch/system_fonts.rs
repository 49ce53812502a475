//! Fonts of the system for characters that no other font has: looked for only when the user
//! asks and something is missing.
#![allow(clippy::disallowed_methods)] // `batch` touches files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::walk::{Step, walk};
use crate::write::Font;

/// A font file and what it has of the characters that are missing.
struct Candidate {
    path: PathBuf,
    has: BTreeSet<char>,
    /// Slanted or of another weight: taken only when no upright regular font has more.
    odd: bool,
}

/// Fonts in these folders that have the missing characters between them: again and again the
/// one that has most of what is still missing, by name where two have as many.
pub(super) fn find(folders: &[PathBuf], mut missing: BTreeSet<char>) -> Vec<Font> {
    let mut candidates: Vec<Candidate> = folders
        .iter()
        .flat_map(|folder| walk(folder, &|_| false))
        .filter_map(|step| match step {
            Step::File(path) => candidate(path, &missing),
            Step::Unreadable(..) | Step::PassedBy(_) => None,
        })
        .collect();
    candidates.sort_by(|a, b| a.path.cmp(&b.path));
    let mut fonts = Vec::new();
    while !missing.is_empty() {
        let worth = |c: &Candidate| (c.has.intersection(&missing).count(), !c.odd);
        let Some(best) = candidates.iter().rev().max_by_key(|c| worth(c)) else { break };
        if worth(best).0 == 0 {
            break;
        }
        fonts.extend(open(&best.path));
        let has = best.has.clone();
        missing.retain(|c| !has.contains(c));
    }
    fonts
}

fn candidate(path: PathBuf, missing: &BTreeSet<char>) -> Option<Candidate> {
    let font = open(&path)?;
    let has: BTreeSet<char> = missing.iter().copied().filter(|&c| font.has(c)).collect();
    (!has.is_empty()).then(|| Candidate { path, has, odd: !font.is_upright_regular() })
}

/// A file that is no font, or one that may not be embedded, is passed over: nobody named it.
fn open(path: &Path) -> Option<Font> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if !["ttf", "otf", "ttc", "otc"].contains(&extension.as_str()) {
        return None;
    }
    Font::open(fs::read(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_fonts_have_what_is_missing() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts");
        let find = |text: &str| -> Vec<String> {
            let fonts = find(std::slice::from_ref(&folder), text.chars().collect());
            fonts.iter().map(|font| font.name().to_owned()).collect()
        };
        assert_eq!(find("سالم"), ["NotoNaskhArabic-Regular"]);
        assert_eq!(find("שםสวั"), ["NotoSerifThai-Regular", "NotoSerifHebrew-Regular"]);
        assert!(find("\u{E000}").is_empty());
    }
}
