//! More than two voices in a source that names nobody: several guests whom the host calls by their
//! names, or several who ask and say who they are. Whoever is neither called nor introduced stays
//! unknown: nobody guesses between guests.

use std::collections::{HashMap, HashSet};

use super::address::is_title;
use super::chain::State;
use super::features::Seen;
use super::inferred::Inferred;
use super::introductions;
use super::mentions;
use super::rules::{Feature, RuleSet};

/// Who speaks a stretch of paragraphs of one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The one who has this part.
    Only,
    /// One of several: index among the voices.
    Voice(usize),
    /// One of several, but which one nothing tells.
    Unknown,
}

/// One of several who have the same part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) name: String,
    /// Further forms of the name.
    pub(super) also: Vec<String>,
    /// Whether others call them so; else they say it themselves.
    pub(super) is_called: bool,
    /// Index of the paragraph that tells the name.
    pub(super) told: usize,
}

/// What a text has of more than two voices.
#[derive(Debug, Default)]
pub(super) struct Several {
    pub(super) voices: Vec<Voice>,
    /// For each paragraph.
    who: Vec<Who>,
    /// Paragraphs at which somebody else of the same part begins, in order.
    begins: Vec<usize>,
    /// Whether somebody gives the floor to those who ask.
    is_moderated: bool,
}

impl Several {
    /// Of a text that was read as a talk of two.
    pub(super) fn of(inferred: &Inferred<'_>) -> Self {
        let states = &inferred.reading.states;
        let mut several = Self { who: vec![Who::Only; states.len()], ..Self::default() };
        let runs = runs(states, |_| false);
        several.guests(inferred, &runs);
        several.askers(inferred, &runs);
        several
    }

    /// Who speaks a paragraph.
    pub(super) fn who(&self, paragraph: usize) -> Who {
        self.who.get(paragraph).copied().unwrap_or(Who::Only)
    }

    /// Whether somebody else of the same part begins at a paragraph: who asks, after who moderates.
    pub(super) fn begins(&self, paragraph: usize) -> bool {
        self.begins.binary_search(&paragraph).is_ok()
    }

    /// Whether a name is that of the only guest. Where somebody moderates there may be others who are not
    /// called, so that one call does not tell.
    pub(super) fn names_guest(&self, inferred: &Inferred<'_>, name: &str) -> bool {
        let calls = |seen: &&Seen| seen.vocatives.iter().any(|called| called.name == name);
        !self.is_moderated || inferred.seen.iter().filter(calls).count() > 1
    }

    /// Guests whom the host calls just before they speak.
    fn guests(&mut self, inferred: &Inferred<'_>, runs: &[Run]) {
        let mut calls: Vec<(usize, usize, &str)> = Vec::new();
        let spoken: Vec<&Run> = runs.iter().filter(|run| run.state.speaks()).collect();
        for pair in spoken.windows(2) {
            if (pair[0].state, pair[1].state) != (State::Host, State::Guest) {
                continue;
            }
            let last = pair[0].end - 1;
            let text = inferred.spoken[last].text;
            let names = inferred.seen[last].vocatives.iter().filter(|v| !v.is_host_word);
            // The one before may be thanked first: the last who is called speaks next.
            let called = names.max_by_key(|v| text.rfind(v.name.as_str()));
            if let Some(called) = called.filter(|v| !is_thanked(text, &v.name)) {
                calls.push((pair[1].start, last, &called.name));
            }
        }
        let mut voices: Vec<(Voice, usize)> = Vec::new();
        let mut known = Known::new(inferred.rules);
        let mut forms: HashSet<(usize, &str)> = HashSet::new();
        for (_, told, name) in &calls {
            match known.find(name) {
                Some(at) => {
                    let (voice, count) = &mut voices[at];
                    *count += 1;
                    if voice.name != *name && forms.insert((at, name)) {
                        voice.also.push((*name).to_owned());
                    }
                }
                None => {
                    known.add(name, voices.len());
                    let name = (*name).to_owned();
                    voices
                        .push((Voice { name, also: Vec::new(), is_called: true, told: *told }, 1));
                }
            }
        }
        let plain = voices.iter().map(|(voice, _)| voice.name.as_str());
        let within = names_within(inferred, plain.filter(|name| name.is_ascii()));
        let is_name = |name: &str| {
            let plain = name.chars().all(char::is_alphabetic);
            plain && (!name.is_ascii() || within.contains(name))
        };
        // Two who have titles and differ in the name are two; first names have to come back, for one
        // person may be called by a title and by a first name.
        let titled: Vec<bool> =
            voices.iter().map(|(v, _)| surname(inferred.rules, &v.name).is_some()).collect();
        let with_title = titled.iter().filter(|titled| **titled).count();
        let plain = voices
            .iter()
            .zip(&titled)
            .filter(|((voice, n), titled)| !**titled && *n >= 2 && is_name(&voice.name))
            .count();
        let many = (with_title >= 2 && calls.len() >= 3) || (with_title == 0 && plain >= 2);
        if !many {
            return;
        }
        let keep = |(i, (voice, count)): &(usize, &(Voice, usize))| {
            titled[*i] || (*count >= 2 && is_name(&voice.name))
        };
        let kept: Vec<Voice> =
            voices.iter().enumerate().filter(keep).map(|(_, (voice, _))| voice.clone()).collect();
        self.share(State::Guest, runs);
        let mut known = Known::new(inferred.rules);
        for (i, voice) in kept.iter().enumerate() {
            known.add(&voice.name, i);
        }
        for (start, _, name) in calls {
            let run = runs.binary_search_by_key(&start, |run| run.start).ok();
            if let (Some(voice), Some(run)) = (known.find(name), run.map(|at| &runs[at])) {
                self.give(run, Who::Voice(self.voices.len() + voice));
            }
        }
        self.voices.extend(kept);
    }

