//! Traditions of setting type: in what pages differ from one country to the other.

/// How a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tradition {
    /// In words with blanks between them.
    Western,
    /// Chinese as on the mainland: stops in the corner of their square.
    Simplified,
    /// Chinese as in Taiwan and Hong Kong: stops in the middle of their square.
    Traditional,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
}

impl Tradition {
    /// Of a language (BCP 47); without one, `ideographic` says whether most of the text is.
    pub(super) fn of(language: Option<&str>, ideographic: bool) -> Self {
        let tag = language.unwrap_or_default().to_ascii_lowercase();
        let mut parts = tag.split('-');
        match parts.next() {
            Some("zh" | "yue") => {
                if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) {
                    Self::Traditional
                } else {
                    Self::Simplified
                }
            }
            Some("ja") => Self::Japanese,
            Some("ko") => Self::Korean,
            Some(_) | None if ideographic => Self::Simplified,
            Some(_) | None => Self::Western,
        }
    }

    /// Whether lines are filled character by character.
    pub(super) fn is_ideographic(self) -> bool {
        self != Self::Western
    }

    /// Indent of a paragraph in characters (CLREQ, "Paragraph indent"; JLREQ, "Line indent").
    pub(super) fn indent(self) -> f32 {
        match self {
            Self::Western => 1.5,
            Self::Simplified | Self::Traditional => 2.0,
            Self::Japanese | Self::Korean => 1.0,
        }
    }

    /// Whether a full-width stop stands in the middle of its square.
    pub(super) fn centres(self, c: char) -> bool {
        match self {
            Self::Traditional => {
                matches!(c, '、' | '。' | '，' | '．' | '：' | '；' | '！' | '？')
            }
            Self::Japanese => matches!(c, '：' | '；' | '！' | '？'),
            Self::Western | Self::Simplified | Self::Korean => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_tells_how_a_text_is_set() {
        for (tag, expected) in [
            ("zh", Tradition::Simplified),
            ("zh-Hans-SG", Tradition::Simplified),
            ("zh-Hant", Tradition::Traditional),
            ("zh-TW", Tradition::Traditional),
            ("yue-HK", Tradition::Traditional),
            ("ja-JP", Tradition::Japanese),
            ("ko", Tradition::Korean),
            ("fr", Tradition::Western),
        ] {
            assert_eq!(Tradition::of(Some(tag), false), expected, "{tag}");
        }
        assert_eq!(Tradition::of(None, true), Tradition::Simplified);
        assert_eq!(Tradition::of(Some("und"), false), Tradition::Western);
    }
}
