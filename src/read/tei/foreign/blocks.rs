//! What is no turn: headings, divisions that say what their paragraphs are, and what happens.

use crate::model::{Block, BlockKind, Direction, Heading, Inline, ParatextKind};

use super::words::{self, Piece};
use super::{Walk, segments};

impl Walk<'_> {
    pub(super) fn heading(&mut self, at: usize) {
        self.flush();
        let Some(piece) = words::whole(self.tree, at) else {
            return;
        };
        self.label_is_text();
        let id = self.id(BlockKind::Heading);
        let level = if self.tree.name(at) == "titlePart" { 1 } else { self.depth(at).max(2) };
        let segments = segments(self.source, id, vec![piece]);
        self.blocks.push(Block::Heading(Heading { id, level, segments }));
    }

    /// 2 for the head of a division, 3 for one within it.
    fn depth(&self, at: usize) -> u8 {
        let mut level = 1;
        let mut node = at;
        while let Some(around) = self.tree.nodes.get(node).map(|node| node.parent) {
            if around == node || level == 6 {
                break;
            }
            level += u8::from(self.tree.name(around).starts_with("div"));
            node = around;
        }
        level
    }

    /// An element that says what the paragraphs within it are.
    pub(super) fn division(&mut self, at: usize) {
        self.flush();
        let kind = match (self.tree.name(at), self.tree.get(at, "type")) {
            ("castList" | "set" | "performance" | "listEvent", _) => Some(ParatextKind::Note),
            ("titlePage" | "byline" | "docImprint", _) => Some(ParatextKind::Credits),
            (_, Some("rights")) => Some(ParatextKind::Rights),
            (_, Some("notes" | "note" | "footnotes")) => Some(ParatextKind::Note),
            _ => None,
        };
        if let Some(kind) = kind {
            self.kinds.push((self.tree.end(at), kind));
        }
    }

    /// Something that happens, or a remark: within a paragraph a part of it, between the turns a
    /// block of its own.
    pub(super) fn event(&mut self, at: usize) {
        let tree = self.tree;
        let name = tree.name(at);
        let Some(piece) = words::whole(tree, at) else {
            self.lost.wordless(name);
            return;
        };
        let text = crate::model::plain_text(&piece.content).into_owned();
        let kind = words::event(tree, at);
        let direction = Inline::Direction { kind, text };
        let in_text = self.paragraph.is_some() || !self.turns.is_empty() && name != "stage";
        if in_text {
            self.words.inline(direction, piece.place);
            return;
        }
        self.flush();
        if !self.turns.is_empty() {
            self.words.inline(direction, piece.place);
            self.flush();
        } else if name == "note" && !is_bracketed(direction.source_text()) {
            let content = vec![Inline::text(direction.source_text())];
            self.kinds.push((tree.end(at), ParatextKind::Note));
            self.paratext(ParatextKind::Note, Piece { content, place: piece.place });
        } else {
            self.label_is_text();
            let id = self.id(BlockKind::Direction);
            let piece = Piece { content: vec![direction], place: piece.place };
            let segments = segments(self.source, id, vec![piece]);
            self.blocks.push(Block::Direction(Direction { id, segments }));
        }
    }
}

fn is_bracketed(text: &str) -> bool {
    let pairs = [('(', ')'), ('[', ']'), ('（', '）'), ('［', '］'), ('〔', '〕'), ('{', '}')];
    pairs.iter().any(|(open, close)| text.starts_with(*open) && text.ends_with(*close))
}
