//! Runs into characters: which blanks are kept, and where lines of the source are joined.

use super::Char;
use crate::write::pdf::chars::is_ideographic;
use crate::write::pdf::compose::Run;
use crate::write::pdf::fonts::Family;

/// Appends the characters of a run. White space at the start of the paragraph and between a
/// label and its words gives way to our own; a line end inside the paragraph becomes a blank,
/// or nothing between ideographs; other blanks stay as they are.
pub(super) fn read_run(chars: &mut Vec<Char>, n: u32, run: &Run, runs: &[Run]) {
    let mut rest = run.text.chars().peekable();
    while let Some(c) = rest.next() {
        if !c.is_whitespace() {
            chars.push(Char { c, run: n });
            continue;
        }
        let after_label = chars.last().is_none_or(|last| {
            last.run != n
                && run.family == Family::Text
                && runs.get(last.run as usize).is_some_and(|r| r.family == Family::Label)
        });
        let from = chars.len();
        let mut breaks = is_line_end(c);
        chars.push(Char { c: blank(c), run: n });
        while let Some(&next) = rest.peek().filter(|next| next.is_whitespace()) {
            breaks |= is_line_end(next);
            chars.push(Char { c: blank(next), run: n });
            rest.next();
        }
        if after_label {
            chars.truncate(from);
        } else if breaks {
            chars.truncate(from);
            let before = from.checked_sub(1).map(|i| chars[i].c);
            if !joins_lines(before, rest.peek().copied()) {
                chars.push(Char { c: ' ', run: n });
            }
        }
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether lines are joined without a blank between these two characters.
pub(in crate::write::pdf) fn joins_lines(before: Option<char>, after: Option<char>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| is_ideographic(c) || is_wide_mark(c));
    joins(before) || joins(after)
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3020}' | '\u{FF01}'..='\u{FF60}')
}

/// Whether a line may break after this character without ink.
pub(super) fn is_break(c: char) -> bool {
    c == '\u{200B}'
}

/// A tab is as good as a blank: a line of type has no columns.
fn blank(c: char) -> char {
    if c == '\t' { ' ' } else { c }
}
