#!/usr/bin/env python3
"""Makes unlabelled texts with reference readings of interviews that others publish with labels.

    git clone https://github.com/hkarchivist/hkcnews-article-archive CLONES/hkcnews-article-archive
    git clone https://github.com/gisbi-kim/roboticists-oral-history CLONES/roboticists-oral-history
    git clone https://github.com/thechangelog/transcripts CLONES/transcripts
    python3 examples/interviews.py CLONES OUT CORPUS

OUT/learn holds what examples/outside.toml is fitted to, OUT/blind what is measured on and never learned
from; a hash of an interview's name says which, and a translation goes where its original goes. The clones
are read at the commits below, so that everybody gets the same texts. Interviews that are in CORPUS are
left out. The third archive is of podcasts: conversations of a host and one other. The texts belong to their publishers and are no part of this project.
Translations to Korean stand in folders of their own, OUT/learn/ko and OUT/blind/ko; outside.toml is not
fitted to them.
"""
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import sys

NEWS = ("hkcnews-article-archive", "635cc02f3c0fcd3d8c829c68cd2fe07f50adfc25")
PODCASTS = ("transcripts", "44a0e16c5919d332e05de481919fbfca90a2c90b")
ROBOTS = ("roboticists-oral-history", "a5e0c851a906aa6b765803ec31a3e48e4acec1cd")

HOST = re.compile(r"^(眾新聞)?(記者|記|問|Q|眾|訪問者|採訪者|編)$")
INTERVIEWERS = {"Q", "Q1", "Q2", "Interviewer", "Peter Asaro", "Asaro", "Selma Sabanovic", "Sabanovic",
                "Selma Šabanović", "Šabanović", "Abbate", "Matthew Francisco"}

SHOWS = ("founderstalk", "practicalai", "podcast", "shipit", "spotlight")
SHOW_HOSTS = {"Adam Stacoviak", "Jerod Santo", "Daniel Whitenack", "Chris Benson", "Gerhard Lazu"}
# So many of a show, that no show drowns the others.
MOST_OF_SHOW = 24


class Clone:
    """A clone, as it was at one commit."""

    def __init__(self, folder, name, commit):
        self.path, self.commit = folder / name, commit

    def git(self, *arguments):
        command = ["git", "-C", str(self.path), *arguments]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        # `git grep` that finds nothing ends with 1.
        if run.returncode > (arguments[0] == "grep"):
            sys.exit(f"{' '.join(command)}: {run.stderr.strip()}")
        return run.stdout

    def names(self, folder):
        return self.git("ls-tree", "-r", "--name-only", self.commit, folder).split("\n")

    def text(self, path):
        return self.git("show", f"{self.commit}:{path}")


def is_blind(name):
    """Half of the names, by chance, and the same half every time."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 == 1


def save(out, name, original, records):
    folder = out / ("blind" if is_blind(original) else "learn")
    if name.startswith("ko_"):
        folder /= "ko"
    folder.mkdir(parents=True, exist_ok=True)
    lines, gold = [], []
    for number, (kind, role, text) in enumerate(records):
        record = {"turn": number, "kind": kind, "first_line": len(lines) + 1, "last_line": len(lines) + 1}
        if role:
            record |= {"speaker": role, "role": role}
        gold.append(json.dumps(record))
        lines += [text, ""]
    (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / f"{name}.gold.jsonl").write_text("\n".join(gold) + "\n", encoding="utf-8")


def is_interview(records):
    roles = [role for kind, role, _ in records if kind == "turn"]
    changes = sum(a != b for a, b in zip(roles, roles[1:]))
    return len(roles) >= 14 and min(roles.count("host"), roles.count("guest")) >= 6 and changes >= 10


def news(out, clone, skip):
    """Articles in which one reporter and one guest are labelled.

    In article_48413 one label stands for several people.
    """
    found = clone.git("grep", "-lE", r"^\**(記者|記|問|Q|眾新聞記者|眾|訪問者|採訪者|編)\**[：:]", clone.commit, "--", "articles")
    seen = []
    for path in sorted(line.split(":", 1)[1] for line in found.split("\n") if line):
        records = article(clone.text(path))
        words = {text for kind, _, text in records if kind == "turn" and len(text) > 12}
        # The archive holds some interviews twice, and some of the corpus.
        is_known = any(len(words & other) > 3 for other in [skip, *seen])
        if is_known or "article_48413" in path or not is_interview(records):
            continue
        seen.append(words)
        name = "hk_" + pathlib.Path(path).stem
        save(out, name, name, records)


def article(text):
    """The records of an article; none where it is not one reporter and one guest."""
    text = re.sub(r"^---.*?---\n", "", text, flags=re.S)
    text = re.sub(r"<figure>.*?</figure>", "", text, flags=re.S)
    if re.search("懶人包|Q&A|FAQ|問答", text[:600]):
        return []
    items, labels = [], collections.Counter()
    for paragraph in re.split(r"\n\s*\n", text):
        paragraph = paragraph.strip()
        if not paragraph or paragraph.startswith(("<", "![")):
            continue
        if paragraph.startswith("#"):
            items.append(("heading", None, paragraph.lstrip("# ")))
            continue
        for line in re.split(r"\s*\n\s*", paragraph):
            line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.replace("**", "")).strip()
            label = re.match(r"^([^\s：:「」，。、（）]{1,8})\s*[：:]\s*(.*)$", line)
            if label and label[2]:
                labels[label[1]] += 1
                items.append(("turn", label[1], label[2]))
            elif line:
                items.append(("plain", None, line))
    hosts = [label for label in labels if HOST.match(label)]
    guests = [label for label in labels if label not in hosts and labels[label] >= 3]
    if len(hosts) != 1 or len(guests) != 1 or "→" in text or "\n莊：" in text:
        return []
    role = {hosts[0]: "host", guests[0]: "guest"}
    at = [i for i, (_, label, _) in enumerate(items) if label in role]
    # A key before the talk: 記：本報記者.
    first, second = at[0], at[1]
    if len(at) > 2 and second == first + 1 and len(items[first][2]) < 20 and len(items[second][2]) < 12:
        first = at[2]
    records, speaker = [], None
    for i, (kind, label, words) in enumerate(items[: at[-1] + 1]):
        if label and label not in role:
            words = f"{label}：{words}"
        if i < first or kind == "heading":
            records.append((kind if kind == "heading" else "front", None, words))
            continue
        speaker = role.get(label, speaker)
        if not (len(words) < 24 and re.search("[：:]", words)):
            records.append(("turn", speaker, words))
    return records


def histories(out, clone, skip):
    """Oral histories, and their translations to Korean, which go where the original goes."""
    for folder, prefix in (("ethw_source_eng", "rb_"), ("translated_kor", "ko_")):
        for path in clone.names(folder):
            name = pathlib.Path(path).stem
            if not path or name in skip:
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


def main():
    """Reads the command line."""
    clones, out, corpus = (pathlib.Path(argument) for argument in sys.argv[1:4])
    skip = set()
    for path in corpus.glob("*/*.txt"):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            skip.add(line.strip())
            skip.add(re.sub(r"^[^\s：:]{1,8}\s*[：:]\s*", "", line.strip()))
    news(out, Clone(clones, *NEWS), skip)
    histories(out, Clone(clones, *ROBOTS), {"alami", "arkin"})
    podcasts(out, Clone(clones, *PODCASTS))
    if not any(out.glob("learn/*.txt")):
        sys.exit(f"{out}: no interview was found")


if __name__ == "__main__":
    main()
