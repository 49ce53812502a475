"""Transcripts of Chinese videos and podcasts that were put in order: conversations of a host and one other.

    git clone https://github.com/austery/thought-foundry-content CLONES/thought-foundry-content
"""
import re

from records import is_interview, is_known, paragraphs, records_of, save, without_head

CLONE = ("thought-foundry-content", "60c25311e4a0dd658318bfe5c550a5b489ae1683")

CHINESE = r"[\u3000-\u9fff\uff00-\uffef]"

# Talks of two whose labels are all there, but for some slips. The file, the labels of the host and those of the other.
TALKS = {
    "courtroom": ("Courtroom_Drama_Behind_the_Scenes_of_Ding_Pang_Zi_Golden_Lecturer_Whistleblowing_and_Asylum_"
                  "Secrets_Liu_Suolong_Wang_Lufei", ["王路飞"], ["刘索隆"]),
    "new_three": ("Why_New_Three_and_AI_Cant_Save_China_Economy_Li_Houchen_Bumingbai_Podcast_EP_155",
                  ["袁莉"], ["李厚辰"]),
    "kevin": ("conversation_kevin_alternative_education_fire_cognition", ["Lia"], ["Kevin"]),
    "sun_yizheng": ("conversation_sun_yizheng_ai_career", ["佐治亚小帅", "佐治á小帅"], ["孙益正"]),
    "terry": ("jian_li_tou_zi_ren_zhi_ke_fu_zhui_zhang_sha_die", ["课代表", "课..."], ["Terry"]),
    "trump_bill": ("What-Trumps-Big-Beautiful-Bill-Is-Really-Doing", ["Ezra Klein"], ["Catherine Rampell"]),
    "indigo_ep28": ("INDIGO_TALK_EP28_AI_Consciousness_Awakening_or_Collective_Hollows",
                    ["Indigo", "主持人 (Indigo)"], ["Mohan", "嘉宾 (Mohan)"]),
}


def talks(out, clone, skip):
    """The talks that are named above."""
    for name, (stem, hosts, guests) in TALKS.items():
        roles = dict.fromkeys(hosts, "host") | dict.fromkeys(guests, "guest")
        records = talk(clone.text(f"posts/{stem}.md"), roles)
        if is_interview(records) and not is_known(records, skip):
            save(out, f"tf_{name}", f"tf_{name}", records)


def talk(text, roles):
    """The records of a talk. Its lines are broken anywhere; items of lists stand for themselves."""
    body, head = without_head(text)
    title = re.search(r"^title: *(.*(?:\n  .*)*)", head, flags=re.M)
    items = [("front", None, joined(title[1].split("\n")).strip("'\""))]
    label_mark = re.compile(f"^({'|'.join(re.escape(label) for label in roles)})[:：] *")
    for lines in paragraphs(body):
        blocks = []
        for line in lines:
            begins = re.match(r"([-*]|\d+\.) |#", line) or label_mark.match(plain(line))
            if not blocks or begins or blocks[-1][0].startswith("#"):
                blocks.append([])
            blocks[-1].append(line)
        for block in blocks:
            words = joined(plain(line) for line in block)
            label = label_mark.match(words)
            if block[0].startswith("#"):
                items.append(("heading", None, words.lstrip("# ")))
            elif re.search(r"\w", words):
                items.append(("turn", label and label[1], words[label.end():] if label else words))
    return records_of(items, roles)


def plain(line):
    """A line without the marks of Markdown."""
    line = re.sub(r"(?<!\\)\*+", "", line)
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return re.sub(r"\\([\[\]*>_.#-])", r"\1", line).strip()


def joined(lines):
    """The lines as one: where Chinese is broken there is no blank."""
    words = "\n".join(line.strip() for line in lines)
    words = re.sub(f"(?<={CHINESE})\n|(?<=[^A-Za-z0-9])\n(?={CHINESE})", "", words)
    return words.replace("\n", " ").strip()
