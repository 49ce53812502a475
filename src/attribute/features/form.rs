//! What the form of a paragraph tells: how long it is, how it ends, what marks stand in it.

use std::sync::LazyLock;

use memchr::memchr;
use memchr::memmem::Finder;

use crate::attribute::introductions;
use crate::attribute::rules::Feature;
use crate::script::{Trim, before_remark, is_letter_or_digit};

use super::sentences::CLOSERS;
use super::windows;

/// What the form of a paragraph tells only together with that of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Ends with a letter: without a stop.
    pub(super) is_unstopped: bool,
    /// Ends in a stop of Chinese.
    pub(super) has_wide_stop: bool,
    /// Is a quotation as a whole: 「我哋會繼續。」
    pub(super) is_quotation: bool,
    /// Says for whom it asks: 我是海岬社记者.
    pub(in crate::attribute) says_for_whom: bool,
}

impl Form {
    pub(super) fn of(text: &str) -> Self {
        let words = text.trimmed();
        let stopped = text.trim_end().trim_end_matches(CLOSERS);
        Self {
            is_unstopped: has_no_stop(words),
            has_wide_stop: stopped.ends_with(['。', '？', '！']),
            is_quotation: is_quotation(words),
            says_for_whom: introductions::asker(words).is_some(),
        }
    }
}

/// Ends with a letter; what happens, in brackets behind it, is looked through: `We did. [laughs]`.
fn has_no_stop(text: &str) -> bool {
    before_remark(text).trim_end_matches(CLOSERS).ends_with(is_letter_or_digit)
}

/// Whether a paragraph stands in quotation marks as a whole.
fn is_quotation(text: &str) -> bool {
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix::<char>(close);
    [('“', '”'), ('「', '」')]
        .into_iter()
        .any(|(open, close)| inside(open, close).is_some_and(|words: &str| !words.contains(close)))
}

/// What stands somewhere in a paragraph.
pub(super) struct Marks {
    question: bool,
    quotation: bool,
}

impl Marks {
    /// In the middle of a paragraph, of which only the ends are searched for anything else.
    pub(super) fn between(text: &str) -> Self {
        static QUESTION: LazyLock<[Finder<'_>; 1]> = LazyLock::new(|| ["？"].map(Finder::new));
        static QUOTATION: LazyLock<[Finder<'_>; 2]> =
            LazyLock::new(|| ["“", "「"].map(Finder::new));
        let mut ends = windows(text);
        let middle = match (ends.next(), ends.next()) {
            (Some(head), Some(tail)) => &text[head.text.len()..tail.offset],
            _ => "",
        };
        // Searches for a byte or a string are many times faster than for one of several characters, and
        // faster still if the string was made ready.
        let has = |byte, wide: &[Finder<'_>]| {
            let text = middle.as_bytes();
            memchr(byte, text).is_some() || wide.iter().any(|mark| mark.find(text).is_some())
        };
        Self { question: has(b'?', &QUESTION[..]), quotation: has(b'"', &QUOTATION[..]) }
    }

    /// Adds those that were found in a window.
    pub(super) fn add(&mut self, found: &[(usize, char)]) {
        for (_, mark) in found {
            self.question |= matches!(mark, '?' | '？');
            self.quotation |= matches!(mark, '"' | '“' | '「');
        }
    }
}

/// Features of form alone.
pub(super) fn form(
    text: &str,
    width: usize,
    asks: bool,
    has: &Marks,
) -> impl Iterator<Item = Feature> {
    static SCHEME: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("://"));
    static WWW: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("www."));
    let size = match width {
        0..=24 => Feature::Tiny,
        25..=80 => Feature::Short,
        81..=200 => Feature::Medium,
        201..=500 => Feature::Long,
        _ => Feature::VeryLong,
    };
    let trails_off = text.ends_with(['…', '⋯']) || text.ends_with("...");
    let has_word = |finder: &Finder<'_>| finder.find(text.as_bytes()).is_some();
    let goes_on = text.chars().next().is_some_and(char::is_lowercase);
    [
        (size, true),
        (Feature::EndsInQuestion, asks),
        (Feature::AsksAndGoesOn, !asks && has.question),
        (Feature::ShortQuestion, asks && width <= 120),
        (Feature::ShortAsk, !asks && width <= 160 && has.question),
        (Feature::LongQuestion, asks && width > 260),
        (Feature::Quotes, has.quotation),
        (Feature::ListItem, is_list_item(text)),
        (Feature::Address, has_word(&SCHEME) || has_word(&WWW)),
        (Feature::GoesOn, goes_on),
        (Feature::TrailsOff, trails_off && width <= 120),
        (Feature::Bracketed, is_bracketed(text)),
        (Feature::EndsInColon, text.ends_with([':', '：'])),
        (Feature::NoStop, text.trim_end_matches(CLOSERS).ends_with(is_letter_or_digit)),
    ]
    .into_iter()
    .filter_map(|(feature, holds)| holds.then_some(feature))
}

pub(super) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '[', '【']) && text.ends_with(['）', ')', ']', '】'])
}

/// `1) ...`, `[3] ...`, `* ...`, `- ...`, `（一）...`
fn is_list_item(text: &str) -> bool {
    let inner = text.trim_start_matches(['[', '(', '（', '【', '［', ' ']);
    let number = inner
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let counted =
        number.len() < inner.len() && number.starts_with([')', '.', '）', ']', '］', '、', '．']);
    // A decimal number counts nothing.
    let decimal =
        number.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (counted && !decimal)
        || text.starts_with(['*', '•', '·', '●', '■', '※', '▲', '#'])
        || text.starts_with("- ")
}
