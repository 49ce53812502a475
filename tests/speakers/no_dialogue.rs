//! A text that is no conversation gets no speakers, whatever in it asks.

use transcripta::convert::{ReadOptions, read};

const TEXTS: [(&str, &str); 12] = [
    (
        "a poem",
        "Who closed the lock when the river was low?\n\nI heard the chain, and I did not go.\n\n\
         The lamp went round and the boats lay by,\n\nand nobody asked the keeper why.\n\n\
         Who will open it when I am gone?\n\nThe water knows, and the water goes on.\n",
    ),
    (
        "a log",
        "2024-03-01T10:00:01Z INFO started worker 3\n\n2024-03-01T10:00:02Z WARN queue is full, retry?\n\n\
         2024-03-01T10:00:03Z INFO retried 4 jobs\n\n2024-03-01T10:00:04Z ERROR could not open /var/lib/queue\n\n\
         2024-03-01T10:00:05Z INFO stopped worker 3\n\n2024-03-01T10:00:06Z INFO done\n",
    ),
    (
        "minutes",
        "The meeting opened at seven. Nine members were there.\n\n1. Roof. The treasurer reported two offers. \
         It was agreed to take the second.\n\n2. Key. Is a third key needed? It was agreed that it is not.\n\n\
         3. Harvest supper. The hall is booked for the ninth of October.\n\n4. Any other business. None.\n\n\
         The meeting closed at half past eight.\n",
    ),
    (
        "a speech",
        "Friends, neighbours, we have waited eleven years for this bridge.\n\nWhat did they tell us? That the river was \
         too wide, and that we were too few.\n\nWe carried the stones ourselves. I remember my mother with a \
         bucket of sand in each hand, and she was seventy.\n\nNow it stands. Some say it is not handsome. It carries a \
         cart and a cow, and it will carry our children.\n\nLet us cross it together.\n",
    ),
    (
        "an essay in Chinese",
        "城南的那座桥，修了三十年。\n\n为什么要修这么久？县志里只有一行字，说是缺石料。\n\n石料其实不缺。山就在河对岸，\
         缺的是把石头运过河的人。\n\n没有桥，石头过不了河；石头过不了河，就没有桥。这样的事，世上并不少见。\n\n\
         后来一个冬天，河面冻住了，全城的人把石头推过了冰。\n",
    ),
    (
        "a list of questions in one voice",
        "How do I renew a card?\n\nCards are renewed at the desk, on any weekday.\n\nHow many books can be borrowed?\n\n\
         Six, and two maps.\n\nWhat happens when a book is lost?\n\nIts price is charged, less a third for each year of its age.\n\n\
         Are dogs admitted?\n\nGuide dogs are.\n",
    ),
    (
        "a letter that tells of an interview",
        "The interview with the bank was edited in my mind many times, dear Ann.\n\nWhat did they ask? Whether I own the \
         boat.\n\nWhat did I say? That the boat owns me.\n\nDid they laugh? They did not.\n\nI came home by the quay, and it \
         rained.\n\nWill you write to me?\n\nYour sister, Jo\n",
    ),
    (
        "a guide of somebody who asked an office",
        "怎样补办渔船登记\n\n我最近向港务局查询了补办的手续，整理如下。\n\n需要哪些材料？\n\n身份证和旧登记簿的复印件。\n\n\
         要等多久？\n\n一般是十个工作日。\n\n收不收费？\n\n补办不收费，换牌收工本费。\n\n可以代办吗？\n\n可以，要有委托书。\n",
    ),
    (
        "a diary",
        "Tagebuch aus dem Leuchtturm\n\n18. März: Sturm aus Nordwest. Habe die Lampe zweimal geputzt.\n\n19. März: Kein Boot. \
         Warum kommt keines?\n\n20. März: Der Ofen zieht wieder.\n\n2. April: Post, endlich. Drei Briefe und ein Käse.\n\n\
         3. April: Habe den Käse geteilt.\n\n4. April: Mit wem? Mit der Möwe.\n",
    ),
    (
        "who signed an appeal",
        "Für den Erhalt der alten Schleuse. Wer unterschreibt mit?\n\nProf. Dr. Helga Brandt, Wasserbauerin\n\n\
         Prof. Dr. Anton Lüders, Historiker\n\nDr. Dr. h.c. Emil Sauer, Verleger\n\nProf. Dr. Ida Krone, Biologin\n\n\
         A. Tiedemann, Lehrer\n\nProf. Dr. Karl Wehr, Geograph\n\nA. Vogt, Schifferin\n\nDr. Dr. Otto Reling, Arzt\n\nA. Zahn\n",
    ),
    (
        "a page of a weblog, saved with its links",
        "La porte du moulin\n\nQui a fermé la porte ? Personne ne le sait encore.\n\nLe meunier est parti en mars.\n\n\
         Line dit :\n\nMerci pour ce texte !\n\n[Répondre](https://moulin.example/porte?reply=1#respond)\n\n\
         Merci aussi pour les images.\n\n[Répondre](https://moulin.example/porte?reply=2#respond)\n\nEt la roue ?\n\n\
         [Répondre](https://moulin.example/porte?reply=3#respond)\n\nElle tourne.\n\n[Répondre](https://moulin.example/porte?reply=4#respond)\n\n\
         1.  Ping: Les moulins du canton\n\n2.  Ping: Une roue qui tourne\n\n3.  Ping: Revue de mars\n",
    ),
    (
        "what a columnist says to sentences of others, with nobody called by name",
        "Zwei Kommentare\n\n„Der Hafen ist voll.“ — aus einer Rede von 2004\n\nAch, wirklich?\n\n\
         „Der Hafen ist leer.“ — aus einer Rede von 2005\n\nKeine Sorge, er füllt sich wieder, gell?\n\n\
         „Wir bauen einen zweiten Hafen.“ — aus einer Rede von 2006\n\nGute Nacht, schöner Traum.\n",
    ),
];

#[test]
fn no_speakers_are_invented() {
    for (what, text) in TEXTS {
        let transcript =
            read("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap().transcript;
        assert_eq!(transcript.turns().count(), 0, "{what} has turns");
        assert!(transcript.participants.is_empty(), "{what} has speakers");
    }
}

/// A talk in which the host tells more than they ask.
const TALK: &str = "\
I grew up in a house where the novel was read aloud on Sundays, and I came to it only in my thirties, with a dictionary.

That is the best review I have received.

And yet the new version can be read in one sitting, and things come back which nobody had noticed.

You would go past them, because your own grandmother did it. I make visible what was meant to be invisible.

There was a single printing of eight hundred copies, by a press that also printed wedding cards.

Eight hundred is what it says. His daughter told me that it was closer to three hundred.

How did you come upon it?

In a heap of old newspapers that were to line a trunk.

A whole draft was thrown away, it is said, in the winter of that year.

That one had made him eloquent, and he is not.

Not a comma of it would have to be changed now.

The commas were fought for.

It ends with the lamp going out, and nobody says why.

No, I think nobody should.
";

#[test]
fn a_talk_whose_lead_says_so_need_not_ask_much() {
    let turns = |lead: &str| {
        let text = format!("The Second Lamp\n\n{lead}\n\n{TALK}");
        read("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap().transcript.turns().count()
    };
    // Of its fourteen turns; where each begins is another matter.
    assert!(turns("This conversation took place in May. It has been condensed.") > 10);
    assert_eq!(turns("The novel was printed in May, and nobody read it."), 0);
}
