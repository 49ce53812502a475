//! Conventions of published transcripts: names written small, times before a colon, colons that were lost, and
//! what stands between and below the turns.

use transcripta::model::{Block, Inline};

use super::transcript;

/// Who speaks each turn, by name, and `-` for what is no turn.
fn blocks(text: &str) -> Vec<String> {
    let transcript = transcript(text);
    let name = |block: &Block| match block {
        Block::Turn(turn) => {
            let of = |id| transcript.participants.iter().find(|one| one.id == id);
            let one = turn.speakers.first().and_then(|id| of(*id));
            one.and_then(|one| one.name.as_str()).unwrap_or("?").to_owned()
        }
        _ => "-".to_owned(),
    };
    transcript.body.iter().map(name).collect()
}

const QUESTIONS: [&str; 5] = [
    "How did you come to the lock?",
    "Who kept it before you?",
    "And in winter?",
    "Was anybody ever hurt?",
    "Would you do it again?",
];
const ANSWERS: [&str; 5] = [
    "By boat, as everybody did then.",
    "A man called Pell, who drank.",
    "In winter there was nothing to keep.",
    "Two, in the flood year. Both lived.",
    "I would, with a better stove.",
];

/// Questions and answers, each made into a paragraph by `one`.
fn talk(one: impl Fn(usize, bool, &str) -> String) -> String {
    let pairs = QUESTIONS.iter().zip(ANSWERS).enumerate();
    pairs.map(|(i, (q, a))| format!("{}\n\n{}\n\n", one(i, true, q), one(i, false, a))).collect()
}

#[test]
fn a_name_may_be_written_small() {
    let text = talk(|_, asks, words| match asks {
        true => format!("Stephan: {words}"),
        false => format!("roasbeef: {words}"),
    });
    assert_eq!(blocks(&text), ["Stephan", "roasbeef"].repeat(5));
    // Keys of a list come back as well, and few of their values are sentences.
    let list = "name: Lock 4\n\nheight: 3 m\n\nkeeper: Pell\n\n".repeat(6);
    assert!(!blocks(&list).iter().any(|block| block != "-"), "{:?}", blocks(&list));
}

#[test]
fn a_time_may_stand_before_the_colon() {
    let text = talk(|i, asks, words| match asks {
        true => format!("Stephan 00:0{i}:10:\n\n{words}"),
        false => format!("James – 00:0{i}:40:\n\n{words}"),
    });
    assert_eq!(blocks(&text), ["Stephan", "James"].repeat(5));
    let first = transcript(&text).turns().next().and_then(|turn| turn.time);
    assert_eq!(first.map(|time| time.start), Some(10_000));
    assert_eq!(blocks("John 3:16: For so it was.\n\nJohn 3:17: And so it is.\n"), ["-"]);
}

#[test]
fn a_name_on_its_own_line_may_lose_its_colon() {
    let text = talk(|i, asks, words| match asks {
        true => format!("Line :\n\n{words}"),
        false if i == 2 => format!("Antoine\n\n{words}"),
        false => format!("Antoine :\n\n{words}"),
    });
    assert_eq!(blocks(&text), ["Line", "Antoine"].repeat(5));
}

#[test]
fn what_readers_wrote_below_is_nobodys() {
    let text =
        talk(|_, asks, words| format!("{}: {words}", if asks { "Publico" } else { "Vaatz" }));
    let below = "38 Kommentare\n\nA. Iehsenhain 14. Januar, 2022\n\nDem kann ich nichts hinzufügen! \
                 Wer hätte das gedacht?\n\nAuf diesen Kommentar reagieren\n";
    let found = blocks(&(text + below));
    assert_eq!(found[..10], ["Publico", "Vaatz"].repeat(5));
    assert!(found[10..].iter().all(|block| block == "-"), "{found:?}");
}

#[test]
fn references_and_their_headings_stand_between_turns() {
    let text = talk(|i, asks, words| match (i, asks) {
        (2, true) => format!(
            "The winter of the lock\n\nThe lock in winter: https://example.org/winter\n\nAda: {words}"
        ),
        (4, true) => format!("Why locks freeze: https://example.org/ice\n\nAda: {words}"),
        (_, true) => format!("Ada: {words}"),
        (_, false) => format!("Tom: {words}"),
    });
    let mut expected: Vec<&str> = ["Ada", "Tom"].repeat(5);
    expected.insert(8, "-");
    expected.splice(4..4, ["-", "-"]);
    assert_eq!(blocks(&text), expected);
}

#[test]
fn a_name_in_a_list_is_not_announced() {
    let text = talk(|i, asks, words| match (i, asks) {
        (1, false) => "Tom:\n\nThese three.\n\nLine\n\nTom\n\nAnd Pell came late.".to_owned(),
        (_, true) => format!("Line:\n\n{words}"),
        (_, false) => format!("Tom:\n\n{words}"),
    });
    assert_eq!(blocks(&text), ["Line", "Tom"].repeat(5));
}

#[test]
fn keys_of_a_list_of_changes_are_nobody() {
    let changes = "feat: The lock opens by itself now.\n\nfix: The lamp goes out when the sun is up.\n\n\
                   chore: Old stoves were thrown away.\n\n";
    assert!(!blocks(&changes.repeat(6)).iter().any(|block| block != "-"));
}

#[test]
fn a_name_may_be_a_link_or_a_month() {
    let text = talk(|_, asks, words| match asks {
        true => format!("[Ann](https://lock.example/ann): {words}"),
        false => format!("[Ben](https://lock.example/ben): {words}"),
    });
    assert_eq!(blocks(&text), ["Ann", "Ben"].repeat(5));
    let text = talk(|i, asks, words| match asks {
        true => format!("{}. May: {words}", 2 * i + 1),
        false => format!("{}. Ben: {words}", 2 * i + 2),
    });
    assert_eq!(blocks(&text), ["May", "Ben"].repeat(5));
}

#[test]
fn a_heading_that_says_comments_heads_speech() {
    let text = talk(|i, asks, words| match (i, asks) {
        (4, false) => format!("Tom: {words}\n\nResponses\n\nI will read the first of them now."),
        (_, true) => format!("Line: {words}"),
        (_, false) => format!("Tom: {words}"),
    });
    let found = transcript(&text).turns().last().map(|turn| turn.segments.len());
    assert!(found.is_some_and(|segments| segments > 1), "{:?}", blocks(&text));
}

#[test]
fn a_break_inside_a_turn_is_nobodys_words() {
    // Nobody has a label, and who speaks goes on behind the break.
    let long =
        "I kept the lamp for thirty years, and I never once let it go out before the sun was up.";
    let pair = |(q, a): (&&str, &str)| format!("{q}\n\n{a}\n\nBreak: [12:30]\n\n{long}\n\n");
    let text: String = QUESTIONS.iter().zip(ANSWERS).map(pair).collect();
    let transcript = transcript(&text);
    let turns = transcript.body.iter().filter_map(|block| match block {
        Block::Turn(turn) => Some(turn),
        _ => None,
    });
    let said = |piece: &Inline| matches!(piece, Inline::Text { text } if text.contains("Break"));
    let mut pieces = turns.flat_map(|turn| &turn.segments).flat_map(|segment| &segment.content);
    assert!(!pieces.any(said), "{:?}", transcript.body);
    let names = format!("{:?}", transcript.body);
    assert_eq!(names.matches("Break:").count(), QUESTIONS.len(), "it is kept: {names}");
}
