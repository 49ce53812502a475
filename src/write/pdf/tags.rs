//! The structure tree (ISO 32000-1, 14.7): who reads the file aloud, or takes its text out,
//! goes by this and not by the look of the page.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::error::Error;

use super::chars;
use super::compose::Composition;
use super::document::broken;
use super::draw::Drawn;
use super::elements::{ElementId, Elements, Role};
use super::links;

/// What an element holds, in reading order.
#[derive(Debug, Clone, Copy)]
enum Kid {
    Element(ElementId),
    /// Marked content: page and number.
    Content(usize, usize),
}

/// Adds the tree to the document and returns its root.
pub(super) fn add(
    document: &mut Document,
    composition: &Composition,
    drawn: &Drawn,
    pages: &[ObjectId],
) -> Result<ObjectId, Error> {
    let elements = &composition.elements;
    let kids = kids(elements, &drawn.marks);
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = kids.iter().map(|_| document.new_object_id()).collect();
    let id = |element: ElementId| ids.get(element.0 as usize).copied().unwrap_or(root);
    let links = links::add(document, composition, &drawn.links, pages)?;
    let languages = languages(composition);
    let mut level = 0;
    for (n, (element, kids)) in elements.iter().zip(&kids).enumerate() {
        if kids.is_empty() {
            continue;
        }
        // A long document has thousands of these: what is optional (Type) is left out.
        let mut entry = dictionary! {
            "S" => name_of(element.role, &mut level),
            "P" => if n == 0 { root } else { id(element.parent) },
        };
        set_kids(&mut entry, kids, pages, id);
        links.join(&mut entry, ElementId(n as u32));
        if let Some(title) = title(element.role) {
            entry.set("T", Object::string_literal(title));
        }
        if let Some(language) = languages.get(n).copied().flatten() {
            entry.set("Lang", Object::string_literal(language));
        }
        document.objects.insert(ids[n], entry.into());
    }
    let parents = parents(document, &drawn.marks, pages, &links, id)?;
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => id(Elements::ROOT),
        "ParentTree" => parents,
        "ParentTreeNextKey" => (pages.len() + drawn.links.len()) as i64,
        "RoleMap" => role_map(),
    };
    document.objects.insert(root, tree.into());
    Ok(root)
}

/// The kids of each element, in the order in which they are drawn. What is not drawn at all
/// (a segment of blanks) stays outside.
fn kids(elements: &Elements, marks: &[Vec<ElementId>]) -> Vec<Vec<Kid>> {
    let parents: Vec<ElementId> = elements.iter().map(|element| element.parent).collect();
    let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); parents.len()];
    let mut linked = vec![false; parents.len()];
    if let Some(root) = linked.first_mut() {
        *root = true;
    }
    for (page, marks) in marks.iter().enumerate() {
        for (number, &element) in marks.iter().enumerate() {
            link(element, &parents, &mut kids, &mut linked);
            if let Some(kids) = kids.get_mut(element.0 as usize) {
                kids.push(Kid::Content(page, number));
            }
        }
    }
    kids
}

/// Makes an element a kid of its parent, and that of its own, unless they are.
fn link(mut element: ElementId, parents: &[ElementId], kids: &mut [Vec<Kid>], linked: &mut [bool]) {
    while let Some(done) = linked.get_mut(element.0 as usize)
        && !*done
    {
        *done = true;
        let parent = parents[element.0 as usize];
        kids[parent.0 as usize].push(Kid::Element(element));
        element = parent;
    }
}

fn set_kids(
    entry: &mut Dictionary,
    kids: &[Kid],
    pages: &[ObjectId],
    id: impl Fn(ElementId) -> ObjectId,
) {
    let own = kids.iter().find_map(|kid| match kid {
        Kid::Content(page, _) => Some(*page),
        Kid::Element(_) => None,
    });
    if let Some(page) = own.and_then(|page| pages.get(page)) {
        entry.set("Pg", *page);
    }
    let mut objects = Vec::with_capacity(kids.len());
    for kid in kids {
        objects.push(match *kid {
            Kid::Element(element) => Object::Reference(id(element)),
            Kid::Content(page, number) if Some(page) == own => Object::Integer(number as i64),
            Kid::Content(page, number) => {
                let mut reference = dictionary! { "Type" => "MCR", "MCID" => number as i64 };
                if let Some(page) = pages.get(page) {
                    reference.set("Pg", *page);
                }
                Object::Dictionary(reference)
            }
        });
    }
    match objects.pop() {
        Some(only) if objects.is_empty() => entry.set("K", only),
        Some(last) => {
            objects.push(last);
            entry.set("K", objects);
        }
        None => {}
    }
}

