#!/usr/bin/env python3
"""Runs the examples of this folder on generated records and compares each with a single run.

    examples/scale/check.py PROGRAM [RECORDS]

Needs GNU parallel and what requirements.txt lists; a Java runtime for Spark. RECORDS are 10,000 when
nothing is said, of many sizes, in two languages, some of them bad.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ENGLISH = "Where did you learn it? From my aunt, who kept the ferry until the bridge was built.".split()
CHINESE = "您是什么时候开始养蜂的？那是一九八三年的春天，我跟着师傅上了山。"


def text(chance):
    """A transcript, or something like one."""
    chinese, labelled = chance.random() < 0.3, chance.random() < 0.7
    lines = []
    for turn in range(min(200, int(chance.paretovariate(0.9)) + 1)):
        words = chance.choices(CHINESE if chinese else ENGLISH, k=chance.randint(2, 40))
        label = (("记者：", "周敏：") if chinese else ("Anna: ", "Ben: "))[turn % 2] if labelled else ""
        lines.append(label + ("" if chinese else " ").join(words))
    return "\n".join(lines)


def record(number, chance):
    """A line of input; one in fifty is bad."""
    kind = chance.random()
    if kind < 0.005:
        return '{"id": %d, "text": ' % number
    if kind < 0.01:
        return json.dumps({"id": number})
    if kind < 0.015:
        return json.dumps({"id": number, "path": "no-such-file.txt"})
    if kind < 0.02:
        return json.dumps({"id": number, "text": ""})
    made = {"id": f"talk-{number}", "text": text(chance)}
    if kind < 0.5:
        made["metadata"] = {"title": f"Talk {number}", "creator": ["Anna", "Ben"]}
    return json.dumps(made, ensure_ascii=kind < 0.7)


def answers(*files):
    """The records, without the number of their line, which counts from the beginning of each part."""
    found = []
    for file in files:
        for line in file.read_text(encoding="utf-8").split("\n")[:-1]:
            answer = json.loads(line)
            if "error" in answer:
                answer["error"]["message"] = answer["error"]["message"].split(": ", 1)[1]
            found.append(answer)
    return found


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    chance = random.Random(11)
    environment = dict(os.environ, TRANSCRIPTA=str(program), TO="tei", BLOCK="1M")
    environment["PYSPARK_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory(prefix="transcripta-scale-") as folder:
        work = pathlib.Path(folder)
        records = work / "records.jsonl"
        lines = "".join(record(number, chance) + "\n" for number in range(count))
        records.write_text(lines, encoding="utf-8")

        def timed(name, command, **more):
            started = time.monotonic()
            subprocess.run(command, check=True, env={**environment, **more}, cwd=work)
            print(f"{name}: {time.monotonic() - started:.1f} s", flush=True)

        single = work / "single.jsonl"
        command = f"'{program}' stream --to tei --quiet < records.jsonl > single.jsonl || [ $? -eq 1 ]"
        timed("one process", ["sh", "-c", command])
        expected = answers(single)
        failed = sum("error" in answer for answer in expected)
        print(f"{len(expected)} records of {records.stat().st_size} bytes, {failed} of them bad")
        if len(expected) != count or not 0 < failed < count / 10:
            sys.exit("a single run does not give a record for each")

        def same(name, *files):
            if answers(*files) != expected:
                sys.exit(f"{name} gives other records than a single run")

        for name in ("xargs", "parallel"):
            out = work / f"{name}.jsonl"
            timed(name, [HERE / f"{name}.sh", records, out])
            same(name, out)

        for task in range(3, 8):
            array = {"SLURM_ARRAY_TASK_ID": str(task), "SLURM_ARRAY_TASK_MIN": "3"}
            array["SLURM_ARRAY_TASK_COUNT"] = "5"
            timed(f"slurm, task {task}", [HERE / "slurm.sh", records, work / "slurm"], **array)
        same("slurm", *sorted((work / "slurm").glob("part-*.jsonl")))

        spark = pathlib.Path(sys.executable).parent / "spark-submit"
        quiet = ["--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=ERROR"]
        quiet += ["--conf", "spark.sql.files.maxPartitionBytes=1m"]
        for how in ("pipe", "pandas"):
            command = [spark, "--master", "local[2]", *quiet, HERE / "spark.py", how]
            timed(f"spark, {how}", [*command, records.as_uri(), (work / how).as_uri()])
            same(f"spark, {how}", *sorted((work / how).glob("part-*")))
        print("all give the records of a single run, in its order")


main()
