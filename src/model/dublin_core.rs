//! The names of Dublin Core: the fifteen elements, and the further DCMI terms.

/// As DCMI writes them.
const NAMES: &[&str] = &[
    "title",
    "creator",
    "subject",
    "description",
    "publisher",
    "contributor",
    "date",
    "type",
    "format",
    "identifier",
    "source",
    "language",
    "relation",
    "coverage",
    "rights",
    "abstract",
    "accessRights",
    "accrualMethod",
    "accrualPeriodicity",
    "accrualPolicy",
    "alternative",
    "audience",
    "available",
    "bibliographicCitation",
    "conformsTo",
    "created",
    "dateAccepted",
    "dateCopyrighted",
    "dateSubmitted",
    "educationLevel",
    "extent",
    "hasFormat",
    "hasPart",
    "hasVersion",
    "instructionalMethod",
    "isFormatOf",
    "isPartOf",
    "isReferencedBy",
    "isReplacedBy",
    "isRequiredBy",
    "issued",
    "isVersionOf",
    "license",
    "mediator",
    "medium",
    "modified",
    "provenance",
    "references",
    "replaces",
    "requires",
    "rightsHolder",
    "spatial",
    "tableOfContents",
    "temporal",
    "valid",
];

/// The element or term that a name means: `title`, `dc.title`, `dc:title`, `dcterms.issued`, in
/// any case.
pub fn dublin_core(name: &str) -> Option<&'static str> {
    let (prefix, bare) = name.split_once(['.', ':']).unwrap_or(("", name));
    let ours = ["", "dc", "dcterms"].iter().any(|known| prefix.eq_ignore_ascii_case(known));
    NAMES.iter().copied().find(|known| ours && known.eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_have_the_prefix_of_its_vocabulary() {
        for name in ["title", "dc.title", "DC:Title", "dcterms.title"] {
            assert_eq!(dublin_core(name), Some("title"), "{name}");
        }
        assert_eq!(dublin_core("dcterms:ispartof"), Some("isPartOf"));
        assert_eq!(dublin_core("mood"), None);
        assert_eq!(dublin_core("premis.title"), None);
    }
}
