use super::*;
use crate::attribute::chain::{State, Style};
use crate::attribute::rules::Weights;
use crate::model::Role;

const RULE: &str = "\n[[rule]]\nname = \"en.harbour\"\nabout = \"Names the harbour\"\n\
    cues = [\"harbour\"]\nexample = \"At the harbour.\"\ncounter = \"At the harbours.\"\n\
    weights = { host = 2.0 }\n";

fn fault(text: &str) -> String {
    Rules::parse("own.toml", text).unwrap_err().to_string()
}

#[test]
fn a_rule_is_added_for_its_language_and_known_by_the_hash() {
    let rules = Rules::parse("own.toml", RULE).unwrap();
    let has = |language| rules.set(Some(language)).rules.iter().any(|r| r.name == "en.harbour");
    assert!(has("en-GB") && !has("zh"));
    assert!(rules.version().starts_with(&format!("{VERSION}+")), "{}", rules.version());
    assert_eq!(rules.version().len(), VERSION.len() + 9);
}

#[test]
fn a_rule_of_the_same_name_takes_the_place() {
    let known = RuleSet::of(Some("en")).rules.iter().find(|r| r.name.starts_with("en."));
    let name = &known.unwrap().name;
    let rules = Rules::parse("own.toml", &RULE.replace("en.harbour", name)).unwrap();
    let set = rules.set(Some("en"));
    let all: Vec<&Rule> = set.rules.iter().filter(|r| r.name == *name).collect();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].cues, ["harbour"]);
    assert_eq!(set.rules.len(), RuleSet::of(Some("en")).rules.len());
}

#[test]
fn words_of_address_are_added() {
    let rules = Rules::parse("own.toml", "[address]\ntitles = [\"skipper\"]\n").unwrap();
    let titles = |set: &RuleSet| set.address.titles.clone();
    let (own, known) = (titles(&rules.set(Some("en"))), titles(RuleSet::of(Some("en"))));
    assert_eq!(own[..known.len()], known[..]);
    assert_eq!(own[known.len()..], ["skipper".to_owned()]);
    let fault = fault("\n[address]\ntitles = [\"Skipper\"]\n");
    assert!(fault.starts_with("own.toml, line 2: `[address]` has the word `Skipper`"), "{fault}");
}

#[test]
fn a_faulty_rule_is_named_with_its_line() {
    for (from, to, said) in [
        ("At the harbour.", "At sea.", "line 3: the rule `en.harbour` does not fire on its ex"),
        ("At the harbours.", "A harbour!", "line 3: the rule `en.harbour` fires on its counter"),
        ("[\"harbour\"]", "[\"Harbour\"]", "line 3: the rule `en.harbour` has the cue `Harb"),
        ("about", "abuot", "line 4: unknown field `abuot`"),
        ("cues = [\"harbour\"]", "feature = \"ends-in-question\"", "line 3: the rule `en.harb"),
    ] {
        let fault = fault(&RULE.replace(from, to));
        assert!(fault.starts_with(&format!("own.toml, {said}")), "{fault}");
    }
    assert!(fault(&RULE.repeat(2)).contains("line 11: the rule `en.harbour` stands here twice"));
}

const ROLE: &str = "[[role]]\nrole = \"host\"\nabout = \"Who asks in our quiz\"\n\
    words = [\"quizmaster\", \"站务长\"]\nexample = \"Quizmaster 2\"\ncounter = \"Quill\"\n";

#[test]
fn words_of_roles_are_added_and_replaced() {
    let role = |rules: &Rules, label: &str| rules.set(None).names().role_of_label(label);
    let rules = Rules::parse("own.toml", ROLE).unwrap();
    assert_eq!(role(&rules, "QUIZMASTER"), Some(Role::Host));
    assert_eq!(role(&rules, "站务长老许"), Some(Role::Host));
    assert_eq!(role(&rules, "Witness"), Some(Role::Guest));
    let none = ROLE.replace("quizmaster", "witness").replace("Quizmaster 2", "Witness 2");
    let rules = Rules::parse("own.toml", &none.replace("\"host\"", "\"none\"")).unwrap_err();
    assert!(rules.to_string().contains("line 6: its counter-example `Quill`"), "{rules}");
    let none = none.replace("\"host\"", "\"none\"").replace("Quill", "Host");
    assert_eq!(role(&Rules::parse("own.toml", &none).unwrap(), "Witness"), None);
}

