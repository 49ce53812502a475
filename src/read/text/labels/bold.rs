//! Labels in bold, as Markdown and wikis have it.

use super::candidate::{Candidate, is_nick, is_title, made, taken};
use super::form::Form;
use super::times::{bracketed_time, leading_time, linked_time, split_time, without_clock};

const COLONS: [char; 2] = [':', '：'];

/// `**Name:** ...`, `**Name**: ...`, `**Name (00:01):** ...`, `**[00:01] Name:** ...`, `**Name** [00:01]: ...`,
/// `**Name**` alone, each also as a heading: `## **Name**`; in a wiki `'''Name:''' ...`
pub(super) fn bold(text: &str) -> Option<Candidate<'_>> {
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    let marks = text.len() - text[hashes..].trim_start_matches(' ').len();
    if hashes > 6 || (hashes > 0) != (marks > hashes) {
        return None;
    }
    let mark = mark(text, marks);
    let inner = text[marks..].strip_prefix(mark)?;
    let close = inner.find(mark)?;
    let mut length = marks + mark.len() + close + mark.len();
    let name = inner[..close].trim_end_matches(COLONS);
    let colon_inside = name.len() < close;
    let behind = time_behind(&text[length..]).filter(|_| hashes == 0 && !colon_inside);
    length += behind.map_or(0, |(more, _)| more);
    let after = &text[length..];
    let colon_after = after.starts_with(COLONS);
    if colon_after {
        length += after.chars().next()?.len_utf8();
    }
    let has_colon = colon_inside || colon_after;
    let form = match has_colon {
        true if hashes > 0 => Form::Head,
        true => Form::Bold,
        false if after.trim().is_empty() && hashes > 0 => Form::Head,
        false if after.trim().is_empty() => Form::BoldAlone,
        false => return None,
    };
    let (name, start) = split_time(without_clock(name));
    let (name, before) = without_time_before(name, has_colon);
    let found = made(name, length, form)
        .or_else(|| nick(name, mark, length).filter(|_| form == Form::Bold))
        .or_else(|| titled(name, length).filter(|_| form == Form::BoldAlone))?;
    let start = start.or(before).or(behind.map(|(_, time)| time));
    Some(Candidate { start, stamped: start.is_some(), ..found })
}

/// What sets off the bold: behind the `#` of a heading as before a paragraph.
fn mark(text: &str, from: usize) -> &'static str {
    match &text[from..] {
        _ if text.starts_with("'''") => "'''",
        rest if rest.starts_with("__") => "__",
        _ => "**",
    }
}

/// A time between the bold name and its colon: ` [7:18](https://...)`, ` (7:18)`.
fn time_behind(text: &str) -> Option<(usize, u64)> {
    linked_time(text).or_else(|| bracketed_time(text))
}

/// `[00:00] Anna Berg`: the name, and the time. Without a colon the time has to be in brackets, as the points
/// of an agenda have the hour before them.
fn without_time_before(name: &str, has_colon: bool) -> (&str, Option<u64>) {
    match leading_time(name).filter(|_| has_colon || name.starts_with('[')) {
        Some((length, Some(time))) => (&name[length..], Some(time)),
        _ => (name, None),
    }
}

/// `nzakas`: as people call themselves on the net. That it is in bold and has a colon says what a capital
/// says elsewhere.
fn nick<'a>(name: &'a str, mark: &str, length: usize) -> Option<Candidate<'a>> {
    (mark == "**" && is_nick(name)).then(|| taken(name, length, Form::Bold))
}

/// `Jason Wang - MediaTek, Investor Relation`: a name, and what its bearer is.
fn titled(name: &str, length: usize) -> Option<Candidate<'_>> {
    const DASHES: [&str; 4] = [" -- ", " — ", " – ", " - "];
    let parts = DASHES.iter().find_map(|dash| name.split_once(dash));
    let (name, _) = parts.filter(|(name, title)| name.contains(' ') && is_title(title))?;
    let found = made(name, length, Form::BoldAlone)?;
    Some(Candidate { person: Some(found.name), ..found })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, &str, Option<u64>)> {
        bold(text).map(|found| (found.name, &text[found.length..], found.start))
    }

    #[test]
    fn times_and_names_in_bold() {
        let (long, short) = (Some(("Ann Roe", " Oh.", Some(78_000))), Some(("Ann", " Oh.", None)));
        for text in [
            "**[01:18] Ann Roe:** Oh.",
            "**01:18 Ann Roe**: Oh.",
            "**Ann Roe** [1:18](https://a.org/?t=78): Oh.",
            "**Ann Roe** [(00:01:18)](https://a.org/?t=78): Oh.",
            "**Ann Roe** (1:18): Oh.",
            "__[1:18] Ann Roe__: Oh.",
        ] {
            assert_eq!(read(text), long, "{text}");
        }
        for text in ["__Ann__: Oh.", "__Ann:__ Oh.", "**Ann:** Oh."] {
            assert_eq!(read(text), short, "{text}");
        }
        assert_eq!(read("**nzakas:** Oh."), Some(("nzakas", " Oh.", None)));
        let title = "**Jason Wang - MediaTek, Investor Relation**";
        assert_eq!(read(title), Some(("Jason Wang", "", None)));
    }

    #[test]
    fn what_is_bold_and_no_label() {
        for text in [
            "**Ann Roe** (1:18) went home.",
            "**Ann Roe** [the map](https://a.org/): Oh.",
            "**10:30 Opening**",
            "__init__: makes one",
            "**nzakas**",
            "**so it was:** Oh.",
            "____________",
            "**Ann Roe - She came, and went.**",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
