//! From lines to paragraphs.
//!
//! Most transcripts have a paragraph a line. Typed and court transcripts are wrapped at 60 to
//! 80 columns: there a paragraph goes on until a blank line, a deeper indent or a label.

use crate::columns::columns;
use crate::source::{Line, Source};

use super::labels::Labels;
use super::paratext;

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
}

/// The paragraphs of a source.
pub(super) fn paragraphs<'a>(source: &'a Source, labels: &Labels) -> Vec<Stretch<'a>> {
    let text = source.text();
    let wrapped = is_hard_wrapped(source);
    let mut paragraphs: Vec<Stretch<'a>> = Vec::new();
    let mut after_blank = true;
    let mut previous: Option<Line<'a>> = None;
    for line in source.lines() {
        if line.text.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let end = line.start + line.text.len();
        let goes_on = wrapped
            && !after_blank
            && previous.is_some_and(|before| continues(&before, &line, labels));
        match paragraphs.last_mut() {
            Some(last) if goes_on => last.text = &text[last.start..end],
            _ => paragraphs.push(Stretch { start: line.start, text: line.text, after_blank }),
        }
        after_blank = false;
        previous = Some(line);
    }
    paragraphs
}

/// Whether `line` goes on with the paragraph of `before`, in a hard-wrapped text.
fn continues(before: &Line<'_>, line: &Line<'_>, labels: &Labels) -> bool {
    let deeper = indent(line.text) > indent(before.text) && !labels.starts(before.text);
    !deeper && !labels.starts(line.text) && !stands_alone(line.text) && !stands_alone(before.text)
}

/// A page number or a line wholly in brackets is a paragraph of its own.
fn stands_alone(line: &str) -> bool {
    let line = line.trim();
    paratext::is_page_number(line)
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
fn is_hard_wrapped(source: &Source) -> bool {
    let lines: Vec<&str> = source.lines().map(|line| line.text.trim_end()).collect();
    let mut widths: Vec<usize> = lines.iter().map(|l| columns(l)).filter(|w| *w > 0).collect();
    widths.sort_unstable();
    let Some(&measure) = widths.get(widths.len() * 95 / 100) else {
        return false;
    };
    if !(40..=110).contains(&measure) {
        return false;
    }
    let (mut joints, mut full, mut open) = (0, 0, 0);
    for pair in lines.windows(2) {
        if pair[0].trim().is_empty() || pair[1].trim().is_empty() {
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
    use crate::source::DecodeOptions;

    fn read(text: &str) -> Vec<String> {
        let source = Source::decode(
            "a.txt",
            text.as_bytes(),
            &DecodeOptions::default(),
            &mut Diagnostics::default(),
        )
        .unwrap();
        let labels = Labels::learn(&source);
        paragraphs(&source, &labels).iter().map(|p| p.text.to_owned()).collect()
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
