//! Text as a terminal shows it: without what would steer the terminal, by its width in columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// On one line, with control characters (and marks that turn the direction of writing round)
/// shown instead of obeyed.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() || turns_direction(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A number with commas between its thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Columns that it takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Cut to at most `columns`, with an ellipsis in the place of what is gone.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > columns {
            break;
        }
        out.push(c);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(cut("李局长好", 8), "李局长好");
        assert_eq!(cut("李局长好", 7), "李局长…");
        assert_eq!(cut("李局长好", 6), "李局…");
        assert_eq!(cut("李局长好", 1), "…");
        assert_eq!(cut("李局长好", 0), "");
    }

    #[test]
    fn thousands_are_set_apart() {
        for (number, shown) in [(0, "0"), (999, "999"), (9402, "9,402"), (1_168_000, "1,168,000")] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{202E}d"), "a\u{FFFD}[31mb c\u{FFFD}d");
    }
}
