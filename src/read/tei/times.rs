//! Points of the `timeline`, in milliseconds from its origin.

use std::collections::HashMap;

use super::tree::Tree;

/// The points, by their ids.
#[derive(Debug, Default)]
pub(super) struct Times(HashMap<String, u64>);

impl Times {
    /// Reads every timeline of the document. A point that says no offset has none.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut times = Self::default();
        for timeline in tree.named(0, "timeline").collect::<Vec<_>>() {
            let unit = tree.get(timeline, "unit");
            for when in tree.named(timeline, "when").collect::<Vec<_>>() {
                times.add(tree, when, unit);
            }
        }
        times
    }

    fn add(&mut self, tree: &Tree<'_>, when: usize, unit: Option<&str>) {
        let Some(id) = tree.get(when, "xml:id") else {
            return;
        };
        let since = tree.get(when, "since").map(|pointer| self.at(pointer));
        let interval = tree
            .get(when, "interval")
            .and_then(|number| milliseconds(number, tree.get(when, "unit").or(unit)));
        let offset = match (since, interval) {
            // Nothing before it: it is the origin, whatever time of the day that was.
            (None, None) => self.0.is_empty().then_some(0),
            (None, Some(interval)) => Some(interval),
            (Some(since), Some(interval)) => since.and_then(|since| since.checked_add(interval)),
            (Some(_), None) => None,
        };
        if let Some(offset) = offset {
            self.0.insert(id.to_owned(), offset);
        }
    }

    /// The point that `#T1` names.
    pub(super) fn at(&self, pointer: &str) -> Option<u64> {
        self.0.get(pointer.trim().strip_prefix('#').unwrap_or(pointer.trim())).copied()
    }
}

/// `83.5` of a unit in milliseconds, without the detour of a float: `u64::MAX` comes back too.
fn milliseconds(number: &str, unit: Option<&str>) -> Option<u64> {
    let per_unit: u64 = match unit.unwrap_or("s") {
        "s" => 1000,
        "ms" => 1,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let (whole, part) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let digits: String = part.chars().take(6).collect();
    let millionths: u64 = format!("{digits:0<6}").parse().ok()?;
    let part = (millionths * per_unit + 500_000) / 1_000_000;
    whole.checked_mul(per_unit)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_exact() {
        for (number, unit, ms) in [
            ("83.5", None, Some(83_500)),
            ("0.005", Some("s"), Some(5)),
            ("18446744073709551.615", None, Some(u64::MAX)),
            ("1.5", Some("min"), Some(90_000)),
            ("1.2532790062010444", Some("s"), Some(1_253)),
            ("-1", None, None),
            ("1", Some("d"), None),
        ] {
            assert_eq!(milliseconds(number, unit), ms, "{number} {unit:?}");
        }
    }
}
