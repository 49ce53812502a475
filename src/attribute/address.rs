//! Who is spoken to: names and titles in the vocative.
//!
//! `李局长好`, `谢谢陈局长的介绍`, "Dr. Orrell, most people ...", "Good morning, Tom." The one who is
//! spoken to is not the one who speaks.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::script::is_letter_or_digit;

use super::language::is_han;
use super::rules::{Hit, Owner, RuleSet, has_capital};

/// A name or title by which somebody is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vocative {
    /// As written.
    pub(crate) name: String,
    /// A word for the one who asks (主持人).
    pub(crate) is_host_word: bool,
    /// It has a title, or stands with a greeting or thanks, so that one is enough to believe it.
    pub(crate) is_plain: bool,
}

/// The vocatives in a text. `hits` are what the rule set found in it.
pub(crate) fn vocatives(rules: &RuleSet, text: &str, hits: &[Hit]) -> Vec<Vocative> {
    let mut found: Vec<Vocative> = Vec::new();
    let mut add = |vocative: Vocative| {
        if !found.iter().any(|v| v.name == vocative.name) {
            found.push(vocative);
        }
    };
    for hit in hits {
        match hit.owner {
            Owner::Title if !text.is_ascii() => {
                titled(rules, text, hit).into_iter().for_each(&mut add)
            }
            Owner::Host => host_word(rules, text, hit).into_iter().for_each(&mut add),
            Owner::Title
            | Owner::Rule(_)
            | Owner::FirstPerson
            | Owner::SecondPerson
            | Owner::Generic => {}
        }
    }
    greeted(rules, text).into_iter().for_each(&mut add);
    set_off(rules, text).into_iter().for_each(&mut add);
    found
}

/// The Chinese characters that end at `end` and begin a clause; of a long clause only the last
/// ones, which are no name.
fn clause_before(text: &str, end: usize) -> &str {
    const LONGEST: usize = 12;
    let mut start = end;
    for (at, c) in text[..end].char_indices().rev().take(LONGEST) {
        if !is_han(c) {
            break;
        }
        start = at;
    }
    &text[start..end]
}

/// Takes words such as 谢谢 and 请问 off the front; tells whether there were any.
fn strip_before<'a>(rules: &RuleSet, mut clause: &'a str) -> (&'a str, bool) {
    let mut any = false;
    while let Some(word) = rules
        .address
        .before
        .iter()
        .filter(|w| clause.starts_with(w.as_str()))
        .max_by_key(|w| w.len())
    {
        clause = &clause[word.len()..];
        any = true;
    }
    (clause, any)
}

/// Whether a name stands at the very start: in mid-sentence a title before a comma is mentioned.
fn opens_text(text: &str, title: usize, surname: &str) -> bool {
    title == surname.len() && text.starts_with(surname)
}

/// Whether a greeting or a word of the second person follows.
fn greets_after(after: &str) -> bool {
    const GREETING: [&str; 7] = ["好", "您", "你", "妳", "早", "晚上好", "下午好"];
    let after = after.trim_start_matches([',', '，', ' ']);
    GREETING.iter().any(|word| begins(after, word))
}

/// Whether a text begins with a word. This is asked of many words after every title, and of Chinese
/// characters the last byte differs most.
fn begins(text: &str, word: &str) -> bool {
    let (bytes, of_word) = (text.as_bytes(), word.as_bytes());
    of_word.get(2).is_none_or(|byte| bytes.get(2) == Some(byte)) && text.starts_with(word)
}

/// Whether what follows says that the name was addressed.
fn is_addressed(rules: &RuleSet, after: &str, thanked: bool) -> bool {
    let next = after.trim_start().chars().next();
    let punctuation = next.is_none_or(|c| !is_letter_or_digit(c) && c != '、' && c != '的');
    punctuation || greets_after(after) || (thanked && rules.follows_name(after))
}

