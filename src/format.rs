//! What a format is, said once: names, extensions, media type. Help texts, inference from
//! file names and the `formats` listing all derive from it.

/// Whether a format's bytes may go to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// UTF-8 text.
    Text,
    /// Not for a terminal.
    Binary,
}

/// A format that can be read or written.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// File extensions without the leading dot, the usual one first (`tei.xml`, `md`).
    pub extensions: &'static [&'static str],
    /// Media type.
    pub media_type: &'static str,
    /// Text or binary.
    pub medium: Medium,
    /// One line for people.
    pub summary: &'static str,
}

impl Format {
    /// Whether this name, in any case, means this format.
    pub fn answers_to(&self, name: &str) -> bool {
        std::iter::once(&self.name).chain(self.aliases).any(|n| n.eq_ignore_ascii_case(name))
    }

    /// The extension of this format that `file_name` ends with, in any case; the longest one.
    pub fn extension_of(&self, file_name: &str) -> Option<&'static str> {
        let lower = file_name.to_lowercase();
        self.extensions
            .iter()
            .copied()
            .filter(|ext| lower.strip_suffix(ext).is_some_and(|stem| stem.ends_with('.')))
            .max_by_key(|ext| ext.len())
    }
}

/// TEI: one description for its reader and its writer, which are blind to each other.
pub(crate) static TEI: Format = Format {
    name: "tei",
    aliases: &["xml"],
    extensions: &["tei.xml", "xml"],
    media_type: "application/tei+xml",
    medium: Medium::Text,
    summary: "TEI P5 XML, valid against tei_all and Parla-CLARIN",
};

/// Markdown: one description for its reader and its writer.
pub(crate) static MARKDOWN: Format = Format {
    name: "md",
    aliases: &["markdown", "commonmark"],
    extensions: &["md", "markdown"],
    media_type: "text/markdown",
    medium: Medium::Text,
    summary: "CommonMark with YAML front matter, for reading and for the web",
};
