//! Which forms of names are one person. Nobody is joined by a surname that two people share.

use std::collections::{HashMap, HashSet};

use crate::attribute::language::is_han;
use crate::model::name::{base, key, words};
use crate::model::{Paragraph, Role, Span, SpokenLabel};

/// A form of a name.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) name: String,
    /// Comparable.
    pub(super) key: String,
    /// Further forms that come with it.
    pub(super) also: Vec<String>,
    pub(super) role: Option<Role>,
    /// Whether a label prints it; else the source gives it for a label elsewhere.
    pub(super) is_printed: bool,
    pub(super) span: Span,
}

/// An earlier form that is the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Same {
    /// Its index.
    pub(super) form: usize,
    /// How that is known.
    pub(super) rule: &'static str,
    /// Whether the later form names the person better.
    pub(super) names_better: bool,
}

/// The forms of names in order of first use, and which of them have a word.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) all: Vec<Form>,
    by_key: HashMap<String, usize>,
    /// The forms of which some words, but not all, are these.
    by_words: HashMap<String, Vec<usize>>,
    by_base: HashMap<String, Vec<usize>>,
    /// The Chinese forms by the first character, which is the surname.
    by_surname: HashMap<char, Vec<usize>>,
    /// Forms that follow one another: two people.
    neighbours: HashSet<(usize, usize)>,
}

/// What a label is known by.
pub(super) fn identity(label: &SpokenLabel) -> String {
    key(label.full.as_ref().map_or(&label.name, |full| &full.name))
}

impl Forms {
    /// Of all labels.
    pub(super) fn of(paragraphs: &[Paragraph]) -> Self {
        let mut forms = Self::default();
        let mut last: Option<usize> = None;
        for label in paragraphs.iter().filter_map(|p| p.label.as_ref()) {
            let this = forms.meet(label);
            if let Some(last) = last.filter(|last| *last != this) {
                forms.neighbours.insert((last.min(this), last.max(this)));
            }
            last = Some(this);
        }
        forms
    }

    fn meet(&mut self, label: &SpokenLabel) -> usize {
        let printed = &label.name;
        let (name, mut also) = match &label.full {
            Some(full) => (&full.name, full.also.clone()),
            None => (printed, Vec::new()),
        };
        if label.full.is_some() {
            also.push(printed.clone());
        }
        let role = Role::of_label(printed).or_else(|| Role::of_label(base(printed)));
        let index = match self.by_key.get(&identity(label)) {
            Some(index) => *index,
            None => self.add(name, label.label.span),
        };
        let form = &mut self.all[index];
        form.role = form.role.or(role);
        form.is_printed |= label.full.is_none();
        for further in also {
            if !form.also.contains(&further) {
                form.also.push(further);
            }
        }
        for name in &label.with {
            if !self.by_key.contains_key(&key(name)) {
                let with = self.add(name, label.label.span);
                self.all[with].role = Role::of_label(name);
                self.all[with].is_printed = true;
            }
        }
        index
    }

    fn add(&mut self, name: &str, span: Span) -> usize {
        let (index, key) = (self.all.len(), key(name));
        let all: Vec<&str> = words(&key).collect();
        let runs = (0..all.len()).flat_map(|from| {
            let whole = all.len();
            (from + 1..=whole).filter(move |to| to - from < whole).map(move |to| (from, to))
        });
        let mut runs: Vec<String> =
            runs.take(30).map(|(from, to)| all[from..to].join(" ")).collect();
        // A single word that is not all of the name: `Mr. Smith` has `smith`, too, but is no
        // longer form of it.
        runs.sort_unstable();
        runs.dedup();
        for run in runs {
            self.by_words.entry(run).or_default().push(index);
        }
        self.by_base.entry(self::key_of_base(&key)).or_default().push(index);
        if let Some(first) = key.chars().next().filter(|c| is_han(*c)) {
            self.by_surname.entry(first).or_default().push(index);
        }
        self.by_key.insert(key.clone(), index);
        let name = name.to_owned();
        self.all.push(Form { name, key, also: Vec::new(), role: None, is_printed: false, span });
        index
    }

    /// An earlier form that is the same person.
    pub(super) fn same_person(&self, i: usize) -> Option<Same> {
        self.by_bracket(i)
            .or_else(|| self.by_short_form(i))
            .or_else(|| self.by_title_before(i))
            .or_else(|| self.by_chinese_title(i))
            .or_else(|| self.by_office(i))
    }

    /// `The Chair (Ann Roe)`, then `The Chair`: when only one has that name.
    fn by_bracket(&self, i: usize) -> Option<Same> {
        let form = &self.all[i];
        let bare = key_of_base(&form.key) == form.key;
        let all = self.by_base.get(&key_of_base(&form.key))?;
        let first = all.first().copied().filter(|first| *first < i)?;
        let first_bare = key_of_base(&self.all[first].key) == self.all[first].key;
        let same = |names_better| Same { form: first, rule: "name.brackets", names_better };
        if all.len() == 2 && bare != first_bare {
            return Some(same(bare));
        }
        // KEMAL DEMİRTAŞ (Liman), KEMAL DEMİRTAŞ (Devamla): of a person's name the bracket tells more,
        // of an office it tells whose it is.
        is_full_name(&form.name).then(|| same(false))
    }

