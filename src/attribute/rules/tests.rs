use super::*;
use crate::attribute::features::{Seen, Spoken, observe};

fn fires(set: &RuleSet, rule: &Rule, text: &str) -> bool {
    let index = set.rules.iter().position(|r| r.name == rule.name).unwrap();
    own::fires(set, index, text)
}

#[test]
fn every_table_can_be_read_and_every_rule_has_a_name_of_its_own() {
    let mut names = std::collections::HashSet::new();
    let tables = TABLES.iter().filter(|(language, _)| !language.is_empty());
    for (language, text) in tables.copied().chain([("any", ANY)]) {
        let prefix = format!("{language}.");
        let table: Table = serde_json::from_str(text).unwrap();
        assert!(!table.rule.is_empty());
        for rule in table.rule {
            assert!(rule.name.starts_with(&prefix), "{}", rule.name);
            assert!(names.insert(rule.name.clone()), "{} twice", rule.name);
            assert!(
                rule.cues.is_empty() == rule.feature.is_some(),
                "{}: cues or a feature",
                rule.name
            );
            for cue in &rule.cues {
                assert_eq!(*cue, cue.to_lowercase(), "{}", rule.name);
            }
        }
    }
}

/// The next test has a conversation for those.
fn needs_surroundings(rule: &Rule) -> bool {
    rule.feature.is_some_and(own::needs_surroundings)
}

#[test]
fn every_rule_fires_on_its_example_and_not_on_its_counter_example() {
    for (language, _) in TABLES {
        let set = RuleSet::of(Some(language));
        for rule in set.rules.iter().filter(|rule| !needs_surroundings(rule)) {
            // The rules for any language have English examples, whose pronouns English knows.
            if rule.name.starts_with("any.") && language != "en" {
                continue;
            }
            assert!(fires(set, rule, &rule.example), "{} on `{}`", rule.name, rule.example);
            assert!(!fires(set, rule, &rule.counter), "{} on `{}`", rule.name, rule.counter);
        }
    }
}

/// A conversation in which each of the features that need surroundings has its paragraph.
#[test]
fn rules_that_need_surroundings_fire_where_they_should_and_nowhere_else() {
    let long = "We carried the sacks up from the quay and down to the cellar, and in the evening we \
        counted them twice, because the clerk never believed the first count, and he was right.";
    let texts = [
        "The keeper, Orrell to everybody, has had the lamp for thirty years.",
        "Dr. Orrell, how did you come to the harbour?",
        long,
        "We carried on like that until the spring.",
        "The second winter",
        "And did you like it, Dr. Orrell?",
        "I did.",
    ];
    let spoken: Vec<Spoken<'_>> = texts
        .iter()
        .enumerate()
        .map(|(i, text)| Spoken {
            text,
            after_break: i == 5,
            heading_form: i == 4,
            width: crate::columns::columns(text),
        })
        .collect();
    let set = RuleSet::of(Some("en"));
    let inferred = crate::attribute::inferred::infer(set, &spoken);
    let fires_at = |feature: Feature| -> Vec<usize> {
        let rule = set.rule_of(feature).unwrap();
        let fires = |i: &usize| inferred.seen[*i].fired.iter().any(|f| f.rule == rule);
        (0..texts.len()).filter(fires).collect()
    };
    assert_eq!(fires_at(Feature::Opens), [0]);
    assert_eq!(fires_at(Feature::Closes), [6]);
    assert_eq!(fires_at(Feature::AfterBreak), [5]);
    assert_eq!(fires_at(Feature::HeadingForm), [4]);
    assert_eq!(fires_at(Feature::Parallel), [3]);
    assert_eq!(fires_at(Feature::Longer), [2]);
    assert_eq!(fires_at(Feature::Shorter), [4, 6]);
    assert_eq!(fires_at(Feature::Addresses), [1, 5]);
    assert_eq!(fires_at(Feature::ToGuest), [1, 5]);
    assert_eq!(fires_at(Feature::NamesGuest), [0]);
    assert_eq!(fires_at(Feature::Introduces), [0]);
    assert_eq!(fires_at(Feature::Dip), [] as [usize; 0]);

    let talk = [long, "You were alone?", long].map(Spoken::plain);
    let lengths = [Feature::HostLength, Feature::GuestLength].map(|feature| {
        let rule = set.rule_of(feature).unwrap();
        let long_talk = [&talk[1..], &talk[1..], &talk[1..]].concat();
        let inferred = crate::attribute::inferred::infer(set, &long_talk);
        let fires = |s: &Seen| s.fired.iter().any(|f| f.rule == rule);
        inferred.seen.iter().map(fires).collect::<Vec<_>>()
    });
    assert_eq!(lengths[0], [true, false, true, false, true, false]);
    assert_eq!(lengths[1], [false, true, false, true, false, true]);
    let dip = set.rule_of(Feature::Dip).unwrap();
    let dips: Vec<bool> =
        observe(set, &talk).iter().map(|s| s.fired.iter().any(|f| f.rule == dip)).collect();
    assert_eq!(dips, [false, true, false]);

    let chinese = ["李老师好！", "主持人好，大家好！"].map(Spoken::plain);
    let set = RuleSet::of(Some("zh"));
    let echoes = set.rule_of(Feature::Echoes).unwrap();
    let echoed = ["那一年村里都有冲突？", "冲突不大，吵几句就散了。", "我们后来就和好了。"]
        .map(Spoken::plain);
    let echo: Vec<bool> =
        observe(set, &echoed).iter().map(|s| s.fired.iter().any(|f| f.rule == echoes)).collect();
    assert_eq!(echo, [false, true, false]);
    let to_host = set.rule_of(Feature::ToHost).unwrap();
    let seen = observe(set, &chinese);
    assert!(seen[1].fired.iter().any(|f| f.rule == to_host));
    assert!(!seen[0].fired.iter().any(|f| f.rule == to_host));
}

/// Some marks are made of what these find, in whatever language; renamed they would be made of nothing.
#[test]
fn rules_that_are_asked_for_by_the_end_of_their_name_are_there() {
    for ending in [
        ".gives-floor",
        ".talk-follows",
        ".heads-back",
        ".back-matter",
        ".asks-for",
        ".third-person",
        ".reports",
        ".was-born",
        ".to-readers",
    ] {
        let known = |set: &RuleSet| set.rules.iter().any(|rule| rule.name.ends_with(ending));
        assert!(RuleSet::all().any(known), "{ending}");
    }
}
