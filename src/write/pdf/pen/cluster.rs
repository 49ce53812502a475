//! Glyphs that stand for their characters only together. The text of such a group is said
//! beside it (ISO 32000-1, 14.9.4), and its glyphs are shown in the order of [`Order`].

use printpdf::Op;

use super::{Pen, Show, real, utf16, width};
use crate::write::pdf::chars::{is_ignorable, is_right_to_left_letter};
use crate::write::pdf::clusters::{Order, Part};
use crate::write::pdf::fonts::{FaceId, Faces};
use crate::write::pdf::shape::Atom;
use crate::write::pdf::style::Ink;

/// A cluster in its place.
pub(super) struct Group<'a> {
    pub(super) parts: &'a [Part],
    pub(super) characters: &'a str,
    pub(super) atom: &'a Atom,
    /// Left edge and base line.
    pub(super) at: (f32, f32),
    pub(super) ink: Ink,
}

impl Pen<'_> {
    /// Shows a cluster.
    pub(super) fn cluster(&mut self, group: &Group, faces: &mut Faces) {
        let mut said = group.characters;
        if said.chars().any(is_right_to_left_letter) {
            self.blanks(group, faces);
            said = "";
        }
        let texts = texts(group, faces);
        let width = |part: &Part| width(group.atom.face, part.id, 1.0, faces);
        let Order { first, apart } = Order::of(group.parts, width);
        self.span(group, said, first, &texts);
        if !apart.is_empty() {
            self.span(group, "", apart, &texts);
        }
    }

    /// Glyphs that are read as `said`.
    fn span(
        &mut self,
        group: &Group,
        said: &str,
        order: impl IntoIterator<Item = usize>,
        texts: &[String],
    ) {
        let Atom { face, size, .. } = *group.atom;
        self.open("Span", vec![("ActualText", utf16(said))]);
        for n in order {
            let (part, text) = (&group.parts[n], &texts[n]);
            let x = group.at.0 + part.x * size;
            self.text_at(x, group.at.1 + part.y * size);
            self.set(face, size, group.ink, 0.0);
            let new = self.subsets.glyph(face, part.id, text);
            self.flush(Some(Show { items: Vec::new(), bytes: new.to_be_bytes().into(), x }));
        }
        self.ops.push(Op::EndMarkedContent);
    }

    /// A blank for each character, from right to left: readers of the page turn such words
    /// around, character by character. The glyphs then have nothing more to say.
    fn blanks(&mut self, group: &Group, faces: &mut Faces) {
        let size = group.atom.size;
        let own = faces.glyph(group.atom.face, ' ').map(|glyph| (group.atom.face, glyph));
        let western = FaceId::TextWestern;
        let Some((face, glyph)) =
            own.or_else(|| faces.glyph(western, ' ').map(|glyph| (western, glyph)))
        else {
            return;
        };
        let new = self.subsets.glyph(face, glyph.id, " ");
        let wide = group.atom.advance / group.characters.chars().count().max(1) as f32;
        let narrowed = wide / (f32::from(glyph.advance.max(1)) / 1000.0 * size) * 100.0;
        let mut x = group.at.0 + group.atom.advance;
        self.text_at(x, group.at.1);
        self.set(face, size, group.ink, 0.0);
        self.operator("Tz", vec![real(narrowed.clamp(1.0, 1000.0))]);
        for c in group.characters.chars() {
            x -= wide;
            self.open("Span", vec![("ActualText", utf16(c.encode_utf8(&mut [0; 4])))]);
            self.text_at(x, group.at.1);
            self.flush(Some(Show { items: Vec::new(), bytes: new.to_be_bytes().into(), x }));
            self.ops.push(Op::EndMarkedContent);
        }
        self.operator("Tz", vec![real(100.0)]);
    }
}

/// What each glyph says to a reader that does not know of what is said beside it: the character
/// whose own glyph it is, else the next that has none.
fn texts(group: &Group, faces: &mut Faces) -> Vec<String> {
    const NOTHING: &str = "\u{200B}";
    let mut rest: Vec<char> = group.characters.chars().filter(|&c| !is_ignorable(c)).collect();
    let mut texts = vec![String::new(); group.parts.len()];
    for (part, text) in group.parts.iter().zip(&mut texts) {
        let own = |&c: &char| faces.glyph(group.atom.face, c).is_some_and(|g| g.id == part.id);
        if let Some(at) = rest.iter().position(own) {
            text.push(rest.remove(at));
        }
    }
    let mut rest = rest.into_iter().peekable();
    let mut left = texts.iter().filter(|text| text.is_empty()).count();
    for text in texts.iter_mut().filter(|text| text.is_empty()) {
        left -= 1;
        // The last has all that is left: a ligature stands for several.
        if left == 0 {
            text.extend(rest.by_ref());
        } else {
            text.extend(rest.next());
        }
        if text.is_empty() {
            text.push_str(NOTHING);
        }
    }
    texts
}