/// `刘先生，40岁`, `Ana Voss, 64, runs the museum`: who has an age is told of. Any other number is spoken of.
fn has_age(after: &str) -> bool {
    let Some(behind) = after.strip_prefix([',', '，']) else { return false };
    let rest = behind.trim_start();
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_age = (1..=3).contains(&(rest.len() - tail.len()));
    let years = tail.trim_start_matches(['多', '余', '餘', '几', '幾']).starts_with(['岁', '歲']);
    is_age && (years || tail.starts_with(','))
}

/// `李局长好`, `感谢李局长。`
fn titled(rules: &RuleSet, text: &str, hit: &Hit) -> Option<Vocative> {
    let title = &text[hit.start..hit.end];
    // Cheap tests first: short titles stand in many words (总, 公).
    let after = &text[hit.end..];
    if !is_addressed(rules, after, true) || has_age(after) || !title.chars().all(is_han) {
        return None;
    }
    let (surname, thanked) = strip_before(rules, clause_before(text, hit.start));
    let most = if title.chars().count() == 1 { 1 } else { 3 };
    let starts = |word: &String| surname.starts_with(word.as_str());
    let is_name = (1..=most).contains(&surname.chars().count())
        && !rules.address.not_names.iter().any(starts)
        && is_addressed(rules, &text[hit.end..], thanked)
        && (thanked || greets_after(&text[hit.end..]) || opens_text(text, hit.start, surname));
    is_name.then(|| Vocative {
        name: format!("{surname}{title}"),
        is_host_word: false,
        is_plain: true,
    })
}

/// `主持人好`, `谢谢主持人`
fn host_word(rules: &RuleSet, text: &str, hit: &Hit) -> Option<Vocative> {
    let (rest, thanked) = strip_before(rules, clause_before(text, hit.start));
    let addressed = rest.is_empty() && is_addressed(rules, &text[hit.end..], thanked);
    // A host who says 我是主持人 does not speak to one; that clause is not empty.
    addressed.then(|| Vocative {
        name: text[hit.start..hit.end].to_owned(),
        is_host_word: true,
        is_plain: true,
    })
}

/// `春姨您好`: whatever stands before a greeting at the start.
fn greeted(rules: &RuleSet, text: &str) -> Option<Vocative> {
    static POLITE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("您好"));
    static PLAIN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("你好"));
    // A string is found many times faster than one of two characters.
    if POLITE.find(text.as_bytes()).is_none() && PLAIN.find(text.as_bytes()).is_none() {
        return None;
    }
    let at = text.find(['您', '你'])?;
    text[at..].chars().nth(1).filter(|c| *c == '好')?;
    let before = text[..at].trim_end_matches([',', '，', ' ']);
    let (name, _) = strip_before(rules, before);
    let fits = (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
    let not_name = |word: &String| name.contains(word.as_str());
    let known =
        rules.address.not_names.iter().any(not_name) || rules.address.hosts.iter().any(not_name);
    (fits && !known).then(|| Vocative {
        name: name.to_owned(),
        is_host_word: false,
        is_plain: true,
    })
}

/// `Dr. Orrell, most people ...`, `Good morning, Tom.`
fn set_off(rules: &RuleSet, text: &str) -> Vec<Vocative> {
    let mut found = Vec::new();
    if !has_capital(text) {
        return found;
    }
    let mut previous: Option<(&str, char)> = None;
    let (mut start, mut sentence) = (0, 0);
    let sets_off = |c: &char| matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '—' | '–' | '\n');
    for (at, mark) in text.char_indices().filter(|(_, c)| sets_off(c)) {
        let piece = text[start..at].trim();
        let last_word = piece.rsplit(' ').next().unwrap_or("");
        if mark == '.' && (is_title(rules, last_word) || last_word.chars().count() == 1) {
            continue;
        }
        let opens = previous.is_none_or(|(_, mark)| ".!?\n".contains(mark)) && mark == ',';
        let closes = previous.is_some_and(|(_, mark)| mark == ',') && ",.!?".contains(mark);
        if (opens || closes)
            && !has_age(&text[at..])
            && let Some(titled) = name_form(rules, piece)
        {
            let greeting = previous.is_some_and(|(words, _)| greets(rules, words));
            let spoken_to = has_second_person(rules, &text[sentence..start]);
            let between_commas = closes && mark == ',';
            // "My predecessor, Mr. Tolland, had died": between commas somebody is spoken of, unless
            // the sentence speaks to them.
            if !between_commas || greeting || spoken_to {
                found.push(Vocative {
                    name: piece.to_owned(),
                    is_host_word: false,
                    is_plain: titled || (closes && (greeting || spoken_to)),
                });
            }
        }
        if matches!(mark, '.' | '!' | '?' | '\n') {
            sentence = at;
        }
        previous = Some((piece, mark));
        start = at + mark.len_utf8();
    }
    found
}

