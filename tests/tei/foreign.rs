//! TEI that others write.

use std::collections::HashMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use transcripta::convert::{self, ReadOptions, ReadOutcome};
use transcripta::model::{Attribution, Block, ParatextKind, Role, Transcript, check};
use transcripta::write::WriteOptions;

fn read(body: &str) -> ReadOutcome {
    let xml = format!(
        "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><teiHeader><fileDesc><titleStmt>\
         <title>A title</title></titleStmt></fileDesc><profileDesc><particDesc><listPerson>\
         <person xml:id='ann'><persName><surname>Lee</surname> <forename>Ann</forename></persName>\
         </person><personGrp xml:id='all'><name>Everybody</name></personGrp></listPerson>\
         </particDesc></profileDesc></teiHeader>\n<text>{body}</text></TEI>"
    );
    whole(&xml)
}

fn whole(xml: &str) -> ReadOutcome {
    let outcome = convert::read("a.xml", xml.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(check::check(&outcome.transcript), [], "{xml}");
    outcome
}

fn refused(xml: &str) -> String {
    convert::read("a.xml", xml.as_bytes(), &ReadOptions::default()).unwrap_err().to_string()
}

/// A line a block: who, label, segments.
fn outline(transcript: &Transcript) -> Vec<String> {
    let names: HashMap<_, _> = transcript
        .participants
        .iter()
        .map(|p| (p.id, p.name.as_str().unwrap_or("-").to_owned()))
        .collect();
    let texts = |block: &Block| {
        let texts: Vec<_> = block.segments().iter().map(|s| s.plain_text()).collect();
        texts.join(" / ")
    };
    let line = |block: &Block| match block {
        Block::Turn(turn) => {
            let who: Vec<_> = turn.speakers.iter().map(|id| names[id].clone()).collect();
            let label = turn.label.as_ref().map_or("", |label| label.text.as_str());
            format!("{}|{label}|{}", who.join("+"), texts(block))
        }
        Block::Heading(heading) => format!("head {}: {}", heading.level, texts(block)),
        Block::Direction(_) => format!("event: {}", texts(block)),
        Block::Paratext(paratext) => format!("{}: {}", paratext.kind.as_str(), texts(block)),
    };
    transcript.body.iter().map(line).collect()
}

#[test]
fn a_parliament() {
    let outcome = read(
        "<body><div type='debateSection'><head>Opening</head>
           <note type='time'>At noon.</note>
           <note type='speaker'>The Speaker:</note>
           <u who='#ann' ana='#chair'><seg>Good
              morning.</seg> <note>(Pause.)</note> <seg>Order! <kinesic><desc>(Applause)</desc></kinesic> Order!</seg></u>
           <note type='speaker'>A Member:</note><u><seg>Who, me?</seg></u>
           <u><seg>Nobody knows.</seg></u>
           <gap reason='editorial'><desc>(lost)</desc></gap></div></body>",
    );
    assert_eq!(
        outline(&outcome.transcript),
        [
            "head 2: Opening",
            "note: At noon.",
            "Ann Lee|The Speaker:|Good morning. / (Pause.) / Order! (Applause) Order!",
            "A Member|A Member:|Who, me?",
            "||Nobody knows.",
            "event: (lost)",
        ]
    );
    assert_eq!(outcome.transcript.participants[0].role, Some(Role::Chair));
    let bases: Vec<_> = outcome.transcript.turns().map(|t| t.attribution.basis()).collect();
    assert_eq!(bases, ["labelled", "labelled", "inferred"]);
    assert_eq!(outcome.transcript.metadata.title.as_deref(), Some("A title"));
}

#[test]
fn a_play() {
    let outcome = read(
        "<front><docTitle><titlePart>The Play</titlePart></docTitle>
           <castList><castItem><role xml:id='tom'>TOM</role>, a cat</castItem></castList></front>
         <body><div type='act'><head>Act I</head><stage>A room.</stage>
           <sp who='#tom'><speaker>TOM <stage>(aside)</stage>.</speaker>
             <lg><l>One line,</l><l>and <hi>another</hi>.</l></lg><stage>Exit.</stage></sp>
           <sp who='#tom #ann'><speaker>BOTH.</speaker></sp>
           <sp who='#all'><p>Out<pb n='2'/>side.</p></sp></div></body>",
    );
    assert_eq!(
        outline(&outcome.transcript),
        [
            "head 1: The Play",
            "note: TOM, a cat",
            "head 2: Act I",
            "event: A room.",
            "TOM|TOM (aside).|One line, / and another. / Exit.",
            "TOM+Ann Lee|BOTH.|",
            "Everybody||Outside.",
        ]
    );
    let said: Vec<_> = outcome.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        said,
        ["not held by the model: mark-up of words that are kept: 1 <hi>, 1 <pb>, 1 <role>"]
    );
}

