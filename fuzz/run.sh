#!/bin/sh
# Fuzzes each reader that is named, and verification, for so many seconds each:
#
#     fuzz/run.sh SECONDS READER...
#
# libFuzzer is built from source, so it needs a C++ compiler; it needs no nightly toolchain, since
# there is no unsafe code for a sanitizer to look at. `cargo fuzz run --sanitizer none read` does the
# same. What makes a target fail is left in fuzz/artifacts; what covers more than the corpus does is
# kept only in a temporary folder. With FUZZ_SEED set, the same inputs are tried in the same order: a
# gate needs that; whoever looks for faults does not.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
seconds=$1
shift
target=$(rustc -vV | sed -n 's/^host: //p')
# What this program did not write runs without counters (rustc.sh), and libFuzzer takes inputs from its
# corpus by turns (entropic=0): each makes an execution cost half.
RUSTC_WRAPPER="$here/rustc.sh" RUSTFLAGS="--cfg fuzzing" \
    cargo build --quiet --release --target "$target" --manifest-path "$here/Cargo.toml" \
    --target-dir "${FUZZ_TARGET_DIR:-$here/target}"
bin=${FUZZ_TARGET_DIR:-$here/target}/$target/release
mkdir -p "$here/artifacts"
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
fuzz() {
    name=$1
    length=$2
    corpus=$3
    mkdir -p "$found/$name" "$corpus"
    echo "-- $name"
    shift 3
    "$@" -max_len="$length" -entropic=0 -seed="${FUZZ_SEED:-0}" -max_total_time="$seconds" -rss_limit_mb=1024 -timeout=20 \
        -print_final_stats=1 -artifact_prefix="$here/artifacts/$name-" "$found/$name" "$corpus" \
        > "$found/log" 2>&1 || { tail -n 40 "$found/log"; exit 1; }
    grep -E 'number_of_executed_units|average_exec' "$found/log"
}
for reader in "$@"; do
    # A file of ours in a format with a head is thousands of bytes before it says anything.
    case $reader in text) length=512 ;; *) length=8192 ;; esac
    fuzz "read-$reader" "$length" "$here/corpus/read/$reader" \
        env TRANSCRIPTA_FUZZ_READER="$reader" "$bin/read"
done
fuzz verify 4096 "$here/corpus/verify" "$bin/verify"
