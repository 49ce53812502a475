//! How a turn came to its speaker.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Confidence, ParticipantId, Score, SegmentId};

/// How the speaker of a turn is known. The variants keep apart what the source says, what the
/// program worked out, and what a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "basis", rename_all = "kebab-case")]
pub enum Attribution {
    /// The source names the speaker: a label, or its mark-up.
    Labelled {
        /// How sure it is that the label names this speaker.
        confidence: Confidence,
        /// How sure it is that the turn begins here.
        boundary: Confidence,
        /// What spoke for it.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        evidence: Vec<Evidence>,
    },
    /// The program worked it out. A turn without speakers is one that it left open.
    Inferred {
        /// Probability that the speaker is right.
        confidence: Confidence,
        /// Probability that the turn begins here.
        boundary: Confidence,
        /// The rules that fired, strongest first.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        evidence: Vec<Evidence>,
        /// The next best speaker.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        runner_up: Option<RunnerUp>,
        /// Who it would be, where `confidence` is too low to say so (`--min-confidence`): the turn
        /// has no speakers then, and no writer names these.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        guess: Vec<ParticipantId>,
        /// Where inside the turn another one nearly began.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        near: Vec<NearBoundary>,
    },
    /// A person decided it.
    Supplied {
        /// The person's initials or name, if given.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        by: Option<String>,
    },
}

impl Attribution {
    /// Certain, because the source says so.
    pub fn labelled(rule: &'static str) -> Self {
        Self::Labelled {
            confidence: Confidence::ONE,
            boundary: Confidence::ONE,
            evidence: vec![Evidence { rule: rule.into(), score: None, cue: None }],
        }
    }

    /// `labelled`, `inferred` or `supplied`.
    pub fn basis(&self) -> &'static str {
        match self {
            Self::Labelled { .. } => "labelled",
            Self::Inferred { .. } => "inferred",
            Self::Supplied { .. } => "supplied",
        }
    }

    /// How sure it is that the speaker is right.
    pub fn confidence(&self) -> Confidence {
        match self {
            Self::Labelled { confidence, .. } | Self::Inferred { confidence, .. } => *confidence,
            Self::Supplied { .. } => Confidence::ONE,
        }
    }

    /// How sure it is that the turn begins here.
    pub fn boundary(&self) -> Confidence {
        match self {
            Self::Labelled { boundary, .. } | Self::Inferred { boundary, .. } => *boundary,
            Self::Supplied { .. } => Confidence::ONE,
        }
    }

    /// Who it would be, where that is too unsure to say.
    pub fn guess(&self) -> &[ParticipantId] {
        match self {
            Self::Inferred { guess, .. } => guess,
            Self::Labelled { .. } | Self::Supplied { .. } => &[],
        }
    }

    /// Of a turn without a speaker the more probable of guess and runner-up, and how probable that is.
    pub fn likeliest(&self) -> (&[ParticipantId], Confidence) {
        match self {
            Self::Inferred { confidence, runner_up: Some(second), .. }
                if second.confidence > *confidence =>
            {
                (&second.speakers, second.confidence)
            }
            _ => (self.guess(), self.confidence()),
        }
    }

    /// Where inside the turn another one nearly began.
    pub fn near(&self) -> &[NearBoundary] {
        match self {
            Self::Inferred { near, .. } => near,
            Self::Labelled { .. } | Self::Supplied { .. } => &[],
        }
    }

    /// What spoke for it.
    pub fn evidence(&self) -> &[Evidence] {
        match self {
            Self::Labelled { evidence, .. } | Self::Inferred { evidence, .. } => evidence,
            Self::Supplied { .. } => &[],
        }
    }
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Name of the rule, such as `zh.addresses-guest` or `label.colon`.
    pub rule: Cow<'static, str>,
    /// What it added in favour of this speaker (negative: against); absent for a rule that
    /// decides outright.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<Score>,
    /// The words of the source that it fired on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cue: Option<String>,
}

/// The reading that came second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunnerUp {
    /// The other speaker; empty when nobody in particular.
    pub speakers: Vec<ParticipantId>,
    /// Its probability.
    pub confidence: Confidence,
}

/// A paragraph inside a turn at which another turn nearly began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearBoundary {
    /// The segment that would have begun it.
    pub segment: SegmentId,
    /// Probability that a turn begins there all the same.
    pub boundary: Confidence,
}
