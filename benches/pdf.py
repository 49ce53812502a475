#!/usr/bin/env python3
"""PDF against Typst and WeasyPrint: time and size, on the same text in the same run.

    cargo build --release
    pip install typst weasyprint
    benches/pdf.py target/release/transcripta TEXT [RUNS]

TEXT is a transcript in UTF-8; it is measured once and a hundred times over (hundred times only
with Typst: WeasyPrint takes minutes). Every run is a new process and the programs take turns.
Of this program the whole process is timed, from start to end: it also decodes, finds the
speakers, tags, and makes PDF/A-2a and PDF/UA-1. Of the peers only the call that compiles is
timed, within the process, after their imports; they get the paragraphs and the font, nothing
else. Typst writes tagged PDF by default; both use the system's Noto Serif CJK SC. Shown are
minima, medians, and the ratio of the minima.
"""

import html
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

TYPST = """
#set page(paper: "a4", margin: (x: 87.6pt, y: 84pt), numbering: "1 / 1")
#set text(font: "Noto Serif CJK SC", size: 10.5pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 7.5pt)
#for line in read("talk.txt").split("\\n") { if line.trim() != "" { par(line) } }
"""

TYPST_RUN = """
import sys, time, typst
start = time.perf_counter()
typst.compile(sys.argv[1], output=sys.argv[2])
print(time.perf_counter() - start)
"""

STYLE = """@page { size: A4; margin: 84pt 87.6pt; @bottom-center { content: counter(page) } }
p { font: 10.5pt/18pt "Noto Serif CJK SC"; text-indent: 2em; margin: 0; text-align: justify }"""

WEASY_RUN = """
import sys, time, weasyprint
start = time.perf_counter()
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
print(time.perf_counter() - start)
"""


def ours(program, folder):
    start = time.perf_counter()
    arguments = ["convert", folder / "talk.txt", "--output", folder / "ours.pdf", "--force", "-q"]
    subprocess.run([program, *arguments], check=True)
    return time.perf_counter() - start


def peer(code, source, output):
    run = [sys.executable, "-c", code, source, output]
    return float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def has(module):
    run = [sys.executable, "-c", f"import {module}"]
    return subprocess.run(run, capture_output=True).returncode == 0


def measure(what, text, program, runs, weasy):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "talk.txt").write_text(text)
        (folder / "talk.typ").write_text(TYPST)
        body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines() if line.strip())
        page = f'<html lang="zh"><title>talk</title><style>{STYLE}</style><body>{body}</body></html>'
        (folder / "talk.html").write_text(page)
        makers = {"transcripta": (lambda: ours(program, folder), folder / "ours.pdf")}
        if has("typst"):
            out = folder / "typst.pdf"
            makers["typst"] = (lambda: peer(TYPST_RUN, folder / "talk.typ", out), out)
        if weasy and has("weasyprint"):
            html_out = folder / "weasy.pdf"
            makers["weasyprint"] = (lambda: peer(WEASY_RUN, folder / "talk.html", html_out), html_out)
        times = {name: [] for name in makers}
        for _ in range(runs):
            for name, (make, _) in makers.items():
                times[name].append(make())
        best = min(times["transcripta"])
        print(f"\n{what}: {len(text.encode())} bytes of text, {runs} runs")
        print(f"{'':<12} {'min ms':>9} {'median ms':>10} {'ratio':>7} {'bytes':>10}")
        for name, (_, out) in makers.items():
            least, middle = min(times[name]), statistics.median(times[name])
            print(f"{name:<12} {least * 1000:>9.1f} {middle * 1000:>10.1f} "
                  f"{least / best:>6.1f}x {out.stat().st_size:>10}")


def main():
    program, file = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 11
    text = pathlib.Path(file).read_text()
    measure("one", text, program, runs, True)
    measure("a hundred", (text + "\n") * 100, program, max(3, runs // 3), False)


if __name__ == "__main__":
    main()
