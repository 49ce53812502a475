//! Transcripts of every shape that the writer knows.

use transcripta::model::{
    Attribution, BlockId, BlockKind, DirectionKind, Inline, ParatextKind, ParticipantId,
    PersonName, Role, TimeSpan, Transcript,
};

use crate::build::{DIRECTIONS, Doc, FUNCTIONS, PARATEXT, event, furniture, inferred, mark, text};

/// All of them, by name.
pub(crate) fn all() -> Vec<(&'static str, Transcript)> {
    vec![
        ("labelled", labelled()),
        ("inferred", inference()),
        ("mixed", mixed()),
        ("supplied", supplied()),
        ("headings", headings()),
        ("directions", directions()),
        ("times", times()),
        ("controls", controls()),
        ("right-to-left", right_to_left()),
        ("paratext-around", paratext_around()),
        ("paratext-amid", paratext_amid()),
        ("essay", essay()),
        ("essay-bare", essay_bare()),
        ("only-heading", only_heading()),
        ("only-rights", only_rights()),
        ("nothing", Doc::new("nothing.txt").transcript),
        ("nameless", Doc::new("").transcript),
        ("metadata", metadata()),
        ("spaces", spaces()),
    ]
}

pub(crate) fn labelled() -> Transcript {
    let mut doc = Doc::interview("a [labelled] talk | 访谈 50%.txt");
    doc.transcript.metadata.language = Some("en".to_owned());
    doc.labelled("INT: ", &[1], vec![text("Are you sure?")]);
    doc.labelled("A\tB：", &[2], vec![text("I am."), text("Quite.")]).answers = Some(turn_id(1));
    doc.labelled("ALL.", &[1, 2, 3], vec![text("Hurrah!")]);
    doc.transcript
}

pub(crate) fn inference() -> Transcript {
    let mut doc = Doc::interview("interview.txt");
    doc.transcript.metadata.language = Some("zh-Hans".to_owned());
    doc.transcript.process.rules = Some("zh 1".to_owned());
    let rules = [("zh.addresses-guest", 3.1), ("zh.we-our", -1.0)];
    let turn = doc.turn(inferred(0.987, &rules), &[1], vec![text("李局长好!")]);
    turn.addressee = Some(ParticipantId(2));
    turn.function = Some(FUNCTIONS[0]);
    doc.turn(inferred(0.9, &[("any.ends-in-question-mark", 1.0)]), &[1], vec![text("谈一谈?")])
        .function = Some(FUNCTIONS[1]);
    let turn = doc.turn(inferred(0.7, &[("any.long", 1.0)]), &[2], vec![text("好。")]);
    turn.function = Some(FUNCTIONS[2]);
    turn.answers = Some(turn_id(2));
    let turn = doc.turn(inferred(0.5, &[]), &[2], vec![text("还有。")]);
    turn.answers = Some(turn_id(2));
    doc.turn(inferred(0.4, &[("zh.we-our", 1.0)]), &[], vec![text("谁?")]).function =
        Some(FUNCTIONS[3]);
    doc.transcript
}

fn mixed() -> Transcript {
    let mut doc = Doc::interview("mixed.txt");
    doc.labelled("Q.", &[1], vec![text("One?")]).function = Some(FUNCTIONS[4]);
    doc.turn(inferred(0.95, &[("en.asks-you", 1.0)]), &[1], vec![text("Two?")]);
    doc.turn(inferred(0.2, &[]), &[], vec![text("Three.")]);
    doc.transcript
}

pub(crate) fn supplied() -> Transcript {
    let mut doc = Doc::interview("supplied.json");
    doc.person(PersonName::Supplied("Ann \"A\" & Co".to_owned()), None);
    doc.person(PersonName::Introduced("Bo".to_owned()), Some(Role::Chair)).also =
        vec!["Bo B.".to_owned()];
    doc.person(PersonName::Unnamed, None);
    for by in [Some("AB"), None, Some("AB"), Some("C <D>")] {
        let by = by.map(str::to_owned);
        doc.turn(Attribution::Supplied { by }, &[4], vec![text("Yes.")]);
    }
    doc.turn(Attribution::Supplied { by: None }, &[], vec![text("No.")]);
    doc.transcript
}

