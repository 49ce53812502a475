#!/usr/bin/env bash
# Converts the records of a file in several processes at once, with nothing but coreutils and xargs.
#
#   examples/scale/xargs.sh RECORDS.jsonl OUT.jsonl [PROCESSES]
#
# The records of OUT.jsonl stand in the order of RECORDS.jsonl. `split -n l/K/N` gives the Kth of N parts
# without writing it anywhere. TRANSCRIPTA names the program when it is not on the path, TO the format.
set -euo pipefail
export records="$1" transcripta="${TRANSCRIPTA:-transcripta}" to="${TO:-tei}" processes="${3:-$(nproc)}"
parts="$(mktemp -d)"
export parts
trap 'rm -rf "$parts"' EXIT

# Exit code 1 is a record that could not be converted: its error stands in its place.
seq "$processes" | xargs -P "$processes" -I '{}' bash -c '
  set -o pipefail
  split -n "l/{}/$processes" "$records" | "$transcripta" stream --to "$to" --quiet > "$parts/{}" || [[ $? -eq 1 ]]'
for part in $(seq "$processes"); do
  cat "$parts/$part"
done > "$2.tmp"
mv "$2.tmp" "$2"
