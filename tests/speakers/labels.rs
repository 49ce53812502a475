//! Every form of label with every kind of surroundings: the right people speak, and nobody else.

use transcripta::convert::{ReadOptions, read};
use transcripta::model::{Inline, Transcript};

use super::transcript;

/// A turn as a form of label prints it.
type Print = fn(&str, &str, usize) -> String;

/// Name, the two speakers as they should be read, and how a turn is printed.
const FORMS: &[(&str, &str, &str, Print)] = &[
    ("full-width colon", "主持人", "王老师", |n, s, _| format!("{n}：{s}")),
    ("half-width colon", "主持人", "王老师", |n, s, _| format!("{n}:{s}")),
    ("brackets and colon", "主持人", "王老师", |n, s, _| format!("【{n}】：{s}")),
    ("brackets", "主持人", "王老师", |n, s, _| format!("[{n}] {s}")),
    ("question and answer", "问", "答", |n, s, _| format!("{n}：{s}")),
    ("reporter", "記者", "李小姐", |n, s, _| format!("{n}：{s}")),
    ("office before the name", "海岬日报记者", "街道办 刘主任", |n, s, _| {
        format!("{n}：{s}")
    }),
    ("bold, colon inside", "Jane Roe", "Tom Hale", |n, s, _| format!("**{n}:** {s}")),
    ("bold, colon outside", "Jane Roe", "Tom Hale", |n, s, _| format!("**{n}**: {s}")),
    ("bold on its own line", "Jane Roe", "Tom Hale", |n, s, _| format!("**{n}**\n{s}")),
    ("capitals", "INTERVIEWER", "HALE", |n, s, _| format!("{n}: {s}")),
    ("counsel", "MS. ORDWAY", "MR. HALE", |n, s, _| format!("          {n}:  {s}")),
    ("letters with stops", "Q", "A", |n, s, _| format!("     {n}.   {s}")),
    ("letters with colons", "Q", "A", |n, s, _| format!("{n}: {s}")),
    ("letters and blanks", "Q", "A", |n, s, _| format!("     {n}    {s}")),
    ("diarised", "SPEAKER_00", "SPEAKER_01", |n, s, _| format!("{n}: {s}")),
    ("time behind", "Speaker 1", "Speaker 2", |n, s, t| format!("{n}  00:01:{t:02}\n{s}")),
    ("short time behind", "Jane Roe", "Tom Hale", |n, s, t| format!("{n}  1:{t:02}\n{s}")),
    ("time in brackets", "Jane Roe", "Tom Hale", |n, s, t| format!("[00:01:{t:02}] {n}: {s}")),
    ("time and colon", "Jane Roe", "Tom Hale", |n, s, t| format!("{n} (00:{t:02}): {s}")),
    ("time and colon alone", "Jane Roe", "Tom Hale", |n, s, t| format!("{n} (00:{t:02}):\n{s}")),
    ("colon and time", "Jane Roe", "Tom Hale", |n, s, t| format!("{n}: 00:01:{t:02}\n{s}")),
    ("chat", "Jane Roe", "Tom Hale", |n, s, t| format!("[{n}] 10:30:{t:02}\n{s}")),
    ("time before", "Jane Roe", "Tom Hale", |n, s, t| format!("00:01:{t:02} - {n}\n{s}")),
    ("voice", "Jane Roe", "Tom Hale", |n, s, _| format!("<v {n}>{s}</v>")),
    ("caption", "JANE", "TOM", |n, s, _| format!(">> {n}: {s}")),
    ("record of a parliament", "○議長（佐藤君）", "○山根委員", |n, s, _| {
        format!("{n}　{s}")
    }),
    ("arrows", "기자", "배도현", |n, s, _| format!("▶ {n}: {s}")),
    ("wide blank", "记者", "周大河", |n, s, _| format!("{n}　{s}")),
    ("tab", "Roe", "Hale", |n, s, _| format!("{n}\t{s}")),
    ("two blanks", "위원장 한도윤", "서미란 위원", |n, s, _| format!("○{n}  {s}")),
    ("title and stop", "Mme la présidente", "M. Luc Morel", |n, s, _| format!("{n}. {s}")),
    ("capitals and stop", "PRESIDENTE", "LUCIA SARTORI", |n, s, _| format!("{n}. {s}")),
    ("hearing", "Chairwoman Ordway", "Mr. Sandow", |n, s, _| format!("    {n}. {s}")),
    ("dash", "BAŞKAN", "KEMAL DEMİRTAŞ", |n, s, _| format!("{n} – {s}")),
    ("Spanish letters", "P.", "R.", |n, s, _| format!("{n} {s}")),
    ("Spanish letters and dashes", "P.", "R.", |n, s, _| format!("{n}- {s}")),
    ("name and office alone", "Jane Roe", "Tom Hale", |n, s, _| {
        format!("{n} -- Wick Capital -- Analyst\n\n{s}\n")
    }),
    ("letters and one blank", "Q", "A", |n, s, _| format!("{n} {s}")),
    ("chat of nicks", "jane", "tom", |n, s, t| format!("10:{t:02} <{n}> {s}")),
    ("chat with dates", "Jane", "Tom", |n, s, t| format!("[14/03/2023, 10:03:{t:02}] {n}: {s}")),
    ("numbered questions", "Chair", "Captain Hale", |n, s, t| match n {
        "Chair" => format!("Q{t} {n}: {s}"),
        _ => format!("{n}: {s}"),
    }),
    ("stretch of time", "SPEAKER_00", "SPEAKER_01", |n, s, t| {
        format!("[{n}] [00:00:{t:02}.000 --> 00:00:{t:02}.900] {s}")
    }),
    ("time before the words", "Roe", "Hale", |n, s, t| format!("{n} [00:01:{t:02}] {s}")),
    ("list order", "Roe, Jane", "Hale, Tom (Guest)", |n, s, t| format!("{n}   1:{t:02}\n{s}")),
    ("small name", "darosior", "记者", |n, s, _| format!("{n}：{s}")),
    (
        "office in capitals",
        "O señor PRESIDENTE",
        "A señora CONSELLEIRA DE MEDIO AMBIENTE, PORTOS E FAROS",
        |n, s, _| format!("{n}: {s}"),
    ),
    ("Arabic", "المحاورة", "الحاجة سلمى", |n, s, _| format!("{n}: {s}")),
    ("Hebrew", "המראיין", "דנה לוי", |n, s, _| format!("{n}: {s}")),
    ("time within the bold", "Jane Roe", "SPEAKER_04", |n, s, t| {
        format!("**[00:{t:02}] {n}:** {s}")
    }),
    ("bold by underscores", "Jane Roe", "Tom", |n, s, _| format!("__{n}__: {s}")),
    ("bold and a linked time", "Jane Roe", "Tom", |n, s, t| {
        format!("**{n}** [7:{t:02}](https://example.org/v?t={t}): {s}")
    }),
    ("bold and a time", "Jane Roe", "Tom", |n, s, t| format!("**{n}** (7:{t:02}): {s}")),
    ("bold, a time, then words", "Jane Roe", "Tom", |n, s, t| format!("**{n}** [7:{t:02}]\n{s}")),
    ("linked time", "Jane Roe", "Tom Hale", |n, s, t| {
        format!("{n} [(00:01:{t:02})](https://example.org/v?t={t}) {s}")
    }),
    ("bullets", "Jane Roe", "Tom", |n, s, _| format!("* {n}: {s}")),
    ("bullets and bold", "Jane Roe", "Tom", |n, s, _| format!("- **{n}**: {s}")),
    ("bullets and small names", "shugo", "matz", |n, s, _| format!("* {n}: {s}")),
    ("linked time and colon", "Jane Roe", "Tom Hale", |n, s, t| {
        format!("{n} [1:{t:02}](https://example.org/v?t={t}): {s}")
    }),
    ("small names in bold", "nzakas", "fasttime", |n, s, _| format!("**{n}:** {s}")),
    ("irssi", "jane", "tom", |n, s, t| format!("10:{t:02} < {n}> {s}")),
    ("irssi, with modes", "jane", "tom", |n, s, t| format!("10:{t:02} <@{n}> {s}")),
    ("nicks in Markdown", "jane90", "tom", |n, s, _| format!("**\\<{n}\\>** {s}")),
    ("bold name and office", "Jane Roe", "Tom Hale", |n, s, _| {
        format!("**{n} - Wick Capital, Analyst**\n\n{s}")
    }),
];

