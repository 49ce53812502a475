#!/usr/bin/env bash
# Converts the records of a file under GNU parallel.
#
#   examples/scale/parallel.sh RECORDS.jsonl OUT.jsonl
#
# `--pipe-part` hands out blocks of whole lines, `--keep-order` puts the answers in the order of the
# records. With `--sshlogin` (and `--pipe` for `--pipe-part`) the same line works on several machines.
# TRANSCRIPTA names the program when it is not on the path, TO the format.
set -euo pipefail
transcripta="${TRANSCRIPTA:-transcripta}" to="${TO:-tei}"

# Exit code 1 is a record that could not be converted: its error stands in its place.
parallel --will-cite --pipe-part --arg-file "$1" --block "${BLOCK:-10M}" --keep-order --halt now,fail=1 \
  "'$transcripta' stream --to '$to' --quiet || test \$? -eq 1" > "$2.tmp"
mv "$2.tmp" "$2"
