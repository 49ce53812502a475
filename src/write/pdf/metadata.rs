//! What the file says of itself, twice: as XMP for archives, as an Info dictionary for
//! everybody else. Both are made of one list, so that they cannot differ.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

use crate::model::Transcript;

use super::compose::Composition;
use super::options::Standard;

/// How a hash is written as an address: the file with these bytes, wherever it lies.
pub(crate) const HASH_SCHEME: &str = "hash://sha256/";

/// What the file says of itself.
#[derive(Debug)]
pub(super) struct Statement {
    title: String,
    language: String,
    creators: Vec<String>,
    publishers: Vec<String>,
    rights: Vec<String>,
    identifiers: Vec<String>,
    source: String,
    sha256: String,
    producer: String,
}

/// Program and version.
fn producer(transcript: &Transcript) -> String {
    let process = &transcript.process;
    clean(&format!("{} {}", process.program, process.version))
}

impl Statement {
    /// Only what the transcript states: who speaks in it did not make the document.
    pub(super) fn of(transcript: &Transcript, composition: &Composition) -> Self {
        let metadata = &transcript.metadata;
        let all = |texts: &[String]| texts.iter().map(|text| clean(text)).collect::<Vec<_>>();
        Self {
            title: clean(&composition.title),
            language: composition.language.clone(),
            creators: metadata.terms.get("creator").map_or(Vec::new(), |v| all(v)),
            publishers: metadata.publisher.iter().map(|text| clean(text)).collect(),
            rights: all(&metadata.rights),
            identifiers: all(&metadata.identifiers),
            source: clean(&transcript.source.name),
            sha256: clean(&transcript.source.sha256),
            producer: producer(transcript),
        }
    }

    /// The Info dictionary (ISO 32000-1, 14.3.3).
    pub(super) fn info(&self) -> Dictionary {
        let mut info = Dictionary::new();
        info.set("Title", text(&self.title));
        if !self.creators.is_empty() {
            info.set("Author", text(&self.creators.join("; ")));
        }
        info.set("Creator", text(&self.producer));
        info.set("Producer", text(&self.producer));
        info
    }

    /// The XMP packet (ISO 19005-2, 6.6; ISO 14289-1, 5).
    pub(super) fn xmp(&self, standard: Standard) -> String {
        let mut properties = String::new();
        let alternative = |name: &str, text: &str| {
            format!(
                "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></{name}>\n",
                escape(text)
            )
        };
        let list = |name: &str, kind: &str, texts: &[String]| {
            let items: String =
                texts.iter().map(|text| format!("<rdf:li>{}</rdf:li>", escape(text))).collect();
            if items.is_empty() {
                return items;
            }
            format!("<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n")
        };
        properties.push_str("<dc:format>application/pdf</dc:format>\n");
        properties.push_str(&alternative("dc:title", &self.title));
        let language = std::slice::from_ref(&self.language);
        properties.push_str(&list("dc:language", "Bag", language));
        properties.push_str(&list("dc:creator", "Seq", &self.creators));
        properties.push_str(&list("dc:publisher", "Bag", &self.publishers));
        if !self.rights.is_empty() {
            properties.push_str(&alternative("dc:rights", &self.rights.join("\n")));
        }
        if let Some(first) = self.identifiers.first() {
            let _ = writeln!(properties, "<dc:identifier>{}</dc:identifier>", escape(first));
        }
        if !self.source.is_empty() {
            let _ = writeln!(properties, "<dc:source>{}</dc:source>", escape(&self.source));
        }
        if !self.sha256.is_empty() {
            // The document which this one is derived from (XMP, part 1, 8.4 and part 2, 1.2.4.1).
            let _ = writeln!(
                properties,
                "<xmpMM:DerivedFrom rdf:parseType=\"Resource\"><stRef:documentID>{HASH_SCHEME}{}\
                 </stRef:documentID></xmpMM:DerivedFrom>",
                escape(&self.sha256)
            );
        }
        let producer = escape(&self.producer);
        let _ = writeln!(properties, "<xmp:CreatorTool>{producer}</xmp:CreatorTool>");
        let _ = writeln!(properties, "<pdf:Producer>{producer}</pdf:Producer>");
        format!("{XMP_HEAD}{}{properties}{XMP_FOOT}", claims(standard))
    }
}

/// A text string (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let bytes =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Without what XML cannot hold (XML 1.0, 2.2), and no longer than a string of a PDF may be
/// (ISO 19005-2, 6.1.13).
fn clean(text: &str) -> String {
    const LONGEST: usize = 8000;
    text.chars()
        .take(LONGEST)
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n'))
        .filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
    out
}

/// The start of the packet.
const XMP_HEAD: &str = "\
<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
<rdf:Description rdf:about=\"\"
 xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
 xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"
 xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"
 xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"
 xmlns:stRef=\"http://ns.adobe.com/xap/1.0/sType/ResourceRef#\"
 xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"
 xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"
 xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"
 xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"
 xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
";

/// The standards that the file keeps. PDF/A asks that the property which names PDF/UA be
/// described (ISO 19005-2, 6.6.2.3).
fn claims(standard: Standard) -> String {
    let (part, level) = match standard {
        Standard::None => return String::new(),
        Standard::A2a => (2, 'A'),
        Standard::A2u => (2, 'U'),
        Standard::A3a => (3, 'A'),
    };
    format!(
        "<pdfaid:part>{part}</pdfaid:part>\n\
         <pdfaid:conformance>{level}</pdfaid:conformance>\n{UA}"
    )
}

const UA: &str = "\
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
";

const XMP_FOOT: &str = "\
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"r\"?>
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_hold_no_control_characters() {
        assert_eq!(escape(&clean("a < b & \u{1}\u{B}c > \"d\"")), "a &lt; b &amp; c &gt; \"d\"");
    }
}
