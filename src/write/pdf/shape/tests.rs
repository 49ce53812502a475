use std::borrow::Cow;

use super::super::elements::Elements;
use super::super::style::{Ink, Kind};
use super::super::tradition::Tradition;
use super::*;

fn run(text: &str, family: Family) -> Run<'_> {
    Run {
        text: Cow::Borrowed(text),
        family,
        scale: 1.0,
        ink: Ink::Black,
        element: Elements::ROOT,
        line: Some(7),
    }
}

fn shape(runs: Vec<Run>, chinese: bool) -> (Shaped, Missing) {
    let mut faces = Faces::open(&[], Tradition::Simplified).unwrap();
    let mut shaper = Shaper::new(&mut faces);
    let kind = Kind::Body;
    let paragraph = Paragraph { kind, opens: false, runs };
    let shaped = shaper.shape(&paragraph, &kind.style(chinese, chinese), chinese);
    (shaped, shaper.into_missing())
}

fn text(text: &str, chinese: bool) -> (Shaped, Missing) {
    shape(vec![run(text, Family::Text)], chinese)
}

#[test]
fn every_character_but_layout_blanks_is_in_an_atom() {
    let (shaped, missing) = text("\u{3000}\u{3000}他说：\n“好”。 OK\n then\u{200D} e\u{301}", true);
    assert_eq!(shaped.text, "他说：“好”。 OK then\u{200D} e\u{301}");
    let joined: String = shaped.atoms.iter().map(|a| shaped.text_of(a)).collect();
    assert_eq!(joined, shaped.text);
    assert!(missing.is_empty());
}

#[test]
fn what_no_face_has_is_a_box_and_is_named_with_its_line() {
    let (shaped, missing) = text("好\n😀\u{FE0F}吗\u{1}", true);
    let boxes: Vec<_> = shaped
        .atoms
        .iter()
        .filter(|a| matches!(a.picture, Picture::Box(_)))
        .map(|a| shaped.text_of(a))
        .collect();
    assert_eq!(boxes, ["😀\u{FE0F}", "\u{1}"]);
    let lines: Vec<_> = missing.into_iter().collect();
    assert_eq!(lines, [('\u{1}', Some(8)), ('😀', Some(8))]);
}

#[test]
fn a_word_is_set_in_one_face() {
    let (shaped, _) = text("在 Kraków 的", true);
    let word: Vec<FaceId> = shaped
        .atoms
        .iter()
        .filter(|a| shaped.text_of(a).chars().all(char::is_alphabetic))
        .filter(|a| a.class == Class::Western)
        .map(|a| a.face)
        .collect();
    assert!(word.len() >= 5);
    assert!(word.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn dashes_join_and_accents_compose() {
    let (shaped, _) = text("我——e\u{301}", true);
    assert_eq!(shaped.atoms.len(), 3);
    assert_eq!(shaped.text_of(&shaped.atoms[1]), "——");
    assert_eq!(shaped.text_of(&shaped.atoms[2]), "e\u{301}");
}

#[test]
fn a_label_stands_off_its_words_without_a_blank() {
    let runs = vec![run("HALE:", Family::Label), run("  Well.", Family::Text)];
    let (shaped, _) = shape(runs, false);
    assert_eq!(shaped.text, "HALE:Well.");
    assert!(shaped.atoms[5].lead > 0.0);
}
