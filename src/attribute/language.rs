//! The main language of a text, as far as its script and its commonest words tell.

use encoding_rs::{BIG5, GBK};

pub(super) use crate::script::is_han;
use crate::script::{is_hangul, is_kana};

/// So many bytes of the text are looked at; more does not change the answer.
const SAMPLE: usize = 3000;
/// Short texts are never reliable by the detector's own measure; below this they are noise.
const LEAST_SURE: f64 = 0.1;
/// A text of fewer letters than this needs more.
const SHORT: usize = 60;
const SURE: f64 = 0.5;

/// BCP 47 tag of the main language; `None` when it cannot be told.
pub(super) fn detect<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut sample = String::new();
    for paragraph in paragraphs {
        let room = SAMPLE.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        sample.push_str(&paragraph[..paragraph.floor_char_boundary(room)]);
        sample.push('\n');
    }
    let count = |test: fn(char) -> bool| sample.chars().filter(|c| test(*c)).count();
    let letters = count(char::is_alphabetic);
    let han = count(is_han);
    if letters == 0 {
        return None;
    }
    if count(is_kana) * 20 > letters {
        return Some("ja".into());
    }
    if count(is_hangul) * 4 > letters {
        return Some("ko".into());
    }
    // A Chinese text may hold many Latin names and terms.
    if han * 4 > letters {
        return Some(chinese(&sample).into());
    }
    if is_english(&sample) {
        return Some("en".into());
    }
    let found = whatlang::detect(&sample)?;
    let least_sure = if letters < SHORT { SURE } else { LEAST_SURE };
    (found.confidence() >= least_sure).then(|| tag(found.lang().code()).to_owned())
}

/// Words that running English is full of, and that no other language has many of.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "that", "you", "with", "this", "they", "have", "what", "when",
    "from", "there",
];

/// Whether a text of some length is English beyond doubt. The detector would say so too, but it
/// compares with every language that it knows, which on a short document takes longer than all
/// the rest of the reading.
fn is_english(sample: &str) -> bool {
    let (mut words, mut known, mut articles) = (0, 0, 0);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        known += usize::from(ENGLISH.iter().any(|english| word.eq_ignore_ascii_case(english)));
        articles += usize::from(word.eq_ignore_ascii_case("the"));
    }
    words >= 50 && known * 8 >= words && articles * 50 >= words
}

/// `zh-Hans` or `zh-Hant`: simplified characters have a place in GB 2312 and none in Big5,
/// traditional ones the other way round.
fn chinese(sample: &str) -> &'static str {
    let (mut simplified, mut traditional) = (0, 0);
    // A text says most of its characters many times over; asking the tables is what takes time.
    let mut characters: Vec<char> = sample.chars().filter(|c| is_han(*c)).collect();
    characters.sort_unstable();
    for same in characters.chunk_by(|a, b| a == b) {
        let mut buffer = [0; 4];
        let text: &str = same[0].encode_utf8(&mut buffer);
        match (in_gb2312(text), in_big5(text)) {
            (true, false) => simplified += same.len(),
            (false, true) => traditional += same.len(),
            (true, true) | (false, false) => {}
        }
    }
    if traditional > simplified { "zh-Hant" } else { "zh-Hans" }
}

/// GB 2312's hanzi are rows B0 to F7 of GBK, second byte from A1.
fn in_gb2312(text: &str) -> bool {
    let (bytes, _, unmappable) = GBK.encode(text);
    !unmappable && matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

/// Big5's two levels are rows A4 to C6 and C9 to F9; the rest is HKSCS.
fn in_big5(text: &str) -> bool {
    let (bytes, _, unmappable) = BIG5.encode(text);
    !unmappable && matches!(*bytes, [0xA4..=0xC6 | 0xC9..=0xF9, _])
}

/// The shortest BCP 47 tag of an ISO 639-3 code (RFC 5646 §4.1 prefers the two-letter one).
fn tag(code: &'static str) -> &'static str {
    const SHORT: &[(&str, &str)] = &[
        ("afr", "af"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    SHORT.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_script_and_words() {
        for (text, language) in [
            ("这座水厂是哪一年建成的？请您给我们讲一讲。", Some("zh-Hans")),
            ("這座水廠是哪一年建成的？請您給我們講一講。", Some("zh-Hant")),
            ("この工場はいつできたのですか。", Some("ja")),
            ("이 공장은 언제 지어졌습니까?", Some("ko")),
            ("When was the waterworks built, and who looked after it in those days?", Some("en")),
            ("Wann wurde das Wasserwerk gebaut, und wer hat sich darum gekümmert?", Some("de")),
            ("12 34", None),
        ] {
            assert_eq!(detect([text].into_iter()).as_deref(), language, "{text}");
        }
    }

    #[test]
    fn plain_english_is_told_as_the_detector_tells_it() {
        let english = "When the river rose in the spring of that year, they moved what they had to \
                       the barn on the hill, and my mother went there with us. The neighbours came \
                       from the other side of the valley to help, and when the water was gone they \
                       all went back with their carts, to see what there was left of the houses.";
        assert!(is_english(english));
        assert_eq!(whatlang::detect(english).map(|found| found.lang()), Some(whatlang::Lang::Eng));
        for other in [
            "De rivier steeg dat voorjaar en we brachten alles wat we hadden naar de schuur op de \
             heuvel. De buren kwamen van de andere kant van het dal om te helpen, en toen het water \
             weg was, gingen ze terug om te zien wat er van de huizen over was, of niet was.",
            "Rzeka podniosła się tej wiosny i to wszystko, co mieliśmy, przenieśliśmy do stodoły na \
             wzgórzu. Sąsiedzi przyszli z drugiej strony doliny, żeby pomóc, a gdy woda opadła, \
             wrócili, żeby zobaczyć, co zostało z domów, i to było wszystko, co mogli zrobić.",
        ] {
            let english = "They said: \"What is the matter with you?\"";
            assert!(!is_english(&format!("{other} {english} {other}")), "{other}");
        }
    }
}
