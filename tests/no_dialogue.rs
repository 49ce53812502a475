//! A text that is no conversation gets no speakers, whatever in it asks.

// A test fails by panic.
#![allow(clippy::unwrap_used)]

use transcripta::convert::{ReadOptions, read};

const TEXTS: [(&str, &str); 6] = [
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
