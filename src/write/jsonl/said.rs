//! The words of a block without what stands among them and nobody says: what happens, times, line
//! numbers.

use serde::Serialize;

use crate::model::{Block, Inline, ParatextKind, Segment};

/// Words, and what was left out of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The words; a paragraph of the source is a line.
    pub(super) text: String,
    /// In order.
    pub(super) asides: Vec<Aside>,
    /// Characters of `text`.
    length: usize,
}

/// Something that was left out. Put back in at its place, all of them give the text of the source.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Aside {
    /// Characters (code points) of the words before it.
    at: usize,
    /// As the source has it, with the blanks that set it off.
    text: String,
}

impl Said {
    /// Of some segments of a block.
    pub(super) fn of(block: &Block, segments: &[Segment]) -> Self {
        let is_said: fn(&Inline) -> bool = match block {
            Block::Turn(_) => |piece| matches!(piece, Inline::Text { .. }),
            Block::Paratext(paratext) if paratext.kind == ParatextKind::Furniture => |_| true,
            Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => {
                |piece| !matches!(piece, Inline::Furniture { .. })
            }
        };
        let mut said = Self::default();
        for (i, segment) in segments.iter().enumerate() {
            let any = segment.content.is_empty() || segment.content.iter().any(is_said);
            match (i > 0, any) {
                (false, _) => {}
                (true, true) => said.keep("\n"),
                (true, false) => said.leave("\n"),
            }
            said.segment(&segment.content, is_said);
        }
        said
    }

    fn segment(&mut self, content: &[Inline], is_said: fn(&Inline) -> bool) {
        let blank = |c: char| c == ' ' || c == '\t';
        let mut left = false;
        // For each piece, whether what is said next begins with a blank, or nothing is.
        let mut next_is_blank = vec![true; content.len()];
        for (i, next) in content.iter().enumerate().skip(1).rev() {
            next_is_blank[i - 1] = match is_said(next) {
                true => next.source_text().starts_with(blank),
                false => next_is_blank[i],
            };
        }
        for (piece, next_is_blank) in content.iter().zip(next_is_blank) {
            let text = piece.source_text();
            if !is_said(piece) {
                // Of the blanks on both sides one is enough.
                if next_is_blank {
                    self.take_blanks_back();
                }
                self.leave(text);
                left = true;
                continue;
            }
            let begins = self.text.is_empty() || self.text.ends_with('\n');
            let words = if left && begins { text.trim_start_matches(blank) } else { text };
            if words.len() < text.len() {
                self.leave(&text[..text.len() - words.len()]);
            }
            self.keep(words);
            left = false;
        }
    }

    fn keep(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn leave(&mut self, text: &str) {
        match self.asides.last_mut() {
            Some(last) if last.at == self.length => last.text.push_str(text),
            _ => self.asides.push(Aside { at: self.length, text: text.to_owned() }),
        }
    }

    /// The blanks at the end of the words go to what is left out there.
    fn take_blanks_back(&mut self) {
        let kept = self.text.trim_end_matches([' ', '\t']).len();
        // What was left out among these blanks would have no place any more.
        let blanks = self.text.len() - kept;
        if blanks == 0 || self.asides.last().is_some_and(|last| last.at + blanks > self.length) {
            return;
        }
        let taken = self.text.split_off(kept);
        self.length -= blanks;
        self.leave(&taken);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DirectionKind;

    fn said(content: &[Inline]) -> (String, Vec<(usize, String)>) {
        let mut said = Said::default();
        said.segment(content, |piece| matches!(piece, Inline::Text { .. }));
        (said.text, said.asides.into_iter().map(|aside| (aside.at, aside.text)).collect())
    }

    #[test]
    fn what_nobody_says_is_left_out() {
        let laughs = || Inline::Direction { kind: DirectionKind::Vocal, text: "(laughs)".into() };
        let number = || Inline::Furniture { text: "13".into() };
        assert_eq!(
            said(&[Inline::text("Well, "), laughs(), Inline::text(" no.")]),
            ("Well, no.".into(), vec![(5, " (laughs)".into())])
        );
        assert_eq!(
            said(&[Inline::text("你好"), laughs(), Inline::text("，是。")]),
            ("你好，是。".into(), vec![(2, "(laughs)".into())])
        );
        assert_eq!(
            said(&[Inline::text("have you been\n"), number(), Inline::text("   deposed?")]),
            ("have you been\ndeposed?".into(), vec![(14, "13   ".into())])
        );
        assert_eq!(said(&[laughs()]), (String::new(), vec![(0, "(laughs)".into())]));
        assert_eq!(said(&[Inline::text("Yes. ")]), ("Yes. ".into(), vec![]));
    }
}
