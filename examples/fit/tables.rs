//! The tables of rules, written anew.

use std::error::Error;

use transcripta::attribute::fit::Fitted;

use crate::confidence::Confidence;

/// The tables of rules.
const TABLES: &[&str] = &["any", "zh", "en", "de", "fr", "es", "ja", "ko"];

/// Where a line of a table stands.
struct Place<'a> {
    /// The head of its section.
    section: &'a str,
    /// The last name before it.
    name: &'a str,
    /// How many styles there are up to it.
    styles: usize,
    key: &'a str,
}

/// Writes the fitted weights into the tables, leaving everything else as it is.
pub(crate) fn rewrite_weights(fitted: &Fitted) -> Result<(), Box<dyn Error>> {
    rewrite(|place| match place.section {
        _ if place.key != "weights" => None,
        "[[rule]]" => fitted.rule(place.name),
        "[[style]]" => fitted.style_weights(place.styles - 1),
        "[chain]" => Some(fitted.common_weights()),
        _ => None,
    })
}

/// Writes how sure to be in each style.
pub(crate) fn rewrite_confidence(styles: &[Confidence]) -> Result<(), Box<dyn Error>> {
    rewrite(|place| {
        let style = styles.get(place.styles.checked_sub(1)?)?;
        let mut lines = style.lines().into_iter().filter(|_| place.section == "[[style]]");
        lines.find(|(key, _)| *key == place.key).map(|(_, value)| value)
    })
}

/// Gives lines `key = value` of the tables another value, where there is one.
fn rewrite(value: impl Fn(&Place<'_>) -> Option<String>) -> Result<(), Box<dyn Error>> {
    for table in TABLES {
        let path = format!("src/attribute/rules/{table}.toml");
        let text = std::fs::read_to_string(&path)?;
        let (mut name, mut section, mut styles) = ("", "", 0);
        let mut out = String::new();
        for line in text.lines() {
            if let Some(value) = line.strip_prefix("name = ") {
                name = value.trim_matches('"');
            }
            if line.starts_with('[') {
                section = line;
                styles += usize::from(section == "[[style]]");
            }
            let key = line.split(" = ").next().unwrap_or_default();
            match value(&Place { section, name, styles, key }) {
                Some(value) => out.push_str(&format!("{key} = {value}")),
                None => out.push_str(line),
            }
            out.push('\n');
        }
        std::fs::write(&path, out)?;
    }
    Ok(())
}
