//! Labels that stand once or twice, and one person under several of them.

use transcripta::model::Block;

use super::transcript;

/// Who speaks each turn, by name.
fn speakers(text: &str) -> Vec<String> {
    let transcript = transcript(text);
    let name = |block: &Block| match block {
        Block::Turn(turn) => {
            let of = |id| transcript.participants.iter().find(|one| one.id == id);
            let one = turn.speakers.first().and_then(|id| of(*id));
            Some(one.and_then(|one| one.name.as_str()).unwrap_or("?").to_owned())
        }
        _ => None,
    };
    transcript.body.iter().filter_map(name).collect()
}

#[test]
fn a_label_before_wrapped_words_speaks() {
    let text = "\
Präsidentin Gudrun Achter: Guten Morgen, meine sehr verehrten
Damen und Herren! Ich eröffne die Sitzung.

Jens Holt (SPD): Frau Präsidentin! Liebe Kolleginnen und
Kollegen! Jedes dritte Kind kann nicht schwimmen.

Präsidentin Gudrun Achter: Vielen Dank. Für die Fraktion der CDU
spricht nun Herr Dr. Voss.

Dr. Henning Voss (CDU): Meine Damen und Herren, ich bin dort zur
Schule gegangen. Wir hatten den Baggersee.

Präsidentin Gudrun Achter: Gestatten Sie eine Frage des Kollegen
Holt?

Dr. Henning Voss (CDU): Bitte.
";
    let chair = "Präsidentin Gudrun Achter";
    let voss = "Dr. Henning Voss (CDU)";
    assert_eq!(speakers(text), [chair, "Jens Holt (SPD)", chair, voss, chair, voss]);
}

#[test]
fn who_holds_an_office_may_speak_once() {
    let text = "\
主持人 罗晓静：

大家上午好，欢迎出席发布会。请提问。

省水利厅副厅长 周明远：

谢谢。水厂今年都通水了。

罗晓静：

下面请段所长回答。

省疾控中心环境卫生所所长 段海波：

水质公开有两个渠道，一个是公开栏，一个是网上。

周明远：

我补充一句，基本水量由财政补给。

罗晓静：

还有问题吗？

周明远：

没有了，谢谢大家。
";
    let (host, zhou) = ("罗晓静", "周明远");
    let found = speakers(text);
    assert_eq!(found.len(), 7);
    assert!(found[0].contains(host) && found[1].contains(zhou), "{found:?}");
    assert_eq!(found[3], "省疾控中心环境卫生所所长 段海波");
    let transcript = transcript(text);
    assert_eq!(transcript.participants.len(), 3);
}

#[test]
fn in_brackets_or_bold_a_name_that_stands_once_is_a_label() {
    let text = "\
[主持人]：郝馆长，先请您介绍一下情况。[10:02]
[郝建国]：好的。五月一日起，总馆开放到晚上十点半。[10:05]
[网友 yoyo2008]：停车怎么办？[10:08]
[郝建国]：晚上六点以后车库对读者开放。[10:11]
[主持人]：还有一位网友问志愿者的事。[10:13]
[郝建国]：周三之前打电话就可以报名。[10:15]
[主持人]：谢谢。[10:16]
";
    let expected = ["主持人", "郝建国", "网友 yoyo2008", "郝建国", "主持人", "郝建国", "主持人"];
    assert_eq!(speakers(text), expected);
    let text = "\
**Ada:** Who made the bowl?

**Ben:** Nobody that we know of.

**Ada:** Then who sold it?

**Both hosts:** Ohhh.

**Ben:** A man in Wick, in 1911.

**Ada:** And we have a caller.

**Caller:** Hi. My grandmother had one of those.

**Ben:** Did she?
";
    let expected = ["Ada", "Ben", "Ada", "Both hosts", "Ben", "Ada", "Caller", "Ben"];
    assert_eq!(speakers(text), expected);
}

