//! Labels in other forms than the proven ones, and lines between labelled turns that nobody says: what is
//! sure has its own speaker, what is not is a doubt, and none of it goes to the speaker before in silence.

mod between;

use std::sync::Arc;

use transcripta::attribute::Rules;
use transcripta::convert::{ReadOptions, read};
use transcripta::model::{Block, Inline, Segment, Transcript, Turn, plain_text};

use super::transcript;

fn words(turn: &Turn) -> String {
    let texts = turn.segments.iter().map(|segment| plain_text(&segment.content).into_owned());
    texts.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Speaker (`?`: nobody knows) and confidence of the turn that holds these words.
#[track_caller]
fn who(transcript: &Transcript, said: &str) -> (String, u16) {
    let turn = transcript.turns().find(|turn| words(turn).contains(said));
    let turn = turn.unwrap_or_else(|| panic!("nobody says `{said}`"));
    let name = |id| transcript.participant(id).unwrap().call_sign();
    let who = turn.speakers.first().map_or("?".to_owned(), |id| name(*id));
    (who, turn.attribution.confidence().thousandths())
}

/// Whether these words are the speaker's, for sure.
#[track_caller]
fn says(transcript: &Transcript, speaker: &str, said: &str) {
    assert_eq!(who(transcript, said), (speaker.to_owned(), 1000), "{said}");
}

/// Whether these words begin a turn, and who speaks there is a doubt.
#[track_caller]
fn doubts(transcript: &Transcript, said: &str) {
    let turn = transcript.turns().find(|turn| words(turn).starts_with(said));
    let turn = turn.unwrap_or_else(|| panic!("no turn begins with `{said}`"));
    assert_eq!(turn.attribution.confidence().thousandths(), 600, "{said}");
}

/// The rule by which these words are somebody's.
#[track_caller]
fn rule(transcript: &Transcript, said: &str) -> String {
    let turn = transcript.turns().find(|turn| words(turn).starts_with(said));
    let turn = turn.unwrap_or_else(|| panic!("no turn begins with `{said}`"));
    turn.attribution.evidence().first().map_or(String::new(), |evidence| evidence.rule.to_string())
}

fn people(transcript: &Transcript) -> Vec<String> {
    transcript.participants.iter().map(|person| person.call_sign()).collect()
}

/// `原：` beside `原告：`, `被：` beside `被告：`.
#[test]
fn a_label_may_be_cut_short() {
    let court = "审判长：现在开庭。请原告陈述。\n\
        原告：请求判令被告返还押金两万元。\n\
        审判长：被告答辩。\n\
        被告：押金不应返还，合同里写得清楚。\n\
        审判长：原告对此有什么意见？\n\
        原：合同里没有写提前退租要扣押金。\n\
        被：他没有提前一个月通知我。\n\
        审判长：原告，你什么时候通知的？\n\
        原告：四月二号。\n\
        被告：短信我没有收到。\n\
        审：请书记员记录在案。\n\
        原告：好的。\n";
    let read = transcript(court);
    says(&read, "原告", "合同里没有写");
    says(&read, "被告", "他没有提前");
    says(&read, "审判长", "请书记员");
    assert_eq!(people(&read), ["审判长", "原告", "被告"]);
    // Of two who begin so nobody knows which one it is.
    let two = court.replace("审判长", "原审法官").replace("审：", "被告：");
    let read = transcript(&two);
    doubts(&read, "原：合同里没有写");
    // Who holds the floor under a word for a part goes on under its first character.
    let read = transcript(&court.replace("审：请", "审判长：请书记员记录。\n审：请"));
    assert_eq!(people(&read), ["审判长", "原告", "被告"]);
    // In what 王建国 says `王：` may be the character.
    let talk =
        "记者：您小时候谁送您去的学校？\n王建国：我妈。\n记者：他常出海吗？\n王建国：常出。\n";
    let read = transcript(&format!("{talk}王：三横一竖的王，我先学会写这个字。\n{talk}"));
    doubts(&read, "王：三横一竖的王");
    assert_eq!(people(&read), ["记者", "王建国"]);
    let read = transcript(&format!("{talk}记者：老师是谁？\n王：姓李。\n{talk}"));
    says(&read, "王建国", "姓李。");
    // `注意：` is no short form of anybody.
    let read = transcript(&court.replace("审：请", "注意：请"));
    assert_eq!(who(&read, "请书记员").0, "被告");
    assert_eq!(people(&read).len(), 3);
}

/// Pronouns behind the name of one who posts once.
#[test]
fn a_name_in_a_chat_may_have_pronouns_behind_it() {
    let chat = "Tom Hale  9:10 AM\nDid anyone see the lamp go out last night?\n\n\
        Nora Lindqvist  9:12 AM\nYes, it was out from two until nearly four.\n\n\
        Tom Hale  9:13 AM\nWho had the watch?\n\n\
        Priya (she/her)  9:15 AM\nThat was me. I rang the office twice.\n\n\
        Nora Lindqvist  9:16 AM\nI was on the boat.\n\n\
        Sam Okoro (he/him)  9:24 AM\nThe door was painted in May.\n\n\
        Tom Hale  9:25 AM\nThen let us paint it again.\n";
    let read = transcript(chat);
    says(&read, "Priya", "That was me.");
    says(&read, "Sam Okoro", "The door was painted");
    assert_eq!(people(&read), ["Tom Hale", "Nora Lindqvist", "Priya", "Sam Okoro"]);
}

/// `Dr. Lena Voss:` where other labels are in capitals.
#[test]
fn a_name_with_a_title_may_stand_among_capitals() {
    let hearing = "CHAIRMAN: Good morning. Are you ready, counsel?\n\n\
        MR. HALE: I am, sir. I call Dr. Voss.\n\n\
        CHAIRMAN: Would you state your name?\n\n\
        Dr. Lena Voss: Lena Voss. I am a geologist with the county survey.\n\n\
        MR. HALE: Doctor, did you inspect the mole?\n\n\
        CHAIRMAN: We shall come to that after the break.\n\n\
        MR. HALE: As you wish. The county has a budget.\n\n\
        Money: we had none for coffee.\n\n\
        Dear Sir: that is how it began.\n\n\
        CHAIRMAN: There is tea.\n";
    let read = transcript(hearing);
    says(&read, "Dr. Lena Voss", "I am a geologist");
    assert_eq!(people(&read), ["CHAIRMAN", "MR. HALE", "Dr. Lena Voss"]);
}

/// A mark that slipped behind the name of a known speaker.
#[test]
fn the_colon_of_a_known_name_may_slip() {
    let talk = "主持人：今天请到两位老师。王老师先讲？\n\
        王建国：好，我先讲。一九七二年我到了岚浦。\n\
        李秀英：我比他晚两年。\n\
        主持人：那时候渡口是什么样？\n\
        王建国; 渡口就是一条木船，没有桥。\n\
        李秀英:船一天只开两趟。\n\
        主持人 ：那怎么过河？\n\
        王建国。等，等到风停。\n\
        李秀英；有一年等了四天。\n\
        主持人：四天？\n\
        李秀英 那天我带了馒头。\n\
        主持人：后来修了桥。\n\
        王建国：八五年修的桥。\n";
    let read = transcript(talk);
    says(&read, "王建国", "渡口就是一条木船");
    says(&read, "李秀英", "船一天只开两趟");
    says(&read, "主持人", "那怎么过河");
    says(&read, "李秀英", "有一年等了四天");
    doubts(&read, "王建国。等");
    doubts(&read, "李秀英 那天");
    assert_eq!(people(&read).len(), 3);

    let talk = "INTERVIEWER: What do you remember of it?\n\
        HALE: The open boat.\n\
        INTERVIEWER: Was it cold?\n\
        HALE. It was, and loud with the birds.\n\
        INTERVIEWER: How many lived there?\n\
        HALE; Four men and a goat.\n\
        INTERVIEWER： A goat?\n\
        HALE:She gave milk until the winter of fifty-three.\n\
        INTERVIEWER Was it lonely?\n\
        HALE: Not with four men and the birds.\n\
        INTERVIEWER: Thank you.\n\
        HALE: Thank you.\n";
    let read = transcript(talk);
    says(&read, "HALE", "It was, and loud");
    says(&read, "HALE", "Four men and a goat.");
    says(&read, "INTERVIEWER", "A goat?");
    says(&read, "HALE", "She gave milk");
    doubts(&read, "INTERVIEWER Was it lonely?");
    assert_eq!(people(&read), ["INTERVIEWER", "HALE"]);
}

/// A known name may begin a sentence, a list or an address as well.
#[test]
fn a_known_name_may_begin_what_somebody_says() {
    let talk = |inside: &str| {
        format!(
            "主持人：那时候渡口有谁？\n\n王建国：有我们几个。\n\n李秀英：还有船工。\n\n主持人：请讲。\n\n{inside}\n\n王建国：好。\n\n主持人：谢谢。\n\n李秀英：不客气。\n"
        )
    };
    for inside in [
        "王建国，您先说说看。",
        "王建国；李秀英；周默，就这三个人。",
        "王建国和李秀英都来了。",
        "王建国的船是木头做的。",
    ] {
        says(&transcript(&talk(inside)), "主持人", inside);
    }
    let talk = |inside: &str| {
        format!(
            "Carrow: Who was there?\n\nHale: My father and the goat.\n\nCarrow: Go on.\n\n{inside}\n\nHale: Yes.\n\nCarrow: Thank you.\n\nHale: Thank you.\n"
        )
    };
    for inside in ["Hale, you said he was there.", "Hale was there, you say, and your father."] {
        says(&transcript(&talk(inside)), "Carrow", inside);
    }
    for inside in ["Hale. The goat was hers.", "Hale – The goat was hers."] {
        doubts(&transcript(&talk(inside)), inside);
    }
    // Who speaks already says it.
    let own = talk("Hale: It was.\n\nHale. That is how they called her.");
    says(&transcript(&own), "Hale", "Hale. That is how they called her.");
    // A line of a wrapped paragraph is no beginning.
    let wrapped = "HALE: The keeper of the light in those days was a man whom all of us called\n\
        HALE. He was my uncle, and when he died there was nobody left on the rock to\n\
        take the lamp, so that my father went out in an open boat in the worst of the\n\
        winter and stayed there until the relief came in the last week of the month of\n\
        May, which nobody had expected of him.\n\n\
        CARROW: And then he came home to you, as I understand it, and he never spoke of\n\
        it again, not even when your mother asked him for it on the evening before the\n\
        trial, is that right?\n\n\
        HALE: It is right.\n\n\
        CARROW: And the lamp?\n\n\
        HALE: It went out.\n";
    says(&transcript(wrapped), "HALE", "He was my uncle");
}

/// A list of people is nobody's label, nor is a line a slip because another one with the same words is.
#[test]
fn a_list_of_people_is_no_slip() {
    let talk = "Jane Roe: Good morning. When do we begin?\nTom Hale: At once.\n\
        Jane Roe: Did you bring the lamp?\nTom Hale: It is cracked.\n";
    for list in ["Attendees:\n\nJane Roe; Harbour Museum.\nTom Hale; Orrow University.\n\n", ""] {
        let read = transcript(&format!("{list}{talk}"));
        assert_eq!(read.turns().count(), 4, "{list}");
    }
    let read = transcript(&format!("{talk}Jane Roe; Harbour Museum\n{talk}"));
    assert_eq!(read.turns().count(), 8);
    let talk = "记者：当时有谁在场？\n王建国：很多人。\n陈望：我在船上。\n记者：还有谁？\n";
    for list in ["陈望；李大爷、老周，还有两个学生，都在场。", "陈望；张大爷、小陈都在场。"]
    {
        says(&transcript(&format!("{talk}王建国：记得。\n{list}\n{talk}")), "王建国", list);
    }
    doubts(
        &transcript(&format!("{talk}王建国：记得。\n陈望；船、桥，我都记得。\n{talk}")),
        "陈望；船",
    );
    let talk = "ANN: What does it say?\n\nBEN: Let me see.\n\nANN: Well?\n\n";
    for doubt in ["ANN; he said; take the oar.", "ANN; Cal Roe, Tom Pell and I went."] {
        let read = transcript(&format!("{talk}BEN: Here.\n\n{doubt}\n\n{talk}"));
        doubts(&read, doubt);
        assert_eq!(rule(&read, doubt), "label.slip");
    }
    // The same words stand in the midst of what is read out.
    let read = transcript(&format!(
        "{talk}BEN: It goes\nANN; Harbour is closed.\nand that is all.\n\nANN; Harbour is closed.\n\n{talk}"
    ));
    assert_eq!(
        read.turns().filter(|turn| words(turn).starts_with("Harbour is closed.")).count(),
        1
    );
}

/// The kind of the block, which is no turn, that holds these words.
#[track_caller]
fn kind(transcript: &Transcript, text: &str) -> &'static str {
    let holds = |block: &&Block| block.segments().iter().any(|s| source(s).contains(text));
    let block = transcript.body.iter().find(holds);
    match block.unwrap_or_else(|| panic!("`{text}` is lost")) {
        Block::Turn(turn) => panic!("`{text}` is said: {turn:?}"),
        Block::Heading(_) => "heading",
        Block::Direction(_) => "direction",
        Block::Paratext(paratext) => paratext.kind.as_str(),
    }
}

