//! JSON lines, walked as plain values. A line is a block or a segment of one; its text is that of
//! the source by lines.

use serde_json::Value;

use super::back::{Blanks, Place, ReadBack, Role, Said, Spoken};
use super::fault::Fault;

/// Reads it back.
pub(super) fn read(bytes: &[u8]) -> Result<ReadBack, Fault> {
    let text = std::str::from_utf8(bytes).map_err(Fault::damaged)?;
    if !text.ends_with('\n') {
        return Err(Fault::damaged("it ends within a line"));
    }
    let mut back = ReadBack::of_text(text, Blanks::Kept);
    let mut at = 0;
    let mut last = String::new();
    for (number, line) in text.lines().enumerate() {
        let place = Place::Offset(at);
        at += line.len() + 1;
        let value: Value = serde_json::from_str(line)
            .map_err(|error| Fault::damaged(format!("line {}: {error}", number + 1)))?;
        let word = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        record(&mut back, &word, &place)?;
        let id = word("id").unwrap_or_default();
        // A block of several segments may stand on several lines.
        if last != id {
            back.end_turn();
            if word("type").as_deref() == Some("turn") {
                turn(&mut back, &value, &id, &place);
            }
        }
        last = id;
        let text = whole(&word("text").unwrap_or_default(), &value).ok_or_else(|| {
            let what = "has `asides` that stand nowhere in its `text`".to_owned();
            Fault::Structure { place: back.describe(&place), what }
        })?;
        for line in text.split('\n') {
            back.begin(Role::Paragraph);
            back.push(line, place.clone());
        }
    }
    back.end_turn();
    Ok(back)
}

/// The words with what was left out put back in its place.
fn whole(text: &str, line: &Value) -> Option<String> {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut done = 0;
    for aside in line.get("asides").and_then(Value::as_array).into_iter().flatten() {
        let at = usize::try_from(aside.get("at")?.as_u64()?).ok()?;
        for _ in done..at {
            whole.push(rest.next()?);
        }
        done = done.max(at);
        whole.push_str(aside.get("text")?.as_str()?);
    }
    whole.push_str(rest.as_str());
    Some(whole)
}

/// Every line names its source: all have to name the same.
fn record(
    back: &mut ReadBack,
    word: &dyn Fn(&str) -> Option<String>,
    place: &Place,
) -> Result<(), Fault> {
    let hash = word("document");
    match &back.recorded.sha256 {
        Some(known) if hash.as_ref() != Some(known) => {
            let what = "is of another source than the lines before".to_owned();
            return Err(Fault::Structure { place: back.describe(place), what });
        }
        Some(_) => {}
        None => back.recorded.sha256 = hash,
    }
    back.recorded.language = word("language");
    Ok(())
}

fn turn(back: &mut ReadBack, value: &Value, id: &str, place: &Place) {
    let ids = value.get("speakers").and_then(Value::as_array).into_iter().flatten();
    let ids = ids.filter_map(Value::as_str).map(str::to_owned).collect();
    back.turns.push(Spoken {
        id: Some(id.to_owned()),
        speakers: Said::Ids(ids),
        beside: None,
        basis: value.get("basis").and_then(Value::as_str).map(str::to_owned),
        first: back.chunks.len(),
        end: None,
        place: place.clone(),
    });
    if let Some(label) = value.get("label").and_then(Value::as_str) {
        back.begin(Role::Label);
        back.push(label, place.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::ReadOptions;
    use crate::verify::{Original, verify};

    const TALK: &str = "Anna: Hello and welcome.\nBen: Thank you, Anna.\n\
                        Anna: What brings you here?\nBen: The good company.\n\nAnd the soup.\n";

    /// The lines, as whoever writes them does.
    fn lines(hash: &str) -> String {
        let line = |id: &str, who: &str, label: &str, text: &str| {
            format!(
                "{{\"document\":\"{hash}\",\"language\":\"en\",\"id\":\"{id}\",\"type\":\"turn\",\
                 \"speakers\":[\"{who}\"],\"basis\":\"labelled\",\"label\":\"{label}\",\
                 \"text\":\"{text}\"}}\n"
            )
        };
        line("t1", "p1", "Anna: ", "Hello and welcome.")
            + &line("t2", "p2", "Ben: ", "Thank you, Anna.")
            + &line("t3", "p1", "Anna: ", "What brings you here?")
            + &line("t4", "p2", "Ben: ", "The good company.\\nAnd the soup.")
    }

    #[test]
    fn lines_are_proven_and_changes_are_not() {
        let original = Original::read("talk.txt", TALK.as_bytes(), &ReadOptions::default());
        let original = original.unwrap();
        let good = lines(&original.transcript().source.sha256);
        let proven = |text: &str| read(text.as_bytes()).and_then(|back| verify(back, &original));
        assert_eq!(proven(&good).unwrap().turns, 4);
        for (from, to) in [
            ("the soup", "the soap"),
            ("\"p2\"", "\"p1\""),
            ("\"t3\"", "\"t5\""),
            ("labelled", "inferred"),
            ("Anna: ", "Ann: "),
            ("\"text\":\"Hello", "\"asides\":[{\"at\":3,\"text\":\"!\"}],\"text\":\"Hello"),
            ("\"text\":\"Hello", "\"asides\":[{\"at\":99,\"text\":\"\"}],\"text\":\"Hello"),
            ("\\n", " "),
        ] {
            assert!(proven(&good.replacen(from, to, 1)).is_err(), "{from}");
        }
        let apart = "\"asides\":[{\"at\":5,\"text\":\" and\"}],\"text\":\"Hello welcome.";
        let apart = good.replacen("\"text\":\"Hello and welcome.", apart, 1);
        assert_eq!(proven(&apart).unwrap().turns, 4);
        assert!(proven(good.trim_end()).is_err());
        assert!(proven(&good[..good.len() / 2]).is_err());
        assert!(proven("").is_err());
    }
}
