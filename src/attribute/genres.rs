//! Texts that ask and answer or speak to somebody, and are no conversation: lists of frequent
//! questions, letters, speeches, poems. Their form or title says so, whatever the chain finds in them.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::columns::columns;
use crate::model::{Paragraph, ParagraphKind, plain_text};
use crate::script::is_han;

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/genres.json"));

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    lists: Vec<String>,
    list_titles: Vec<String>,
    speech_titles: Vec<String>,
    speech_ends: Vec<String>,
    letter_titles: Vec<String>,
    verse_titles: Vec<String>,
    talks: Vec<String>,
    interviews: Vec<String>,
    interviewers: Vec<String>,
    records: Vec<String>,
    record_titles: Vec<String>,
    interview_titles: Vec<String>,
    salutations: Vec<String>,
    valedictions: Vec<String>,
}

/// Reads the table, which is done once.
pub(super) fn make_ready() {
    table();
}

/// The words. They are part of the program, and a test reads them all.
fn table() -> &'static Table {
    static WORDS: OnceLock<Table> = OnceLock::new();
    WORDS.get_or_init(|| serde_json::from_str(TABLE).unwrap_or_default())
}

/// Whether the form of a text without labels says that nobody converses in it.
pub(super) fn is_no_talk(paragraphs: &[Paragraph]) -> bool {
    heads_a_list(paragraphs) || is_letter(paragraphs)
}

/// Whether a title names a genre in which nobody converses. Where one calls the other by name, it may
/// be the occasion of a talk; who calls this is to ask that first.
pub(super) fn is_titled_no_talk(paragraphs: &[Paragraph]) -> bool {
    let table = table();
    is_speech(paragraphs)
        || has_title(paragraphs, |title| {
            let titles = [&table.list_titles, &table.letter_titles, &table.verse_titles];
            titles.into_iter().flatten().any(|words| has(title, words))
        })
}

/// Whether a title says that this is a speech.
pub(super) fn is_speech(paragraphs: &[Paragraph]) -> bool {
    let table = table();
    has_title(paragraphs, |title| {
        table.speech_titles.iter().any(|words| has(title, words))
            || table.speech_ends.iter().any(|words| title.ends_with(words.as_str()))
    })
}

/// A line under a title is at most so wide.
const LONGEST_LINE: usize = 160;

/// Whether these paragraphs, which stand before a talk, say that it is an interview.
pub(super) fn announces_interview(before: &[Paragraph]) -> bool {
    before.iter().any(|paragraph| {
        let plain = plain_text(&paragraph.content);
        let text = plain.to_lowercase();
        let stops = text.trim_end().ends_with(['.', '。']);
        let is_title = is_short(paragraph) && !stops;
        // `Interview mit Ada Brandt, Autorin und …, zum Tag der Schleuse`
        let is_line = is_short(paragraph) || (!stops && columns(text.trim()) <= LONGEST_LINE);
        let names = |words: &String| {
            let begins = text.trim_start().trim_start_matches("an ").starts_with(words.as_str());
            (is_title && has(&text, words)) || (begins && is_line)
        };
        table().interviews.iter().any(|words| says(&text, words))
            || table().interview_titles.iter().any(names)
            || is_answered_by_somebody(&plain)
    })
}

/// Whether a line near the start of a text or its end says who asked: `Propos recueillis par Line Morel`.
pub(super) fn names_interviewer(paragraphs: &[Paragraph]) -> bool {
    const FIRST: usize = 6;
    const LAST: usize = 8;
    let names = |paragraph: &Paragraph| {
        let plain = plain_text(&paragraph.content);
        let line = plain.trim_matches(|c: char| c.is_whitespace() || "()（）*_".contains(c));
        let begins = |words: &String| {
            let head = line.get(..words.len()).filter(|head| head.to_lowercase() == *words);
            head.is_some_and(|head| is_a_name(&line[head.len()..]))
        };
        is_short(paragraph) && table().interviewers.iter().any(begins)
    };
    let last = paragraphs.len().saturating_sub(LAST).max(FIRST.min(paragraphs.len()));
    paragraphs.iter().take(FIRST).chain(&paragraphs[last..]).any(names)
}

