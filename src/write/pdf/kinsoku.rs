//! Where a line may break, and what space stands between two characters.
//!
//! The rules are those of CLREQ (Requirements for Chinese Text Layout, W3C): "Prohibition
//! rules for line start and line end", "Prohibition rules for unbreakable marks",
//! "Punctuation width adjustment", and "Mixed text composition". A transcript as it is typed
//! has half-width marks between ideographs (`好!欢迎您`): they count like full-width ones.

use super::chars::{is_alphabetic, is_ideographic};

/// What a character is to its neighbours on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Ideograph or kana.
    Ideograph,
    /// Letter, digit, or a mark inside a word or number.
    Western,
    /// White space.
    Space,
    /// Opening bracket or quotation mark in the right half of its square.
    Open,
    /// Closing mark or stop in the left half of its square.
    Close,
    /// Full-width mark that fills the middle of its square: ・ ～.
    Middle,
    /// Proportional opening mark.
    NarrowOpen,
    /// Proportional closing mark or stop.
    NarrowClose,
    /// Half-width stop that follows an ideograph, as it is typed in Chinese: `好!欢迎`.
    Stop,
    /// Clings to the number before it: % ° ℃.
    Postfix,
    /// Dash or ellipsis: never apart from its like, never at the start of a line.
    Leader,
    /// Hyphen after a word. No line ends with one: those who take text out of a PDF drop it
    /// there, for a hyphen at the end of a line is thought to be the typesetter's.
    Hyphen,
    /// Slash or en dash inside a word: a line may break after it.
    Slash,
}

/// Space between two characters, in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gap {
    /// As it stands.
    pub(super) natural: f32,
    /// How much may be taken away.
    pub(super) shrink: f32,
    /// Share in what is added to fill the line.
    pub(super) stretch: f32,
}

impl Gap {
    const NONE: Self = Self::of(0.0, 0.0, 0.0);

    const fn of(natural: f32, shrink: f32, stretch: f32) -> Self {
        Self { natural, shrink, stretch }
    }
}

/// The blank half of a full-width mark.
pub(super) const HALF: f32 = 0.5;

/// The class of `c`, between the characters before and after it. `square` says that its glyph
/// fills the square of an ideograph.
pub(super) fn classify(before: Option<char>, c: char, after: Option<char>, square: bool) -> Class {
    let word = |c: Option<char>| c.is_some_and(is_alphabetic);
    match c {
        _ if c.is_whitespace() => Class::Space,
        '(' | '[' | '{' => Class::NarrowOpen,
        ')' | ']' | '}' => Class::NarrowClose,
        ',' | '.' | ':' | ';' | '!' | '?' | '\'' | '’' | '_' | '@' | '&' | '=' | '#' | '$'
            if word(before) && word(after) =>
        {
            Class::Western
        }
        ',' | '.' | ':' | ';' | '!' | '?'
            if before.is_some_and(|b| is_ideographic(b) || is_square_close(b)) =>
        {
            Class::Stop
        }
        ',' | '.' | ':' | ';' | '!' | '?' => Class::NarrowClose,
        '%' | '‰' | '°' | '℃' | '℉' | '′' | '″' => Class::Postfix,
        '"' | '\'' => straight_quote(before, after),
        '—' | '…' | '⸺' | '⋯' => Class::Leader,
        '-' | '‐' | '\u{2011}' if word(before) => Class::Hyphen,
        '–' | '/' if word(before) => Class::Slash,
        '“' | '‘' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〝' | '（' | '［' | '｛'
        | '«' | '‹' => {
            if square {
                Class::Open
            } else {
                Class::NarrowOpen
            }
        }
        _ if is_square_close(c) => {
            if square {
                Class::Close
            } else {
                Class::NarrowClose
            }
        }
        '·' | '•' | '‧' | '・' | '～' | '〜' | '－' | '／' | '％' | 'ー' | '々' => {
            Class::Middle
        }
        _ if is_ideographic(c) => Class::Ideograph,
        _ if square && !is_alphabetic(c) => Class::Ideograph,
        _ => Class::Western,
    }
}

/// Closing marks and stops that stand in the left half of their square, where they have one.
fn is_square_close(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〗'
            | '〞'
            | '〟'
            | '）'
            | '］'
            | '｝'
            | '、'
            | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '！'
            | '？'
            | '»'
            | '›'
    )
}

/// An undirected quotation mark opens after a blank, an opening mark, or a Chinese character
/// that has none before it; it closes after words and stops.
fn straight_quote(before: Option<char>, after: Option<char>) -> Class {
    let opens = match before {
        None => true,
        Some(b) if b.is_whitespace() => true,
        Some(b) if is_alphabetic(b) => false,
        Some(b) => matches!(b, '(' | '[' | '（' | '“' | '「' | '：' | ':' | '，' | '、' | '—'),
    };
    if opens && after.is_some_and(|a| !a.is_whitespace()) {
        Class::NarrowOpen
    } else {
        Class::NarrowClose
    }
}

