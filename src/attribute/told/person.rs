//! The person in the words after “an interview with” or before “in conversation”: the name alone, not
//! the office, the firm or the place before it. What does not look like a name tells none.

use crate::attribute::address::is_title;
use crate::attribute::language::is_han;
use crate::attribute::rules::RuleSet;
use crate::script::{is_hangul, is_kana};

use super::table;

/// What a phrase goes on to.
const ENDS: [char; 24] = [
    '，', '。', '：', '；', '！', '？', '、', '|', '｜', '丨', '/', '／', '(', '（', ')', '）',
    ':', ',', ';', '—', '＝', '=', '\n', '…',
];
/// A name may stand in these, or behind what does.
const QUOTES: [char; 10] = ['“', '”', '"', '《', '》', '「', '」', '『', '』', '·'];

/// What stands between who asks and who is asked.
const INTERVIEWS: [&str; 7] = ["专访", "專訪", "采访", "採訪", "访问", "訪問", "对话"];

/// The name that a text begins with. `words` are those before it.
pub(super) fn at_start(rules: &RuleSet, words: &str, text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', '　', '：', ':', '｜', '|', '丨', '·', '"']);
    let phrase = text.split(ENDS).next().unwrap_or(text).trim();
    match phrase.trim_start_matches(QUOTES).chars().next()? {
        _ if words.chars().any(is_kana) => japanese(phrase),
        c if is_han(c) => {
            let mut parts = phrase.split([' ', '　']).filter(|part| !part.is_empty());
            let first = parts.next()?;
            chinese(rules, first).or_else(|| {
                let is_office = ends_in_role(rules, first);
                parts.next().filter(|_| is_office).and_then(|next| chinese(rules, next))
            })
        }
        c if is_hangul(c) => korean(phrase.split(' ').next()?),
        _ => latin(rules, text),
    }
}

/// The name that a text ends with, or that one of the last phrases of its sentence does: 沈敬亭，岚浦大学教授，
/// 近日; `Ada Hale, the keeper of the lock`. `words` are those behind it.
pub(super) fn at_end(rules: &RuleSet, words: &str, text: &str) -> Option<String> {
    /// So many phrases may stand between the name and the words.
    const MOST: usize = 3;
    let sentence = text.rsplit(['。', '！', '？', '!', '?', '\n']).next().unwrap_or(text);
    let phrases = sentence.rsplit(ENDS).map(str::trim).filter(|phrase| !phrase.is_empty());
    phrases.take(MOST).find_map(|phrase| ends_phrase(rules, words, phrase))
}

fn ends_phrase(rules: &RuleSet, words: &str, phrase: &str) -> Option<String> {
    let last = phrase.rsplit([' ', '　']).next()?;
    match last.chars().next_back()? {
        // Of more characters some may be an office.
        _ if words.chars().any(is_kana) => japanese(last).filter(|name| name.chars().count() <= 4),
        c if is_han(c) => chinese(rules, last),
        c if is_hangul(c) => {
            let mut words = phrase.rsplit(' ').filter(|word| !ends_in_role(rules, word));
            korean(words.next()?)
        }
        _ => {
            let words: Vec<&str> = phrase.split(' ').collect();
            let is_part = |w: &&&str| w.starts_with(char::is_uppercase);
            let capitals = words.iter().rev().take_while(is_part).count();
            let name = words[words.len() - capitals..].join(" ");
            let found = latin(rules, &name)?;
            name.ends_with(&found).then_some(found)
        }
    }
}

