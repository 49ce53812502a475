//! TEI that this program wrote, read back to the model.
//!
//! What the file does not hold cannot come back (`ARCHITECTURE.md` lists it): places in bytes,
//! the rules behind an attribution and their scores, probabilities finer than a word.

use std::collections::HashMap;

use crate::model::{
    Attribution, Block, BlockId, BlockKind, CertaintyWord, Confidence, Direction, Evidence,
    Function, Heading, Inline, Label, Paratext, ParatextKind, ParticipantId, Segment, SegmentId,
    Span, TimeSpan, Turn,
};

use super::content;
use super::times::Times;
use super::tree::Tree;

/// The body of a document that is ours.
pub(super) struct Own<'a> {
    tree: &'a Tree<'a>,
    times: &'a Times,
    people: &'a HashMap<String, ParticipantId>,
    blocks: Vec<Block>,
    counts: HashMap<BlockKind, u32>,
    /// The paratext that the last paragraph went to, by its id in the file.
    paratext: Option<String>,
    label: Option<Label>,
}

/// Reads the blocks of a `text` element.
pub(super) fn blocks(
    tree: &Tree<'_>,
    text: usize,
    times: &Times,
    people: &HashMap<String, ParticipantId>,
) -> Vec<Block> {
    let mut own = Own {
        tree,
        times,
        people,
        blocks: Vec::new(),
        counts: HashMap::new(),
        paratext: None,
        label: None,
    };
    let mut at = text + 1;
    while at < tree.end(text) {
        at = own.node(at);
    }
    own.blocks
}

