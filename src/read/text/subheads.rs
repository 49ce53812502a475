//! Headings between the parts of a text without labels, told from each other: those that bear the
//! same mark (`▍`, `■`), and short lines without a stop that stand alone before what is asked.

use std::borrow::Cow;

use crate::columns::columns;
use crate::model::{Paragraph, ParagraphKind, plain_text};
use crate::script::Trim;

use super::headings::ends_a_sentence;

const MARKS: [char; 14] = ['▍', '▌', '▎', '▋', '■', '□', '◆', '◇', '●', '○', '◎', '★', '☆', '▶'];
/// A heading may be this wide.
const WIDEST: usize = 72;
/// One that bears no mark may be this wide.
const WIDEST_BARE: usize = 40;

/// Makes headings of the paragraphs that are headings by what the others are.
pub(super) fn tell(paragraphs: &mut [Paragraph]) {
    let mut heads = marked(paragraphs);
    heads.extend(bare(paragraphs));
    for at in heads {
        paragraphs[at].kind = ParagraphKind::Heading(2);
    }
}

/// Where one that bears a mark is a heading by its form, all short ones of that mark are, if most of
/// them have no stop. (The same marks stand before questions too.)
fn marked(paragraphs: &[Paragraph]) -> Vec<usize> {
    let mark_of = |(i, p): (usize, &Paragraph)| {
        let mark = plain_text(&p.content).trim_start().chars().next()?;
        MARKS.contains(&mark).then_some((i, mark))
    };
    let bearing: Vec<(usize, char)> = paragraphs.iter().enumerate().filter_map(mark_of).collect();
    let mut found = Vec::new();
    for mark in MARKS {
        let all: Vec<usize> =
            bearing.iter().filter(|(_, of)| *of == mark).map(|(i, _)| *i).collect();
        let stopped = |i: &&usize| ends_a_sentence(&text_of(&paragraphs[**i]));
        let is_short = |i: &usize| columns(&text_of(&paragraphs[*i])) <= WIDEST;
        let is_heading = |i: &usize| is_heading(&paragraphs[*i]);
        let few = all.iter().filter(stopped).count() * 2 < all.len();
        if all.len() > 1 && few && all.iter().all(is_short) && all.iter().any(is_heading) {
            found.extend(all.into_iter().filter(|i| may_be(&paragraphs[*i])));
        }
    }
    found
}

/// Short lines without a stop that stand alone, behind what ends and before what asks, in a text
/// in which all else ends as sentences do; two at least.
fn bare(paragraphs: &[Paragraph]) -> Vec<usize> {
    const LEAST: usize = 2;
    const FEWEST_BETWEEN: usize = 2;
    let may = |i: &usize| is_bare(paragraphs, *i);
    let found: Vec<usize> = (1..paragraphs.len()).filter(may).collect();
    if found.len() < LEAST {
        return Vec::new();
    }
    let others = || {
        let rest = paragraphs.iter().enumerate().filter(|(i, _)| found.binary_search(i).is_err());
        rest.filter(|(_, p)| p.kind == ParagraphKind::Speech)
    };
    let stopped = others().filter(|(_, p)| ends_a_sentence(&text_of(p))).count();
    let apart = found.windows(2).all(|pair| pair[1] - pair[0] > FEWEST_BETWEEN);
    if apart && stopped * 10 >= others().count() * 9 { found } else { Vec::new() }
}

fn is_bare(paragraphs: &[Paragraph], at: usize) -> bool {
    let (Some(before), Some(one), Some(next)) =
        (paragraphs.get(at.wrapping_sub(1)), paragraphs.get(at), paragraphs.get(at + 1))
    else {
        return false;
    };
    // Cheap before dear: most paragraphs are long.
    if one.span.bytes.1 - one.span.bytes.0 > 4 * WIDEST_BARE as u64 || !may_be(one) {
        return false;
    }
    let text = text_of(one);
    let alone = before.span.lines.1 + 1 < one.span.lines.0
        && one.span.lines.1 + 1 < next.span.lines.0
        && !text.contains('\n');
    let said = text_of(before);
    let after_end = before.kind != ParagraphKind::Speech
        || (ends_a_sentence(&said) && !said.ends_with(['?', '？', ',', '，', ':', '：']));
    let asks = text_of(next).ends_with(['?', '？']);
    let is_line = columns(&text) <= WIDEST_BARE
        && !ends_a_sentence(&text)
        && text.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    alone && after_end && asks && is_line
}

fn may_be(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Speech | ParagraphKind::MaybeHeading(_))
}

fn is_heading(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Heading(_) | ParagraphKind::MaybeHeading(_))
}

fn text_of(paragraph: &Paragraph) -> Cow<'_, str> {
    match plain_text(&paragraph.content) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trimmed()),
        Cow::Owned(text) => Cow::Owned(text.trimmed().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Inline, Span};

    /// The texts that become headings; each stands alone.
    fn told<'a>(texts: &[&'a str], by_form: &[usize]) -> Vec<&'a str> {
        let one = |(i, text): (usize, &&str)| Paragraph {
            kind: match by_form.contains(&i) {
                true => ParagraphKind::MaybeHeading(2),
                false => ParagraphKind::Speech,
            },
            label: None,
            content: vec![Inline::text(*text)],
            span: Span { lines: (2 * i as u32 + 1, 2 * i as u32 + 1), bytes: (0, 1) },
        };
        let mut paragraphs: Vec<Paragraph> = texts.iter().enumerate().map(one).collect();
        tell(&mut paragraphs);
        let is_told = |(p, _): &(&Paragraph, &&str)| p.kind == ParagraphKind::Heading(2);
        paragraphs.iter().zip(texts).filter(is_told).map(|(_, text)| *text).collect()
    }

    #[test]
    fn one_mark_is_one_kind_of_line() {
        let texts =
            ["▍早上", "你几点起来？", "五点。", "▍「关门？没有的事」", "真的吗？", "真的。"];
        assert_eq!(told(&texts, &[0]), [texts[0], texts[3]]);
        assert_eq!(told(&texts, &[]), [] as [&str; 0], "none is a heading by its form");
        let asked = ["■早上", "五点。", "■你几点起来？", "五点。", "■真的吗？", "真的。"];
        assert_eq!(told(&asked, &[0]), [] as [&str; 0], "questions bear it");
    }

    #[test]
    fn short_lines_before_questions_head_parts() {
        let texts = [
            "The lamp of Orrow.",
            "The first winter",
            "Were you there?",
            "I was.",
            "A new keeper",
            "Who came?",
            "My brother.",
        ];
        assert_eq!(told(&texts, &[]), ["The first winter", "A new keeper"]);
        let answers =
            ["Were you there?", "I was there", "And he?", "He was too", "Why?", "Because."];
        assert_eq!(told(&answers, &[]), [] as [&str; 0], "answers without a stop");
    }
}
