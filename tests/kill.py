#!/usr/bin/env python3
"""Kills a batch at random moments, resumes it, and looks whether anything is lost or half there.

    tests/kill.py PROGRAM FIXTURES [KILLS [COPIES]]

COPIES copies of the text files in FIXTURES are converted to JSON, TEI and Markdown with --resume, and the
run is killed (SIGKILL) again and again, until it has been killed KILLS times; a last run goes to its end.
At each kill every output that has its final name has to be whole: the same bytes as in an undisturbed
run. At the end the trees have to be the same, without temporary files. Then one job and sixteen have to
give the same tree and the same report. The moments come from a seeded generator.
"""

import hashlib
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

MANIFEST = "transcripta-manifest.jsonl"


def tree(folder):
    """Names of the files with a hash of each, the record of the runs left out."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            files[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


def convert(program, source, out, *more):
    command = [program, "convert", str(source), "--to", "json,tei,md", "--output", str(out), "--quiet"]
    return [*command, "--no-progress", *more]


def main():
    program, fixtures = sys.argv[1], pathlib.Path(sys.argv[2])
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    copies = int(sys.argv[4]) if len(sys.argv) > 4 else 40
    work = pathlib.Path(tempfile.mkdtemp(prefix="transcripta-kill-"))
    try:
        source = work / "in"
        for copy in range(copies):
            for text in sorted(fixtures.glob("*/*.txt")):
                if text.name.endswith(".pdf.txt"):
                    continue
                target = source / f"{copy:03}" / text.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(text, target)
        started = time.monotonic()
        subprocess.run(convert(program, source, work / "whole"), check=True)
        whole, took = tree(work / "whole"), time.monotonic() - started
        print(f"{len(whole)} outputs in {took:.2f} s, undisturbed")

        chance, killed, begun = random.Random(7), 0, 0
        out = work / "killed"
        while killed < kills:
            if begun and not chance.randrange(12):
                shutil.rmtree(out, ignore_errors=True)
            run = subprocess.Popen(convert(program, source, out, "--resume", "--jobs", "2"))
            begun += 1
            time.sleep(chance.random() * took)
            if run.poll() is None:
                run.kill()
                killed += 1
            run.wait()
            for name, content in tree(out).items() if out.exists() else ():
                if not name.endswith(".tmp") and whole.get(name) != content:
                    sys.exit(f"{name} is not whole after kill {killed}")
            if run.returncode == 0:
                shutil.rmtree(out, ignore_errors=True)
        subprocess.run(convert(program, source, out, "--resume", "--jobs", "2"), check=True)
        if tree(out) != whole:
            sys.exit("the resumed tree is not that of an undisturbed run")
        print(f"{killed} kills in {begun} runs: every output whole after each kill, the same tree in the end")

        for jobs in ("1", "16"):
            more = ["--jobs", jobs, "--report", str(work / f"report-{jobs}")]
            subprocess.run(convert(program, source, work / "jobs", *more), check=True)
            (work / "jobs").rename(work / f"jobs-{jobs}")
        if tree(work / "jobs-1") != tree(work / "jobs-16"):
            sys.exit("one job and sixteen give different trees")
        if (work / "report-1").read_bytes() != (work / "report-16").read_bytes():
            sys.exit("one job and sixteen give different reports")
        print("one job and sixteen: the same tree, the same report")
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
