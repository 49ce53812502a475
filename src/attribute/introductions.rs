//! Names that people give themselves: 我姓周, 我叫林广穗, "my name is Ada Orrell".

use crate::script::Trim;

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::language::is_han;

/// Most paragraphs have it nowhere, and what was made ready is found many times faster.
static I_AM: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("我是"));

/// The name by which somebody introduces themself in a paragraph. Only the start is searched:
/// later on "I'm" is followed by anything.
pub(super) fn own_name(text: &str) -> Option<String> {
    const HEAD: usize = 300;
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    chinese(head).or_else(|| greeting(head)).or_else(|| english(head))
}

/// 大家好，我是格桑，…… and 我是主播小满。: a greeting before it or a trade in it, and nothing behind it.
fn greeting(head: &str) -> Option<String> {
    const TRADES: [&str; 5] = ["主播", "主持人", "记者", "記者", "主持"];
    const GREETINGS: [&str; 6] = ["大家好", "你好", "您好", "各位好", "欢迎", "歡迎"];
    let at = I_AM.find(head.as_bytes())?;
    let (before, after) = (&head[..at], &head[at + I_AM.needle().len()..]);
    let opens = before.is_empty() || before.ends_with(['，', '。', '！', ',', ' ']);
    let said = &after[..after.find(['，', '。', '！', ','])?];
    let called = TRADES.iter().find_map(|trade| said.strip_prefix(trade));
    let greets = GREETINGS.iter().any(|word| before.contains(word));
    let name = called.or_else(|| greets.then_some(said))?;
    let is_name = (2..=3).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !name.starts_with([
            '一', '这', '這', '那', '来', '來', '在', '从', '從', '做', '个', '個', '第', '学',
            '學',
        ])
        && !name.ends_with([
            '人', '者', '员', '員', '生', '师', '師', '的', '家', '长', '長', '民', '手', '迷',
        ]);
    (opens && is_name).then(|| name.to_owned())
}

/// How somebody who asks says who they are: 我是海岬社记者, "Ada Orrell from the Gazette".
pub(super) fn asker(text: &str) -> Option<String> {
    const HEAD: usize = 120;
    let text = text.trimmed();
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    if let Some(name) = chinese_asker(head) {
        return Some(name);
    }
    // What begins in another script is not asked.
    let is_latin = head.starts_with(|c: char| c.is_alphabetic() && !is_han(c));
    let asks = || text.contains('?') || text.contains("question");
    if !is_latin || !asks() {
        return None;
    }
    english_asker(head).or_else(|| asker_of_a_house(head))
}

fn chinese_asker(head: &str) -> Option<String> {
    // All begin with it.
    let head = &head[I_AM.find(head.as_bytes())?..];
    ["我是来自", "我是來自", "我是"].iter().find_map(|before| {
        let rest = &head[head.find(before)? + before.len()..];
        let end = ["的记者", "的記者", "记者", "記者"].iter().filter_map(|word| {
            let at = rest.find(word)?;
            Some(at + word.len())
        });
        let name = &rest[..end.min()?];
        let clause = name.contains(['，', '。', '、', ',', '？', '！', '：', ' ']);
        (!clause && (3..=20).contains(&name.chars().count())).then(|| name.to_owned())
    })
}

/// A name at the start of a sentence, `from` or `with`, and in capitals for whom: nothing else.
fn english_asker(head: &str) -> Option<String> {
    head.split_inclusive(['.', '!', '?', ',', ':', '—', '–']).take(4).find_map(|part| {
        let said = part.trim_end_matches(['.', '!', ',', ':', '—', '–', ' ']).trimmed();
        let (name, whose) = [" from ", " with ", " of "].iter().find_map(|w| said.split_once(w))?;
        let whose = whose.strip_prefix("the ").unwrap_or(whose);
        let is_whose = (1..=5).contains(&whose.split(' ').count())
            && whose.split(' ').all(|word| is_capital(word) || word.len() <= 3);
        // A name that is cut off at the end of the head is none.
        let ends = part.len() > said.len();
        (is_name(name) && is_whose && is_capital(whose) && ends).then(|| name.to_owned())
    })
}

/// A first sentence that is a name and a house: `Mary Quill, Radio West.`, `Tom Weller, Channel 6.`
fn asker_of_a_house(head: &str) -> Option<String> {
    const GREETINGS: [&str; 4] = ["Hi, ", "Hello, ", "Good morning, ", "Good afternoon, "];
    let (first, _) = head.split_once(". ")?;
    let first = GREETINGS.iter().find_map(|word| first.strip_prefix(word)).unwrap_or(first);
    let (name, house) = first.split_once(", ")?;
    let words = || house.split([' ', ',']).filter(|word| !word.is_empty());
    let small = |word: &str| matches!(word, "from" | "with" | "the" | "of" | "and");
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_part = |word: &str| is_capital(word) || small(word) || number(word);
    let is_house = words().any(is_capital) && words().all(is_part);
    (is_name(name) && is_house && words().count() <= 5).then(|| name.to_owned())
}