#[test]
fn spoken_language() {
    let outcome = read(
        "<timeline unit='s'><when xml:id='T0'/><when xml:id='T1' since='#T0' interval='1.5'/></timeline>
         <body><annotationBlock who='ann' start='#T0' end='#T1'><u><seg>
            <anchor synch='#T0'/><w>Well</w><pc>,</pc> <w>do</w><w join='right'>n't</w>
            <w>!</w><pause/></seg></u><spanGrp><span>ITJ</span></spanGrp></annotationBlock></body>",
    );
    assert_eq!(outline(&outcome.transcript), ["Ann Lee||Well, do n't!"]);
    let time = outcome.transcript.turns().next().unwrap().time.unwrap();
    assert_eq!((time.start, time.end), (0, Some(1500)));
    let said = &outcome.diagnostics.iter().next().unwrap().message;
    assert!(said.contains("1 <spanGrp>") && said.contains("1 <pause>"), "{said}");
}

#[test]
fn speech_within_speech_goes_to_whom_it_belongs() {
    let outcome = read(
        "<body><div><sp who='#ann'><p>Before.</p><sp who='#bob'><p>Within.</p></sp><p>After.</p></sp>\
         </div></body>",
    );
    assert_eq!(
        outline(&outcome.transcript),
        ["Ann Lee||Before.", "bob||Within.", "Ann Lee||After."]
    );
}

#[test]
fn one_reading_of_two_is_kept() {
    let outcome = read(
        "<body><div><u who='#ann'>I <choice><sic>is</sic><corr>am</corr></choice> here</u></div></body>",
    );
    assert_eq!(outline(&outcome.transcript), ["Ann Lee||I is here"]);
    assert!(outcome.diagnostics.iter().any(|d| d.message.contains("1 <corr>")));
}

#[test]
fn paragraphs_without_speakers_are_read_as_a_text() {
    let outcome = read("<body><p>It was a dark night.</p><p>Nobody spoke.</p></body>");
    assert_eq!(outline(&outcome.transcript), ["prose: It was a dark night. / Nobody spoke."]);
}

#[test]
fn paragraphs_that_begin_with_a_name_are_turns() {
    let outcome = read(
        "<body><p><label>INT:</label> How did it begin?</p><p><hi rend='b'>Ann Lee:</hi> Well, slowly.</p>
         <p>And then fast.</p><p><label>INT:</label> And now?</p><p><hi>Ann Lee:</hi> It is <hi>done</hi>.</p></body>",
    );
    assert_eq!(
        outline(&outcome.transcript),
        [
            "INT|INT:|How did it begin?",
            "Ann Lee|Ann Lee:|Well, slowly. / And then fast.",
            "INT|INT:|And now?",
            "Ann Lee|Ann Lee:|It is done.",
        ]
    );
    // Beside turns they are no labels, but text.
    let outcome = read(
        "<body><p><label>Note:</label> loud</p><u who='#ann'>Yes</u><p><label>End:</label></p></body>",
    );
    assert_eq!(
        outline(&outcome.transcript),
        ["narration: Note: loud", "Ann Lee||Yes", "narration: End:"]
    );
}

#[test]
fn a_certainty_of_the_source_is_kept() {
    let outcome = read("<body><div><u who='#ann' cert='low'>Me?</u></div></body>");
    let turn = outcome.transcript.turns().next().unwrap();
    assert!(matches!(turn.attribution, Attribution::Labelled { .. }));
    assert_eq!(turn.attribution.confidence().thousandths(), 500);
}

#[test]
fn malformed_files_say_where_and_why() {
    let mismatch = refused("<TEI>\n<text>\n<body></text></TEI>");
    assert!(mismatch.starts_with("not a TEI document: line 3: "), "{mismatch}");
    assert!(refused("<TEI>\n<text>").contains("line 2: <text> is not closed"));
    assert!(refused("<html><body/></html>").contains("its root element is <html>"));
    let include = |n: usize| format!("<include href='{n}.xml'/>");
    let corpus = |files: usize| {
        let files: String = (1..=files).map(include).collect();
        refused(&format!("<teiCorpus><teiHeader/>{files}</teiCorpus>"))
    };
    assert!(corpus(1).ends_with("only those of other files: convert 1.xml"), "{}", corpus(1));
    assert!(corpus(5).ends_with("convert 1.xml, 2.xml, 3.xml and 2 more"), "{}", corpus(5));
}

