"""What the Chinese sources share: the blocks of a text in Markdown, and who says them."""
import re

from records import paragraphs, without_head

CHINESE = r"[\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uffef]"
IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\{[^}]*\})?")
LINK = re.compile(r"\[([^\[\]]*)\]\((?:https?:|/|#)[^)\s]*(?:\s(?:&|\"link\")[^)\s]*)*\)")
BEGIN_CAPTION, END_CAPTION = "\x02", "\x03"
CAPTION = re.compile(r"^(△|▲|图片来[源自]|（?图[：:/／]|版权所有)|(供图|摄|剧照|海报|截图|图源.*)[）)]?$")
NOTE = re.compile(r"^[（(]?(编者注|译注|LCTT 译注|相关阅读)[：:]")


def talk(text, hosts, guests, mark=None, back=None, title=None):
    """The records of a talk.

    Labels are told by name; `mark` is what else a question is known by ("**" where all of it is bold, "### ",
    or a like heading). `back` is how a paragraph begins that stands behind the talk.
    """
    roles = dict.fromkeys(hosts, "host") | dict.fromkeys(guests, "guest")
    names = "|".join(re.escape(name) for name in sorted(roles, key=len, reverse=True))
    label_mark = re.compile(rf"^(?:\d+[、.．] ?)?《?({names})》?\s?(?:（[^）]{{1,16}}）|，[^：，。]{{1,24}})?\s*[：:|｜]\s*") \
        if names else re.compile("(?!)")
    found = list(blocks(text, label_mark))
    spoken = [i for i, (kind, raw, words) in enumerate(found)
              if i and label_mark.match(words) or mark and is_marked(raw, mark) and re.search("[？?吗]", words)]
    if not spoken:
        return []
    begin, end = spoken[0], spoken[-1]
    records, speaker, is_question, is_back = [("front", None, title)] if title else [], None, False, False
    for i, (kind, raw, words) in enumerate(found):
        label = label_mark.match(words)
        is_back = is_back or i > end and (kind == "rule" or bool(back) and bool(re.search(back, words)))
        if kind == "rule" or not words:
            continue
        if i < begin or is_back:
            records.append(("back" if is_back else "front", None, words))
        elif label:
            speaker, is_question = roles[label[1]], roles[label[1]] == "host" and bool(mark) and is_marked(raw, mark)
            if words[label.end():]:
                records.append(("turn", speaker, words[label.end():]))
        elif kind == "caption" or raw.startswith(">"):
            # What stands out of the text is said elsewhere, too.
            records.append(("caption", None, words))
        elif mark and is_marked(raw, mark):
            speaker, is_question = "host", True
            records.append(("turn", speaker, words))
        elif raw.startswith("#") or is_heading(raw, words, found[i + 1:], label_mark):
            records.append(("heading", None, words))
        elif NOTE.match(words):
            records.append(("note", None, words))
        else:
            speaker, is_question = "guest" if is_question else speaker, False
            records.append(("turn", speaker, words))
    return records


def is_marked(raw, mark):
    """Whether a block bears the mark of questions."""
    if mark == "**":
        return bool(re.match(r"\*\*(?:[^*]|\*(?!\*))+\*\*\W*$", raw))
    return raw.startswith(mark)


def is_heading(raw, words, rest, label_mark):
    """Whether a short line between turns is a heading: a label follows, with but other headings before it."""
    if re.fullmatch(r"\d{1,2}\.?", words):
        return True
    if re.match(r"[-+*] |\d+\. ", raw):
        return False
    after = [words for kind, _, words in rest[:4] if kind == "text"]
    while after and is_short(after[0]) and not label_mark.match(after[0]):
        after.pop(0)
    if not is_short(words) or not after or not label_mark.match(after[0]):
        return False
    return is_marked(raw, "**") or not re.search(r"[？?”）)]$", words) or len(words) < 23 and words[-1] in "？”"


