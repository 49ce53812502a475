//! Which files of a walked folder are taken: `--include`, `--exclude`.

use std::path::Path;
use std::str::FromStr;

use glob::{MatchOptions, Pattern};

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// A pattern for what lies below a folder. Without a `/` it is for a name at any depth, else for
/// the path from the folder that is walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    pattern: Pattern,
    whole_path: bool,
    names_extension: bool,
}

impl FromStr for Glob {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bare = text.trim_end_matches('/');
        let inner = bare.trim_start_matches('/');
        if inner.is_empty() {
            return Err("a pattern looks like `*.txt`, `drafts` or `2024/**`".to_owned());
        }
        let pattern = Pattern::new(inner).map_err(|error| error.msg.to_owned())?;
        let last = inner.rsplit(['*', '?', ']', '/']).next().unwrap_or(inner);
        Ok(Self { pattern, whole_path: bare.contains('/'), names_extension: last.contains('.') })
    }
}

impl Glob {
    /// Whether a file or folder, or a folder that it lies in, is meant.
    fn covers(&self, below: &Path) -> bool {
        below.ancestors().any(|path| self.matches(path))
    }

    fn matches(&self, below: &Path) -> bool {
        let text = if self.whole_path { Some(below.as_os_str()) } else { below.file_name() };
        text.is_some_and(|text| self.pattern.matches_with(&text.to_string_lossy(), OPTIONS))
    }
}

/// What is taken of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// When there are any, only what one of these matches.
    pub include: Vec<Glob>,
    /// Nothing that one of these matches, nor what lies in such a folder.
    pub exclude: Vec<Glob>,
}

impl Selection {
    /// Whether a file or folder at this path below the one that is walked is left out.
    pub(super) fn excludes(&self, below: &Path) -> bool {
        self.exclude.iter().any(|glob| glob.covers(below))
    }

    /// Whether a file is taken. `known` says that a reader answers to its extension; a pattern
    /// that names an extension itself, such as `*.log`, takes files that none answers to.
    pub(super) fn takes(&self, below: &Path, known: bool) -> bool {
        let included = |glob: &Glob| glob.covers(below) && (known || glob.names_extension);
        let wanted =
            if self.include.is_empty() { known } else { self.include.iter().any(included) };
        wanted && !self.excludes(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(include: &[&str], exclude: &[&str]) -> Selection {
        let globs = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        Selection { include: globs(include), exclude: globs(exclude) }
    }

    #[test]
    fn a_name_is_meant_at_any_depth_and_a_path_from_the_top() {
        for (glob, below, covered) in [
            ("*.txt", "a.txt", true),
            ("*.txt", "x/y/a.txt", true),
            ("drafts", "x/drafts/a.txt", true),
            ("drafts/", "drafts/x/a.txt", true),
            ("/drafts", "x/drafts/a.txt", false),
            ("2024/*.txt", "2024/a.txt", true),
            ("2024/*.txt", "2024/x/a.txt", false),
            ("2024/**/*.txt", "2024/x/a.txt", true),
            ("2024/**", "2024/x/a.txt", true),
            ("a.txt", "xa.txt", false),
        ] {
            assert_eq!(glob.parse::<Glob>().unwrap().covers(Path::new(below)), covered, "{glob}");
        }
        assert!("/".parse::<Glob>().is_err() && "a[".parse::<Glob>().is_err());
    }

    #[test]
    fn what_is_excluded_is_not_taken_even_when_included() {
        let some = selection(&["2024/**", "*.log"], &["*secret*"]);
        assert!(some.takes(Path::new("2024/a.txt"), true));
        assert!(some.takes(Path::new("x/a.log"), false));
        assert!(!some.takes(Path::new("2024/picture.png"), false));
        assert!(!some.takes(Path::new("2023/a.txt"), true));
        assert!(!some.takes(Path::new("2024/secrets/a.txt"), true));
        assert!(selection(&[], &[]).takes(Path::new("a.txt"), true));
    }
}