fn source(segment: &Segment) -> String {
    segment.content.iter().map(Inline::source_text).collect()
}

/// Whether these words begin a turn of which nobody knows whose it is.
#[track_caller]
fn is_anybodys(transcript: &Transcript, said: &str) {
    let turn = transcript.turns().find(|turn| words(turn).starts_with(said));
    let turn = turn.unwrap_or_else(|| panic!("no turn begins with `{said}`"));
    assert!(turn.speakers.is_empty(), "{said}");
    assert_eq!(turn.attribution.confidence().thousandths(), 400, "{said}");
}

fn captions(cues: &[&str]) -> String {
    let cue = |(i, words): (usize, &&str)| {
        format!("{}\n00:00:{i:02},000 --> 00:00:{i:02},900\n{words}\n\n", i + 1)
    };
    cues.iter().enumerate().map(cue).collect()
}

/// A dash in a caption says that somebody else speaks.
#[test]
fn a_dash_in_a_caption_is_somebody_else() {
    let read = transcript(&captions(&[
        "LAURA: Where did you learn to mend a sail?",
        "PELL: From my aunt, in the old yard.",
        "- And who had taught her?\n- Nobody did.",
        "She watched, and then she did it better.",
        "LAURA: Is there a trick to it?",
        "PELL: There is thread, and there is time -\n- and there is wind.",
        "- LAURA: Would you teach me?\n- Come on Monday,\nwith a needle.",
        "LAURA: I will bring a needle.",
        "PELL: Bring two.",
    ]));
    is_anybodys(&read, "- And who had taught her?");
    is_anybodys(&read, "- Nobody did.");
    is_anybodys(&read, "- Come on Monday,\nwith a needle.");
    assert_eq!(who(&read, "She watched").0, "?");
    says(&read, "LAURA", "Would you teach me?");
    says(&read, "PELL", "- and there is wind.");
    assert_eq!(people(&read), ["LAURA", "PELL"]);
    // In a text that is no captions it is a list.
    let talk = "Carrow: What did you take?\n\nHale: Three things.\n\n- One for the museum\n\n\
        - One for my sister\n\nCarrow: And the third?\n\nHale: The lamp.\n";
    says(&transcript(talk), "Hale", "- One for the museum");
}

