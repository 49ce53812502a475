//! What each language asks of a line, looked for on the pages: where lines begin and end.

use super::{Code, Speaker, convert, empty, options, run, turn, write};
use transcripta::model::Transcript;
use transcripta::write::{FontSize, PdfOptions, WriteOptions};

/// A paragraph in a language, with characters that no line may begin and end with.
struct Case {
    language: &'static str,
    text: &'static str,
    never_first: &'static str,
    never_last: &'static str,
    /// Stretches that no line breaks.
    whole: &'static [&'static str],
}

const CASES: [Case; 6] = [
    Case {
        language: "zh-Hans",
        text: "他说:“走吧!”我们——三个人——坐上了去《晚报》社的车,路上堵了35.5%的时间,花了¥120……\
               约翰·史密斯先生(住在A/B区)一句话也没说;到了才问:“这是几楼?”",
        never_first: "，。、；：！？”’）》」·,.;:!?)%…—/",
        never_last: "“‘（《「(¥",
        whole: &["——", "……", "35.5%", "¥120"],
    },
    Case {
        language: "zh-Hant",
        text: "她說：「走吧！」我們——三個人——坐上了去《晚報》社的車，路上堵了35.5%的時間，花了＄１２０……\
               約翰·史密斯先生（住在A/B區）一句話也沒說；到了才問：「這是『幾』樓？」",
        never_first: "，。、；：！？」』）》·%…—/",
        never_last: "「『（《＄",
        whole: &["——", "……", "35.5%", "＄１２０"],
    },
    Case {
        language: "ja",
        text: "「ちょっと、スケジュールを見せていただけますか？」と聞くと、人々はきっと笑って――それから\
               しゃべりだした。三ヶ月のあいだ、ジョン・スミスさんは「ゆっくりでいいよ」って言っていた……。",
        never_first: "ぁぃぅぇぉっゃゅょァィゥェォッャュョヶー々、。」』？！・…―",
        never_last: "「『（",
        whole: &["――", "……"],
    },
    Case {
        language: "fr",
        text: "Il a dit\u{A0}: «\u{A0}Vous partez\u{202F}? Déjà\u{202F}!\u{A0}» — et j'ai répondu que les \
               10\u{202F}000\u{A0}francs, c'était fini ; « on verra bien » , dit-il. Qui l'aurait cru ?",
        never_first: "»:;!?",
        never_last: "«",
        whole: &["10\u{202F}000\u{A0}francs", "partez\u{202F}?"],
    },
    Case {
        language: "de",
        text: "Er sagte: „Wir fahren um 10 km weiter“ – und dann, »ohne ein Wort«, stieg er aus. „Wer hat \
               Ihnen ‚Los!‘ gesagt?“, fragte ich; aber »das« weiß ich bis heute nicht.",
        never_first: "“‘«,;?–",
        never_last: "„‚»",
        whole: &["10 km"],
    },
    Case {
        language: "en",
        text: "“We left—all ‘three’ of us—at 10:30,” he said (or so I remember it … but who knows?), \
               “and paid $12.50 for 5 kg of rope — ‘daylight robbery’, said my well-known aunt.”",
        never_first: "”’,;?)—…",
        never_last: "“‘($",
        whole: &["10:30", "$12.50", "5 kg", "well-known"],
    },
];

fn talk(case: &Case, lead: usize) -> Transcript {
    let mut transcript = empty("talk.txt", Some(case.language));
    let lead = if case.language.starts_with(['z', 'j']) { "国" } else { "a" }.repeat(lead);
    turn(&mut transcript, Speaker::Unknown, &[&format!("{lead}{}", case.text)]);
    turn(&mut transcript, Speaker::Label("A:"), &["Yes."]);
    transcript
}

/// What archives are asked about.
pub(crate) fn archived() -> Vec<(String, Vec<u8>)> {
    let file = |case: &Case| (format!("lines-{}", case.language), write(&talk(case, 9)).bytes);
    let mut files: Vec<_> = CASES.iter().map(file).collect();
    let (transcript, _) = options::read("ja-ferry-pilot");
    files.push(("ja-ferry-pilot".to_owned(), write(&transcript).bytes));
    files
}

/// Every text at every distance from the margin that matters, in large type, so that lines are many.
#[test]
fn lines_begin_and_end_as_their_language_asks() {
    let pdf = PdfOptions { font_size: FontSize::of_points(24.0), ..PdfOptions::default() };
    let options = WriteOptions { pdf, ..WriteOptions::default() };
    for case in &CASES {
        for lead in 1..18 {
            let written = convert::write(&talk(case, lead), "pdf", &options).unwrap();
            assert_eq!(written.diagnostics.iter().count(), 0, "{}", case.language);
            let Some(said) = run("pdftotext", &["-layout", "FILE", "-"], &written.bytes) else {
                return;
            };
            // Our own head has small lines; the source's begin behind its last word.
            let body = said.split_once("transcripta 0").unwrap().1;
            let body = body.split_once("\n\n").map_or(body, |(_, body)| body);
            for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let (first, last) = (line.chars().next(), line.chars().last());
                assert!(!first.is_some_and(|c| case.never_first.contains(c)), "{line}\n{body}");
                assert!(!last.is_some_and(|c| case.never_last.contains(c)), "{line}\n{body}");
            }
            for whole in case.whole {
                // pdftotext makes plain blanks of all.
                let plain = |text: &str| text.replace(['\u{A0}', '\u{202F}'], " ");
                assert!(plain(body).contains(&plain(whole)), "{whole}\n{body}");
            }
        }
    }
}

/// Kanji that Chinese does not have are in the faces that come with the program.
#[test]
fn japanese_needs_no_other_font() {
    let (transcript, _) = options::read("ja-ferry-pilot");
    let written = write(&transcript);
    let missing = written.diagnostics.iter().find(|found| found.code == Code::CharacterMissing);
    assert!(missing.is_none(), "{missing:?}");
}
