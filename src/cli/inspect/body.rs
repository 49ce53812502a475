//! The body: a line for each block, so that the reader sees everything.

use anstyle::{AnsiColor, Style};
use transcripta::model::{
    Block, CertaintyWord, Confidence, Inline, Segment, Span, Transcript, Turn,
};

use crate::cli::table::{self, Cell, Column};

const COLUMNS: [Column; 7] = [
    Column::left("turn", 0),
    Column::right("lines"),
    Column::left("speaker", 20),
    Column::left("basis", 0),
    Column::left("conf.", 0),
    Column::left("rules", 36),
    Column::left("words", 0),
];
/// As many rules are named without `--verbose`.
const RULES: usize = 1;
/// No line of a terminal is longer.
const WORDS: usize = 500;

/// A line for each block.
pub(super) fn render(transcript: &Transcript, width: usize, all_rules: bool) -> String {
    let rows: Vec<Vec<Cell>> =
        transcript.body.iter().map(|block| row(transcript, block, all_rules)).collect();
    table::render(&COLUMNS, &rows, width)
}

fn row(transcript: &Transcript, block: &Block, all_rules: bool) -> Vec<Cell> {
    let mut row = vec![block.id().to_string().into(), lines(block).into()];
    row.extend(match block {
        Block::Turn(turn) => spoken(transcript, turn, all_rules),
        Block::Heading(heading) => aside(&format!("heading {}", heading.level)),
        Block::Direction(_) => aside("direction"),
        Block::Paratext(paratext) => aside(paratext.kind.as_str()),
    });
    let words = words_of(block.segments());
    row.push(match block {
        Block::Turn(_) | Block::Heading(_) => words.into(),
        Block::Direction(_) | Block::Paratext(_) => Cell::styled(words, Style::new().dimmed()),
    });
    row
}

fn spoken(transcript: &Transcript, turn: &Turn, all_rules: bool) -> [Cell; 4] {
    let attribution = &turn.attribution;
    let confidence = attribution.confidence();
    let evidence = attribution.evidence();
    let shown = if all_rules { evidence.len() } else { RULES };
    let mut rules: Vec<String> =
        evidence.iter().take(shown).map(|evidence| evidence.rule.to_string()).collect();
    if evidence.len() > shown {
        rules.push(format!("+{}", evidence.len() - shown));
    }
    [
        speakers(transcript, turn).into(),
        attribution.basis().into(),
        Cell::styled(confidence.to_string(), trust(confidence)),
        rules.join(" ").into(),
    ]
}

/// What is not speech says what it is in the place of the speaker.
fn aside(kind: &str) -> [Cell; 4] {
    [
        Cell::styled(format!("[{kind}]"), Style::new().dimmed()),
        Cell::default(),
        Cell::default(),
        Cell::default(),
    ]
}

/// The names, or the ids of those who have none; `?` when nobody knows.
fn speakers(transcript: &Transcript, turn: &Turn) -> String {
    let names: Vec<String> = turn
        .speakers
        .iter()
        .map(|id| {
            transcript
                .participant(*id)
                .and_then(|person| person.name.as_str())
                .map_or_else(|| id.to_string(), str::to_owned)
        })
        .collect();
    if names.is_empty() { "?".to_owned() } else { names.join(" + ") }
}

/// Green, yellow or red, by how sure it is.
pub(super) fn trust(confidence: Confidence) -> Style {
    let colour = match confidence.word() {
        CertaintyWord::High => AnsiColor::Green,
        CertaintyWord::Medium => AnsiColor::Yellow,
        CertaintyWord::Low | CertaintyWord::Unknown => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into()))
}

fn lines(block: &Block) -> String {
    let label = match block {
        Block::Turn(turn) => turn.label.as_ref().map(|label| label.span),
        Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => None,
    };
    let spans = label.into_iter().chain(block.segments().iter().map(|segment| segment.span));
    match spans.reduce(Span::to) {
        Some(Span { lines: (first, last), .. }) if first == last => first.to_string(),
        Some(Span { lines: (first, last), .. }) => format!("{first}-{last}"),
        None => String::new(),
    }
}

/// The first words of a block.
pub(super) fn words_of(segments: &[Segment]) -> String {
    let lines = segments.iter().map(|segment| {
        let text = |inline: &Inline| inline.source_text().to_owned();
        segment.content.iter().map(text).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n").chars().take(WORDS).collect()
}
