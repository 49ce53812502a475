//! Which forms of names are one person. Nobody is joined by a surname that two people share.

use std::collections::{HashMap, HashSet};

use crate::attribute::language::is_han;
use crate::model::name::{bare, base, key, words_by};
use crate::model::name_words::NameWords;
use crate::model::{Paragraph, Role, Span, SpokenLabel};

use super::words::{
    all_words, brackets, ends_in_title, is_chinese, is_chinese_name, is_surname_and_title, title,
};

/// A form of a name.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) name: String,
    /// Comparable.
    pub(super) key: String,
    /// What stands in brackets behind it.
    brackets: Vec<String>,
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
#[derive(Debug)]
pub(super) struct Forms<'a> {
    /// The words for parts and the titles.
    names: &'a NameWords,
    pub(super) all: Vec<Form>,
    by_key: HashMap<String, usize>,
    /// The forms of which some words, but not all, are these.
    by_words: HashMap<String, Vec<usize>>,
    /// The forms of two words and more by all of these, in whatever order.
    by_all_words: HashMap<String, Vec<usize>>,
    by_base: HashMap<String, Vec<usize>>,
    /// The forms by what they are without brackets, and one of these.
    by_bracket: HashMap<(String, String), Vec<usize>>,
    /// The forms that are a title and a surname, by the surname.
    by_titled_surname: HashMap<String, Vec<usize>>,
    /// The longer forms by their last two to four characters, where these are Chinese.
    by_end: HashMap<String, Vec<usize>>,
    /// The forms by the first character, which in Chinese ones is the surname.
    by_first: HashMap<char, Vec<usize>>,
    /// Forms that follow one another: two people.
    neighbours: HashSet<(usize, usize)>,
}

/// What a label is known by.
pub(super) fn identity(label: &SpokenLabel) -> String {
    key(label.full.as_ref().map_or(&label.name, |full| &full.name))
}