    /// Those who ask and say who they are, as at a press conference. Whoever gives them the floor is the
    /// host.
    fn askers(&mut self, inferred: &Inferred<'_>, runs: &[Run]) {
        let gives_floor = |i: &usize| fires(inferred, *i, Feature::GivesFloor);
        let floor: Vec<usize> = host_paragraphs(runs).filter(gives_floor).collect();
        let is_moderated = floor.len() >= MODERATED;
        self.is_moderated = is_moderated;
        let text = |i: usize| inferred.spoken[i].text;
        let asks_for = |i: &usize| inferred.seen[*i].form.says_for_whom;
        let says_who = |i: usize| Some((i, introductions::asker(text(i))?));
        let mut askers: HashMap<usize, String> =
            host_paragraphs(runs).filter(asks_for).filter_map(says_who).collect();
        let runs = &split(runs, if is_moderated { &floor } else { &[] }, &askers);
        let mut found: Vec<(&Run, usize, String)> = Vec::new();
        for run in runs.iter().filter(|run| run.state == State::Host) {
            let mut inside = run.start..run.end;
            let told = inside.find_map(|i| {
                Some((i, askers.remove(&i).or_else(|| introductions::own_name(text(i)))?))
            });
            found.extend(told.map(|(i, name)| (run, i, name)));
        }
        let first = found.first().map(|(_, _, name)| name.clone());
        if !is_moderated && found.iter().all(|(_, _, name)| Some(name) == first.as_ref()) {
            return;
        }
        self.share(State::Host, runs);
        let mut known: HashMap<String, usize> = HashMap::new();
        for (run, told, name) in found {
            let next = self.voices.len();
            let voice = *known.entry(name.clone()).or_insert(next);
            if voice == next {
                self.voices.push(Voice { name, also: Vec::new(), is_called: false, told });
            }
            self.give(run, Who::Voice(voice));
        }
        if is_moderated {
            self.moderate(inferred, runs, &floor);
        } else {
            self.open_and_close(inferred, runs);
        }
        let begins =
            runs.windows(2).filter(|two| two[0].state == two[1].state).map(|two| two[1].start);
        self.begins = begins.collect();
    }

    /// Whoever opens or closes a text in which several ask, asks nothing and says for no house moderates,
    /// though the floor is not given again.
    fn open_and_close(&mut self, inferred: &Inferred<'_>, runs: &[Run]) {
        let mut spoken = runs.iter().filter(|run| run.state.speaks());
        let ends = [spoken.next(), spoken.next_back()].into_iter().flatten();
        for run in ends.filter(|run| run.state == State::Host && !asks(inferred, run)) {
            if self.who.get(run.start) == Some(&Who::Unknown) {
                self.give(run, Who::Only);
                self.is_moderated = true;
            }
        }
    }

    /// Who gives the floor, and who opens and closes without asking.
    fn moderate(&mut self, inferred: &Inferred<'_>, runs: &[Run], floor: &[usize]) {
        let hosts: Vec<&Run> = runs.iter().filter(|run| run.state == State::Host).collect();
        let ends =
            [hosts.first(), hosts.last()].into_iter().flatten().filter(|run| !asks(inferred, run));
        let gives = hosts.iter().filter(|run| floor.binary_search(&run.start).is_ok());
        for run in ends.chain(gives) {
            let is_unknown = self.who.get(run.start) == Some(&Who::Unknown);
            if is_unknown {
                self.give(run, Who::Only);
            }
        }
    }

    /// Whoever has this part is one of several.
    fn share(&mut self, state: State, runs: &[Run]) {
        for run in runs.iter().filter(|run| run.state == state) {
            self.give(run, Who::Unknown);
        }
    }

    fn give(&mut self, run: &Run, who: Who) {
        for one in &mut self.who[run.start..run.end] {
            *one = who;
        }
    }
}

