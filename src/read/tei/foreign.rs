//! TEI that others write: parliaments (`u`), plays (`sp`), spoken language (`annotationBlock`).
//!
//! One loop over the nodes in document order, with what is open beside it. Whatever has words is
//! kept: in a turn, as a direction, or as paratext. White space is layout here, and every run of
//! it one blank, for that is how such files are printed.

mod blocks;
mod draft;
mod lost;
mod people;
mod turns;
mod words;

use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::model::{
    Block, BlockId, BlockKind, Draft, Inline, Label, Paratext, ParatextKind, Process,
    SchemaVersion, Segment, SegmentId, SourceInfo, Transcript,
};
use crate::source::Source;

use super::header;
use super::times::Times;
use super::tree::Tree;
use crate::read::Reading;
use draft::{after_label, paragraphs, paratext_segments};
use lost::Lost;
use people::People;
use turns::Open;
use words::{Piece, Words};

/// Reads the texts of a document.
pub(super) fn read(
    tree: &Tree<'_>,
    texts: &[usize],
    times: &Times,
    source: &Source<'_>,
    diagnostics: &mut Diagnostics,
) -> Reading {
    let mut walk = Walk {
        tree,
        times,
        source,
        people: People::of(tree),
        blocks: Vec::new(),
        counts: HashMap::new(),
        turns: Vec::new(),
        paragraph: None,
        words: Words::default(),
        kinds: Vec::new(),
        label: None,
        spoken: None,
        labels: HashMap::new(),
        group: None,
        lost: Lost::default(),
    };
    for text in texts {
        walk.text(*text);
    }
    walk.lost.around(tree, walk.people.silent());
    walk.lost.report(diagnostics);
    let first = texts.first().copied().unwrap_or_default();
    // The header beside the text; above it there may be one of the whole corpus.
    let header = tree.named(0, "teiHeader").filter(|at| *at < first).last();
    let metadata = header::metadata(tree, header, first);
    let info = SourceInfo {
        name: source.name().to_owned(),
        media_type: crate::format::TEI.media_type.to_owned(),
        encoding: source.encoding().to_owned(),
        bytes: source.byte_length(),
        lines: source.line_count(),
        sha256: source.sha256().to_owned(),
    };
    if !walk.blocks.iter().any(|block| matches!(block, Block::Turn(_))) {
        let mut labels = walk.labels;
        let blocks = walk.blocks.into_iter();
        let paragraphs = blocks.flat_map(|block| paragraphs(block, &mut labels)).collect();
        return Reading::Paragraphs(Box::new(Draft { metadata, paragraphs, source: info }));
    }
    // Where there are turns, a name before a paragraph that is none is a part of it.
    for segment in walk.blocks.iter_mut().filter_map(paratext_segments).flatten() {
        if let Some(label) = walk.labels.remove(&segment.id) {
            segment.span = label.span.to(segment.span);
            let blank = if segment.content.is_empty() { "" } else { " " };
            segment.content.insert(0, Inline::text(label.text + blank));
        }
    }
    Reading::Turns(Box::new(Transcript {
        schema: SchemaVersion::CURRENT,
        metadata,
        participants: walk.people.who_speak,
        body: walk.blocks,
        source: info,
        process: Process {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            reader: crate::format::TEI.name.to_owned(),
            rules: None,
            options: [].into(),
            corrections: None,
        },
    }))
}

struct Walk<'a> {
    tree: &'a Tree<'a>,
    times: &'a Times,
    source: &'a Source<'a>,
    people: People,
    blocks: Vec<Block>,
    counts: HashMap<BlockKind, u32>,
    turns: Vec<Open>,
    /// Where the paragraph that is open ends, when an element says so.
    paragraph: Option<usize>,
    words: Words,
    /// Elements that say what their paragraphs are, with their ends.
    kinds: Vec<(usize, ParatextKind)>,
    /// A speaker's name that waits for its turn.
    label: Option<Label>,
    /// The name that the paragraph in the making begins with.
    spoken: Option<Label>,
    /// Names that paragraphs outside of turns begin with.
    labels: HashMap<SegmentId, Label>,
    /// The element whose paragraphs the last paratext holds.
    group: Option<usize>,
    lost: Lost,
}

