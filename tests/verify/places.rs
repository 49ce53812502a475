//! Where glyphs stand: what is said stays the same and right glyph by glyph, and what is seen is
//! moved, hidden or covered.

use lopdf::content::Operation;
use lopdf::{Dictionary, Object, dictionary};

use crate::pdf::Open;
use crate::support::{of_text, proven, written};

const TALK: &str = "Anna: 请问您是哪一年到这里来的？ Which year was it?\nBen: 是一九八四年，在春天。 In spring it was.\n\
                    Anna: 那时候有多少人？ How many were there?\nBen: 三十几个人。 Thirty or so.\n";

fn number(operation: &Operation, at: usize) -> f32 {
    operation.operands[at].as_float().unwrap()
}

/// Operators of this name that belong to the body: the head stands before them.
fn of_name(operations: &[Operation], name: &str) -> Vec<usize> {
    let all = operations.iter().enumerate().filter(|(_, it)| it.operator == name);
    let all: Vec<usize> = all.map(|(at, _)| at).collect();
    all[all.len() / 2..].to_vec()
}

fn insert(operations: &mut Vec<Operation>, before: &str, name: &str, operands: Vec<Object>) {
    let at = of_name(operations, before)[0];
    operations.insert(at, Operation::new(name, operands));
}

/// Before the first line of the body, whatever stands there already.
fn insert_first(operations: &mut Vec<Operation>, name: &str, operands: Vec<Object>) {
    let line = of_name(operations, "Td")[0];
    let set = |it: &Operation| matches!(it.operator.as_str(), "q" | "Q" | "g");
    let at = operations[..line].iter().rposition(|it| !set(it)).map_or(0, |at| at + 1);
    operations.insert(at, Operation::new(name, operands));
}

type Change = fn(&mut Vec<Operation>, &mut Dictionary);

const CHANGES: [(&str, Change); 14] = [
    ("lines change places", |operations, _| {
        let lines = of_name(operations, "Td");
        let (a, b) = (lines[0], lines[2]);
        assert!(number(&operations[a], 1) > number(&operations[b], 1));
        operations.swap(a, b);
    }),
    ("a line stands outside of the paper", |operations, _| {
        let line = of_name(operations, "Td")[0];
        operations[line].operands[0] = 900.into();
    }),
    ("a line stands below the paper", |operations, _| {
        let line = of_name(operations, "Td")[0];
        operations[line].operands[1] = (-40).into();
    }),
    ("the ink is white", |operations, _| insert(operations, "Td", "g", vec![1.into()])),
    ("the ink is white again behind a picture", |operations, _| {
        for (name, operands) in
            [("Q", vec![]), ("g", vec![0.into()]), ("q", vec![]), ("g", vec![1.into()])]
        {
            // Each before the one inserted last: `1 g q 0 g Q`.
            insert_first(operations, name, operands);
        }
    }),
    ("the ink is nearly white", |operations, _| {
        insert(operations, "Td", "rg", vec![0.99.into(), 1.into(), 1.into()]);
    }),
    ("the glyphs are not drawn", |operations, _| insert(operations, "Td", "Tr", vec![3.into()])),
    ("the glyphs are tiny", |operations, _| {
        insert(operations, "Tj", "Tf", vec!["F0".into(), 0.1.into()]);
    }),
    ("the glyphs are squeezed together", |operations, _| {
        insert(operations, "Tj", "Tc", vec![(-20).into()]);
    }),
    ("the glyphs lie upon each other", |operations, _| {
        insert(operations, "Tj", "Tz", vec![0.into()]);
    }),
    ("a rectangle lies upon them", |operations, _| {
        insert(operations, "BT", "re", vec![0.into(), 0.into(), 600.into(), 800.into()]);
    }),
    ("a glyph goes back to the start of its line", |operations, _| {
        let at = operations.iter().rposition(|it| it.operator == "TJ").unwrap();
        let pieces = operations[at].operands[0].as_array_mut().unwrap();
        let glyphs = pieces.iter_mut().find(|it| it.as_str().is_ok_and(|it| it.len() > 2)).unwrap();
        let (first, rest) = glyphs.as_str().unwrap().split_at(2);
        let moved = vec![3_000.into(), Object::string_literal(rest.to_vec())];
        *glyphs = Object::string_literal(first.to_vec());
        pieces.splice(1..1, moved);
    }),
    ("the page is turned", |_, page| page.set("Rotate", 180)),
    ("a note covers the page", |_, page| {
        let all: Vec<Object> = [0, 0, 600, 800].map(Object::from).to_vec();
        let note = dictionary! { "Type" => "Annot", "Subtype" => "Square", "Rect" => all };
        page.set("Annots", vec![Object::Dictionary(note)]);
    }),
];

#[test]
fn what_is_moved_hidden_or_covered_is_caught() {
    let original = of_text(TALK);
    let file = Open::new(&written(&original, "pdf"));
    let same = file.with(|_, _| {});
    assert!(proven("pdf", &same, &original).unwrap().unchecked.is_empty());
    for (what, change) in CHANGES {
        let fault = proven("pdf", &file.with(change), &original);
        let fault = fault.err().unwrap_or_else(|| panic!("passes: {what}")).to_string();
        assert!(fault.contains("page 1"), "{what}: {fault}");
    }
}
