//! PDF files changed from within: by their objects, saved again.

use std::collections::BTreeSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::mutations::{Change, KINDS, Mutant, changed};
use crate::random::Random;

/// An open file.
pub(crate) struct Open {
    document: Document,
    /// Pages with their operators, decoded once.
    pages: Vec<(ObjectId, ObjectId, Vec<Operation>)>,
    /// Marked content that is our own (title, head): verification passes over it.
    ours: BTreeSet<(ObjectId, i64)>,
    maps: Vec<ObjectId>,
}

impl Open {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut document = Document::load_mem(bytes).unwrap();
        document.decompress();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let pages = pages
            .into_iter()
            .map(|page| {
                let content = document.get_page_contents(page)[0];
                let operations = Content::decode(&document.get_page_content(page)).unwrap();
                (page, content, operations.operations)
            })
            .collect();
        let maps = document.objects.values().filter_map(|object| {
            object.as_dict().ok()?.get(b"ToUnicode").ok()?.as_reference().ok()
        });
        let maps = maps.collect();
        let ours = ours(&document);
        Self { document, pages, ours, maps }
    }

    /// One change, and the file with it.
    pub(crate) fn mutate(&self, random: &mut Random) -> Option<Mutant> {
        match random.below(10) {
            0..=5 => self.mutate_content(random),
            6..=7 => self.mutate_map(random),
            _ => self.mutate_structure(random),
        }
    }

    /// A glyph of a page, or the text that is said beside one.
    fn mutate_content(&self, random: &mut Random) -> Option<Mutant> {
        let (page, content, operations) = random.of(&self.pages);
        let texts = self.texts(*page, operations);
        let (operation, piece) = *random.of(&texts);
        let mut operations = operations.clone();
        let change = *random.of(&KINDS);
        let target = &mut operations[operation];
        let string = match piece {
            None => &mut target.operands[0],
            Some(piece) => &mut target.operands[0].as_array_mut().unwrap()[piece],
        };
        let Object::String(bytes, _) = string else { return None };
        let glyphs: Vec<[u8; 2]> = bytes.chunks_exact(2).map(|g| [g[0], g[1]]).collect();
        let at = random.below(glyphs.len());
        let other = *random.of(&glyphs);
        let new = changed(&glyphs, at, change, other, random)?;
        *bytes = new.concat();
        let mut document = self.document.clone();
        set_content(&mut document, *content, operations);
        Some((format!("{change:?} of glyph {at}"), save(document)))
    }

    /// Strings of glyphs that are text of the source.
    fn texts(&self, page: ObjectId, operations: &[Operation]) -> Vec<(usize, Option<usize>)> {
        let mut texts = Vec::new();
        let mut open: Vec<Option<bool>> = Vec::new();
        for (at, operation) in operations.iter().enumerate() {
            match operation.operator.as_str() {
                "BDC" => {
                    let properties = operation.operands[1].as_dict().unwrap();
                    let number = properties.get(b"MCID").and_then(Object::as_i64).ok();
                    open.push(number.map(|number| !self.ours.contains(&(page, number))));
                }
                "EMC" => drop(open.pop()),
                "Tj" | "TJ" if open.iter().rev().find_map(|is| *is) == Some(true) => {
                    match &operation.operands[0] {
                        Object::String(..) => texts.push((at, None)),
                        Object::Array(pieces) => texts.extend(
                            pieces
                                .iter()
                                .enumerate()
                                .filter(|(_, piece)| matches!(piece, Object::String(..)))
                                .map(|(n, _)| (at, Some(n))),
                        ),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        texts
    }

    /// Glyphs with their text beside them, each with the marks that are shown apart after it: page,
    /// and operator that shows it.
    pub(crate) fn clusters(&self) -> Vec<Vec<(usize, usize)>> {
        let mut clusters: Vec<Vec<(usize, usize)>> = Vec::new();
        for (page, (_, _, operations)) in self.pages.iter().enumerate() {
            let mut in_span = false;
            for (at, operation) in operations.iter().enumerate() {
                match operation.operator.as_str() {
                    "BDC" => {
                        let text = operation.operands[1].as_dict().unwrap().get(b"ActualText");
                        in_span = text.is_ok();
                        // Two bytes are the mark of UTF-16, and no text.
                        if text.is_ok_and(|text| text.as_str().unwrap().len() > 2) {
                            clusters.push(Vec::new());
                        }
                    }
                    "EMC" => in_span = false,
                    "Tj" if in_span => clusters.last_mut().unwrap().push((page, at)),
                    _ => {}
                }
            }
        }
        clusters
    }

    /// One glyph of a cluster changed, replaced by the first glyph of another, or moved to the end;
    /// what is said beside it stays.
    pub(crate) fn change_cluster(
        &self,
        cluster: &[(usize, usize)],
        at: usize,
        change: Change,
    ) -> Option<Vec<u8>> {
        let (page, operator) = cluster[at];
        let (_, content, operations) = &self.pages[page];
        let shown = |operator: usize| operations[operator].operands[0].as_str().unwrap().to_vec();
        let own = shown(operator);
        let mut operations = operations.clone();
        let mut set = |operator: usize, bytes: Vec<u8>| {
            operations[operator].operands[0] = Object::string_literal(bytes);
        };
        match change {
            Change::Drop => set(operator, Vec::new()),
            Change::Double => set(operator, [own.clone(), own].concat()),
            Change::Replace => {
                let all = self.clusters();
                let others = all.iter().flatten().filter(|(its, _)| *its == page);
                set(operator, others.map(|(_, at)| shown(*at)).find(|other| *other != own)?);
            }
            Change::Move => {
                let (_, last) = *cluster.last()?;
                if shown(last) == own {
                    return None;
                }
                set(operator, shown(last));
                set(last, own);
            }
        }
        let mut document = self.document.clone();
        set_content(&mut document, *content, operations);
        Some(save(document))
    }

    /// The file with other operators on its first page, and other entries of the page itself.
    pub(crate) fn with(
        &self,
        change: impl FnOnce(&mut Vec<Operation>, &mut Dictionary),
    ) -> Vec<u8> {
        let (page, content, operations) = &self.pages[0];
        let mut operations = operations.clone();
        let mut document = self.document.clone();
        change(&mut operations, document.get_dictionary_mut(*page).unwrap());
        set_content(&mut document, *content, operations);
        save(document)
    }

    /// What a glyph is read as.
    fn mutate_map(&self, random: &mut Random) -> Option<Mutant> {
        let id = *random.of(&self.maps);
        let mut document = self.document.clone();
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        let map = String::from_utf8(stream.content.clone()).unwrap();
        let mut lines: Vec<String> = map.lines().map(str::to_owned).collect();
        let entries: Vec<usize> = (0..lines.len())
            .filter(|n| {
                lines[*n].starts_with('<')
                    && !lines[*n].starts_with("<0000>")
                    && lines[*n].matches('<').count() == 2
            })
            .collect();
        let (at, other) = (*random.of(&entries), *random.of(&entries));
        let (glyph, text) = lines[at].split_once(' ')?;
        let new = lines[other].split_once(' ')?.1.to_owned();
        if new == text {
            return None;
        }
        let glyph = glyph.to_owned();
        lines[at] = format!("{glyph} {new}");
        stream.set_plain_content(lines.join("\n").into_bytes());
        Some((format!("Map of {glyph}"), save(document)))
    }

    /// The order of the text: two turns change places, one stands twice or not at all.
    fn mutate_structure(&self, random: &mut Random) -> Option<Mutant> {
        let mut document = self.document.clone();
        let elements: Vec<ObjectId> = document
            .objects
            .iter()
            .filter(|(_, object)| is_turn_or_segment(object))
            .map(|(id, _)| *id)
            .collect();
        let id = *random.of(&elements);
        let parent =
            document.get_dictionary(id).unwrap().get(b"P").unwrap().as_reference().unwrap();
        let parent = document.get_dictionary_mut(parent).unwrap();
        let Ok(Object::Array(kids)) = parent.get_mut(b"K") else { return None };
        let at = kids.iter().position(|kid| *kid == Object::Reference(id))?;
        let other = random.of(kids).clone();
        let change = *random.of(&KINDS);
        *kids = changed(kids, at, change, other, random)?;
        Some((format!("Structure: {change:?} of {id:?}"), save(document)))
    }
}

fn is_turn_or_segment(object: &Object) -> bool {
    let name = object.as_dict().ok().and_then(|it| it.get(b"S").ok()?.as_name().ok());
    name.is_some_and(|name| [b"Turn".as_slice(), b"Segment"].contains(&name))
}

/// Marked content in elements of our own.
fn ours(document: &Document) -> BTreeSet<(ObjectId, i64)> {
    let mut ours = BTreeSet::new();
    for object in document.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        let name = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        if name != b"FrontLine" && name != b"AddedTitle" {
            continue;
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).unwrap();
        let kids = match element.get(b"K").unwrap() {
            Object::Array(kids) => kids.clone(),
            kid => vec![kid.clone()],
        };
        ours.extend(kids.iter().map(|kid| match kid {
            Object::Integer(number) => (page, *number),
            Object::Dictionary(kid) => (
                kid.get(b"Pg").and_then(Object::as_reference).unwrap(),
                kid.get(b"MCID").and_then(Object::as_i64).unwrap(),
            ),
            other => panic!("{other:?}"),
        }));
    }
    ours
}

fn set_content(document: &mut Document, id: ObjectId, operations: Vec<Operation>) {
    let content = Content { operations }.encode().unwrap();
    document.objects.insert(id, Stream::new(Dictionary::new(), content).into());
}

fn save(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A file of which the text layer is right and the page shows something else: two glyphs change
/// places wherever they are shown, and what they are read as with them.
pub(crate) fn shows_another(bytes: &[u8], said: char, shown: char) -> Vec<u8> {
    let mut open = Open::new(bytes);
    let utf16 = |c: char| format!("<{:04X}>", u32::from(c));
    for id in open.maps.clone() {
        let stream = open.document.get_object(id).unwrap().as_stream().unwrap();
        let map = String::from_utf8(stream.content.clone()).unwrap();
        let glyph = |c: char| {
            let line = map.lines().find(|line| line.ends_with(&format!(" {}", utf16(c))))?;
            u16::from_str_radix(&line[1..5], 16).ok()
        };
        let (Some(a), Some(b)) = (glyph(said), glyph(shown)) else { continue };
        let (a_text, b_text) = (utf16(said), utf16(shown));
        let map = map
            .replace(&format!("<{a:04X}> {a_text}"), &format!("<{a:04X}> {b_text}?"))
            .replace(&format!("<{b:04X}> {b_text}"), &format!("<{b:04X}> {a_text}"))
            .replace(&format!("{b_text}?"), &b_text);
        let font = open.document.objects.iter().find_map(|(font, object)| {
            let map = object.as_dict().ok()?.get(b"ToUnicode").ok()?.as_reference().ok()?;
            (map == id).then_some(*font)
        });
        let stream = open.document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.set_plain_content(map.into_bytes());
        for (page, content, operations) in &mut open.pages {
            let names: Vec<Vec<u8>> = open
                .document
                .get_page_resources(*page)
                .unwrap()
                .0
                .into_iter()
                .chain(Vec::new())
                .flat_map(|it| it.get(b"Font").unwrap().as_dict().unwrap().iter())
                .filter(|(_, object)| object.as_reference().ok() == font)
                .map(|(name, _)| name.clone())
                .collect();
            let mut current = Vec::new();
            for operation in operations.iter_mut() {
                match operation.operator.as_str() {
                    "Tf" => current = operation.operands[0].as_name().unwrap().to_vec(),
                    "Tj" | "TJ" if names.contains(&current) => swap(&mut operation.operands, a, b),
                    _ => {}
                }
            }
            set_content(&mut open.document, *content, operations.clone());
        }
        return save(open.document);
    }
    panic!("{said} and {shown} are in no font together");
}

fn swap(operands: &mut [Object], a: u16, b: u16) {
    for operand in operands {
        match operand {
            Object::Array(pieces) => swap(pieces, a, b),
            Object::String(bytes, _) => {
                for pair in bytes.chunks_exact_mut(2) {
                    let glyph = u16::from_be_bytes([pair[0], pair[1]]);
                    let new = match glyph {
                        _ if glyph == a => b,
                        _ if glyph == b => a,
                        glyph => glyph,
                    };
                    pair.copy_from_slice(&new.to_be_bytes());
                }
            }
            _ => {}
        }
    }
}
