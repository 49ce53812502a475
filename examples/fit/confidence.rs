//! How sure to be: fitted to texts as read with weights, and measured with fits, that know
//! neither them nor others of their show.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;

use transcripta::attribute::fit::{
    Calibration, Certainties, Certainty, Fitted, HIGH, calibrate, high_from,
};

use crate::bins::bins;
use crate::texts::{Text, is_conversation};
use crate::validate::without;
use crate::{STRENGTH, STRENGTH_OUTSIDE, learn, tables};

/// Where the reliability is recorded.
const RECORD: &str = "examples/confidence.txt";

/// Into so many parts the texts are divided, all of a show into one.
const PARTS: usize = 5;

/// Of the turns that are called high so many have to be right: 97 of a hundred are aimed at, and what is chosen
/// on some texts holds a little less on others.
const RIGHT: f64 = 0.98;

/// What less probable than this is said of nobody.
const NAMED: f64 = 0.5;

/// How sure to be in a style.
pub(crate) struct Confidence {
    sure: Calibration,
    begins: Calibration,
    high: f64,
}

impl Confidence {
    /// The lines of the tables.
    pub(crate) fn lines(&self) -> [(&'static str, String); 3] {
        let Calibration { scale, clear, shift } = self.begins;
        [
            ("high", format!("{:.2}", self.high)),
            (
                "sure",
                format!("{{ scale = {:.2}, clear = {:.2} }}", self.sure.scale, self.sure.clear),
            ),
            ("begins", format!("{{ scale = {scale:.2}, clear = {clear:.2}, shift = {shift:.2} }}")),
        ]
    }

    /// The confidence of a turn's speaker.
    fn of(&self, certainty: &Certainty) -> f64 {
        let sure = self.sure.of(certainty.probability, certainty.clearness);
        if sure < self.high { sure.min(HIGH - 0.01) } else { sure }
    }
}

/// A text as read by weights of others.
struct Case {
    kind: &'static str,
    part: usize,
    style: usize,
    /// As it is.
    whole: Certainties,
    /// With what is no speech taken out.
    given: Certainties,
}

const PODCASTS: &str = "podcasts outside of the corpus";
const INTERVIEWS: &str = "interviews outside of the corpus";
const OF_CORPUS: [&str; 2] = ["conversations of the corpus", "interviews of the corpus"];

/// Fits how sure to be, writes that into the tables and its reliability into the record.
pub(crate) fn fit_confidence(
    corpus: &[Text],
    outside: &[Text],
    base: &Fitted,
) -> Result<(), Box<dyn Error>> {
    let cases = read(corpus, outside, base);
    // What is measured on a part is fitted to the others.
    let mut held_out: Vec<Vec<Confidence>> =
        (0..PARTS).map(|part| of_styles(&cases, |case| case.part != part)).collect();
    let turns = sure_of(&cases, &held_out, PODCASTS, |certainties| &certainties.turns);
    let high = high_from(&turns, RIGHT);
    held_out.iter_mut().flatten().for_each(|confidence| confidence.high = high);
    let mut fitted = of_styles(&cases, |_| true);
    fitted.iter_mut().for_each(|confidence| confidence.high = high);
    tables::rewrite_confidence(&fitted)?;
    let record = record(&cases, &held_out);
    print!("{record}");
    Ok(std::fs::write(RECORD, record)?)
}

/// How sure the readings of a kind are of who speaks, and whether they are right.
fn sure_of(
    cases: &[Case],
    held_out: &[Vec<Confidence>],
    kind: &str,
    pick: fn(&Certainties) -> &Vec<Certainty>,
) -> Vec<(f64, bool)> {
    let of_kind = cases.iter().filter(|case| case.kind == kind);
    let pairs = of_kind.flat_map(|case| {
        let confidence = &held_out[case.part][case.style];
        pick(&case.whole).iter().map(|certainty| (confidence.of(certainty), certainty.right))
    });
    pairs.filter(|(sure, _)| *sure >= NAMED).collect()
}

/// Reliability by kinds of texts.
fn record(cases: &[Case], held_out: &[Vec<Confidence>]) -> String {
    let mut record = String::from(
        "How sure the program is, and how often it is right: by weights and a fit of confidence that\n\
         know neither the text nor its show (but for `high`).\n",
    );
    for kind in [PODCASTS, INTERVIEWS, OF_CORPUS[0], OF_CORPUS[1]] {
        let of_kind: Vec<&Case> = cases.iter().filter(|case| case.kind == kind).collect();
        let begins = of_kind.iter().flat_map(|case| {
            let fit = held_out[case.part][case.style].begins;
            case.whole.boundaries.iter().map(move |c| (fit.of(c.probability, c.clearness), c.right))
        });
        let _ = writeln!(record, "\n# {kind} ({})", of_kind.len());
        let speakers = sure_of(cases, held_out, kind, |certainties| &certainties.speakers);
        record += &bins("speaker, by paragraphs", &speakers);
        record += &bins("beginning, by turns", &begins.collect::<Vec<_>>());
        let turns = sure_of(cases, held_out, kind, |certainties| &certainties.turns);
        let high: Vec<_> = turns.iter().filter(|(sure, _)| *sure >= HIGH).collect();
        let right = high.iter().filter(|(_, right)| *right).count() as f64;
        let _ = writeln!(
            record,
            "{} of {} turns at {HIGH} or more, of these {:.3} right",
            high.len(),
            turns.len(),
            right / high.len().max(1) as f64
        );
    }
    record
}

/// Every text, read with weights that know none of its part.
fn read(corpus: &[Text], outside: &[Text], base: &Fitted) -> Vec<Case> {
    let of_outside: BTreeSet<String> = outside.iter().map(show).collect();
    let of_corpus: BTreeSet<String> = corpus.iter().map(show).collect();
    let shows: Vec<&String> = of_outside.iter().chain(of_corpus.difference(&of_outside)).collect();
    let part_of =
        |text: &Text| shows.iter().position(|s| **s == show(text)).unwrap_or_default() % PARTS;
    let case = |text: &Text, kind: [&'static str; 2], weights: &Fitted| {
        let mut text = text.clone();
        text.given.look_again(weights);
        text.whole.look_again(weights);
        let whole = text.whole.score(weights);
        let given = text.given.score(weights);
        Case {
            kind: kind[usize::from(!is_conversation(&text.name))],
            part: part_of(&text),
            style: whole.style,
            whole: whole.certainties,
            // What reads in another style without what surrounds it is left out.
            given: if given.style == whole.style {
                given.certainties
            } else {
                Certainties::default()
            },
        }
    };
    let mut cases = Vec::new();
    for part in 0..PARTS {
        let is_other = |text: &&Text| !of_outside.contains(&show(text)) || part_of(text) != part;
        let others = outside.iter().filter(is_other).cloned().collect();
        let base = learn(others, &Fitted::prior(), STRENGTH_OUTSIDE);
        let others = corpus.iter().filter(is_other).filter(|text| !text.blind).cloned().collect();
        let weights = learn(others, &base, STRENGTH);
        let of_part = outside.iter().filter(|text| part_of(text) == part);
        cases.extend(of_part.map(|text| case(text, [PODCASTS, INTERVIEWS], &weights)));
    }
    let known = corpus.iter().filter(|text| !text.blind);
    cases.extend(known.map(|text| case(text, OF_CORPUS, &without(corpus, base, text))));
    cases
}

/// The letters of a name up to the first point: without the number of the episode.
fn show(text: &Text) -> String {
    let stem = text.name.split('.').next().unwrap_or_default();
    stem.chars().filter(|c| c.is_alphabetic()).collect()
}

/// How sure to be in each style, by some of the texts.
fn of_styles(cases: &[Case], keep: impl Fn(&Case) -> bool) -> Vec<Confidence> {
    let of_style = |style: usize| {
        let kept = cases.iter().filter(|case| case.style == style && keep(case));
        let read: Vec<&Certainties> = kept.flat_map(|case| [&case.whole, &case.given]).collect();
        let all = |pick: fn(&Certainties) -> &Vec<Certainty>| -> Vec<Certainty> {
            read.iter().flat_map(|certainties| pick(certainties)).copied().collect()
        };
        Confidence {
            sure: calibrate(&all(|c| &c.speakers), false),
            begins: calibrate(&all(|c| &c.boundaries), true),
            high: HIGH,
        }
    };
    (0..Fitted::prior().style_count()).map(of_style).collect()
}
