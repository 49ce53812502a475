use std::borrow::Cow;

use super::super::compose::{Paragraph, Run};
use super::super::elements::Elements;
use super::super::fonts::{Faces, Family};
use super::super::shape::{Shaped, Shaper};
use super::super::style::{Ink, Kind};
use super::super::tradition::Tradition;
use super::*;

/// Forty characters.
const MEASURE: f32 = 420.0;

fn shaped(text: &str, chinese: bool) -> (Shaped, Style) {
    let mut faces = Faces::open(&[], Tradition::Simplified).unwrap();
    let kind = Kind::Body;
    let style = kind.style(chinese, chinese);
    let paragraph = Paragraph {
        kind,
        opens: false,
        runs: vec![Run {
            text: Cow::Borrowed(text),
            family: Family::Text,
            scale: 1.0,
            ink: Ink::Black,
            element: Elements::ROOT,
            line: None,
        }],
    };
    (Shaper::new(&mut faces).shape(&paragraph, &style, chinese), style)
}

/// The lines of `text` as text.
fn lines(text: &str, chinese: bool) -> Vec<String> {
    let (mut shaped, style) = shaped(text, chinese);
    let lines = set(&mut shaped, &style, MEASURE);
    lines
        .iter()
        .map(|line| {
            let atoms = &shaped.atoms[line.atoms.clone()];
            atoms.iter().map(|a| shaped.text_of(a)).collect()
        })
        .collect()
}

#[test]
fn no_line_begins_or_ends_with_a_mark_that_may_not() {
    // Marks at every distance from the margin.
    for lead in 1..45 {
        for marks in ["，“", "!”（", "。」「", ",", "!?", "%。", "……”", "》、《", ");(", ":\""]
        {
            let text = format!("{}{marks}{}", "国".repeat(lead), "民".repeat(60));
            for line in lines(&text, true) {
                let (first, last) = (line.chars().next(), line.chars().last());
                assert!(!first.is_some_and(|c| "，!”。」,%…》、);:?".contains(c)), "{line}");
                assert!(!last.is_some_and(|c| "“（「《(".contains(c)), "{line}");
            }
        }
    }
}

#[test]
fn marks_and_numbers_are_kept_together_at_every_distance_from_the_margin() {
    for (marks, first, last) in [
        ("——", "—", ""),
        ("……", "…", ""),
        ("《红·楼》", "·》", "《"),
        ("ジューっと", "ューっ", ""),
        ("\"好\"吗", "", ""),
        ("12.5%", ".5%", ""),
        ("12 kg。", "k。", "2"),
        ("￥１２", "１２", "￥"),
        ("用«so»的", "»", "«"),
        ("用 « so » 的", "»", "«"),
    ] {
        for lead in 1..45 {
            let text = format!("{}{marks}{}", "国".repeat(lead), "民".repeat(60));
            for line in lines(&text, true) {
                let (begins, ends) = (line.chars().next(), line.trim_end().chars().last());
                assert!(!begins.is_some_and(|c| first.contains(c)), "{line}");
                assert!(!ends.is_some_and(|c| last.contains(c)), "{line}");
            }
        }
    }
}

/// A straight quotation mark opens and closes by turns where no blank tells.
#[test]
fn straight_quotation_marks_among_ideographs_are_pairs() {
    for lead in 1..45 {
        let text = format!("{}\"是的\"他说\"好\"{}", "国".repeat(lead), "民".repeat(60));
        let all = lines(&text, true);
        let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        let mut at = 0;
        for line in &all[..all.len() - 1] {
            at += line.len();
            let before = quotes.iter().position(|q| q + 1 == at);
            let after = quotes.iter().position(|q| *q == at);
            assert!(before.is_none_or(|n| n % 2 == 1), "{all:?}");
            assert!(after.is_none_or(|n| n % 2 == 0), "{all:?}");
        }
    }
}

