//! Our own words in what people read, in the language of the transcript.

use crate::model::{Attribution, CertaintyWord, Participant, Role, Transcript, Turn};

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The language (BCP 47).
    pub(super) language: &'static str,
    /// Between names.
    pub(crate) and: &'static str,
    /// Between entries of a list.
    pub(super) list: &'static str,
    /// After the head of a line.
    pub(super) colon: &'static str,
    pub(super) speakers: &'static str,
    pub(super) date: &'static str,
    pub(super) source: &'static str,
    pub(super) made_with: &'static str,
    /// How speakers were found, by what there is in the document.
    pub(super) labelled: &'static str,
    pub(super) inferred_note: &'static str,
    pub(super) supplied_note: &'static str,
    pub(super) doubtful_note: &'static str,
    pub(super) unknown_note: &'static str,
    brackets: (&'static str, &'static str),
    parentheses: (&'static str, &'static str),
    host: &'static str,
    guest: &'static str,
    chair: &'static str,
    group: &'static str,
    speaker: &'static str,
}

static SIMPLIFIED: Words = Words {
    language: "zh-Hans",
    and: "、",
    list: "、",
    colon: "：",
    speakers: "说话人",
    date: "日期",
    source: "来源文件",
    made_with: "制作",
    labelled: "说话人标签照录原文。",
    inferred_note: "灰色〔…〕内的说话人不见于原文，由程序推断而得。",
    supplied_note: "带 * 号的说话人由人工补注。",
    doubtful_note: "问号表示把握不足九成。",
    unknown_note: "〔?〕表示说话人不明。",
    brackets: ("〔", "〕"),
    parentheses: ("（", "）"),
    host: "采访者",
    guest: "受访者",
    chair: "主席",
    group: "众人",
    speaker: "说话人",
};

static TRADITIONAL: Words = Words {
    language: "zh-Hant",
    speakers: "說話人",
    source: "來源檔案",
    made_with: "製作",
    labelled: "說話人標籤照錄原文。",
    inferred_note: "灰色〔〕內的說話人不見於原文，由程式推斷而得。",
    supplied_note: "帶 * 號的說話人由人工補註。",
    doubtful_note: "問號表示把握不足九成。",
    unknown_note: "〔?〕表示說話人不明。",
    host: "訪問者",
    guest: "受訪者",
    group: "眾人",
    speaker: "說話人",
    ..SIMPLIFIED
};

static JAPANESE: Words = Words {
    language: "ja",
    speakers: "話者",
    date: "日付",
    source: "原資料",
    made_with: "作成",
    labelled: "話者名は原文のとおりです。",
    inferred_note: "灰色の〔〕内の話者は原文になく、プログラムが推定したものです。",
    supplied_note: "*印の話者は人が補ったものです。",
    doubtful_note: "疑問符は確度が九割に満たないことを示します。",
    unknown_note: "〔?〕は話者不明を示します。",
    host: "聞き手",
    guest: "話し手",
    chair: "司会",
    group: "一同",
    speaker: "話者",
    ..SIMPLIFIED
};

static ENGLISH: Words = Words {
    language: "en",
    and: " and ",
    list: ", ",
    colon: ": ",
    speakers: "Speakers",
    date: "Date",
    source: "Source file",
    made_with: "Made with",
    labelled: "Speaker labels are as printed in the source.",
    inferred_note: "Speakers in grey square brackets are not named in the source; \
                    they were inferred by the program.",
    supplied_note: "Speakers with an asterisk were supplied by hand.",
    doubtful_note: "A question mark stands for a confidence below 0.9.",
    unknown_note: "[?] stands for an unknown speaker.",
    brackets: ("[", "]"),
    parentheses: (" (", ")"),
    host: "Interviewer",
    guest: "Interviewee",
    chair: "Chair",
    group: "Several",
    speaker: "Speaker",
};

impl Words {
    /// The words for a document in this language.
    pub(crate) fn of(language: Option<&str>, chinese: bool) -> &'static Self {
        let tag = language.unwrap_or_default().to_ascii_lowercase();
        let traditional = ["hant", "-tw", "-hk", "-mo"];
        match chinese {
            true if tag.starts_with("ja") => &JAPANESE,
            true if tag.starts_with("ko") => &ENGLISH,
            true if traditional.iter().any(|part| tag.contains(part)) => &TRADITIONAL,
            true => &SIMPLIFIED,
            false => &ENGLISH,
        }
    }

    /// A name that does not stand in the source as a label.
    pub(crate) fn inferred(&self, name: &str) -> String {
        format!("{}{name}{}", self.brackets.0, self.brackets.1)
    }

    /// A name that the source's mark-up gives.
    pub(crate) fn named(&self, name: &str) -> String {
        format!("{name}{}", self.colon.trim_end())
    }

    /// A name that a person gave.
    pub(crate) fn supplied(&self, name: &str) -> String {
        format!("{name}*{}", self.colon.trim_end())
    }

    /// That speakers were supplied by hand, and by whom when that is known.
    pub(super) fn by_hand(&self, names: &[&str]) -> String {
        let note = self.supplied_note;
        if names.is_empty() {
            return note.to_owned();
        }
        let (open, close) = self.parentheses;
        let stop = note.chars().next_back().map_or(0, char::len_utf8);
        let (said, stop) = note.split_at(note.len() - stop);
        format!("{said}{open}{}{close}{stop}", names.join(self.list))
    }

    /// What to call somebody: by name, else by part, else by number.
    pub(crate) fn participant(&self, participant: &Participant) -> String {
        match (participant.name.as_str(), participant.role) {
            (Some(name), _) => name.trim().to_owned(),
            (None, Some(role)) => self.role(role).to_owned(),
            (None, None) => format!("{} {}", self.speaker, participant.id.0),
        }
    }

    /// Name with the part in parentheses, when the name does not say it.
    pub(super) fn participant_with_role(&self, participant: &Participant) -> String {
        let name = self.participant(participant);
        match (participant.name.as_str(), participant.role) {
            (Some(known), Some(role)) if Role::of_label(known) != Some(role) => {
                let (open, close) = self.parentheses;
                format!("{name}{open}{}{close}", self.role(role))
            }
            _ => name,
        }
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Host => self.host,
            Role::Guest => self.guest,
            Role::Chair => self.chair,
            Role::Group => self.group,
        }
    }
}

/// The speaker of a turn in our own words, for formats of text: in square brackets when the source does not
/// say so, with a question mark when not sure, with an asterisk when a person says it.
pub(super) fn speaker(transcript: &Transcript, turn: &Turn) -> String {
    let language = transcript.metadata.language.as_deref();
    let words = Words::of(language, language.is_some_and(|tag| tag.starts_with("zh")));
    let names: Vec<String> = turn
        .speakers
        .iter()
        .filter_map(|id| transcript.participant(*id))
        .map(|p| words.participant(p))
        .collect();
    let name = if names.is_empty() { "?".to_owned() } else { names.join(", ") };
    match &turn.attribution {
        Attribution::Labelled { .. } => format!("{name}:"),
        Attribution::Supplied { .. } => format!("[{name}*]"),
        Attribution::Inferred { confidence, .. } => {
            let doubt =
                if confidence.word() == CertaintyWord::High || names.is_empty() { "" } else { "?" };
            format!("[{name}{doubt}]")
        }
    }
}
