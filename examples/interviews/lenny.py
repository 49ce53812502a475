"""Lenny's Podcast: talks of Lenny Rachitsky with one other.

    git clone https://github.com/ebuntario/lennys-podcast-transcripts CLONES/lennys-podcast-transcripts
"""
import re

from records import is_interview, is_known, paragraphs, records_of, save, without_head

CLONE = ("lennys-podcast-transcripts", "333ff9e6a0a826e11140adee9e4b535102765a30")

# A dozen of three hundred, that the show does not drown others.
EPISODES = ("annie-duke", "bill-carr", "brian-chesky", "ethan-evans", "howie-liu", "jules-walter",
            "krithika-shankarraman", "lulu-cheng-meservey", "matt-abrahams", "mihika-kapoor", "noah-weiss",
            "wes-kao")
# Annie Duke (00:00:00): on a line of its own. A time alone, (00:01:10):, is no label.
LABEL = re.compile(r"^([^(]{1,40}?) ?\(\d+:\d\d(:\d\d)?\):$")


def episodes(out, clone, skip):
    """The episodes that are named above."""
    for episode in EPISODES:
        records = talk(clone.text(f"episodes/{episode}/transcript.md"))
        if is_interview(records) and not is_known(records, skip):
            save(out, f"lenny_{episode}", f"lenny_{episode}", records)


def talk(text):
    """The records of an episode; none where there is a third voice."""
    items = []
    for lines in paragraphs(without_head(text)[0]):
        label = LABEL.match(lines[0])
        words = [re.sub(r"\s+", " ", line) for line in lines[bool(label):]]
        items.append(("turn", label and label[1], "\n".join(words).lstrip("# ")))
    labels = {label for _, label, _ in items if label}
    roles = {label: "host" if label.startswith("Lenny") else "guest" for label in labels}
    return records_of(items, roles) if list(roles.values()).count("guest") == 1 else []
