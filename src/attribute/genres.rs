//! Texts that ask and answer or speak to somebody, and are no conversation: lists of frequent
//! questions, letters. Their form says so, whatever the chain finds in them.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::columns::columns;
use crate::model::{Paragraph, ParagraphKind, plain_text};

const TABLE: &str = include_str!("rules/genres.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    lists: Vec<String>,
    salutations: Vec<String>,
    valedictions: Vec<String>,
}

/// The words. They are part of the program, and a test reads them all.
fn table() -> &'static Table {
    static WORDS: OnceLock<Table> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(TABLE).unwrap_or_default())
}

/// Whether the form of a text without labels says that nobody converses in it.
pub(super) fn is_no_talk(paragraphs: &[Paragraph]) -> bool {
    heads_a_list(paragraphs) || is_letter(paragraphs)
}

/// A heading among the first paragraphs that is `Frequently Asked Questions` and the like.
fn heads_a_list(paragraphs: &[Paragraph]) -> bool {
    const NEAR: usize = 4;
    let heads = |p: &Paragraph| {
        let text = plain_text(&p.content).to_lowercase();
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        is_short(p) && table().lists.iter().any(|words| words == bare)
    };
    paragraphs.iter().take(NEAR).any(heads)
}

/// A salutation near the start (a place and a day may stand before it) and a valediction near the end,
/// each on a line of its own.
fn is_letter(paragraphs: &[Paragraph]) -> bool {
    const FIRST: usize = 6;
    const LAST: usize = 5;
    let begins = |p: &Paragraph, words: &[String]| {
        let text = plain_text(&p.content).trim().to_lowercase();
        is_short(p) && words.iter().any(|word| text.starts_with(word.as_str()))
    };
    let salutes = |p: &Paragraph| {
        begins(p, &table().salutations)
            && plain_text(&p.content).trim().ends_with([',', '，', ':', '：', '!', '！'])
    };
    let last = paragraphs.len().saturating_sub(LAST);
    paragraphs.iter().take(FIRST).any(salutes)
        && paragraphs[last..].iter().any(|p| begins(p, &table().valedictions))
}

fn is_short(paragraph: &Paragraph) -> bool {
    const WIDEST: usize = 60;
    let text = plain_text(&paragraph.content);
    paragraph.kind != ParagraphKind::Direction && columns(text.trim()) <= WIDEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Inline, Span};

    fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
        let one = |text: &&str| Paragraph {
            kind: ParagraphKind::Speech,
            label: None,
            content: vec![Inline::text(*text)],
            span: Span { lines: (1, 1), bytes: (0, 1) },
        };
        texts.iter().map(one).collect()
    }

    #[test]
    fn letters_and_lists_of_questions_are_no_talk() {
        assert!(!table().lists.is_empty());
        for texts in [
            &["Frequently asked questions", "Is there tea?", "Yes, at four."][..],
            &[
                "Orrow, 3 May",
                "My dear Agnes,",
                "How are you?",
                "Well, I hope.",
                "Your loving brother",
                "Edwin",
            ],
            &["亲爱的母亲:", "您好!", "我很好。", "此致", "敬礼!", "志远"],
        ] {
            assert!(is_no_talk(&paragraphs(texts)), "{texts:?}");
        }
        for texts in [
            &["An interview about tea", "Is there tea?", "Yes, at four."][..],
            &["Dear listeners, good evening.", "Good evening.", "Who are you?", "Nobody."],
            &["Dear listeners,", "who are you?", "Nobody.", "Thank you."],
        ] {
            assert!(!is_no_talk(&paragraphs(texts)), "{texts:?}");
        }
    }
}
