//! The TEI writer: one encoding, valid against `tei_all` and Parla-CLARIN, from which the
//! source can be rebuilt to the character.

// A panic is how a test fails, in its helpers too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod build;
mod check;
mod foreign;
mod generate;
mod own;
mod samples;
mod tree;
mod validate;

use transcripta::diagnostic::{Code, Severity};
use transcripta::model::Transcript;
use transcripta::write;

use tree::Element;

fn tree(transcript: &Transcript) -> Element {
    check::written(transcript).1
}

fn texts(elements: &[&Element]) -> Vec<String> {
    elements.iter().map(|e| e.source_text()).collect()
}

fn get<'a>(elements: &[&'a Element], attribute: &str) -> Vec<Option<&'a str>> {
    elements.iter().map(|e| e.get(attribute)).collect()
}

#[test]
fn every_shape_is_sound_and_valid() {
    let mut files = Vec::new();
    for (name, transcript) in samples::all() {
        files.push((name.to_owned(), check::written(&transcript).0));
    }
    for (i, transcript) in generate::some(60).into_iter().enumerate() {
        files.push((format!("generated-{i}"), check::written(&transcript).0));
    }
    // What is made of files that others wrote has to be valid too.
    for (name, xml) in own::goldens() {
        files.push((name, xml));
    }
    validate::with_jing(&files);
    validate::with_schematron(&files);
}

#[test]
fn the_format_answers_to_its_names() {
    for name in ["tei", "TEI", "xml"] {
        assert_eq!(write::by_name(name).unwrap().format().name, "tei");
    }
    for file in ["a.tei.xml", "a.xml"] {
        assert_eq!(write::by_extension(file).unwrap().format().name, "tei");
    }
    let format = write::by_name("tei").unwrap().format();
    assert_eq!(format.media_type, "application/tei+xml");
    assert_eq!(format.extensions[0], "tei.xml");
}

#[test]
fn the_same_transcript_gives_the_same_bytes() {
    for (name, transcript) in samples::all() {
        let (once, again) = (check::written(&transcript).0, check::written(&transcript).0);
        assert_eq!(once, again, "{name}");
    }
}

/// A large source is written in two halves at once.
#[test]
fn two_halves_are_written_as_one() {
    let body = |transcript: &Transcript, bytes: u64| {
        let mut transcript = transcript.clone();
        transcript.source.bytes = bytes;
        let written = check::written(&transcript).0;
        written[written.find("<text").unwrap()..].to_owned()
    };
    for transcript in generate::some(20) {
        assert_eq!(body(&transcript, 1), body(&transcript, 10_000_000));
    }
    for (name, transcript) in samples::all() {
        assert_eq!(body(&transcript, 1), body(&transcript, 10_000_000), "{name}");
    }
}

#[test]
fn a_label_stands_before_its_turn() {
    let root = tree(&samples::labelled());
    let division = root.first("body").first("div");
    let names: Vec<_> = division.elements().iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["note", "u", "note", "u", "note", "u"]);
    let note = division.elements()[0];
    assert_eq!(note.get("corresp"), Some("#t1"));
    assert_eq!(note.get("source"), Some("src:line=0,1"));
    assert_eq!(note.get("xml:space"), Some("preserve"), "it ends in a blank");
}

#[test]
fn a_labelled_turn_is_certain_and_nobody_answers_for_it() {
    let root = tree(&samples::labelled());
    let turns = root.named("u");
    assert_eq!(get(&turns, "cert"), [Some("high"); 3]);
    assert_eq!(get(&turns, "resp"), [None; 3]);
    assert_eq!(get(&turns, "ana"), [Some("#ev.label"); 3]);
    assert_eq!(get(&turns, "who"), [Some("#p1"), Some("#p2"), Some("#p1 #p2 #p3")]);
    assert_eq!(get(&turns, "corresp"), [Some("#t2"), Some("#t1"), None]);
    assert_eq!(get(&turns, "source")[1], Some("src:line=3,5"));
    assert_eq!(get(&turns, "n"), [Some("1"), Some("2"), Some("3")]);
    assert_eq!(get(&root.named("seg"), "xml:id")[2], Some("t2.s2"));
}

