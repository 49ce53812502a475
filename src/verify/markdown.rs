//! Markdown, read by a CommonMark parser that had no part in writing it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::back::{Blanks, Person, Place, ReadBack, Recorded, Role, Said, Spoken};
use super::fault::Fault;

/// Reads it back.
pub(super) fn read(bytes: &[u8]) -> Result<ReadBack, Fault> {
    let page = std::str::from_utf8(bytes).map_err(Fault::damaged)?;
    let head = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (head, body) = head.ok_or_else(|| Fault::damaged("no front matter, or no end of it"))?;
    if !page.ends_with('\n') {
        return Err(Fault::damaged("it ends within a line"));
    }
    let mut back = ReadBack::of_text(page, Blanks::Markdown);
    front_matter(&mut back, head);
    let start = page.len() - body.len();
    let mut walk = Walk { back, stage: Stage::Between, quoted: false };
    for (event, range) in Parser::new(body).into_offset_iter() {
        walk.event(event, Range { start: range.start + start, end: range.end + start })?;
    }
    Ok(walk.back)
}

/// Where the walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Between,
    /// At the start of a paragraph.
    Opening,
    /// In the bold words that open a turn.
    Label,
    /// After them: one blank is ours.
    AfterLabel,
    /// After that blank.
    AfterBlank,
    /// In the bold words that say whom a person put in the place of the label.
    Beside,
    /// In the italics of something that happens.
    Event,
    Text,
    /// Where the paragraph has to end.
    Over,
}

struct Walk {
    back: ReadBack,
    stage: Stage,
    quoted: bool,
}

impl Walk {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Fault> {
        let place = Place::Offset(range.start);
        match (event, self.stage) {
            (Event::Start(Tag::Heading { .. }), Stage::Between) => {
                self.back.begin(Role::Heading);
                self.stage = Stage::Text;
            }
            (Event::Start(Tag::Paragraph), Stage::Between) => self.stage = Stage::Opening,
            (Event::Start(Tag::BlockQuote(_)), Stage::Between) => self.quoted = true,
            (Event::End(TagEnd::BlockQuote(_)), Stage::Between) => self.quoted = false,
            (Event::Start(Tag::Strong), Stage::Opening) if !self.quoted => {
                self.turn(place);
                self.stage = Stage::Label;
            }
            (Event::End(TagEnd::Strong), Stage::Label) => {
                self.back.begin(Role::Paragraph);
                self.stage = Stage::AfterLabel;
            }
            (Event::Text(text), Stage::AfterLabel) if &*text == " " => {
                self.stage = Stage::AfterBlank;
            }
            (Event::Text(text), Stage::AfterLabel) => {
                self.back.push(text.strip_prefix(' ').unwrap_or(&text), place);
                self.stage = Stage::Text;
            }
            (Event::Text(text), Stage::AfterBlank) => {
                self.back.push(&text, place);
                self.stage = Stage::Text;
            }
            (Event::Start(Tag::Strong), Stage::AfterBlank) if !self.is_beside() => {
                self.back.begin(Role::Ours);
                self.stage = Stage::Beside;
            }
            (Event::End(TagEnd::Strong), Stage::Beside) => {
                self.beside();
                self.back.begin(Role::Paragraph);
                self.stage = Stage::AfterLabel;
            }
            (Event::Text(text), Stage::Label | Stage::Beside | Stage::Event | Stage::Text) => {
                self.back.push(&text, place)
            }
            (Event::Text(text), Stage::Opening) => {
                self.back.begin(Role::Paragraph);
                self.back.push(&text, place);
                self.stage = Stage::Text;
            }
            (Event::SoftBreak, Stage::AfterLabel | Stage::AfterBlank) => {
                self.back.push("\n", place);
                self.stage = Stage::Text;
            }
            (Event::SoftBreak, Stage::Label | Stage::Event | Stage::Text) => {
                self.back.push("\n", place);
            }
            (Event::End(TagEnd::Paragraph | TagEnd::Heading(_)), _) => self.stage = Stage::Between,
            // Something that happens stands in italics, which nothing else does.
            (Event::Start(Tag::Emphasis), Stage::Opening) if !self.quoted => {
                self.back.begin(Role::Paragraph);
                self.stage = Stage::Event;
            }
            (Event::End(TagEnd::Emphasis), Stage::Event) => self.stage = Stage::Over,
            // A comment says where in the source something stands: it is ours.
            (Event::Html(html) | Event::InlineHtml(html), _) if is_comment(&html) => {}
            (Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock), Stage::Between) => {}
            (other, _) => {
                let what = format!("mark-up that no transcript has ({})", kind(&other));
                return Err(Fault::Structure { place: self.back.describe(&place), what });
            }
        }
        Ok(())
    }

    /// Whether the last turn has a second name already.
    fn is_beside(&self) -> bool {
        self.back.turns.last().is_none_or(|turn| turn.beside.is_some())
    }

    /// The last chunk is the name beside the label of the last turn.
    fn beside(&mut self) {
        let said = self.back.chunks.last().map(|chunk| self.back.said(chunk).to_owned());
        if let Some(turn) = self.back.turns.last_mut() {
            turn.beside = said;
        }
    }

    fn turn(&mut self, place: Place) {
        self.back.turns.push(Spoken {
            id: None,
            speakers: Said::Bold,
            beside: None,
            basis: None,
            first: self.back.chunks.len(),
            end: None,
            place,
        });
        self.back.begin(Role::Label);
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .is_some_and(|comment| !comment.contains("--"))
}

/// The name of an event, without what is in it.
fn kind(event: &Event<'_>) -> String {
    let name = format!("{event:?}");
    let inner = name.strip_prefix("Start(").or_else(|| name.strip_prefix("End(")).unwrap_or(&name);
    inner.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase()
}

/// Reads the lines of the front matter that tell of source and people. It is a small part of
/// YAML: keys, indentation by two, double-quoted strings.
fn front_matter(back: &mut ReadBack, head: &str) {
    let mut recorded = Recorded::default();
    let mut people: Vec<Person> = Vec::new();
    let mut section = "";
    for line in head.split('\n') {
        let indent = line.len() - line.trim_start().len();
        let entry = line.trim_start().trim_start_matches("- ");
        let Some((key, value)) = entry.split_once(':') else { continue };
        let value = unquoted(value.trim());
        if indent == 0 {
            section = key;
        }
        match (section, key) {
            ("lang", "lang") => recorded.language = Some(value),
            ("source", "sha256") => recorded.sha256 = Some(value),
            ("source", "encoding") => recorded.encoding = Some(value),
            ("process", "rules") => recorded.rules = Some(value),
            ("process", name) if indent == 4 => {
                recorded.options.insert(unquoted(name), value);
            }
            ("participants", "id") => people.push(Person { id: value, name: None }),
            ("participants", "name") => {
                if let Some(person) = people.last_mut() {
                    person.name = Some(value);
                }
            }
            _ => {}
        }
    }
    back.recorded = recorded;
    back.people = Some(people);
}

/// A double-quoted string of YAML has the escapes of JSON, as far as we write it.
fn unquoted(value: &str) -> String {
    serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())
}
