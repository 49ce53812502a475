//! Turns as plain text, read by their indents alone.

use super::back::{Blanks, Place, ReadBack, Recorded, Role, Said, Spoken};
use super::fault::Fault;

/// How the first and the last line begin.
const MARK: &str = "transcripta-turns/1.0 ";

/// Reads it back.
pub(super) fn read(bytes: &[u8]) -> Result<ReadBack, Fault> {
    let page = std::str::from_utf8(bytes).map_err(Fault::damaged)?;
    let (head, body, count) = parts(page).ok_or_else(|| {
        Fault::damaged("its first or last line is not that of transcripta-turns/1.0: it is cut off")
    })?;
    let mut back = ReadBack::of_text(page, Blanks::Turns);
    back.recorded = recorded(head);
    let mut at = head.len() + 1;
    let mut block = Block::Over;
    for line in body.split_terminator('\n') {
        block = block.line(&mut back, line, at)?;
        at += line.len() + 1;
    }
    block.end(&mut back);
    if back.turns.len().to_string() != count {
        let what = format!("{} turns, and the last line says `{count}`", back.turns.len());
        return Err(Fault::damaged(what));
    }
    Ok(back)
}

/// The first line, what stands between, and the number in the last line.
fn parts(page: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = page.split_once('\n')?;
    let (body, last) = rest.strip_suffix('\n')?.rsplit_once('\n')?;
    // An empty line after the first, and one before the last.
    let is_apart = body.is_empty() || body.starts_with('\n') && body.ends_with('\n');
    let count = last.strip_prefix(MARK)?.strip_prefix("turns:")?;
    (is_apart && head.starts_with(MARK)).then_some((head, body, count))
}

fn recorded(head: &str) -> Recorded {
    let mut recorded = Recorded::default();
    let entries = head.split(" source:").next().unwrap_or(head).split(' ');
    for (key, value) in entries.filter_map(|entry| entry.split_once(':')) {
        let value = value.to_owned();
        match key {
            "sha256" => recorded.sha256 = Some(value),
            "lang" => recorded.language = Some(value),
            "encoding" => recorded.encoding = Some(value),
            "rules" => recorded.rules = Some(value),
            option => {
                recorded.options.insert(option.to_owned(), value);
            }
        }
    }
    recorded
}

/// What the last line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Nothing: it was empty.
    Over,
    /// A turn, of which this many lines stood at the margin.
    Label(usize),
    /// The words of a turn, or what is no speech, set in by this.
    Words(&'static str),
}

impl Block {
    fn line(self, back: &mut ReadBack, line: &str, at: usize) -> Result<Self, Fault> {
        let place = Place::Offset(at);
        if line.is_empty() {
            self.end(back);
            return Ok(Self::Over);
        }
        match self {
            Self::Over if line.starts_with("  ") => {
                back.begin(Role::Paragraph);
                words(back, line, "  ", at)
            }
            Self::Over if is_label(line) => {
                turn(back, line, place);
                Ok(Self::Label(1))
            }
            // Under a label, whom a person put in its place.
            Self::Label(1) if is_label(line) => {
                back.begin(Role::Ours);
                back.push(line, place);
                if let Some(turn) = back.turns.last_mut() {
                    turn.beside = Some(line.to_owned());
                }
                Ok(Self::Label(2))
            }
            Self::Label(_) => {
                back.begin(Role::Paragraph);
                words(back, line, "    ", at)
            }
            Self::Words(indent) => {
                if line == indent {
                    back.begin(Role::Paragraph);
                    return Ok(self);
                }
                // The first line of a paragraph has no line end before it.
                if back.chunks.last().is_some_and(|chunk| !chunk.range.is_empty()) {
                    back.push("\n", Place::Offset(at.saturating_sub(1)));
                }
                words(back, line, indent, at)
            }
            Self::Over => Err(outside(back, &place)),
        }
    }

    fn end(self, back: &mut ReadBack) {
        match self {
            Self::Over => {}
            Self::Label(_) | Self::Words(_) => back.end_turn(),
        }
    }
}

/// Whether a line stands at the margin, without blanks around it.
fn is_label(line: &str) -> bool {
    line.trim() == line
}

fn turn(back: &mut ReadBack, line: &str, place: Place) {
    back.turns.push(Spoken {
        id: None,
        speakers: Said::Bold,
        beside: None,
        basis: None,
        first: back.chunks.len(),
        end: None,
        place: place.clone(),
    });
    back.begin(Role::Label);
    back.push(line, place);
}

fn words(back: &mut ReadBack, line: &str, indent: &'static str, at: usize) -> Result<Block, Fault> {
    let Some(words) = line.strip_prefix(indent) else {
        return Err(outside(back, &Place::Offset(at)));
    };
    back.push(words, Place::Offset(at));
    Ok(Block::Words(indent))
}

fn outside(back: &ReadBack, place: &Place) -> Fault {
    let what = "is set in neither as words of a turn nor as what is no speech".to_owned();
    Fault::Structure { place: back.describe(place), what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::ReadOptions;
    use crate::verify::{Original, verify};

    const TALK: &str = "A TALK\n\n    Anna:  Hello\nand welcome.\n    Ben:  Thank you.\n\n\
                        \x20   Anna:  Why?\n    Ben:  The company.\n\n    And the soup.\n";

    /// The file, as whoever writes it does.
    fn file(hash: &str) -> String {
        format!(
            "transcripta-turns/1.0 sha256:{hash} lang:en source:a talk.txt\n\n  A TALK\n\n\
             Anna:\n    Hello\n    and welcome.\n\nBen:\n    Thank you.\n\nAnna:\n    Why?\n\n\
             Ben:\n    The company.\n    \n        And the soup.\n\ntranscripta-turns/1.0 turns:4\n"
        )
    }

    #[test]
    fn turns_are_proven_and_changes_are_not() {
        let original = Original::read("talk.txt", TALK.as_bytes(), &ReadOptions::default());
        let original = original.unwrap();
        let good = file(&original.transcript().source.sha256);
        let proven = |text: &str| read(text.as_bytes()).and_then(|back| verify(back, &original));
        assert_eq!(proven(&good).unwrap().turns, 4);
        for (from, to) in [
            ("the soup", "the soap"),
            ("Anna:", "Ann:"),
            ("Anna:", "Anna: "),
            ("Anna:", " Anna:"),
            ("Anna:\n", "Anna:\n[Ben*]:\n"),
            ("Anna:\n", ""),
            ("    Why", "  Why"),
            ("Hello\n    and", "Hello and"),
            ("Hello\n    and", "Hello\n    \nand"),
            // What a program that takes blanks from the ends of lines makes of it.
            ("    \n", "\n"),
            ("        And", "    And"),
            ("  A TALK", "    A TALK"),
            ("  A TALK", "A TALK"),
            ("turns:4", "turns:5"),
            ("sha256:", "md5:"),
        ] {
            assert!(good.contains(from), "{from}");
            assert!(proven(&good.replacen(from, to, 1)).is_err(), "{from} {to}");
        }
        for length in 0..good.len() {
            assert!(proven(&good[..length]).is_err(), "{length}");
        }
    }
}