def is_short(words):
    """Whether words may be a heading."""
    return len(words) <= 36 and not re.search(r"[。！!；;：:，,…]$", words)


def blocks(text, label_mark):
    """The blocks of a text: what kind they are, as they stand, and their words. Each is one line."""
    body = without_head(text.replace("\r", ""))[0]
    body = re.sub(r"^```.*?^```\w*$", "", body, flags=re.M | re.S)
    body = re.sub(r"^\[[#\w]+\]:.*$", "", body, flags=re.M)
    body = re.sub(rf"\[({IMAGE.pattern})\s*\]\([^)]*\)", r"\1", body)
    body = re.sub(r"<(figcaption|center)>(.*?)</\1>", rf"\n\n{BEGIN_CAPTION}\2{END_CAPTION}\n\n", body, flags=re.S)
    # What stands behind a picture on its line is written below it.
    body = re.sub(r" {2,}\n", "\n\n", body)
    body = re.sub(rf"(?:[*_]*{IMAGE.pattern}[*_ ]*)+(.*)", rf"\n\n{BEGIN_CAPTION}\1{END_CAPTION}\n\n", body)
    body = LINK.sub(r"\1", LINK.sub(r"\1", body))
    body = re.sub(r"<ruby>(.*?)<rt>(.*?)</rt></ruby>", r"\1（\2）", body)
    body = re.sub(r"\{\{<.*?>\}\}|<br\s*/?>|</?p\b[^>]*>", "\n\n", body)
    found = []
    for lines in paragraphs(body):
        block = []
        for line in lines:
            if re.match(r"([-=*_] ?){3,}$", line):
                found += [one(block)] + [("rule", line, "")] * (line[0] != "=")
                block = []
                continue
            if re.match(rf"#|>|[-*+] |\d+\. |{BEGIN_CAPTION}", line) or label_mark.match(plain(line)) \
                    or block and block[0].startswith("#"):
                found.append(one(block))
                block = []
            block.append(line)
        found.append(one(block))
    for before, (kind, raw, words) in zip([("", "", ""), *found], found):
        # A line below a picture that is short, or no sentence.
        is_below = BEGIN_CAPTION in before[1] and not before[2] \
            and len(words) < (45 if "。" in words else 120) and not is_marked(raw, "**") \
            and not re.search(r"[。！？?：]$|^#", raw) and not label_mark.match(words)
        if words or kind == "rule":
            yield "caption" if kind == "text" and is_below else kind, raw, words


def one(lines):
    """The block of these lines; where there is nothing to read in it, it has no words."""
    raw = "\n".join(lines)
    words = joined([plain(line) for line in lines]).strip()
    is_caption = BEGIN_CAPTION in raw and len(words) < (90 if "。" in words else 200) or bool(CAPTION.search(words)) and len(words) < 60
    return "caption" if is_caption else "text", raw, words if re.search(r"\w", words) else ""


def plain(line):
    """A line without the marks of Markdown."""
    line = re.sub(rf"[{BEGIN_CAPTION}{END_CAPTION}\u200b\ufeff]|</?[a-zA-Z][^>]*>|&emsp;|&nbsp;", "", line)
    for _ in range(2):
        line = re.sub(r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[\w+\])", r"\1", line)
    line = re.sub(r"^[\s>]*#+\s*|\s*#+\s*$|^[\s>]*>\s*|^[-*+] +(?=\S)", "", line)
    line = re.sub(r"(?<!\\)[*`]+|~~|(?<!\w)_+|_+(?!\w)", "", line)
    return re.sub(r"[\s\u3000]+", " ", re.sub(r"\\([^\w\s])", r"\1", line)).strip()


def joined(lines):
    """The lines as one: where Chinese is broken there is no blank."""
    words = "\n".join(line for line in lines if line)
    return re.sub(rf"(?<={CHINESE})\n(?={CHINESE})", "", words).replace("\n", " ")
