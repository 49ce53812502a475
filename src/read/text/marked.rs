//! Headings with the mark of one (`### Conclusion`) between the turns of a labelled source, and what stands
//! below them without a label: a heading ends the turn before it, whatever follows.

use std::collections::HashSet;

use super::headings;
use super::labels::Labels;
use super::lines::Stretch;

/// The paragraphs under marked headings of a document.
#[derive(Debug, Default)]
pub(super) struct Marked {
    headings: HashSet<usize>,
    notes: HashSet<usize>,
}

impl Marked {
    /// Of a document with labels; `doubtful` says of a paragraph whether somebody may begin to speak there.
    pub(super) fn of(
        stretches: &[Stretch<'_>],
        labels: &Labels,
        doubtful: impl Fn(&Stretch<'_>) -> bool,
    ) -> Self {
        let mut marked = Self::default();
        // What captions mark so is sung.
        if labels.is_empty() || stretches.iter().any(|s| s.cue.is_some()) {
            return marked;
        }
        let labelled = |i: usize| labels.starts(stretches[i].start, stretches[i].text);
        let mut code = false;
        let mut below = Below::Nothing;
        // What goes on behind a blank line where somebody has spoken, and all that stands there.
        let (mut goes_on, mut all) = (0_usize, 0_usize);
        let mut others = Vec::new();
        for (i, stretch) in stretches.iter().enumerate() {
            let speaks = labelled(i) || doubtful(stretch);
            code ^= is_fence(stretch.text);
            if speaks {
                below = Below::Turn;
                all += 1;
            } else if !code && below != Below::Nothing && is_heading(stretch) {
                marked.headings.insert(i);
                below = Below::Heading;
            } else if below == Below::Turn && stretch.after_blank && !stretch.furniture {
                (goes_on, all) = (goes_on + 1, all + 1);
            } else if below == Below::Heading && stretch.text.trim_start().starts_with("**") {
                // Somebody whose label is not known may begin.
                below = Below::Turn;
            } else if below == Below::Heading && is_item(stretch.text) {
                marked.notes.insert(i);
            } else if below == Below::Heading {
                others.push(i);
            }
        }
        // Where turns go on behind blank lines, they may behind a heading; what is in a list ends with it.
        if labels.are_bulleted() || goes_on * 10 <= all {
            marked.notes.extend(others);
        }
        marked
    }

    /// Whether the paragraph at `i` is a heading between turns.
    pub(super) fn is_heading(&self, i: usize) -> bool {
        self.headings.contains(&i)
    }

    /// Whether the paragraph at `i` stands below such a heading and nobody says it.
    pub(super) fn is_note(&self, i: usize) -> bool {
        self.notes.contains(&i)
    }
}

/// What stands before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Turn,
    Heading,
}

/// `### Conclusion` after a blank line; `# la la la #` is sung.
fn is_heading(stretch: &Stretch<'_>) -> bool {
    let text = stretch.text.trim();
    let sung = text.starts_with("# ") && text.ends_with('#');
    stretch.after_blank && !stretch.furniture && headings::is_marked(text) && !sung
}

/// `- words`, `* words`, `3. words`
fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && rest.starts_with(['.', ')']);
    let marked = text.starts_with(['-', '*', '+', '•', '–']);
    (marked || numbered) && rest.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// A line that begins or ends a piece of code.
fn is_fence(text: &str) -> bool {
    text.trim_start().starts_with("```")
}
