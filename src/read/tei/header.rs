//! What the `teiHeader` says: of a file of ours everything, of any other what the model can hold.

use std::collections::HashMap;

use crate::model::{
    BlockId, Metadata, Participant, ParticipantId, PersonName, Process, Revision, Role, SegmentId,
    SourceInfo,
};

use super::own::{lines, pointers};
use super::tree::Tree;

/// Whether this program wrote the file.
pub(super) fn is_ours(tree: &Tree<'_>) -> bool {
    tree.named(0, "application").any(|at| tree.get(at, "ident") == Some("transcripta"))
}

/// The first element that a path of names leads to, child by child.
fn path(tree: &Tree<'_>, from: usize, names: &[&str]) -> Option<usize> {
    names.iter().try_fold(from, |at, name| tree.children(at).find(|c| tree.name(*c) == *name))
}

fn text(tree: &Tree<'_>, at: usize) -> String {
    tree.text_of(at)
}

/// What a header of ours says of the document.
pub(super) fn own_metadata(tree: &Tree<'_>, header: usize) -> Metadata {
    let title = path(tree, header, &["fileDesc", "titleStmt", "title"]);
    let bibl = path(tree, header, &["fileDesc", "sourceDesc", "bibl"]);
    let within = |name: &'static str| {
        let of_name = bibl.into_iter().flat_map(move |bibl| tree.children(bibl));
        of_name.filter(move |at| tree.name(*at) == name)
    };
    let mut metadata = Metadata {
        // Without a language it is the name of the file, not a title.
        title: title.filter(|at| tree.get(*at, "xml:lang").is_some()).map(|at| text(tree, at)),
        date: path(tree, header, &["profileDesc", "settingDesc", "setting", "date"])
            .map(|at| text(tree, at)),
        language: language(tree, header),
        publisher: within("publisher").next().map(|at| text(tree, at)),
        rights: tree
            .first(header, "availability")
            .map(|at| tree.named(at, "quote").map(|quote| text(tree, quote)).collect())
            .unwrap_or_default(),
        identifiers: within("idno")
            .filter(|at| tree.get(*at, "type") != Some("SHA-256"))
            .map(|at| text(tree, at))
            .collect(),
        ..Metadata::default()
    };
    for note in within("note").filter(|at| tree.get(*at, "type") == Some("metadata")) {
        let key = tree.get(note, "n").unwrap_or_default().to_owned();
        metadata.terms.entry(key).or_default().push(text(tree, note));
    }
    metadata
}

/// The tag, or what was given in the place of one.
fn language(tree: &Tree<'_>, header: usize) -> Option<String> {
    let stated = tree.first(header, "language")?;
    let tag = tree.get(stated, "ident")?;
    if tag != "und" {
        return Some(tag.to_owned());
    }
    tree.text_of(stated).split_once("; given as ").map(|(_, given)| given.to_owned())
}

/// The file that a file of ours was made from.
pub(super) fn own_source(tree: &Tree<'_>, header: usize) -> Option<SourceInfo> {
    let bibl = path(tree, header, &["fileDesc", "sourceDesc", "bibl"])?;
    let typed = |name: &'static str, kind: &'static str| {
        tree.children(bibl)
            .find(|at| tree.name(*at) == name && tree.get(*at, "type") == Some(kind))
            .map(|at| text(tree, at))
    };
    let measure = |unit: &str| {
        tree.named(bibl, "measure")
            .find(|at| tree.get(*at, "unit") == Some(unit))
            .and_then(|at| tree.get(at, "quantity")?.parse::<u64>().ok())
    };
    let (media_type, encoding) = typed("note", "encoding")?
        .split_once("; charset=")
        .map(|(media, charset)| (media.to_owned(), charset.to_owned()))?;
    Some(SourceInfo {
        // The prefix has it in a form in which every character can stand.
        name: prefix(tree, header).or_else(|| typed("title", "file"))?,
        media_type,
        encoding,
        bytes: measure("bytes")?,
        lines: u32::try_from(measure("lines")?).ok()?,
        sha256: typed("idno", "SHA-256")?,
    })
}

/// The file name that the places in the source begin with.
fn prefix(tree: &Tree<'_>, header: usize) -> Option<String> {
    let pattern = tree.get(tree.first(header, "prefixDef")?, "replacementPattern")?;
    let mut bytes = pattern.strip_suffix("#$1")?.bytes();
    let mut name = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            name.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            name.push(byte);
        }
    }
    String::from_utf8(name).ok()
}