/// Whether a line may end after `a` and the next begin with `b`.
pub(super) fn may_break(a: Class, b: Class) -> bool {
    use Class::{
        Close, Hyphen, Ideograph, Leader, Middle, NarrowClose, NarrowOpen, Open, Postfix, Slash,
        Space, Stop, Western,
    };
    match (a, b) {
        // No line ends with an opening mark, nor begins with a closing one, a dash or a blank.
        (Open | NarrowOpen, _)
        | (_, Close | NarrowClose | Stop | Middle | Postfix | Leader | Hyphen | Slash | Space) => {
            false
        }
        // Words and numbers stay whole, with the marks that are typed without a blank.
        (Western | Postfix, Western | NarrowOpen)
        | (NarrowClose, Western | NarrowOpen)
        | (Slash, NarrowOpen)
        | (Hyphen, _) => false,
        (Space | Ideograph | Close | Stop | Middle | Leader | Slash, _)
        | (Western | Postfix | NarrowClose, Ideograph | Open) => true,
    }
}

/// The space between `a` and `b` on one line.
pub(super) fn gap(a: Class, b: Class) -> Gap {
    use Class::{
        Close, Hyphen, Ideograph, Leader, Middle, NarrowClose, NarrowOpen, Open, Postfix, Slash,
        Space, Stop, Western,
    };
    match (a, b) {
        // Two full-width marks side by side: their blank halves do not add up.
        (Close, Close | Open) | (Open, Open) => Gap::of(-HALF, 0.0, 0.0),
        (Close, NarrowClose | Stop) => Gap::of(-HALF, 0.0, 0.0),
        (Close, Middle) | (NarrowOpen | Middle, Open) => Gap::of(-HALF / 2.0, 0.0, 0.0),
        // Between words it is the blank that grows.
        (Space, Ideograph | Western | Open | NarrowOpen | Leader | Middle) => {
            Gap::of(0.0, 0.05, 2.0)
        }
        // One that is alone gives up to half of its blank before a line is broken elsewhere.
        (Close, Ideograph | Western | NarrowOpen | Leader)
        | (Ideograph | Western | NarrowClose | Stop | Leader | Postfix, Open) => {
            Gap::of(0.0, HALF / 2.0, 1.0)
        }
        // At most a quarter of an em between Han and Latin.
        (Ideograph, Western | NarrowOpen) | (Western | Postfix | Hyphen | Slash, Ideograph) => {
            Gap::of(0.2, 0.1, 1.0)
        }
        // A half-width stop between ideographs has no blank of its own.
        (NarrowClose, Ideograph) | (Stop, Ideograph | Western | NarrowOpen) => {
            Gap::of(0.25, 0.15, 1.0)
        }
        (Ideograph | Middle | Leader, Ideograph)
        | (Ideograph, Middle | Leader)
        | (Leader, Western)
        | (Western, Leader) => Gap::of(0.0, 0.0, 1.0),
        (
            Ideograph | Western | Space | Open | Close | Middle | NarrowOpen | NarrowClose | Stop
            | Postfix | Leader | Hyphen | Slash,
            _,
        ) => Gap::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where lines may break in `text`, every mark above ASCII taken for a square one.
    fn breaks(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let class = |i: usize| {
            let before = (i > 0).then(|| chars[i - 1]);
            let after = chars.get(i + 1).copied();
            classify(before, chars[i], after, !chars[i].is_ascii())
        };
        let mut out = String::new();
        for (i, c) in chars.iter().enumerate() {
            if i > 0 && may_break(class(i - 1), class(i)) {
                out.push('|');
            }
            out.push(*c);
        }
        out
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_of_either_width() {
        assert_eq!(breaks("好，好。“是”？"), "好，|好。|“是”？");
        assert_eq!(breaks("好,好!欢迎(您):是"), "好,|好!|欢|迎|(您):|是");
        assert_eq!(breaks("达到98.5%以上"), "达|到|98.5%|以|上");
        assert_eq!(breaks("如：一、二；三"), "如：|一、|二；|三");
        assert_eq!(breaks("去年,2009年"), "去|年,|2009|年");
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(breaks("用GPS定位3,000次"), "用|GPS|定|位|3,000|次");
        assert_eq!(breaks("at 10:30, don't go"), "at |10:30, |don't |go");
        assert_eq!(breaks("well-known (sic)"), "well-known |(sic)");
    }

    #[test]
    fn dashes_and_ellipses_stay_together() {
        assert_eq!(breaks("我——不是……吧"), "我——|不|是……|吧");
    }

    #[test]
    fn a_straight_quote_finds_its_side() {
        assert_eq!(breaks("he said \"go on\" then"), "he |said |\"go |on\" |then");
    }

    #[test]
    fn marks_side_by_side_share_their_blank() {
        assert_eq!(gap(Class::Close, Class::Open).natural, -0.5);
        assert_eq!(gap(Class::Open, Class::Close).natural, 0.0);
        assert!(gap(Class::Ideograph, Class::Western).natural <= 0.25);
    }
}
