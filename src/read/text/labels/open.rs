//! Labels without a colon: `M. Luc Morel. ...`, `BAŞKAN – ...`, `記者　...`, `<ines> ...`.
//!
//! Many a paragraph that nobody labelled begins like this. So these forms are tried only in a
//! document that has no other labels, and have to prove more.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter};

use crate::model::Role;
use crate::model::name::base;
use crate::read::text::inline;
use crate::read::text::rules::rules;

use super::accept::Seen;
use super::candidate::{self, Candidate, lead, made, taken};
use super::form::Form;
use super::shape::is_office;
use super::times::leading_time;

/// How far into a line a label may reach, in bytes.
const REACH: usize = 240;

/// The label without a colon that `line` may begin with.
pub(in crate::read::text) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let lead = lead(line);
    let rest = &line[lead..];
    let stamp = leading_time(rest);
    let (timed, start) = stamp.unwrap_or((0, None));
    let body = &rest[timed..];
    let head = &body[..body.floor_char_boundary(REACH)];
    let found = match stamp {
        Some(_) => nick(head)?,
        None => mark(head)
            .or_else(|| bold_nick(head))
            .or_else(|| round(head))
            .or_else(|| letter(head))
            .or_else(|| stop(head))
            .or_else(|| dash(head))
            .or_else(|| blank(head))?,
    };
    let length = lead + timed + found.length;
    let gap = line[length..].len() - line[length..].trim_start().len();
    let length = length + gap;
    let (bare, mark) = (length == line.len(), candidate::mark(&line[..lead]));
    Some(Candidate { length, start, stamped: stamp.is_some(), bare, mark, ..found })
}

/// `<ines> words`, as chats have it after a time; some print before the name what its bearer may do, or a
/// blank: `<@ines>`, `< ines>`.
fn nick(text: &str) -> Option<Candidate<'_>> {
    const MODES: [char; 4] = [' ', '@', '+', '%'];
    let inner = text.strip_prefix('<')?;
    let inside = &inner[..inner.find('>')?];
    let name = inside.strip_prefix(MODES).unwrap_or(inside);
    is_nick(name).then(|| taken(name, inside.len() + 2, Form::Nick))
}

/// `**\<ines\>** words`: the same in Markdown, where the brackets are escaped and the times left out. Not every
/// program escapes both.
fn bold_nick(text: &str) -> Option<Candidate<'_>> {
    const CLOSED: &str = ">**";
    let inner = text.strip_prefix("**\\<")?;
    let end = inner.find(CLOSED)?;
    let length = text.len() - inner.len() + end + CLOSED.len();
    let name = inner[..end].strip_suffix('\\').unwrap_or(&inner[..end]);
    is_nick(name).then(|| taken(name, length, Form::Nick))
}

fn is_nick(name: &str) -> bool {
    !name.is_empty() && name.len() <= 48 && !name.contains(char::is_whitespace)
}

/// `――words`: in Japanese and Chinese print the one who asks has no name.
fn mark(text: &str) -> Option<Candidate<'_>> {
    const MARKS: [&str; 4] = ["――", "——", "──", "ーー"];
    let mark = MARKS.iter().find(|mark| text.starts_with(**mark))?;
    let name = &text[..mark.len()];
    (text.len() > mark.len()).then(|| taken(name, mark.len(), Form::Mark))
}

/// `（いしら）words`: somebody in round brackets, not something that happens.
fn round(text: &str) -> Option<Candidate<'_>> {
    let (open, close) = if text.starts_with('(') { ('(', ')') } else { ('（', '）') };
    let inner = text.strip_prefix(open)?;
    let end = inner.find(close)?;
    let length = open.len_utf8() + end + close.len_utf8();
    let happens = inline::standalone(&text[..length]).is_some();
    let words = !text[length..].trim().is_empty();
    (words && !happens).then(|| made(&inner[..end], length, Form::Round)).flatten()
}

/// `Q What ...`, `A Nothing ...`, the letter set off by one blank.
fn letter(text: &str) -> Option<Candidate<'_>> {
    let name = text.get(..1).filter(|c| matches!(*c, "Q" | "A"))?;
    let words = text[1..].strip_prefix(' ')?;
    // `A SRA. MARTA QUARESMA – ...` is an article before a name.
    let name_follows = words.split(' ').next().is_some_and(is_loud);
    (!name_follows && words.starts_with(|c: char| !c.is_whitespace()))
        .then(|| taken(name, 1, Form::Letter))
}

/// `M. Luc Morel. Words`, `PRESIDENTE. Words`, `Chairwoman Ordway. Words`: a title and a name, or a
/// name in capitals, up to the stop; an office after a comma goes with it, as does a remark in
/// brackets (`WILL (laughing). Words`).
fn stop(text: &str) -> Option<Candidate<'_>> {
    // A blank stands in each of them.
    memchr(b' ', text.as_bytes())?;
    initialled(text).or_else(|| officer(text)).or_else(|| titled(text))
}