/// Two capitalised words or more, behind an article and an office: `the historian Ana Voss`, `Die
/// Bäckerin Ana Voss`, `Dr. Ada Orrell`. An office within cuts off what stands before it, and a firm is
/// nobody.
fn latin(rules: &RuleSet, text: &str) -> Option<String> {
    let is_role = |word: &str| table().roles.contains(&word.to_lowercase());
    let is_article = |word: &&str| table().articles.contains(&word.to_lowercase());
    // `author and activist`
    let is_and = |word: &str| matches!(word, "and" | "und" | "et" | "y");
    let mut words = text.split(' ').peekable();
    let mut after_article = false;
    while let Some(word) = words.peek() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let small = bare.starts_with(char::is_lowercase);
        if is_article(&bare) {
            after_article = true;
        } else if small && (after_article || is_role(bare) || is_and(bare)) {
            // The trade of that person, known or not.
            after_article = false;
        } else {
            break;
        }
        words.next();
    }
    let mut name: Vec<&str> = Vec::new();
    for word in words.take(6) {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '"', '”', '’', '?', '!']);
        let bare = bare.trim_start_matches(['"', '“']);
        let particle = !name.is_empty()
            && matches!(
                bare,
                "van" | "von" | "zu" | "der" | "de" | "del" | "da" | "di" | "la" | "bin"
            );
        if !particle && !bare.starts_with(char::is_uppercase) {
            break;
        }
        let title = word.ends_with('.') && (is_title(rules, word) || bare.chars().count() == 1);
        name.push(if title { word } else { bare });
        if bare.len() < word.len() && !title && !word.starts_with(['"', '“']) {
            break;
        }
    }
    while name.last().is_some_and(|word| word.starts_with(char::is_lowercase)) {
        name.pop();
    }
    // A title of courtesy stays with its name.
    if let Some(office) = (1..name.len()).rev().find(|i| is_role(name[*i]))
        && !is_title(rules, name[office])
    {
        name.drain(..=office);
    } else if name.first().is_some_and(|word| {
        let is_office = is_role(word) || (after_article && name.len() > 2);
        is_office && !is_title(rules, word)
    }) {
        name.remove(0);
    }
    let is_firm = |word: &&str| table().firms.contains(&word.to_lowercase());
    ((2..=5).contains(&name.len()) && !name.iter().any(is_firm)).then(|| name.join(" "))
}

/// 陈望, 水务局局长陈望, 同春茶馆经营者孙望平, 李明教授, 陈局长.
fn chinese(rules: &RuleSet, phrase: &str) -> Option<String> {
    let tail = phrase.rsplit(QUOTES).find(|part| !part.is_empty())?;
    let end = tail.find(|c: char| !is_han(c)).unwrap_or(tail.len());
    let tail = &tail[..end];
    let (core, title) = match role_at_end(rules, tail) {
        Some(title) if title.len() < tail.len() => tail.split_at(tail.len() - title.len()),
        Some(_) => return None,
        None => (tail, ""),
    };
    // 王敏专访了市档案馆馆长陈知远: who comes first.
    let first = INTERVIEWS.iter().filter_map(|verb| core.find(verb)).min().filter(|at| *at > 0);
    let core = first.map_or(core, |at| &core[..at]);
    let title = if first.is_some() { "" } else { title };
    // 陈局长
    if core.chars().count() == 1 && !title.is_empty() && is_surname(core) {
        return Some(tail.to_owned());
    }
    let after = |word: &str| core.rfind(word).map(|at| at + word.len());
    let from = roles(rules).chain(table().places.iter().map(String::as_str)).filter_map(after);
    let from = from.filter(|at| *at < core.len()).max().unwrap_or(0);
    // Of a trade that no table has, the end: 船闸管理员何佩.
    let trade =
        core[from..].rfind(['员', '員', '师', '師', '匠']).map(|at| from + at + '员'.len_utf8());
    let from = trade.filter(|at| is_chinese_name(&core[*at..])).unwrap_or(from);
    let name = &core[from..];
    // 陈望谈水
    let verb =
        name.char_indices().skip(2).find(|(_, c)| "谈談讲講聊论論说說忆憶与與和".contains(*c));
    let name = verb.map_or(name, |(at, _)| &name[..at]);
    is_chinese_name(name).then(|| name.to_owned())
}

/// One who has a surname that is one, and a given name of one or two characters.
fn is_chinese_name(name: &str) -> bool {
    let count = name.chars().count();
    let compound =
        table().compound_surnames.iter().any(|surname| name.starts_with(surname.as_str()));
    if compound { (3..=4).contains(&count) } else { (2..=3).contains(&count) && is_surname(name) }
}

/// Whether a name begins with a surname.
pub(in crate::attribute) fn is_surname(name: &str) -> bool {
    name.chars().next().is_some_and(|c| table().surnames.contains(c))
}

/// The offices: those that the rules know, of more than one character, and those of the table.
fn roles(rules: &RuleSet) -> impl Iterator<Item = &str> {
    let titles = rules.address.titles.iter().filter(|title| title.chars().count() > 1);
    titles.chain(&table().roles).map(String::as_str).filter(|word| !word.is_ascii())
}

fn role_at_end<'a>(rules: &RuleSet, text: &'a str) -> Option<&'a str> {
    let long = roles(rules).filter(|role| text.ends_with(role)).map(str::len).max()?;
    Some(&text[text.len() - long..])
}

