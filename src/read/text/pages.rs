//! What a page adds to the words: line numbers at the left, running heads and feet.
//!
//! Court transcripts number their lines from 1 to 25 or so on every page. A running head comes
//! back on every page, mostly with the number of the page.

use std::collections::{BTreeMap, HashSet};

use crate::columns::columns;
use crate::script::Trim;
use crate::source::Source;

use super::cues;
use super::headings;
use super::labels::{Form, candidate};
use super::paratext;

/// A line without what the page adds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// Offset of [`Self::text`] in the text of the source.
    pub(super) start: usize,
    /// Without line end and line number.
    pub(super) text: &'a str,
    /// Where the line number stands in the text of the source.
    pub(super) number: Option<(usize, usize)>,
    /// A running head or foot: nothing of it is said.
    pub(super) is_furniture: bool,
    /// The line of times of a caption: when it begins, in milliseconds.
    pub(super) cue: Option<u64>,
}

impl Row<'_> {
    /// Whether nothing stands in it, or nothing but NULs.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || c == '\0')
    }
}

/// The lines of a source.
pub(super) fn rows<'a>(source: &'a Source<'_>) -> Vec<Row<'a>> {
    let lines = source.lines();
    let mut rows: Vec<Row<'_>> = lines
        .map(|line| Row {
            start: line.start,
            text: line.text,
            number: None,
            is_furniture: false,
            cue: None,
        })
        .collect();
    if cues::mark(&mut rows) {
        return rows;
    }
    for (row, number) in numbered(&rows) {
        let row = &mut rows[row];
        row.number = Some((row.start + number.0, row.start + number.1));
        row.text = &row.text[number.1..];
        row.start += number.1;
    }
    for at in running(&rows) {
        rows[at].is_furniture = true;
    }
    rows
}