/// Whether a rest of a line is a name, with a place or a paper in brackets behind it, and no clause.
fn is_a_name(rest: &str) -> bool {
    const MOST: usize = 6;
    let rest = rest.trim_matches([' ', ':', '：', '/', '／', '・', '＝', '　']);
    let name = rest.split(['(', '（', ',', '，']).next().unwrap_or("").trim();
    let is_part = |word: &str| {
        word.starts_with(char::is_uppercase)
            || !word.contains(|c: char| c.is_lowercase() || c.is_uppercase())
            || matches!(
                word,
                "par" | "by" | "de" | "du" | "von" | "van" | "et" | "und" | "and" | "la" | "le"
            )
    };
    let words = name.split_whitespace().count();
    let wide = name.chars().filter(|c| is_han(*c)).count();
    (1..=MOST).contains(&words)
        && wide <= 10
        && !rest.ends_with(['.', '。'])
        && name.split_whitespace().all(is_part)
}

/// Whether these paragraphs, which stand before a talk, say that what follows is what was said in one.
pub(super) fn announces_record(before: &[Paragraph]) -> bool {
    before.iter().any(|paragraph| {
        let text = plain_text(&paragraph.content).to_lowercase();
        let in_title = |words: &String| is_short(paragraph) && has(&text, words);
        table().records.iter().any(|words| says(&text, words))
            || table().record_titles.iter().any(in_title)
    })
}

/// Whether the start of a paragraph, in small letters, has these words. Of a pair, which … divides, the
/// second stands soon after the first: 接受《岚浦日报》访问.
fn says(text: &str, words: &str) -> bool {
    /// So much of a paragraph is read.
    const MOST: usize = 1200;
    const NEAR: usize = 45;
    let head = &text[..text.floor_char_boundary(MOST)];
    match words.split_once('…') {
        None => has(head, words),
        Some((first, second)) => head.match_indices(first).any(|(at, _)| {
            let rest = &head[at + first.len()..];
            rest[..rest.floor_char_boundary(NEAR)].contains(second)
        }),
    }
}

/// `Ten questions, answered by Hal Brandt`: a name, and no office that answers all who write to it.
fn is_answered_by_somebody(text: &str) -> bool {
    let rest = text.split_once("answered by ").map_or("", |(_, rest)| rest);
    let mut words = rest.split(' ').take(2).map(|word| word.starts_with(char::is_uppercase));
    words.next() == Some(true) && words.next() == Some(true)
}

/// Whether one of the first lines is a title of which this holds, and none tells of a talk.
fn has_title(paragraphs: &[Paragraph], holds: impl Fn(&str) -> bool) -> bool {
    const NEAR: usize = 3;
    let title = |p: &Paragraph| {
        let text = plain_text(&p.content).trim().to_lowercase();
        let stops = text.ends_with(['?', '？', '.', '。', '!', '！', ',', '，']);
        (is_short(p) && !stops).then_some(text)
    };
    let titles: Vec<String> = paragraphs.iter().take(NEAR).filter_map(title).collect();
    let talks = |title: &String| table().talks.iter().any(|words| title.contains(words.as_str()));
    !titles.iter().any(talks) && titles.iter().any(|title| holds(title))
}

/// Whether a title has these words, not as a part of longer ones.
fn has(title: &str, words: &str) -> bool {
    let inside = |c: Option<char>| words.is_ascii() && c.is_some_and(char::is_alphanumeric);
    title.match_indices(words).any(|(at, _)| {
        let (before, after) = (&title[..at], &title[at + words.len()..]);
        !inside(before.chars().next_back()) && !inside(after.chars().next())
    })
}

/// A heading among the first paragraphs that is `Frequently Asked Questions` and the like.
fn heads_a_list(paragraphs: &[Paragraph]) -> bool {
    const NEAR: usize = 4;
    let heads = |p: &Paragraph| {
        let text = plain_text(&p.content).to_lowercase();
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        is_short(p) && table().lists.iter().any(|words| words == bare)
    };
    paragraphs.iter().take(NEAR).any(heads)
}

/// A salutation near the start (a place and a day may stand before it) and a valediction near the end,
/// each on a line of its own.
fn is_letter(paragraphs: &[Paragraph]) -> bool {
    const FIRST: usize = 6;
    const LAST: usize = 5;
    let begins = |p: &Paragraph, words: &[String]| {
        let text = plain_text(&p.content).trim().to_lowercase();
        is_short(p) && words.iter().any(|word| text.starts_with(word.as_str()))
    };
    let salutes = |p: &Paragraph| {
        begins(p, &table().salutations)
            && plain_text(&p.content).trim().ends_with([',', '，', ':', '：', '!', '！'])
    };
    let last = paragraphs.len().saturating_sub(LAST);
    paragraphs.iter().take(FIRST).any(salutes)
        && paragraphs[last..].iter().any(|p| begins(p, &table().valedictions))
}

