//! From paragraphs to turns: who speaks, how sure that is, and why.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{
    Block, BlockId, BlockKind, Draft, Paratext, ParatextKind, Process, SchemaVersion, Segment,
    SegmentId, Transcript,
};

/// Makes a transcript of a draft. `reader` is the name of the reader that made the draft.
pub fn attribute(draft: Draft, reader: &str, _diagnostics: &mut Diagnostics) -> Transcript {
    let body = draft
        .paragraphs
        .into_iter()
        .enumerate()
        .map(|(i, paragraph)| {
            let id = BlockId {
                kind: BlockKind::Paratext,
                number: i as u32 + 1,
            };
            let segment = Segment {
                id: SegmentId {
                    block: id,
                    number: 1,
                },
                content: paragraph.content,
                span: paragraph.span,
            };
            Block::Paratext(Paratext {
                id,
                kind: ParatextKind::Prose,
                segments: vec![segment],
            })
        })
        .collect();
    Transcript {
        schema: SchemaVersion::CURRENT,
        metadata: draft.metadata,
        participants: Vec::new(),
        body,
        source: draft.source,
        process: Process {
            program: "transcripta".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            reader: reader.to_owned(),
            rules: None,
            options: BTreeMap::new(),
        },
    }
}
