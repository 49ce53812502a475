//! What only the whole text shows of a paragraph that nobody says: a subhead in a text whose speech
//! ends as sentences do, a pull quote, what stands before `The interview in full:`, back matter.

use crate::attribute::rules::{Feature, RuleSet};
use crate::script::{Trim, is_letter_or_digit};

use super::sentences::ends_in_question;
use super::{Seen, Spoken, fire};

/// A subhead is at most so wide.
const WIDEST: usize = 100;

/// Marks such paragraphs; `quotes` are the places of pull quotes.
pub(super) fn mark(rules: &RuleSet, spoken: &[Spoken<'_>], quotes: &[usize], seen: &mut [Seen]) {
    let stops = speech_stops(spoken, seen);
    for (at, paragraph) in spoken.iter().enumerate().filter(|(_, p)| p.width <= WIDEST) {
        let text = paragraph.text.trimmed();
        // Two of them in a row are talk, and a Chinese comma is for sentences, where stops are a matter of taste.
        let alone = at == 0 || !seen[at - 1].form.is_unstopped;
        let is_one = stops == Stops::Always || (alone && !text.contains('，'));
        if stops != Stops::AtTimes && is_one && seen[at].form.is_unstopped {
            fire(rules, &mut seen[at], Feature::Unstopped);
        }
        if is_title_case(text) {
            fire(rules, &mut seen[at], Feature::TitleCase);
        }
    }
    for at in quotes {
        fire(rules, &mut seen[*at], Feature::SaidElsewhere);
    }
    mark_before_talk(rules, spoken, seen);
    mark_back(rules, spoken, seen);
}

/// Whether what is said in a text ends as sentences do, so that what does not is something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stops {
    AtTimes,
    /// As a rule.
    Mostly,
    /// In Chinese, where no sentence of a text is without one.
    Always,
}

fn speech_stops(spoken: &[Spoken<'_>], seen: &[Seen]) -> Stops {
    const LEAST: usize = 8;
    let share = |of: &dyn Fn(&Spoken<'_>) -> bool| {
        let all = spoken.iter().zip(seen).filter(|(p, _)| of(p));
        all.fold((0, 0), |(all, without), (_, seen)| {
            (all + 1, without + usize::from(seen.form.is_unstopped))
        })
    };
    // Before the first long one a list of contents may stand.
    let first = spoken.iter().position(|p| p.width > WIDEST).unwrap_or(0);
    let without = seen[first..].iter().filter(|seen| seen.form.is_unstopped).count();
    let (all, below) = (spoken.len(), spoken.len() - first);
    let (long, long_unstopped) = share(&|p| p.width > WIDEST);
    // Those who transcribe without stops leave them out after “Yeah”, too.
    let (tiny, tiny_unstopped) = share(&|p| p.width <= 12);
    let mostly = long >= LEAST
        && long_unstopped * 20 <= long
        && without * 4 <= below
        && (tiny < LEAST || tiny_unstopped * 8 <= tiny || long_unstopped * 50 <= long);
    // As much is said in half the width; a longer line may be a caption, of which a text has few.
    let stopped = seen.iter().filter(|seen| seen.form.has_wide_stop).count();
    let always = stopped * 2 > all
        && [WIDEST / 3, WIDEST / 2].iter().any(|least| {
            let (said, said_unstopped) = share(&|p| p.width > *least);
            said >= LEAST && said_unstopped * 20 <= said
        });
    match (always, mostly) {
        (true, _) => Stops::Always,
        (false, true) => Stops::Mostly,
        (false, false) => Stops::AtTimes,
    }
}

/// Words that titles write small.
pub(super) const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "its", "of", "on",
    "onto", "or", "over", "the", "to", "under", "via", "vs", "with", "de", "la", "le", "les",
    "des", "du", "et", "der", "die", "das", "und", "im", "von", "el", "y",
];

