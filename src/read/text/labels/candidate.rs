//! What might be a label, by its form alone.

use memchr::{memchr, memchr2};

use crate::model::name::base;
use crate::read::text::inline::parse_time;
use crate::read::text::paratext::first_colon;
use crate::read::text::scenes;

use super::bold::bold;
use super::form::Form;
use super::person::person;
use super::shape::{
    LONGEST_NAME, is_called, is_chinese_office, is_long_name, is_name, is_of_audience, is_office_of,
};
use super::times::{
    between, bracketed_time, is_clock, leading_time, link_target, linked_time, split_time,
    time_behind, without_clock,
};
use super::trim::{without_count, without_number, without_remark};

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
    /// A mark before it: `○議長`.
    pub(in crate::read::text) mark: Option<char>,
    /// Whether a colon stands behind its brackets.
    pub(in crate::read::text) has_colon: bool,
    /// Of a label with a comma that of one person, when it is not two people: `Jane Roe` of `Jane Roe,
    /// Coast Gazette`.
    pub(in crate::read::text) person: Option<&'a str>,
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
    if matches!(found.form, Form::Colon | Form::Alone) && scenes::is_head(body) {
        return None;
    }
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
    let mark = mark(&line[..lead]);
    Some(Candidate { length, start, stamped, form, bare, mark, ..found })
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

const MARKS: [char; 18] =
    ['>', '‹', '○', '◯', '〇', '◎', '●', '◆', '◇', '■', '□', '▶', '▷', '►', '▸', '▲', '△', '•'];

/// The mark among what stands before a name.
pub(super) fn mark(lead: &str) -> Option<char> {
    lead.chars().find(|c| MARKS.contains(c))
}

/// Blanks and the marks that some transcribers set before a name: `>> NAME:`, `‹Name:›`,
/// `○議長`, `▶ 기자:`.
pub(super) fn lead(line: &str) -> usize {
    let passed = |c: char| {
        let invisible = matches!(c, '\0' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
        c.is_whitespace() || MARKS.contains(&c) || invisible
    };
    line.len() - line.trim_start_matches(passed).len()
}

pub(super) fn made(name: &str, length: usize, form: Form) -> Option<Candidate<'_>> {
    is_name(name.trim()).then(|| taken(name, length, form))
}

/// A candidate whatever its name.
pub(super) fn taken(name: &str, length: usize, form: Form) -> Candidate<'_> {
    let name = name.trim();
    let (start, mark, person) = (None, None, None);
    let (stamped, bare, has_colon) = (false, false, false);
    Candidate { name, length, form, start, stamped, bare, mark, has_colon, person }
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
    // `[Reply](https://...)` is a link; before a colon it is the name of somebody who has a page.
    if let Some(target) = link_target(&text[length..]) {
        if open != '[' || !text[length + target..].starts_with([':', '：']) {
            return None;
        }
        length += target;
    }
    let has_colon = text[length..].starts_with([':', '：']);
    if has_colon {
        length += text[length..].chars().next()?.len_utf8();
    }
    let mut start = parse_time(text[length..].trim());
    if start.is_some() {
        length = text.trim_end().len();
    } else if let Some((more, time)) = bracketed_time(&text[length..]) {
        // `[SPEAKER_00] [00:00.000 --> 00:04.120] words`
        (length, start) = (length + more, Some(time));
    }
    let called = || {
        let name = &inner[..end];
        // 【主持人、市政府新闻办副主任 何静】 is the last of them.
        let last = name.rsplit('、').next().unwrap_or(name);
        match has_colon && is_called(name) {
            true => Some(taken(name, length, Form::Bracket)),
            false => is_chinese_office(last).then(|| taken(last, length, Form::Bracket)),
        }
    };
    let found = made(&inner[..end], length, Form::Bracket).or_else(called)?;
    Some(Candidate { start, stamped: start.is_some(), has_colon, ..found })
}

