//! What is told around a talk in whole sentences and said by nobody: who the guest is, told behind the
//! last answer; what a picture shows, where its caption has no mark of one; the day of the issue.
//!
//! Nobody tells of themself by their own name: a sentence that begins with the name of one of those who
//! talk is told by somebody else.

use std::collections::HashSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::script::{Trim, is_han, is_letter_or_digit, lower};

use super::labels::Labels;
use super::lines::Stretch;
use super::rules::rules;
use crate::model::ParatextKind;

/// So many paragraphs at the end may tell of the guest.
const LAST: usize = 4;
/// So many at the start, and at the end, may be the day of the issue.
const ENDS: usize = 8;
/// What is longer is no such sentence.
const LONGEST: usize = 400;
const LONGEST_CAPTION: usize = 120;

/// Those whom a text tells of before anybody speaks, and those who have labels.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Full names.
    names: HashSet<String>,
    /// Their last words.
    surnames: HashSet<String>,
    count: usize,
    /// Index of the last paragraph with a label: what is said stands under labels up to there.
    labelled: Option<usize>,
}

impl Around {
    /// Of a document.
    pub(super) fn of(stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        let labelled = stretches.iter().rposition(|s| labels.starts(s.start, s.text));
        let mut around = Self { count: stretches.len(), labelled, ..Self::default() };
        let before = |s: &&Stretch<'_>| {
            !labels.starts(s.start, s.text) && !s.text.trim_end().ends_with(['?', '？'])
        };
        for stretch in stretches.iter().take(ENDS).take_while(before) {
            let head = &stretch.text[..stretch.text.floor_char_boundary(4 * LONGEST)];
            for name in names_in(head) {
                around.add(&name);
            }
        }
        for name in labels.names().filter(|name| name.is_ascii() && name.len() > 2) {
            around.add(name);
        }
        around
    }

    fn add(&mut self, name: &str) {
        let name = name.to_lowercase();
        if let Some((_, last)) = name.rsplit_once(' ') {
            self.surnames.insert(last.to_owned());
            self.names.insert(name);
        } else {
            self.surnames.insert(name);
        }
    }

    /// What a paragraph without a label is, when it is told around the talk; `asked` when a question
    /// stands just before it.
    pub(super) fn kind(&self, at: usize, text: &str, asked: bool) -> Option<ParatextKind> {
        let text = text.trimmed();
        if text.len() > LONGEST || text.contains('\n') || text.ends_with(['?', '？']) {
            return None;
        }
        // What follows a question may answer it.
        if asked || of_oneself(text) {
            return None;
        }
        let near_end = at + LAST >= self.count;
        if (at < ENDS || at + ENDS >= self.count) && is_day_of_issue(text) {
            return Some(ParatextKind::Header);
        }
        if text.chars().count() <= LONGEST_CAPTION && self.is_caption(text) {
            return Some(ParatextKind::Caption);
        }
        let told = near_end && self.labelled.is_none_or(|last| at > last);
        (told && (self.tells_of_guest(text) || tells_in_chinese(text)))
            .then_some(ParatextKind::Narration)
    }

    /// `Anna Voss in her studio in 2019.`, 图为…: a name and where it is, with no verb.
    fn is_caption(&self, text: &str) -> bool {
        let low = lower(text);
        if rules().paratext.caption_sentences.find(&low) {
            // 图为什么挂在那里 asks.
            return !low.contains("为什么") && !low.contains("為什麼");
        }
        // Under a label somebody may say half a sentence.
        if self.labelled.is_some() {
            return false;
        }
        let Some(rest) = self.after_full_name(&low) else { return false };
        // Without a stop it may be a heading.
        let Some(sentence) = rest.strip_suffix('.') else { return false };
        let word = sentence.split_whitespace().next().unwrap_or("");
        rules().paratext.whereabouts.find(word)
            && !sentence.contains(['.', '!', ';', ','])
            && !sentence.split(' ').any(|word| VERBS.contains(&word))
    }

    /// `Ms. Voss lives in Lauscha.`
    fn tells_of_guest(&self, text: &str) -> bool {
        let low = lower(text);
        let rest = self.after_full_name(&low).or_else(|| self.after_surname(&low));
        rest.is_some_and(|rest| rules().paratext.tells_of.find(rest))
    }

    /// What follows the full name of one of those who talk.
    fn after_full_name<'a>(&self, low: &'a str) -> Option<&'a str> {
        const MOST: usize = 4;
        if self.names.is_empty() {
            return None;
        }
        let ends = low.match_indices([' ', '\'', '’']).map(|(at, _)| at).take(MOST);
        let mut found = ends.filter(|end| self.names.contains(&low[..*end]));
        found.next().map(|end| &low[end..])
    }

    /// What follows a surname, with the title that stands before it.
    fn after_surname<'a>(&self, low: &'a str) -> Option<&'a str> {
        let titles = ["ms. ", "mr. ", "mrs. ", "dr. ", "prof. ", "ms ", "mr ", "mrs ", "dr "];
        let rest = titles.iter().find_map(|title| low.strip_prefix(title)).unwrap_or(low);
        let end = rest.find([' ', '\'', '’'])?;
        self.surnames.contains(&rest[..end]).then(|| &rest[end..])
    }
}

