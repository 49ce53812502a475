//! Where glyphs stand: what is said stays the same and right glyph by glyph, and what is seen is
//! moved, hidden or covered.

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

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

/// The second glyph of what is shown last moves to the left of the first.
fn go_back(operations: &mut [Operation]) {
    let shows = |it: &Operation| match it.operands.first() {
        Some(Object::Array(pieces)) => pieces.iter().any(|it| it.as_str().is_ok_and(is_long)),
        Some(Object::String(glyphs, _)) => it.operator == "Tj" && is_long(glyphs),
        _ => false,
    };
    let is_text =
        |it: &Operation| it.operator == "BDC" && it.operands[1].as_dict().unwrap().has(b"MCID");
    let last = operations.iter().rposition(is_text).unwrap();
    let at = last + operations[last..].iter().position(shows).unwrap();
    let mut pieces = match operations[at].operands.remove(0) {
        Object::Array(pieces) => pieces,
        glyphs => vec![glyphs],
    };
    let at_piece = pieces.iter().position(|it| it.as_str().is_ok_and(is_long)).unwrap();
    let (first, rest) = pieces[at_piece].as_str().unwrap().split_at(2);
    let moved = [first, rest].map(|it| Object::string_literal(it.to_vec()));
    let [first, rest] = moved;
    pieces.splice(at_piece..=at_piece, [first, 3_000.into(), rest]);
    operations[at] = Operation::new("TJ", vec![pieces.into()]);
}

fn is_long(glyphs: &[u8]) -> bool {
    glyphs.len() > 4
}

type Change = fn(&mut Vec<Operation>, &mut Dictionary);

const CHANGES: [(&str, Change); 15] = [
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
    ("a rule as thick as the page", |operations, _| {
        insert(operations, "Td", "w", vec![900.into()])
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
    ("a glyph goes back to the start of its line", |operations, _| go_back(operations)),
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

/// Characters that set a direction, and a paragraph that they stand in.
fn with_marks(marks: [char; 2], paragraph: usize) -> String {
    let said = ["Which year was it?", "In spring it was.", "How many were there?", "Thirty or so."];
    let lines = said.iter().enumerate().map(|(n, said)| {
        let label = ["Anna", "Ben"][n % 2];
        let [open, close] =
            if n == paragraph { marks.map(String::from) } else { Default::default() };
        format!("{label}: {said} And then{open} then {close} the end of it.\n")
    });
    lines.collect()
}

#[test]
fn marks_of_direction_leave_the_other_paragraphs_to_be_checked() {
    for marks in [['\u{202E}', '\u{202C}'], ['\u{2067}', '\u{2069}'], ['\u{200F}', '\u{200E}']] {
        let original = of_text(&with_marks(marks, 0));
        let bytes = written(&original, "pdf");
        let verified = proven("pdf", &bytes, &original).unwrap();
        let unchecked = verified.unchecked.join(", ");
        assert!(unchecked.contains("left and right in a paragraph"), "{unchecked}");
        assert!(unchecked.ends_with("first on page 1"), "{unchecked}");
        let changed = Open::new(&bytes).with(|operations, _| go_back(operations));
        let fault = proven("pdf", &changed, &original).unwrap_err().to_string();
        assert!(fault.contains("does not stand after"), "{fault}");
    }
    // Within the paragraph itself it is not seen, and said.
    let original = of_text(&with_marks(['\u{202E}', '\u{202C}'], 3));
    let changed = Open::new(&written(&original, "pdf")).with(|operations, _| go_back(operations));
    assert_eq!(proven("pdf", &changed, &original).unwrap().unchecked.len(), 1);
    // A mark is no more than a letter: letters of one direction are looked at still.
    let original = of_text(&with_marks(['\u{200F}', '\u{200E}'], 3));
    let changed = Open::new(&written(&original, "pdf")).with(|operations, _| go_back(operations));
    assert!(proven("pdf", &changed, &original).is_err());
}

/// Changes every dictionary of a font, wherever it stands, and tells what reading the file back says.
fn described(change: impl Fn(&mut Dictionary)) -> String {
    fn visit(object: &mut Object, change: &dyn Fn(&mut Dictionary)) {
        match object {
            Object::Array(all) => all.iter_mut().for_each(|it| visit(it, change)),
            Object::Dictionary(all) => {
                change(all);
                all.iter_mut().for_each(|(_, it)| visit(it, change));
            }
            _ => {}
        }
    }
    let original = of_text(TALK);
    let mut document = Document::load_mem(&written(&original, "pdf")).unwrap();
    document.objects.values_mut().for_each(|object| visit(object, &change));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    proven("pdf", &bytes, &original).unwrap_err().to_string()
}

#[test]
fn a_font_may_not_describe_its_glyphs_again_and_again() {
    let again: Vec<Object> = (0..100).flat_map(|_| [0, 65_535, 500]).map(Object::from).collect();
    let fault = described(|font| {
        if font.has(b"W") {
            font.set("W", again.clone());
        }
    });
    assert!(fault.contains("describe the same glyphs again and again"), "{fault}");
    let map = "1 beginbfrange <0000> <FFFF> <0041> endbfrange\n".repeat(100);
    let original = of_text(TALK);
    let mut document = Document::load_mem(&written(&original, "pdf")).unwrap();
    let maps = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in maps {
        let is_map = stream.get_plain_content().is_ok_and(|it| {
            it.windows(6).any(|word| word == b"bfchar")
                || it.windows(7).any(|word| word == b"bfrange")
        });
        if is_map {
            *stream = Stream::new(Dictionary::new(), map.clone().into_bytes());
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let fault = proven("pdf", &bytes, &original).unwrap_err().to_string();
    assert!(fault.contains("describe the same glyphs again and again"), "{fault}");
}

#[test]
fn what_a_page_shows_is_shown_once() {
    let original = of_text(TALK);
    let mut document = Document::load_mem(&written(&original, "pdf")).unwrap();
    let page = document.get_pages()[&1];
    let content = document.get_page_contents(page)[0];
    let again: Vec<Object> = std::iter::repeat_n(Object::Reference(content), 1_000).collect();
    document.get_dictionary_mut(page).unwrap().set("Contents", again);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let fault = proven("pdf", &bytes, &original).unwrap_err().to_string();
    assert!(fault.contains("is shown again"), "{fault}");
}
