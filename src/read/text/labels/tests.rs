use std::collections::HashSet;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::model::Role;
use crate::read::text::pages;
use crate::source::DecodeOptions;
use crate::source::Source;

fn source(text: &str) -> Source<'_> {
    Source::decode("a.txt", text.as_bytes(), &DecodeOptions::default(), &mut Diagnostics::default())
        .unwrap()
}

fn learn(text: &str) -> Labels {
    Labels::learn(&pages::rows(&source(text)), &Role::of_label)
}

fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = learn(text).names.into_iter().collect();
    names.sort();
    names
}

/// Two speakers in turn, each line made by `line(name, speech)`.
fn dialogue(a: &str, b: &str, line: impl Fn(&str, &str) -> String) -> String {
    let speech = [
        "Where did you learn it?",
        "From my aunt, in the old yard.",
        "And who taught her?",
        "Nobody.",
    ];
    let one = |(i, words): (usize, &&str)| line(if i % 2 == 0 { a } else { b }, words);
    speech.iter().enumerate().map(one).collect::<Vec<_>>().join("\n")
}

/// A line of a name and a speech.
type Form<'a> = &'a dyn Fn(&str, &str) -> String;

#[test]
fn the_forms_of_labels() {
    let forms: [(&str, &str, Form<'_>); 13] = [
        ("说话人1", "说话人2", &|n, s| format!("{n}：{s}")),
        ("interviewer", "participant", &|n, s| format!("{n}: {s}")),
        ("Jane Roe", "Tom Hale", &|n, s| format!("\u{200B}{n} (laughing): {s}")),
        ("主持人", "王老师", &|n, s| format!("{n}：{s}")),
        ("主持人", "王老师", &|n, s| format!("{n}: {s}")),
        ("主持人", "王老师", &|n, s| format!("【{n}】：{s}")),
        ("主持人", "王老师", &|n, s| format!("[{n}] {s}")),
        ("Jane Roe", "Tom Hale", &|n, s| format!("**{n}:** {s}")),
        ("INTERVIEWER", "MR. HALE", &|n, s| format!("{n}: {s}")),
        ("Q", "A", &|n, s| format!("     {n}.   {s}")),
        ("问", "答", &|n, s| format!("{n}：{s}")),
        ("SPEAKER_00", "SPEAKER_01", &|n, s| format!("[00:01:02] {n}: {s}")),
        ("Jane Roe", "Tom Hale", &|n, s| format!("{n} (00:01):\n{s}")),
    ];
    for (a, b, line) in forms {
        let text = dialogue(a, b, line);
        let labels = learn(&text);
        assert_eq!(labels.names, HashSet::from([key(a), key(b)]), "{text}");
        let found = labels.at(0, text.lines().next().unwrap()).unwrap();
        assert_eq!(found.name, a);
    }
}

#[test]
fn a_time_beside_the_name_is_read() {
    let text = dialogue("Speaker 1", "Speaker 2", |n, s| format!("{n}  00:01:02\n{s}"));
    let labels = learn(&text);
    let found = labels.at(0, "Speaker 1  00:01:02").unwrap();
    assert_eq!(found.name, "Speaker 1");
    assert_eq!(found.time, Some(TimeSpan { start: 62_000, end: None }));
}

#[test]
fn what_is_no_label() {
    let text = "注意：路滑。\n10:30 开始。\nhttps://example.org/a\nRe: your letter\n\
        一是：修路。\n二是：架桥。\n一是：再修路。\n二是：再架桥。\n注意：桥窄。\n";
    assert_eq!(names(text), Vec::<String>::new());
}

#[test]
fn a_header_is_not_a_conversation() {
    let text = "Interviewee: Margaret Hale\nDate: 4 May\nPlace: Harbour office\n\n\
        She kept the light for forty years and never once spoke of it.\n";
    assert_eq!(names(text), Vec::<String>::new());
}

#[test]
fn a_name_that_occurs_once_joins_proven_ones_of_its_make() {
    let mut text = dialogue("INTERVIEWER", "HALE", |n, s| format!("{n}: {s}"));
    text.push_str("\nMARGARET HALE: That was all.\nAnd note this: it rained.\n");
    assert_eq!(names(&text), ["hale", "interviewer", "margaret hale"]);
}

#[test]
fn a_name_alone_on_its_line() {
    let text = dialogue("Jane Roe", "Tom Hale", |n, s| format!("{n}\n{s}\n"));
    let text = format!("{text}\n{text}");
    assert_eq!(names(&text), ["jane roe", "tom hale"]);
}

#[test]
fn the_full_name_may_come_before_the_proven_one() {
    let text = "Jane Roe: You wrote it in a year?\nSam Lee: About a year.\nRoe: And then?\n\
        Lee: Then nothing.\nRoe: Why?\nLee: Nobody knows.\n";
    assert_eq!(names(text), ["jane roe", "lee", "roe", "sam lee"]);
}

#[test]
fn counted_questions_have_one_asker() {
    let text = "Q1: Where was it?\nA1: In the yard.\nQ2: And when?\nA2: In May.\n";
    assert_eq!(names(text), ["a", "q"]);
}

#[test]
fn keys_of_a_list_are_nobody() {
    let recipe = "Ingredients: flour, salt.\nMethod: mix them well.\n\n\
        Ingredients: eggs, milk.\nMethod: whisk them well.\n";
    assert_eq!(names(recipe), Vec::<String>::new());
    let mut talk = dialogue("INTERVIEWER", "HALE", |n, s| format!("{n}: {s}"));
    talk.push_str("\nMoney: we had none.\nMoney: the bank said no.\n[END OF TAPE]\n");
    assert_eq!(names(&talk), ["hale", "interviewer"]);
}
