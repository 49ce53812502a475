//! A rule table as it is written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::attribute::calibration::{Calibration, HIGH};

/// A named rule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// `zh.asks-for`, `any.ends-in-question`: shown in the evidence.
    pub(crate) name: Cow<'static, str>,
    /// What it is about, for people. The program has no use for it, but a rule without an
    /// explanation is refused.
    #[serde(rename = "about")]
    pub(crate) _about: String,
    /// Words to look for, lower case; none for a rule with a feature.
    #[serde(default)]
    pub(crate) cues: Vec<String>,
    /// Where the words have to stand.
    #[serde(default)]
    pub(crate) place: Place,
    /// What else it fires on.
    #[serde(default)]
    pub(crate) feature: Option<Feature>,
    /// A paragraph it fires on; the test of the tables tries it, and whoever reads a user's file.
    pub(crate) example: String,
    /// A paragraph it does not fire on.
    pub(crate) counter: String,
    /// The part of such words in an exchange between two, if they have one.
    #[serde(default)]
    pub(crate) exchange: Option<Exchange>,
    /// Whether the fit leaves it what `prior` says: it is known by form, and what references call speech
    /// there is left to chance.
    #[serde(default)]
    pub(crate) by_hand: bool,
    /// What a person expected it to add: where the fit starts from. A user's rule needs none.
    #[serde(default)]
    pub(crate) prior: Weights,
    /// What it adds, as fitted.
    pub(crate) weights: Weights,
}

/// Parts of an exchange between two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Exchange {
    /// Asks or requests.
    Asks,
    /// Speaks to somebody.
    Addresses,
    /// Speaks as one who was asked: of oneself, or with the words that begin an answer.
    Answers,
}

/// Log-odds that a rule adds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Weights {
    /// The host speaks, against the guest.
    pub(crate) host: f64,
    /// Nobody speaks, against the guest.
    pub(crate) aside: f64,
    /// A turn begins here.
    pub(crate) turn: f64,
    /// A turn begins at the next paragraph.
    pub(crate) next: f64,
    /// What is added to `turn` when it is the guest's.
    pub(crate) answer: f64,
    /// What is added to `next` when it is the guest's.
    pub(crate) answered: f64,
}

/// Where a cue has to stand in its paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Place {
    /// Anywhere in the part that is searched.
    #[default]
    Any,
    /// At the very start, after opening punctuation.
    Start,
    /// In the first sentence.
    First,
    /// In the last sentence.
    Last,
    /// At the start of a sentence.
    Sentence,
}

/// What can be said of a paragraph without a list of words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Feature {
    /// Ends with a question mark.
    EndsInQuestion,
    /// Has a question mark but goes on.
    AsksAndGoesOn,
    /// Ends with a question that has a word of the second person.
    AsksYou,
    /// At most 24 columns.
    Tiny,
    /// 25 to 80 columns.
    Short,
    /// 81 to 200 columns.
    Medium,
    /// 201 to 500 columns.
    Long,
    /// More than 500 columns.
    VeryLong,
    /// The first paragraph that may be speech.
    Opens,
    /// The last one.
    Closes,
    /// A heading, direction or note stands before it.
    AfterBreak,
    /// Has the form of a heading.
    HeadingForm,
    /// Speaks to somebody by name or title.
    Addresses,
    /// Speaks to the one who is the guest by the reading so far.
    ToGuest,
    /// Speaks to the one who is the host, by the words or by the reading so far.
    ToHost,
    /// No word of the first or second person.
    NoPersons,
    /// Words of the first person and none of the second.
    OnlyFirst,
    /// Words of the second person and none of the first.
    OnlySecond,
    /// Words of both, more of the first.
    MoreFirst,
    /// Words of both, at least as many of the second.
    MoreSecond,
    /// Has words of the second person in more than 200 columns that ask nothing.
    LongSecond,
    /// Names the guest without speaking to them.
    NamesGuest,
    /// Says "you" and means anybody.
    GenericSecond,
    /// A question of at most 120 columns.
    ShortQuestion,
    /// At most 160 columns with a question mark before the end.
    ShortAsk,
    /// More than 260 columns, and ends in a question.
    LongQuestion,
    /// More than 200 columns that ask nothing and speak to nobody.
    PlainLong,
    /// Begins with the same words as the paragraph before.
    Parallel,
    /// At most half as long as half of the paragraphs of the text.
    Shorter,
    /// At least twice as long as half of the paragraphs of the text.
    Longer,
    /// Has a quotation longer than a name.
    Quotes,
    /// Begins with a list mark or a footnote sign.
    ListItem,
    /// Holds a web address.
    Address,
    /// Begins with a small letter: goes on from before.
    GoesOn,
    /// Ends with a colon: something follows.
    EndsInColon,
    /// Begins with words from the end of the paragraph before.
    Echoes,
    /// Both neighbours are at least three times as long.
    Dip,
    /// At most 120 columns that trail off in dots.
    TrailsOff,
    /// Stands before the first paragraph that asks or speaks to anybody, and is no short one.
    Introduces,
    /// Stands in brackets as a whole.
    Bracketed,
    /// Is one bracket that asks and answers nothing and speaks of neither I nor you.
    Remark,
    /// Ends with no punctuation.
    NoStop,
    /// Short and without a stop, in a text whose long paragraphs have one.
    Unstopped,
    /// Short, and its words have capitals.
    TitleCase,
    /// Its words stand in a longer paragraph as well.
    SaidElsewhere,
    /// At the end tells of somebody whom the lead names, without a word of oneself or to anybody.
    TellsOfNamed,
    /// Stands before a line that says that the talk follows or that tells of somebody from outside, or is it.
    BeforeTalk,
    /// Stands under the head of back matter, or is it.
    UnderBackHead,
    /// Stands, at the end, from where a publisher speaks to readers on.
    ToReaders,
    /// Gives the floor to somebody who asks.
    GivesFloor,
    /// Asks, and says for whom: `Tom Hale from the Gazette`.
    SaysForWhom,
    /// As long as the host's paragraphs are by a first reading, not as the guest's.
    HostLength,
    /// As long as the guest's paragraphs are by a first reading, not as the host's.
    GuestLength,
    /// Asks, or does not, as the host does by a first reading twice as often as the guest.
    HostAsking,
    /// Asks, or does not, as the guest does by a first reading twice as often as the host.
    GuestAsking,
    /// More of the words that the host uses by a first reading than of the guest's.
    HostWords,
    /// The same, and clearly so.
    HostWordsMore,
    /// The same, and most clearly so.
    HostWordsMost,
    /// More of the words that the guest uses by a first reading than of the host's.
    GuestWords,
    /// The same, and clearly so.
    GuestWordsMore,
    /// The same, and most clearly so.
    GuestWordsMost,
    /// In a text of which nearly every paragraph is one sentence.
    CutIntoSentences,
    /// In a text of which nearly every paragraph begins a turn, by a first reading.
    Alternates,
    /// In a text whose turns have several paragraphs, by a first reading.
    Flows,
}

