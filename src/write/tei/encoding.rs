//! The `encodingDesc`: what was done to the text, in words and in categories.

use std::io;

use crate::model::Function;

use super::evidence::Class;
use super::facts::{Facts, Tally};
use super::names::{self, APPLICATION, SOURCE, counted};
use super::xml::{Substituted, Xml};

/// Writes the `encodingDesc`.
pub(super) fn description(
    xml: &mut Xml,
    facts: &Facts<'_>,
    substituted: Substituted,
) -> io::Result<()> {
    xml.block("encodingDesc").open()?;
    xml.block("projectDesc").open()?;
    xml.block("p").words(
        "Converted so that each speaker turn can be cited, counted and traced back to the lines \
         of the source that it came from.",
    )?;
    xml.close_block("projectDesc")?;
    editorial(xml, facts, substituted)?;
    categories(xml, &facts.tally)?;
    prefix(xml, facts)?;
    application(xml, facts)?;
    xml.close_block("encodingDesc")
}

fn editorial(xml: &mut Xml, facts: &Facts<'_>, substituted: Substituted) -> io::Result<()> {
    xml.block("editorialDecl").open()?;
    declaration(
        xml,
        "correction",
        &["The wording, spelling and punctuation of the source are unchanged.".to_owned()],
    )?;
    declaration(xml, "normalization", &normalization(substituted))?;
    declaration(xml, "segmentation", &segmentation(&facts.tally))?;
    if facts.tally.turns > 0 {
        declaration(xml, "interpretation", &interpretation(&facts.tally))?;
    }
    xml.close_block("editorialDecl")
}

fn declaration(xml: &mut Xml, name: &'static str, paragraphs: &[String]) -> io::Result<()> {
    xml.block(name).open()?;
    for paragraph in paragraphs {
        xml.block("p").words(paragraph)?;
    }
    xml.close_block(name)
}

fn normalization(substituted: Substituted) -> Vec<String> {
    let mut said = vec![
        "Blank lines and the line ends between paragraphs are not kept; @source tells the lines. \
         A line end within a paragraph is kept as a line end. Unicode text is not normalized."
            .to_owned(),
    ];
    let Substituted { gaps, page_breaks } = substituted;
    if gaps > 0 {
        said.push(format!(
            "{} that XML 1.0 does not allow: a gap element stands in the place of each, with the \
             code point in @n.",
            counted(gaps, "character"),
        ));
    }
    if page_breaks > 0 {
        said.push(format!(
            "{} (U+000C): a pb element stands in the place of each.",
            counted(page_breaks, "form feed"),
        ));
    }
    said
}

fn segmentation(tally: &Tally) -> Vec<String> {
    let paragraphs = "Each paragraph of the source is one seg, or one p outside of the turns. White \
                      space between elements on lines of their own is layout; white space inside seg, \
                      p, head, desc, note and fw that hold text is text.";
    let boundaries = if tally.turns == 0 {
        "The text is not divided into turns: no conversation was found in it."
    } else if tally.inferred == 0 {
        "Turn boundaries (u) are those of the source: its labels or its mark-up."
    } else if tally.labelled == 0 {
        "Turn boundaries (u) are inferred: the source marks none."
    } else {
        "Turn boundaries (u) are those of the source where it names the speaker (#ev.label); the \
         others are inferred."
    };
    vec![boundaries.to_owned(), paragraphs.to_owned()]
}

fn interpretation(tally: &Tally) -> Vec<String> {
    let mut said = Vec::new();
    if tally.labelled > 0 {
        said.push(format!(
            "In {} the source names the speaker (@ana with #ev.label, no @resp).",
            counted(tally.labelled, "turn"),
        ));
    }
    if tally.inferred > 0 {
        said.push(format!(
            "{} attributed by the program that @resp points at: @ana points at the classes of \
             evidence.",
            counted(tally.inferred, "turn"),
        ));
    }
    if tally.supplied > 0 {
        said.push(format!(
            "In {} a person, whom @resp points at, decided on the speaker.",
            counted(tally.supplied, "turn"),
        ));
    }
    said.push(format!(
        "@cert speaks of the speaker only: high from a probability of 0.9, medium from 0.7, low \
         from 0.5. A turn of which the speaker is not known has no @who and @cert is unknown: {}.",
        counted(tally.unknown, "turn"),
    ));
    if tally.functions > 0 {
        said.push("Functions of turns (@ana with #fn) are inferred.".to_owned());
    }
    if tally.answers > 0 {
        said.push("Questions and their answers (@corresp) were paired by the program.".to_owned());
    }
    said
}

