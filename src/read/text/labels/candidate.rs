//! What might be a label, by its form alone.

use crate::model::name::base;
use crate::read::text::inline::parse_time;
use crate::read::text::paratext::first_colon;

use super::shape::{LONGEST_NAME, is_name};

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
    /// Whether a time or a date stands before it, or in brackets: keys have a time behind them too.
    pub(in crate::read::text) stamped: bool,
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
    /// `M. Luc Morel. ...`, `PRESIDENTE. ...`
    Stop,
    /// `BAŞKAN – ...`
    Dash,
    /// `記者　...`, the name set off by blanks
    Blank,
    /// `――...`, who asks and has no name
    Mark,
    /// `（いしら）...`
    Round,
    /// `10:03 <ines> ...`
    Nick,
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
            Self::Stop => "label.stop",
            Self::Dash => "label.dash",
            Self::Blank => "label.blank",
            Self::Mark => "label.mark",
            Self::Round => "label.round",
            Self::Nick => "label.nick",
        }
    }
}

/// Longest name that may stand alone on its line, in characters.
const LONGEST_ALONE: usize = 32;
/// How far from the start a colon is looked for, in bytes.
const LONGEST_REACH: usize = 240;

/// The label that `line` may begin with.
pub(in crate::read::text) fn candidate(whole: &str) -> Option<Candidate<'_>> {
    let line = whole.trim_end_matches('\0');
    let lead = lead(line);
    let rest = &line[lead..];
    let stamp = leading_time(rest);
    let (timed, start) = stamp.unwrap_or((0, None));
    let body = &rest[timed..];
    let found = bold(body)
        .or_else(|| voice(body))
        .or_else(|| bracket(body))
        .or_else(|| letter(body))
        .or_else(|| colon(body))
        .or_else(|| name_and_time(body))
        .or_else(|| name_before_time(body))
        .or_else(|| alone(body))?;
    let length = lead + timed + found.length;
    let gap = line[length..].len() - line[length..].trim_start().len();
    let form = match found.form {
        Form::Alone if stamp.is_some() => Form::Timed,
        form => form,
    };
    let bare = length + gap == line.len();
    let start = found.start.or(start);
    let stamped = found.stamped || stamp.is_some();
    // NULs behind a label alone on its line are no words.
    let length = if bare { whole.len() } else { length + gap };
    Some(Candidate { length, start, stamped, form, bare, ..found })
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

/// Blanks and the marks that some transcribers set before a name: `>> NAME:`, `‹Name:›`,
/// `○議長`, `▶ 기자:`.
pub(super) fn lead(line: &str) -> usize {
    const MARKS: [char; 18] =
        ['>', '‹', '○', '◯', '〇', '◎', '●', '◆', '◇', '■', '□', '▶', '▷', '►', '▸', '▲', '△', '•'];
    let passed = |c: char| {
        let invisible = matches!(c, '\0' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
        c.is_whitespace() || MARKS.contains(&c) || invisible
    };
    line.len() - line.trim_start_matches(passed).len()
}

/// `[00:01:02] ` or `00:01:02 ` before a name, `[14/03/2023, 10:03:40] ` in a chat: its length,
/// and the time when it may be one of a recording.
pub(super) fn leading_time(text: &str) -> Option<(usize, Option<u64>)> {
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
    let time = parse_time(inside);
    if time.is_none() && !is_dated_time(inside) {
        return None;
    }
    let gap = text[length..].len() - text[length..].trim_start_matches(between).len();
    Some((length + gap, time))
}

/// `14/03/2023, 10:03:40`, `2023-03-14 10:03`
fn is_dated_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once([',', ' ', 'T']) else { return false };
    let parts = || date.split(['/', '-', '.']);
    let clock = time.trim().trim_end_matches(['a', 'p', 'm', 'A', 'P', 'M', '.', 'Z']).trim_end();
    parts().count() == 3
        && parts()
            .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        && parse_time(clock).is_some()
}

/// What may stand between a time and a name.
fn between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '•' | '·')
}

pub(super) fn made(name: &str, length: usize, form: Form) -> Option<Candidate<'_>> {
    is_name(name.trim()).then(|| taken(name, length, form))
}

/// A candidate whatever its name.
pub(super) fn taken(name: &str, length: usize, form: Form) -> Candidate<'_> {
    Candidate { name: name.trim(), length, form, start: None, stamped: false, bare: false }
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
    Some(Candidate { start, stamped: start.is_some(), ..found })
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
    let mut start = parse_time(text[length..].trim());
    if start.is_some() {
        length = text.trim_end().len();
    } else if let Some((more, time)) = bracketed_time(&text[length..]) {
        // `[SPEAKER_00] [00:00.000 --> 00:04.120] words`
        (length, start) = (length + more, Some(time));
    }
    let found = made(&inner[..end], length, Form::Bracket)?;
    Some(Candidate { start, stamped: start.is_some(), ..found })
}