#[test]
fn an_inferred_turn_says_how_sure_and_why() {
    let root = tree(&samples::inference());
    let turns = root.named("u");
    assert_eq!(
        get(&turns, "cert"),
        [Some("high"), Some("high"), Some("medium"), Some("low"), Some("unknown")]
    );
    assert_eq!(get(&turns, "resp"), [Some("#resp.transcripta"); 5]);
    assert_eq!(
        get(&turns, "ana"),
        [
            Some("#fn.opening #ev.address"),
            Some("#fn.question #ev.form"),
            Some("#fn.answer #ev.alternation"),
            Some("#ev.alternation"),
            Some("#fn.statement"),
        ]
    );
    assert_eq!(get(&turns, "toWhom")[0], Some("#p2"));
    assert_eq!(get(&turns, "who")[4], None);
    assert_eq!(get(&turns, "corresp"), [None, Some("#t3 #t4"), Some("#t2"), Some("#t2"), None]);
}

#[test]
fn the_header_says_where_the_turns_come_from() {
    let segmentation = |transcript: &Transcript| {
        texts(&tree(transcript).first("segmentation").named("p")).remove(0)
    };
    assert!(segmentation(&samples::labelled()).contains("those of the source"));
    assert!(segmentation(&samples::inference()).contains("are inferred: the source marks none"));
    assert!(segmentation(&samples::essay()).contains("no conversation"));
}

#[test]
fn a_person_who_decided_is_named() {
    let root = tree(&samples::supplied());
    let turns = root.named("u");
    assert_eq!(
        get(&turns, "resp"),
        [
            Some("#resp.person1"),
            Some("#resp.person2"),
            Some("#resp.person1"),
            Some("#resp.person3"),
            Some("#resp.person2"),
        ]
    );
    assert_eq!(get(&turns, "ana"), [Some("#ev.supplied"); 5]);
    assert_eq!(get(&turns, "cert")[4], Some("unknown"));
    assert_eq!(root.by_id("resp.person3").first("name").source_text(), "C <D>");
}

#[test]
fn people_are_named_as_the_source_names_them() {
    let root = tree(&samples::supplied());
    let names = root.named("persName");
    assert_eq!(texts(&names), ["INT", "李局长", "Ann \"A\" & Co", "Bo", "Bo B."]);
    assert_eq!(
        get(&names, "type"),
        ["label", "address", "supplied", "introduction", "variant"].map(Some)
    );
    let program = Some("#resp.transcripta");
    assert_eq!(get(&names, "resp"), [None, program, None, program, None]);
    assert_eq!(root.by_id("p3").name, "personGrp");
    assert_eq!(get(&root.named("person"), "role")[0], Some("host"));
}

#[test]
fn headings_open_sections_that_nest() {
    let root = tree(&samples::headings());
    let front = root.first("front");
    assert_eq!(get(&front.elements(), "type"), [Some("title"), Some("intro")]);
    assert_eq!(texts(&front.named("head")), ["The title", "and more of it", "Introduction"]);
    let main = root.first("body").first("div");
    let sections = main.elements();
    assert_eq!(get(&sections, "type"), [Some("section"); 3]);
    let heads = texts(&sections[0].named("head"));
    assert_eq!(heads, ["Part one", "A detail", "Another"]);
    assert_eq!(get(&main.named("head"), "type")[1], Some("level-3"));
    let back = root.first("back");
    assert_eq!(get(&back.elements(), "type"), [Some("notes"), Some("section")]);
}

#[test]
fn events_have_their_elements() {
    let root = tree(&samples::directions());
    let body = root.first("body");
    assert_eq!(body.by_id("d2").name, "vocal");
    assert_eq!(body.by_id("d4").name, "kinesic");
    assert_eq!(body.by_id("d6").get("type"), Some("pause"));
    let gap = body.by_id("d8");
    assert_eq!((gap.name.as_str(), gap.get("reason")), ("gap", Some("inaudible")));
    assert_eq!(gap.first("desc").source_text(), "(between)");
    assert_eq!(body.by_id("d10").get("type"), Some("crosstalk"));
    assert_eq!(body.by_id("d12").name, "incident");
    // `desc` cannot hold a `gap`.
    assert_eq!(body.by_id("d13").name, "note");
}