const SPEECH: [&str; 8] = [
    "Where did you learn to mend a sail?",
    "From my aunt, in the old yard behind the church.",
    "And who had taught her?",
    "Nobody. She watched, and then she did it better than they did.",
    "Is there a trick to it?",
    "There is thread, and there is time. The rest is wind.",
    "Would you teach me?",
    "Come on Monday, and bring your own needle.",
];

/// What may stand within a turn, and is nobody.
const HOSTILE: &[&str] = &[
    "注意：路滑，慢走。",
    "一是：修路。",
    "10:30 the bell rang for the second time.",
    "https://example.org/a-long-way",
    "Re: your letter of the second of May.",
    "John 3:16 was painted on the wall.",
    "She said: \u{201c}Not today.\u{201d}",
    "Monday: 7:35",
];

fn talk(a: &str, b: &str, print: Print, inside: Option<&str>) -> String {
    let mut text = String::new();
    for (i, words) in SPEECH.iter().enumerate() {
        text.push_str(&print(if i % 2 == 0 { a } else { b }, words, i + 3));
        text.push_str("\n\n");
        if i == 3
            && let Some(inside) = inside
        {
            text.push_str(&format!("{inside}\n\n"));
        }
    }
    text
}

/// The speakers in order, turns of one joined.
fn speakers(transcript: &Transcript) -> Vec<String> {
    let mut all: Vec<String> = transcript
        .turns()
        .map(|turn| {
            let name = |id: &_| transcript.participant(*id)?.name.as_str().map(str::to_owned);
            turn.speakers.iter().filter_map(name).collect::<Vec<_>>().join(" + ")
        })
        .collect();
    all.dedup();
    all
}

