#!/usr/bin/env python3
"""Gives the program what is too large, too deep or a trap, at full size, and looks at what it needs.

    tests/limits.py PROGRAM

Each case says what has to become of it and how much memory it may take; none may take half a minute of
work. `tests/cli/limits.rs` has the same at a size for every day.
"""

import gzip
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

MB = 1 << 20
LONGEST = 30  # seconds of work, not of waiting
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>%s</body></text></TEI>'
LAUGHS = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))


def sparse(path, size):
    with open(path, "wb") as file:
        file.truncate(size)


def zipped(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(500 * MB))


# Name, how to make it, exit code, words of the message, memory in MB.
CASES = [
    ("line-1g.txt", lambda p: sparse(p, 1024 * MB), 1, "larger than", 64),
    ("line-200m.txt", lambda p: p.write_bytes(b"word word. xxxxx" * (200 * MB // 16)), 0, "", 1200),
    ("empty-10m.txt", lambda p: p.write_bytes(b"\n" * 10_000_000), 1, "holds no text", 256),
    ("nul.txt", lambda p: p.write_bytes(b"Anna: Hi.\0\nBen: Hi.\0\n" * 100_000), 0, "control characters", 1200),
    ("lists.json", lambda p: p.write_text("[" * 5_000_000), 1, "not a transcripta JSON", 64),
    ("deep.json", lambda p: p.write_text('{"a":' * 2_000_000), 1, "not a transcripta JSON", 96),
    ("deep.tei.xml", lambda p: p.write_text(TEI % ("<div>" * 10**6 + "<p>x</p>" + "</div>" * 10**6)), 0, "", 512),
    ("laughs.tei.xml", lambda p: p.write_text(f"<!DOCTYPE TEI [{LAUGHS}]>{TEI % '<p>Ha &l11;</p>'}"), 0, "kept as", 64),
    ("bomb.txt", zipped, 1, "ZIP archive", 64),
    ("bomb-gz.txt", lambda p: p.write_bytes(gzip.compress(bytes(100 * MB))), 1, "gzip archive", 64),
]


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="transcripta-limits-") as folder:
        work = pathlib.Path(folder)
        for name, make, code, words, most in CASES:
            make(work / name)
            limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
            run = subprocess.Popen(
                [program, "convert", name, "--to", "json"],
                cwd=work, stdout=subprocess.DEVNULL, stderr=open(work / "said", "wb"), preexec_fn=limit,
            )
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            said = (work / "said").read_text(encoding="utf-8", errors="replace")
            memory, took = used.ru_maxrss // 1024, used.ru_utime + used.ru_stime
            print(f"{name}: exit {run.returncode}, {took:.2f} s of work, {memory} MB", flush=True)
            if run.returncode != code or words not in said:
                sys.exit(f"{name}: expected exit {code} and `{words}`, was told: {said[:500]}")
            if memory > most:
                sys.exit(f"{name}: {memory} MB are more than {most}")
            (work / name).unlink()


main()
