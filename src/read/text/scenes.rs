//! Heads of scenes in a play or a script: `SCENE 2. A kitchen.`, `INT. KITCHEN - DAY`, `第二场`; and how one
//! scene gives way to another: `CUT TO:`, `幕落`.

use crate::columns::columns;
use crate::model::{DirectionKind, Inline};

use super::rules::rules;

/// A head is at most so wide, as a heading is.
const WIDEST: usize = 72;

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
    const NUMBERS: &str = "零〇一二三四五六七八九十百两兩0123456789";
    let Some(rest) = line.strip_prefix('第') else { return false };
    let behind = rest.trim_start_matches(|c| NUMBERS.contains(c));
    if behind.len() == rest.len() {
        return false;
    }
    let Some(title) = behind.strip_prefix(['场', '場', '幕', '折']) else { return false };
    let apart =
        |c: char| c.is_whitespace() || matches!(c, '：' | ':' | '.' | '．' | '、' | '—' | '·');
    title.is_empty() || title.starts_with(apart) || is_chinese(title)
}

/// How a script says that the scene ends or begins: `CUT TO:`, `FADE OUT.`, `幕落`.
pub(super) fn transition(text: &str) -> Option<Vec<Inline>> {
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