/// `The CLERK. Words`, `The Chairman. Words`, `The PRESIDING OFFICER (Mr. HALE). Words`: an office behind
/// the article, in capitals or known as one.
fn officer(text: &str) -> Option<Candidate<'_>> {
    const LONGEST: usize = 48;
    const SHORTEST_LOUD: usize = 5;
    let office = text.strip_prefix("The ")?;
    let end = office.find(['.', '(']).filter(|end| *end <= LONGEST)?;
    let name = office[..end].trim_end();
    let loud = name.split(' ').all(is_loud) && name.len() >= SHORTEST_LOUD;
    let known = || rules().labels.officers.find(&name.to_lowercase()) && is_capital(name);
    if !loud && !known() {
        return None;
    }
    let end = "The ".len() + end;
    if text[end..].starts_with('(') {
        return remarked(text, end);
    }
    let words = text[end + 1..].strip_prefix(' ').map(str::trim_start)?;
    let begins = words.starts_with(|c: char| !c.is_lowercase());
    (begins && !words.is_empty()).then(|| taken(&text[..end], end + 1, Form::Stop))
}

/// `Громова А.П. Words`, `Громова А.П., министр. Words`: a surname and initials.
fn initialled(text: &str) -> Option<Candidate<'_>> {
    let (surname, rest) = text.split_once(' ')?;
    let is_surname = surname.starts_with(char::is_uppercase)
        && surname.chars().count() > 2
        && surname.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c.is_uppercase());
    let initials = rest.split([' ', ',']).next()?;
    let letters: Vec<char> = initials.chars().collect();
    let pairs =
        letters.chunks(2).all(|pair| matches!(pair, [letter, '.'] if letter.is_uppercase()));
    if !is_surname || !pairs || !(2..=6).contains(&letters.len()) {
        return None;
    }
    let name = surname.len() + 1 + initials.len();
    let end = match text[name..].strip_prefix(", ") {
        // What that person is, up to the stop.
        Some(office) => name + 2 + office.find(". ").filter(|at| *at < 160)? + 1,
        None => name,
    };
    (!text[end..].trim().is_empty()).then(|| taken(&text[..name], end, Form::Stop))
}

fn titled(text: &str) -> Option<Candidate<'_>> {
    const MOST_WORDS: usize = 14;
    let (first, _) = text.split_once(' ')?;
    let titled = is_title(first);
    if let Some(end) = first.strip_suffix('.').filter(|word| is_part(word)).map(|_| first.len()) {
        return Some(taken(&text[..end - 1], end, Form::Stop));
    }
    if !titled && !is_loud(first) {
        return None;
    }
    let mut at = 0;
    let mut name: Option<usize> = None;
    for (i, word) in text.split(' ').take(MOST_WORDS).enumerate() {
        let end = at + word.len();
        // `Mme la présidente`: an office is written small.
        let small = titled && (i == 1 || text[first.len()..].starts_with(" l"));
        // `Mr. Lindqvist of Harrow`
        let small = small || (i > 1 && rules().labels.before_names.find(word));
        let fits = name.is_some() || (titled && (small || is_capital(word))) || is_loud(word);
        if i > 0 && word.starts_with('(') {
            return remarked(text, at);
        }
        if word.is_empty() || !fits || word.contains(['!', '?', ':', ';', '"', '“', '«']) {
            return None;
        }
        if word.ends_with('.') && !(is_title(word) && i == 0) && !is_initial(word) {
            let name = &text[..name.unwrap_or(end - 1)];
            let whole = i > 0 || word.chars().count() > 3;
            // A line of a wrapped paragraph may end like this.
            let says = !text[end..].trim().is_empty();
            return (whole && says).then(|| taken(name, end, Form::Stop));
        }
        if word.ends_with(',') && name.is_none() {
            name = (i > 0).then_some(end - 1);
            name?;
        }
        at = end + 1;
    }
    None
}

/// A name, a remark in brackets, then the stop.
fn remarked(text: &str, at: usize) -> Option<Candidate<'_>> {
    let close = at + text[at..].find(')')? + 1;
    let says = text[close..].strip_prefix('.')?;
    let name = text[..at].trim();
    (close - at <= 60 && !says.trim().is_empty()).then(|| taken(name, close + 1, Form::Stop))
}

/// A word for who presides or asks: `Председательствующий`.
fn is_part(word: &str) -> bool {
    const SHORTEST: usize = 6;
    word.chars().count() >= SHORTEST
        && word.starts_with(char::is_uppercase)
        && Role::of_label(word).is_some()
}

fn is_title(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word).to_lowercase();
    rules().labels.before_surnames.find(&bare)
}

fn is_capital(word: &str) -> bool {
    word.trim_start_matches(['(', '"']).starts_with(char::is_uppercase)
}

/// In capitals, two letters of them at least.
fn is_loud(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(char::is_lowercase)
}

/// `J.` of a name.
fn is_initial(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare.chars().count() == 1 || matches!(bare, "Jr" | "Sr" | "St")
}