impl Walk<'_> {
    fn text(&mut self, text: usize) {
        let end = self.tree.end(text);
        let mut at = text + 1;
        while at < end {
            self.close(at);
            at = self.node(at);
        }
        self.close(end);
        self.flush();
        self.label_is_text();
    }

    /// Takes a node and returns the one to go on with.
    fn node(&mut self, at: usize) -> usize {
        let tree = self.tree;
        let name = tree.name(at);
        let after = tree.end(at);
        match name {
            "" => {
                self.words.text(tree, at);
            }
            _ if self.is_spoken_label(at) => {
                self.spoken = self.label_of(at);
                return after;
            }
            "u" | "sp" => self.turn(at),
            "speaker" => return self.speaker(at),
            "note" if tree.get(at, "type") == Some("speaker") && self.turns.is_empty() => {
                self.flush();
                self.label_is_text();
                self.label = self.label_of(at);
                return after;
            }
            "head" | "titlePart" if self.turns.is_empty() => {
                self.heading(at);
                return after;
            }
            "w" | "pc" => self.words.token(tree, at),
            "lb" if tree.get(at, "break") != Some("no") => self.words.blank(),
            _ if words::is_event(name) => {
                self.event(at);
                return after;
            }
            _ if words::is_skipped(tree, at) => {
                self.lost.left_out(name);
                return after;
            }
            _ if words::is_paragraph(name) => self.open_paragraph(at),
            _ if words::is_division(name) => self.division(at),
            _ => self.lost.markup(name),
        }
        at + 1
    }

    /// Whether a paragraph begins with a name that is marked up as one: oral histories without `u`.
    fn is_spoken_label(&self, at: usize) -> bool {
        let tree = self.tree;
        let is_first = self.turns.is_empty()
            && self.paragraph.is_some()
            && self.words.is_empty()
            && self.spoken.is_none();
        is_first
            && match tree.name(at) {
                "label" | "speaker" => true,
                "hi" | "emph" | "name" | "persName" => tree.words_of(at).ends_with([':', '：']),
                _ => false,
            }
    }

    /// Closes what ends before this node, innermost first.
    fn close(&mut self, at: usize) {
        if self.paragraph.is_some_and(|end| end <= at) {
            self.flush();
        }
        while self.turns.last().is_some_and(|turn| turn.end <= at) {
            self.flush();
            if let Some(turn) = self.turns.pop() {
                self.push_turn(turn);
            }
        }
        while self.kinds.last().is_some_and(|(end, _)| *end <= at) {
            self.flush();
            self.kinds.pop();
        }
    }

    /// A paragraph begins, unless one is open: then what is within it is part of it.
    fn open_paragraph(&mut self, at: usize) {
        if self.paragraph.is_some() {
            self.words.blank();
            return;
        }
        self.flush();
        self.paragraph = Some(self.tree.end(at));
    }

    /// The paragraph in the making ends.
    fn flush(&mut self) {
        self.paragraph = None;
        let piece = match (self.words.take(), &self.spoken) {
            (Some(piece), _) => piece,
            (None, Some(_)) => Piece::default(),
            (None, None) => return,
        };
        match self.turns.last_mut() {
            Some(turn) => turn.segments.push(piece),
            None => {
                let kind = self.kinds.last().map_or(ParatextKind::Narration, |(_, kind)| *kind);
                self.paratext(kind, piece);
            }
        }
    }

    fn paratext(&mut self, kind: ParatextKind, piece: Piece) {
        self.label_is_text();
        let spoken = self.spoken.take();
        let group = self.kinds.last().map(|(end, _)| *end);
        let is_next = self.group == group;
        if let (true, Some(Block::Paratext(last))) = (is_next, self.blocks.last_mut())
            && last.kind == kind
        {
            let number = last.segments.len() as u32 + 1;
            let id = SegmentId { block: last.id, number };
            last.segments.push(after_label(segment(self.source, id, piece), spoken.as_ref()));
            self.labels.extend(spoken.map(|label| (id, label)));
            return;
        }
        self.group = group;
        let id = self.id(BlockKind::Paratext);
        let id_of_first = SegmentId { block: id, number: 1 };
        let segment = segment(self.source, id_of_first, piece);
        let segments = vec![after_label(segment, spoken.as_ref())];
        self.labels.extend(spoken.map(|label| (id_of_first, label)));
        self.blocks.push(Block::Paratext(Paratext { id, kind, segments }));
    }

    /// A label that no turn followed stays where it stands.
    fn label_is_text(&mut self) {
        if let Some(label) = self.label.take() {
            let id = self.id(BlockKind::Paratext);
            let span = label.span;
            let content = vec![Inline::text(label.text)];
            let segment = Segment { id: SegmentId { block: id, number: 1 }, content, span };
            let kind = ParatextKind::Note;
            self.group = None;
            self.blocks.push(Block::Paratext(Paratext { id, kind, segments: vec![segment] }));
        }
    }

    fn id(&mut self, kind: BlockKind) -> BlockId {
        let count = self.counts.entry(kind).or_insert(0);
        *count += 1;
        BlockId { kind, number: *count }
    }

    fn label_of(&mut self, at: usize) -> Option<Label> {
        let piece = words::whole(self.tree, at)?;
        let span = self.source.span(piece.place.0, piece.place.1);
        Some(Label { text: crate::model::plain_text(&piece.content).into_owned(), span })
    }
}

fn segment(source: &Source<'_>, id: SegmentId, piece: Piece) -> Segment {
    let Piece { content, place } = piece;
    Segment { id, content, span: source.span(place.0, place.1) }
}

fn segments(source: &Source<'_>, block: BlockId, pieces: Vec<Piece>) -> Vec<Segment> {
    let numbered = pieces.into_iter().zip(1..);
    numbered.map(|(piece, number)| segment(source, SegmentId { block, number }, piece)).collect()
}