/// How people are spoken to in a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Address {
    /// Titles that stand behind a name (局长) or before it (`dr.`).
    pub(crate) titles: Vec<String>,
    /// Words for the one who asks, used to address them (主持人).
    pub(crate) hosts: Vec<String>,
    /// Words before a name that is addressed: 谢谢, `thank you`.
    pub(crate) before: Vec<String>,
    /// What follows a name that is addressed: 好, 您.
    pub(crate) after: Vec<String>,
    /// Words of the first person.
    pub(crate) first_person: Vec<String>,
    /// Words of the second person.
    pub(crate) second_person: Vec<String>,
    /// Phrases in which the second person means anybody: `you could`.
    pub(crate) generic: Vec<String>,
    /// Words that stand where a name might, but are none: `however`, 大家.
    pub(crate) not_names: Vec<String>,
}

impl Address {
    /// Takes in the words of another table.
    pub(super) fn extend(&mut self, other: Self) {
        for (words, more) in self.lists_mut().into_iter().zip(other.lists()) {
            words.extend(more);
        }
    }

    fn lists_mut(&mut self) -> [&mut Vec<String>; 8] {
        let Self { titles, hosts, before, after, first_person, second_person, generic, not_names } =
            self;
        [titles, hosts, before, after, first_person, second_person, generic, not_names]
    }

    /// The words of every kind.
    pub(super) fn lists(self) -> [Vec<String>; 8] {
        let Self { titles, hosts, before, after, first_person, second_person, generic, not_names } =
            self;
        [titles, hosts, before, after, first_person, second_person, generic, not_names]
    }
}

/// Weights by name of step (see `chain::STEPS`), and `scale` for a style.
pub(crate) type Steps = BTreeMap<String, f64>;

/// A way of taking turns.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StyleTable {
    pub(crate) name: String,
    /// What it is about, for people.
    #[serde(rename = "about")]
    pub(crate) _about: String,
    /// See `chain::Style`.
    pub(crate) most_asks: f64,
    /// A speaker less probable than this is not called highly so; fitted.
    #[serde(default = "high")]
    pub(crate) high: f64,
    /// How sure to be of a speaker, and of the beginning of a turn; fitted.
    pub(crate) sure: Calibration,
    pub(crate) begins: Calibration,
    pub(crate) prior: Steps,
    pub(crate) weights: Steps,
}

fn high() -> f64 {
    HIGH
}

/// What is common to all styles.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ChainTable {
    pub(crate) prior: Steps,
    pub(crate) weights: Steps,
}

/// A whole table.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) chain: ChainTable,
    pub(crate) style: Vec<StyleTable>,
    pub(crate) address: Address,
    pub(crate) rule: Vec<Rule>,
}