/// `>>` says that somebody else speaks; a label behind it tells who.
#[test]
fn arrows_are_somebody_else() {
    let read = transcript(
        ">> LAURA: Good evening, and welcome to Harbour Nights.\n\
        >> GARRET PELL: Thank you for having us.\n\
        >> LAURA: Garret, when did you first go out to the light?\n\
        >> GARRET PELL: In nineteen fifty-one, with my father.\n\
        >> Was it cold?\n\
        >> Yes, it was bitter.\n\
        >> LAURA: And how many lived there?\n\
        >> GARRET PELL: Four men and a goat.\n\
        They had two lamps.\n\
        >> LAURA: We will be right back.\n",
    );
    is_anybodys(&read, ">> Was it cold?");
    is_anybodys(&read, ">> Yes, it was bitter.");
    says(&read, "GARRET PELL", "They had two lamps.");
    assert_eq!(people(&read), ["LAURA", "GARRET PELL"]);
    // With and without the mark it is the same person.
    let read = transcript(
        "Laura: Good evening. Who is with us?\nPell: Garret Pell, from the light.\n\
        >> Laura: When did you first go out there?\n>> Pell: In nineteen fifty-one.\n\
        Laura: And how many lived there?\nPell: Four men and a goat.\n>> Laura: A goat?\n",
    );
    assert_eq!(people(&read), ["Laura", "Pell"]);
    says(&read, "Laura", "A goat?");
    // What a letter quotes is nobody else's.
    let read = transcript(
        "Laura: Is the lamp out?\n\nPell: I wrote you in May:\n\n> the lamp is out\n\n>> It was out before\n\n\
        Laura: Did you?\n\nPell: I did.\n",
    );
    says(&read, "Pell", ">> It was out before");
}

