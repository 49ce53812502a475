//! The `profileDesc`: languages, people, setting.

use std::io;

use crate::model::{Participant, PersonName, Role};

use super::facts::Facts;
use super::names::{self, Lines, PROGRAM, Pointers};
use super::xml::Xml;

/// Writes the `profileDesc`.
pub(super) fn description(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml.block("profileDesc").open()?;
    languages(xml, facts)?;
    people(xml, facts)?;
    setting(xml, facts)?;
    xml.close_block("profileDesc")
}

fn languages(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml.block("langUsage").open()?;
    let tag = facts.language.tag();
    let name = names::language_name(tag);
    let language = xml.block("language").attr("ident", tag);
    match facts.language.refused() {
        Some(given) => language.words(format_args!("{name}; given as {given}"))?,
        None => language.words(name)?,
    }
    if tag != "en" {
        xml.block("language").attr("ident", "en").words("English (header)")?;
    }
    xml.close_block("langUsage")
}

fn people(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    // An empty `listPerson` is invalid.
    if facts.transcript.participants.is_empty() {
        return Ok(());
    }
    xml.block("particDesc").open()?;
    xml.block("listPerson").open()?;
    for participant in &facts.transcript.participants {
        person(xml, facts, participant)?;
    }
    xml.close_block("listPerson")?;
    xml.close_block("particDesc")
}

fn person(xml: &mut Xml, facts: &Facts<'_>, participant: &Participant) -> io::Result<()> {
    let Participant { id, name, role, also, span } = participant;
    let element = match role {
        Some(Role::Group) => "personGrp",
        Some(Role::Host | Role::Guest | Role::Chair) | None => "person",
    };
    let tag = xml.block(element).attr("xml:id", id).opt("role", role.map(Role::as_str));
    if name.as_str().is_none() && also.is_empty() {
        return tag.empty();
    }
    let xml = tag.open()?;
    let language = facts.language.tag();
    if let Some(words) = name.as_str() {
        let program = name.is_inferred().then(|| format!("#{PROGRAM}"));
        xml.block("persName")
            .attr("type", basis(name))
            .attr("xml:lang", language)
            .opt("source", span.and_then(Lines::of))
            .opt("resp", program)
            .words(words)?;
    }
    for words in also {
        xml.block("persName").attr("type", "variant").attr("xml:lang", language).words(words)?;
    }
    xml.close_block(element)
}

/// How a name is known.
fn basis(name: &PersonName) -> &'static str {
    match name {
        PersonName::Labelled(_) => "label",
        PersonName::Addressed(_) => "address",
        PersonName::Introduced(_) => "introduction",
        PersonName::Supplied(_) => "supplied",
        PersonName::Unnamed => "unnamed",
    }
}

fn setting(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    let date = &facts.transcript.metadata.date;
    if date.is_none() && facts.activity.is_none() {
        return Ok(());
    }
    let people: Vec<_> = facts.transcript.participants.iter().map(|p| p.id).collect();
    xml.block("settingDesc").open()?;
    xml.block("setting").opt("who", Pointers::some(&people)).open()?;
    if let Some(date) = date {
        xml.block("date").opt("when", is_iso_date(date).then_some(date)).words(date)?;
    }
    if let Some(activity) = facts.activity {
        xml.block("activity").words(activity)?;
    }
    xml.close_block("setting")?;
    xml.close_block("settingDesc")
}

/// Whether `@when` takes the date as it stands: `2019`, `2019-05`, `2019-05-21` (the W3C
/// Schema types gYear, gYearMonth, date). Anything else stays in words only.
fn is_iso_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let widths = [4, 2, 2];
    let has_form = parts.len() <= widths.len()
        && parts.iter().zip(widths).all(|(part, width)| {
            part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let number = |at: usize| parts.get(at).map(|part| part.parse::<u32>().unwrap_or(0));
    let (Some(year), true) = (number(0), has_form) else {
        return false;
    };
    let month = number(1).unwrap_or(1);
    let day = number(2).unwrap_or(1);
    year > 0 && (1..=days(year, month)).contains(&day)
}

/// How many days a month has; none if there is no such month.
fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_exist_go_into_an_attribute() {
        for date in ["2019", "2019-05", "2019-05-21", "2020-02-29"] {
            assert!(is_iso_date(date), "{date}");
        }
        for date in [
            "",
            "19",
            "2019-13",
            "2019-02-29",
            "2019-5-1",
            "0000",
            "21 May",
            "2019-00",
            "2019-05-21-1",
        ] {
            assert!(!is_iso_date(date), "{date}");
        }
    }
}