/// The functions that a turn may have, in the order of the taxonomy.
const FUNCTIONS: [Function; 5] = [
    Function::Opening,
    Function::Question,
    Function::Answer,
    Function::Statement,
    Function::Closing,
];

fn meaning(function: Function) -> &'static str {
    match function {
        Function::Opening => "Greeting or introduction",
        Function::Question => "Question, or a request that calls for an answer",
        Function::Answer => "Answer to a question",
        Function::Statement => "Neither asks nor answers",
        Function::Closing => "Thanks or farewell",
    }
}

/// Writes the taxonomies that the turns point into. Each is whole: its categories define each
/// other, and files that share them can be compared. An empty `classDecl` is invalid.
fn categories(xml: &mut Xml, tally: &Tally) -> io::Result<()> {
    if tally.turns == 0 {
        return Ok(());
    }
    xml.block("classDecl").open()?;
    if tally.functions > 0 {
        taxonomy(xml, "fn", "Function of a turn in the conversation")?;
        for function in FUNCTIONS {
            category(xml, "fn", function.as_str(), meaning(function))?;
        }
        xml.close_block("taxonomy")?;
    }
    taxonomy(xml, "ev", "Evidence for the speaker of a turn")?;
    for class in Class::ALL {
        category(xml, "ev", class.name(), class.description())?;
    }
    xml.close_block("taxonomy")?;
    xml.close_block("classDecl")
}

fn taxonomy(xml: &mut Xml, id: &str, description: &str) -> io::Result<()> {
    xml.block("taxonomy").attr("xml:id", id).open()?;
    xml.block("desc").words(description)
}

fn category(xml: &mut Xml, taxonomy: &str, name: &str, description: &str) -> io::Result<()> {
    xml.block("category").attr("xml:id", format_args!("{taxonomy}.{name}")).open()?;
    xml.tag("catDesc").words(description)?;
    xml.close("category")
}

/// Defines `src:`, so that the name of the file stands once and every place is short.
fn prefix(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    let file = names::percent_encoded(&facts.transcript.source.name);
    xml.block("listPrefixDef").open()?;
    xml.block("prefixDef")
        .attr("ident", SOURCE)
        .attr("matchPattern", "(line=[0-9]+,[0-9]+)")
        .attr("replacementPattern", format_args!("{file}#$1"))
        .open()?;
    xml.block("p").words(
        "Places in the source file, as text/plain fragment identifiers of RFC 5147: src:line=3,5 is \
         the span from after line 3 to after line 5, that is lines 4 and 5 counted from 1.",
    )?;
    xml.close_block("prefixDef")?;
    xml.close_block("listPrefixDef")
}

fn application(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    let process = &facts.transcript.process;
    xml.block("appInfo").open()?;
    xml.block("application")
        .attr("xml:id", APPLICATION)
        // What a reader of TEI knows our own files by.
        .attr("ident", "transcripta")
        .attr("version", names::bare_version(&process.version))
        .open()?;
    xml.block("label").words(format_args!("{} {}", process.program, process.version))?;
    xml.block("p").words(format_args!("Reader: {}", process.reader))?;
    if let Some(rules) = &process.rules {
        xml.block("p").words(format_args!("Attribution rules: {rules}"))?;
    }
    for (option, value) in &process.options {
        xml.block("p").words(format_args!("Option {option}: {value}"))?;
    }
    xml.close_block("application")?;
    xml.close_block("appInfo")
}