/// `Leaving the Works and Moving to Orrow`: three words or more, each with a capital but those that
/// titles write small. A sentence that is nearly all names may look so: with a stop it needs more.
fn is_title_case(text: &str) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c| !is_letter_or_digit(c));
        let Some(first) = bare.chars().next() else { continue };
        words += 1;
        capitals += usize::from(first.is_uppercase());
        if first.is_lowercase() && !SMALL.contains(&bare) {
            return false;
        }
    }
    let inside = text.trim_end_matches(['.', '?', '!']);
    let sentence = inside.contains(['.', '!', '?', '。']);
    let small = words > capitals;
    let enough = match text.ends_with(['.', '!']) {
        true => small && capitals >= 4,
        false => capitals >= 4 || (small && capitals >= 2) || capitals == words && capitals == 3,
    };
    text.starts_with(char::is_uppercase) && !sentence && (3..=16).contains(&words) && enough
}

/// Marks everything up to a line that says that the talk follows: `The interview in full:`. An article may
/// stand before it that is as long as the talk.
fn mark_before_talk(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    const MOST: usize = 30;
    let announces = |at: &usize| {
        let text = spoken[*at].text.trimmed();
        let heads_questions = text.ends_with([':', '：'])
            && spoken[*at].width <= WIDEST
            && ASKED.iter().any(|word| text.contains(word))
            && spoken.get(*at + 1).is_some_and(|next| ends_in_question(next.text.trimmed()));
        heads_questions
            || seen[*at].has_named(rules, ".talk-follows")
                && (text.ends_with([':', '：'])
                    || (!ends_in_question(text) && spoken[*at].width <= 240))
    };
    let near = seen.len().min(MOST).min(seen.len().div_ceil(2) + seen.len() / 10);
    let last = (0..near).rev().find(announces);
    for seen in seen.iter_mut().take(last.map_or(0, |at| at + 1)) {
        fire(rules, seen, Feature::BeforeTalk);
    }
}

/// Words of a line that heads questions: 记者问了以下问题：
const ASKED: [&str; 12] =
    ["問", "问", "訪", "访", "採", "采", "答", "談", "谈", "對話", "对话", "如下"];

/// Marks everything from a line that heads back matter on: `References`, 延伸阅读.
fn mark_back(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &mut [Seen]) {
    /// A note on a person stands among so many lines at the end.
    const LAST: usize = 6;
    let heads = |at: &usize| {
        let text = spoken[*at].text.trimmed();
        let is_head = spoken[*at].width <= WIDEST / 2
            && (seen[*at].form.is_unstopped || text.ends_with([':', '：']))
            && seen[*at].has_named(rules, ".heads-back");
        // Behind a line that divides, a publisher speaks to readers.
        is_head || (spoken[*at].after_break && seen[*at].has_named(rules, ".back-matter"))
    };
    // Who somebody is, in the last lines, without a word of oneself or to anybody.
    let tells_who = |at: &usize| {
        seen[*at].has_named(rules, ".was-born") && seen[*at].has(rules, Feature::NoPersons)
    };
    let last = seen.len().saturating_sub(LAST).max(seen.len() / 2);
    let found = (seen.len() / 2..seen.len()).find(heads);
    let about = (last..seen.len()).find(tells_who);
    let below = from_to_readers(rules, spoken, seen).unwrap_or(seen.len());
    for seen in &mut seen[below..] {
        fire(rules, seen, Feature::ToReaders);
    }
    let Some(from) = found.into_iter().chain(about).min() else { return };
    for seen in &mut seen[from..] {
        fire(rules, seen, Feature::UnderBackHead);
    }
}

