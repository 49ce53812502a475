//! The words of a paragraph, with the white space of the layout taken out, and what the elements
//! around them are.

use crate::model::{DirectionKind, Inline};

use super::super::tree::Tree;

/// A paragraph, or the words of an element.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) content: Vec<Inline>,
    /// From the first character to the last, as offsets in the text of the source.
    pub(super) place: (usize, usize),
}

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Words {
    content: Vec<Inline>,
    place: Option<(usize, usize)>,
    /// White space came after the last character.
    blank: bool,
    /// The last word that was marked up as one takes the next without a blank.
    is_joined: bool,
}

impl Words {
    /// Adds the text of a node.
    pub(super) fn text(&mut self, tree: &Tree<'_>, at: usize) {
        let Some(node) = tree.nodes.get(at) else {
            return;
        };
        let is_layout = node.text.trim().is_empty()
            && tree.nodes.get(node.parent).is_some_and(|parent| parent.has_words);
        if is_layout {
            return;
        }
        let text = node.text.as_ref();
        let has_blank_first = text.starts_with(char::is_whitespace);
        self.blank |= has_blank_first;
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            self.push(word);
            self.blank = words.peek().is_some() || text.ends_with(char::is_whitespace);
        }
        if !text.trim().is_empty() {
            let (start, end) = node.place;
            // Offsets count the characters as written, so blanks can only be told in plain text.
            let lead = text.len() - text.trim_start().len();
            let trail = text.len() - text.trim_end().len();
            let is_plain = end - start == text.len();
            let place = if is_plain { (start + lead, end - trail) } else { (start, end) };
            self.widen(place);
        }
    }

    /// A word that is marked up as one: a blank before it, unless one of the two says no.
    pub(super) fn token(&mut self, tree: &Tree<'_>, at: usize) {
        let join = tree.get(at, "join").unwrap_or_default();
        let text = tree.words_of(at);
        let closes = tree.name(at) == "pc"
            && join.is_empty()
            && text.starts_with([',', '.', ';', ':', '?', '!', ')', ']', '…', '”', '»']);
        if !(self.is_joined || closes || matches!(join, "left" | "both")) {
            self.blank();
        }
        self.is_joined = matches!(join, "right" | "both");
    }

    /// White space, before the next character if there is one.
    pub(super) fn blank(&mut self) {
        self.blank = true;
    }

    /// Adds an event.
    pub(super) fn inline(&mut self, inline: Inline, place: (usize, usize)) {
        if std::mem::take(&mut self.blank) && !self.content.is_empty() {
            self.append(" ");
        }
        self.content.push(inline);
        self.widen(place);
    }

    /// Whether there is no word yet.
    pub(super) fn is_empty(&self) -> bool {
        self.place.is_none()
    }

    /// The paragraph, if it has a word; the next one begins.
    pub(super) fn take(&mut self) -> Option<Piece> {
        let Self { content, place, .. } = std::mem::take(self);
        place.map(|place| Piece { content, place })
    }

    fn push(&mut self, word: &str) {
        if std::mem::take(&mut self.blank) && !self.content.is_empty() {
            self.append(" ");
        }
        self.append(word);
    }

    fn append(&mut self, text: &str) {
        match self.content.last_mut() {
            Some(Inline::Text { text: last }) => last.push_str(text),
            Some(Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. })
            | None => self.content.push(Inline::text(text)),
        }
    }

    fn widen(&mut self, (start, end): (usize, usize)) {
        self.place = Some((self.place.map_or(start, |place| place.0), end));
    }
}

/// All words within an element, as one text; `None` when there are none.
pub(super) fn whole(tree: &Tree<'_>, at: usize) -> Option<Piece> {
    let mut words = Words::default();
    let mut next = at + 1;
    while next < tree.end(at) {
        let name = tree.name(next);
        match name {
            "" => words.text(tree, next),
            "w" | "pc" => words.token(tree, next),
            "lb" if tree.get(next, "break") != Some("no") => words.blank(),
            _ if is_skipped(tree, next) => {
                next = tree.end(next);
                continue;
            }
            _ if is_paragraph(name) => words.blank(),
            _ => {}
        }
        next += 1;
    }
    words.take()
}

/// Elements that happen between or within words.
pub(super) fn is_event(name: &str) -> bool {
    matches!(
        name,
        "stage" | "note" | "vocal" | "kinesic" | "incident" | "gap" | "pause" | "writing" | "shift"
    )
}

/// What kind of event it is, as far as the element tells.
pub(super) fn event(tree: &Tree<'_>, at: usize) -> DirectionKind {
    match (tree.name(at), tree.get(at, "type")) {
        ("vocal", Some("crosstalk")) => DirectionKind::Crosstalk,
        ("vocal", _) => DirectionKind::Vocal,
        ("kinesic", _) => DirectionKind::Kinesic,
        ("pause", _) | ("incident", Some("pause")) => DirectionKind::Pause,
        ("gap", _) => DirectionKind::Inaudible,
        _ => DirectionKind::Incident,
    }
}

/// Elements that are a paragraph, if they stand in none.
pub(super) fn is_paragraph(name: &str) -> bool {
    matches!(
        name,
        "p" | "ab"
            | "l"
            | "seg"
            | "item"
            | "castItem"
            | "head"
            | "titlePart"
            | "docAuthor"
            | "docDate"
            | "docEdition"
            | "trailer"
            | "opener"
            | "closer"
            | "salute"
            | "signed"
            | "dateline"
            | "argument"
            | "imprimatur"
            | "row"
            | "event"
            | "bibl"
            | "figDesc"
    )
}

/// Elements that hold paragraphs and are no mark-up of words.
pub(super) fn is_division(name: &str) -> bool {
    name.starts_with("div")
        || matches!(
            name,
            "front"
                | "body"
                | "back"
                | "group"
                | "text"
                | "floatingText"
                | "lg"
                | "castList"
                | "castGroup"
                | "set"
                | "performance"
                | "listEvent"
                | "titlePage"
                | "docTitle"
                | "docImprint"
                | "byline"
                | "list"
                | "table"
                | "annotationBlock"
                | "annotationGrp"
                | "epigraph"
                | "spGrp"
        )
}

/// Elements whose words are no text of the source: annotation, or the editor's reading beside
/// the one of the source.
pub(super) fn is_skipped(tree: &Tree<'_>, at: usize) -> bool {
    let name = tree.name(at);
    let parent = tree.nodes.get(at).map_or(at, |node| node.parent);
    let first = |name: &str| tree.children(parent).any(|child| tree.name(child) == name);
    match name {
        "timeline" | "spanGrp" | "span" | "linkGrp" | "interpGrp" | "interp" | "fs" | "joinGrp"
        | "listRelation" | "alt" | "altGrp" => true,
        "corr" => tree.name(parent) == "choice" && first("sic"),
        "reg" => tree.name(parent) == "choice" && first("orig"),
        "expan" => tree.name(parent) == "choice" && first("abbr"),
        "rdg" => tree.name(parent) == "app" && first("lem"),
        _ => false,
    }
}
