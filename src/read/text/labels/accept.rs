//! Which candidates a document proves.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::Role;
use crate::model::name::{bare, key, words};
use crate::read::Roles;
use crate::read::text::blocks::is_reference;
use crate::read::text::rules::rules;
use crate::script::is_loud;

use super::candidate::{Candidate, joined};
use super::form::Form;
use super::kin::{Kin, Short};
use super::make::{Make, is_odd};
use super::one_side::{only_answers, only_asks};
use super::opening::{self, names_part};
use super::set_aside::{without_days, without_initials, without_small, without_small_marked};
use super::shape::{
    is_capitalised, is_chinese_name, is_chinese_office, is_of_audience, is_office, is_office_of,
};

/// A candidate where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen<'a> {
    pub(super) candidate: Candidate<'a>,
    /// The comparable name, without what stands in brackets behind it.
    pub(super) key: String,
    /// Line, from 1.
    pub(super) number: u32,
    /// Which one of the lines that are not blank it is, from 0.
    pub(super) at: usize,
    /// Whether a blank line stands before.
    pub(super) after_blank: bool,
    /// Whether a sentence follows.
    pub(super) speaks: bool,
    /// Whether what follows is marked as a quotation: `> I love it.`
    pub(super) is_quoted: bool,
    /// Whether it stands on a line of its own, and the next one is right below it.
    pub(super) heads: bool,
    /// Whether it stands between the times of a caption and its words.
    pub(super) heads_a_cue: bool,
}

