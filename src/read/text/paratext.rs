//! What is not part of the conversation, by its form: rights, credits, notes, captions,
//! header lines, page numbers.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::{ParagraphKind, ParatextKind};
use crate::script::{Trim, any_three, lower};

use super::credits::{is_by_line, is_by_the_way, is_end_credit, is_entry};
use super::inline;
use super::rules::rules;

/// Where a paragraph stands in the document; some forms mean something only at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// 0-based among the paragraphs.
    pub(super) index: usize,
    /// How many there are.
    pub(super) count: usize,
    /// Whether the document has page numbers.
    pub(super) pages: bool,
    /// Whether no label stands behind it.
    pub(super) behind_labels: bool,
}

impl Place {
    /// Among the last few paragraphs.
    fn near_end(self) -> bool {
        self.index + 12 >= self.count
    }

    /// Among the first few paragraphs.
    fn near_start(self) -> bool {
        self.index < 12
    }
}

/// What a paragraph is, when its form says that it is no speech. Labelled paragraphs are not
/// asked.
pub(super) fn kind(text: &str, place: Place) -> Option<ParatextKind> {
    let text = text.trimmed();
    let says_page = text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace());
    if is_page_number(text) && (place.pages || says_page) {
        return Some(ParatextKind::Furniture);
    }
    if text.len() <= 120 && is_rule(text) {
        return Some(ParatextKind::Furniture);
    }
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let at_an_end = place.near_end() || place.near_start();
    let bracketed = text.starts_with(['(', '（', '[', '［', '【', '*']);
    // A caption is short wherever it stands, anything else is near an end or in brackets.
    if !at_an_end && !bracketed && text.len() > 4 * 120 {
        return None;
    }
    let length = text.chars().count();
    let asks = ends_as_question(text);
    if at_an_end && length <= 300 && !asks && is_rights(&lower(text)) {
        return Some(ParatextKind::Rights);
    }
    let bare =
        text.trim_start_matches(['(', '（', '[', '［', '【', '*', '_', ' ', '※', '▲', '△', '■']);
    let head = lower_head(bare);
    let words = &rules().paratext;
    let credits = || words.credits.find(&head) && is_entry(&head) && !is_by_the_way(bare);
    let end_credits = || {
        place.near_end()
            && place.behind_labels
            && words.end_credits.find(&head)
            && is_end_credit(bare, &head)
    };
    if at_an_end && length <= 80 && !asks && (credits() || end_credits()) {
        return Some(ParatextKind::Credits);
    }
    if (bracketed || at_an_end) && words.notes.find(&head) {
        return Some(ParatextKind::Note);
    }
    if length <= 120 && !asks && text.starts_with(['▲', '△', '▼']) {
        return Some(ParatextKind::Caption);
    }
    if length <= 120 && words.captions.find(&head) && !asks && is_entry(&head) {
        return Some(ParatextKind::Caption);
    }
    if place.near_start() && is_reporters_line(text) {
        return Some(ParatextKind::Credits);
    }
    if (bracketed && is_transcribers(text)) || (place.near_end() && is_of_the_author(text)) {
        return Some(ParatextKind::Note);
    }
    if place.near_start() && words.by_lines.find(&head) && is_by_line(bare) {
        return Some(ParatextKind::Credits);
    }
    if at_an_end && words.references.find(&head) && is_bare_address(text) {
        return Some(ParatextKind::Note);
    }
    if length <= 160 && ends_in_picture_credit(text) {
        return Some(ParatextKind::Caption);
    }
    if length > 120 {
        return None;
    }
    let credit =
        text.rsplit_once(['。', ' ', '.', '/', '／', '…']).map_or("", |(_, credit)| credit);
    let is_credit = credit.chars().count() <= 16 && words.caption_ends.find(credit);
    is_credit.then_some(ParatextKind::Caption)
}

