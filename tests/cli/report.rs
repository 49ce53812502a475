//! `--report`: a JSON object for each input.

use serde_json::Value;

use crate::harness::Case;

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_input_has_its_object_in_order() {
    let case = Case::with(&["a.txt", "c.txt"])
        .file("b.txt", "")
        .file("d.txt", b"good\nbad \xff\xfe\n")
        .file("out/c.json", "mine");
    let inputs = "a.txt none.txt b.txt c.txt d.txt";
    case.run(&format!("convert {inputs} --to json --output out --report r.jsonl --encoding utf-8"))
        .mentions(1, &["1 converted, 3 failed, 1 kept"]);
    let records = records(&case.read("r.jsonl"));
    let get = |i: usize, pointer: &str| records[i].pointer(pointer).cloned().unwrap_or_default();
    let outcomes: Vec<Value> = (0..5).map(|i| get(i, "/outcome")).collect();
    assert_eq!(outcomes, ["converted", "failed", "failed", "kept", "failed"]);
    assert_eq!(get(0, "/path"), "a.txt");
    assert_eq!(get(0, "/outputs/0/path"), "out/a.json");
    let digest = transcripta::batch::Digest::of(case.read("out/a.json").as_bytes());
    assert_eq!(get(0, "/outputs/0/sha256"), digest.sha256);
    assert_eq!(get(0, "/outputs/0/bytes"), digest.bytes);
    assert_eq!(get(0, "/turns"), 4);
    assert_eq!(get(0, "/speakers"), 2);
    assert_eq!(get(0, "/basis/labelled"), 4);
    assert_eq!(get(0, "/doubts"), 0);
    assert_eq!(get(0, "/milliseconds"), Value::Null);
    assert_eq!(get(1, "/error/kind"), "missing");
    assert_eq!(get(2, "/error/kind"), "empty");
    assert_eq!(get(3, "/outputs/0/outcome"), "kept");
    assert_eq!(get(4, "/error/kind"), "encoding");
    assert_eq!(get(4, "/error/line"), 2);
}

#[test]
fn times_are_told_on_demand() {
    let case = Case::with(&["a.txt"]);
    let run = case.run("convert a.txt --to json --output out/ --report - --timings");
    let records = records(&run.is_quiet().stdout);
    assert!(records[0]["milliseconds"].is_u64());
    case.run("convert a.txt --to json --report -").mentions(2, &["standard output takes one"]);
}

#[test]
fn a_report_replaces_a_report_and_nothing_else() {
    let case = Case::with(&["a.txt"]).file("notes.txt", "mine");
    let run = |name: &str, more: &str| {
        case.run(&format!("convert a.txt --to json --output out/ --report {name} {more}"))
    };
    run("r.jsonl", "").is_quiet();
    run("r.jsonl", "").is_quiet();
    run("notes.txt", "").mentions(2, &["notes.txt: cannot be written: it exists and is no report"]);
    assert_eq!(case.read("notes.txt"), "mine");
    run("notes.txt", "--force").is_quiet();
    run("new/r.jsonl", "").is_quiet();
    assert_eq!(case.files("new"), ["r.jsonl"]);
}

/// The published schemas are those that the program prints; that of the transcript has a test of
/// its own, with older versions.
#[test]
fn the_schemas_in_the_repository_are_current() {
    for form in ["report", "manifest", "stream", "stream-input"] {
        let printed = Case::new().run(&format!("schema {form}")).is_quiet().stdout.clone();
        let path = format!("{}/schema/{form}.schema.json", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("TRANSCRIPTA_UPDATE").is_some() {
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, &printed).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == printed, "schema/{form}.schema.json is not what is printed");
    }
}

/// What is written is what the schemas describe: every field that occurs is described there.
#[test]
fn what_is_written_has_the_fields_of_its_schema() {
    let case = Case::with(&["a.txt"]).file("b.txt", "").file("c.txt", b"x\xff".repeat(9));
    case.run("convert a.txt b.txt c.txt --to json --output out --lossy --report r.jsonl --timings");
    let manifest = case.read("out/transcripta-manifest.jsonl");
    for (form, lines) in [("report", case.read("r.jsonl")), ("manifest", manifest)] {
        let schema = case.run(&format!("schema {form}")).stdout.clone();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        for record in records(&lines) {
            described(&schema, &schema, &record);
        }
    }
}

fn described(root: &Value, schema: &Value, value: &Value) {
    let target = schema.get("$ref").and_then(Value::as_str);
    let schema = target.and_then(|t| root.pointer(t.trim_start_matches('#'))).unwrap_or(schema);
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        return described(root, &any[0], value);
    }
    if let (Some(object), Some(properties)) = (value.as_object(), schema.get("properties")) {
        for (name, inner) in object {
            let property = properties.get(name);
            assert!(property.is_some(), "{name} is not described");
            described(root, property.unwrap(), inner);
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            assert!(object.contains_key(name.as_str().unwrap()), "{name} is missing");
        }
    }
    if let (Some(items), Some(inner)) = (value.as_array(), schema.get("items")) {
        items.iter().for_each(|item| described(root, inner, item));
    }
}
