"""Reports of the staff of a Japanese actress: short interviews, with a greeting before and after.

    git clone https://github.com/ymonta/test01 CLONES/test01
"""
import pathlib
import re

from records import paragraphs, records_of, save

CLONE = ("test01", "946a9ef1d50ccc43856251fc8ee4b36e0601a8e5")

LABEL = re.compile(r"^(——|\(いしら\))\s*")
ROLES = {"——": "host", "(いしら)": "guest"}
# It is in the corpus.
KNOWN = {"005"}


def staff_reports(out, clone):
    """Reports with two questions at least: they are short, but there is little else in Japanese."""
    for path in clone.names("staffsreport"):
        number = pathlib.Path(path).stem
        if not re.match(r"staffsreport/\d+\.php$", path) or number in KNOWN:
            continue
        records = report(clone.text(path))
        if min(sum(role == wanted for _, role, _ in records) for wanted in ("host", "guest")) >= 2:
            save(out, f"ja_ishida_{number}", f"ja_ishida_{number}", records)


def report(page):
    """The records of a report."""
    title = re.search(r"\$__cT = '(.*?)';", page)
    body = re.search(r'mainBody clearfix">(.*?)</div><!-- /mainBody', page, flags=re.S)
    if not title or not body:
        return []
    # The pictures, and what is written below them.
    body = re.sub(r"<\?php.*?\?>", "", body[1], flags=re.S)
    body = re.sub(r"</?p>", "\n\n", body, flags=re.I)
    body = re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", "\n", body, flags=re.I))
    items = [("front", None, title[1])]
    for lines in paragraphs(body):
        words = "\n".join(lines)
        label = LABEL.match(words)
        items.append(("turn", label and label[1], words[label.end():] if label else words))
    # The staff takes leave in a last paragraph, and names itself or the actress.
    kind, label, words = items[-1]
    if not label and re.search("シャオメイ|いしらさん|みなさん", words):
        items[-1] = ("back", None, words)
    return records_of(items, ROLES)
