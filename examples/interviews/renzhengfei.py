"""Interviews of Ren Zhengfei (任正非) with one reporter, as Huawei publishes them.

    git clone https://github.com/DennisQQ-git/renzhengfei-kb CLONES/renzhengfei-kb
"""
import re

from chinese import talk
from records import is_interview, is_known, save

CLONE = ("renzhengfei-kb", "4ec76386d3c06768b22fc17b2f48ee9667e02c41")

FOLDER = "huaweimind-master/huawei"
REN = ["任正非", "任总", "任"]
# The file and the labels of the host. Interviews with two reporters are left out.
TALKS = {
    "cctv": ("2019/20190521任正非接受中央电视台董倩专访纪要", ["董倩"]),
    "cnbc": ("2019/20190619-任总接受美国CNBC采访纪要", ["记者"]),
    "friedman": ("2019/20190909-任总接受《纽约时报》专栏作家", ["托马斯·弗里德曼"]),
    "euronews": ("2019/20191022-任总接受欧洲新闻台采访纪要", ["Damon Embling", "欧洲新闻台记者Damon Embling"]),
    "sky": ("2019/20190815-任总接受英国天空新闻电视台采访纪要", ["Tom Cheshire", "天空新闻电视台记者Tom Cheshire"]),
    "globe_mail": ("2019/20190627-任总接受加拿大《环球邮报》采访纪要", ["记者"]),
    "bloomberg": ("2019/20190524-任总接受彭博电视采访纪要", ["记者"]),
    "time": ("2019/20190412-任总接收美国《时代》周刊采访纪要", ["记者"]),
    "yahoo": ("2019/20190717-任总接受美国《雅虎财经》采访纪要", ["Akiko Fujita", "雅虎财经》记者Akiko Fujita"]),
    "forbes": ("2015/20150906-任正非接受福布斯中文网采访", ["杨林"]),
    "xinhua": ("2016/20160305-28年只对准一个城墙口冲锋", ["记者"]),
    "liu_yadong": ("2023/20230707任正非接受采访-美国标准已经落后50年修修补补,我们直接做比美国更好的标准", ["刘亚东"]),
}


def interviews(out, clone, skip):
    """The interviews that are named above."""
    for name, (stem, hosts) in TALKS.items():
        # Each line is a paragraph.
        text = clone.text(f"{FOLDER}/{stem}.md").replace("\n", "\n\n")
        text = re.sub(r"^图片$", "", re.sub(r"(?<=？)(?=任正非：)", "\n\n", text), flags=re.M)
        records = talk(text, hosts, REN, back=r"^\[\d+\]")
        if is_interview(records) and not is_known(records, skip):
            save(out, f"rz_{name}", f"rz_{name}", records)
