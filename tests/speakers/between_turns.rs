//! What stands among labels and is none: headings with a mark, calls in brackets, what is said before a colon;
//! and labels that come once or are written in an own way.

use transcripta::model::{Block, Segment, Transcript};

use super::transcript;

fn name(transcript: &Transcript, block: &Block) -> String {
    let Block::Turn(turn) = block else { return String::new() };
    let of = |id| transcript.participants.iter().find(|one| one.id == id);
    let one = turn.speakers.first().and_then(|id| of(*id));
    one.and_then(|one| one.name.as_str()).unwrap_or("?").to_owned()
}

/// Each block: what it is or who speaks, and its words.
fn blocks(text: &str) -> Vec<(String, String)> {
    let transcript = transcript(text);
    let words = |segments: &[Segment]| {
        let lines: Vec<_> = segments.iter().map(Segment::plain_text).collect();
        lines.join("|")
    };
    let block = |block: &Block| {
        let kind = match block {
            Block::Turn(_) => name(&transcript, block),
            Block::Heading(heading) => format!("#{}", heading.level),
            Block::Direction(_) => "direction".to_owned(),
            Block::Paratext(paratext) => format!("{:?}", paratext.kind).to_lowercase(),
        };
        (kind, words(block.segments()))
    };
    transcript.body.iter().map(block).collect()
}

/// Who speaks each turn, one after the other.
fn speakers(text: &str) -> Vec<String> {
    let transcript = transcript(text);
    let turns = transcript.body.iter().filter(|block| matches!(block, Block::Turn(_)));
    turns.map(|turn| name(&transcript, turn)).collect()
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(kind, words)| (kind.as_str(), words.as_str())).collect()
}

const MINUTES: &str = "\
AKI: Does anybody object to the second stage?

MB: I have read all of it. I do not.

AKI: I'll note it.

### Conclusion

- Consensus for Stage 4!
- MB writes it down.

## Second item

Presented by the keeper of the lamp, with slides.

MB: The first patch was merged in May.

AKI: Is there a second one?

MB: There is, but nobody has read it.
";

#[test]
fn a_heading_with_its_mark_ends_a_turn() {
    let found = blocks(MINUTES);
    let expected = [
        ("AKI", "Does anybody object to the second stage?"),
        ("MB", "I have read all of it. I do not."),
        ("AKI", "I'll note it."),
        ("#3", "### Conclusion"),
        ("note", "- Consensus for Stage 4!|- MB writes it down."),
        ("#2", "## Second item"),
        ("note", "Presented by the keeper of the lamp, with slides."),
        ("MB", "The first patch was merged in May."),
    ];
    assert_eq!(pairs(&found)[..8], expected);
}

#[test]
fn what_somebody_goes_on_with_below_a_heading_is_said() {
    let text = "\
HOST: When did you come to the harbour?

ROE: In the winter of the flood. There was no light then.

We rowed out every night with a lamp.

HOST: And who kept it?

ROE: My aunt kept it.

She never slept before four.

## The second winter

Then the ice came, and we walked.

HOST: Across the bay?

ROE: Right across it.
";
    let found = blocks(text);
    assert!(pairs(&found).contains(&("#2", "## The second winter")), "{found:?}");
    assert!(pairs(&found).contains(&("ROE", "Then the ice came, and we walked.")), "{found:?}");
}

#[test]
fn hashes_in_code_and_in_the_midst_of_a_turn_are_no_headings() {
    let code = MINUTES.replace("### Conclusion", "```\n\n# install it\n\n```");
    let found = blocks(&code);
    assert!(!found.iter().any(|(kind, words)| kind == "#1" && words.contains("install")));
    let below = MINUTES.replace("I'll note it.\n\n### Conclusion", "I'll note it.\n#3 is next.");
    assert!(!blocks(&below).iter().any(|(kind, _)| kind == "#3"));
}

const HOUSE: &str = "\
Vizepräsident Eduard Ostmann:

Ich rufe die Frage 1 auf. Bitte, Herr Kollege.

Hans Lorke, Staatssekretär:

Die Maßnahmen sind durchaus geeignet, Herr Kollege.

(Dr. Dagmar Engler [DIE LINKE]: Ach Gott! So naiv kann man nicht sein!)

Sie nehmen bitte zur Kenntnis, dass es auf dem Markt noch andere gibt.

(Dr. Dagmar Engler [DIE LINKE]: Wenn es denn einmal so wäre!)

So wird es sein, liebe Frau Kollegin.

Vizepräsident Eduard Ostmann:

Ihre Nachfrage, Frau Kollegin Dorn?

Rita Dorn (SPD):

Herzlichen Dank.

Meine Frage: Wird dieses Projekt teurer für die Bahn?

Hans Lorke, Staatssekretär:

Nein, Frau Kollegin.

Rita Dorn (SPD):

Das hören wir seit Jahren.

Meine Frage: Wie lange soll das noch gehen?

Hans Lorke, Staatssekretär:

Bis zum Sommer, so ist es geplant.

