//! YAML of a front matter, as a small tree. Aliases are refused: a few lines of them can stand
//! for more text than there is memory.

use saphyr_parser::{Event, Parser};

/// A piece of YAML; every scalar is a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// Why it cannot be read.
#[derive(Debug)]
pub(in crate::read) struct Wrong {
    /// From 1, within the front matter.
    pub(in crate::read) line: usize,
    pub(in crate::read) cause: String,
}

/// How deep a front matter nests at most; ours goes three deep.
const DEPTH: usize = 16;

/// What is being put together: a list, or a map with the key that waits for its value.
enum Open {
    List(Vec<Value>),
    Map(Vec<(String, Value)>, Option<String>),
}

/// Parses the first document.
pub(in crate::read) fn parse(text: &str) -> Result<Value, Wrong> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Wrong {
            line: error.marker().line(),
            cause: error.info().to_owned(),
        })?;
        let wrong = |cause: &str| Wrong { line: span.start.line(), cause: cause.to_owned() };
        let done = match event {
            Event::Scalar(text, ..) => Value::Text(text.into_owned()),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEPTH => {
                return Err(wrong("it nests too deep"));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(values)) => Value::List(values),
                Some(Open::Map(pairs, _)) => Value::Map(pairs),
                None => continue,
            },
            Event::Alias(_) => return Err(wrong("aliases are not read")),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
        };
        match (open.last_mut(), done) {
            (None, done) => return Ok(done),
            (Some(Open::List(values)), done) => values.push(done),
            (Some(Open::Map(_, key @ None)), Value::Text(text)) => *key = Some(text),
            (Some(Open::Map(_, None)), Value::List(_) | Value::Map(_)) => {
                return Err(wrong("a key is no text"));
            }
            (Some(Open::Map(pairs, key @ Some(_))), done) => {
                pairs.extend(key.take().map(|key| (key, done)));
            }
        }
    }
    Err(Wrong { line: 1, cause: "it is empty".to_owned() })
}

impl Value {
    /// The value of a key.
    pub(in crate::read) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(pairs) => pairs.iter().find(|(k, _)| k == key).map(|(_, value)| value),
            Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The text of a key.
    pub(in crate::read) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Self::Text(text) => Some(text),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The pairs of a map.
    pub(in crate::read) fn pairs(&self) -> &[(String, Self)] {
        match self {
            Self::Map(pairs) => pairs,
            Self::Text(_) | Self::List(_) => &[],
        }
    }

    /// The texts of a list, or the one text.
    pub(in crate::read) fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::List(values) => values
                .iter()
                .flat_map(|value| match value {
                    Self::Text(text) => Some(text.clone()),
                    Self::List(_) | Self::Map(_) => None,
                })
                .collect(),
            Self::Map(_) => Vec::new(),
        }
    }

    /// The entries of a list.
    pub(in crate::read) fn entries(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            Self::Text(_) | Self::Map(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read_too() {
        let value = parse("a: plain # remark\nb:\n- 1\n- 'two'\nc: {d: \"e\\n\"}\n").unwrap();
        assert_eq!(value.text("a"), Some("plain"));
        assert_eq!(value.get("b").unwrap().texts(), ["1", "two"]);
        assert_eq!(value.get("c").unwrap().text("d"), Some("e\n"));
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = "a: &a [x, x]\nb: [*a, *a]\n";
        assert_eq!(parse(bomb).unwrap_err().line, 2);
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
