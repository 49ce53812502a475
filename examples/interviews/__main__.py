"""Makes unlabelled texts with reference readings of interviews that others publish with labels.

    python3 examples/interviews CLONES OUT CORPUS

CLONES is a folder of clones; each module here names those that it reads, with the command that makes them.
OUT/learn and OUT/blind are two halves: examples/outside.toml is the mean of a fit to each, and a fit to OUT/learn
alone is measured on OUT/blind, which nobody reads while making rules; a hash of an interview's name says which,
and a translation goes where its original goes. The clones
are read at the commits that the modules name, so that everybody gets the same texts. Interviews that are
in CORPUS are left out. The texts belong to their publishers and are no part of this project.
OUT/unseen holds interviews in Chinese that nothing is learned from at all, in the same two halves.
Translations to Korean stand in folders of their own, OUT/learn/ko and OUT/blind/ko; outside.toml is not
fitted to them.

What a name begins with says what a text is: of interviews that were published, hk_ are of a newspaper,
rb_ and ko_ histories of roboticists, ux_ histories of Unix, de_ and fr_ of weblogs, ja_ reports; of
conversations, cl_, bt_ and lenny_ are podcasts, and tf_ transcripts in Chinese. In OUT/unseen, wx_ and tm_ are of
magazines, newspapers and web sites, rz_ of one guest with many reporters, lc_ and pr_ of programmers.
"""
import pathlib
import re
import sys

import bitcoin
import histories
import lctt
import lenny
import news
import podcasts
import programmers
import renzhengfei
import staff_reports
import terminus
import thought_foundry
import unix
import weblogs
import weixin
from records import Clone


def main():
    """Reads the command line."""
    clones, out, corpus = (pathlib.Path(argument) for argument in sys.argv[1:4])
    skip = set()
    for path in corpus.glob("*/*.txt"):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            skip.add(line.strip())
            skip.add(re.sub(r"^[^\s：:]{1,8}\s*[：:]\s*", "", line.strip()))
    newspaper = Clone(clones, *news.CLONE)
    news.news(out, newspaper, skip)
    news.bold_news(out, newspaper, skip)
    histories.histories(out, Clone(clones, *histories.CLONE))
    podcasts.podcasts(out, Clone(clones, *podcasts.CLONE))
    unix.oral_histories(out, Clone(clones, *unix.CLONE), skip)
    bitcoin_talks = Clone(clones, *bitcoin.CLONE)
    bitcoin.livera(out, bitcoin_talks, skip)
    bitcoin.other_shows(out, bitcoin_talks, skip)
    lenny.episodes(out, Clone(clones, *lenny.CLONE), skip)
    weblogs.german(out, Clone(clones, *weblogs.GERMAN), skip)
    weblogs.french(out, Clone(clones, *weblogs.FRENCH), skip)
    staff_reports.staff_reports(out, Clone(clones, *staff_reports.CLONE))
    thought_foundry.talks(out, Clone(clones, *thought_foundry.CLONE), skip)
    unseen_interviews(out / "unseen", clones, skip)
    if not any(out.glob("learn/*.txt")):
        sys.exit(f"{out}: no interview was found")


def unseen_interviews(out, clones, skip):
    """Interviews in Chinese to measure on."""
    weixin.talks(out, Clone(clones, *weixin.CLONE), skip)
    terminus.talks(out, Clone(clones, *terminus.CLONE), skip)
    renzhengfei.interviews(out, Clone(clones, *renzhengfei.CLONE), skip)
    lctt.interviews(out, Clone(clones, *lctt.CLONE), skip)
    programmers.interviews(out, {name: Clone(clones, name, commit) for name, commit in programmers.CLONES.items()}, skip)


if __name__ == "__main__":
    main()