/// `Q.` and `A.`, in Spanish `P.` and `R.`, before a blank or a dash, or the word written out; `Q` and `A`
/// without a stop before two blanks or a tab.
fn letter(text: &str) -> Option<Candidate<'_>> {
    const WORDS: [&str; 4] = ["Pregunta", "Respuesta", "Pergunta", "Resposta"];
    let one = text.get(..1).filter(|c| matches!(*c, "Q" | "A" | "P" | "R"))?;
    let word = WORDS.into_iter().find(|word| text.starts_with(word)).map_or(1, str::len);
    // With its stop, so that it is not taken for somebody's initial.
    let name = match one {
        "P" => "P.",
        "R" => "R.",
        _ => &text[..word],
    };
    let rest = &text[word..];
    let is_english = matches!(one, "Q" | "A");
    let length = match rest.strip_prefix('.') {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => word + 1,
        Some(rest) if rest.starts_with(['-', '–', '—']) => {
            let mut behind = rest.chars();
            let dash = behind.next()?;
            // `A.-M. Colin` has two first names.
            if behind.next().is_some_and(char::is_uppercase) && behind.next() == Some('.') {
                return None;
            }
            word + 1 + dash.len_utf8()
        }
        None if !is_english => return None,
        None if rest.starts_with("  ") || rest.starts_with(['\t', '\u{3000}']) => 1,
        Some(_) | None => return None,
    };
    let blank = text[length..].trim().is_empty() && length == 1;
    (!blank).then(|| taken(name, length, Form::Letter))
}

/// Where a record is signed: 原告（签名）：
const SIGNED: [&str; 6] = ["签名", "签字", "簽名", "簽字", "盖章", "蓋章"];

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
    let (name, start) = split_time(without_clock(&text[..at]));
    // `Name 00:02:46:`, `Name – 00:02:46:`
    let (name, start) = match start {
        None => time_behind(name, text[length..].trim().is_empty())
            .map_or((name, None), |(name, time)| (name, Some(time))),
        Some(_) => (name, start),
    };
    let name = without_count(without_number(without_remark(name)));
    let last = name.trim_end_matches([')', '）', ' ']);
    if SIGNED.iter().any(|word| last.ends_with(word)) {
        return None;
    }
    let bare = text[length..].trim().is_empty();
    let mut found = made(name, length, Form::Colon)
        .or_else(|| made(base(name), length, Form::Colon))
        .or_else(|| small(name, &text[at..], length))
        .or_else(|| is_of_audience(name).then(|| taken(name, length, Form::Colon)))
        .or_else(|| joint(name, length))
        .or_else(|| long(name, length, bare))?;
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

/// `darosior：`, a name that is written small; before a narrow colon a word may be that has to repeat
/// more often.
fn small<'a>(name: &'a str, colon: &str, length: usize) -> Option<Candidate<'a>> {
    let name = name.trim();
    let inside =
        |c: char| c.is_ascii_alphanumeric() || c.is_lowercase() || matches!(c, '_' | '-' | '.');
    let letters = (3..=24).contains(&name.len())
        && name.starts_with(char::is_alphanumeric)
        && name.chars().all(inside);
    let form = if colon.starts_with('：') { Form::Colon } else { Form::Small };
    letters.then(|| taken(name, length, form))
}

/// `Ann, Ben:`: whether each of them is a name is for the document to prove.
fn joint(name: &str, length: usize) -> Option<Candidate<'_>> {
    let parts = joined(name);
    let names = (2..=4).contains(&parts.len()) && parts.iter().all(|part| is_name(part));
    names.then(|| Candidate { person: person(name), ..taken(name, length, Form::Joint) })
}

/// `Jens Hartwig, Minister für Umwelt:`, `The Secretary of State for Transport (Ruth Calder):`, and on
/// a line of its own an office that is longer than names are.
fn long(name: &str, length: usize, bare: bool) -> Option<Candidate<'_>> {
    if let Some(person) = person(name) {
        return Some(Candidate { person: Some(person), ..taken(name, length, Form::Joint) });
    }
    let fits = is_office_of(name) || is_chinese_office(name) || (bare && is_long_name(name));
    fits.then(|| taken(name, length, Form::Colon))
}

