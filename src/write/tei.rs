//! TEI P5: one encoding that is valid against `tei_all` and against Parla-CLARIN.
//!
//! Everything of the source stands in the `text` element in source order, so that the source
//! can be rebuilt from it: labels in `note type="speaker"`, speech in `seg`, headings in `head`,
//! events in `desc`, paratext in `p`. The header says what was inferred and what substituted.

mod activity;
mod body;
mod encoding;
mod evidence;
mod facts;
mod header;
mod inline;
mod layout;
mod matter;
mod names;
mod profile;
mod time;
mod turn;
mod value;
mod xml;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::format::{self, Format};
use crate::model::Transcript;

use super::{WriteOptions, Writer};
use facts::Facts;
use xml::{Substituted, Xml};

/// Writer of TEI XML.
pub(super) struct TeiWriter;

impl Writer for TeiWriter {
    fn format(&self) -> &'static Format {
        &format::TEI
    }

    fn write(
        &self,
        transcript: &Transcript,
        options: &WriteOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error> {
        self.write_pieces(transcript, options, diagnostics).map(|pieces| pieces.concat())
    }

    fn write_pieces(
        &self,
        transcript: &Transcript,
        _: &WriteOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<Vec<u8>>, Error> {
        let facts = Facts::of(transcript);
        // The header tells how many characters the text could not hold, so the text comes first.
        let mut text = Xml::within(1, facts.room());
        body::text(&mut text, &facts)?;
        text.raw("\n</TEI>\n");
        let substituted = text.substituted();
        let mut head = Xml::document();
        header::root(&mut head, &facts, substituted)?;
        report(&facts, substituted, diagnostics);
        let mut pieces = head.into_pieces();
        pieces.extend(text.into_pieces());
        Ok(pieces)
    }
}

/// Says what the file could not hold as it stands in the source.
fn report(facts: &Facts<'_>, substituted: Substituted, diagnostics: &mut Diagnostics) {
    let Substituted { gaps, page_breaks } = substituted;
    if gaps + page_breaks > 0 {
        let mut forms = Vec::new();
        if gaps > 0 {
            forms.push(format!("{gaps} as <gap>"));
        }
        if page_breaks > 0 {
            forms.push(format!("{page_breaks} as <pb>"));
        }
        let message = format!(
            "{} that XML 1.0 cannot hold: written {}",
            names::counted(gaps + page_breaks, "character"),
            forms.join(", "),
        );
        let hint = "each <gap> names its character in @n; a <pb> is a form feed";
        diagnostics.push(Diagnostic::warning(Code::CharacterSubstituted, message).with_hint(hint));
    }
    if let Some(tag) = facts.language.refused() {
        let message = format!("language `{tag}` is no BCP 47 tag: written as `und`");
        diagnostics.push(
            Diagnostic::warning(Code::NotRepresented, message)
                .with_hint("give the language as in `zh-Hans` or `en-GB`"),
        );
    }
    for turn in &facts.backward {
        let message = format!("turn `{turn}` ends before it begins: its end is left out");
        diagnostics.push(Diagnostic::warning(Code::NotRepresented, message));
    }
}
