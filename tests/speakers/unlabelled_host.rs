//! Interviews of which only the answers are labelled: the questions are somebody else's, and whoever goes on
//! answering without a label is a doubt where several answer.

use transcripta::model::{Block, Role, Transcript};

use super::transcript;

/// One guest, whose name is the only label.
const ONE: &str = "\
Where the river keeps its books

The archive of Orrin Falls was flooded twice in ten years. Its keeper, Lena Voss, talked to us about drying paper.

What first brought you to the archive?

Voss: I came for a summer job and I never left. The river was low that year.

And when did you see the water for the first time?

Voss: In my second spring. It came up through the floor, which is not what anybody had prepared for.

How many books did you lose?

Voss: Four hundred and some. We froze the rest.

You froze them?

Voss: Yes. There is a fish plant down the road, and they let us have a room.

It smelled of herring until June.

People say you slept in the building for a month.

Voss: It was three weeks. I had a bed behind the maps.
";

/// Two, who have a label where another one answers, and a question in bold each time.
const TWO: &str = "\
**What first brought you to the archive?**

**Voss:** I came for a summer job and I never left. The river was low that year.

**And when did you see the water for the first time?**

In my second spring. It came up through the floor, which is not what anybody had prepared for.

**How many books did you lose?**

**Voss:** Four hundred and some. We froze the rest.

**Orrell:** And I carried them.

**You froze them?**

**Voss:** Yes. There is a fish plant down the road, and they let us have a room.

**People say you slept in the building for a month.**

**Orrell:** She did. I brought the coffee.
";

/// Both sides have labels, and the last paragraph of a question has none.
const HOUSE: &str = "\
Ms. Hale: I thank the Minister for her answer.

But the bridge at Wick has been closed since March, and the buses go round by Saltby.

When will it open again?

The Minister: In the spring of next year, as I told the House in June.

The contractor has found rust in two of the piers.

Mr. Roe: My constituents cross that bridge to school.

Will she meet them before the winter?

The Minister: I shall be glad to.

Ms. Hale: The same was said of the bridge at Orrin.

How long did that take, and who paid for it?

The Minister: Four years, and the county paid.
";

/// What stands behind these questions is no answer of anybody's.
const EXERCISES: &str = "\
How many books are left when four hundred of nine hundred are lost?

Solution: There are five hundred books left on the shelves.

How long is the bridge when each of its three spans has forty metres?

Solution: The bridge has a length of one hundred and twenty metres.

How many buses go round in a day when there are two every hour?

Solution: There are forty-eight buses, if none of them breaks down.
";

/// Two who debate, and ask for effect.
const DEBATE: &str = "\
HALE: Friends, I stand here tonight because the quay is falling into the harbour.

Who closed the north gate? Who sold the crane?

We have paid for nine years, and what have we got?

ROE: I thank my opponent for his candour. The quay was falling when he was on the board.

And who was in the chair then?

Was it I?

HALE: The north wall leaks, and everybody on the quay knows it.

Why does the board not know it?

ROE: It leaks because he voted against the mortar.

Does he deny it?

HALE: I voted against the price of it.
";

/// What the guest tells of others who asked stands without a label.
const REPORTED: &str = "\
What was it like?

Voss: It was loud. We were twelve to a room, and I was the youngest.

How long did you stay?

Voss: Thirty years. I left when the roof came down.

What did you do then?

Voss: I bought a boat, and I was on the water every day.

People would ask me, where are you going?

I'd say, out.

Is it still there?

Voss: It is. My brother has it.
";

/// Who speaks each turn, as the roles and names have it, and whether that is sure.
fn turns(transcript: &Transcript) -> Vec<String> {
    let turns = transcript.body.iter().filter_map(|block| match block {
        Block::Turn(turn) => Some(turn),
        _ => None,
    });
    turns
        .map(|turn| {
            let speaker = turn.speakers.first().unwrap();
            let speaker = transcript.participants.iter().find(|p| p.id == *speaker).unwrap();
            let sure = turn.attribution.confidence().thousandths() >= 800;
            let name = speaker.name.as_str().unwrap_or(match speaker.role {
                Some(Role::Host) => "host",
                _ => "somebody",
            });
            format!("{name}{}", if sure { "" } else { "?" })
        })
        .collect()
}

#[test]
fn who_asks_a_labelled_guest_is_another() {
    let found = transcript(ONE);
    let one = ["host", "Voss"];
    assert_eq!(found.participants[0].also, ["Lena Voss"]);
    assert_eq!(turns(&found), one.repeat(5));
    // What goes on behind a label is of who has it.
    let answer = found.body.iter().filter_map(|block| match block {
        Block::Turn(turn) => Some(turn.segments.len()),
        _ => None,
    });
    assert_eq!(answer.collect::<Vec<_>>(), [1, 1, 1, 1, 1, 1, 1, 2, 1, 1]);
}

#[test]
fn of_several_who_answer_one_without_a_label_is_a_doubt() {
    let expected = [
        "host", "Voss", "host", "Voss?", "host", "Voss", "Orrell", "host", "Voss", "host", "Orrell",
    ];
    assert_eq!(turns(&transcript(TWO)), expected);
}

#[test]
fn a_question_under_the_label_of_who_asks_stays_there() {
    let expected =
        ["Ms. Hale", "The Minister", "Mr. Roe", "The Minister", "Ms. Hale", "The Minister"];
    assert_eq!(turns(&transcript(HOUSE)), expected);
}

#[test]
fn a_key_behind_questions_is_nobody() {
    let found = transcript(EXERCISES);
    assert!(found.participants.iter().all(|p| p.name.as_str() != Some("Solution")));
}

#[test]
fn debaters_who_ask_for_effect_have_no_host() {
    assert_eq!(turns(&transcript(DEBATE)), ["HALE", "ROE", "HALE", "ROE", "HALE"]);
}

#[test]
fn a_question_that_no_label_follows_is_a_doubt() {
    let found = turns(&transcript(REPORTED));
    assert_eq!(found[6..10], ["host?", "Voss?", "host", "Voss"]);
}
