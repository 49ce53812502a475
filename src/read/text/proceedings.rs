//! What stands between the turns of a record or a script and is nobody's words: sounds (`FX: DOOR`),
//! motions and votes (`Moved: Cllr Firth`), the time at which something was said or posted.

use crate::columns::columns;
use crate::model::{DirectionKind, Inline, ParagraphKind, ParatextKind, Role};

use crate::script::{Trim, is_loud, is_numeral};

use super::inline::parse_time;
use super::labels::{Labels, is_dated_time};
use super::lines::Stretch;
use super::rules::rules;

/// What the lines between the turns of a document are like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Proceedings {
    /// Several lines hold a time and nothing else.
    timed: bool,
    /// Somebody presides.
    house: bool,
}

impl Proceedings {
    /// Of a document.
    pub(super) fn of(stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        const ENOUGH: usize = 3;
        let times = stretches.iter().filter(|s| parse_time(s.text.trimmed()).is_some());
        let presides = |name: &str| Role::of_label(name) == Some(Role::Chair);
        let house = labels.names().any(presides);
        Self { timed: times.take(ENOUGH).count() == ENOUGH, house }
    }

    /// A time alone on its line.
    pub(super) fn time(self, text: &str) -> Option<Vec<Inline>> {
        let milliseconds = parse_time(text.trimmed()).filter(|_| self.timed)?;
        Some(vec![Inline::TimeMark { text: text.to_owned(), milliseconds }])
    }

    /// What those present do, as a record says it; a single word (`Laughter.`) is that in a house alone.
    pub(super) fn rising(self, text: &str) -> Option<Vec<Inline>> {
        let word = text.trimmed().bytes().all(|b| b.is_ascii_alphabetic() || b == b'.');
        rising(text).filter(|_| self.house || !word)
    }

    /// What a record of a house tells was done: `The House divided: Ayes 5, Noes 7.`; `after` tells whether
    /// another such line stands just before, which it counts the votes of.
    pub(super) fn is_record(self, text: &str, after: bool) -> bool {
        const LONGEST: usize = 160;
        let text = text.trimmed();
        if !self.house || text.len() > LONGEST || text.contains('\n') {
            return false;
        }
        is_record(text) || (after && (is_tally(text) || is_outcome(text)))
    }
}

/// What those present do, as a record says it: `Several hon. Members rose—`, `议员起立`.
fn rising(text: &str) -> Option<Vec<Inline>> {
    let fits = is_rising(text.trimmed());
    fits.then(|| vec![Inline::Direction { kind: DirectionKind::Incident, text: text.to_owned() }])
}

/// Whether votes may be told behind a line: a rising or a division.
pub(super) fn is_of_a_vote(text: &str) -> bool {
    let text = text.trimmed();
    is_rising(text) || is_tally(text) || (text.len() <= 160 && is_record(text))
}

fn is_rising(text: &str) -> bool {
    const LONGEST: usize = 90;
    let words = text.trim_end_matches(['.', '。', '-', '–', '—', '―', ' ', '…', ':']);
    text.len() <= LONGEST && rules().labels.risings.find(&words.to_lowercase())
}

/// Told in the words of a record, with numbers; behind `That` stands what was moved.
fn is_record(text: &str) -> bool {
    let words = &rules().labels;
    let lower = text.to_lowercase();
    let Some(begins) = words.records.words().find(|words| lower.starts_with(words)) else {
        return false;
    };
    let moved =
        lower.find(", that ").filter(|at| text.get(*at..).is_some_and(|t| t[2..].starts_with('T')));
    let tail = lower.get(begins.len()..moved.unwrap_or(lower.len())).unwrap_or("");
    let mut tail = tail
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '-' | '–' | '—' | '―'))
        .map(|word| word.trim_matches(['.', '(', ')', '[', ']']))
        .filter(|word| !word.is_empty());
    tail.all(|word| {
        word.bytes().all(|b| b.is_ascii_digit() || b == b'.') || words.record_tails.find(word)
    })
}

/// `赞成十二人，反对三人`, `Ayes 5, Noes 7`: counts and nothing else.
fn is_tally(text: &str) -> bool {
    const LONGEST: usize = 120;
    let lower = text.to_lowercase();
    let parts = lower.split([',', '，', '、', ';', '；', '.', '。']).map(str::trim);
    let mut parts = parts.filter(|part| !part.is_empty()).peekable();
    text.len() <= LONGEST && parts.peek().is_some() && parts.all(is_count)
}

/// `赞成十二人`, `ayes 5`
fn is_count(part: &str) -> bool {
    let words = &rules().labels;
    let beside = |word: &str| {
        let rest: String = part.replacen(word, "", 1).replace([' ', ':', '：'], "");
        rest.contains(is_numeral) && words.counted.find(&rest.replace(is_numeral, ""))
    };
    words.tallies.words().any(|word| part.contains(word) && beside(word))
}

fn is_outcome(text: &str) -> bool {
    rules().labels.outcomes.find(text.trim_end_matches(['。', '.', '！']))
}

