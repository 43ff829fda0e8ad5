# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev fuzz [SECONDS] [TARGET]…
# Does: looks for input that breaks a parser, with libFuzzer, a minute for each

seconds=60
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
  seconds=$1
  shift
fi

need build unit fuzz
build_fuzz_targets

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls tests/fuzz/corpus)
for target in "${targets[@]}"; do
  [ -d "tests/fuzz/corpus/$target" ] || die "There is no target $target in tests/fuzz/corpus."
  say "$target"
  mkdir -p "build-fuzz/found/$target"
  "build-fuzz/tests/fuzz/fuzz-$target" -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="build-fuzz/found/" "build-fuzz/found/$target" "tests/fuzz/corpus/$target" ||
    die "fuzz-$target failed; the input is in build-fuzz/found/."
done