/// Tells which labels with a comma name one person: those of which the parts are nobody by themselves.
pub(super) fn tell_persons(seen: &mut [Seen<'_>]) {
    let joins = |one: &Seen<'_>| one.candidate.form == Form::Joint;
    let alone: HashSet<String> =
        seen.iter().filter(|one| !joins(one)).map(|one| one.key.clone()).collect();
    for one in seen.iter_mut().filter(|one| joins(one)) {
        let several = joined(one.candidate.name).iter().all(|part| alone.contains(&key(part)));
        if let Some(person) = one.candidate.person.filter(|_| !several) {
            one.key = key(bare(person));
            one.candidate.name = person;
            one.candidate.form = Form::Colon;
        }
    }
}

/// What a document proves.
#[derive(Debug, Default)]
pub(super) struct Proven {
    pub(super) names: HashSet<String>,
    /// Line and name of what has the form of a label and occurs once.
    pub(super) doubtful: Vec<(u32, String)>,
}

/// The names proven by `seen`; empty when the document has no labels.
pub(super) fn proven(
    seen: &[&Seen<'_>],
    counts: &HashMap<&str, usize>,
    lines: &[&str],
    roles: Roles<'_>,
) -> Proven {
    let seen = without_initials(seen, lines);
    let seen = without_days(&seen, lines);
    let seen = without_small_marked(&seen, counts);
    let seen = &without_small(&seen, counts, lines)[..];
    let mut core = core(seen, counts);
    drop_inline(seen, &mut core, roles);
    let capitals = are_in_capitals(seen, &core);
    if capitals {
        // Where labels are in capitals, `Money:` is speech.
        let shouted = shouted(seen);
        let keeps = |k: &String| roles(k).is_some() || are_mixed_initials(seen, k);
        core.retain(|k| shouted.contains(k) || keeps(k));
    }
    if !is_enough(seen, &core, lines, roles) {
        return Proven { names: small_dialogue(seen, lines.len(), roles), doubtful: Vec::new() };
    }
    let make = Make::of(seen, &core);
    let related = Related::to(&core);
    let is_form = |s: &Seen<'_>| related.has(&key(s.candidate.name));
    // `LENA WHITCOMB, HOST:` has a line for itself.
    let fits = |s: &Seen<'_>| make.fits(s) || (make.fits_but_alone(s) && is_form(s));
    // `FIBRE: https://example.org` says where something is.
    let refers =
        |s: &Seen<'_>| !s.candidate.bare && lines.get(s.at).is_some_and(|l| is_reference(l));
    let singles = seen.iter().filter(|s| is_single(s, &core) && fits(s) && !refers(s)).copied();
    let singles: Vec<&Seen<'_>> =
        singles.filter(|s| !(roles(&s.key).is_some() && names_part(s, lines))).collect();
    // Before the first proven label, or a form of it, nothing else is one but who opens the talk.
    let first =
        singles.iter().find(|s| is_form(s)).map_or(make.first, |s| make.first.min(s.number));
    let speaks = |s: &Seen<'_>| single_speaks(s, &make, capitals, roles);
    let opens = opening::Opens { lines, loud: capitals && make.bare == Some(true) };
    let first = opening::first(seen, &singles, first, &opens, speaks);
    let short = Short::of(seen, &core);
    let mut all = Proven { names: core.clone(), doubtful: Vec::new() };
    for one in &singles {
        let after = one.number >= first;
        match short.kin(one, roles) {
            _ if is_form(one) => all.prove(one),
            Kin::Doubtful if after && !speaks(one) => all.doubt(one),
            Kin::Sure if after => all.prove(one),
            _ if after && speaks(one) => all.prove(one),
            _ if after && one.candidate.form != Form::Joint && is_odd(one, &make) => all.doubt(one),
            _ => {}
        }
    }
    let bolder = |s: &&&Seen<'_>| s.number > first && make.is_bolder(s) && is_odd(s, &make);
    for one in seen.iter().filter(bolder).filter(|s| !core.contains(&s.key) && may_speak(&s.key)) {
        all.doubt(one);
    }
    all.add_forms(singles.iter().filter(|s| s.number < first));
    all
}

impl Proven {
    fn prove(&mut self, one: &Seen<'_>) {
        self.names.insert(one.key.clone());
    }

    fn doubt(&mut self, one: &Seen<'_>) {
        self.doubtful.push((one.number, one.candidate.name.to_owned()));
    }

    /// Adds what is a form of a proven name: `Mr. Tomas Roe (Saltby)` before all is a label when `Mr. Roe`
    /// is. What is proven is no doubt.
    fn add_forms<'s>(&mut self, singles: impl Iterator<Item = &'s &'s Seen<'s>>) {
        let related = Related::to(&self.names);
        let forms = singles.filter(|s| related.has(&key(s.candidate.name)));
        self.names.extend(forms.map(|s| s.key.clone()));
        let names = &self.names;
        self.doubtful.retain(|(_, name)| !names.contains(&key(bare(name))));
    }
}

/// Whether the names that repeat are in capitals.
fn are_in_capitals(seen: &[&Seen<'_>], core: &HashSet<String>) -> bool {
    let shouted = shouted(seen);
    // `P1` has no small form.
    let counted = |key: &str| key.contains(|c: char| c.is_ascii_digit());
    let known = || seen.iter().filter(|s| core.contains(&s.key) && !counted(&s.key));
    let spoken = known().count();
    let loud = known().filter(|s| shouted.contains(&s.key)).count();
    loud > 0 && loud * 5 >= spoken * 3
}

/// Whether a name is of initials with a small letter among them, wherever it stands: `DaG` beside `AR`.
fn are_mixed_initials(seen: &[&Seen<'_>], key: &str) -> bool {
    const LONGEST: usize = 4;
    let initials = |name: &str| {
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2 && name.chars().count() <= LONGEST && name.chars().all(char::is_alphabetic)
    };
    seen.iter().filter(|s| s.key == key).all(|s| initials(s.candidate.name))
}

/// Whether a name is not proven by itself and may yet be somebody's.
fn is_single(one: &Seen<'_>, core: &HashSet<String>) -> bool {
    let known = core.contains(&one.key) || joins(&one.key, core);
    // A part of a play has a heading; who speaks it has words.
    let heads = rules().labels.prologues.find(&one.key) && !one.speaks;
    !known && !heads && !one.is_quoted && may_speak(&one.key)
}

/// Whether a name is several proven ones in one: `jane & tom`.
fn joins(name: &str, core: &HashSet<String>) -> bool {
    let parts = joined(name);
    parts.len() > 1 && parts.iter().all(|part| core.contains(*part))
}

/// The names that repeat, with speech behind them.
fn core(seen: &[&Seen<'_>], counts: &HashMap<&str, usize>) -> HashSet<String> {
    let repeats = |s: &&&Seen<'_>| {
        counts[s.key.as_str()] >= 2 && s.candidate.form != Form::Joint && may_speak(&s.key)
    };
    // In a source without full stops nobody would speak.
    let anybody = seen.iter().filter(repeats).any(|s| s.speaks);
    let named = seen.iter().filter(repeats).filter(|s| s.speaks || !anybody);
    let mut core: HashSet<String> = named.map(|s| s.key.clone()).collect();
    let together: Vec<String> = core.iter().filter(|name| joins(name, &core)).cloned().collect();
    core.retain(|name| !together.contains(name));
    drop_heads(seen, &mut core);
    // Where labels stand after blank lines, a key in the midst of a paragraph is none.
    let (all, set_off) = seen
        .iter()
        .filter(|s| core.contains(&s.key))
        .fold((0, 0), |(n, b), s| (n + 1, b + usize::from(s.after_blank)));
    if set_off * 20 >= all * 17 {
        let kept: HashSet<&str> =
            seen.iter().filter(|s| s.after_blank).map(|s| s.key.as_str()).collect();
        core.retain(|name| kept.contains(name.as_str()));
    }
    core
}

/// Of names that stand in headings alone, where most labels do not, none is one.
fn drop_heads(seen: &[&Seen<'_>], core: &mut HashSet<String>) {
    let known = || seen.iter().filter(|s| core.contains(&s.key));
    let heads = known().filter(|s| s.candidate.form == Form::Head).count();
    if heads > 0 && heads * 2 < known().count() {
        let others = known().filter(|s| s.candidate.form != Form::Head);
        let kept: HashSet<String> = others.map(|s| s.key.clone()).collect();
        core.retain(|name| kept.contains(name));
    }
}

/// Where nearly all labels have lines for themselves, a name that never has one is said: `My question: Is it?`
fn drop_inline(seen: &[&Seen<'_>], core: &mut HashSet<String>, roles: Roles<'_>) {
    const LEAST: usize = 12;
    let known = || seen.iter().filter(|s| core.contains(&s.key));
    let alone = || known().filter(|s| s.candidate.bare);
    let all = known().count();
    if all < LEAST || alone().count() * 10 < all * 9 {
        return;
    }
    let kept: HashSet<String> = alone().map(|s| s.key.clone()).collect();
    let related = Related::to(&kept);
    core.retain(|name| kept.contains(name) || related.has(name) || roles(name).is_some());
}

/// Whether the repeating names make a conversation.
fn is_enough(seen: &[&Seen<'_>], core: &HashSet<String>, lines: &[&str], roles: Roles<'_>) -> bool {
    let total = seen.iter().filter(|s| core.contains(&s.key)).count();
    let role_known = core.iter().any(|name| roles(name).is_some());
    // A share of the lines, so that two stray colons do not make a play of an essay.
    let dense = total * 25 >= lines.len() || (total >= 12 && total * 60 >= lines.len());
    // One voice may be labelled too, by its full name.
    let full_name = core.iter().any(|name| (2..=4).contains(&name.split(' ').count()));
    let enough = match core.len() {
        0 => false,
        1 => {
            (role_known && total >= 3 && !are_initials(seen, core))
                || (full_name && total >= 4)
                || only_asks(seen, core, lines)
                || only_answers(seen, core, lines)
        }
        _ => total >= 4,
    };
    // A few labels without a word for a role may be the keys of a list; people ask each other.
    // In Japanese and Korean many questions end with a full stop.
    const ASKS: [&str; 6] = ["?", "？", "؟", "か。", "까.", "요?"];
    let asked = || lines.iter().any(|line| ASKS.iter().any(|mark| line.contains(mark)));
    enough && dense && (role_known || total >= 12 || asked())
}

/// Whether the only label is `A.` before what is no sentence: one initial in a list of those who signed was taken
/// for answers.
fn are_initials(seen: &[&Seen<'_>], core: &HashSet<String>) -> bool {
    let mut known = seen.iter().filter(|s| core.contains(&s.key));
    known.all(|s| s.candidate.form == Form::Letter && s.candidate.name == "A" && !s.speaks)
}

/// The names that are written in capitals wherever they stand.
fn shouted(seen: &[&Seen<'_>]) -> HashSet<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in seen {
        let (loud, soft) = counts.entry(&one.key).or_default();
        // `MS. TOLLIVER (Coast Gazette)`
        *(if is_loud(bare(one.candidate.name)) { loud } else { soft }) += 1;
    }
    // Once in small letters, as a key of the header, is no habit.
    let is_habit = |(loud, soft): (usize, usize)| loud > 0 && soft * 3 <= loud;
    counts.into_iter().filter(|(_, n)| is_habit(*n)).map(|(name, _)| name.to_owned()).collect()
}

/// What is a form of a proven name: `margaret hale` of `hale`, and the other way round.
pub(super) struct Related {
    core: HashSet<String>,
    /// The neighbouring words of each proven name.
    stretches: HashSet<String>,
}

impl Related {
    pub(super) fn to(core: &HashSet<String>) -> Self {
        Self {
            core: core.iter().map(|name| words(name).collect::<Vec<_>>().join(" ")).collect(),
            stretches: core.iter().flat_map(|name| stretches(name)).collect(),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        let whole = words(key).collect::<Vec<_>>().join(" ");
        !whole.is_empty()
            && (self.stretches.contains(&whole)
                || stretches(key).iter().any(|part| self.core.contains(part)))
    }
}

/// Every run of neighbouring words of a name; a name has few.
fn stretches(name: &str) -> Vec<String> {
    let words: Vec<&str> = words(name).take(7).collect();
    let ends = |from: usize| (from + 1..=words.len()).map(move |to| (from, to));
    let runs = (0..words.len()).flat_map(ends).map(|(from, to)| words[from..to].join(" "));
    // `Mayor Okafor` of `Mayor Denise Okafor`
    let outer = match &words[..] {
        [first, _, .., last] => Some(format!("{first} {last}")),
        _ => None,
    };
    runs.chain(outer).collect()
}

/// Adds whom the mark-up of WebVTT names: `<v Clerk>` is a label though it stands once, if it is not the only
/// one.
pub(super) fn add_voices(names: &mut HashSet<String>, seen: &[&Seen<'_>]) {
    let voices = || seen.iter().filter(|s| s.candidate.form == Form::Voice);
    if voices().count() > 1 || !names.is_empty() {
        names.extend(voices().map(|s| s.key.clone()));
    }
}

/// A very short text in which every line has a label, such as a two-line exchange.
fn small_dialogue(seen: &[&Seen<'_>], lines: usize, roles: Roles<'_>) -> HashSet<String> {
    let names: Vec<String> = seen.iter().map(|s| s.key.clone()).collect();
    let role_known = names.iter().any(|name| roles(name).is_some());
    let all = seen.len() == lines && lines >= 2 && names.iter().all(|n| may_speak(n));
    let distinct = names.iter().any(|name| *name != names[0]);
    if all && distinct && role_known { names.into_iter().collect() } else { HashSet::new() }
}

/// Whether a comparable name may be somebody's: no word for a part of a text, no number.
pub(super) fn may_speak(key: &str) -> bool {
    let enumerates = key
        .starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第', '其'])
        && (key.ends_with('是') || key.chars().count() <= 2 || key.starts_with('第'))
        && Role::of_label(key).is_none();
    let words = &rules().labels;
    let nobody = words.nobody.find(key)
        || words.sounds.find(key)
        || words.motions.find(key)
        || words.transitions.find(key)
        || words.nobody_begins.find(key)
        || (rules().paratext.credits.find(key) && key.chars().count() > 2);
    !nobody && !enumerates && !words.announces.find(key) && !words.says.find(key)
}

/// Whether a name that occurs once speaks, in a document of which other labels are proven.
fn single_speaks(one: &Seen<'_>, make: &Make, capitals: bool, roles: Roles<'_>) -> bool {
    let (candidate, key) = (&one.candidate, &one.key);
    // Where every label has a time or a mark, these are what makes a label.
    if roles(key).is_some() || candidate.stamped || make.mark.is_some() {
        return true;
    }
    // 翻译：听不见！ between turns is no credit.
    if rules().paratext.credits.find(key) && one.speaks {
        return make.follow(one.number, u32::MAX);
    }
    // What stands in a heading once is a heading.
    if candidate.form == Form::Head {
        return false;
    }
    if make.counts(key) {
        return true;
    }
    let is_later = one.speaks && one.number > make.first;
    if is_later && make.is_bold_name(one) {
        return true;
    }
    // Where all labels are in brackets with a colon, a line that begins so is spoken.
    if is_later && (rules().labels.voices.find(key) || make.is_bracketed(one)) {
        return true;
    }
    if is_chinese_office(candidate.name) || is_of_audience(candidate.name) {
        return one.speaks || candidate.bare;
    }
    // `Ms. Tolland (Westmark)`, `Hon. Jane Roe (Saltby) (Lab)`
    let name = bare(candidate.name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &str| rules().labels.before_names.find(word);
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) || small(word);
    if words.iter().any(|w| w.chars().any(|c| c.is_lowercase() || c.is_uppercase())) {
        if capitals {
            return name.chars().all(|c| !c.is_lowercase()) || (one.speaks && is_titled(name));
        }
        let count = words.iter().filter(|word| !small(word)).count();
        let most = match (is_office(name) || is_office_of(candidate.name), make.bare) {
            (true, _) => 16,
            (false, Some(true)) => 12,
            // `Public Works Director Bill Ostrander`
            (false, _) if make.set_off && one.speaks => 6,
            (false, _) => 4,
        };
        return (2..=most).contains(&count)
            && (words.iter().all(capital)
                || (make.bare == Some(true) && is_capitalised(name) && !has_verb(&words)));
    }
    let length = name.chars().count();
    let titled = rules().labels.titles.find(key);
    // On a line of its own, or where labels stand after blank lines, a name need not have a title.
    let set_off = make.bare == Some(true) || make.set_off;
    (2..=6).contains(&length) && (titled || (set_off && is_chinese_name(name)))
}

/// Whether a word written small is longer than those in names are: `Ich rufe die Frage 6 auf`.
fn has_verb(words: &[&str]) -> bool {
    const LONGEST: usize = 3;
    let small = |word: &&&str| word.starts_with(char::is_lowercase);
    let is_of_names = |word: &str| rules().labels.before_names.find(word);
    words.iter().filter(small).any(|word| word.chars().count() > LONGEST && !is_of_names(word))
}

/// `Dr. Lena Voss`: a title, and one to three words with capitals behind it.
pub(super) fn is_titled(name: &str) -> bool {
    let Some((title, name)) = name.split_once(' ') else { return false };
    let title = title.trim_end_matches('.').to_lowercase();
    let names = || name.split_whitespace();
    rules().labels.before_surnames.find(&title)
        && (1..=3).contains(&names().count())
        && names().all(|word| word.starts_with(char::is_uppercase))
}