pub(crate) fn headings() -> Transcript {
    let mut doc = Doc::interview("headings.txt");
    doc.heading(1, text("The title"));
    doc.heading(1, text("and more of it"));
    doc.heading(2, text("Introduction"));
    doc.paratext(ParatextKind::Narration, vec![text("They met."), text("In May.")]);
    doc.heading(2, text("Part one"));
    doc.direction(vec![event(DirectionKind::Incident, "(music)")]);
    doc.labelled("Q:", &[1], vec![text("1?")]);
    doc.heading(3, text("A detail"));
    doc.labelled("A:", &[2], vec![text("1.")]);
    doc.heading(3, text("Another"));
    doc.heading(2, text("Part two"));
    doc.labelled("Q:", &[1], vec![text("2?")]);
    doc.heading(1, text("A new title"));
    doc.labelled("A:", &[2], vec![text("2.")]);
    doc.heading(2, text("Notes"));
    doc.paratext(ParatextKind::Note, vec![text("A note.")]);
    doc.heading(2, text("Nothing follows"));
    doc.transcript
}

pub(crate) fn directions() -> Transcript {
    let mut doc = Doc::interview("directions.txt");
    doc.heading(1, vec![Inline::text("Title "), event(DirectionKind::Vocal, "(laughs)")]);
    doc.direction(vec![event(DirectionKind::Vocal, "(in front)")]);
    doc.paratext(
        ParatextKind::Narration,
        vec![vec![Inline::text("x "), event(DirectionKind::Pause, "...")]],
    );
    for kind in DIRECTIONS {
        doc.direction(vec![event(kind, "(between)")]);
        doc.direction(vec![event(kind, "(odd\u{1})")]);
        doc.turn(
            inferred(0.9, &[]),
            &[1],
            vec![vec![
                Inline::text("Well "),
                event(kind, " [amid] "),
                event(kind, "[odd\u{c}]"),
                Inline::text("."),
            ]],
        );
    }
    doc.direction(vec![
        event(DirectionKind::Kinesic, "(nods)"),
        Inline::text(" and "),
        event(DirectionKind::Vocal, "(laughs)"),
    ]);
    doc.direction(vec![]);
    doc.paratext(ParatextKind::Rights, vec![text("(c)")]);
    doc.direction(vec![event(DirectionKind::Incident, "(in back)")]);
    doc.transcript
}

pub(crate) fn times() -> Transcript {
    let mut doc = Doc::interview("times.srt");
    doc.direction(vec![mark("[00:01:23.5]", 83_500)]);
    let span = |start, end| Some(TimeSpan { start, end });
    doc.labelled("Q [00:00]:", &[1], vec![text("When?")]).time = span(0, Some(1_500));
    doc.labelled(
        "A:",
        &[2],
        vec![vec![Inline::text("Now "), mark("[00:00:02]", 2_000), Inline::text(" or then.")]],
    )
    .time = span(90_000, Some(83_500));
    doc.labelled("Q:", &[1], vec![text("Back again.")]).time = span(1_005, None);
    doc.labelled("A:", &[2], vec![text("Far.")]).time = span(u64::MAX - 1, Some(u64::MAX));
    doc.transcript
}

pub(crate) fn controls() -> Transcript {
    let odd: String = ('\0'..=' ')
        .chain(['\u{7f}', '\u{85}', '\u{2028}', '\u{feff}', '\u{fffe}', '\u{ffff}'])
        .collect();
    let mut doc = Doc::interview(&format!("odd {odd}.txt"));
    doc.transcript.metadata.title = Some(format!("Odd {odd} title"));
    doc.transcript.metadata.rights = vec![odd.clone()];
    doc.transcript.metadata.identifiers = vec![odd.clone()];
    doc.transcript.metadata.terms = [(odd.clone(), vec![odd.clone()])].into();
    doc.transcript.process.version = odd.clone();
    doc.transcript.process.options = [(odd.clone(), odd.clone())].into();
    doc.heading(1, text(&odd));
    doc.paratext(ParatextKind::Header, vec![text(&odd)]);
    doc.labelled(&odd, &[1], vec![vec![Inline::text(odd.clone()), mark(&odd, 1), furniture(&odd)]]);
    doc.paratext(ParatextKind::Furniture, vec![text(&odd)]);
    doc.paratext(ParatextKind::Caption, vec![text(&odd)]);
    doc.heading(2, text(&odd));
    doc.turn(inferred(0.9, &[]), &[1], vec![text(&odd)]);
    doc.paratext(ParatextKind::Rights, vec![text(&odd)]);
    doc.transcript
}