    /// The full name comes first, and a part of it later stands for it, as a surname does
    /// (`MARGARET HALE`, then `HALE` or `Ms. Hale`) or initials in brackets
    /// (`Aaron van Wirdum (AvW)`, then `AvW`). A longer form that comes later is somebody else
    /// of that name, and a surname that two people share joins nobody.
    fn by_short_form(&self, i: usize) -> Option<Same> {
        let form = &self.all[i];
        let whole = words(&form.key).collect::<Vec<_>>().join(" ");
        let [only] = self.by_words.get(&whole)?[..] else { return None };
        let earlier = &self.all[only];
        let office = Role::of_label(&form.name).is_some();
        let agree = gender(&form.key).zip(gender(&earlier.key)).is_none_or(|(a, b)| a == b);
        let names_better = is_chinese_name(&form.key) && is_chinese(&earlier.key);
        (only < i && !office && agree).then_some(Same {
            form: only,
            rule: "name.part",
            names_better,
        })
    }

    /// `Mr. Smith`, then `JOHN SMITH`: when there is one of either, and they do not talk to each
    /// other.
    fn by_title_before(&self, i: usize) -> Option<Same> {
        let form = &self.all[i];
        let all: Vec<&str> = words(&form.key).collect();
        let surname = all.last().filter(|_| all.len() > 1 && gender(&form.key).is_none())?;
        let titled = |j: &usize| {
            gender(&self.all[*j].key).is_some() && words(&self.all[*j].key).eq([*surname])
        };
        let mut earlier = (0..i).filter(titled);
        let (only, None) = (earlier.next()?, earlier.next()) else { return None };
        let [full] = self.by_words.get(*surname)?[..] else { return None };
        (full == i && !self.meets(only, i)).then_some(Same {
            form: only,
            rule: "name.title-and-surname",
            names_better: true,
        })
    }

    /// 王建国 and 王教授, in either order: when nobody else has the surname, and they do not talk
    /// to each other.
    fn by_chinese_title(&self, i: usize) -> Option<Same> {
        let [a, b] = self.by_surname.get(&self.all[i].key.chars().next()?)?[..] else {
            return None;
        };
        let (first, second) = (&self.all[a].key, &self.all[b].key);
        let titled_later = is_chinese_name(first) && is_surname_and_title(second);
        let titled_first = is_surname_and_title(first) && is_chinese_name(second);
        (b == i && (titled_later || titled_first) && !self.meets(a, b)).then_some(Same {
            form: a,
            rule: "name.surname-and-title",
            names_better: titled_first,
        })
    }

    /// 市水务局局长何向东, then 何向东.
    fn by_office(&self, i: usize) -> Option<Same> {
        let key = &self.all[i].key;
        if !is_chinese_name(key) {
            return None;
        }
        let with_office = |j: &usize| {
            let before = self.all[*j].key.strip_suffix(key.as_str()).unwrap_or("");
            let before = before.trim();
            TITLES.iter().any(|t| before.ends_with(t)) || Role::of_label(before).is_some()
        };
        let mut longer = (0..self.all.len()).filter(|j| *j != i).filter(with_office);
        let (only, None) = (longer.next()?, longer.next()) else { return None };
        (only < i).then_some(Same { form: only, rule: "name.office", names_better: true })
    }

    fn meets(&self, a: usize, b: usize) -> bool {
        self.neighbours.contains(&(a, b))
    }
}

/// Two words or more before a bracket, all with capitals, none of them an article or a word for a part.
fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = base(name).split_whitespace().collect();
    let fits = |word: &&str| {
        word.starts_with(char::is_uppercase) && (word.chars().count() > 3 || word.ends_with('.'))
    };
    words.len() > 1 && words.iter().all(fits) && Role::of_label(base(name)).is_none()
}

fn key_of_base(name: &str) -> String {
    base(name).to_owned()
}

/// What a title says: `mr` is a man, `ms` a woman.
fn gender(name: &str) -> Option<char> {
    match name.split(['.', ' ']).next()? {
        "mr" | "sir" => Some('m'),
        "mrs" | "ms" | "miss" | "madam" => Some('f'),
        "dr" | "prof" | "professor" => Some('d'),
        _ => None,
    }
}

/// Titles behind a Chinese surname, and offices before a name.
const TITLES: [&str; 44] = [
    "教授", "老师", "老師", "先生", "女士", "小姐", "主任", "局长", "局長", "院长", "院長", "校长",
    "校長", "博士", "师傅", "師傅", "医生", "醫生", "律师", "律師", "委员", "委員", "议员", "議員",
    "部长", "部長", "经理", "經理", "书记", "書記", "所长", "所長", "处长", "處長", "市长", "市長",
    "县长", "縣長", "会长", "會長", "主席", "馆长", "館長", "总监",
];

fn is_chinese(name: &str) -> bool {
    name.chars().all(|c| is_han(c) || c.is_whitespace())
}

/// Two to four characters that are no title.
fn is_chinese_name(name: &str) -> bool {
    let length = name.chars().count();
    let title = TITLES.iter().any(|title| name.ends_with(title));
    (2..=4).contains(&length)
        && name.chars().all(is_han)
        && !title
        && Role::of_label(name).is_none()
}

/// 王教授: one character and a title.
fn is_surname_and_title(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_han) && TITLES.contains(&chars.as_str())
}
