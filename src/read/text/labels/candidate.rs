//! What might be a label, by its form alone.

use crate::model::Role;
use crate::read::text::inline::parse_time;
use crate::script::{is_han, is_hangul, is_kana};

/// Something at the start of a line that has the form of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::text) struct Candidate<'a> {
    /// The name without punctuation.
    pub(in crate::read::text) name: &'a str,
    /// Bytes from the start of the line up to the speech.
    pub(in crate::read::text) length: usize,
    /// Its form.
    pub(in crate::read::text) form: Form,
    /// A time beside the name, in milliseconds.
    pub(in crate::read::text) start: Option<u64>,
    /// Whether nothing stands behind it on its line.
    pub(in crate::read::text) bare: bool,
}

/// Forms of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::text) enum Form {
    /// `主持人：`, `NAME:`
    Colon,
    /// `【主持人】`, `[Host]`, with a colon or without
    Bracket,
    /// `**Name:**`
    Bold,
    /// `**Name**` with nothing else on the line
    BoldAlone,
    /// `<v Name>`
    Voice,
    /// `Q.`, `A.`, or `Q` and `A` set off by blanks
    Letter,
    /// `Ann & Ben:`, `Ann, Ben:`: several names in one
    Joint,
    /// `Speaker 1  00:01:02`
    Timed,
    /// A name with nothing else on the line.
    Alone,
}

impl Form {
    /// Name of the rule in the evidence.
    pub(in crate::read::text) fn rule(self) -> &'static str {
        match self {
            Self::Colon => "label.colon",
            Self::Bracket => "label.bracket",
            Self::Bold | Self::BoldAlone => "label.bold",
            Self::Voice => "label.voice",
            Self::Joint => "label.joint",
            Self::Letter => "label.letter",
            Self::Timed => "label.timed",
            Self::Alone => "label.alone",
        }
    }
}

/// Longest name that may stand alone on its line, in characters.
const LONGEST_ALONE: usize = 32;
/// Longest name, in characters; a longer stretch before a colon is a clause.
const LONGEST_NAME: usize = 48;

/// The label that `line` may begin with.
pub(in crate::read::text) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let lead = lead(line);
    let rest = &line[lead..];
    let (timed, start) = match leading_time(rest) {
        Some((length, time)) => (length, Some(time)),
        None => (0, None),
    };
    let body = &rest[timed..];
    let found = bold(body)
        .or_else(|| voice(body))
        .or_else(|| bracket(body))
        .or_else(|| letter(body))
        .or_else(|| colon(body))
        .or_else(|| name_and_time(body))
        .or_else(|| alone(body))?;
    let length = lead + timed + found.length;
    let gap = line[length..].len() - line[length..].trim_start().len();
    let form = match found.form {
        Form::Alone if start.is_some() => Form::Timed,
        form => form,
    };
    let bare = length + gap == line.len();
    Some(Candidate { length: length + gap, start: found.start.or(start), form, bare, ..found })
}

/// The names that a label joins: `Ann & Ben`, `Ann, Ben`, `甲、乙`; one when it joins none.
pub(in crate::read::text) fn joined(name: &str) -> Vec<&str> {
    const WORDS: [&str; 4] = [" and ", " und ", " et ", " y "];
    const MARKS: [char; 10] = ['&', ',', '，', '、', '/', '／', '+', '和', '与', '與'];
    let mut parts = vec![name];
    for word in WORDS {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let parts = parts.into_iter().flat_map(|part| part.split(MARKS)).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Blanks and the marks that some transcribers set before a name: `>> NAME:`, `‹Name:›`.
fn lead(line: &str) -> usize {
    let passed = |c: char| {
        let invisible = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
        c.is_whitespace() || c == '>' || c == '‹' || invisible
    };
    line.len() - line.trim_start_matches(passed).len()
}

/// `[00:01:02] ` or `00:01:02 ` before a name.
fn leading_time(text: &str) -> Option<(usize, u64)> {
    let (inside, length) = match text.strip_prefix(['[', '(', '（', '【']) {
        Some(rest) => {
            let close = rest.find([']', ')', '）', '】'])?;
            let open_length = text.len() - rest.len();
            let close_length = rest[close..].chars().next()?.len_utf8();
            (&rest[..close], open_length + close + close_length)
        }
        // Without brackets a time begins with a digit: few lines do, and they may be long.
        None if !text.starts_with(|c: char| c.is_ascii_digit()) => return None,
        None => {
            let end = text.find(char::is_whitespace)?;
            (&text[..end], end)
        }
    };
    let time = parse_time(inside)?;
    let gap = text[length..].len() - text[length..].trim_start_matches(between).len();
    Some((length + gap, time))
}

/// What may stand between a time and a name.
fn between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '•' | '·')
}

