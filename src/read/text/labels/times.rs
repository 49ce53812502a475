//! Times beside a name.

use crate::read::text::inline::parse_time;
use crate::read::text::rules::rules;

/// `[00:01:02] ` or `00:01:02 ` before a name, `[14/03/2023, 10:03:40] ` in a chat: its length,
/// and the time when it may be one of a recording.
pub(super) fn leading_time(text: &str) -> Option<(usize, Option<u64>)> {
    /// In bytes; what goes on without a blank is no time.
    const LONGEST: usize = 240;
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
            let end = text[..text.floor_char_boundary(LONGEST)].find(char::is_whitespace)?;
            let end =
                if is_date(text[..end].trim_end_matches(',')) { dated(text, end) } else { end };
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
pub(in crate::read::text) fn is_dated_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once([',', ' ', 'T']) else { return false };
    let clock = time.trim().trim_end_matches(['a', 'p', 'm', 'A', 'P', 'M', '.', 'Z']).trim_end();
    is_date(date) && parse_time(clock).is_some()
}

/// `14/03/2023`, `2023-03-14`, `14.3.23`
fn is_date(text: &str) -> bool {
    let is_number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.split(['/', '-', '.']).count() == 3 && text.split(['/', '-', '.']).all(is_number)
}

/// Whether a stretch is a day: `18. März`, `April 3rd, 2020`, `le 4 mai`.
pub(super) fn is_day(text: &str) -> bool {
    const ENDINGS: [&str; 8] = ["", "st", "nd", "rd", "th", "er", "º", "ª"];
    const SMALL: [&str; 6] = ["de", "den", "der", "le", "of", "the"];
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_number = |word: &str| {
        let tail = word.trim_start_matches(|c: char| c.is_ascii_digit());
        (1..=4).contains(&(word.len() - tail.len())) && ENDINGS.contains(&tail)
    };
    let words = || text.split([' ', '\u{A0}', ',', '.', '/', '-']).filter(|word| !word.is_empty());
    let is_month = |word: &str| rules().labels.months.find(&word.to_lowercase());
    let is_small = |word: &str| SMALL.contains(&word);
    words().all(|word| is_number(word) || is_month(word) || is_small(word)) && words().any(is_month)
}

/// Where the time behind a date ends, with the half of the day: `03/04/2020, 9:13 pm - `.
fn dated(text: &str, date: usize) -> usize {
    let word = |from: usize| {
        let rest = text[from..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        let start = text.len() - rest.len();
        (start, start + rest.find(char::is_whitespace).unwrap_or(rest.len()))
    };
    let (_, time) = word(date);
    let (start, half) = word(time);
    match text[start..half].to_ascii_lowercase().as_str() {
        "am" | "pm" | "a.m." | "p.m." => half,
        _ => time,
    }
}

/// What may stand between a time and a name.
pub(super) fn between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '•' | '·')
}

/// A time in brackets, blanks before it: where it ends.
pub(super) fn bracketed_time(text: &str) -> Option<(usize, u64)> {
    let rest = text.trim_start();
    rest.starts_with(['[', '(']).then(|| leading_time(rest)).flatten().and_then(|(length, time)| {
        let end = text.len() - rest.len() + length;
        Some((end, time?))
    })
}

/// `[7:18](https://...)`, `[(00:08:53)](https://...)`, blanks before it: a time that leads to the place in a
/// recording, and where the link ends.
pub(super) fn linked_time(text: &str) -> Option<(usize, u64)> {
    let rest = text.trim_start();
    let inner = rest.strip_prefix('[')?;
    let close = inner.find(']')?;
    let inside = &inner[..close];
    let clock = inside.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(inside);
    let time = parse_time(clock)?;
    let target = link_target(&inner[close + 1..])?;
    Some((text.len() - inner.len() + close + 1 + target, time))
}

/// How long `(https://...)`, `(#top)` behind brackets is: together they are a link, as a web page has it that was
/// saved as Markdown.
pub(super) fn link_target(text: &str) -> Option<usize> {
    const BEGINNINGS: [&str; 7] = ["http://", "https://", "mailto:", "javascript:", "#", "/", "./"];
    let target = text.strip_prefix('(')?;
    let end = target.find(')').filter(|end| !target[..*end].contains(char::is_whitespace))?;
    BEGINNINGS.iter().any(|begin| target.starts_with(begin)).then_some(end + 2)
}

/// A name and the time behind it: `Name 00:02:46`, `Name – 0:02`. Where words follow, hours have to be in
/// it: `John 3:16: For God` is a verse.
pub(super) fn time_behind(text: &str, bare: bool) -> Option<(&str, u64)> {
    let (name, clock) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let name = name.trim_end_matches(between);
    let least = if bare { 1 } else { 2 };
    let time = parse_time(clock).filter(|_| clock.matches(':').count() >= least)?;
    (!name.is_empty()).then_some((name, time))
}

/// Whether the colon at `at` stands inside a clock time. A full-width one never does.
pub(super) fn is_clock(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text[at..]
        .strip_prefix(':')
        .is_some_and(|rest| digit(text[..at].chars().next_back()) && digit(rest.chars().next()))
}

/// A name and the time in brackets behind it.
pub(super) fn split_time(name: &str) -> (&str, Option<u64>) {
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

/// A name without the time of day in brackets behind it: `Mr HALLORAN (2.04 pm)`. It is none of a
/// recording; with a colon it has to say which half of the day.
pub(super) fn without_clock(name: &str) -> &str {
    const HALVES: [&str; 6] = ["a.m.", "p.m.", "am", "pm", "uhr", "h"];
    let trimmed = name.trim_end();
    let Some(rest) = trimmed.strip_suffix([')', '）', ']']) else { return name };
    let Some((before, inner)) = rest.rsplit_once(['(', '（', '[']) else { return name };
    let inner = inner.trim().to_lowercase();
    let half = HALVES.iter().find_map(|half| inner.strip_suffix(half));
    let clock = half.unwrap_or(&inner).trim_end();
    let digits = |text: &str, most: u8| text.parse().is_ok_and(|n: u8| n <= most);
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_time = clock.split_once(['.', ':']).is_some_and(|(hours, minutes)| {
        plain(hours)
            && digits(hours, 24)
            && plain(minutes)
            && minutes.len() == 2
            && digits(minutes, 59)
            && (half.is_some() || clock.contains('.'))
    });
    if is_time { before } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_no_part_of_a_name() {
        for time in ["(2.04 pm)", "(2.50pm)", "(2:04 p.m.)", "[14.30 Uhr]", "(14.30)"] {
            assert_eq!(without_clock(&format!("Mr HALE (Saltby) {time}")), "Mr HALE (Saltby) ");
        }
        for name in ["Mr HALE (Saltby)", "Part (2.4)", "Roe (2.75)", "Roe (2:04)", "Roe (1.2.3)"] {
            assert_eq!(without_clock(name), name);
        }
    }
}
