//! What a court transcript says of who asks and who answers: `EXAMINATION BY MR. HALE`,
//! `BY MR. HALE:`, `(GARRET PELL, affirmed.)`, `DEPOSITION OF MARISOL TENNEY`. By it `Q` and `A`
//! have names.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::{FullName, Role};
use crate::script::{Trim, lower};

use super::lines::Stretch;
use super::rules::rules;

/// Titles by which counsel and witnesses are called, lower case.
const TITLES: [&str; 6] = ["mr", "ms", "mrs", "miss", "dr", "prof"];

/// Who is examined; who examines is told paragraph by paragraph.
#[derive(Debug, Default)]
pub(super) struct Court {
    witness: Option<FullName>,
    examiner: Option<FullName>,
}

impl Court {
    /// Of a document; empty when it is no record of a court.
    pub(super) fn of(text: &str, stretches: &[Stretch<'_>]) -> Self {
        if !stretches.iter().any(|s| is_heading(s.text.trimmed())) {
            return Self::default();
        }
        // The oath may stand on the line after the name.
        let apart = |pair: &[Stretch<'_>]| {
            let name = pair[0].text.trimmed().strip_suffix(',')?;
            sworn(&format!("{name}, {}", pair[1].text.trimmed()))
        };
        let sworn = stretches.iter().find_map(|s| sworn(s.text));
        let sworn = sworn.or_else(|| stretches.windows(2).find_map(apart));
        let witness = sworn.or_else(|| stretches.iter().take(60).find_map(|s| deponent(s.text)));
        // An excerpt has no oath; `THE WITNESS:` is yet who answers.
        let unnamed = || text.contains("THE WITNESS:").then(the_witness);
        let witness = witness.map(|name| called(text, &name)).or_else(unnamed);
        Self { witness, examiner: None }
    }

    /// Takes note of a paragraph that is not labelled.
    pub(super) fn meet(&mut self, text: &str) {
        if let Some(name) = examiner(text.trimmed()) {
            self.examiner = Some(FullName {
                name,
                also: Vec::new(),
                role: None,
                rule: "name.examination-by",
                span: None,
            });
        }
    }

    /// The name behind `Q`, `A` or `THE WITNESS`.
    pub(super) fn name_of(&self, label: &str) -> Option<&FullName> {
        match label.to_lowercase().as_str() {
            "q" => self.examiner.as_ref(),
            "a" | "the witness" | "witness" => self.witness.as_ref(),
            _ => None,
        }
    }
}

/// Who answers and is not named.
fn the_witness() -> FullName {
    FullName {
        name: "THE WITNESS".to_owned(),
        also: Vec::new(),
        role: Some(Role::Guest),
        rule: "name.witness",
        span: None,
    }
}

/// Whether a line is a heading of an examination: `CROSS-EXAMINATION`, `BY MR. HALE:`.
pub(super) fn is_heading(line: &str) -> bool {
    line.len() <= 80 && (is_examination(line) || examiner(line).is_some())
}

/// `EXAMINATION`, `DIRECT EXAMINATION (Continued)`, with `BY` somebody or without.
fn is_examination(line: &str) -> bool {
    let head = line.split([',', '(', ':']).next().unwrap_or(line);
    let head = by(head).map_or(head, |(head, _)| head).trimmed();
    let loud = !head.is_empty() && head.chars().all(|c| !c.is_lowercase());
    loud && rules().labels.examination.find(&lower(head))
}

/// What stands before ` BY ` and behind it. (Every short line is asked, and few have it.)
fn by(line: &str) -> Option<(&str, &str)> {
    static BY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(" BY "));
    let at = BY.find(line.as_bytes())?;
    Some((&line[..at], &line[at + BY.needle().len()..]))
}

/// The name in `EXAMINATION BY MR. HALE` and `BY MR. HALE:`.
fn examiner(line: &str) -> Option<String> {
    const LONGEST: usize = 120;
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim_matches(['(', ')', ' ']);
    // As inquiries have it.
    let asks = ["Questions from ", "Questions by ", "Further questions from ", "QUESTIONS FROM "];
    let begins = ["BY ", "By "].into_iter().chain(asks).find_map(|words| line.strip_prefix(words));
    let (head, name) = match begins {
        Some(name) => ("", name),
        None => by(line)?,
    };
    let name = name.trim_end_matches([':', '.', ' ', '-', '–', '—']);
    let titled =
        name.split(['.', ' ']).next().is_some_and(|t| TITLES.contains(&&*t.to_lowercase()));
    let fits = (head.is_empty() || is_examination(head)) && name.split_whitespace().count() <= 5;
    // Without a title it has to say that it is an examination.
    (fits && (titled || !head.is_empty()) && !name.is_empty()).then(|| name.to_owned())
}

