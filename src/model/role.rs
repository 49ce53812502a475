//! The parts people take, and the words by which labels name them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The part that somebody takes in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Asks and leads: interviewer, moderator, examiner.
    Host,
    /// Is asked: interviewee, panellist, witness.
    Guest,
    /// Presides over a sitting.
    Chair,
    /// Several people at once: "ALL", 众人.
    Group,
}

/// Words that name a role, in lower case. A label is one of them, or one of them with a name
/// or a number (`主持人Vincent`, `Guest 2`), or ends with a Chinese one (`財新記者`).
const WORDS: &[(&str, Role)] = &[
    ("主持人", Role::Host),
    ("主持", Role::Host),
    ("记者", Role::Host),
    ("記者", Role::Host),
    ("访谈者", Role::Host),
    ("訪談者", Role::Host),
    ("采访者", Role::Host),
    ("採訪者", Role::Host),
    ("采访人", Role::Host),
    ("提问者", Role::Host),
    ("提問者", Role::Host),
    ("编辑", Role::Host),
    ("问", Role::Host),
    ("問", Role::Host),
    ("聞き手", Role::Host),
    ("インタビュアー", Role::Host),
    ("司会", Role::Host),
    ("interviewer", Role::Host),
    ("interviewers", Role::Host),
    ("host", Role::Host),
    ("moderator", Role::Host),
    ("reporter", Role::Host),
    ("journalist", Role::Host),
    ("question", Role::Host),
    ("int", Role::Host),
    ("q", Role::Host),
    ("المحاور", Role::Host),
    ("المحاورة", Role::Host),
    ("المذيع", Role::Host),
    ("المذيعة", Role::Host),
    ("الصحفي", Role::Host),
    ("الصحفية", Role::Host),
    ("المراسل", Role::Host),
    ("المراسلة", Role::Host),
    ("מראיין", Role::Host),
    ("מראיינת", Role::Host),
    ("המראיין", Role::Host),
    ("המראיינת", Role::Host),
    ("מנחה", Role::Host),
    ("המנחה", Role::Host),
    ("嘉宾", Role::Guest),
    ("嘉賓", Role::Guest),
    ("受访者", Role::Guest),
    ("受訪者", Role::Guest),
    ("受访人", Role::Guest),
    ("被访者", Role::Guest),
    ("讲述人", Role::Guest),
    ("答", Role::Guest),
    ("话し手", Role::Guest),
    ("話し手", Role::Guest),
    ("interviewee", Role::Guest),
    ("participant", Role::Guest),
    ("subject", Role::Guest),
    ("guest", Role::Guest),
    ("narrator", Role::Guest),
    ("respondent", Role::Guest),
    ("panelist", Role::Guest),
    ("panellist", Role::Guest),
    ("the witness", Role::Guest),
    ("witness", Role::Guest),
    ("answer", Role::Guest),
    ("a", Role::Guest),
    ("الضيف", Role::Guest),
    ("الضيفة", Role::Guest),
    ("מרואיין", Role::Guest),
    ("מרואיינת", Role::Guest),
    ("主席", Role::Chair),
    ("議長", Role::Chair),
    ("委員長", Role::Chair),
    ("the chair", Role::Chair),
    ("the chairman", Role::Chair),
    ("the chairwoman", Role::Chair),
    ("the chairperson", Role::Chair),
    ("the president", Role::Chair),
    ("the speaker", Role::Chair),
    ("the deputy speaker", Role::Chair),
    ("the court", Role::Chair),
    ("mr. speaker", Role::Chair),
    ("madam speaker", Role::Chair),
    ("präsident", Role::Chair),
    ("präsidentin", Role::Chair),
    ("vizepräsident", Role::Chair),
    ("vizepräsidentin", Role::Chair),
    ("m. le président", Role::Chair),
    ("mme la présidente", Role::Chair),
    ("presidente", Role::Chair),
    ("el señor presidente", Role::Chair),
    ("la señora presidenta", Role::Chair),
    ("o sr. presidente", Role::Chair),
    ("a sra. presidente", Role::Chair),
    ("o señor presidente", Role::Chair),
    ("a señora presidenta", Role::Chair),
    ("de voorzitter", Role::Chair),
    ("marszałek", Role::Chair),
    ("wicemarszałek", Role::Chair),
    ("başkan", Role::Chair),
    ("председатель", Role::Chair),
    ("председательствующий", Role::Chair),
    ("위원장", Role::Chair),
    ("의장", Role::Chair),
    ("chair", Role::Chair),
    ("chairman", Role::Chair),
    ("众人", Role::Group),
    ("眾人", Role::Group),
    ("三人", Role::Group),
    ("大家", Role::Group),
    ("观众", Role::Group),
    ("觀眾", Role::Group),
    ("all", Role::Group),
    ("everyone", Role::Group),
    ("both", Role::Group),
    ("audience", Role::Group),
    ("several members", Role::Group),
    ("hon. members", Role::Group),
    ("some hon. members", Role::Group),
    ("an hon. member", Role::Group),
    ("several hon. members", Role::Group),
    ("voices", Role::Group),
    ("multiple speakers", Role::Group),
    ("members", Role::Group),
];

impl Role {
    /// The word used in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Guest => "guest",
            Self::Chair => "chair",
            Self::Group => "group",
        }
    }

    /// The role that a label names by its words; `None` for a plain name.
    pub fn of_label(name: &str) -> Option<Self> {
        let lower = name.trim().to_lowercase();
        let counted = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " _-#.".contains(c));
        let exact = WORDS.iter().find(|(word, _)| *word == lower || *word == counted);
        // In scripts without blanks between words a name may stand beside it.
        let wide =
            |word: &str| word.chars().count() > 1 && word.chars().all(|c| u32::from(c) >= 0x2E80);
        let with_name = || {
            WORDS
                .iter()
                .find(|(word, _)| wide(word) && (lower.starts_with(word) || lower.ends_with(word)))
        };
        exact.or_else(with_name).map(|(_, role)| *role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_name_a_role() {
        for (label, role) in [
            ("主持人", Role::Host),
            ("財新記者", Role::Host),
            ("主持人Vincent", Role::Host),
            ("Q", Role::Host),
            ("嘉宾2", Role::Guest),
            ("Guest 3", Role::Guest),
            ("THE CHAIR", Role::Chair),
            ("众人", Role::Group),
        ] {
            assert_eq!(Role::of_label(label), Some(role), "{label}");
        }
        for name in ["Hale", "李文亮", "Speaker 1", "Ada", "问天"] {
            assert_eq!(Role::of_label(name), None, "{name}");
        }
    }
}
