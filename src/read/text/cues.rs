//! Text pasted from captions (SRT, WebVTT, the old export of Teams): blocks with a number, a line
//! of times (`00:00:01,000 --> 00:00:03,500`) and what is said.

use super::inline;
use super::pages::Row;

/// Tells the lines of times, the numbers above them and the head of a WebVTT file. Says whether
/// there are any.
pub(super) fn mark(rows: &mut [Row<'_>]) -> bool {
    let times: Vec<usize> = (0..rows.len()).filter(|i| time_of(rows[*i].text).is_some()).collect();
    if times.len() < 2 {
        return false;
    }
    for at in times {
        rows[at].cue = time_of(rows[at].text);
        let begins = |i: usize| i == 0 || rows[i - 1].text.trim().is_empty();
        if let Some(before) = at.checked_sub(1).filter(|i| is_number(rows[*i].text) && begins(*i)) {
            rows[before].is_furniture = true;
        }
    }
    if rows.first().is_some_and(|row| row.text.trim_start_matches('\u{FEFF}').starts_with("WEBVTT"))
    {
        head(rows);
    }
    true
}

/// The first line, and the blocks of notes and styles.
fn head(rows: &mut [Row<'_>]) {
    let mut inside = true;
    let mut after_blank = false;
    for row in rows {
        let is_blank = row.text.trim().is_empty();
        let word = row.text.split_whitespace().next().unwrap_or("");
        inside =
            !is_blank && (inside || (after_blank && matches!(word, "NOTE" | "STYLE" | "REGION")));
        row.is_furniture |= inside && row.cue.is_none();
        after_blank = is_blank;
    }
}

/// When a cue begins, in milliseconds. Settings may follow the times.
fn time_of(line: &str) -> Option<u64> {
    // Cheap before dear: every line is asked.
    memchr::memchr(b'>', Some(line).filter(|line| line.len() < 200)?.as_bytes())?;
    let (from, to) = line.split_once("-->")?;
    let mut after = to.split_whitespace();
    let to = after.next()?;
    // Words that are no settings are said.
    if !after.all(is_setting) {
        return None;
    }
    inline::parse_time(&format!("{}-->{to}", from.trim()))
}

/// Where a cue stands on the picture: WebVTT's settings (W3C, WebVTT, 3.5) and the corners of SRT.
fn is_setting(word: &str) -> bool {
    const KEYS: [&str; 10] =
        ["align", "line", "position", "region", "size", "vertical", "X1", "X2", "Y1", "Y2"];
    word.split_once(':').is_some_and(|(key, value)| KEYS.contains(&key) && !value.is_empty())
}

/// A number, or what a program puts in its place: `b8c5-12/34-0`.
fn is_number(line: &str) -> bool {
    let line = line.trim();
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let made = line.contains('-') && !line.contains(char::is_whitespace) && digits > 3;
    digits > 0 && (digits == line.len() || made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_cues() {
        assert_eq!(time_of("00:00:01,000 --> 00:00:03,500"), Some(1000));
        assert_eq!(time_of("00:01.000 --> 00:03.500 align:start"), Some(1000));
        assert_eq!(time_of("0:1:2.10 --> 0:1:3.0"), Some(62_100));
        assert_eq!(time_of("00:01.000 --> 00:03.500 X1:10 Y1:20"), Some(1000));
        assert_eq!(time_of("00:00:00.000 --> 00:00:04.000 Ann: I said so."), None);
        assert_eq!(time_of("a --> b"), None);
        assert_eq!(time_of("He went --> there"), None);
    }

    #[test]
    fn numbers_of_cues() {
        assert!(is_number("12") && is_number("0f3a9c1e-22d4/7-0"));
        assert!(!is_number("in 1998") && !is_number("well-known"));
    }
}