/// Neither a file nor an expansion: what the entity would stand for is not looked for.
#[test]
fn entities_are_kept_as_written() {
    let outcome = whole(
        "<!DOCTYPE TEI [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>
         <TEI><text><body><div><u who='#x'>one &b; two &f;</u></div></body></text></TEI>",
    );
    assert_eq!(outline(&outcome.transcript), ["x||one &b; two &f;"]);
    assert!(outcome.diagnostics.iter().any(|d| d.message.starts_with("2 references to entities")));
}

/// A stack would not hold this; a square of it would not end.
#[test]
fn depth_and_length_do_no_harm() {
    let deep = 200_000;
    for (open, close) in
        [("<div>", "</div>"), ("<hi>", "</hi>"), ("<u who='#a'>x", "</u>"), ("<stage>", "</stage>")]
    {
        let body = format!("<body>{}z{}</body>", open.repeat(deep), close.repeat(deep));
        let text: String = read(&body)
            .transcript
            .body
            .iter()
            .flat_map(Block::segments)
            .map(|s| s.plain_text())
            .collect();
        assert!(text.ends_with('z'), "{open}");
    }
    let long = "<u who='#a'>a</u><note>b</note>".repeat(50_000);
    assert_eq!(read(&format!("<body><div>{long}</div></body>")).transcript.body.len(), 100_000);
}

/// Every character of the text that is no annotation is in the model, in order.
#[test]
fn nothing_of_the_text_is_lost() {
    let outcome = read(
        "<front><titlePage><docTitle><titlePart>A</titlePart></docTitle> b <byline>c</byline></titlePage></front>
         loose <body>more <div>d<head>e</head> f <p>g <note place='foot'>h</note></p> <list><item>i</item></list>
         <table><row><cell>j</cell></row></table> <unknown>k <deeper>l</deeper></unknown>
         <note type='speaker'>m</note><note type='speaker'>n</note><u>o<seg>p<stage>q</stage></seg>r<vocal><desc>s</desc></vocal></u>
         <note type='speaker'>t</note> u <sp><stage>v</stage><speaker>w</speaker>x<quote><lg><l>y</l></lg></quote></sp>z</div></body>",
    );
    let all: String = check::source_text(&outcome.transcript);
    assert_eq!(all, "Abcloosemoredefghijklmnopqrstuvwxyz");
    let kinds: Vec<_> = outcome
        .transcript
        .body
        .iter()
        .filter_map(|b| match b {
            Block::Paratext(p) => Some(p.kind),
            _ => None,
        })
        .collect();
    assert!(kinds.contains(&ParatextKind::Credits));
    for format in ["tei", "md", "json"] {
        convert::write(&outcome.transcript, format, &WriteOptions::default()).unwrap();
    }
}

/// Elements in no sensible order, with a letter before each tag.
fn any_body() -> impl Strategy<Value = (String, String)> {
    let names = [
        "div",
        "u",
        "sp",
        "seg",
        "p",
        "speaker",
        "stage",
        "note",
        "note type='speaker'",
        "head",
        "l",
        "lg",
        "hi",
        "vocal",
        "desc",
        "gap",
        "w",
        "front",
        "list",
        "item",
        "castItem",
        "annotationBlock who='#ann'",
        "label",
        "u who='#ann #bob'",
        "sp who='#all'",
        "unknown",
        "titlePart",
    ];
    vec((0..names.len() * 2, "[a-z]?[ \n]?"), 0..60).prop_map(move |tokens| {
        let (mut xml, mut text, mut open) = (String::new(), String::new(), Vec::new());
        for (token, letters) in tokens {
            xml.push_str(&letters);
            text.push_str(letters.trim());
            match names.get(token) {
                Some(name) => {
                    xml.push_str(&format!("<{name}>"));
                    open.push(*name);
                }
                None => {
                    if let Some(name) = open.pop() {
                        xml.push_str(&format!("</{}>", name.split(' ').next().unwrap()));
                    }
                }
            }
        }
        while let Some(name) = open.pop() {
            xml.push_str(&format!("</{}>", name.split(' ').next().unwrap()));
        }
        (format!("<body>{xml}</body>"), text)
    })
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    /// Whatever the elements are and however they nest, their words are in the model, in order,
    /// and the model is sound.
    #[test]
    fn no_word_is_lost_of_any_elements((body, text) in any_body()) {
        let outcome = read(&body);
        let there = check::source_text(&outcome.transcript);
        prop_assert_eq!(there, text, "{}", body);
    }
}