/// `<v Clerk>` is a label by itself, in captions and pasted.
#[test]
fn a_voice_of_captions_is_a_label() {
    let read = transcript(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Clerk>All rise. The court is in session.</v>\n\n\
        00:03.500 --> 00:06.000\n<v Judge Orrell>Be seated. Who appears for the harbour?</v>\n\n\
        00:06.500 --> 00:09.000\n<v Ms. Ordway>I do, your honour.</v>\n\n\
        00:09.500 --> 00:12.000\n<v Judge Orrell>And for the pilot?</v>\n",
    );
    assert_eq!(people(&read), ["Clerk", "Judge Orrell", "Ms. Ordway"]);
    says(&read, "Clerk", "All rise.");
    let read = transcript(
        "Judge Orrell: Be seated. Who appears for the harbour?\n\nMs. Ordway: I do, your honour.\n\n\
        <v Clerk>The next case is that of the pilot boat.</v>\n\nJudge Orrell: And for the pilot?\n\n\
        Ms. Ordway: Nobody yet.\n",
    );
    says(&read, "Clerk", "The next case");
    assert_eq!(people(&read), ["Judge Orrell", "Ms. Ordway", "Clerk"]);
}

/// Offices behind `The`, and names in capitals behind a title, before a full stop.
#[test]
fn hearings_with_full_stops() {
    let read = transcript(
        "    The CHAIRMAN. The committee will come to order. Mr. Hale, you may begin.\n\
        \x20   Mr. HALE. Thank you, Mr. Chairman. The mole has a crack in it.\n\
        \x20   The CHAIRMAN. How long is it?\n\
        \x20   Mr. HALE. As long as this room.\n\
        \x20   Ms. ORDWAY. May I ask when it was found?\n\
        \x20   Mr. HALE. In March.\n\
        \x20   The CLERK. The next witness is here, sir.\n\
        \x20   The CHAIRMAN. Then let him come in.\n\
        \x20   Ms. ORDWAY. For how long was the lamp out?\n\
        \x20   Mr. HALE. Two hours.\n\
        \x20   The BBC was there, too.\n\
        \x20   The Clerk told me so.\n\
        \x20   The PRESIDING OFFICER. Order, please.\n",
    );
    says(&read, "The CHAIRMAN", "The committee will come to order.");
    says(&read, "The CHAIRMAN", "How long is it?");
    says(&read, "The CLERK", "The next witness");
    says(&read, "The PRESIDING OFFICER", "Order, please.");
    says(&read, "Mr. HALE", "The BBC was there");
    says(&read, "Mr. HALE", "The Clerk told me so.");
    let small = "The Chairman. You may begin.\n\nMr. Hale. The mole has a crack.\n\nThe Chairman. How long?\n\n\
        Ms. Ordway. And how deep?\n\nMr. Hale. As this room.\n\nMs. Ordway. Thank you.\n\n\
        The lamp. That was the other thing.\n\nMr. Hale. It was out.\n\nThe Clerk. Time, sir.\n";
    let read = transcript(small);
    says(&read, "The Chairman", "How long?");
    says(&read, "Ms. Ordway", "The lamp. That was the other thing.");
    says(&read, "The Clerk", "Time, sir.");
    // In a text without labels these are sentences.
    let essay = "The Chairman. That was what we called him, and nobody knew why.\n\n\
        He came to the harbour in May and left it in June.\n\nThe Clerk. That was his brother.\n";
    assert!(transcript(essay).turns().next().is_none());
}