/// How a file of ours was made.
pub(super) fn own_process(tree: &Tree<'_>, header: usize) -> Option<Process> {
    let application = tree.first(header, "application")?;
    let name = tree
        .named(header, "respStmt")
        .find(|at| tree.get(*at, "xml:id") == Some("resp.transcripta"))
        .and_then(|at| tree.first(at, "name"));
    let program = name.map_or_else(|| "transcripta".to_owned(), |at| text(tree, at));
    let label = tree.first(application, "label").map(|at| text(tree, at))?;
    let version = label.strip_prefix(&program)?.strip_prefix(' ')?.to_owned();
    let mut process = Process {
        program,
        version,
        reader: String::new(),
        rules: None,
        options: [].into(),
        corrections: None,
    };
    for paragraph in tree.named(application, "p").map(|at| text(tree, at)) {
        if let Some(reader) = paragraph.strip_prefix("Reader: ") {
            process.reader = reader.to_owned();
        } else if let Some(rules) = paragraph.strip_prefix("Attribution rules: ") {
            process.rules = Some(rules.to_owned());
        } else if let Some((key, value)) =
            paragraph.strip_prefix("Option ").and_then(|option| option.split_once(": "))
        {
            process.options.insert(key.to_owned(), value.to_owned());
        }
    }
    process.corrections = decided(tree, header);
    Some(process)
}

/// A person's decisions as a whole, from the `change` that tells of them. How many fitted nothing
/// it does not say.
fn decided(tree: &Tree<'_>, header: usize) -> Option<Revision> {
    let change = tree.first(tree.first(header, "revisionDesc")?, "change")?;
    let words = text(tree, change);
    let (applied, rest) =
        words.split_once(" of a person applied, from a file with the SHA-256 ")?;
    let (sha256, rest) = rest.split_once('.')?;
    let given = rest.split_once(" the person gave: ").map_or("", |(_, fields)| fields);
    let mut blocks: Vec<BlockId> = pointers(tree.get(change, "target"))
        .filter_map(|segment| Some(segment.parse::<SegmentId>().ok()?.block))
        .collect();
    blocks.dedup();
    let who = pointers(tree.get(change, "who")).next()?;
    let stated = tree.named(header, "respStmt").find(|at| tree.get(*at, "xml:id") == Some(who))?;
    let by = tree.first(stated, "name").map(|at| text(tree, at)).filter(|name| name != "not named");
    let fields = given.trim_end_matches('.').split(", ").filter(|field| !field.is_empty());
    Some(Revision {
        by,
        sha256: sha256.to_owned(),
        applied: applied.split(' ').next()?.parse().ok()?,
        unfit: 0,
        metadata: fields.map(str::to_owned).collect(),
        blocks,
    })
}

/// The people in a header of ours, and who is meant by an id.
pub(super) fn own_people(
    tree: &Tree<'_>,
    header: usize,
) -> (Vec<Participant>, HashMap<String, ParticipantId>) {
    let mut people = Vec::new();
    let mut ids = HashMap::new();
    let Some(list) = tree.first(header, "listPerson") else {
        return (people, ids);
    };
    for at in tree.children(list).filter(|at| !tree.name(*at).is_empty()) {
        let id = ParticipantId(people.len() as u32 + 1);
        ids.insert(tree.get(at, "xml:id").unwrap_or_default().to_owned(), id);
        let mut participant = Participant {
            id,
            name: PersonName::Unnamed,
            role: role(tree.get(at, "role")),
            also: Vec::new(),
            span: None,
        };
        for name in tree.children(at).filter(|at| tree.name(*at) == "persName") {
            let words = text(tree, name);
            participant.name = match tree.get(name, "type").unwrap_or_default() {
                "label" => PersonName::Labelled(words),
                "address" => PersonName::Addressed(words),
                "introduction" => PersonName::Introduced(words),
                "supplied" => PersonName::Supplied(words),
                _ => {
                    participant.also.push(words);
                    continue;
                }
            };
            let place = tree.get(name, "source");
            participant.span = place.map(|place| lines(Some(place)));
        }
        people.push(participant);
    }
    (people, ids)
}

/// The role of this word.
pub(super) fn role(word: Option<&str>) -> Option<Role> {
    let all = [Role::Host, Role::Guest, Role::Chair, Role::Group];
    all.into_iter().find(|role| Some(role.as_str()) == word)
}

