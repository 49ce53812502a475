//! Credits by their form: a name follows, and no sentence does.

use crate::script::is_han;

use super::labels::is_chinese_name;
use super::paratext::first_colon;
use super::rules::{firms, rules};

/// `By Ines Carrow`, `Von Ada Hale und Luc Morel, Orrow`: names and nothing else.
pub(super) fn is_by_line(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '_', ' ']);
    let names = text.split([' ', ',']).filter(|word| !word.is_empty()).skip(1);
    let count = names.clone().count();
    (2..=8).contains(&count)
        && names.into_iter().all(is_name)
        && !text.ends_with(['.', '?', '!', ':'])
}

/// A word of a name, or between two.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || matches!(word, "and" | "und" | "et" | "y" | "&" | "de" | "von")
}

/// Whether a credit or caption goes on as one: `编辑：`, `photo by`, `Figure 3`; a sentence may
/// begin with such a word too.
pub(super) fn is_entry(head: &str) -> bool {
    head.contains([':', '：', '/', '／'])
        || head.contains(['＝', '=', '|', '｜', '丨', '・', '·'])
        || [" by ", " told to", " führte", " stellte", " von ", " par ", "recueillis"]
            .iter()
            .any(|word| head.contains(word))
        || head.contains(|c: char| c.is_ascii_digit())
}

/// `Transcribed by hand, the notes ...`: behind `by` stands no name, and a clause follows.
pub(super) fn is_by_the_way(text: &str) -> bool {
    let behind = text.find(" by ").map(|at| &text[at + " by ".len()..]);
    behind.is_some_and(|rest| {
        let clause = rest.contains(',') || rest.split_whitespace().count() > 6;
        rest.starts_with(char::is_lowercase) && clause
    })
}

/// `Transcript: Ines Carrow`, `采访：王敏`: names follow, and no sentence does.
pub(super) fn is_end_credit(text: &str, head: &str) -> bool {
    let Some(colon) = first_colon(text) else {
        return is_entry(head) && !is_by_the_way(text);
    };
    let value = text[colon..].trim_start_matches([':', '：']).trim();
    if value.starts_with(is_han) {
        let apart = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/' | '；');
        return value.split(apart).filter(|name| !name.is_empty()).all(is_maker);
    }
    let mut words = value.split([' ', ',']).filter(|word| !word.is_empty());
    !value.is_empty() && words.all(|word| is_name(word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// `王敏`, `岚浦档案馆`
fn is_maker(name: &str) -> bool {
    const MOST: usize = 12;
    let firm = name.chars().count() <= MOST && firms().ends(name);
    let says = rules().labels.said_of_scenes.find(name);
    name.chars().all(is_han) && !says && (is_chinese_name(name) || (firm && !name.ends_with('的')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_a_credit() {
        for text in ["transcribed by Ines Carrow, June 2019", "Transcribed by volunteers"] {
            assert!(!is_by_the_way(text), "{text}");
        }
        assert!(is_by_the_way("Transcribed by hand, the notes came to forty pages."));
        for text in [
            "Transcript: Ines Carrow and Ada Hale, 2019",
            "采访：王敏",
            "录音：岚浦档案馆、周默",
            "Proofread by Ada Hale",
        ] {
            assert!(is_end_credit(text, &text.to_lowercase()), "{text}");
        }
        for text in [
            "Transcript: that was his word",
            "Transcript:",
            "录音：我们那时候没有，买不起。",
            "采访：没有人来过",
            "录音：我们那时候没有录音机",
        ] {
            assert!(!is_end_credit(text, &text.to_lowercase()), "{text}");
        }
    }
}