fn is_short(paragraph: &Paragraph) -> bool {
    const WIDEST: usize = 60;
    let text = plain_text(&paragraph.content);
    paragraph.kind != ParagraphKind::Direction && columns(text.trim()) <= WIDEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Inline, Span};

    fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
        let one = |text: &&str| Paragraph {
            kind: ParagraphKind::Speech,
            label: None,
            content: vec![Inline::text(*text)],
            span: Span { lines: (1, 1), bytes: (0, 1) },
        };
        texts.iter().map(one).collect()
    }

    #[test]
    fn titles_name_the_genre() {
        for (title, speech) in [
            ("Frequently asked questions about the lamp", false),
            ("Ferry timetable: your questions answered", false),
            ("渡船常见问题", false),
            ("An open letter to the board", false),
            ("Address to the keepers of Orrow", true),
            ("A sermon preached at Orrow, 1962", true),
            ("在船闸开通仪式上的讲话", true),
            ("Rede zur Eröffnung der Schleuse", true),
        ] {
            let texts = paragraphs(&[title, "Is there tea?", "Yes, at four."]);
            assert!(is_titled_no_talk(&texts), "{title}");
            assert_eq!(is_speech(&texts), speech, "{title}");
        }
        for title in [
            "Sermons and lamps: an interview with Ada Hale",
            "Addressing the harbour",
            "Why did nobody like the speech?",
            "专访：陈望谈他的演讲",
        ] {
            assert!(!is_titled_no_talk(&paragraphs(&[title, "Is it?", "Yes."])), "{title}");
        }
    }

    #[test]
    fn what_stands_before_tells_of_an_interview() {
        for text in [
            "水利局负责人就供水方案答记者问",
            "营养师林叶接受访问，解答家长疑问。",
            "營養師林葉接受《嵐浦日報》電話訪問，解答家長疑問。",
            "The curator spoke to us in June.",
            "An interview with Hal Brandt, bee inspector.",
            "Ten questions, answered by Hal Brandt, bee inspector.",
        ] {
            assert!(announces_interview(&paragraphs(&["The lock", text])), "{text}");
        }
        for text in [
            "记者走访了三座船闸。",
            "How to prepare for an interview",
            "Every applicant has an interview with the warden.",
            "Your questions, answered by the harbour office.",
            "访问量上升",
            "他接受了任命。",
        ] {
            assert!(!announces_interview(&paragraphs(&["The lock", text])), "{text}");
        }
        for (text, is_record) in [
            ("This conversation has been edited and condensed.", true),
            ("以下为对谈的节选，经双方审阅。", true),
            ("以下是《岚浦日报》记者与沈教授的对话：", true),
            ("This conversation will not help the harbour.", false),
            ("以下根据采访录音整理。", true),
            ("我在电台做录音整理，做了三十年。", false),
            ("以下是三点说明。", false),
            ("他们的对话没有结果。", false),
        ] {
            assert_eq!(announces_record(&paragraphs(&["The lock", text])), is_record, "{text}");
        }
        assert!(!announces_interview(&[]));
    }

    #[test]
    fn a_line_says_who_asked() {
        for (line, told) in [
            ("Propos recueillis par Line Morel", true),
            ("(聞き手・森田はる)", true),
            ("Das Gespräch führte Ada Brandt", true),
            ("Das Gespräch führte zu nichts.", false),
            ("Interview by appointment only", false),
            ("Ada Brandt führt ein Gespräch", false),
            ("La lampe est éteinte.", false),
        ] {
            let texts = paragraphs(&["The lock", "It was closed.", line]);
            assert_eq!(names_interviewer(&texts), told, "{line}");
        }
        assert!(!names_interviewer(&[]));
    }

    #[test]
    fn letters_and_lists_of_questions_are_no_talk() {
        assert!(!table().lists.is_empty());
        for texts in [
            &["Frequently asked questions", "Is there tea?", "Yes, at four."][..],
            &[
                "Orrow, 3 May",
                "My dear Agnes,",
                "How are you?",
                "Well, I hope.",
                "Your loving brother",
                "Edwin",
            ],
            &["亲爱的母亲:", "您好!", "我很好。", "此致", "敬礼!", "志远"],
        ] {
            assert!(is_no_talk(&paragraphs(texts)), "{texts:?}");
        }
        for texts in [
            &["An interview about tea", "Is there tea?", "Yes, at four."][..],
            &["Dear listeners, good evening.", "Good evening.", "Who are you?", "Nobody."],
            &["Dear listeners,", "who are you?", "Nobody.", "Thank you."],
        ] {
            assert!(!is_no_talk(&paragraphs(texts)), "{texts:?}");
        }
    }
}
