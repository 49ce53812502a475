//! From paragraphs with a speaker each to the blocks of a body.

use crate::model::{
    Attribution, Block, BlockId, BlockKind, Confidence, Direction, Evidence, Heading, Inline,
    Label, Paragraph, ParagraphKind, Paratext, ParatextKind, Segment, SegmentId, Span, TimeSpan,
    Turn,
};

/// What a paragraph was found to be.
#[derive(Debug, Clone, Default)]
pub(super) enum Found {
    /// A turn begins with it. The second is how the turn's later part is known, when a heading
    /// or note cuts it in two.
    Begins(Box<Beginning>, Later),
    /// It goes on with the turn before it; after a break it needs the beginning.
    #[default]
    GoesOn,
    /// As its form says, or as this kind of paratext.
    NotSpeech(ParatextKind),
}

/// How the later part of a turn is known. Few turns are cut in two, so it is worked out for those.
#[derive(Debug, Clone)]
pub(super) enum Later {
    /// As this says.
    Known(Box<Attribution>),
    /// As surely as its beginning, but for a turn to begin there: it goes on.
    GoesOn,
}

impl Later {
    /// In these words.
    pub(super) fn known(attribution: Attribution) -> Self {
        Self::Known(Box::new(attribution))
    }

    /// The attribution of the later part of a turn with this one.
    pub(super) fn of(&self, beginning: &Attribution) -> Attribution {
        match (self, beginning) {
            (Self::Known(attribution), _) => (**attribution).clone(),
            (Self::GoesOn, Attribution::Inferred { confidence, runner_up, .. }) => {
                let mut later = inferred_by("chain.continues", *confidence, Confidence::ZERO);
                if let Attribution::Inferred { runner_up: second, .. } = &mut later {
                    second.clone_from(runner_up);
                }
                later
            }
            (Self::GoesOn, as_begun) => as_begun.clone(),
        }
    }
}

/// What is known of a turn where it begins.
#[derive(Debug, Clone)]
pub(super) struct Beginning {
    /// Index of the participant; none: unknown.
    pub(super) speaker: Option<usize>,
    /// Who speaks together with that one.
    pub(super) with: Vec<usize>,
    pub(super) label: Option<Label>,
    pub(super) time: Option<TimeSpan>,
    pub(super) attribution: Attribution,
}

impl Beginning {
    /// Of a turn without a label.
    pub(super) fn without_label(speaker: Option<usize>, attribution: Attribution) -> Self {
        Self { speaker, with: Vec::new(), label: None, time: None, attribution }
    }
}

/// What one rule tells, so surely.
pub(super) fn inferred_by(
    rule: &'static str,
    confidence: Confidence,
    boundary: Confidence,
) -> Attribution {
    Attribution::Inferred {
        confidence,
        boundary,
        evidence: vec![Evidence { rule: rule.into(), score: None, cue: None }],
        runner_up: None,
        guess: Vec::new(),
        near: Vec::new(),
    }
}

/// A turn before its function is known.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) beginning: Box<Beginning>,
    /// Paragraphs with their index in the draft.
    pub(super) paragraphs: Vec<(usize, Paragraph)>,
}

/// A block before it has a number.
#[derive(Debug)]
pub(super) enum RawBlock {
    Turn(Raw),
    Other(Paragraph, Option<ParatextKind>),
}

/// Groups paragraphs. `found[i]` says what `paragraphs[i]` is.
///
/// A stage direction, time mark or page number between two paragraphs of one turn stays inside
/// it; a heading or note cuts it in two.
pub(super) fn group(paragraphs: Vec<Paragraph>, found: Vec<Found>) -> Vec<RawBlock> {
    let begun = found.iter().filter(|found| !matches!(found, Found::GoesOn)).count();
    let mut blocks: Vec<RawBlock> = Vec::with_capacity(begun);
    let goes_on_after = goes_on_after(&paragraphs, &found);
    // The turn before: its block, its speaker, and how its later part is known.
    let mut last: Option<(usize, Option<usize>, Later)> = None;
    for (i, (mut paragraph, found)) in paragraphs.into_iter().zip(found).enumerate() {
        let inside = stays_inside(&paragraph, &found) && goes_on_after[i];
        match found {
            Found::Begins(beginning, later) => {
                last = Some((blocks.len(), beginning.speaker, later));
                blocks.push(RawBlock::Turn(Raw { beginning, paragraphs: vec![(i, paragraph)] }));
            }
            Found::GoesOn => {
                if let Some(RawBlock::Turn(turn)) = blocks.last_mut() {
                    turn.paragraphs.push((i, paragraph));
                } else if let Some((turn, speaker, later)) = &last
                    && let Some(RawBlock::Turn(turn)) = blocks.get(*turn)
                {
                    let attribution = later.of(&turn.beginning.attribution);
                    let beginning = Box::new(Beginning::without_label(*speaker, attribution));
                    blocks
                        .push(RawBlock::Turn(Raw { beginning, paragraphs: vec![(i, paragraph)] }));
                } else {
                    blocks.push(RawBlock::Other(paragraph, Some(ParatextKind::Narration)));
                }
            }
            Found::NotSpeech(kind) => match blocks.last_mut() {
                Some(RawBlock::Turn(turn)) if inside => {
                    if paragraph.kind == ParagraphKind::Paratext(ParatextKind::Furniture) {
                        let text = crate::model::plain_text(&paragraph.content).into_owned();
                        paragraph.content = vec![Inline::Furniture { text }];
                    }
                    turn.paragraphs.push((i, paragraph));
                }
                _ => blocks.push(RawBlock::Other(paragraph, Some(kind))),
            },
        }
    }
    blocks
}