fn made(name: &str, length: usize, form: Form) -> Option<Candidate<'_>> {
    let name = name.trim();
    is_name(name).then_some(Candidate { name, length, form, start: None, bare: false })
}

/// `**Name:** ...`, `**Name**: ...`, `**Name (00:01):** ...`, `**Name**` alone
fn bold(text: &str) -> Option<Candidate<'_>> {
    let inner = text.strip_prefix("**")?;
    let close = inner.find("**")?;
    let mut length = 2 + close + 2;
    let name = inner[..close].trim_end_matches([':', '：']);
    let colon_inside = name.len() < close;
    let after = &text[length..];
    let colon_after = after.starts_with([':', '：']);
    if colon_after {
        length += after.chars().next()?.len_utf8();
    }
    let form = match colon_inside || colon_after {
        true => Form::Bold,
        false if after.trim().is_empty() => Form::BoldAlone,
        false => return None,
    };
    let (name, start) = split_time(name);
    let found = made(name, length, form)?;
    Some(Candidate { start, ..found })
}

/// `<v Name>` as WebVTT has it
fn voice(text: &str) -> Option<Candidate<'_>> {
    let inner = text.strip_prefix("<v").filter(|rest| rest.starts_with([' ', '.', '\t']))?;
    let close = inner.find('>')?;
    let name = inner[..close].split_once(char::is_whitespace)?.1;
    made(name, 2 + close + 1, Form::Voice)
}

/// `【Name】`, `[Name]:`, `[Name] 10:30:12` with nothing behind
fn bracket(text: &str) -> Option<Candidate<'_>> {
    const PAIRS: [(char, char); 4] = [('【', '】'), ('[', ']'), ('［', '］'), ('〔', '〕')];
    let open = text.chars().next()?;
    let (_, close) = *PAIRS.iter().find(|(o, _)| *o == open)?;
    let inner = &text[open.len_utf8()..];
    let end = inner.find(close)?;
    let mut length = open.len_utf8() + end + close.len_utf8();
    if text[length..].starts_with([':', '：']) {
        length += text[length..].chars().next()?.len_utf8();
    }
    let start = parse_time(text[length..].trim());
    if start.is_some() {
        length = text.trim_end().len();
    }
    let found = made(&inner[..end], length, Form::Bracket)?;
    Some(Candidate { start, ..found })
}

/// `Q.` and `A.`, followed by a blank; without a stop, by two blanks or a tab.
fn letter(text: &str) -> Option<Candidate<'_>> {
    let name = text.get(..1).filter(|c| matches!(*c, "Q" | "A"))?;
    let rest = &text[1..];
    let length = match rest.strip_prefix('.') {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => 2,
        None if rest.starts_with("  ") || rest.starts_with(['\t', '\u{3000}']) => 1,
        Some(_) | None => return None,
    };
    let blank = text[length..].trim().is_empty() && length == 1;
    let found = Candidate { name, length, form: Form::Letter, start: None, bare: false };
    (!blank).then_some(found)
}

/// `Name:`, `Name (00:01):`, `Name: 00:01:02`
fn colon(text: &str) -> Option<Candidate<'_>> {
    let within = text.char_indices().nth(LONGEST_NAME + 16).map_or(text, |(end, _)| &text[..end]);
    if !within.contains(':') && !within.contains('：') {
        return None;
    }
    let at = within.match_indices([':', '：']).map(|(at, _)| at).find(|at| !is_clock(text, *at))?;
    let length = at + text[at..].chars().next()?.len_utf8();
    if text[length..].starts_with("//") {
        return None;
    }
    let (name, start) = split_time(&text[..at]);
    let single = made(without_count(without_remark(name)), length, Form::Colon);
    let mut found = single.or_else(|| joint(name, length))?;
    found.start = start;
    if start.is_none()
        && let Some(time) = parse_time(text[length..].trim())
    {
        found.start = Some(time);
        found.length = text.trim_end().len();
    }
    Some(found)
}

/// `Ann, Ben:`: whether each of them is a name is for the document to prove.
fn joint(name: &str, length: usize) -> Option<Candidate<'_>> {
    let parts = joined(name);
    let names = (2..=4).contains(&parts.len()) && parts.iter().all(|part| is_name(part));
    let name = name.trim();
    names.then_some(Candidate { name, length, form: Form::Joint, start: None, bare: false })
}

/// Whether the colon at `at` stands inside a clock time. A full-width one never does.
fn is_clock(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text[at..]
        .strip_prefix(':')
        .is_some_and(|rest| digit(text[..at].chars().next_back()) && digit(rest.chars().next()))
}