Vizepräsident Eduard Ostmann:

Vielen Dank. Wir kommen zum Schluss.

Rita Dorn (SPD):

Das ist schade.

Hans Lorke, Staatssekretär:

Das finde ich auch.

Vizepräsident Eduard Ostmann:

Hat noch jemand eine Frage?

Rita Dorn (SPD):

Nein, Herr Präsident.

Hans Lorke, Staatssekretär:

Ich danke Ihnen.

Vizepräsident Eduard Ostmann:

Frau Kollegin?

Rita Dorn (SPD):

Auch ich danke Ihnen.

Vizepräsident Eduard Ostmann:

Ich danke auch.

Hans Lorke, Staatssekretär:

Bis morgen.

Rita Dorn (SPD):

Bis morgen.

Vizepräsident Eduard Ostmann:

Die Sitzung ist geschlossen.
";

#[test]
fn who_calls_out_in_brackets_has_no_label() {
    let found = blocks(HOUSE);
    assert!(!found.iter().any(|(kind, _)| kind.starts_with('(')), "{found:?}");
    let kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
    let held: Vec<&str> = kinds.iter().copied().filter(|kind| kind.starts_with("Hans")).collect();
    assert!(held.len() >= 4, "{found:?}");
}

#[test]
fn what_is_said_before_a_colon_is_no_label_where_labels_stand_alone() {
    let found = blocks(HOUSE);
    assert!(!found.iter().any(|(kind, _)| kind == "Meine Frage"), "{found:?}");
    let asked = |(kind, words): &(String, String)| {
        kind.starts_with("Rita") && words.contains("Meine Frage: Wird dieses")
    };
    assert!(found.iter().any(asked), "{found:?}");
    // A form of a proven name keeps its label.
    let short = HOUSE.replace("Meine Frage:", "Rita Dorn:");
    assert!(!blocks(&short).iter().any(|(_, words)| words.contains("Rita Dorn:")));
}

const CALL: &str = "\
**Danny**: We found a small issue in a couple of tests. Who wants to begin?

**Raul**: We released it on Friday, and it holds.

**Danny**: Cool, thank you. Is anybody else here?

**Lakshman**: Hi, I'm working on the first client that runs without a disk.

**Danny**: Great. What about the network?

**Raul**: The network is fine, but for two nodes.

**Danny**: Which ones are they?

**Raul**: The ones in the cellar.

**Danny**: Let us end here, then.
";

#[test]
fn who_speaks_once_in_bold_has_a_label() {
    let (danny, raul) = ("Danny", "Raul");
    let expected = [danny, raul, danny, "Lakshman", danny, raul, danny, raul, danny];
    assert_eq!(speakers(CALL), expected);
}

#[test]
fn what_is_no_name_in_bold_is_no_label_and_a_plain_word_is_none() {
    for word in ["Note", "Summary", "Yes", "But"] {
        let text = CALL.replace("Lakshman", word);
        assert!(!speakers(&text).contains(&word.to_owned()), "{word}");
    }
    let plain = CALL.replace("**", "").replace("Lakshman:", "Money:");
    assert!(!speakers(&plain).contains(&"Money".to_owned()));
}

const INITIALS: &str = "\
AR: Who has read the notes of last week?

DaG: I have, and there is a gap in them.

MB: Which gap?

DaG: The one on the second page.

AR: We shall fill it. Is there more?

MB: No, that is all.

DaG: Then I have one more point.

Money: we had none of it.

AR: Go on, please.

MB: Yes, do go on.

Money: there it is again.

AR: That is enough now.

MB: It is.

AR: Then let us close.
";

#[test]
fn initials_may_have_a_small_letter() {
    let found = speakers(INITIALS);
    assert_eq!(found[..4], ["AR", "DaG", "MB", "DaG"], "{found:?}");
    assert!(!found.contains(&"Money".to_owned()), "{found:?}");
}

const CAMARA: &str = "\
O SR. PRESIDENTE (Paulo Fontes. PSB - ES) - A lista de presença registra na Casa o comparecimento
de oitenta Senhoras Deputadas e Senhores Deputados, e por isso está aberta a sessão desta tarde,
sob a proteção de Deus e em nome do povo, como sempre foi feito nesta Casa desde o seu início e
como há de ser enquanto houver quem a sustente.

O SR. LUIZ CALADO (Bloco/PT - PB) - Sr. Presidente, trago hoje a reportagem de uma revista sobre
as digitais de quem esteve na praça, e peço que ela seja transcrita nos Anais desta Casa, porque
merece ser lida por todos os que ainda têm dúvidas sobre o que se passou naquele dia de janeiro e
sobre quem o pagou.

O SR. PRESIDENTE (Paulo Fontes. PSB - ES) - Passa-se ao próximo orador, que tem a palavra por três
minutos, e a quem peço que respeite o tempo, porque a lista é longa e a tarde é curta, e ainda há
quem venha de longe para falar. V.Exa. está pronto?