impl<'a> Forms<'a> {
    /// Of all labels.
    pub(super) fn of(names: &'a NameWords, paragraphs: &[Paragraph]) -> Self {
        let mut forms = Self::none(names);
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

    fn none(names: &'a NameWords) -> Self {
        Self {
            names,
            all: Vec::new(),
            by_key: HashMap::new(),
            by_words: HashMap::new(),
            by_all_words: HashMap::new(),
            by_base: HashMap::new(),
            by_bracket: HashMap::new(),
            by_titled_surname: HashMap::new(),
            by_end: HashMap::new(),
            by_first: HashMap::new(),
            neighbours: HashSet::new(),
        }
    }

    /// The comparable words of a name by which its bearer may be called alone.
    fn words<'k>(&self, key: &'k str) -> impl Iterator<Item = &'k str> {
        words_by(self.names, key)
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
        let told = label.full.as_ref().and_then(|full| full.role);
        let role = {
            let named = |label: &str| self.names.role_of_label(label);
            named(printed).or_else(|| named(base(printed))).or(told)
        };
        let index = match self.by_key.get(&identity(label)) {
            Some(index) => *index,
            None => {
                let span = label.full.as_ref().and_then(|full| full.span);
                self.add(name, span.unwrap_or(label.label.span))
            }
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
                self.all[with].role = self.names.role_of_label(name);
                self.all[with].is_printed = true;
            }
        }
        index
    }

    fn add(&mut self, name: &str, span: Span) -> usize {
        let (index, key) = (self.all.len(), key(name));
        let all: Vec<&str> = self.words(&key).collect();
        let whole = all_words(name, &key, &all);
        let runs = (0..all.len()).flat_map(|from| {
            let whole = all.len();
            (from + 1..=whole).filter(move |to| to - from < whole).map(move |to| (from, to))
        });
        // `mayor okafor` of `mayor denise okafor`
        let outer = match &all[..] {
            [first, _, .., last] => Some(format!("{first} {last}")),
            _ => None,
        };
        // A short form has few words; an office may have many.
        let mut runs: Vec<String> = runs
            .filter(|(from, to)| to - from <= 4)
            .take(60)
            .map(|(from, to)| all[from..to].join(" "))
            .chain(outer)
            .collect();
        // A single word that is not all of the name: `Mr. Smith` has `smith`, too, but is no
        // longer form of it.
        runs.sort_unstable();
        runs.dedup();
        for run in runs {
            self.by_words.entry(run).or_default().push(index);
        }
        if let Some(whole) = whole {
            self.by_all_words.entry(whole).or_default().push(index);
        }
        self.by_base.entry(bare(&key).to_owned()).or_default().push(index);
        let brackets: Vec<String> =
            brackets(self.names, &key).into_iter().map(str::to_owned).collect();
        for one in &brackets {
            let place = (bare(&key).to_owned(), one.clone());
            self.by_bracket.entry(place).or_default().push(index);
        }
        if let ([surname], Some(_)) = (&all[..], title(self.names, &key)) {
            self.by_titled_surname.entry((*surname).to_owned()).or_default().push(index);
        }
        for (at, _) in key.char_indices().rev().take(4).skip(1).filter(|(at, _)| *at > 0) {
            if key[at..].chars().all(is_han) {
                self.by_end.entry(key[at..].to_owned()).or_default().push(index);
            }
        }
        if let Some(first) = key.chars().next() {
            self.by_first.entry(first).or_default().push(index);
        }
        self.by_key.insert(key.clone(), index);
        let name = name.to_owned();
        let also = Vec::new();
        self.all.push(Form { name, key, brackets, also, role: None, is_printed: false, span });
        index
    }

    /// An earlier form that is the same person.
    pub(super) fn same_person(&self, i: usize) -> Option<Same> {
        self.by_bracket(i)
            .or_else(|| self.by_same_words(i))
            .or_else(|| self.by_short_form(i))
            .or_else(|| self.by_title_before(i))
            .or_else(|| self.by_chinese_title(i))
            .or_else(|| self.by_surname_and_title(i))
            .or_else(|| self.by_first_character(i))
            .or_else(|| self.by_office(i))
    }

    /// `The Chair (Ann Roe)`, then `The Chair`; `Mr. Smith (Saltby) (Lab)`, then `Mr. Smith (Saltby)`. A
    /// bracket that differs keeps people apart, and who has none is one of two only where there
    /// are no two.
    fn by_bracket(&self, i: usize) -> Option<Same> {
        let of = |j: usize| &self.all[j].brackets;
        let (own, base) = (of(i), bare(&self.all[i].key));
        let all = self.by_base.get(base)?;
        let fits = |a: &[String], b: &[String]| {
            a.iter().all(|x| b.contains(x)) || b.iter().all(|x| a.contains(x))
        };
        let first = *all.first().filter(|first| **first < i)?;
        // The fullest of them tells most.
        let full =
            if own.is_empty() { all.iter().map(|j| of(*j)).max_by_key(|b| b.len())? } else { own };
        let form = if all.iter().all(|j| fits(of(*j), full)) {
            first
        } else {
            let beside = own.iter().filter_map(|one| {
                let same = self.by_bracket.get(&(base.to_owned(), one.clone()))?;
                same.iter().take_while(|j| **j < i).find(|j| fits(of(**j), own)).copied()
            });
            beside.min()?
        };
        let names_better = own.is_empty() && !of(form).is_empty();
        Some(Same { form, rule: "name.brackets", names_better })
    }

    /// `Lena Voss`, then `Dr. Lena Voss`; `위원장 박정호`, then `박정호 위원장`; `H.M.`, then `HM`.
    fn by_same_words(&self, i: usize) -> Option<Same> {
        let key = &self.all[i].key;
        let whole = all_words(&self.all[i].name, key, &self.words(key).collect::<Vec<_>>())?;
        let first = *self.by_all_words.get(&whole)?.first().filter(|first| **first < i)?;
        let earlier = &self.all[first].key;
        let titles = title(self.names, key).zip(title(self.names, earlier));
        // James Thomas may talk to Thomas James.
        let agree = titles.is_none_or(|(a, b)| a == b) && !self.meets(first, i);
        let same = brackets(self.names, key) == brackets(self.names, earlier);
        let names_better = earlier.len() < key.len() && title(self.names, key).is_none();
        (agree && same).then_some(Same { form: first, rule: "name.part", names_better })
    }

    /// The full name comes first, and a part of it later stands for it, as a surname does
    /// (`MARGARET HALE`, then `HALE` or `Ms. Hale`) or initials in brackets
    /// (`Aaron van Wirdum (AvW)`, then `AvW`). A longer form that comes later is somebody else
    /// of that name, and a surname that two people share joins nobody.
    fn by_short_form(&self, i: usize) -> Option<Same> {
        let form = &self.all[i];
        let words: Vec<&str> = self.words(&form.key).collect();
        // `M. Caillol` of `M. Bertrand Caillol`: elsewhere it is an initial.
        let is_monsieur = |key: &str| key.starts_with("m. ");
        let surname = match &words[..] {
            ["m", surname] if is_monsieur(&form.key) => Some(*surname),
            _ => None,
        };
        let whole = surname.map_or_else(|| words.join(" "), str::to_owned);
        let mut longer = self.by_words.get(&whole)?.iter().filter(|j| **j != i);
        let (only, None) = (*longer.next()?, longer.next()) else { return None };
        let earlier = &self.all[only];
        if surname.is_some() && !is_monsieur(&earlier.key) {
            return None;
        }
        // `Speaker 5` is no part of `Unknown Speaker`.
        let counted = |key: &str| key.contains(|c: char| c.is_ascii_digit());
        if counted(&form.key) && !counted(&earlier.key) {
            return None;
        }
        let office = self.names.role_of_label(&form.name).is_some();
        let agree = title(self.names, &form.key)
            .zip(title(self.names, &earlier.key))
            .is_none_or(|(a, b)| a == b);
        // Walter Pruitt, who answers, and MRS. PRUITT, who adds a word.
        let talk = title(self.names, &form.key).is_some() && self.meets(only, i);
        let names_better = is_chinese_name(self.names, &form.key) && is_chinese(&earlier.key);
        (only < i && !office && agree && !talk).then_some(Same {
            form: only,
            rule: "name.part",
            names_better,
        })
    }

    /// `Mr. Smith`, then `JOHN SMITH`: when there is one of either, and they do not talk to each
    /// other.
    fn by_title_before(&self, i: usize) -> Option<Same> {
        let form = &self.all[i];
        let all: Vec<&str> = self.words(&form.key).collect();
        let surname =
            all.last().filter(|_| all.len() > 1 && title(self.names, &form.key).is_none())?;
        let titled = self.by_titled_surname.get(*surname)?;
        let [only] = titled[..titled.partition_point(|j| *j < i)] else { return None };
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
        let [a, b] = self.by_first.get(&self.all[i].key.chars().next()?)?[..] else {
            return None;
        };
        let (first, second) = (&self.all[a].key, &self.all[b].key);
        let titled_later =
            is_chinese_name(self.names, first) && is_surname_and_title(self.names, second);
        let titled_first =
            is_surname_and_title(self.names, first) && is_chinese_name(self.names, second);
        (b == i && (titled_later || titled_first) && !self.meets(a, b)).then_some(Same {
            form: a,
            rule: "name.surname-and-title",
            names_better: titled_first,
        })
    }

    /// 林議員佳蓉, then 林議員: when nobody else has the surname and the title.
    fn by_surname_and_title(&self, i: usize) -> Option<Same> {
        let key = &self.all[i].key;
        if !is_surname_and_title(self.names, key) {
            return None;
        }
        let same = self.by_first.get(&key.chars().next()?)?;
        let given = |j: &&usize| {
            let rest = self.all[**j].key.strip_prefix(key.as_str());
            rest.is_some_and(|rest| (1..=3).contains(&rest.chars().count()) && is_chinese(rest))
        };
        let mut longer = same.iter().filter(given);
        let (only, None) = (*longer.next()?, longer.next()) else { return None };
        (only < i).then_some(Same {
            form: only,
            rule: "name.surname-and-title",
            names_better: false,
        })
    }

    /// 原告, then 原, or `Pregunta`, then `P`: when nobody else begins so, the short form is no other part, and
    /// they do not talk to each other.
    fn by_first_character(&self, i: usize) -> Option<Same> {
        let form = &self.all[i];
        let [a, b] = self.by_first.get(&form.key.chars().next()?)?[..] else { return None };
        let role = |j: usize| self.names.role_of_label(&self.all[j].name);
        let of_part = || is_chinese(&self.all[a].key) || (role(a).is_some() && role(b).is_none());
        let short = form.key.chars().nth(1).is_none() && of_part();
        let agree = role(b).is_none() || role(a) == role(b);
        // Nobody is called by the first character of their part and is somebody else: 法 behind 法官.
        let apart = !self.meets(a, b) || (role(a).is_some() && is_chinese(&form.key));
        // 被, then 被告 once.
        let is_one = |key: &str| key.chars().nth(1).is_none();
        let of_role = role(b).is_some() && (role(a).is_none() || role(a) == role(b));
        let longer =
            is_one(&self.all[a].key) && is_chinese(&form.key) && of_role && !self.meets(a, b);
        ((short && agree && apart) || longer)
            .then_some(Same { form: a, rule: "name.part", names_better: longer })
            .filter(|_| b == i)
    }

    /// 市水务局局长何向东, then 何向东; 何向东, then 市水务局局长 何向东.
    fn by_office(&self, i: usize) -> Option<Same> {
        let key = &self.all[i].key;
        if let Some((office, holder)) = key.rsplit_once(char::is_whitespace)
            && ends_in_title(self.names, office)
            && is_chinese_name(self.names, holder)
            && let Some(form) = self.by_key.get(holder).filter(|form| **form < i)
            && !self.meets(*form, i)
        {
            return Some(Same { form: *form, rule: "name.office", names_better: false });
        }
        if !is_chinese_name(self.names, key) {
            return None;
        }
        let with_office = |j: &&usize| {
            let before = self.all[**j].key.strip_suffix(key.as_str()).unwrap_or("").trim();
            ends_in_title(self.names, before) || self.names.role_of_label(before).is_some()
        };
        let mut longer = self.by_end.get(key)?.iter().filter(with_office);
        let (only, None) = (*longer.next()?, longer.next()) else { return None };
        (only < i).then_some(Same { form: only, rule: "name.office", names_better: true })
    }

    fn meets(&self, a: usize, b: usize) -> bool {
        self.neighbours.contains(&(a, b))
    }
}
