//! The whole text in a file of corrections: a commented line for each paragraph, so that what was sure
//! and is wrong can be put right as well.

use std::fmt::Write as _;

use super::{one_line, quoted};
use crate::columns::columns;
use crate::correct::anchor::hash;
use crate::correct::doubt::refer;
use crate::model::{Block, Inline, ParatextKind, Segment, Transcript, Turn};

/// So many columns of a paragraph's words: the line shall fit into a window.
const WORDS: usize = 56;
/// No column is filled up further than to this.
const WIDEST: usize = 24;

/// A line of the table.
struct Row {
    key: String,
    value: String,
    /// What stands behind it for whoever reads it.
    remark: String,
}

/// Writes the table. Its head stands there, and decides nothing.
pub(super) fn table(out: &mut String, transcript: &Transcript) {
    let rows: Vec<Row> =
        transcript.body.iter().flat_map(|block| of_block(transcript, block)).collect();
    if rows.is_empty() {
        return;
    }
    out.push_str(
        "\n# The whole text, a line for each paragraph: its line and hash, what it was found to be, its turn\n\
         # and first words. If a turn is wrong and no doubt above, take away the # before it and put in\n\
         # who speaks; or true, a turn begins here; false, it goes on with the turn before;\n\
         # { kind = \"note\" }, nobody says it. What holds for a turn need not be said of its other paragraphs.\n\n\
         [lines]\n",
    );
    let widest = |cell: fn(&Row) -> &str| {
        rows.iter()
            .map(|row| columns(cell(row)))
            .filter(|width| *width <= WIDEST)
            .max()
            .unwrap_or(0)
    };
    let (keys, values) = (widest(|row| &row.key), widest(|row| &row.value));
    for Row { key, value, remark } in &rows {
        let (key, value) = (filled(key, keys), filled(value, values));
        let _ = writeln!(out, "#{key} = {value}  # {remark}");
    }
}

fn of_block(transcript: &Transcript, block: &Block) -> Vec<Row> {
    let rows = |segments: &[Segment], value: &dyn Fn(&Segment) -> Option<String>| {
        let row = |segment| Some(row(segment, value(segment)?, &block.id().to_string()));
        segments.iter().filter_map(row).collect()
    };
    match block {
        Block::Turn(turn) => of_turn(transcript, turn),
        Block::Heading(heading) => rows(&heading.segments, &|_| {
            Some(format!("{{ kind = \"heading\", level = {} }}", heading.level))
        }),
        Block::Paratext(paratext) => rows(&paratext.segments, &|segment| {
            let kind = paratext.kind;
            let is_shown = kind != ParatextKind::Furniture || has_letters(segment);
            is_shown.then(|| format!("{{ kind = \"{}\" }}", kind.as_str()))
        }),
        Block::Direction(direction) => rows(&direction.segments, &event),
    }
}

/// The first paragraph says who speaks, the others that they go on.
fn of_turn(transcript: &Transcript, turn: &Turn) -> Vec<Row> {
    let mut names = turn.speakers.iter().filter_map(|id| transcript.participant(*id));
    let first = names.next().map_or("unknown".to_owned(), |person| refer(transcript, person));
    let with: Vec<String> = names.map(|person| one_line(&refer(transcript, person))).collect();
    let id = match with.is_empty() {
        true => turn.id.to_string(),
        false => format!("{}, with {}", turn.id, with.join(", ")),
    };
    let value = |i: usize| if i == 0 { quoted(&first) } else { "false".to_owned() };
    let words = turn.segments.iter().filter(|segment| has_words(segment));
    words.enumerate().map(|(i, segment)| row(segment, value(i), &id)).collect()
}

/// What happens within a turn, and lines of the page, are nobody's to speak.
fn has_words(segment: &Segment) -> bool {
    let is_text = |i: &Inline| matches!(i, Inline::Text { text } if !text.trim().is_empty());
    segment.content.iter().any(is_text)
}

/// Numbers of lines and pages would fill the table, and hardly ever are anything else.
fn has_letters(segment: &Segment) -> bool {
    segment.content.iter().any(|inline| inline.source_text().contains(char::is_alphabetic))
}

/// What happens; a time mark alone is left as it is.
fn event(segment: &Segment) -> Option<String> {
    segment.content.iter().find_map(|inline| match inline {
        Inline::Direction { kind, .. } => {
            Some(format!("{{ kind = \"direction\", event = \"{}\" }}", kind.as_str()))
        }
        Inline::Text { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. } => None,
    })
}

fn row(segment: &Segment, value: String, id: &str) -> Row {
    let key = format!("{}-{}", segment.span.lines.0, hash(&segment.content));
    Row { key, value, remark: format!("{id}: {}", words(segment)) }
}

/// The first words, on one line; the numbers of lines are none.
fn words(segment: &Segment) -> String {
    let is_text = |inline: &&Inline| !matches!(inline, Inline::Furniture { .. });
    let all: String = segment.content.iter().filter(is_text).map(Inline::source_text).collect();
    let all = one_line(&all);
    let mut width = 0;
    let end = all.char_indices().find(|(at, c)| {
        width += columns(&all[*at..at + c.len_utf8()]);
        width > WORDS
    });
    end.map_or(all.clone(), |(at, _)| format!("{}…", &all[..at]))
}

fn filled(cell: &str, width: usize) -> String {
    let blanks = width.saturating_sub(columns(cell));
    format!("{cell}{}", " ".repeat(blanks))
}
