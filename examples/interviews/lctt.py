"""Interviews about Linux and free software, translated to Chinese by LCTT.

    git clone https://github.com/LCTT/TranslateProject CLONES/TranslateProject
"""
from chinese import talk
from records import is_interview, is_known, save

CLONE = ("TranslateProject", "4948360714403ebcefc3abff80dcc69ad706bf5d")

BACK = (r"^(via[：:]|作者简介|作者[：:]|译者[：:]|图片来[自源]|\(?题图|（题图|本文由|了解更多|更多关于|树莓派图片来自|"
        r"译自[：:]|LCTT 译注|感谢 (?:Laurent|Brian)|关于 5G 与 Wi-Fi 之间|详细了解 Brendan|承蒙树莓派)")
# The file, the labels of the host and those of the other, and how questions are marked besides.
TALKS = {
    "torvalds": ("201507/20150618 What will be the future of Linux without Linus", ["Q"], ["Linus"], None),
    "upton": ("201407/Raspberry Pi s Eben Upton--How We're Turning Everyone Into DIY Hackers",
              ["RW", "ReadWrite网"], ["EU", "Eben Upton"], None),
    "vaghela": ("202302/20220616 -It-s time to contribute to open source-", ["问"], ["答"], None),
    "dibona": ("201310/Open source is brutal- an interview with Google's Chris DiBona", ["问"], ["答"], None),
    "shuttleworth": ("201403/Mark Shuttleworth interview--Taking Ubuntu beyond desktops", ["问"], ["答"], None),
    "wall": ("201510/20150716 Interview--Larry Wall", ["LV", "Linux Voice"], ["LW", "Larry Wall"], "**"),
    "zhou_ding": ("201312/Interview with Ding Zhou of Ubuntu Tweak", [], [], "**"),
    "zemlin": ("201312/Linux chief--‘Open source is safer, and Linux is more secure than any other OS’",
               ["VentureBeat"], ["Zemlin"], None),
    "leidel": ("202106/20200206 How key Python projects are maintained", ["Zadka", "Moshe Zadka"],
               ["Leidel", "Jannis Leidel"], None),
    "farrell": ("201902/20190108 Hacking math education with Python", ["DW", "Don Watkins"],
                ["PF", "Peter Farrell"], None),
    "paul": ("201711/20171009 CyberShaolin Teaching the Next Generation of Cybersecurity Experts",
             ["Linux.com"], ["Paul", "Reuben Paul"], None),
    "gnome": ("202305/20230425.2 ⭐️⭐️ What's new in GNOME 44", ["Jim", "Jim Hall"], ["团队", "GNOME 团队"], None),
    "gaita": ("201609/20160505 Confessions of a cross-platform developer", [], [], "**"),
    "slack": ("201902/20180206 Building Slack for the Linux community and adopting snaps", [], [], "### "),
    "becker": ("202107/20200210 Music composition with Python and Linux", [], ["Becker", "Brendan Becker"], "### "),
    "kernighan": ("202204/20220415 How the C programming language has grown", [], [], "### "),
    "cozic": ("202210/20220926 The story behind Joplin, the open source note-taking app", [], [], "### "),
    "lipton": ("201907/20190604 5G will augment Wi-Fi, not replace it", ["Zeus Kerravala"], ["Lipton", "Jeff Lipton"],
               "### "),
    "hill": ("201611/20160620 Training vs. hiring to meet the IT needs of today and tomorrow", ["TEP", "TEP（企业家项目）"],
             ["Hill", "HILL"], None),
}


def interviews(out, clone, skip):
    """The interviews that are named above."""
    for name, (stem, hosts, guests, mark) in TALKS.items():
        records = talk(clone.text(f"published/{stem}.md"), hosts, guests, mark, BACK)
        if is_interview(records) and not is_known(records, skip):
            save(out, f"lc_{name}", f"lc_{name}", records)