#[test]
fn titles_are_added() {
    let behind = "[behind]\nabout = \"Ranks on ships\"\nwords = [\"大副\"]\nexample = \"大副\"\n\
                  counter = \"副手\"\n";
    let rules = Rules::parse("own.toml", behind).unwrap();
    assert!(rules.set(None).names().behind().iter().any(|title| title == "大副"));
    let fault = fault(&behind.replace("example = \"大副\"", "example = \"二副\""));
    assert!(fault.starts_with("own.toml, line 4: `[behind]`: its example `二副`"), "{fault}");
}

#[test]
fn weights_of_a_known_rule_change_and_the_others_stay() {
    let rules = Rules::parse("own.toml", "[weights]\n\"en.my\" = { host = 1 }\n");
    assert!(rules.is_err());
    let known = RuleSet::of(Some("en"));
    let asks = known.rules.iter().position(|r| r.name == "any.ends-in-question").unwrap();
    let text = "[weights]\n\"any.ends-in-question\" = { host = 7 }\n";
    let set = Rules::parse("own.toml", text).unwrap().set(Some("en"));
    let before = known.rules[asks].weights;
    assert_eq!(set.rules[asks].weights, Weights { host: 7.0, ..before });
    assert_eq!(set.model.rules[asks].host, 7.0);
}

#[test]
fn a_style_and_the_chain_are_changed_in_what_is_given() {
    let text = "[[style]]\nname = \"interview\"\nhigh = 0.8\nweights = { host_guest = 4.0 }\n\
                [chain]\nweights = { back_back = -3.0 }\n";
    let set = Rules::parse("own.toml", text).unwrap().set(Some("de"));
    let known = RuleSet::of(Some("de"));
    assert_eq!(set.model.styles.len(), known.model.styles.len());
    assert_ne!(set.model.styles[0], known.model.styles[0], "back_back is of every style");
    let (own, before) = (&set.model.styles[1], &known.model.styles[1]);
    assert_eq!(own.sure.high, 0.8);
    assert_eq!(own.sure.calibration, before.sure.calibration);
    assert_eq!(own.follows[State::Host as usize][State::Guest as usize], 4.0);
    let stays = |style: &Style| style.follows[State::Guest as usize][State::Host as usize];
    assert_eq!(stays(own), stays(before));
}

#[test]
fn what_changes_nothing_or_cannot_be_meant_is_refused_with_its_line() {
    for (text, said) in [
        ("[weights]\n\"en.my\" = { host = 1.0 }\n", "line 2: the rule `en.my` is none of the prog"),
        ("[weights]\n\"zh.you\" = { hots = 1.0 }\n", "line 2: unknown field `hots`"),
        ("[weights]\n\"zh.you\" = {}\n", "line 2: the rule `zh.you` has no weight here"),
        ("[[style]]\nname = \"peers\"\n", "line 2: the style `peers` has nothing but its name"),
        (
            "[[style]]\nname = \"peers\"\nweights = { scale = 0.0 }\n",
            "line 3: the weight `scale` is",
        ),
        ("[weights]\n\"zh.you\" = { host = nan }\n", "line 2: the rule `zh.you` has a weight that"),
        (
            "[[style]]\nname = \"talk\"\n",
            "line 2: there is no style `talk`, but `peers`, `interview`",
        ),
        ("[[style]]\nname = \"peers\"\nhigh = 8\n", "line 3: the style `peers` has a `high` that"),
        (
            "[[style]]\nname = \"peers\"\nweights = { back_back = 1.0 }\n",
            "line 3: there is no weight `back_back` here, but host_host",
        ),
        (
            "[[style]]\nname = \"peers\"\n\n[style.prior]\nscale = 1.0\n",
            "line 4: the style `peers` has only `prior`",
        ),
        ("\n[chain]\nweights = { host_hots = 1.0 }\n", "line 3: there is no weight `host_hots`"),
        (&ROLE.replace("quizm", "Quizm"), "line 4: the word `Quizmaster` is not in lower case"),
        (&ROLE.replace("站务长", "quizmaster"), "line 4: the word `quizmaster` stands here twice"),
        (&ROLE.replace("Quizmaster 2", "Host"), "line 5: none of these words is found in its exam"),
        (&ROLE.replace("Quill", "Moderator"), "line 6: its counter-example `Moderator` is of this"),
        (&ROLE.replace("\"host\"", "\"hots\""), "line 2: unknown variant `hots`"),
        (&ROLE.replace("about", "abuot"), "line 3: unknown field `abuot`"),
    ] {
        let fault = fault(text);
        assert!(fault.starts_with(&format!("own.toml, {said}")), "{fault}");
    }
}