/// Whether a word is a title, with its full stop or without.
pub(super) fn is_title(rules: &RuleSet, word: &str) -> bool {
    let lower = word.trim_end_matches('.').to_lowercase();
    // Most begin otherwise.
    let first = lower.as_bytes().first();
    let mut alike = rules.address.titles.iter().filter(|t| t.as_bytes().first() == first);
    let stops = |rest: &str| rest.bytes().all(|byte| byte == b'.');
    alike.any(|title| title.strip_prefix(&lower).is_some_and(stops))
}

/// Whether a piece is a name of one to three capitalised words; `Some(true)` with a title.
fn name_form(rules: &RuleSet, piece: &str) -> Option<bool> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let capital = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    if words.is_empty() || words.len() > 3 || !words.iter().all(capital) {
        return None;
    }
    let lower = piece.to_lowercase();
    let first = words[0].to_lowercase();
    if rules.address.not_names.iter().any(|word| *word == lower || *word == first) {
        return None;
    }
    let titled = is_title(rules, words[0]);
    (!titled || words.len() > 1).then_some(titled)
}

fn has_second_person(rules: &RuleSet, text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.any(|word| rules.address.second_person.iter().any(|you| word.eq_ignore_ascii_case(you)))
}

fn greets(rules: &RuleSet, words: &str) -> bool {
    let lower = words.to_lowercase();
    rules.address.before.iter().any(|word| word.len() > 4 && lower.ends_with(word.as_str()))
        || lower.starts_with("welcome to")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(language: &str, text: &str) -> Vec<String> {
        let rules = RuleSet::of(Some(language));
        let mut hits = Vec::new();
        rules.search(text, &mut hits);
        vocatives(rules, text, &hits).into_iter().map(|v| v.name).collect()
    }

    #[test]
    fn chinese_vocatives() {
        for (text, name) in [
            ("王校长好!欢迎您。", "王校长"),
            ("感谢李局长。我们这期访谈就到这里。", "李局长"),
            ("主持人好,各位网友大家好!", "主持人"),
            ("谢谢陈局长的介绍。", "陈局长"),
            ("春姨您好，一進門就看到罐子。", "春姨"),
            ("許小姐妳看最上面那一層。", "許小姐"),
            ("李局长，3号桥什么时候修好？", "李局长"),
        ] {
            assert_eq!(names("zh", text), [name], "{text}");
        }
        for text in [
            "各位网友您好!",
            "我是主持人小周。",
            "王校长的父亲也是老师。",
            "当时的局长和我说。",
            "大家好!",
            "刘先生，40多岁，在船厂工作",
        ] {
            assert_eq!(names("zh", text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn english_vocatives() {
        for (text, name) in [
            ("Dr. Orrell, most people look from the bank.", "Dr. Orrell"),
            ("Good morning, Tom.", "Tom"),
            ("She's older than you are, Jess, no offence.", "Jess"),
        ] {
            assert_eq!(names("en", text), [name], "{text}");
        }
        for text in [
            "My predecessor, Mr. Tolland, had died.",
            "However, it rained.",
            "It was built of stone, sand, lime.",
            "Thank you.",
        ] {
            assert_eq!(names("en", text), Vec::<String>::new(), "{text}");
        }
    }
}
