//! Who speaks where nobody is labelled: names from calls, introductions and headings, and more than two
//! voices. Whoever is not told apart is unknown.

use transcripta::model::{Block, Transcript};

use super::transcript;

/// A panel: the host calls one guest after the other.
const PANEL: &str = "\
Good evening and welcome to the Mole Hour. With me tonight are three people who know the ferry. Captain Hale, what does it need?

Thank you for having me. It needs a propeller, and I have said so for four years.

Dr. Orrell, you wrote the report. Why did it take so long?

Well, I think nobody was asked. We found the form in a drawer, and I was as surprised as anyone.

Ms. Tolland, how do people in Lower Wick feel about it?

I walk round by the lock every morning, so you can ask me. We feel forgotten.

Captain Hale, could you fit it yourself?

I could, with two divers and a tide.

And who pays the divers?

I do. I always have.

Dr. Orrell, is that usual?

I would not say that it is usual. In my report I called it generous.

Thank you all for joining us tonight.
";

/// A press conference: many ask, one answers.
const PRESS: &str = "\
各位记者朋友，大家上午好！欢迎参加今天的新闻发布会。今天我们请来了港务局李局长，请他回答大家的提问。请开始提问。

我是海岬社记者。请问李局长，第三条渡轮什么时候能够复航？

谢谢你的提问。螺旋桨已经到港，我们预计下个月复航。

李局长您好，我是岚浦电视台记者。我想问一下，票价会不会上涨？

今年之内票价不会上涨，这个请大家放心。

我是渡口日报记者，请问螺旋桨为什么在海关放了这么久？

这个问题我们也在调查。据我们了解，当时没有人通知港务局。

我是海岬社记者，想追问一句，谁来承担这笔费用？

由港务局承担。谢谢大家。
";

/// Who speaks each turn, and the rule that told.
fn speakers(transcript: &Transcript) -> Vec<(String, String)> {
    transcript
        .turns()
        .map(|turn| {
            let name = turn.speakers.first().and_then(|id| transcript.participant(*id));
            let name = name.map_or("?", |p| p.name.as_str().unwrap_or("host"));
            let rule = turn.attribution.evidence().first().map(|e| e.rule.to_string());
            (name.to_owned(), rule.unwrap_or_default())
        })
        .collect()
}

#[test]
fn guests_who_are_called_have_their_names() {
    let found = speakers(&transcript(PANEL));
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "host",
            "Captain Hale",
            "host",
            "Dr. Orrell",
            "host",
            "Ms. Tolland",
            "host",
            "Captain Hale",
            "host",
            "?",
            "host",
            "Dr. Orrell",
            "host"
        ]
    );
    assert_eq!(found[1].1, "voices.called");
    assert_eq!(found[9].1, "voices.several");
}

#[test]
fn those_who_ask_and_say_who_they_are_are_several() {
    let found = speakers(&transcript(PRESS));
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[1..],
        [
            "海岬社记者",
            "李局长",
            "岚浦电视台记者",
            "李局长",
            "渡口日报记者",
            "李局长",
            "海岬社记者",
            "李局长"
        ]
    );
    assert_eq!(found[1].1, "voices.introduced");
}

/// One guest under two names is not two.
#[test]
fn a_title_and_a_first_name_are_no_two_guests() {
    let text = PANEL
        .replace("Ms. Tolland, how", "Ada, how")
        .replace("Captain Hale", "Dr. Orrell")
        .replace("three people who know", "somebody who knows");
    let found = speakers(&transcript(&text));
    assert!(found.iter().all(|(_, rule)| !rule.starts_with("voices.")), "{found:?}");
}

const TALK: &str = "\
How did you come to keep the lock?

My father kept it, and I was born beside it, so I never asked myself that.

What did he teach you?

He taught me to listen. I can hear a leak from my bed.

Do you still sleep there?

I do. Where else should I sleep?
";

/// Host and guest with the names that a heading or header gives them.
fn names(head: &str) -> Vec<Option<String>> {
    let transcript = transcript(&format!("{head}\n\n{TALK}"));
    let name = |p: &transcripta::model::Participant| p.name.as_str().map(str::to_owned);
    transcript.participants.iter().map(name).collect()
}

