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
    /// The same, but no line begins with it: small kana, the prolonged sound mark, marks of
    /// iteration (JLREQ, "Line-start prohibition"), the second digit of a full-width number.
    Trailing,
    /// Letter, digit, or a mark inside a word or number.
    Western,
    /// White space.
    Space,
    /// A blank on neither side of which a line breaks.
    Glue,
    /// Opening bracket or quotation mark in the right half of its square.
    Open,
    /// Closing mark or stop in the left half of its square.
    Close,
    /// Stop in the middle of its square, as in Taiwan and Hong Kong.
    Centred,
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

/// The blank on either side of a mark in the middle of its square.
pub(super) const QUARTER: f32 = 0.25;

/// The class of `c`, between the characters before and after it. `square` says that its glyph
/// fills the square of an ideograph.
pub(super) fn classify(before: Option<char>, c: char, after: Option<char>, square: bool) -> Class {
    let word = |c: Option<char>| c.is_some_and(is_alphabetic);
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let after_han = || before.is_some_and(|b| is_ideographic(b) || is_square_close(b));
    match c {
        // As wide as a letter, and part of its number or of its word.
        '\u{202F}' | '\u{2007}' => Class::Western,
        '\u{A0}' => Class::Glue,
        _ if c.is_whitespace() => Class::Space,
        '(' | '[' | '{' | '￥' | '＄' | '￡' | '￠' | '￦' | '№' | '｢' => {
            Class::NarrowOpen
        }
        ')' | ']' | '}' | '｡' | '､' | '｣' => Class::NarrowClose,
        ',' | '.' | ':' | ';' | '!' | '?' | '\'' | '’' | '_' | '@' | '&' | '=' | '#' | '$'
        | '·'
            if word(before) && word(after) =>
        {
            Class::Western
        }
        ',' | '.' | ':' | ';' | '!' | '?' if after_han() => Class::Stop,
        ',' | '.' | ':' | ';' | '!' | '?' => Class::NarrowClose,
        '%' | '‰' | '°' | '℃' | '℉' | '′' | '″' => Class::Postfix,
        '"' | '\'' => straight_quote(before, after),
        // A dash that opens what is said or set in: it stays with its word.
        '—' | '–' | '…' if !square && spaced(before) && word(after) => Class::NarrowOpen,
        '—' | '―' | '…' | '‥' | '⸺' | '⋯' => Class::Leader,
        '–' if spaced(before) => Class::Leader,
        '-' if before == Some('-') || after == Some('-') => Class::Leader,
        '-' | '‐' | '\u{2011}' if word(before) || after_han() => Class::Hyphen,
        '–' | '/' | '~' if word(before) || after_han() => Class::Slash,
        '“' | '‘' | '«' | '‹' | '„' | '‚' | '»' | '›' | '”' | '’' if !square => {
            quotation_mark(before, c, after)
        }
        '“' | '‘' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〝' | '（' | '［' | '｛' => {
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
        '·' | '•' | '‧' | '・' | '･' | '～' | '〜' | '－' | '／' | '％' => {
            Class::Middle
        }
        _ if is_trailing(c) => Class::Trailing,
        '０'..='９' if before.is_some_and(|b| ('０'..='９').contains(&b)) => Class::Trailing,
        _ if is_ideographic(c) => Class::Ideograph,
        _ if square && !is_alphabetic(c) => Class::Ideograph,
        _ => Class::Western,
    }
}

/// Small kana, the prolonged sound mark, marks of iteration, doubled stops (JLREQ, character
/// classes cl-04, cl-09, cl-10, cl-11).
fn is_trailing(c: char) -> bool {
    matches!(
        c,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
            | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ'
            | 'ㇰ'..='ㇿ' | 'ｧ'..='ｰ' | 'ﾞ' | 'ﾟ' | 'ー' | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ'
            | '゛' | '゜' | '‼' | '⁇' | '⁈' | '⁉'
    )
}

/// A quotation mark that is as wide as it needs: the same one opens in one language and closes in
/// another (“so”, „so“; « so », »so«), but for „ and ‚. Where the blanks around it do not tell, it
/// does what it does in most.
fn quotation_mark(before: Option<char>, c: char, after: Option<char>) -> Class {
    let open = |c: char| {
        matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '„' | '‚' | '«' | '‹' | '“' | '‘')
    };
    let before_it = before.is_none_or(|b| b.is_whitespace() || open(b));
    let after_it = after.is_none_or(|a| a.is_whitespace() || !a.is_alphanumeric() && !open(a));
    let opens = match c {
        '„' | '‚' => true,
        _ if before_it && !after_it => true,
        _ if after_it && !before_it => false,
        _ => matches!(c, '“' | '‘' | '«' | '‹'),
    };
    if opens { Class::NarrowOpen } else { Class::NarrowClose }
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
        Centred, Close, Glue, Hyphen, Ideograph, Leader, Middle, NarrowClose, NarrowOpen, Open,
        Postfix, Slash, Space, Stop, Trailing, Western,
    };
    match (a, b) {
        // No line ends with an opening mark, nor begins with a closing one, a dash or a blank.
        (Open | NarrowOpen | Glue, _)
        | (
            _,
            Close | NarrowClose | Stop | Centred | Middle | Trailing | Postfix | Leader | Hyphen
            | Slash | Space | Glue,
        ) => false,
        // Words and numbers stay whole, with the marks that are typed without a blank.
        (Western | Postfix, Western | NarrowOpen)
        | (NarrowClose, Western | NarrowOpen)
        | (Slash, NarrowOpen)
        | (Hyphen, _) => false,
        (Space | Ideograph | Trailing | Close | Stop | Centred | Middle | Leader | Slash, _)
        | (Western | Postfix | NarrowClose, Ideograph | Open) => true,
    }
}

