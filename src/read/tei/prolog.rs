//! What stands before the root element (XML 1.0, 2.8): a declaration, comments, instructions, a
//! document type.

/// What a document begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root<'a> {
    /// The name of the root element, without its prefix.
    Element(&'a str),
    /// The text ends before the root element.
    NotYet,
    /// No XML.
    Nothing,
}

/// Finds the root element. Looks at each character once.
pub(super) fn root(text: &str) -> Root<'_> {
    let mut rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    loop {
        rest = rest.trim_start();
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            after(comment, "-->")
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            after(instruction, "?>")
        } else if let Some(declared) = rest.strip_prefix(DOCTYPE) {
            after_doctype(declared)
        } else {
            return element(rest);
        };
        match after {
            Some(after) => rest = after,
            None => return Root::NotYet,
        }
    }
}

const DOCTYPE: &str = "<!DOCTYPE";

fn after<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    text.split_once(end).map(|(_, after)| after)
}

/// What follows a document type; what it declares itself stands in square brackets.
fn after_doctype(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut is_within = false;
    loop {
        let at = rest.find(['"', '\'', '[', ']', '>', '<'])?;
        let (_, found) = rest.split_at(at);
        rest = if let Some(comment) = found.strip_prefix("<!--") {
            after(comment, "-->")?
        } else if let Some(instruction) = found.strip_prefix("<?") {
            after(instruction, "?>")?
        } else if let Some(quoted) = found.strip_prefix('"') {
            after(quoted, "\"")?
        } else if let Some(quoted) = found.strip_prefix('\'') {
            after(quoted, "'")?
        } else if let Some(after) = found.strip_prefix('>') {
            if !is_within {
                return Some(after);
            }
            after
        } else {
            is_within = match found.as_bytes().first() {
                Some(b'[') => true,
                Some(b']') => false,
                _ => is_within,
            };
            found.get(1..)?
        };
    }
}

fn element(text: &str) -> Root<'_> {
    let Some(name) = text.strip_prefix('<') else {
        return if text.is_empty() { Root::NotYet } else { Root::Nothing };
    };
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    match name.find(is_end) {
        Some(end) => {
            let name = &name[..end];
            Root::Element(name.rsplit_once(':').map_or(name, |(_, local)| local))
        }
        None => Root::NotYet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_whatever_stands_before_it() {
        let long = "<!-- <TEI> is not this -->".repeat(2_000);
        for (before, name) in [
            ("", "TEI"),
            ("\u{FEFF}\n<?xml version='1.0'?>\n<?model href='<html>'?>", "TEI"),
            (&*long, "tei:TEI"),
            ("<!DOCTYPE TEI SYSTEM 'a>b' [<!ENTITY e \"]>\"> <!-- ' ]> --> <?p ]>?>]>", "TEI"),
        ] {
            assert_eq!(root(&format!("{before}<{name} x='1'>")), Root::Element("TEI"), "{before}");
        }
        for text in ["<!-- ", "<!DOCTYPE TEI [ <!ENTITY", "<?xml", "<TE", " \n", ""] {
            assert_eq!(root(text), Root::NotYet, "{text}");
        }
        assert_eq!(root("<!doctype html><html>"), Root::Element("!doctype"));
        assert_eq!(root("I love <TEI>"), Root::Nothing);
    }
}
