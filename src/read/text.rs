//! Plain text: paragraphs told apart by their form, labels where the source has them.
//!
//! `lines` joins hard-wrapped lines to paragraphs, `labels` finds the speaker labels that the
//! document proves, `paratext` and `headings` tell what is no speech by its form, `inline`
//! finds stage directions and time marks. Who speaks is for `attribute`.

mod around;
mod blocks;
mod court;
mod credits;
mod cues;
mod description;
mod draft;
mod front;
mod header;
mod headings;
pub(super) mod inline;
mod labels;
mod legend;
mod lines;
mod marked;
mod pages;
mod paratext;
mod proceedings;
mod rules;
mod scenes;
mod stage;
mod subheads;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::{Format, Medium};
use crate::model::Role;
use crate::model::name_words::name_words;
use crate::source::Source;

use super::{Likelihood, Reader, Reading, Roles};

/// Gets the words ready that are made once.
pub(super) fn make_ready() {
    rules::rules();
    name_words();
}

/// Reader of plain text.
pub(super) struct TextReader;

static FORMAT: Format = Format {
    name: "text",
    aliases: &["txt", "plain"],
    extensions: &["txt", "text"],
    media_type: "text/plain",
    medium: Medium::Text,
    summary: "plain text, with speaker labels or without",
};

impl Reader for TextReader {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn sniff(&self, _: &str) -> Likelihood {
        Likelihood::Possible
    }

    fn takes_all(&self) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Reading, Error> {
        self.read_by(source, &Role::of_label, diagnostics)
    }

    fn read_by(
        &self,
        source: &Source<'_>,
        roles: Roles<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Reading, Error> {
        let draft = draft::draft(source, FORMAT.media_type, roles, diagnostics);
        Ok(Reading::Paragraphs(Box::new(draft)))
    }
}
