"""Interviews of Chinese magazines (三联生活周刊, 看理想) that a weblog keeps a copy of.

    git clone https://github.com/cysk003/Lazy13source.github.io CLONES/Lazy13source.github.io
"""
import re

from chinese import talk
from records import is_interview, is_known, save

CLONE = ("Lazy13source.github.io", "466f0a492b2e6dfea57f3ba86aca0eb5d471d750")

BACK = r"^[（(]? ?(本文选自|点赞|排版|采写|采访|策划|编辑|音频编辑|撰文|参考资料|References|投稿|商业合作|本文节选|[“\"]点赞|更多精彩报道|本 ?期更多精彩|（以上文字为|〔本文|注：接下来|💡|结语|✨|[（(]?文中|\*?本文)"
# What is written below pictures, where what is said follows with no break.
GLUED = r"(左一是她幼年的姥姥|哥哥陈川为陈冲画的肖像|(?:^|\))[*_]*《[^》\n]{1,20}》剧照)[ *_]*(?=[\w“])"
# How the file's name begins, the labels of the host and those of the other.
SANLIAN, KAN = ("三联生活周刊", "三联"), ("看理想",)
TALKS = {
    "zhang_yueran": ("三联生活周刊", "我们讨厌一个女性", SANLIAN, ["张悦然"]),
    "chen_hongjie": ("三联生活周刊", "“逼疯”深圳家长", SANLIAN, ["陈洪杰"]),
    "yao_ming": ("三联生活周刊", "姚明辞职", SANLIAN, ["姚明"]),
    "khan": ("三联生活周刊", "当AI成为", SANLIAN, ["可汗"]),
    "wu_baozhu": ("三联生活周刊", "对真正的数学天才", SANLIAN, ["吴宝珠"]),
    "li_ying": ("三联生活周刊", "女子两年被家暴", SANLIAN, ["李莹"]),
    "wang_minan": ("三联生活周刊", "汪民安｜再读福柯", ["问"], ["答"]),
    "hochschild": ("三联生活周刊", "阶层跌落的美国人", SANLIAN, ["阿莉·霍赫希尔德"]),
    "cui_zhien": ("三联生活周刊", "“我喜欢过的男偶像", SANLIAN, ["崔至恩"]),
    "zi_fei": ("三联生活周刊", "东亚母女", SANLIAN, ["訾非"]),
    "voit": ("三联生活周刊", "现在是成为物理学家", ["苗千"], ["沃伊特"]),
    "fan_xiaoqing": ("三联生活周刊", "女导演的镜头里", SANLIAN, ["范小青"]),
    "luo_zhenyu": ("三联生活周刊", "罗振宇：乐观主义", SANLIAN, ["罗振宇"]),
    "fan_ye": ("三联生活周刊", "9.3分网飞", SANLIAN, ["范晔"]),
    "wengrow": ("三联生活周刊", "“人类实际上没有", SANLIAN, ["大卫·温格罗"]),
    "saito": ("三联生活周刊", "母女关系为什么容易", SANLIAN, ["斋藤环"]),
    "qiao_shanxun": ("三联生活周刊", "韩国空难：“鸟击”外", SANLIAN, ["乔善勋"]),
    "chen_chong": ("三联生活周刊", "63岁的陈冲", SANLIAN, ["陈冲"]),
    "yu_jingjin": ("三联生活周刊", "争议下“规培”的十年", SANLIAN, ["于竞进"]),
    "lin": ("三联生活周刊", "生在消费时代", SANLIAN, ["苏珊 · 林"]),
    "ye_jiaying": ("三联生活周刊", "逝者｜百岁叶嘉莹", SANLIAN, ["叶嘉莹"]),
    "lin_hong_couples": ("三联生活周刊", "“内卷式夫妻”", ["吴琪"], ["林红"]),
    "lin_hong_fathers": ("三联生活周刊", "“当爸爸", ["吴琪"], ["林红"]),
    "lin_hong_children": ("三联生活周刊", "孩子说他抑郁了", ["吴琪"], ["林红"]),
    "liu_yang": ("看理想", "喜剧综艺强势夺冠", KAN, ["刘旸"]),
    "jeri": ("看理想", "支援性骚扰受害者", ["林秋铭"], ["Jeri"]),
    "yan_hexiang": ("看理想", "讲完最后一场脱口秀", KAN, ["阎鹤祥"]),
    "chen_danqing": ("看理想", "陈丹青：上年纪的人", ["理想国"], ["陈丹青"]),
    "shao_yihui": ("看理想", "空降豆瓣9.1", KAN, ["邵艺辉"]),
    "echo": ("看理想", "脱口秀演员Echo", KAN, ["Echo"]),
    "li_yingdi": ("看理想", "豆瓣热门榜第一，可能是近期读过", KAN, ["李颖迪"]),
    "wang_fang": ("看理想", "2024年度情绪回顾", KAN, ["王芳"]),
}


def talks(out, clone, skip):
    """The talks that are named above."""
    paths = [path for path in clone.git("ls-tree", "-r", "-z", "--name-only", clone.commit, "gzh/backup").split("\0")]
    for name, (folder, begin, hosts, guests) in TALKS.items():
        path = next(path for path in paths if path.startswith(f"gzh/backup/{folder}/{begin}"))
        records = talk(apart(clone.text(path), hosts, guests), hosts, guests, back=BACK)
        if is_interview(records) and not is_known(records, skip):
            save(out, f"wx_{name}", f"wx_{name}", records)


def apart(text, hosts, guests):
    """The text without what the weblog adds below its title, and with breaks before labels, where it has lost them."""
    text = re.sub(r"^\[\*\*返回列表页\*\*\].*$|^小懒自动备份.*$|^公众号【懒人搜索】备份.*$", "", text, flags=re.M)
    text = re.sub(r"(（[^）\n]{1,20})\n([^（\n]{1,6}）)", r"\1 \2", text)
    text = re.sub(GLUED, r"\1\n\n", text, flags=re.M)
    text = re.sub(r"\*\*\s*\n\s*(?=[：:])", "**", text)
    text = re.sub(r"(?<=[^\n]) *_*([（(] ?本文选自|“点赞”“在看”)", r"\n\n\1", text)
    for name in [*hosts, *guests]:
        text = re.sub(r"[\s*]{0,6}".join(re.escape(letter) for letter in name) + r"(?=》?[*_ ]*[：:])", name, text)
    names = "|".join(re.escape(name) for name in [*hosts, *guests])
    return re.sub(rf"(?<=[^\n《])([*_]*《?(?:{names})》?[*_ ]*[：:])",
                  lambda found: label_or_not(text, found, hosts), text)


def label_or_not(text, found, hosts):
    """What stands for a name with a colon: a break before it where it is a label."""
    before = text[max(0, found.start() - 12):found.start()].rstrip(" *_\u3000\xa0\u200d")
    is_host = any(host in found[1] for host in hosts)
    return f"\n\n{found[1]}" if is_host or not before or before[-1] in "。！？?!”）)…」\n" else found[1]
