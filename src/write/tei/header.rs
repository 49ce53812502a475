//! The root element and the `teiHeader`: what the file is, and what it was made of.

use std::io;

use crate::model::{Metadata, Revision, SegmentId, SourceInfo};

use super::facts::Facts;
use super::matter;
use super::names::{self, APPLICATION, PROGRAM, Pointers, SOURCE, counted};
use super::xml::{Substituted, Xml};
use super::{encoding, profile};

/// Writes the start of the document, up to the end of the header. The root stays open.
pub(super) fn root(xml: &mut Xml, facts: &Facts<'_>, substituted: Substituted) -> io::Result<()> {
    xml.block("TEI")
        .attr("xmlns", "http://www.tei-c.org/ns/1.0")
        .attr("xml:id", names::document_id(&facts.transcript.source.name))
        .attr("xml:lang", facts.language.tag())
        .open()?;
    xml.block("teiHeader").attr("xml:lang", "en").open()?;
    file(xml, facts)?;
    encoding::description(xml, facts, substituted)?;
    profile::description(xml, facts)?;
    revision(xml, facts)?;
    xml.close_block("teiHeader")
}

fn file(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml.block("fileDesc").open()?;
    title(xml, facts)?;
    xml.block("extent").open()?;
    measure(xml, "turn", facts.tally.turns)?;
    measure(xml, "paragraph", facts.tally.paragraphs)?;
    xml.close_block("extent")?;
    publication(xml, facts)?;
    source(xml, facts)?;
    xml.close_block("fileDesc")
}

fn title(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml.block("titleStmt").open()?;
    let tag = xml.block("title").attr("type", "main");
    match &facts.transcript.metadata.title {
        Some(title) => tag.attr("xml:lang", facts.language.tag()).words(title)?,
        // A file name is not a title, but it is what the document goes by.
        None => tag.words(names::stem(&facts.transcript.source.name))?,
    }
    let subtitle = match facts.tally.turns {
        0 => "TEI encoding of a text",
        _ => "TEI encoding of a transcript, segmented into speaker turns",
    };
    xml.block("title").attr("type", "sub").words(subtitle)?;
    xml.block("respStmt").attr("xml:id", PROGRAM).open()?;
    let work = match facts.tally.inferred {
        0 => "Automatic segmentation and TEI encoding",
        _ => "Automatic segmentation, speaker attribution and TEI encoding",
    };
    let review = match facts.people.is_empty() {
        true => "not reviewed by a person",
        false => "reviewed in part by a person",
    };
    xml.block("resp").words(format_args!("{work}; {review}"))?;
    xml.block("name")
        .attr("type", "software")
        .attr("ref", format_args!("#{APPLICATION}"))
        .words(&facts.transcript.process.program)?;
    xml.close_block("respStmt")?;
    for by in &facts.people {
        xml.block("respStmt").attr("xml:id", facts.person(*by)).open()?;
        xml.block("resp").words("Decisions on speakers and on what is speech")?;
        xml.block("name").words(by.unwrap_or("not named"))?;
        xml.close_block("respStmt")?;
    }
    xml.close_block("titleStmt")
}

fn measure(xml: &mut Xml, unit: &str, n: u64) -> io::Result<()> {
    xml.block("measure")
        .attr("unit", format_args!("{unit}s"))
        .attr("quantity", format_args!("{n}"))
        .words(counted(n, unit))
}

fn publication(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    let rights = matter::rights(facts.transcript);
    // A statement is quoted, not judged; without a licence that names itself, it restricts.
    let (status, words) = match rights.is_empty() {
        true => ("unknown", "The source states no rights."),
        false => ("restricted", "Rights statement of the source:"),
    };
    xml.block("publicationStmt").open()?;
    xml.block("publisher").words("Not published: local conversion result")?;
    xml.block("availability").attr("status", status).open()?;
    xml.block("p").open()?;
    xml.words(words)?;
    for (line, place) in rights {
        xml.words(" ")?;
        xml.tag("quote").attr("xml:lang", facts.language.tag()).opt("source", place).words(line)?;
    }
    xml.close("p")?;
    xml.close_block("availability")?;
    xml.close_block("publicationStmt")
}

fn source(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml.block("sourceDesc").open()?;
    xml.block("bibl").attr("xml:id", SOURCE).attr("type", "digitalSource").open()?;
    source_file(xml, &facts.transcript.source, &facts.transcript.metadata)?;
    for (key, values) in &facts.transcript.metadata.terms {
        for value in values {
            // `@type` takes one word, a key may be several.
            xml.block("note").attr("type", "metadata").attr("n", key).words(value)?;
        }
    }
    xml.close_block("bibl")?;
    xml.block("recordingStmt").open()?;
    xml.block("p").words("The recording, if there is one, was not consulted.")?;
    xml.close_block("recordingStmt")?;
    xml.close_block("sourceDesc")
}

fn source_file(xml: &mut Xml, file: &SourceInfo, metadata: &Metadata) -> io::Result<()> {
    let SourceInfo { name, media_type, encoding, bytes, lines, sha256 } = file;
    xml.block("title").attr("type", "file").words(name)?;
    if let Some(publisher) = &metadata.publisher {
        xml.block("publisher").words(publisher)?;
    }
    xml.block("idno").attr("type", "SHA-256").words(sha256)?;
    for identifier in &metadata.identifiers {
        let kind = is_uri(identifier).then_some("URI");
        xml.block("idno").opt("type", kind).words(identifier)?;
    }
    xml.block("extent").open()?;
    measure(xml, "byte", *bytes)?;
    measure(xml, "line", u64::from(*lines))?;
    xml.close_block("extent")?;
    xml.block("note")
        .attr("type", "encoding")
        .words(format_args!("{media_type}; charset={encoding}"))
}

fn is_uri(identifier: &str) -> bool {
    identifier.contains("://") || identifier.starts_with("urn:")
}

/// No `@when`: a clock would make the same input give other bytes.
fn revision(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml.block("revisionDesc").attr("status", "unreviewed").open()?;
    if let Some(revision) = &facts.transcript.process.corrections {
        decided(xml, facts, revision)?;
    }
    xml.block("change")
        .attr("who", format_args!("#{PROGRAM}"))
        .attr("status", "unreviewed")
        .words(match facts.people.is_empty() {
            true => "Generated from the source file; not reviewed.",
            false => "Generated from the source file; reviewed in part.",
        })?;
    xml.close_block("revisionDesc")
}

/// A person's decisions as a whole; `@target` names what the person said that it is. The turns
/// that a person gave a speaker to name the person themselves.
fn decided(xml: &mut Xml, facts: &Facts<'_>, revision: &Revision) -> io::Result<()> {
    let body = facts.transcript.body.iter();
    let decided: Vec<SegmentId> = body
        .filter(|block| revision.blocks.contains(&block.id()))
        .flat_map(|block| block.segments().iter().map(|segment| segment.id))
        .collect();
    let mut words = format!(
        "{} of a person applied, from a file with the SHA-256 {}.",
        counted(u64::from(revision.applied), "decision"),
        revision.sha256
    );
    if !revision.metadata.is_empty() {
        let fields = revision.metadata.join(", ");
        words.push_str(&format!(" Of the description of the document the person gave: {fields}."));
    }
    xml.block("change")
        .attr("who", format_args!("#{}", facts.person(revision.by.as_deref())))
        .opt("target", Pointers::some(&decided))
        .words(words)
}