/// A time in brackets, blanks before it: where it ends.
fn bracketed_time(text: &str) -> Option<(usize, u64)> {
    let rest = text.trim_start();
    rest.starts_with(['[', '(']).then(|| leading_time(rest)).flatten().and_then(|(length, time)| {
        let end = text.len() - rest.len() + length;
        Some((end, time?))
    })
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
    (!blank).then(|| taken(name, length, Form::Letter))
}

/// `Name:`, `Name (00:01):`, `Name: 00:01:02`
fn colon(text: &str) -> Option<Candidate<'_>> {
    let within = &text[..text.floor_char_boundary(LONGEST_REACH)];
    let first = first_colon(within)?;
    let mut colons = within[first..].match_indices([':', '：']).map(|(at, _)| first + at);
    let at = colons.find(|at| !is_clock(text, *at))?;
    let length = at + text[at..].chars().next()?.len_utf8();
    if text[length..].starts_with("//") {
        return None;
    }
    let (name, start) = split_time(&text[..at]);
    let single = made(without_count(without_number(without_remark(name))), length, Form::Colon);
    let mut found = single
        .or_else(|| made(base(name), length, Form::Colon))
        .or_else(|| small(name, &text[at..], length))
        .or_else(|| joint(name, length))?;
    found.start = start;
    found.stamped = start.is_some();
    if start.is_none()
        && let Some(time) = parse_time(text[length..].trim())
    {
        found.start = Some(time);
        found.length = text.trim_end().len();
    }
    Some(found)
}

/// `darosior：`, a name that is written small, before a wide colon.
fn small<'a>(name: &'a str, colon: &str, length: usize) -> Option<Candidate<'a>> {
    let name = name.trim();
    let letters = (3..=24).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    (letters && colon.starts_with('：')).then(|| taken(name, length, Form::Colon))
}

/// `Ann, Ben:`: whether each of them is a name is for the document to prove.
fn joint(name: &str, length: usize) -> Option<Candidate<'_>> {
    let parts = joined(name);
    let names = (2..=4).contains(&parts.len()) && parts.iter().all(|part| is_name(part));
    names.then(|| taken(name, length, Form::Joint))
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

/// `Q12 Chair` is the chair, `3. Q` a `Q`: questions are counted.
fn without_number(name: &str) -> &str {
    let name = name.trim();
    let counted = name.strip_prefix('Q').unwrap_or(name);
    let rest = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == counted.len() || counted.len() - rest.len() > 4 {
        return name;
    }
    let set_off = rest.trim_start_matches(['.', ')', '、']);
    // `2 Chair` is no numbered question; `Speaker 2` begins otherwise.
    let numbered = set_off.len() < rest.len() || counted.len() < name.len();
    let bare = set_off.trim_start();
    if numbered && bare.len() < rest.len() && !bare.is_empty() { bare } else { name }
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
    let mut found = listed(name, trimmed.len(), Form::Timed)?;
    found.start = Some(time);
    found.stamped = true;
    Some(found)
}

/// `Name [00:00:12] words`
fn name_before_time(text: &str) -> Option<Candidate<'_>> {
    // Of a long line only the start is looked at.
    let start = &text[..text.floor_char_boundary(4 * LONGEST_NAME + 1)];
    let open = start.find(['[', '(']).filter(|at| *at > 0)?;
    let (length, time) = bracketed_time(&text[open..])?;
    let mut found = made(&text[..open], open + length, Form::Timed)?;
    found.start = Some(time);
    found.stamped = true;
    Some(found)
}

/// A name, or a surname before a given name as lists have it: `Roe, Jane (Guest)`.
fn listed(name: &str, length: usize, form: Form) -> Option<Candidate<'_>> {
    let plain = made(name, length, form);
    plain.or_else(|| {
        let (surname, given) = name.split_once(',')?;
        let short = |part: &str| part.split_whitespace().count() <= 3 && is_name(part.trim());
        let capital = |part: &str| part.trim().starts_with(char::is_uppercase);
        let fits = [surname, given].into_iter().all(|part| short(part) && capital(part));
        fits.then(|| taken(name, length, form))
    })
}

/// A name with nothing else on the line.
fn alone(text: &str) -> Option<Candidate<'_>> {
    let trimmed = text.trim_end();
    if trimmed.len() > 4 * LONGEST_ALONE {
        return None;
    }
    let few_words =
        trimmed.split_whitespace().count() <= 4 && trimmed.chars().count() <= LONGEST_ALONE;
    few_words.then(|| listed(trimmed, trimmed.len(), Form::Alone)).flatten()
}
