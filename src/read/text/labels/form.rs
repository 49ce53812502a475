//! The forms of labels.

/// Forms of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::text) enum Form {
    /// `主持人：`, `NAME:`
    Colon,
    /// `bitstein:`, written small
    Small,
    /// `* Sam:`, `- **Sam**:`, behind the bullet of a list
    Bullet,
    /// `【主持人】`, `[Host]`, with a colon or without
    Bracket,
    /// `**Name:**`
    Bold,
    /// `**Name**` with nothing else on the line
    BoldAlone,
    /// `## **Name**`, with words behind it or without
    Head,
    /// `<v Name>`
    Voice,
    /// `Q.`, `A.`, or `Q` and `A` set off by blanks
    Letter,
    /// `Ann & Ben:`, `Ann, Ben:`: several names in one
    Joint,
    /// `Speaker 1  00:01:02`
    Timed,
    /// A name with nothing else on the line.
    Alone,
    /// `M. Luc Morel. ...`, `PRESIDENTE. ...`
    Stop,
    /// `BAŞKAN – ...`
    Dash,
    /// `記者　...`, the name set off by blanks
    Blank,
    /// `――...`, who asks and has no name
    Mark,
    /// `（いしら）...`
    Round,
    /// `10:03 <ines> ...`
    Nick,
    /// `王建国；`, `HALE.`: a proven name whose colon slipped
    Slip,
}

impl Form {
    /// Name of the rule in the evidence.
    pub(in crate::read::text) fn rule(self) -> &'static str {
        match self {
            Self::Colon | Self::Small | Self::Bullet => "label.colon",
            Self::Bracket => "label.bracket",
            Self::Bold | Self::BoldAlone | Self::Head => "label.bold",
            Self::Voice => "label.voice",
            Self::Joint => "label.joint",
            Self::Letter => "label.letter",
            Self::Timed => "label.timed",
            Self::Alone => "label.alone",
            Self::Stop => "label.stop",
            Self::Dash => "label.dash",
            Self::Blank => "label.blank",
            Self::Mark => "label.mark",
            Self::Round => "label.round",
            Self::Nick => "label.nick",
            Self::Slip => "label.slip",
        }
    }
}
