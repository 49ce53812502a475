//! Titles and headings, by their form.

use crate::columns::columns;
use crate::script::{Trim, before_remark};

/// A heading may be this long: characters, Chinese counted twice.
const LONGEST: usize = 72;
/// A title may be longer.
const LONGEST_TITLE: usize = 120;

/// What the form of a paragraph says of it, given what follows.
pub(super) struct Surroundings<'a> {
    /// Nothing but paratext stands before.
    pub(super) first: bool,
    /// A blank line stands before.
    pub(super) after_blank: bool,
    /// The next paragraph.
    pub(super) next: Option<&'a str>,
    /// The next paragraph is a line of a header.
    pub(super) above_header: bool,
    /// The source names its speakers, so speech does not go without a label for long.
    pub(super) labelled: bool,
}

/// The level of a heading: 1 for the title, 2 for others; `None` for anything else.
pub(super) fn level(text: &str, around: &Surroundings<'_>) -> Option<u8> {
    let trimmed = text.trimmed();
    if let Some(level) = atx_level(trimmed) {
        return Some(level);
    }
    let next = around.next?;
    // Cheap tests first: most paragraphs are long.
    if trimmed.len() > 4 * LONGEST_TITLE {
        return None;
    }
    let stops = match around.labelled {
        _ if around.first && around.above_header && is_one_question(trimmed) => false,
        true => ends_a_turn(trimmed),
        false => ends_a_sentence(trimmed),
    };
    if stops || trimmed.contains('\n') {
        return None;
    }
    let weight = columns(trimmed);
    if weight > LONGEST_TITLE {
        return None;
    }
    if around.first {
        return (!begins_in_mid_sentence(trimmed)).then_some(1);
    }
    if begins_as_list_item(trimmed) || (around.labelled && is_dated(trimmed)) {
        return None;
    }
    let set_off = around.after_blank || around.labelled || is_all_capitals(trimmed);
    let shorter = weight * 2 < columns(next.trimmed()) || around.labelled;
    (weight <= LONGEST && set_off && shorter && !begins_in_mid_sentence(trimmed)).then_some(2)
}

/// A title may ask, above the lines of a header; what somebody is asked is no title.
fn is_one_question(text: &str) -> bool {
    let inside = text.trim_end_matches(['?', '？']);
    let mut words = inside.split(|c: char| !c.is_alphanumeric());
    inside.len() < text.len()
        && !ends_a_sentence(inside)
        && !inside.contains(['。', '？', '?', '！', '!', '你', '您', '我'])
        && !inside.contains(". ")
        && !words.any(|word| matches!(word, "I" | "you" | "your" | "You" | "Your" | "we" | "We"))
}

/// Whether a heading bears the mark of one.
pub(super) fn is_marked(text: &str) -> bool {
    marked_level(text).is_some()
}

/// The level that the mark of a heading tells.
pub(super) fn marked_level(text: &str) -> Option<u8> {
    atx_level(text.trimmed())
}

/// `# Title` as Markdown has it.
fn atx_level(text: &str) -> Option<u8> {
    let marks = text.bytes().take_while(|b| *b == b'#').count();
    let spaced = text[marks..].starts_with([' ', '\t']);
    ((1..=6).contains(&marks) && spaced && !text.contains('\n')).then_some(marks as u8)
}

/// Whether the text stops as a sentence does; a closing quotation mark or bracket is looked through.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    let core = text.trim_end_matches(['\0', '"', '”', '’', '\'', '」', '』', ')', '）', '*']);
    core.ends_with([
        '.', '!', '?', '。', '！', '？', '…', ';', '；', ',', '，', '、', ':', '：', '—', '-',
        '～', '~',
    ])
}

/// Whether a paragraph of a labelled source stops, a remark behind the stop looked through:
/// `Second door. [laughter]`. (Elsewhere such a remark is left to tell who speaks.)
pub(super) fn ends_a_turn(text: &str) -> bool {
    ends_a_sentence(before_remark(text))
}

/// A paragraph that begins with a small letter or punctuation goes on from another one.
fn begins_in_mid_sentence(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || (c.is_ascii_punctuation() && !"\"'([".contains(c)))
}

fn begins_as_list_item(text: &str) -> bool {
    text.starts_with(['•', '·', '●', '■', '▪', '◦', '*', '-', '–', '—', '※'])
}

/// A line with a year or a day tells when, not what: `March 14, 1998`.
fn is_dated(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4)
        || text.contains(['月', '日'])
}

fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between<'a>(next: &'a str) -> Surroundings<'a> {
        Surroundings {
            first: false,
            after_blank: true,
            next: Some(next),
            above_header: false,
            labelled: false,
        }
    }

    #[test]
    fn a_short_line_without_a_stop_before_a_paragraph_is_a_heading() {
        let next =
            "A long paragraph that tells how the kiln was built, brick by brick, in one summer.";
        assert_eq!(level("The kiln", &between(next)), Some(2));
        assert_eq!(level("How was the kiln built?", &between(next)), None);
        assert_eq!(level("and then the kiln", &between(next)), None);
        assert_eq!(level("## The kiln", &between(next)), Some(2));
    }

    #[test]
    fn the_last_paragraph_heads_nothing() {
        let around = Surroundings { next: None, ..between("") };
        assert_eq!(level("The end", &around), None);
    }
}
