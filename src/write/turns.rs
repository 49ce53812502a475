//! Turns as plain text: who speaks on a line of its own, the words below it, set in.
//!
//! The first line names the source and how it was read, the last one counts the turns. Between them
//! stand blocks, apart by empty lines. A block that begins at the margin is a turn: its label as
//! printed, or a speaker whom the source does not name, in square brackets and with a colon; under a label, whom a person put in
//! its place. Its words are set in by four blanks. Any other block is no speech and set in by two.
//! The lines are those of the source. A line of nothing but the indent parts the paragraphs of a block, so that an empty
//! line always ends it. Nothing is escaped: the indent tells.

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::{Format, Medium};
use crate::model::{Attribution, Block, Segment, Transcript, Turn};

use super::words;
use super::{WriteOptions, Writer};

/// Writer of turns as plain text.
pub(super) struct TurnsWriter;

/// The reader of plain text is `text` too; what that reads is any text, so the two are no one format.
static FORMAT: Format = Format {
    name: "turns",
    aliases: &["text-turns", "text"],
    extensions: &["turns.txt"],
    media_type: "text/plain",
    medium: Medium::Text,
    summary: "plain text, a block a turn under the name of who speaks",
};

const SPEECH: &str = "    ";
const NO_SPEECH: &str = "  ";

impl Writer for TurnsWriter {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn write(
        &self,
        transcript: &Transcript,
        _: &WriteOptions,
        _: &mut Diagnostics,
    ) -> Result<Vec<u8>, Error> {
        let mut out = head(transcript);
        for block in &transcript.body {
            let mut lines = String::new();
            match block {
                Block::Turn(turn) => {
                    label(&mut lines, transcript, turn);
                    paragraphs(&mut lines, SPEECH, &turn.segments);
                }
                Block::Heading(_) | Block::Direction(_) | Block::Paratext(_) => {
                    paragraphs(&mut lines, NO_SPEECH, block.segments());
                }
            }
            if !lines.is_empty() {
                out.push('\n');
                out.push_str(&lines);
            }
        }
        out.push_str(&format!("\ntranscripta-turns/1.0 turns:{}\n", transcript.turns().count()));
        Ok(out.into_bytes())
    }
}

/// The first line: what it takes to read the source in the same way again. The name of the source
/// is the last entry, as a name may hold blanks.
fn head(transcript: &Transcript) -> String {
    let Transcript { source, process, metadata, .. } = transcript;
    let option = |name: &str| process.options.get(name).map(String::as_str);
    let entries = [
        ("sha256", Some(source.sha256.as_str())),
        ("lang", metadata.language.as_deref()),
        ("encoding", Some(source.encoding.as_str())),
        ("rules", process.rules.as_deref()),
        ("min-confidence", option("min-confidence")),
        ("lossy", option("lossy")),
        ("all-speech", option("all-speech")),
    ];
    let mut line = "transcripta-turns/1.0".to_owned();
    for (key, value) in entries {
        // A TEI file may call its language anything.
        let value = value.filter(|value| !value.is_empty() && !value.contains(char::is_whitespace));
        if let Some(value) = value {
            line.push_str(&format!(" {key}:{value}"));
        }
    }
    line.push_str(&format!(" source:{}\n", on_one_line(&source.name)));
    line
}

/// Who speaks: as printed, else in our words. Whom a person put in the place of a label stands
/// under it.
fn label(out: &mut String, transcript: &Transcript, turn: &Turn) {
    let printed = turn.label.as_ref().map(|label| on_one_line(label.text.trim()));
    let printed = printed.filter(|label| !label.is_empty());
    if let Some(label) = &printed {
        out.push_str(label);
        out.push('\n');
    }
    if printed.is_none() || matches!(turn.attribution, Attribution::Supplied { .. }) {
        let name = words::speaker(transcript, turn);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&name);
        out.push_str(if name.ends_with(']') { ":\n" } else { "\n" });
    }
}

fn paragraphs(out: &mut String, indent: &str, segments: &[Segment]) {
    let texts = segments.iter().map(Segment::plain_text).filter(|text| !text.is_empty());
    for (i, text) in texts.enumerate() {
        if i > 0 {
            out.push_str(indent);
            out.push('\n');
        }
        for line in text.split('\n') {
            out.push_str(indent);
            out.push_str(line);
            out.push('\n');
        }
    }
}

fn on_one_line(text: &str) -> String {
    text.replace('\n', " ")
}