/// What readers wrote below an article begins here: `9 comments`, `Kommentare (9)`, `Leave a reply`. `Comments` alone
/// may head a part of a talk, and `Comments?` asks somebody.
pub(super) fn is_comments_head(text: &str) -> bool {
    const MOST: usize = 80;
    let text = text.trimmed();
    if text.len() > MOST || text.ends_with(['.', '!', '?', '。', '！', '？', ',', '，']) {
        return false;
    }
    let is_letter = |c: char| c.is_alphabetic();
    let words = text.trim_matches(|c| !is_letter(c));
    let (words, paratext) = (lower(words), &rules().paratext);
    let counted = text.contains(|c: char| c.is_ascii_digit());
    (counted && paratext.comments.find(&words)) || paratext.comments_alone.find(&words)
}

/// The first characters in lower case; no cue is longer.
fn lower_head(text: &str) -> Cow<'_, str> {
    let mut rest = text.chars();
    rest.nth(31);
    lower(&text[..text.len() - rest.as_str().len()])
}

/// `记者 宋知秋 摄影 周默`, `《晚报》记者 宋知秋`: trades and names with blanks between, and nothing else.
fn is_reporters_line(text: &str) -> bool {
    const MOST: usize = 40;
    let line = text.trim_start_matches(['□', '■', '◎', '●', '○', '▲', '（', '(']);
    let line = line.trim_end_matches(['）', ')']);
    let line =
        line.strip_prefix('《').and_then(|rest| rest.split_once('》')).map_or(line, |at| at.1);
    let begins = line
        .split_once([' ', '　'])
        .is_some_and(|(trade, _)| rules().paratext.reporters.find(trade));
    let is_part = |part: &str| part.chars().count() <= 6 && part.chars().all(char::is_alphabetic);
    begins
        && line.chars().count() <= MOST
        && line.split([' ', '　', '/', '／']).filter(|part| !part.is_empty()).all(is_part)
}

/// A few words in brackets that say that somebody wrote down a recording: `（录音整理）`.
fn is_transcribers(text: &str) -> bool {
    const MOST: usize = 20;
    let inner = text.trim_matches(BRACKETS);
    inner.chars().count() <= MOST
        && inner.ends_with(['理', '写', '寫'])
        && ["整理", "听写", "聽寫"].iter().any(|word| inner.ends_with(word))
}