fn ends_in_role(rules: &RuleSet, text: &str) -> bool {
    role_at_end(rules, text).is_some()
}

/// Up to the end, a blank within allowed: 山田　太郎. What is polite behind it is no part of it.
fn japanese(phrase: &str) -> Option<String> {
    let name = phrase.trim_end_matches("さん").trim_end_matches(['氏', '様']);
    let is_part = |c: char| is_han(c) || is_kana(c) || matches!(c, ' ' | '　' | '々' | '・');
    let count = name.chars().count();
    let begins = name.chars().next().is_some_and(|c| is_han(c) || is_kana(c));
    (begins && (2..=8).contains(&count) && name.chars().all(is_part)).then(|| name.to_owned())
}

/// 김철수, and what particles stand behind it.
fn korean(word: &str) -> Option<String> {
    let bare = ["와의", "과의", "씨와", "씨", "와", "과", "에게", "을", "를"];
    let word = bare.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let is_name = word.chars().count() == 3 && word.chars().all(is_hangul) && is_surname(word);
    // 오늘의 is a word with its particle.
    (is_name && !word.ends_with(['의', '는', '를', '에', '들', '로'])).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_is_told_from_office_firm_and_place() {
        let zh = RuleSet::of(Some("zh"));
        for (words, text, name) in [
            ("访", "青石街“同春茶馆”经营者孙望平", Some("孙望平")),
            ("专访", "岚浦大学水利系教授李明：水往低处走", Some("李明")),
            ("专访", "“同春茶馆”孙望平", Some("孙望平")),
            ("对话", "李明教授", Some("李明")),
            ("对话", "岚浦大学李明教授", Some("李明")),
            ("专访", "陈局长", Some("陈局长")),
            ("专访", "陈望谈水价", Some("陈望")),
            ("对话", "欧阳若水", Some("欧阳若水")),
            ("专访", "作家 沈敬亭", Some("沈敬亭")),
            ("专访", "船闸管理员何佩", Some("何佩")),
            ("访", "青石街", None),
            ("对话", "人工智能", None),
            ("专访", "同春茶馆", None),
            ("对话", "三位渡工", None),
            ("聞き手＝", "山田太郎", Some("山田太郎")),
            ("話し手：", "高橋　みどり氏", Some("高橋　みどり")),
        ] {
            assert_eq!(at_start(zh, words, text).as_deref(), name, "{words}{text}");
        }
        let en = RuleSet::of(Some("en"));
        for (text, name) in [
            ("Dr. Ana Voss, curator of the lamp museum", Some("Dr. Ana Voss")),
            ("the historian Ana Voss", Some("Ana Voss")),
            ("Harbour Board Chair Ruth Ordway", Some("Ruth Ordway")),
            ("the Orrow Harbour Board", None),
            ("Orrow University", None),
            ("a lock keeper", None),
            ("der Historikerin Ana von Voss über Lampen", Some("Ana von Voss")),
            ("le professeur Luc Morel", Some("Luc Morel")),
            ("la boulangère Ana Voss", Some("Ana Voss")),
            ("Die Bäckerin Ana Voss", Some("Ana Voss")),
            ("der Bäckerin Ana Voss", Some("Ana Voss")),
            ("the mayor of Stonebridge Hill", None),
            ("author and activist Ana Voss", Some("Ana Voss")),
        ] {
            assert_eq!(at_start(en, "with ", text).as_deref(), name, "{text}");
        }
        let ko = RuleSet::of(Some("ko"));
        assert_eq!(at_start(ko, "인터뷰: ", "김철수 교수").as_deref(), Some("김철수"));
        assert_eq!(at_end(ko, " 인터뷰", "등대지기 김철수 씨").as_deref(), Some("김철수"));
        assert_eq!(at_end(ko, " 인터뷰", "오늘의"), None);
        assert_eq!(at_end(zh, "在", "市长陈望").as_deref(), Some("陈望"));
        let ja = RuleSet::of(Some("ja"));
        assert_eq!(at_end(ja, "さんに聞く", "渡し守の 山田太郎").as_deref(), Some("山田太郎"));
        assert_eq!(at_end(ja, "さんに聞く", "渡守山田太郎"), None);
        assert_eq!(
            at_end(en, " talks to ", "Captain Ada Hale").as_deref(),
            Some("Captain Ada Hale")
        );
    }
}
