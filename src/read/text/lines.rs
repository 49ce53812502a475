//! From lines to paragraphs.
//!
//! Most transcripts have a paragraph a line. Typed and court transcripts are wrapped at 60 to
//! 80 columns: there a paragraph goes on until a blank line, a deeper indent or a label.

use super::court;
use super::labels::Labels;
use super::pages::Row;
use super::paratext;
use crate::columns::columns;
use crate::script::Trim;

/// A paragraph as a stretch of the text, line ends inside kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// Offset in the text.
    pub(super) start: usize,
    /// From the first to the last character that is no white space at the end; blanks at the
    /// start of the first line are part of it.
    pub(super) text: &'a str,
    /// Whether a blank line (or the start of the file) stands before it.
    pub(super) after_blank: bool,
    /// Where the number of its first line stands.
    pub(super) number: Option<(usize, usize)>,
    /// A running head or foot.
    pub(super) furniture: bool,
    /// The times of a caption: when it begins, in milliseconds.
    pub(super) cue: Option<u64>,
}

/// The paragraphs of a text of these rows.
pub(super) fn paragraphs<'a>(text: &'a str, rows: &[Row<'a>], labels: &Labels) -> Vec<Stretch<'a>> {
    let cued = rows.iter().any(|row| row.cue.is_some());
    let margin = (!cued && is_hard_wrapped(rows)).then(|| margin(rows));
    let mut paragraphs: Vec<Stretch<'a>> = Vec::new();
    let mut after_blank = true;
    let mut previous: Option<&Row<'a>> = None;
    for row in rows {
        let number = row.number;
        if row.is_blank() {
            after_blank = true;
            // NULs are no white space, so they are kept, as a number is; with the blanks around them.
            let start = number.map_or(row.start, |(start, _)| start);
            let kept = number.is_some() || !row.text.trimmed().is_empty();
            let end = if kept { row.start + row.text.len() } else { start };
            if end > start {
                let text = &text[start..end];
                paragraphs.push(Stretch {
                    start,
                    text,
                    after_blank,
                    number: None,
                    furniture: true,
                    cue: None,
                });
            }
            continue;
        }
        let end = row.start + row.text.len();
        let furniture = row.is_furniture;
        let last = paragraphs.last().map_or("", |last| last.text);
        let joins = |(margin, before): (usize, &Row<'_>)| {
            is_open(last) || (!is_closed(last) && continues(before, row, labels, margin))
        };
        let wrapped = || match previous {
            // A caption is wrapped wherever it is.
            Some(before) if cued => is_one_cue(before, row, labels),
            Some(before) => margin.is_some_and(|margin| joins((margin, before))),
            None => false,
        };
        let goes_on = !after_blank && !furniture && row.cue.is_none() && wrapped();
        match paragraphs.last_mut() {
            Some(last) if goes_on => last.text = &text[last.start..end],
            _ => paragraphs.push(Stretch {
                start: row.start,
                text: row.text,
                after_blank,
                number,
                furniture,
                cue: row.cue,
            }),
        }
        after_blank = furniture || row.cue.is_some();
        previous = Some(row);
    }
    paragraphs
}

/// Whether a line of a caption goes on with the one before: nobody else begins in it.
fn is_one_cue(before: &Row<'_>, line: &Row<'_>, labels: &Labels) -> bool {
    let bare =
        labels.at(before.start, before.text).is_some_and(|found| found.length == before.text.len());
    !bare
        && !labels.starts(line.start, line.text)
        && !line.text.trim_start().starts_with(['-', '–', '>'])
}

/// Whether `line` goes on with the paragraph of `before`, in a hard-wrapped text.
fn continues(before: &Row<'_>, line: &Row<'_>, labels: &Labels, margin: usize) -> bool {
    let depth = indent(line.text);
    let deeper = depth > indent(before.text) && !labels.starts(before.start, before.text);
    // What stands far inside begins something: a heading in the middle, a remark.
    let far = depth >= margin + 8 && depth > indent(before.text);
    let alone = stands_alone(line.text) || stands_alone(before.text);
    !deeper && !far && !alone && !labels.starts(line.start, line.text)
}

/// Whether a paragraph is a remark in brackets that goes on in the next line.
fn is_open(text: &str) -> bool {
    let text = text.trimmed();
    text.starts_with(['(', '[']) && text.len() < 300 && !text.contains([')', ']'])
}

/// Whether a paragraph is a remark in brackets as a whole.
fn is_closed(text: &str) -> bool {
    let text = text.trimmed();
    text.starts_with(['(', '[']) && text.ends_with([')', ']'])
}

/// The indent that most lines have.
fn margin(rows: &[Row<'_>]) -> usize {
    let mut counts = [0_usize; 40];
    for row in rows.iter().filter(|row| !row.text.trimmed().is_empty()) {
        if let Some(count) = counts.get_mut(indent(row.text)) {
            *count += 1;
        }
    }
    // Of equals the smallest.
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().position(|count| *count == most).unwrap_or(0)
}

/// A page number, a line wholly in brackets or a court's heading is a paragraph of its own.
fn stands_alone(line: &str) -> bool {
    let line = line.trimmed();
    paratext::is_page_number(line)
        || court::is_heading(line)
        || (line.starts_with(['(', '[', '（', '【', '［'])
            && line.ends_with([')', ']', '）', '】', '］']))
}

fn indent(line: &str) -> usize {
    columns(&line[..line.len() - line.trim_start().len()])
}

/// Fewer joints than this prove nothing.
const ENOUGH_JOINTS: usize = 6;

/// Whether lines break where the page ends rather than where a paragraph does: most lines that
/// have a next line are nearly as long as the longest ones, and many of them stop in
/// mid-sentence.
pub(super) fn is_hard_wrapped(rows: &[Row<'_>]) -> bool {
    let said = rows.iter().filter(|row| !row.is_furniture);
    let lines: Vec<&str> = said.map(|row| row.text.trim_end()).collect();
    let mut widths: Vec<usize> = lines.iter().map(|l| columns(l)).filter(|w| *w > 0).collect();
    widths.sort_unstable();
    let Some(&measure) = widths.get(widths.len() * 95 / 100) else {
        return false;
    };
    if !(40..=160).contains(&measure) {
        return false;
    }
    let (mut joints, mut full, mut open) = (0, 0, 0);
    for pair in lines.windows(2) {
        if pair[0].trimmed().is_empty() || pair[1].trimmed().is_empty() {
            continue;
        }
        joints += 1;
        if columns(pair[0]) * 4 >= measure * 3 {
            full += 1;
            let stops = pair[0].ends_with(['.', '!', '?', '。', '！', '？', ':', '：', '"', '”']);
            open += usize::from(!stops);
        }
    }
    joints >= ENOUGH_JOINTS && full * 2 >= joints && open * 3 >= full * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::read::text::pages;
    use crate::source::{DecodeOptions, Source};

    fn read(text: &str) -> Vec<String> {
        let source = Source::decode(
            "a.txt",
            text.as_bytes(),
            &DecodeOptions::default(),
            &mut Diagnostics::default(),
        )
        .unwrap();
        let rows = pages::rows(&source);
        let labels = Labels::learn(&rows, &crate::model::Role::of_label);
        paragraphs(source.text(), &rows, &labels).iter().map(|p| p.text.to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_in_most_transcripts() {
        assert_eq!(
            read("One short line.\nAnother one.\n\nA third."),
            ["One short line.", "Another one.", "A third."]
        );
    }

    #[test]
    fn wrapped_lines_are_joined_until_a_blank_line() {
        let wrapped = "The harbour office kept its ledgers in a cupboard under the stair and\n\
            nobody had opened it since the winter of the great flood, when water\n\
            came up to the second shelf and the ink ran down the boards in long\n\
            blue lines that you can still see if you take a lamp in with you and\n\
            know where to look. My father showed me once.\n\n\
            He said that the ledgers were dry by summer, and that the clerk who had\n\
            carried them up the hill in a wheelbarrow was never thanked for it by\n\
            anyone, which I believe is true of most clerks in most harbours of the\n\
            world.\n";
        assert_eq!(read(wrapped).len(), 2);
    }
}