#[test]
fn headings_and_headers_tell_names() {
    let orrell = Some("Dr. Ada Orrell".to_owned());
    assert_eq!(names("Interview with Dr. Ada Orrell"), [None, orrell.clone()]);
    assert_eq!(
        names(
            "Water and wood\n\nInterviewee: Dr. Ada Orrell\nInterviewer: Tom Hale\nDate: 4 May 2019"
        ),
        [Some("Tom Hale".to_owned()), orrell]
    );
    assert_eq!(names("Interview with a lock keeper"), [None, None]);
}

/// The speech of one who is named, and prose about it.
#[test]
fn a_speech_has_one_speaker() {
    let speech = "Remarks by Ruth Ordway at the Opening of the Lock\n\nThank you very much, and good morning to all of you.\n\nI have walked across these gates three times today, and I did not fall in once.\n\nThe water is where it should be. That is all a lock is for.\n";
    let found = speakers(&transcript(speech));
    assert_eq!(found, [("Ruth Ordway".to_owned(), "told.speech-by".to_owned())]);
    let news = "Remarks by Ruth Ordway Cause a Stir\n\nThe minister said on Monday that the lock would open in March. Nobody believed it.\n\nThe opposition called the remarks a joke.\n";
    assert!(speakers(&transcript(news)).is_empty());
}

/// What stands before an interview, and the names that it tells of host and guest.
const LEADS: [(&str, Option<&str>, Option<&str>); 11] = [
    ("Ines Carrow talks to Ada Hale about floods.", None, Some("Ada Hale")),
    ("Ada Hale, the keeper of the lock, talked to Ines Carrow at home.", None, Some("Ada Hale")),
    ("Interview by Ines Carrow with Ada Hale.", Some("Ines Carrow"), Some("Ada Hale")),
    ("The lock was rebuilt twice. Its keeper, Ada Hale, talked to us.", None, Some("Ada Hale")),
    ("We sat down with author and activist Ada Hale.", None, Some("Ada Hale")),
    ("Professor Ada Hale, 64, runs the lock at Wick.", None, None),
    ("陈知远，岚浦大学教授，近日接受本报记者采访。", None, Some("陈知远")),
    ("本报记者王敏专访了市档案馆馆长陈知远。", Some("王敏"), Some("陈知远")),
    ("市档案馆馆长陈知远告诉记者，水是从下面上来的。", None, Some("陈知远")),
    ("她叫林秀芝，今年八十二岁，守了一辈子船闸。", None, Some("林秀芝")),
    ("访谈嘉宾：陈知远 主持人：王敏", Some("王敏"), Some("陈知远")),
];

#[test]
fn what_stands_before_an_interview_names_who_speaks() {
    const ENGLISH: &str = "\
What first brought you to the lock?\n\n\
I came for a summer job and I never left. The river was low that year.\n\n\
And when did you see the water for the first time?\n\n\
In my second spring. It came up through the floor, not through the gate.\n\n\
You stayed for all that?\n\n\
Yes. There is a house beside the lock, and they let us have it.\n\n\
What would you tell a colleague?\n\n\
Sleep upstairs. There is no such thing as a dry cellar beside a river.\n";
    const CHINESE: &str = "\
您是怎么到这里来的？\n\n\
我是暑假来帮忙的，后来就没有走。那一年河水很低。\n\n\
第一次看到水是什么时候？\n\n\
来的第二年春天。水是从地板下面上来的，不是从门口进来的。\n\n\
您就留下来了？\n\n\
对，船闸旁边有一间房子，借给我们住。\n\n\
您想对别的同行说些什么？\n\n\
搬到楼上去住。河边没有干的地下室。\n";
    for (lead, host, guest) in LEADS {
        let talk = if lead.is_ascii() { ENGLISH } else { CHINESE };
        let found = transcript(&format!("{lead}\n\n{talk}"));
        let names: Vec<_> = found.participants.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, [host, guest], "{lead}");
        let turns = found.body.iter().filter(|block| matches!(block, Block::Turn(_))).count();
        assert_eq!(turns, 8, "{lead}");
    }
}