/// Who wrote it, told behind it: `Hannah Orr is a staff writer.`, `＊施以潔，一九八三年生於嘉義，著有……`.
fn is_of_the_author(text: &str) -> bool {
    const MOST: usize = 400;
    const TRADES: [&str; 7] = [
        "staff writer",
        "freelance",
        "contributing",
        "is a writer",
        "is a journalist",
        "is a reporter",
        "senior editor",
    ];
    if text.len() > MOST {
        return false;
    }
    if let Some(rest) = text.strip_prefix(['＊', '*', '※']) {
        return ["著有", "生於", "生于", "现居", "現居"].iter().any(|word| rest.contains(word));
    }
    let Some((name, _)) = text.split_once(" is a") else { return false };
    let is_name = (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    is_name && TRADES.iter().any(|trade| text.contains(trade))
}

/// A web address with a few words before it at most.
fn is_bare_address(text: &str) -> bool {
    const MOST: usize = 24;
    let Some(at) = text.find("http").or_else(|| text.find("www.")) else { return false };
    let rest = text[at..].find(char::is_whitespace).map_or("", |end| &text[at + end..]);
    text[..at].chars().count() <= MOST && rest.chars().all(|c| !c.is_alphanumeric())
}

/// Whether the last few words say by whom a picture is: `The lock in 1951. Photo: town archive`.
fn ends_in_picture_credit(text: &str) -> bool {
    const LAST: usize = 40;
    if text.ends_with(['?', '？', '!', '！', ',', '，']) {
        return false;
    }
    // Cheap before dear: every short paragraph is asked.
    if !may_name_a_source(&text.as_bytes()[text.len().saturating_sub(4 * (LAST + 1))..]) {
        return false;
    }
    let from = text.char_indices().rev().nth(LAST).map_or(0, |(at, _)| at);
    let tail = lower(&text[from..]);
    let may = tail.contains([':', '：', '/', '©', '＝', '='])
        || ["phot", "by ", "courtesy", "出自"].iter().any(|word| tail.contains(word));
    may && rules().paratext.caption_credits.find(&tail)
}

/// Whether a letter of ASCII stands among these bytes, or one of `:`, `/`, `=`, `：`, `＝`, `©`, 出: without
/// one of them no picture is anybody's.
fn may_name_a_source(bytes: &[u8]) -> bool {
    any_three(bytes, |a, b, _| {
        let narrow = a.is_ascii_alphabetic() | (a == b':') | (a == b'/') | (a == b'=');
        let full_width = (a == 0xBC) & ((b == 0x9A) | (b == 0x9D));
        narrow | full_width | (a == 0xC2) & (b == 0xA9) | (a == 0x87) & (b == 0xBA)
    })
}

const BRACKETS: [char; 10] = ['(', '（', ')', '）', '[', ']', '［', '］', '〔', '〕'];

/// A paragraph wholly in brackets between labelled ones is nobody's words: what happens
/// (`(GARRET PELL, affirmed.)`), or, when it is made of sentences, a note.
pub(super) fn remark(text: &str) -> Option<ParagraphKind> {
    let text = text.trimmed();
    let inner = text
        .strip_prefix(['(', '（', '[', '［', '〔'])
        .and_then(|rest| rest.strip_suffix([')', '）', ']', '］', '〕']))
        .filter(|inner| inner.chars().count() <= 200 && !inner.contains(BRACKETS))?;
    let sentences = inner.matches(['。', '，', '；']).count() > 1;
    let kind = if sentences {
        ParagraphKind::Paratext(ParatextKind::Note)
    } else {
        ParagraphKind::Direction
    };
    Some(kind)
}

/// What is longer is speech or prose, whatever it begins with.
const LONGEST_BYTES: usize = 1200;

fn ends_as_question(text: &str) -> bool {
    text.ends_with(['?', '？'])
}

fn is_rights(lower: &str) -> bool {
    let squeezed: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    // The word alone may be what is talked about; a statement names a year or its owner.
    let word_alone = squeezed.contains("copyright")
        && !squeezed.contains(['©', '('])
        && !squeezed.contains(|c: char| c.is_ascii_digit());
    let cues = rules().paratext.rights.count(&squeezed);
    cues > usize::from(word_alone)
}

/// A line that divides: `---`, `* * *`, `————`.
pub(super) fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    let divides = |c: char| matches!(c, '-' | '–' | '—' | '*' | '_' | '=' | '~' | '#' | '─' | '━');
    marks.clone().all(divides) && marks.count() >= 3
}

/// A word above a title that says what kind of piece it is: `Q&A`, 【专访】.
pub(super) fn is_kicker(text: &str) -> bool {
    const LONGEST: usize = 60;
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= LONGEST && rules().paratext.kickers.find(&lower(bare))
}

/// A line that tells of a break and nothing else: `Break:`.
pub(super) fn announces(text: &str) -> bool {
    let text = inline::without_time(text.trimmed());
    text.len() <= 40
        && text
            .strip_suffix([':', '：'])
            .is_some_and(|word| rules().labels.announces.find(&word.trimmed().to_lowercase()))
}

/// A line that ends a document: what comes after the last turn and begins like this is no speech.
pub(super) fn is_closing(text: &str) -> bool {
    let head = lower_head(text.trimmed());
    const MARKS: &[char] = &['(', '（', '[', '［', '【', '*', '_', '—', '※', '○', '■', '=', ' '];
    let bare = head.trim_start_matches(MARKS);
    rules().paratext.closings.find(bare)
}

/// The value of a header line whose key says that it is the date.
pub(super) fn date_of_header(text: &str) -> Option<&str> {
    let (key, value) = text.trimmed().split_once([':', '：'])?;
    let value = value.split('　').next().unwrap_or(value).trimmed();
    let is_date = rules().paratext.date_keys.find(&key.trimmed().to_lowercase());
    // "Recorded: two sides of a cassette" has a number neither.
    (is_date && value.contains(|c: char| c.is_ascii_digit())).then_some(value)
}