/// Finite verbs that stand in what is told, not in what a picture shows.
const VERBS: [&str; 14] = [
    "was", "is", "were", "are", "has", "had", "have", "did", "said", "told", "came", "went",
    "will", "would",
];

/// Two or three words in a row that begin with capitals.
fn names_in(text: &str) -> Vec<String> {
    const MOST: usize = 3;
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in text.split(' ').chain([""]) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.trim_end_matches("'s").trim_end_matches("’s");
        let is_name =
            bare.chars().count() > 1 && bare.starts_with(|c: char| c.is_uppercase() && !is_han(c));
        if is_name {
            run.push(bare);
        }
        // A name ends where a mark does.
        if (!is_name || !word.ends_with(char::is_alphanumeric)) && !run.is_empty() {
            if (2..=MOST).contains(&run.len()) {
                found.push(run.join(" "));
            }
            run.clear();
        }
    }
    found
}

/// Whether a sentence has words for who says it or who hears it.
pub(super) fn of_oneself(text: &str) -> bool {
    const WORDS: [&str; 12] =
        ["i", "i'm", "i've", "my", "me", "we", "our", "us", "you", "your", "i’m", "i’ve"];
    static CHINESE: LazyLock<[Finder<'_>; 4]> =
        LazyLock::new(|| ["我", "咱", "你", "您"].map(Finder::new));
    if CHINESE.iter().any(|word| word.find(text.as_bytes()).is_some()) {
        return true;
    }
    if !text.bytes().fold(false, |any, byte| any | byte.is_ascii_alphabetic()) {
        return false;
    }
    let mut words = text.split(|c: char| !(is_letter_or_digit(c) || matches!(c, '\'' | '’')));
    words.any(|word| WORDS.iter().any(|own| own.eq_ignore_ascii_case(word)))
}

/// 《盐路》一书将于今年九月由岚浦出版社出版。
fn tells_in_chinese(text: &str) -> bool {
    let words = &rules().paratext;
    let head: String = text.chars().take(24).collect();
    let comes = text.starts_with('《') && text.contains(['将', '將', '由']);
    (comes && words.appears.find(text)) || words.tells_of_zh.find(&head)
}

/// `2023年6月11日 第A07版`, `Sunday, 11 June 2023`: a whole date, an issue or page beside it, and nothing
/// else.
fn is_day_of_issue(text: &str) -> bool {
    const MOST: usize = 60;
    if text.len() > MOST
        || !text.bytes().any(|byte| byte.is_ascii_digit())
        || text.ends_with(['.', '。'])
    {
        return false;
    }
    let low = lower(text);
    let mut rest = low.to_string();
    for word in rules().paratext.of_dates.words() {
        rest = rest.replace(word, " ");
    }
    let numbers: Vec<&str> =
        rest.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let year = numbers.iter().any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    let month = ["月", "."].iter().any(|mark| low.contains(mark))
        || low.chars().filter(char::is_ascii_alphabetic).count() >= 3
        || (numbers.len() >= 3 && low.contains(['-', '/']));
    // Letters that are left say something; of a page there is one: `A07`.
    let is_said = rest.split_whitespace().any(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 || (letters == 1 && !word.contains(|c: char| c.is_ascii_digit()))
    });
    year && month && numbers.len() >= 2 && !is_said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around() -> Around {
        let mut around = Around { count: 30, ..Around::default() };
        for name in names_in("In the works Anna Voss, who keeps it, met Tom Hale's brother.") {
            around.add(&name);
        }
        around
    }

    #[test]
    fn who_is_told_of_by_name_does_not_speak() {
        let kind = |text| around().kind(28, text, false);
        for text in [
            "Ms. Voss lives in Lauscha with her two dogs.",
            "Anna Voss is the author of three books.",
            "Voss's new book will be published in May.",
            "《盐路》一书将于今年九月由岚浦出版社出版。",
        ] {
            assert_eq!(kind(text), Some(ParatextKind::Narration), "{text}");
        }
        for text in [
            "Anna Voss is my aunt.",
            "Mr. Orrin lives in Malmby.",
            "Voss, that was all we called her.",
            "《盐路》我写了十一年。",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
        let text = "Ms. Voss lives in Lauscha.";
        assert_eq!(around().kind(12, text, false), None, "in the middle it may be said");
        assert_eq!(around().kind(28, text, true), None, "an answer");
    }

    #[test]
    fn captions_may_be_sentences() {
        let kind = |text| around().kind(12, text, false);
        for text in [
            "Anna Voss in her studio in 2019.",
            "Tom Hale with the keepers in 1951.",
            "图为陈望在船头接受采访。",
        ] {
            assert_eq!(kind(text), Some(ParatextKind::Caption), "{text}");
        }
        for text in ["Anna Voss in those days was nobody.", "Tom Hale and I.", "图书馆那时候很小。"]
        {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_of_the_issue_stands_alone() {
        for text in
            ["2023年6月11日 第A07版", "Sunday, 11 June 2023", "2023-06-11", "2021年3月14日 星期日"]
        {
            assert!(is_day_of_issue(text), "{text}");
        }
        for text in ["1998年6月11日。", "In May 1962", "1962", "June 11", "2023年6月11日我们去了"]
        {
            assert!(!is_day_of_issue(text), "{text}");
        }
    }
}
