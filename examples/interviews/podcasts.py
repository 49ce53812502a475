"""Podcasts of the Changelog: conversations of a host and one other.

    git clone https://github.com/thechangelog/transcripts CLONES/transcripts
"""
import collections
import pathlib
import re

from records import is_interview, save

CLONE = ("transcripts", "44a0e16c5919d332e05de481919fbfca90a2c90b")

SHOWS = ("founderstalk", "practicalai", "podcast", "shipit", "spotlight")
SHOW_HOSTS = {"Adam Stacoviak", "Jerod Santo", "Daniel Whitenack", "Chris Benson", "Gerhard Lazu"}
# So many of a show, that no show drowns the others.
MOST_OF_SHOW = 24


def podcasts(out, clone):
    """Talks of one host with one other. In founders-talk-79 the corpus has one of them."""
    for show in SHOWS:
        talks = 0
        for path in sorted(name for name in clone.names(show) if name.endswith(".md")):
            records = [] if "founders-talk-79" in path else talk(clone.text(path))
            if talks < MOST_OF_SHOW and len(records) >= 30 and is_interview(records):
                talks += 1
                name = "cl_" + pathlib.Path(path).stem.replace("-", "_")
                save(out, name, name, records)


def talk(text):
    """The records of a talk: every paragraph begins with a name in bold, or goes on."""
    items, labels, speaker = [], collections.Counter(), None
    for paragraph in re.split(r"\n\s*\n", text):
        words = " ".join(paragraph.split())
        label = re.match(r"^\*\*([^*]{2,40}?):?\*\*:?\s*(.*)$", words)
        if label and label[2]:
            speaker, words = label[1].strip(": "), label[2]
            labels[speaker] += 1
        words = re.sub(r"\\?\[\\?\d\d:[\d:.]+\\?\]\s*", "", words)
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
        words = words.replace("\\[", "[").replace("\\]", "]").replace("*", "").strip()
        if speaker and words and not words.startswith("[break"):
            items.append((speaker, words))
    voices = [label for label in labels if label not in ("Break", "Advert", "Intro", "Outro", "Jingle")]
    hosts = [voice for voice in voices if voice in SHOW_HOSTS]
    if len(voices) != 2 or len(hosts) != 1 or min(labels[voice] for voice in voices) < 12:
        return []
    return [("turn", "host" if who == hosts[0] else "guest", words) for who, words in items if who in voices]