/// For each paragraph, whether the next one that is more than a direction or page number goes on
/// with the turn.
fn goes_on_after(paragraphs: &[Paragraph], found: &[Found]) -> Vec<bool> {
    let mut result = vec![false; found.len()];
    let mut next = false;
    for i in (0..found.len()).rev() {
        result[i] = next;
        if !stays_inside(&paragraphs[i], &found[i]) {
            next = matches!(found[i], Found::GoesOn);
        }
    }
    result
}

fn stays_inside(paragraph: &Paragraph, found: &Found) -> bool {
    let small = matches!(
        paragraph.kind,
        ParagraphKind::Direction | ParagraphKind::Paratext(ParatextKind::Furniture)
    );
    small && matches!(found, Found::NotSpeech(_))
}

/// Numbers for the blocks of each kind.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    counts: [u32; 4],
}

impl Numbers {
    fn next(&mut self, kind: BlockKind) -> BlockId {
        let count = &mut self.counts[kind as usize];
        *count += 1;
        BlockId { kind, number: *count }
    }

    /// A block that is no turn. Paratext of one kind goes on in the block before it.
    pub(super) fn push_other(
        &mut self,
        body: &mut Vec<Block>,
        paragraph: Paragraph,
        kind: Option<ParatextKind>,
    ) {
        match paragraph.kind {
            ParagraphKind::Heading(level) | ParagraphKind::MaybeHeading(level) => {
                let id = self.next(BlockKind::Heading);
                let segments = vec![segment(id, 1, paragraph.content, paragraph.span)];
                body.push(Block::Heading(Heading { id, level, segments }));
            }
            ParagraphKind::Direction => {
                let id = self.next(BlockKind::Direction);
                let segments = vec![segment(id, 1, paragraph.content, paragraph.span)];
                body.push(Block::Direction(Direction { id, segments }));
            }
            ParagraphKind::Speech
            | ParagraphKind::MaybeTurn
            | ParagraphKind::OtherTurn
            | ParagraphKind::Paratext(_) => {
                let kind = match paragraph.kind {
                    ParagraphKind::Paratext(kind) => kind,
                    _ => kind.unwrap_or(ParatextKind::Narration),
                };
                if let Some(Block::Paratext(before)) = body.last_mut()
                    && before.kind == kind
                {
                    let number = before.segments.len() as u32 + 1;
                    before.segments.push(segment(
                        before.id,
                        number,
                        paragraph.content,
                        paragraph.span,
                    ));
                    return;
                }
                let id = self.next(BlockKind::Paratext);
                let segments = vec![segment(id, 1, paragraph.content, paragraph.span)];
                body.push(Block::Paratext(Paratext { id, kind, segments }));
            }
        }
    }

    /// A turn, without function and links.
    pub(super) fn turn(&mut self, raw: Raw, speakers: Vec<crate::model::ParticipantId>) -> Turn {
        let id = self.next(BlockKind::Turn);
        let Beginning { label, time, attribution, .. } = *raw.beginning;
        let mut segments: Vec<Segment> = Vec::with_capacity(raw.paragraphs.len());
        let filled = raw.paragraphs.into_iter().filter(|(_, p)| !p.content.is_empty());
        let mut last: Option<Span> = label.as_ref().map(|label| label.span);
        for (_, paragraph) in filled {
            last = Some(paragraph.span);
            segments.push(segment(
                id,
                segments.len() as u32 + 1,
                paragraph.content,
                paragraph.span,
            ));
        }
        if segments.is_empty() {
            // A label with nothing behind it: an empty segment at its end keeps the turn.
            let at = last.map_or(Span { lines: (1, 1), bytes: (0, 0) }, |span| Span {
                lines: (span.lines.1, span.lines.1),
                bytes: (span.bytes.1, span.bytes.1),
            });
            segments.push(segment(id, 1, Vec::new(), at));
        }
        Turn {
            id,
            speakers,
            addressee: None,
            function: None,
            answers: None,
            label,
            time,
            attribution,
            segments,
        }
    }
}

fn segment(block: BlockId, number: u32, content: Vec<Inline>, span: Span) -> Segment {
    Segment { id: SegmentId { block, number }, content, span }
}