#[test]
fn a_list_of_who_was_on_the_call_says_nothing() {
    let turn = |name: &str, words: &str| format!("{name}\n\n{words}\n\n");
    let roe = "Ada Roe -- Chief Executive";
    let lee = "Sam Lee -- Pell Capital -- Analyst";
    let text = [
        turn("Operator", "Good morning, and welcome to the call."),
        turn(roe, "Thank you. We had a good year."),
        turn("Operator", "The first question comes from Sam Lee."),
        turn(lee, "How much of that was price?"),
        turn(roe, "About four points."),
        turn(lee, "And the rest?"),
        turn(roe, "Volume."),
        turn(lee, "Thanks."),
        turn("Operator", "The next question comes from Jo Hart."),
        turn("Jo Hart -- Firth -- Analyst", "Will you buy anybody?"),
        turn(roe, "Not this year."),
        turn("Operator", "That was the last question."),
    ];
    let list = format!("Call participants:\n{roe}\n{lee}\nJo Hart -- Firth -- Analyst\n");
    let found = speakers(&format!("{}{list}", text.concat()));
    let (op, roe, lee) = ("Operator", "Ada Roe", "Sam Lee");
    assert_eq!(
        found,
        [op, roe, op, lee, roe, lee, roe, lee, op, "Jo Hart", roe, op],
        "the list is no turn"
    );
}

/// Turns of these names, one after the other, and how many people they are.
fn people(names: &[&str]) -> usize {
    const SAYS: [&str; 4] =
        ["Who was there?", "Nobody at all.", "And then it rained?", "It did, for a week."];
    let turns = names.iter().zip(SAYS.iter().cycle());
    let text: String = turns.map(|(name, words)| format!("{name}: {words}\n\n")).collect();
    transcript(&text).participants.len()
}

#[test]
fn one_person_may_have_several_forms() {
    for names in [
        &["Lena Voss", "Tom Hale", "Dr. Lena Voss", "Tom Hale", "Lena Voss", "Tom Hale"][..],
        &["HM", "CB", "H.M.", "CB", "HM", "CB"],
        &[
            "위원장 박정호",
            "한미라 위원",
            "박정호 위원장",
            "한미라 위원",
            "위원장 박정호",
            "한미라 위원",
        ],
        &["M. Luc Morel", "Mme Roy", "M. Morel", "Mme Roy", "M. Morel", "Mme Roy"],
        &["何向东", "记者", "水务局局长 何向东", "记者", "何向东", "记者"],
    ] {
        assert_eq!(people(names), 2, "{names:?}");
    }
    for names in [
        &["Unknown Speaker", "Ada Roe", "Speaker 5", "Ada Roe", "Speaker 5", "Unknown Speaker"][..],
        &["M. Hale", "J. Hale", "M. Hale", "J. Hale", "Ada Roe", "M. Hale", "Ada Roe", "J. Hale"],
        &["说话人 4", "说话人 5", "王晓", "说话人 4", "王晓", "说话人 5"],
        &["JR", "J. Roe", "Ada Hale", "JR", "J. Roe", "Ada Hale"],
    ] {
        assert_eq!(people(names), 3, "{names:?}");
    }
}

#[test]
fn the_witness_of_an_excerpt_is_who_answers() {
    let text = "\
BY MS. ORTEGA:
     Q.   You were on the mezzanine that night?
     A.   I was.
     Q.   And you touched the valve?
          MR. PELL:  Objection. Form.
          THE WITNESS:  I said it would not turn.
     Q.   What did he say?
     A.   That somebody was coming on Thursday.
     Q.   Did somebody come?
     A.   Not that I saw.
          MR. PELL:  Nothing further.
          THE WITNESS:  Thank you.
";
    let transcript = transcript(text);
    assert_eq!(transcript.participants.len(), 3, "{:?}", transcript.participants);
}

