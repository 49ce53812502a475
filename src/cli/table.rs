//! Tables, aligned by what a terminal shows.

use anstyle::Style;

use super::text;

/// Columns between two cells.
const GAP: usize = 2;
/// A column that may be cut is never cut shorter than this.
const SHORTEST: usize = 11;
/// Nor is the last column.
const SHORTEST_LAST: usize = 16;

/// A heading of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    title: &'static str,
    right: bool,
    widest: usize,
}

impl Column {
    /// Aligned left, cut to `widest`; 0 takes what there is. The last column takes the rest of
    /// the line whatever it says.
    pub(super) const fn left(title: &'static str, widest: usize) -> Self {
        Self { title, right: false, widest }
    }

    /// Aligned right.
    pub(super) const fn right(title: &'static str) -> Self {
        Self { title, right: true, widest: 0 }
    }
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// In this style.
    pub(super) fn styled(text: impl AsRef<str>, style: Style) -> Self {
        Self { text: text::clean(text.as_ref()), style }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(text, Style::new())
    }
}

/// Renders a table with a line of titles, `width` columns wide. Every line is indented by two.
pub(super) fn render(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> String {
    let widths = widths(columns, rows, width);
    let titles: Vec<Cell> =
        columns.iter().map(|column| Cell::styled(column.title, Style::new().bold())).collect();
    let mut out = String::new();
    for row in std::iter::once(&titles).chain(rows) {
        let mut line = String::new();
        for ((cell, column), width) in row.iter().zip(columns).zip(&widths) {
            line.push_str(&" ".repeat(GAP));
            line.push_str(&padded(cell, column.right, *width));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn widths(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let cells = rows.iter().filter_map(|row| row.get(index));
            let widest = cells
                .map(|cell| text::width(&cell.text))
                .max()
                .unwrap_or(0)
                .max(text::width(column.title));
            match column.widest {
                0 => widest,
                limit => widest.min(limit),
            }
        })
        .collect();
    fit(&mut widths, columns, width);
    widths
}

/// Makes the line fit: the columns that may be cut give way to the last one, which takes the rest.
fn fit(widths: &mut [usize], columns: &[Column], width: usize) {
    let Some((last, others)) = widths.split_last_mut() else {
        return;
    };
    let room = |others: &[usize]| {
        let taken: usize = others.iter().map(|width| width + GAP).sum();
        width.saturating_sub(taken + GAP)
    };
    while room(others) < SHORTEST_LAST.min(*last) {
        let widest = others
            .iter_mut()
            .zip(columns)
            .filter(|(width, column)| column.widest > 0 && **width > SHORTEST)
            .max_by_key(|(width, _)| **width);
        match widest {
            Some((width, _)) => *width -= 1,
            None => break,
        }
    }
    *last = (*last).min(room(others).max(SHORTEST_LAST));
}

fn padded(cell: &Cell, right: bool, width: usize) -> String {
    let text = text::cut(&cell.text, width);
    let blanks = " ".repeat(width.saturating_sub(text::width(&text)));
    // Blanks stand outside the style, so that they can be trimmed at the end of a line.
    let text = if text.is_empty() { text } else { format!("{}{text}{:#}", cell.style, cell.style) };
    if right { blanks + &text } else { text + &blanks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_page_cuts_the_columns_that_may_be_cut() {
        let columns = [Column::left("id", 0), Column::left("name", 30), Column::left("words", 0)];
        let rows = [vec![Cell::from("t1"), "n".repeat(30).into(), "w".repeat(90).into()]];
        let text = render(&columns, &rows, 40);
        let lines: Vec<usize> = text
            .lines()
            .map(|line| text::width(&anstream::adapter::strip_str(line).to_string()))
            .collect();
        assert_eq!(lines[1], 40, "{text}");
    }

    #[test]
    fn columns_line_up_and_the_last_is_cut() {
        let columns = [Column::left("a", 0), Column::right("b"), Column::left("c", 0)];
        let rows = [
            vec![Cell::from("李"), "1".into(), "x".repeat(40).into()],
            vec![Cell::from("long"), "10".into(), "y".into()],
        ];
        let text = anstream::adapter::strip_str(&render(&columns, &rows, 30)).to_string();
        assert_eq!(text, "  a      b  c\n  李     1  xxxxxxxxxxxxxxxxx…\n  long  10  y\n");
    }
}