/// The space between `a` and `b` on one line.
pub(super) fn gap(a: Class, b: Class) -> Gap {
    use Class::{
        Centred, Close, Glue, Hyphen, Ideograph, Leader, Middle, NarrowClose, NarrowOpen, Open,
        Postfix, Slash, Space, Stop, Trailing, Western,
    };
    match (a, b) {
        // Two full-width marks side by side: their blank halves do not add up.
        (Close, Close | Open | Centred) | (Open, Open) => Gap::of(-HALF, 0.0, 0.0),
        (Close, NarrowClose | Stop) => Gap::of(-HALF, 0.0, 0.0),
        (Close, Middle) | (NarrowOpen | Middle, Open) => Gap::of(-QUARTER, 0.0, 0.0),
        (Centred, Close | Open | Centred | Middle | NarrowClose | Stop) => {
            Gap::of(-QUARTER, 0.0, 0.0)
        }
        // Between words it is the blank that grows.
        (Space | Glue, Ideograph | Trailing | Western | Open | NarrowOpen | Leader | Middle) => {
            Gap::of(0.0, 0.05, 2.0)
        }
        // One that is alone gives up to half of its blank before a line is broken elsewhere.
        (Close, Ideograph | Trailing | Western | NarrowOpen | Leader)
        | (Ideograph | Trailing | Western | NarrowClose | Stop | Leader | Postfix, Open) => {
            Gap::of(0.0, HALF / 2.0, 1.0)
        }
        (Centred, Ideograph | Trailing | Western | NarrowOpen | Leader)
        | (Ideograph | Trailing | Western | Leader | Postfix, Centred) => {
            Gap::of(0.0, QUARTER / 2.0, 1.0)
        }
        // At most a quarter of an em between Han and Latin.
        (Ideograph | Trailing, Western | NarrowOpen)
        | (Western | Postfix | Hyphen | Slash, Ideograph | Trailing) => Gap::of(0.2, 0.1, 1.0),
        // A half-width stop between ideographs has no blank of its own.
        (NarrowClose, Ideograph | Trailing)
        | (Stop, Ideograph | Trailing | Western | NarrowOpen) => Gap::of(0.25, 0.15, 1.0),
        (Ideograph | Trailing | Middle | Leader, Ideograph | Trailing)
        | (Ideograph | Trailing, Middle | Leader)
        | (Leader, Western)
        | (Western, Leader) => Gap::of(0.0, 0.0, 1.0),
        (
            Ideograph | Trailing | Western | Space | Glue | Open | Close | Centred | Middle
            | NarrowOpen | NarrowClose | Stop | Postfix | Leader | Hyphen | Slash,
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
        assert_eq!(breaks("手――それ"), "手――|そ|れ");
        assert_eq!(breaks("我--不是...吧"), "我--|不|是...|吧");
        assert_eq!(breaks("word -- word"), "word -- |word");
    }

    #[test]
    fn marks_of_titles_names_and_ranges_stay_with_their_words() {
        assert_eq!(breaks("《红楼梦》、〈序〉"), "《红|楼|梦》、|〈序〉");
        assert_eq!(breaks("约翰·史密斯"), "约|翰·|史|密|斯");
        assert_eq!(breaks("五~六，是/否，京-沪，三～四"), "五~|六，|是/|否，|京-沪，|三～|四");
        assert_eq!(breaks("付￥１２３元"), "付|￥１２３|元");
    }

    #[test]
    fn no_line_of_japanese_begins_with_a_small_kana_or_a_long_mark() {
        assert_eq!(
            breaks("きっと、スケジュールの人々ね！"),
            "きっ|と、|ス|ケ|ジュー|ル|の|人々|ね！"
        );
        assert_eq!(breaks("三ヶ月「はい」・すゞ"), "三ヶ|月|「は|い」・|すゞ");
    }

    /// Where lines may break in a text of proportional marks.
    fn narrow_breaks(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let class = |i: usize| {
            classify((i > 0).then(|| chars[i - 1]), chars[i], chars.get(i + 1).copied(), false)
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
    fn quotation_marks_are_told_by_the_blanks_around_them() {
        assert_eq!(
            narrow_breaks("er sagte: „so“ und »so« eben"),
            "er |sagte: |„so“ |und |»so« |eben"
        );
        assert_eq!(narrow_breaks("he said “so” and ‘so’, so"), "he |said |“so” |and |‘so’, |so");
        assert_eq!(narrow_breaks("han sa ”så” då"), "han |sa |”så” |då");
        assert_eq!(narrow_breaks("(„so“), –so –"), "(„so“), |–so –");
    }

    #[test]
    fn no_line_breaks_at_a_blank_that_forbids_it() {
        assert_eq!(
            narrow_breaks("il dit\u{A0}: «\u{A0}oui\u{202F}!\u{A0}» et 10\u{202F}000"),
            "il |dit\u{A0}: |«\u{A0}oui\u{202F}!\u{A0}» |et |10\u{202F}000"
        );
        assert_eq!(narrow_breaks("vraiment ? dit-il ; oui"), "vraiment ? |dit-il ; |oui");
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
