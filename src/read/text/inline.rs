//! Stage directions and time marks inside a paragraph.
//!
//! Round brackets are ordinary punctuation, so what stands in them is a direction only when it
//! says so in words that transcribers use. Square brackets hold directions or an editor's
//! insertions; the latter stay text.

use crate::model::{DirectionKind, Inline};
use crate::script::{Trim, any_three};

use super::rules::rules;

/// A direction is a remark, not a sentence: longer ones are text in brackets.
const LONGEST_DIRECTION: usize = 24;

/// The pieces of a paragraph.
pub(in crate::read) fn split(text: &str) -> Vec<Inline> {
    if !may_open(text.as_bytes()) {
        return Vec::from_iter((!text.is_empty()).then(|| Inline::text(text)));
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some((start, end)) = next_bracketed(text, from) {
        match special(&text[start..end], LONGEST_DIRECTION) {
            Some(piece) => {
                push_text(&mut pieces, &text[done..start]);
                pieces.push(piece);
                done = end;
                from = end;
            }
            // A bracket inside this one may still hold something.
            None => from = start + text[start..].chars().next().map_or(1, char::len_utf8),
        }
    }
    push_text(&mut pieces, &text[done..]);
    pieces
}

/// The pieces of a paragraph that stands in brackets as a whole: a direction or time mark with
/// nothing else. `None` when it has other words.
pub(in crate::read) fn standalone(text: &str) -> Option<Vec<Inline>> {
    let trimmed = text.trimmed();
    if !trimmed.starts_with(opens) {
        return None;
    }
    // `(00:15):` where somebody goes on.
    if let Some(milliseconds) = trimmed.strip_suffix([':', '：']).and_then(bracketed_time) {
        return Some(with_blanks(
            text,
            Inline::TimeMark { text: trimmed.to_owned(), milliseconds },
        ));
    }
    let (start, end) = next_bracketed(trimmed, 0)?;
    if start == 0 && end == trimmed.len() {
        // On a line of its own a longer remark is a direction too: "(Recess taken at ...)".
        let piece = special(trimmed, 4 * LONGEST_DIRECTION)?;
        return Some(with_blanks(text, piece));
    }
    let pieces = split(text);
    let only = pieces.iter().all(|piece| match piece {
        Inline::Text { text } => text.trimmed().is_empty(),
        Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. } => true,
    });
    only.then_some(pieces)
}

fn bracketed_time(text: &str) -> Option<u64> {
    parse_time(text.strip_prefix(['(', '['])?.strip_suffix([')', ']'])?)
}

/// Keeps the blanks around a trimmed piece: every character of a paragraph is kept.
fn with_blanks(text: &str, piece: Inline) -> Vec<Inline> {
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    let mut pieces = Vec::new();
    push_text(&mut pieces, lead);
    pieces.push(piece);
    push_text(&mut pieces, tail);
    pieces
}

fn push_text(pieces: &mut Vec<Inline>, text: &str) {
    if !text.is_empty() {
        pieces.push(Inline::text(text));
    }
}

/// Whether this is an opening bracket.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '（' | '［' | '【' | '〔')
}

/// Whether one of the [opening brackets](opens) stands in the text. Most paragraphs have none.
fn may_open(text: &[u8]) -> bool {
    any_three(text, |a, b, c| {
        // `（`, `［`, `【`, `〔`
        let full_width = (a == 0xEF) & (b == 0xBC) & ((c == 0x88) | (c == 0xBB));
        let wide = (a == 0xE3) & (b == 0x80) & ((c == 0x90) | (c == 0x94));
        (a == b'(') | (a == b'[') | full_width | wide
    })
}

/// The next bracketed stretch at or after `from`, without line ends or nesting inside.
fn next_bracketed(text: &str, from: usize) -> Option<(usize, usize)> {
    const PAIRS: [(char, char); 6] =
        [('(', ')'), ('[', ']'), ('（', '）'), ('［', '］'), ('【', '】'), ('〔', '〕')];
    let mut search = from;
    while let Some((found, open)) = text[search..].char_indices().find(|(_, c)| opens(*c)) {
        let start = search + found;
        let close = PAIRS.iter().find(|(o, _)| *o == open).map(|(_, c)| *c)?;
        let inner = start + open.len_utf8();
        let stop = text[inner..].find([close, open, '\n']).map(|i| inner + i);
        match stop {
            Some(end) if text[end..].starts_with(close) => {
                return Some((start, end + close.len_utf8()));
            }
            _ => search = inner,
        }
    }
    None
}