/// Whether this is a line `key: value` of a document header.
pub(super) fn is_header_line(text: &str) -> bool {
    // A key is a few words: of a long paragraph only the start is looked at.
    const LONGEST_KEY: usize = 120;
    let text = text.trim_start();
    let head = &text[..text.floor_char_boundary(LONGEST_KEY)];
    let Some(colon) = first_colon(head) else { return false };
    let key = head[..colon].trim_matches(['*', ' ', '\t', '　', '【', '】', '[', ']']);
    rules().paratext.header_keys.find(&lower(key))
}

/// Where the first colon stands, narrow or wide. (This is asked of nearly every line, and a string
/// that was made ready is found many times faster than one of two characters.)
pub(super) fn first_colon(text: &str) -> Option<usize> {
    static WIDE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("："));
    let narrow = memchr::memchr(b':', text.as_bytes());
    let before = &text.as_bytes()[..narrow.unwrap_or(text.len())];
    WIDE.find(before).or(narrow)
}

/// `12`, `- 12 -`, `Page 3`, `Column 3`, `Page 3 of 10`, `第3页`.
pub(super) fn is_page_number(line: &str) -> bool {
    // Most lines are done with before anything is copied.
    if line.len() > 80 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let inner = line.trimmed().trim_matches(['-', '–', '—', ' ', '~', '·']).to_lowercase();
    let words = ["page ", "p. ", "column ", "seite "];
    let rest = match words.iter().find_map(|word| inner.strip_prefix(word)) {
        Some(rest) => rest.to_owned(),
        // 第 3 页 共 4 页
        None => match inner.strip_prefix('第').filter(|rest| rest.contains(['页', '頁'])) {
            Some(rest) => rest.replace(['页', '頁', '共', '，', ','], " "),
            None => inner,
        },
    };
    let mut numbers =
        rest.split([' ', '/', '\u{3000}']).filter(|part| !part.is_empty() && *part != "of");
    let short = |part: &str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let count = numbers.clone().count();
    (1..=2).contains(&count) && numbers.all(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Place = Place { index: 39, count: 40, pages: true, behind_labels: true };
    const MIDDLE: Place = Place { index: 20, count: 40, pages: true, behind_labels: true };

    #[test]
    fn rights_footers_are_known_even_when_spaced_out() {
        for text in [
            "某 某 网 版 权 所 有 ,未 经 书 面 授 权 禁 止 使 用",
            "Copyright © 2001-2017 by www.example.org. all rights reserved",
            "未經授權，不得轉載",
        ] {
            assert_eq!(kind(text, END), Some(ParatextKind::Rights), "{text}");
        }
        assert_eq!(kind("We talked about copyright all evening.", MIDDLE), None);
    }

    #[test]
    fn what_is_said_of_those_who_made_it_is_no_speech() {
        let start = Place { index: 1, count: 40, pages: false, behind_labels: true };
        for text in ["记者 宋知秋 摄影 周默 编辑 高岩", "《河洛晚报》记者 宋知秋"]
        {
            assert_eq!(kind(text, start), Some(ParatextKind::Credits), "{text}");
        }
        assert_eq!(kind("记者 那时候很少，我们都不认识。", start), None);
        assert_eq!(kind("（录音整理）", start), Some(ParatextKind::Note));
        for text in [
            "Hannah Orr is a staff writer.",
            "＊施以潔，一九八三年生於嘉義，著有《鹽》。",
            "后记：那天夜里下了雪。",
            "Listen to this interview on our podcast.",
        ] {
            assert_eq!(kind(text, END), Some(ParatextKind::Note), "{text}");
        }
        assert_eq!(kind("[Pull quote] It never went out.", MIDDLE), Some(ParatextKind::Note));
        assert_eq!(kind("Ada Hale is a friend of mine.", END), None);
    }

    #[test]
    fn page_numbers_are_known() {
        for text in ["12", "- 3 -", "Page 3 of 10", "第 3 页", "3/10"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["1984 was a year", "", "-", "12345", "第三"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn header_lines_have_known_keys() {
        assert!(is_header_line("Interviewee: Margaret Hale"));
        assert!(is_header_line("时间：2018年"));
        assert!(!is_header_line("The point: nobody came."));
    }
}