/// A name and the time in brackets behind it.
fn split_time(name: &str) -> (&str, Option<u64>) {
    let trimmed = name.trim_end();
    let inside = trimmed.strip_suffix([')', '）', ']']).and_then(|rest| {
        let open = rest.rfind(['(', '（', '['])?;
        let inner = &rest[open..];
        let time = parse_time(inner[inner.chars().next()?.len_utf8()..].trim())?;
        Some((&rest[..open], time))
    });
    match inside {
        Some((name, time)) => (name, Some(time)),
        None => (name, None),
    }
}

/// `Q1` and `Q2` are one `Q`: questions are counted, people are not.
fn without_count(name: &str) -> &str {
    let counted = name
        .trim()
        .strip_prefix(['Q', 'A'])
        .is_some_and(|rest| !rest.is_empty() && rest.trim().bytes().all(|b| b.is_ascii_digit()));
    if counted { &name.trim()[..1] } else { name }
}

/// `Roe (laughing)` is Roe: a remark begins with a small letter, a name does not.
fn without_remark(name: &str) -> &str {
    let trimmed = name.trim_end();
    let remark = trimmed.ends_with([')', ']']).then(|| trimmed.rfind(['(', '['])).flatten();
    match remark {
        Some(open) if trimmed[open + 1..].starts_with(char::is_lowercase) => &trimmed[..open],
        _ => name,
    }
}

/// `Speaker 1  00:01:02`, `Name (00:01)` with nothing behind.
fn name_and_time(text: &str) -> Option<Candidate<'_>> {
    let trimmed = text.trim_end();
    if trimmed.len() > 4 * (LONGEST_NAME + 16) {
        return None;
    }
    let (name, time) = match split_time(trimmed) {
        (name, Some(time)) => (name, time),
        (_, None) => {
            let (name, time) = trimmed.rsplit_once(char::is_whitespace)?;
            (name.trim_end_matches(between), parse_time(time)?)
        }
    };
    let mut found = made(name, trimmed.len(), Form::Timed)?;
    found.start = Some(time);
    Some(found)
}

/// A name with nothing else on the line.
fn alone(text: &str) -> Option<Candidate<'_>> {
    let trimmed = text.trim_end();
    if trimmed.len() > 4 * LONGEST_ALONE {
        return None;
    }
    let few_words =
        trimmed.split_whitespace().count() <= 4 && trimmed.chars().count() <= LONGEST_ALONE;
    few_words.then(|| made(trimmed, trimmed.len(), Form::Alone)).flatten()
}

/// Whether a stretch may be a name: short, no clause punctuation, and, where letters have
/// case, written as names are (`MR. HALE`, `Aaron van Wirdum`, `SPEAKER_00`).
fn is_name(name: &str) -> bool {
    let characters = name.chars().count();
    if name.is_empty() || characters > LONGEST_NAME {
        return false;
    }
    let wide = name.chars().filter(|c| is_han(*c) || is_kana(*c) || is_hangul(*c)).count();
    if wide > 14 || name.split_whitespace().count() > 7 {
        return false;
    }
    // 《环境与人》杂志记者: a reporter is called by the paper.
    let paper = name.strip_prefix('《').and_then(|rest| rest.split_once('》'));
    let bare = paper.map_or(name, |(_, rest)| rest);
    if bare.contains(CLAUSE) || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    if paper.is_some() {
        return Role::of_label(bare).is_some();
    }
    let first = name.chars().next().unwrap_or(' ');
    (first.is_alphabetic() || first.is_ascii_digit())
        && dots_are_abbreviations(name)
        && (is_capitalised(name) || Role::of_label(name).is_some())
}

/// What stands in clauses, not in names.
const CLAUSE: &[char] = &[
    '。', '！', '？', '!', '?', '，', ',', ';', '；', '“', '”', '「', '」', '『', '』', '《', '》',
    '…', '=', '<', '>', '|', '\\', '@', ':', '：', '*', '#', '%', '、',
];

/// A full stop in a name ends a short word: `Dr.`, `J.`, `St.`
fn dots_are_abbreviations(name: &str) -> bool {
    name.split_whitespace().all(|word| match word.find('.') {
        Some(at) => word[..at].chars().count() <= 4,
        None => true,
    })
}

/// Words of a cased script begin with a capital, but for short particles (`van`, `de`).
fn is_capitalised(name: &str) -> bool {
    let mut words =
        name.split(|c: char| c.is_whitespace() || c == '(' || c == ')').filter(|w| !w.is_empty());
    let capital = |word: &str| word.chars().next().is_none_or(|c| !c.is_lowercase());
    words.next().is_some_and(capital)
        && words.all(|word| capital(word) || word.chars().count() <= 5)
}
