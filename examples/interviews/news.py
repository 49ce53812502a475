"""Interviews of a newspaper of Hong Kong, with labels, and some without.

    git clone https://github.com/hkarchivist/hkcnews-article-archive CLONES/hkcnews-article-archive
"""
import collections
import pathlib
import re

from records import is_interview, is_known, paragraphs, save, without_head

CLONE = ("hkcnews-article-archive", "635cc02f3c0fcd3d8c829c68cd2fe07f50adfc25")

HOST = re.compile(r"^(眾新聞)?(記者|記|問|Q|眾|訪問者|採訪者|編)$")

# Articles that have their questions in bold, which are named: of the 174 with five bold questions, most
# are questions that the newspaper answers itself, or the same article again.
BOLD = (19532, 20415, 22050, 25386, 26046, 26310, 29158, 32165, 36322)


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
        is_copy = any(len(words & other) > 3 for other in [skip, *seen])
        if is_copy or "article_48413" in path or not is_interview(records):
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


def bold_news(out, clone, skip):
    """Interviews whose questions are told from answers by bold letters alone.

    All are learned from, and none is blind: they are few, and Chinese, of which there is little else.
    """
    for number in BOLD:
        first = (number - 1) // 1000 * 1000 + 1
        records = bold_article(clone.text(f"articles/{first}-{first + 999}/article_{number}.md"))
        if not is_known(records, skip):
            name = f"hk_nat_{number}"
            save(out, name, name, records, blind=False)


def bold_article(text):
    """The records of an article: what is bold is asked, from the first question on.

    A label before a question, and before the answer that follows it, is taken out.
    """
    text = re.sub(r"<figure>.*?</figure>|\{\{<.*?>\}\}", "", without_head(text)[0], flags=re.S)
    # Who writes, and how to subscribe, stands behind a line.
    text = text.split("\n---\n")[0]
    records, speaker = [], None
    for paragraph in (line for lines in paragraphs(text) for line in lines):
        words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", paragraph.replace("**", "")).lstrip("#> ").strip()
        label = re.match(r"^[^\s：:，。「」（]{1,8}\s*[：:]\s*", words)
        is_bold = paragraph.startswith("**") and paragraph.endswith("**")
        if is_bold and (speaker or words.endswith("？")):
            speaker = "host"
            words = re.sub(r"^\d+）", "", words[label.end():] if label else words)
            records.append(("turn", speaker, words))
        elif not speaker:
            records.append(("front", None, words))
        elif paragraph.startswith("#") and not words.endswith("。"):
            records.append(("heading", None, words))
        else:
            # A whole sentence that is set as a heading is speech.
            words = words[label.end():] if label and speaker == "host" else words
            speaker = "guest"
            records.append(("turn", speaker, words))
    return records
