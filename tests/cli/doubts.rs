//! Speakers who are too unsure to be named.

use crate::harness::Case;

/// A reader's interview; in one place the host asks nothing.
const BEEKEEPER: &str = include_str!("../../fixtures/zh-beekeeper/zh-beekeeper.txt");

fn case() -> Case {
    Case::new().file("bees.txt", BEEKEEPER)
}

#[test]
fn a_doubt_is_told_and_counted_and_strict_minds_it() {
    let case = case();
    let sure = "convert bees.txt --to md --min-confidence 0.999";
    let doubt = "warning: nobody is named as the speaker of t";
    case.run(sure).mentions(0, &["bees.txt: line ", doubt, ": perhaps ", "1 converted, "]);
    case.run(&format!("{sure} --strict")).mentions(3, &[doubt]);
    case.run("convert bees.txt --to md --min-confidence 0 --strict").is_quiet();
}

#[test]
fn what_is_too_unsure_is_written_by_no_writer_and_kept_as_a_guess() {
    let case = case();
    case.run("convert bees.txt --to json,tei,md,pdf --output out --min-confidence 0.999 --quiet")
        .is_quiet();
    let markdown = case.read("out/bees.md");
    let body = markdown.split("\n---\n").nth(1).unwrap();
    assert!(body.contains("**\\[?\\]**"), "{body}");
    let tei = case.read("out/bees.tei.xml");
    let line = tei.lines().find(|line| line.contains("cert=\"unknown\"")).unwrap();
    assert!(line.contains("<u ") && !line.contains("who="), "{line}");
    let json = case.read("out/bees.json");
    assert!(json.contains("\"guess\"") && json.contains("\"min-confidence\": \"0.999\""));
}

#[test]
fn a_transcript_can_be_settled_again() {
    let case = case();
    case.run("convert bees.txt --output strict.json --min-confidence 0.999 --quiet").is_quiet();
    case.run("convert bees.txt --output loose.json --min-confidence 0 --quiet").is_quiet();
    case.run("convert strict.json --output again.md --min-confidence 0 --quiet").is_quiet();
    case.run("convert loose.json --output once.md --quiet").is_quiet();
    let body = |name: &str| case.read(name).split("\n---\n").nth(1).map(str::to_owned);
    assert_eq!(body("again.md"), body("once.md"));
}

#[test]
fn many_doubts_do_not_hide_the_rest() {
    let run = case().run("convert bees.txt --to md --min-confidence 0.999");
    assert_eq!(run.stderr.matches("nobody is named").count(), 5, "{}", run.stderr);
    run.mentions(0, &["more turns in doubt", "turns in doubt\n"]);
}

#[test]
fn of_many_inputs_each_is_told_in_one_line() {
    let bees = case().read("bees.txt");
    let case = case().file("more.txt", bees);
    let run = case.run("convert bees.txt more.txt --to md --output out --min-confidence 0.999");
    assert_eq!(run.stderr.matches("nobody is named").count(), 0, "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 3, "{}", run.stderr);
    run.mentions(0, &["bees.txt: ", "more.txt: ", " turns in doubt (`transcripta inspect"]);
    case.run("convert bees.txt more.txt --to md --output two --min-confidence 0.999 --verbose")
        .mentions(0, &["nobody is named"]);
}

#[test]
fn a_probability_is_asked_for() {
    case().run("convert bees.txt --to md --min-confidence 7").mentions(2, &["from 0 to 1"]);
}

#[test]
fn doubts_are_shown_the_least_sure_first_with_what_came_second() {
    let run = case().run("inspect bees.txt --doubts --min-confidence 1");
    let sure: Vec<u32> = run
        .is_quiet()
        .stdout
        .lines()
        .filter(|line| line.starts_with('t') && !line.contains("nearly begins"))
        .map(|line| {
            // The speaker's confidence and the boundary's: the lesser one counts.
            let numbers = line.split(['?', ',', ';', ' ']).filter_map(|w| w.parse::<f64>().ok());
            let numbers: Vec<u32> =
                numbers.filter(|n| *n <= 1.0).map(|n| (n * 1000.0) as u32).collect();
            numbers[0].min(numbers[numbers.len() - 1])
        })
        .collect();
    assert!(sure.len() > 5 && sure.is_sorted(), "{sure:?}\n{}", run.stdout);
    assert!(run.stdout.contains(", else "), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
    let labelled = Case::with(&["a.txt"]).run("inspect a.txt --doubts");
    assert_eq!(labelled.is_quiet().stdout, "no doubts\n");
}

#[test]
fn shares_of_speech_have_a_bar() {
    let out = case().run("inspect bees.txt --quiet").stdout;
    let bar = |name: &str| {
        let line = out.lines().find(|line| line.contains(name) && line.contains('%')).unwrap();
        line.matches('█').count()
    };
    assert!(bar("guest") > bar("host") && bar("host") > 0, "{out}");
}

/// A talk that ends as one does that has sources below it.
const SHORT: &str = "When did you come to the lock?\n\nIn 1953, with my mother.\n\nAnd did you like it?\n\n\
    I did. I liked it very much.\n\nWhat did you read there?\n\nI read what there was. You could count it on a hand.\n\n\
    References\n\nThe ledger of the lock\n\nThe almanac for 1951\n";

#[test]
fn what_a_user_says_is_all_speech_is_given_to_speakers() {
    let case = Case::new().file("lock.txt", SHORT);
    case.run("convert lock.txt --output plain.json --quiet").is_quiet();
    assert!(case.read("plain.json").contains("\"kind\": \"narration\""));
    let run = "convert lock.txt --to json,tei,md,turns --output out --all-speech --verify --quiet";
    case.run(run).is_quiet();
    let json = case.read("out/lock.json");
    assert!(json.contains("\"all-speech\": \"true\"") && !json.contains("\"paratext\""), "{json}");
    // These outputs say how their source was read, so that nobody has to say it again.
    let outputs = "out/lock.json out/lock.tei.xml out/lock.md out/lock.turns.txt";
    case.run(&format!("verify {outputs} --source lock.txt --quiet")).is_quiet();
}

#[test]
fn all_speech_says_nothing_of_a_source_that_names_its_speakers() {
    let case = Case::new().file("lock.txt", SHORT);
    case.run("convert lock.txt --output plain.json --quiet").is_quiet();
    case.run("convert plain.json --output again.md --all-speech --quiet").is_quiet();
    assert!(!case.read("again.md").contains("all-speech"));
    case.run("verify again.md --source lock.txt --quiet").is_quiet();
}

#[test]
fn headings_in_bold_are_speech_where_all_is() {
    let bold = "**The harbour**\n\n**When did you come?**\n\nIn May.\n\n**And stayed?**\n\nI stayed.\n\n**Why?**\n\nI had a lamp.\n";
    let case = Case::new().file("bold.txt", bold);
    let run = case.run("convert bold.txt --to json --output - --all-speech --quiet");
    assert!(!run.stdout.contains("\"paratext\""), "{}", run.stdout);
}