/// What a bracketed stretch is, when it is a time mark or a direction.
fn special(bracketed: &str, longest: usize) -> Option<Inline> {
    let mut chars = bracketed.chars();
    chars.next();
    chars.next_back();
    let inside = chars.as_str().trimmed();
    // `John (3:16)` is a verse: in round brackets only a time with hours is one.
    let may_be_time = !bracketed.starts_with(['(', '（']) || inside.matches(':').count() == 2;
    if may_be_time && let Some(milliseconds) = parse_time(inside) {
        return Some(Inline::TimeMark { text: bracketed.to_owned(), milliseconds });
    }
    if inside.is_empty() || inside.chars().count() > longest {
        return None;
    }
    let lower = inside.to_lowercase();
    let kind = direction(&lower)?;
    Some(Inline::Direction { kind, text: bracketed.to_owned() })
}

/// A text without the time in brackets at its end: `Break: [31:23]`.
pub(super) fn without_time(text: &str) -> &str {
    let open = text.ends_with([']', ')']).then(|| text.rfind(['[', '('])).flatten();
    match open {
        Some(at) if parse_time(&text[at + 1..text.len() - 1]).is_some() => text[..at].trim_end(),
        _ => text,
    }
}

/// The kind of event that the words of a remark tell.
fn direction(lower: &str) -> Option<DirectionKind> {
    let table =
        rules().directions.iter().find(|t| t.words.iter().any(|word| has_word(lower, word)))?;
    Some(table.kind)
}

/// Whether `text` has `word`, in any of its forms: `laugh`, `laughs`, `laughter`. In Chinese the
/// word must not begin a longer one (笑话, 音乐学院).
fn has_word(text: &str, word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["", "s", "es", "ed", "e", "d", "ing", "ter", "se", "ding", "ping", "ped"];
    text.match_indices(word).any(|(at, _)| {
        let after = &text[at + word.len()..];
        if !word.is_ascii() {
            return !after
                .starts_with(['话', '話', '学', '學', '院', '家', '剧', '劇', '会', '會']);
        }
        let begins = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let ending: &str = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        begins && ENDINGS.contains(&ending)
    })
}

/// `1:23`, `01:02:03`, `00:01:23.500` in milliseconds; of a stretch of time its start. Minutes and
/// seconds below 60.
pub(super) fn parse_time(text: &str) -> Option<u64> {
    // Nearly every line is asked, and most are no time.
    const LONGEST: usize = 64;
    if text.len() > LONGEST {
        return None;
    }
    let arrow = memchr::memchr(b'>', text.as_bytes()).and_then(|_| text.split_once("-->"));
    match arrow {
        Some((from, to)) => {
            loose(to.trimmed())?;
            loose(from.trimmed())
        }
        None => clock(text),
    }
}

/// The time of a cue: some programs write `0:1:2.5`.
fn loose(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let parts: Vec<String> = whole.split(':').map(|part| format!("{part:0>2}")).collect();
    (parts.len() > 1).then(|| clock(&format!("{}.{fraction}", parts.join(":")))).flatten()
}

fn clock(text: &str) -> Option<u64> {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, fraction),
        None => (text, "0"),
    };
    let digits = |s: &str, most: usize| {
        (!s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u64>().ok())
            .flatten()
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [m, s] => (0, digits(m, 3)?, digits(s, 2)?),
        [h, m, s] => (digits(h, 3)?, digits(m, 2)?, digits(s, 2)?),
        _ => return None,
    };
    if seconds >= 60 || (parts.len() == 3 && minutes >= 60) || parts.last()?.len() != 2 {
        return None;
    }
    digits(fraction, 3)?;
    let thousandths: u64 = format!("{fraction:0<3}").parse().ok()?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opening_bracket_is_seen_and_nothing_else() {
        for c in '\0'..=char::MAX {
            assert_eq!(may_open(format!("a{c}").as_bytes()), opens(c), "{c:?}");
        }
    }

    #[test]
    fn directions_are_told_from_text_in_brackets() {
        let pieces = split("说实话（笑）那年（2019年）很难。");
        assert_eq!(
            pieces,
            [
                Inline::text("说实话"),
                Inline::Direction { kind: DirectionKind::Vocal, text: "（笑）".into() },
                Inline::text("那年（2019年）很难。"),
            ]
        );
        assert_eq!(
            split("It was [the] lamp (a small one)."),
            [Inline::text("It was [the] lamp (a small one).")]
        );
    }

    #[test]
    fn time_marks_are_read() {
        assert_eq!(parse_time("00:01:23"), Some(83_000));
        assert_eq!(parse_time("1:23.5"), Some(83_500));
        assert_eq!(parse_time("10:75"), None);
        assert_eq!(parse_time("1:2"), None);
        assert_eq!(parse_time("3:16:4"), None);
    }

    #[test]
    fn every_character_is_kept() {
        for text in [
            "",
            "你好，。（笑）、［笑］【笑】",
            " (laughs) ",
            "[[laughs]",
            "((pause)",
            "（笑",
            "a [00:01:02] b",
            "（（笑））",
        ] {
            assert_eq!(crate::model::plain_text(&split(text)), text);
            if let Some(pieces) = standalone(text) {
                assert_eq!(crate::model::plain_text(&pieces), text);
            }
        }
    }
}