/// Words are set ragged, as evenly as they can be: no line could take the first word of the next
/// and leave the two more even.
#[test]
fn lines_of_words_are_even() {
    let text = "It was the tide that told us when to eat and when to mend, and nobody in the house \
                would have thought of asking a clock, which in any case stood at ten past four for \
                as long as I lived there and for years after that I should not wonder.";
    let (mut shaped, style) = shaped(text, false);
    let ends = |shaped: &Shaped, lines: &[Line]| -> Vec<f32> {
        let end = |line: &Line| {
            let inked = shaped.atoms[line.atoms.clone()].iter().rfind(|a| a.class != Class::Space);
            inked.map_or(0.0, |last| last.x + last.advance)
        };
        lines.iter().map(end).collect()
    };
    let total = set(&mut shaped, &style, MEASURE);
    let even = ends(&shaped, &total);
    let mut greedy = Vec::new();
    let mut start = 0;
    while start < shaped.atoms.len() {
        let end = line_end(&shaped.atoms, start, &style, MEASURE);
        greedy.push(Line { atoms: start..end });
        start = end;
    }
    assert_eq!(total.len(), greedy.len());
    for line in &greedy {
        let slot = Slot { left: 0.0, width: MEASURE };
        place(&mut shaped.atoms[line.atoms.clone()], &style, slot, false);
    }
    let full = ends(&shaped, &greedy);
    let uneven = |ends: &[f32]| -> f32 {
        ends[..ends.len() - 1].iter().map(|end| (MEASURE - end).powi(2)).sum()
    };
    assert!(uneven(&even) <= uneven(&full), "{even:?} {full:?}");
}

#[test]
fn a_justified_line_is_as_wide_as_the_column() {
    let text =
        "第一,要健全机构.全市各级公安机关都要成立GPS领导小组，明确“三长”责任，做到98.5%以上。"
            .repeat(8);
    let (mut shaped, style) = shaped(&text, true);
    let lines = set(&mut shaped, &style, MEASURE);
    assert!(lines.len() > 5);
    for line in &lines[..lines.len() - 1] {
        let atoms = &shaped.atoms[line.atoms.clone()];
        let last = atoms.last().unwrap();
        let end = last.x + last.advance - closing_blank(atoms);
        assert!((end - MEASURE).abs() < 0.1, "{end}");
    }
}

#[test]
fn lines_keep_every_atom_in_order() {
    let long = "x".repeat(10_000);
    for text in ["", "中", "a b", long.as_str(), &"字".repeat(10_000)] {
        assert_eq!(lines(text, true).concat(), text);
        assert_eq!(lines(text, false).concat(), text);
    }
}

/// The digits of a hash on narrow paper: two lines of the same length, not one and a rest.
#[test]
fn a_word_wider_than_the_column_is_cut_into_equal_parts() {
    let all = lines(&"0123456789abcdef".repeat(6), false);
    let lengths: Vec<usize> = all.iter().map(|line| line.chars().count()).collect();
    assert_eq!(lengths.len(), 2, "{all:?}");
    assert!(lengths[0].abs_diff(lengths[1]) <= 4, "{all:?}");
}

#[test]
fn nothing_but_blanks_stands_outside_the_column() {
    let text = "averyveryverylongwordwithoutanybreak".repeat(20) + " and 中文，「引号」。";
    for chinese in [true, false] {
        let (mut shaped, style) = shaped(&text, chinese);
        for line in set(&mut shaped, &style, MEASURE) {
            let atoms = &shaped.atoms[line.atoms];
            let last = atoms.last().unwrap();
            assert!(last.x + last.advance - closing_blank(atoms) <= MEASURE + 0.1);
        }
    }
}

#[test]
fn no_ideograph_is_left_alone_on_the_last_line() {
    for n in 30..90 {
        let all = lines(&format!("{}。", "字".repeat(n)), true);
        let last = all.last().unwrap();
        assert!(all.len() == 1 || last.chars().count() > 2, "{n}: {last}");
    }
}
