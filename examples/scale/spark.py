#!/usr/bin/env python3
"""Converts records under Apache Spark, by `rdd.pipe` or by `mapInPandas`.

    spark-submit examples/scale/spark.py pipe|pandas RECORDS OUT

RECORDS is a file or folder of JSON lines as `transcripta stream` takes them, OUT a folder of parts that
keep their order. The program has to be on every node: TRANSCRIPTA names it when it is not on the path
(`--files` brings it along), TO the format.
"""

import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession

PROGRAM = os.environ.get("TRANSCRIPTA", "transcripta")
COMMAND = [PROGRAM, "stream", "--to", os.environ.get("TO", "tei"), "--quiet"]


def by_pipe(spark, records):
    """One process for each partition. Spark takes every exit code but 0 for the failure of the partition;
    1 is only a record that could not be converted, and has an error in its place."""
    tolerant = f"{shlex.join(COMMAND)} || test $? -eq 1"
    lines = spark.sparkContext.textFile(records)
    return lines.pipe(shlex.join(["sh", "-c", tolerant]), checkCode=True)


def by_pandas(spark, records):
    """One process for each batch of rows, as DataFrames go."""
    import pandas

    def convert(batches):
        for batch in batches:
            lines = "".join(f"{line}\n" for line in batch["value"])
            done = subprocess.run(COMMAND, input=lines.encode(), stdout=subprocess.PIPE)
            if done.returncode not in (0, 1):
                raise RuntimeError(f"{PROGRAM} ended with {done.returncode}")
            yield pandas.DataFrame({"value": done.stdout.decode().split("\n")[:-1]})

    return spark.read.text(records).mapInPandas(convert, "value string")


def main():
    how, records, out = sys.argv[1:]
    spark = SparkSession.builder.appName("transcripta").getOrCreate()
    if how == "pipe":
        by_pipe(spark, records).saveAsTextFile(out)
    else:
        by_pandas(spark, records).write.text(out)
    spark.stop()


main()