#[test]
fn times_are_offsets_in_order() {
    let (_, root, findings) = check::written(&samples::times());
    let timeline = root.first("timeline");
    assert_eq!(root.first("text").elements()[0].name, "timeline");
    assert_eq!(
        get(&timeline.elements(), "interval"),
        [
            None,
            Some("1.005"),
            Some("1.5"),
            Some("2"),
            Some("83.5"),
            Some("90"),
            Some("18446744073709551.614"),
            Some("18446744073709551.615"),
        ]
    );
    let turns = root.named("u");
    assert_eq!(get(&turns, "start")[..3], [Some("#T0"), Some("#T90000"), Some("#T1005")]);
    assert_eq!(get(&turns, "end")[..3], [Some("#T1500"), None, None]);
    assert_eq!(root.by_id("d1").get("synch"), Some("#T83500"));
    assert_eq!(root.first("anchor").get("synch"), Some("#T2000"));
    let messages: Vec<_> = findings.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["turn `t2` ends before it begins: its end is left out"]);
}

#[test]
fn characters_that_xml_cannot_hold_are_reported_once() {
    let (_, root, findings) = check::written(&samples::controls());
    let gaps = root.first("text").named("gap").len();
    let breaks = root.first("text").named("pb").len();
    // 28 control characters and two noncharacters, eleven times; the form feed apart.
    assert_eq!((gaps, breaks), (330, 11));
    let findings: Vec<_> = findings.iter().collect();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, Code::CharacterSubstituted);
    assert_eq!(findings[0].severity, Severity::Warning);
    assert!(findings[0].message.starts_with("341 characters"), "{}", findings[0].message);
    let said = root.first("normalization").source_text();
    assert!(said.contains("330 characters"), "{said}");
}

#[test]
fn paratext_stands_where_the_source_has_it() {
    let root = tree(&samples::paratext_around());
    let types = |element: &Element| -> Vec<String> {
        let kinds = element.elements().into_iter().filter(|e| e.get("xml:id").is_some());
        kinds.map(|e| e.get("type").unwrap().to_owned()).collect()
    };
    let kinds = ["rights", "credits", "notes", "header", "intro", "caption", "furniture", "prose"];
    assert_eq!(types(root.first("front")), kinds);
    assert_eq!(types(root.first("back")), kinds);
    let root = tree(&samples::paratext_amid());
    let body = root.first("body");
    assert_eq!(body.by_id("x3").name, "note");
    assert_eq!(body.by_id("x3").get("type"), Some("note"));
    assert_eq!(body.by_id("x7").name, "fw");
    assert_eq!(body.by_id("x8.s1").name, "p");
}

#[test]
fn an_essay_is_paragraphs_without_speakers() {
    let root = tree(&samples::essay());
    assert_eq!(texts(&root.first("body").named("p")), ["A first.", "A second.", "A third."]);
    assert!(root.named("u").is_empty());
    assert!(root.named("particDesc").is_empty());
    assert!(root.named("classDecl").is_empty());
    assert_eq!(texts(&root.first("back").named("p")), ["All rights reserved."]);
    assert_eq!(root.first("availability").get("status"), Some("restricted"));
    assert_eq!(texts(&root.named("quote")), ["All rights reserved."]);
}

#[test]
fn the_header_holds_what_is_known_and_no_more() {
    let (_, root, findings) = check::written(&samples::metadata());
    let header = root.first("teiHeader");
    assert_eq!(header.first("title").source_text(), "<A> & \"B\" 'C' ]]>");
    assert_eq!(header.first("date").get("when"), Some("2019-05-21"));
    assert_eq!(get(&header.named("quote"), "source"), [Some("src:line=3,4"), Some("src:line=2,3")]);
    assert_eq!(get(&header.named("idno"), "type"), [Some("SHA-256"), Some("URI"), None]);
    assert_eq!(root.get("xml:id"), Some("meta-data"));
    assert_eq!(root.get("xml:lang"), Some("und"));
    assert!(findings.iter().any(|d| d.message.contains("`zh_CN`")));
    let application = header.first("application");
    assert_eq!(application.get("version"), Some("0.1.0"));
    assert_eq!(application.first("label").source_text(), "transcripta 0.1.0-alpha.1+build");
    assert_eq!(header.first("prefixDef").get("replacementPattern"), Some("meta%20data.txt#$1"));
    let bare = tree(&samples::inference());
    assert_eq!(bare.first("title").source_text(), "interview");
    assert_eq!(bare.first("availability").get("status"), Some("unknown"));
    assert_eq!(get(&bare.named("language"), "ident"), [Some("zh-Hans"), Some("en")]);
    assert_eq!(get(&bare.named("change"), "when"), [None]);
}
