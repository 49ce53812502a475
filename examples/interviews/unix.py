"""Oral histories of Unix: Michael S. Mahoney (MSM) talks with the people of Bell Labs.

    git clone https://github.com/dspinellis/oral-history-of-unix CLONES/oral-history-of-unix
"""
import html
import pathlib
import re

from records import is_interview, is_known, paragraphs, records_of, save

CLONE = ("oral-history-of-unix", "ad98cba1fa159de2d890c26c24736c6d2e4267ed")

FOLDER = "www.princeton.edu/~hos/mike/transcripts"
# MSM: M make was your major FRA.
LABEL = re.compile(r"^(M(?= )|[A-Z]\w*(?= ?:|[.;]?\t))[ :.;]*\s*")
# (Laughing), [BREAK IN THE TAPE], END OF SIDE A
STAGE = re.compile(r"^[\[({*].*[\])}*]$|^(THE )?END\b|^SIDE \w+$|\(continued\)$")


def oral_histories(out, clone, skip):
    """Histories in which only two are labelled."""
    for path in clone.names(FOLDER):
        if path.endswith(".htm"):
            guest = pathlib.Path(path).stem
            records = oral_history(clone.text(path, encoding="cp1252"), guest)
            if is_interview(records) and not is_known(records, skip):
                save(out, "ux_" + guest, "ux_" + guest, records)


def oral_history(page, guest):
    """The records of a page; none where a third voice is labelled."""
    items = []
    for lines in paragraphs(plain(page)):
        if len(lines) == 1 and STAGE.search(lines[0]):
            items.append(("stage", None, lines[0]))
            continue
        item = ("turn", None, [])
        for line in lines:
            label = LABEL.match(line)
            if label:
                items.append(item)
                item = ("turn", label[1], [])
            words = line[label.end():] if label else line
            item[2].append(words.replace("\t", " "))
        items.append(item)
    items = [(kind, label, words if kind == "stage" else "\n".join(words)) for kind, label, words in items]
    roles = {}
    for label in {label for _, label, _ in items if label}:
        if label in ("MSM", "M"):
            roles[label] = "host"
        elif label.lower()[:3] == guest[:3]:
            # Fraser is FRA as well.
            roles[label] = "guest"
        else:
            return []
    return records_of(items, roles)


def plain(page):
    """The text of a page; its lines are those that the page breaks."""
    page = re.sub(r"^.*?<body[^>]*>|<!--.*?-->|</body>.*$", "", page, flags=re.S | re.I)
    page = re.sub(r"\n+", " ", page)
    page = re.sub(r"</?(p|h\d|hr|li|div|pre)\b[^>]*>", "\n\n", page, flags=re.I)
    page = re.sub(r"<br[^>]*>", "\n", page, flags=re.I)
    page = html.unescape(re.sub(r"<[^>]*>", "", page)).replace("\xa0", " ")
    return re.sub(" +", " ", page)
