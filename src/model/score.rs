//! Confidences and scores: whole thousandths inside, so that they print the same everywhere.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A probability in thousandths: 987 is written 0.987. Never above 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

/// Confidence in words, where a format wants them (thresholds of `ARCHITECTURE.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertaintyWord {
    /// From 0.900.
    High,
    /// From 0.700.
    Medium,
    /// From 0.500.
    Low,
    /// Below 0.500: the speaker counts as unknown.
    Unknown,
}

impl CertaintyWord {
    /// `high`, `medium`, `low` or `unknown`, as TEI's `@cert` spells them.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }
}

impl Confidence {
    /// Certain.
    pub const ONE: Self = Self(1000);
    /// No confidence at all.
    pub const ZERO: Self = Self(0);

    /// As probable as not.
    pub const HALF: Self = Self(500);

    /// From a probability; values outside 0..=1 (and NaN) are brought to the nearest end.
    pub fn from_probability(p: f64) -> Self {
        // `as` saturates and takes NaN to 0.
        Self((p.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// Thousandths, 0..=1000.
    pub fn thousandths(self) -> u16 {
        self.0
    }

    /// Of the opposite.
    pub fn complement(self) -> Self {
        Self(1000 - self.0)
    }

    /// As a word.
    pub fn word(self) -> CertaintyWord {
        match self.0 {
            900.. => CertaintyWord::High,
            700..900 => CertaintyWord::Medium,
            500..700 => CertaintyWord::Low,
            0..500 => CertaintyWord::Unknown,
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// What a rule adds to a reading, in thousandths of a natural log-odds unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(pub i32);

impl Score {
    /// From a weight in log-odds.
    pub fn from_weight(weight: f64) -> Self {
        Self((weight * 1000.0).round() as i32)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+.3}", f64::from(self.0) / 1000.0)
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let p = f64::deserialize(deserializer)?;
        if (0.0..=1.0).contains(&p) {
            Ok(Self::from_probability(p))
        } else {
            Err(serde::de::Error::custom(format!("{p} is not a probability between 0 and 1")))
        }
    }
}

impl JsonSchema for Confidence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // No `multipleOf` 0.001: validators that compute in floating point find 0.951 to be none.
        json_schema!({"type": "number", "minimum": 0, "maximum": 1})
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_weight(f64::deserialize(deserializer)?))
    }
}

impl JsonSchema for Score {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Score".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thousandth_survives_json() {
        for n in 0..=1000 {
            let text = serde_json::to_string(&Confidence(n)).unwrap();
            assert_eq!(serde_json::from_str::<Confidence>(&text).unwrap(), Confidence(n), "{text}");
        }
        for n in (-20_000..20_000).step_by(7) {
            let text = serde_json::to_string(&Score(n)).unwrap();
            assert_eq!(serde_json::from_str::<Score>(&text).unwrap(), Score(n), "{text}");
        }
    }

    #[test]
    fn words_follow_the_documented_thresholds() {
        let word = |p| Confidence::from_probability(p).word().as_str();
        assert_eq!(
            [word(0.9), word(0.7), word(0.5), word(0.499)],
            ["high", "medium", "low", "unknown"]
        );
    }
}