/// `Name – words`, the dash between blanks and outside of brackets.
fn dash(text: &str) -> Option<Candidate<'_>> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '–' | '—' | '-' if depth == 0 && text[..at].ends_with(' ') => {
                let after = &text[at + c.len_utf8()..];
                let name = text[..at].trim_end();
                let fits = after.starts_with(' ')
                    && !after.trim().is_empty()
                    && base(name).split(' ').count() <= 6;
                let made = fits.then(|| named(name, at + c.len_utf8(), Form::Dash)).flatten();
                return made;
            }
            '.' | '!' | '?' | ':' | ',' | ';' if depth == 0 && c != '.' => return None,
            _ => {}
        }
    }
    None
}

/// A name; what stands in brackets behind it need not look like one.
fn named(name: &str, length: usize, form: Form) -> Option<Candidate<'_>> {
    made(name, length, form).or_else(|| made(base(name), length, form))
}

/// `記者　words`, `Roe<tab>words`: set off by a tab, a wide blank or two blanks.
fn blank(text: &str) -> Option<Candidate<'_>> {
    static WIDE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("\u{3000}"));
    let bytes = text.as_bytes();
    let gap = |at: &usize| bytes[*at] == b'\t' || bytes.get(at + 1) == Some(&b' ');
    let narrow = memchr2_iter(b'\t', b' ', bytes).find(gap);
    let at = WIDE.find(&bytes[..narrow.unwrap_or(bytes.len())]).or(narrow)?;
    let name = &text[..at];
    let words = !text[at..].trim().is_empty();
    let fits = words && !name.ends_with(['.', ',', '-', '–', '—']);
    fits.then(|| named(name, at, Form::Blank)).flatten()
}

/// The candidates whose form a document of so many lines bears out; what is less marked off begins so many of its
/// lines, or of its blocks where lines break off at the margin.
pub(super) fn borne_out<'s, 'a>(
    seen: &'s [Seen<'a>],
    counts: &HashMap<&str, usize>,
    lines: usize,
    blocks: usize,
) -> Vec<&'s Seen<'a>> {
    let replies = &rules().labels.replies;
    let repeating = |form: Form| {
        let repeats = move |s: &&Seen<'_>| {
            s.candidate.form == form && counts[s.key.as_str()] >= 2 && !replies.find(&s.key)
        };
        seen.iter().filter(repeats)
    };
    let holds = |form: Form| {
        let total = repeating(form).count();
        let first = repeating(form).next().map(|s| s.key.as_str());
        let several = repeating(form).any(|s| Some(s.key.as_str()) != first);
        match form {
            // The one who asks has no name, so another form has to name who answers.
            Form::Mark => total >= 3 && total * 12 >= lines,
            Form::Letter => several && total >= 6 && total * 3 >= lines,
            Form::Stop => several && total >= 4 && total * 40 >= lines,
            Form::Dash if !several => is_house(seen) && offices(seen).count() * 5 >= blocks,
            _ => several && total >= 4 && total * 5 >= blocks,
        }
    };
    let mark = holds(Form::Mark);
    let answers = |form: Form| mark && repeating(form).count() >= 3;
    let mut forms: Vec<Form> = [Form::Nick, Form::Letter, Form::Stop, Form::Dash]
        .into_iter()
        .filter(|form| holds(*form))
        .collect();
    forms.extend([Form::Blank, Form::Round].into_iter().filter(|f| holds(*f) || answers(*f)));
    if mark && !forms.is_empty() {
        forms.push(Form::Mark);
    }
    seen.iter().filter(|s| forms.contains(&s.candidate.form) && !replies.find(&s.key)).collect()
}

/// Those whose label is an office or a form of address in capitals before a dash.
fn offices<'s, 'a>(seen: &'s [Seen<'a>]) -> impl Iterator<Item = &'s Seen<'a>> {
    let is_one = |s: &&Seen<'_>| s.candidate.form == Form::Dash && is_office(s.candidate.name);
    seen.iter().filter(is_one)
}

/// Whether one who presides gives the floor to many who speak once each: `O SR. PRESIDENTE (...) - `.
fn is_house(seen: &[Seen<'_>]) -> bool {
    const LEAST: usize = 4;
    let names: HashSet<&str> = offices(seen).map(|s| s.key.as_str()).collect();
    let chairs = names.iter().filter(|name| Role::of_label(name) == Some(Role::Chair)).count();
    chairs == 1 && names.len() > LEAST && offices(seen).count() >= names.len() + LEAST
}

/// The lines (from 1) just above the talk that list who takes part, one below the other and each once.
pub(super) fn listed(seen: &[Seen<'_>], names: &HashSet<String>) -> Vec<u32> {
    let known: Vec<&Seen<'_>> = seen.iter().filter(|one| names.contains(&one.key)).collect();
    let said = known.iter().take_while(|one| !one.speaks).count();
    let list = &known[..said];
    let below = |pair: &[&Seen<'_>]| pair[1].number == pair[0].number + 1;
    let once = || list.iter().map(|one| &one.key).collect::<HashSet<_>>().len() == list.len();
    let apart = list.last().zip(known.get(said)).is_some_and(|(a, b)| b.number > a.number + 1);
    let is_list = list.len() > 1 && apart && list.windows(2).all(below) && once();
    list.iter().filter(|_| is_list).map(|one| one.number).collect()
}