O SR. LUIZ CALADO (Bloco/PT - PB) - Estou pronto, Sr. Presidente, e agradeço a paciência com que
esta Mesa tem ouvido todos os que aqui falaram, de um lado e do outro, durante esta semana que foi
tão difícil para tantos de nós e para as nossas famílias.

O SR. PRESIDENTE (Paulo Fontes. PSB - ES) - Muito obrigado, Deputado, pelas suas palavras, que vão
ficar registradas, como é de direito, na ata da sessão e no boletim que se publica toda semana com
aquilo que aqui foi dito por cada um. Está encerrada a sessão.
";

#[test]
fn names_before_a_dash_head_wrapped_paragraphs() {
    let found = speakers(CAMARA);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_ne!(found[0], found[1]);
    // So does a list of terms, of which none comes back.
    let list = CAMARA.replace("O SR. PRESIDENTE (Paulo Fontes. PSB - ES)", "O Lugar");
    let mut number = 0;
    let each = list.split("O Lugar").map(|part| {
        number += 1;
        format!("{part}Casa de número {number}")
    });
    let list: String = each.collect();
    assert!(blocks(&list).iter().all(|(kind, _)| !kind.starts_with("Casa")));
}

const PLAY: &str = "\
Prologue in the tower.

RAPHAEL:
The sun goes down behind the mill,
And nobody has lit the lamp.

GABRIEL:
The water rises by the hill,
And all the boats are cold and damp.

KEEPER:
I see no water and no sun.
What is it that you want of me?

WAGNER:
We came to tell you it is done.

KEEPER:
Then go and tell it to the sea.

WAGNER:
We shall, if you will come along.

KEEPER:
I never leave the light alone.
";

#[test]
fn who_speaks_once_before_all_others_has_a_label() {
    let found = speakers(PLAY);
    assert_eq!(found[..3], ["RAPHAEL", "GABRIEL", "KEEPER"], "{found:?}");
    for word in ["SUMMARY", "PLACE", "CAST"] {
        let text = PLAY.replace("RAPHAEL", word);
        assert!(!speakers(&text).contains(&word.to_owned()), "{word}");
    }
}

const LISTED: &str = "\
# Minutes of the roadmap meeting

## Participants

* Michael Dorn
* Ada Shaw
* Tom Fenn

## Updating it

The difference between the two is large.

Michael Dorn: Two of the three parts were merged in May.

Ada Shaw: Is the third one ready?

Tom Fenn: It is, but nobody has read it.

Ada Shaw: Then let us read it today.

Tom Fenn: I shall send it around.
";

#[test]
fn who_is_listed_above_may_speak_first_and_once() {
    assert_eq!(speakers(LISTED)[..2], ["Michael Dorn", "Ada Shaw"]);
    let unlisted = LISTED.replace("* Michael Dorn\n", "");
    assert_eq!(speakers(&unlisted)[0], "Ada Shaw");
}

#[test]
fn who_gets_the_floor_once_from_the_chair_speaks() {
    let mut text = String::new();
    let members = ["LUIZ CALADO", "OTONI PRADO", "RODRIGO ESTEVES", "CARLOS FARIA", "ALBERTO LIMA"];
    for member in members {
        text.push_str(
            "O SR. PRESIDENTE (Paulo Fontes. PSB - ES) - Passa-se ao próximo orador, que tem a palavra por \
             três\nminutos, e a quem peço que respeite o tempo, porque a lista é longa e a tarde é curta, \
             e ainda\nhá quem venha de longe para falar nesta Casa.\n\n",
        );
        text.push_str(&format!(
            "O SR. {member} (Bloco/PT - PB. Sem revisão do orador.) - Sr. Presidente, agradeço a \
             paciência\ncom que esta Mesa tem ouvido todos os que aqui falaram, de um lado e do outro, \
             durante esta\nsemana que foi tão difícil para tantos de nós e para as nossas famílias.\n\n"
        ));
    }
    assert_eq!(speakers(&text).len(), 10, "{:?}", speakers(&text));
    // Nobody presides over a list of terms.
    let list = text.replace("PRESIDENTE", "MOINHO");
    assert!(!speakers(&list).iter().any(|name| name.contains("MOINHO")));
}

#[test]
fn a_sentence_before_an_agenda_is_no_label() {
    let text = HOUSE.replace(
        "Ich rufe die Frage 1 auf. Bitte, Herr Kollege.",
        "Ich rufe die Frage 1 auf:\n\nWird es teurer?\n\nBitte, Herr Kollege.",
    );
    assert!(!speakers(&text).iter().any(|name| name.starts_with("Ich")), "{:?}", speakers(&text));
}

#[test]
fn a_list_under_who_begins_in_bold_is_not_of_the_heading() {
    let text = CALL.replace(
        "**Lakshman**: Hi, I'm working on the first client that runs without a disk.",
        "## Clients\n\n**cayman**: We're\n\n* still working through the changes",
    );
    let found = blocks(&text);
    let noted = |(kind, words): &(String, String)| kind == "note" && words.contains("still");
    assert!(!found.iter().any(noted), "{found:?}");
}
