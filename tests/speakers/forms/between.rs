//! What between labelled turns, before them and behind them nobody says.

use super::*;

/// Heads of scenes, and how one gives way to another, with full stops and without.
#[test]
fn scenes_of_a_play_have_heads() {
    let talk = "ANNA: Who put the lamp out?\nBEN: Nobody put it out. It went.\n\
        ANNA: Lamps do not go by themselves.\nBEN: This one does.\n";
    for head in [
        "SCENE 2. A kitchen.",
        "Scene Three. The same, an hour later.",
        "ACT II",
        "Act I, Scene 2",
        "INT. KITCHEN - DAY",
        "EXT. QUAY – NIGHT.",
        "SCENE 3: The quay.",
        "第二场",
        "第三场 同日，傍晚。渡口。",
    ] {
        let read = transcript(&format!("{talk}\n{head}\n\n{talk}"));
        assert_eq!(kind(&read, head), "heading", "{head}");
        assert_eq!(people(&read), ["ANNA", "BEN"]);
    }
    for line in ["CUT TO:", "FADE OUT."] {
        let read = transcript(&format!("{talk}\n{line}\n\n{talk}"));
        assert_eq!(kind(&read, line), "direction", "{line}");
    }
    // Where nothing else is of a play these are words.
    for line in ["Curtain.", "Blackout.", "幕落。", "灯亮。"] {
        let read = transcript(&format!("SCENE 1\n\n{talk}\n{line}\n\n{talk}"));
        assert_eq!(kind(&read, line), "direction", "{line}");
        says(&transcript(&format!("{talk}\n{line}\n\n{talk}")), "BEN", line);
    }
    let talk = "Carrow: Which one did you like?\n\nHale: The second.\n\nCarrow: And why?\n\n\
        Hale: For the kitchen.\n\n";
    for said in [
        "Scene by scene I went through it with him, and he laughed.",
        "Scene 2 was the one that I liked.",
        "Scene 2. I wrote it in May, and it was cut.",
        "Act one is long.",
        "Cut to the bone, as he said.",
        "第二场演出很成功。",
        "第二场，我们输了。",
    ] {
        says(&transcript(&format!("{talk}{said}\n\n{talk}")), "Hale", said);
    }
}

/// `第二场` may also be the second match.
#[test]
fn a_match_is_no_scene() {
    let talk = "记者：打得怎么样？\n\n王建国：打得不好。\n\n记者：后来呢？\n\n王建国：好一些。\n\n";
    for said in ["第二场：进球很多。", "第三场：我受伤了。", "第三场 下雨。"]
    {
        says(&transcript(&format!("{talk}{said}\n\n{talk}")), "王建国", said);
    }
    let read = transcript(&format!("{talk}第一场 渡口\n\n{talk}第二场 河边\n\n{talk}"));
    assert_eq!(kind(&read, "第二场 河边"), "heading");
    // In the midst of what somebody says, and in captions, nothing begins.
    let lines = [
        "记者：两场打得怎么样",
        "王建国：第一场打得不好",
        "第一场 大家都很紧张",
        "第二场",
        "记者：那第三场呢",
        "王建国：第三场 我受伤了",
        "第三场 雨中赛",
        "记者：赢了吗",
        "王建国：赢了",
    ];
    for read in [transcript(&lines.join("\n")), transcript(&captions(&lines))] {
        for said in ["第一场 大家都很紧张", "第二场", "第三场 雨中赛"] {
            says(&read, "王建国", said);
        }
    }
}

