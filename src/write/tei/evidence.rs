//! What spoke for a speaker, as the classes of the taxonomy `ev`.

use std::fmt;

use crate::model::{Attribution, Function};

/// A class of evidence; the file says which, the JSON also says which rule and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// The source names the speaker.
    Label,
    /// One speaker addresses another.
    Address,
    /// The form of the sentence: a question, a request.
    Form,
    /// The speaker speaks of himself.
    SelfReference,
    /// Sequence, length, place.
    Alternation,
    /// A person decided.
    Supplied,
}

impl Class {
    /// All, in the order of the taxonomy.
    pub(super) const ALL: [Self; 6] = [
        Self::Label,
        Self::Address,
        Self::Form,
        Self::SelfReference,
        Self::Alternation,
        Self::Supplied,
    ];

    /// The last part of the category's id.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Address => "address",
            Self::Form => "form",
            Self::SelfReference => "self",
            Self::Alternation => "alternation",
            Self::Supplied => "supplied",
        }
    }

    /// What the category means.
    pub(super) fn description(self) -> &'static str {
        match self {
            Self::Label => "The source names the speaker, by a label or in its mark-up",
            Self::Address => "One speaker addresses the other by name or role",
            Self::Form => "The turn has the form of a question or request",
            Self::SelfReference => "The turn speaks of the speaker's own person or organisation",
            Self::Alternation => {
                "The alternation of speakers, the length or the place of the turn points to this one"
            }
            Self::Supplied => "A person decided who speaks",
        }
    }

    /// The class of a rule, by the words of its name. Rules are named after what they look at
    /// (`zh.addresses-guest`, `en.asks-you`), so a new rule finds its class by itself.
    fn of_rule(rule: &str) -> Self {
        rule.split(['.', '-', '_']).find_map(Self::of_word).unwrap_or(Self::Alternation)
    }

    fn of_word(word: &str) -> Option<Self> {
        // Most words begin otherwise, and this is asked of every piece of evidence.
        let first = word.as_bytes().first();
        let may = |known: &str| known.as_bytes().first() == first;
        let whole = WORDS.iter().find(|(known, _)| may(known) && *known == word);
        let begun = || BEGINNINGS.iter().find(|(start, _)| may(start) && word.starts_with(start));
        whole.or_else(begun).map(|(_, class)| *class)
    }
}

/// How the words begin that tell the class of a rule.
const BEGINNINGS: &[(&str, Class)] = &[
    ("label", Class::Label),
    ("address", Class::Address),
    ("vocative", Class::Address),
    ("ask", Class::Form),
    ("question", Class::Form),
    ("request", Class::Form),
    ("self", Class::SelfReference),
];

/// Words that tell it only when they are whole (`we`, but not `welcomes`).
const WORDS: &[(&str, Class)] = &[
    ("form", Class::Form),
    ("our", Class::SelfReference),
    ("own", Class::SelfReference),
    ("we", Class::SelfReference),
];

/// The classes that speak for the speaker of a turn, in the order of the taxonomy.
pub(super) fn classes(attribution: &Attribution, has_speaker: bool) -> Vec<Class> {
    match attribution {
        Attribution::Labelled { .. } => vec![Class::Label],
        Attribution::Supplied { .. } => vec![Class::Supplied],
        // Nobody was found, so nothing speaks for anybody.
        Attribution::Inferred { .. } if !has_speaker => Vec::new(),
        Attribution::Inferred { evidence, .. } => {
            let mut classes: Vec<Class> = evidence
                .iter()
                .filter(|e| e.score.is_none_or(|score| score.0 > 0))
                .map(|e| Class::of_rule(&e.rule))
                .collect();
            if classes.is_empty() {
                classes.push(Class::Alternation);
            }
            classes.sort_unstable();
            classes.dedup();
            classes
        }
    }
}

/// The value of `u/@ana`: the function, then the evidence.
pub(super) struct Analysis {
    /// What the turn does.
    pub(super) function: Option<Function>,
    /// What speaks for its speaker.
    pub(super) classes: Vec<Class>,
}

impl Analysis {
    /// `None` when there is nothing to say: an empty pointer is invalid.
    pub(super) fn some(function: Option<Function>, classes: Vec<Class>) -> Option<Self> {
        (function.is_some() || !classes.is_empty()).then_some(Self { function, classes })
    }
}

impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blank = "";
        if let Some(function) = self.function {
            write!(f, "#fn.{}", function.as_str())?;
            blank = " ";
        }
        for class in &self.classes {
            write!(f, "{blank}#ev.{}", class.name())?;
            blank = " ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_rule_tells_its_class() {
        for (rule, class) in [
            ("label.colon", Class::Label),
            ("zh.addresses-guest", Class::Address),
            ("en.asks-you", Class::Form),
            ("any.ends-in-question-mark", Class::Form),
            ("zh.request-please", Class::Form),
            ("zh.speaks-of-self", Class::SelfReference),
            ("zh.we-our-bureau", Class::SelfReference),
            ("any.long-paragraph", Class::Alternation),
            ("en.welcomes", Class::Alternation),
        ] {
            assert_eq!(Class::of_rule(rule), class, "{rule}");
        }
    }
}
