//! Heads of scenes in a play or a script: `SCENE 2. A kitchen.`, `INT. KITCHEN - DAY`, `第二场`; and how one
//! scene gives way to another: `CUT TO:`, `幕落`.

use crate::columns::columns;
use crate::model::{DirectionKind, Inline};
use crate::script::{is_loud, is_numeral};

use super::inline;
use super::labels::Labels;
use super::lines::Stretch;
use super::rules::rules;

/// A head is at most so wide, as a heading is.
const WIDEST: usize = 72;

/// What a document has of a play.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scenes {
    heads: usize,
    /// Whole lines in brackets that tell what happens.
    directions: usize,
}

impl Scenes {
    /// Of a document with labels; no other is a play.
    pub(super) fn of(stretches: &[Stretch<'_>], labels: &Labels) -> Self {
        if labels.is_empty() {
            return Self::default();
        }
        let heads = (0..stretches.len()).filter(|i| is_set_off(stretches, *i, labels)).count();
        let directions = stretches.iter().filter(|s| is_direction(s.text)).count();
        Self { heads, directions }
    }

    /// Whether the paragraph at `i` is the head of a scene. `第二场 渡口` may also be what somebody says,
    /// where nothing else is of a play.
    pub(super) fn heads(self, stretches: &[Stretch<'_>], i: usize, labels: &Labels) -> bool {
        is_set_off(stretches, i, labels)
            && (self.heads > 1 || self.has_directions() || !is_short_title(stretches[i].text))
    }

    /// How a script says that the scene ends or begins: `CUT TO:`, `FADE OUT.`; where nothing is of a play
    /// `Blackout.` and `落幕。` are words.
    pub(super) fn transition(self, text: &str) -> Option<Vec<Inline>> {
        let sure = || is_loud(text) || text.trim_end().ends_with([':', '：']);
        transition(text).filter(|_| self.heads > 0 || self.has_directions() || sure())
    }

    fn has_directions(self) -> bool {
        self.directions > 1
    }
}

/// Whether a line is the head of a scene by its form and by what stands around it: somebody speaks below it,
/// something happens, or a scene of the act begins.
fn is_set_off(stretches: &[Stretch<'_>], i: usize, labels: &Labels) -> bool {
    let line = &stretches[i];
    // What stands below the time of a caption is said.
    let said = i.checked_sub(1).is_some_and(|before| stretches[before].cue.is_some());
    let opens = || {
        stretches.get(i + 1).is_some_and(|next| {
            labels.starts(next.start, next.text)
                || next.text.trim_start().starts_with(['(', '（', '[', '［', '【'])
                || is_head(next.text)
                || is_loud(line.text)
        })
    };
    line.after_blank && !said && is_head(line.text) && opens()
}

/// A line in brackets by itself, other than of laughs and pauses, which a talk has as well.
fn is_direction(text: &str) -> bool {
    let text = text.trim();
    let whole = text.starts_with(['(', '（', '[', '［']) && text.ends_with([')', '）', ']', '］']);
    let tells = |piece: &Inline| match piece {
        Inline::Direction { kind, .. } => *kind == DirectionKind::Incident,
        Inline::Text { .. } => true,
        Inline::TimeMark { .. } | Inline::Furniture { .. } => false,
    };
    whole && inline::split(text).iter().all(tells)
}

/// Whether a line is the head of a scene by its form.
pub(super) fn is_head(line: &str) -> bool {
    let line = line.trim();
    // Cheap before dear: every short line is asked.
    line.len() <= 4 * WIDEST
        && line.starts_with(|c: char| c.is_uppercase() || matches!(c, '第' | '内' | '外' | '內'))
        && (is_place(line) || is_numbered(line) || is_chinese(line))
        && !line.contains(['\n', '?', '？'])
        && columns(line) <= WIDEST
}

/// `INT. KITCHEN - DAY`
fn is_place(line: &str) -> bool {
    let Some((word, place)) = line.split_once([' ', '\u{3000}']) else { return false };
    if !rules().labels.places.find(&word.to_lowercase()) {
        return false;
    }
    let loud = !line.contains(char::is_lowercase);
    let apart = [" - ", " – ", " — "].iter().any(|dash| place.contains(dash));
    !place.trim().is_empty() && (loud || (apart && !word.contains(char::is_lowercase)))
}

/// `SCENE 2. A kitchen.`, `Act I, Scene 3`, `Scene Three`
fn is_numbered(line: &str) -> bool {
    let Some((word, rest)) = line.split_once(' ') else { return false };
    if !rules().labels.scenes.find(&word.to_lowercase()) || !word.starts_with(char::is_uppercase) {
        return false;
    }
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    if !is_number(number) {
        return false;
    }
    let behind = behind.trim_start();
    let Some(mark) = behind.chars().next() else { return true };
    let title = behind[mark.len_utf8()..].trim();
    match mark {
        '.' | ':' | '–' | '—' | '-' | '(' => title.is_empty() || is_title(title),
        // `Act I, Scene 3`, `ACT I SCENE 3`
        ',' | ';' => is_numbered(title),
        _ => is_numbered(behind),
    }
}

/// What stands behind the number is a place or a time, and nobody speaks of themself.
fn is_title(title: &str) -> bool {
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    !title.starts_with(char::is_lowercase)
        && !words.any(|word| rules().labels.clauses.find(&word.to_lowercase()))
}

/// `3`, `IV`, `Three`
fn is_number(text: &str) -> bool {
    let roman = |text: &str| text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'));
    !text.is_empty()
        && (text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
            || text.len() <= 6 && roman(text)
            || rules().labels.numbers.find(&text.to_lowercase()))
}

/// `第二场`, `第三场 同日，傍晚。渡口。`, `第一幕第二场`
fn is_chinese(line: &str) -> bool {
    chinese_title(line).is_some_and(|title| title.is_empty() || is_chinese_title(title))
}

/// What stands behind the Chinese number of a scene, set off from it.
fn chinese_title(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('第')?;
    let behind = rest.trim_start_matches(is_numeral);
    let title = behind.strip_prefix(['场', '場', '幕', '折'])?;
    if behind.len() == rest.len() {
        return None;
    }
    let apart =
        |c: char| c.is_whitespace() || matches!(c, '：' | ':' | '.' | '．' | '、' | '—' | '·');
    if title.is_empty() || title.starts_with(apart) {
        return Some(title.trim_start_matches(apart));
    }
    chinese_title(title)
}

/// A place or a time: nobody speaks there, and what ends in a stop has another one before.
fn is_chinese_title(title: &str) -> bool {
    let words = title.trim_end_matches('。');
    !rules().labels.said_of_scenes.find(title)
        && (words.len() == title.len() || words.contains('。'))
}

/// `第三场 渡口`, which may also begin what somebody says.
fn is_short_title(line: &str) -> bool {
    chinese_title(line.trim()).is_some_and(|title| !title.is_empty() && !title.contains('。'))
}

/// How a script says that the scene ends or begins: `CUT TO:`, `FADE OUT.`, `幕落`.
fn transition(text: &str) -> Option<Vec<Inline>> {
    const LONGEST: usize = 60;
    let trimmed = text.trim();
    let fits = trimmed.len() <= LONGEST && is_transition(trimmed);
    fits.then(|| vec![Inline::Direction { kind: DirectionKind::Incident, text: text.to_owned() }])
}

fn is_transition(text: &str) -> bool {
    let words = text.trim_end_matches(['.', ':', '。', '：', ' ']);
    rules().labels.transitions.find(&words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_scenes() {
        for line in [
            "SCENE 2. A kitchen.",
            "Scene Three. The same, an hour later.",
            "ACT I",
            "Act I, Scene 2",
            "Scène 3 : La cuisine",
            "INT. KITCHEN - DAY",
            "EXT. QUAY – NIGHT",
            "第二场",
            "第一幕第二场",
            "第三场 同日，傍晚。渡口。",
            "内景 厨房 日",
        ] {
            assert!(is_head(line), "{line}");
        }
        for line in [
            "Scene by scene I went through it with him.",
            "Scene 2 was the one that I liked.",
            "Scene 2, which I wrote in May, was cut.",
            "Scene 2: I wrote it in May.",
            "Act now.",
            "Act on it",
            "scene 2",
            "Int. he said, and laughed.",
            "第二场演出很成功。",
            "第二场，我们输了。",
            "第一场 大家都很紧张",
            "第三场：我受伤了。",
            "第三场：比赛下雨。",
            "第二天，我们走了。",
            "Was it in scene 2?",
        ] {
            assert!(!is_head(line), "{line}");
        }
    }

    #[test]
    fn one_scene_gives_way_to_another() {
        for line in ["CUT TO:", "Fade out.", "幕落"] {
            assert!(transition(line).is_some(), "{line}");
        }
        for line in ["Cut to the bone.", "幕落下来的时候我哭了。"] {
            assert!(transition(line).is_none(), "{line}");
        }
    }
}
