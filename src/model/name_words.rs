//! The words by which labels name parts, and those that belong to names: data, in `names.toml`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Role;

const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.json"));

/// Words of names as they are written: the tables of `names.toml`, or those of a user.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct NameTables {
    /// Words by which labels name the part that somebody takes.
    pub(crate) role: Vec<RoleTable>,
    /// Titles before the name of a man, ...
    pub(crate) man: NameTable,
    /// ... of a woman, ...
    pub(crate) woman: NameTable,
    /// ... and those that tell nothing of their bearer.
    pub(crate) anybody: NameTable,
    /// Titles behind a Chinese surname, and offices before a name.
    pub(crate) behind: NameTable,
    /// In brackets behind a name: this person goes on.
    pub(crate) goes_on: NameTable,
    /// A label that says that nobody knew who speaks.
    pub(crate) nobody_known: NameTable,
}

/// Words that name a part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleTable {
    pub(crate) role: RoleWord,
    /// For people; a table without an explanation is refused.
    #[serde(rename = "about")]
    pub(crate) _about: String,
    pub(crate) words: Vec<String>,
    /// A label in which one of the words is found; the test of the tables tries it, and whoever reads
    /// a user's file.
    pub(crate) example: String,
    /// A label that does not name this part.
    pub(crate) counter: String,
}

/// A part, as a table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RoleWord {
    Host,
    Guest,
    Chair,
    Group,
    /// These words name no part, whatever an earlier table says.
    None,
}

impl RoleWord {
    pub(crate) fn role(self) -> Option<Role> {
        match self {
            Self::Host => Some(Role::Host),
            Self::Guest => Some(Role::Guest),
            Self::Chair => Some(Role::Chair),
            Self::Group => Some(Role::Group),
            Self::None => None,
        }
    }
}

/// Words of one meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameTable {
    #[serde(rename = "about")]
    pub(crate) _about: String,
    pub(crate) words: Vec<String>,
    pub(crate) example: String,
    pub(crate) counter: String,
}

impl NameTable {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }

    /// Takes in the words of another table.
    fn extend(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
    }

    fn remove(&mut self, words: &[String]) {
        self.words.retain(|word| !words.contains(word));
    }
}

/// Words of names, ready to look up.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameWords {
    tables: NameTables,
    /// The part that a word names; `None` for a word that names none.
    roles: HashMap<String, Option<Role>>,
    /// Those in scripts without blanks between words, in the order of the table.
    wide: Vec<(String, Role)>,
}

impl NameWords {
    fn of(tables: NameTables) -> Self {
        let mut words = Self::default();
        words.add_roles(&tables.role);
        Self { tables, ..words }
    }

    /// These words, with a user's over them: what both have means what the user says.
    pub(crate) fn with(&self, own: &NameTables) -> Self {
        let mut words = self.clone();
        let theirs = std::mem::take(&mut words.wide);
        words.add_roles(&own.role);
        let known = |word: &str| own.role.iter().any(|table| table.words.iter().any(|w| w == word));
        words.wide.extend(theirs.into_iter().filter(|(word, _)| !known(word)));
        let tables = &mut words.tables;
        let titles = [&own.man.words, &own.woman.words, &own.anybody.words];
        for table in [&mut tables.man, &mut tables.woman, &mut tables.anybody] {
            titles.iter().for_each(|words| table.remove(words));
        }
        tables.man.extend(&own.man);
        tables.woman.extend(&own.woman);
        tables.anybody.extend(&own.anybody);
        tables.behind.extend(&own.behind);
        tables.goes_on.extend(&own.goes_on);
        tables.nobody_known.extend(&own.nobody_known);
        words
    }

    fn add_roles(&mut self, tables: &[RoleTable]) {
        let is_wide =
            |word: &str| word.chars().count() > 1 && word.chars().all(|c| u32::from(c) >= 0x2E80);
        for table in tables {
            let role = table.role.role();
            for word in &table.words {
                self.roles.insert(word.clone(), role);
                self.wide.extend(role.filter(|_| is_wide(word)).map(|role| (word.clone(), role)));
            }
        }
    }

    /// The role that a label names by its words; `None` for a plain name.
    pub(crate) fn role_of_label(&self, name: &str) -> Option<Role> {
        let lower = name.trim().to_lowercase();
        let counted = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " _-#.".contains(c));
        let exact = self.roles.get(&lower).or_else(|| self.roles.get(counted));
        // In scripts without blanks between words a name may stand beside it.
        let with_name = || {
            let mut wide = self.wide.iter();
            wide.find(|(word, _)| {
                lower.starts_with(word.as_str()) || lower.ends_with(word.as_str())
            })
        };
        exact.copied().unwrap_or_else(|| with_name().map(|(_, role)| *role))
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
        let tables: NameTables = serde_json::from_str(NAMES).unwrap();
        let NameTables { role, man, woman, anybody, behind, goes_on, nobody_known } = &tables;
        for table in [man, woman, anybody, behind, goes_on, nobody_known] {
            assert!(table.has(&table.example), "{}", table.example);
            assert!(!table.has(&table.counter), "{}", table.counter);
        }
        for table in role {
            let role = table.role.role();
            assert_eq!(Role::of_label(&table.example), role, "{}", table.example);
            assert_ne!(Role::of_label(&table.counter), role, "{}", table.counter);
        }
    }

    #[test]
    fn words_are_in_lower_case_and_stand_once() {
        let tables: NameTables = serde_json::from_str(NAMES).unwrap();
        let mut all: Vec<&String> = tables.role.iter().flat_map(|t| &t.words).collect();
        assert!(all.iter().all(|word| **word == word.to_lowercase()));
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn words_of_a_user_go_before_those_of_the_program() {
        let role = |role, words: &[&str]| RoleTable {
            role,
            _about: String::new(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            example: String::new(),
            counter: String::new(),
        };
        let own = NameTables {
            role: vec![
                role(RoleWord::Host, &["quizmaster", "答"]),
                role(RoleWord::Guest, &["记者"]),
                role(RoleWord::None, &["anchor"]),
            ],
            man: NameTable { words: vec!["dr".to_owned()], ..NameTable::default() },
            ..NameTables::default()
        };
        let words = name_words().with(&own);
        for (label, role) in [
            ("Quizmaster 2", Some(Role::Host)),
            ("答", Some(Role::Host)),
            ("财新记者", Some(Role::Guest)),
            ("Anchor", None),
            ("Moderator", Some(Role::Host)),
        ] {
            assert_eq!(words.role_of_label(label), role, "{label}");
        }
        assert_eq!(words.title("dr"), Some(Title::Man));
        assert_eq!(words.title("mrs"), Some(Title::Woman));
    }
}