/// A sound that a script asks for: `FX: SEA, GULLS`, `MUSIC UP AND UNDER`.
pub(super) fn sound(text: &str) -> Option<Vec<Inline>> {
    const LONGEST: usize = 120;
    let trimmed = text.trimmed();
    if trimmed.len() > LONGEST || trimmed.contains('\n') {
        return None;
    }
    let sounds = &rules().labels.sounds;
    let keyed = key_of(trimmed).is_some_and(|key| sounds.find(&key));
    let first = trimmed.split([' ', ',']).next().unwrap_or("").to_lowercase();
    (keyed || (is_loud(trimmed) && sounds.find(&first)))
        .then(|| vec![Inline::Direction { kind: DirectionKind::Incident, text: text.to_owned() }])
}

/// A line of a motion or a vote; `after` tells whether another stands just before, whose outcome it
/// may tell (`Bill accordingly read a second time.`).
pub(super) fn motion(text: &str, after: bool) -> bool {
    const OUTCOME: usize = 60;
    let trimmed = text.trimmed();
    let short = columns(trimmed) <= OUTCOME && trimmed.ends_with('.');
    let tells_outcome = after && short && !trimmed.contains([':', ',']);
    tells_outcome || is_keyed_motion(text, after)
}

/// A line of a motion or a vote by its key (`Moved: Cllr Firth`): one line may tell its outcome. What
/// follows that is said again.
pub(super) fn is_keyed_motion(text: &str, after: bool) -> bool {
    let trimmed = text.trimmed();
    let words = &rules().labels;
    let key = key_of(trimmed).unwrap_or_else(|| trimmed.trim_end_matches('.').to_lowercase());
    key.len() <= 80 && (words.motions.find(&key) || (after && words.votes.find(&key)))
}

/// The date and time at which something was posted: `2023-05-04 10:00:12`.
pub(super) fn posted(text: &str) -> Option<ParagraphKind> {
    is_dated_time(text.trimmed()).then_some(ParagraphKind::Paratext(ParatextKind::Furniture))
}

/// What stands before a colon, in lower case.
fn key_of(text: &str) -> Option<String> {
    text.split_once([':', '：']).map(|(key, _)| key.trimmed().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_of_a_script() {
        for text in ["FX: SEA, GULLS", "Music: a slow waltz", "MUSIC UP AND UNDER", "音效：海浪"]
        {
            assert!(sound(text).is_some(), "{text}");
        }
        for text in ["Music was all she had.", "ROE: FX is an odd word.", "MUSICAL CHAIRS"] {
            assert!(sound(text).is_none(), "{text}");
        }
    }

    #[test]
    fn motions_and_votes() {
        assert!(motion("Moved: Cllr Firth", false) && motion("CARRIED", false));
        assert!(motion("For: 2", true) && !motion("For: 2", false));
        assert!(motion("Bill accordingly read a second time.", true));
        assert!(!motion("I moved here in May.", false) && !motion("Money: we had none.", true));
        // One line tells the outcome; what follows it is said.
        assert!(is_keyed_motion("Moved: Cllr Firth", false));
        assert!(!is_keyed_motion("I never saw the lamp again.", true));
    }

    #[test]
    fn what_a_record_tells() {
        let house = Proceedings { timed: false, house: true };
        for text in [
            "The House divided: Ayes 5, Noes 7.",
            "Question put and agreed to.",
            "Bill accordingly not read a second time.",
        ] {
            assert!(house.is_record(text, false), "{text}");
        }
        for text in [
            "The House divided on it, as they say, and I wept.",
            "Question put, we went home.",
            "Bill reported the leak in March.",
            "Debate resumed too late last time.",
            "Motion agreed to by every man on the board in March.",
            "Leave granted to crews has cost us money.",
            "The House was cold.",
            "Amendments made in committee were good.",
            "赞成十二人，反对三人。",
        ] {
            assert!(!house.is_record(text, false), "{text}");
        }
        assert!(house.is_record("赞成十二人，反对三人，弃权一人。", true));
        for text in [
            "赞成的人很多。",
            "同意5号方案。",
            "I said ayes 5, noes 7.",
            "赞成3人反对5人，那是上个月的事。",
        ] {
            assert!(!house.is_record(text, true), "{text}");
        }
        for text in ["Ayes 5, Noes 7.", "反对三人。", "赞成的有12人，反对的有3人。"]
        {
            assert!(house.is_record(text, true), "{text}");
        }
        for text in [
            "Question put, That the Bill be now read a second time.",
            "Motion agreed to.",
            "Sitting suspended until 3.15 p.m.",
            "Bill read a third time and passed.",
        ] {
            assert!(house.is_record(text, false), "{text}");
        }
        assert!(!Proceedings::default().is_record("Question put and agreed to.", false));
        for text in ["Several hon. Members rose—", "Interruption.", "全体议员起立。"] {
            assert!(house.rising(text).is_some(), "{text}");
        }
        for text in ["Several members rose early that day.", "Interruption was his word."] {
            assert!(house.rising(text).is_none(), "{text}");
        }
        assert!(Proceedings::default().rising("Laughter.").is_none());
        assert!(Proceedings::default().rising("Hon. Members rose—").is_some());
    }

    #[test]
    fn when_something_was_posted() {
        assert!(posted("2023-05-04 10:00:12").is_some());
        assert!(posted("2023-05-04").is_none() && posted("10:30 we left").is_none());
    }
}
