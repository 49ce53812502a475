//! The words by which labels name parts, and those that belong to names: data, in `names.toml`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Role;

const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.json"));

/// The tables of `names.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Tables {
    role: Vec<RoleTable>,
    man: Table,
    woman: Table,
    anybody: Table,
    behind: Table,
    goes_on: Table,
    nobody_known: Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleTable {
    role: Role,
    words: Vec<String>,
    /// For people, and for the test of the tables.
    #[serde(rename = "about")]
    _about: String,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    words: Vec<String>,
    #[serde(rename = "about")]
    _about: String,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
    #[cfg_attr(not(test), allow(dead_code))]
    counter: String,
}

impl Table {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }
}

/// Words of names, ready to look up.
#[derive(Debug, Default)]
pub(crate) struct NameWords {
    tables: Tables,
    roles: HashMap<String, Role>,
    /// Those in scripts without blanks between words, in the order of the table.
    wide: Vec<(String, Role)>,
}

impl NameWords {
    fn of(tables: Tables) -> Self {
        let all = || tables.role.iter().flat_map(|t| t.words.iter().map(|word| (word, t.role)));
        let is_wide =
            |word: &str| word.chars().count() > 1 && word.chars().all(|c| u32::from(c) >= 0x2E80);
        let wide = all().filter(|(word, _)| is_wide(word)).map(|(w, r)| (w.clone(), r)).collect();
        let roles = all().map(|(word, role)| (word.clone(), role)).collect();
        Self { roles, wide, tables }
    }

    /// The role that a word names.
    pub(super) fn role(&self, word: &str) -> Option<Role> {
        self.roles.get(word).copied()
    }

    /// The words for roles beside which a name may stand without a blank.
    pub(super) fn wide_roles(&self) -> impl Iterator<Item = (&str, Role)> {
        self.wide.iter().map(|(word, role)| (word.as_str(), *role))
    }

    /// What a title before a name tells of its bearer: a man, a woman, or nothing.
    pub(crate) fn title(&self, word: &str) -> Option<Title> {
        let tables = &self.tables;
        let all = [
            (&tables.man, Title::Man),
            (&tables.woman, Title::Woman),
            (&tables.anybody, Title::Anybody),
        ];
        all.into_iter().find(|(table, _)| table.has(word)).map(|(_, title)| title)
    }

    /// Titles behind a Chinese surname, and offices before a name.
    pub(crate) fn behind(&self) -> &[String] {
        &self.tables.behind.words
    }

    /// Whether words in brackets behind a name say only that this person goes on.
    pub(crate) fn goes_on(&self, words: &str) -> bool {
        self.tables.goes_on.has(words)
    }

    /// Whether a name, in lower case, says that nobody knew who speaks.
    pub(crate) fn is_nobody_known(&self, name: &str) -> bool {
        self.tables.nobody_known.has(name)
    }
}

/// What a title before a name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// `Mr.`
    Man,
    /// `Ms.`
    Woman,
    /// `Dr.`
    Anybody,
}

/// The words. They are part of the program, and a test reads them all, so a faulty table cannot be
/// shipped; here it would have no words.
pub(crate) fn name_words() -> &'static NameWords {
    static WORDS: OnceLock<NameWords> = OnceLock::new();
    WORDS.get_or_init(|| NameWords::of(serde_json::from_str(NAMES).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_finds_its_example_and_not_its_counter_example() {
        let tables: Tables = serde_json::from_str(NAMES).unwrap();
        let Tables { role, man, woman, anybody, behind, goes_on, nobody_known } = &tables;
        for table in [man, woman, anybody, behind, goes_on, nobody_known] {
            assert!(table.has(&table.example), "{}", table.example);
            assert!(!table.has(&table.counter), "{}", table.counter);
        }
        for table in role {
            assert_eq!(Role::of_label(&table.example), Some(table.role), "{}", table.example);
            assert_ne!(Role::of_label(&table.counter), Some(table.role), "{}", table.counter);
        }
    }

    #[test]
    fn words_are_in_lower_case_and_stand_once() {
        let tables: Tables = serde_json::from_str(NAMES).unwrap();
        let mut all: Vec<&String> = tables.role.iter().flat_map(|t| &t.words).collect();
        assert!(all.iter().all(|word| **word == word.to_lowercase()));
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
