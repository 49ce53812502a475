#!/usr/bin/env python3
"""Lets a batch run into what a night can bring, and looks what is said, how it ends and what is left.

    tests/faults.py PROGRAM FIXTURES

A disk that runs full (a tmpfs of 32 MB) and a file system that is read-only need the right to mount, as
root or in a namespace of one's own; folders that may not be read or written need somebody who is not
root, so that root becomes nobody with `setpriv`. A quota is played by a library laid over the program,
which needs a C compiler, as few systems have one switched on. What the machine does not allow is said to
be LEFT OUT. In every case each failed input gets one line, the others are done, nothing unfinished is left
and the exit code is 1; then, with the fault gone, --resume has to give the tree of an undisturbed run.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

MANIFEST = "transcripta-manifest.jsonl"
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
QUOTA = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static long left = 2 << 20;
ssize_t write(int file, const void *bytes, size_t count) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    if (strstr(path, "/.transcripta-") && (left -= count) < 0) { errno = EDQUOT; return -1; }
    ssize_t (*next)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    return next(file, bytes, count);
}
"""


def tree(folder):
    """Names of the files with a hash of each, hidden ones too, the record of the runs left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def run(command, **more):
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)
    return done.returncode, done.stderr.splitlines()


class Faults:
    def __init__(self, program, fixtures, work):
        self.work, self.source, self.out = work, work / "in", work / "out"
        # Where nobody can reach it.
        self.program = work / "transcripta"
        shutil.copy(program, self.program)
        work.chmod(0o755)
        texts = sorted(path for path in fixtures.glob("*/*.txt") if not path.name.endswith(".pdf.txt"))
        for copy in range(40):
            for text in texts:
                target = self.source / f"{copy:02}" / text.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(text, target)
        code, said = run(self.convert(work / "whole"))
        if code != 0:
            sys.exit(f"the undisturbed run ends with {code}: {said}")
        self.whole = tree(work / "whole")
        self.size = sum(path.stat().st_size for path in (work / "whole").rglob("*") if path.is_file())

    def convert(self, out):
        command = [self.program, "convert", self.source, "--to", "json,tei,md", "--output", out]
        return [*command, "--resume", "--no-progress", "--quiet"]

    def check(self, what, words, code, said):
        """After a faulty run: what was said, how it ended, and that what is there is whole."""
        wrong = [line for line in said if words not in line]
        if code != 1 or not said or wrong:
            sys.exit(f"{what}: exit {code}, expected 1 and `{words}` only, was told: {(wrong or said)[:5]}")
        left = tree(self.out) if self.out.exists() else {}
        if torn := [name for name, content in left.items() if self.whole.get(name) != content]:
            sys.exit(f"{what}: not whole or not ours: {torn[:5]}")
        if len(left) >= len(self.whole):
            sys.exit(f"{what}: nothing was missing")
        print(f"{what}: exit 1, {len(said)} lines such as `{said[-1]}`, {len(left)} whole outputs", flush=True)

    def resume(self, what, command=None):
        code, said = run(command or self.convert(self.out))
        if code != 0 or tree(self.out) != self.whole:
            sys.exit(f"{what}: afterwards --resume ends with {code}, or with another tree: {said[:5]}")

    def disk_full(self):
        if self.size < 34 << 20:
            sys.exit(f"the fixtures make only {self.size} bytes: they would fit")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "none", self.out], check=True)
        self.check("a disk of 32 MB runs full", "no space left", *run(self.convert(self.out)))
        subprocess.run(["mount", "-o", "remount,size=512m", self.out], check=True)
        self.resume("a disk of 32 MB runs full")
        subprocess.run(["umount", self.out], check=True)

    def read_only(self):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512m,ro", "none", self.out], check=True)
        self.check("a read-only file system", "the file system is read-only", *run(self.convert(self.out)))
        subprocess.run(["mount", "-o", "remount,rw", self.out], check=True)
        self.resume("a read-only file system")
        subprocess.run(["umount", self.out], check=True)

    def quota(self):
        (self.work / "quota.c").write_text(QUOTA)
        library = self.work / "quota.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, self.work / "quota.c", "-ldl"], check=True)
        over = dict(os.environ, LD_PRELOAD=str(library))
        self.check("a quota is used up", "the quota is used up", *run(self.convert(self.out), env=over))
        self.resume("a quota is used up")
        shutil.rmtree(self.out)

    def forbidden(self, prefix):
        if prefix:
            self.out.mkdir()
            os.chown(self.out, 65534, 65534)
        command = [*prefix, *self.convert(self.out)]
        (self.source / "00").chmod(0)
        for name in os.listdir(self.source / "01"):
            (self.source / "01" / name).chmod(0)
        self.check("a folder and files that may not be read", "cannot be read: permission denied", *run(command))
        (self.source / "00").chmod(0o755)
        for name in os.listdir(self.source / "01"):
            (self.source / "01" / name).chmod(0o644)
        self.resume("a folder and files that may not be read", command)
        for json in (self.out / "02").glob("*.json"):
            json.unlink()
        (self.out / "02").chmod(0o555)
        self.check("a folder that may not be written", "cannot be written: permission denied", *run(command))
        (self.out / "02").chmod(0o755)
        self.resume("a folder that may not be written", command)


def mounting():
    """In a namespace of mounts of its own, this script with the cases that mount."""
    for more in ([], ["--user", "--map-root-user"]):
        unshare = ["unshare", "--mount", *more]
        probe = [*unshare, "mount", "-t", "tmpfs", "none", "/mnt"]
        if shutil.which("unshare") and run(probe)[0] == 0:
            return [*unshare, sys.executable, *sys.argv, "mounting"]
    return None


def main():
    with tempfile.TemporaryDirectory(prefix="transcripta-faults-") as folder:
        faults = Faults(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(folder))
        if sys.argv[3:] == ["mounting"]:
            faults.out.mkdir()
            faults.disk_full()
            faults.read_only()
            return
        if command := mounting():
            subprocess.run(command, check=True)
        else:
            print("LEFT OUT: a disk that runs full, a read-only file system: nothing may be mounted here")
        if shutil.which("cc"):
            faults.quota()
        else:
            print("LEFT OUT: a quota: no C compiler")
        prefix = NOBODY if os.geteuid() == 0 else []
        if prefix and run([*NOBODY, "true"])[0] != 0:
            print("LEFT OUT: what may not be read or written: root cannot become nobody here")
        else:
            faults.forbidden(prefix)


main()
