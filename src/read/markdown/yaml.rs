//! YAML of a front matter, as a small tree. A few lines of aliases can stand for more text than there
//! is memory, so only texts and lists of texts are repeated, and not without end.

use std::collections::HashMap;

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

/// What is being put together: a list with the number of its anchor, or a map with the key that waits
/// for its value.
enum Open {
    List(Vec<Value>, usize),
    Map(Vec<(String, Value)>, Option<String>),
}

/// What has an anchor, by its number (0 is none), and may be repeated.
#[derive(Default)]
struct Anchors {
    values: HashMap<usize, Value>,
    repeated: usize,
}

impl Anchors {
    /// So many bytes are repeated at most; a front matter is a page.
    const MOST: usize = 1 << 16;

    fn note(&mut self, anchor: usize, value: &Value) {
        if anchor > 0 && value.is_flat() {
            self.values.insert(anchor, value.clone());
        }
    }

    /// What an alias stands for; `is_value`: it is all that a key of a map has.
    fn repeat(&mut self, anchor: usize, is_value: bool) -> Result<Value, &'static str> {
        let value = self.values.get(&anchor);
        let may = |value: &&Value| is_value || matches!(value, Value::Text(_));
        let value =
            value.filter(may).ok_or("only texts and lists of texts are repeated by aliases")?;
        self.repeated += value.size();
        if self.repeated > Self::MOST {
            return Err("its aliases repeat too much");
        }
        Ok(value.clone())
    }
}

/// Parses the first document.
pub(in crate::read) fn parse(text: &str) -> Result<Value, Wrong> {
    let mut open: Vec<Open> = Vec::new();
    let mut anchors = Anchors::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Wrong {
            line: error.marker().line(),
            cause: error.info().to_owned(),
        })?;
        let wrong = |cause: &str| Wrong { line: span.start.line(), cause: cause.to_owned() };
        let done = match event {
            Event::Scalar(text, _, anchor, _) => {
                let text = Value::Text(text.into_owned());
                anchors.note(anchor, &text);
                text
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEPTH => {
                return Err(wrong("it nests too deep"));
            }
            Event::SequenceStart(anchor, ..) => {
                open.push(Open::List(Vec::new(), anchor));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(values, anchor)) => {
                    let list = Value::List(values);
                    anchors.note(anchor, &list);
                    list
                }
                Some(Open::Map(pairs, _)) => Value::Map(pairs),
                None => continue,
            },
            Event::Alias(anchor) => {
                let is_value = matches!(open.last(), Some(Open::Map(_, Some(_))));
                anchors.repeat(anchor, is_value).map_err(wrong)?
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
        };
        match (open.last_mut(), done) {
            (None, done) => return Ok(done),
            (Some(Open::List(values, _)), done) => values.push(done),
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
    /// Whether it is a text, or a list of nothing but texts.
    fn is_flat(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::List(values) => values.iter().all(|value| matches!(value, Self::Text(_))),
            Self::Map(_) => false,
        }
    }

    /// How many bytes a flat value takes, about.
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + size_of::<Self>(),
            Self::List(values) => values.iter().map(Self::size).sum::<usize>() + size_of::<Self>(),
            Self::Map(_) => 0,
        }
    }

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
    fn texts_and_lists_of_texts_are_repeated_by_aliases() {
        let value = parse("a: &a one\nb: *a\nc: [*a, two]\nd: &d [x, *a]\ne: *d\n").unwrap();
        assert_eq!(value.text("b"), Some("one"));
        assert_eq!(value.get("c").unwrap().texts(), ["one", "two"]);
        assert_eq!(value.get("e").unwrap().texts(), ["x", "one"]);
        assert_eq!(parse("a: &a {b: c}\nd: *a\n").unwrap_err().line, 2, "a map is not");
        assert_eq!(parse("a: *none\n").unwrap_err().line, 1);
    }

    #[test]
    fn what_is_repeated_has_a_bound() {
        let long = "x".repeat(1_000);
        let repeated = "- *a\n".repeat(1_000);
        assert!(parse(&format!("a: &a {long}\nb:\n{repeated}")).is_err());
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = "a: &a [x, x]\nb: [*a, *a]\n";
        assert_eq!(parse(bomb).unwrap_err().line, 2);
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
