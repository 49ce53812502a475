//! A person's decisions, in a file beside the source.

use crate::harness::Case;

const SIDECAR: &str = "by = \"KL\"\n[[paragraph]]\nline = 4\nspeaker = \"Anna\"\n";

fn case() -> Case {
    Case::with(&["talks/a.txt"]).file("talks/a.transcripta.toml", SIDECAR)
}

#[test]
fn the_file_beside_the_source_is_found_and_said() {
    let case = case();
    let run = case.run("convert talks/a.txt --to json --verbose");
    run.mentions(0, &["note: 1 decision by KL from talks/a.transcripta.toml"]);
    assert!(run.stdout.contains("\"basis\": \"supplied\""), "{}", run.stdout);
    let run = case.run("convert talks/a.txt --to json --no-corrections");
    assert!(!run.is_quiet().stdout.contains("supplied"), "{}", run.stdout);
}

#[test]
fn any_file_will_do_when_it_is_named() {
    let case = Case::with(&["a.txt", "b.txt"]).file("mine.toml", SIDECAR);
    let run = case.run("convert a.txt --to json --corrections mine.toml");
    assert!(run.is_quiet().stdout.contains("supplied"));
    case.run("convert a.txt b.txt --to json --output out --corrections mine.toml")
        .mentions(2, &["--corrections takes one input, and there are several"]);
    case.run("convert a.txt --to json --corrections none.toml")
        .ends(2, &["none.toml: cannot be read: no such file or folder"]);
}

#[test]
fn a_walk_takes_no_corrections_for_transcripts() {
    let case = case();
    case.run("convert talks --to json --output out").is_quiet();
    assert_eq!(case.files("out"), ["a.json"]);
    assert!(case.read("out/a.json").contains("supplied"));
}

#[test]
fn every_output_shows_who_decided() {
    let case = case();
    case.run("convert talks --to json,tei,md,pdf --output out").is_quiet();
    assert!(case.read("out/a.json").contains("\"by\": \"KL\""));
    let markdown = case.read("out/a.md");
    assert!(markdown.contains("**Ben:** **\\[Anna\\*\\]** The good company."), "{markdown}");
    let tei = case.read("out/a.tei.xml");
    assert!(tei.contains("<name>KL</name>") && tei.contains("#resp.person1"), "{tei}");
    let pdf = crate::tagged::projection(&std::fs::read(case.path("out/a.pdf")).unwrap());
    assert!(pdf.contains("Ben:") && pdf.contains("Anna*:"), "{pdf}");
}

/// A name in the place of a printed label, of nobody known, and where the source names nobody.
#[test]
fn what_a_person_decided_is_proven_in_every_output() {
    let unlabelled = include_str!("../../fixtures/en-radio-baker/en-radio-baker.txt");
    let supplied = "[[participant]]\nname = \"Eve\"\n[[paragraph]]\nline = 2\nspeaker = \"Eve\"\n\
                    [[paragraph]]\nline = 3\nspeaker = \"unknown\"\n";
    let inferred = "[[participant]]\nname = \"Eve\"\n[[paragraph]]\nline = 5\nspeaker = \"Eve\"\n";
    let case = Case::with(&["a.txt"])
        .file("a.transcripta.toml", supplied)
        .file("b.txt", unlabelled)
        .file("b.transcripta.toml", inferred);
    for name in ["a", "b"] {
        case.run(&format!(
            "convert {name}.txt --to json,jsonl,tei,md,turns,pdf --output out --verify"
        ))
        .is_quiet();
        let made = case.read(&format!("out/{name}.md"));
        assert!(made.contains("\\[Eve\\*\\]**"), "{made}");
        let all = ["json", "jsonl", "tei.xml", "md", "turns.txt", "pdf"]
            .map(|end| format!("out/{name}.{end}"));
        case.run(&format!("verify {} --source {name}.txt", all.join(" "))).is_quiet();
        // Given to another: in the text that a reader sees.
        for other in ["Ben", "Eva"] {
            let given = made.replacen("\\[Eve\\*\\]", &format!("\\[{other}\\*\\]"), 1);
            std::fs::write(case.path("given.md"), given).unwrap();
            case.run(&format!("verify given.md --source {name}.txt")).mentions(4, &["is given to"]);
        }
        let plain = case.read(&format!("out/{name}.turns.txt"));
        for given in ["[Ben*]:", "[Eve]:", "[Eve  *]:"] {
            std::fs::write(case.path("given.turns.txt"), plain.replacen("[Eve*]:", given, 1))
                .unwrap();
            case.run(&format!("verify given.turns.txt --source {name}.txt"))
                .mentions(4, &["is given to"]);
        }
        // The decision left out.
        let left = made.replacen("**\\[Eve\\*\\]** ", "", 1);
        std::fs::write(case.path("left.md"), left).unwrap();
        case.run(&format!("verify left.md --source {name}.txt")).mentions(4, &["turn t"]);
    }
}

