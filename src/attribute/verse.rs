//! Whether a text has the form of verse: short lines throughout, of much the same length or in
//! stanzas.

use crate::columns::columns;
use crate::model::{Paragraph, ParagraphKind, plain_text};

/// Wider than this is no line of verse that can be told by its form, ...
const WIDEST: usize = 60;
/// ... no talk has nothing but answers as narrow as this, ...
const NARROW: usize = 30;
/// ... and fewer lines are none that can be told.
const FEWEST: usize = 6;

/// What the form of a text says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It has lines like verse, and a short talk may have them too.
    Verse,
    /// Its lines are as even as metre makes them.
    Metre,
}

/// Whether the lines of a text are like verse. A talk of a page has an answer that is longer than a
/// line of verse, and replies that are much shorter.
pub(super) fn form(paragraphs: &[Paragraph]) -> Option<Form> {
    let lines: Vec<(usize, &Paragraph)> = paragraphs
        .iter()
        .skip_while(|p| matches!(p.kind, ParagraphKind::Heading(_) | ParagraphKind::Paratext(_)))
        .filter(|p| !matches!(p.kind, ParagraphKind::Direction | ParagraphKind::Paratext(_)))
        .map(|p| (columns(plain_text(&p.content).trim()), p))
        .collect();
    let widths = || lines.iter().map(|(width, _)| *width);
    let (widest, narrowest) = (widths().max().unwrap_or(0), widths().min().unwrap_or(0));
    if lines.len() < FEWEST || widest > WIDEST {
        return None;
    }
    let stanzas = stanzas(&lines);
    // The shortest line of couplets has a third of the longest and more, ...
    let even = narrowest * 3 >= widest;
    let metre = narrowest * 5 >= widest * 4
        || (stanzas && narrowest * 5 >= widest * 3)
        || (even && widest <= NARROW);
    if metre {
        return Some(Form::Metre);
    }
    // ... and what stands in stanzas of three lines and more may have lines of a word.
    (even || stanzas).then_some(Form::Verse)
}

/// Whether most lines stand in groups of three and more with nothing between.
fn stanzas(lines: &[(usize, &Paragraph)]) -> bool {
    const LEAST: usize = 3;
    let mut grouped = 0;
    let mut groups = 0;
    let mut from = 0;
    for i in 1..=lines.len() {
        let goes_on =
            lines.get(i).is_some_and(|(_, p)| p.span.lines.0 == lines[i - 1].1.span.lines.1 + 1);
        if !goes_on {
            if i - from >= LEAST {
                grouped += i - from;
                groups += 1;
            }
            from = i;
        }
    }
    groups >= 2 && grouped * 4 >= lines.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Inline, Span};

    /// Paragraphs of a line each; an empty text is a blank line.
    fn paragraphs(lines: &str) -> Vec<Paragraph> {
        let numbered = (1..).zip(lines.lines()).filter(|(_, line)| !line.is_empty());
        let one = |(number, line): (u32, &str)| Paragraph {
            kind: ParagraphKind::Speech,
            label: None,
            content: vec![Inline::text(line)],
            span: Span { lines: (number, number), bytes: (0, 1) },
        };
        numbered.map(one).collect()
    }

    #[test]
    fn even_lines_and_stanzas_are_verse() {
        let couplets = "Where do you go?\nTo the sea, to the sea.\n\nWhat do you carry?\nSalt, and the \
                        keys.\n\nWho taught you?\nThe hill. It fell.\n";
        assert!(form(&paragraphs(couplets)).is_some());
        let free = "Where is the river going\nin the dark?\nHome.\n\nWater.\nWater and a lamp.\n\
                    Is that my father on the other bank?\n";
        assert!(form(&paragraphs(free)).is_some());
        let talk = "How many boats a day?\n\nNine.\n\nAnd who opens the gates for them?\n\nI do.\n\nDo \
                    you live here at the lock?\n\nOver there, in the house with the blue door.\n";
        assert!(form(&paragraphs(talk)).is_none(), "replies are shorter");
    }
}