/// What a record of a house tells between the speeches.
#[test]
fn a_house_divides_and_nobody_says_so() {
    let debate = |inside: &str| {
        format!(
            "HARBOUR BILL\n\nMr. Speaker: The Question is, That the Bill be now read a second time. Who will speak?\n\n\
            Mr. Hale: I rise to oppose the Bill.\n\n\
            Ms. Ordway: The harbour has waited nine years for this Bill.\n\n{inside}\n\n\
            Mr. Speaker: Order. I call Mr. Hale.\n\nMr. Hale: Who is to pay for it?\n\n\
            Ms. Ordway: The county, as the Bill says.\n\nMr. Hale: The county has nothing.\n\n\
            Ms. Ordway: It has a lamp.\n"
        )
    };
    for (line, expected) in [
        ("Several hon. Members rose—", "direction"),
        ("Hon. Members rose—", "direction"),
        ("(Interruption)", "direction"),
        ("Interruption.", "direction"),
        ("Question put and agreed to.", "narration"),
        ("The House divided: Ayes 5, Noes 7.", "narration"),
        ("Bill accordingly not read a second time.", "narration"),
        ("Amendment, by leave, withdrawn.", "narration"),
        ("Laughter.", "direction"),
    ] {
        assert_eq!(kind(&transcript(&debate(line)), line), expected, "{line}");
    }
    for said in [
        "Several members rose early that day and went fishing, I remember.",
        "The House divided on it, as you know, and I wept.",
        "Interruption was a thing that the founders never forgave.",
        "Question put, answer given: we shall pay.",
        "Amendments made in committee were good ones.",
        "Noes to the left.",
        "Bill reported the leak in March.",
        "Debate resumed too late last time.",
        "Leave granted, I would read the letter.",
        "The House divided on this in 1998 and it cost us the winter.",
    ] {
        says(&transcript(&debate(said)), "Ms. Ordway", said);
    }
    // Where nobody presides, it is what somebody tells.
    let talk = "Carrow: And then?\n\nHale: They voted.\n\nThe House divided: Ayes 5, Noes 7.\n\n\
        Carrow: So few?\n\nHale: It was May.\n";
    says(&transcript(talk), "Hale", "The House divided");
    says(
        &transcript(&talk.replace("The House divided: Ayes 5, Noes 7.", "Laughter.")),
        "Hale",
        "Laughter.",
    );

    let record = "主席：请各位议员就座。谁先发言？\n王建国议员：渡口三年没有修了。\n\
        李秀英议员：钱从哪里来？\n议员起立\n主席：请安静。\n王建国议员：两百万不够。\n主席：现在表决。\n\
        全体议员起立。\n赞成十二人，反对三人，弃权一人。\n表决通过。\n主席：条例通过。\n\
        王建国议员：赞成的人比去年多。\n主席：散会。\n散会时间：下午五时十分\n";
    let read = transcript(record);
    for (line, expected) in [
        ("议员起立", "direction"),
        ("全体议员起立。", "direction"),
        ("赞成十二人", "narration"),
        ("表决通过。", "narration"),
        ("散会时间", "note"),
    ] {
        assert_eq!(kind(&read, line), expected, "{line}");
    }
    says(&read, "王建国议员", "赞成的人比去年多");
    let read = transcript(&record.replace("赞成十二人，反对三人，弃权一人。", "同意5号方案。"));
    says(&read, "主席", "同意5号方案。");
}

/// Who made a transcript is told behind it.
#[test]
fn credits_behind_a_talk_are_not_said() {
    let talk = "采访人：您什么时候到的岚浦？\n李秀英：七四年，坐船来的。\n采访人：船一天开几趟？\n\
        李秀英：两趟，早上一趟，傍晚一趟。\n采访人：谢谢您。\n李秀英：不客气。\n";
    for credit in
        ["采访：王敏", "整理：赵小明", "录音：周默", "文字整理：赵小明、周默", "责任编辑：林叶"]
    {
        assert_eq!(kind(&transcript(&format!("{talk}{credit}\n")), credit), "credits", "{credit}");
    }
    let talk = "Carrow: When did you first write down what he said?\n\n\
        Hale: That night. We had no machine.\n\nCarrow: And the rest?\n\nHale: By lamp light.\n\n";
    for credit in [
        "Transcript: Ines Carrow",
        "Transcribed by Ines Carrow and Tom Arkwright, June 2019.",
        "Transcribed from tape by I. C.",
        "Proofread by Ada Hale",
    ] {
        assert_eq!(kind(&transcript(&format!("{talk}{credit}\n")), credit), "credits", "{credit}");
    }
    for said in [
        "Transcribed by hand, the notes came to forty pages, and I have them still.",
        "Transcript: that was the word he used.",
        "Checked by nobody, of course.",
        "Checked by Hale.",
    ] {
        says(&transcript(&format!("{talk}{said}\n\n{talk}")), "Hale", said);
    }
}

/// `录音：` and `采访：` may begin what somebody says.
#[test]
fn what_is_said_of_a_machine_is_no_credit() {
    let talk = "问：您是哪年来的？\n答：六二年。\n问：那时候冷吗？\n答：冷。\n".repeat(2);
    for said in ["录音：我们那时候没有录音机", "采访：没有人来过"] {
        says(&transcript(&format!("{talk}{said}\n")), "答", said);
    }
    assert_eq!(kind(&transcript(&format!("{talk}录音：周默\n")), "录音"), "credits");
}

