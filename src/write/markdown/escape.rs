//! Text that CommonMark gives back character for character.
//!
//! A backslash before punctuation that could be mark-up (CommonMark 0.31 §2.4), an entity for
//! blanks that would be stripped at the ends of lines (§2.5, §4.8) and for control characters.

use std::fmt::Write as _;

/// Always escaped: emphasis, code, links, HTML, entities, and what common extensions read as
/// mark-up (tables, strikethrough, mathematics).
const ALWAYS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '|', '~', '$'];

/// Appends a line of text, escaped. `starts` says that the line begins a line of the output, so
/// that what marks a block there is escaped too. Returns the number of NULs, which CommonMark
/// has no place for: they become U+2400.
pub(super) fn line(out: &mut String, text: &str, starts: bool) -> usize {
    let mut nulls = 0;
    let block_mark = if starts { block_mark(text) } else { None };
    let body = text.trim_start_matches([' ', '\t']);
    let lead = text.len() - body.len();
    let trail = text.trim_end_matches([' ', '\t']).len();
    for (at, c) in text.char_indices() {
        let blank = c == ' ' || c == '\t';
        if blank && (at < lead || at >= trail) {
            let _ = write!(out, "&#{};", u32::from(c));
        } else if c == '\0' {
            nulls += 1;
            out.push('\u{2400}');
        } else if (c.is_control() && c != '\t') || is_invisible_break(c) {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            let entity = c == '&' && begins_entity(&text[at + 1..]);
            if ALWAYS.contains(&c) || entity || block_mark == Some(at) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    nulls
}

/// Line and paragraph separators, and blanks that some renderers strip.
fn is_invisible_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

fn begins_entity(rest: &str) -> bool {
    rest.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic())
}

/// The offset of the character that would make a block of this line: a heading, quotation,
/// list, rule, underline, or (in common extensions) a definition.
fn block_mark(text: &str) -> Option<usize> {
    let body = text.trim_start_matches([' ', '\t']);
    let start = text.len() - body.len();
    let first = body.chars().next()?;
    if matches!(first, '#' | '>' | '-' | '+' | '=' | ':' | '%') {
        return Some(start);
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let marker = body[digits..].starts_with(['.', ')']);
    ((1..=9).contains(&digits) && marker).then_some(start + digits)
}
