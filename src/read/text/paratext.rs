//! What is not part of the conversation, by its form: rights, credits, notes, captions,
//! header lines, page numbers.

use crate::model::{ParagraphKind, ParatextKind};

/// Where a paragraph stands in the document; some forms mean something only at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// 0-based among the paragraphs.
    pub(super) index: usize,
    /// How many there are.
    pub(super) count: usize,
    /// Whether the document has page numbers.
    pub(super) pages: bool,
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

/// Cues of a rights statement, lower case, without white space: footers are often spaced out
/// (`版 权 所 有`).
const RIGHTS: &[&str] = &[
    "版权所有",
    "版權所有",
    "版权归",
    "版權歸",
    "©",
    "copyright",
    "allrightsreserved",
    "未经书面授权",
    "未經書面授權",
    "未经授权",
    "未經授權",
    "不得转载",
    "不得轉載",
    "禁止转载",
    "转载请注明",
    "轉載請註明",
    "著作權",
    "creativecommons",
    "licensedunder",
    "nopartofthis",
];

/// What a credit line begins with, lower case, before a colon or slash.
const CREDITS: &[&str] = &[
    "责任编辑",
    "責任編輯",
    "编辑",
    "編輯",
    "责编",
    "責編",
    "校对",
    "校對",
    "记者/",
    "文/",
    "图/",
    "文：",
    "文:",
    "图：",
    "图:",
    "圖：",
    "摄影",
    "攝影",
    "翻译",
    "翻譯",
    "译者",
    "譯者",
    "采访/",
    "撰文",
    "整理",
    "採訪整理",
    "采访整理",
    "來源",
    "来源",
    "(责编",
    "（责编",
    "（責編",
    "（责任编辑",
    "(责任编辑",
    "transcribed by",
    "transcript by",
    "transcription by",
    "edited by",
    "interviewed by",
    "interview by",
    "translated by",
    "photo by",
    "photograph by",
    "photographs by",
    "photos by",
    "words by",
    "text by",
    "photo:",
    "credit:",
    "source:",
];

/// What an editor's note begins with, lower case, after an opening bracket.
const NOTES: &[&str] = &[
    "编者按",
    "編者按",
    "编者注",
    "編者註",
    "编按",
    "編按",
    "注：",
    "注:",
    "註：",
    "註:",
    "注释",
    "註釋",
    "editor's note",
    "editor’s note",
    "ed. note",
    "note:",
    "transcriber's note",
    "transcriber’s note",
    "disclaimer",
];

/// What a caption begins with, lower case, after an opening bracket.
const CAPTIONS: &[&str] = &[
    "图为",
    "圖為",
    "图片",
    "圖片",
    "图一",
    "图1",
    "圖1",
    "資料圖",
    "资料图",
    "图说",
    "圖說",
    "caption:",
    "pictured",
    "photo caption",
    "figure ",
];

/// Keys of header lines, lower case.
const HEADER_KEYS: &[&str] = &[
    "interviewee",
    "interviewer",
    "interviewees",
    "interviewers",
    "narrator",
    "date",
    "place",
    "location",
    "title",
    "subject",
    "duration",
    "length",
    "recorded",
    "recording",
    "transcriber",
    "transcription",
    "series",
    "collection",
    "project",
    "present",
    "participants",
    "topic",
    "language",
    "archive",
    "accession",
    "tape",
    "session",
    "time",
    "venue",
    "podcast",
    "episode",
    "host",
    "guest",
    "date of interview",
    "place of interview",
    "时间",
    "時間",
    "地点",
    "地點",
    "日期",
    "主题",
    "主題",
    "受访者",
    "受訪者",
    "受访人",
    "采访者",
    "採訪者",
    "访谈者",
    "訪談者",
    "采访人",
    "录音",
    "錄音",
    "整理者",
    "嘉宾",
    "嘉賓",
    "主持",
    "出席",
    "访谈时间",
    "访谈地点",
    "采访时间",
    "采访地点",
    "語言",
    "语言",
    "编号",
    "題目",
    "题目",
];

