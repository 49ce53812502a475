//! What stands before a talk and introduces it: all that asks nobody and speaks to nobody, and what tells of
//! somebody from outside, a question to the reader and a quotation included.

use crate::attribute::language::is_han;
use crate::attribute::rules::{Exchange, Feature, RuleSet};
use crate::attribute::told;
use crate::script::Trim;

use super::sentences::{CLOSERS, ends_in_question, is_stop};
use super::{Seen, Spoken, fire};

/// A lead has at most so many paragraphs.
const MOST: usize = 12;
/// One that tells of somebody may be an article.
const MOST_TOLD: usize = 30;

/// Marks such paragraphs.
pub(super) fn mark(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    // Short ones do not tell.
    const LEAST_WIDTH: usize = 60;
    if rules.address.second_person.is_empty() {
        return;
    }
    let told = told_from_outside(rules, spoken, seen);
    for seen in &mut seen[..told] {
        fire(rules, seen, Feature::BeforeTalk);
    }
    let speaks = |seen: &Seen| speaks_to(rules, seen);
    let before = told + seen[told..].iter().take(MOST).position(speaks).unwrap_or(0);
    for (seen, spoken) in seen.iter_mut().zip(spoken).take(before) {
        if spoken.width >= LEAST_WIDTH {
            fire(rules, seen, Feature::Introduces);
        }
    }
}

/// Whether a paragraph asks or speaks to anybody.
fn speaks_to(rules: &RuleSet, seen: &Seen) -> bool {
    let mut fired = seen.fired.iter().map(|fired| &rules.rules[fired.rule]);
    fired.any(|rule| {
        matches!(rule.exchange, Some(Exchange::Asks | Exchange::Addresses))
            || matches!(
                rule.feature,
                Some(Feature::AsksAndGoesOn | Feature::MoreFirst | Feature::LongSecond)
            )
    })
}

/// So many paragraphs at the start tell of somebody from outside: the last of them says what a person
/// says, and nobody has been spoken to before. One question may stand among them, which is the reader's;
/// behind it only somebody who was told of before is told of.
fn told_from_outside(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &[Seen]) -> usize {
    let (mut last, mut asked) = (0, false);
    let mut people: Vec<&str> = Vec::new();
    // Where all that is said stands in quotation marks, they tell nothing.
    let quotations = seen.iter().filter(|seen| seen.form.is_quotation).count();
    let quotes_tell = quotations * 4 <= spoken.len();
    let addresses = |seen: &Seen| {
        let is_so = |rule: usize| rules.rules[rule].exchange == Some(Exchange::Addresses);
        seen.fired.iter().any(|fired| is_so(fired.rule))
    };
    for (at, (paragraph, one)) in spoken.iter().zip(seen).enumerate().take(MOST_TOLD) {
        let text = paragraph.text.trimmed();
        // A line of verse before all speaks to nobody who answers.
        if addresses(one) && text.trim_end_matches(CLOSERS).ends_with(is_stop) {
            break;
        }
        let mut reported = reported(text).peekable();
        let known = reported.peek().is_some_and(|name| people.contains(name));
        let is_interviewed = is_interviewed(text);
        let quoted = quotes_tell && one.form.is_quotation;
        let tells = reported.peek().is_some() || is_quoted_first(text) || is_interviewed || quoted;
        people.extend(reported);
        let asks = ends_in_question(text) && !tells;
        let goes_on = last > 0 && last == at;
        // What the lead asks last is asked of its reader: a question to the other stands behind it.
        let is_for_reader =
            || seen.get(at + 1).is_some_and(|next| next.has(rules, Feature::AsksYou));
        if asks && goes_on && is_for_reader() {
            last = at + 1;
        }
        if asks && asked {
            break;
        }
        if known || is_interviewed || (tells && !asked) || (quoted && goes_on) {
            last = at + 1;
        }
        asked |= asks;
    }
    // Half of a text and more is no lead.
    if last * 2 > spoken.len() { 0 } else { last }
}

/// Verbs by which is told what somebody says or thinks.
const SAYS: [&str; 20] = [
    "说", "說", "表示", "指出", "认为", "認為", "坦言", "直言", "反问", "反問", "续称", "續稱",
    "回忆", "回憶", "憶述", "强调", "強調", "告诉", "告訴", "表明",
];

/// Words that begin with what is a surname too.
const WORDS: [&str; 9] = ["于是", "高中", "时候", "時候", "方面", "那时", "那時", "何时", "应该"];

/// The people of whom a Chinese text tells what they say, by the first characters of their names:
/// 伍华强 of `伍华强说，`. A name begins its clause, and nobody says so of themself.
fn reported(text: &str) -> impl Iterator<Item = &str> {
    /// Names have three characters, as a rule.
    const NAME: usize = 9;
    /// The verb stands so near.
    const NEAR: usize = 45;
    let clauses = text.split(['，', '。', '？', '！', '；', '：', '“', '”', '「', '」']);
    clauses.filter_map(|clause| {
        let clause = clause.trim_start();
        let name = clause.get(..NAME).filter(|name| name.chars().all(is_han))?;
        let rest = &clause[NAME..clause.floor_char_boundary(NAME + NEAR)];
        let says = SAYS.iter().any(|verb| rest.contains(verb) || name.ends_with(verb));
        let is_word = WORDS.iter().any(|word| name.starts_with(word))
            || name.contains(['我', '你', '您', '他', '她']);
        (says && !is_word && told::is_surname(name)).then_some(name)
    })
}

