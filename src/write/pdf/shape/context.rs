//! Classes that more than the two neighbours decide.

use super::{Atom, Char, Shaper};
use crate::write::pdf::chars::{is_alphabetic, is_ideographic};
use crate::write::pdf::kinsoku::{Class, classify};

/// Units that stand with their number, across a blank too (ISO 80000-1, 7.1.4).
const UNITS: [&str; 40] = [
    "mm", "cm", "dm", "m", "km", "ha", "ml", "mL", "cl", "dl", "l", "L", "mg", "g", "kg", "t",
    "ms", "s", "min", "h", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "kWh", "MWh", "V",
    "kV", "A", "mA", "Pa", "kPa", "MPa", "hPa", "K", "dB",
];

impl Shaper<'_, '_> {
    /// The class of the character at `at`, between its neighbours; `last` is what stands before it on
    /// the line.
    pub(super) fn class(
        &mut self,
        at: usize,
        (before, c, after): (Option<char>, char, Option<char>),
        square: bool,
        last: Option<&Atom>,
    ) -> Class {
        let class = classify(before, c, after, square);
        match (c, class) {
            // No blank parts an opening mark from its words (French « so »), nor a number from its
            // unit.
            (_, Class::Space)
                if last.is_some_and(|last| last.class == Class::NarrowOpen)
                    || before.is_some_and(|b| b.is_ascii_digit()) && self.is_unit(at + 1) =>
            {
                Class::Glue
            }
            ('"', _) => self.quote(class, before, after),
            _ => class,
        }
    }

    /// Between Chinese words, which leave no blank, a straight quotation mark opens and closes by
    /// turns.
    fn quote(&mut self, class: Class, before: Option<char>, after: Option<char>) -> Class {
        let said = |c: Option<char>| c.is_some_and(|c| is_ideographic(c) || is_alphabetic(c));
        let opens = before.is_some_and(is_ideographic) && said(after) && !self.quoted;
        self.quoted = opens || class == Class::NarrowOpen;
        if opens { Class::NarrowOpen } else { class }
    }

    /// Whether a unit, and no more, stands there.
    fn is_unit(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let rest = self.chars.get(at..).unwrap_or_default().iter().map(|&Char { c, .. }| c);
        let word: String = rest.take_while(char::is_ascii_alphabetic).take(LONGEST + 1).collect();
        UNITS.contains(&word.as_str())
    }
}
