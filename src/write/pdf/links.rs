//! Addresses of the web in the source, as links that lead there (ISO 32000-1, 12.5.6.5), each
//! tagged as one (ISO 14289-1, 7.18.5).

use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::compose::Composition;
use super::document::broken;
use super::elements::ElementId;
use super::metadata::text;
use crate::error::Error;

/// Where an address stands on a page: one line of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) page: usize,
    /// Left, bottom, right, top.
    pub(super) sides: [f32; 4],
    pub(super) element: ElementId,
}

/// The links of a document as objects, in the order of their places.
pub(super) struct Added {
    first_key: i64,
    links: Vec<(ElementId, ObjectId, ObjectId)>,
}

/// The addresses in a text, in bytes: from `http` to the last character that can be part of one
/// and is no mark of the sentence around it.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 2_000;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        let rest = &text[at..];
        let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme));
        let part = |c: char| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c);
        let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let address =
            rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']']);
        from = at + 4;
        if let Some(scheme) = scheme
            && address.len() > scheme.len()
            && address.len() <= LONGEST
        {
            found.push(at..at + address.len());
            from = at + address.len();
        }
    }
    found
}

/// Adds the links to their pages.
pub(super) fn add(
    document: &mut Document,
    composition: &Composition,
    places: &[Place],
    pages: &[ObjectId],
) -> Result<Added, Error> {
    let first_key = pages.len() as i64;
    let mut links = Vec::with_capacity(places.len());
    if places.is_empty() {
        return Ok(Added { first_key, links });
    }
    let addresses: std::collections::BTreeMap<ElementId, &str> = composition
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.runs)
        .map(|run| (run.element, run.text.as_ref()))
        .collect();
    for (key, place) in (first_key..).zip(places) {
        let Some(page) = pages.get(place.page).copied() else { continue };
        let address = addresses.get(&place.element).copied().unwrap_or_default();
        let sides: Vec<Object> = place.sides.iter().map(|side| side.round().into()).collect();
        let link = document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => sides,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "Contents" => text(address),
            "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(address) },
            "StructParent" => key,
        });
        let of_page = document.get_dictionary_mut(page).map_err(broken)?;
        match of_page.get_mut(b"Annots").and_then(Object::as_array_mut) {
            Ok(others) => others.push(link.into()),
            Err(_) => of_page.set("Annots", vec![link.into()]),
        }
        links.push((place.element, link, page));
    }
    Ok(Added { first_key, links })
}

impl Added {
    /// Adds the links of an element to what it holds.
    pub(super) fn join(&self, entry: &mut Dictionary, element: ElementId) {
        // They stand in the order of reading, as elements are numbered.
        let from = self.links.partition_point(|(of, ..)| *of < element);
        let own = self.links[from..].iter().take_while(|(of, ..)| *of == element);
        let references: Vec<Object> = own
            .map(|(_, link, page)| {
                dictionary! { "Type" => "OBJR", "Obj" => *link, "Pg" => *page }.into()
            })
            .collect();
        if references.is_empty() {
            return;
        }
        let mut kids = match entry.remove(b"K") {
            Some(Object::Array(kids)) => kids,
            Some(kid) => vec![kid],
            None => Vec::new(),
        };
        kids.extend(references);
        entry.set("K", kids);
    }

    /// The key of each link in the tree of parents, and the element that it is in.
    pub(super) fn parents(&self) -> impl Iterator<Item = (i64, ElementId)> {
        (self.first_key..).zip(self.links.iter().map(|(element, ..)| *element))
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        let found = |text: &'static str| -> Vec<&str> {
            addresses(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(found("见https://a.example/b?c=1#d。又"), ["https://a.example/b?c=1#d"]);
        assert_eq!(found("(http://a.example/x). http:// no"), ["http://a.example/x"]);
        assert_eq!(found("httphttp://a.b and https://"), ["http://a.b"]);
        assert!(found("no address").is_empty());
    }
}
