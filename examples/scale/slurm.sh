#!/usr/bin/env bash
#SBATCH --job-name=transcripta
#SBATCH --array=0-31
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=01:00:00
# Converts the records of a file as an array of jobs, each its part of the lines.
#
#   sbatch examples/scale/slurm.sh RECORDS.jsonl OUT
#   cat OUT/part-*.jsonl > out.jsonl      # when all are done: the order of the records
#
# A part is there whole or not at all, and one that is there is not made again: submit the same line
# again for what a node took with it. TRANSCRIPTA names the program when it is not on the path, TO the
# format.
set -euo pipefail
transcripta="${TRANSCRIPTA:-transcripta}" to="${TO:-tei}"
part="$(printf '%s/part-%05d.jsonl' "$2" "$SLURM_ARRAY_TASK_ID")"
[[ -e "$part" ]] && exit 0
mkdir -p "$2"

# Exit code 1 is a record that could not be converted: its error stands in its place.
split -n "l/$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT" "$1" |
  "$transcripta" stream --to "$to" --quiet > "$part.tmp" || [[ $? -eq 1 ]]
mv "$part.tmp" "$part"
