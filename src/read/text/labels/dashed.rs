//! Lines by which captions say that somebody else speaks, without saying who: `- Come on Monday.`,
//! `>> Was it cold?`

use crate::read::text::pages::Row;

/// The marks in a document, and what they stand before.
#[derive(Debug, Default)]
pub(super) struct Dashed<'a> {
    /// Lines (from 1) of those who have no label.
    pub(super) lines: Vec<u32>,
    /// Rows on which a label stands behind the dash, and bytes up to it.
    pub(super) before_labels: Vec<(&'a Row<'a>, usize)>,
}

/// The marks in a document; `is_label` tells whether a label stands at the start of a text.
pub(super) fn dashed<'a>(rows: &'a [Row<'a>], is_label: impl Fn(&str) -> bool) -> Dashed<'a> {
    let cued = rows.iter().any(|row| row.cue.is_some());
    let arrows = has_arrows(rows, cued, &is_label);
    let mut found = Dashed::default();
    for (number, row) in (1..).zip(rows) {
        if row.is_furniture || row.cue.is_some() || is_label(row.text) {
            continue;
        }
        let line = row.text.trim_end();
        let dash = dash(line).filter(|_| cued);
        match dash {
            Some(dash) if is_label(&line[dash..]) => {
                found.before_labels.push((row, dash));
            }
            Some(_) => found.lines.push(number),
            None if arrows && is_arrow(line) => found.lines.push(number),
            None => {}
        }
    }
    found
}

/// Whether `>>` is before who speaks, not before what a letter quotes.
fn has_arrows(rows: &[Row<'_>], cued: bool, is_label: impl Fn(&str) -> bool) -> bool {
    let arrows = || rows.iter().map(|row| row.text).filter(|line| is_arrow(line));
    let quotes = rows.iter().any(|row| row.text.starts_with("> "));
    arrows().next().is_some() && (cued || (!quotes && arrows().any(is_label)))
}

fn is_arrow(line: &str) -> bool {
    let line = line.trim_start();
    let words = line.trim_start_matches(['>', ' ']);
    line.starts_with(">>") && !words.is_empty()
}

/// Bytes of a dash at the start of a line, and of the blanks around it, when what follows does not go on
/// in mid-sentence.
fn dash(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let words = text.strip_prefix(['-', '–'])?.trim_start();
    let begins = |c: char| (c.is_alphabetic() && !c.is_lowercase()) || "\"“'‘¿¡".contains(c);
    words.starts_with(begins).then(|| line.len() - words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_of_captions() {
        for line in ["- Come on Monday.", "-Come on Monday.", "  – “Oh.”", "- 来吧。", "- ¿Qué?"]
        {
            assert!(dash(line).is_some(), "{line}");
        }
        for line in
            ["-- and then", "- and then he went", "-5 degrees", "---", "- [laughter]", "Come - on"]
        {
            assert!(dash(line).is_none(), "{line}");
        }
        assert!(is_arrow(">> Was it cold?") && is_arrow(">>> In other news") && !is_arrow("> a"));
    }
}
