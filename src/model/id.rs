//! Ids: the same in every format, so that a citation of one copy holds in the others.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A participant: `p1`, `p2`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantId(pub u32);

/// The four things that a body is made of; each has its own letter and count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// `t1`, `t2`, ...
    Turn,
    /// `h1`, `h2`, ...
    Heading,
    /// `d1`, `d2`, ...
    Direction,
    /// `x1`, `x2`, ...
    Paratext,
}

impl BlockKind {
    const ALL: [Self; 4] = [Self::Turn, Self::Heading, Self::Direction, Self::Paratext];

    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::Turn => "t",
            Self::Heading => "h",
            Self::Direction => "d",
            Self::Paratext => "x",
        }
    }
}

/// A block of the body: `t1` (turn), `h1` (heading), `d1` (direction), `x1` (paratext).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId {
    /// Turn, heading, direction or paratext.
    pub kind: BlockKind,
    /// 1-based, counted per kind.
    pub number: u32,
}

/// A segment of a block: `t1.s1`, `t1.s2`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId {
    /// The block it stands in.
    pub block: BlockId,
    /// 1-based within the block.
    pub number: u32,
}

/// The text is not an id of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct ParseIdError {
    text: String,
    expected: &'static str,
}

fn number_after(text: &str, prefix: &str) -> Option<u32> {
    let digits = text.strip_prefix(prefix)?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    // No leading zeros: one id has one spelling.
    let plain = plain && !digits.starts_with('0');
    plain.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for ParticipantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p{}", self.0)
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.letter())?;
        f.write_str(decimal(self.number, &mut [0; 10]))
    }
}

impl fmt::Display for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.block.fmt(f)?;
        f.write_str(".s")?;
        f.write_str(decimal(self.number, &mut [0; 10]))
    }
}

/// A number in decimal digits, as text.
fn decimal(number: u32, digits: &mut [u8; 10]) -> &str {
    str::from_utf8(decimals(number, digits)).unwrap_or_default()
}

/// A number in decimal digits, written into these. An output has thousands of ids and places, and the
/// machinery of formatting costs several times what the digits do.
pub(crate) fn decimals(number: u32, digits: &mut [u8; 10]) -> &[u8] {
    let (mut at, mut rest) = (digits.len(), number);
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return &digits[at..];
        }
    }
}

impl FromStr for ParticipantId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        number_after(text, "p").map(Self).ok_or_else(|| ParseIdError {
            text: text.to_owned(),
            expected: "a participant id such as `p1`",
        })
    }
}

impl FromStr for BlockId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        BlockKind::ALL
            .into_iter()
            .find_map(|kind| {
                let number = number_after(text, kind.letter())?;
                Some(Self { kind, number })
            })
            .ok_or_else(|| ParseIdError {
                text: text.to_owned(),
                expected: "a block id such as `t1`, `h1`, `d1` or `x1`",
            })
    }
}

impl FromStr for SegmentId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        text.split_once('.')
            .and_then(|(block, segment)| {
                let block = block.parse().ok()?;
                let number = number_after(segment, "s")?;
                Some(Self { block, number })
            })
            .ok_or_else(|| ParseIdError {
                text: text.to_owned(),
                expected: "a segment id such as `t1.s1`",
            })
    }
}

impl Serialize for ParticipantId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for BlockId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for SegmentId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn from_text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err = ParseIdError>,
{
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

impl<'de> Deserialize<'de> for ParticipantId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

impl<'de> Deserialize<'de> for BlockId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

impl<'de> Deserialize<'de> for SegmentId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

impl JsonSchema for ParticipantId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ParticipantId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^p[1-9][0-9]*$"})
    }
}

impl JsonSchema for BlockId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BlockId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[thdx][1-9][0-9]*$"})
    }
}

impl JsonSchema for SegmentId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SegmentId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[thdx][1-9][0-9]*\\.s[1-9][0-9]*$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_written() {
        for text in ["t1.s1", "x12.s3", "h7.s10"] {
            assert_eq!(text.parse::<SegmentId>().map(|id| id.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("p3".parse(), Ok(ParticipantId(3)));
    }

    #[test]
    fn one_id_has_one_spelling() {
        for text in ["t01.s1", "t1", "t1.s", "t+1.s1", "q1.s1", ""] {
            assert!(text.parse::<SegmentId>().is_err(), "{text}");
        }
    }
}