/// What a paragraph is, when its form says that it is no speech. Labelled paragraphs are not
/// asked.
pub(super) fn kind(text: &str, place: Place) -> Option<ParatextKind> {
    let text = text.trim();
    let says_page = text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace());
    if is_page_number(text) && (place.pages || says_page) {
        return Some(ParatextKind::Furniture);
    }
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let at_an_end = place.near_end() || place.near_start();
    let bracketed = text.starts_with(['(', '（', '[', '［', '【', '*']);
    let length = text.chars().count();
    let asks = ends_as_question(text);
    if at_an_end && length <= 300 && !asks && is_rights(&text.to_lowercase()) {
        return Some(ParatextKind::Rights);
    }
    let bare =
        text.trim_start_matches(['(', '（', '[', '［', '【', '*', '_', ' ', '※', '▲', '△', '■']);
    // The longest cue has 24 characters.
    let head: String = bare.chars().take(24).flat_map(char::to_lowercase).collect();
    let begins = |cues: &[&str]| cues.iter().any(|cue| head.starts_with(cue));
    if at_an_end && length <= 80 && begins(CREDITS) && !asks && is_entry(&head) {
        return Some(ParatextKind::Credits);
    }
    if (bracketed || at_an_end) && begins(NOTES) {
        return Some(ParatextKind::Note);
    }
    if length <= 120 && begins(CAPTIONS) && !asks && is_entry(&head) {
        return Some(ParatextKind::Caption);
    }
    None
}

const BRACKETS: [char; 8] = ['(', '（', ')', '）', '[', ']', '［', '］'];

/// Whether a credit or caption goes on as one: `编辑：`, `photo by`, `Figure 3`; a sentence may
/// begin with such a word too.
fn is_entry(head: &str) -> bool {
    head.contains([':', '：', '/', '／'])
        || head.contains(" by ")
        || head.contains(|c: char| c.is_ascii_digit())
}

/// A paragraph wholly in brackets between labelled ones is nobody's words: what happens
/// (`(GARRET PELL, affirmed.)`), or, when it is made of sentences, a note.
pub(super) fn remark(text: &str) -> Option<ParagraphKind> {
    let text = text.trim();
    let inner = text
        .strip_prefix(['(', '（', '[', '［'])
        .and_then(|rest| rest.strip_suffix([')', '）', ']', '］']))
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
    let cues = RIGHTS.iter().filter(|cue| squeezed.contains(**cue)).count();
    cues > usize::from(word_alone)
}

/// The value of a header line whose key says that it is the date.
pub(super) fn date_of_header(text: &str) -> Option<&str> {
    const KEYS: [&str; 8] =
        ["date", "date of interview", "recorded", "日期", "时间", "時間", "访谈时间", "采访时间"];
    let (key, value) = text.trim().split_once([':', '：'])?;
    let value = value.split('　').next().unwrap_or(value).trim();
    let is_date = KEYS.contains(&key.trim().to_lowercase().as_str());
    // "Recorded: two sides of a cassette" has a number neither.
    (is_date && value.contains(|c: char| c.is_ascii_digit())).then_some(value)
}

/// Whether this is a line `key: value` of a document header.
pub(super) fn is_header_line(text: &str) -> bool {
    let key = match text.trim().split_once([':', '：']) {
        Some((key, _)) => {
            key.trim_matches(['*', ' ', '\t', '　', '【', '】', '[', ']']).to_lowercase()
        }
        None => return false,
    };
    HEADER_KEYS.contains(&key.as_str())
}

/// `12`, `- 12 -`, `Page 3`, `Page 3 of 10`, `第3页`.
pub(super) fn is_page_number(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let inner = line.trim().trim_matches(['-', '–', '—', ' ', '~', '·']).to_lowercase();
    let rest = match inner.strip_prefix("page ").or_else(|| inner.strip_prefix("p. ")) {
        Some(rest) => rest.to_owned(),
        None => match inner.strip_prefix('第') {
            Some(rest) => rest.trim_end_matches(['页', '頁']).to_owned(),
            None => inner,
        },
    };
    let mut numbers = rest.split([' ', '/']).filter(|part| !part.is_empty() && *part != "of");
    let short = |part: &str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let count = numbers.clone().count();
    (1..=2).contains(&count) && numbers.all(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Place = Place { index: 39, count: 40, pages: true };
    const MIDDLE: Place = Place { index: 20, count: 40, pages: true };

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