/// Two or three words in capitals that are no greeting.
fn is_name(words: &str) -> bool {
    const LEADS: [&str; 6] = ["thank", "hi", "hello", "good", "yes", "thanks"];
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    (2..=3).contains(&words.split(' ').count())
        && words.split(' ').all(is_capital)
        && !LEADS.contains(&&*first)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn chinese(text: &str) -> Option<String> {
    // The words before a name, and how many characters it may have.
    const BEFORE: [(&str, usize, usize); 4] =
        [("我姓", 1, 2), ("我叫", 2, 4), ("我的名字叫", 2, 4), ("我的名字是", 2, 4)];
    // All begin with it, and most paragraphs have it nowhere.
    static I: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("我"));
    let text = &text[I.find(text.as_bytes())?..];
    BEFORE.iter().find_map(|(before, least, most)| {
        let rest = &text[text.find(before)? + before.len()..];
        let name: String = rest.chars().take_while(|c| is_han(*c)).collect();
        // "I called him" is no name.
        let called =
            name.starts_with(['了', '他', '她', '它', '你', '您', '过', '過', '着', '什', '人']);
        (!called && (*least..=*most).contains(&name.chars().count())).then_some(name)
    })
}

fn english(text: &str) -> Option<String> {
    // The words before a name, and how many words it has at least.
    const BEFORE: [(&str, usize); 5] =
        [("My name is ", 1), ("my name is ", 1), ("My name's ", 1), ("I'm ", 2), ("I’m ", 2)];
    // A text without these letters is in another script.
    memchr::memchr3(b'I', b'm', b'M', text.as_bytes())?;
    BEFORE.iter().find_map(|(before, least)| {
        let at = text.find(before)?;
        // "As I'm Head Keeper here ..." is no introduction; that starts a sentence or a clause.
        let opens = text[..at].trim_end().ends_with(['.', '!', ',', '?', '—']) || at == 0;
        let words = text[at + before.len()..].split(' ');
        let mut name: Vec<&str> = Vec::new();
        for word in words.take(4) {
            let bare = word.trim_end_matches([',', '.', '!', ';', ':']);
            if !bare.starts_with(char::is_uppercase) || bare.chars().skip(1).all(char::is_uppercase)
            {
                break;
            }
            name.push(bare);
            if bare.len() < word.len() {
                break;
            }
        }
        (opens && (*least..=3).contains(&name.len())).then(|| name.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_greets_says_their_name() {
        assert_eq!(own_name("大家好，我是格桑，很高兴来到这里。").as_deref(), Some("格桑"));
        assert_eq!(own_name("欢迎收听，我是主播小满。今天……").as_deref(), Some("小满"));
        for text in
            ["大家好，我是老渡工人，干了三十年。", "我是愿意的，可是没有船。", "您好，我是本地人。"]
        {
            assert_eq!(own_name(text), None, "{text}");
        }
    }

    #[test]
    fn who_asks_says_for_whom() {
        assert_eq!(asker("谢谢。我是海岬社记者，请问……").as_deref(), Some("海岬社记者"));
        assert_eq!(asker("我是来自岚浦电视台的记者。").as_deref(), Some("岚浦电视台的记者"));
        assert_eq!(asker("我是一个人，没有记者来过。"), None);
        for text in [
            "Ada Orrell from the Gazette. Where is it?",
            "Thank you. Ada Orrell with Radio North, two questions.",
            "Hi, Ada Orrell of the Coast Gazette: how much was it?",
        ] {
            assert_eq!(asker(text).as_deref(), Some("Ada Orrell"), "{text}");
        }
        for text in [
            "Ada Orrell from the bakery came too.",
            "Ada Orrell from the Gazette told me that it was so, and more than once.",
            "Good Morning from the Gazette. Where is it?",
        ] {
            assert_eq!(asker(text), None, "{text}");
        }
        assert_eq!(asker("Tom Hale from the Gazette. Why now?").as_deref(), Some("Tom Hale"));
        assert_eq!(asker("Mary Quill, Radio West. Why now?").as_deref(), Some("Mary Quill"));
        assert_eq!(asker("Tom Hale, Mary Quill and I went. Why now?"), None);
        assert_eq!(asker("Tom Hale from the Gazette. He knew."), None);
    }

    #[test]
    fn people_introduce_themselves() {
        for (text, name) in [
            ("我姓周，在这条河上撑了四十年船。", "周"),
            ("大家好，我叫林广穗。", "林广穗"),
            ("Hello, my name is Ada Orrell and I keep the lock.", "Ada Orrell"),
            ("Good evening. I'm Folake Tolland.", "Folake Tolland"),
        ] {
            assert_eq!(own_name(text).as_deref(), Some(name), "{text}");
        }
        for text in [
            "我叫了他三声，他没有应。",
            "我姓什么不要紧。",
            "I'm Irish, and so was he.",
            "I'm sure of it.",
            "They asked what my name is.",
        ] {
            assert_eq!(own_name(text), None, "{text}");
        }
    }
}