/// Names in bold that Markdown has as headings.
#[test]
fn a_heading_in_bold_may_be_a_label() {
    for (asks, answers) in [
        ("# **Q**\n\n", "# **A**\n\n"),
        ("## **Ines Carrow**\n\n", "## **Garret Pell**\n\n"),
        ("### **Ines Carrow:** ", "### **Garret Pell:** "),
    ] {
        let text = format!(
            "# The keeper of the light\n\n{asks}When did you first go out?\n\n\
            {answers}In nineteen fifty-one, with my father.\n\nIt was cold.\n\n\
            # **The Second Winter**\n\n{asks}What do you remember of it?\n\n\
            {answers}The noise of the birds.\n\n{asks}How many lived there?\n\n{answers}Four men.\n"
        );
        let read = transcript(&text);
        let names: Vec<String> =
            [asks, answers].map(|name| name.replace(['#', '*', ':'], "").trim().to_owned()).into();
        assert_eq!(people(&read), names, "{asks}");
        says(&read, &names[1], "It was cold.");
        assert_eq!(kind(&read, "The Second Winter"), "heading", "{asks}");
    }
    // Headings of sections are none, though they come back.
    let part = "## **Main Points**\n\n**Ines:** Was it cold?\n\n**Garret:** It was.\n\n\
        **Ines:** How cold?\n\n**Garret:** The ink froze.\n\n";
    let read = transcript(&part.repeat(2));
    assert_eq!(people(&read), ["Ines", "Garret"]);
    assert_eq!(kind(&read, "Main Points"), "heading");
}

