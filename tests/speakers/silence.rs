//! What nobody says is given to nobody, and texts in which nobody converses have no speakers; who
//! moderates is not taken for who answers.

use transcripta::convert::{ReadOptions, read};
use transcripta::model::{Turn, plain_text};

use super::transcript;

fn words(turn: &Turn) -> String {
    turn.segments.iter().map(|segment| plain_text(&segment.content)).collect()
}

/// The names of those who speak each turn (`?`: nobody knows), with how the turn begins.
fn turns(text: &str) -> Vec<(String, String)> {
    let transcript = transcript(text);
    let name = |turn: &Turn| {
        let speaker = turn.speakers.first().and_then(|id| transcript.participant(*id));
        let role = speaker.and_then(|p| p.role).map(|role| role.as_str().to_owned());
        let name = speaker.and_then(|p| p.name.as_str().map(str::to_owned));
        name.or(role).unwrap_or_else(|| "?".to_owned())
    };
    transcript.turns().map(|turn| (name(turn), words(turn).chars().take(12).collect())).collect()
}

/// Lines that nobody says, as they stand around and between turns.
const BEFORE: &[&str] = &[
    "By Ines Carrow",
    "Von Ada Hale und Luc Morel",
    "Photo: town archive",
    "This interview has been edited for length and clarity.",
    "文｜沈敬亭",
    "编辑：林叶",
];
const BETWEEN: &[&str] = &[
    "The lock in 1951. Photo: town archive",
    "渡口旧照。岚浦档案馆供图",
    "Figure 3: The mole from above",
    "---",
    "（编者注：此处有删节。）",
];
const AFTER: &[&str] = &[
    "As told to Ines Carrow",
    "Transcribed by Tom Arkwright",
    "This interview has been edited for length and clarity.",
    "Photos by Ada Hale",
    "来源：岚浦日报",
    "责任编辑：林叶",
    "审核：沈敬亭",
    "Retrieved from \"https://example.org/lock\"",
    "Das Gespräch führte Ines Carrow.",
];