/// `Speaker 1  00:01:02`, `Name (00:01)` with nothing behind.
fn name_and_time(text: &str) -> Option<Candidate<'_>> {
    let trimmed = text.trim_end();
    // There is no time without a digit.
    let has_digit = || trimmed.bytes().fold(false, |any, byte| any | byte.is_ascii_digit());
    if trimmed.len() > 4 * (LONGEST_NAME + 16) || !has_digit() {
        return None;
    }
    let (name, time) = match split_time(trimmed) {
        (name, Some(time)) => (name, time),
        (_, None) => {
            // `nora  9:41 AM`
            let half =
                [" AM", " PM", " am", " pm"].iter().find_map(|half| trimmed.strip_suffix(half));
            let (name, time) = half.unwrap_or(trimmed).rsplit_once(char::is_whitespace)?;
            (name.trim_end_matches(between), parse_time(time)?)
        }
    };
    // `Priya (she/her)`
    let name = without_remark(name);
    let nick = || is_nick(name).then(|| taken(name, trimmed.len(), Form::Timed));
    let mut found = listed(name, trimmed.len(), Form::Timed).or_else(nick)?;
    found.start = Some(time);
    found.stamped = true;
    Some(found)
}

/// `Name [00:00:12] words`, `Name [(00:00:12)](https://...) words`, with a colon behind the link or without
fn name_before_time(text: &str) -> Option<Candidate<'_>> {
    // Of a long line only the start is looked at.
    let start = &text[..text.floor_char_boundary(4 * LONGEST_NAME + 1)];
    let open = memchr2(b'[', b'(', start.as_bytes()).filter(|at| *at > 0)?;
    let behind = &text[open..];
    let colon = |end: usize| usize::from(behind[end..].starts_with(':'));
    let linked = linked_time(behind).map(|(end, time)| (end + colon(end), time));
    let (length, time) = linked.or_else(|| bracketed_time(behind))?;
    let mut found = made(&text[..open], open + length, Form::Timed)?;
    found.start = Some(time);
    found.stamped = true;
    Some(found)
}

/// A name, a number that calls, or a surname before a given name as lists have it: `Roe, Jane (Guest)`.
fn listed(name: &str, length: usize, form: Form) -> Option<Candidate<'_>> {
    let plain = made(name, length, form);
    plain.or_else(|| is_telephone(name).then(|| taken(name, length, form))).or_else(|| {
        let (surname, given) = name.split_once(',')?;
        let short = |part: &str| part.split_whitespace().count() <= 3 && is_name(part.trim());
        let capital = |part: &str| part.trim().starts_with(char::is_uppercase);
        let fits = [surname, given].into_iter().all(|part| short(part) && capital(part));
        fits.then(|| taken(name, length, form))
    })
}

/// A name with nothing else on the line but what its bearer is: `Ada Hale -- Chief Executive`.
fn alone(text: &str) -> Option<Candidate<'_>> {
    let trimmed = text.trim_end();
    // A tab sets words apart from a name.
    if trimmed.len() > 4 * LONGEST_ALONE || trimmed.contains('\t') {
        return None;
    }
    let has_blank = memchr(b' ', trimmed.as_bytes()).is_some();
    let titled = [" -- ", " — ", " – "].iter().filter(|_| has_blank);
    let titled = titled.filter_map(|dash| trimmed.split_once(dash)).next();
    if let Some((name, title)) = titled.filter(|(name, _)| name.contains(' ')) {
        let found = made(name, trimmed.len(), Form::Alone).filter(|_| is_title(title))?;
        return Some(Candidate { person: Some(found.name), ..found });
    }
    let few_words =
        trimmed.chars().count() <= LONGEST_ALONE && trimmed.split_whitespace().count() <= 4;
    few_words.then(|| listed(trimmed, trimmed.len(), Form::Alone)).flatten()
}

/// What somebody is, behind a dash: no sentence.
pub(super) fn is_title(title: &str) -> bool {
    title.split_whitespace().count() <= 10
        && title.starts_with(char::is_uppercase)
        && !title.ends_with(['.', '?', '!', ',', ':'])
}

/// `li.wei`: a name as chats have it, before a time.
pub(super) fn is_nick(name: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    (2..=24).contains(&name.chars().count())
        && name.starts_with(char::is_alphabetic)
        && name.chars().all(inside)
}

/// `+44 20 **** ***12`: who called in.
fn is_telephone(name: &str) -> bool {
    let name = name.trim();
    let digit = |c: char| c.is_ascii_digit() || c == '*';
    name.starts_with('+')
        && name.chars().filter(|c| digit(*c)).count() >= 7
        && name[1..].chars().all(|c| digit(c) || matches!(c, ' ' | '-' | '(' | ')'))
}
