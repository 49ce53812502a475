//! Labels with bullets, in bold or with links, as minutes and transcripts in Markdown have them, and what looks like
//! them.

use transcripta::model::Transcript;

use super::transcript;

fn names(transcript: &Transcript) -> Vec<String> {
    let mut names: Vec<String> =
        transcript.turns().filter_map(|turn| turn.label.as_ref()).map(|l| l.text.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// The labels of a text, blanks trimmed.
fn labels(text: &str) -> Vec<String> {
    names(&transcript(text)).iter().map(|label| label.trim().to_owned()).collect()
}

/// The label is printed as it was, with its bullet, its time and its link.
#[test]
fn a_label_keeps_what_stands_around_it() {
    for (a, b) in [
        ("* Anna:", "* Ben:"),
        ("- **Anna**:", "- **Ben**:"),
        ("**Anna** [7:18](https://a.org/v?t=438):", "**Ben** [7:18](https://a.org/v?t=438):"),
        ("**[7:18] Anna:**", "**[7:18] Ben:**"),
        ("__Anna__:", "__Ben__:"),
        ("10:00 < anna>", "10:00 <@ben>"),
    ] {
        let text = format!("{a} Is the ferry in?\n{b} It is late.\n").repeat(4);
        let mut expected = [a, b];
        expected.sort_unstable();
        assert_eq!(labels(&text), expected);
    }
}

/// Several people, one of whom speaks twice, and bullets that nobody speaks behind.
#[test]
fn minutes_in_bullets() {
    let text = "* Sam Goto: Should we hand it over to the other group?\n* Cameron: It would be better to \
        do so.\n* Johann: Some context first.\n* Sam Goto: Go on, please.\n* Cameron: What was it?\n\
        * Johann: A long story.\n* Cameron: Then tell it.\n";
    let text = format!("# Minutes\n\n{text}\n* https://example.org/issues/48\n\n{text}");
    assert_eq!(labels(&text), ["* Cameron:", "* Johann:", "* Sam Goto:"]);
}

/// What stands between lists of who said what is said by nobody; what is set in below a bullet is.
#[test]
fn what_leaves_the_list_is_nobodys() {
    let talk = "* Anna: Which one is it?\n* Ben: The grey one.\n\n  And no other.\n* Anna: Why that one?\n* Ben: It is light.\n";
    let between =
        "\n## Doors\n\nHere is what the group was asked.\n\nDiscussion:\n\n* Devs are asking.\n\n";
    let text =
        format!("{talk}{between}{talk}{between}{talk}\n## Attendees\n\n1. Anna Roe\n2. Ben Hale\n");
    let transcript = transcript(&text);
    let said: Vec<String> = transcript.turns().map(|turn| format!("{:?}", turn.segments)).collect();
    for words in ["Doors", "the group", "Devs", "Attendees", "Roe", "Hale"] {
        assert!(!said.iter().any(|said| said.contains(words)), "{words}");
    }
    assert_eq!(said.iter().filter(|said| said.contains("And no other")).count(), 3);
}

/// A list of keys is no talk, nor does it become one in the midst of a talk.
#[test]
fn keys_behind_bullets_are_nobody() {
    let list =
        "- Price: It is ten, and no more.\n- Weight: Who would weigh it?\n- Colour: It is grey.\n";
    let talk =
        "Anna: Which one is it?\nBen: The grey one.\nAnna: Why that one?\nBen: It is light.\n";
    assert_eq!(labels(&format!("{list}\n").repeat(4)), Vec::<String>::new());
    assert_eq!(labels(&format!("{talk}\n{list}\n{talk}\n{list}\n{talk}")), ["Anna:", "Ben:"]);
    let changes = "* Added: A door was made.\n* Fixed: The roof was mended.\n* Fixed: The floor.\n";
    assert_eq!(labels(&format!("{changes}\n").repeat(4)), Vec::<String>::new());
}

/// Where names have capitals, small words in bold are nobody.
#[test]
fn small_words_in_bold_are_nobody() {
    let talk = "**Anna:** Which one is it?\n\n**Ben:** The grey one.\n\n";
    let tip = "**hint:** Take the grey one.\n\n";
    assert_eq!(labels(&format!("{talk}{tip}").repeat(3)), ["**Anna:**", "**Ben:**"]);
    let bulleted = format!("{talk}{tip}").replace("**", "").replace("\n\n", "\n");
    let bulleted: String = bulleted.lines().map(|line| format!("* {line}\n")).collect();
    assert_eq!(labels(&bulleted.repeat(3)), ["* Anna:", "* Ben:"]);
}

/// Bold words with a time behind them are the parts of a recording, unless a colon or a line of words follows.
#[test]
fn parts_with_times_are_nobody() {
    let talk = "**Anna:** Which one is it?\n\n**Ben:** The grey one.\n\n";
    let part = "**The Harbour** (7:18) is the second part.\n\n";
    assert_eq!(labels(&format!("{talk}{part}").repeat(3)), ["**Anna:**", "**Ben:**"]);
}