/// Reads and compares; what is wrong, if anything.
fn fault(form: &str, what: &str, a: &str, b: &str, text: &str) -> Option<String> {
    let (a, b) = (a.trim_start_matches('○'), b.trim_start_matches('○'));
    let expected: Vec<&str> =
        SPEECH.iter().enumerate().map(|(i, _)| if i % 2 == 0 { a } else { b }).collect();
    let found = speakers(&transcript(text));
    (found != expected).then(|| format!("{form}, {what}: {found:?}\n{text}"))
}

#[test]
fn every_form_in_every_surroundings() {
    let mut faults = Vec::new();
    for (form, a, b, print) in FORMS {
        faults.extend(fault(form, "alone", a, b, &talk(a, b, *print, None)));
        for hostile in HOSTILE {
            faults.extend(fault(form, hostile, a, b, &talk(a, b, *print, Some(hostile))));
        }
        let front = format!(
            "The sail-maker's yard\n\nDate: 4 May\nPlace: Harbour office\n\n{}",
            talk(a, b, *print, None)
        );
        faults.extend(fault(form, "front matter", a, b, &front));
        let back = format!(
            "{}Copyright © 2019 Harbour Press. All rights reserved.\n",
            talk(a, b, *print, None)
        );
        faults.extend(fault(form, "back matter", a, b, &back));
        let stage = talk(a, b, *print, Some("[applause]"));
        faults.extend(fault(form, "applause", a, b, &stage));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Without blank lines between the turns.
#[test]
fn every_form_line_by_line() {
    let mut faults = Vec::new();
    for (form, a, b, print) in FORMS {
        let text = talk(a, b, *print, None).replace("\n\n", "\n");
        faults.extend(fault(form, "no blank lines", a, b, &text));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn several_speak_together() {
    for label in ["Jane & Tom", "Jane, Tom", "Jane and Tom"] {
        let text = format!(
            "Jane: Ready?\nTom: Ready.\nJane: Then now.\n{label}: One, two, three.\nTom: That was it.\n"
        );
        assert_eq!(
            speakers(&transcript(&text)),
            ["Jane", "Tom", "Jane", "Jane + Tom", "Tom"],
            "{label}"
        );
    }
}

#[test]
fn a_key_names_the_participants() {
    let line = "問：眾聲記者　　黎：黎照昌\n\n問：今天來了多少人？\n黎：三十個。\n問：都是學生？\n黎：不全是。\n";
    assert_eq!(speakers(&transcript(line)), ["眾聲記者", "黎照昌", "眾聲記者", "黎照昌"]);
    let lines = "JS = John Smith\nMB = Mary Brown\n\nJS: Was it cold?\nMB: It was.\nJS: How cold?\nMB: The ink froze.\n";
    assert_eq!(
        speakers(&transcript(lines)),
        ["John Smith", "Mary Brown", "John Smith", "Mary Brown"]
    );
}

#[test]
fn an_odd_label_is_said() {
    let text = "Jane Roe: Was it cold?\nTom Hale: It was.\nJane Roe: How cold?\nSandow: The ink froze.\nTom Hale: It did.\n";
    let outcome = read("talk.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
    let said: Vec<String> = outcome.diagnostics.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|s| s.starts_with("line 4: `Sandow`")), "{said:?}");
    // And its words are a doubt, not asserted of who spoke before.
    let turn = outcome.transcript.turns().nth(3).unwrap();
    assert_eq!(turn.attribution.confidence().thousandths(), 600);
    assert!(turn.label.is_none());
}

/// A label of a proven make may stand once.
#[test]
fn a_label_may_stand_once() {
    for (others, once, name) in [
        (
            "MR. PALMER: The bridge is open.\n\nQ\tWhen?\n\n",
            "MS. TOLLIVER (Coast Gazette):",
            "MS. TOLLIVER (Coast Gazette)",
        ),
        (
            "Marta Lind, Spokesperson: Questions, please.\n\nJens Hartwig, Minister: Gladly.\n\n",
            "Jane Tolliver, Coast Gazette:",
            "Jane Tolliver",
        ),
        (
            "Marta Lind: Questions, please?\n\nJens Hartwig: Gladly.\n\n",
            "Jane Tolliver, Coast Gazette:",
            "Jane Tolliver",
        ),
        (
            "Präsidentin Dr. Brandt:\n\nIch eröffne die Sitzung.\n\nPetra Lohmann (CDU):\n\nDanke. Wo steht das Werk?\n\n",
            "Jens Hartwig, Minister für Umwelt:\n\n",
            "Jens Hartwig",
        ),
        ("寿小丽：\n\n请提问。\n\n王海川：\n\n谢谢。有什么问题？\n\n", "刘文海：\n\n", "刘文海"),
        (
            "○浜田委員長　開きます。\n\n○小川委員　幾つありますか。\n\n",
            "○国務大臣（森山一郎君）　",
            "国務大臣（森山一郎君）",
        ),
    ] {
        let text = format!(
            "{others}{others}{once} Who paid for it? The county did, and more than once.\n\n{others}"
        );
        let found = speakers(&transcript(&text));
        assert_eq!(found.iter().filter(|n| *n == name).count(), 1, "{found:?}\n{text}");
    }
}

/// What has a comma or stands once without being a label.
#[test]
fn what_is_no_label_though_it_stands_once() {
    let others = "Marta Lind: Questions, please?\n\nJens Hartwig: Gladly.\n\n";
    for words in [
        "Mr. Speaker, I say this: it was not so.",
        "Ladies and gentlemen, friends: it was not so.",
        "In the end, as ever: it was not so.",
        "Dear John, please note: it was not so.",
    ] {
        let text = format!("{others}{others}{words}\n\n{others}");
        let mut found = speakers(&transcript(&text));
        found.sort();
        found.dedup();
        assert_eq!(found, ["Jens Hartwig", "Marta Lind"], "{words}");
    }
}

/// Initials behind a surname keep two people apart.
#[test]
fn surnames_before_initials() {
    let text = "Smith, J.: Was it cold?\nSmith, K.: It was.\nRoe, A.: Why?\nSmith, J.: How cold?\nSmith, K.: The ink froze.\nRoe, A.: Oh.\n".repeat(2);
    assert_eq!(speakers(&transcript(&text))[..3], ["Smith, J.", "Smith, K.", "Roe, A."]);
}

/// A header names those whose labels are words for parts, or initials.
#[test]
fn a_header_names_the_participants() {
    let says = |a: &str, b: &str| {
        format!("{a}: Was it cold?\n{b}: It was.\n{a}: How cold?\n{b}: The ink froze.\n")
    };
    for (header, a, b) in [
        (
            "Interviewer: Ann Droste\nNarrator: Edith Marlowe\nDate: 4 May\n",
            "Interviewer",
            "Narrator",
        ),
        ("Interviewer: Ann Droste\nNarrator: Edith Marlowe\n", "AD", "EM"),
        ("Interviewer (INT): Ann Droste\nRespondent (RES): Edith Marlowe\n", "INT", "RES"),
        ("Interviewer: Ann Droste (AnnD)\nNarrator: Edith Marlowe (Ed)\n", "AnnD", "Ed"),
        ("Date: 4 May\nInterviewer: Ann Droste\nInterviewee: Edith Marlowe\n", "Q", "A"),
    ] {
        let transcript = transcript(&format!("{header}\n{}", says(a, b)));
        let names = ["Ann Droste", "Edith Marlowe", "Ann Droste", "Edith Marlowe"];
        assert_eq!(speakers(&transcript), names, "{header}");
        // The label stays as printed, and the name has its place in the header.
        let first = transcript.turns().next().unwrap();
        assert_eq!(first.label.as_ref().map(|l| l.text.trim_end()), Some(&*format!("{a}:")));
        assert!(transcript.participants.iter().all(|p| p.span.is_some_and(|s| s.lines.0 <= 3)));
    }
    let text = "采访人：张三 / 受访人：李四\n时间：五月四日\n\n采访人：冷吗？\n受访人：冷。\n采访人：多冷？\n受访人：墨都冻了。\n";
    assert_eq!(speakers(&transcript(text)), ["张三", "李四", "张三", "李四"]);
}

/// Surnames of a header, questions that end with a full stop, an inquiry, and a chat with times.
#[test]
fn further_conventions() {
    let text = "聞き手：佐々木玲　語り手：浜野トヨ\n\n佐々木：いつからですか。\n浜野：五十年です。\n佐々木：冬はどうですか。\n浜野：痛いんです。\n";
    assert_eq!(speakers(&transcript(text)), ["佐々木玲", "浜野トヨ", "佐々木玲", "浜野トヨ"]);
    let text = "MS CARR:  Sir, the next witness is Mr Dell.\n          MR THOMAS DELL (affirmed)\n          Questions from MS CARR\nQ.  You were the pilot?\nA.  I was.\nQ.  Who had the helm?\nA.  I did.\nMS CARR:  Thank you, sir.\n";
    assert_eq!(speakers(&transcript(text))[..3], ["MS CARR", "MR THOMAS DELL", "MS CARR"]);
    let text = "nora  9:41 AM\ndid anyone see the lamp?\n\nli.wei  9:43 AM\nyes, it was out\n\nnora  9:44 AM\nwho had the watch?\n\nli.wei  9:50 AM\nme\n";
    assert_eq!(speakers(&transcript(text)), ["nora", "li.wei", "nora", "li.wei"]);
}

/// Of two who ask nobody knows which one `Q` is.
#[test]
fn a_header_of_two_names_nobody() {
    let text = "Interviewer: Ann Droste\nModerator: Ben Keel\nDate: 4 May\n\nQ: Was it cold?\nA: It was.\nQ: How cold?\nA: The ink froze.\n";
    assert_eq!(speakers(&transcript(text)), ["Q", "A", "Q", "A"]);
}

/// What stands under a heading of a list is a list only until somebody speaks.
#[test]
fn a_list_of_those_present_is_over_where_they_speak() {
    let turns =
        "Anna: Shall we begin?\nBen: Go on then.\nAnna: Who makes it now?\nBen: Nobody here.\n";
    for head in
        ["Participants:\n", "Participants:\n\n", "Speakers\nAnna: a baker\nBen: a miller\n\n"]
    {
        let found = speakers(&transcript(&format!("{head}{turns}")));
        assert_eq!(found, ["Anna", "Ben", "Anna", "Ben"], "{head}");
    }
}

/// Motions, sounds and the times at which something was posted are nobody's words.
#[test]
fn what_stands_between_turns_is_nobodys() {
    let talk = "Chair: The first item is the pier. Who speaks?\n\nCllr Firth: I move that it be mended.\n\n";
    for between in [
        "Motion: That the pier be mended.\nMoved: Cllr Firth\nFor: 2\nAgainst: 0\nCARRIED\n\n",
        "FX: GULLS\n\n",
        "MUSIC UP AND UNDER\n\n",
        "2023-05-04 10:00:12\n\n",
    ] {
        let transcript = transcript(&[talk, between, talk, between, talk].concat());
        let words: Vec<String> = transcript
            .turns()
            .flat_map(|t| &t.segments)
            .flat_map(|s| &s.content)
            .filter_map(|c| match c {
                Inline::Text { text } => Some(text.trim().to_owned()),
                Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. } => {
                    None
                }
            })
            .collect();
        assert_eq!(words.len(), 6, "{between}{words:?}");
    }
}

/// Captions as they are copied: times in elements of their own, numbers no speech.
#[test]
fn captions_are_turns() {
    let vtt = "WEBVTT\n\nNOTE made by hand\n\n1\n00:00:01.000 --> 00:00:03.500 align:start\nInes Carrow: Where did you learn\nto mend a sail?\n\n2\n00:00:03.800 --> 00:00:06.200\nGarret Pell: From my aunt.\n\n3\n00:00:06.400 --> 00:00:08.000\nShe watched.\n\n4\n00:00:08.300 --> 00:00:09.700\nInes Carrow: Is there a trick to it?\n\n5\n00:00:10.000 --> 00:00:12.000\nGarret Pell: There is thread.\n";
    let transcript = transcript(vtt);
    assert_eq!(speakers(&transcript), ["Ines Carrow", "Garret Pell", "Ines Carrow", "Garret Pell"]);
    let said: Vec<String> = transcript
        .turns()
        .flat_map(|turn| &turn.segments)
        .flat_map(|segment| &segment.content)
        .filter_map(|piece| match piece {
            Inline::Text { text } => Some(text.trim().to_owned()),
            Inline::Direction { .. } | Inline::TimeMark { .. } | Inline::Furniture { .. } => None,
        })
        .collect();
    assert_eq!(
        said,
        [
            "Where did you learn\nto mend a sail?",
            "From my aunt.",
            "She watched.",
            "Is there a trick to it?",
            "There is thread."
        ]
    );
    let starts: Vec<Option<u64>> = transcript.turns().map(|t| t.time.map(|t| t.start)).collect();
    assert_eq!(starts, [Some(1000), Some(3800), Some(8300), Some(10_000)]);
}

/// Names between the times and the words, as one program writes them.
#[test]
fn captions_with_names_on_lines_of_their_own() {
    let cue =
        |i: usize, name: &str, words: &str| format!("0:0:{i}.0 --> 0:0:{i}.980\n{name}\n{words}\n");
    let text: String = SPEECH
        .iter()
        .enumerate()
        .map(|(i, words)| cue(i, if i % 2 == 0 { "Carrow, Ines" } else { "Pell, Garret" }, words))
        .collect();
    let found = speakers(&transcript(&text));
    assert_eq!(found.len(), 8);
    assert_eq!(found[..2], ["Carrow, Ines", "Pell, Garret"]);
}

/// What begins like one of the weaker forms, in a text that nobody labelled.
#[test]
fn prose_has_no_labels_without_a_colon() {
    let text = "Mr. Berring had a lock. Nobody opened it.\n\nYes. It was like that.\n\nA form lay on the desk – a long one.\n\nNorthmere – the town – had two.\n\nYes. They were shut.\n\nMr. Berring had a key. He kept it.\n\nA form lay on the floor as well.\n\nQ is a letter.\n";
    let transcript = transcript(text);
    assert!(transcript.turns().all(|turn| turn.label.is_none()));
}

#[test]
fn a_key_of_a_line_each_is_no_turn() {
    let text = "記：眾聲記者\n裴：裴立本\n\n記：今天來了多少人？\n裴：三十個。\n記：都是學生？\n裴：不全是。\n";
    assert_eq!(speakers(&transcript(text)), ["眾聲記者", "裴立本", "眾聲記者", "裴立本"]);
    let text = "IC: Ines Carrow\nGP: Garret Pell\n\nIC: Was it cold?\nGP: It was.\nIC: How cold?\nGP: The ink froze.\n";
    assert_eq!(
        speakers(&transcript(text)),
        ["Ines Carrow", "Garret Pell", "Ines Carrow", "Garret Pell"]
    );
}

/// Lines that end in NULs, as old programs leave them.
#[test]
fn nuls_at_line_ends_are_no_words() {
    let talk = "Jane Roe:\0\nWhere did you learn it?\0\n\0\nTom Hale:\0\nFrom my aunt, in the old yard behind the church.\0\n\0\n";
    let text = talk.repeat(3) + &"A line without any of them stands here. ".repeat(20);
    let options = ReadOptions::default();
    let transcript = read("talk.txt", text.as_bytes(), &options).unwrap().transcript;
    assert_eq!(speakers(&transcript).len(), 6, "{:?}", speakers(&transcript));
    assert!(transcript.turns().all(|turn| turn.label.is_some()));
}

/// Speaker and confidence of each turn; `?` is nobody.
fn told(text: &str) -> Vec<(String, u16)> {
    let transcript = transcript(text);
    let name = |id| transcript.participant(id).unwrap().call_sign();
    let who = |t: &transcripta::model::Turn| t.speakers.first().map_or("?".into(), |id| name(*id));
    transcript.turns().map(|t| (who(t), t.attribution.confidence().thousandths())).collect()
}

/// Only the questions are labelled: the answers are somebody else's, and that is worked out.
#[test]
fn who_answers_may_have_no_label() {
    for (label, title, guest) in [
        ("Q:", "The light", "the guest"),
        ("**The Review:**", "The light", "the guest"),
        ("The Review:", "The light", "the guest"),
        ("记者：", "专访孙若溪", "孙若溪"),
    ] {
        let text = format!(
            "{title}\n\n{label} When did you see it?\n\nI was four.\n\nMy father carried me.\n\n{label} Was it lonely?\n\nNo. There were sixty thousand birds.\n\n{label} Do you miss it?\n\nI miss the birds.\n"
        );
        let found = told(&text);
        assert_eq!(found.len(), 6, "{label} {found:?}");
        for (i, (who, confidence)) in found.iter().enumerate() {
            assert_eq!(i % 2 == 1, who == guest, "{label} {found:?}");
            assert_eq!(*confidence, if i % 2 == 1 { 920 } else { 1000 }, "{label}");
        }
        let transcript = transcript(&text);
        let answers = transcript.turns().filter(|t| t.answers.is_some()).count();
        assert_eq!(answers, 3, "{label}");
    }
    // A question may take two paragraphs, and where one does not ask its answer is less sure.
    let found = told(
        "Q: You were a pilot then.\n\nWho had the helm?\n\nI had.\n\nQ: Was it cold?\n\nIt was.\n\nQ: And the fog?\n\nIt came at noon.\n\nQ: Thank you.\n\nThank you.\n",
    );
    assert_eq!(found[1], ("the guest".to_owned(), 700));
    assert_eq!(found.iter().map(|(who, _)| who == "the guest").filter(|guest| *guest).count(), 4);
    // A speech under one label has one speaker, though it asks now and then.
    let speech = "MR. HALE: Friends.\n\nWho are we?\n\nWe are the town.\n\nIt is ours.\n\nIt was theirs.\n\n".repeat(4);
    assert!(told(&speech).iter().all(|(who, _)| who == "MR. HALE"));
}

/// A question of which the label was lost is not of who speaks before and after it.
#[test]
fn a_question_between_two_labels_of_one_speaker() {
    let text = |inside: &str, again: &str| {
        format!(
            "Host: When does it open?\nRoe: In May.\nLee: In June.\nRoe: It is May.\nLee: So be it.\nRoe: Good.\n{inside}\n{again}: It is paid for.\nHost: Thank you.\n"
        )
    };
    let found = told(&text("May I ask who pays for it?", "Roe"));
    assert_eq!(found[6].0, "?", "{found:?}");
    for (inside, again) in
        [("May I ask who pays for it?", "Lee"), ("The county pays for it.", "Roe")]
    {
        assert!(told(&text(inside, again)).iter().all(|(who, _)| who != "?"), "{inside} {again}");
    }
}

/// Words that many call, and what stands once between labels.
#[test]
fn interjections() {
    let text = |inside: &str| {
        format!(
            "Mr HALE: Will you table it?\n\nMs ROE: I will.\n\n{inside}\n\nMr HALE: When?\n\nMs ROE: In May.\n"
        )
    };
    assert!(told(&text("Opposition members: Oh!")).iter().any(|(w, _)| w == "Opposition members"));
    for (inside, warns) in [
        ("A voice: Oh!", true),
        ("Unidentified speaker: Shame.", true),
        ("This is it: we shall.", false),
        ("For example: the bridge.", false),
    ] {
        let outcome = read("talk.txt", text(inside).as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(outcome.diagnostics.iter().count() > 0, warns, "{inside}");
    }
    let text = |inside: &str| {
        format!(
            "主持人：请王教授发言。\n\n王教授：水温在上升。\n\n{inside}\n\n王教授：水温在上升。\n\n主持人：能恢复吗？\n\n王教授：能。\n"
        )
    };
    assert!(told(&text("翻译：听不见！")).iter().any(|(who, _)| who == "翻译"));
    assert!(told(&text("翻译：李明")).iter().all(|(who, _)| who != "翻译"));
}

/// A time of day in brackets is no part of a name.
#[test]
fn members_with_times_of_day() {
    let text = "Mr HALE (Saltby) (2.04 pm): How many?\n\nMs ROE (2.05 pm): Seventeen.\n\nMr HALE (2.48pm): Why?\n\nMs ROE (2:50 p.m.): Rain.\n";
    assert_eq!(transcript(text).participants.len(), 2);
    // A number of something else is.
    let text = "Mr HALE (1): How many?\n\nMr HALE (2): Seventeen.\n\nMr HALE (1): Why?\n\nMr HALE (2): Rain.\n";
    assert_eq!(transcript(text).participants.len(), 2);
}

/// A header tells letters, whoever is there, and parts.
#[test]
fn a_header_tells_letters_and_parts() {
    use transcripta::model::Role;
    let turns = "\nMF: Where were you born?\nRT: Here.\nMF: And your parents?\nRT: My father fished.\nJT: She packed.\nRT: She did.\n";
    for header in [
        "Interviewee: Rosalind \"Roz\" Takeda (RT)\nInterviewer: Martin Fell (MF)\nAlso present: June Takeda (JT), daughter\n",
        "Interviewee: RT (Rosalind \"Roz\" Takeda)\nInterviewer: MF (Martin Fell)\nAlso present: JT (June Takeda)\n",
    ] {
        let transcript = transcript(&format!("{header}{turns}"));
        let people: Vec<_> =
            transcript.participants.iter().map(|p| (p.name.as_str(), p.role)).collect();
        assert_eq!(
            people,
            [
                (Some("Martin Fell"), Some(Role::Host)),
                (Some("Rosalind \"Roz\" Takeda"), Some(Role::Guest)),
                (Some("June Takeda"), None),
            ],
            "{header}"
        );
    }
}

/// A warning says that one speaker has all of a text in which questions are answered.
#[test]
fn one_voice_for_questions_and_answers_is_a_doubt() {
    let warns = |text: &str| {
        let outcome = read("talk.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
        outcome.diagnostics.iter().any(|d| d.message.starts_with("all is said by"))
    };
    let asked = "Guest: It began here.\n\nWhere was that?\n\nIn the yard.\n\n";
    assert!(warns(&asked.repeat(4)));
    assert!(!warns(&"Guest: It began here.\n\nIn the yard.\n\n".repeat(6)));
}

/// Who of several asks nearly all that is asked leads the talk; where questions are shared nobody does.
#[test]
fn one_who_asks_the_others_is_their_host() {
    use transcripta::model::Role::{Guest, Host};
    let round = "Nadia: Who uses the ferry?\n\nTobias: Schoolchildren.\n\nNadia: How many?\n\n\
                 Beatriz: Eleven.\n\nUnknown Speaker: Twelve.\n\n";
    let roles = |text: &str| {
        let people = transcript(text).participants;
        people.iter().map(|person| person.role).collect::<Vec<_>>()
    };
    assert_eq!(roles(&round.repeat(3)), [Some(Host), Some(Guest), Some(Guest), None]);
    let shared = round.replace("Schoolchildren.", "Who else?").replace("Eleven.", "Or eleven?");
    assert_eq!(roles(&shared.repeat(3)), [None; 4]);
    // What is a part by its name is not guessed at.
    let chaired = round.replace("Tobias", "The Chair");
    assert!(!roles(&chaired.repeat(3)).contains(&Some(Host)));
}

/// Chats as they are exported, with the day before the time.
#[test]
fn chats_with_days() {
    for (a, b) in [
        ("03/04/2020, 09:13 - Nadia: ", "03/04/2020, 09:15 - Ben: "),
        ("3/4/20, 9:13 PM - Nadia: ", "3/4/20, 9:15 PM - Ben: "),
        ("2021-11-02 14:00 <Nadia> ", "2021-11-02 14:02 <Ben> "),
        ("[2021-11-02 14:00] <Nadia> ", "[2021-11-02 14:02] <Ben> "),
    ] {
        let text = format!("{a}Is the ferry in?\n{b}It is late.\n").repeat(3);
        let transcript = transcript(&text);
        assert_eq!(speakers(&transcript), ["Nadia", "Ben"].repeat(3), "{a}");
    }
}
