//! Transcripts out of nowhere: any Unicode text in any position.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use transcripta::model::{
    Attribution, Inline, ParticipantId, PersonName, Role, TimeSpan, Transcript,
};

use crate::build::{self, DIRECTIONS, Doc, FUNCTIONS, PARATEXT};
use crate::check;

/// Any text, with what XML is touchy about more often than chance would have it.
fn any_text() -> impl Strategy<Value = String> {
    let touchy = prop::sample::select(vec![
        '\0',
        '\u{1}',
        '\t',
        '\n',
        '\u{b}',
        '\u{c}',
        '\r',
        '\u{1f}',
        ' ',
        '&',
        '<',
        '>',
        '"',
        '\'',
        ']',
        '-',
        '\u{7f}',
        '\u{85}',
        '\u{2028}',
        '\u{feff}',
        '\u{fffd}',
        '\u{fffe}',
        '\u{ffff}',
        '\u{1ffff}',
        '，',
        'a',
    ]);
    vec(prop_oneof![any::<char>(), touchy], 0..12).prop_map(String::from_iter)
}

fn any_inline() -> impl Strategy<Value = Inline> {
    (0..9_usize, any_text(), any::<u32>()).prop_map(|(kind, text, ms)| match kind {
        0 => build::mark(&text, u64::from(ms)),
        1 => build::furniture(&text),
        2 => Inline::text(text),
        kind => build::event(DIRECTIONS[kind - 3], &text),
    })
}

fn any_content() -> impl Strategy<Value = Vec<Inline>> {
    vec(any_inline(), 0..4)
}

/// A block, before it has a place.
#[derive(Debug, Clone)]
enum Piece {
    Turn {
        basis: usize,
        label: Option<String>,
        by: Option<String>,
        rules: Vec<String>,
        confidence: f64,
        speakers: Vec<u32>,
        addressee: Option<u32>,
        function: Option<usize>,
        answers: Option<u32>,
        time: Option<(u64, Option<u64>)>,
        paragraphs: Vec<Vec<Inline>>,
    },
    Heading(u8, Vec<Inline>),
    Direction(Vec<Inline>),
    Paratext(usize, Vec<Vec<Inline>>),
}

fn any_turn() -> impl Strategy<Value = Piece> {
    let naming = (
        0..3_usize,
        option::of(any_text()),
        option::of(any_text()),
        vec(any_text(), 0..3),
        0.0..=1.0_f64,
    );
    let pointing = (
        prop::sample::subsequence(vec![1, 2, 3, 4], 0..=4),
        option::of(1..=4_u32),
        option::of(0..5_usize),
        option::of(0..9_u32),
    );
    let time = option::of((any::<u64>(), option::of(any::<u64>())));
    (naming, pointing, time, vec(any_content(), 1..3)).prop_map(
        |((basis, label, by, rules, confidence), pointing, time, paragraphs)| {
            let (speakers, addressee, function, answers) = pointing;
            Piece::Turn {
                basis,
                label,
                by,
                rules,
                confidence,
                speakers,
                addressee,
                function,
                answers,
                time,
                paragraphs,
            }
        },
    )
}

fn any_piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        4 => any_turn(),
        2 => (0..5_u8, any_content()).prop_map(|(level, content)| Piece::Heading(level, content)),
        1 => any_content().prop_map(Piece::Direction),
        3 => (0..8_usize, vec(any_content(), 1..3)).prop_map(|(k, p)| Piece::Paratext(k, p)),
    ]
}

fn add(doc: &mut Doc, piece: Piece) {
    match piece {
        Piece::Heading(level, content) => doc.heading(level, content),
        Piece::Direction(content) => doc.direction(content),
        Piece::Paratext(kind, paragraphs) => doc.paratext(PARATEXT[kind], paragraphs),
        Piece::Turn {
            basis,
            label,
            by,
            rules,
            confidence,
            mut speakers,
            addressee,
            function,
            answers,
            time,
            paragraphs,
        } => {
            let rules: Vec<_> = rules.iter().map(|rule| (rule.as_str(), 1.0)).collect();
            let attribution = match basis {
                0 => Attribution::labelled("label.colon"),
                1 => build::inferred(confidence, &rules),
                _ => Attribution::Supplied { by },
            };
            if basis == 0 && speakers.is_empty() {
                speakers.push(1);
            }
            let turn = match label {
                Some(label) => doc.labelled(&label, &speakers, paragraphs),
                None => doc.turn(Attribution::labelled(""), &speakers, paragraphs),
            };
            turn.attribution = attribution;
            turn.addressee = addressee.map(ParticipantId);
            turn.function = function.map(|i| FUNCTIONS[i]);
            turn.answers =
                answers.filter(|n| (1..turn.id.number).contains(n)).map(crate::samples::turn_id);
            turn.time = time.map(|(start, end)| TimeSpan { start, end });
        }
    }
}

/// A sound transcript.
pub(crate) fn any_transcript() -> impl Strategy<Value = Transcript> {
    let words = (
        any_text(),
        option::of(any_text()),
        option::of(any_text()),
        option::of(any_text()),
        vec(any_text(), 0..3),
        any_text(),
    );
    (words, vec(any_text(), 4), vec(any_piece(), 0..9)).prop_map(|(words, names, pieces)| {
        let (name, title, language, date, strings, string) = words;
        let mut doc = Doc::new(&name);
        let transcript = &mut doc.transcript;
        transcript.metadata.title = title;
        transcript.metadata.language = language;
        transcript.metadata.date = date;
        transcript.metadata.publisher = Some(string.clone());
        transcript.metadata.rights = strings.clone();
        transcript.metadata.identifiers = strings.clone();
        transcript.metadata.terms = [(string.clone(), strings)].into();
        transcript.process.version = string.clone();
        transcript.process.reader = string.clone();
        transcript.process.rules = Some(string.clone());
        transcript.process.options = [(string.clone(), string)].into();
        let roles = [Some(Role::Host), Some(Role::Guest), Some(Role::Group), None];
        let bases = [
            PersonName::Labelled,
            PersonName::Addressed,
            PersonName::Introduced,
            PersonName::Supplied,
        ];
        for ((name, basis), role) in names.into_iter().zip(bases).zip(roles) {
            let also = vec![name.clone()];
            doc.person(basis(name), role).also = also;
        }
        for piece in pieces {
            add(&mut doc, piece);
        }
        doc.transcript
    })
}

/// So many transcripts, the same ones every time.
pub(crate) fn some(n: usize) -> Vec<Transcript> {
    let mut runner = TestRunner::deterministic();
    let strategy = any_transcript();
    (0..n).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_text_in_any_place_comes_back(transcript in any_transcript()) {
        check::written(&transcript);
    }
}
