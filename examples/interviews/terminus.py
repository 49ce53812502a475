"""Interviews of Chinese newspapers and magazines that were taken off the web, and that an archive keeps.

    git clone https://github.com/Terminus2049/Terminus2049.github.io CLONES/Terminus2049.github.io
"""
import re

from chinese import talk
from records import is_interview, is_known, save

CLONE = ("Terminus2049.github.io", "0961c777265ca90fcd19939742e3714883c0d597")

# The post, the labels of the host and those of the other.
TALKS = {
    "health_expert": ("2020-02-27-NHC", ["财经"], ["专家"]),
    "wuhan_doctor": ("2020-01-27-interview-wuhan-doctor", ["深一度"], ["受感染医生"]),
    "li_hongyuan": ("2019-12-02-conversation-to-huawei-former-staff", ["界面新闻"], ["李洪元"]),
    "li_xunlei": ("2019-04-16-zhong-chan-ta-xian", ["原子智库"], ["李迅雷"]),
    "zhang_qianfan": ("2019-01-31-ngocn-interview-zhangqianfan", ["NGOCN"], ["张千帆"]),
    "wang_ao": ("2018-04-08-WangAo-CaiXin", ["财新记者"], ["王敖"]),
    "wang_ao_weekly": ("2018-04-06-GaoYan-NewsWeekly", ["中国新闻周刊"], ["王敖"]),
    "jia_guolong": ("2020-02-01-xi-bei", ["投中网"], ["贾国龙"]),
    "yi_xianfeng": ("2020-01-14-archipelago-interview-Yixianfeng", ["群岛ARCHIPELAGO", "群岛"], ["伊险峰"]),
    "student": ("2018-04-13-Wangyi-meirirenwu-GuHaibing", ["每日人物"], ["举报者"]),
    "lin_jianhua": ("2018-04-25-pku-president", ["记者"], ["林建华"]),
    "li_youyou": ("2018-04-07-Myzaker-LiYouyou", ["现代快报"], ["李悠悠"]),
    "goldman": ("2019-10-28-Goldman", ["世界周报"], ["戈德曼", "答"]),
    "mutian": ("2018-01-01-YueXin-Interview", ["C"], ["M"]),
}
# A caption that looks like what is said.
CAPTION = r"^(木田用写着.*)$"
BACK = r"^(（完）|END$|End$|相关报道|编辑|责任编辑|作者简介|\*?文章为|运营|本文(来自|首发|选自)|点赞|版权|【|（根据受访者|值班编辑|扫码订阅|扫描|转载|未经授权|本文未经|后记$)"


def talks(out, clone, skip):
    """The talks that are named above."""
    for name, (post, hosts, guests) in TALKS.items():
        text = clone.text(f"_posts/{post}.md")
        title = re.search(r"^title: *(.*)$", text, flags=re.M)[1].strip().strip('"')
        # A question and an answer each have a word of their own above them.
        text = re.sub(r"^[问答][：:]?\s*$", "", text, flags=re.M)
        text = re.sub(r"\[([^\]\n]*)\]\(http[^)\s]*$", r"\1", text, flags=re.M)
        text = re.sub(CAPTION, r"<figcaption>\1</figcaption>", text, flags=re.M)
        records = talk(text, hosts, guests, back=BACK, title=title)
        if is_interview(records) and not is_known(records, skip):
            save(out, f"tm_{name}", f"tm_{name}", records)
