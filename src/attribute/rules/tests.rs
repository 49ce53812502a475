use super::*;
use crate::attribute::features::{Spoken, observe};

fn fires(set: &RuleSet, rule: &Rule, text: &str) -> bool {
    let index = set.rules.iter().position(|r| r.name == rule.name).unwrap();
    let spoken = [Spoken {
        text,
        after_break: false,
        heading_form: false,
        width: crate::columns::columns(text),
    }];
    observe(set, &spoken)[0].fired.iter().any(|fired| fired.rule == index)
}

#[test]
fn every_table_can_be_read_and_every_rule_has_a_name_of_its_own() {
    let mut names = std::collections::HashSet::new();
    for (prefix, text) in [("any.", ANY), ("zh.", ZH), ("en.", EN)] {
        let table = table::parse(text).unwrap();
        assert!(!table.rule.is_empty());
        for rule in table.rule {
            assert!(rule.name.starts_with(prefix), "{}", rule.name);
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

/// Features that hang on what stands around a paragraph have no example of one paragraph.
fn needs_surroundings(rule: &Rule) -> bool {
    matches!(
        rule.feature,
        Some(
            Feature::Opens
                | Feature::NamesGuest
                | Feature::Parallel
                | Feature::Shorter
                | Feature::Longer
                | Feature::HeadingForm
                | Feature::Closes
                | Feature::AfterBreak
                | Feature::Addresses
                | Feature::ToGuest
                | Feature::ToHost
        )
    )
}

#[test]
fn every_rule_fires_on_its_example_and_not_on_its_counter_example() {
    for language in ["zh", "en"] {
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