#[test]
fn by_lines_captions_and_notes_are_no_words_of_a_labelled_turn() {
    let turn = |n: usize| {
        format!(
            "Carrow: What happened at the lock in the year {n}?\n\n\
             Hale: We carried the sacks down and counted them twice, {n} of them.\n\n\
             There was no more to it than that, and nobody was hurt.\n\n"
        )
    };
    let mut faults = Vec::new();
    for (lines, at) in [(BEFORE, 0), (BETWEEN, 3), (AFTER, 6)] {
        for line in lines {
            let mut text = String::from("The Lock at Orrow\n\n");
            for n in 0..=6 {
                if n == at {
                    text.push_str(&format!("{line}\n\n"));
                }
                if n < 6 {
                    text.push_str(&turn(n + 1901));
                }
            }
            let transcript = transcript(&text);
            if let Some(turn) = transcript.turns().find(|turn| words(turn).contains(line)) {
                faults.push(format!("{line}: said by {:?}", turn.speakers));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nobody_is_invented_where_nobody_converses() {
    for text in [
        include_str!("silence/essay.txt"),
        include_str!("silence/faq.txt"),
        include_str!("silence/letter.txt"),
        include_str!("silence/letter-zh.txt"),
        include_str!("silence/minutes-zh.txt"),
        include_str!("silence/novel-zh.txt"),
        include_str!("silence/emails.txt"),
        include_str!("silence/poem.txt"),
        include_str!("silence/log.txt"),
        include_str!("silence/recipe.txt"),
    ] {
        let transcript = transcript(text);
        assert_eq!(transcript.participants, [], "{}", &text[..40.min(text.len())]);
    }
    let transcript = transcript(include_str!("silence/speech.txt"));
    let [who] = &transcript.participants[..] else { panic!("{:?}", transcript.participants) };
    assert_eq!(who.name.as_str(), Some("Maud Fennimore"));
}

/// Questions that stand alone, and answers in which nobody says “I”.
const QUESTIONS: [[&str; 3]; 5] = [
    ["工程为什么要做？", "旧管用了五十年，漏水的占三成。", "区议员林叶表示，工程早该做。"],
    ["会不会停水？", "会有短时停水，单次不超过八小时。", "渡口的摊主说，停水那天只好关门。"],
    ["水质怎样保障？", "恢复供水以后先放水，每天检测两次。", "发言人说，水质每天检测两次。"],
    ["费用从哪里来？", "三成由省里补助，其余由企业自筹。", "陈伯认为，费用不该摊到住户头上。"],
    ["什么时候完工？", "明年年底完成，比原来的计划早半年。", "工程明年年底完成。"],
];

#[test]
fn an_interview_without_i_and_you_is_one_where_its_head_says_so() {
    let text = |head: &str, answers: usize| {
        let pairs = QUESTIONS.iter().map(|q| format!("{}\n\n{}\n\n", q[0], q[answers]));
        format!("岚浦旧水管改造\n\n{head}\n\n{}", pairs.collect::<String>())
    };
    let interview = transcript(&text(
        "岚浦的旧水管今年九月动工改造，街坊关心停水和费用。水务局工程师沈敬亭接受《岚浦日报》访问，谈这项工程。",
        1,
    ));
    let roles: Vec<&str> = interview
        .turns()
        .filter_map(|turn| interview.participant(*turn.speakers.first()?)?.role)
        .map(|role| role.as_str())
        .collect();
    assert_eq!(roles, ["host", "guest"].repeat(QUESTIONS.len()));
    // A list of questions, and an article that asks and reports.
    for text in
        [text("市民关心的问题整理如下。", 1), text("本报记者走访了渡口，采访了水务局和街坊。", 2)]
    {
        assert_eq!(transcript(&text).participants, [], "{text}");
    }
}

#[test]
fn who_gives_the_floor_does_not_answer() {
    let found = turns(include_str!("silence/press-conference-zh.txt"));
    let who: Vec<&str> = found.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(
        who,
        [
            "主持人",
            "guest",
            "主持人",
            "岚浦日报记者",
            "guest",
            "?",
            "guest",
            "主持人",
            "东江电视台记者",
            "guest",
            "主持人",
            "晚报记者",
            "guest",
            "主持人"
        ]
    );
    let found = turns(include_str!("silence/press-conference-en.txt"));
    let moderates = |words: &str| {
        found.iter().any(|(who, begins)| who == "Ines" && words.starts_with(begins.as_str()))
    };
    for words in ["Next question, please.", "I'll take the next question.", "Thank you all."] {
        assert!(moderates(words), "{words}: {found:?}");
    }
    let found = turns(
        "主持人:各位记者朋友,大家好。下面开始提问。\n\n岚浦日报记者:请问何局长,今年的水位怎么样?\n\n\
         何向东:还没有到警戒线。\n\n请下一位记者提问。\n\n东江电视台记者:什么时候转移?\n\n何向东:到二十四米就转移。\n\n\
         主持人:今天就到这里。谢谢大家!\n",
    );
    assert_eq!(found[3], ("主持人".to_owned(), "请下一位记者提问。".to_owned()));
}

#[test]
fn one_voice_that_asks_is_no_interview() {
    // No title says what they are: poems, speeches, open letters, sermons, essays.
    for text in [
        include_str!("silence/one-voice/poem-stanzas.txt"),
        include_str!("silence/one-voice/poem-couplets.txt"),
        include_str!("silence/one-voice/poem-free.txt"),
        include_str!("silence/one-voice/poem-zh.txt"),
        include_str!("silence/one-voice/speech.txt"),
        include_str!("silence/one-voice/speech-zh.txt"),
        include_str!("silence/one-voice/rally.txt"),
        include_str!("silence/one-voice/open-letter.txt"),
        include_str!("silence/one-voice/open-letter-zh.txt"),
        include_str!("silence/one-voice/sermon.txt"),
        include_str!("silence/one-voice/essay.txt"),
        include_str!("silence/one-voice/essay-zh.txt"),
    ] {
        assert_eq!(transcript(text).participants, [], "{}", text.lines().next().unwrap());
    }
    // Who is asked and asks back is there all the same.
    let found = turns(include_str!("silence/asks-back.txt"));
    let who: Vec<&str> = found.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(who, ["host", "guest"].repeat(7));
}

/// The words of the title, and the lines of what somebody says.
fn title_and_said(text: &str) -> (Option<String>, String) {
    let transcript = transcript(text);
    let said = transcript.turns().map(words).collect::<Vec<_>>().join("\n");
    (transcript.metadata.title, said)
}

#[test]
fn what_is_told_around_a_talk_is_said_by_nobody() {
    let (title, said) = title_and_said(include_str!("silence/around-en.txt"));
    assert_eq!(
        title.as_deref(),
        Some("The Glass That Remembers"),
        "the line above says what it is"
    );
    for line in
        ["INTERVIEW", "in her studio in 2019.", "has blown glass", "lives in Lauscha", "took place"]
    {
        assert!(!said.contains(line), "{line}: {said}");
    }
    let (title, said) = title_and_said(include_str!("silence/around-zh.txt"));
    assert_eq!(title.as_deref(), Some("在盐田里长大的诗人"));
    for line in ["专访", "第A07版", "写诗三十年", "图为", "将于今年九月"] {
        assert!(!said.contains(line), "{line}: {said}");
    }
    // With labels too.
    let text = "Q&A\n\nThe Lock\n\nCarrow: Were you there?\n\nHale: I was, with my brother.\n\nCarrow: And then?\n\n\
                Hale: Then we went home.\n\nMs. Hale lives in Orrow.\n\nThe interview was held in May.\n";
    let (title, said) = title_and_said(text);
    assert_eq!(title.as_deref(), Some("The Lock"));
    assert!(said.ends_with("Then we went home."), "{said}");
}

#[test]
fn a_lead_is_not_the_guests_and_who_welcomes_is_the_host() {
    let asked = "How many boats come in a day?\n\nNine, in summer.\n\nAnd in winter?\n\nNone. I paint the gates.\n\n\
                 Who taught you?\n\nMy aunt did. She had a good hand.\n\nAre you ever lonely?\n\nNo. I've got the heron.\n";
    let lead = "Edie Marsh has kept the lock at Orrow since she was nineteen, and she has never missed a tide.";
    let found = turns(&format!("At the lock\n\n{lead}\n\n{asked}"));
    assert_eq!(found[0], ("host".to_owned(), "How many boa".to_owned()));
    assert_eq!(found[1].0, "guest");
    let welcome =
        "Our guest today is Edie Marsh, who has kept the lock at Orrow since she was nineteen.";
    let found = turns(&format!("At the lock\n\n{welcome}\n\n{asked}"));
    assert_eq!(found[0], ("host".to_owned(), "Our guest to".to_owned()));
    assert_eq!(found[1].0, "guest");
}

#[test]
fn people_enter_and_leave_between_the_speeches_of_a_play() {
    let transcript = transcript(include_str!("silence/play.txt"));
    let said: Vec<String> = transcript.turns().map(words).collect();
    assert_eq!(said.len(), 8);
    for direction in ["Enter", "Exit", "Exeunt", "He sits"] {
        assert!(!said.iter().any(|words| words.contains(direction)), "{direction}: {said:?}");
    }
}

#[test]
fn bold_questions_are_the_hosts_and_front_matter_is_metadata() {
    let text = include_str!("silence/bold.md");
    let transcript = read("talk.md", text.as_bytes(), &ReadOptions::default()).unwrap().transcript;
    let metadata = &transcript.metadata;
    assert_eq!(metadata.title.as_deref(), Some("The Keeper of Orrow"));
    assert_eq!(metadata.date.as_deref(), Some("2021-03-14"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(metadata.terms["creator"], ["Ines Carrow"]);
    let found = turns(text);
    let who: Vec<&str> = found.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(who, ["host", "guest"].repeat(3), "{found:?}");
    // Nothing of it is lost, and nobody says it.
    let kept = serde_json::to_string(&transcript).unwrap();
    assert!(kept.contains("tags: [locks, rivers]"));
    assert!(transcript.turns().all(|turn| !words(turn).contains("author:")));
}

#[test]
fn who_opens_and_asks_nothing_moderates() {
    let found = turns(include_str!("silence/press-once-zh.txt"));
    let who: Vec<&str> = found.iter().map(|(who, _)| who.as_str()).collect();
    let guest = "罗处长";
    assert_eq!(who, ["host", "岚浦日报记者", guest, "东江电视台记者", guest, "海岬社记者", guest]);
}

/// What is spoken though it has the form of verse, of a caption, of a closing or of a direction.
#[test]
fn what_is_spoken_stays_spoken() {
    let pairs = [
        ("When did you start on the ferry?", "I started in 1951, in the spring."),
        ("How many boats did you have?", "Two, and one of them leaked."),
        ("Who was with you on the lock that night?", "Anna Voss and Tom Hale."),
        ("What did you carry then?", "Coal, and schoolchildren in May."),
        ("Who mended the old boat for you?", "Tom Hale with the lamp beside him."),
        ("And who paid you for the tar?", "Nobody, for my first ten years."),
    ];
    let talk: String = pairs.iter().map(|(a, b)| format!("{a}\n\n{b}\n\n")).collect();
    assert_eq!(turns(&talk).len(), 2 * pairs.len(), "{:?}", turns(&talk));
    let bold: String = pairs.iter().map(|(a, b)| format!("**{a}**\n\n{b}\n\n")).collect();
    assert_eq!(turns(&bold).len(), 2 * pairs.len());

    let labelled = |middle: &str| {
        let ask = "ANNA VOSS: What came next?\n\nTOM HALE: The winter did.\n\n";
        let last = "ANNA VOSS: Thank you, that is all.";
        format!("{}{last}\n\n{middle}\n\n{}TOM HALE: Good night.\n", ask.repeat(4), ask)
    };
    for words in [
        "Hale will be back next week with more from the harbour.",
        "Hale's going to bring the fish next time.",
        "Margaret Cho and David Orr on one side.",
        "He runs the mill now.",
    ] {
        let found = turns(&labelled(words));
        assert_eq!(found.len(), 12, "{words}");
        let said: Vec<Turn> = transcript(&labelled(words)).turns().cloned().collect();
        assert!(said.iter().any(|turn| turn.segments.len() == 2), "{words}");
    }
    let pauses = labelled("Pause.\n\nSilence.\n\nHe runs the mill now.");
    assert_eq!(turns(&pauses).len(), 12);

    let scene = "Anna: Hello.\nTom: Hello.\nAnna: How are you?\nTom: Fine.\n";
    assert_eq!(turns(&format!("---\n{scene}---\n{scene}")).len(), 8);
}

/// A list of questions is no interview because a word of interviews stands above it.
#[test]
fn lists_of_questions_that_name_a_visit_are_no_interview() {
    let asked = [
        ("借书要带什么？", "带借书证和身份证。"),
        ("一次可以借几本？", "一次可以借五本。"),
        ("逾期怎么办？", "每天交一角钱。"),
        ("馆里能复印吗？", "二楼有复印机。"),
        ("几点关门？", "晚上九点关门。"),
    ];
    let list: String = asked.iter().map(|(a, b)| format!("{a}\n\n{b}\n\n")).collect();
    assert_eq!(turns(&format!("歡迎訪問本館網站。\n\n{list}")), []);
    let rules = "Every applicant has an interview with the warden before the year begins.\n\n";
    let asked = [
        ("What has to be brought?", "A card and a letter."),
        ("How long is the year?", "It lasts from May to April."),
        ("Who pays the fee?", "The parish pays the fee."),
        ("Where are the rooms?", "The rooms are above the school."),
        ("When is the gate shut?", "The gate is shut at ten."),
    ];
    let list: String = asked.iter().map(|(a, b)| format!("{a}\n\n{b}\n\n")).collect();
    assert_eq!(turns(&format!("{rules}{list}")), []);
}

/// Questions and answers of a few words have seldom a word of “you” and of “I” each; a list of questions has neither.
#[test]
fn a_brisk_talk_is_one_and_a_quiz_is_none() {
    let talk = turns(include_str!("silence/brisk.txt"));
    let who: Vec<&str> = talk.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(who, ["host", "guest"].repeat(12));
    assert_eq!(turns(include_str!("silence/quiz.txt")), []);
}

#[test]
fn remarks_in_brackets_and_what_is_said_to_readers_are_nobodys() {
    let talk = "你是哪一年来渡口的？\n\n我是五三年来的，那年我十六岁。\n\n（老人起身，取来一本旧账册。）\n\n\
        您一直记账？\n\n一直记。每条船我都记。\n\n（我也不知道为什么要记。）\n\n还会再记吗？\n\n会，我记到记不动为止。\n\n\
        热线电话：周一至周五，来电请说明住处。\n\n下期预告：冬天的渡口要不要关？\n";
    let found = turns(talk);
    let said: String = found.iter().map(|(_, words)| words.as_str()).collect();
    for silent in ["老人起身", "热线", "下期"] {
        assert!(!said.contains(silent), "{silent}: {found:?}");
    }
    assert_eq!(found.len(), 6, "{found:?}");
    let whole: String = transcript(talk).turns().map(words).collect();
    assert!(whole.contains("我也不知道为什么要记") && !whole.contains("旧账册"), "{whole}");
    // What stands between two brackets, or answers, is said.
    let said = "那条船什么样？\n\n（笑）那条船又旧又漏，像个筐子。（笑）\n\n您还记得它的名字吗？\n\n（“老江号”，船头写着。）\n\n\
        您后来还坐过吗？\n\n我坐过，坐到它沉。它沉的那天我在船上，我抱着账本跳下来的。\n";
    let whole: String = transcript(said).turns().map(words).collect();
    assert!(whole.contains("像个筐子") && whole.contains("老江号"), "{whole}");
}

#[test]
fn a_question_above_the_header_is_the_title() {
    let talk = "菜市场会消失吗？\n\n主持：柏舟\n\n地点：岚浦\n\n您是哪一年来渡口的？\n\n我是五三年来的，那年我十六岁。\n\n您一直记账？\n\n\
        一直记。每条船我都记，船名、货色、时辰，一样不少，四十年记了七十一本。\n\n还会再记吗？\n\n会，我记到记不动为止。\n";
    let transcript = transcript(talk);
    assert_eq!(transcript.metadata.title.as_deref(), Some("菜市场会消失吗？"));
    assert_eq!(transcript.turns().count(), 6);
}

#[test]
fn a_factual_talk_and_one_of_requests_are_talks() {
    for (text, turns_found) in [
        (include_str!("silence/factual-zh.txt"), 16),
        (include_str!("silence/web-chat-zh.txt"), 12),
    ] {
        let found = turns(text);
        let asks: Vec<bool> =
            found.iter().map(|(who, _)| who == "host" || who == "主持人").collect();
        assert_eq!(found.len(), turns_found, "{found:?}");
        assert_eq!(asks, [true, false].repeat(turns_found / 2), "{found:?}");
    }
}

#[test]
fn a_title_may_ask_and_a_credit_of_a_teacher_names_no_host() {
    let talk = "桥墩能用多少年？\n\n海风和盐雾都会伤桥。本报记者就此采访了大桥养护中心工程师林绍安。\n\n盐从哪里进去？\n\n从裂缝里，\
        头发丝那么细就够了。\n\n多久查一次？\n\n一年两次，台风之后加一次，查的人要吊在桥下面，一块一块地敲。\n\n查出裂缝怎么办？\n\n先清洗，\
        再灌胶，灌完了还要等一个月。\n\n旧桥还能救吗？\n\n多数能救，只是花的钱快赶上新桥了。\n\n指导老师：孙静\n";
    let found = turns(talk);
    let who: Vec<&str> = found.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(who, ["host", "林绍安"].repeat(4), "{found:?}");
    let talk = "Getting through the winter\n\nTen questions, answered by Hal Brandt, county bee inspector.\n\n\
        How many bees does a colony need?\n\nTen thousand at the start of November.\n\nDo bees hibernate?\n\nNo. They form a \
        ball around the queen.\n\nWhat do they eat?\n\nHoney, and sugar where there is none.\n\nWhen is the danger over?\n\nIn \
        April, with the first willow.\n\nWhat kills most of them?\n\nThe wet. A dry hive stands any frost.\n";
    assert_eq!(turns(talk).len(), 10);
}