#[test]
fn the_parties_before_a_court_are_its_header() {
    let text = "\
案号：（2021）民初1187号
审判员：何秋菊
书记员：邵磊
原告：赵立新，男，1968年生，住北关街12号。
被告：孙宝珠，女，1975年生，个体工商户。

审：现在开庭。原告陈述诉讼请求。
原：请求判令被告支付租金。
审：被告答辩。
被：我不是不给，算清楚我马上给。
审：原告还有补充吗？
原：没有了。
审：被告呢？
被：没有。
";
    assert_eq!(transcript(text).participants.len(), 3);
    assert_eq!(speakers(text).len(), 8);
}

#[test]
fn two_who_talk_to_each_other_are_two() {
    for (a, b) in [
        ("James Thomas", "Thomas James"),
        ("Chen Wei", "Wei Chen"),
        ("Host", "H"),
        ("Moderatorin", "M"),
        ("主", "主席"),
        ("JR", "J.R."),
    ] {
        assert_eq!(people(&[a, b, a, b, a, b]), 2, "{a} and {b}");
    }
}

#[test]
fn a_note_in_brackets_is_nobody() {
    let turns = "【记者】您哪一年来的？\n\n【李明】我一九六六年来的。\n\n".repeat(4);
    for note in ["【编者按】本文写于去年冬天。", "【背景】那一年工厂刚刚内迁。"]
    {
        assert_eq!(transcript(&format!("{turns}{note}\n")).participants.len(), 2, "{note}");
    }
    let turns = "[Ada]: When did you come?\n\n[Hal]: I came in the spring.\n\n".repeat(4);
    for note in ["[Pause] I do not know.", "[Applause]: They were all on their feet."] {
        assert_eq!(
            transcript(&format!("{turns}{note}\n\n{turns}")).participants.len(),
            2,
            "{note}"
        );
    }
}

#[test]
fn a_bracket_that_slipped_is_a_label_and_a_title_is_none() {
    let turns = "【采访者】您哪一年来的？\n\n【沈桂兰】我一九六六年来的。\n\n".repeat(4);
    let text = format!(
        "沈桂兰：山沟里的小学校\n\n{turns}【采访者】后来呢？\n\n沈桂兰：后来就好了，有了路。\n"
    );
    let found = speakers(&text);
    assert_eq!(found.len(), 10);
    assert_eq!(found[9], found[1]);
}

#[test]
fn initials_are_no_letters_of_question_and_answer() {
    let names = "A.-M. Colin: Bonjour, êtes-vous bien arrivé ?\n\nP.-Y. Martin: Merci à vous.\n\n"
        .repeat(3);
    assert_eq!(transcript(&names).participants.len(), 2);
    let minutes =
        "P. Smith opened the meeting at nine.\n\nR. Jones had sent his apologies.\n\n".repeat(3);
    assert!(speakers(&minutes).is_empty());
}

#[test]
fn an_answer_in_numbers_is_no_page() {
    let text = "\
P1   How often do you buy it?

P2   Every day.

P1   And what do you pay?

P2   Two pounds.

P1   How would you rate it?

P3      8/10

P1   And you?

P4      7/10

P1   Thank you.
";
    assert_eq!(speakers(text).len(), 9);
}

#[test]
fn who_is_listed_above_a_talk_says_nothing() {
    let list = "大谷　清一　（大谷豆腐店）\n桐山　のぞみ（港西大学）\n司会　本誌編集部　細川\n\n";
    let turns = "司会　本日はお忙しいところ、ありがとうございます。\n\n大谷　おいしくできました。\n\n桐山　そうですね。\n\n".repeat(3);
    assert_eq!(speakers(&format!("座談会\n\n{list}{turns}")).len(), 9);
    // A chat needs no stops.
    let chat =
        "Roe\thi there\nHale\thi\nRoe\tare you in the harbour?\nHale\tI am. It rains.\n".repeat(3);
    assert_eq!(speakers(&chat).len(), 12);
}
