#!/bin/sh
# Rustc for fuzzing: cargo calls it with the compiler and its arguments (RUSTC_WRAPPER). Counters for
# libFuzzer go into this program alone: with those of all crates it spends most of its time counting.
case " $* " in
*" --crate-name transcripta "*)
    exec "$@" -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
    ;;
*) exec "$@" ;;
esac