/// A word for a part that a user gives helps to tell that it is a label.
#[test]
fn a_users_word_for_a_part_is_a_label() {
    let talk = "Harbour quiz night\n\nAda: Who first lit the lamp at Orrow?\nGarret: My father.\n\
        Ada: And in which year?\nGarret: Fifty-one.\nAdjudicator: That is correct.\n\
        Ada: What did the goat eat?\nGarret: Everything.\n";
    doubts(&transcript(talk), "Adjudicator: That is correct.");
    let rules = "[[role]]\nrole = \"chair\"\nabout = \"Who judges\"\nwords = [\"adjudicator\"]\n\
        example = \"Adjudicator\"\ncounter = \"Ada\"\n";
    let rules = Rules::parse("rules.toml", rules).unwrap();
    let options = ReadOptions { rules: Some(Arc::new(rules)), ..ReadOptions::default() };
    let read = read("talk.txt", talk.as_bytes(), &options).unwrap().transcript;
    says(&read, "Adjudicator", "That is correct.");
}

/// One name differs from a proven one in its first character.
#[test]
fn the_counterpart_of_a_proven_name_is_a_label() {
    let court = "审判长：现在开庭。请原告代理人发言。\n原告代理人：我方请求返还押金。\n\
        审判长：被告代理人答辩。\n被告代理人：押金不应返还。\n审判长：什么时候通知的？\n\
        原告代理人：四月二号。\n审判长：休庭。\n";
    says(&transcript(court), "被告代理人", "押金不应返还。");
}

/// A name alone on its line, as others are, once.
#[test]
fn a_name_alone_may_stand_once() {
    let script = |inside: &str| {
        let talk = "ANNA\nWho put the lamp out?\n\nBEN\nNobody put it out.\n\n";
        format!(
            "INT. KITCHEN - DAY\n\n{talk}INT. KITCHEN - DAY\n\n{talk}INT. KITCHEN - DAY\n\n{talk}{inside}\n\n{talk}"
        )
    };
    let read = transcript(&script("CLARA\nI drank the milk."));
    doubts(&read, "CLARA\nI drank the milk.");
    assert_eq!(people(&read), ["ANNA", "BEN"]);
    for inside in ["MOMENTS LATER\nThe rain has stopped.", "POST OFFICE\nHe worked at one."] {
        doubts(&transcript(&script(inside)), inside);
    }
    for name in ["NARRATOR", "MR. PELL", "ANNA ROE"] {
        says(&transcript(&script(&format!("{name}\nI drank the milk."))), name, "I drank");
    }
    // Heads of scenes stand alone as well, and come back.
    assert_eq!(kind(&read, "INT. KITCHEN - DAY"), "heading");
    for inside in
        ["Clara\nI drank the milk.", "CLARA\n\nI drank the milk.", "PART TWO\nIt is later."]
    {
        let read = transcript(&script(inside));
        assert_eq!(people(&read), ["ANNA", "BEN"], "{inside}");
    }
    let talk = "Jane Roe\nWho put the lamp out?\n\nTom Hale\nNobody put it out.\n\n".repeat(3);
    let read = transcript(&format!("{talk}Ada Sandow\nI drank the milk.\n\n{talk}"));
    doubts(&read, "Ada Sandow\nI drank the milk.");
}