/// A number of at most two digits at the start of a line, with its place.
fn number_of(line: &str) -> Option<(u32, (usize, usize))> {
    let from = line.len() - line.trim_start().len();
    let rest = &line[from..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let set_off = rest[digits..].chars().next().is_none_or(char::is_whitespace);
    let number = rest[..digits].parse().ok().filter(|_| digits <= 2 && set_off && from <= 10)?;
    Some((number, (from, from + digits)))
}

/// The rows that begin with a line number, and where it stands in them.
///
/// Numbers that count up line by line are no part of what is said; they are believed when most
/// lines have one.
fn numbered(rows: &[Row<'_>]) -> Vec<(usize, (usize, usize))> {
    const ENOUGH: usize = 12;
    let filled = || rows.iter().enumerate().filter(|(_, row)| !row.text.trimmed().is_empty());
    let found: Vec<_> =
        filled().filter_map(|(i, row)| number_of(row.text).map(|(n, at)| (n, i, at))).collect();
    let follows = |i: usize| found[i].0 == found[i - 1].0 + 1;
    let counted = (1..found.len()).filter(|i| follows(*i)).count();
    if counted < ENOUGH || counted * 10 < filled().count() * 6 {
        return Vec::new();
    }
    let in_order = |i: &usize| (*i > 0 && follows(*i)) || (i + 1 < found.len() && follows(i + 1));
    (0..found.len()).filter(in_order).map(|i| (found[i].1, found[i].2)).collect()
}

/// A line that may be a running head: its words with `#` for every number, and its last number.
fn head_of(text: &str) -> Option<(String, u32)> {
    const WIDEST: usize = 100;
    let text = text.trimmed();
    // No character has fewer columns than half of its bytes.
    if text.is_empty()
        || text.len() > 2 * WIDEST
        || columns(text) > WIDEST
        || headings::ends_a_sentence(text)
    {
        return None;
    }
    let is_label = candidate(text).is_some_and(|c| !matches!(c.form, Form::Alone | Form::Joint));
    if is_label || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let mut words = String::with_capacity(text.len());
    let mut number = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            // Of `3/24` the first is that of the page.
            if words.ends_with("#/") {
                words.push('#');
            }
            if words.ends_with("#/#") {
                continue;
            }
            if !words.ends_with('#') {
                number.clear();
                words.push('#');
            }
            number.push(c);
        } else if !c.is_whitespace() {
            words.push(c);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    Some((words, number.parse().unwrap_or(0)))
}

/// The lines that come back on every page.
fn running(rows: &[Row<'_>]) -> Vec<usize> {
    let is_blank = |i: usize| rows.get(i).is_none_or(|row| row.text.trimmed().is_empty());
    let mut heads: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let set_off = row.number.is_none() && (i == 0 || is_blank(i - 1) || is_blank(i + 1));
        if set_off && let Some((words, number)) = head_of(row.text) {
            heads.entry(words).or_default().push((i, number));
        }
    }
    heads.retain(|_, places| places.len() >= 2);
    let is_page = |words: &str, places: &[(usize, u32)]| {
        words.contains('#')
            && places.len() >= 3
            && places.windows(2).all(|pair| pair[1].1 > pair[0].1)
            && is_regular(places, 2, 12)
    };
    let mut found: Vec<usize> = Vec::new();
    let mut pages: Vec<usize> =
        (0..rows.len()).filter(|i| paratext::is_page_number(rows[*i].text)).collect();
    for (words, places) in &heads {
        if is_page(words, places) {
            found.extend(places.iter().map(|(i, _)| *i));
        }
    }
    let headed = headed_pages(rows);
    found.extend(&headed);
    pages.extend(&found);
    pages.sort_unstable();
    pages.dedup();
    for (words, places) in &heads {
        let constant = !is_page(words, places);
        // The last foot has no head behind it.
        let near = places.iter().filter(|(i, _)| is_near(&pages, *i, 6)).count();
        let near = near + 1 >= places.len() && (places.len() >= 3 || pages.len() >= 2);
        let steady = places.len() >= 4 && is_regular(places, 1, 20);
        if constant && (near || steady) {
            found.extend(places.iter().map(|(i, _)| *i));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The lines between pages that have what the front names and a number set off by blanks, or stand beside such
/// a line: `Landtag Nordmark      – 4117 –      52. Sitzung`. A short text has one of them.
fn headed_pages(rows: &[Row<'_>]) -> Vec<usize> {
    /// So many lines at the start name what this is.
    const FRONT: usize = 8;
    let filled = || rows.iter().filter(|row| !row.is_blank());
    // What is said names nothing.
    let names = |row: &&Row<'_>| {
        !headings::ends_a_sentence(row.text.trim()) && !row.text.contains([':', '：'])
    };
    let named = filled().take(FRONT).take_while(names);
    let front: HashSet<&str> = named.flat_map(|row| cells(row.text)).collect();
    let Some(begin) = filled().nth(FRONT).map(|row| row.start) else { return Vec::new() };
    let is_named = |text: &str| cells(text).any(|cell| front.contains(cell));
    let is_set_off = |i: usize| {
        let is_blank = |row: Option<&Row<'_>>| row.is_none_or(Row::is_blank);
        rows[i].number.is_none()
            && (is_blank(i.checked_sub(1).and_then(|i| rows.get(i))) || is_blank(rows.get(i + 1)))
    };
    let is_page = |i: &usize| {
        let text = rows[*i].text;
        rows[*i].start >= begin && is_set_off(*i) && has_page_cell(text, is_named)
    };
    let pages: Vec<usize> = (0..rows.len()).filter(is_page).collect();
    let beside = |i: &usize| {
        let text = rows[*i].text;
        let mut near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
        near.any(|near| pages.binary_search(&near).is_ok())
            && cells(text).count() > 1
            && is_named(text)
            && pages.binary_search(i).is_err()
    };
    let beside: Vec<usize> = (0..rows.len()).filter(beside).collect();
    pages.into_iter().chain(beside).collect()
}

/// What stands in a line between wide blanks.
fn cells(text: &str) -> impl Iterator<Item = &str> {
    let is_wide = |c: char| matches!(c, '\t' | '\u{3000}');
    let parts = text.split("   ").flat_map(move |part| part.split(is_wide));
    parts.map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether one of several cells is the number of a page: `-2-`, `Page 2 of 3`, in a wide line `3/9`; in one
/// that names what this is a bare number too.
fn has_page_cell(text: &str, is_named: impl Fn(&str) -> bool) -> bool {
    const WIDE: usize = 40;
    const MOST: usize = 200;
    if text.len() > MOST || headings::ends_a_sentence(text) {
        return false;
    }
    let is_wide = columns(text) >= WIDE;
    let in_order = |(page, of): (&str, &str)| {
        page.parse::<u32>().ok().zip(of.parse().ok()).is_none_or(|(page, of)| page <= of)
    };
    let is_page = |cell: &str| {
        let fits = match cell.bytes().all(|b| b.is_ascii_digit() || b == b'/') {
            true if cell.contains('/') => is_wide && cell.split_once('/').is_some_and(in_order),
            true => is_wide && is_named(text),
            false => true,
        };
        fits && paratext::is_page_number(cell)
    };
    (2..=3).contains(&cells(text).count()) && cells(text).any(is_page)
}

/// Whether the places are about equally far apart: none more than `times` (and a little) as far
/// as the nearest two, which are at least `least` lines apart.
fn is_regular(places: &[(usize, u32)], times: usize, least: usize) -> bool {
    let gaps = || places.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let (low, high) = (gaps().min().unwrap_or(0), gaps().max().unwrap_or(0));
    low >= least && high <= low * times + 5
}

/// Whether one of the sorted `marks` is at most `far` from `at`, and not `at` itself.
fn is_near(marks: &[usize], at: usize, far: usize) -> bool {
    let from = marks.partition_point(|mark| mark + far < at);
    marks[from..].iter().take_while(|mark| **mark <= at + far).any(|mark| *mark != at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::DecodeOptions;

    fn source(text: &str) -> Source<'static> {
        let options = DecodeOptions::default();
        Source::decode("a.txt", text.as_bytes(), &options, &mut Diagnostics::default())
            .unwrap()
            .into_owned()
    }

    /// Three pages of twenty lines with a head and a foot.
    fn pages(line: impl Fn(usize) -> String) -> String {
        let page = |number: usize| {
            let lines: String = (1..=20).map(|n| format!("{}\n", line(n))).collect();
            format!("Deposition of Ada Roe      {number}\n\n{lines}\n      ROE REPORTING\n\n")
        };
        (7..10).map(page).collect()
    }

    #[test]
    fn numbers_of_lines_are_set_apart() {
        let source = source(&pages(|n| format!("{n:2}  words of line")));
        let rows = rows(&source);
        let numbered = rows.iter().filter(|row| row.number.is_some()).count();
        assert_eq!(numbered, 60);
        assert!(rows.iter().all(|row| row.number.is_none() || row.text == "  words of line"));
    }

    #[test]
    fn running_heads_and_feet_are_furniture() {
        let source = source(&pages(|_| "words of a line that stop.".to_owned()));
        let furniture = rows(&source).iter().filter(|row| row.is_furniture).count();
        assert_eq!(furniture, 6);
    }

    #[test]
    fn one_page_break_has_the_words_of_the_front() {
        let front = "Wick Council                      Sitting of 3 May\n";
        let talk = "Chair: We begin with the lock, and then the quay.\n\n".repeat(9);
        let furniture = |line: &str| {
            let source = source(&format!("{front}\n{talk}{line}\n\n{talk}"));
            rows(&source).iter().filter(|row| row.is_furniture).count()
        };
        assert_eq!(furniture("Wick Council               – 4117 –           3 May"), 1);
        assert_eq!(furniture("Wick Council                                   4117"), 1);
        assert_eq!(furniture("17-37754                                        3/9"), 1);
        assert_eq!(
            furniture(
                "17-37754                                      3/9\nWick Council        4 May"
            ),
            2
        );
        assert_eq!(furniture("Roe                                               3"), 0);
        assert_eq!(furniture("Wick Council     3"), 0);
        assert_eq!(furniture("Red team      9/10"), 0);
        assert_eq!(furniture("Roe       I counted 3."), 0);
    }

    #[test]
    fn numbers_that_do_not_count_lines_are_words() {
        let text: String = (1..40).map(|n| format!("{n}. A step.\nAnd more.\n")).collect();
        let lines = source(&text);
        assert!(rows(&lines).iter().all(|row| row.number.is_none()));
        let short = source("1 kettle\n2 cups\n3 spoons\n");
        assert!(rows(&short).iter().all(|row| row.number.is_none()));
    }

    #[test]
    fn short_words_that_come_back_are_no_running_heads() {
        let turns: String =
            (0..40).map(|n| format!("Speaker {}  00:{n:02}:02\nRight\n\n", n % 2 + 1)).collect();
        let source = source(&turns);
        assert!(rows(&source).iter().all(|row| !row.is_furniture));
    }
}
