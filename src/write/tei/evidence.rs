//! What spoke for a speaker, as the classes of the taxonomy `ev`.

use crate::model::{Attribution, Function};

use super::value::Value;

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
        let mut words = rule.as_bytes().split(|byte| matches!(byte, b'.' | b'-' | b'_'));
        words.find_map(Self::of_word).unwrap_or(Self::Alternation)
    }

    fn of_word(word: &[u8]) -> Option<Self> {
        // Most words begin otherwise, and this is asked of every piece of evidence.
        if !matches!(
            word.first(),
            Some(b'a' | b'f' | b'l' | b'o' | b'q' | b'r' | b's' | b'v' | b'w')
        ) {
            return None;
        }
        let whole = WORDS.iter().find(|(known, _)| known.as_bytes() == word);
        let begun = || BEGINNINGS.iter().find(|(start, _)| word.starts_with(start.as_bytes()));
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

/// Some of the classes: which of [`Class::ALL`] are among them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Classes([bool; Class::ALL.len()]);

impl Classes {
    fn add(&mut self, class: Class) {
        self.0[class as usize] = true;
    }

    /// Those that are among them, in the order of the taxonomy.
    fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().filter(move |class| self.0[*class as usize])
    }
}

/// The classes that speak for the speaker of a turn.
pub(super) fn classes(attribution: &Attribution, has_speaker: bool) -> Classes {
    let mut classes = Classes::default();
    match attribution {
        Attribution::Labelled { .. } => classes.add(Class::Label),
        Attribution::Supplied { .. } => classes.add(Class::Supplied),
        // Nobody was found, so nothing speaks for anybody.
        Attribution::Inferred { .. } if !has_speaker => {}
        Attribution::Inferred { evidence, .. } => {
            let for_it = evidence.iter().filter(|e| e.score.is_none_or(|score| score.0 > 0));
            for_it.for_each(|e| classes.add(Class::of_rule(&e.rule)));
            if classes.iter().next().is_none() {
                classes.add(Class::Alternation);
            }
        }
    }
    classes
}

/// The value of `u/@ana`: the function, then the evidence.
pub(super) struct Analysis {
    /// What the turn does.
    pub(super) function: Option<Function>,
    /// What speaks for its speaker.
    pub(super) classes: Classes,
}

impl Analysis {
    /// `None` when there is nothing to say: an empty pointer is invalid.
    pub(super) fn some(function: Option<Function>, classes: Classes) -> Option<Self> {
        let is_any = function.is_some() || classes.iter().next().is_some();
        is_any.then_some(Self { function, classes })
    }
}

impl Value for Analysis {
    fn put(&self, out: &mut String) {
        let mut blank = "";
        if let Some(function) = self.function {
            out.push_str("#fn.");
            out.push_str(function.as_str());
            blank = " ";
        }
        for class in self.classes.iter() {
            out.push_str(blank);
            out.push_str("#ev.");
            out.push_str(class.name());
            blank = " ";
        }
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