/// The name in `(GARRET PELL, affirmed.)` and `MARISOL TENNEY, having been duly sworn`.
fn sworn(text: &str) -> Option<String> {
    let whole = text.trimmed();
    let text = whole.trim_start_matches(['(', '[']);
    // `MR THOMAS DELL (affirmed)`
    let bracketed = || whole.strip_suffix(')')?.split_once(" (");
    let (name, rest) = text.split_once(',').or_else(bracketed)?;
    let rest = rest.get(..rest.floor_char_boundary(160))?.to_lowercase();
    (is_person(name) && rules().labels.sworn.find(&rest)).then(|| name.trimmed().to_owned())
}

/// The name in `DEPOSITION OF MARISOL TENNEY`.
fn deponent(text: &str) -> Option<String> {
    let upper = text.trimmed();
    let (head, name) = upper.split_once(" OF ").or_else(|| upper.split_once(" of "))?;
    let deposition = head.to_lowercase().ends_with("deposition");
    let name = name.trimmed().trim_end_matches([',', '.']);
    (deposition && is_person(name)).then(|| name.to_owned())
}

/// Two to five words that begin with capitals.
fn is_person(name: &str) -> bool {
    let words = || name.split_whitespace();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=5).contains(&words().count()) && words().all(capital)
}

/// The name as it is called in the text (`Ms. Tenney`), or as the record has it.
fn called(text: &str, name: &str) -> FullName {
    let surname = name.split_whitespace().next_back().unwrap_or(name);
    let mut forms = [surname.to_owned(), capitalised(surname)].into_iter().flat_map(|surname| {
        ["Mr. ", "Ms. ", "Mrs. ", "Miss ", "Dr. ", "Professor "]
            .map(|title| format!("{title}{surname}"))
    });
    let form = forms.find(|form| text.contains(form.as_str()));
    FullName {
        also: form.iter().map(|_| name.to_owned()).collect(),
        name: form.unwrap_or_else(|| name.to_owned()),
        role: None,
        rule: "name.sworn",
        span: None,
    }
}

/// `TENNEY` as `Tenney`.
fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().into_iter();
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_an_examination() {
        for line in
            ["EXAMINATION", "CROSS-EXAMINATION BY MS. ORDWAY", "BY MR. HALE:", "DIRECT EXAMINATION"]
        {
            assert!(is_heading(line), "{line}");
        }
        for line in ["By and by it rained", "BY NIGHT:", "The examination was long.", "MR. HALE:"] {
            assert!(!is_heading(line), "{line}");
        }
        assert_eq!(examiner("CROSS-EXAMINATION BY MS. ORDWAY").as_deref(), Some("MS. ORDWAY"));
        assert_eq!(examiner("BY MR. HALE:").as_deref(), Some("MR. HALE"));
        assert_eq!(examiner("Questions from MS CARR").as_deref(), Some("MS CARR"));
        assert_eq!(examiner("Questions from the floor"), None);
    }

    #[test]
    fn who_is_examined() {
        assert_eq!(sworn("(GARRET PELL, affirmed.)").as_deref(), Some("GARRET PELL"));
        let long = "ADA ROE,\nhaving been first duly sworn, testified as follows:";
        assert_eq!(sworn(long).as_deref(), Some("ADA ROE"));
        assert_eq!(sworn("MR THOMAS DELL (affirmed)").as_deref(), Some("MR THOMAS DELL"));
        assert_eq!(sworn("Well, I was sworn to secrecy"), None);
        assert_eq!(deponent("VIDEOTAPED DEPOSITION OF ADA ROE").as_deref(), Some("ADA ROE"));
        let name = called("Q. Ms. Roe, were you there?", "ADA ROE");
        assert_eq!((name.name.as_str(), name.also), ("Ms. Roe", vec!["ADA ROE".to_owned()]));
    }
}