/// A label in bold among plain ones, and a plain one among labels in bold, are a doubt.
#[test]
fn a_label_of_another_weight_is_a_doubt() {
    let bold = "**Ines Faber:** How many have you now?\n\n**Otto Reuss:** Forty, give or take.\n\n";
    let read = transcript(&format!("{bold}{bold}Sandow: They know the bucket.\n\n{bold}"));
    doubts(&read, "Sandow: They know the bucket.");
    let plain = bold.replace("**", "");
    let read = transcript(&format!("{plain}{plain}**Sandow:** They know the bucket.\n\n{plain}"));
    doubts(&read, "**Sandow:** They know the bucket.");
    for said in ["Also: They know the bucket.", "And so it was: they know the bucket."] {
        says(&transcript(&format!("{bold}{bold}{said}\n\n{bold}")), "Otto Reuss", said);
    }
}

/// Names of which each differs from the next in little.
#[test]
fn many_names_that_stand_once_are_read_in_time() {
    let han = |i: u32| char::from_u32(0x4E00 + i).unwrap();
    let name = |i: u32| format!("王{}{}{}", han(i % 97), han(i / 97), han(i));
    let mut text = "记者：谁来过？\n老周：我来过。\n记者：还有呢？\n老周：很多人。\n".repeat(400);
    for i in 0..18_400 {
        text.push_str(&format!("{}：我来过渡口。\n", name(i % 9_200)));
    }
    // It would take minutes if each asked all others.
    assert!(transcript(&text).turns().count() > 18_400);
}

#[test]
fn who_opens_a_talk_and_says_no_more_has_a_label() {
    const TALK: &str = "\
Anna Roe: I have lived there for thirty years, and the water has never been so low.

Tom Hale: That is true. In my time as a ferryman we had two metres more.

Anna Roe: And nobody measured it.

Tom Hale: We measured it with a pole. Did you?

Anna Roe: No.
";
    for (opening, speaker) in [
        ("Moderator: Good evening and welcome.", Some("Moderator")),
        ("Ms. Voss: I thank you all for coming.", Some("Ms. Voss")),
        ("Lena Voss: Tonight we talk about the river.", Some("Lena Voss")),
        ("Moderator: Lena Voss of the Wick Herald.", None),
        ("Tape Note: The beginning is damaged by water.", None),
        ("Editor's Note: We have left the names as they were told.", None),
        ("Project Summary: In this talk we hear from two people.", None),
        ("About Us: We are a small archive by the river.", None),
        ("Recording Notes: The tape was damaged, and we could not mend it.", None),
        ("Location: The kitchen of Anna Roe in Wick.", None),
    ] {
        let found = transcript(&format!("The river\n\n{opening}\n\n{TALK}"));
        let first = found.participants.first().and_then(|p| p.name.as_str());
        assert_eq!(first, speaker.or(Some("Anna Roe")), "{opening}");
    }
}

/// Who is questioned is named above a record, and signs it.
#[test]
fn a_word_for_a_part_before_a_name_is_no_label() {
    const RECORD: &str = "\
询问笔录

询问人：方立群
被询问人：贺长林    性别：男    年龄：47岁
住址：临溪县城关镇槐树巷9号

问：你把那天晚上的情况讲一下。
答：我在仓库值班，大概九点多，听见后门有响声。
问：窗户平时关吗？
答：关的，我每天六点关一次。
问：你还有什么要补充的？
答：没有了。

以上笔录我看过，和我说的相符。
被询问人（签名）：贺长林
";
    let found = transcript(RECORD);
    assert_eq!(found.turns().count(), 6);
    assert_eq!(found.participants.len(), 2);
    assert!(found.turns().all(|turn| !words(turn).contains("以上笔录")));
}
