//! The participants, and how much each of them says.

use std::collections::{BTreeSet, HashMap};

use anstyle::Style;
use transcripta::model::{Inline, Participant, ParticipantId, PersonName, Role, Transcript, Turn};

use crate::cli::table::{self, Cell, Column};

const COLUMNS: [Column; 7] = [
    Column::left("id", 0),
    Column::left("name", 32),
    Column::left("role", 0),
    Column::left("basis", 0),
    Column::right("turns"),
    Column::right("share"),
    Column::left("", 0),
];
/// Columns of the longest bar.
const BAR: usize = 24;

/// A line for each participant, and one for the speech of nobody known.
pub(super) fn render(transcript: &Transcript, width: usize) -> String {
    let said = Said::of(transcript);
    let mut rows: Vec<Vec<Cell>> =
        transcript.participants.iter().map(|person| row(person, &said)).collect();
    let unknown = said.share(None);
    if unknown.turns > 0 {
        rows.push(vec![
            "?".into(),
            "(unknown)".into(),
            "".into(),
            "".into(),
            unknown.turns.to_string().into(),
            unknown.percent().into(),
            Cell::styled(unknown.bar(), Style::new().dimmed()),
        ]);
    }
    table::render(&COLUMNS, &rows, width)
}

fn row(person: &Participant, said: &Said) -> Vec<Cell> {
    let share = said.share(Some(person.id));
    vec![
        person.id.to_string().into(),
        person.name.as_str().unwrap_or("(unnamed)").into(),
        person.role.map_or("", Role::as_str).into(),
        basis(&person.name).into(),
        share.turns.to_string().into(),
        share.percent().into(),
        share.bar().into(),
    ]
}

struct Share {
    turns: usize,
    /// Of all that is said, in thousandths.
    permille: usize,
}

impl Share {
    fn percent(&self) -> String {
        format!("{}.{}%", self.permille / 10, self.permille % 10)
    }

    /// As long as the share is large, in eighths of a column; who speaks at all has one.
    fn bar(&self) -> String {
        const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        let least = usize::from(self.permille > 0);
        let eighths = (self.permille * BAR * 8 / 1000).max(least);
        "█".repeat(eighths / 8) + PARTS[eighths % 8]
    }
}

/// How many turns everybody has, and how much is said in them. Who speak together say it all, each
/// of them; whom nobody knows is `None`.
#[derive(Debug, Default)]
struct Said {
    all: usize,
    of: HashMap<Option<ParticipantId>, (usize, usize)>,
}

impl Said {
    fn of(transcript: &Transcript) -> Self {
        let mut said = Self::default();
        for turn in transcript.turns() {
            let length = length(turn);
            said.all += length;
            let nobody = turn.speakers.is_empty().then_some(None);
            // Nobody has a turn twice.
            let named: BTreeSet<ParticipantId> = turn.speakers.iter().copied().collect();
            for who in named.into_iter().map(Some).chain(nobody) {
                let (turns, sum) = said.of.entry(who).or_default();
                *turns += 1;
                *sum += length;
            }
        }
        said
    }

    fn share(&self, who: Option<ParticipantId>) -> Share {
        let (turns, said) = self.of.get(&who).copied().unwrap_or_default();
        let permille = (said * 1000 + self.all / 2).checked_div(self.all).unwrap_or(0);
        Share { turns, permille }
    }
}

/// Characters said, blanks left out: a measure that works without spaces between words.
fn length(turn: &Turn) -> usize {
    turn.segments
        .iter()
        .flat_map(|segment| &segment.content)
        .map(|inline| match inline {
            Inline::Text { text } => text.chars().filter(|c| !c.is_whitespace()).count(),
            Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. } => 0,
        })
        .sum()
}

fn basis(name: &PersonName) -> &'static str {
    match name {
        PersonName::Labelled(_) => "labelled",
        PersonName::Addressed(_) => "addressed",
        PersonName::Introduced(_) => "introduced",
        PersonName::Supplied(_) => "supplied",
        PersonName::Unnamed => "unnamed",
    }
}