/// Neighbouring paragraphs of one state, `end` excluded.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) state: State,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The runs; of several who have one part, another may begin inside a stretch of it.
pub(super) fn runs(states: &[State], another_begins: impl Fn(usize) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (i, state) in states.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.state == *state && !another_begins(i) => run.end = i + 1,
            _ => runs.push(Run { state: *state, start: i, end: i + 1 }),
        }
    }
    runs
}

/// So often the floor is given where somebody moderates.
const MODERATED: usize = 2;

fn fires(inferred: &Inferred<'_>, paragraph: usize, feature: Feature) -> bool {
    inferred.seen[paragraph].has(inferred.rules, feature)
}

fn asks(inferred: &Inferred<'_>, run: &Run) -> bool {
    (run.start..run.end).any(|i| fires(inferred, i, Feature::EndsInQuestion))
}

fn host_paragraphs(runs: &[Run]) -> impl Iterator<Item = usize> {
    runs.iter().filter(|run| run.state == State::Host).flat_map(|run| run.start..run.end)
}

/// The runs, those paragraphs set apart in which the floor is given; who says for whom begins another.
fn split(runs: &[Run], floor: &[usize], askers: &HashMap<usize, String>) -> Vec<Run> {
    let gives = |i: usize| floor.binary_search(&i).is_ok();
    let mut all = Vec::new();
    for run in runs {
        let mut start = run.start;
        for i in run.start + 1..run.end {
            if gives(i) != gives(i - 1) || askers.contains_key(&i) {
                all.push(Run { state: run.state, start, end: i });
                start = i;
            }
        }
        all.push(Run { state: run.state, start, end: run.end });
    }
    all
}

/// Whether nothing but thanks is said to somebody.
fn is_thanked(text: &str, name: &str) -> bool {
    const THANKS: [&str; 7] =
        ["谢谢", "謝謝", "感谢", "感謝", "thank you, ", "thanks, ", "thank you "];
    let Some(at) = text.rfind(name) else { return false };
    let before = text[..at].to_lowercase();
    THANKS.iter().any(|thanks| before.ends_with(thanks))
}

/// The words that are names within sentences too, where others are written small.
fn names_within<'a>(
    inferred: &Inferred<'_>,
    words: impl Iterator<Item = &'a str>,
) -> HashSet<String> {
    let texts = inferred.spoken.iter().map(|spoken| spoken.text);
    mentions::mentioned(words.map(str::to_owned), texts, |text, start, _| {
        let before = text[..start].trim_end();
        before.len() < start && before.ends_with(|c: char| c.is_lowercase())
    })
}

/// Names by what may make another the same person's: the first of each kind is enough.
struct Known<'r> {
    rules: &'r RuleSet,
    names: HashMap<usize, String>,
    by_surname: HashMap<String, usize>,
    by_whole: HashMap<String, usize>,
    by_word: HashMap<String, usize>,
}

impl<'r> Known<'r> {
    fn new(rules: &'r RuleSet) -> Self {
        let (names, by_surname) = (HashMap::new(), HashMap::new());
        Self { rules, names, by_surname, by_whole: HashMap::new(), by_word: HashMap::new() }
    }

    fn add(&mut self, name: &str, index: usize) {
        self.names.insert(index, name.to_owned());
        if let Some(surname) = surname(self.rules, name) {
            self.by_surname.entry(surname.to_owned()).or_insert(index);
        }
        self.by_whole.entry(name.to_owned()).or_insert(index);
        for word in name.split(' ') {
            self.by_word.entry(word.to_owned()).or_insert(index);
        }
    }

    /// The first name that may be the same person's.
    fn find(&self, name: &str) -> Option<usize> {
        let surname = surname(self.rules, name).and_then(|surname| self.by_surname.get(surname));
        let words = name.split(' ').filter_map(|word| self.by_whole.get(word));
        let ways = [surname, self.by_whole.get(name), self.by_word.get(name)];
        let same = |index: &&usize| {
            self.names.get(index).is_some_and(|other| is_same(self.rules, other, name))
        };
        ways.into_iter().flatten().chain(words).filter(same).min().copied()
    }
}

/// The part of a name with a title that is a surname: 李 of 李局长, `Orrell` of `Dr. Orrell`.
fn surname<'a>(rules: &RuleSet, name: &'a str) -> Option<&'a str> {
    if let Some((title, rest)) = name.split_once(' ') {
        let titled = title.ends_with('.') || is_title(rules, title);
        return titled.then(|| rest.rsplit(' ').next().unwrap_or(rest));
    }
    let first = name.chars().next()?.len_utf8();
    let rest = &name[first..];
    (!name.is_ascii() && is_title(rules, rest)).then(|| &name[..first])
}

/// Whether two names may be one person's.
fn is_same(rules: &RuleSet, a: &str, b: &str) -> bool {
    match (surname(rules, a), surname(rules, b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b || a.split(' ').any(|word| word == b) || b.split(' ').any(|word| word == a),
    }
}
