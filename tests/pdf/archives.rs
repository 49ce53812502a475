//! What archives accept: veraPDF is asked about every kind of file, in one run.

use std::process::Command;

use super::{
    FIXTURES, Speaker, debian, empty, fixture, heading, languages, linked, options, paratext,
    scripts, turn, write,
};
use transcripta::model::{Block, ParatextKind, Transcript};

/// Everything that is hard on an archive: every role, every kind of character, odd metadata.
fn hard_case() -> Transcript {
    let mut transcript = empty("hard & <odd>.txt", Some("not a language!"));
    transcript.metadata.title = Some("<b>&amp; \u{1}\u{FFFE} 标题 😀 \u{202E}".to_owned());
    transcript.metadata.publisher = Some("A & B".to_owned());
    transcript.metadata.rights = vec!["版权所有".to_owned(), "© <2009>".to_owned()];
    transcript.metadata.identifiers = vec!["doi:10.1/<x>".to_owned(), "y".to_owned()];
    let creators = vec!["An Editor".to_owned(), "编者".to_owned()];
    transcript.metadata.terms.insert("creator".to_owned(), creators);
    paratext(&mut transcript, ParatextKind::Header, "Date: 今天");
    heading(&mut transcript, 4, "Deep heading");
    for n in 0..120 {
        turn(&mut transcript, Speaker::Label("Q."), &["Why, \u{A0}really?\n", "  "]);
        let answer = "因为⼀一——“这样”。سلام नमस्ते\u{E000}\u{FEFF}".repeat(n % 5 + 1);
        turn(&mut transcript, Speaker::Inferred("王"), &[&answer, "An English paragraph."]);
        turn(&mut transcript, Speaker::Unknown, &["?"]);
    }
    for block in &mut transcript.body {
        if let Block::Turn(turn) = block {
            turn.function = Some(transcripta::model::Function::Question);
        }
    }
    turn(&mut transcript, Speaker::Label("Q."), &["\u{200D}\u{200D}", "\u{FEFF}", "\u{301}"]);
    heading(&mut transcript, 1, "Another title");
    paratext(&mut transcript, ParatextKind::Furniture, "- 3 -");
    transcript
}

#[test]
fn archives_take_the_files() {
    let root = env!("CARGO_MANIFEST_DIR");
    let home = std::env::var("VERAPDF_HOME").unwrap_or(format!("{root}/target/verapdf"));
    let required = std::env::var("TRANSCRIPTA_REQUIRE_VALIDATORS").is_ok_and(|v| v == "1");
    if !required && !std::path::Path::new(&home).is_dir() {
        println!("left out: veraPDF is not installed (tests/verapdf.sh fetches it)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(format!("{root}/tests/verapdf.sh"));
    let fixtures = FIXTURES.iter().map(|name| (*name, fixture(name).0));
    // Longer than any string of a PDF/A may be.
    let mut long = empty("long.txt", Some("zh"));
    long.metadata.title = Some("题".repeat(40_000));
    let (blanks, joiners) = (" ".repeat(40_000), "\u{200D}".repeat(40_000));
    turn(&mut long, Speaker::Label("甲："), &[&format!("a{blanks}b{joiners}")]);
    let made =
        [("links", linked()), ("hard", hard_case()), ("empty", empty("", None)), ("long", long)];
    let mut files: Vec<(String, Vec<u8>)> = fixtures
        .chain(made)
        .map(|(name, transcript)| (name.to_owned(), write(&transcript).bytes))
        .collect();
    files.extend(scripts::archived());
    files.extend(languages::archived());
    files.extend(debian::archived());
    files.extend(options::archived());
    for (name, bytes) in &files {
        let file = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&file, bytes).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    for (name, _) in &files {
        // What is not PDF/A-2a says so in its name.
        let part = name.strip_prefix("package-").or(name.strip_prefix("unicode-")).unwrap_or("2a");
        for flavour in [part, "ua1"] {
            let passed = |line: &&str| {
                line.starts_with("PASS") && line.ends_with(&format!("/{name}.pdf {flavour}"))
            };
            assert_eq!(said.lines().filter(passed).count(), 1, "{name} {flavour}: {said}");
        }
    }
}
