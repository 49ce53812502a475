"""Oral histories of roboticists, in English and in a translation to Korean.

    git clone https://github.com/gisbi-kim/roboticists-oral-history CLONES/roboticists-oral-history
"""
import collections
import pathlib
import re

from records import is_interview, save

CLONE = ("roboticists-oral-history", "a5e0c851a906aa6b765803ec31a3e48e4acec1cd")

INTERVIEWERS = {"Q", "Q1", "Q2", "Interviewer", "Peter Asaro", "Asaro", "Selma Sabanovic", "Sabanovic",
                "Selma Šabanović", "Šabanović", "Abbate", "Matthew Francisco"}
# These two are in the corpus.
KNOWN = {"alami", "arkin"}


def histories(out, clone):
    """Oral histories, and their translations to Korean, which go where the original goes."""
    for folder, prefix in (("ethw_source_eng", "rb_"), ("translated_kor", "ko_")):
        for path in clone.names(folder):
            name = pathlib.Path(path).stem
            if not path or name in KNOWN:
                continue
            records = history(clone.text(path))
            if is_interview(records):
                save(out, prefix + name, "rb_" + name, records)


def history(text):
    """The records of an oral history: labels stand on lines of their own."""
    items, labels = [], collections.Counter()
    for line in text.split("\n"):
        line = line.strip()
        label = re.match(r"^\**([^\n:：]{1,40}?)\**\s*[:：]\**\s*$", line)
        if label:
            labels[label[1]] += 1
            items.append(("label", label[1]))
        elif line.startswith("#"):
            items.append(("heading", line.lstrip("# ")))
        elif line:
            items.append(("plain", line))
    hosts = [label for label in labels if label in INTERVIEWERS]
    guests = [label for label in labels if label not in hosts and labels[label] >= 3]
    # Two who ask are two voices; a label misspelt is not worth the trouble.
    if len(hosts) != 1 or len(guests) != 1 or len(labels) > 4:
        return []
    role = {hosts[0]: "host", guests[0]: "guest"}
    records, speaker = [], None
    for kind, words in items:
        if kind == "label":
            speaker = role.get(words, speaker)
        elif kind == "heading":
            records.append(("heading", None, words))
        else:
            records.append(("turn" if speaker else "front", speaker, words))
    return records