/// The word for a part alone on its line, and the name below it.
#[test]
fn a_name_may_stand_below_the_word_for_its_part() {
    let talk = "INTERVIEWER\nWhen did you first go out to the light?\n\n\
        INTERVIEWEE\nIn nineteen fifty-one, with my father.\n\n\
        INTERVIEWER\nWhat do you remember of it?\n\nINTERVIEWEE\nThe cold.\n\n\
        INTERVIEWER\nHow many lived there?\n\nINTERVIEWEE\nFour men and a goat.\n";
    let read = transcript(&format!(
        "Oral history of the light\n\nInterviewee\nGarret Pell\n\nInterviewer\nInes Carrow\n\n{talk}"
    ));
    assert_eq!(people(&read), ["Ines Carrow", "Garret Pell"]);
    says(&read, "Garret Pell", "The cold.");
    assert_eq!(kind(&read, "Garret Pell"), "header");
    // An answer that is a name is an answer.
    let named = talk.replace("The cold.", "Garret Pell");
    let read = transcript(&named.replace("What do you remember of it?", "What was his name?"));
    says(&read, "INTERVIEWEE", "Garret Pell");
}

/// Names that the front tells clearly are those of `Q` and `A`.
#[test]
fn the_front_names_who_asks_and_who_answers() {
    let english = "Q: When did you first go out to the light?\nA: In nineteen fifty-one.\n\
        Q: What do you remember of it?\nA: The cold.\nQ: How many lived there?\nA: Four men.\n";
    let chinese = "问：您什么时候到的岚浦？\n答：七四年，坐船来的。\n问：那时候渡口是什么样？\n\
        答：就是一条木船。\n问：船一天开几趟？\n答：两趟。\n";
    for (front, talk, names) in [
        ("Interview with Jane Doe by John Roe", english, ["John Roe", "Jane Doe"]),
        ("Jane Doe, interviewed by John Roe, 4 May 1998", english, ["John Roe", "Jane Doe"]),
        ("Deponent: Garret Pell\nDate: May 4, 1998", english, ["Q", "Garret Pell"]),
        ("An interview with Dr. Lena Voss on the mole", english, ["Q", "Dr. Lena Voss"]),
        ("渡口往事\n\n口述人：李秀英  采访人：王敏", chinese, ["王敏", "李秀英"]),
        ("渡口往事\n\n口述人：李秀英 采访人：王敏\n时间：五月四日", chinese, ["王敏", "李秀英"]),
        ("渡口往事\n\n李秀英口述 王敏采访整理", chinese, ["王敏", "李秀英"]),
        // Nothing here tells clearly who talks.
        ("Interview with the keeper of the light", english, ["Q", "A"]),
        ("Interview with Jane Doe and Ann Lee", english, ["Q", "A"]),
        ("A conversation with Harbour House", english, ["Q", "A"]),
        ("Interview with Orrow Council by Harbour Radio", english, ["Q", "A"]),
        ("Deposition of Jane Doe taken by John Roe", english, ["John Roe", "Jane Doe"]),
        ("周末访谈", chinese, ["问", "答"]),
        ("黄河口述", chinese, ["问", "答"]),
        ("The light at Orrow, by John Roe", english, ["Q", "A"]),
        ("Interview with Jane Doe\n\nInterview with Ann Lee", english, ["Q", "A"]),
        ("渡口口述史", chinese, ["问", "答"]),
    ] {
        let read = transcript(&format!("{front}\n\n{talk}"));
        assert_eq!(people(&read), names, "{front}");
    }
    // The label stays as printed.
    let read = transcript(&format!("Interview with Jane Doe by John Roe\n\n{english}"));
    let first = read.turns().next().unwrap();
    assert_eq!(first.label.as_ref().unwrap().text, "Q: ");
    let read = transcript(
        "Interview with Jane Doe by John Roe\n\nJR: Was it cold?\nJD: It was.\nJR: How cold?\nJD: The ink froze.\n",
    );
    assert_eq!(people(&read), ["John Roe", "Jane Doe"]);
}

/// Some plays have a part that is called after what it speaks.
#[test]
fn a_prologue_may_speak() {
    let play = "CHORUS: Who comes there?\n\nPROLOGUE: If we offend, it is with our good will.\n\n\
        WALL: In this same interlude it doth befall.\n\nCHORUS: What says the Wall?\n\n\
        PROLOGUE: That you should think, we come not to offend.\n\n\
        WALL: That I present a wall.\n\nEPILOGUE: Gentles, all is mended.\n\nCHORUS: So good night.\n";
    let read = transcript(play);
    assert_eq!(people(&read), ["CHORUS", "PROLOGUE", "WALL", "EPILOGUE"]);
    let read = transcript(&play.replace("EPILOGUE: Gentles, all is mended.", "EPILOGUE: The quay"));
    assert_eq!(people(&read), ["CHORUS", "PROLOGUE", "WALL"]);
}