#[test]
fn a_faulty_file_fails_its_input_only() {
    let case = case()
        .file("talks/b.txt", crate::harness::TALK)
        .file("talks/b.transcripta.toml", "[[paragraph]]\nline = 1\nspeeker = \"Anna\"\n");
    case.run("convert talks --to json --output out")
        .mentions(1, &["talks/b.txt: talks/b.transcripta.toml, line 3: unknown field `speeker`"]);
    assert_eq!(case.files("out"), ["a.json"]);
}

/// An interview of which nobody is labelled.
const BEES: &str = include_str!("../../fixtures/zh-beekeeper/zh-beekeeper.txt");

#[test]
fn a_template_changes_nothing_as_it_stands() {
    let case = Case::new().file("bees.txt", BEES);
    let before = case.run("convert bees.txt --to json --quiet").stdout;
    let run = case.run("inspect bees.txt --write-corrections --min-confidence 1");
    run.mentions(0, &["bees.transcripta.toml: written, "]);
    assert!(run.stdout.is_empty());
    let after = case.run("convert bees.txt --to json --quiet").stdout;
    assert_eq!(before, after);
    let template = case.read("bees.transcripta.toml");
    assert!(template.contains("\n#speaker = \"host\""), "{template}");
    let on_stdout = case.run("inspect bees.txt --write-corrections=- --min-confidence 1").stdout;
    assert_eq!(on_stdout, template);
}

#[test]
fn what_a_person_wrote_is_not_replaced() {
    let case = case();
    case.run("inspect talks/a.txt --write-corrections").mentions(
        5,
        &["talks/a.transcripta.toml: kept, because it exists and a person may have decided in it"],
    );
    assert_eq!(case.read("talks/a.transcripta.toml"), SIDECAR);
    case.run("inspect talks/a.txt --write-corrections=new/b.toml")
        .mentions(0, &["b.toml: written"]);
    case.run("inspect talks/a.txt --write-corrections --force").mentions(0, &["written"]);
    assert_ne!(case.read("talks/a.transcripta.toml"), SIDECAR);
}

/// From the template to the four outputs, with one `#` taken away.
#[test]
fn a_decision_in_a_template_goes_through_every_output() {
    let case = Case::new().file("bees.txt", BEES);
    case.run("inspect bees.txt --write-corrections --min-confidence 1 --quiet").is_quiet();
    let decided = case
        .read("bees.transcripta.toml")
        .replacen("\n#by = \"\"", "\nby = \"KL\"", 1)
        .replacen("\n#speaker = ", "\nspeaker = ", 1);
    let case = case.file("bees.transcripta.toml", decided);
    case.run("convert bees.txt --to json,tei,md,pdf --output out --quiet").is_quiet();
    let json = case.read("out/bees.json");
    assert!(json.contains("\"basis\": \"supplied\",\n        \"by\": \"KL\""), "{json}");
    assert!(case.read("out/bees.md").contains("*\\]** "));
    let tei = case.read("out/bees.tei.xml");
    assert!(tei.contains(" resp=\"#resp.person1\"") && tei.contains("<name>KL</name>"), "{tei}");
    let pdf = crate::tagged::projection(&std::fs::read(case.path("out/bees.pdf")).unwrap());
    assert!(pdf.contains("*：") && pdf.contains("人工补注（KL）。"), "{pdf}");
}

/// A turn that was sure has no doubt, and is put right in the same file.
#[test]
fn a_turn_that_is_no_doubt_is_put_right_in_the_template() {
    let case = Case::with(&["a.txt"]);
    let run = case.run("inspect a.txt --write-corrections");
    run.mentions(0, &["a.transcripta.toml: written, 0 doubts to decide"]);
    let template = case.read("a.transcripta.toml");
    let line = template.lines().find(|line| line.ends_with("The good company.")).unwrap();
    let decided = line.replacen('#', "", 1).replacen("\"Ben\"", "\"Anna\"", 1);
    assert_ne!(decided, line);
    let case = case.file("a.transcripta.toml", template.replace(line, &decided));
    let made = case.run("convert a.txt --to md").stdout;
    assert!(made.contains("**Ben:** **\\[Anna\\*\\]** The good company."), "{made}");
}