fn right_to_left() -> Transcript {
    let mut doc = Doc::new("مقابلة.txt");
    doc.transcript.metadata.language = Some("ar".to_owned());
    doc.transcript.metadata.title = Some("مقابلة مع \u{202e}السيد\u{202c}".to_owned());
    doc.person(PersonName::Labelled("المذيع".to_owned()), None);
    doc.labelled("المذيع: ", &[1], vec![text("مرحبا \u{200f}بكم! (1)")]);
    doc.transcript
}

pub(crate) fn paratext_around() -> Transcript {
    let mut doc = Doc::interview("around.txt");
    for kind in PARATEXT {
        doc.paratext(kind, vec![text(kind.as_str()), text("two")]);
    }
    doc.labelled("Q:", &[1], vec![text("Here?")]);
    for kind in PARATEXT {
        doc.heading(2, text("About"));
        doc.paratext(kind, vec![text(kind.as_str())]);
    }
    doc.transcript
}

pub(crate) fn paratext_amid() -> Transcript {
    let mut doc = Doc::interview("amid.txt");
    doc.labelled(
        "Q:",
        &[1],
        vec![vec![Inline::text("Here "), furniture("12"), Inline::text(" or there?")]],
    );
    for kind in PARATEXT {
        doc.paratext(kind, vec![text(kind.as_str()), text("two")]);
    }
    doc.heading(2, text("Section"));
    for kind in PARATEXT {
        doc.paratext(kind, vec![text(kind.as_str())]);
    }
    doc.labelled("A:", &[2], vec![text("There.")]);
    doc.transcript
}

pub(crate) fn essay() -> Transcript {
    let mut doc = Doc::new("essay.txt");
    doc.heading(1, text("On essays"));
    doc.paratext(ParatextKind::Header, vec![text("Date: May")]);
    doc.heading(2, text("One"));
    doc.paratext(ParatextKind::Prose, vec![text("A first."), text("A second.")]);
    doc.direction(vec![event(DirectionKind::Incident, "* * *"), Inline::text("")]);
    doc.heading(2, text("Two"));
    doc.paratext(ParatextKind::Prose, vec![text("A third.")]);
    doc.paratext(ParatextKind::Rights, vec![text("All rights reserved.")]);
    doc.transcript
}

fn essay_bare() -> Transcript {
    let mut doc = Doc::new("t1.txt");
    doc.paratext(ParatextKind::Prose, vec![text("Alone.")]);
    doc.transcript
}

fn only_heading() -> Transcript {
    let mut doc = Doc::new("2019.txt");
    doc.heading(1, text("Alone"));
    doc.direction(vec![event(DirectionKind::Pause, "(silence)")]);
    doc.transcript
}

fn only_rights() -> Transcript {
    let mut doc = Doc::new("rights.txt");
    doc.paratext(ParatextKind::Rights, vec![text("(c) Somebody")]);
    doc.transcript
}

pub(crate) fn metadata() -> Transcript {
    let mut doc = Doc::interview("meta data.txt");
    let metadata = &mut doc.transcript.metadata;
    metadata.title = Some("<A> & \"B\" 'C' ]]>".to_owned());
    metadata.date = Some("2019-05-21".to_owned());
    metadata.language = Some("zh_CN".to_owned());
    metadata.publisher = Some("Smith & Sons".to_owned());
    metadata.rights = vec!["© A".to_owned(), " © B ".to_owned()];
    metadata.identifiers = vec!["urn:x:1".to_owned(), "No. 7".to_owned()];
    metadata.terms = [
        ("dc:creator <x>".to_owned(), vec!["Ann".to_owned(), "Bo".to_owned()]),
        (String::new(), vec!["no key".to_owned()]),
    ]
    .into();
    doc.transcript.process.options = [("title".to_owned(), "<A>".to_owned())].into();
    doc.labelled("Q:", &[1], vec![text("Who?")]);
    doc.paratext(ParatextKind::Rights, vec![text("© B"), text("© A ")]);
    doc.transcript
}

fn spaces() -> Transcript {
    let mut doc = Doc::interview("spaces.txt");
    doc.labelled(
        "Q:  ",
        &[1],
        vec![text("  a  b\tc "), text("hard\nwrapped\r\nlines"), text(""), text(" ")],
    );
    doc.transcript
}

pub(crate) fn turn_id(number: u32) -> BlockId {
    let kind = BlockKind::Turn;
    BlockId { kind, number }
}
