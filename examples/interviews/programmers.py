"""Interviews with programmers, most of them translated to Chinese, of three weblogs.

    git clone https://github.com/xitu/gold-miner CLONES/gold-miner
    git clone https://github.com/alc-beijing/alc-site CLONES/alc-site
    git clone https://github.com/RustMagazine/rust_magazine_2021 CLONES/rust_magazine_2021
"""
import re

from chinese import talk
from records import is_interview, is_known, save

CLONES = {
    "gold-miner": "db4f91ae0df1f31d3b02dbf21b4137bfb9fda374",
    "alc-site": "4296537cde8705c014f7a3769231ca044bcc9878",
    "rust_magazine_2021": "3287d772d0a58c5b530e58a3fe4fa5e0cd1d0fea",
}
# The clone, the file, the labels of the host and those of the other, and how questions are marked besides.
TALKS = {
    "dahl": ("gold-miner", "article/2021/Interview-with-Ryan-Dahl-Creator-of-Node-js.md", ["Evrone"], ["Ryan"], None),
    "bowen": ("alc-site", "content/post/interview/interview_with_Rich_Bown.md", ["思否"], ["Rich Bowen"], None),
    "meilisearch": ("rust_magazine_2021", "src/chapter_4/meili_search.md", [], [], "## "),
    "1password": ("rust_magazine_2021", "src/chapter_1/1password.md", [], [], "**"),
}
BACK = r"^(> )?(如果发现译文|掘金翻译计划|附录|本文永久链接|作者简介|小结$|你可以访问 Rich)"


def interviews(out, clones, skip):
    """The interviews that are named above; `clones` gives each by its name."""
    for name, (clone, path, hosts, guests, mark) in TALKS.items():
        text = clones[clone].text(path)
        head = re.match(r"\+\+\+\n.*?\n\+\+\+\s*\n", text, flags=re.S)
        records = talk(text[head.end():] if head else text, hosts, guests, mark, BACK)
        if is_interview(records) and not is_known(records, skip):
            save(out, f"pr_{name}", f"pr_{name}", records)
