"""What all sources share: clones, records of a text, and where they are written to."""
import hashlib
import json
import re
import subprocess
import sys


class Clone:
    """A clone, as it was at one commit."""

    def __init__(self, folder, name, commit):
        self.path, self.commit = folder / name, commit

    def git(self, *arguments, encoding="utf-8"):
        command = ["git", "-C", str(self.path), *arguments]
        run = subprocess.run(command, capture_output=True, encoding=encoding, check=False)
        # `git grep` that finds nothing ends with 1.
        if run.returncode > (arguments[0] == "grep"):
            sys.exit(f"{' '.join(command)}: {run.stderr.strip()}")
        return run.stdout

    def names(self, folder):
        return self.git("ls-tree", "-r", "--name-only", self.commit, folder).split("\n")

    def text(self, path, encoding="utf-8"):
        return self.git("show", f"{self.commit}:{path}", encoding=encoding)


def is_blind(name):
    """Half of the names, by chance, and the same half every time."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 == 1


def save(out, name, original, records, blind=None):
    """Writes a text and its reading. A record is its kind, its role (of a turn only) and its lines."""
    blind = is_blind(original) if blind is None else blind
    folder = out / ("blind" if blind else "learn")
    if name.startswith("ko_"):
        folder /= "ko"
    folder.mkdir(parents=True, exist_ok=True)
    lines, gold = [], []
    for number, (kind, role, text) in enumerate(records):
        first, last = len(lines) + 1, len(lines) + 1 + text.count("\n")
        record = {"turn": number, "kind": kind, "first_line": first, "last_line": last}
        if role:
            record |= {"speaker": role, "role": role}
        gold.append(json.dumps(record))
        lines += [*text.split("\n"), ""]
    (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / f"{name}.gold.jsonl").write_text("\n".join(gold) + "\n", encoding="utf-8")


def is_interview(records):
    roles = [role for kind, role, _ in records if kind == "turn"]
    changes = sum(a != b for a, b in zip(roles, roles[1:]))
    return len(roles) >= 14 and min(roles.count("host"), roles.count("guest")) >= 6 and changes >= 10


def is_known(records, skip):
    """Whether the corpus holds the text: more than three paragraphs are lines of it."""
    words = {text for kind, _, text in records if kind == "turn" and len(text) > 12}
    return len(words & skip) > 3


def records_of(items, roles):
    """The records of items, which are of a kind, have a label or none, and words.

    A label begins what is somebody's; what has none goes on. Before the first label all is front.
    """
    records, speaker = [], None
    for kind, label, words in items:
        speaker = roles.get(label, speaker)
        if not words:
            continue
        if speaker is None:
            records.append(("front", None, words))
        elif kind == "turn":
            records.append((kind, speaker, words))
        else:
            records.append((kind, None, words))
    return records


def without_head(text):
    """The text without the table of its properties, and that table."""
    head = re.match(r"---\n(.*?)\n---\n", text, flags=re.S)
    return (text[head.end():], head[1]) if head else (text, "")


def paragraphs(text):
    """The paragraphs of a text, each with its lines, which have no blanks at their ends."""
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in paragraph.split("\n")]
        lines = [line for line in lines if line]
        if lines:
            yield lines
