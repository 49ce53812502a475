//! Who talks, as the heading of a talk says it: `Interview with Jane Doe by John Roe`,
//! `李秀英口述 王敏采访整理`.

use crate::model::Role;
use crate::read::text::labels::{Labels, is_chinese_name};
use crate::read::text::lines::Stretch;
use crate::read::text::rules::{firms, rules};
use crate::script::is_han;

use super::{Named, may_be_name};

/// The part, as a label would print it.
const ASKS: &str = "interviewer";
const IS_ASKED: &str = "interviewee";

/// Whom the lines before the first turn name; nobody for a part that two of them give to two.
pub(super) fn named<'a>(stretches: &[Stretch<'a>], labels: &Labels) -> Vec<Named<'a>> {
    const NEAR: usize = 8;
    let front = stretches.iter().take(NEAR).take_while(|s| !labels.starts(s.start, s.text));
    let mut found: Vec<Named<'_>> = Vec::new();
    for stretch in front {
        for (part, name) in told(stretch.text) {
            let Some(at) = stretch.text.find(name) else { continue };
            let at = stretch.start + at;
            found.push(Named { part, short: None, name, at, rule: "name.heading" });
        }
    }
    let one = |part: &str| {
        let mut names = found.iter().filter(|one| one.part == part);
        let first = names.next()?;
        names.all(|other| other.name == first.name).then_some(*first)
    };
    [ASKS, IS_ASKED].into_iter().filter_map(one).collect()
}

/// Parts and names in a heading.
fn told(text: &str) -> Vec<(&'static str, &str)> {
    const LONGEST: usize = 160;
    let text = text.trim().trim_matches(['#', '*', '_', ' ', '《', '》']);
    if text.len() > LONGEST || text.contains(['\n', '?', '!', '？', '！', '。']) {
        return Vec::new();
    }
    if text.contains(is_han) { chinese(text) } else { latin(text) }
}

/// `Interview with Jane Doe by John Roe`, `Jane Doe, interviewed by John Roe`
fn latin(text: &str) -> Vec<(&'static str, &str)> {
    // Offsets in it have to be those of the text.
    let lower = text.to_ascii_lowercase();
    let behind = |words: &str| lower.find(words).map(|at| (at, at + words.len()));
    let mut found = Vec::new();
    let interview = rules().labels.interview_with.words().find_map(|words| {
        let (at, end) = behind(words)?;
        // `Oral history interview with`, `Transcript of an interview with`
        (lower[..at].split_whitespace().count() <= 4).then_some(end)
    });
    let by = rules().labels.interviewed_by.words().find_map(behind);
    if let Some((at, end)) = by {
        found.extend(name(&text[end..]).map(|name| (ASKS, name)));
        if interview.is_none() {
            found.extend(name(&text[..at]).map(|name| (IS_ASKED, name)));
        }
    }
    if let Some(start) = interview {
        let end = by.map_or(text.len(), |(at, _)| at);
        found.extend(text.get(start..end).and_then(name).map(|name| (IS_ASKED, name)));
        let plain = || lower[start..].find(" by ").map(|at| &text[start + at + " by ".len()..]);
        if by.is_none()
            && let Some(rest) = plain()
        {
            found.extend(name(rest).map(|name| (ASKS, name)));
        }
    }
    found
}

/// The name that a text begins with, up to what is told of its bearer.
fn name(text: &str) -> Option<&str> {
    let end = text.find([',', '(', '[', ':', ';', '|', '/', '—']).unwrap_or(text.len());
    let lower = text[..end].to_ascii_lowercase();
    let words = &rules().labels;
    let end = words.behind_names.words().filter_map(|word| lower.find(word)).min().unwrap_or(end);
    let name = text[..end].trim().trim_end_matches(['.', ' ']);
    let is_firm = || {
        let mut parts = lower[..end].split_whitespace();
        firms().has_word(name) || parts.any(|word| words.no_persons.find(word))
    };
    (may_be_name(name) && Role::of_label(name).is_none() && !is_firm()).then_some(name)
}

/// `李秀英口述 王敏采访整理`, `李秀英 口述，王敏 采访`
fn chinese(text: &str) -> Vec<(&'static str, &str)> {
    let mark = |c: char| c.is_whitespace() || "，,、/／|；;（）()".contains(c);
    let pieces: Vec<&str> = text.split(mark).filter(|piece| !piece.is_empty()).collect();
    let mut found = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        for (part, verbs) in [(ASKS, &rules().labels.asks_zh), (IS_ASKED, &rules().labels.tells_zh)]
        {
            let before = verbs.words().find_map(|verb| piece.strip_suffix(verb));
            // The name may stand before a blank.
            let name = before.map(|name| match (name, i.checked_sub(1)) {
                ("", Some(at)) => (pieces[at], true),
                _ => (name, i > 0),
            });
            let is_name = |name: &str| is_chinese_name(name) && !firms().ends(name);
            found.extend(name.filter(|(name, _)| is_name(name)).map(|found| (part, found)));
        }
    }
    // `周末访谈` begins like a name too: a short one is set off, or both are named.
    let both = [ASKS, IS_ASKED].iter().all(|part| found.iter().any(|(one, _)| one == part));
    let sure = |(name, apart): (&str, bool)| both || apart || name.chars().count() == 3;
    found.retain(|(_, found)| sure(*found));
    found.into_iter().map(|(part, (name, _))| (part, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_name_who_talks() {
        let both = vec![(ASKS, "John Roe"), (IS_ASKED, "Jane Doe")];
        for text in [
            "Interview with Jane Doe by John Roe",
            "# Oral history interview with Jane Doe, conducted by John Roe",
            "INTERVIEW of Jane Doe interviewed by John Roe, 4 May 1998",
            "Jane Doe, interviewed by John Roe",
        ] {
            let mut found = told(text);
            found.sort_by_key(|(part, _)| *part != ASKS);
            assert_eq!(found, both, "{text}");
        }
        for text in ["李秀英口述 王敏采访整理", "李秀英 口述，王敏 采访"] {
            let mut found = told(text);
            found.sort_by_key(|(part, _)| *part != ASKS);
            assert_eq!(found, [(ASKS, "王敏"), (IS_ASKED, "李秀英")], "{text}");
        }
        assert_eq!(
            told("A conversation with Dr. Lena Voss on the mole"),
            [(IS_ASKED, "Dr. Lena Voss")]
        );
        assert_eq!(
            told("Deposition of Jane Doe taken by John Roe"),
            [(IS_ASKED, "Jane Doe"), (ASKS, "John Roe")]
        );
        assert_eq!(told("渡口 王敏采访"), [(ASKS, "王敏")]);
        assert_eq!(told("李秀英口述"), [(IS_ASKED, "李秀英")]);
        for text in [
            "Interview with the keeper of the light",
            "Interview with Jane Doe and Ann Lee",
            "The lamp, by John Roe",
            "An interview by candle light",
            "Interview with Orrow Council",
            "A conversation with Harbour House",
            "A conversation with the Past",
            "Interviewing Old Sailors",
            "周末访谈",
            "黄河口述",
            "万里路口述",
            "渡口口述史",
            "关于渡口的访谈",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