impl Own<'_> {
    /// Takes a node and returns the one to go on with.
    fn node(&mut self, at: usize) -> usize {
        let tree = self.tree;
        let kind = tree.get(at, "type").unwrap_or_default();
        match tree.name(at) {
            "timeline" => {}
            "head" => self.heading(at, kind),
            "u" => self.turn(at),
            "p" => self.paragraph(at),
            "fw" => self.paratext(at, ParatextKind::Furniture),
            "vocal" | "kinesic" | "incident" | "gap" => self.direction(at),
            "note" => match kind {
                "speaker" => {
                    let text = content::verbatim_text(tree, at);
                    self.label = Some(Label { text, span: self.span(at) });
                }
                "direction" | "timestamp" => self.direction(at),
                // Remarks beside the conversation hold paragraphs.
                _ => return at + 1,
            },
            // Divisions are sections, or say of what kind their paragraphs are.
            _ => return at + 1,
        }
        tree.end(at)
    }

    fn id(&mut self, kind: BlockKind) -> BlockId {
        if kind != BlockKind::Paratext {
            self.paratext = None;
        }
        let count = self.counts.entry(kind).or_insert(0);
        *count += 1;
        BlockId { kind, number: *count }
    }

    fn heading(&mut self, at: usize, kind: &str) {
        let id = self.id(BlockKind::Heading);
        let level = kind.strip_prefix("level-").and_then(|n| n.parse().ok()).unwrap_or(1);
        let segments = self.segments(id, at, "seg");
        self.blocks.push(Block::Heading(Heading { id, level, segments }));
    }

    fn direction(&mut self, at: usize) {
        let id = self.id(BlockKind::Direction);
        let mut segments = match self.tree.name(at) {
            "note" => self.segments(id, at, "seg"),
            _ => self.segments(id, at, "desc"),
        };
        // One event stands as the element itself, so that its segment holds the bare text.
        let whole = |text: String| match self.tree.name(at) {
            "note" => {
                let time = self.tree.get(at, "synch").and_then(|pointer| self.times.at(pointer));
                time.map(|milliseconds| Inline::TimeMark { text, milliseconds })
            }
            _ => content::event(self.tree, at).map(|kind| Inline::Direction { kind, text }),
        };
        if let [segment] = segments.as_mut_slice()
            && let Some(inline) = whole(segment.plain_text())
        {
            segment.content = vec![inline];
            segment.span = self.span(at);
        }
        self.blocks.push(Block::Direction(Direction { id, segments }));
    }

    fn paratext(&mut self, at: usize, kind: ParatextKind) {
        let id = self.id(BlockKind::Paratext);
        self.paratext = None;
        let segments = self.segments(id, at, "seg");
        self.blocks.push(Block::Paratext(Paratext { id, kind, segments }));
    }

    /// A paragraph outside of the turns. Its id says which paratext it belongs to.
    fn paragraph(&mut self, at: usize) {
        let name = self.tree.get(at, "xml:id").unwrap_or_default();
        let of = name.split_once('.').map_or(name, |(block, _)| block).to_owned();
        if self.paratext.as_deref() != Some(&of) {
            let id = self.id(BlockKind::Paratext);
            let kind = self.kind_around(at);
            self.paratext = Some(of);
            self.blocks.push(Block::Paratext(Paratext { id, kind, segments: Vec::new() }));
        }
        let content = content::verbatim(self.tree, at, self.times);
        let span = self.span(at);
        if let Some(Block::Paratext(paratext)) = self.blocks.last_mut() {
            let number = paratext.segments.len() as u32 + 1;
            let id = SegmentId { block: paratext.id, number };
            paratext.segments.push(Segment { id, content, span });
        }
    }

    /// What the element around a paragraph says it is; prose when it says nothing.
    fn kind_around(&self, at: usize) -> ParatextKind {
        let parent = self.tree.nodes.get(at).map_or(at, |node| node.parent);
        match self.tree.get(parent, "type").unwrap_or_default() {
            "rights" => ParatextKind::Rights,
            "credits" => ParatextKind::Credits,
            "note" | "notes" => ParatextKind::Note,
            "header" => ParatextKind::Header,
            "narration" | "intro" => ParatextKind::Narration,
            "caption" => ParatextKind::Caption,
            _ => ParatextKind::Prose,
        }
    }

    fn segments(&self, block: BlockId, at: usize, name: &str) -> Vec<Segment> {
        let of_name = self.tree.children(at).filter(|child| self.tree.name(*child) == name);
        of_name
            .zip(1..)
            .map(|(child, number)| Segment {
                id: SegmentId { block, number },
                content: content::verbatim(self.tree, child, self.times),
                span: self.span(child),
            })
            .collect()
    }

    fn turn(&mut self, at: usize) {
        let id = self.id(BlockKind::Turn);
        let tree = self.tree;
        let speakers: Vec<_> =
            pointers(tree.get(at, "who")).filter_map(|who| self.people.get(who)).copied().collect();
        let classes: Vec<&str> = pointers(tree.get(at, "ana")).collect();
        let time = |name| tree.get(at, name).and_then(|pointer| self.times.at(pointer));
        let turn = Turn {
            id,
            addressee: pointers(tree.get(at, "toWhom"))
                .find_map(|who| self.people.get(who))
                .copied(),
            function: classes.iter().find_map(|class| function(class.strip_prefix("fn.")?)),
            // It points both ways: what comes before is what it answers.
            answers: pointers(tree.get(at, "corresp"))
                .filter_map(|to| to.parse::<BlockId>().ok())
                .find(|to| to.kind == BlockKind::Turn && to.number < id.number),
            label: self.label.take(),
            time: time("start").map(|start| TimeSpan { start, end: time("end") }),
            attribution: self.attribution(at, &classes, &speakers),
            segments: self.segments(id, at, "seg"),
            speakers,
        };
        self.blocks.push(Block::Turn(turn));
    }

    fn attribution(&self, at: usize, classes: &[&str], who: &[ParticipantId]) -> Attribution {
        let tree = self.tree;
        let by = tree.get(at, "resp").unwrap_or_default();
        if let Some(id) = by.strip_prefix('#').filter(|id| id.starts_with("resp.person")) {
            return Attribution::Supplied { by: self.person(id) };
        }
        let word = tree.get(at, "cert").unwrap_or_default();
        let evidence: Vec<Evidence> = classes
            .iter()
            .filter_map(|class| class.strip_prefix("ev."))
            .map(|class| Evidence { rule: format!("tei.{class}").into(), score: None, cue: None })
            .collect();
        if classes.contains(&"ev.label") && !who.is_empty() && by.is_empty() {
            let confidence = match word {
                "high" => Confidence::ONE,
                _ => at_least(word),
            };
            return Attribution::Labelled { confidence, boundary: Confidence::ONE, evidence };
        }
        let confidence = at_least(word);
        Attribution::Inferred {
            confidence,
            boundary: confidence,
            evidence,
            runner_up: None,
            guess: Vec::new(),
            near: Vec::new(),
        }
    }

    /// The name in a `respStmt`.
    fn person(&self, id: &str) -> Option<String> {
        let tree = self.tree;
        let header = tree.first(0, "titleStmt")?;
        let stated =
            tree.named(header, "respStmt").find(|at| tree.get(*at, "xml:id") == Some(id))?;
        let name = tree.text_of(tree.first(stated, "name")?);
        (name != "not named").then_some(name)
    }

    /// The lines that `@source` names; the bytes are not in the file.
    fn span(&self, at: usize) -> Span {
        lines(self.tree.get(at, "source"))
    }
}

/// `src:line=2,5` is lines 3 to 5.
pub(super) fn lines(source: Option<&str>) -> Span {
    let lines = source.and_then(|source| source.split_once("line=")).and_then(|(_, lines)| {
        let (before, last) = lines.split_once(',')?;
        Some((before.parse::<u32>().ok()?.checked_add(1)?, last.parse().ok()?))
    });
    Span { lines: lines.unwrap_or((0, 0)), bytes: (0, 0) }
}

/// The ids that an attribute points at.
pub(super) fn pointers(value: Option<&str>) -> impl Iterator<Item = &str> {
    value.unwrap_or_default().split_whitespace().map(|p| p.strip_prefix('#').unwrap_or(p))
}

/// The least probability that goes by this word.
pub(super) fn at_least(word: &str) -> Confidence {
    let all = [CertaintyWord::High, CertaintyWord::Medium, CertaintyWord::Low];
    let least = all.into_iter().zip([0.9, 0.7, 0.5]);
    least
        .into_iter()
        .find(|(known, _)| known.as_str() == word)
        .map_or(Confidence::ZERO, |(_, p)| Confidence::from_probability(p))
}

fn function(word: &str) -> Option<Function> {
    use Function::{Answer, Closing, Opening, Question, Statement};
    [Opening, Question, Answer, Statement, Closing].into_iter().find(|f| f.as_str() == word)
}