/// From the marked content of a page to its elements (14.7.4.4).
fn parents(
    document: &mut Document,
    marks: &[Vec<ElementId>],
    pages: &[ObjectId],
    links: &links::Added,
    id: impl Fn(ElementId) -> ObjectId,
) -> Result<ObjectId, Error> {
    let mut numbers: Vec<Object> = Vec::with_capacity(pages.len() * 2);
    for (n, (page, marks)) in pages.iter().zip(marks).enumerate() {
        let of_page: Vec<Object> = marks.iter().map(|&element| id(element).into()).collect();
        numbers.push((n as i64).into());
        numbers.push(document.add_object(of_page).into());
        let page = document.get_dictionary_mut(*page).map_err(broken)?;
        page.set("StructParents", n as i64);
        page.set("Tabs", "S");
    }
    for (key, element) in links.parents() {
        numbers.push(key.into());
        numbers.push(id(element).into());
    }
    Ok(document.add_object(dictionary! { "Nums" => numbers }))
}

/// Our own names for what a transcript is made of, each with the standard type that it is.
const ROLES: &[(&str, &str)] = &[
    ("AddedTitle", "H1"),
    ("Front", "Sect"),
    ("FrontLine", "P"),
    ("Turn", "Sect"),
    ("Speaker", "P"),
    ("AddedSpeaker", "P"),
    ("Segment", "P"),
    ("Direction", "P"),
    ("InlineDirection", "Span"),
    ("TimeMark", "Span"),
    ("Furniture", "Span"),
    ("Paratext", "Sect"),
];

fn role_map() -> Dictionary {
    let mut map = Dictionary::new();
    for &(own, standard) in ROLES {
        map.set(own, standard);
    }
    map
}

/// The structure type of an element. Headings never skip a level (ISO 14289-1, 7.4.2).
fn name_of(role: Role, level: &mut u8) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::AddedTitle => {
            *level = 1;
            "AddedTitle"
        }
        Role::Heading(wanted) => {
            *level = wanted.clamp(1, *level + 1);
            Role::Heading(*level).standard()
        }
        Role::Front => "Front",
        Role::FrontLine => "FrontLine",
        Role::Turn(_) => "Turn",
        Role::Speaker => "Speaker",
        Role::AddedSpeaker => "AddedSpeaker",
        Role::Segment => "Segment",
        Role::Direction => "Direction",
        Role::InlineDirection => "InlineDirection",
        Role::TimeMark => "TimeMark",
        Role::Link => "Link",
        Role::Furniture => "Furniture",
        Role::Paratext(_) => "Paratext",
    }
}

/// The id of a turn, the kind of a paratext.
fn title(role: Role) -> Option<String> {
    match role {
        Role::Turn(id) => Some(id.to_string()),
        Role::Paratext(kind) => Some(kind.as_str().to_owned()),
        Role::Document
        | Role::AddedTitle
        | Role::Front
        | Role::FrontLine
        | Role::Heading(_)
        | Role::Speaker
        | Role::AddedSpeaker
        | Role::Segment
        | Role::Direction
        | Role::InlineDirection
        | Role::TimeMark
        | Role::Link
        | Role::Furniture => None,
    }
}

/// The language of each element whose own differs from the document's. Of a paragraph in
/// another script no more is known than that.
fn languages(composition: &Composition) -> Vec<Option<&'static str>> {
    let mut languages = vec![None; composition.elements.len()];
    for (n, element) in composition.elements.iter().enumerate() {
        if element.role == Role::Front && composition.language != composition.own_language {
            languages[n] = Some(composition.own_language);
        }
    }
    for run in composition.paragraphs.iter().flat_map(|p| &p.runs) {
        let chinese = chars::is_chinese(&run.text);
        if run.line.is_some() && chinese.is_some_and(|chinese| chinese != composition.chinese) {
            let language = if composition.chinese { "und-Latn" } else { "zh" };
            if let Some(place) = languages.get_mut(run.element.0 as usize) {
                *place = Some(language);
            }
        }
    }
    languages
}
