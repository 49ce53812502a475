//! TEI: files of this program, and what others write.
//!
//! A file that this program wrote comes back as the model that it was made of (`own`). Of any
//! other (`foreign`: parliaments, plays, spoken language) everything of the `text` element that
//! has words is kept, in order; mark-up that the model has no place for is listed once.
//! Nothing outside of the file is ever looked at: no entity, no schema, no other file.

mod content;
mod foreign;
mod header;
mod own;
mod prolog;
mod times;
mod tree;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::format::{self, Format};
use crate::model::{SchemaVersion, Transcript, check};
use crate::source::Source;

use super::{Likelihood, Reader, Reading};
use prolog::Root;
use times::Times;
use tree::Tree;

/// The names that the root element may have.
const ROOTS: [&str; 3] = ["TEI", "teiCorpus", "TEI.2"];

/// Reader of TEI XML.
pub(super) struct TeiReader;

impl Reader for TeiReader {
    fn format(&self) -> &'static Format {
        &format::TEI
    }

    fn sniff(&self, text: &str) -> Likelihood {
        match prolog::root(text) {
            Root::Element(name) if ROOTS.contains(&name) => Likelihood::Certain,
            Root::Element(_) | Root::NotYet | Root::Nothing => Likelihood::No,
        }
    }

    fn wants_more(&self, head: &str) -> bool {
        prolog::root(head) == Root::NotYet
    }

    fn may_be_index(&self, head: &str) -> bool {
        prolog::root(head) == Root::Element("teiCorpus")
    }

    fn is_index(&self, text: &str) -> bool {
        let has = |name: &str| {
            text.match_indices(name).any(|(at, _)| {
                let before = text.get(..at).is_some_and(|text| text.ends_with(['<', ':']));
                let after = text[at + name.len()..].chars().next();
                before && after.is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'))
            })
        };
        self.may_be_index(text) && has("include") && !has("text")
    }

    fn bears_mark(&self) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Reading, Error> {
        let tree = Tree::parse(source.text()).map_err(|wrong| {
            let line = source.span(wrong.at, wrong.at).lines.0;
            refuse(format!("line {line}: {}", wrong.cause))
        })?;
        let texts = texts(&tree)?;
        if tree.entities > 0 {
            let message = format!(
                "{} references to entities of a document type were kept as they are written",
                tree.entities
            );
            let hint = "write the characters themselves into the file";
            diagnostics.push(Diagnostic::warning(Code::NotRepresented, message).with_hint(hint));
        }
        let times = Times::of(&tree);
        if let ([text], true) = (texts.as_slice(), header::is_ours(&tree)) {
            match own(&tree, *text, &times) {
                Some(transcript) => return Ok(Reading::Turns(Box::new(transcript))),
                None => diagnostics.push(Diagnostic::note(
                    Code::NotRepresented,
                    "the file was changed after transcripta wrote it: read as any other TEI",
                )),
            }
        }
        Ok(foreign::read(&tree, &texts, &times, source, diagnostics))
    }
}

fn refuse(reason: String) -> Error {
    Error::NotOfFormat { format: "a TEI document", reason }
}

/// The `text` elements, outermost only.
fn texts(tree: &Tree<'_>) -> Result<Vec<usize>, Error> {
    let root = tree.name(0);
    if !ROOTS.contains(&root) {
        return Err(refuse(format!("its root element is <{root}>, not <TEI> or <teiCorpus>")));
    }
    let mut texts = Vec::new();
    let mut at = 1;
    while at < tree.nodes.len() {
        if tree.name(at) == "text" {
            texts.push(at);
        }
        let whole = matches!(tree.name(at), "text" | "teiHeader");
        at = if whole { tree.end(at) } else { at + 1 };
    }
    if texts.is_empty() {
        let included: Vec<&str> =
            tree.named(0, "include").filter_map(|include| tree.get(include, "href")).collect();
        let reason = match included.as_slice() {
            [] => "it has no <text>".to_owned(),
            files => format!(
                "it has no <text> of its own, only those of other files: convert {}",
                listed(files)
            ),
        };
        return Err(refuse(reason));
    }
    Ok(texts)
}

/// How many files are named.
const NAMED: usize = 3;

fn listed(files: &[&str]) -> String {
    let named = files.get(..NAMED).unwrap_or(files).join(", ");
    match files.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// The model that a file of ours was made of; `None` when it is no longer as we write it.
fn own(tree: &Tree<'_>, text: usize, times: &Times) -> Option<Transcript> {
    let header = tree.first(0, "teiHeader")?;
    let (participants, ids) = header::own_people(tree, header);
    let transcript = Transcript {
        schema: SchemaVersion::CURRENT,
        metadata: header::own_metadata(tree, header),
        participants,
        body: own::blocks(tree, text, times, &ids),
        source: header::own_source(tree, header)?,
        process: header::own_process(tree, header)?,
    };
    let is_sound = check::check(&transcript).is_empty();
    (is_sound && is_whole(tree, text, &transcript)).then_some(transcript)
}

/// Whether every character of the text came into the model.
fn is_whole(tree: &Tree<'_>, text: usize, transcript: &Transcript) -> bool {
    let there = content::verbatim_text(tree, text);
    let there = there.chars().filter(|c| !c.is_whitespace());
    there.eq(check::source_text(transcript).chars())
}
