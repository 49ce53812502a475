//! Rules of the user.

use crate::harness::Case;

const EXAMPLE: &str = include_str!("../../docs/rules.toml");

/// An interview of which nobody is labelled.
const BAKER: &str = include_str!("../../fixtures/en-radio-baker/en-radio-baker.txt");

#[test]
fn the_example_can_be_used_and_is_named_in_every_output() {
    let case = Case::new().file("own.toml", EXAMPLE).file("a.txt", BAKER);
    case.run("convert a.txt --to json,tei --output out --rules own.toml --quiet").is_quiet();
    let json = case.read("out/a.json");
    let version = json.split("\"rules\": \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(version.split_once('+').unwrap().1.len(), 8, "{version}");
    assert!(case.read("out/a.tei.xml").contains(&format!("Attribution rules: {version}")));
}

#[test]
fn a_rule_changes_who_speaks_and_says_so() {
    let rule = "[[rule]]\nname = \"en.mine\"\nabout = \"The time\"\ncues = [\"past nine\"]\n\
                example = \"It is past nine.\"\ncounter = \"It is nine.\"\n\
                weights = { host = -50.0 }\n";
    let case = Case::new().file("own.toml", rule).file("a.txt", BAKER);
    let plain = case.run("inspect a.txt --json --quiet").stdout;
    let ruled = case.run("inspect a.txt --json --quiet --rules own.toml").stdout;
    assert_ne!(plain, ruled);
    assert!(ruled.contains("\"rule\": \"en.mine\""), "{ruled}");
}

#[test]
fn a_faulty_file_is_refused_before_anything_is_done() {
    let faulty = EXAMPLE.replace("This is Harbour Radio", "This is the harbour's radio");
    let case = Case::new().file("own.toml", faulty).file("a.txt", BAKER);
    let said = "own.toml, line 14: the rule `en.station-call` does not fire on its example";
    case.run("convert a.txt --to md --rules own.toml").mentions(2, &[said]);
    case.run("inspect a.txt --rules own.toml").mentions(2, &[said]);
    case.run("convert a.txt --to md --rules none.toml").mentions(2, &["none.toml: cannot be read"]);
}

#[test]
fn words_of_labels_tell_whose_part_it_is() {
    // All ask alike, so that nothing but the label tells.
    let quiz = "Quizmaster: Where does the ferry go?\nAda: To the island?\nTom: To the quay?\n\
                Quizmaster: And when?\nAda: At noon?\nTom: At one?\n";
    let case = Case::new().file("own.toml", EXAMPLE).file("a.txt", quiz);
    let host = "\"role\": \"host\"";
    assert!(!case.run("inspect a.txt --json --quiet").stdout.contains(host));
    let ruled = case.run("inspect a.txt --json --quiet --rules own.toml").stdout;
    assert_eq!(ruled.matches(host).count(), 1, "{ruled}");
    let guest = EXAMPLE.replace("role = \"host\"", "role = \"guest\"");
    let case = case.file("guest.toml", guest);
    let ruled = case.run("inspect a.txt --json --quiet --rules guest.toml").stdout;
    assert!(ruled.contains("\"role\": \"guest\""), "{ruled}");
}

#[test]
fn weights_of_the_program_can_be_changed_alone() {
    let louder = "[weights]\n\"any.ends-in-question\" = { host = -9.0 }\n";
    let case = Case::new().file("own.toml", louder).file("a.txt", BAKER);
    let plain = case.run("inspect a.txt --json --quiet").stdout;
    assert_ne!(plain, case.run("inspect a.txt --json --quiet --rules own.toml").stdout);
    let case = case.file("typo.toml", louder.replace("ends-in", "ends-with"));
    let said = "typo.toml, line 2: the rule `any.ends-with-question` is none of the program's";
    case.run("convert a.txt --to md --rules typo.toml").mentions(2, &[said]);
}
