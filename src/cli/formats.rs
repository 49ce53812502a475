//! `transcripta formats`

use transcripta::format::Format;
use transcripta::{read, write};

use super::exit::Exit;
use super::stdout;
use super::table::{self, Cell, Column};

const COLUMNS: [Column; 3] =
    [Column::left("name", 0), Column::left("extensions", 0), Column::left("what it is", 0)];

/// Lists the readers and the writers.
pub(super) fn run() -> Exit {
    let readers = listing(read::READERS.iter().map(|reader| reader.format()));
    let writers = listing(write::WRITERS.iter().map(|writer| writer.format()));
    stdout::print(&format!("Reads\n{readers}\nWrites\n{writers}"))
}

fn listing(formats: impl Iterator<Item = &'static Format>) -> String {
    let rows: Vec<Vec<Cell>> = formats.map(row).collect();
    // Summaries are one line: never cut.
    table::render(&COLUMNS, &rows, usize::MAX)
}

fn row(format: &'static Format) -> Vec<Cell> {
    let names: Vec<&str> =
        std::iter::once(format.name).chain(format.aliases.iter().copied()).collect();
    let extensions: Vec<String> =
        format.extensions.iter().map(|extension| format!(".{extension}")).collect();
    vec![names.join(", ").into(), extensions.join(" ").into(), format.summary.into()]
}
