//! Words as they are shown: in scripts whose letters change beside others only the whole word tells
//! whether its glyphs are the right ones.

use super::fonts::{FontKey, Fonts, Shown};

/// Collects the words of a page, of fonts that are not ours.
#[derive(Debug, Default)]
pub(super) struct Words {
    font: Option<FontKey>,
    /// Glyphs with what they say, in the order of reading.
    items: Vec<Shown>,
    /// Letters that are said before their glyphs are shown.
    said: String,
}

impl Words {
    /// Letters that are said by blanks; their glyphs follow.
    pub(super) fn said(&mut self, text: &str) {
        self.said.push_str(text);
    }

    /// Glyphs that say this; without text they are of the letters said before, or else of the
    /// glyphs before.
    pub(super) fn shown(
        &mut self,
        fonts: &mut Fonts,
        font: FontKey,
        glyphs: &[u16],
        text: &str,
        page: u32,
    ) {
        let is_blank = !text.is_empty() && text.chars().all(char::is_whitespace);
        if self.font != Some(font) || is_blank {
            self.end(fonts, page);
        }
        if is_blank || fonts.is_ours(font) {
            return;
        }
        self.font = Some(font);
        let text = if text.is_empty() { std::mem::take(&mut self.said) } else { text.to_owned() };
        match self.items.last_mut() {
            Some(last) if text.is_empty() => last.glyphs.extend_from_slice(glyphs),
            _ => self.items.push(Shown { glyphs: glyphs.to_vec(), text, drawing: None }),
        }
    }

    /// A piece of the structure ends: nothing may be said of which no glyph was shown.
    pub(super) fn finish(&mut self, fonts: &mut Fonts, page: u32) -> Result<(), String> {
        self.end(fonts, page);
        match std::mem::take(&mut self.said) {
            said if said.is_empty() => Ok(()),
            said => Err(format!("“{said}” is said where nothing is seen")),
        }
    }

    /// The word ends.
    fn end(&mut self, fonts: &mut Fonts, page: u32) {
        let items = std::mem::take(&mut self.items);
        if let Some(font) = self.font.take()
            && !items.is_empty()
        {
            fonts.see_word(font, items, page);
        }
    }
}