/// What any other header says of the document. Only what it says of the text itself: the date
/// of the edition is not the date of the event.
pub(super) fn metadata(tree: &Tree<'_>, header: Option<usize>, text: usize) -> Metadata {
    let Some(header) = header else {
        return Metadata { language: text_language(tree, text), ..Metadata::default() };
    };
    let all = |names: &[&str], last: &'static str| {
        let parent = path(tree, header, names);
        let children = parent.into_iter().flat_map(|parent| tree.children(parent));
        children.filter(move |at| tree.name(*at) == last).collect::<Vec<_>>()
    };
    let words = |at: usize| Some(tree.words_of(at)).filter(|words| !words.is_empty());
    let rights = tree
        .first(header, "availability")
        .into_iter()
        .flat_map(|at| tree.children(at))
        .filter(|at| !tree.name(*at).is_empty())
        .filter_map(|at| words(at).or_else(|| tree.get(at, "target").map(str::to_owned)))
        .collect();
    let publication = ["fileDesc", "publicationStmt"];
    let publishers: Vec<String> = ["publisher", "authority", "distributor"]
        .into_iter()
        .find_map(|name| {
            let stated: Vec<String> =
                all(&publication, name).into_iter().filter_map(words).collect();
            (!stated.is_empty()).then_some(stated)
        })
        .unwrap_or_default();
    let date = |at: usize| words(at).or_else(|| tree.get(at, "when").map(str::to_owned));
    Metadata {
        title: main_title(tree, &all(&["fileDesc", "titleStmt"], "title")),
        date: path(tree, header, &["profileDesc", "settingDesc", "setting", "date"])
            .or_else(|| path(tree, header, &["fileDesc", "sourceDesc", "bibl", "date"]))
            .and_then(date),
        language: text_language(tree, text),
        publisher: (!publishers.is_empty()).then(|| publishers.join("; ")),
        rights,
        identifiers: all(&publication, "idno").into_iter().filter_map(words).collect(),
        terms: [(
            "creator".to_owned(),
            all(&["fileDesc", "titleStmt"], "author").into_iter().filter_map(words).collect(),
        )]
        .into_iter()
        .filter(|(_, values): &(String, Vec<String>)| !values.is_empty())
        .collect(),
    }
}

/// The title that is called the main one, else the first.
fn main_title(tree: &Tree<'_>, titles: &[usize]) -> Option<String> {
    let main = titles.iter().find(|at| tree.get(**at, "type") == Some("main"));
    let title = tree.words_of(*main.or(titles.first())?);
    (!title.is_empty()).then_some(title)
}

/// The language of the text: stated on it or on an element around it.
fn text_language(tree: &Tree<'_>, text: usize) -> Option<String> {
    let mut at = text;
    loop {
        if let Some(tag) = tree.get(at, "xml:lang").filter(|tag| !tag.is_empty() && *tag != "und") {
            return Some(tag.to_owned());
        }
        let parent = tree.nodes.get(at)?.parent;
        if parent == at {
            return None;
        }
        at = parent;
    }
}

/// A person or group that a header lists, with the name as a reader would say it.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: Option<String>,
    pub(super) role: Option<Role>,
    /// Stands in a list of people, not of organisations or of the cast.
    pub(super) is_person: bool,
}

/// Everybody that any header lists, by id.
pub(super) fn listed(tree: &Tree<'_>) -> HashMap<String, Listed> {
    let mut people = HashMap::new();
    for at in 0..tree.nodes.len() {
        let is_group = tree.name(at) == "personGrp";
        let may_speak = is_group || matches!(tree.name(at), "person" | "org" | "role");
        if let (true, Some(id)) = (may_speak, tree.get(at, "xml:id")) {
            let role = if is_group { Some(Role::Group) } else { role(tree.get(at, "role")) };
            let is_person = matches!(tree.name(at), "person" | "personGrp");
            people.insert(id.to_owned(), Listed { name: name(tree, at), role, is_person });
        }
    }
    people
}

fn name(tree: &Tree<'_>, person: usize) -> Option<String> {
    if tree.name(person) == "role" {
        return Some(tree.words_of(person)).filter(|name| !name.is_empty());
    }
    let names = ["persName", "name", "orgName", "abbr"];
    let stated = names.iter().find_map(|name| tree.first(person, name));
    let whole = match stated {
        // Given name before family name, whatever the order of the elements.
        Some(stated) => {
            let parts = |name: &'static str| {
                tree.named(stated, name).map(|at| tree.words_of(at)).collect::<Vec<_>>()
            };
            let (given, family) = (parts("forename"), parts("surname"));
            let link: Vec<String> = parts("nameLink");
            if family.is_empty() {
                tree.words_of(stated)
            } else {
                [given, link, family].concat().join(" ")
            }
        }
        None => String::new(),
    };
    let whole =
        if whole.is_empty() { tree.get(person, "n").unwrap_or_default().to_owned() } else { whole };
    (!whole.is_empty()).then_some(whole)
}