/// 沈敬亭接受《岚浦日报》访问: nobody says so of themself.
fn is_interviewed(text: &str) -> bool {
    const NEAR: usize = 45;
    const INTERVIEWS: [&str; 6] = ["访问", "訪問", "采访", "採訪", "专访", "專訪"];
    /// Who welcomes speaks to the other.
    const WELCOMES: [&str; 11] =
        ["高兴", "高興", "感谢", "感謝", "谢谢", "謝謝", "欢迎", "歡迎", "我", "您", "你"];
    let is_told = |before: &str| !WELCOMES.iter().any(|word| before.contains(word));
    let accepts = text.split_once("接受").filter(|(before, _)| is_told(before));
    accepts.is_some_and(|(_, rest)| {
        let near = &rest[..rest.floor_char_boundary(NEAR)];
        INTERVIEWS.iter().any(|word| near.contains(word))
    })
}

/// `“I kept the lamp,” she said`: begins with a quotation, and tells whose it is.
fn is_quoted_first(text: &str) -> bool {
    let quoted = text.strip_prefix(['“', '「']).and_then(|rest| rest.split_once(['”', '」']));
    let Some((quoted, rest)) = quoted else { return false };
    let inside = quoted.trim_end_matches(CLOSERS).ends_with(['，', '。', '？', '！', '…']);
    let clause = rest.split(['，', '。', '：']).next().unwrap_or(rest);
    inside
        && clause.starts_with(is_han)
        && !clause.starts_with(['我', '你', '您'])
        && SAYS.iter().any(|verb| clause.contains(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_says_is_told_from_outside() {
        assert_eq!(reported("伍海强又表明，他反对。").collect::<Vec<_>>(), ["伍海强"]);
        let of = |text: &'static str| reported(text).count();
        assert_eq!(of("至于以后，陈望说，会交给大家。"), 1);
        assert_eq!(of("我说，这样不行。有人说可以。"), 0);
        assert_eq!(of("何时开始，没有人知道。"), 0);
        assert!(is_interviewed("工程师沈敬亭接受《岚浦日报》访问，谈旧水管。"));
        assert!(!is_interviewed("我接受了任命。"));
        assert!(is_quoted_first("“我没有什么情怀，”陈知远笑着说，“我就是觉得应该。”"));
        assert!(!is_quoted_first("“情怀”是别人说的。"));
        assert!(!is_quoted_first("“你上，”我说。"));
    }

    #[test]
    fn a_lead_may_ask_its_reader() {
        let texts = [
            "一座图书馆能做什么？在很多人的印象里，它是几排落灰的书架，一台修不好的空调，还有一个看报纸的老人。",
            "“我没有什么情怀，”陈知远笑着说，“我就是觉得，我小时候没书看。”",
            "今年春天，我们在他的办公室里聊了一个下午。窗外的油菜花开得正好。",
            "您刚回来的时候，馆里是什么情况？",
            "七个人，四万册书。",
            "第一件事是修灯？",
            "对，先把灯换了。",
        ];
        assert_eq!(fired(&texts, Feature::BeforeTalk), [0, 1]);
        assert_eq!(fired(&texts, Feature::Introduces), [0, 1, 2]);
    }

    /// The paragraphs on which a feature fires.
    fn fired(texts: &[&str], feature: Feature) -> Vec<usize> {
        let one = Spoken::plain;
        let spoken: Vec<Spoken<'_>> = texts.iter().copied().map(one).collect();
        let rules = RuleSet::of(Some("zh"));
        let seen = crate::attribute::features::observe(rules, &spoken);
        (0..texts.len()).filter(|at| seen[*at].has(rules, feature)).collect()
    }

    #[test]
    fn a_lead_may_quote_and_begin_with_verse() {
        let talk =
            ["您怎么看这条河？", "它一年比一年浅。", "您还会留在这里吗？", "会，我的船在这里。"];
        let verse = ["若你太刻意淡忘，", "越会补不到缺口，"];
        let lead = [
            "渡口的灯在三月里熄了，码头上只剩下一条旧船和一个守船的人，来往的人都叫他老沈。",
            "「下半年有三件事：修灯、修船、写信。」",
            "守了三十年，真的不累吗？",
        ];
        let texts = [&verse[..], &lead, &talk, &talk].concat();
        assert_eq!(fired(&texts, Feature::BeforeTalk), [0, 1, 2, 3, 4]);
        // Where each paragraph is a quotation, it is how the talk is printed.
        let quoted = ["「您怎么看这条河？」", "「它一年比一年浅。」", "「您还会留在这里吗？」"];
        assert_eq!(fired(&quoted, Feature::BeforeTalk), [] as [usize; 0]);
    }
}