/// Where a publisher speaks to readers in the last lines, if it answers nothing and nobody says “I”, asks or
/// speaks to anybody from there on.
fn from_to_readers(rules: &RuleSet, spoken: &[Spoken<'_>], seen: &[Seen]) -> Option<usize> {
    const LAST: usize = 5;
    const PERSONS: [Feature; 4] =
        [Feature::OnlyFirst, Feature::OnlySecond, Feature::MoreFirst, Feature::MoreSecond];
    let asks = |at: usize| ends_in_question(spoken[at].text.trimmed());
    let to_readers = |at: usize| seen[at].has_named(rules, ".to-readers");
    let converses =
        |at: usize| asks(at) || PERSONS.iter().any(|feature| seen[at].has(rules, *feature));
    let last = seen.len().saturating_sub(LAST).max(seen.len() / 2);
    let said = (last..seen.len()).rev().find(|at| !to_readers(*at) && converses(*at));
    let from = said.map_or(last, |at| at + 1);
    let answers = |at: usize| at > 0 && asks(at - 1) && !to_readers(at - 1);
    (from..seen.len()).find(|at| to_readers(*at) && !answers(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken<'a>(texts: &[&'a str]) -> Vec<Spoken<'a>> {
        texts.iter().map(|text| Spoken::plain(text)).collect()
    }

    #[test]
    fn titles_have_capitals() {
        for text in [
            "Leaving the Works and Moving to Orrow",
            "Early Work on the Lamp",
            "Advice for Young People",
            "Working with the Keepers of Orrow and Hale.",
            "Do Lamps Need a Keeper?",
        ] {
            assert!(is_title_case(text), "{text}");
        }
        for text in [
            "Leaving the works",
            "With Ann Carrow.",
            "The lamp of Orrow and the Works",
            "In May. Then June. Or July",
            "离开工厂",
        ] {
            assert!(!is_title_case(text), "{text}");
        }
    }

    /// The paragraphs on which a feature fires.
    fn fired_at(feature: Feature, texts: &[&str]) -> Vec<usize> {
        let rules = RuleSet::of(Some("en"));
        let seen = crate::attribute::features::observe(rules, &spoken(texts));
        let rule = rules.rule_of(feature);
        let fires = |at: &usize| seen[*at].fired.iter().any(|fired| Some(fired.rule) == rule);
        (0..texts.len()).filter(fires).collect()
    }

    #[test]
    fn what_has_no_stop_is_no_speech_where_speech_has_one() {
        let long = "We kept the lamp for thirty years, my mother first and then I, and never once in \
            all that time did it go out before the sun was up.";
        let mut texts = vec![long; 8];
        texts.insert(4, "The lamp in winter");
        texts.push("We did. [laughs]");
        assert_eq!(fired_at(Feature::Unstopped, &texts), [4]);
        let contents = ["The lamp", "The lamp in winter", "The sea", "The last keeper"];
        let listed = [&contents[..], &texts].concat();
        assert_eq!(fired_at(Feature::Unstopped, &listed), [0, 8], "contents before it");
        let asked: Vec<&str> = [long, "So you stayed on the lamp"].repeat(8);
        assert_eq!(fired_at(Feature::Unstopped, &asked), [] as [usize; 0], "one has no stops");
        let unstopped = long.trim_end_matches('.');
        texts[1] = unstopped;
        texts[2] = unstopped;
        assert_eq!(
            fired_at(Feature::Unstopped, &texts),
            [] as [usize; 0],
            "who transcribes has none"
        );
    }

    #[test]
    fn front_matter_ends_where_the_talk_is_announced_and_back_matter_has_a_head() {
        let texts = [
            "The keeper asked me whether I had come about the lamp.",
            "The following is an edited transcript of what she said:",
            "When did you come here?",
            "In the dry year.",
            "And you stayed?",
            "I did.",
            "Further reading",
            "The ledgers of the harbour office, 1901.",
        ];
        assert_eq!(fired_at(Feature::BeforeTalk, &texts), [0, 1]);
        assert_eq!(fired_at(Feature::UnderBackHead, &texts), [6, 7]);
    }

    #[test]
    fn who_speaks_to_readers_at_the_end_is_below_the_talk() {
        const TALK: [&str; 4] = [
            "When did you come here?",
            "I came in the dry year.",
            "And you stayed?",
            "I stayed, all the same.",
        ];
        const READERS: &str = "For more information, ask at the harbour office.";
        let behind = |more: &[&'static str]| [&TALK[..], more].concat();
        let below = |more: &[&'static str]| fired_at(Feature::ToReaders, &behind(more));
        assert_eq!(below(&[READERS, "The lamp is lit until May."]), [4, 5]);
        let none: [usize; 0] = [];
        assert_eq!(below(&[READERS, "I lit it myself."]), none, "somebody says I");
        assert_eq!(below(&[READERS, "Is that the lamp?", "It is."]), none, "somebody asks");
        assert_eq!(below(&["What does the sign say?", READERS, "It is old."]), none, "an answer");
    }
}
