//! Questions that stand in bold or italics, as Markdown marks them (`**What did you see?**`), where the
//! answers do not.

use crate::script::Trim;

use super::chain::{Clamp, State};

/// What the words of a host end in, where they do not ask.
const STOPS: [char; 7] = ['.', '。', '!', '！', '…', ':', '：'];

const MARKS: [&str; 6] = ["***", "**", "__", "*", "_", "'''"];

/// The words of a paragraph that is emphasised as a whole; any other text as it is.
pub(super) fn inside(text: &str) -> &str {
    bare(text).unwrap_or(text)
}

/// Whether a paragraph is emphasised as a whole.
pub(super) fn is_whole(text: &str) -> bool {
    bare(text).is_some()
}

fn bare(text: &str) -> Option<&str> {
    let text = text.trimmed();
    // Most paragraphs begin with a letter.
    if !text.starts_with(['*', '_', '\'']) {
        return None;
    }
    let mark = MARKS.iter().find(|mark| text.starts_with(**mark))?;
    let inner = text.strip_prefix(mark)?.strip_suffix(mark)?.trimmed();
    (!inner.is_empty() && !inner.contains(mark)).then_some(inner)
}

/// What the emphasis tells of the paragraphs: where most that is emphasised asks and what is not seldom
/// does, it is the host's; a few words that neither ask nor stop are a heading. Nothing where it
/// tells nothing.
pub(super) fn questions<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Vec<Clamp> {
    const LEAST: usize = 2;
    if texts.clone().filter(|text| is_whole(text)).take(LEAST).count() < LEAST {
        return Vec::new();
    }
    let is_question = |text: &str| text.trimmed().ends_with(['?', '？']);
    let (mut clamps, mut asked, mut plain, mut plain_asked) = (Vec::new(), 0, 0, 0);
    let mut count = 0;
    let mut before: Vec<&str> = Vec::new();
    for text in texts {
        before.push(text);
        let state = bare(text).map(|words| {
            if !is_question(words) && !words.ends_with(STOPS) {
                return State::Aside;
            }
            count += 1;
            asked += usize::from(is_question(words));
            State::Host
        });
        if state.is_none() {
            plain += 1;
            plain_asked += usize::from(is_question(text));
        }
        clamps.push(Clamp { state, ..Clamp::default() });
    }
    // Most are asked, and there are answers to most.
    let tells =
        asked >= LEAST && asked * 4 >= count * 3 && plain + 1 >= count && plain_asked * 4 <= plain;
    if !tells {
        return Vec::new();
    }
    // What stands before the first of them is a lead, but for what somebody says to somebody.
    let lead = clamps.iter().take_while(|clamp| clamp.state.is_none()).count();
    for (clamp, text) in clamps.iter_mut().zip(before).take(lead) {
        clamp.state = (!speaks(text)).then_some(State::Front);
    }
    clamps
}

/// Whether a text has words for who says it or who hears it; “we” is what a lead says too.
pub(super) fn speaks(text: &str) -> bool {
    const WORDS: [&str; 7] = ["I", "I'm", "I’m", "you", "You", "your", "Thank"];
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    text.contains(['我', '您', '你']) || words.any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_is_taken_off_whole_paragraphs() {
        assert_eq!(inside("**What did you see?**"), "What did you see?");
        assert_eq!(inside("_What did you see?_"), "What did you see?");
        assert_eq!(inside("**Never** and **nowhere**"), "**Never** and **nowhere**");
        assert_eq!(inside("I saw *it*."), "I saw *it*.");
    }

    #[test]
    fn what_is_emphasised_and_asks_is_the_hosts() {
        let texts = [
            "The lamp.",
            "**What did you see?**",
            "Nothing.",
            "**Tell me more.**",
            "No.",
            "**Why?**",
            "**When?**",
            "In May.",
        ];
        let clamps = questions(texts.into_iter());
        let hosts: Vec<usize> =
            (0..clamps.len()).filter(|i| clamps[*i].state == Some(State::Host)).collect();
        assert_eq!(hosts, [1, 3, 5, 6]);
        assert_eq!(clamps[0].state, Some(State::Front));
        let subhead = ["**The lamp**", "It was lit."].into_iter().chain(texts);
        assert_eq!(questions(subhead)[0].state, Some(State::Aside));
        let headings = ["**The lamp**", "It was out.", "**The keeper**", "Who was he?"];
        assert!(questions(headings.into_iter()).is_empty());
    }
}
